/** What becomes of promises, told from facts alone: the promises of a customer and the goods that left (duty 50). */

export interface PromiseFacts {
  id: number
  orderId: number | null
  orderLineId: number | null
  promisedOn: string
  at: string
}

/** Goods of an order line that left with a released note, at that instant. */
export interface Leaving {
  orderId: number | null
  orderLineId: number | null
  at: string
}

/**
 * open: the day has not passed · broken: it has, and nothing left · kept: goods left after it was said ·
 * changed: another was made for the same matter before anything left.
 */
export const promiseStates = ['open', 'broken', 'kept', 'changed'] as const
export type PromiseState = (typeof promiseStates)[number]

export interface PromiseFate {
  state: PromiseState
  /** How often this matter was promised otherwise before, since goods last left for it: 改期 n 次. */
  changes: number
}

type Matter = Pick<PromiseFacts, 'orderId' | 'orderLineId'>

/** A promise is for a line, for an order, or for everything the customer has on order. */
export const sameMatter = (one: Matter, other: Matter): boolean =>
  one.orderId === other.orderId && one.orderLineId === other.orderLineId

/** What was said of everything on order was said of the orders that were entered by then, and of no later one. */
export const saidOfOrder = (
  promise: Pick<PromiseFacts, 'orderId' | 'at'>,
  order: { id: number; keyedAt: string },
): boolean => promise.orderId === order.id || (promise.orderId === null && promise.at >= order.keyedAt)

const servedBy = (matter: Matter, { orderId, orderLineId }: Leaving): boolean => {
  if (matter.orderId === null) return true
  return matter.orderLineId === null ? matter.orderId === orderId : matter.orderLineId === orderLineId
}

/** Each promise by its id. Promises in the order they were made. */
export const promiseFates = (
  promises: readonly PromiseFacts[],
  leavings: readonly Leaving[],
  today: string,
): Map<number, PromiseFate> => {
  const fates = new Map<number, PromiseFate>()
  for (const [index, promise] of promises.entries()) {
    const next = promises.slice(index + 1).find((later) => sameMatter(later, promise))
    const left = leavings.some(
      (leaving) => servedBy(promise, leaving) && leaving.at > promise.at && (!next || leaving.at <= next.at),
    )
    const before = promises.slice(0, index).findLast((earlier) => sameMatter(earlier, promise))
    const fateBefore = before && fates.get(before.id)
    fates.set(promise.id, {
      state: left ? 'kept' : next ? 'changed' : promise.promisedOn < today ? 'broken' : 'open',
      changes: fateBefore?.state === 'changed' ? fateBefore.changes + 1 : 0,
    })
  }
  return fates
}

/** Promised for a day before the work will be done as it stands: said to the one who promises, never in his way. */
export const beforeForecast = (promisedOn: string, forecastOn: string | null): boolean =>
  forecastOn !== null && promisedOn < forecastOn
