import { sql } from 'kysely'
import type { Output } from '../../../shared/contract.ts'
import type { plan, QueueRow } from '../../../shared/plan.ts'
import { placedBefore } from '../../../shared/planMoves.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Context } from '../../context.ts'
import { goodsOfNotice, noticeGoodsColumns } from '../noticeGoods.ts'
import { outsideWorkshop } from '../trades.ts'
import { clearQueuePlaces, writeQueuePlaces } from '../operations/planned.ts'

/** Open operations of a process that the own workshop does (duty 49). */
const queued = (ctx: Pick<Context, 'db'>, processId: number) =>
  ctx.db
    .selectFrom('operations')
    .innerJoin('noticeLines', 'noticeLines.id', 'operations.noticeLineId')
    .innerJoin('notices', 'notices.id', 'noticeLines.noticeId')
    .innerJoin('orderLines', 'orderLines.id', 'noticeLines.orderLineId')
    .innerJoin('processes', 'processes.id', 'operations.processId')
    .where('operations.processId', '=', processId)
    .where('operations.finishedOn', 'is', null)
    .where('operations.outside', '=', 0)
    .where((where) =>
      where.or([
        where('operations.workshop', '<>', outsideWorkshop),
        where('processes.workshop', '=', outsideWorkshop),
      ]),
    )
    .where('noticeLines.state', 'in', ['making', 'partly'])

/** By hand first, then by due date, rush first: the only order of work there is. */
const inOrder = <T extends ReturnType<typeof queued>>(rows: T): T =>
  rows
    .orderBy(sql`case when "operations"."queuePlace" is null then 1 else 0 end`)
    .orderBy('operations.queuePlace')
    .orderBy('orderLines.dueOn')
    .orderBy('notices.rush', 'desc')
    .orderBy('operations.id') as T

const rowsOf = (ctx: Context, processId: number, offset: number, limit: number) =>
  inOrder(queued(ctx, processId))
    .innerJoin('orders', 'orders.id', 'notices.orderId')
    .innerJoin('customers', 'customers.id', 'orders.customerId')
    .leftJoin('operations as previous', (join) =>
      join
        .onRef('previous.noticeLineId', '=', 'operations.noticeLineId')
        .on((on) => on('previous.sequence', '=', on('operations.sequence', '-', 1))),
    )
    .select([
      'operations.id',
      'operations.noticeLineId',
      'operations.workshop',
      'operations.quantity',
      'operations.good',
      'operations.plannedStart',
      'operations.plannedFinish',
      'operations.originalStart',
      'operations.originalFinish',
      'operations.queuePlace',
      'previous.id as previousId',
      'previous.good as passedOn',
      'notices.number as noticeNumber',
      'notices.orderId',
      'notices.rush',
      'orders.number as orderNumber',
      'customers.shortName',
      'customers.name as customerName',
      ...noticeGoodsColumns,
      'orderLines.unit',
      'orderLines.dueOn',
    ])
    .offset(offset)
    .limit(limit)
    .execute()

export const queue = async (
  ctx: Context,
  { processId, offset, limit }: { processId: number; offset: number; limit: number },
): Promise<Output<typeof plan.queue>> => {
  const { total } = await queued(ctx, processId)
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  const rows = await rowsOf(ctx, processId, offset, limit)
  return {
    total: Number(total),
    rows: rows.map((row, index): QueueRow => ({
      place: offset + index + 1,
      operationId: row.id,
      noticeLineId: row.noticeLineId,
      orderId: row.orderId,
      noticeNumber: row.noticeNumber,
      orderNumber: row.orderNumber,
      customer: row.shortName || row.customerName,
      description: goodsOfNotice(row),
      unit: row.unit,
      quantity: row.quantity,
      good: row.good,
      remaining: Math.max(0, row.quantity - row.good),
      waiting: Math.max(0, (row.previousId === null ? row.quantity : (row.passedOn ?? 0)) - row.good),
      workshop: row.workshop,
      rush: row.rush === 1,
      dueOn: row.dueOn,
      plannedStart: row.plannedStart,
      plannedFinish: row.plannedFinish,
      originalStart: row.originalStart,
      originalFinish: row.originalFinish,
      placed: row.queuePlace !== null,
    })),
  }
}

