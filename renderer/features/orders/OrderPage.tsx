import { useMemo } from 'react'
import { formatFen } from '../../../shared/money.ts'
import { nextStepKeys } from '../../../shared/orderStates.ts'
import { type Order, type OrderLine, orderSourceKeys, priceSourceKeys } from '../../../shared/orders.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Page, Panel } from '../../components/Page.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import { features, type PageProps } from '../../features.ts'
import { client } from '../../lib/client.ts'
import { askReason } from '../../lib/dialogs.ts'
import { useT } from '../../lib/language.ts'
import { attempt } from '../../lib/notices.ts'
import { useQuery } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'
import { openTab } from '../../lib/tabs.ts'
import { formatInstant } from '../../lib/values.ts'
import styles from './Order.module.css'
import { Figures } from './OrderFoot.tsx'
import { OrderSide } from './OrderSide.tsx'
import { OrderStateBadge, RushBadge } from './OrderState.tsx'
import { settlementKeys } from './settlementKeys.ts'

const useColumns = (): Column<OrderLine>[] => {
  const t = useT()
  const seesPrices = useMay('prices.read')
  return useMemo(
    () => [
      { key: 'sequence', header: t('shell.lineNumber'), kind: 'integer', width: 34 },
      { key: 'code', header: t('orders.code'), width: 84 },
      { key: 'name', header: t('orders.description'), value: (line) => [line.name, line.spec, line.material].filter(Boolean).join(' ') },
      { key: 'colour', header: t('orders.colour'), width: 64 },
      { key: 'quantity', header: t('app.quantity'), kind: 'quantity', width: 64 },
      { key: 'unit', header: t('app.unit'), width: 44 },
      { key: 'packs', header: t('orders.packs'), kind: 'integer', width: 50 },
      ...(seesPrices
        ? ([
            { key: 'priceMicros', header: t('orders.price'), kind: 'price', width: 82 },
            { key: 'priceSource', header: t('orders.priceSource'), width: 60, value: (line: OrderLine) => t(priceSourceKeys[line.priceSource]) },
            { key: 'amountFen', header: t('app.amount'), kind: 'money', width: 94 },
          ] as const)
        : []),
      { key: 'dueOn', header: t('orders.dueOn'), kind: 'date', width: 86 },
      { key: 'deliveredQuantity', header: t('orders.delivered'), kind: 'quantity', width: 60 },
    ],
    [t, seesPrices],
  )
}

