import { orderTotals } from '../../shared/orders.ts'
import { deriveOrderState, type OrderFacts, type OrderState, urgencyOf } from '../../shared/orderStates.ts'
import { formatQuantity, packsOf } from '../../shared/quantities.ts'
import { refuse } from '../../shared/refusals.ts'
import type { Context } from '../context.ts'
import { depositGate } from './gates.ts'
import { reviewNeed, reviewsMissing } from './reviews.ts'

type Reader = Pick<Context, 'db'>

export const findOrder = async (ctx: Reader, orderId: number) => {
  const order = await ctx.db.selectFrom('orders').selectAll().where('id', '=', orderId).executeTakeFirst()
  if (!order) throw refuse('app.notFound')
  return order
}

/** Finished pieces of each order line on standing notices, and whether there is such a notice. */
const productionOf = async (ctx: Reader, orderId: number) => {
  const rows = await ctx.db
    .selectFrom('notices')
    .leftJoin('noticeLines', 'noticeLines.noticeId', 'notices.id')
    .select(['noticeLines.orderLineId', 'noticeLines.finishedQuantity'])
    .where('notices.orderId', '=', orderId)
    .where('notices.voidedAt', 'is', null)
    .execute()
  const finished = new Map<number, number>()
  for (const row of rows)
    if (row.orderLineId !== null)
      finished.set(row.orderLineId, (finished.get(row.orderLineId) ?? 0) + (row.finishedQuantity ?? 0))
  return { released: rows.length > 0, finished }
}

/**
 * Released notes that carry goods of the order: all signed (the same or with a difference), all paid. What came back of
 * its goods need not be paid.
 */
const notesOf = async (ctx: Reader, orderId: number, source: string) => {
  const notes = await ctx.db
    .selectFrom('deliveryNotes')
    .select(['id', 'totalFen', 'paidFen', 'kind'])
    .where('voidedAt', 'is', null)
    .where('releasedAt', 'is not', null)
    // goods made for a complaint leave on 补件单
    .where('kind', '=', source === 'complaint' ? 'replacement' : 'delivery')
    .where('id', 'in', (lines) =>
      lines.selectFrom('deliveryLines').select('deliveryNoteId').where('orderId', '=', orderId),
    )
    .execute()
  if (notes.length === 0) return { signed: true, paid: true }
  const ids = notes.map((note) => note.id)
  const signed = await ctx.db
    .selectFrom('signBacks')
    .select('documentId')
    .where('kind', '=', 'delivery')
    .where('documentId', 'in', ids)
    .where('state', 'in', ['same', 'different'])
    .execute()
  const back = new Set(signed.map((row) => row.documentId))
  const returned = await ctx.db
    .selectFrom('deliveryLines')
    .innerJoin('deliveryNotes', 'deliveryNotes.id', 'deliveryLines.deliveryNoteId')
    .select(({ fn }) => fn.sum('deliveryLines.amountFen').as('fen'))
    .where('deliveryLines.orderId', '=', orderId)
    .where('deliveryNotes.kind', 'in', ['return', 'exchange'])
    .where('deliveryNotes.releasedAt', 'is not', null)
    .where('deliveryNotes.voidedAt', 'is', null)
    .executeTakeFirstOrThrow()
  const unpaidFen = notes.reduce((sum, note) => sum + Math.max(0, note.totalFen - note.paidFen), 0)
  return { signed: ids.every((id) => back.has(id)), paid: unpaidFen + Math.min(0, Number(returned.fen ?? 0)) <= 0 }
}

