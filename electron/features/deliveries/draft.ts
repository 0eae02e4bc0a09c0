import type { NoteDraft, OpenLine } from '../../../shared/deliveries.ts'
import { translate } from '../../../shared/language.ts'
import { lineAmount } from '../../../shared/money.ts'
import { refuse } from '../../../shared/refusals.ts'
import { type ShipWay, shipWayKeys } from '../../../shared/shipments.ts'
import type { Context } from '../../context.ts'
import { standingPlans } from '../shipments.ts'
import { openLinesOf } from './lines.ts'

interface Planned {
  shipOn: string
  way: ShipWay
  /** Order line → what of it leaves that day (thousandths). */
  quantities: Map<number, number>
}

/** What the shipping plan has of the order on the day of one of its lines, less what has left or stands on notes. */
const plannedWith = async (ctx: Context, planId: number, lines: readonly OpenLine[]): Promise<Planned | null> => {
  const plans = await standingPlans(
    ctx,
    lines.map(({ orderLineId }) => orderLineId),
  )
  const asked = plans.find(({ id }) => id === planId)
  if (!asked) return null
  const quantities = new Map<number, number>()
  for (const plan of plans.filter(({ shipOn }) => shipOn === asked.shipOn)) {
    const { orderLineId, quantity, goneQuantity, notedQuantity } = plan
    quantities.set(orderLineId, (quantities.get(orderLineId) ?? 0) + quantity - goneQuantity - notedQuantity)
  }
  return { shipOn: asked.shipOn, way: asked.way as ShipWay, quantities }
}

/** How much of each line is proposed (thousandths): as planned, as it was split where it is short, else all that is left. */
const proposed = (lines: readonly OpenLine[], planned: Planned | null): { line: OpenLine; quantity: number }[] => {
  const wanted = lines
    .map((line) => ({
      line,
      quantity: Math.min(line.remaining, planned?.quantities.get(line.orderLineId) ?? (planned ? 0 : line.remaining)),
    }))
    .filter(({ quantity }) => quantity > 0)
  const split = wanted
    .map(({ line, quantity }) => ({ line, quantity: Math.min(quantity, line.share?.most ?? quantity) }))
    .filter(({ quantity }) => quantity > 0)
  // all of it was given to others: the form says so beside each line
  return split.length > 0 ? split : wanted
}

/**
 * Of each line no more than lies here and stands on no note (thousandths): through the last process or in the store, not
 * gone. Goods no notice makes were bought or lay here before: all of them.
 */
const asMade = async (
  ctx: Context,
  orderId: number,
  lines: { line: OpenLine; quantity: number }[],
): Promise<{ line: OpenLine; quantity: number }[]> => {
  const rows = await ctx.db
    .selectFrom('noticeLines')
    .innerJoin('notices', 'notices.id', 'noticeLines.noticeId')
    .select('noticeLines.orderLineId')
    .where('notices.orderId', '=', orderId)
    .where('notices.voidedAt', 'is', null)
    .execute()
  const inWork = new Set(rows.map(({ orderLineId }) => orderLineId))
  return lines
    .map(({ line, quantity }) => {
      const here = Math.max(0, line.finished - line.delivered, line.stored ?? 0) - line.onDrafts
      return { line, quantity: inWork.has(line.orderLineId) ? Math.min(quantity, here) : quantity }
    })
    .filter(({ quantity }) => quantity > 0)
}

/** Notes with goods of an order that have not left, the newest first. */
export const openNotesOf = (
  ctx: Pick<Context, 'db'>,
  { orderId }: { orderId: number },
): Promise<{ id: number; number: string }[]> =>
  ctx.db
    .selectFrom('deliveryNotes')
    .select(['id', 'number'])
    .where('id', 'in', (lines) =>
      lines
        .selectFrom('deliveryLines')
        .select('deliveryNoteId')
        .where('orderId', '=', orderId)
        .where('quantity', '>', 0),
    )
    .where('kind', 'in', ['delivery', 'replacement'])
    .where('releasedAt', 'is', null)
    .where('voidedAt', 'is', null)
    .orderBy('id', 'desc')
    .limit(20)
    .execute()

/** A note with the open lines of an order, its address and contact; `made`: only what is made of them. */
export const newDraft = async (
  ctx: Context,
  { orderId, planId, made }: { orderId: number; planId: number | null; made: boolean },
): Promise<NoteDraft> => {
  const order = await ctx.db.selectFrom('orders').selectAll().where('id', '=', orderId).executeTakeFirst()
  if (!order) throw refuse('app.notFound')
  if (order.checkedAt === null) throw refuse('deliveries.notReady', { number: order.number })
  const open = (await openLinesOf(ctx, { customerId: null, orderId })).filter(({ remaining }) => remaining > 0)
  const planned = planId === null ? null : await plannedWith(ctx, planId, open)
  const asPlanned = proposed(open, planned)
  // all of that day stands on notes: the rest goes with it
  const whole = asPlanned.length > 0 ? asPlanned : proposed(open, null)
  const lines = made ? await asMade(ctx, orderId, whole) : whole
  if (lines.length === 0) {
    const standing = await openNotesOf(ctx, { orderId })
    if (standing.length === 0) throw refuse('deliveries.noOpenLines')
    throw refuse('deliveries.onOpenNote', {
      order: order.number,
      notes: standing.map(({ number }) => number).join('、'),
    })
  }
  const customer = await ctx.db
    .selectFrom('customers')
    .selectAll()
    .where('id', '=', order.customerId)
    .executeTakeFirstOrThrow()
  const amountFen = lines.reduce((sum, { line, quantity }) => sum + lineAmount(quantity, line.priceMicros), 0)
  return {
    id: null,
    kind: order.source === 'complaint' ? 'replacement' : 'delivery',
    customerId: order.customerId,
    deliveryOn: planned && planned.shipOn > ctx.today ? planned.shipOn : ctx.today,
    address: order.deliveryPlace || customer.address,
    contact: order.contact || customer.contact,
    phone: order.phone || customer.phone,
    method: planned ? translate(ctx.language, shipWayKeys[planned.way]) : order.deliveryMethod,
    driver: '',
    vehicle: '',
    serial: '',
    overReason: '',
    remark: '',
    codFen: order.settlement === 'cash' && order.source !== 'complaint' ? amountFen : 0,
    version: 0,
    lines: lines.map(({ line: { orderLineId, code, description, colour, unit }, quantity }) => ({
      orderLineId,
      code,
      description,
      colour,
      unit,
      quantity,
      packs: null,
      remark: '',
      direction: 'out' as const,
    })),
  }
}
