import { itemKey } from '../../../shared/orderPlan.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Context } from '../../context.ts'
import { insertMany } from '../../db/batches.ts'
import { findInPieces } from '../imports.ts'

/** The customer's own item codes → our products. */

interface Item {
  itemCode: string
  itemName: string
}

/** Bound items among those a file names, by `itemKey`. */
export const findItems = async (
  ctx: Pick<Context, 'db'>,
  customerId: number,
  items: readonly Item[],
): Promise<Map<string, number>> => {
  const ofCustomer = ctx.db.selectFrom('customerItems').selectAll().where('customerId', '=', customerId)
  const codes = items
    .filter(({ itemCode }) => itemCode !== '')
    .flatMap(({ itemCode }) => [itemCode, itemCode.toUpperCase(), itemCode.toLowerCase()])
  const names = items.filter(({ itemCode }) => itemCode === '').map(({ itemName }) => itemName)
  const byCode = await findInPieces(codes, (some) => ofCustomer.where('itemCode', 'in', some).execute())
  const byName = await findInPieces(names, (some) =>
    ofCustomer.where('itemCode', '=', '').where('itemName', 'in', some).execute(),
  )
  return new Map([...byCode, ...byName].map((row) => [itemKey(row), row.productId]))
}

/** Remembers which product is meant; the same code bound again means the new one. */
export const bindItem = async (
  ctx: Context,
  { customerId, itemCode, itemName, productId }: Item & { customerId: number; productId: number },
): Promise<void> => {
  if (itemCode === '' && itemName === '') throw refuse('orderImports.noItem')
  const product = await ctx.db.selectFrom('products').select('code').where('id', '=', productId).executeTakeFirst()
  const customer = await ctx.db.selectFrom('customers').select('id').where('id', '=', customerId).executeTakeFirst()
  if (!product || !customer) throw refuse('app.notFound')
  const same = ctx.db
    .selectFrom('customerItems')
    .select(['id', 'productId'])
    .where('customerId', '=', customerId)
    .where('itemCode', '=', itemCode)
  const before = await (itemCode === '' ? same.where('itemName', '=', itemName) : same).executeTakeFirst()
  if (before)
    await ctx.db.updateTable('customerItems').set({ itemName, productId }).where('id', '=', before.id).execute()
  else await insertMany(ctx.db, 'customerItems', [{ customerId, itemCode, itemName, productId }])
  ctx.record({
    entity: 'customerItems',
    id: customerId,
    before: before ? { productId: before.productId } : undefined,
    after: { itemCode, itemName, productId, code: product.code },
  })
}
