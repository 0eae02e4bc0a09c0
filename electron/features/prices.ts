import { sql } from 'kysely'
import { type PriceOffer, prices } from '../../shared/prices.ts'
import { countVerdicts } from '../../shared/imports.ts'
import { refuse } from '../../shared/refusals.ts'
import type { Context, Handlers } from '../context.ts'
import { previewOf } from './imports.ts'
import { planImport, writeImport } from './prices/import.ts'

const agreedPrice = (ctx: Context, customerId: number, productId: number, quantity: number, on: string) =>
  ctx.db
    .selectFrom('customerPrices')
    .select('priceMicros')
    .where('customerId', '=', customerId)
    .where('productId', '=', productId)
    .where('validFrom', '<=', on)
    .where('minQuantity', '<=', quantity)
    .orderBy('validFrom', 'desc')
    .orderBy('minQuantity', 'desc')
    .limit(1)
    .executeTakeFirst()

const sold = (ctx: Context, customerId: number, productId: number) =>
  ctx.db
    .selectFrom('orderLines')
    .innerJoin('orders', 'orders.id', 'orderLines.orderId')
    .where('orderLines.productId', '=', productId)
    .where('orders.customerId', '=', customerId)
    .where('orders.voidedAt', 'is', null)
    .where('orderLines.cancelledAt', 'is', null)
    .select(['orders.orderedOn as on', 'orders.number', 'orderLines.quantity', 'orderLines.priceMicros'])
    .orderBy('orders.orderedOn', 'desc')
    .orderBy('orders.id', 'desc')

/** The price a line is offered with: agreed with this customer, else what it paid last, else the list price (duty 10). */
export const offerPrice = async (
  ctx: Context,
  customerId: number,
  productId: number,
  quantity: number,
  on: string,
): Promise<PriceOffer> => {
  const product = await ctx.db
    .selectFrom('products')
    .select('listPriceMicros')
    .where('id', '=', productId)
    .executeTakeFirst()
  if (!product) throw refuse('app.notFound')
  const last = await sold(ctx, customerId, productId).limit(1).executeTakeFirst()
  const known = { lastPriceMicros: last?.priceMicros ?? null, lastOn: last?.on ?? null }
  const agreed = await agreedPrice(ctx, customerId, productId, quantity, on)
  if (agreed) return { priceMicros: agreed.priceMicros, source: 'agreed', ...known }
  if (last) return { priceMicros: last.priceMicros, source: 'last', ...known }
  return { priceMicros: product.listPriceMicros, source: 'list', ...known }
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

  offer: (ctx, { customerId, productId, quantity, on }) => offerPrice(ctx, customerId, productId, quantity, on),
  history: (ctx, { customerId, productId, limit }) => sold(ctx, customerId, productId).limit(limit).execute(),
  importPreview: async (ctx, table) => previewOf(ctx, await planImport(ctx, table)),
  async import(ctx, { fileName, expected, ...table }) {
    const plan = await planImport(ctx, table)
    return writeImport(ctx, plan, fileName, expected, countVerdicts(plan))
  },
}
