import { roundDivide } from '../../../shared/money.ts'
import type { OrderLineDraft } from '../../../shared/orders.ts'
import type { PriceSource } from '../../../shared/prices.ts'
import type { Context } from '../../context.ts'
import { formedStatement } from '../../db/statement.ts'
import { quotedPrice, quotedRungs, type QuotedRung } from '../quotations/offer.ts'

interface KnownProduct {
  unit: string
  packs: number
  packUnits: number
  listPriceMicros: number
  floorPriceMicros: number
  leadDays: number
  sizes: string
}

/** What is known about the products of an order before it is saved. Prices of cards and agreements are per basic unit. */
export interface KnownPrices {
  products: Map<number, KnownProduct>
  /** Other units of the products: `${productId} ${unit}` → thousandths of the basic unit. */
  units: Map<string, number>
  agreed: { productId: number; minQuantity: number; priceMicros: number; validFrom: string }[]
  /** Quantity breaks of the list price. */
  breaks: { productId: number; minQuantity: number; priceMicros: number }[]
  /** The last line of each product, in the unit it was sold by. */
  last: Map<number, { priceMicros: number; unit: string; orderedOn: string }>
  /** Rungs of accepted quotations that stand on the day of the order. */
  quoted: QuotedRung[]
}
export const nothingKnown = (): KnownPrices => ({
  products: new Map(),
  units: new Map(),
  agreed: [],
  breaks: [],
  last: new Map(),
  quoted: [],
})

interface Asked {
  ids: number[]
  customerId: number
  orderedOn: string
  /** The order being edited, whose own lines are no price before it. */
  except: number
}

const productsOf = formedStatement((db, _form: null, { ids }: Pick<Asked, 'ids'>) =>
  db
    .selectFrom('products')
    .select(['id', 'unit', 'packs', 'packUnits', 'listPriceMicros', 'floorPriceMicros', 'leadDays', 'sizes'])
    .where('id', 'in', ids),
)

const agreedOf = formedStatement((db, _form: null, { ids, customerId, orderedOn }: Omit<Asked, 'except'>) =>
  db
    .selectFrom('customerPrices')
    .select(['productId', 'minQuantity', 'priceMicros', 'validFrom'])
    .where('customerId', '=', customerId)
    .where('productId', 'in', ids)
    .where('validFrom', '<=', orderedOn),
)

const unitsOf = formedStatement((db, _form: null, { ids }: Pick<Asked, 'ids'>) =>
  db.selectFrom('productUnits').select(['productId', 'unit', 'factor']).where('productId', 'in', ids),
)
const breaksOf = formedStatement((db, _form: null, { ids }: Pick<Asked, 'ids'>) =>
  db.selectFrom('productBreaks').select(['productId', 'minQuantity', 'priceMicros']).where('productId', 'in', ids),
)

/** The last line of each product: found at the end of the index, so it costs the same however long the history. */
const lastLines = formedStatement((db, _form: null, { ids, customerId, except }: Omit<Asked, 'orderedOn'>) =>
  db
    .selectFrom('products')
    .innerJoin('orderLines', (join) =>
      join.on('orderLines.id', '=', (line) =>
        line
          .selectFrom('orderLines as earlier')
          .select(({ fn }) => fn.max('earlier.id').as('id'))
          .where('earlier.customerId', '=', customerId)
          .whereRef('earlier.productId', '=', 'products.id')
          .where('earlier.orderId', '<>', except),
      ),
    )
    .innerJoin('orders', 'orders.id', 'orderLines.orderId')
    .select(['products.id', 'orderLines.priceMicros', 'orderLines.unit', 'orders.orderedOn'])
    .where('products.id', 'in', ids),
)

/** A line as far as its price is asked for. */
export type PricedLine = Pick<OrderLineDraft, 'productId' | 'quantity' | 'unit'> &
  Partial<Pick<OrderLineDraft, 'name' | 'quotation'>>

/** Reads the products of all lines at once: five statements at most, however many lines. */
export const findPrices = async (
  { db }: Pick<Context, 'db'>,
  { lines, customerId, orderedOn }: { lines: readonly PricedLine[]; customerId: number; orderedOn: string },
  exceptOrderId: number | null,
): Promise<KnownPrices> => {
  const ids = [...new Set(lines.flatMap((line) => (line.productId === null ? [] : [line.productId])))]
  const numbers = [...new Set(lines.map((line) => line.quotation ?? ''))]
  const quoted = await quotedRungs({ db }, customerId, ids, numbers, orderedOn)
  if (ids.length === 0) return { ...nothingKnown(), quoted }
  const products = new Map((await productsOf(db, null, { ids })).map((row) => [row.id, row]))
  const last = await lastLines(db, null, { ids, customerId, except: exceptOrderId ?? 0 })
  const used = [...lines, ...last.map(({ id, unit }) => ({ productId: id, unit }))]
  const otherUnits = used.some(({ productId, unit }) => productId !== null && products.get(productId)?.unit !== unit)
  const units = otherUnits ? await unitsOf(db, null, { ids }) : []
  return {
    products,
    units: new Map(units.map(({ productId, unit, factor }) => [`${productId} ${unit}`, factor])),
    agreed: await agreedOf(db, null, { ids, customerId, orderedOn }),
    breaks: await breaksOf(db, null, { ids }),
    last: new Map(last.map(({ id, ...row }) => [id, row])),
    quoted,
  }
}

