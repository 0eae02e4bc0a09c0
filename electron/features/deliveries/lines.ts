import { sql } from 'kysely'
import type { NoteDraft, OpenLine } from '../../../shared/deliveries.ts'
import { lineAmount } from '../../../shared/money.ts'
import { translate } from '../../../shared/language.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Context } from '../../context.ts'
import { refuseBrokenUnit } from '../../wholeUnits.ts'
import { sharesOf } from '../allocations.ts'
import { packsByProduct } from '../orders.ts'
import { deductedOf } from '../complaints/links.ts'
import { readOffice } from '../settings.ts'
import { stockOfLines } from '../shipments.ts'
import { cameBack, onOtherDrafts, surelyBack } from './given.ts'
import { refuseOver, toleranceOf } from './tolerance.ts'

/** A line as it is stored: signed quantity (thousandths) and amount (fen); goods that come back are negative. */
export interface StoredLine {
  sequence: number
  orderLineId: number | null
  orderId: number | null
  orderNumber: string
  customerPo: string
  code: string
  description: string
  colour: string
  unit: string
  quantity: number
  packs: number
  priceMicros: number
  amountFen: number
  remark: string
}

const lineRows = (ctx: Context) =>
  ctx.db
    .selectFrom('orderLines')
    .innerJoin('orders', 'orders.id', 'orderLines.orderId')
    .innerJoin('customers', 'customers.id', 'orders.customerId')
    .leftJoin('products', 'products.id', 'orderLines.productId')
    .where('orders.voidedAt', 'is', null)
    .where('orders.checkedAt', 'is not', null)
    .where('orderLines.cancelledAt', 'is', null)
    .select([
      'orderLines.id as orderLineId',
      'orders.id as orderId',
      'orders.number as orderNumber',
      'orders.customerPo as orderPo',
      'orderLines.customerPo',
      'orderLines.code',
      'orderLines.name',
      'orderLines.spec',
      'orderLines.colour',
      'orderLines.unit',
      'orderLines.dueOn',
      'orderLines.quantity as ordered',
      'orderLines.deliveredQuantity as delivered',
      'orderLines.priceMicros',
      'products.unit as productUnit',
      'products.packs as productPacks',
      'products.packUnits',
      'customers.overBasisPoints',
      sql<number>`coalesce((select sum(l."quantity") from "deliveryLines" l join "deliveryNotes" n on n."id" = l."deliveryNoteId" where l."orderLineId" = "orderLines"."id" and n."kind" = (case when "orders"."source" = 'complaint' then 'replacement' else 'delivery' end) and n."releasedAt" is null and n."voidedAt" is null), 0)`.as(
        'onDrafts',
      ),
      sql<number>`coalesce((select sum(f."finishedQuantity") from "noticeLines" f where f."orderLineId" = "orderLines"."id"), 0)`.as(
        'finished',
      ),
      sql<number>`case when exists (select 1 from "noticeLines" f join "notices" n on n."id" = f."noticeId" where f."orderLineId" = "orderLines"."id" and n."voidedAt" is null) then 1 else 0 end`.as(
        'inWork',
      ),
    ])
    .orderBy('orderLines.dueOn')
    .orderBy('orders.id')
    .orderBy('orderLines.sequence')
    .limit(1000)

type FoundLine = Awaited<ReturnType<ReturnType<typeof lineRows>['execute']>>[number]

type Beside = Pick<OpenLine, 'stored' | 'share' | 'made'>

const openLine = (
  {
    name,
    spec,
    orderPo,
    customerPo,
    onDrafts,
    finished,
    productUnit,
    productPacks,
    packUnits,
    overBasisPoints,
    inWork: _,
    ...row
  }: FoundLine,
  beside: Beside,
): OpenLine => ({
  ...row,
  ...beside,
  customerPo: customerPo || orderPo,
  description: [name, spec].filter(Boolean).join(' '),
  onDrafts: Number(onDrafts),
  finished: Number(finished),
  remaining: row.ordered - row.delivered - Number(onDrafts),
  tolerance: toleranceOf(row.ordered, overBasisPoints),
  packing:
    productUnit === row.unit && productPacks !== null && packUnits !== null ? { packs: productPacks, packUnits } : null,
})

/** The lines with what of each is in the store, and what of it was split among customers. */
const openLines = async (ctx: Context, found: FoundLine[], noteId: number | null): Promise<OpenLine[]> => {
  const stocks = await stockOfLines(
    ctx,
    found.map(({ orderLineId }) => orderLineId),
  )
  const shares = await sharesOf(ctx, found, noteId)
  const { storeFirst } = await readOffice(ctx)
  return found.map((line) => {
    const stock = stocks.get(line.orderLineId)
    const share = shares.get(line.orderLineId) ?? null
    const there = Math.max(0, Number(line.finished) - line.delivered, stock?.there ?? 0)
    return openLine(line, {
      stored: stock && stock.putIn > 0 ? stock.there : null,
      share,
      made: Number(line.inWork) === 0 || storeFirst ? null : Math.max(there, share?.given ?? 0),
    })
  })
}

