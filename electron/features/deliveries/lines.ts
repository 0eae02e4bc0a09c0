import { sql } from 'kysely'
import type { NoteDraft, OpenLine } from '../../../shared/deliveries.ts'
import { lineAmount } from '../../../shared/money.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Context } from '../../context.ts'
import { packsByProduct } from '../orders.ts'

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

const sumOnNotes = (ctx: Context, orderLineId: number, exceptNoteId: number | null, kind: 'delivery' | 'return') => {
  let lines = ctx.db
    .selectFrom('deliveryLines')
    .innerJoin('deliveryNotes', 'deliveryNotes.id', 'deliveryLines.deliveryNoteId')
    .where('deliveryLines.orderLineId', '=', orderLineId)
    .where('deliveryNotes.voidedAt', 'is', null)
    .where('deliveryNotes.kind', '=', kind)
  if (kind === 'delivery') lines = lines.where('deliveryNotes.releasedAt', 'is', null)
  if (exceptNoteId !== null) lines = lines.where('deliveryNotes.id', '<>', exceptNoteId)
  return lines.select(({ fn }) => fn.sum('deliveryLines.quantity').as('sum')).executeTakeFirst()
}

/** What is left to deliver of one order, or of every open order of a customer, oldest due first. */
export const openLinesOf = async (ctx: Context, filter: { customerId: number | null; orderId: number | null }): Promise<OpenLine[]> => {
  let rows = ctx.db
    .selectFrom('orderLines')
    .innerJoin('orders', 'orders.id', 'orderLines.orderId')
    .where('orders.voidedAt', 'is', null)
    .where('orders.checkedAt', 'is not', null)
    .whereRef('orderLines.deliveredQuantity', '<', 'orderLines.quantity')
  if (filter.orderId !== null) rows = rows.where('orders.id', '=', filter.orderId)
  if (filter.customerId !== null) rows = rows.where('orders.customerId', '=', filter.customerId)
  if (filter.orderId === null && filter.customerId === null) return []
  const found = await rows
    .select([
      'orderLines.id as orderLineId', 'orders.id as orderId', 'orders.number as orderNumber', 'orders.customerPo as orderPo', 'orderLines.customerPo', 'orderLines.code', 'orderLines.name', 'orderLines.spec', 'orderLines.colour', 'orderLines.unit', 'orderLines.dueOn',
      'orderLines.quantity as ordered', 'orderLines.deliveredQuantity as delivered', 'orderLines.priceMicros',
      sql<number>`coalesce((select sum(l."quantity") from "deliveryLines" l join "deliveryNotes" n on n."id" = l."deliveryNoteId" where l."orderLineId" = "orderLines"."id" and n."kind" = 'delivery' and n."releasedAt" is null and n."voidedAt" is null), 0)`.as('onDrafts'),
      sql<number>`coalesce((select sum(f."finishedQuantity") from "noticeLines" f where f."orderLineId" = "orderLines"."id"), 0)`.as('finished'),
    ])
    .orderBy('orderLines.dueOn')
    .orderBy('orders.id')
    .orderBy('orderLines.sequence')
    .limit(1000)
    .execute()
  return found.map(({ name, spec, orderPo, customerPo, onDrafts, finished, ...row }) => ({
    ...row,
    customerPo: customerPo || orderPo,
    description: [name, spec].filter(Boolean).join(' '),
    onDrafts: Number(onDrafts),
    finished: Number(finished),
    remaining: row.ordered - row.delivered - Number(onDrafts),
  }))
}

type DraftLine = NoteDraft['lines'][number]

const orderLineOf = async (ctx: Context, draft: NoteDraft, line: DraftLine, row: number) => {
  const found = await ctx.db
    .selectFrom('orderLines')
    .innerJoin('orders', 'orders.id', 'orderLines.orderId')
    .selectAll('orderLines')
    .select(['orders.customerId', 'orders.number', 'orders.customerPo as orderPo', 'orders.checkedAt', 'orders.voidedAt'])
    .where('orderLines.id', '=', line.orderLineId)
    .executeTakeFirst()
  if (!found || found.customerId !== draft.customerId) throw refuse('deliveries.otherCustomer', { row }, `lines.${row - 1}.orderLineId`)
  if (found.voidedAt !== null || found.checkedAt === null) throw refuse('deliveries.notReady', { number: found.number }, `lines.${row - 1}.orderLineId`)
  return found
}

/** Never more than was ordered, counting what is on other drafts; never more back than went out (duties 87, 99). */
const checkQuantity = async (ctx: Context, draft: NoteDraft, line: DraftLine, found: Awaited<ReturnType<typeof orderLineOf>>, row: number): Promise<void> => {
  const back = draft.kind === 'return' || line.direction === 'in'
  const values = (left: number) => ({ row, name: found.name, left: formatQuantity(Math.max(0, left)), asked: formatQuantity(line.quantity), unit: found.unit })
  if (draft.kind === 'delivery') {
    const drafts = Number((await sumOnNotes(ctx, found.id, draft.id, 'delivery'))?.sum ?? 0)
    const left = found.quantity - found.deliveredQuantity - drafts
    if (line.quantity > left) throw refuse('deliveries.moreThanOrdered', values(left), `lines.${row - 1}.quantity`)
  } else if (back) {
    const returned = -Number((await sumOnNotes(ctx, found.id, draft.id, 'return'))?.sum ?? 0)
    const left = found.deliveredQuantity - returned
    if (line.quantity > left) throw refuse('deliveries.moreThanDelivered', values(left), `lines.${row - 1}.quantity`)
  }
}

const storedLine = async (ctx: Context, draft: NoteDraft, line: DraftLine, row: number): Promise<StoredLine> => {
  const common = { sequence: row, remark: line.remark }
  if (line.orderLineId === null) {
    if (draft.kind !== 'replacement') throw refuse('deliveries.orderLineNeeded', { row }, `lines.${row - 1}.orderLineId`)
    if (line.description === '') throw refuse('deliveries.descriptionNeeded', { row }, `lines.${row - 1}.description`)
    const { code, description, colour, unit, quantity } = line
    return { ...common, orderLineId: null, orderId: null, orderNumber: '', customerPo: '', code, description, colour, unit: unit || '件', quantity, packs: line.packs ?? 0, priceMicros: 0, amountFen: 0 }
  }
  const found = await orderLineOf(ctx, draft, line, row)
  await checkQuantity(ctx, draft, line, found, row)
  const sign = draft.kind === 'return' || line.direction === 'in' ? -1 : 1
  const quantity = sign * line.quantity
  const priceMicros = draft.kind === 'replacement' ? 0 : found.priceMicros
  // a line whose total was typed keeps its total when all of it goes on one note
  const whole = found.typedSide === 'total' && line.quantity === found.quantity && draft.kind === 'delivery'
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
    amountFen: whole ? found.amountFen : lineAmount(quantity, priceMicros),
  }
}

/** The lines of a draft as they are stored, each checked against its order. */
export const storedLines = async (ctx: Context, draft: NoteDraft): Promise<StoredLine[]> => {
  const lines: StoredLine[] = []
  for (const [index, line] of draft.lines.entries()) {
    const row = index + 1
    const twice = line.orderLineId !== null && draft.lines.findIndex((each) => each.orderLineId === line.orderLineId && each.direction === line.direction) !== index
    if (twice) throw refuse('deliveries.lineTwice', { row }, `lines.${index}.orderLineId`)
    lines.push(await storedLine(ctx, draft, line, row))
  }
  return lines
}
