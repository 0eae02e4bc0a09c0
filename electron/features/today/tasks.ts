import { dateOf, daysBetween } from '../../../shared/dates.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import type { Task } from '../../../shared/today.ts'
import type { Context } from '../../context.ts'

/** Orders with goods still to make or to deliver. */
export const openStates = [
  'toCheck',
  'toSign',
  'toDeposit',
  'toReview',
  'toRelease',
  'inProduction',
  'toDeliver',
  'partlyDelivered',
]

/** Rows of one kind at most: nobody does more than this in a day. */
export const mostOfKind = 80

type Facts = Pick<Task, 'kind' | 'urgency' | 'place' | 'id' | 'number' | 'customer'> & Partial<Task>

export const task = (facts: Facts): Task => ({
  customerId: null,
  papers: 1,
  days: 0,
  amountFen: null,
  what: '',
  more: 0,
  who: '',
  process: '',
  done: 0,
  of: 0,
  at: null,
  on: null,
  workshop: '',
  ...facts,
})

/** Calendar days since an instant, on this PC's calendar. */
export const daysSince = (ctx: Pick<Context, 'today'>, at: string): number =>
  Math.max(0, daysBetween(dateOf(new Date(at)), ctx.today))

export const daysPast = (ctx: Pick<Context, 'today'>, day: string): number => Math.max(0, daysBetween(day, ctx.today))

export const goodsText = (name: string, quantity: number, unit: string): string =>
  `${name} ${formatQuantity(quantity)} ${unit}`

/** The first goods of each order and how many more kinds it has: 餐桌 12 张 等 3 款. */
export const goodsOf = async (
  ctx: Context,
  orderIds: number[],
): Promise<Map<number, { what: string; more: number }>> => {
  if (orderIds.length === 0) return new Map()
  const lines = await ctx.db
    .selectFrom('orderLines')
    .select(['orderId', 'name', 'colour', 'quantity', 'deliveredQuantity', 'unit'])
    .where('orderId', 'in', orderIds)
    .where('cancelledAt', 'is', null)
    .orderBy('orderId')
    .orderBy('sequence')
    .execute()
  const byOrder = Map.groupBy(lines, ({ orderId }) => orderId)
  return new Map(
    [...byOrder].map(([orderId, all]) => {
      const left = all.filter((line) => line.deliveredQuantity < line.quantity)
      const shown = left.length > 0 ? left : all
      const first = shown[0]!
      return [orderId, { what: goodsText(first.name, first.quantity, first.unit), more: shown.length - 1 }]
    }),
  )
}
