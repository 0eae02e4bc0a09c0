import { plusDays } from './dates.ts'
import type { PhraseKey } from './language.ts'

/** How a dispute ends: the difference goes to the next period, the customer accepts ours, or the statement is made anew. */
export const disputeEnds = ['adjusted', 'accepted', 'remade'] as const
export type DisputeEnd = (typeof disputeEnds)[number]
export const disputeEndKeys: Record<DisputeEnd, PhraseKey> = {
  adjusted: 'statements.endAdjusted',
  accepted: 'statements.endAccepted',
  remade: 'statements.endRemade',
}

/** What a statement says, fen; returns and deductions are negative. */
interface Stated {
  openingFen: number
  chargesFen: number
  returnsFen: number
  deductionsFen: number
  receiptsFen: number
  closingFen: number
}

/**
 * The most that can differ on a statement, fen: its largest figure without its sign — what stood before, what the period
 * charged, what was received or what it closes with. A customer owes nothing of it, or a receipt is missing: not more.
 */
export const disputeLimitFen = (statement: Stated): number =>
  Math.max(
    Math.abs(statement.openingFen),
    Math.abs(statement.chargesFen + statement.returnsFen + statement.deductionsFen),
    Math.abs(statement.receiptsFen),
    Math.abs(statement.closingFen),
  )

/** A statement a signed copy asks about when the day it is due back is told. Days `YYYY-MM-DD`. */
interface Awaited {
  madeOn: string
  periodTo: string
  today: string
  /** Calendar days the office gives for an answer. */
  days: number
}

/**
 * The day a signed statement is due back, for its paper and for the list of what is out alike: so many days after it was
 * made, or after its period where that is over later; one that goes out when that day has come has them from today.
 */
export const statementDueOn = ({ madeOn, periodTo, today, days }: Awaited): string => {
  const dueOn = plusDays(madeOn > periodTo ? madeOn : periodTo, days)
  return dueOn > today ? dueOn : plusDays(today, days)
}
