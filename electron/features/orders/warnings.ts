import { problemsOfCredit } from '../../../shared/credit.ts'
import { plusDays, weekday } from '../../../shared/dates.ts'
import { type Language, type PhraseKey, type PhraseValues, translate } from '../../../shared/language.ts'
import { priceLine, taxRate } from '../../../shared/lineTax.ts'
import { formatFen, formatMicros } from '../../../shared/money.ts'
import { type OrderDraft, type OrderLineDraft, orderTotals, type OrderWarning } from '../../../shared/orders.ts'
import { fillsPacks, formatQuantity } from '../../../shared/quantities.ts'
import { otherSumOfSizes } from '../../../shared/sizeRuns.ts'
import type { Context } from '../../context.ts'
import { keyedNow } from '../blindKeys.ts'
import { creditOf } from '../customers.ts'
import { readOffice, workCalendar } from '../settings.ts'
import { quotedPrice } from '../quotations/offer.ts'
import { findPrices, inUnitOf, type KnownPrices, lastPrice } from './prices.ts'

type Say = (kind: OrderWarning['kind'], line: number | null, key: PhraseKey, values?: PhraseValues) => void

interface Known {
  prices: KnownPrices
  worked: (day: string) => boolean
  today: string
}

const dateWarnings = (say: Say, { prices, worked, today }: Known, line: OrderLineDraft, index: number): void => {
  const product = line.productId === null ? undefined : prices.products.get(line.productId)
  if (line.dueOn < today)
    say('dueBeforeToday', index, 'orders.warnDueBeforeToday', { line: index + 1, due: line.dueOn })
  else if (product && line.dueOn < plusDays(today, product.leadDays))
    say('dueBeforeLeadTime', index, 'orders.warnDueBeforeLeadTime', {
      line: index + 1,
      due: line.dueOn,
      days: product.leadDays,
      earliest: plusDays(today, product.leadDays),
    })
  if (line.dueOn >= today && !worked(line.dueOn))
    say('dueOnRestDay', index, 'orders.warnDueOnRestDay', {
      line: index + 1,
      due: line.dueOn,
      weekday: weekday(line.dueOn),
    })
}

/** A line above ten million yuan, in fen: a digit too many is seen before it is saved. */
const largeFen = 1_000_000_000

const amountWarnings = (say: Say, line: OrderLineDraft, index: number, rate: number): void => {
  const { amountFen } = priceLine(line, rate)
  if (amountFen >= largeFen)
    say('largeLine', index, 'prices.warnLargeLine', {
      line: index + 1,
      quantity: formatQuantity(line.quantity),
      unit: line.unit,
      amount: formatFen(amountFen),
    })
}

const sizeWarnings = (say: Say, { prices }: Known, line: OrderLineDraft, index: number): void => {
  const product = line.productId === null ? undefined : prices.products.get(line.productId)
  const sum = product ? otherSumOfSizes(line, product.sizes) : null
  if (sum !== null)
    say('sizesDiffer', index, 'orders.warnSizesDiffer', {
      line: index + 1,
      sum: formatQuantity(sum),
      quantity: formatQuantity(line.quantity),
    })
}

const priceWarnings = (say: Say, { prices }: Known, line: OrderLineDraft, index: number): void => {
  if (line.productId === null) return
  const product = prices.products.get(line.productId)
  const last = lastPrice(prices, line)
  const floor = product ? inUnitOf(prices, line, product.floorPriceMicros) : null
  if (floor === null && product)
    say('unknownUnit', index, 'prices.warnUnknownUnit', {
      line: index + 1,
      code: line.code,
      unit: line.unit,
      known: product.unit,
    })
  if (floor !== null && floor > 0 && line.priceMicros < floor)
    say('belowFloor', index, 'orders.warnBelowFloor', {
      line: index + 1,
      price: formatMicros(line.priceMicros),
      floor: formatMicros(floor),
    })
  const quoted = quotedPrice(prices.quoted, line, line.quantity)
  if (quoted && quoted.priceMicros !== line.priceMicros)
    say('quotedOther', index, 'prices.warnQuotedOther', {
      line: index + 1,
      number: quoted.number,
      quantity: formatQuantity(line.quantity),
      quoted: formatMicros(quoted.priceMicros),
      price: formatMicros(line.priceMicros),
    })
  if (product && line.unit === product.unit) {
    if (!fillsPacks(line.quantity, product.packUnits))
      say('packMultiple', index, 'orders.warnPackMultiple', {
        line: index + 1,
        quantity: formatQuantity(line.quantity),
        unit: line.unit,
        packUnits: product.packUnits,
      })
  }
  if (last !== null && last !== line.priceMicros)
    say('differsFromLast', index, 'orders.warnDiffersFromLast', {
      line: index + 1,
      price: formatMicros(line.priceMicros),
      last: formatMicros(last),
    })
}

