import { itemCodeOf } from '../../../shared/customerItems.ts'
import { itemKey } from '../../../shared/orderPlan.ts'
import type { Context } from '../../context.ts'
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
  const codes = items.map(({ itemCode }) => itemCodeOf(itemCode)).filter(Boolean)
  const names = items.filter(({ itemCode }) => itemCode === '').map(({ itemName }) => itemName)
  const byCode = await findInPieces(codes, (some) => ofCustomer.where('itemCode', 'in', some).execute())
  const byName = await findInPieces(names, (some) =>
    ofCustomer.where('itemCode', '=', '').where('itemName', 'in', some).execute(),
  )
  return new Map([...byCode, ...byName].map((row) => [itemKey(row), row.productId]))
}
