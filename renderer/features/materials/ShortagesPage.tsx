import { useMemo, useState } from 'react'
import { type ShortageRow, type ShortageView, shortageViewKeys, shortageViews } from '../../../shared/purchases.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Empty, Page, Panel } from '../../components/Page.tsx'
import { Views } from '../../components/Views.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { notify } from '../../lib/notices.ts'
import { useQuery } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'
import { openTab } from '../../lib/tabs.ts'
import { useExporting } from '../statements/exporting.tsx'
import { BuyDialog, type ToBuy } from './BuyDialog.tsx'
import { ChaseDialog } from './PurchaseDialogs.tsx'
import { MaterialStateBadge } from './states.tsx'

const useColumns = (): Column<ShortageRow>[] => {
  const t = useT()
  return useMemo(
    () => [
      {
        key: 'startOn',
        header: t('materials.start'),
        width: 92,
        render: (row) => (
          <>
            <b>{row.startOn.slice(5)}</b> {row.process}
          </>
        ),
      },
      { key: 'orderNumber', header: t('operations.order'), width: 106 },
      {
        key: 'customer',
        header: t('app.customer'),
        width: 96,
        render: (row) => (
          <>
            {row.customer}
            {row.rush && ' '}
            {row.rush && <span className="tag bad">{t('operations.rush')}</span>}
          </>
        ),
      },
      {
        key: 'name',
        header: t('materials.name'),
        value: (row) => [row.code, row.name, row.spec].filter(Boolean).join(' '),
      },
      { key: 'needed', header: t('materials.needed'), kind: 'quantity', width: 66 },
      { key: 'arrived', header: t('materials.have'), kind: 'quantity', width: 62 },
      { key: 'short', header: t('materials.short'), kind: 'quantity', width: 66, render: (row) => <Short row={row} /> },
      { key: 'unit', header: t('app.unit'), width: 42 },
      {
        key: 'state',
        header: t('app.state'),
        width: 172,
        render: (row) => (
          <>
            <MaterialStateBadge state={row.state} /> <OrderBy row={row} />
          </>
        ),
      },
      { key: 'supplier', header: t('purchases.supplier'), width: 100 },
      { key: 'promisedOn', header: t('purchases.promised'), width: 146, render: (row) => <SupplyDay row={row} /> },
      {
        key: 'lastChase',
        header: t('purchases.lastChase'),
        width: 98,
        value: (row) => (row.lastChasedOn === null ? '' : `${row.lastChasedOn.slice(5)} ${row.lastChase}`),
      },
    ],
    [t],
  )
}

const Short = ({ row }: { row: ShortageRow }) => <b>{formatQuantity(row.short)}</b>

const notOrdered = ({ state }: ShortageRow): boolean => state === 'toBuy' || state === 'unbought'

/** Of what nobody ordered the day it had to be. */
const OrderBy = ({ row }: { row: ShortageRow }) => {
  const t = useT()
  if (!notOrdered(row)) return null
  return row.buyLateDays > 0 ? (
    <span className="neg">{t('purchases.buyLate', { count: row.buyLateDays })}</span>
  ) : (
    t('purchases.buyBy', { day: row.buyBy.slice(5) })
  )
}

/** The day the supplier gave against the start of the process. */
const SupplyDay = ({ row }: { row: ShortageRow }) => {
  const t = useT()
  if (notOrdered(row)) return null
  if (row.promisedOn === null) return <span className="neg">{t('purchases.noPromise')}</span>
  return (
    <>
      {row.promisedOn.slice(5)}{' '}
      {row.afterStart > 0 && <span className="neg">{t('purchases.afterStart', { count: row.afterStart })}</span>}
    </>
  )
}

/** 欠料表 and 漏定检查 over all orders in work, by the start of the process that waits (duties 65, 66). */
export const ShortagesPage = () => {
  const t = useT()
  const columns = useColumns()
  const mayWrite = useMay('materials.write')
  const exporting = useExporting()
  const [view, setView] = useState<ShortageView>('short')
  const [mine, setMine] = useState(false)
  const [selected, setSelected] = useState<ShortageRow | null>(null)
  const [buying, setBuying] = useState<readonly ToBuy[] | null>(null)
  const [chasing, setChasing] = useState<ShortageRow | null>(null)
  const filter = useMemo(() => ({ view, mine, orderId: null }), [view, mine])
  const { data } = useQuery(client.purchases.shortages, { ...filter, offset: 0, limit: 200 }, { keep: true })
  const buyAll = (): void => {
    const order = selected?.orderId
    setBuying((data?.rows ?? []).filter((row) => row.orderId === order && row.unbought > 0))
  }
  const open = (row: ShortageRow): void =>
    void openTab({
      word: 'shortages',
      page: 'order',
      id: row.orderId,
      title: t('materials.ofOrder', { number: row.orderNumber }),
    })
  const excel = async (): Promise<void> => {
    const made = await exporting.run('shortages', filter, t('purchases.shortagePaper'))
    if (made) notify(t('figures.exported', { name: made.saved, count: data?.total ?? 0 }))
  }
  const bar = (
    <>
      <Views
        views={shortageViews}
        shown={view}
        labelOf={(each) => `${t(shortageViewKeys[each])}(${data?.counts[each] ?? 0})`}
        onShow={setView}
      />
      <KeyButton keys="m" className="chip" aria-pressed={mine} onClick={() => setMine(!mine)}>
        {t('operations.mine')}
      </KeyButton>
    </>
  )
  const actions = (
    <>
      <KeyButton keys="F7" onClick={() => openTab({ word: 'purchases' })}>
        {t('purchases.title')}
      </KeyButton>
      <KeyButton keys="e" disabled={!data?.total} onClick={excel}>
        {t('app.export')}
      </KeyButton>
      <KeyButton
        keys="Control+p"
        disabled={!data?.total}
        onClick={() =>
          openTab({ word: 'shortages', page: 'print', title: t('purchases.shortagePaper'), parameters: { ...filter } })
        }
      >
        {t('app.print')}
      </KeyButton>
      {mayWrite && (
        <>
          <KeyButton keys="c" disabled={selected?.purchaseId == null} onClick={() => setChasing(selected)}>
            {t('purchases.chase')}
          </KeyButton>
          <KeyButton keys="F4" go disabled={!selected || selected.unbought === 0} onClick={buyAll}>
            {t('purchases.buy')}
          </KeyButton>
        </>
      )}
    </>
  )
  return (
    <Page>
      <Panel
        title={t('purchases.shortageTitle')}
        bar={bar}
        actions={actions}
        foot={<span className="dim">{t('purchases.shortageHint')}</span>}
      >
        <DataTable
          label={t('purchases.shortageTitle')}
          columns={columns}
          list={client.purchases.shortages}
          filter={filter}
          rowKey={(row) => `${row.orderId} ${row.materialId}`}
          onOpen={open}
          onSelect={setSelected}
          empty={<Empty title={t('purchases.nothingShort')} hint={t('purchases.nothingShortHint')} />}
        />
      </Panel>
      {exporting.bar}
      {buying && <BuyDialog wanted={buying} onClose={() => setBuying(null)} />}
      {chasing?.purchaseId != null && (
        <ChaseDialog
          purchase={{ ...chasing, id: chasing.purchaseId, number: chasing.orderNumber }}
          onClose={() => setChasing(null)}
        />
      )}
    </Page>
  )
}
