import type { shipments } from '../../../shared/shipments.ts'
import type { Handlers } from '../../context.ts'
import { answer, withdraw } from './answering.ts'
import { askOf } from './asking.ts'
import { listPlans, sumPlans } from './list.ts'
import { shippingOfOrder } from './ofOrder.ts'
import { planPaper } from './paper.ts'
import { countStore, listStore } from './stock.ts'
import { entriesOf, putIn, takeBack } from './store.ts'
import { tell, tellFacts } from './telling.ts'

export const shipmentsHandlers: Handlers<typeof shipments> = {
  list: listPlans,
  sums: sumPlans,
  paper: planPaper,
  ask: (ctx, { orderId }) => askOf(ctx, orderId),
  answer,
  withdraw,
  ofOrder: (ctx, { orderId }) => shippingOfOrder(ctx, orderId),
  store: listStore,
  storeCounts: (ctx) => countStore(ctx),
  entries: (ctx, { noticeLineId }) => entriesOf(ctx, noticeLineId),
  putIn,
  takeBack,
  tellFacts: (ctx, { orderId, deliveryNoteId }) => tellFacts(ctx, orderId, deliveryNoteId),
  tell,
}
