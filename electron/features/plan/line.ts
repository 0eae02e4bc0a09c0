import type { Output } from '../../../shared/contract.ts'
import { plusDays } from '../../../shared/dates.ts'
import { forecastFinish, hasBegun, workdaysIn } from '../../../shared/operationPlan.ts'
import { type LineStep, loadDays, type plan } from '../../../shared/plan.ts'
import { isOverloaded, worksFor } from '../../../shared/planLoad.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Context } from '../../context.ts'
import { refuseFarDay } from '../../days.ts'
import { inPieces } from '../../db/batches.ts'
import { goodsOfNotice, noticeGoodsColumns } from '../noticeGoods.ts'
import { planned, routeOf } from '../operations.ts'
import { operationsOfLines } from '../operations/board.ts'
import { holdupsOf } from '../operations/holdups.ts'
import { readOffice, workCalendar } from '../settings.ts'
import { type Moved, recordMove } from './measures.ts'
import { withWorkdays } from './load.ts'
import { loadByProcess, readOpen, readRules } from './open.ts'

type Operation = Awaited<ReturnType<typeof operationsOfLines>>[number]

const headOf = async (ctx: Context, noticeLineId: number) => {
  const head = await ctx.db
    .selectFrom('noticeLines')
    .innerJoin('notices', 'notices.id', 'noticeLines.noticeId')
    .innerJoin('orderLines', 'orderLines.id', 'noticeLines.orderLineId')
    .innerJoin('orders', 'orders.id', 'notices.orderId')
    .innerJoin('customers', 'customers.id', 'orders.customerId')
    .select([
      'noticeLines.quantity',
      'noticeLines.state',
      'notices.number as noticeNumber',
      'notices.orderId',
      'orders.number as orderNumber',
      'customers.shortName',
      'customers.name as customerName',
      ...noticeGoodsColumns,
      'orderLines.unit',
      'orderLines.dueOn',
    ])
    .where('noticeLines.id', '=', noticeLineId)
    .executeTakeFirst()
  if (!head) throw refuse('app.notFound')
  return head
}

const stepOf = ({ id, ...operation }: Operation): LineStep => ({
  operationId: id,
  version: operation.version,
  processName: operation.processName,
  workshop: operation.workshop,
  outside: operation.outside === 1,
  quantity: operation.quantity,
  good: operation.good,
  plannedStart: operation.plannedStart,
  plannedFinish: operation.plannedFinish,
  originalStart: operation.originalStart || operation.plannedStart,
  originalFinish: operation.originalFinish || operation.plannedFinish,
  startedOn: operation.startedOn,
  finishedOn: operation.finishedOn,
})

/** The plan of a line beside the one it was first given, with the calendar a page needs to move it (duty 39). */
export const line = async (
  ctx: Context,
  { noticeLineId }: { noticeLineId: number },
): Promise<Output<typeof plan.line>> => {
  const head = await headOf(ctx, noticeLineId)
  const operations = await operationsOfLines(ctx, [noticeLineId])
  const holdup = (await holdupsOf(ctx, [noticeLineId])).get(noticeLineId)
  const { restDays } = await readOffice(ctx)
  const days = await ctx.db.selectFrom('holidays').select(['day', 'works']).orderBy('day', 'desc').limit(2000).execute()
  return {
    noticeLineId,
    orderId: head.orderId,
    orderNumber: head.orderNumber,
    noticeNumber: head.noticeNumber,
    customer: head.shortName || head.customerName,
    description: goodsOfNotice(head),
    unit: head.unit,
    quantity: head.quantity,
    dueOn: head.dueOn,
    forecastOn: forecastFinish(operations, ctx.today, await workCalendar(ctx), hasBegun(operations), holdup?.waits),
    steps: operations.map(stepOf),
    calendar: { restDays, days: days.map(({ day, works }) => ({ day, works: works === 1 })) },
  }
}

interface Wanted {
  noticeLineId: number
  steps: { operationId: number; version: number; plannedStart: string; plannedFinish: string }[]
  reason: string
}

/** New days for processes of a line. Those that did not change are left alone. */
export const move = async (ctx: Context, { noticeLineId, steps, reason }: Wanted): Promise<{ id: number }> => {
  const head = await headOf(ctx, noticeLineId)
  if (head.state !== 'making' && head.state !== 'partly') throw refuse('plan.lineDone', { notice: head.noticeNumber })
  const operations = new Map(
    (await operationsOfLines(ctx, [noticeLineId])).map((operation) => [operation.id, operation]),
  )
  const moved: Moved[] = []
  for (const [index, step] of steps.entries()) {
    const operation = operations.get(step.operationId)
    if (!operation) throw refuse('app.notFound')
    if (step.plannedFinish < step.plannedStart)
      throw refuse('plan.backwards', { process: operation.processName }, `steps.${index}.plannedFinish`)
    if (operation.plannedStart === step.plannedStart && operation.plannedFinish === step.plannedFinish) continue
    if (operation.finishedOn !== null)
      throw refuse('plan.finished', { process: operation.processName }, `steps.${index}.plannedStart`)
    refuseFarDay(ctx, step.plannedStart, `steps.${index}.plannedStart`)
    refuseFarDay(ctx, step.plannedFinish, `steps.${index}.plannedFinish`)
    moved.push({ ...step, beforeStart: operation.plannedStart, beforeFinish: operation.plannedFinish })
  }
  if (moved.length === 0) throw refuse('plan.nothingMoved')
  return recordMove(ctx, { noticeLineId, steps: moved, reason })
}

