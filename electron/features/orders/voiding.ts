import { refuse } from '../../../shared/refusals.ts'
import type { Context } from '../../context.ts'
import { releasePapers } from '../inbox.ts'
import { refreshOrder } from '../orders.ts'
import { withdrawQuestionsOf } from '../questions.ts'
import { refreshQuotationsNamed } from '../quotations.ts'
import { cancelSignBack } from '../signBacks.ts'

export const findStanding = async (ctx: Context, id: number, version: number) => {
  const order = await ctx.db.selectFrom('orders').selectAll().where('id', '=', id).executeTakeFirst()
  if (!order) throw refuse('app.notFound')
  if (order.voidedAt !== null) throw refuse('orders.isVoid', { number: order.number })
  if (order.version !== version) throw refuse('app.stale')
  return order
}

/** Papers and money that stand on an order: it cannot be voided under them. */
const refuseStanding = async (ctx: Context, id: number, number: string): Promise<void> => {
  const slip = await ctx.db
    .selectFrom('orderChanges')
    .select('number')
    .where('orderId', '=', id)
    .where('appliedAt', 'is', null)
    .where('withdrawnAt', 'is', null)
    .executeTakeFirst()
  if (slip) throw refuse('changes.orderHasSlip', { number, slip: slip.number })
  const notice = await ctx.db
    .selectFrom('notices')
    .select('number')
    .where('orderId', '=', id)
    .where('voidedAt', 'is', null)
    .limit(1)
    .executeTakeFirst()
  if (notice) throw refuse('orders.voidNotice', { number, notice: notice.number })
  const note = await ctx.db
    .selectFrom('deliveryLines')
    .innerJoin('deliveryNotes', 'deliveryNotes.id', 'deliveryLines.deliveryNoteId')
    .select('number')
    .where('orderId', '=', id)
    .where('voidedAt', 'is', null)
    .limit(1)
    .executeTakeFirst()
  if (note) throw refuse('orders.voidDelivered', { number, note: note.number })
  const money = await ctx.db
    .selectFrom('receiptAllocations')
    .innerJoin('receipts', 'receipts.id', 'receiptAllocations.receiptId')
    .select('number')
    .where('orderId', '=', id)
    .where('voidedAt', 'is', null)
    .limit(1)
    .executeTakeFirst()
  if (money) throw refuse('orders.voidPaid', { number, receipt: money.number })
}

/** Voids an order nothing stands on; its papers wait in the inbox again. */
export const voidOrder = async (
  ctx: Context,
  { id, version, reason }: { id: number; version: number; reason: string },
): Promise<void> => {
  const order = await findStanding(ctx, id, version)
  await refuseStanding(ctx, id, order.number)
  await ctx.db
    .updateTable('orders')
    .set({ voidedAt: ctx.now, voidedBy: ctx.user.id, voidReason: reason, version: version + 1 })
    .where('id', '=', id)
    .execute()
  // the prices of a void order are no last prices
  await ctx.db.updateTable('orderLines').set({ customerId: null }).where('orderId', '=', id).execute()
  await cancelSignBack(ctx, 'confirmation', id)
  await withdrawQuestionsOf(ctx, id)
  await releasePapers(ctx, id)
  ctx.record({ entity: 'orders', id, before: { state: order.state }, after: { voidReason: reason } })
  await refreshOrder(ctx, id)
  const lines = await ctx.db.selectFrom('orderLines').select('quotation').where('orderId', '=', id).execute()
  await refreshQuotationsNamed(
    ctx,
    lines.map(({ quotation }) => quotation),
  )
}
