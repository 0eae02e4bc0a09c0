import { formatFen } from '../../../shared/money.ts'
import type { Order, OrderChain } from '../../../shared/orders.ts'
import { orderPaperKindKeys, orderPaperStateKeys } from '../../../shared/orderPapers.ts'
import { signBackStateKeys } from '../../../shared/signBacks.ts'
import { Button, KeyButton } from '../../components/KeyButton.tsx'
import { StateBadge } from '../../components/StateBadge.tsx'
import { features } from '../../features.ts'
import { useT } from '../../lib/language.ts'
import { useMay } from '../../lib/session.ts'
import { openTab } from '../../lib/tabs.ts'
import { ChangeHistory } from '../changes/ChangeHistory.tsx'
import { OrderShipping } from '../shipments/OrderShipping.tsx'
import styles from './Order.module.css'
import { Timeline } from './Timeline.tsx'

const words: Record<OrderChain['papers'][number]['kind'], string> = {
  confirmation: 'orders',
  change: 'changes',
  notice: 'production',
  inspection: 'quality',
  delivery: 'deliveries',
  receipt: 'receipts',
  quotation: 'quotations',
  statement: 'statements',
}

/** Whether the deposit is there, and the way to the cashier where it is not (duty 29). */
export const DepositGate = ({ order, chain }: { order: Order; chain: OrderChain }) => {
  const t = useT()
  const mayReceive = useMay('receipts.write')
  const { open, neededFen, confirmedFen, overrideBy, overrideReason } = chain.deposit
  if (order.state === 'void') return null
  if (overrideBy !== null && confirmedFen < neededFen)
    return (
      <StateBadge tone="warn">
        {t('orders.gateOverridden', { by: overrideBy, reason: overrideReason ?? '' })}
      </StateBadge>
    )
  if (open) return <StateBadge tone="ok">{t(neededFen > 0 ? 'orders.gateOpen' : 'orders.gateNone')}</StateBadge>
  return (
    <>
      <StateBadge tone="bad">
        {t('orders.gateMissing', { missing: formatFen(Math.max(0, neededFen - confirmedFen)) })}
      </StateBadge>
      {mayReceive && features['receipts'] && (
        <KeyButton
          keys="F8"
          onClick={() =>
            openTab({ word: 'receipts', page: 'new', parameters: { customerId: order.customerId, orderId: order.id } })
          }
        >
          {t('orders.goReceipts')}
        </KeyButton>
      )}
    </>
  )
}

/** Gates, papers and the whole life of an order beside it (duty 120). */
export const OrderSide = ({ order, chain }: { order: Order; chain: OrderChain }) => {
  const t = useT()
  return (
    <div className={styles['side']}>
      <h2>{t('orders.papersTitle')}</h2>
      <div className={styles['gate']}>
        <DepositGate order={order} chain={chain} />
        {chain.confirmation && (
          <StateBadge
            tone={
              chain.confirmation.state === 'same' ? 'ok' : chain.confirmation.state === 'different' ? 'bad' : 'wait'
            }
          >{`${t('orders.confirmationTitle')} ${t(signBackStateKeys[chain.confirmation.state])}`}</StateBadge>
        )}
        {chain.papers.map((paper) => (
          <Button
            key={`${paper.kind} ${paper.id}`}
            title={[orderPaperKindKeys[paper.kind], orderPaperStateKeys[paper.kind][paper.state]]
              .filter((key) => key !== undefined)
              .map((key) => t(key))
              .join(' ')}
            disabled={features[words[paper.kind]]?.pages['paper'] === undefined}
            onClick={() => openTab({ word: words[paper.kind], id: paper.id, title: paper.number })}
          >
            {paper.number}
          </Button>
        ))}
      </div>
      <OrderShipping orderId={order.id} orderNumber={order.number} />
      <ChangeHistory orderId={order.id} papers={chain.papers.length} />
      <Timeline facts={chain.facts} number={order.number} />
    </div>
  )
}
