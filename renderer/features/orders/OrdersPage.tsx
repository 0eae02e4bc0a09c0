import { useDeferredValue, useMemo, useState } from 'react'
import type { OrderRow } from '../../../shared/orders.ts'
import {
  nextStepKeys,
  openOrderStates,
  type OrderState,
  orderStateKeys,
  orderStates,
} from '../../../shared/orderStates.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { Check, Choice, TextInput } from '../../components/Field.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Empty, Page, Panel } from '../../components/Page.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useMay, useSession } from '../../lib/session.ts'
import { openTab } from '../../lib/tabs.ts'
import { weekdayOf } from '../../lib/values.ts'
import styles from './Order.module.css'
import { OrderStateBadge, RushBadge } from './OrderState.tsx'

type Shown = 'open' | 'closed' | 'all' | OrderState
const closedStates: OrderState[] = ['settled', 'void']

const useColumns = (): Column<OrderRow>[] => {
  const t = useT()
  const seesPrices = useMay('prices.read')
  return useMemo(
    () => [
      { key: 'state', header: t('app.state'), width: 112, render: (row) => <OrderStateBadge state={row.state} /> },
      {
        key: 'dueOn',
        header: t('orders.dueOn'),
        width: 112,
        render: (row) => (
          <>
            <b>{row.dueOn}</b> <small className="dim">{weekdayOf(row.dueOn)}</small>
          </>
        ),
      },
      {
        key: 'customerName',
        header: t('app.customer'),
        render: (row) => (
          <>
            {row.customerName} <RushBadge rush={row.rush} />
          </>
        ),
      },
      { key: 'number', header: t('app.number'), width: 112 },
      { key: 'customerPo', header: t('orders.customerPo'), width: 120 },
      { key: 'lines', header: t('orders.lines'), kind: 'integer', width: 50 },
      { key: 'totalPacks', header: t('orders.packs'), kind: 'integer', width: 56 },
      ...(seesPrices ? [{ key: 'totalFen', header: t('app.amount'), kind: 'money', width: 106 } as const] : []),
      { key: 'merchandiser', header: t('orders.merchandiser'), width: 72 },
      { key: 'nextStep', header: t('orders.nextStep'), width: 150, value: (row) => t(nextStepKeys[row.state]) },
    ],
    [t, seesPrices],
  )
}

const statesOf = (shown: Shown): { states?: OrderState[]; sort?: 'newest' } => {
  if (shown === 'open') return { states: [...openOrderStates] }
  if (shown === 'closed') return { states: closedStates, sort: 'newest' }
  return shown === 'all' ? { sort: 'newest' } : { states: [shown] }
}

/** All orders: rush first, then by due date; what is to be done next stands at the end of each row. */
export const OrdersPage = () => {
  const t = useT()
  const columns = useColumns()
  const mayOrder = useMay('orders.write')
  const person = useSession((store) => store.person)
  const [shown, setShown] = useState<Shown>('open')
  const [mine, setMine] = useState(false)
  const [typed, setTyped] = useState('')
  const text = useDeferredValue(typed.trim())
  const [row, setRow] = useState<OrderRow | null>(null)
  const filter = {
    ...statesOf(shown),
    ...(mine && person ? { merchandiserId: person.id } : {}),
    ...(text ? { text } : {}),
  }
  const options = [
    { value: 'open' as Shown, label: t('orders.openOnly') },
    ...orderStates.map((state) => ({ value: state as Shown, label: t(orderStateKeys[state]) })),
    { value: 'closed' as Shown, label: t('orders.closed') },
    { value: 'all' as Shown, label: t('app.all') },
  ]
  return (
    <Page>
      <Panel
        title={t('orders.title')}
        bar={
          <div className={styles['filters']}>
            <Choice<Shown> inline label="" value={shown} options={options} onChange={setShown} />
            <Check label={t('orders.mine')} value={mine} onChange={setMine} />
            <TextInput
              inline
              label=""
              width={180}
              placeholder={t('orders.searchHint')}
              value={typed}
              onChange={setTyped}
            />
          </div>
        }
        actions={
          mayOrder && (
            <>
              <KeyButton
                keys="i"
                onClick={() =>
                  openTab({ word: 'orders', page: 'import', title: t('orderImports.title'), another: true })
                }
              >
                {t('orderImports.title')}
              </KeyButton>
              {row?.state === 'toCheck' && (
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
          )
        }
      >
        <DataTable
          label={t('orders.title')}
          columns={columns}
          list={client.orders.list}
          filter={filter}
          rowKey={({ id }) => id}
          onSelect={setRow}
          onOpen={(order) => openTab({ word: 'orders', id: order.id, title: order.number })}
          rowClass={(order) => (order.state === 'void' ? 'dim' : undefined)}
          empty={<Empty title={t('orders.emptyList')} />}
        />
      </Panel>
    </Page>
  )
}
