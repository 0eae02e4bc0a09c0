import type { PhraseKey } from './language.ts'

/** The kinds of facts an order's life is filtered by (duty 120). */
export const factGroups = [
  'order',
  'check',
  'confirmation',
  'money',
  'production',
  'delivery',
  'statement',
  'customer',
  'complaint',
] as const
export type FactGroup = (typeof factGroups)[number]

export const factGroupKeys: Record<FactGroup, PhraseKey> = {
  order: 'orders.groupOrder',
  check: 'orders.groupCheck',
  confirmation: 'orders.groupConfirmation',
  money: 'orders.groupMoney',
  production: 'orders.groupProduction',
  delivery: 'orders.groupDelivery',
  statement: 'orders.groupStatement',
  customer: 'orders.groupCustomer',
  complaint: 'complaints.lifeGroup',
}

const groups: Record<string, FactGroup> = {
  called: 'check',
  keyedAgain: 'check',
  asked: 'check',
  answered: 'check',
  corrected: 'check',
  checked: 'check',
  sent: 'confirmation',
  returned: 'confirmation',
  money: 'money',
  moneyConfirmed: 'money',
  override: 'money',
  replied: 'money',
  released: 'production',
  begun: 'production',
  madeAll: 'production',
  lotInspected: 'production',
  troubled: 'production',
  carriedUp: 'production',
  troubleCleared: 'production',
  picked: 'delivery',
  inspected: 'delivery',
  counted: 'delivery',
  delivered: 'delivery',
  noteReturned: 'delivery',
  chased: 'confirmation',
  noteChased: 'delivery',
  codCollected: 'money',
  codSettled: 'money',
  stated: 'statement',
  statementReturned: 'statement',
  promised: 'customer',
  contact: 'customer',
  complained: 'complaint',
  complaintDecided: 'complaint',
  replacementMade: 'complaint',
  complaintReplied: 'complaint',
  complaintClosed: 'complaint',
}

/** Where a fact belongs; what no other group claims is of the order itself: received, keyed, changed, voided. */
export const factGroupOf = (kind: string): FactGroup => groups[kind] ?? 'order'

/** What goes before what at the same moment, and within a day of which no more is known; what is not named comes last. */
const inLife = [
  'received',
  'keyed',
  'called',
  'asked',
  'corrected',
  'checked',
  'replied',
  'promised',
  'begun',
  'madeAll',
]
const rankOf = (kind: string): number => {
  const rank = inLife.indexOf(kind)
  return rank < 0 ? inLife.length : rank
}

/** Oldest first. A paper of which only the day is known opens its day, work of which only the day is known ends it. */
export const inTime = <F extends { at: string; kind: string }>(
  facts: readonly F[],
  dayOf: (at: string) => string,
): F[] => {
  const momentOf = ({ at, kind }: F): string => {
    if (at.length > 10) return `${dayOf(at)} 1 ${at}`
    return `${dayOf(at)} ${kind === 'received' ? 0 : 2}`
  }
  return facts
    .map((fact) => ({ fact, moment: momentOf(fact), rank: rankOf(fact.kind) }))
    .toSorted((a, b) => (a.moment < b.moment ? -1 : a.moment > b.moment ? 1 : a.rank - b.rank))
    .map(({ fact }) => fact)
}
