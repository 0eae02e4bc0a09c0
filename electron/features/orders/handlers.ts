import { orders } from '../../../shared/orders.ts'
import type { Handlers } from '../../context.ts'
import { refuseSecondKeyer } from '../blindKeys.ts'
import { chainOf } from './chain.ts'
import { confirmationPaper } from './confirmation.ts'
import { newDraft, savedFrom } from './drafts.ts'
import { filePaper } from './file.ts'
import { listOrders } from './list.ts'
import { readOrder } from './read.ts'
import { saveOrder } from './save.ts'
import { findStanding, voidOrder } from './voiding.ts'
import { orderWarningsOf } from './warnings.ts'

export const ordersHandlers: Handlers<typeof orders> = {
  list: listOrders,
  read: (ctx, { id }) => readOrder(ctx, id),
  async chain(ctx, { id }) {
    await refuseSecondKeyer(ctx, id)
    return chainOf(ctx, id)
  },
  newDraft,
  savedFrom: (ctx, { drafts }) => savedFrom(ctx, drafts),
  warnings: orderWarningsOf,
  save: saveOrder,

  async void(ctx, input) {
    await voidOrder(ctx, input)
    return readOrder(ctx, input.id)
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
