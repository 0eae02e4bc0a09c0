import { useMemo, useState } from 'react'
import { formatFen } from '../../../shared/money.ts'
import { nextStepKeys } from '../../../shared/orderStates.ts'
import { type Order, type OrderLine, orderSourceKeys, priceSourceKeys } from '../../../shared/orders.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Page, Panel } from '../../components/Page.tsx'
import { PictureThumb } from '../../components/Picture.tsx'
import { pictureWidth } from '../../components/pictureColumn.tsx'
import { PictureDialog } from '../../components/PictureDialog.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import { StateBadge } from '../../components/StateBadge.tsx'
import { features } from '../../features.ts'
import type { PageProps } from '../../lib/pages.ts'
import { client } from '../../lib/client.ts'
import { newComplaint } from '../complaints/openComplaint.ts'
import { openChange } from '../changes/openChange.ts'
import { openDossier } from '../dossiers/openDossier.ts'
import { openReview } from '../reviews/openReview.ts'
import { useT } from '../../lib/language.ts'
import { attempt } from '../../lib/notices.ts'
import { useQuery } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'
import { openTab } from '../../lib/tabs.ts'
import { formatInstant } from '../../lib/values.ts'
import { OrderCredit } from '../customers/OrderCredit.tsx'
import { HoldsBar } from '../gates/HoldsBar.tsx'
import { ImportStrip } from '../orderImports/ImportStrip.tsx'
import styles from './Order.module.css'
import { SavedFigures } from './OrderFoot.tsx'
import { OrderSide } from './OrderSide.tsx'
import { OrderStateBadge, RushBadge } from './OrderState.tsx'
import { settlementKeys } from './settlementKeys.ts'
import { withReason } from '../../lib/reasoned.ts'

const pictureOf = ({ picture, productPicture }: OrderLine): string => picture || productPicture

const useColumns = (quoted: boolean, pictured: boolean, onPicture: (line: OrderLine) => void): Column<OrderLine>[] => {
  const t = useT()
  const seesPrices = useMay('prices.read')
  return useMemo(
    () => [
      { key: 'sequence', header: t('shell.lineNumber'), kind: 'integer', width: 34 },
      { key: 'code', header: t('orders.code'), width: 74 },
      {
        key: 'name',
        header: t('orders.description'),
        value: (line) => [line.name, line.spec, line.material].filter(Boolean).join(' '),
      },
      { key: 'colour', header: t('orders.colour'), width: 56 },
      { key: 'quantity', header: t('app.quantity'), kind: 'quantity', width: 60 },
      { key: 'unit', header: t('app.unit'), width: 44 },
      { key: 'packs', header: t('orders.packs'), kind: 'integer', width: 46 },
      ...(seesPrices
        ? ([
            { key: 'priceMicros', header: t('orders.price'), kind: 'price', width: 78 },
            {
              key: 'priceSource',
              header: t('orders.priceSource'),
              width: quoted ? 106 : 62,
              value: (line: OrderLine) =>
                line.quotation === '' || line.priceSource !== 'quoted'
                  ? t(priceSourceKeys[line.priceSource])
                  : line.quotation,
            },
            { key: 'amountFen', header: t('app.amount'), kind: 'money', width: 94 },
          ] as const)
        : []),
      { key: 'dueOn', header: t('orders.dueOn'), kind: 'date', width: 86 },
      { key: 'deliveredQuantity', header: t('orders.delivered'), kind: 'quantity', width: 50 },
      ...(pictured
        ? [
            {
              key: 'picture',
              header: t('pictures.column'),
              width: pictureWidth,
              render: (line: OrderLine) => (
                <PictureThumb
                  sha256={pictureOf(line)}
                  label={t('pictures.ofLine', { line: line.sequence })}
                  onOpen={() => onPicture(line)}
                />
              ),
            },
          ]
        : []),
    ],
    [t, seesPrices, quoted, pictured, onPicture],
  )
}

