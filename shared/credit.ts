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

/** How much terms leave to trust: 月结 the most, then 货到收款, a small deposit, a large one, 款到发货. */
export const trustOf = (settlement: string, depositBasisPoints: number): number =>
  settlement === 'monthly'
    ? 30_000
    : settlement === 'cash'
      ? 20_000
      : settlement === 'deposit'
        ? 10_000 - depositBasisPoints
        : -1

interface CardTerms {
  settlement: string
  depositBasisPoints: number
  termDays: number
  /** 0 = no limit. */
  creditLimitFen: number
  blacklistNote: string
}

/** Whether a customer's card trusts the customer more than it did: that is the manager's to write (duty 28). */
export const isLooser = (before: CardTerms, after: CardTerms): boolean =>
  trustOf(after.settlement, after.depositBasisPoints) > trustOf(before.settlement, before.depositBasisPoints) ||
  (after.settlement === 'monthly' && after.termDays > before.termDays) ||
  (before.creditLimitFen > 0 && (after.creditLimitFen === 0 || after.creditLimitFen > before.creditLimitFen)) ||
  (before.blacklistNote !== '' && after.blacklistNote === '')
