import type { FaxProblem } from '../../shared/faxFiles.ts'
import { largestFaxBytes, sniffFax } from '../../shared/faxFiles.ts'
import { inbox, type InboxRow } from '../../shared/inbox.ts'
import { type PhraseKey, translate } from '../../shared/language.ts'
import { refuse } from '../../shared/refusals.ts'
import { sniffTable } from '../../shared/tableFiles.ts'
import { afterPreparing, type Context, type Handlers } from '../context.ts'
import { insertMany } from '../db/batches.ts'
import { findByTerm, setSearchTerms } from '../db/search.ts'
import { statement } from '../db/statement.ts'

const problemKeys: Record<FaxProblem, PhraseKey> = {
  empty: 'inbox.problemEmpty',
  tooLarge: 'inbox.problemTooLarge',
  notAFax: 'inbox.problemNotAFax',
  damaged: 'inbox.problemDamaged',
  tooManyPixels: 'inbox.problemTooManyPixels',
}

const papers = (ctx: Pick<Context, 'db'>) =>
  ctx.db
    .selectFrom('inboxItems')
    .leftJoin('customers', 'customers.id', 'inboxItems.customerId')
    .leftJoin('orders', 'orders.id', 'inboxItems.orderId')
    .leftJoin('users', 'users.id', 'inboxItems.setAsideBy')
    .selectAll('inboxItems')
    .select(['customers.shortName as customerName', 'orders.number as orderNumber', 'users.name as setAsideByName'])

type Found = Awaited<ReturnType<ReturnType<typeof papers>['execute']>>[number]

const rowOf = ({ setAsideByName, setAsideBy: _, setAsideAt: __, source, state, ...row }: Found): InboxRow => ({
  ...row,
  source: source as InboxRow['source'],
  state: state as InboxRow['state'],
  setAsideBy: setAsideByName,
})

const readPaper = async (ctx: Pick<Context, 'db'>, id: number): Promise<InboxRow> => {
  const row = await papers(ctx).where('inboxItems.id', '=', id).executeTakeFirst()
  if (!row) throw refuse('app.notFound')
  return rowOf(row)
}

const ofOrder = statement((db, orderId: number) =>
  papers({ db })
    .where('inboxItems.orderId', '=', orderId)
    .orderBy('inboxItems.receivedAt')
    .orderBy('inboxItems.id')
    .limit(20),
)

/** The papers an order was keyed from, first received first. */
export const papersOfOrder = async (ctx: Pick<Context, 'db'>, orderId: number): Promise<InboxRow[]> => {
  return (await ofOrder(ctx.db, orderId)).map(rowOf)
}

/** A paper is found by its file name, with and without what stands behind the dot, or by the fax number that was noted. */
const setFaxTerms = (ctx: Context, id: number, fileName: string, customerId: number | null): Promise<void> =>
  setSearchTerms(ctx, 'fax', id, customerId, { exact: [fileName, fileName.replace(/\.\w{1,5}$/, '')] })

/** Notes a paper that is kept as paper (duty 2): its number, pages and date. Gives its id. */
export const notePaper = async (
  ctx: Context,
  note: { number: string; pages: number; on: string; customerId: number | null; orderId: number | null },
): Promise<number> => {
  const values = {
    sha256: '',
    fileName: note.number,
    mediaType: '',
    byteLength: 0,
    pages: note.pages,
    source: 'paper',
    receivedAt: note.on,
    customerId: note.customerId,
    orderId: note.orderId,
    state: note.orderId === null ? 'waiting' : 'linked',
    setAsideReason: null,
    setAsideBy: null,
    setAsideAt: null,
    version: 1,
  }
  const [made] = await insertMany(ctx.db, 'inboxItems', [values], { returning: ['id'] })
  const id = Number(made!['id'])
  await setFaxTerms(ctx, id, note.number, note.customerId)
  ctx.record({ entity: 'inboxItems', id, after: values })
  return id
}

const change = async (
  ctx: Context,
  id: number,
  version: number | null,
  values: Partial<{
    customerId: number | null
    orderId: number | null
    state: string
    setAsideReason: string | null
    setAsideBy: number | null
    setAsideAt: string | null
  }>,
): Promise<InboxRow> => {
  const before = await ctx.db.selectFrom('inboxItems').selectAll().where('id', '=', id).executeTakeFirst()
  if (!before) throw refuse('app.notFound')
  if (version !== null && before.version !== version) throw refuse('app.stale')
  await ctx.db
    .updateTable('inboxItems')
    .set({ ...values, version: before.version + 1 })
    .where('id', '=', id)
    .execute()
  ctx.record({ entity: 'inboxItems', id, before, after: values })
  return readPaper(ctx, id)
}

