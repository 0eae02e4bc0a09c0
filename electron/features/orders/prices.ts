import type { OrderDraft, OrderLineDraft } from '../../../shared/orders.ts'
import type { PriceSource } from '../../../shared/prices.ts'
import type { Context } from '../../context.ts'
import { formedStatement } from '../../db/statement.ts'

/** What is known about the products of an order before it is saved: facts, agreed prices, last prices. */
export interface KnownPrices {
  products: Map<
    number,
    {
      unit: string
      packs: number
      packUnits: number
      listPriceMicros: number
      floorPriceMicros: number
      leadDays: number
    }
  >
  agreed: { productId: number; minQuantity: number; priceMicros: number; validFrom: string }[]
  last: Map<number, number>
}

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
    .select(['id', 'unit', 'packs', 'packUnits', 'listPriceMicros', 'floorPriceMicros', 'leadDays'])
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
    .select(['products.id', 'orderLines.priceMicros'])
    .where('products.id', 'in', ids),
)

/** Reads the products of all lines at once: three statements, however many lines. */
export const findPrices = async (
  { db }: Pick<Context, 'db'>,
  {
    lines,
    customerId,
    orderedOn,
  }: Pick<OrderDraft, 'customerId' | 'orderedOn'> & { lines: readonly Pick<OrderLineDraft, 'productId'>[] },
  exceptOrderId: number | null,
): Promise<KnownPrices> => {
  const ids = [...new Set(lines.flatMap((line) => (line.productId === null ? [] : [line.productId])))]
  if (ids.length === 0) return { products: new Map(), agreed: [], last: new Map() }
  const products = await productsOf(db, null, { ids })
  const agreed = await agreedOf(db, null, { ids, customerId, orderedOn })
  const last = await lastLines(db, null, { ids, customerId, except: exceptOrderId ?? 0 })
  return {
    products: new Map(products.map((row) => [row.id, row])),
    agreed,
    last: new Map(last.map((row) => [row.id, row.priceMicros])),
  }
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

/** What a line without a price is offered: the agreed price, else the last one, else the list price of its unit. */
export const offeredPrice = (
  known: KnownPrices,
  { productId, quantity, unit }: { productId: number; quantity: number; unit: string },
): number | null => {
  const product = known.products.get(productId)
  const listed = product && product.unit === unit && product.listPriceMicros > 0 ? product.listPriceMicros : null
  return agreedPrice(known, productId, quantity) ?? known.last.get(productId) ?? listed
}

/** Where the price of a line comes from, told by the figure itself: 协议价 before 上次价 before 标价, else 手输 (duty 10). */
export const sourceOf = (
  known: KnownPrices,
  line: Pick<OrderLineDraft, 'productId' | 'quantity' | 'unit'>,
  priceMicros: number,
): { priceSource: PriceSource; lastPriceMicros: number | null } => {
  if (line.productId === null) return { priceSource: 'typed', lastPriceMicros: null }
  const lastPriceMicros = known.last.get(line.productId) ?? null
  const product = known.products.get(line.productId)
  const source: PriceSource =
    priceMicros === agreedPrice(known, line.productId, line.quantity)
      ? 'agreed'
      : priceMicros === lastPriceMicros
        ? 'last'
        : product && line.unit === product.unit && priceMicros === product.listPriceMicros
          ? 'list'
          : 'typed'
  return { priceSource: source, lastPriceMicros }
}
