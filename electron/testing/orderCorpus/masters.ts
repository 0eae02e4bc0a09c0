import { emptyCustomer } from '../../../shared/customers.ts'
import { emptyProduct } from '../../../shared/products.ts'
import type { TestOffice } from '../office.ts'
import { goods, items } from './parts.ts'

/** The customer and the goods of the corpus. */
export const makeMasters = async (
  office: TestOffice,
): Promise<{ customerId: number; products: Map<string, number> }> => {
  const customer = { ...emptyCustomer, code: 'K001', name: '永兴家居有限公司', shortName: '永兴家居' }
  const { id: customerId } = await office.as.merchandiser.customers.save(customer)
  const products = new Map<string, number>()
  for (const { price, ...card } of goods) {
    const { id } = await office.as.owner.products.save({ ...emptyProduct, ...card, listPriceMicros: price * 1_000_000 })
    products.set(card.code, id)
  }
  for (const { itemCode, itemName, code } of items)
    await office.as.clerk.orderImports.bind({ customerId, itemCode, itemName, productId: products.get(code)! })
  return { customerId, products }
}
