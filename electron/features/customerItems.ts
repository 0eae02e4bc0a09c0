import { customerItems, itemCodeOf } from '../../shared/customerItems.ts'
import { refuse } from '../../shared/refusals.ts'
import type { Handlers } from '../context.ts'

export const customerItemsHandlers: Handlers<typeof customerItems> = {
  async list(ctx, { offset, limit, customerId, productId }) {
    let rows = ctx.db
      .selectFrom('customerItems')
      .innerJoin('products', 'products.id', 'customerItems.productId')
      .innerJoin('customers', 'customers.id', 'customerItems.customerId')
    if (customerId !== undefined) rows = rows.where('customerItems.customerId', '=', customerId)
    if (productId !== undefined) rows = rows.where('customerItems.productId', '=', productId)
    const { total } = await rows.select(({ fn }) => fn.countAll().as('total')).executeTakeFirstOrThrow()
    const found = await rows
      .selectAll('customerItems')
      .select(['products.code', 'products.name', 'customers.shortName as customer'])
      .orderBy('customerItems.itemCode')
      .orderBy('customerItems.id')
      .limit(limit)
      .offset(offset)
      .execute()
    return { rows: found, total: Number(total) }
  },

  async save(ctx, { customerId, productId, itemCode }) {
    const code = itemCodeOf(itemCode)
    if (code === '') throw refuse('customerItems.codeNeeded', {}, 'itemCode')
    const customer = await ctx.db.selectFrom('customers').select('id').where('id', '=', customerId).executeTakeFirst()
    const product = await ctx.db.selectFrom('products').select('id').where('id', '=', productId).executeTakeFirst()
    if (!customer || !product) throw refuse('app.notFound')
    const before = await ctx.db
      .selectFrom('customerItems')
      .selectAll()
      .where('customerId', '=', customerId)
      .where('itemCode', '=', code)
      .executeTakeFirst()
    const values = { customerId, productId, itemCode: code }
    const row = await ctx.db
      .insertInto('customerItems')
      .values(values)
      .onConflict((clash) => clash.columns(['customerId', 'itemCode']).doUpdateSet({ productId }))
      .returning('id')
      .executeTakeFirstOrThrow()
    ctx.record({ entity: 'customerItems', id: row.id, before: before ?? null, after: values })
    return row
  },

  // A code is no numbered paper: the audit row keeps what it was, orders keyed by it keep their product.
  async remove(ctx, { id }) {
    const row = await ctx.db.deleteFrom('customerItems').where('id', '=', id).returningAll().executeTakeFirst()
    if (!row) throw refuse('app.stale')
    ctx.record({ entity: 'customerItems', id, before: row })
    return { removed: true }
  },
}
