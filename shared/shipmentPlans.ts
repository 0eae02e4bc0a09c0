import type { AskReason, ShipState } from './shipments.ts'

/** A line of the plan and what it is reckoned from; quantities thousandths. */
export interface PlanFacts {
  id: number
  shipOn: string
  quantity: number
  /** Delivered of its order line when it was answered. */
  deliveredBefore: number
  withdrawnAt: string | null
  replacedAt: string | null
  /** What had left when it was withdrawn or replaced: that stays. */
  goneQuantity: number
}
export interface PlanStanding {
  id: number
  state: ShipState
  /** Left the house, on notes that have not left, and in the store, of what this line plans. */
  goneQuantity: number
  notedQuantity: number
  storedQuantity: number
}

/**
 * How the lines of the plan of one order line stand: what was delivered since they were answered goes to the first ship
 * day first, then what is on notes, then what is in the store. `there` is what lies in the store, `onNotes` what is on
 * delivery notes that have not left.
 */
export const derivePlans = (
  plans: readonly PlanFacts[],
  line: { delivered: number; onNotes: number; there: number },
): PlanStanding[] => {
  const inOrder = plans.toSorted((one, other) => one.shipOn.localeCompare(other.shipOn) || one.id - other.id)
  let [taken, onNotes, there] = [0, line.onNotes, line.there]
  return inOrder.map((plan) => {
    const { id, quantity, withdrawnAt, replacedAt, deliveredBefore } = plan
    const closed = withdrawnAt !== null || replacedAt !== null
    const planned = closed ? plan.goneQuantity : quantity
    const start = Math.max(taken, deliveredBefore)
    if (planned > 0) taken = start + planned
    const goneQuantity = closed ? plan.goneQuantity : Math.min(quantity, Math.max(0, line.delivered - start))
    if (closed) {
      const state = withdrawnAt !== null ? 'withdrawn' : 'replaced'
      return { id, state, goneQuantity, notedQuantity: 0, storedQuantity: 0 }
    }
    const open = quantity - goneQuantity
    const notedQuantity = Math.min(open, onNotes)
    const storedQuantity = Math.min(open, there)
    onNotes -= notedQuantity
    there -= storedQuantity
    const state =
      open === 0 ? 'gone' : notedQuantity === open ? 'noted' : storedQuantity === open ? 'stored' : 'planned'
    return { id, state, goneQuantity, notedQuantity, storedQuantity }
  })
}

/** A standing answer about some goods: thousandths and days. */
export interface StandingAnswer {
  quantity: number
  goneQuantity: number
  readyOn: string
  shipOn: string
  /** The day the work was to be done when it was answered; null when it was done. */
  forecastOn: string | null
}

/** Days before the forecast finish on which the workshop is asked. */
export const askDays = 3

/**
 * Why the workshop is to be asked about a notice line, or null. `open` is what has not left of it, `forecastOn` the day
 * its work will be done (null when done or not begun), `soon` the last day of the three.
 */
export const askReasonOf = (
  answers: readonly StandingAnswer[],
  { open, forecastOn, today, soon }: { open: number; forecastOn: string | null; today: string; soon: string },
): AskReason | null => {
  if (open <= 0) return null
  const standing = answers.filter(({ quantity, goneQuantity }) => goneQuantity < quantity)
  if (standing.some(({ shipOn }) => shipOn < today)) return 'overdue'
  const said = (answer: StandingAnswer): string =>
    answer.forecastOn !== null && answer.forecastOn > answer.readyOn ? answer.forecastOn : answer.readyOn
  if (forecastOn !== null && standing.some((answer) => forecastOn > said(answer))) return 'slipped'
  const covered = standing.reduce((sum, { quantity, goneQuantity }) => sum + quantity - goneQuantity, 0)
  return covered < open && forecastOn !== null && forecastOn <= soon ? 'ask' : null
}

/** What lies in the store of an order line (duty 57): put in less gone out; never less than nothing (thousandths). */
export const thereOf = (putIn: number, out: number): number => Math.max(0, putIn - out)

/** Days goods lie in the store until they are to leave: from the day they came in to the ship day, or to today when that has passed. */
export const storeDays = (
  sinceOn: string,
  leaveOn: string,
  today: string,
  between: (a: string, b: string) => number,
): number => Math.max(0, between(sinceOn, leaveOn > today ? leaveOn : today))
