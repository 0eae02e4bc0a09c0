import { sql } from 'kysely'
import { type PriceOffer, prices } from '../../shared/prices.ts'
import { countVerdicts } from '../../shared/imports.ts'
import { refuse } from '../../shared/refusals.ts'
import type { Context, Handlers } from '../context.ts'
import { keyedNow } from './blindKeys.ts'
import { previewOf } from './imports.ts'
import { findPrices, lastPrice, priceCandidates } from './orders/prices.ts'
import { planImport, writeImport } from './prices/import.ts'
import { pastPrices } from './prices/past.ts'

const sold = (ctx: Context, customerId: number, productId: number, hidden: ReadonlySet<number>) =>
  ctx.db
    .selectFrom('orderLines')
    .innerJoin('orders', 'orders.id', 'orderLines.orderId')
    .where('orderLines.productId', '=', productId)
    .where('orders.customerId', '=', customerId)
    .where('orders.voidedAt', 'is', null)
    .where('orders.id', 'not in', [0, ...hidden])
    .where('orderLines.cancelledAt', 'is', null)
    .select(['orders.orderedOn as on', 'orders.number', 'orderLines.quantity', 'orderLines.priceMicros'])
    .orderBy('orders.orderedOn', 'desc')
    .orderBy('orders.id', 'desc')

/** The price a line is offered with, its source, and what the customer paid last (duty 10). */
export const offerPrice = async (
  ctx: Context,
  customerId: number,
  productId: number,
  quantity: number,
  on: string,
  unit = '',
): Promise<PriceOffer> => {
  const product = await ctx.db.selectFrom('products').select('unit').where('id', '=', productId).executeTakeFirst()
  if (!product) throw refuse('app.notFound')
  const line = { productId, quantity, unit: unit || product.unit }
  // what he keys a second time is no price paid before
  const [keying] = await keyedNow(ctx)
  const known = await findPrices(ctx, { customerId, orderedOn: on, lines: [line] }, keying ?? null)
  const best = priceCandidates(known, line)[0] ?? { priceMicros: 0, source: 'typed' as const, quotation: '' }
  return {
    ...best,
    lastPriceMicros: lastPrice(known, line),
    lastOn: known.last.get(productId)?.orderedOn ?? null,
  }
}

export const pricesHandlers: Handlers<typeof prices> = {
  async list(ctx, { offset, limit, customerId, productId }) {
    let rows = ctx.db
      .selectFrom('customerPrices')
      .innerJoin('products', 'products.id', 'customerPrices.productId')
      .innerJoin('customers', 'customers.id', 'customerPrices.customerId')
    if (customerId !== null) rows = rows.where('customerPrices.customerId', '=', customerId)
    if (productId !== null) rows = rows.where('customerPrices.productId', '=', productId)
    const { total } = await rows.select(({ fn }) => fn.countAll().as('total')).executeTakeFirstOrThrow()
    const found = await rows
      .selectAll('customerPrices')
      .select([
        'products.code',
        'products.name',
        'products.listPriceMicros',
        sql<string>`"customers"."shortName"`.as('customer'),
      ])
      .orderBy('customers.shortName')
      .orderBy('products.code')
      .orderBy('customerPrices.minQuantity')
      .limit(limit)
      .offset(offset)
      .execute()
    return { rows: found, total: Number(total) }
  },

  async save(ctx, { id, version, ...terms }) {
    const clash = await ctx.db
      .selectFrom('customerPrices')
      .select('id')
      .where('customerId', '=', terms.customerId)
      .where('productId', '=', terms.productId)
      .where('validFrom', '=', terms.validFrom)
      .where('minQuantity', '=', terms.minQuantity)
      .executeTakeFirst()
    if (clash && clash.id !== id) throw refuse('prices.sameTermsTwice', {}, 'minQuantity')
    const values = { ...terms, version: version + 1 }
    const before =
      id === null
        ? undefined
        : await ctx.db.selectFrom('customerPrices').selectAll().where('id', '=', id).executeTakeFirst()
    const row =
      id === null
        ? await ctx.db
            .insertInto('customerPrices')
            .values(values)
            .returning(['id', 'version'])
            .executeTakeFirstOrThrow()
        : await ctx.db
            .updateTable('customerPrices')
            .set(values)
            .where('id', '=', id)
            .where('version', '=', version)
            .returning(['id', 'version'])
            .executeTakeFirst()
    if (!row) throw refuse('app.stale')
    ctx.record({ entity: 'customerPrices', id: row.id, before, after: values })
    return row
  },

  // An agreed price is no numbered paper: taking it away leaves the audit row and every order that used it.
  async remove(ctx, { id, version }) {
    const row = await ctx.db
      .deleteFrom('customerPrices')
      .where('id', '=', id)
      .where('version', '=', version)
      .returningAll()
      .executeTakeFirst()
    if (!row) throw refuse('app.stale')
    ctx.record({ entity: 'customerPrices', id, before: row })
    return { removed: true }
  },

  offer: (ctx, { customerId, productId, quantity, unit, on }) =>
    offerPrice(ctx, customerId, productId, quantity, on, unit),
  history: async (ctx, { customerId, productId, limit }) =>
    sold(ctx, customerId, productId, await keyedNow(ctx))
      .limit(limit)
      .execute(),
  past: pastPrices,
  importPreview: async (ctx, table) => previewOf(ctx, await planImport(ctx, table)),
  async import(ctx, { fileName, expected, ...table }) {
    const plan = await planImport(ctx, table)
    return writeImport(ctx, plan, fileName, expected, countVerdicts(plan))
  },
}
