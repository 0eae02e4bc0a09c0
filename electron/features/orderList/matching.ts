import { sql } from 'kysely'
import type { OrderListFilter } from '../../../shared/orderList.ts'
import { dueDays, type OrderSort, undeliveredStates } from '../../../shared/orderListTerms.ts'
import type { Context } from '../../context.ts'
import { findByText } from '../orders/list.ts'

type Db = Context['db']

/** The smallest urgency of an order that is settled or void: what is open lies below it. */
const closedFrom = '2'

/** Which index a search goes by: the one that leaves the fewest orders to look at. */
type Road = 'text' | 'question' | 'customer' | 'rush' | 'state' | 'merchandiser' | 'due' | 'open' | 'sort'

/** What decides the text of a statement. */
export interface Form {
  road: Road
  which: 'open' | 'closed' | 'all' | 'state'
  undelivered: boolean
  rush: boolean
  question: boolean
  by: OrderSort
  down: boolean
}

/** The values that stand in it. */
export interface Sought {
  state?: string
  customerId?: number
  merchandiserId?: number
  dueFrom?: string
  dueTo?: string
  orderIds?: number[]
  customerIds?: number[]
}

const later = (one: string | null, other: string | null): string | undefined =>
  (one === null || (other !== null && other > one) ? other : one) ?? undefined
const earlier = (one: string | null, other: string | null): string | undefined =>
  (one === null || (other !== null && other < one) ? other : one) ?? undefined

const whichOf = ({ shown }: OrderListFilter): Form['which'] =>
  shown === 'open' || shown === 'closed' || shown === 'all' ? shown : 'state'

const roadOf = (filter: OrderListFilter, sought: Sought): Road => {
  if (filter.text !== '') return 'text'
  if (filter.question) return 'question'
  if (filter.customerId !== null) return 'customer'
  if (filter.rush) return 'rush'
  // nearly all orders are settled: their index would leave as many to sort
  if (sought.state !== undefined && sought.state !== 'settled') return 'state'
  if (filter.merchandiserId !== null) return 'merchandiser'
  if (sought.dueFrom !== undefined && sought.dueTo !== undefined) return 'due'
  if (filter.shown === 'open') return 'open'
  return sought.dueFrom !== undefined || sought.dueTo !== undefined ? 'due' : 'sort'
}

/** What a filter means today: the form of its statement and the values in it. */
export const soughtOf = async (ctx: Context, filter: OrderListFilter): Promise<{ form: Form; sought: Sought }> => {
  const days = filter.due === null ? null : dueDays(filter.due, ctx.today)
  const which = whichOf(filter)
  const sought: Sought = {
    ...(which === 'state' ? { state: filter.shown } : {}),
    ...(filter.customerId === null ? {} : { customerId: filter.customerId }),
    ...(filter.merchandiserId === null ? {} : { merchandiserId: filter.merchandiserId }),
    ...(filter.text === '' ? {} : await findByText(ctx, filter.text)),
  }
  const dueFrom = later(filter.dueFrom, days?.from ?? null)
  const dueTo = earlier(filter.dueTo, days?.to ?? null)
  if (dueFrom !== undefined) sought.dueFrom = dueFrom
  if (dueTo !== undefined) sought.dueTo = dueTo
  const newest = which === 'closed' || which === 'all' || filter.shown === 'settled' || filter.shown === 'void'
  const sort =
    filter.sort ?? (newest ? { by: 'orderedOn' as const, down: true } : { by: 'urgency' as const, down: false })
  const form: Form = {
    road: roadOf(filter, sought),
    which,
    undelivered: days?.undelivered ?? false,
    rush: filter.rush,
    question: filter.question,
    ...sort,
  }
  return { form, sought }
}

/** A column that no index is to be looked up for: another one leaves fewer orders. */
const beside = (column: string) => sql<string>`${sql.ref(`orders.${column}`)} || ''`
const besideNumber = (column: string) => sql<number>`${sql.ref(`orders.${column}`)} + 0`

