import { plusDays } from '../../../shared/dates.ts'
import { type AskLine, type Asking, type ShipWay, shipWays } from '../../../shared/shipments.ts'
import { askDays, askReasonOf } from '../../../shared/shipmentPlans.ts'
import { wayOfMethod } from '../../../shared/shipmentWords.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Context } from '../../context.ts'
import { goodsOfNotice, noticeGoodsColumns } from '../noticeGoods.ts'
import { inPieces } from '../../db/batches.ts'
import { refuseSecondKeyer } from '../blindKeys.ts'
import { forecastsOf } from '../operations/forecasts.ts'
import { workCalendar } from '../settings.ts'

/** Notice lines of standing notices whose goods are still to leave. */
const openNoticeLines = (ctx: Context) =>
  ctx.db
    .selectFrom('noticeLines')
    .innerJoin('notices', 'notices.id', 'noticeLines.noticeId')
    .innerJoin('orderLines', 'orderLines.id', 'noticeLines.orderLineId')
    .innerJoin('orders', 'orders.id', 'notices.orderId')
    .innerJoin('customers', 'customers.id', 'orders.customerId')
    .select([
      'noticeLines.id',
      'noticeLines.orderLineId',
      'noticeLines.quantity',
      'noticeLines.finishedQuantity',
      'notices.orderId',
      'notices.number as noticeNumber',
      'orders.number as orderNumber',
      'orders.customerId',
      'orders.merchandiserId',
      'orders.deliveryMethod',
      'orders.dueOn as orderDueOn',
      'customers.shortName',
      'customers.name as customerName',
      ...noticeGoodsColumns,
      'orderLines.unit',
      'orderLines.dueOn',
      'orderLines.deliveredQuantity',
    ])
    .where('notices.voidedAt', 'is', null)
    .where('orders.voidedAt', 'is', null)
    .where('orderLines.cancelledAt', 'is', null)
    .whereRef('orderLines.deliveredQuantity', '<', 'orderLines.quantity')
    .orderBy('orderLines.dueOn')
    .orderBy('noticeLines.id')
type NoticeLine = Awaited<ReturnType<ReturnType<typeof openNoticeLines>['execute']>>[number]

/**
 * What has not left of each notice line (thousandths): what was delivered of an order line went to its first notice
 * line first.
 */
const openOf = (lines: readonly Pick<NoticeLine, 'id' | 'orderLineId' | 'quantity' | 'deliveredQuantity'>[]) => {
  const open = new Map<number, number>()
  for (const [, own] of Map.groupBy(lines, ({ orderLineId }) => orderLineId)) {
    let delivered = own[0]!.deliveredQuantity
    for (const { id, quantity } of own.toSorted((one, other) => one.id - other.id)) {
      const gone = Math.min(quantity, delivered)
      delivered -= gone
      open.set(id, quantity - gone)
    }
  }
  return open
}

const plansOf = async (ctx: Context, noticeLineIds: number[]) => {
  const found = []
  for (const ids of inPieces(noticeLineIds))
    found.push(
      ...(await ctx.db
        .selectFrom('shipmentPlans')
        .select(['noticeLineId', 'quantity', 'goneQuantity', 'readyOn', 'shipOn', 'forecastOn'])
        .where('noticeLineId', 'in', ids)
        .where('state', 'in', ['planned', 'stored', 'noted'])
        .orderBy('shipOn')
        .orderBy('id')
        .execute()),
    )
  return Map.groupBy(found, ({ noticeLineId }) => noticeLineId)
}

export type AskedLine = AskLine & Pick<NoticeLine, 'orderId' | 'deliveredQuantity'> & { head: NoticeLine }

/** The lines with what is to be asked about each (duty 56). */
const askedLines = async (ctx: Context, lines: NoticeLine[]): Promise<AskedLine[]> => {
  if (lines.length === 0) return []
  const open = openOf(lines)
  const ids = lines.map(({ id }) => id)
  const plans = await plansOf(ctx, ids)
  const making = lines.filter(({ finishedQuantity, quantity }) => finishedQuantity < quantity).map(({ id }) => id)
  const forecasts = await forecastsOf(ctx, making)
  const soon = plusDays(ctx.today, askDays)
  return lines.map((head) => {
    const standing = plans.get(head.id) ?? []
    const left = open.get(head.id) ?? 0
    const forecastOn = forecasts.get(head.id) ?? null
    const reason = askReasonOf(standing, { open: left, forecastOn, today: ctx.today, soon })
    const covered = standing.reduce((sum, { quantity, goneQuantity }) => sum + quantity - goneQuantity, 0)
    const uncovered = Math.max(0, left - covered)
    return {
      head,
      orderId: head.orderId,
      deliveredQuantity: head.deliveredQuantity,
      noticeLineId: head.id,
      orderLineId: head.orderLineId,
      noticeNumber: head.noticeNumber,
      description: goodsOfNotice(head),
      unit: head.unit,
      quantity: head.quantity,
      finished: head.finishedQuantity,
      open: left,
      uncovered,
      forecastOn,
      dueOn: head.dueOn,
      reason,
      // what nobody has answered yet is asked beside answers that still hold
      replaces: standing.length > 0 && (uncovered === 0 || reason === 'slipped' || reason === 'overdue'),
      standing: standing.map(({ shipOn, readyOn, quantity, goneQuantity }) => ({
        shipOn,
        readyOn,
        quantity: quantity - goneQuantity,
      })),
    }
  })
}