/** Of these orders, those whose newest edition the customer signed on its change slip (duty 93). */
export const signedByChange = async (ctx: Reader, orderIds: number[]): Promise<Set<number>> => {
  const rows = await ctx.db
    .selectFrom('orderChanges')
    .innerJoin('orders', 'orders.id', 'orderChanges.orderId')
    .innerJoin('signBacks', 'signBacks.documentId', 'orderChanges.id')
    .select('orderChanges.orderId')
    .where('orderChanges.orderId', 'in', orderIds)
    .where('orderChanges.appliedAt', 'is not', null)
    .whereRef('orderChanges.edition', '=', 'orders.edition')
    .where('signBacks.kind', '=', 'change')
    .where('signBacks.state', '=', 'same')
    // the slip says what changed: the rest stands on a confirmation that came back before
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('signBacks as earlier')
          .select('earlier.id')
          .where('earlier.kind', '=', 'confirmation')
          .whereRef('earlier.documentId', '=', 'orderChanges.orderId')
          .where('earlier.returnedAt', 'is not', null),
      ),
    )
    .execute()
  return new Set(rows.map((row) => row.orderId))
}

/** The facts of an order as they stand in the tables, and the confirmed money set against it and its notes. */
const factsAndMoney = async (ctx: Reader, orderId: number): Promise<{ facts: OrderFacts; paidFen: number }> => {
  const order = await findOrder(ctx, orderId)
  const lines = await ctx.db
    .selectFrom('orderLines')
    .select(['id', 'quantity', 'deliveredQuantity'])
    .where('orderId', '=', orderId)
    .where('cancelledAt', 'is', null)
    .execute()
  const question = await ctx.db
    .selectFrom('questions')
    .select(({ fn }) => fn.countAll().as('open'))
    .where('orderId', '=', orderId)
    .where('answeredAt', 'is', null)
    .where('withdrawnAt', 'is', null)
    .executeTakeFirst()
  const signBack = await ctx.db
    .selectFrom('signBacks')
    .select('state')
    .where('kind', '=', 'confirmation')
    .where('documentId', '=', orderId)
    .where('state', '<>', 'cancelled')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  const { released, finished } = await productionOf(ctx, orderId)
  const notes = await notesOf(ctx, orderId, order.source)
  const gate = await depositGate(ctx, orderId)
  const facts = {
    voided: order.voidedAt !== null,
    checked: order.checkedAt !== null,
    openQuestions: Number(question?.open ?? 0),
    signatureNeeded: order.signatureNeeded === 1,
    signedSame: signBack?.state === 'same' || (await signedByChange(ctx, [orderId])).has(orderId),
    depositOpen: gate.open,
    reviewOpen: !(await reviewsMissing(ctx, [orderId])).has(orderId),
    released,
    lines: lines.map((line) => ({
      ordered: line.quantity,
      finished: finished.get(line.id) ?? 0,
      delivered: line.deliveredQuantity,
    })),
    notesSigned: notes.signed,
    notesPaid: notes.paid,
  }
  return { facts, paidFen: gate.confirmedFen }
}

/** What `deriveOrderState` decides from. */
export const orderFacts = async (ctx: Reader, orderId: number): Promise<OrderFacts> =>
  (await factsAndMoney(ctx, orderId)).facts

/**
 * Recomputes an order's state from its facts and stores it. Call it after anything that touches them: marks,
 * sign-backs, money, overrides, notices, finished and delivered pieces.
 */
export const refreshOrder = async (ctx: Context, orderId: number): Promise<void> => {
  const order = await findOrder(ctx, orderId)
  const { facts, paidFen } = await factsAndMoney(ctx, orderId)
  const state: OrderState = deriveOrderState(facts)
  const urgency = urgencyOf(state, order.rush === 1, order.dueOn)
  if (state === order.state && urgency === order.urgency && paidFen === order.paidFen) return
  await ctx.db.updateTable('orders').set({ state, urgency, paidFen }).where('id', '=', orderId).execute()
  if (state !== order.state)
    ctx.record({ entity: 'orders', id: orderId, before: { state: order.state }, after: { state } })
}

/**
 * Adds delivered goods to an order line (thousandths; negative for a return or a voided note). Never more than
 * was ordered, never less than nothing. The caller refreshes the order once for all its lines.
 */
