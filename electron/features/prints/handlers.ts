import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import type { Selectable } from 'kysely'
import { PaperOutput } from '../../../shared/papers.ts'
import { may } from '../../../shared/permissions.ts'
import { paperFacts, type PrintAbout, prints, type PrintTarget } from '../../../shared/prints.ts'
import { Refusal, refuse } from '../../../shared/refusals.ts'
import { printable, type Printable } from '../../../shared/shell.ts'
import { afterPreparing, type Context, type Handlers } from '../../context.ts'
import type { PrintsTable } from '../../db/schemaPrints.ts'
import { keyedNow, refuseSecondKeyer } from '../blindKeys.ts'
import { aboutPaper, firstOnPaper } from './about.ts'
import { listPrints, printedPapers, readPrint } from './list.ts'

const unpacked = promisify(gunzip)
/** The paper of a note of 200 lines is 2 MB; a file that swells to more than this is none of ours. */
const largestExact = 60 * 1024 * 1024

type Print = Selectable<PrintsTable>
type Counted = { mark: ((ctx: Context) => Promise<unknown>) | null }

/** The counting commands know their document, and an allocation its customer; nothing else of the input. */
const markedBy = ({ id, customerId }: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  customerId === undefined ? { id } : { id, customerId }

/** The command that counts prints on the document itself, read before the transaction begins. */
const markerOf = async (paper: Printable, input: Readonly<Record<string, unknown>>): Promise<Counted> => {
  const channel = printable[paper].printed
  if (channel === null) return { mark: null }
  // the registry reads this word as well: loaded when it is needed
  const { findProcedure } = await import('../../handlers.ts')
  const marker = await findProcedure(channel)
  if (!marker) return { mark: null }
  const asked = marker.procedure.input.safeParse(markedBy(input))
  if (!asked.success) throw refuse('app.badInput', { field: 'input' })
  return { mark: (ctx) => marker.handler(ctx, asked.data) }
}

/** First, second … of a document on this paper; papers without a document are counted by their title. */
const nextOf = async (ctx: Context, paper: Printable, documentId: number | null, title: string): Promise<number> => {
  const { last } = await ctx.db
    .selectFrom('prints')
    .select(({ fn }) => fn.countAll().as('last'))
    .where('paper', '=', paper)
    .$if(documentId !== null, (rows) => rows.where('documentId', '=', documentId))
    .$if(documentId === null, (rows) => rows.where('documentId', 'is', null).where('title', '=', title))
    .executeTakeFirstOrThrow()
  return Number(last) + 1
}

/** The PDF of the last print of this paper that looks like it: dots and pages have other characters. Null: none yet. */
const lastLike = async (ctx: Context, paper: Printable, to: PrintTarget): Promise<string | null> => {
  const last = await ctx.db
    .selectFrom('prints')
    .select('sha256')
    .where('paper', '=', paper)
    .where('target', 'in', to === 'text' ? ['text'] : ['printer', 'pdf'])
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return last?.sha256 ?? null
}

interface Kept {
  paper: Printable
  about: PrintAbout
  title: string
  pages: number
  copies: number
  to: PrintTarget
  place: string
  byteLength: number
  sha256: string
  exactSha256: string
  reprintOf: number | null
}

const insert = async (ctx: Context, kept: Kept): Promise<{ id: number; nth: number }> => {
  const { about, to, ...facts } = kept
  const nth = await nextOf(ctx, kept.paper, about.documentId, kept.title)
  const values = {
    ...facts,
    ...about,
    target: to,
    priced: about.priced ? 1 : 0,
    nth,
    userId: ctx.user.id,
    host: ctx.host,
    at: ctx.now,
  }
  const { id } = await ctx.db.insertInto('prints').values(values).returning('id').executeTakeFirstOrThrow()
  ctx.record({ entity: 'prints', id, after: values })
  return { id, nth }
}

const unlessRefused = (error: unknown): void => {
  if (!(error instanceof Refusal)) throw error
}

const ofPrint = (print: Print): PrintAbout => ({
  document: print.document as PrintAbout['document'],
  documentId: print.documentId,
  orderId: print.orderId,
  number: print.number,
  version: Number(print.version),
  priced: print.priced === 1,
})

/** Of an order a person keys a second time no paper is shown that has its goods on it. */
const refuseWhileKeying = async (ctx: Context, print: Print): Promise<void> => {
  if (print.orderId !== null) return refuseSecondKeyer(ctx, print.orderId)
  const hidden = [...(await keyedNow(ctx))]
  if (hidden.length === 0) return
  // a list may show the goods of any order
  const { document, documentId } = ofPrint(print)
  if (document === '' || documentId === null) throw refuse('prints.whileKeying')
  const orderId = await firstOnPaper(ctx, document, documentId, hidden)
  if (orderId !== null) await refuseSecondKeyer(ctx, orderId)
}

/** A print as it may be looked at by whoever asks. */
const openPrint = async (ctx: Context, id: number): Promise<Print> => {
  const print = await ctx.db
    .selectFrom('prints')
    .selectAll()
    .where('id', '=', id)
    .where('paper', 'in', printedPapers(ctx.user.role))
    .executeTakeFirst()
  if (!print) throw refuse('app.notFound')
  if (print.priced === 1 && !may(ctx.user.role, 'prices.read')) throw refuse('prints.pricesHidden')
  await refuseWhileKeying(ctx, print)
  return print
}

const fileOf = async (ctx: Context, sha256: string): Promise<Uint8Array> => {
  const bytes = await ctx.files.get(sha256)
  if (!bytes) throw refuse('prints.fileMissing')
  return bytes
}

/** The paper in a kept file; null where it holds none. */
const paperIn = async (bytes: Uint8Array): Promise<PaperOutput | null> => {
  try {
    const json = await unpacked(bytes, { maxOutputLength: largestExact })
    return PaperOutput.parse(JSON.parse(json.toString('utf8')))
  } catch {
    return null // not packed by us, swollen, or no paper
  }
}

export const printsHandlers: Handlers<typeof prints> = {
  about: (ctx, { paper, input }) => aboutPaper(ctx, paper, input),

  // the files first: a row never names one that is not on the disk
  keep: afterPreparing(
    async (ctx, { paper, input, to, pdf, exact }) => ({
      sha256: await ctx.files.put(pdf, await lastLike(ctx, paper, to)),
      exactSha256: await ctx.files.put(exact),
      ...(await markerOf(paper, input)),
    }),
    async (ctx, { paper, about, title, pages, copies, to, place, pdf }, { mark, ...files }) => {
      if (!may(ctx.user.role, paperFacts[paper].permission)) throw refuse('app.notFound')
      const kept = { paper, about, title, pages, copies, to, place, byteLength: pdf.length, ...files, reprintOf: null }
      const made = await insert(ctx, kept)
      // what came out is kept even where its document no longer counts: a sheet of an order that was voided meanwhile
      if (mark) await mark(ctx).catch(unlessRefused)
      return made
    },
  ),

  // not counted with the document: an older edition that is printed again gives nobody the newest
  async keepAgain(ctx, { id, copies, to, place }) {
    const print = await openPrint(ctx, id)
    const { title, pages, byteLength, sha256, exactSha256 } = print
    const again = { title, pages, byteLength, sha256, exactSha256, copies, to, place }
    // of a reprint of a reprint the first print stays the original
    const reprintOf = print.reprintOf ?? print.id
    return insert(ctx, { ...again, paper: print.paper as Printable, about: ofPrint(print), reprintOf })
  },

  list: listPrints,
  read: readPrint,

  async bytes(ctx, { id }) {
    const { sha256 } = await openPrint(ctx, id)
    return { bytes: (await fileOf(ctx, sha256)) as Uint8Array<ArrayBuffer>, sha256 }
  },

  async exact(ctx, { id }) {
    const { exactSha256 } = await openPrint(ctx, id)
    const paper = await paperIn(await fileOf(ctx, exactSha256))
    if (!paper) throw refuse('prints.fileMissing')
    return paper
  },

  people: (ctx) =>
    ctx.db.selectFrom('users').select(['id', 'name']).where('active', '=', 1).orderBy('id').limit(500).execute(),
}
