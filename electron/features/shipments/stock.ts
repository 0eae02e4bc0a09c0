import { sql } from 'kysely'
import { plusDays } from '../../../shared/dates.ts'
import { packsOf } from '../../../shared/quantities.ts'
import type { StoreRow, StoreShow } from '../../../shared/shipments.ts'
import type { Context } from '../../context.ts'
import { noticeGoodsColumns, withGoods } from '../noticeGoods.ts'
import { inPieces } from '../../db/batches.ts'
import { readOffice } from '../settings.ts'
import { movingKinds, standingPlans, stockOfLines } from '../shipments.ts'
import { lastTellings } from './telling.ts'

type Reader = Pick<Context, 'db'>

/** Put into the store of a notice line, and gone out of its order line, as SQL over the rows of a list (thousandths). */
const putInSql = sql<number>`coalesce((select sum(e."quantity") from "storeEntries" e where e."noticeLineId" = "noticeLines"."id"), 0)`
const putInOfLineSql = sql<number>`coalesce((select sum(e."quantity") from "storeEntries" e where e."orderLineId" = "orderLines"."id"), 0)`
const outSql = sql<number>`coalesce((select sum(l."quantity") from "deliveryLines" l join "deliveryNotes" n on n."id" = l."deliveryNoteId"
  where l."orderLineId" = "orderLines"."id" and n."releasedAt" is not null and n."voidedAt" is null and (n."kind" in (${sql.join(movingKinds.map((kind) => sql.lit(kind)))}) or (n."kind" = 'replacement' and exists (select 1 from "orders" c where c."id" = l."orderId" and c."source" = 'complaint')))), 0)`
/** The day the last process of a notice line was reported. */
const finishedOnSql = sql<
  string | null
>`(select o."reportedOn" from "operations" o where o."noticeLineId" = "noticeLines"."id" order by o."sequence" desc limit 1)`

/** Finished and not in the store, nor gone without it. */
const isWaiting = sql<boolean>`"noticeLines"."finishedQuantity" > ${putInSql} and "noticeLines"."finishedQuantity" > "orderLines"."deliveredQuantity"`
const isThere = sql<boolean>`${putInSql} > 0 and ${putInOfLineSql} > ${outSql}`
/** Goods that came in up to a day are still there: the oldest leave first. */
const isThereSince = (day: string) => sql<boolean>`coalesce((select sum(e."quantity") from "storeEntries" e
  where e."orderLineId" = "orderLines"."id" and e."enteredOn" <= ${day}), 0) > ${outSql} and ${putInSql} > 0`

interface StoreFilter {
  show: StoreShow
  customerId: number | null
  orderId: number | null
  noticeLineId: number | null
  also: number | null
}

/** Notice lines with finished goods of orders that still want them. */
const finishedLines = (ctx: Reader) =>
  ctx.db
    .selectFrom('noticeLines')
    .innerJoin('notices', 'notices.id', 'noticeLines.noticeId')
    .innerJoin('orderLines', 'orderLines.id', 'noticeLines.orderLineId')
    .innerJoin('orders', 'orders.id', 'orderLines.orderId')
    .where('noticeLines.finishedQuantity', '>', sql.lit(0))
    .where('notices.voidedAt', 'is', null)
    .where('orders.voidedAt', 'is', null)
    .where('orderLines.cancelledAt', 'is', null)
    .whereRef('orderLines.deliveredQuantity', '<', 'orderLines.quantity')

const chosen = (ctx: Context, { show, customerId, orderId, noticeLineId, also }: StoreFilter, longBefore: string) => {
  let rows = finishedLines(ctx)
  const shown = { waiting: isWaiting, there: isThere, long: isThereSince(longBefore), all: null }[show]
  if (shown !== null)
    rows = also === null ? rows.where(shown) : rows.where(({ or, eb }) => or([shown, eb('noticeLines.id', '=', also)]))
  if (customerId !== null) rows = rows.where('orders.customerId', '=', customerId)
  if (orderId !== null) rows = rows.where('orders.id', '=', orderId)
  if (noticeLineId !== null) rows = rows.where('noticeLines.id', '=', noticeLineId)
  return rows
}