export const addDelivered = async (
  ctx: Context,
  orderLineId: number,
  quantity: number,
  mostOver = 0,
): Promise<void> => {
  const line = await ctx.db
    .selectFrom('orderLines')
    .select(['id', 'name', 'quantity', 'deliveredQuantity'])
    .where('id', '=', orderLineId)
    .executeTakeFirst()
  if (!line) throw refuse('app.notFound')
  const delivered = line.deliveredQuantity + quantity
  if (quantity > 0 && delivered > line.quantity + mostOver)
    throw refuse('orders.overDelivered', {
      name: line.name,
      left: formatQuantity(line.quantity - line.deliveredQuantity),
      asked: formatQuantity(quantity),
    })
  if (delivered < 0)
    throw refuse('orders.overReturned', { name: line.name, delivered: formatQuantity(line.deliveredQuantity) })
  await ctx.db.updateTable('orderLines').set({ deliveredQuantity: delivered }).where('id', '=', orderLineId).execute()
}

/** The order is due when its first line is due. */
export const earliestDue = (lines: readonly { dueOn: string }[]): string =>
  lines.reduce((first, { dueOn }) => (dueOn < first ? dueOn : first), lines[0]!.dueOn)

/** Books the totals, deposit and first due date of an order from its lines; its version goes up. */
export const storeTotals = async (ctx: Context, orderId: number): Promise<void> => {
  const order = await findOrder(ctx, orderId)
  const lines = await ctx.db
    .selectFrom('orderLines')
    .select(['quantity', 'packs', 'priceMicros', 'typedSide', 'amountFen', 'netPriceMicros', 'dueOn', 'newVersion'])
    .where('orderId', '=', orderId)
    .where('cancelledAt', 'is', null)
    .execute()
  const totals = orderTotals(
    lines.map((line) => ({ ...line, typedSide: line.typedSide as 'price' | 'total' })),
    order,
  )
  const { totalFen } = totals
  const goods = lines.map(({ newVersion }) => ({ newVersion: newVersion === 1 }))
  const reviewNeeded = await reviewNeed(ctx, { totalFen, lines: goods })
  await ctx.db
    .updateTable('orders')
    .set({ ...totals, reviewNeeded, dueOn: earliestDue(lines), version: order.version + 1 })
    .where('id', '=', orderId)
    .execute()
}

/** Packs of a quantity (thousandths of `unit`) by the product's packing; null where the product is not known. */
export const packsByProduct = async (
  ctx: Reader,
  productId: number | null,
  unit: string,
  quantity: number,
): Promise<number | null> => {
  if (productId === null) return null
  const product = await ctx.db
    .selectFrom('products')
    .select(['unit', 'packs', 'packUnits'])
    .where('id', '=', productId)
    .executeTakeFirst()
  if (!product) return null
  if (unit === product.unit) return packsOf(quantity, product.packs, product.packUnits)
  const other = await ctx.db
    .selectFrom('productUnits')
    .select('factor')
    .where('productId', '=', productId)
    .where('unit', '=', unit)
    .executeTakeFirst()
  return other ? packsOf(Math.round((quantity * other.factor) / 1000), product.packs, product.packUnits) : null
}

/**
 * Stamps the order as checked, or takes the stamp back with null. Four eyes (duty 4) is said here as a sentence
 * and held by the database as a check of the table.
 */
export const stampChecked = async (
  ctx: Context,
  orderId: number,
  version: number,
  checkedBy: number | null,
): Promise<void> => {
  const order = await findOrder(ctx, orderId)
  if (order.version !== version) throw refuse('app.stale')
  if (checkedBy !== null && order.fourEyes === 1 && checkedBy === order.keyedBy)
    throw refuse('checks.sameEyes', { number: order.number })
  await ctx.db
    .updateTable('orders')
    .set({ checkedBy, checkedAt: checkedBy === null ? null : ctx.now, version: version + 1 })
    .where('id', '=', orderId)
    .execute()
  ctx.record({ entity: 'orders', id: orderId, before: { checkedBy: order.checkedBy }, after: { checkedBy } })
}
