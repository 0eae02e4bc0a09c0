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
