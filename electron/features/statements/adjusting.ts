import { refuse } from '../../../shared/refusals.ts'
import type { Context } from '../../context.ts'
import { nextNumber } from '../../db/numbering.ts'
import { refreshCovered } from '../cod.ts'
import { refuseInvoiced } from '../invoices.ts'
import { freeAdjustmentMoney } from '../receipts.ts'
import { reopenDispute } from './disputes.ts'
import { customerOf } from './making.ts'

interface Adjusted {
  customerId: number
  adjustedOn: string
  kind: string
  /** Fen on the customer's account; negative takes off. */
  amountFen: number
  reason: string
  /** Whose price it corrects. */
  deliveryLineId?: number
}

/** Writes an adjustment of a customer's account; gives its id. */
export const writeAdjustment = async (ctx: Context, draft: Adjusted): Promise<number> => {
  await customerOf(ctx, draft.customerId)
  if (draft.adjustedOn > ctx.today) throw refuse('statements.adjustmentFuture', {}, 'adjustedOn')
  if (draft.kind === 'deduction' && draft.amountFen > 0) throw refuse('statements.deductionSign', {}, 'amountFen')
  const number = await nextNumber(ctx, 'TZ', ctx.today)
  const { id } = await ctx.db
    .insertInto('adjustments')
    .values({ ...draft, number, userId: ctx.user.id, at: ctx.now, version: 1 })
    .returning('id')
    .executeTakeFirstOrThrow()
  ctx.record({ entity: 'adjustments', id, after: { ...draft, number } })
  await refreshCovered(ctx, draft.customerId)
  return id
}

/** An adjustment is out of the world: void, the money on it free again, and a dispute it settled open again. */
export const voidAdjustment = async (ctx: Context, id: number, reason: string): Promise<void> => {
  const before = await ctx.db.selectFrom('adjustments').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  await refuseInvoiced(ctx, { adjustmentId: id }, before.number)
  await ctx.db
    .updateTable('adjustments')
    .set({ voidedAt: ctx.now, voidedBy: ctx.user.id, voidReason: reason, version: before.version + 1 })
    .where('id', '=', id)
    .execute()
  await freeAdjustmentMoney(ctx, id)
  await reopenDispute(ctx, id)
  await refreshCovered(ctx, before.customerId)
  ctx.record({ entity: 'adjustments', id, before, after: { reason } })
}

/** What an adjustment did is undone: void where no statement carries it, else by an entry the other way. */
export const takeAdjustmentBack = async (ctx: Context, id: number, reason: string): Promise<void> => {
  const row = await ctx.db.selectFrom('adjustments').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  if (row.voidedAt !== null) return
  const stated = await ctx.db
    .selectFrom('statementRows')
    .select('id')
    .where('sourceKey', '=', `adjustment:${id}`)
    .executeTakeFirst()
  if (!stated) return voidAdjustment(ctx, id, reason)
  await writeAdjustment(ctx, {
    customerId: row.customerId,
    adjustedOn: ctx.today,
    kind: 'other',
    amountFen: -row.amountFen,
    reason: `${row.number} ${reason}`.slice(0, 200),
  })
}

/** A note is void: what its prices were corrected by comes off the account with it. */
export const takeCorrectionsBack = async (ctx: Context, noteId: number, reason: string): Promise<void> => {
  const corrections = await ctx.db
    .selectFrom('adjustments')
    .innerJoin('deliveryLines', 'deliveryLines.id', 'adjustments.deliveryLineId')
    .select('adjustments.id')
    .where('deliveryLines.deliveryNoteId', '=', noteId)
    .where('adjustments.voidedAt', 'is', null)
    .orderBy('adjustments.id')
    .execute()
  for (const { id } of corrections) await takeAdjustmentBack(ctx, id, reason)
}
