/** What holds a customer's next order, from the facts of its credit (duty 28). */
export const creditProblems = ['blacklisted', 'overLimit', 'overdue'] as const
export type CreditProblem = (typeof creditProblems)[number]

export interface CreditFacts {
  limitFen: number
  /** Owed and still on order, fen. */
  usedFen: number
  overdueFen: number
  blacklistNote: string
}

/** 黑名单, 超额度, 逾期; `moreFen` is an order that is not counted yet. A limit of 0 is no limit. */
export const problemsOfCredit = (facts: CreditFacts, moreFen = 0): CreditProblem[] => [
  ...(facts.blacklistNote === '' ? [] : (['blacklisted'] as const)),
  ...(facts.limitFen > 0 && facts.usedFen + moreFen > facts.limitFen ? (['overLimit'] as const) : []),
  ...(facts.overdueFen > 0 ? (['overdue'] as const) : []),
]

interface Terms {
  settlement: string
  depositBasisPoints: number
}
/** Of 10,000 parts of an order, those that go into work unpaid (duty 29). */
const madeUnpaid = ({ settlement, depositBasisPoints }: Terms): number =>
  10_000 - (settlement === 'deposit' ? depositBasisPoints : 0)
/** How goods leave (duty 30): 月结 unpaid, 货到收款 against money at the door, the others paid for. */
const leavesUnpaid = ({ settlement }: Terms): number => (settlement === 'monthly' ? 2 : settlement === 'cash' ? 1 : 0)

/** Whether terms trust the customer more than others: more is made unpaid, or goods leave more easily. */
export const areLooserTerms = (before: Terms, after: Terms): boolean =>
  madeUnpaid(after) > madeUnpaid(before) || leavesUnpaid(after) > leavesUnpaid(before)

interface CardTerms extends Terms {
  termDays: number
  /** 0 = no limit. */
  creditLimitFen: number
  blacklistNote: string
}

/** Whether a customer's card trusts the customer more than it did: that is the manager's to write (duty 28). */
export const isLooser = (before: CardTerms, after: CardTerms): boolean =>
  areLooserTerms(before, after) ||
  (after.settlement === 'monthly' && after.termDays > before.termDays) ||
  (before.creditLimitFen > 0 && (after.creditLimitFen === 0 || after.creditLimitFen > before.creditLimitFen)) ||
  (before.blacklistNote !== '' && after.blacklistNote === '')
