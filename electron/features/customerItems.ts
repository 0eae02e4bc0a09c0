import { customerItems, itemCodeOf } from '../../shared/customerItems.ts'
import { refuse } from '../../shared/refusals.ts'
import type { Context, Handlers } from '../context.ts'

/**
 * Keeps what a customer calls a product: by its code, or by its name where it has none. Known already, it means the new
 * product from now on.
 */
export const keepItem = async (
  ctx: Context,
  item: { customerId: number; productId: number; itemCode: string; itemName: string },
): Promise<{ id: number }> => {
  const { customerId, productId, itemName } = item
  const itemCode = itemCodeOf(item.itemCode)
  const customer = await ctx.db.selectFrom('customers').select('id').where('id', '=', customerId).executeTakeFirst()
  const product = await ctx.db.selectFrom('products').select('id').where('id', '=', productId).executeTakeFirst()
  if (!customer || !product) throw refuse('app.notFound')
  const same = ctx.db
    .selectFrom('customerItems')
    .selectAll()
    .where('customerId', '=', customerId)
    .where('itemCode', '=', itemCode)
  const before = await (itemCode === '' ? same.where('itemName', '=', itemName) : same).executeTakeFirst()
  const values = { customerId, productId, itemCode, itemName: itemName || (before?.itemName ?? '') }
  const row = before
    ? await ctx.db
        .updateTable('customerItems')
        .set(values)
        .where('id', '=', before.id)
        .returning('id')
        .executeTakeFirstOrThrow()
    : await ctx.db.insertInto('customerItems').values(values).returning('id').executeTakeFirstOrThrow()
  ctx.record({ entity: 'customerItems', id: row.id, before: before ?? null, after: values })
  return row
}

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
      .select([
        'customerItems.id',
        'customerItems.customerId',
        'customerItems.productId',
        'customerItems.itemCode',
        'customerItems.itemName',
        'products.code',
        'products.name',
        'customers.shortName as customer',
      ])
      .orderBy('customerItems.itemCode')
      .orderBy('customerItems.id')
      .limit(limit)
      .offset(offset)
      .execute()
    return { rows: found, total: Number(total) }
  },

  async save(ctx, { customerId, productId, itemCode }) {
    if (itemCodeOf(itemCode) === '') throw refuse('customerItems.codeNeeded', {}, 'itemCode')
    return keepItem(ctx, { customerId, productId, itemCode, itemName: '' })
  },

  // A code is no numbered paper: the audit row keeps what it was, orders keyed by it keep their product.
  async remove(ctx, { id }) {
    const row = await ctx.db.deleteFrom('customerItems').where('id', '=', id).returningAll().executeTakeFirst()
    if (!row) throw refuse('app.stale')
    ctx.record({ entity: 'customerItems', id, before: row })
    return { removed: true }
  },
}
