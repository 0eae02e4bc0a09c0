import type { z } from 'zod'
import { sniffFax } from '../../../shared/faxFiles.ts'
import { translate } from '../../../shared/language.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { SignBackRow, SignedLine, signBacks } from '../../../shared/signBacks.ts'
import type { Context } from '../../context.ts'
import { refuseBrokenUnit } from '../../wholeUnits.ts'
import { carryOut } from '../changes/apply.ts'
import { ordersOfNote } from '../deliveries.ts'
import { keepAsCopy, waitAgain } from '../inbox.ts'
import { refreshOrder } from '../orders.ts'
import { refuseDifference } from '../statements/disputes.ts'
import { quotationSigned } from '../quotations.ts'
import { allowPaper, findCopy } from './finding.ts'
import { readCopy } from './read.ts'

/** The quotation and the orders whose state hangs on the signed copy of a document. */
export const refreshBehind = async (
  ctx: Context,
  kind: string,
  documentId: number,
  signed: { state: 'same' | 'different'; difference: string } | null,
): Promise<void> => {
  if (kind === 'quotation') await quotationSigned(ctx, documentId, signed)
  const orderIds =
    kind === 'confirmation' ? [documentId] : kind === 'delivery' ? await ordersOfNote(ctx, documentId) : []
  for (const orderId of orderIds) await refreshOrder(ctx, orderId)
  if (kind === 'change') await carryOut(ctx, documentId)
}

