import type { PromiseRow } from '../../../shared/messages.ts'
import { type Leaving, promiseFates, sameMatter } from '../../../shared/promises.ts'
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

/** Promises further back than this are not looked at: a matter is settled long before. */
const most = 100

/** Promises made to a customer with what became of them, newest first. */
export const promisesOf = async (
  ctx: Pick<Context, 'db' | 'today'>,
  customerId: number,
  limit: number,
): Promise<PromiseRow[]> => {
  const rows = await newest(ctx.db, customerId, Math.max(limit, most))
  const oldest = rows.at(-1)
  if (!oldest) return []
  const leavings = (await leftSince(ctx.db, customerId, oldest.at)) as Leaving[]
  const fates = promiseFates(rows.toReversed(), leavings, ctx.today)
  return rows.slice(0, limit).map((row) => ({ ...row, ...fates.get(row.id)! }))
}

/** The last promise for exactly this matter, kept or not. */
export const promiseNow = async (
  ctx: Pick<Context, 'db' | 'today'>,
  matter: PromiseMatter,
): Promise<PromiseRow | null> =>
  (await promisesOf(ctx, matter.customerId, most)).find((row) => sameMatter(row, matter)) ?? null
