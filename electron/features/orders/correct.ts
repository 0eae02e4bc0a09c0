import type { CheckField } from '../../../shared/checks.ts'
import { parseTypedDate } from '../../../shared/dates.ts'
import { packs } from '../../../shared/fields.ts'
import { priceLine, taxRate } from '../../../shared/lineTax.ts'
import { formatMicros, lineAmount, parseMicros, parseQuantity } from '../../../shared/money.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import { refuse } from '../../../shared/refusals.ts'
import { otherSumOfSizes } from '../../../shared/sizeRuns.ts'
import type { Context } from '../../context.ts'
import { findOrder, packsByProduct, storeTotals } from '../orders.ts'

/** Corrections of a line during the call-back (duty 4), and the way back. */

type Reader = Pick<Context, 'db'>
type Line = Awaited<ReturnType<typeof findLine>>
const findLine = async (ctx: Reader, orderLineId: number) => {
  const line = await ctx.db.selectFrom('orderLines').selectAll().where('id', '=', orderLineId).executeTakeFirst()
  if (!line) throw refuse('app.notFound')
  return line
}

const describe = (line: Pick<Line, 'name' | 'spec'>): string => [line.name, line.spec].filter(Boolean).join(' ')

/**
 * What a field of a line says, as the check shows it and keeps both values of a correction. `apart`: the line is asked
 * for its 规格 by itself, so its name is the name alone.
 */
export const fieldValue = (
  line: Pick<Line, Exclude<CheckField, 'price'> | 'priceMicros'>,
  field: CheckField,
  apart = false,
): string => {
  if (field === 'name') return apart ? line.name : describe(line)
  if (field === 'quantity') return formatQuantity(line.quantity)
  if (field === 'price') return formatMicros(line.priceMicros)
  if (field === 'packs') return String(line.packs)
  return line[field]
}

/** A line with sizes keeps its quantity at their sum: the sizes are corrected before it. */
const refuseOtherSum = async (ctx: Reader, line: Line, quantity: number): Promise<void> => {
  if (line.productId === null) return
  const product = await ctx.db
    .selectFrom('products')
    .select('sizes')
    .where('id', '=', line.productId)
    .executeTakeFirst()
  const sum = otherSumOfSizes({ spec: line.spec, quantity }, product?.sizes ?? '')
  if (sum !== null) throw refuse('orders.sizesFirst', { sum: formatQuantity(sum) }, 'newValue')
}

/** A new code brings the product's own name, spec, unit and packing with it. */
const codeChange = async (ctx: Context, line: Line, value: string) => {
  const product = await ctx.db
    .selectFrom('products')
    .select(['id', 'code', 'name', 'spec', 'unit'])
    .where('code', '=', value)
    .executeTakeFirst()
  if (!product) return { productId: null, code: value }
  const { id: productId, ...card } = product
  const packs = (await packsByProduct(ctx, productId, card.unit, line.quantity)) ?? line.packs
  return { productId, ...card, packs }
}

const quantityChange = async (ctx: Context, line: Line, value: string, rate: number) => {
  const quantity = parseQuantity(value)
  if (quantity === null || quantity <= 0) throw refuse('orders.notAQuantity', { value }, 'newValue')
  await refuseOtherSum(ctx, line, quantity)
  const packs = (await packsByProduct(ctx, line.productId, line.unit, quantity)) ?? line.packs
  // a price without tax stands as it was typed, whatever the quantity
  if (line.netPriceMicros !== null)
    return { quantity, packs, ...priceLine({ ...line, quantity, typedSide: 'price' }, rate) }
  return { quantity, packs, typedSide: 'price', amountFen: lineAmount(quantity, line.priceMicros) }
}

const mayBeEmpty: readonly CheckField[] = ['code', 'spec', 'colour', 'material', 'remark']

