/** What becomes of promises, told from facts alone: the promises of a customer and the goods that left (duty 50). */

export interface PromiseFacts {
  id: number
  orderId: number | null
  orderLineId: number | null
  /** When the order it is for was entered; null for what is said of everything on order. */
  orderKeyedAt: string | null
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

/** What a promise would change, of what was said before, in the order it was said. */
const saidBefore = <T extends PromiseFacts>(
  promise: Omit<PromiseFacts, 'id' | 'promisedOn'>,
  earlier: readonly T[],
): T[] => {
  const { orderId, orderKeyedAt } = promise
  const own = earlier.findLastIndex((before) => sameMatter(before, promise))
  if (orderId === null || orderKeyedAt === null) return earlier.slice(own, own + 1)
  const whole = earlier.findLastIndex((before) => sameMatter(before, { orderId, orderLineId: null }))
  const general = earlier.findLastIndex(
    (before) => before.orderId === null && saidOfOrder(before, { id: orderId, keyedAt: orderKeyedAt }),
  )
  // what was said of all of the order since is what holds for it
  return [own, general > whole ? general : -1]
    .filter((index) => index >= 0)
    .toSorted((one, other) => one - other)
    .map((index) => earlier[index]!)
}

/**
 * Whether a promise changes another: the last for the same matter, or what was said of everything when its order was
 * already entered. Nothing that goods of its own have left for since. `changes` counts on from what was changed.
 */
export const changeOf = <T extends PromiseFacts>(
  promise: Omit<PromiseFacts, 'id' | 'promisedOn'>,
  earlier: readonly T[],
  leavings: readonly Leaving[],
  changesOf: (id: number) => number,
): { before: T | null; changes: number } => {
  const standing = saidBefore(promise, earlier).filter(
    (before) =>
      !leavings.some(({ at, ...goods }) => at > before.at && at <= promise.at && servedBy(promise, { at, ...goods })),
  )
  return {
    before: standing.at(-1) ?? null,
    changes: standing.reduce((most, { id }) => Math.max(most, changesOf(id) + 1), 0),
  }
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
    fates.set(promise.id, {
      state: left ? 'kept' : next ? 'changed' : promise.promisedOn < today ? 'broken' : 'open',
      changes: changeOf(promise, promises.slice(0, index), leavings, (id) => fates.get(id)!.changes).changes,
    })
  }
  return fates
}

/** What a promise is to one of its orders: goods of another order have not kept for this one what was said of everything. */
export const stateForOrder = (
  { orderId, state, at, promisedOn }: PromiseFacts & { state: PromiseState },
  id: number,
  leavings: readonly Leaving[],
  today: string,
): PromiseState => {
  if (orderId !== null || state !== 'kept') return state
  if (leavings.some((leaving) => leaving.orderId === id && leaving.at > at)) return 'kept'
  return promisedOn < today ? 'broken' : 'open'
}

/** Promised for a day before the work will be done as it stands: said to the one who promises, never in his way. */
export const beforeForecast = (promisedOn: string, forecastOn: string | null): boolean =>
  forecastOn !== null && promisedOn < forecastOn
