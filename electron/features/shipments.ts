import { sql } from 'kysely'
import { openShipStates } from '../../shared/shipments.ts'
import { derivePlans, thereOf } from '../../shared/shipmentPlans.ts'
import type { Context } from '../context.ts'
import { inPieces } from '../db/batches.ts'

type Reader = Pick<Context, 'db'>

/** Goods of an order line in the store of finished goods: put in, gone out, still there (thousandths). */
export interface Stock {
  putIn: number
  out: number
  there: number
}

/** Notes of these kinds move the goods of an order; a replacement part is made beside it. */
export const movingKinds = ['delivery', 'return', 'exchange'] as const

/** A note moves the goods of a line: those of an order made for a complaint leave on 补件单. */
export const movesGoods = sql<boolean>`("deliveryNotes"."kind" in (${sql.join(movingKinds.map((kind) => sql.lit(kind)))}) or ("deliveryNotes"."kind" = 'replacement' and exists (select 1 from "orders" where "orders"."id" = "deliveryLines"."orderId" and "orders"."source" = 'complaint')))`

/** Signed quantity (thousandths) of some order lines on notes that have left: what came back is taken off. */
const outOf = async (ctx: Reader, orderLineIds: number[]): Promise<Map<number, number>> => {
  const rows = await ctx.db
    .selectFrom('deliveryLines')
    .innerJoin('deliveryNotes', 'deliveryNotes.id', 'deliveryLines.deliveryNoteId')
    .select(['deliveryLines.orderLineId', ({ fn }) => fn.sum('deliveryLines.quantity').as('out')])
    .where('deliveryLines.orderLineId', 'in', orderLineIds)
    .where('deliveryNotes.releasedAt', 'is not', null)
    .where('deliveryNotes.voidedAt', 'is', null)
    .where(movesGoods)
    .groupBy('deliveryLines.orderLineId')
    .execute()
  return new Map(rows.map(({ orderLineId, out }) => [orderLineId!, Number(out)]))
}

/** What was put into the store of some order lines and what left: stock = in − out (duty 57). */
export const stockOfLines = async (ctx: Reader, orderLineIds: readonly number[]): Promise<Map<number, Stock>> => {
  const stocks = new Map<number, Stock>()
  for (const ids of inPieces([...new Set(orderLineIds)])) {
    if (ids.length === 0) continue
    const entries = await ctx.db
      .selectFrom('storeEntries')
      .select(['orderLineId', ({ fn }) => fn.sum('quantity').as('putIn')])
      .where('orderLineId', 'in', ids)
      .groupBy('orderLineId')
      .execute()
    const putIns = new Map(entries.map(({ orderLineId, putIn }) => [orderLineId, Number(putIn)]))
    const outs = await outOf(ctx, ids)
    for (const id of ids) {
      const [putIn, out] = [putIns.get(id) ?? 0, outs.get(id) ?? 0]
      stocks.set(id, { putIn, out, there: thereOf(putIn, out) })
    }
  }
  return stocks
}

/** Quantity (thousandths) of some order lines on delivery notes that have not left. */
const onNotesOf = async (ctx: Reader, orderLineIds: number[]): Promise<Map<number, number>> => {
  const rows = await ctx.db
    .selectFrom('deliveryLines')
    .innerJoin('deliveryNotes', 'deliveryNotes.id', 'deliveryLines.deliveryNoteId')
    .select(['deliveryLines.orderLineId', ({ fn }) => fn.sum('deliveryLines.quantity').as('quantity')])
    .where('deliveryLines.orderLineId', 'in', orderLineIds)
    .where('deliveryNotes.releasedAt', 'is', null)
    .where('deliveryNotes.voidedAt', 'is', null)
    .where('deliveryNotes.kind', '=', 'delivery')
    .groupBy('deliveryLines.orderLineId')
    .execute()
  return new Map(rows.map(({ orderLineId, quantity }) => [orderLineId!, Number(quantity)]))
}

/**
 * A line of the plan as far as its notice still makes it: none of it where the notice is void or the line was given up,
 * no more than the line holds after a slip or a closing.
 */
const asHeld = <
  P extends { quantity: number; withdrawnAt: string | null; held: number; noticeVoidedAt: string | null },
>(
  plan: P,
): P =>
  plan.noticeVoidedAt !== null || plan.held === 0
    ? { ...plan, withdrawnAt: plan.withdrawnAt ?? plan.noticeVoidedAt ?? '' }
    : { ...plan, quantity: Math.min(plan.quantity, plan.held) }

/**
 * Stores how the lines of the shipping plan stand after goods moved (delivered, put on a note, put in, taken back) or
 * their notice changed (void, closed, cut by a slip).
 */
export const refreshPlans = async (ctx: Context, orderLineIds: readonly number[]): Promise<void> => {
  const plans =
    orderLineIds.length === 0
      ? []
      : await ctx.db
          .selectFrom('shipmentPlans')
          .innerJoin('orderLines', 'orderLines.id', 'shipmentPlans.orderLineId')
          .innerJoin('noticeLines', 'noticeLines.id', 'shipmentPlans.noticeLineId')
          .innerJoin('notices', 'notices.id', 'noticeLines.noticeId')
          .selectAll('shipmentPlans')
          .select(['orderLines.deliveredQuantity as delivered', 'noticeLines.quantity as held'])
          .select('notices.voidedAt as noticeVoidedAt')
          .where('shipmentPlans.orderLineId', 'in', orderLineIds)
          .execute()
  if (plans.length === 0) return
  const byLine = Map.groupBy(plans, ({ orderLineId }) => orderLineId)
  const ids = [...byLine.keys()]
  const stocks = await stockOfLines(ctx, ids)
  const onNotes = await onNotesOf(ctx, ids)
  for (const [id, own] of byLine) {
    const facts = {
      delivered: own[0]!.delivered,
      onNotes: onNotes.get(id) ?? 0,
      there: stocks.get(id)?.there ?? 0,
    }
    for (const { id: planId, ...standing } of derivePlans(own.map(asHeld), facts)) {
      const before = own.find((plan) => plan.id === planId)!
      if (
        before.state === standing.state &&
        before.goneQuantity === standing.goneQuantity &&
        before.notedQuantity === standing.notedQuantity &&
        before.storedQuantity === standing.storedQuantity
      )
        continue
      await ctx.db.updateTable('shipmentPlans').set(standing).where('id', '=', planId).execute()
    }
  }
}

/** The lines of the plan that stand for some order lines, as far as their notices still make them: goods still in the house. */
export const standingPlans = async (ctx: Reader, orderLineIds: readonly number[]) => {
  const plans = await ctx.db
    .selectFrom('shipmentPlans')
    .innerJoin('noticeLines', 'noticeLines.id', 'shipmentPlans.noticeLineId')
    .selectAll('shipmentPlans')
    .select('noticeLines.quantity as held')
    .where('shipmentPlans.orderLineId', 'in', orderLineIds)
    .where('shipmentPlans.state', 'in', openShipStates)
    .orderBy('shipmentPlans.shipOn')
    .orderBy('shipmentPlans.id')
    .execute()
  return plans.map(({ held, ...plan }) => ({ ...plan, quantity: Math.min(plan.quantity, held) }))
}

/** Whether the office keeps a store of finished goods: it said so, or somebody has put goods in. */
export const keepsStore = async (ctx: Reader, storeFirst: boolean): Promise<boolean> =>
  storeFirst || (await ctx.db.selectFrom('storeEntries').select('id').limit(1).executeTakeFirst()) !== undefined
