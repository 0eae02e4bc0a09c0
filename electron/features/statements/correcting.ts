import type { z } from 'zod'
import { formatFen, formatMicros, isSensibleAmount, lineAmount, roundDivide } from '../../../shared/money.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { statements } from '../../../shared/statements.ts'
import { translate } from '../../../shared/language.ts'
import type { Context } from '../../context.ts'
import { settleCopy } from '../signBacks/settling.ts'
import { writeAdjustment } from './adjusting.ts'
import { allowSettling, refuseOverLimit } from './disputes.ts'
import { readStatement } from './reading.ts'
import { makeStatement } from './making.ts'
import { voidStatement } from './voiding.ts'

/**
 * 调价: the price of goods that left was wrong. The note stays as it was signed; the difference to what the account says
 * of the line so far is an adjustment of today, so that it stands in the next statement (demands 14). Gives its id.
 */
export const correctPrice = async (
  ctx: Context,
  { deliveryLineId, priceMicros, reason }: z.output<typeof statements.correctPrice.input>,
): Promise<number> => {
  const line = await ctx.db
    .selectFrom('deliveryLines')
    .innerJoin('deliveryNotes', 'deliveryNotes.id', 'deliveryLines.deliveryNoteId')
    .select([
      'deliveryNotes.number',
      'deliveryNotes.customerId',
      'deliveryNotes.kind',
      'deliveryLines.description',
      'deliveryLines.quantity',
      'deliveryLines.priceMicros',
      'deliveryLines.amountFen',
    ])
    .where('deliveryLines.id', '=', deliveryLineId)
    .where('deliveryNotes.releasedAt', 'is not', null)
    .where('deliveryNotes.voidedAt', 'is', null)
    .executeTakeFirst()
  if (!line || line.kind === 'replacement') throw refuse('app.notFound')
  if (!isSensibleAmount(line.quantity, priceMicros)) throw refuse('statements.priceTooLarge', {}, 'priceMicros')
  const corrected = await ctx.db
    .selectFrom('adjustments')
    .select(({ fn }) => fn.sum('amountFen').as('fen'))
    .where('deliveryLineId', '=', deliveryLineId)
    .where('voidedAt', 'is', null)
    .executeTakeFirst()
  const saidFen = line.amountFen + Number(corrected?.fen ?? 0)
  const saidPrice =
    corrected?.fen == null ? line.priceMicros : roundDivide(BigInt(saidFen) * 10_000_000n, BigInt(line.quantity))
  const amountFen = lineAmount(line.quantity, priceMicros) - saidFen
  if (amountFen === 0) throw refuse('statements.samePrice', { number: line.number }, 'priceMicros')
  // what lowers what is owed takes money off the account, as a deduction does; a higher price is for goods that left
  if (amountFen < 0) allowSettling(ctx)
  const words = translate(ctx.language, 'statements.priceCorrected', {
    number: line.number,
    goods: line.description,
    price: formatMicros(priceMicros),
    before: formatMicros(saidPrice),
  })
  return writeAdjustment(ctx, {
    customerId: line.customerId,
    adjustedOn: ctx.today,
    kind: 'other',
    amountFen,
    reason: `${words} ${reason}`.slice(0, 200),
    deliveryLineId,
  })
}

/** One correction of a price is reckoned from the ones before it: the last one goes first. */
export const refuseEarlierCorrection = async (ctx: Context, id: number): Promise<void> => {
  const later = await ctx.db
    .selectFrom('adjustments')
    .innerJoin('adjustments as earlier', 'earlier.deliveryLineId', 'adjustments.deliveryLineId')
    .select('adjustments.number')
    .where('earlier.id', '=', id)
    .where('adjustments.id', '>', id)
    .where('adjustments.voidedAt', 'is', null)
    .orderBy('adjustments.id', 'desc')
    .executeTakeFirst()
  if (later) throw refuse('statements.laterCorrection', { number: later.number })
}

/**
 * How a disputed statement was settled (duty 101): the customer accepts ours; the difference goes into the next period as
 * an adjustment, by who may put money on an account (`statements.settle`) and within what the statement says; or the
 * statement is void and made anew. Gives the id of the statement that stands then.
 */
export const settleDispute = async (
  ctx: Context,
  { id, version, how, amountFen, reason }: z.output<typeof statements.settleDispute.input>,
): Promise<number> => {
  const statement = await readStatement(ctx, id)
  if (statement.version !== version) throw refuse('app.stale')
  if (statement.state !== 'disputed') throw refuse('statements.notDisputed', { number: statement.number })
  if (how === 'remade') {
    await voidStatement(ctx, statement, reason)
    await ctx.db.updateTable('statements').set({ disputeHow: how }).where('id', '=', id).execute()
    return makeStatement(ctx, statement.customerId, statement.periodTo.slice(0, 7))
  }
  let words = translate(ctx.language, 'statements.disputeAccepted', { reason })
  let disputeEntryId: number | null = null
  if (how === 'adjusted') {
    allowSettling(ctx)
    if (amountFen === null || amountFen === 0) throw refuse('statements.disputeAmount', {}, 'amountFen')
    refuseOverLimit(statement, amountFen, 'amountFen')
    disputeEntryId = await writeAdjustment(ctx, {
      customerId: statement.customerId,
      adjustedOn: ctx.today,
      kind: 'other',
      amountFen,
      reason: `${statement.number} ${reason}`.slice(0, 200),
    })
    words = translate(ctx.language, 'statements.disputeAdjusted', { amount: formatFen(amountFen), reason })
  }
  await settleCopy(ctx, 'statement', id, words)
  const after = { disputeHow: how, disputeFen: how === 'adjusted' ? amountFen! : 0, disputeEntryId }
  await ctx.db
    .updateTable('statements')
    .set({ ...after, version: version + 1 })
    .where('id', '=', id)
    .execute()
  ctx.record({ entity: 'statements', id, before: { state: 'disputed' }, after })
  return id
}
