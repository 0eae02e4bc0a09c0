import { orders } from '../../../shared/orders.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Context, Handlers } from '../../context.ts'
import { releasePapers } from '../inbox.ts'
import { refreshOrder } from '../orders.ts'
import { cancelSignBack } from '../signBacks.ts'
import { chainOf } from './chain.ts'
import { confirmationPaper } from './confirmation.ts'
import { newDraft, savedFrom } from './drafts.ts'
import { filePaper } from './file.ts'
import { listOrders } from './list.ts'
import { readOrder } from './read.ts'
import { saveOrder } from './save.ts'
import { orderWarningsOf } from './warnings.ts'

const findStanding = async (ctx: Context, id: number, version: number) => {
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

export const ordersHandlers: Handlers<typeof orders> = {
  list: listOrders,
  read: (ctx, { id }) => readOrder(ctx, id),
  chain: (ctx, { id }) => chainOf(ctx, id),
  newDraft,
  savedFrom: (ctx, { drafts }) => savedFrom(ctx, drafts),
  warnings: orderWarningsOf,
  save: saveOrder,

  async void(ctx, { id, version, reason }) {
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
    await releasePapers(ctx, id)
    ctx.record({ entity: 'orders', id, before: { state: order.state }, after: { voidReason: reason } })
    await refreshOrder(ctx, id)
    return readOrder(ctx, id)
  },

  async reply(ctx, { id, version }) {
    const order = await findStanding(ctx, id, version)
    await ctx.db
      .updateTable('orders')
      .set({ repliedBy: ctx.user.id, repliedAt: ctx.now, version: version + 1 })
      .where('id', '=', id)
      .execute()
    ctx.record({
      entity: 'orders',
      id,
      before: { repliedAt: order.repliedAt },
      after: { replied: { totalFen: order.totalFen, depositFen: order.depositFen, bankAccount: order.bankAccount } },
    })
    return readOrder(ctx, id)
  },

  filePaper: (ctx, { id }) => filePaper(ctx, id),
  confirmationPaper: (ctx, { id }) => confirmationPaper(ctx, id),
  people: (ctx) =>
    ctx.db.selectFrom('users').select(['id', 'name', 'role']).where('active', '=', 1).orderBy('id').execute(),
}
