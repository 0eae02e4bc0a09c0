import type { Hold } from '../../../shared/gates.ts'
import { KeyButton } from '../../components/KeyButton.tsx'
import { StateBadge } from '../../components/StateBadge.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'
import { openTab } from '../../lib/tabs.ts'
import { formatInstant } from '../../lib/values.ts'
import styles from './Holds.module.css'
import { withReason } from '../../lib/reasoned.ts'

interface RowProps {
  hold: Hold
  orderId: number
  customerId: number
  /** The first hold that stops the order has the key of the approval. */
  first: boolean
  onLeave: (() => void) | undefined
}

/** One hold: why, the key to what is missing, the manager's approval; or who let it pass, for ever. */
const HoldRow = ({ hold, orderId, customerId, first, onLeave }: RowProps) => {
  const t = useT()
  const [mayApprove, mayQuote] = [useMay('gates.override'), useMay('quotations.write')]
  const { gate, sentence, approval, stops } = hold
  const what = t(gate === 'credit' ? 'gates.credit' : 'gates.newVersion')
  const approve = async (): Promise<void> => {
    await withReason(
      {
        title: t('gates.approveTitle', { what }),
        children: sentence,
        action: t('gates.approve'),
        danger: true,
      },
      (reason) => client.gates.approve({ gate, orderId, reason }),
      t('gates.approved'),
    )
  }
  const quote = (): void => {
    onLeave?.()
    openTab({
      word: 'quotations',
      page: 'new',
      title: t('quotations.newQuotation'),
      another: true,
      parameters: { customerId, orderId },
    })
  }
  return (
    <div className={[styles['hold'], stops ? styles['stops'] : ''].filter(Boolean).join(' ')} role="status">
      <StateBadge tone={stops ? 'bad' : 'warn'}>{what}</StateBadge>
      <span>
        {[
          sentence,
          approval &&
            t('gates.approvedBy', { by: approval.by, reason: approval.reason, time: formatInstant(approval.at) }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
      <span className="spring" />
      {stops && gate === 'newVersion' && mayQuote && (
        <KeyButton keys="F7" onClick={quote}>
          {t('gates.goQuote')}
        </KeyButton>
      )}
      {stops && mayApprove && (
        <KeyButton keys={first ? 'F6' : 'Shift+F6'} onClick={approve}>
          {t('gates.approve')}
        </KeyButton>
      )}
      {stops && !mayApprove && <small>{t('gates.askManager')}</small>}
    </div>
  )
}

/** What holds an order besides its deposit: 新版未报价, 客户资信 (duties 12, 28). */
export const HoldsBar = ({
  orderId,
  customerId,
  onLeave,
}: {
  orderId: number
  customerId: number
  /** A dialog closes when its key leads somewhere else. */
  onLeave?: () => void
}) => {
  const t = useT()
  const { data } = useQuery(client.gates.holds, { orderId })
  if (!data || data.length === 0) return null
  const first = data.find(({ stops }) => stops)
  return (
    <div className={styles['holds']} aria-label={t('gates.holds')}>
      {data.map((hold) => (
        <HoldRow
          key={hold.gate}
          hold={hold}
          orderId={orderId}
          customerId={customerId}
          first={hold === first}
          onLeave={onLeave}
        />
      ))}
    </div>
  )
}
