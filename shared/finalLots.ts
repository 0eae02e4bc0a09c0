/** What happened to the goods of a process that final inspections look at (thousandths), in the order it happened. */
export type LotEvent =
  /** Came through the process; negative: taken out again, scrapped by it or by a later one. */
  | { kind: 'made'; quantity: number }
  /** A lot was let through: accepted or conceded. */
  | { kind: 'passed'; quantity: number }
  /** A lot was rejected; its goods wait. */
  | { kind: 'rejected'; quantity: number }
  /** Of a rejected lot: conceded in part. */
  | { kind: 'conceded'; quantity: number }
  /** Of a rejected lot: taken out for rework or as scrap. */
  | { kind: 'disposed'; quantity: number }

export interface Covered {
  there: number
  /** Of what is there, or has left: let through by a final inspection. */
  passed: number
  /** Of what is there: rejected, and nobody has dealt with it. */
  rejected: number
}

/**
 * How much of what is there final inspections cover (duty 74). An inspection covers the goods it looked at and no others:
 * what is gone afterwards is taken from what nobody looked at first, then from what was let through, so that goods made
 * again in its place are inspected before they leave. A lot that is let through takes goods nobody looked at first, then
 * rejected ones: they were looked at again.
 */
export const coveredBy = (events: readonly LotEvent[]): Covered => {
  const now: Covered = { there: 0, passed: 0, rejected: 0 }
  for (const { kind, quantity } of events) {
    if (kind === 'made') now.there += quantity
    if (kind === 'disposed') {
      now.there -= quantity
      now.rejected = Math.max(0, now.rejected - quantity)
    }
    const there = Math.max(0, now.there)
    if (kind === 'passed') {
      now.passed = Math.min(there, now.passed + quantity)
      now.rejected = Math.min(now.rejected, there - now.passed)
    }
    if (kind === 'rejected') now.rejected = Math.min(now.rejected + quantity, there - now.passed)
    if (kind === 'conceded') {
      const part = Math.min(quantity, now.rejected)
      now.rejected -= part
      now.passed += part
    }
    now.rejected = Math.min(now.rejected, there)
    now.passed = Math.min(now.passed, there - now.rejected)
  }
  return now
}
