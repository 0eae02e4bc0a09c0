import type { PromiseRow } from '../../../shared/messages.ts'
import {
  changeOf,
  type Leaving,
  promiseFates,
  saidOfOrder,
  sameMatter,
  stateForOrder,
} from '../../../shared/promises.ts'
import type { Context } from '../../context.ts'
import { statement } from '../../db/statement.ts'

export interface PromiseMatter {
  customerId: number
  orderId: number | null
  orderLineId: number | null
}

const newest = statement((db, customerId: number, limit: number) =>
  db
    .selectFrom('promises')
    .leftJoin('orders', 'orders.id', 'promises.orderId')
    .leftJoin('orderLines', 'orderLines.id', 'promises.orderLineId')
    .select([
      'promises.id',
      'promises.customerId',
      'promises.orderId',
      'orders.number as orderNumber',
      'promises.orderLineId',
      'orderLines.name as goods',
      'promises.promisedOn',
      'promises.words',
      'promises.reason',
      'promises.userName as by',
      'promises.at',
      'orders.keyedAt as orderKeyedAt',
    ])
    .where('promises.customerId', '=', customerId)
    .orderBy('promises.at', 'desc')
    .orderBy('promises.id', 'desc')
    .limit(limit),
)

const leftSince = statement((db, customerId: number, since: string) =>
  db
    .selectFrom('deliveryNotes')
    .innerJoin('deliveryLines', 'deliveryLines.deliveryNoteId', 'deliveryNotes.id')
    .select(['deliveryLines.orderId', 'deliveryLines.orderLineId', 'deliveryNotes.releasedAt as at'])
    .where('deliveryNotes.customerId', '=', customerId)
    .where('deliveryNotes.releasedAt', '>', since)
    .where('deliveryNotes.kind', '=', 'delivery')
    .where('deliveryNotes.voidedAt', 'is', null),
)

const enteredOn = statement((db, id: number) => db.selectFrom('orders').select('keyedAt').where('id', '=', id))

/** Promises further back than this are not looked at: a matter is settled long before. */
const most = 100

interface Said {
  /** The newest first. */
  rows: (PromiseRow & { orderKeyedAt: string | null })[]
  leavings: Leaving[]
}

/** Promises made to a customer with what became of them, and the goods that left since the first of them. */
export const saidTo = async (ctx: Pick<Context, 'db' | 'today'>, customerId: number, limit = most): Promise<Said> => {
  const rows = await newest(ctx.db, customerId, Math.max(limit, most))
  const oldest = rows.at(-1)
  if (!oldest) return { rows: [], leavings: [] }
  const leavings = (await leftSince(ctx.db, customerId, oldest.at)) as Leaving[]
  const fates = promiseFates(rows.toReversed(), leavings, ctx.today)
  return { rows: rows.slice(0, limit).map((row) => ({ ...row, ...fates.get(row.id)! })), leavings }
}

const rowOf = ({ orderKeyedAt: _, ...row }: Said['rows'][number]): PromiseRow => row

/** Promises made to a customer with what became of them, newest first. */
export const promisesOf = async (
  ctx: Pick<Context, 'db' | 'today'>,
  customerId: number,
  limit: number,
): Promise<PromiseRow[]> => (await saidTo(ctx, customerId, limit)).rows.map(rowOf)

/** The last thing the customer was promised, whatever it was for. */
export const lastSaid = ({ rows: [last] }: Said): PromiseRow | null => (last ? rowOf(last) : null)

/** The last promise of each matter that has something to do with the order, the newest first, as the order sees it. */
export const promisesForOrder = (
  order: { id: number; keyedAt: string },
  { rows, leavings }: Said,
  today: string,
): PromiseRow[] => {
  const about = rows.filter((promise) => saidOfOrder(promise, order))
  return about
    .filter((promise, index) => about.findIndex((other) => sameMatter(other, promise)) === index)
    .map((promise) => ({ ...rowOf(promise), state: stateForOrder(promise, order.id, leavings, today) }))
}

/** What another promise for this matter would change, and the how-manieth change it would be; nothing: a first promise. */
export const promiseStanding = async (
  ctx: Pick<Context, 'db' | 'today' | 'now'>,
  { customerId, orderId, orderLineId }: PromiseMatter,
): Promise<{ before: PromiseRow | null; changes: number }> => {
  const { rows, leavings } = await saidTo(ctx, customerId)
  const [order] = orderId === null ? [] : await enteredOn(ctx.db, orderId)
  const changes = new Map(rows.map((row) => [row.id, row.changes]))
  const promise = { orderId, orderLineId, orderKeyedAt: order?.keyedAt ?? null, at: ctx.now }
  const change = changeOf(promise, rows.toReversed(), leavings, (id) => changes.get(id)!)
  return { before: change.before && rowOf(change.before), changes: change.changes }
}