const Facts = ({ order }: { order: Order }) => {
  const t = useT()
  const facts: [string, string][] = [
    [t('app.customer'), order.customerName],
    [t('orders.customerPo'), order.customerPo],
    [t('orders.contact'), [order.contact, order.phone].filter(Boolean).join(' ')],
    [t('orders.orderedOn'), `${order.orderedOn} ${t(orderSourceKeys[order.source])}`],
    [
      t('orders.settlement'),
      `${t(settlementKeys[order.settlement])}${order.settlement === 'deposit' ? ` ${order.depositBasisPoints / 100}%` : ''}`,
    ],
    [t('orders.merchandiser'), order.merchandiser],
    [t('orders.salesperson'), order.salesperson],
    [t('orders.deliveryPlace'), [order.deliveryPlace, order.deliveryMethod].filter(Boolean).join(' · ')],
    [t('orders.packing'), order.packing],
    [t('orders.rushReason'), order.rushReason],
    [
      t('orders.replied'),
      order.repliedBy && order.repliedAt
        ? t('orders.repliedStamp', { by: order.repliedBy, time: formatInstant(order.repliedAt) })
        : '',
    ],
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

/** Remarks of single lines, whole: the table has no room for them. */
const LineRemarks = ({ lines }: { lines: readonly OrderLine[] }) => {
  const t = useT()
  const remarked = lines.filter(({ remark }) => remark.trim() !== '')
  if (remarked.length === 0) return null
  return (
    <ul className={styles['lineRemarks']} aria-label={t('orders.lineRemarks')}>
      {remarked.map(({ id, sequence, remark }) => (
        <li key={id}>
          <small className="dim">{t('orders.lineRemark', { line: sequence })}</small> {remark}
        </li>
      ))}
    </ul>
  )
}

/** What changes the order itself: edit, open the check again, void. */
const HeadActions = ({ order }: { order: Order }) => {
  const t = useT()
  const [mayWrite, mayVoid, mayComplain] = [useMay('orders.write'), useMay('orders.void'), useMay('complaints.write')]
  const { state, id, number, version } = order
  if (state === 'void') return null
  const voidOrder = async (): Promise<void> => {
    const words = t('orders.voidWhy', { number, lines: order.lines.length, amount: formatFen(order.totalFen ?? 0) })
    await withReason(
      {
        title: t('orders.voidOrder'),
        children: words,
        action: t('app.void'),
        danger: true,
      },
      (reason) => client.orders.void({ id, version, reason }),
    )
  }
  const reopen = async (): Promise<void> => {
    await withReason(
      {
        title: `${t('checks.reopen')} ${number}`,
        action: t('checks.reopen'),
        label: t('checks.reopenReason'),
      },
      (reason) => client.checks.reopen({ orderId: id, version, reason }),
    )
  }
  return (
    <>
      {mayWrite && state === 'toSign' && (
        <KeyButton keys="Control+u" onClick={reopen}>
          {t('checks.reopen')}
        </KeyButton>
      )}
      {mayVoid && (
        <KeyButton keys="Control+Delete" onClick={voidOrder}>
          {t('app.void')}
        </KeyButton>
      )}
      {mayComplain && order.checkedAt !== null && (
        <KeyButton keys="F7" onClick={() => newComplaint({ orderId: id })}>
          {t('complaints.newComplaint')}
        </KeyButton>
      )}
      <KeyButton keys="z" onClick={() => openDossier(order)}>
        {t('dossiers.title')}
      </KeyButton>
      {order.reviewNeeded && (
        <KeyButton keys="v" onClick={() => openReview(order)}>
          {t('reviews.title')}
        </KeyButton>
      )}
      {mayWrite && (
        <KeyButton
          keys="e"
          onClick={() =>
            order.checkedAt === null
              ? openTab({ word: 'orders', page: 'edit', id, title: `${number} ${t('orders.editOrder')}` })
              : openChange(order)
          }
        >
          {t(order.checkedAt === null ? 'orders.editOrder' : 'changes.write')}
        </KeyButton>
      )}
    </>
  )
}

/** Where the next thing to do with an order is done; null where nothing is, or this person may not. */
const useNextStep = (order: Order): (() => unknown) | null => {
  const t = useT()
  const [mayWrite, mayRelease, mayDeliver, mayReceive] = [
    useMay('orders.write'),
    useMay('production.write'),
    useMay('deliveries.write'),
    useMay('receipts.write'),
  ]
  const { id, number, customerId } = order
  const has = (word: string, page: string): boolean => features[word]?.pages[page] !== undefined
  const deliver =
    mayDeliver && has('deliveries', 'new')
      ? () => openTab({ word: 'deliveries', page: 'new', another: true, parameters: { orderId: id, customerId } })
      : null
  switch (order.state) {
    case 'toCheck':
      return mayWrite
        ? () => openTab({ word: 'orders', page: 'check', id, title: `${number} ${t('checks.title')}` })
        : null
    case 'toSign':
      return mayWrite
        ? () =>
            openTab({ word: 'orders', page: 'confirmation', id, title: `${number} ${t('orders.confirmationTitle')}` })
        : null
    case 'toDeposit':
      return mayReceive && has('receipts', 'new')
        ? () => openTab({ word: 'receipts', page: 'new', parameters: { customerId, orderId: id } })
        : null
    case 'toReview':
      return mayWrite ? () => openReview(order) : null
    case 'toRelease':
      return mayRelease && has('production', 'release')
        ? () => openTab({ word: 'production', page: 'release', id, title: number })
        : null
    case 'toDeliver':
    case 'partlyDelivered':
      return deliver
    case 'inProduction':
      return has('operations', 'list') ? () => openTab({ word: 'operations', parameters: { orderId: id } }) : null
    case 'delivered':
      return has('signBacks', 'list') ? () => openTab({ word: 'signBacks' }) : null
    case 'completed':
    case 'settled':
    case 'void':
      return null
  }
}

/** The next thing to do, by F9, and the paper of the order. */
const NextActions = ({ order }: { order: Order }) => {
  const t = useT()
  const mayWrite = useMay('orders.write')
  const next = useNextStep(order)
  const { state, id, number, version } = order
  return (
    <span className={styles['buttons']}>
      {mayWrite && state !== 'void' && order.repliedAt === null && (
        <KeyButton keys="h" onClick={() => attempt(() => client.orders.reply({ id, version }))}>
          {t('orders.markReplied')}
        </KeyButton>
      )}
      <KeyButton
        keys="d"
        onClick={() => openTab({ word: 'orders', page: 'file', id, title: `${number} ${t('orders.printFile')}` })}
      >
        {t('orders.printFile')}
      </KeyButton>
      <KeyButton
        keys="m"
        onClick={() => openTab({ word: 'shortages', page: 'order', id, title: t('materials.ofOrder', { number }) })}
      >
        {t('materials.goMaterials')}
      </KeyButton>
      {order.totalFen !== null && state !== 'void' && (
        <KeyButton
          keys="Control+p"
          onClick={() =>
            openTab({ word: 'orders', page: 'confirmation', id, title: `${number} ${t('orders.confirmationTitle')}` })
          }
        >
          {t('orders.printConfirmation')}
        </KeyButton>
      )}
      {next && (
        <KeyButton keys="F9" go onClick={next}>
          {t(nextStepKeys[state])}
        </KeyButton>
      )}
    </span>
  )
}

/** One order as it stands: lines and terms, the papers made of it and its whole life. */
export const OrderPage = ({ id }: PageProps) => {
  const t = useT()
  const { data: order, error } = useQuery(client.orders.read, { id: id ?? 0 }, { enabled: id !== null })
  const [looked, setLooked] = useState<OrderLine | null>(null)
  const pictured = order?.lines.some((line) => pictureOf(line) !== '') ?? false
  const columns = useColumns(order?.lines.some(({ quotation }) => quotation !== '') ?? false, pictured, setLooked)
  const { data: chain } = useQuery(client.orders.chain, { id: id ?? 0 }, { enabled: id !== null })
  // who keys it blind at this moment does not see what was keyed first, on a page that was open before either
  if (!order || error?.code === 'blindKeys.openYours')
    return (
      <Page>
        <Panel padded>
          <RefusalNote message={error?.message} />
        </Panel>
      </Page>
    )
  const { marks } = order
  const stamps = [
    t('checks.keyed', { by: order.keyedBy, time: formatInstant(order.keyedAt) }),
    order.checkedBy && order.checkedAt
      ? t('checks.checkedStamp', { by: order.checkedBy, time: formatInstant(order.checkedAt) })
      : t('orders.marksDone', { done: marks.ok + marks.changed, fields: marks.fields }),
  ]
  return (
    <Page layout="list" className={styles['reading'] ?? ''}>
      <Panel
        title={order.number}
        note={stamps.join(' · ')}
        bar={
          <>
            <OrderStateBadge state={order.state} />
            {order.edition > 1 && (
              <StateBadge tone="info">{t('changes.edition', { edition: order.edition })}</StateBadge>
            )}
            <RushBadge rush={order.rush} />
          </>
        }
        actions={<HeadActions order={order} />}
        foot={
          <>
            {order.totalFen !== null && <SavedFigures order={order} />}
            <span className="spring" />
            <NextActions order={order} />
          </>
        }
      >
        {order.voidReason !== null && <RefusalNote message={`${t('orders.stateVoid')}:${order.voidReason}`} />}
        <OrderCredit customerId={order.state === 'void' ? null : order.customerId} />
        <HoldsBar orderId={order.id} customerId={order.customerId} />
        <ImportStrip order={order} />
        <Facts order={order} />
        <DataTable
          label={t('orders.lines')}
          columns={columns}
          rows={order.lines}
          rowKey={(line) => line.id}
          {...(pictured ? { onOpen: (line: OrderLine) => pictureOf(line) !== '' && setLooked(line) } : {})}
        />
        <LineRemarks lines={order.lines} />
      </Panel>
      {looked && (
        <PictureDialog
          title={t('pictures.ofLine', { line: looked.sequence })}
          picture={pictureOf(looked)}
          onClose={() => setLooked(null)}
        />
      )}
      <Panel label={t('orders.timeline')}>{chain && <OrderSide order={order} chain={chain} />}</Panel>
    </Page>
  )
}
