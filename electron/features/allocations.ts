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
/** Of an order line on delivery notes that have not left (thousandths): spoken for. */
export const notedSql = (exceptNoteId: number | null = null) =>
  sql<number>`coalesce((select sum(l."quantity") from "deliveryLines" l join "deliveryNotes" n on n."id" = l."deliveryNoteId"
    where l."orderLineId" = "orderLines"."id" and n."kind" = 'delivery' and n."releasedAt" is null and n."voidedAt" is null
      and n."id" <> ${exceptNoteId ?? 0}), 0)`
const hereSql = (storeFirst: boolean) => {
  const there = sql<number>`${storeFirst ? putInSql : madeSql} - "orderLines"."deliveredQuantity"`
  return sql<number>`case when ${there} > 0 then ${there} else 0 end`
}

const ofGoods = (goods: Goods) =>
  goods.code === ''
    ? sql<boolean>`"orderLines"."code" = '' and "orderLines"."name" = ${goods.name} and "orderLines"."colour" = ${goods.colour} and "orderLines"."unit" = ${goods.unit}`
    : sql<boolean>`"orderLines"."code" = ${goods.code} and "orderLines"."colour" = ${goods.colour} and "orderLines"."unit" = ${goods.unit}`

export interface Here {
  /** What can be split: less what stands on notes that have not left. */
  available: number
  /** Of it, what was made for orders that were given up. */
  free: number
  /** What is there besides, on notes that have not left. */
  noted: number
}

const hereFrom = ({ here, noted, free }: { here: number; noted: number; free: number }): Here => {
  const available = Math.max(0, here - noted)
  return { available, free: Math.min(free, available), noted: Math.min(noted, here) }
}

/**
 * What is there of some goods and can be split (thousandths): made for open orders and not delivered, or in the store where
 * goods must be put in first, and what was made for orders that were given up; less what stands on delivery notes that have
 * not left, but for one that is being written.
 */
export const hereOf = async (ctx: Reader, goods: Goods, exceptNoteId: number | null = null): Promise<Here> => {
  const { storeFirst } = await readOffice(ctx)
  const here = hereSql(storeFirst)
  const made = await wantingLines(ctx)
    .select([sql<number>`sum(${here})`.as('here'), sql<number>`sum(${notedSql(exceptNoteId)})`.as('noted')])
    .where(ofGoods(goods))
    .executeTakeFirst()
  const left = await givenUpLines(ctx)
    .select(sql<number>`sum(${here})`.as('here'))
    .where(ofGoods(goods))
    .executeTakeFirst()
  const free = Number(left?.here ?? 0)
  return hereFrom({ here: Number(made?.here ?? 0) + free, noted: Number(made?.noted ?? 0), free })
}

/** The same for all goods that open orders want: what can be split of each. */
export const hereOfAll = async (ctx: Reader): Promise<Map<string, number>> => {
  const { storeFirst } = await readOffice(ctx)
  const here = hereSql(storeFirst)
  const found = new Map<string, { here: number; noted: number; free: number }>()
  for (const wanted of [true, false])
    for (const row of await (wanted ? wantingLines(ctx) : givenUpLines(ctx))
      .select(['orderLines.code', 'orderLines.colour', 'orderLines.unit'])
      .select(sql<string>`case when "orderLines"."code" = '' then "orderLines"."name" else '' end`.as('name'))
      .select([sql<number>`sum(${here})`.as('here'), sql<number>`sum(${notedSql()})`.as('noted')])
      .groupBy(['orderLines.code', 'orderLines.colour', 'orderLines.unit'])
      .groupBy(sql`case when "orderLines"."code" = '' then "orderLines"."name" else '' end`)
      .having(sql<boolean>`sum(${here}) > 0 or sum(${notedSql()}) > 0`)
      .execute()) {
      const own = found.get(goodsKey(row)) ?? { here: 0, noted: 0, free: 0 }
      found.set(goodsKey(row), {
        here: own.here + Number(row.here),
        noted: own.noted + (wanted ? Number(row.noted) : 0),
        free: own.free + (wanted ? 0 : Number(row.here)),
      })
    }
  return new Map([...found].map(([key, own]) => [key, hereFrom(own).available]))
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
      notedSql().as('noted'),
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

/** What a split says of one order line (thousandths). */
export interface SplitShare {
  number: string
  /** Still to go to it of what it was given: less what left since and what stands on other notes. */
  given: number
  /** What it can take without taking from another customer: that, and what nobody was given. */
  most: number
}

/**
 * What the splits that stand say of some order lines; `exceptNoteId`: the note that is being written. Lines whose goods no
 * split stands for are not in it.
 */
export const sharesOf = async (
  ctx: Reader,
  lines: readonly (Goods & { orderLineId: number })[],
  exceptNoteId: number | null = null,
): Promise<Map<number, SplitShare>> => {
  const shares = new Map<number, SplitShare>()
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
        notedSql(exceptNoteId).as('noted'),
      ])
      .where('allocationLines.allocationId', '=', split.id)
      .execute()
    // done where all of it has left; what stands on notes is still its own
    if (given.every((line) => leftOfGiven(line) === 0)) continue
    const left = new Map(
      given.map((line) => [line.orderLineId, leftOfGiven({ ...line, delivered: line.delivered + Number(line.noted) })]),
    )
    const promised = [...left.values()].reduce((sum, each) => sum + each, 0)
    const { available } = await hereOf(ctx, goods, exceptNoteId)
    const nobodys = Math.max(0, available - promised)
    for (const { orderLineId } of own) {
      // goods that went to rework or were lost since are given to nobody
      const part = Math.min(left.get(orderLineId) ?? 0, available)
      shares.set(orderLineId, { number: split.number, given: part, most: part + nobodys })
    }
  }
  return shares
}

/** A split that stands and gives more than is there any more: goods went to rework, were lost, or were taken back since. */
export interface Overgiven {
  id: number
  number: string
  description: string
  unit: string
  /** Still to go out by it and not on notes; what is there (thousandths). */
  left: number
  there: number
}

/** The splits that stand and give more than is there. */
export const overgiven = async (ctx: Reader): Promise<Overgiven[]> => {
  const lines = await ctx.db
    .selectFrom('allocations')
    .innerJoin('allocationLines', 'allocationLines.allocationId', 'allocations.id')
    .innerJoin('orderLines', 'orderLines.id', 'allocationLines.orderLineId')
    .select(['allocations.id', 'allocations.number', 'allocations.description', 'allocations.unit'])
    .select(['allocations.code', 'allocations.name', 'allocations.colour'])
    .select(['allocationLines.quantity', 'allocationLines.deliveredBefore'])
    .select(['orderLines.deliveredQuantity as delivered', notedSql().as('noted')])
    .where('allocations.voidedAt', 'is', null)
    .where('allocations.replacedBy', 'is', null)
    .where('orderLines.cancelledAt', 'is', null)
    .orderBy('allocations.id')
    .execute()
  if (lines.length === 0) return []
  const here = await hereOfAll(ctx)
  return [...Map.groupBy(lines, ({ id }) => id).values()].flatMap((own) => {
    const { id, number, description, unit } = own[0]!
    const left = own.reduce(
      (sum, line) => sum + leftOfGiven({ ...line, delivered: line.delivered + Number(line.noted) }),
      0,
    )
    const there = here.get(goodsKey(own[0]!)) ?? 0
    return left > there ? [{ id, number, description, unit, left, there }] : []
  })
}