const openQuestions = (db: Db) =>
  db
    .selectFrom('questions')
    .select('questions.orderId')
    .where('questions.answeredAt', 'is', null)
    .where('questions.withdrawnAt', 'is', null)

/** The index of the road goes on with the urgency: what is open, or what is not, is one stretch of it. */
const goesOnWithUrgency = ({ road, by, which }: Form): boolean =>
  road === 'customer' ||
  road === 'rush' ||
  road === 'open' ||
  (road === 'sort' && by === 'urgency') ||
  (road === 'merchandiser' && (by === 'urgency' || which === 'open'))

/** All orders that fit, by the index of the form's road; everything else is looked at on the order itself. */
export const matching = (db: Db, form: Form, sought: Sought) => {
  const { road } = form
  let rows = db.selectFrom('orders')
  if (sought.orderIds)
    rows = rows.where((where) =>
      where.or([
        where('orders.id', 'in', sought.orderIds!),
        ...(sought.customerIds ? [where('orders.customerId', 'in', sought.customerIds)] : []),
      ]),
    )
  if (form.question) rows = rows.where(road === 'question' ? 'orders.id' : besideNumber('id'), 'in', openQuestions(db))
  if (sought.customerId !== undefined)
    rows = rows.where(road === 'customer' ? 'orders.customerId' : besideNumber('customerId'), '=', sought.customerId)
  if (form.rush) rows = rows.where(road === 'rush' ? 'orders.rush' : besideNumber('rush'), '=', 1)
  if (sought.state !== undefined)
    rows = rows.where(road === 'state' ? 'orders.state' : beside('state'), '=', sought.state)
  if (sought.merchandiserId !== undefined)
    rows = rows.where(
      road === 'merchandiser' ? 'orders.merchandiserId' : besideNumber('merchandiserId'),
      '=',
      sought.merchandiserId,
    )
  const due = road === 'due' ? 'orders.dueOn' : beside('dueOn')
  if (sought.dueFrom !== undefined) rows = rows.where(due, '>=', sought.dueFrom)
  if (sought.dueTo !== undefined) rows = rows.where(due, '<=', sought.dueTo)
  if (form.undelivered) rows = rows.where(beside('state'), 'in', [...undeliveredStates])
  const urgency = goesOnWithUrgency(form) ? 'orders.urgency' : beside('urgency')
  if (form.which === 'open') rows = rows.where(urgency, '<', closedFrom)
  if (form.which === 'closed') rows = rows.where(urgency, '>=', closedFrom)
  return rows
}

/** Sort columns that come out of a road's index in their order. */
const ordered: Record<Road, readonly OrderSort[]> = {
  text: [],
  question: [],
  customer: ['urgency'],
  rush: ['urgency'],
  state: ['urgency'],
  merchandiser: ['urgency', 'orderedOn'],
  due: ['dueOn'],
  open: ['urgency'],
  sort: ['urgency', 'dueOn', 'orderedOn', 'number', 'customerPo'],
}

/** The same search where no order is asked for: what was only walked for its order goes by its own index. */
export const unsorted = (form: Form): Form => ({
  ...form,
  road: form.road === 'sort' && form.which === 'state' ? 'state' : form.road,
  by: 'urgency',
  down: false,
})

/** The ids in the order asked for. What no index has in this order is sorted out of the few that fit. */
export const sortedIds = (db: Db, form: Form, sought: Sought) => {
  const direction = form.down ? 'desc' : 'asc'
  // what is open of one person are few: sorted after they were found by their urgency
  const inOrder =
    ordered[form.road].includes(form.by) &&
    !(form.road === 'merchandiser' && form.by === 'orderedOn' && form.which === 'open')
  const column = inOrder ? (`orders.${form.by}` as const) : beside(form.by)
  return matching(db, form, sought).select('orders.id').orderBy(column, direction).orderBy('orders.id', direction)
}
