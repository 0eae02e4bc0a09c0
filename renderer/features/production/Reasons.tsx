import { type WaitingOrder, type WaitingReason, waitingReasonKeys } from '../../../shared/production.ts'
import { StateBadge, type Tone } from '../../components/StateBadge.tsx'
import { useT } from '../../lib/language.ts'

const tones: Record<WaitingReason, Tone> = { check: 'wait', sign: 'warn', deposit: 'bad', review: 'warn', ready: 'ok' }

/** Why an order waits, as badges: 缺核对 缺回签 缺订金, 特批, 余数. */
export const Reasons = ({ order }: { order: WaitingOrder }) => {
  const t = useT()
  return (
    <>
      {order.reasons.map((reason) => (
        <span key={reason}>
          <StateBadge tone={tones[reason]}>{t(waitingReasonKeys[reason])}</StateBadge>{' '}
        </span>
      ))}
      {order.override && (
        <StateBadge
          tone="bad"
          title={t('gates.overriddenBy', { by: order.override.by, reason: order.override.reason })}
        >
          {t('production.overridden')}
        </StateBadge>
      )}
      {order.notices > 0 && <StateBadge>{t('production.partOfSplit')}</StateBadge>}
    </>
  )
}
