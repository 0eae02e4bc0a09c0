import { z } from 'zod'
import { query } from './contract.ts'
import { count, date, fen, flag, id, packs, pageOf, paging, text, thousandths, version } from './fields.ts'
import { depositStates, dueChoices, orderSorts, shownChoices } from './orderListTerms.ts'
import { orderStates } from './orderStates.ts'
import { PaperOutput } from './papers.ts'
import { ViewColumn } from './views.ts'

/** What a person looks for in the order list. */
export const OrderListFilter = z.strictObject({
  shown: z.enum(shownChoices).default('open'),
  customerId: id.nullable().default(null),
  merchandiserId: id.nullable().default(null),
  due: z.enum(dueChoices).nullable().default(null),
  dueFrom: date.nullable().default(null),
  dueTo: date.nullable().default(null),
  rush: flag.default(false),
  /** Only orders with a question of the call-back that nobody has answered. */
  question: flag.default(false),
  /** Number, PO number, customer name or initials. */
  text: text(60).default(''),
  /** Null: what is open by urgency, everything else newest first. */
  sort: z
    .strictObject({ by: z.enum(orderSorts), down: flag })
    .nullable()
    .default(null),
})
export type OrderListFilter = z.output<typeof OrderListFilter>

/**
 * One order as the 跟踪表 shows it. Money is null for a role that may not see prices; quantities, packs and money are null
 * for the person who keys the order a second time and must not see the first entry.
 */
export const OrderListRow = z.strictObject({
  id,
  number: z.string(),
  customerId: id,
  customerName: z.string(),
  customerPo: z.string(),
  orderedOn: z.string(),
  dueOn: z.string(),
  /** Calendar days until the due day, negative once it is over; null when nothing is left to deliver. */
  daysLeft: z.number().int().nullable(),
  rush: flag,
  rushReason: z.string(),
  state: z.enum(orderStates),
  lines: count,
  /** Names of the first goods, and how many kinds there are. */
  goods: z.array(z.string()).max(2),
  kinds: count,
  quantity: thousandths.nullable(),
  finished: thousandths,
  delivered: thousandths,
  left: thousandths.nullable(),
  packs: packs.nullable(),
  totalFen: fen.nullable(),
  unpaidFen: fen.nullable(),
  deposit: z.enum(depositStates),
  /** Needed less confirmed; null where no deposit is to be asked for. */
  depositLeftFen: fen.nullable(),
  salesperson: z.string(),
  merchandiser: z.string(),
  promisedOn: z.string().nullable(),
  questions: count,
  /** First processes that are not finished, of each line that is being made. */
  processes: z.array(z.string()).max(3),
  version,
})
export type OrderListRow = z.output<typeof OrderListRow>

/** Sums of everything that is filtered; void orders are counted as papers, their goods and money are not. */
export const OrderListTotals = z.strictObject({
  orders: count,
  quantity: thousandths,
  packs,
  amountFen: fen.nullable(),
  unpaidFen: fen.nullable(),
})
export type OrderListTotals = z.output<typeof OrderListTotals>

/** What is exported and printed: the columns as they stand on the screen, and what the filter says in words. */
export const OrderListSheet = z.strictObject({
  filter: OrderListFilter,
  columns: z.array(ViewColumn.pick({ key: true, width: true })).max(80),
  note: text(200).default(''),
})

export const orderList = {
  rows: query('orders.read', z.strictObject({ ...OrderListFilter.shape, ...paging }), pageOf(OrderListRow)),
  totals: query('orders.read', OrderListFilter, OrderListTotals),
  /** All that is filtered, in its order: for a long work that reads it piece by piece and misses or repeats nothing. */
  ids: query('orders.read', OrderListFilter, z.array(id).max(1_000_000)),
  byIds: query('orders.read', z.strictObject({ ids: z.array(id).min(1).max(200) }), z.array(OrderListRow).max(200)),
  paper: query('orders.read', OrderListSheet, PaperOutput),
}