/** Puts papers with an order: one that belongs to another standing order is refused. Papers no longer named wait again. */
export const linkPapers = async (
  ctx: Context,
  orderId: number,
  customerId: number,
  itemIds: readonly number[],
): Promise<void> => {
  const linked = await ctx.db.selectFrom('inboxItems').select('id').where('orderId', '=', orderId).execute()
  for (const { id } of linked)
    if (!itemIds.includes(id)) await change(ctx, id, null, { orderId: null, state: 'waiting' })
  for (const id of itemIds) {
    if (linked.some((row) => row.id === id)) continue
    const paper = await readPaper(ctx, id)
    if (paper.orderId !== null)
      throw refuse('inbox.linkedElsewhere', { file: paper.fileName, number: paper.orderNumber ?? '' })
    await change(ctx, id, null, {
      orderId,
      customerId,
      state: 'linked',
      setAsideReason: null,
      setAsideBy: null,
      setAsideAt: null,
    })
  }
}

/** The papers of a voided order wait for an order again: no fax is lost (duty 1). */
export const releasePapers = async (ctx: Context, orderId: number): Promise<void> => linkPapers(ctx, orderId, 0, [])

/** A waiting paper is the signed copy of something: it is put aside as that. Gives its bytes' SHA-256. */
export const keepAsCopy = async (
  ctx: Context,
  id: number,
  number: string,
  customerId: number | null,
): Promise<string> => {
  const paper = await readPaper(ctx, id)
  if (paper.state !== 'waiting' || paper.sha256 === '') throw refuse('inbox.notACopy', { file: paper.fileName })
  await change(ctx, id, null, {
    customerId: paper.customerId ?? customerId,
    state: 'setAside',
    setAsideReason: translate(ctx.language, 'inbox.copyOf', { number }),
    setAsideBy: ctx.user.id,
    setAsideAt: ctx.now,
  })
  return paper.sha256
}

/** It was not the signed copy after all: the paper waits again. */
export const waitAgain = async (ctx: Context, id: number): Promise<void> => {
  await change(ctx, id, null, { state: 'waiting', setAsideReason: null, setAsideBy: null, setAsideAt: null })
}

