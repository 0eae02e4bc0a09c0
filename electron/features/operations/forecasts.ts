import type { Output } from '../../../shared/contract.ts'
import { dateOf, plusDays } from '../../../shared/dates.ts'
import { forecastFinish, hasBegun, type WorksOn } from '../../../shared/operationPlan.ts'
import type { operations } from '../../../shared/operations.ts'
import { refuse } from '../../../shared/refusals.ts'
import { askDays } from '../../../shared/shipmentPlans.ts'
import type { Context } from '../../context.ts'
import { inPieces } from '../../db/batches.ts'
import { noticeGoodsColumns, withGoods } from '../noticeGoods.ts'
import { workCalendar } from '../settings.ts'
import { operationsOfLines } from './board.ts'
import { holdupsOf } from './holdups.ts'

/**
 * Lines that will be done within three days, and the day. One with five processes left cannot be: each needs a day of
 * its own. Only what is still to do and what was reported today is read: that is all a forecast is made of.
 */
export const forecastsSoon = async (ctx: Context): Promise<Map<number, string>> => {
  const nearlyDone = ctx.db
    .selectFrom('operations')
    .select('noticeLineId')
    .where('finishedOn', 'is', null)
    .groupBy('noticeLineId')
    .having(({ fn }) => fn.countAll<number>(), '<=', askDays + 1)
  const left = await ctx.db
    .selectFrom('operations')
    .select([
      'id',
      'noticeLineId',
      'plannedStart',
      'plannedFinish',
      'originalFinish',
      'quantity',
      'good',
      'startedOn',
      'finishedOn',
      'reportedOn',
    ])
    .where('noticeLineId', 'in', nearlyDone)
    .where(({ or, eb }) => or([eb('finishedOn', 'is', null), eb('reportedOn', '>=', ctx.today)]))
    .orderBy('noticeLineId')
    .orderBy('sequence')
    .execute()
  const works = await workCalendar(ctx)
  const chains = [...Map.groupBy(left, ({ noticeLineId }) => noticeLineId)]
  // what was done before today is not among what was read
  const [going, perhaps] = [true, false].map((begun) =>
    chains.filter(([, chain]) => hasBegun(chain) === begun).map(([id]) => id),
  ) as [number[], number[]]
  const begun = new Set(going)
  for (const ids of inPieces(perhaps))
    for (const { noticeLineId } of await ctx.db
      .selectFrom('operations')
      .select('noticeLineId')
      .distinct()
      .where('noticeLineId', 'in', ids)
      .where('startedOn', 'is not', null)
      .execute())
      begun.add(noticeLineId)
  const soon = new Map<number, string>()
  for (const [id, chain] of chains) {
    const forecastOn = forecastFinish(chain, ctx.today, works, begun.has(id))
    if (forecastOn !== null && forecastOn <= plusDays(ctx.today, askDays)) soon.set(id, forecastOn)
  }
  return withoutWaiting(ctx, soon, new Map(chains), works)
}

/** The same without what waits for material and will be done later for it: asked only of the few that would be in time. */
const withoutWaiting = async (
  ctx: Context,
  soon: Map<number, string>,
  chains: ReadonlyMap<number, Parameters<typeof forecastFinish>[0]>,
  works: WorksOn,
): Promise<Map<number, string>> => {
  for (const [id, { waits }] of await holdupsOf(ctx, [...soon.keys()])) {
    const forecastOn = forecastFinish(chains.get(id)!, ctx.today, works, true, waits)
    if (forecastOn !== null && forecastOn > plusDays(ctx.today, askDays)) soon.delete(id)
    else if (forecastOn !== null && forecastOn > soon.get(id)!) soon.set(id, forecastOn)
  }
  return soon
}

/** The day each of some notice lines will be done, as its work stands; those without a forecast are left out. */
export const forecastsOf = async (ctx: Context, noticeLineIds: readonly number[]): Promise<Map<number, string>> => {
  const forecasts = new Map<number, string>()
  if (noticeLineIds.length === 0) return forecasts
  const works = await workCalendar(ctx)
  for (const ids of inPieces(noticeLineIds)) {
    const chains = Map.groupBy(await operationsOfLines(ctx, ids), ({ noticeLineId }) => noticeLineId)
    const holdups = await holdupsOf(ctx, ids)
    for (const [id, chain] of chains) {
      const forecastOn = forecastFinish(chain, ctx.today, works, hasBegun(chain), holdups.get(id)?.waits)
      if (forecastOn !== null) forecasts.set(id, forecastOn)
    }
  }
  return forecasts
}