/** The day the oldest goods of some order lines that are still there came in: what came first leaves first. */
export const oldestThere = async (ctx: Reader, orderLineIds: readonly number[]): Promise<Map<number, string>> => {
  const since = new Map<number, string>()
  const wanted = [...new Set(orderLineIds)]
  const stocks = await stockOfLines(ctx, wanted)
  for (const ids of inPieces(wanted.filter((id) => (stocks.get(id)?.there ?? 0) > 0))) {
    const days = await ctx.db
      .selectFrom('storeEntries')
      .select(['orderLineId', 'enteredOn', ({ fn }) => fn.sum('quantity').as('quantity')])
      .where('orderLineId', 'in', ids)
      .groupBy(['orderLineId', 'enteredOn'])
      .orderBy('enteredOn')
      .execute()
    for (const [id, own] of Map.groupBy(days, ({ orderLineId }) => orderLineId)) {
      let left = stocks.get(id)!.out
      const day = own.find(({ quantity }) => {
        left -= Number(quantity)
        return left < 0
      })
      if (day) since.set(id, day.enteredOn)
    }
  }
  return since
}

/** What is still there of each notice line (thousandths): goods that left an order line were those of its first notice line. */
const thereByNoticeLine = async (ctx: Reader, orderLineIds: number[]) => {
  const putIn = await ctx.db
    .selectFrom('storeEntries')
    .select(['orderLineId', 'noticeLineId', ({ fn }) => fn.sum('quantity').as('quantity')])
    .where('orderLineId', 'in', orderLineIds)
    .groupBy(['orderLineId', 'noticeLineId'])
    .orderBy('noticeLineId')
    .execute()
  const stocks = await stockOfLines(ctx, orderLineIds)
  const found = new Map<number, { putIn: number; there: number }>()
  for (const [id, own] of Map.groupBy(putIn, ({ orderLineId }) => orderLineId)) {
    let out = Math.max(0, stocks.get(id)?.out ?? 0)
    for (const { noticeLineId, quantity } of own) {
      const [whole, gone] = [Number(quantity), Math.min(out, Number(quantity))]
      out -= gone
      found.set(noticeLineId, { putIn: whole, there: whole - gone })
    }
  }
  return found
}

/** Where the goods of each notice line lie, as it was written down last. */
const placesOf = async (ctx: Reader, noticeLineIds: number[]): Promise<Map<number, string>> => {
  const rows = await ctx.db
    .selectFrom('storeEntries')
    .select(['noticeLineId', 'place'])
    .where('noticeLineId', 'in', noticeLineIds)
    .where('place', '<>', '')
    .where('quantity', '>', 0)
    .orderBy('id')
    .execute()
  return new Map(rows.map(({ noticeLineId, place }) => [noticeLineId, place]))
}

const pageOf = (ctx: Context, filter: StoreFilter, longBefore: string, offset: number, limit: number) =>
  chosen(ctx, filter, longBefore)
    .innerJoin('customers', 'customers.id', 'orders.customerId')
    .leftJoin('products', 'products.id', 'orderLines.productId')
    .select([
      'noticeLines.id as noticeLineId',
      'noticeLines.quantity',
      'noticeLines.finishedQuantity as finished',
      'notices.number as noticeNumber',
      'orders.id as orderId',
      'orders.number as orderNumber',
      'orders.customerId',
      'orders.rush',
      'customers.shortName',
      'customers.name as customerName',
      'orderLines.id as orderLineId',
      ...noticeGoodsColumns,
      'orderLines.unit',
      'orderLines.dueOn',
      'orderLines.deliveredQuantity',
      'products.unit as productUnit',
      'products.packs as productPacks',
      'products.packUnits',
      finishedOnSql.as('finishedOn'),
    ])
    .orderBy('orderLines.dueOn')
    .orderBy('noticeLines.id')
    .limit(limit)
    .offset(offset)
    .execute()

