import type { OrderDraft, OrderLineDraft } from '../../../shared/orders.ts'
import type { PriceSource } from '../../../shared/prices.ts'
import type { Context } from '../../context.ts'

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

/** Reads the products of all lines at once: three statements, however many lines. */
export const findPrices = async (
  ctx: Pick<Context, 'db'>,
  draft: Pick<OrderDraft, 'customerId' | 'lines' | 'orderedOn'>,
  exceptOrderId: number | null,
): Promise<KnownPrices> => {
  const ids = [...new Set(draft.lines.flatMap((line) => (line.productId === null ? [] : [line.productId])))]
  if (ids.length === 0) return { products: new Map(), agreed: [], last: new Map() }
  const products = await ctx.db
    .selectFrom('products')
    .select(['id', 'unit', 'packs', 'packUnits', 'listPriceMicros', 'floorPriceMicros', 'leadDays'])
    .where('id', 'in', ids)
    .execute()
  const agreed = await ctx.db
    .selectFrom('customerPrices')
    .select(['productId', 'minQuantity', 'priceMicros', 'validFrom'])
    .where('customerId', '=', draft.customerId)
    .where('productId', 'in', ids)
    .where('validFrom', '<=', draft.orderedOn)
    .execute()
  // the last line of each product: found at the end of the index, so it costs the same however long the history
  const lastLine = (except: number) =>
    ctx.db
      .selectFrom('products')
      .innerJoin('orderLines', (join) =>
        join.on('orderLines.id', '=', (line) =>
          line
            .selectFrom('orderLines as earlier')
            .select(({ fn }) => fn.max('earlier.id').as('id'))
            .where('earlier.customerId', '=', draft.customerId)
            .whereRef('earlier.productId', '=', 'products.id')
            .where('earlier.orderId', '<>', except),
        ),
      )
      .select(['products.id', 'orderLines.priceMicros'])
      .where('products.id', 'in', ids)
      .execute()
  const last = await lastLine(exceptOrderId ?? 0)
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