const Facts = ({ order }: { order: Order }) => {
  const t = useT()
  const facts: [string, string][] = [
    [t('app.customer'), order.customerName],
    [t('orders.customerPo'), order.customerPo],
    [t('orders.contact'), [order.contact, order.phone].filter(Boolean).join(' ')],
    [t('orders.orderedOn'), `${order.orderedOn} ${t(orderSourceKeys[order.source])}`],
    [t('orders.settlement'), `${t(settlementKeys[order.settlement])}${order.settlement === 'deposit' ? ` ${order.depositBasisPoints / 100}%` : ''}`],
    [t('orders.merchandiser'), order.merchandiser],
    [t('orders.salesperson'), order.salesperson],
    [t('orders.deliveryPlace'), [order.deliveryPlace, order.deliveryMethod].filter(Boolean).join(' · ')],
    [t('orders.packing'), order.packing],
    [t('orders.rushReason'), order.rushReason],
    [t('app.remark'), order.remark],
    [t('orders.proof'), order.inbox.map((paper) => paper.fileName).join(' ')],
  ]
  return (
    <dl className={styles['facts']}>
      {facts
        .filter(([, value]) => value.trim() !== '')
        .map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  )
}

/** The next thing to do with this order, by F9; and what may be done besides. */
const Actions = ({ order }: { order: Order }) => {
  const t = useT()
  const [mayWrite, mayVoid, mayRelease, mayDeliver, mayReceive] = [useMay('orders.write'), useMay('orders.void'), useMay('production.write'), useMay('deliveries.write'), useMay('receipts.write')]
  const { state, id, number } = order
  const confirmation = (): unknown => openTab({ word: 'orders', page: 'confirmation', id, title: `${number} ${t('orders.confirmationTitle')}` })
  const next: Partial<Record<Order['state'], { may: boolean; run: () => unknown }>> = {
    toCheck: { may: mayWrite, run: () => openTab({ word: 'orders', page: 'check', id, title: `${number} ${t('checks.title')}` }) },
    toSign: { may: mayWrite, run: confirmation },
    toDeposit: { may: mayReceive && features['receipts'] !== undefined, run: () => openTab({ word: 'receipts', page: 'new', parameters: { customerId: order.customerId, orderId: id } }) },
    toRelease: { may: mayRelease && features['production'] !== undefined, run: () => openTab({ word: 'production', page: 'release', id, title: number }) },
    toDeliver: { may: mayDeliver && features['deliveries'] !== undefined, run: () => openTab({ word: 'deliveries', page: 'new', parameters: { orderId: id, customerId: order.customerId } }) },
    partlyDelivered: { may: mayDeliver && features['deliveries'] !== undefined, run: () => openTab({ word: 'deliveries', page: 'new', parameters: { orderId: id, customerId: order.customerId } }) },
  }
  const step = next[state]
  const voidOrder = async (): Promise<void> => {
    const words = t('orders.voidWhy', { number, lines: order.lines.length, amount: formatFen(order.totalFen ?? 0) })
    const reason = await askReason({ title: t('orders.voidOrder'), children: words, action: t('app.void'), danger: true })
    if (reason !== null) await attempt(() => client.orders.void({ id, version: order.version, reason }))
  }
  return (
    <span className={styles['buttons']}>
      {mayVoid && state !== 'void' && (
        <KeyButton keys="Control+Delete" onClick={voidOrder}>
          {t('app.void')}
        </KeyButton>
      )}
      {mayWrite && state !== 'void' && (
        <KeyButton keys="e" onClick={() => openTab({ word: 'orders', page: 'edit', id, title: `${number} ${t('orders.editOrder')}` })}>
          {t('orders.editOrder')}
        </KeyButton>
      )}
      {mayWrite && state !== 'void' && order.repliedAt === null && (
        <KeyButton keys="h" onClick={() => attempt(() => client.orders.reply({ id, version: order.version }))}>
          {t('orders.markReplied')}
        </KeyButton>
      )}
      {order.totalFen !== null && (
        <KeyButton keys="Control+p" onClick={confirmation}>
          {t('orders.printConfirmation')}
        </KeyButton>
      )}
      {step?.may && (
        <KeyButton keys="F9" go onClick={step.run}>
          {t(nextStepKeys[state])}
        </KeyButton>
      )}
    </span>
  )
}

/** One order as it stands: lines and terms, the papers made of it and its whole life. */
export const OrderPage = ({ id }: PageProps) => {
  const t = useT()
  const columns = useColumns()
  const { data: order, error } = useQuery(client.orders.read, { id: id ?? 0 }, { enabled: id !== null })
  const { data: chain } = useQuery(client.orders.chain, { id: id ?? 0 }, { enabled: id !== null })
  if (!order) return <Page><Panel padded><RefusalNote message={error?.message} /></Panel></Page>
  const { marks } = order
  const stamps = [
    t('checks.keyed', { by: order.keyedBy, time: formatInstant(order.keyedAt) }),
    order.checkedBy && order.checkedAt ? t('checks.checkedStamp', { by: order.checkedBy, time: formatInstant(order.checkedAt) }) : t('orders.marksDone', { done: marks.ok + marks.changed, fields: marks.fields }),
    order.repliedBy && order.repliedAt ? t('orders.repliedStamp', { by: order.repliedBy, time: formatInstant(order.repliedAt) }) : '',
  ]
  return (
    <Page layout="list" className={styles['reading'] ?? ''}>
      <Panel
        title={order.number}
        note={stamps.filter(Boolean).join(' · ')}
        bar={
          <>
            <OrderStateBadge state={order.state} />
            <RushBadge rush={order.rush} />
          </>
        }
        foot={
          <>
            {order.totalFen !== null && (
              <Figures lines={order.lines.length} totalPacks={order.totalPacks} totalFen={order.totalFen} depositFen={order.depositFen ?? 0} depositBasisPoints={order.depositBasisPoints} bankAccount={order.bankAccount} />
            )}
            <span className="spring" />
            <Actions order={order} />
          </>
        }
      >
        {order.voidReason !== null && <RefusalNote message={`${t('orders.stateVoid')}:${order.voidReason}`} />}
        <Facts order={order} />
        <DataTable label={t('orders.lines')} columns={columns} rows={order.lines} rowKey={(line) => line.id} />
      </Panel>
      <Panel label={t('orders.timeline')}>{chain && <OrderSide order={order} chain={chain} />}</Panel>
    </Page>
  )
}
