import type { Output } from '../../../shared/contract.ts'
import { daysBetween, plusDays } from '../../../shared/dates.ts'
import type { DayWork, plan } from '../../../shared/plan.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Context } from '../../context.ts'
import { inPieces } from '../../db/batches.ts'
import { goodsOfNotice, noticeGoodsColumns } from '../noticeGoods.ts'
import { loadByProcess, type OpenOperation, readOpen, readRules, spreader } from './open.ts'

/** A calendar without a workday is told, not thrown. */
export const withWorkdays = <T>(work: () => T): T => {
  try {
    return work()
  } catch (error) {
    if (error instanceof RangeError) throw refuse('operations.noWorkdays')
    throw error
  }
}

/** Load against capacity, process by process (duty 38): those in use and those that still have work. */
export const load = async (ctx: Context, { days }: { days: number }): Promise<Output<typeof plan.load>> => {
  const { works, rules } = await readRules(ctx)
  const open = await readOpen(ctx)
  const loads = withWorkdays(() => loadByProcess(open, rules, ctx.today, days))
  const dates = Array.from({ length: days }, (_, index) => plusDays(ctx.today, index))
  return {
    days: dates,
    works: dates.map(works),
    processes: [...loads.values()]
      .filter(({ rule, load: amounts, later }) => rule.active || later > 0 || amounts.some((amount) => amount > 0))
      .map(({ rule, load: amounts, capacity, later }) => ({
        processId: rule.id,
        processName: rule.name,
        workshop: rule.workshop,
        unit: rule.unit,
        daily: rule.daily,
        capacity,
        load: amounts,
        later,
      })),
  }
}

const headsOf = (ctx: Context, ids: number[]) =>
  ctx.db
    .selectFrom('operations')
    .innerJoin('noticeLines', 'noticeLines.id', 'operations.noticeLineId')
    .innerJoin('notices', 'notices.id', 'noticeLines.noticeId')
    .innerJoin('orderLines', 'orderLines.id', 'noticeLines.orderLineId')
    .innerJoin('orders', 'orders.id', 'notices.orderId')
    .innerJoin('customers', 'customers.id', 'orders.customerId')
    .select([
      'operations.id',
      'operations.version',
      'operations.noticeLineId',
      'notices.orderId',
      'notices.rush',
      'orders.number as orderNumber',
      'customers.shortName',
      'customers.name as customerName',
      ...noticeGoodsColumns,
      'orderLines.unit',
      'orderLines.dueOn',
    ])
    .where('operations.id', 'in', ids)
    .execute()
type Head = Awaited<ReturnType<typeof headsOf>>[number]

const dayWorkRow = (operation: OpenOperation, head: Head, amount: number, today: string): DayWork => ({
  operationId: operation.id,
  version: head.version,
  noticeLineId: head.noticeLineId,
  orderId: head.orderId,
  orderNumber: head.orderNumber,
  customer: head.shortName || head.customerName,
  description: goodsOfNotice(head),
  unit: head.unit,
  quantity: operation.quantity,
  remaining: Math.max(0, operation.quantity - operation.good),
  amount,
  plannedStart: operation.plannedStart,
  plannedFinish: operation.plannedFinish,
  dueOn: head.dueOn,
  rush: head.rush === 1,
  late: operation.plannedFinish < today,
})

/** At most so many orders are listed; the sum is of all. */
const mostListed = 200

/** Which orders make the load of a process on the days from–to: the largest shares first. */
export const dayWork = async (
  ctx: Context,
  { processId, from, to }: { processId: number; from: string; to: string },
): Promise<Output<typeof plan.dayWork>> => {
  const { rules } = await readRules(ctx)
  const rule = rules.get(processId)
  if (!rule) throw refuse('app.notFound')
  const open = (await readOpen(ctx)).filter((operation) => operation.processId === processId)
  const sharesOf = spreader(ctx.today)
  const [first, last] = [daysBetween(ctx.today, from), daysBetween(ctx.today, to)]
  const shares = withWorkdays(() =>
    open.flatMap((operation) => {
      const amount = sharesOf(operation, rule).reduce(
        (sum, share) => (share.place >= first && share.place <= last ? sum + share.amount : sum),
        0,
      )
      return amount > 0 ? [{ operation, amount }] : []
    }),
  )
  const listed = shares
    .toSorted((one, other) => other.amount - one.amount || one.operation.id - other.operation.id)
    .slice(0, mostListed)
  const heads = new Map<number, Head>()
  for (const ids of inPieces(listed.map(({ operation }) => operation.id)))
    for (const head of await headsOf(ctx, ids)) heads.set(head.id, head)
  return {
    rows: listed.map(({ operation, amount }) => dayWorkRow(operation, heads.get(operation.id)!, amount, ctx.today)),
    total: shares.length,
    amount: shares.reduce((sum, share) => sum + share.amount, 0),
  }
}
