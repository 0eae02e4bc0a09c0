import { type WaitingOrder, type WaitingReason, waitingReasonKeys } from '../../../shared/production.ts'
import { StateBadge, type Tone } from '../../components/StateBadge.tsx'
import { useT } from '../../lib/language.ts'

const tones: Record<WaitingReason, Tone> = { check: 'wait', sign: 'warn', deposit: 'bad', review: 'warn', ready: 'ok' }

/** Why an order waits: what lacks first as its badge, which is what the filters count; what lacks after it in grey. */
export const Reasons = ({ order }: { order: WaitingOrder }) => {
  const t = useT()
  const [first = 'ready', ...later] = order.reasons
  return (
    <>
      <StateBadge tone={tones[first]}>{t(waitingReasonKeys[first])}</StateBadge>{' '}
      {later.length > 0 && (
        <small className="dim">
          {t('production.thenLacks', { what: later.map((reason) => t(waitingReasonKeys[reason])).join(' · ') })}{' '}
        </small>
      )}
      {order.heldBy.map((gate) => (
        <StateBadge key={gate} tone="bad">
          {t('production.heldBy', { what: t(`gates.${gate}`) })}
        </StateBadge>
      ))}{' '}
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