/** 成品入库: finished goods by notice line, what of them is in the store and since when. */
export const listStore = async (
  ctx: Context,
  { offset, limit, ...filter }: StoreFilter & { offset: number; limit: number },
): Promise<{ rows: StoreRow[]; total: number }> => {
  const { storeLongDays } = await readOffice(ctx)
  const longBefore = plusDays(ctx.today, -storeLongDays - 1)
  const { total } = await chosen(ctx, filter, longBefore)
    .select(({ fn }) => fn.countAll().as('total'))
    .executeTakeFirstOrThrow()
  const found = await pageOf(ctx, filter, longBefore, offset, limit)
  if (found.length === 0) return { rows: [], total: Number(total) }
  const orderLineIds = [...new Set(found.map(({ orderLineId }) => orderLineId))]
  const stored = await thereByNoticeLine(ctx, orderLineIds)
  const since = await oldestThere(ctx, orderLineIds)
  const plans = Map.groupBy(await standingPlans(ctx, orderLineIds), ({ noticeLineId }) => noticeLineId)
  const told = await lastTellings(
    ctx,
    found.map(({ orderId }) => orderId),
  )
  const places = await placesOf(
    ctx,
    found.map(({ noticeLineId }) => noticeLineId),
  )
  const rows = found.map((row): StoreRow => {
    const { shortName, customerName, productUnit, productPacks, packUnits, ...rest } = withGoods(row)
    const { deliveredQuantity, ...facts } = rest
    const { putIn, there } = stored.get(row.noticeLineId) ?? { putIn: 0, there: 0 }
    const waiting = Math.max(0, row.finished - Math.max(putIn, Math.min(row.finished, deliveredQuantity)))
    const packed = productUnit === row.unit && productPacks !== null && packUnits !== null
    const packing = packed ? { packs: productPacks, packUnits } : null
    return {
      ...facts,
      rush: row.rush === 1,
      customer: shortName || customerName,
      putIn,
      there,
      waiting,
      waitingPacks: packing ? packsOf(waiting, packing.packs, packing.packUnits) : null,
      packing,
      sinceOn: there > 0 ? (since.get(row.orderLineId) ?? null) : null,
      place: places.get(row.noticeLineId) ?? '',
      shipOn: plans.get(row.noticeLineId)?.[0]?.shipOn ?? null,
      planId: plans.get(row.noticeLineId)?.[0]?.id ?? null,
      told: told.has(row.orderId),
    }
  })
  return { rows, total: Number(total) }
}

/** How many lines wait to be put in, lie in the store, and lie there too long; the places goods were put. */
export const countStore = async (ctx: Context) => {
  const { storeLongDays } = await readOffice(ctx)
  const longBefore = plusDays(ctx.today, -storeLongDays - 1)
  const many = async (show: StoreShow): Promise<number> => {
    const filter = { show, customerId: null, orderId: null, noticeLineId: null, also: null }
    const { total } = await chosen(ctx, filter, longBefore)
      .select(({ fn }) => fn.countAll().as('total'))
      .executeTakeFirstOrThrow()
    return Number(total)
  }
  const places = await ctx.db
    .selectFrom('storeEntries')
    .select('place')
    .distinct()
    .where('place', '<>', '')
    .orderBy('place')
    .limit(50)
    .execute()
  return {
    waiting: await many('waiting'),
    there: await many('there'),
    long: await many('long'),
    longDays: storeLongDays,
    places: places.map(({ place }) => place),
  }
}

/** Notice lines whose goods were finished by a day and are not in the store: 督促入库 (duty 57). */
export const toPutIn = (ctx: Context, finishedBy: string, mine: boolean, most: number) =>
  finishedLines(ctx)
    .innerJoin('customers', 'customers.id', 'orders.customerId')
    .select([
      'noticeLines.id',
      'orders.number',
      'orders.customerId',
      'customers.shortName as customer',
      'orderLines.name',
      'orderLines.unit',
      sql<number>`"noticeLines"."finishedQuantity" - ${putInSql}`.as('quantity'),
      finishedOnSql.as('finishedOn'),
    ])
    .where(isWaiting)
    .where(sql<boolean>`${finishedOnSql} <= ${finishedBy}`)
    .$if(mine, (lines) => lines.where('orders.merchandiserId', '=', ctx.user.id))
    .orderBy('orderLines.dueOn')
    .orderBy('noticeLines.id')
    .limit(most)
    .execute()

/** Orders with goods in the store whose customer was told nothing since the goods came in (duty 57). */
export const toTell = (ctx: Context, mine: boolean, most: number) =>
  finishedLines(ctx)
    .innerJoin('customers', 'customers.id', 'orders.customerId')
    .select(['orders.id', 'orders.number', 'orders.customerId', 'orders.dueOn', 'customers.shortName as customer'])
    .where(isThere)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('shipmentTellings')
            .select('shipmentTellings.id')
            .whereRef('shipmentTellings.orderId', '=', 'orders.id')
            .where(
              sql<boolean>`"shipmentTellings"."at" >= (select max(e."at") from "storeEntries" e join "orderLines" l on l."id" = e."orderLineId"
                where l."orderId" = "orders"."id" and e."reverses" is null)`,
            ),
        ),
      ),
    )
    .$if(mine, (lines) => lines.where('orders.merchandiserId', '=', ctx.user.id))
    .groupBy(['orders.id', 'orders.number', 'orders.customerId', 'orders.dueOn', 'customers.shortName'])
    .orderBy('orders.dueOn')
    .orderBy('orders.id')
    .limit(most)
    .execute()
