import type { PastPrice, PriceSource } from '../../../shared/prices.ts'
import type { Context } from '../../context.ts'
import { keyedNow } from '../blindKeys.ts'

/** Rows of each kind that are looked at: the newest ones. */
const most = 40

const soldLines = ({ db }: Context, productId: number, hidden: ReadonlySet<number>) =>
  db
    .selectFrom('orderLines')
    .innerJoin('orders', 'orders.id', 'orderLines.orderId')
    .innerJoin('customers', 'customers.id', 'orders.customerId')
    .where('orderLines.productId', '=', productId)
    .where('orders.voidedAt', 'is', null)
    .where('orders.id', 'not in', [0, ...hidden])
    .where('orderLines.cancelledAt', 'is', null)
    .select([
      'orders.orderedOn as on',
      'orders.customerId',
      'customers.shortName as customer',
      'orderLines.quantity',
      'orderLines.unit',
      'orderLines.priceMicros',
      'orderLines.priceSource as source',
      'orderLines.orderId',
      'orders.number as document',
    ])
    .limit(most)

const agreedTerms = async ({ db }: Context, productId: number): Promise<PastPrice[]> => {
  const rows = await db
    .selectFrom('customerPrices')
    .innerJoin('customers', 'customers.id', 'customerPrices.customerId')
    .innerJoin('products', 'products.id', 'customerPrices.productId')
    .where('customerPrices.productId', '=', productId)
    .select([
      'customerPrices.validFrom as on',
      'customerPrices.customerId',
      'customers.shortName as customer',
      'customerPrices.minQuantity as quantity',
      'products.unit',
      'customerPrices.priceMicros',
      'customerPrices.remark as document',
    ])
    .orderBy('customerPrices.validFrom', 'desc')
    .limit(most)
    .execute()
  return rows.map((row) => ({ ...row, source: 'agreed', orderId: null }))
}

/** What this customer and then others paid for a product and what was agreed, each newest first. */
export const pastPrices = async (
  ctx: Context,
  { customerId, productId }: { customerId: number | null; productId: number },
): Promise<PastPrice[]> => {
  // a void order has no customer on its lines: its prices are no prices
  const hidden = await keyedNow(ctx)
  const lines = soldLines(ctx, productId, hidden).where('orderLines.customerId', 'is not', null)
  const newest = await lines.orderBy('orderLines.orderId', 'desc').execute()
  const own =
    customerId === null
      ? []
      : await soldLines(ctx, productId, hidden)
          .where('orderLines.customerId', '=', customerId)
          .orderBy('orderLines.id', 'desc')
          .execute()
  const sold = new Map(
    [...own, ...newest].map((row) => [
      `${row.orderId} ${row.quantity} ${row.priceMicros} ${row.unit}`,
      { ...row, source: row.source as PriceSource },
    ]),
  )
  const others = (row: { customerId: number | null }): number => (row.customerId === customerId ? 0 : 1)
  return [...sold.values(), ...(await agreedTerms(ctx, productId))].toSorted(
    (a, b) => others(a) - others(b) || b.on.localeCompare(a.on) || (b.orderId ?? 0) - (a.orderId ?? 0),
  )
}