export const inboxHandlers: Handlers<typeof inbox> = {
  receive: afterPreparing(
    async (ctx, { bytes, fileName }) => {
      // a customer's own order as a table is written proof like its fax
      const table = bytes.length > largestFaxBytes ? null : sniffTable(bytes, fileName)
      if (table !== null) return { mediaType: table, pages: 1, sha256: await ctx.files.put(bytes) }
      const found = sniffFax(bytes)
      if ('problem' in found) throw refuse(problemKeys[found.problem], {}, 'bytes')
      return { ...found, sha256: await ctx.files.put(bytes) }
    },
    async (ctx, { bytes, fileName, source }, { mediaType, pages, sha256 }) => {
      // fax programs write a file twice, and people drop it again: the same bytes are the same paper
      const known = await ctx.db
        .selectFrom('inboxItems')
        .select('id')
        .where('sha256', '=', sha256)
        .orderBy('id')
        .limit(1)
        .executeTakeFirst()
      if (known) return { ...(await readPaper(ctx, known.id)), known: true }
      const values = {
        sha256,
        fileName,
        mediaType,
        byteLength: bytes.length,
        pages,
        source,
        receivedAt: ctx.now,
        customerId: null,
        orderId: null,
        state: 'waiting',
        setAsideReason: null,
        setAsideBy: null,
        setAsideAt: null,
        version: 1,
      }
      const { id } = await ctx.db.insertInto('inboxItems').values(values).returning('id').executeTakeFirstOrThrow()
      await setFaxTerms(ctx, id, fileName, null)
      ctx.record({ entity: 'inboxItems', id, after: values })
      return { ...(await readPaper(ctx, id)), known: false }
    },
  ),

  async note(ctx, note) {
    return readPaper(ctx, await notePaper(ctx, { ...note, orderId: null }))
  },

  async list(ctx, { offset, limit, state, text }) {
    let rows = papers(ctx)
    let counted = ctx.db.selectFrom('inboxItems')
    if (state) {
      rows = rows.where('inboxItems.state', '=', state)
      counted = counted.where('state', '=', state)
    }
    if (text) {
      const customerIds = [0, ...(await findByTerm(ctx, 'customer', text, 50))]
      const like = `%${text.replaceAll(/[%_\\]/g, '')}%`
      rows = rows.where((where) =>
        where.or([where('inboxItems.customerId', 'in', customerIds), where('inboxItems.fileName', 'like', like)]),
      )
      counted = counted.where((where) =>
        where.or([where('customerId', 'in', customerIds), where('fileName', 'like', like)]),
      )
    }
    const { total } = await counted.select(({ fn }) => fn.countAll().as('total')).executeTakeFirstOrThrow()
    const page = (some: typeof rows, from: number, most: number) =>
      some
        .orderBy('inboxItems.receivedAt', state === 'waiting' ? 'asc' : 'desc')
        .orderBy('inboxItems.id', 'desc')
        .limit(most)
        .offset(from)
        .execute()
    // newest first, but of the waiting ones alone the oldest, whose turn it is
    if (state) return { rows: (await page(rows, offset, limit)).map(rowOf), total: Number(total) }
    // what waits comes first: two pages in a row, each read from its index
    const { waiting } = await counted
      .where('state', '=', 'waiting')
      .select(({ fn }) => fn.countAll().as('waiting'))
      .executeTakeFirstOrThrow()
    const first = await page(rows.where('inboxItems.state', '=', 'waiting'), offset, limit)
    const rest =
      first.length < limit
        ? await page(
            rows.where('inboxItems.state', '<>', 'waiting'),
            Math.max(0, offset - Number(waiting)),
            limit - first.length,
          )
        : []
    return { rows: [...first, ...rest].map(rowOf), total: Number(total) }
  },

  read: (ctx, { id }) => readPaper(ctx, id),

  async bytes(ctx, { id }) {
    const { sha256, mediaType } = await readPaper(ctx, id)
    if (sha256 === '') return { bytes: new Uint8Array(), mediaType: '', sha256: '' as const }
    const bytes = await ctx.files.get(sha256)
    if (!bytes) throw refuse('inbox.bytesMissing')
    return { bytes: bytes as Uint8Array<ArrayBuffer>, mediaType, sha256 }
  },

  async assign(ctx, { id, version, customerId }) {
    const order = await ctx.db
      .selectFrom('inboxItems')
      .innerJoin('orders', 'orders.id', 'inboxItems.orderId')
      .select(['orders.number', 'orders.customerId', 'inboxItems.fileName as file'])
      .where('inboxItems.id', '=', id)
      .executeTakeFirst()
    // the proof of an order is its customer's
    if (order && order.customerId !== customerId)
      throw refuse('inbox.ofOrder', { file: order.file, number: order.number }, 'customerId')
    return change(ctx, id, version, { customerId })
  },

  async setAside(ctx, { id, version, reason }) {
    const paper = await readPaper(ctx, id)
    if (paper.state === 'linked') throw refuse('inbox.hasOrder', { number: paper.orderNumber ?? '' })
    return change(ctx, id, version, {
      state: 'setAside',
      setAsideReason: reason,
      setAsideBy: ctx.user.id,
      setAsideAt: ctx.now,
    })
  },

  async takeBack(ctx, { id, version }) {
    const checked = await ctx.db
      .selectFrom('inboxItems')
      .innerJoin('orders', 'orders.id', 'inboxItems.orderId')
      .select('orders.number')
      .where('inboxItems.id', '=', id)
      .where('orders.checkedAt', 'is not', null)
      .where('orders.voidedAt', 'is', null)
      .executeTakeFirst()
    if (checked) throw refuse('inbox.isProof', { number: checked.number })
    return change(ctx, id, version, {
      state: 'waiting',
      orderId: null,
      setAsideReason: null,
      setAsideBy: null,
      setAsideAt: null,
    })
  },

  async link(ctx, { id, version, orderId }) {
    const order = await ctx.db
      .selectFrom('orders')
      .select(['customerId', 'number', 'voidedAt'])
      .where('id', '=', orderId)
      .executeTakeFirst()
    if (!order) throw refuse('app.notFound')
    if (order.voidedAt !== null) throw refuse('orders.isVoid', { number: order.number })
    const paper = await readPaper(ctx, id)
    if (paper.orderId !== null && paper.orderId !== orderId)
      throw refuse('inbox.linkedElsewhere', { file: paper.fileName, number: paper.orderNumber ?? '' })
    return change(ctx, id, version, {
      orderId,
      customerId: order.customerId,
      state: 'linked',
      setAsideReason: null,
      setAsideBy: null,
      setAsideAt: null,
    })
  },
}