/** Basic units in one of the line's unit, thousandths; null for a unit the product does not know. */
const factorOf = ({ products, units }: KnownPrices, productId: number, unit: string): number | null =>
  products.get(productId)?.unit === unit ? 1000 : (units.get(`${productId} ${unit}`) ?? null)

/** A price per basic unit in the unit of the line; null for a unit the product does not know. */
export const inUnitOf = (known: KnownPrices, { productId, unit }: PricedLine, priceMicros: number): number | null => {
  const factor = productId === null ? null : factorOf(known, productId, unit)
  return factor === null ? null : roundDivide(BigInt(priceMicros) * BigInt(factor), 1000n)
}

/** The agreed price of a quantity: the newest terms, and of those the highest step reached (demands 3.4). */
const agreedPrice = ({ agreed }: KnownPrices, productId: number, quantity: number): number | null => {
  let best: KnownPrices['agreed'][number] | null = null
  for (const terms of agreed) {
    if (terms.productId !== productId || terms.minQuantity > quantity) continue
    if (
      !best ||
      terms.validFrom > best.validFrom ||
      (terms.validFrom === best.validFrom && terms.minQuantity > best.minQuantity)
    )
      best = terms
  }
  return best?.priceMicros ?? null
}

/** The list price of a quantity that reaches a break of the product's card. */
const breakPrice = ({ breaks }: KnownPrices, productId: number, quantity: number): number | null =>
  breaks
    .filter((step) => step.productId === productId && step.minQuantity <= quantity)
    .reduce<KnownPrices['breaks'][number] | null>(
      (best, step) => (best && best.minQuantity > step.minQuantity ? best : step),
      null,
    )?.priceMicros ?? null

/** What this customer paid last, in the unit of the line; null where that unit is not known. */
export const lastPrice = (known: KnownPrices, { productId, unit }: PricedLine): number | null => {
  const last = productId === null ? undefined : known.last.get(productId)
  if (!last || productId === null) return null
  if (last.unit === unit) return last.priceMicros
  const from = factorOf(known, productId, last.unit)
  const to = factorOf(known, productId, unit)
  return from === null || to === null ? null : roundDivide(BigInt(last.priceMicros) * BigInt(to), BigInt(from))
}

export interface PriceCandidate {
  source: PriceSource
  priceMicros: number
  /** The number of the quotation it stands in; empty for other sources. */
  quotation: string
}

/**
 * Every price that is known for a line, the one to offer first (duty 10): what was quoted and accepted, 协议价 by its
 * quantity, a break of the list price, what was paid last, the list price.
 */
export const priceCandidates = (known: KnownPrices, line: PricedLine): PriceCandidate[] => {
  const { productId, quantity, unit } = line
  const quoted = quotedPrice(known.quoted, line, quantity)
  const first: PriceCandidate[] = quoted
    ? [{ source: 'quoted', priceMicros: quoted.priceMicros, quotation: quoted.number }]
    : []
  if (productId === null) return first
  const factor = factorOf(known, productId, unit)
  const basic = factor === null ? null : Math.round((quantity * factor) / 1000)
  const perUnit = (priceMicros: number | null): number | null =>
    priceMicros === null ? null : inUnitOf(known, line, priceMicros)
  const inOrder: [PriceSource, number | null][] = [
    ['agreed', basic === null ? null : perUnit(agreedPrice(known, productId, basic))],
    ['list', basic === null ? null : perUnit(breakPrice(known, productId, basic))],
    ['last', lastPrice(known, line)],
    // a card without a list price offers none, it does not give the goods away
    ['list', perUnit(known.products.get(productId)?.listPriceMicros || null)],
  ]
  return [
    ...first,
    ...inOrder.flatMap(([source, priceMicros]) =>
      priceMicros === null ? [] : [{ source, priceMicros, quotation: '' }],
    ),
  ]
}

/** What a line without a price is offered: the first of what is known that is not nothing. */
export const offeredPrice = (known: KnownPrices, line: PricedLine): number | null =>
  priceCandidates(known, line).find(({ priceMicros }) => priceMicros > 0)?.priceMicros ?? null

/** Where the price of a line comes from, told by the figure itself; 手输 where nobody knows it. */
export const sourceOf = (
  known: KnownPrices,
  line: PricedLine,
  priceMicros: number,
): { priceSource: PriceSource; lastPriceMicros: number | null; quotation: string } => {
  const found = priceCandidates(known, line).find((each) => each.priceMicros === priceMicros)
  return {
    priceSource: found?.source ?? 'typed',
    lastPriceMicros: lastPrice(known, line),
    quotation: line.quotation || (found?.quotation ?? ''),
  }
}
