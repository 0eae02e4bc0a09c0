import { sql } from 'kysely'
import { type Goods, goodsKey, leftOfGiven } from '../../shared/allocations.ts'
import type { Context } from '../context.ts'
import { readOffice } from './settings.ts'

type Reader = Pick<Context, 'db'>

/** Lines of checked orders that still want goods. */
export const wantingLines = (ctx: Reader) =>
  ctx.db
    .selectFrom('orderLines')
    .innerJoin('orders', 'orders.id', 'orderLines.orderId')
    .where('orders.voidedAt', 'is', null)
    .where('orders.checkedAt', 'is not', null)
    .where('orderLines.cancelledAt', 'is', null)
    .whereRef('orderLines.deliveredQuantity', '<', 'orderLines.quantity')

/** Lines that were given up with goods made for them: cancelled, or their order is void. */
const givenUpLines = (ctx: Reader) =>
  ctx.db
    .selectFrom('orderLines')
    .innerJoin('orders', 'orders.id', 'orderLines.orderId')
    .where('orderLines.id', 'in', (ids) =>
      ids
        .selectFrom('orderLines as cancelled')
        .select('cancelled.id')
        .where('cancelled.cancelledAt', 'is not', null)
        .union(
          ids
            .selectFrom('orders as void')
            .innerJoin('orderLines as gone', 'gone.orderId', 'void.id')
            .select('gone.id')
            .where('void.state', '=', sql.lit('void')),
        ),
    )

/** Through the last process for an order line, on standing notices or not: the goods are there (thousandths). */
const madeSql = sql<number>`coalesce((select sum(f."finishedQuantity") from "noticeLines" f where f."orderLineId" = "orderLines"."id"), 0)`
const putInSql = sql<number>`coalesce((select sum(e."quantity") from "storeEntries" e where e."orderLineId" = "orderLines"."id"), 0)`
const hereSql = (storeFirst: boolean) => {
  const there = sql<number>`${storeFirst ? putInSql : madeSql} - "orderLines"."deliveredQuantity"`
  return sql<number>`case when ${there} > 0 then ${there} else 0 end`
}

const ofGoods = (goods: Goods) =>
  goods.code === ''
    ? sql<boolean>`"orderLines"."code" = '' and "orderLines"."name" = ${goods.name} and "orderLines"."colour" = ${goods.colour} and "orderLines"."unit" = ${goods.unit}`
    : sql<boolean>`"orderLines"."code" = ${goods.code} and "orderLines"."colour" = ${goods.colour} and "orderLines"."unit" = ${goods.unit}`

export interface Here {
  available: number
  free: number
}

/**
 * What is there of some goods and not delivered (thousandths): made for open orders, or in the store where goods must
 * be put in first, and what was made for orders that were given up.
 */
export const hereOf = async (ctx: Reader, goods: Goods): Promise<Here> => {
  const { storeFirst } = await readOffice(ctx)
  const here = hereSql(storeFirst)
  const made = await wantingLines(ctx)
    .select(sql<number>`sum(${here})`.as('here'))
    .where(ofGoods(goods))
    .executeTakeFirst()
  const left = await givenUpLines(ctx)
    .select(sql<number>`sum(${here})`.as('here'))
    .where(ofGoods(goods))
    .executeTakeFirst()
  const free = Number(left?.here ?? 0)
  return { available: Number(made?.here ?? 0) + free, free }
}

/** The same for all goods that open orders want. */
export const hereOfAll = async (ctx: Reader): Promise<Map<string, number>> => {
  const { storeFirst } = await readOffice(ctx)
  const here = hereSql(storeFirst)
  const found = new Map<string, number>()
  for (const lines of [wantingLines(ctx), givenUpLines(ctx)])
    for (const row of await lines
      .select(['orderLines.code', 'orderLines.colour', 'orderLines.unit'])
      .select(sql<string>`case when "orderLines"."code" = '' then "orderLines"."name" else '' end`.as('name'))
      .select(sql<number>`sum(${here})`.as('here'))
      .groupBy(['orderLines.code', 'orderLines.colour', 'orderLines.unit'])
      .groupBy(sql`case when "orderLines"."code" = '' then "orderLines"."name" else '' end`)
      .having(sql<boolean>`sum(${here}) > 0`)
      .execute()) {
      const key = goodsKey(row)
      found.set(key, (found.get(key) ?? 0) + Number(row.here))
    }
  return found
}

/** Lines of the goods of an order, wanted by whom and of what grade. */
export const wantsOf = (ctx: Reader, goods: Goods) =>
  wantingLines(ctx)
    .innerJoin('customers', 'customers.id', 'orders.customerId')
    .select([
      'orderLines.id as orderLineId',
      'orderLines.orderId',
      'orderLines.name',
      'orderLines.spec',
      'orderLines.dueOn',
      'orderLines.quantity',
      'orderLines.deliveredQuantity as delivered',
      'orders.number as orderNumber',
      'orders.customerId',
      'orders.rush',
      'customers.shortName',
      'customers.name as customerName',
      'customers.grade',
      madeSql.as('made'),
    ])
    .where(ofGoods(goods))

/** The split that stands for some goods, if any. */
export const standingFor = (ctx: Reader, goods: Goods) =>
  ctx.db
    .selectFrom('allocations')
    .selectAll()
    .where('code', '=', goods.code)
    .where('name', '=', goods.code === '' ? goods.name : '')
    .where('colour', '=', goods.colour)
    .where('unit', '=', goods.unit)
    .where('voidedAt', 'is', null)
    .where('replacedBy', 'is', null)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()

/**
 * How much each order line can take (thousandths) without taking what was given to another customer: its own part and
 * what nobody was given. Lines whose goods no split stands for are not in it.
 */
export const sharesOf = async (
  ctx: Reader,
  lines: readonly (Goods & { orderLineId: number })[],
): Promise<Map<number, number>> => {
  const shares = new Map<number, number>()
  const any = await ctx.db.selectFrom('allocations').select('id').limit(1).executeTakeFirst()
  if (!any) return shares
  for (const [, own] of Map.groupBy(lines, goodsKey)) {
    const goods = own[0]!
    const split = await standingFor(ctx, goods)
    if (!split) continue
    const given = await ctx.db
      .selectFrom('allocationLines')
      .innerJoin('orderLines', 'orderLines.id', 'allocationLines.orderLineId')
      .select([
        'allocationLines.orderLineId',
        'allocationLines.quantity',
        'allocationLines.deliveredBefore',
        'orderLines.deliveredQuantity as delivered',
      ])
      .where('allocationLines.allocationId', '=', split.id)
      .execute()
    const left = new Map(given.map((line) => [line.orderLineId, leftOfGiven(line)]))
    const promised = [...left.values()].reduce((sum, each) => sum + each, 0)
    if (promised === 0) continue
    const { available } = await hereOf(ctx, goods)
    const nobodys = Math.max(0, available - promised)
    for (const { orderLineId } of own) shares.set(orderLineId, (left.get(orderLineId) ?? 0) + nobodys)
  }
  return shares
}
