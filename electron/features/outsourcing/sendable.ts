import { sql, type SqlBool } from 'kysely'
import type { z } from 'zod'
import { sendableOf } from '../../../shared/outsideStates.ts'
import type { Sendable, outsourcing } from '../../../shared/outsourcing.ts'
import type { Context } from '../../context.ts'
import { noticeGoodsColumns } from '../noticeGoods.ts'
import { outOf } from '../outsourcing.ts'
import { goodsText } from './list.ts'
import { orderOrGoods } from './words.ts'

type Asked<K extends keyof typeof outsourcing> = z.output<(typeof outsourcing)[K]['input']>

const candidates = (ctx: Context) =>
  ctx.db
    .selectFrom('operations')
    .innerJoin('noticeLines', 'noticeLines.id', 'operations.noticeLineId')
    .innerJoin('notices', 'notices.id', 'noticeLines.noticeId')
    .innerJoin('orderLines', 'orderLines.id', 'noticeLines.orderLineId')
    .innerJoin('orders', 'orders.id', 'notices.orderId')
    .innerJoin('customers', 'customers.id', 'orders.customerId')
    .leftJoin('products', 'products.id', 'orderLines.productId')
    .leftJoin('operations as previous', (join) =>
      join
        .onRef('previous.noticeLineId', '=', 'operations.noticeLineId')
        .on((on) => on('previous.sequence', '=', on('operations.sequence', '-', 1))),
    )

const columns = [
  'operations.id as operationId',
  'notices.number as noticeNumber',
  'orders.number as orderNumber',
  'customers.shortName',
  'customers.name as customerName',
  'orderLines.code',
  ...noticeGoodsColumns,
  'orderLines.unit',
  'orderLines.remark',
  'operations.processId',
  'operations.processName',
  'operations.plannedFinish',
  'operations.quantity',
  'operations.good',
  'operations.scrap',
  'previous.good as passedOn',
  'products.processNotes',
  'orders.packing',
] as const

const rowsOf = (rows: ReturnType<typeof candidates>) => rows.select(columns).execute()
type Found = Awaited<ReturnType<typeof rowsOf>>[number]

const sendableRow = (row: Found, out: number): Sendable => ({
  operationId: row.operationId,
  noticeNumber: row.noticeNumber,
  orderNumber: row.orderNumber,
  customer: row.shortName || row.customerName,
  description: goodsText(row),
  unit: row.unit,
  processId: row.processId,
  processName: row.processName,
  plannedFinish: row.plannedFinish,
  quantity: row.quantity,
  good: row.good,
  out,
  available: sendableOf({ ...row, out }),
  requirement: (row.processNotes ?? '').slice(0, 200),
  packing: row.packing.slice(0, 100),
})

const outside = sql<number>`coalesce((select sum("outsideLines"."open") from "outsideLines"
  where "outsideLines"."operationId" = "operations"."id" and "outsideLines"."state" in ('out', 'partly')), 0)`

/** `sendableOf` of shared/outsourcing.ts in SQL: something may be sent. */
const hasSomething = sql<SqlBool>`"operations"."good" + ${outside} < "operations"."quantity"
  and ("previous"."id" is null or "operations"."good" + "operations"."scrap" + ${outside} < "previous"."good")`

/** Processes with something to send, by their day: those done outside, or all where the office chooses (duty 69). */
export const sendable = async (
  ctx: Context,
  { offset, limit, typed, all }: Asked<'sendable'>,
): Promise<{ rows: Sendable[]; total: number }> => {
  const asked = candidates(ctx)
    .where('operations.finishedOn', 'is', null)
    .where('noticeLines.state', 'in', ['making', 'partly'])
    .where(hasSomething)
    .$if(!all, (rows) => rows.where('operations.outside', '=', 1))
    .$if(typed !== '', (rows) => rows.where(orderOrGoods(typed)))
  const { total } = await asked.select(({ fn }) => fn.countAll().as('total')).executeTakeFirstOrThrow()
  const rows = await asked
    .select(columns)
    .orderBy('operations.plannedFinish')
    .orderBy('operations.id')
    .limit(limit)
    .offset(offset)
    .execute()
  const out = await outOf(
    ctx,
    rows.map(({ operationId }) => operationId),
  )
  return { rows: rows.map((row) => sendableRow(row, out.get(row.operationId) ?? 0)), total: Number(total) }
}

/** These processes in the order asked for, whatever may be sent of them. */
export const sendableById = async (
  ctx: Context,
  { operationIds, slipId }: Asked<'sendableOf'>,
): Promise<Sendable[]> => {
  const rows = await candidates(ctx).select(columns).where('operations.id', 'in', operationIds).execute()
  const out = await outOf(ctx, operationIds, slipId)
  const byId = new Map(rows.map((row) => [row.operationId, sendableRow(row, out.get(row.operationId) ?? 0)]))
  return operationIds.flatMap((id) => byId.get(id) ?? [])
}

/** The last price of this factory for the same process of the same goods. */
export const lastPrices = async (
  ctx: Context,
  { factoryId, operationIds }: Asked<'lastPrices'>,
): Promise<{ operationId: number; priceMicros: number }[]> => {
  const found = []
  for (const operationId of operationIds) {
    const row = await ctx.db
      .selectFrom('outsideLines')
      .innerJoin('operations', 'operations.id', 'outsideLines.operationId')
      .innerJoin('noticeLines', 'noticeLines.id', 'operations.noticeLineId')
      .innerJoin('orderLines', 'orderLines.id', 'noticeLines.orderLineId')
      .innerJoin('operations as asked', (join) =>
        join.onRef('asked.processId', '=', 'operations.processId').on('asked.id', '=', operationId),
      )
      .innerJoin('noticeLines as askedLine', 'askedLine.id', 'asked.noticeLineId')
      .innerJoin('orderLines as askedGoods', 'askedGoods.id', 'askedLine.orderLineId')
      .select('outsideLines.priceMicros')
      .where('outsideLines.factoryId', '=', factoryId)
      .where('outsideLines.priceMicros', '>', 0)
      .where('outsideLines.state', '<>', 'void')
      .whereRef('orderLines.name', '=', 'askedGoods.name')
      .whereRef('orderLines.spec', '=', 'askedGoods.spec')
      .orderBy('outsideLines.id', 'desc')
      .limit(1)
      .executeTakeFirst()
    if (row) found.push({ operationId, priceMicros: row.priceMicros })
  }
  return found
}
