import { sql } from 'kysely'
import type { orderList, OrderListFilter, OrderListTotals } from '../../shared/orderList.ts'
import { may } from '../../shared/permissions.ts'
import type { Context, Handlers } from '../context.ts'
import { formedStatement } from '../db/statement.ts'
import { keyedNow } from './blindKeys.ts'
import { type Form, matching, sortedIds, type Sought, soughtOf, unsorted } from './orderList/matching.ts'
import { orderListPaper } from './orderList/paper.ts'
import { rowsOf } from './orderList/rows.ts'

type Db = Context['db']

const pageIds = (db: Db, form: Form, { limit, offset, ...sought }: Sought & { limit: number; offset: number }) =>
  sortedIds(db, form, sought).limit(limit).offset(offset)
/** A void order is a paper, but nothing of it is made or paid. */
const standing = (value: string) =>
  sql<number | null>`sum(case when "orders"."state" <> 'void' then ${sql.raw(value)} else 0 end)`
/** Sums follow the same roads; where none leads, the orders are read from end to end. */
const sums = (db: Db, form: Form, sought: Sought) =>
  matching(db, form, sought).select(({ fn }) => [
    fn.countAll().as('orders'),
    standing('"orders"."totalQuantity"').as('quantity'),
    standing('"orders"."totalPacks"').as('packs'),
    standing('"orders"."totalFen"').as('amountFen'),
    standing(
      'case when "orders"."totalFen" > "orders"."paidFen" then "orders"."totalFen" - "orders"."paidFen" else 0 end',
    ).as('unpaidFen'),
  ])
const counted = (db: Db, form: Form, sought: Sought) =>
  matching(db, form, sought).select(({ fn }) => fn.countAll().as('total'))

const readIds = formedStatement(pageIds)
const readSums = formedStatement(sums)
const readCount = formedStatement(counted)

/** What a text finds is another list each time: its statement is not worth keeping. */
const isKept = ({ road }: Form): boolean => road !== 'text'

/** What the orders this person keys a second time add to the sums: their figures are not told him by a sum either. */
const keyedSums = async (ctx: Context, form: Form, sought: Sought) => {
  const hidden = [...(await keyedNow(ctx))]
  if (hidden.length === 0) return undefined
  return sums(ctx.db, form, sought).where('orders.id', 'in', hidden).executeTakeFirst()
}

const totalsOf = async (ctx: Context, filter: OrderListFilter): Promise<OrderListTotals> => {
  const { form, sought } = await soughtOf(ctx, filter)
  const plain = unsorted(form)
  const [row] = isKept(form) ? await readSums(ctx.db, plain, sought) : await sums(ctx.db, plain, sought).execute()
  const own = await keyedSums(ctx, plain, sought)
  const seesPrices = may(ctx.user.role, 'prices.read')
  const left = (of: 'quantity' | 'packs' | 'amountFen' | 'unpaidFen'): number =>
    Number(row?.[of] ?? 0) - Number(own?.[of] ?? 0)
  return {
    orders: Number(row?.orders ?? 0),
    quantity: left('quantity'),
    packs: left('packs'),
    amountFen: seesPrices ? left('amountFen') : null,
    unpaidFen: seesPrices ? left('unpaidFen') : null,
  }
}

export const orderListHandlers: Handlers<typeof orderList> = {
  async rows(ctx, { limit, offset, ...filter }) {
    const { form, sought } = await soughtOf(ctx, filter)
    const page = { ...sought, limit, offset }
    const ids = isKept(form) ? await readIds(ctx.db, form, page) : await pageIds(ctx.db, form, page).execute()
    const plain = unsorted(form)
    const [count] = isKept(form)
      ? await readCount(ctx.db, plain, sought)
      : await counted(ctx.db, plain, sought).execute()
    const rows = await rowsOf(
      ctx,
      ids.map(({ id }) => id),
    )
    return { rows, total: Number(count?.total ?? 0) }
  },

  totals: totalsOf,

  async ids(ctx, filter) {
    const { form, sought } = await soughtOf(ctx, filter)
    return (await sortedIds(ctx.db, form, sought).execute()).map(({ id }) => id)
  },

  byIds: (ctx, { ids }) => rowsOf(ctx, ids),

  paper: orderListPaper,
}
