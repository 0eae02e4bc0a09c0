import { type OrderState, orderStateKeys } from '../../../shared/orderStates.ts'
import { StateBadge } from '../../components/StateBadge.tsx'
import { useT } from '../../lib/language.ts'
import { stateTones } from './stateTones.ts'

/** The state of an order, derived from facts. */
export const OrderStateBadge = ({ state }: { state: OrderState }) => {
  const t = useT()
  return <StateBadge tone={stateTones[state]}>{t(orderStateKeys[state])}</StateBadge>
}

/** 急: before every rush order, shape and word. */
export const RushBadge = ({ rush }: { rush: boolean }) => {
  const t = useT()
  return rush ? <StateBadge tone="bad">{t('orders.rush')}</StateBadge> : null
}
