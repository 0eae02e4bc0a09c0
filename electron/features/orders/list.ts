import { sql } from 'kysely'
import type { z } from 'zod'
import { orders, type OrderRow } from '../../../shared/orders.ts'
import type { OrderState } from '../../../shared/orderStates.ts'
import { may } from '../../../shared/permissions.ts'
import type { Context } from '../../context.ts'
import { findByTerm } from '../../db/search.ts'

type Filter = z.output<typeof orders.list.input>

/** Rows are counted up to here; a list that is longer says so by standing at this figure. */
const countedRows = 2000

const matching = (
  ctx: Context,
  { states, customerId, merchandiserId, dueFrom, dueTo }: Filter,
  found: { orderIds: number[]; customerIds: number[] } | null,
) => {
  let rows = ctx.db.selectFrom('orders')
  if (states && states.length === 1) rows = rows.where('orders.state', '=', states[0]!)
  // the empty text keeps the index of the sort order: a page is read from its start, not sorted out of all rows
  else if (states) rows = rows.where(sql<string>`"orders"."state" || ''`, 'in', states)
  if (customerId !== undefined) rows = rows.where('orders.customerId', '=', customerId)
  if (merchandiserId !== undefined) rows = rows.where('orders.merchandiserId', '=', merchandiserId)
  if (dueFrom !== undefined) rows = rows.where('orders.dueOn', '>=', dueFrom)
  if (dueTo !== undefined) rows = rows.where('orders.dueOn', '<=', dueTo)
  if (found)
    rows = rows.where((where) =>
      where.or([
        where('orders.id', 'in', [0, ...found.orderIds]),
        ...(found.customerIds.length > 0 ? [where('orders.customerId', 'in', found.customerIds)] : []),
      ]),
    )
  return rows
}

const findByText = async (ctx: Context, text: string) => {
  const orderIds = new Set([
    ...(await findByTerm(ctx, 'order', text, 200)),
    ...(await findByTerm(ctx, 'po', text, 200)),
  ])
  return { orderIds: [...orderIds], customerIds: await findByTerm(ctx, 'customer', text, 20) }
}

/** A page of orders: open and rush first, then by due date; or the newest first. */
export const listOrders = async (ctx: Context, filter: Filter): Promise<{ rows: OrderRow[]; total: number }> => {
  const found = filter.text ? await findByText(ctx, filter.text) : null
  const rows = matching(ctx, filter, found)
  const sorted =
    filter.sort === 'newest'
      ? rows.orderBy('orders.orderedOn', 'desc').orderBy('orders.id', 'desc')
      : rows.orderBy('orders.urgency').orderBy('orders.id')
  const page = sorted.select('orders.id').limit(filter.limit).offset(filter.offset)
  const read = ctx.db
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
        .select(fn.countAll().as('lines'))
        .as('lines'),
    )
    .where('orders.id', 'in', page)
  const listed = await (
    filter.sort === 'newest'
      ? read.orderBy('orders.orderedOn', 'desc').orderBy('orders.id', 'desc')
      : read.orderBy('orders.urgency').orderBy('orders.id')
  ).execute()
  const { total } = await ctx.db
    .selectFrom(
      rows
        .select('orders.id')
        .limit(Math.max(countedRows, filter.offset + filter.limit + 1))
        .as('counted'),
    )
    .select(({ fn }) => fn.countAll().as('total'))
    .executeTakeFirstOrThrow()
  const seesPrices = may(ctx.user.role, 'prices.read')
  return {
    rows: listed.map((row) => ({
      ...row,
      lines: Number(row.lines),
      rush: row.rush === 1,
      state: row.state as OrderState,
      totalFen: seesPrices ? row.totalFen : null,
    })),
    total: Number(total),
  }
}