/** The lines of a note as they were sent, and what of them the customer signed for otherwise. */
export const signedLines = async (ctx: Context, id: number): Promise<SignedLine[]> => {
  const copy = await ctx.db
    .selectFrom('signBacks')
    .select(['kind', 'documentId'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!copy) throw refuse('app.notFound')
  if (copy.kind !== 'delivery') return []
  return ctx.db
    .selectFrom('deliveryLines')
    .leftJoin('signBackLines', (join) =>
      join.onRef('signBackLines.deliveryLineId', '=', 'deliveryLines.id').on('signBackLines.signBackId', '=', id),
    )
    .select([
      'deliveryLines.id as deliveryLineId',
      'deliveryLines.sequence',
      'deliveryLines.description',
      'deliveryLines.unit',
      'deliveryLines.quantity as sent',
      'signBackLines.received',
    ])
    .select(({ fn, val }) => fn.coalesce('signBackLines.words', val('')).as('words'))
    .where('deliveryLines.deliveryNoteId', '=', copy.documentId)
    .orderBy('deliveryLines.sequence')
    .limit(1000)
    .execute()
}

type Returned = z.output<typeof signBacks.markReturned.input>

/** Writes down what differs line by line; gives it in words: `餐椅 签收 70 把(送 72)少了两把`. */
const writeLines = async (ctx: Context, id: number, typed: Returned['lines']): Promise<string> => {
  if (typed.length === 0) return ''
  const sent = new Map((await signedLines(ctx, id)).map((line) => [line.deliveryLineId, line]))
  const words: string[] = []
  for (const [index, { deliveryLineId, received, words: beside }] of typed.entries()) {
    const line = sent.get(deliveryLineId)
    if (!line) throw refuse('app.notFound', {}, `lines.${index}`)
    if (received === line.sent && beside === '') continue
    // nobody signs for what did not come: a slip of the hand, or goods that left without a note of their own
    if (received > line.sent)
      throw refuse(
        'signBacks.moreThanSent',
        { goods: line.description, sent: formatQuantity(line.sent), unit: line.unit },
        `received.${deliveryLineId}`,
      )
    refuseBrokenUnit(
      received,
      { unit: line.unit, what: line.description, known: [line.sent] },
      `received.${deliveryLineId}`,
    )
    const { received: _, words: __, ...of } = line
    await ctx.db
      .insertInto('signBackLines')
      .values({ signBackId: id, ...of, received, words: beside })
      .execute()
    const counted =
      received === line.sent
        ? ''
        : translate(ctx.language, 'signBacks.lineCounted', {
            received: formatQuantity(received),
            unit: line.unit,
            sent: formatQuantity(line.sent),
          })
    words.push([line.description, counted, beside].filter(Boolean).join(' '))
  }
  return words.join(';')
}

/** The signed copy is back: the same, or different with the difference in words and, on a note, line by line. */
export const markReturned = async (ctx: Context, input: Returned, sha256: string | null): Promise<SignBackRow> => {
  const before = await findCopy(ctx, input.id, input.version)
  allowPaper(ctx, before.kind)
  if (before.state === 'cancelled') throw refuse('signBacks.cancelledAlready', { number: before.documentNumber })
  if (before.state !== 'waiting') throw refuse('signBacks.backAlready', { number: before.documentNumber })
  const ofLines = input.result === 'different' ? await writeLines(ctx, input.id, input.lines) : ''
  const difference = [input.difference, ofLines].filter(Boolean).join(';').slice(0, 500)
  if (input.result === 'different' && difference === '') throw refuse('signBacks.differenceNeeded', {}, 'difference')
  if (before.kind === 'statement' && input.result === 'different' && input.differenceFen !== null)
    await refuseDifference(ctx, before.documentId, input.differenceFen)
  const fromInbox =
    input.inboxItemId === null
      ? null
      : await keepAsCopy(ctx, input.inboxItemId, before.documentNumber, before.customerId)
  const values = {
    state: input.result,
    returnedAt: ctx.now,
    returnedBy: ctx.user.id,
    difference: input.result === 'different' ? difference : null,
    differenceFen: input.result === 'different' ? input.differenceFen : null,
    sha256: sha256 ?? fromInbox,
    inboxItemId: input.inboxItemId,
    nextOn: null,
  }
  await ctx.db
    .updateTable('signBacks')
    .set({ ...values, version: input.version + 1 })
    .where('id', '=', input.id)
    .execute()
  ctx.record({ entity: 'signBacks', id: input.id, before: { state: before.state }, after: values })
  await refreshBehind(ctx, before.kind, before.documentId, { state: input.result, difference })
  return readCopy(ctx, input.id)
}

/** A driver's papers, all back the same: all of them or, where one cannot be, none. */
export const returnMany = async (
  ctx: Context,
  { papers }: z.output<typeof signBacks.returnMany.input>,
): Promise<{ returned: number }> => {
  const own = [...new Map(papers.map((paper) => [paper.id, paper])).values()]
  const nothing = { difference: '', differenceFen: null, copy: null, inboxItemId: null, lines: [] }
  for (const paper of own) await markReturned(ctx, { ...paper, result: 'same', ...nothing }, null)
  return { returned: own.length }
}

export const keepCopy = async (ctx: Context, copy: Uint8Array | null): Promise<string | null> => {
  if (copy === null) return null
  if ('problem' in sniffFax(copy)) throw refuse('signBacks.copyNotReadable', {}, 'copy')
  return ctx.files.put(copy)
}

/** The paper follows its word: somebody said on the phone that it was signed, the copy came later. */
export const attach = async (
  ctx: Context,
  { id, version }: z.output<typeof signBacks.attach.input>,
  sha256: string | null,
): Promise<SignBackRow> => {
  const before = await findCopy(ctx, id, version)
  allowPaper(ctx, before.kind)
  if (before.state !== 'same' && before.state !== 'different')
    throw refuse('signBacks.notBack', { number: before.documentNumber })
  if (before.sha256 !== null) throw refuse('signBacks.copyThere', { number: before.documentNumber })
  await ctx.db
    .updateTable('signBacks')
    .set({ sha256, version: version + 1 })
    .where('id', '=', id)
    .execute()
  ctx.record({ entity: 'signBacks', id, before: { sha256: null }, after: { sha256 } })
  return readCopy(ctx, id)
}

/** The return was a mistake: what differed goes with it into the log, a fax that was its copy waits in the inbox again. */
export const takeReturnBack = async (
  ctx: Context,
  before: Awaited<ReturnType<typeof findCopy>>,
  reason: string,
): Promise<void> => {
  const { id } = before
  const lines = await ctx.db.deleteFrom('signBackLines').where('signBackId', '=', id).returningAll().execute()
  if (before.inboxItemId !== null) await waitAgain(ctx, before.inboxItemId)
  await ctx.db
    .updateTable('signBacks')
    .set({
      state: 'waiting',
      returnedAt: null,
      returnedBy: null,
      difference: null,
      differenceFen: null,
      sha256: null,
      inboxItemId: null,
      settledAt: null,
      settledBy: null,
      settledHow: '',
      version: before.version + 1,
    })
    .where('id', '=', id)
    .execute()
  ctx.record({ entity: 'signBacks', id, before: { ...before, lines }, after: { state: 'waiting', reason } })
  await refreshBehind(ctx, before.kind, before.documentId, null)
}
