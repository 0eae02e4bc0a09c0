import { sql } from 'kysely'
import type { z } from 'zod'
import { orders, type OrderRow } from '../../../shared/orders.ts'
import type { OrderState } from '../../../shared/orderStates.ts'
import { may } from '../../../shared/permissions.ts'
import type { Context } from '../../context.ts'
import { findByTerm } from '../../db/search.ts'
import { formedStatement } from '../../db/statement.ts'
import { keyedNow } from '../blindKeys.ts'

type Filter = z.output<typeof orders.list.input>

/** Rows are counted up to here; a list that is longer says so by standing at this figure. */
const countedRows = 2000

/** What is looked for: `values` of the filter, and rows found by a text. */
interface Sought {
  states?: string[]
  customerId?: number
  merchandiserId?: number
  dueFrom?: string
  dueTo?: string
  orderIds?: number[]
  customerIds?: number[]
}
type Page = Sought & { limit: number; offset: number }

const matching = (
  db: Context['db'],
  { states, customerId, merchandiserId, dueFrom, dueTo, orderIds, customerIds }: Sought,
) => {
  let rows = db.selectFrom('orders')
  if (states && states.length === 1) rows = rows.where('orders.state', '=', states[0]!)
  // the empty text keeps the index of the sort order: a page is read from its start, not sorted out of all rows
  else if (states) rows = rows.where(sql<string>`"orders"."state" || ''`, 'in', states)
  if (customerId !== undefined) rows = rows.where('orders.customerId', '=', customerId)
  if (merchandiserId !== undefined) rows = rows.where('orders.merchandiserId', '=', merchandiserId)
  if (dueFrom !== undefined) rows = rows.where('orders.dueOn', '>=', dueFrom)
  if (dueTo !== undefined) rows = rows.where('orders.dueOn', '<=', dueTo)
  if (orderIds)
    rows = rows.where((where) =>
      where.or([
        where('orders.id', 'in', orderIds),
        ...(customerIds ? [where('orders.customerId', 'in', customerIds)] : []),
      ]),
    )
  return rows
}

const pageOf = (db: Context['db'], { sort }: Pick<Filter, 'sort'>, { limit, offset, ...sought }: Page) => {
  const rows = matching(db, sought)
  const sorted =
    sort === 'newest'
      ? rows.orderBy('orders.orderedOn', 'desc').orderBy('orders.id', 'desc')
      : rows.orderBy('orders.urgency').orderBy('orders.id')
  const read = db
    .selectFrom('orders')
    .innerJoin('customers', 'customers.id', 'orders.customerId')
    .innerJoin('users', 'users.id', 'orders.merchandiserId')
    .select([
      'orders.id',
      'orders.number',
      'orders.customerId',
      'customers.shortName as customerName',
      'orders.customerPo',
      'orders.orderedOn',
      'orders.dueOn',
      'orders.rush',
      'orders.state',
      'orders.totalQuantity',
      'orders.totalPacks',
      'orders.totalFen',
      'orders.merchandiserId',
      'users.name as merchandiser',
      'orders.version',
    ])
    .select(({ selectFrom, fn }) =>
      selectFrom('orderLines')
        .whereRef('orderLines.orderId', '=', 'orders.id')
        .where('orderLines.cancelledAt', 'is', null)
        .select(fn.countAll().as('lines'))
        .as('lines'),
    )
    .where('orders.id', 'in', sorted.select('orders.id').limit(limit).offset(offset))
  return sort === 'newest'
    ? read.orderBy('orders.orderedOn', 'desc').orderBy('orders.id', 'desc')
    : read.orderBy('orders.urgency').orderBy('orders.id')
}

const countOf = (db: Context['db'], _form: null, { most, ...sought }: Sought & { most: number }) =>
  db
    .selectFrom(matching(db, sought).select('orders.id').limit(most).as('counted'))
    .select(({ fn }) => fn.countAll().as('total'))

const readPage = formedStatement(pageOf)
const readCount = formedStatement(countOf)

export const findByText = async (ctx: Context, text: string) => {
  const orderIds = new Set([
    ...(await findByTerm(ctx, 'order', text, 200)),
    ...(await findByTerm(ctx, 'po', text, 200)),
  ])
  const customerIds = await findByTerm(ctx, 'customer', text, 20)
  return { orderIds: [0, ...orderIds], customerIds: customerIds.length > 0 ? customerIds : undefined }
}

/** A page of orders: open and rush first, then by due date; or the newest first. */
export const listOrders = async (ctx: Context, filter: Filter): Promise<{ rows: OrderRow[]; total: number }> => {
  const { states, customerId, merchandiserId, dueFrom, dueTo, sort, limit, offset } = filter
  const found = filter.text ? await findByText(ctx, filter.text) : {}
  const sought: Sought = { states, customerId, merchandiserId, dueFrom, dueTo, ...found }
  const page = { ...sought, limit, offset }
  const counted = { ...sought, most: Math.max(countedRows, offset + limit + 1) }
  // what was found by a text is another list each time: its statement is not worth keeping
  const listed = filter.text ? await pageOf(ctx.db, { sort }, page).execute() : await readPage(ctx.db, { sort }, page)
  const totals = filter.text ? await countOf(ctx.db, null, counted).execute() : await readCount(ctx.db, null, counted)
  const seesPrices = may(ctx.user.role, 'prices.read')
  const hidden = await keyedNow(ctx)
  return {
    rows: listed.map((row) => ({
      ...row,
      lines: Number(row.lines),
      rush: row.rush === 1,
      state: row.state as OrderState,
      ...(hidden.has(row.id) ? { totalQuantity: null, totalPacks: null } : {}),
      totalFen: seesPrices && !hidden.has(row.id) ? row.totalFen : null,
    })),
    total: Number(totals[0]?.total ?? 0),
  }
}