/** Lines in work that will be done within three days, the first due first. */
export const dueSoon = async (ctx: Context): Promise<Output<typeof operations.dueSoon>> => {
  const soon = await forecastsSoon(ctx)
  const found = []
  for (const ids of inPieces([...soon.keys()])) found.push(...(await headsOf(ctx, ids)))
  return found
    .toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : a.id - b.id))
    .slice(0, 200)
    .map(withGoods)
    .map(({ id, orderId, number, shortName, customerName, ...line }) => ({
      ...line,
      noticeLineId: id,
      orderId,
      orderNumber: number,
      customer: shortName || customerName,
      forecastOn: soon.get(id)!,
    }))
}

const headsOf = (ctx: Context, ids: number[]) =>
  ctx.db
    .selectFrom('noticeLines')
    .innerJoin('notices', 'notices.id', 'noticeLines.noticeId')
    .innerJoin('orderLines', 'orderLines.id', 'noticeLines.orderLineId')
    .innerJoin('orders', 'orders.id', 'notices.orderId')
    .innerJoin('customers', 'customers.id', 'orders.customerId')
    .select([
      'noticeLines.id',
      'noticeLines.quantity',
      'notices.orderId',
      'orders.number',
      'customers.shortName',
      'customers.name as customerName',
      ...noticeGoodsColumns,
      'orderLines.unit',
      'orderLines.dueOn',
    ])
    .where('noticeLines.id', 'in', ids)
    .where('noticeLines.state', 'in', ['making', 'partly'])
    .execute()

const earliest = (days: (string | null | undefined)[]): string | null =>
  days.filter((day) => day !== null && day !== undefined).toSorted()[0] ?? null
const latest = (days: (string | null | undefined)[]): string | null =>
  days
    .filter((day) => day !== null && day !== undefined)
    .toSorted()
    .at(-1) ?? null
/** The last of the days when there is one for each, else null: a stage is reached when all have reached it. */
const allOf = (days: (string | null)[]): string | null =>
  days.length > 0 && days.every((day) => day !== null) ? latest(days) : null

/** The stages of an order with planned and actual days (duty 40): 下达, 开工, 半成品, 完工, 验货, 出货. */
export const milestones = async (
  ctx: Context,
  { orderId }: { orderId: number },
): Promise<Output<typeof operations.milestones>> => {
  const order = await ctx.db.selectFrom('orders').select('dueOn').where('id', '=', orderId).executeTakeFirst()
  if (!order) throw refuse('app.notFound')
  const lines = await ctx.db
    .selectFrom('noticeLines')
    .innerJoin('notices', 'notices.id', 'noticeLines.noticeId')
    .select(['noticeLines.id', 'notices.releasedAt'])
    .where('notices.orderId', '=', orderId)
    .where('notices.voidedAt', 'is', null)
    .execute()
  const found =
    lines.length === 0
      ? []
      : await operationsOfLines(
          ctx,
          lines.map((line) => line.id),
        )
  const chains = [...Map.groupBy(found, (operation) => operation.noticeLineId).values()]
  const lasts = chains.map((chain) => chain.at(-1)!)
  // 半成品: half of the processes are passed
  const halves = chains.map((chain) => chain[Math.ceil(chain.length / 2) - 1]!)
  const notes = await ctx.db
    .selectFrom('deliveryNotes')
    .select(['inspectedAt', 'releasedAt', 'deliveryOn'])
    .where('voidedAt', 'is', null)
    .where('kind', '=', 'delivery')
    .where('id', 'in', (carrying) =>
      carrying.selectFrom('deliveryLines').select('deliveryNoteId').where('orderId', '=', orderId),
    )
    .execute()
  const dayOf = (instant: string | null): string | null => (instant === null ? null : dateOf(new Date(instant)))
  return [
    { kind: 'released', plannedOn: null, actualOn: earliest(lines.map((line) => dayOf(line.releasedAt))) },
    {
      kind: 'started',
      plannedOn: earliest(found.map((operation) => operation.plannedStart)),
      actualOn: earliest(found.map((operation) => operation.startedOn)),
    },
    {
      kind: 'half',
      plannedOn: latest(halves.map((operation) => operation.plannedFinish)),
      actualOn: allOf(halves.map((operation) => operation.finishedOn)),
    },
    {
      kind: 'finished',
      plannedOn: latest(lasts.map((operation) => operation.plannedFinish)),
      actualOn: allOf(lasts.map((operation) => operation.finishedOn)),
    },
    { kind: 'inspected', plannedOn: null, actualOn: earliest(notes.map((note) => dayOf(note.inspectedAt))) },
    {
      kind: 'shipped',
      plannedOn: order.dueOn,
      actualOn: earliest(notes.filter((note) => note.releasedAt !== null).map((note) => note.deliveryOn)),
    },
  ]
}
