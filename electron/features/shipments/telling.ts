import { sql } from 'kysely'
import type { z } from 'zod'
import { translate } from '../../../shared/language.ts'
import { packsOf } from '../../../shared/quantities.ts'
import { refuse } from '../../../shared/refusals.ts'
import { type shipments, type ShipWay, shipWayKeys, type TellFacts } from '../../../shared/shipments.ts'
import { goodsInWords } from '../../../shared/sizeRuns.ts'
import type { Context } from '../../context.ts'
import { inPieces } from '../../db/batches.ts'
import { refuseSecondKeyer, refuseSecondKeyerOfNote } from '../blindKeys.ts'
import { writeContact } from '../contacts/writing.ts'
import { readCompany } from '../settings.ts'
import { standingPlans, stockOfLines } from '../shipments.ts'
import { usualWay } from './asking.ts'

/** Who of each order's customer was told last, and when. */
export const lastTellings = async (ctx: Pick<Context, 'db'>, orderIds: readonly number[]) => {
  const found = []
  for (const ids of inPieces([...new Set(orderIds)]))
    found.push(
      ...(await ctx.db
        .selectFrom('shipmentTellings')
        .innerJoin('users', 'users.id', 'shipmentTellings.userId')
        .select(['shipmentTellings.orderId', 'shipmentTellings.whom', 'shipmentTellings.at', 'shipmentTellings.way'])
        .select(['shipmentTellings.id', 'users.name as by'])
        .where('shipmentTellings.orderId', 'in', ids)
        .orderBy('shipmentTellings.id')
        .execute()),
    )
  // a later one takes the place of those before
  return new Map(found.map((row) => [row.orderId, row]))
}

const headOf = async (ctx: Context, orderId: number) => {
  const order = await ctx.db
    .selectFrom('orders')
    .innerJoin('customers', 'customers.id', 'orders.customerId')
    .select([
      'orders.number',
      'orders.customerId',
      'orders.contact',
      'orders.phone',
      'orders.deliveryPlace',
      'orders.deliveryMethod',
      'orders.checkedAt',
      'orders.voidedAt',
      'customers.shortName',
      'customers.name',
      'customers.contact as customerContact',
      'customers.phone as customerPhone',
      'customers.address',
    ])
    .where('orders.id', '=', orderId)
    .executeTakeFirst()
  if (!order) throw refuse('app.notFound')
  return order
}

/** Finished goods of an order that have not left: what lies in the store where one is kept, else what is made. */
const readyGoods = async (ctx: Context, orderId: number): Promise<TellFacts['goods']> => {
  const lines = await ctx.db
    .selectFrom('orderLines')
    .leftJoin('products', 'products.id', 'orderLines.productId')
    .select([
      'orderLines.id',
      'orderLines.name',
      'orderLines.spec',
      'orderLines.colour',
      'orderLines.unit',
      'orderLines.quantity',
      'orderLines.deliveredQuantity',
      'products.unit as productUnit',
      'products.packs as productPacks',
      'products.packUnits',
    ])
    .select(
      sql<number>`coalesce((select sum(f."finishedQuantity") from "noticeLines" f where f."orderLineId" = "orderLines"."id"), 0)`.as(
        'finished',
      ),
    )
    .where('orderLines.orderId', '=', orderId)
    .where('orderLines.cancelledAt', 'is', null)
    .whereRef('orderLines.deliveredQuantity', '<', 'orderLines.quantity')
    .orderBy('orderLines.sequence')
    .execute()
  const stocks = await stockOfLines(
    ctx,
    lines.map(({ id }) => id),
  )
  return lines.flatMap((line) => {
    const made = Number(line.finished) - line.deliveredQuantity
    const quantity = Math.min(line.quantity - line.deliveredQuantity, Math.max(made, stocks.get(line.id)?.there ?? 0))
    if (quantity <= 0) return []
    const { productUnit, productPacks, packUnits, name, spec, colour, unit } = line
    const packed = productUnit === unit && productPacks !== null && packUnits !== null
    return [
      {
        description: goodsInWords({ name, spec, colour }),
        unit,
        quantity,
        packs: packed ? packsOf(quantity, productPacks, packUnits) : null,
      },
    ]
  })
}

/**
 * A note with goods of the order that has left: all that is on it, of whichever of the customer's orders, and how it
 * travels; refuses one that has not left.
 */
