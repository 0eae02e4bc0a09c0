import { useDeferredValue, useRef, useState } from 'react'
import type { OrderListRow } from '../../../shared/orderList.ts'
import { formatFen } from '../../../shared/money.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import type { ListView } from '../../../shared/views.ts'
import { ColumnsDialog } from '../../components/ColumnsDialog.tsx'
import { DataTable, type DataTableHandle } from '../../components/DataTable.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Empty, Page, Panel } from '../../components/Page.tsx'
import { ViewsDialog } from '../../components/ViewsDialog.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { notify } from '../../lib/notices.ts'
import { useQuery } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'
import { openTab } from '../../lib/tabs.ts'
import { useView, type View } from '../../lib/useView.ts'
import { useExporting } from '../statements/exporting.tsx'
import { OrderFilterChips, OrderFilterFields } from './OrderFilters.tsx'
import { type OrderListColumns, useOrderListColumns } from './orderListColumns.tsx'
import { asked, clickedSort, filterWords, isFiltered, noFilter, type PageFilter, readKept } from './orderListFilter.ts'
import styles from './OrderList.module.css'

/** Sums of everything that is filtered, however much of it is on the screen. */
const Sums = ({ filter }: { filter: PageFilter }) => {
  const t = useT()
  const { data } = useQuery(client.orderList.totals, asked(filter), { keep: true })
  if (!data) return <span className="dim">…</span>
  const { orders, quantity, packs, amountFen, unpaidFen } = data
  return (
    <span className={styles['sums']} aria-live="polite">
      <b>
        {t('orderList.sums', {
          orders: orders.toLocaleString('en'),
          quantity: formatQuantity(quantity),
          packs: packs.toLocaleString('en'),
        })}
      </b>
      {amountFen !== null && unpaidFen !== null && (
        <b> · {t('orderList.sumsMoney', { amount: formatFen(amountFen), unpaid: formatFen(unpaidFen) })}</b>
      )}
    </span>
  )
}

interface Seen {
  filter: PageFilter
  view: View
  note: string
}
/** What goes to Excel and to paper is what is seen: the same filter, sorting, columns and widths. */
const sheetOf = ({ filter, view, note }: Seen) => ({
  filter: asked(filter),
  columns: view.shown.map(({ key, width }) => ({ key, width })),
  note,
})

const useOutputs = (seen: Seen) => {
  const t = useT()
  const exporting = useExporting()
  return {
    bar: exporting.bar,
    async excel() {
      const { orders } = await client.orderList.totals(asked(seen.filter))
      const made = await exporting.run('orders', sheetOf(seen), t('orderList.title'))
      if (made) notify(t('orderList.exported', { name: made.saved, orders }))
    },
    print: () =>
      openTab({
        word: 'orders',
        page: 'print',
        title: t('orderList.title'),
        parameters: { sheet: JSON.stringify(sheetOf(seen)) },
      }),
  }
}

/** Columns and named filters: what the two dialogs do. */
const OrderListDialogs = ({
  open,
  view,
  list,
  filter,
  onClose,
  onUse,
}: {
  open: 'columns' | 'views' | null
  view: View
  list: OrderListColumns
  filter: PageFilter
  onClose: () => void
  onUse: (view: ListView) => void
}) => {
  const t = useT()
  if (open === 'columns')
    return (
      <ColumnsDialog
        list={t('orders.title')}
        columns={view.columns}
        defaults={list.defaults}
        headerOf={list.headerOf}
        onClose={onClose}
        onSave={async (columns) => {
          if (!(await view.keep(columns))) return
          notify(t('views.saved'))
          onClose()
        }}
      />
    )
  if (open === 'views')
    return (
      <ViewsDialog
        views={view.named}
        onClose={onClose}
        onUse={onUse}
        onRemove={async (each) => {
          if (await view.remove(each)) notify(t('views.removed', { name: each.name }))
        }}
        onKeep={async (name) => {
          if (!(await view.keepNamed(name, JSON.stringify({ ...filter })))) return
          notify(t('views.kept', { name }))
          onClose()
        }}
      />
    )
  return null
}

