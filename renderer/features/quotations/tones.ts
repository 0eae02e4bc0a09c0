import type { QuotationState } from '../../../shared/quotations.ts'
import type { Tone } from '../../components/StateBadge.tsx'

/** Amber where the office has to do something, green where the customer said yes. */
export const quotationTones: Record<QuotationState, Tone> = {
  draft: 'wait',
  sent: 'info',
  accepted: 'ok',
  declined: 'plain',
  expired: 'warn',
  ordered: 'ok',
  void: 'plain',
}