/** What is left to deliver of one order, or of every open order of a customer, oldest due first. */
export const openLinesOf = async (
  ctx: Context,
  filter: { customerId: number | null; orderId: number | null; noteId?: number | null },
): Promise<OpenLine[]> => {
  if (filter.orderId === null && filter.customerId === null) return []
  let rows = lineRows(ctx).whereRef('orderLines.deliveredQuantity', '<', 'orderLines.quantity')
  if (filter.orderId !== null) rows = rows.where('orders.id', '=', filter.orderId)
  // goods made for a complaint leave on a note of their own
  if (filter.customerId !== null)
    rows = rows.where('orders.customerId', '=', filter.customerId).where('orders.source', '<>', 'complaint')
  return openLines(ctx, await rows.execute(), filter.noteId ?? null)
}

/** What a customer holds of us, of one note or of all: `remaining` can come back (duty 99). */
export const heldLinesOf = async (
  ctx: Context,
  filter: { customerId: number | null; noteId: number | null },
): Promise<OpenLine[]> => {
  if (filter.noteId === null && filter.customerId === null) return []
  let rows = lineRows(ctx).where('orderLines.deliveredQuantity', '>', 0)
  if (filter.noteId !== null)
    rows = rows.where(
      'orderLines.id',
      'in',
      ctx.db
        .selectFrom('deliveryLines')
        .select('orderLineId')
        .where('deliveryNoteId', '=', filter.noteId)
        .where('orderLineId', 'is not', null),
    )
  if (filter.customerId !== null) rows = rows.where('orders.customerId', '=', filter.customerId)
  const held: OpenLine[] = []
  for (const found of await rows.execute()) {
    const line = openLine(found, { stored: null, share: null, made: null })
    const remaining =
      line.delivered - (await cameBack(ctx, line.orderLineId, null)) - (await deductedOf(ctx, line.orderLineId))
    if (remaining > 0) held.push({ ...line, remaining })
  }
  return held
}

type DraftLine = NoteDraft['lines'][number]

const orderLineOf = async (ctx: Context, draft: NoteDraft, line: DraftLine, row: number) => {
  const found = await ctx.db
    .selectFrom('orderLines')
    .innerJoin('orders', 'orders.id', 'orderLines.orderId')
    .selectAll('orderLines')
    .select([
      'orders.customerId',
      'orders.number',
      'orders.customerPo as orderPo',
      'orders.checkedAt',
      'orders.voidedAt',
      'orders.source',
    ])
    .where('orderLines.id', '=', line.orderLineId)
    .executeTakeFirst()
  if (!found || found.customerId !== draft.customerId)
    throw refuse('deliveries.otherCustomer', { row }, `lines.${row - 1}.orderLineId`)
  if (found.voidedAt !== null || found.checkedAt === null || found.cancelledAt !== null)
    throw refuse('deliveries.notReady', { number: found.number }, `lines.${row - 1}.orderLineId`)
  return found
}

/** Never more than was ordered, counting what is on other drafts; never more back than went out (duties 87, 99). */
const checkQuantity = async (
  ctx: Context,
  draft: NoteDraft,
  line: DraftLine,
  found: Awaited<ReturnType<typeof orderLineOf>>,
  row: number,
): Promise<void> => {
  const back = draft.kind === 'return' || line.direction === 'in'
  refuseBrokenUnit(
    line.quantity,
    {
      unit: found.unit,
      what: `${translate(ctx.language, 'app.lineNumber', { line: row })} ${found.name}`,
      known: [found.quantity, found.deliveredQuantity],
    },
    `lines.${row - 1}.quantity`,
  )
  const values = (left: number) => ({
    row,
    name: found.name,
    left: formatQuantity(Math.max(0, left)),
    asked: formatQuantity(line.quantity),
    unit: found.unit,
  })
  if (found.source === 'complaint' && !back) {
    if (draft.kind !== 'replacement')
      throw refuse('deliveries.goesByReplacement', { row, number: found.number }, `lines.${row - 1}.orderLineId`)
    const noted = await onOtherDrafts(ctx, found.id, draft.id, 'replacement')
    const left = found.quantity - found.deliveredQuantity - noted
    if (line.quantity > left) throw refuse('deliveries.moreThanOrdered', values(left), `lines.${row - 1}.quantity`)
  } else if (draft.kind === 'delivery') {
    const surely = await surelyBack(ctx, found.id, draft.id)
    const left =
      found.quantity - found.deliveredQuantity - (await onOtherDrafts(ctx, found.id, draft.id)) + Math.min(0, surely)
    if (line.quantity > left) await refuseOver(ctx, draft, { row, found, left, asked: line.quantity })
  } else if (back) {
    const left = found.deliveredQuantity - (await cameBack(ctx, found.id, draft.id)) - (await deductedOf(ctx, found.id))
    if (line.quantity > left) throw refuse('deliveries.moreThanDelivered', values(left), `lines.${row - 1}.quantity`)
  } else if (draft.kind === 'exchange') {
    const returning = draft.lines
      .filter((each) => each.orderLineId === found.id && each.direction === 'in')
      .reduce((sum, { quantity }) => sum + quantity, 0)
    const out = found.deliveredQuantity + (await onOtherDrafts(ctx, found.id, draft.id))
    const left = found.quantity - out + (await surelyBack(ctx, found.id, draft.id)) + returning
    if (line.quantity > left) throw refuse('deliveries.moreThanOrdered', values(left), `lines.${row - 1}.quantity`)
  } else if (line.quantity > found.deliveredQuantity)
    throw refuse('deliveries.moreThanDelivered', values(found.deliveredQuantity), `lines.${row - 1}.quantity`)
}