/** 订单跟踪表: all orders, filtered by keys, with the columns each person wants; Excel and paper show what is seen. */
export const OrdersPage = () => {
  const t = useT()
  const list = useOrderListColumns()
  const view = useView('orders', list.defaults)
  const mayOrder = useMay('orders.write')
  const table = useRef<DataTableHandle>(null)
  const [held, setFilter] = useState(noFilter)
  const filter = useDeferredValue(held)
  const [row, setRow] = useState<OrderListRow | null>(null)
  const [dialog, setDialog] = useState<'columns' | 'views' | null>(null)
  const { data: people } = useQuery(client.orders.people, {})
  const merchandiser = people?.find(({ id }) => id === held.merchandiserId)?.name ?? ''
  const outputs = useOutputs({ filter: held, view, note: filterWords(held, merchandiser, t) })
  // what a named filter took the place of: it comes back when the filter is taken off
  const before = useRef(noFilter)
  const change = (part: Partial<PageFilter>): void => {
    setFilter((now) => ({ ...now, ...part }))
    if (!isFiltered({ ...held, ...part })) view.use(null)
  }
  const use = (kept: ListView): void => {
    setDialog(null)
    if (view.used === null) before.current = held
    const off = view.used?.name === kept.name
    setFilter(off ? before.current : readKept(kept.filter))
    view.use(off ? null : kept)
  }
  const sortedBy = list.definitions.find(({ sort }) => sort !== undefined && sort === held.sort?.by)
  const actions = (
    <>
      {mayOrder && (
        <KeyButton
          keys="i"
          className="chip"
          onClick={() => openTab({ word: 'orders', page: 'import', title: t('orderImports.title'), another: true })}
        >
          {t('orderImports.title')}
        </KeyButton>
      )}
      <KeyButton keys="e" className="chip" onClick={outputs.excel}>
        {t('orderList.excel')}
      </KeyButton>
      <KeyButton keys="Control+p" className="chip" onClick={outputs.print}>
        {t('app.print')}
      </KeyButton>
    </>
  )
  return (
    <Page>
      <Panel
        title={t('orders.title')}
        bar={
          <OrderFilterFields
            filter={held}
            onChange={change}
            people={people ?? []}
            onDone={() => table.current?.focus()}
          />
        }
        foot={
          <>
            <Sums filter={filter} />
            <span className="spring" />
            {mayOrder && row?.state === 'toCheck' && (
              <KeyButton
                keys="F9"
                onClick={() =>
                  openTab({ word: 'orders', page: 'check', id: row.id, title: `${row.number} ${t('checks.title')}` })
                }
              >
                {t('orders.toCheck')}
              </KeyButton>
            )}
          </>
        }
      >
        <OrderFilterChips
          filter={held}
          onChange={change}
          named={view.named}
          used={view.used}
          onUse={use}
          onOpen={setDialog}
        >
          {actions}
        </OrderFilterChips>
        {view.ready && (
          <DataTable
            ref={table}
            label={t('orders.title')}
            columns={list.columns}
            view={view.shown}
            sorted={held.sort && sortedBy ? { key: sortedBy.key, down: held.sort.down } : null}
            onSort={(key) => {
              const by = list.definitions.find((each) => each.key === key)?.sort
              if (by) change({ sort: clickedSort(held.sort, by) })
            }}
            list={client.orderList.rows}
            filter={asked(filter)}
            rowKey={({ id }) => id}
            onSelect={setRow}
            onOpen={(order) => openTab({ word: 'orders', id: order.id, title: order.number })}
            rowClass={(order) => (order.state === 'void' ? 'dim' : undefined)}
            empty={<Empty title={t(isFiltered(held) ? 'orderList.emptyFiltered' : 'orders.emptyList')} />}
          />
        )}
        <OrderListDialogs
          open={dialog}
          view={view}
          list={list}
          filter={held}
          onClose={() => setDialog(null)}
          onUse={use}
        />
        {outputs.bar}
      </Panel>
    </Page>
  )
}
