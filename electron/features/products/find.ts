import type { Output } from '../../../shared/contract.ts'
import { itemCodeOf } from '../../../shared/customerItems.ts'
import type { products } from '../../../shared/products.ts'
import type { Context } from '../../context.ts'
import { findByTerm } from '../../db/search.ts'
import { pricesFor } from './prices.ts'

type Found = Output<typeof products.find>

const foundColumns = [
  'id',
  'code',
  'name',
  'spec',
  'colours',
  'sizes',
  'picture',
  'unit',
  'packs',
  'packUnits',
  'listPriceMicros',
] as const

/** Products a customer calls by a code that begins with what was typed. */
const byItemCode = async (
  { db }: Context,
  customerId: number,
  typed: string,
  limit: number,
): Promise<Map<number, string>> => {
  const code = itemCodeOf(typed).replace(/[%_\\]/g, '_')
  const rows = await db
    .selectFrom('customerItems')
    .select(['productId', 'itemCode'])
    .where('customerId', '=', customerId)
    .where('itemCode', 'like', `${code}%`)
    .orderBy('itemCode')
    .limit(limit)
    .execute()
  return new Map(rows.toReversed().map((row) => [row.productId, row.itemCode]))
}

const unitsOf = async ({ db }: Context, ids: number[]) => {
  const units = new Map<number, { unit: string; factor: number }[]>()
  if (ids.length === 0) return units
  const rows = await db
    .selectFrom('productUnits')
    .select(['productId', 'unit', 'factor'])
    .where('productId', 'in', ids)
    .orderBy('id')
    .execute()
  for (const { productId, ...unit } of rows) units.set(productId, [...(units.get(productId) ?? []), unit])
  return units
}

/** Products by code, name, initials or the customer's own item code; the one meant exactly comes first. */
export const findProducts = async (
  ctx: Context,
  { typed, limit, customerId }: { typed: string; limit: number; customerId?: number | undefined },
): Promise<Found> => {
  const own =
    customerId === undefined || typed === ''
      ? new Map<number, string>()
      : await byItemCode(ctx, customerId, typed, limit)
  const ids = typed === '' ? [] : [...new Set([...own.keys(), ...(await findByTerm(ctx, 'product', typed, limit))])]
  if (ids.length === 0 && typed !== '') return []
  let rows = ctx.db.selectFrom('products').select(foundColumns).where('active', '=', 1)
  if (ids.length > 0) rows = rows.where('id', 'in', ids)
  const found = await rows
    .orderBy('code')
    .limit(limit + own.size)
    .execute()
  const units = await unitsOf(
    ctx,
    found.map(({ id }) => id),
  )
  const said = typed.toLowerCase()
  // the whole code typed comes first, whatever else begins with it
  const rank = ({ id, code }: { id: number; code: string }): number =>
    code.toLowerCase() === said || own.get(id) === itemCodeOf(typed)
      ? 0
      : own.has(id)
        ? 1
        : code.toLowerCase().startsWith(said)
          ? 2
          : 3
  return found
    .map((row) => ({ ...pricesFor(ctx, row), units: units.get(row.id) ?? [], itemCode: own.get(row.id) ?? '' }))
    .toSorted((a, b) => rank(a) - rank(b))
    .slice(0, limit)
}