/** Amount (fen) of an order line on the other notes of some kinds, and their quantity: standing ones, released or not. */
const onOtherNotes = async (
  ctx: Context,
  orderLineId: number,
  exceptNoteId: number | null,
  kinds: readonly NoteDraft['kind'][],
): Promise<{ fen: number; quantity: number }> => {
  const row = await ctx.db
    .selectFrom('deliveryLines')
    .innerJoin('deliveryNotes', 'deliveryNotes.id', 'deliveryLines.deliveryNoteId')
    .where('deliveryLines.orderLineId', '=', orderLineId)
    .where('deliveryNotes.voidedAt', 'is', null)
    .where('deliveryNotes.kind', 'in', kinds)
    .where('deliveryNotes.id', '<>', exceptNoteId ?? 0)
    .select(({ fn }) => [fn.sum('deliveryLines.amountFen').as('fen'), fn.sum('deliveryLines.quantity').as('quantity')])
    .executeTakeFirst()
  return { fen: Number(row?.fen ?? 0), quantity: Number(row?.quantity ?? 0) }
}

/**
 * Amount of a line in fen: quantity × price; the last part takes what is left of the order line, so that the parts add
 * up to it, and a return of all that is still held leaves nothing owed.
 */
const amountOf = async (
  ctx: Context,
  draft: NoteDraft,
  found: Awaited<ReturnType<typeof orderLineOf>>,
  quantity: number,
  priceMicros: number,
): Promise<number> => {
  if (draft.kind === 'return') {
    const held = await onOtherNotes(ctx, found.id, draft.id, ['delivery', 'return', 'exchange'])
    return held.quantity + quantity === 0 ? -held.fen : lineAmount(quantity, priceMicros)
  }
  if (draft.kind !== 'delivery') return lineAmount(quantity, priceMicros)
  const others = await onOtherNotes(ctx, found.id, draft.id, ['delivery'])
  return others.quantity + quantity === found.quantity
    ? found.amountFen - others.fen
    : lineAmount(quantity, priceMicros)
}

const storedLine = async (ctx: Context, draft: NoteDraft, line: DraftLine, row: number): Promise<StoredLine> => {
  const common = { sequence: row, remark: line.remark }
  if (line.orderLineId === null) {
    if (draft.kind !== 'replacement')
      throw refuse('deliveries.orderLineNeeded', { row }, `lines.${row - 1}.orderLineId`)
    if (line.description === '') throw refuse('deliveries.descriptionNeeded', { row }, `lines.${row - 1}.description`)
    const { code, description, colour, unit, quantity } = line
    return {
      ...common,
      orderLineId: null,
      orderId: null,
      orderNumber: '',
      customerPo: '',
      code,
      description,
      colour,
      unit: unit || '件',
      quantity,
      packs: line.packs ?? 0,
      priceMicros: 0,
      amountFen: 0,
    }
  }
  const found = await orderLineOf(ctx, draft, line, row)
  await checkQuantity(ctx, draft, line, found, row)
  const sign = draft.kind === 'return' || line.direction === 'in' ? -1 : 1
  const quantity = sign * line.quantity
  const priceMicros = draft.kind === 'replacement' ? 0 : found.priceMicros
  return {
    ...common,
    orderLineId: found.id,
    orderId: found.orderId,
    orderNumber: found.number,
    customerPo: found.customerPo || found.orderPo,
    code: found.code,
    description: [found.name, found.spec].filter(Boolean).join(' '),
    colour: found.colour,
    unit: found.unit,
    quantity,
    packs: sign * (line.packs ?? (await packsByProduct(ctx, found.productId, found.unit, line.quantity)) ?? 0),
    priceMicros,
    amountFen: await amountOf(ctx, draft, found, quantity, priceMicros),
  }
}

/** The lines of a draft as they are stored, each checked against its order. */
export const storedLines = async (ctx: Context, draft: NoteDraft): Promise<StoredLine[]> => {
  const directions = new Set(draft.lines.map(({ direction }) => direction))
  if (draft.kind === 'exchange' && directions.size < 2) throw refuse('deliveries.exchangeBoth', {}, 'lines')
  const lines: StoredLine[] = []
  for (const [index, line] of draft.lines.entries()) {
    const row = index + 1
    const twice =
      line.orderLineId !== null &&
      draft.lines.findIndex((each) => each.orderLineId === line.orderLineId && each.direction === line.direction) !==
        index
    if (twice) throw refuse('deliveries.lineTwice', { row }, `lines.${index}.orderLineId`)
    lines.push(await storedLine(ctx, draft, line, row))
  }
  return lines
}
