import { useMemo, useState } from 'react'
import type { OrderMaterial, OrderMaterials } from '../../../shared/materials.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Empty, Page, Panel } from '../../components/Page.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import { StateBadge } from '../../components/StateBadge.tsx'
import type { PageProps } from '../../lib/pages.ts'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'
import { openTab } from '../../lib/tabs.ts'
import { BuyDialog, type ToBuy } from './BuyDialog.tsx'
import styles from './Materials.module.css'
import { MaterialStateBadge } from './states.tsx'

type Row = OrderMaterial & { released: boolean }

const useColumns = (): Column<Row>[] => {
  const t = useT()
  return useMemo(
    () => [
      { key: 'code', header: t('materials.code'), width: 96 },
      { key: 'name', header: t('materials.name'), value: (row) => [row.name, row.spec].filter(Boolean).join(' ') },
      { key: 'needed', header: t('materials.needed'), kind: 'quantity', width: 78 },
      { key: 'left', header: t('materials.toUse'), kind: 'quantity', width: 70 },
      { key: 'bought', header: t('materials.bought'), kind: 'quantity', width: 78 },
      { key: 'inTransit', header: t('purchases.inTransit'), kind: 'quantity', width: 70 },
      { key: 'arrived', header: t('materials.have'), kind: 'quantity', width: 70 },
      { key: 'used', header: t('materials.issuedShort'), kind: 'quantity', width: 70 },
      {
        key: 'short',
        header: t('materials.short'),
        kind: 'quantity',
        width: 70,
        render: (row) => row.short > 0 && <b>{formatQuantity(row.short)}</b>,
      },
      { key: 'unit', header: t('app.unit'), width: 44 },
      {
        key: 'state',
        header: t('app.state'),
        width: 92,
        render: (row) =>
          row.released ? (
            <MaterialStateBadge state={row.state} />
          ) : (
            <StateBadge>{t('materials.notReleased')}</StateBadge>
          ),
      },
      {
        key: 'startOn',
        header: t('materials.start'),
        width: 104,
        value: (row) => (row.startOn === null ? '' : `${row.startOn.slice(5)} ${row.process}`),
      },
      { key: 'promisedOn', header: t('purchases.promised'), width: 86, value: (row) => row.promisedOn?.slice(5) ?? '' },
      { key: 'supplier', header: t('purchases.supplier'), width: 100 },
    ],
    [t],
  )
}

/** The notice lines of the order: each is closed on a page of its own. */
const Lines = ({ lines }: Pick<OrderMaterials, 'lines'>) => {
  const t = useT()
  const columns = useMemo(
    (): Column<OrderMaterials['lines'][number]>[] => [
      { key: 'notice', header: t('materials.notice'), width: 110 },
      { key: 'description', header: t('operations.description') },
      { key: 'quantity', header: t('app.quantity'), kind: 'quantity', width: 90 },
      { key: 'unit', header: t('app.unit'), width: 50 },
      {
        key: 'closed',
        header: t('app.state'),
        width: 90,
        render: (row) =>
          row.closed ? (
            <StateBadge tone="ok">{t('materials.closed')}</StateBadge>
          ) : (
            <StateBadge tone="info">{t('materials.open')}</StateBadge>
          ),
      },
    ],
    [t],
  )
  return (
    <Panel title={t('materials.lines')} note={t('materials.linesHint')}>
      <DataTable
        label={t('materials.lines')}
        columns={columns}
        rows={lines}
        rowKey={({ noticeLineId }) => noticeLineId}
        autoFocus={false}
        onOpen={({ noticeLineId, notice }) =>
          openTab({ word: 'shortages', page: 'line', id: noticeLineId, title: t('materials.ofLine', { notice }) })
        }
        empty={<Empty title={t('materials.noLines')} />}
      />
    </Panel>
  )
}

const toBuy = (data: OrderMaterials, row: Row): ToBuy => ({
  ...row,
  orderId: data.orderId,
  orderNumber: data.orderNumber,
})

/** The materials of one order: need with its sum, bought, on the way, here, given out (duties 64–67). */
export const OrderMaterialsPage = ({ id }: PageProps) => {
  const t = useT()
  const columns = useColumns()
  const mayWrite = useMay('materials.write')
  const orderId = id ?? 0
  const { data, error } = useQuery(client.materials.order, { orderId }, { enabled: id !== null })
  const [selected, setSelected] = useState<Row | null>(null)
  const [buying, setBuying] = useState<readonly ToBuy[] | null>(null)
  const rows = useMemo(
    (): Row[] =>
      data
        ? [
            ...data.rows.map((row) => ({ ...row, released: true })),
            ...data.toRelease.map((row) => ({ ...row, released: false })),
          ]
        : [],
    [data],
  )
  if (!data)
    return (
      <Page>
        <Panel>
          <RefusalNote message={error?.message} />
        </Panel>
      </Page>
    )
  const unbought = data.rows.filter((row) => row.unbought > 0)
  const buyOne = (row: Row): void => setBuying([toBuy(data, row)])
  return (
    <Page className={styles['over'] ?? ''}>
      <Panel
        title={t('materials.ofOrder', { number: data.orderNumber })}
        note={`${data.customer} · ${t('production.due')} ${data.dueOn}`}
        actions={
          <>
            <KeyButton keys="o" onClick={() => openTab({ word: 'orders', id: orderId, title: data.orderNumber })}>
              {t('production.goOrder')}
            </KeyButton>
            <KeyButton keys="F7" onClick={() => openTab({ word: 'purchases' })}>
              {t('purchases.title')}
            </KeyButton>
            {mayWrite && (
              <KeyButton
                keys="F4"
                go
                disabled={unbought.length === 0}
                onClick={() => setBuying(unbought.map((row) => toBuy(data, { ...row, released: true })))}
              >
                {unbought.length === 0 ? t('purchases.buy') : t('purchases.buyUnbought', { count: unbought.length })}
              </KeyButton>
            )}
          </>
        }
      >
        <DataTable
          label={t('materials.ofOrder', { number: data.orderNumber })}
          columns={columns}
          rows={rows}
          rowKey={(row) => `${row.released} ${row.materialId}`}
          rowClass={(row) => (row.released ? undefined : 'dim')}
          onSelect={setSelected}
          {...(mayWrite ? { onOpen: buyOne } : {})}
          empty={<Empty title={t('materials.noNeeds')} hint={t('materials.noNeedsHint')} />}
        />
        {selected && (
          <ul className={styles['sums']} aria-label={t('materials.sums')}>
            {selected.sums.map((sum, index) => (
              <li key={index}>{sum}</li>
            ))}
            {selected.sums.length > 1 && (
              <li>
                <b>{t('materials.sumTotal', { quantity: formatQuantity(selected.needed), unit: selected.unit })}</b>
              </li>
            )}
            {mayWrite && <li className="dim">{t('materials.buyHint')}</li>}
          </ul>
        )}
      </Panel>
      <Lines lines={data.lines} />
      {buying && <BuyDialog wanted={buying} onClose={() => setBuying(null)} />}
    </Page>
  )
}
