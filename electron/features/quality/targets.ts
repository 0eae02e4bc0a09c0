import type { InspectionTarget } from '../../../shared/quality.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Context } from '../../context.ts'
import { noticeGoodsColumns, withGoods } from '../noticeGoods.ts'
import { findByTerms } from '../../db/search.ts'

/** Orders whose goods are made or wait to leave. */
const inHand = ['inProduction', 'toDeliver', 'partlyDelivered', 'toRelease']
const most = 30

const noticeTargets = (ctx: Context) =>
  ctx.db
    .selectFrom('noticeLines')
    .innerJoin('notices', 'notices.id', 'noticeLines.noticeId')
    .innerJoin('orderLines', 'orderLines.id', 'noticeLines.orderLineId')
    .innerJoin('orders', 'orders.id', 'orderLines.orderId')
    .innerJoin('customers', 'customers.id', 'orders.customerId')
    .select([
      'orderLines.id as orderLineId',
      'noticeLines.id as noticeLineId',
      'orders.id as orderId',
      'orders.number as orderNumber',
      'notices.number as noticeNumber',
      'orders.customerId',
      'customers.shortName as customer',
      'orderLines.code',
      ...noticeGoodsColumns,
      'orderLines.unit',
      'noticeLines.quantity',
      'orders.acceptance',
    ])

const orderTargets = (ctx: Context) =>
  ctx.db
    .selectFrom('orderLines')
    .innerJoin('orders', 'orders.id', 'orderLines.orderId')
    .innerJoin('customers', 'customers.id', 'orders.customerId')
    .where('orders.checkedAt', 'is not', null)
    .where('orders.voidedAt', 'is', null)
    .where('orderLines.cancelledAt', 'is', null)
    .select([
      'orderLines.id as orderLineId',
      'orders.id as orderId',
      'orders.number as orderNumber',
      'orders.customerId',
      'customers.shortName as customer',
      'orderLines.code',
      'orderLines.name',
      'orderLines.spec',
      'orderLines.colour',
      'orderLines.unit',
      'orderLines.quantity',
      'orders.acceptance',
    ])

const operationsOf = async (
  ctx: Context,
  noticeLineIds: readonly number[],
): Promise<Map<number, InspectionTarget['operations']>> => {
  if (noticeLineIds.length === 0) return new Map()
  const rows = await ctx.db
    .selectFrom('operations')
    .innerJoin('processes', 'processes.id', 'operations.processId')
    .select(['operations.id', 'operations.noticeLineId', 'operations.processName', 'operations.workshop'])
    .select(['operations.good', 'operations.outside', 'processes.standard'])
    .where('operations.noticeLineId', 'in', noticeLineIds)
    .orderBy('operations.noticeLineId')
    .orderBy('operations.sequence')
    .execute()
  const grouped = Map.groupBy(rows, ({ noticeLineId }) => noticeLineId)
  return new Map(
    [...grouped].map(([id, chain]) => [
      id,
      chain.map(({ noticeLineId: _, outside, ...operation }) => ({ ...operation, outside: outside === 1 })),
    ]),
  )
}

type Found = Awaited<ReturnType<ReturnType<typeof orderTargets>['execute']>>[number] & {
  noticeLineId?: number
  noticeNumber?: string
  ordered?: number
  share?: number
  fields?: string
}

const asTargets = async (ctx: Context, rows: readonly Found[]): Promise<InspectionTarget[]> => {
  const operations = await operationsOf(
    ctx,
    rows.flatMap(({ noticeLineId }) => noticeLineId ?? []),
  )
  return rows.map(({ noticeLineId, noticeNumber, ...row }) => ({
    ...withGoods({ ordered: null, share: null, fields: null, ...row }),
    noticeLineId: noticeLineId ?? null,
    noticeNumber: noticeNumber ?? '',
    operations: operations.get(noticeLineId ?? 0) ?? [],
  }))
}

/** The goods of a notice line, or of an order line that has no notice. */
export const targetOf = async (
  ctx: Context,
  { orderLineId, noticeLineId }: { orderLineId: number | null; noticeLineId: number | null },
): Promise<InspectionTarget> => {
  const row =
    noticeLineId === null
      ? await orderTargets(ctx)
          .where('orderLines.id', '=', orderLineId ?? 0)
          .executeTakeFirst()
      : await noticeTargets(ctx).where('noticeLines.id', '=', noticeLineId).executeTakeFirst()
  if (!row || (orderLineId !== null && row.orderLineId !== orderLineId)) throw refuse('app.notFound')
  return (await asTargets(ctx, [row]))[0]!
}

/** Goods that can be inspected, by order, notice, customer or goods; typed nothing: those due first. */
export const targetsOf = async (ctx: Context, typed: string): Promise<InspectionTarget[]> => {
  const found = await findByTerms(ctx, ['order', 'po', 'notice', 'customer', 'product'], typed, 20)
  if (typed.trim() !== '' && found.size === 0) return []
  const orders = [...(found.get('order') ?? []), ...(found.get('po') ?? [])]
  const ids = (kind: 'notice' | 'customer' | 'product'): number[] => found.get(kind) ?? []
  const notices = noticeTargets(ctx)
    .where('notices.voidedAt', 'is', null)
    .where('orders.state', 'in', inHand)
    .$if(typed.trim() !== '', (rows) =>
      rows.where((where) =>
        where.or([
          ...(orders.length > 0 ? [where('orders.id', 'in', orders)] : []),
          ...(ids('notice').length > 0 ? [where('notices.id', 'in', ids('notice'))] : []),
          ...(ids('customer').length > 0 ? [where('orders.customerId', 'in', ids('customer'))] : []),
          ...(ids('product').length > 0 ? [where('orderLines.productId', 'in', ids('product'))] : []),
        ]),
      ),
    )
    .orderBy('orders.dueOn')
    .orderBy('noticeLines.id')
    .limit(most)
  const made = await asTargets(ctx, await notices.execute())
  if (made.length > 0 || typed.trim() === '') return made
  if (orders.length === 0) return []
  // goods from stock have no notice: they are found by their order
  const rows = await orderTargets(ctx)
    .where('orders.id', 'in', orders)
    .where('orders.state', 'in', inHand)
    .orderBy('orders.id')
    .orderBy('orderLines.sequence')
    .limit(most)
    .execute()
  return asTargets(ctx, rows)
}
