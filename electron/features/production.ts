import { formatQuantity } from '../../shared/quantities.ts'
import { refuse } from '../../shared/refusals.ts'
import type { Context } from '../context.ts'

/** Derived from quantities: nothing through the last process, some, all. */
export const noticeLineState = (quantity: number, finished: number): 'making' | 'partly' | 'finished' =>
  finished >= quantity ? 'finished' : finished > 0 ? 'partly' : 'making'

/**
 * Adds what came through the last process of a notice line (thousandths; negative for a reversed report) and
 * keeps the states of the line and its notice in step. The caller refreshes the order.
 */
export const addFinished = async (ctx: Context, noticeLineId: number, quantity: number): Promise<void> => {
  const line = await ctx.db.selectFrom('noticeLines').selectAll().where('id', '=', noticeLineId).executeTakeFirst()
  if (!line) throw refuse('app.notFound')
  const finishedQuantity = line.finishedQuantity + quantity
  if (quantity < 0) await refuseBelowStore(ctx, noticeLineId, finishedQuantity)
  await ctx.db
    .updateTable('noticeLines')
    .set({ finishedQuantity, state: noticeLineState(line.quantity, finishedQuantity) })
    .where('id', '=', noticeLineId)
    .execute()
  await refreshNotice(ctx, line.noticeId)
}

/** What lies in the store, or left through it, came through the last process: a report is not taken back under it (duty 85). */
const refuseBelowStore = async (ctx: Context, noticeLineId: number, finishedQuantity: number): Promise<void> => {
  const row = await ctx.db
    .selectFrom('storeEntries')
    .select(({ fn }) => fn.sum('quantity').as('stored'))
    .where('noticeLineId', '=', noticeLineId)
    .executeTakeFirst()
  const stored = Number(row?.stored ?? 0)
  if (stored <= finishedQuantity) return
  const line = await ctx.db
    .selectFrom('noticeLines')
    .innerJoin('orderLines', 'orderLines.id', 'noticeLines.orderLineId')
    .innerJoin('orders', 'orders.id', 'orderLines.orderId')
    .select(['orders.number', 'orderLines.name', 'orderLines.unit'])
    .where('noticeLines.id', '=', noticeLineId)
    .executeTakeFirstOrThrow()
  throw refuse('shipments.storedAlready', {
    order: line.number,
    name: line.name,
    unit: line.unit,
    stored: formatQuantity(stored),
    finished: formatQuantity(Math.max(0, finishedQuantity)),
    over: formatQuantity(stored - Math.max(0, finishedQuantity)),
  })
}

/** Stores the state of a notice as its lines make it: making, finished, or void. */
export const refreshNotice = async (ctx: Context, noticeId: number): Promise<void> => {
  const unfinished = await ctx.db
    .selectFrom('noticeLines')
    .select('id')
    .where('noticeId', '=', noticeId)
    .where('state', '<>', 'finished')
    .limit(1)
    .executeTakeFirst()
  await ctx.db
    .updateTable('notices')
    .set({ state: unfinished ? 'making' : 'finished' })
    .where('id', '=', noticeId)
    .where('voidedAt', 'is', null)
    .execute()
}
