import type { PhraseKey } from './language.ts'

/** Every state an order can be in, in the order of its life. Derived from facts, never picked (architecture rule 6). */
export const orderStates = [
  'toCheck',
  'toSign',
  'toDeposit',
  'toReview',
  'toRelease',
  'inProduction',
  'toDeliver',
  'partlyDelivered',
  'delivered',
  'completed',
  'settled',
  'void',
] as const
export type OrderState = (typeof orderStates)[number]

/** States with something still to be done by the office. */
export const openOrderStates = orderStates.filter((state) => state !== 'settled' && state !== 'void')

export interface OrderFacts {
  voided: boolean
  /** The call-back is finished: every field of every line ✓ or 改 (duty 4). */
  checked: boolean
  openQuestions: number
  /** The office wants the signed confirmation back before it produces (duty 9). */
  signatureNeeded: boolean
  /** The confirmation sent last came back the same. */
  signedSame: boolean
  /** Nothing to pay before production, or paid and confirmed, or overridden by name (duty 29). */
  depositOpen: boolean
  /** The departments the office asks before it produces have said yes, or somebody answered for it (duty 22). */
  reviewOpen: boolean
  /** A standing production notice has been released. */
  released: boolean
  /** Ordered, finished and delivered of each line, thousandths. */
  lines: readonly { ordered: number; finished: number; delivered: number }[]
  /** Every released note with goods of this order came back signed. */
  notesSigned: boolean
  /** Every such note is paid in full. */
  notesPaid: boolean
}

/** The state of an order from its facts: pure, stored by the owner in the same transaction. */
export const deriveOrderState = (facts: OrderFacts): OrderState => {
  if (facts.voided) return 'void'
  if (facts.lines.length > 0 && facts.lines.every((line) => line.delivered >= line.ordered)) {
    if (!facts.notesSigned) return 'delivered'
    return facts.notesPaid ? 'settled' : 'completed'
  }
  if (facts.lines.some((line) => line.delivered > 0)) return 'partlyDelivered'
  if (!facts.checked || facts.openQuestions > 0) return 'toCheck'
  if (facts.released) return facts.lines.every((line) => line.finished >= line.ordered) ? 'toDeliver' : 'inProduction'
  if (facts.signatureNeeded && !facts.signedSame) return 'toSign'
  if (!facts.depositOpen) return 'toDeposit'
  if (!facts.reviewOpen) return 'toReview'
  return 'toRelease'
}

/**
 * The sort key of lists: open orders first, rush before others (duty 16: it re-sorts, it hides nothing),
 * then by due date; what is settled or void comes last.
 */
export const urgencyOf = (state: OrderState, rush: boolean, dueOn: string): string =>
  `${state === 'settled' || state === 'void' ? '2' : rush ? '0' : '1'}${dueOn}`

export const orderStateKeys: Record<OrderState, PhraseKey> = {
  toCheck: 'orders.stateToCheck',
  toSign: 'orders.stateToSign',
  toDeposit: 'orders.stateToDeposit',
  toReview: 'orders.stateToReview',
  toRelease: 'orders.stateToRelease',
  inProduction: 'orders.stateInProduction',
  toDeliver: 'orders.stateToDeliver',
  partlyDelivered: 'orders.statePartlyDelivered',
  delivered: 'orders.stateDelivered',
  completed: 'orders.stateCompleted',
  settled: 'orders.stateSettled',
  void: 'orders.stateVoid',
}

/** What is to be done next in each state, as a button would say it. */
export const nextStepKeys: Record<OrderState, PhraseKey> = {
  toCheck: 'orders.nextCheck',
  toSign: 'orders.nextSign',
  toDeposit: 'orders.nextDeposit',
  toReview: 'orders.nextReview',
  toRelease: 'orders.nextRelease',
  inProduction: 'orders.nextProduce',
  toDeliver: 'orders.nextDeliver',
  partlyDelivered: 'orders.nextDeliverRest',
  delivered: 'orders.nextSignNote',
  completed: 'orders.nextCollect',
  settled: 'orders.nextNothing',
  void: 'orders.nextNothing',
}
