import { outsideStateKeys, type OutsideState, shownOutsideState } from '../../../shared/outsideStates.ts'
import { StateBadge } from '../../components/StateBadge.tsx'
import { useT } from '../../lib/language.ts'
import { outsideTones } from './tones.ts'

/** Where the goods of a slip or of one of its lines are: 未发 until it is marked as sent. */
export const OutsideBadge = ({ of }: { of: { state: OutsideState; sent: boolean } }) => {
  const t = useT()
  const shown = shownOutsideState(of)
  return <StateBadge tone={outsideTones[shown]}>{t(outsideStateKeys[shown])}</StateBadge>
}
