import { lineAmount } from '../../../shared/money.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Context } from '../../context.ts'
import { refuseBrokenUnit } from '../../wholeUnits.ts'
import { dropLineMarks } from '../checks.ts'
import { packsByProduct, storeTotals } from '../orders.ts'
import { findPrices, offeredPrice, sourceOf } from './prices.ts'

const findOpen = async (ctx: Context, orderId: number) => {
  const order = await ctx.db.selectFrom('orders').selectAll().where('id', '=', orderId).executeTakeFirstOrThrow()
  if (order.voidedAt !== null) throw refuse('orders.isVoid', { number: order.number })
  if (order.checkedAt !== null) throw refuse('orders.checkedLines', { number: order.number })
  return order
}

/** Moves the lines from a place on by one; out of the way first, so that no two meet on their sequence. */
const shiftLines = async (ctx: Context, orderId: number, from: number, by: 1 | -1): Promise<void> => {
  const moved = ctx.db.updateTable('orderLines').where('orderId', '=', orderId)
  await moved
    .set(({ eb }) => ({ sequence: eb('sequence', '+', 1000) }))
    .where('sequence', '>=', from)
    .execute()
  await moved
    .set(({ eb }) => ({ sequence: eb('sequence', '-', 1000 - by) }))
    .where('sequence', '>=', 1000)
    .execute()
}

export interface LineFound {
  code: string
  quantity: number
  priceMicros: number | null
  dueOn: string | null
}

/**
 * Puts a line into an order that the first keying had overlooked, before another line or at the end, with the
 * product's name, unit and packs behind its code, and the price the customer would be offered. Gives its id.
 */
export const insertLine = async (
  ctx: Context,
  orderId: number,
  beforeLineId: number | null,
  found: LineFound,
): Promise<number> => {
  const order = await findOpen(ctx, orderId)
  const lines = await ctx.db
    .selectFrom('orderLines')
    .select(['id', 'sequence'])
    .where('orderId', '=', orderId)
    .execute()
  if (lines.length >= 300) throw refuse('orders.tooManyLines', { number: order.number })
  const product = await ctx.db
    .selectFrom('products')
    .select(['id', 'code', 'name', 'spec', 'unit'])
    .where('code', '=', found.code)
    .executeTakeFirst()
  if (!product) throw refuse('orders.unknownCode', { code: found.code })
  refuseBrokenUnit(found.quantity, { unit: product.unit, what: product.name }, 'quantity')
  const sequence = lines.find(({ id }) => id === beforeLineId)?.sequence ?? lines.length + 1
  await shiftLines(ctx, orderId, sequence, 1)
  const asked = { productId: product.id, unit: product.unit, quantity: found.quantity }
  const known = await findPrices(ctx, { ...order, lines: [asked] }, orderId)
  const priceMicros = found.priceMicros ?? offeredPrice(known, asked) ?? 0
  const values = {
    orderId,
    customerId: order.customerId,
    sequence,
    productId: product.id,
    code: product.code,
    name: product.name,
    spec: product.spec,
    colour: '',
    material: '',
    unit: product.unit,
    quantity: found.quantity,
    packs: (await packsByProduct(ctx, product.id, product.unit, found.quantity)) ?? 0,
    priceMicros,
    typedSide: 'price',
    amountFen: lineAmount(found.quantity, priceMicros),
    ...sourceOf(known, asked, priceMicros),
    dueOn: found.dueOn ?? order.dueOn,
    customerPo: '',
    newVersion: 0 as const,
    remark: '',
  }
  const { id } = await ctx.db.insertInto('orderLines').values(values).returning('id').executeTakeFirstOrThrow()
  await storeTotals(ctx, orderId)
  ctx.record({ entity: 'orders', id: orderId, after: { line: sequence, added: values } })
  return id
}

/** Takes a line out of an order that was keyed and is not on the paper; the last one stays. */
export const removeLine = async (ctx: Context, orderLineId: number): Promise<void> => {
  const line = await ctx.db.selectFrom('orderLines').selectAll().where('id', '=', orderLineId).executeTakeFirst()
  if (!line) throw refuse('app.stale')
  const order = await findOpen(ctx, line.orderId)
  if (line.deliveredQuantity > 0) throw refuse('orders.lineDelivered', { name: line.name })
  const others = await ctx.db
    .selectFrom('orderLines')
    .select('id')
    .where('orderId', '=', line.orderId)
    .where('id', '<>', orderLineId)
    .limit(1)
    .executeTakeFirst()
  if (!others) throw refuse('orders.lastLine', { number: order.number })
  await dropLineMarks(ctx, orderLineId)
  await ctx.db.deleteFrom('orderLines').where('id', '=', orderLineId).execute()
  await shiftLines(ctx, line.orderId, line.sequence + 1, -1)
  await storeTotals(ctx, line.orderId)
  ctx.record({ entity: 'orders', id: line.orderId, before: { line: line.sequence, removed: line } })
}
