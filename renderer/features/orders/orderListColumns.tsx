import { useMemo } from 'react'
import type { OrderListRow } from '../../../shared/orderList.ts'
import { type OrderColumn, orderColumnsFor, viewColumnsOf } from '../../../shared/orderListColumns.ts'
import type { ViewColumn } from '../../../shared/viewColumns.ts'
import type { Column } from '../../components/DataTable.tsx'
import { StateBadge } from '../../components/StateBadge.tsx'
import { useT } from '../../lib/language.ts'
import { useMay } from '../../lib/session.ts'
import { weekdayOf } from '../../lib/values.ts'
import { OrderStateBadge } from './OrderState.tsx'

/** What says more on the screen than its words: colour, shape, weekday. The words are those of Excel and paper. */
const rendered = (
  key: string,
  words: (row: OrderListRow) => string,
): Pick<Column<OrderListRow>, 'render'> | undefined => {
  switch (key) {
    case 'state':
      return { render: (row) => <OrderStateBadge state={row.state} /> }
    case 'rush':
      return { render: (row) => (row.rush ? <StateBadge tone="bad">{words(row)}</StateBadge> : null) }
    case 'dueOn':
      return {
        render: (row) => (
          <>
            <b>{row.dueOn}</b> <small className="dim">{weekdayOf(row.dueOn)}</small>
          </>
        ),
      }
    case 'deposit':
      return {
        render: (row) =>
          row.deposit === 'none' ? (
            <span className="dim">{words(row)}</span>
          ) : (
            <StateBadge tone={depositTones[row.deposit]}>{words(row)}</StateBadge>
          ),
      }
    case 'questions':
      return { render: (row) => (row.questions > 0 ? <StateBadge tone="warn">{row.questions}</StateBadge> : null) }
    default:
      return undefined
  }
}

const depositTones = { none: 'wait', confirmed: 'ok', part: 'warn', missing: 'wait', override: 'warn' } as const

const kinds = { text: 'text', date: 'date', quantity: 'quantity', integer: 'integer', money: 'money' } as const

export interface OrderListColumns {
  columns: Column<OrderListRow>[]
  definitions: OrderColumn[]
  /** As the list begins. */
  defaults: ViewColumn[]
  headerOf(key: string): string
}

/** The columns of the order list that this person may see. */
export const useOrderListColumns = (): OrderListColumns => {
  const t = useT()
  const seesPrices = useMay('prices.read')
  return useMemo(() => {
    const definitions = orderColumnsFor(seesPrices)
    const columns = definitions.map((definition): Column<OrderListRow> => {
      const { key, header, kind, sort, value } = definition
      return {
        key,
        header: t(header),
        kind: kinds[kind],
        sortable: sort !== undefined,
        value: (row) => value(row, t),
        ...rendered(key, (row) => String(value(row, t) ?? '')),
      }
    })
    return {
      columns,
      definitions,
      defaults: viewColumnsOf(definitions),
      headerOf: (key) => columns.find((column) => column.key === key)?.header ?? key,
    }
  }, [t, seesPrices])
}