/** All lines of an order still to leave, each with what is to be asked. */
export const askedOfOrder = async (ctx: Context, orderId: number): Promise<AskedLine[]> =>
  (
    await askedLines(ctx, await openNoticeLines(ctx).where('notices.orderId', '=', orderId).limit(300).execute())
  ).filter(({ open }) => open > 0)

/** The lines anybody has to ask about today: done within three days without an answer, slipped, or past their ship day. */
export const toAsk = async (ctx: Context, soonIds: readonly number[], mine: boolean): Promise<AskedLine[]> => {
  const planned = await ctx.db
    .selectFrom('shipmentPlans')
    .select('noticeLineId')
    .distinct()
    .where('state', 'in', ['planned', 'stored', 'noted'])
    .execute()
  const ids = [...new Set([...soonIds, ...planned.map(({ noticeLineId }) => noticeLineId)])]
  const orderLines: number[] = []
  for (const piece of inPieces(ids))
    for (const { orderLineId } of await ctx.db
      .selectFrom('noticeLines')
      .select('orderLineId')
      .distinct()
      .where('id', 'in', piece)
      .execute())
      orderLines.push(orderLineId)
  const found: NoticeLine[] = []
  // all notice lines of an order line together: what was delivered is shared out among them
  for (const piece of inPieces(orderLines))
    found.push(
      ...(await openNoticeLines(ctx)
        .where('noticeLines.orderLineId', 'in', piece)
        .$if(mine, (lines) => lines.where('orders.merchandiserId', '=', ctx.user.id))
        .execute()),
    )
  return (await askedLines(ctx, found)).filter(({ reason }) => reason !== null)
}

/** 提货方式 as the order or the customer's last goods had it. */
export const usualWay = async (ctx: Context, customerId: number, deliveryMethod: string): Promise<ShipWay> => {
  const said = wayOfMethod(deliveryMethod)
  if (said !== null) return said
  const last = await ctx.db
    .selectFrom('shipmentPlans')
    .innerJoin('orders', 'orders.id', 'shipmentPlans.orderId')
    .select('shipmentPlans.way')
    .where('orders.customerId', '=', customerId)
    .orderBy('shipmentPlans.id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return shipWays.find((way) => way === last?.way) ?? 'deliver'
}

/** The newest answer about an order; 0 when nobody was asked. */
export const newestAnswer = async (ctx: Context, orderId: number): Promise<number> =>
  (
    await ctx.db
      .selectFrom('shipmentPlans')
      .select('id')
      .where('orderId', '=', orderId)
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst()
  )?.id ?? 0

/** What the workshop is asked about an order: 问车间定出货日. */
export const askOf = async (ctx: Context, orderId: number): Promise<Asking> => {
  const order = await ctx.db
    .selectFrom('orders')
    .innerJoin('customers', 'customers.id', 'orders.customerId')
    .select(['orders.number', 'orders.customerId', 'orders.dueOn', 'orders.deliveryMethod'])
    .select(['customers.shortName', 'customers.name'])
    .where('orders.id', '=', orderId)
    .executeTakeFirst()
  if (!order) throw refuse('app.notFound')
  await refuseSecondKeyer(ctx, orderId)
  const lines = await askedOfOrder(ctx, orderId)
  const names = await ctx.db
    .selectFrom('shipmentPlans')
    .select('askedWhom')
    .distinct()
    .where('id', '>', (await newestOfAll(ctx)) - 200)
    .limit(10)
    .execute()
  return {
    orderId,
    orderNumber: order.number,
    customerId: order.customerId,
    customer: order.shortName || order.name,
    dueOn: order.dueOn,
    lines: lines.map(({ head: _head, orderId: _order, deliveredQuantity: _delivered, ...line }) => line),
    way: await usualWay(ctx, order.customerId, order.deliveryMethod),
    askedBefore: names.map(({ askedWhom }) => askedWhom),
    restDays: await restDaysFrom(ctx, 183),
    version: await newestAnswer(ctx, orderId),
  }
}

/** The days of the next so many on which nobody works. */
const restDaysFrom = async (ctx: Context, days: number): Promise<string[]> => {
  const works = await workCalendar(ctx)
  return Array.from({ length: days }, (_, index) => plusDays(ctx.today, index)).filter((day) => !works(day))
}

const newestOfAll = async (ctx: Context): Promise<number> =>
  (await ctx.db.selectFrom('shipmentPlans').select('id').orderBy('id', 'desc').limit(1).executeTakeFirst())?.id ?? 0