const sentNote = async (ctx: Context, orderId: number, deliveryNoteId: number) => {
  const note = await ctx.db
    .selectFrom('deliveryNotes')
    .leftJoin('journeys', 'journeys.deliveryNoteId', 'deliveryNotes.id')
    .select([
      'deliveryNotes.number',
      'deliveryNotes.releasedAt',
      'deliveryNotes.voidedAt',
      'deliveryNotes.countedPacks',
      'deliveryNotes.totalPacks',
      'journeys.id as journeyId',
      'journeys.way',
      'journeys.carrier',
      'journeys.carrierPhone',
      'journeys.tracking',
      'journeys.expectedOn',
      'journeys.leftOn',
    ])
    .where('deliveryNotes.id', '=', deliveryNoteId)
    .executeTakeFirst()
  if (!note) throw refuse('app.notFound')
  if (note.voidedAt !== null) throw refuse('deliveries.isVoid', { number: note.number })
  if (note.releasedAt === null) throw refuse('deliveries.notReleased', { number: note.number })
  const lines = await ctx.db
    .selectFrom('deliveryLines')
    .leftJoin('loadChecks', (join) =>
      join
        .onRef('loadChecks.deliveryLineId', '=', 'deliveryLines.id')
        .on('loadChecks.journeyId', '=', note.journeyId ?? 0),
    )
    .select([
      'orderId',
      'orderNumber',
      'description',
      'colour',
      'unit',
      'deliveryLines.quantity',
      'deliveryLines.packs',
    ])
    .select('loadChecks.packs as loadedPacks')
    .where('deliveryNoteId', '=', deliveryNoteId)
    .where('deliveryLines.quantity', '>', 0)
    .orderBy('sequence')
    .execute()
  const orderIds = new Set(lines.flatMap((line) => (line.orderId === null ? [] : [line.orderId])))
  if (!orderIds.has(orderId)) throw refuse('app.notFound')
  // the note carries them all: goods of another order are named with its number
  const several = new Set(lines.map((line) => line.orderId)).size > 1
  // counted at the picking otherwise than the note says: which line has a pack more or less is known of one line only
  const { countedPacks } = note
  const recounted = countedPacks !== null && countedPacks !== note.totalPacks
  return {
    orderIds: [...orderIds],
    way: (note.way as ShipWay | null) ?? 'deliver',
    sent: {
      number: note.number,
      carrier: note.carrier ?? '',
      carrierPhone: note.carrierPhone ?? '',
      tracking: note.tracking ?? '',
      expectedOn: note.expectedOn,
      leftOn: note.leftOn,
    },
    goods: lines.map(({ orderId: _, orderNumber, description, colour, packs, loadedPacks, ...line }) => ({
      ...line,
      packs: loadedPacks ?? (!recounted ? packs : lines.length === 1 ? countedPacks : null),
      description: [several ? orderNumber : '', description, colour].filter(Boolean).join(' '),
    })),
  }
}

/** The facts of the words a customer is told with; of a note that has left, where it is named. */
export const tellFacts = async (
  ctx: Context,
  orderId: number,
  deliveryNoteId: number | null = null,
): Promise<TellFacts> => {
  await refuseSecondKeyer(ctx, orderId)
  if (deliveryNoteId !== null) await refuseSecondKeyerOfNote(ctx, deliveryNoteId)
  const order = await headOf(ctx, orderId)
  const lineIds = await ctx.db.selectFrom('orderLines').select('id').where('orderId', '=', orderId).execute()
  const [plan] = await standingPlans(
    ctx,
    lineIds.map(({ id }) => id),
  )
  const company = await readCompany(ctx)
  const last = (await lastTellings(ctx, [orderId])).get(orderId)
  const note = deliveryNoteId === null ? null : await sentNote(ctx, orderId, deliveryNoteId)
  return {
    orderId,
    orderNumber: order.number,
    customerId: order.customerId,
    customer: order.shortName || order.name,
    contact: order.contact || order.customerContact,
    phone: order.phone || order.customerPhone,
    company: company?.shortName || company?.name || '',
    companyPhone: company?.phone ?? '',
    address: order.deliveryPlace || order.address,
    goods: note?.goods ?? (await readyGoods(ctx, orderId)),
    way:
      note?.way ?? (plan?.way as ShipWay | undefined) ?? (await usualWay(ctx, order.customerId, order.deliveryMethod)),
    shipOn: note === null && plan && plan.shipOn >= ctx.today ? plan.shipOn : null,
    sent: note?.sent ?? null,
    last: last ? { whom: last.whom, at: last.at, by: last.by } : null,
  }
}

/** 已通知客户 (duty 57): who was told, how and what was agreed; it stands in 往来记录 too. */
export const tell = async (ctx: Context, said: z.output<typeof shipments.tell.input>): Promise<{ id: number }> => {
  const { orderId, deliveryNoteId, whom, channel, way, shipOn, words } = said
  const order = await headOf(ctx, orderId)
  if (order.checkedAt === null || order.voidedAt !== null) throw refuse('deliveries.notReady', { number: order.number })
  if (shipOn !== null && shipOn < ctx.today) throw refuse('shipments.shipPast', { on: shipOn }, 'shipOn')
  const note = deliveryNoteId === null ? null : await sentNote(ctx, orderId, deliveryNoteId)
  // a customer is told of goods that are there: a planned day alone is no finished goods
  if (!note && (await readyGoods(ctx, orderId)).length === 0)
    throw refuse('shipments.nothingToTell', { number: order.number })
  const summary = note
    ? translate(ctx.language, 'journeys.toldSent', { number: note.sent.number, tracking: note.sent.tracking })
    : translate(ctx.language, shipOn === null ? 'shipments.toldNoDay' : 'shipments.toldOn', {
        number: order.number,
        way: translate(ctx.language, shipWayKeys[way]),
        day: shipOn ?? '',
      })
  const contactId = await writeContact(ctx, {
    customerId: order.customerId,
    orderId,
    kind: 'talk',
    channel,
    direction: 'out',
    person: whom,
    summary,
    inboxItemId: null,
    nextOn: null,
  })
  // of a note every order on it was told of, this one last: its record is the one given back
  const told = { customerId: order.customerId, whom, channel, way, shipOn, words, contactId, userId: ctx.user.id }
  const others = (note?.orderIds ?? []).filter((each) => each !== orderId)
  let telling = 0
  for (const each of [...others, orderId]) {
    const values = { ...told, orderId: each, at: ctx.now }
    const { id } = await ctx.db.insertInto('shipmentTellings').values(values).returning('id').executeTakeFirstOrThrow()
    ctx.record({ entity: 'shipmentTellings', id, after: values })
    telling = id
  }
  return { id: telling }
}