const changeOf = async (
  ctx: Context,
  line: Line,
  field: CheckField,
  value: string,
  { rate, apart }: { rate: number; apart: boolean },
): Promise<Partial<Line>> => {
  if (value === '' && !mayBeEmpty.includes(field)) throw refuse('orders.newValueNeeded', {}, 'newValue')
  switch (field) {
    case 'code':
      return codeChange(ctx, line, value)
    case 'name': {
      if (apart) return { name: value.slice(0, 80) }
      const [name, ...spec] = value.split(/\s+/)
      return { name: name!.slice(0, 80), spec: spec.join(' ').slice(0, 80) }
    }
    case 'spec':
      return { spec: value.slice(0, 80) }
    case 'material':
      return { material: value.slice(0, 200) }
    case 'colour':
      return { colour: value.slice(0, 40) }
    case 'quantity':
      return quantityChange(ctx, line, value, rate)
    case 'packs': {
      const count = parseQuantity(value)
      const read = packs.safeParse(count === null ? null : count / 1000)
      if (!read.success || read.data < 0) throw refuse('checks.notPacks', { value }, 'newValue')
      return { packs: read.data }
    }
    case 'remark':
      return { remark: value.slice(0, 200) }
    case 'price': {
      const priceMicros = parseMicros(value)
      if (priceMicros === null || priceMicros < 0) throw refuse('orders.notAPrice', { value }, 'newValue')
      return {
        priceMicros,
        netPriceMicros: null,
        typedSide: 'price',
        priceSource: 'typed',
        amountFen: lineAmount(line.quantity, priceMicros),
      }
    }
    case 'dueOn': {
      const dueOn = parseTypedDate(value, ctx.today)
      if (dueOn === null) throw refuse('orders.notADate', { value }, 'newValue')
      return { dueOn }
    }
  }
}

const ofOpenOrder = async (ctx: Context, orderLineId: number) => {
  const line = await findLine(ctx, orderLineId)
  const order = await findOrder(ctx, line.orderId)
  if (order.voidedAt !== null) throw refuse('orders.isVoid', { number: order.number })
  if (order.checkedAt !== null) throw refuse('orders.checkedLines', { number: order.number })
  return { line, order }
}

const rewrite = async (
  ctx: Context,
  line: Line,
  field: CheckField,
  change: Partial<Line>,
  apart = false,
): Promise<Line> => {
  const row = await ctx.db
    .updateTable('orderLines')
    .set(change)
    .where('id', '=', line.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  await storeTotals(ctx, line.orderId)
  ctx.record({
    entity: 'orders',
    id: line.orderId,
    before: { line: line.sequence, field, value: fieldValue(line, field, apart) },
    after: { line: line.sequence, field, value: fieldValue(row, field, apart) },
  })
  return row
}

/**
 * Corrects one field of a line during the call-back (改, duty 4), with amounts, packs and totals behind it. Gives what
 * the field said before and says now, and the line's columns as they were (`restoreLine` puts them back). The caller
 * keeps the mark and refreshes the order. `apart`: see `fieldValue`.
 */
export const correctLine = async (
  ctx: Context,
  orderLineId: number,
  field: CheckField,
  value: string,
  apart: boolean,
): Promise<{ oldValue: string; newValue: string; before: Partial<Line> }> => {
  const { line, order } = await ofOpenOrder(ctx, orderLineId)
  const change = await changeOf(ctx, line, field, value.trim(), { rate: taxRate(order), apart })
  const row = await rewrite(ctx, line, field, change, apart)
  const before = Object.fromEntries(Object.keys(change).map((key) => [key, line[key as keyof Line]]))
  return {
    oldValue: fieldValue(line, field, apart),
    newValue: fieldValue(row, field, apart),
    before: before as Partial<Line>,
  }
}

/**
 * Puts the columns of a corrected field back as they were keyed. `standing`: another correction of the line's money
 * stands, so the amount is reckoned anew from quantity and price instead of coming back.
 */
export const restoreLine = async (
  ctx: Context,
  orderLineId: number,
  field: CheckField,
  before: Partial<Line>,
  standing: boolean,
): Promise<void> => {
  const { line } = await ofOpenOrder(ctx, orderLineId)
  if (!standing) return void (await rewrite(ctx, line, field, before))
  const quantity = field === 'quantity' ? (before.quantity ?? line.quantity) : line.quantity
  const priceMicros = field === 'price' ? (before.priceMicros ?? line.priceMicros) : line.priceMicros
  const own =
    field === 'quantity'
      ? { quantity, packs: before.packs ?? line.packs }
      : { priceMicros, priceSource: before.priceSource ?? line.priceSource, netPriceMicros: null }
  await rewrite(ctx, line, field, { ...own, typedSide: 'price', amountFen: lineAmount(quantity, priceMicros) })
}