/** Orders of the same customer that carry one of these PO numbers already. */
const duplicatePo = async (ctx: Context, draft: OrderDraft): Promise<{ po: string; number: string } | null> => {
  const numbers = [...new Set([draft.customerPo, ...draft.lines.map((line) => line.customerPo)])].filter(Boolean)
  if (numbers.length === 0) return null
  const others = ctx.db
    .selectFrom('orders')
    .where('orders.customerId', '=', draft.customerId)
    .where('orders.voidedAt', 'is', null)
    .where('orders.id', '<>', draft.id ?? 0)
  const head = await others
    .select(['orders.customerPo as po', 'orders.number'])
    .where('orders.customerPo', 'in', numbers)
    .limit(1)
    .executeTakeFirst()
  if (head) return head
  const line = await others
    .innerJoin('orderLines', 'orderLines.orderId', 'orders.id')
    .select(['orderLines.customerPo as po', 'orders.number'])
    .where('orderLines.customerPo', 'in', numbers)
    .where('orderLines.cancelledAt', 'is', null)
    .limit(1)
    .executeTakeFirst()
  return line ?? null
}

/** What the order being edited already counts for in the credit of its customer. */
const countedFen = async (ctx: Context, draft: OrderDraft): Promise<number> => {
  if (draft.id === null) return 0
  const order = await ctx.db
    .selectFrom('orders')
    .select(['totalFen', 'customerId'])
    .where('id', '=', draft.id)
    .executeTakeFirst()
  return order?.customerId === draft.customerId ? order.totalFen : 0
}

const creditWarnings = async (ctx: Context, say: Say, draft: OrderDraft): Promise<void> => {
  const { creditControl } = await readOffice(ctx)
  if (creditControl === 'off') return
  const credit = await creditOf(ctx, draft.customerId)
  const more = orderTotals(draft.lines, draft).totalFen - (await countedFen(ctx, draft))
  const problems = problemsOfCredit(credit, more)
  if (problems.includes('blacklisted'))
    say('blacklisted', null, 'orders.warnBlacklisted', { note: credit.blacklistNote })
  if (problems.includes('overLimit'))
    if ((await keyedNow(ctx)).size > 0)
      // a sum would tell a second keyer what he is to key
      say('overCredit', null, 'gates.creditOverPlain', {})
    else
      say('overCredit', null, 'orders.warnOverCredit', {
        owed: formatFen(credit.usedFen + more),
        limit: formatFen(credit.limitFen),
      })
  if (problems.includes('overdue'))
    say('overdue', null, 'orders.warnOverdue', { overdue: formatFen(credit.overdueFen) })
}

/** What to look at before an order is saved (duty 14). Warnings never stop the hand. */
export const orderWarningsOf = async (ctx: Context, draft: OrderDraft): Promise<OrderWarning[]> => {
  const warnings: OrderWarning[] = []
  const language: Language = ctx.language
  const say: Say = (kind, line, key, values) =>
    void warnings.push({ kind, line, message: translate(language, key, values) })
  const known: Known = {
    prices: await findPrices(ctx, draft, draft.id),
    worked: await workCalendar(ctx),
    today: ctx.today,
  }
  for (const [index, line] of draft.lines.entries()) {
    dateWarnings(say, known, line, index)
    priceWarnings(say, known, line, index)
    amountWarnings(say, line, index, taxRate(draft))
    sizeWarnings(say, known, line, index)
  }
  const twice = await duplicatePo(ctx, draft)
  if (twice) say('duplicatePo', null, 'orders.warnDuplicatePo', { po: twice.po, number: twice.number })
  await creditWarnings(ctx, say, draft)
  return warnings.slice(0, 1000)
}
