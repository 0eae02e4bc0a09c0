import type { PhraseKey, Translate } from './language.ts'
import type { OrderListRow } from './orderList.ts'
import type { DepositState, OrderSort } from './orderListTerms.ts'
import { nextStepKeys, orderStateKeys } from './orderStates.ts'
import { arrangeColumns, type ViewColumn } from './viewColumns.ts'

export type OrderColumnKind = 'text' | 'date' | 'quantity' | 'integer' | 'money'

/** A column of the order list: the same on the screen, in Excel and on paper. */
export interface OrderColumn {
  key: string
  header: PhraseKey
  kind: OrderColumnKind
  /** CSS px until a person says otherwise. */
  width: number
  /** Stands there until a person says otherwise. */
  shown: boolean
  /** Only for roles that see prices. */
  money?: boolean
  /** Summed in the foot; the name of its sum in OrderListTotals. */
  total?: 'quantity' | 'packs' | 'amountFen' | 'unpaidFen'
  sort?: OrderSort
  value: (row: OrderListRow, t: Translate) => string | number | null
}

export const depositStateKeys: Record<DepositState, PhraseKey> = {
  none: 'orderList.depositNone',
  confirmed: 'orderList.depositConfirmed',
  part: 'orderList.depositPart',
  missing: 'orderList.depositMissing',
  override: 'orderList.depositOverride',
}

/** 餐桌、餐椅 等 3 种 */
const goodsText = ({ goods, kinds }: OrderListRow, t: Translate): string => {
  const names = goods.join('、')
  return kinds > goods.length ? t('orderList.goodsMore', { names, kinds }) : names
}

/** A void order counts nothing: its figures are blank, so that what is seen adds up to what the foot says. */
const standing =
  (value: (row: OrderListRow) => number | null) =>
  (row: OrderListRow): number | null =>
    row.state === 'void' ? null : value(row)

const text = (
  key: string,
  header: PhraseKey,
  width: number,
  shown: boolean,
  value: OrderColumn['value'],
): OrderColumn => ({
  key,
  header,
  kind: 'text',
  width,
  shown,
  value,
})
const figure = (
  key: string,
  header: PhraseKey,
  kind: OrderColumnKind,
  width: number,
  shown: boolean,
  value: (row: OrderListRow) => number | null,
): OrderColumn => ({ key, header, kind, width, shown, value: standing(value) })

export const orderColumns: readonly OrderColumn[] = [
  text('state', 'app.state', 112, true, (row, t) => t(orderStateKeys[row.state])),
  text('rush', 'orders.rush', 62, true, (row, t) => (row.rush ? t('orderList.rushMark') : '')),
  { ...text('dueOn', 'orders.dueOn', 118, true, (row) => row.dueOn), kind: 'date', sort: 'dueOn' },
  figure('daysLeft', 'orderList.daysLeft', 'integer', 60, true, (row) => row.daysLeft),
  text('customer', 'app.customer', 110, true, (row) => row.customerName),
  { ...text('number', 'app.number', 104, true, (row) => row.number), sort: 'number' },
  { ...text('customerPo', 'orders.customerPo', 100, true, (row) => row.customerPo), sort: 'customerPo' },
  figure('lines', 'orders.lines', 'integer', 52, false, (row) => row.lines),
  text('goods', 'orderList.goods', 150, true, goodsText),
  { ...figure('quantity', 'orderList.ordered', 'quantity', 62, true, (row) => row.quantity), total: 'quantity' },
  figure('finished', 'orderList.finished', 'quantity', 70, false, (row) => row.finished),
  figure('delivered', 'orderList.delivered', 'quantity', 70, false, (row) => row.delivered),
  figure('left', 'orderList.left', 'quantity', 70, false, (row) => row.left),
  { ...figure('packs', 'orders.packs', 'integer', 50, true, (row) => row.packs), total: 'packs' },
  {
    ...figure('amount', 'app.amount', 'money', 100, true, (row) => row.totalFen),
    money: true,
    total: 'amountFen',
  },
  text('deposit', 'orderList.deposit', 92, false, (row, t) => t(depositStateKeys[row.deposit])),
  {
    ...figure('depositLeft', 'orderList.depositLeft', 'money', 100, false, (row) => row.depositLeftFen),
    money: true,
  },
  {
    ...figure('unpaid', 'orderList.unpaid', 'money', 104, false, (row) => row.unpaidFen),
    money: true,
    total: 'unpaidFen',
  },
  text('salesperson', 'orders.salesperson', 72, false, (row) => row.salesperson),
  text('merchandiser', 'orders.merchandiser', 64, true, (row) => row.merchandiser),
  {
    ...text('orderedOn', 'orders.orderedOn', 96, false, (row) => row.orderedOn),
    kind: 'date',
    sort: 'orderedOn',
  },
  { ...text('promisedOn', 'orderList.lastPromise', 96, false, (row) => row.promisedOn), kind: 'date' },
  figure('questions', 'orderList.questions', 'integer', 64, false, (row) =>
    row.questions === 0 ? null : row.questions,
  ),
  text('process', 'orderList.process', 110, false, (row) => row.processes.join('、')),
  text('rushReason', 'orders.rushReason', 120, false, (row) => row.rushReason),
  text('nextStep', 'orders.nextStep', 100, true, (row, t) => t(nextStepKeys[row.state])),
]

/** The columns a role may see, as a list begins with them. */
export const orderColumnsFor = (seesPrices: boolean): OrderColumn[] =>
  orderColumns.filter(({ money }) => seesPrices || !money)

export const viewColumnsOf = (columns: readonly OrderColumn[]): ViewColumn[] =>
  columns.map(({ key, width, shown }) => ({ key, width, shown }))

/** The columns asked for, in their order and width, as far as there are such columns for this role. */
export const chosenColumns = (seesPrices: boolean, asked: readonly { key: string; width: number }[]): OrderColumn[] => {
  const all = orderColumnsFor(seesPrices)
  const arranged = arrangeColumns(
    viewColumnsOf(all),
    asked.length === 0 ? undefined : asked.map((column) => ({ ...column, shown: true })),
  )
  return arranged
    .filter(({ shown }) => shown)
    .map(({ key, width }) => ({ ...all.find((column) => column.key === key)!, width }))
}