/** Lines of which an open process begins or ends on a day that is not worked any more, with how many do. */
const restingLines = async (ctx: Context): Promise<Map<number, number>> => {
  const { rules } = await readRules(ctx)
  const ids: number[] = []
  for (const operation of await readOpen(ctx)) {
    const works = worksFor(rules.get(operation.processId)!)
    if (operation.plannedFinish < ctx.today) continue
    if (!works(operation.plannedStart) || !works(operation.plannedFinish)) ids.push(operation.id)
  }
  const lines = new Map<number, number>()
  for (const piece of inPieces(ids))
    for (const { noticeLineId } of await ctx.db
      .selectFrom('operations')
      .select('noticeLineId')
      .where('id', 'in', piece)
      .execute())
      lines.set(noticeLineId, (lines.get(noticeLineId) ?? 0) + 1)
  return lines
}

export const resting = async (ctx: Context): Promise<Output<typeof plan.resting>> => {
  const lines = await restingLines(ctx)
  return { lines: lines.size, operations: [...lines.values()].reduce((sum, count) => sum + count, 0) }
}

/** What is left of a line planned anew, backwards from the day its last process was planned to end. */
const anew = async (
  ctx: Context,
  operations: Operation[],
  { works, rules }: Awaited<ReturnType<typeof readRules>>,
): Promise<Moved[]> => {
  const { productId } = await ctx.db
    .selectFrom('noticeLines')
    .innerJoin('orderLines', 'orderLines.id', 'noticeLines.orderLineId')
    .select('orderLines.productId')
    .where('noticeLines.id', '=', operations[0]!.noticeLineId)
    .executeTakeFirstOrThrow()
  const route = await routeOf(ctx, productId)
  // a rest day somebody entered overtime for is worked: what was planned on it stays there
  const own = operations.map(({ processId }) => worksFor(rules.get(processId)!))
  const days = operations.map(
    ({ processId, plannedStart, plannedFinish }, index) =>
      route.find((step) => step.processId === processId)?.standardDays ??
      workdaysIn(plannedStart, plannedFinish, own[index]!),
  )
  const steps = planned(days, operations.at(-1)!.plannedFinish, works, own)
  return operations.flatMap((operation, index) => {
    const step = steps[index]!
    const { plannedStart, plannedFinish } = operation
    if (operation.finishedOn !== null) return []
    if (step.plannedStart === plannedStart && step.plannedFinish === plannedFinish) return []
    return [
      {
        operationId: operation.id,
        version: operation.version,
        ...step,
        beforeStart: plannedStart,
        beforeFinish: plannedFinish,
      },
    ]
  })
}

/** Days of processes with more work than they can do, within the days the load shows: `3 12` is process 3, 12 days ahead. */
const overloadsOf = async (ctx: Context, rules: Awaited<ReturnType<typeof readRules>>['rules']) => {
  const open = await readOpen(ctx)
  const loads = withWorkdays(() => loadByProcess(open, rules, ctx.today, loadDays))
  return [...loads.values()].flatMap(({ rule, load, capacity }) =>
    load.flatMap((amount, place) =>
      isOverloaded(amount, capacity[place]!)
        ? [{ key: `${rule.id} ${place}`, process: rule.name, day: plusDays(ctx.today, place), amount }]
        : [],
    ),
  )
}

/**
 * Plans the lines anew that the calendar left on rest days; each is a measure that can be withdrawn. Tells what the bar
 * counted, what was moved with it because a chain keeps its order, what would have to have begun already, and the days that
 * are overloaded now and were not, or not as much.
 */
export const planAnew = async (ctx: Context, { reason }: { reason: string }): Promise<Output<typeof plan.planAnew>> => {
  const known = await readRules(ctx)
  const lines = await restingLines(ctx)
  const before = new Map((await overloadsOf(ctx, known.rules)).map(({ key, amount }) => [key, amount]))
  const done = { operations: 0, lines: 0, past: 0 }
  for (const ids of inPieces([...lines.keys()], 200)) {
    const chains = Map.groupBy(await operationsOfLines(ctx, ids), ({ noticeLineId }) => noticeLineId)
    for (const [noticeLineId, operations] of chains) {
      const steps = await anew(ctx, operations, known)
      if (steps.length === 0) continue
      await recordMove(ctx, { noticeLineId, steps, reason })
      done.lines += 1
      done.operations += steps.length
      done.past += steps.filter(
        ({ plannedStart, beforeStart }) => plannedStart < ctx.today && beforeStart >= ctx.today,
      ).length
    }
  }
  const fresh = (await overloadsOf(ctx, known.rules)).filter(({ key, amount }) => amount > (before.get(key) ?? 0))
  const [first] = fresh.toSorted((one, other) => (one.day < other.day ? -1 : 1))
  return {
    ...done,
    resting: [...lines.values()].reduce((sum, count) => sum + count, 0),
    overloads: fresh.length,
    first: first ? { processName: first.process, day: first.day } : null,
  }
}
