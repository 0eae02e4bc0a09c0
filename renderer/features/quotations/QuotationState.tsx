import { type QuotationState, quotationStateKeys } from '../../../shared/quotations.ts'
import { StateBadge } from '../../components/StateBadge.tsx'
import { useT } from '../../lib/language.ts'
import { quotationTones } from './tones.ts'

/** The state of a quotation, derived from facts. */
export const QuotationStateBadge = ({ state }: { state: QuotationState }) => {
  const t = useT()
  return <StateBadge tone={quotationTones[state]}>{t(quotationStateKeys[state])}</StateBadge>
}
