import type { PhraseKey } from './language.ts'

/** How a dispute ends: the difference goes to the next period, the customer accepts ours, or the statement is made anew. */
export const disputeEnds = ['adjusted', 'accepted', 'remade'] as const
export type DisputeEnd = (typeof disputeEnds)[number]
export const disputeEndKeys: Record<DisputeEnd, PhraseKey> = {
  adjusted: 'statements.endAdjusted',
  accepted: 'statements.endAccepted',
  remade: 'statements.endRemade',
}
