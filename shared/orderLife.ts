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
}

const groups: Record<string, FactGroup> = {
  called: 'check',
  asked: 'check',
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
  picked: 'delivery',
  inspected: 'delivery',
  counted: 'delivery',
  delivered: 'delivery',
  noteReturned: 'delivery',
  stated: 'statement',
  statementReturned: 'statement',
  promised: 'customer',
  contact: 'customer',
}

/** Where a fact belongs; what no other group claims is of the order itself: received, keyed, changed, voided. */
export const factGroupOf = (kind: string): FactGroup => groups[kind] ?? 'order'

/** Facts that happen in this order within one day, where only the day is known of one of them. */
const dayRank: Record<string, number> = { received: 0, begun: 2, madeAll: 3 }

/** Oldest first. A fact of which only the day is known lies where it belongs within its day. */
export const inTime = <F extends { at: string; kind: string }>(
  facts: readonly F[],
  dayOf: (at: string) => string,
): F[] => {
  const keyOf = ({ at, kind }: F): string => {
    const day = dayOf(at)
    if (at.length > 10) return `${day} 1 ${at}`
    return `${day} ${dayRank[kind] ?? 0}`
  }
  return facts
    .map((fact, index) => ({ fact, index, key: keyOf(fact) }))
    .toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.index - b.index))
    .map(({ fact }) => fact)
}
