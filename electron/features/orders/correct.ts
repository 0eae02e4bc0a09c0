import type { CheckField } from '../../../shared/checks.ts'
import { parseTypedDate } from '../../../shared/dates.ts'
import { micros, positiveThousandths, typedPacks } from '../../../shared/fields.ts'
import { priceLine, taxRate } from '../../../shared/lineTax.ts'
import { formatMicros, isSensibleAmount, lineAmount, parseMicros, parseQuantity } from '../../../shared/money.ts'
import { isStrangeDue } from '../../../shared/orders.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import { refuse } from '../../../shared/refusals.ts'
import { otherSumOfSizes } from '../../../shared/sizeRuns.ts'
import type { Context } from '../../context.ts'
import { refuseBrokenUnit } from '../../wholeUnits.ts'
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
  if (!positiveThousandths.safeParse(quantity).success || quantity === null)
    throw refuse('orders.notAQuantity', { value }, 'newValue')
  await refuseOtherSum(ctx, line, quantity)
  const packs = (await packsByProduct(ctx, line.productId, line.unit, quantity)) ?? line.packs
  // a price without tax stands as it was typed, whatever the quantity
  if (line.netPriceMicros !== null)
    return { quantity, packs, ...priceLine({ ...line, quantity, typedSide: 'price' }, rate) }
  return { quantity, packs, typedSide: 'price', amountFen: lineAmount(quantity, line.priceMicros) }
}

/** What a line holds of each field in words; beyond it nothing is cut without a word. */
const longestWords: Partial<Record<CheckField, number>> = {
  code: 40,
  spec: 80,
  material: 200,
  colour: 40,
  remark: 200,
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
  const longest = longestWords[field]
  if (longest !== undefined && value.length > longest)
    throw refuse('checks.tooLong', { longest, length: value.length }, 'newValue')
  switch (field) {
    case 'code':
      return codeChange(ctx, line, value)
    case 'name': {
      const [name = '', ...rest] = apart ? [value] : value.split(/\s+/)
      const spec = rest.join(' ')
      if (name.length > 80 || spec.length > 80)
        throw refuse('checks.tooLong', { longest: 80, length: Math.max(name.length, spec.length) }, 'newValue')
      return apart ? { name } : { name, spec }
    }
    case 'spec':
      return { spec: value }
    case 'material':
      return { material: value }
    case 'colour':
      return { colour: value }
    case 'quantity':
      return quantityChange(ctx, line, value, rate)
    case 'packs': {
      const count = parseQuantity(value)
      const read = typedPacks.safeParse(count === null ? null : count / 1000)
      if (!read.success) throw refuse('checks.notPacks', { value }, 'newValue')
      return { packs: read.data }
    }
    case 'remark':
      return { remark: value }
    case 'price': {
      const priceMicros = parseMicros(value)
      if (
        priceMicros === null ||
        !micros.safeParse(priceMicros).success ||
        !isSensibleAmount(line.quantity, priceMicros)
      )
        throw refuse('orders.notAPrice', { value }, 'newValue')
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
      if (dueOn === null || isStrangeDue(dueOn, ctx.today)) throw refuse('orders.notADate', { value }, 'newValue')
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

/** Columns as they were before the correction of that turn. */
export type Was = Partial<Record<keyof Line, { turn: number; value: unknown }>>

/** Some columns of a line as they stand before a turn. */
const wasAt = (turn: number, line: Partial<Line>, keys: readonly string[]): Was =>
  Object.fromEntries(keys.map((key) => [key, { turn, value: line[key as keyof Line] }]))

/** For each column the oldest word of several: how it was keyed. */
export const oldestOf = (all: readonly Was[]): Was => {
  const oldest: Was = {}
  for (const was of all)
    for (const [key, each] of Object.entries(was) as [keyof Line, Was[keyof Line] & object][])
      if ((oldest[key]?.turn ?? Infinity) > each.turn) oldest[key] = each
  return oldest
}

/** A correction that stands on a line: the columns as they were before it and as it left them, and its place in time. */
export interface Correction {
  field: CheckField
  newValue: string
  turn: number
  was: Was
  /** Null for a correction of an earlier version of the program, which kept only how the line was. */
  made: Partial<Line> | null
}

/** Another quantity, or another unit behind a code, leaves no half chair; what stood in parts stays so counted. */
const refuseBrokenCorrection = (line: Line, made: Partial<Line>): void => {
  if (made.quantity === undefined && made.unit === undefined) return
  const now = { ...line, ...made }
  const known = now.unit === line.unit ? [line.quantity] : []
  refuseBrokenUnit(now.quantity, { unit: now.unit, what: now.name, known }, 'newValue')
}

/**
 * Corrects one field of a line during the call-back (改, duty 4), with amounts, packs and totals behind it. Gives what
 * the field said before and says now, and the columns as they were and as they are (`restoreLine` needs them). The
 * caller keeps the mark and refreshes the order. `turn`: its place in time; `apart`: see `fieldValue`.
 */
export const correctLine = async (
  ctx: Context,
  orderLineId: number,
  field: CheckField,
  value: string,
  turn: number,
  apart: boolean,
): Promise<Correction & { oldValue: string }> => {
  const { line, order } = await ofOpenOrder(ctx, orderLineId)
  const made = await changeOf(ctx, line, field, value.trim(), { rate: taxRate(order), apart })
  refuseBrokenCorrection(line, made)
  const row = await rewrite(ctx, line, field, made, apart)
  const was = wasAt(turn, line, Object.keys(made))
  return { field, turn, was, made, oldValue: fieldValue(line, field, apart), newValue: fieldValue(row, field, apart) }
}

/** Quantity and price make the amount together: they are reckoned anew, the other fields are put back as they were. */
const reckoned: readonly CheckField[] = ['quantity', 'price']

/**
 * Takes one correction of a line back, in whatever order they were made: the line as it was keyed, with the corrections
 * that stand (`all` but `field`'s) made on it again. Gives those, as they stand now, with what their fields would say
 * without them.
 */
export const restoreLine = async (
  ctx: Context,
  orderLineId: number,
  field: CheckField,
  all: readonly Correction[],
  apart: boolean,
): Promise<(Correction & { oldValue: string })[]> => {
  const { line, order } = await ofOpenOrder(ctx, orderLineId)
  const keyed = Object.entries(oldestOf(all.map(({ was }) => was))).map(([key, { value }]) => [key, value])
  let now: Line = { ...line, ...(Object.fromEntries(keyed) as Partial<Line>) }
  const standing: (Correction & { oldValue: string })[] = []
  for (const each of all.toSorted((a, b) => a.turn - b.turn)) {
    if (each.field === field) continue
    const again = reckoned.includes(each.field) ? null : each.made
    const made = again ?? (await changeOf(ctx, now, each.field, each.newValue, { rate: taxRate(order), apart }))
    const was = wasAt(each.turn, now, [...Object.keys(each.was), ...Object.keys(made)])
    standing.push({ ...each, made, was, oldValue: fieldValue(now, each.field, apart) })
    now = { ...now, ...made }
  }
  // the rate or the other side may have been edited since: the amount follows what was typed, as everywhere
  const sides = {
    ...now,
    typedSide: now.netPriceMicros === null ? (now.typedSide as 'price' | 'total') : 'price',
  } as const
  now = { ...now, ...priceLine(sides, taxRate(order)) }
  const back = Object.entries(now).filter(([key, value]) => line[key as keyof Line] !== value)
  if (back.length > 0) await rewrite(ctx, line, field, Object.fromEntries(back), apart)
  return standing
}
