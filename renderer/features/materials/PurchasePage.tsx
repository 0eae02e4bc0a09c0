import { useMemo, useState } from 'react'
import { type Arrival, type Chase, type Purchase, purchaseKindKeys } from '../../../shared/purchases.ts'
import { formatMicros } from '../../../shared/money.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Empty, Page, Panel } from '../../components/Page.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import { StateBadge } from '../../components/StateBadge.tsx'
import type { PageProps } from '../../lib/pages.ts'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { attempt } from '../../lib/notices.ts'
import { useQuery } from '../../lib/query.ts'
import { withReason } from '../../lib/reasoned.ts'
import { useMay } from '../../lib/session.ts'
import { openTab } from '../../lib/tabs.ts'
import production from '../production/Production.module.css'
import styles from './Materials.module.css'
import { ArriveDialog, ChaseDialog, EditPurchaseDialog } from './PurchaseDialogs.tsx'
import { PurchaseStateBadge } from './states.tsx'

const Facts = ({ purchase }: { purchase: Purchase }) => {
  const t = useT()
  const quantity = (value: number): string => `${formatQuantity(value)} ${purchase.unit}`
  const facts: [string, string][] = [
    [t('materials.name'), [purchase.code, purchase.name, purchase.spec].filter(Boolean).join(' ')],
    [t('purchases.kind'), t(purchaseKindKeys[purchase.kind])],
    [t('purchases.supplier'), purchase.supplier],
    [t('purchases.forOrder'), purchase.orderNumber],
    [t('materials.start'), purchase.startOn === null ? '' : `${purchase.startOn} ${purchase.process}`],
    [t('purchases.quantity'), quantity(purchase.quantity)],
    [t('purchases.arrived'), quantity(purchase.arrived)],
    [t('purchases.inTransit'), purchase.inTransit > 0 ? quantity(purchase.inTransit) : ''],
    [t('purchases.orderedOn'), `${purchase.orderedOn} · ${purchase.keyedBy}`],
    [t('purchases.promised'), purchase.promisedOn ?? ''],
    [
      t('purchases.firstPromised'),
      purchase.firstPromisedOn === purchase.promisedOn ? '' : (purchase.firstPromisedOn ?? ''),
    ],
    [t('purchases.price'), purchase.priceMicros === null ? '' : formatMicros(purchase.priceMicros)],
    [t('app.remark'), purchase.remark],
    [t('purchases.endedReason'), purchase.endedReason],
    [t('purchases.voidReason'), purchase.voidReason ?? ''],
  ]
  return (
    <dl className={production['facts']}>
      {facts
        .filter(([, value]) => value !== '')
        .map(([label, value]) => (
          <div key={label} style={{ display: 'contents' }}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  )
}

const useArrivalColumns = (unit: string): Column<Arrival>[] => {
  const t = useT()
  return useMemo(
    () => [
      { key: 'arrivedOn', header: t('purchases.arrivedOn'), kind: 'date', width: 96 },
      { key: 'quantity', header: `${t('app.quantity')} (${unit})`, kind: 'quantity', width: 100 },
      { key: 'noteNumber', header: t('purchases.noteNumber'), width: 130 },
      {
        key: 'remark',
        header: t('app.remark'),
        render: (row) => (
          <>
            {row.reverses !== null && <StateBadge tone="warn">{t('materials.reversal')}</StateBadge>}{' '}
            {row.reversed && <StateBadge>{t('materials.takenBack')}</StateBadge>} {row.remark}
          </>
        ),
      },
      { key: 'by', header: t('app.by'), width: 70 },
    ],
    [t, unit],
  )
}
const useChaseColumns = (): Column<Chase>[] => {
  const t = useT()
  return useMemo(
    () => [
      { key: 'chasedOn', header: t('purchases.chasedOn'), kind: 'date', width: 96 },
      { key: 'person', header: t('purchases.person'), width: 90 },
      { key: 'answer', header: t('purchases.answer') },
      { key: 'promisedOn', header: t('purchases.newPromise'), kind: 'date', width: 96 },
      { key: 'by', header: t('app.by'), width: 70 },
    ],
    [t],
  )
}

type Deed = 'arrive' | 'chase' | 'edit'

const Actions = ({ purchase, onDeed }: { purchase: Purchase; onDeed: (deed: Deed) => void }) => {
  const t = useT()
  const [mayWrite, mayMove] = [useMay('materials.write'), useMay('materials.move')]
  const { id, version, number, state, kind } = purchase
  const end = (): Promise<unknown> =>
    withReason(
      {
        title: t('purchases.endTitle', { number }),
        action: t('purchases.end'),
        children: t('purchases.endWords', { left: formatQuantity(purchase.inTransit), unit: purchase.unit }),
      },
      (reason) => client.purchases.end({ id, version, reason }),
    )
  const voidIt = (): Promise<unknown> =>
    withReason({ title: t('purchases.voidTitle', { number }), action: t('app.void'), danger: true }, (reason) =>
      client.purchases.void({ id, version, reason }),
    )
  if (state === 'void') return null
  return (
    <>
      {mayWrite && (kind === 'stock' || purchase.arrived === 0) && (
        <KeyButton keys="Control+Delete" onClick={voidIt}>
          {t('app.void')}
        </KeyButton>
      )}
      {mayWrite && state === 'ended' && (
        <KeyButton keys="u" onClick={() => attempt(() => client.purchases.resume({ id, version }))}>
          {t('purchases.resume')}
        </KeyButton>
      )}
      {mayWrite && state === 'open' && (
        <KeyButton keys="x" onClick={end}>
          {t('purchases.end')}
        </KeyButton>
      )}
      {mayWrite && kind !== 'stock' && (
        <KeyButton keys="e" onClick={() => onDeed('edit')}>
          {t('purchases.edit')}
        </KeyButton>
      )}
      {mayWrite && state === 'open' && (
        <KeyButton keys="c" onClick={() => onDeed('chase')}>
          {t('purchases.chase')}
        </KeyButton>
      )}
      {mayMove && kind !== 'stock' && (
        <KeyButton keys="F8" go onClick={() => onDeed('arrive')}>
          {t('purchases.arrive')}
        </KeyButton>
      )}
    </>
  )
}

/** One purchase: what came of it, and how often the supplier was asked. */
export const PurchasePage = ({ id }: PageProps) => {
  const t = useT()
  const mayMove = useMay('materials.move')
  const { data, error } = useQuery(client.purchases.read, { id: id ?? 0 }, { enabled: id !== null })
  const arrivals = useArrivalColumns(data?.unit ?? '')
  const chases = useChaseColumns()
  const [deed, setDeed] = useState<Deed | null>(null)
  const [selected, setSelected] = useState<Arrival | null>(null)
  if (!data)
    return (
      <Page>
        <Panel>
          <RefusalNote message={error?.message} />
        </Panel>
      </Page>
    )
  const takeBack = (): Promise<unknown> | null =>
    selected &&
    withReason(
      {
        title: t('purchases.takeBackTitle', { number: data.number }),
        action: t('materials.takeBack'),
        children: t('purchases.takeBackWords', { quantity: formatQuantity(selected.quantity), unit: data.unit }),
      },
      (reason) => client.purchases.reverseArrival({ arrivalId: selected.id, reason }),
    )
  const close = (): void => setDeed(null)
  return (
    <Page layout="sides">
      <Panel
        title={data.number}
        bar={<PurchaseStateBadge state={data.state} late={data.lateDays} />}
        foot={
          data.orderId !== null && (
            <KeyButton
              keys="o"
              onClick={() =>
                openTab({
                  word: 'shortages',
                  page: 'order',
                  id: data.orderId,
                  title: t('materials.ofOrder', { number: data.orderNumber }),
                })
              }
            >
              {t('materials.goOrder')}
            </KeyButton>
          )
        }
      >
        <Facts purchase={data} />
      </Panel>
      <div className={styles['column']}>
        <Panel title={t('purchases.arrivals')} actions={<Actions purchase={data} onDeed={setDeed} />}>
          <DataTable
            label={t('purchases.arrivals')}
            columns={arrivals}
            rows={data.arrivals}
            rowKey={(row) => row.id}
            onSelect={setSelected}
            empty={<Empty title={t('purchases.noArrivals')} />}
          />
          {mayMove && data.kind !== 'stock' && data.arrivals.length > 0 && (
            <div className={styles['rule']}>
              <KeyButton
                keys="Delete"
                disabled={!selected || selected.reversed || selected.reverses !== null}
                onClick={takeBack}
              >
                {t('materials.takeBack')}
              </KeyButton>
            </div>
          )}
        </Panel>
        <Panel title={t('purchases.chases')}>
          <DataTable
            label={t('purchases.chases')}
            columns={chases}
            rows={data.chaseList}
            rowKey={(row) => row.id}
            autoFocus={false}
            empty={<Empty title={t('purchases.noChases')} />}
          />
        </Panel>
      </div>
      {deed === 'arrive' && <ArriveDialog purchase={data} onClose={close} />}
      {deed === 'chase' && <ChaseDialog purchase={data} onClose={close} />}
      {deed === 'edit' && <EditPurchaseDialog purchase={data} onClose={close} />}
    </Page>
  )
}