/** Every process that is in use or has open work, in the office's sequence. */
export const queues = async (ctx: Context): Promise<Output<typeof plan.queues>> => {
  const counts = await ctx.db
    .selectFrom('operations')
    .innerJoin('noticeLines', 'noticeLines.id', 'operations.noticeLineId')
    .innerJoin('processes', 'processes.id', 'operations.processId')
    .select(({ fn }) => [
      'operations.processId',
      fn.countAll<number>().as('open'),
      fn.count<number>('operations.queuePlace').as('placed'),
    ])
    .where('operations.finishedOn', 'is', null)
    .where('operations.outside', '=', 0)
    .where((where) =>
      where.or([
        where('operations.workshop', '<>', outsideWorkshop),
        where('processes.workshop', '=', outsideWorkshop),
      ]),
    )
    .where('noticeLines.state', 'in', ['making', 'partly'])
    .groupBy('operations.processId')
    .execute()
  const known = new Map(counts.map((row) => [row.processId, row]))
  const processes = await ctx.db
    .selectFrom('processes')
    .select(['id', 'name', 'workshop', 'active'])
    .orderBy('sequence')
    .orderBy('id')
    .execute()
  return processes
    .filter(({ id, active }) => active === 1 || known.has(id))
    .map(({ id, name, workshop }) => ({
      processId: id,
      processName: name,
      workshop,
      open: Number(known.get(id)?.open ?? 0),
      placed: Number(known.get(id)?.placed ?? 0),
    }))
}

interface Placing {
  processId: number
  operationId: number
  before?: number | null | undefined
  by?: number | undefined
}

/** The one an operation comes to stand before when it goes `by` places; null = it becomes the last. */
const neighbour = (order: readonly number[], operationId: number, by: number): number | null => {
  const others = order.filter((id) => id !== operationId)
  const at = Math.max(0, Math.min(others.length, order.indexOf(operationId) + by))
  return others[at] ?? null
}

/**
 * Puts an operation before another of its process, or at the end. What stands above the last one that was ever moved is
 * numbered; all others keep coming by due date.
 */
export const place = async (
  ctx: Context,
  { processId, operationId, before, by }: Placing,
): Promise<Output<typeof plan.place>> => {
  const rows = await inOrder(queued(ctx, processId)).select(['operations.id', 'operations.queuePlace']).execute()
  const order = rows.map(({ id }) => id)
  if (!order.includes(operationId)) throw refuse('plan.notInQueue')
  const next = by === undefined ? (before ?? null) : neighbour(order, operationId, by)
  if (next !== null && !order.includes(next)) throw refuse('plan.notInQueue')
  const after = placedBefore(order, operationId, next)
  const stays = after.every((id, index) => id === order[index])
  // a row that stays where it is was not placed by hand
  if (stays && by !== undefined) return { index: order.indexOf(operationId) }
  const places = new Map(rows.map(({ id, queuePlace }) => [id, queuePlace]))
  const last = after.findLastIndex((id) => id === operationId || places.get(id) !== null)
  const changed = new Map<number, number>()
  for (const [index, id] of after.slice(0, last + 1).entries())
    if (places.get(id) !== index + 1) changed.set(id, index + 1)
  await writeQueuePlaces(ctx, changed)
  const [from, index] = [order.indexOf(operationId), after.indexOf(operationId)]
  ctx.record({ entity: 'operations', id: operationId, before: { place: from + 1 }, after: { place: index + 1 } })
  return { index }
}

export const byDueDate = async (
  ctx: Context,
  { processId }: { processId: number },
): Promise<Output<typeof plan.byDueDate>> => {
  const placed = await clearQueuePlaces(ctx, processId)
  ctx.record({ entity: 'processes', id: processId, after: { queue: 'dueDate', placed } })
  return { placed }
}
