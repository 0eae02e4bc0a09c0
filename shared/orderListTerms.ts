import { plusDays, weekday } from './dates.ts'
import { type OrderState, orderStates } from './orderStates.ts'

export const shownChoices = ['open', 'closed', 'all', ...orderStates] as const
export type ShownChoice = (typeof shownChoices)[number]
/** 今天 / 三天内 / 本周 / 已过期: kept as words, so that a saved view means tomorrow what it meant today. */
export const dueChoices = ['today', 'soon', 'week', 'overdue'] as const
export type DueChoice = (typeof dueChoices)[number]
/** Columns a list can be sorted by: each has its index. */
export const orderSorts = ['urgency', 'dueOn', 'orderedOn', 'number', 'customerPo'] as const
export type OrderSort = (typeof orderSorts)[number]

/** The days a choice means, seen from `today`. Overdue are only goods that have not left yet. */
export const dueDays = (
  choice: DueChoice,
  today: string,
): { from: string | null; to: string; undelivered: boolean } => {
  const monday = plusDays(today, -((weekday(today) + 6) % 7))
  switch (choice) {
    case 'today':
      return { from: today, to: today, undelivered: false }
    case 'soon':
      return { from: today, to: plusDays(today, 3), undelivered: false }
    case 'week':
      return { from: monday, to: plusDays(monday, 6), undelivered: false }
    case 'overdue':
      return { from: null, to: plusDays(today, -1), undelivered: true }
  }
}

/** States with goods still to leave the house. */
export const undeliveredStates: readonly OrderState[] = orderStates.slice(0, orderStates.indexOf('delivered'))

/** 订金: not asked for, confirmed by the cashier, in part, missing, or passed by name without the money. */
export const depositStates = ['none', 'confirmed', 'part', 'missing', 'override'] as const
export type DepositState = (typeof depositStates)[number]

export const depositStateOf = (order: {
  settlement: string
  depositFen: number
  paidFen: number
  overridden: boolean
}): DepositState => {
  if (order.settlement !== 'deposit' || order.depositFen <= 0) return 'none'
  if (order.paidFen >= order.depositFen) return 'confirmed'
  if (order.overridden) return 'override'
  return order.paidFen > 0 ? 'part' : 'missing'
}

/** What is still to be asked of a deposit, whether the order waits for it or not; null where nothing is. */
export const depositLeftOf = (order: {
  settlement: string
  depositFen: number
  paidFen: number
  state: OrderState
}): number | null => {
  if (order.settlement !== 'deposit' || order.state === 'void') return null
  return order.paidFen < order.depositFen ? order.depositFen - Math.max(0, order.paidFen) : null
}

/** What a customer still owes for an order: a void one owes nothing, money paid ahead of time is no debt. */
export const unpaidOf = (order: { state: OrderState; totalFen: number; paidFen: number }): number =>
  order.state === 'void' ? 0 : Math.max(0, order.totalFen - order.paidFen)

/** A print of more orders is no paper to carry; Excel takes them all. */
export const mostPrintedOrders = 1000
