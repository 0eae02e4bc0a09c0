import { z } from 'zod'
import { command, query } from './contract.ts'
import { flag, id, pageOf, paging, requiredText } from './fields.ts'

/** How a customer's code is kept and compared: `ab-12 ` and `ＡＢ-12` are `AB-12`. */
export const itemCodeOf = (typed: string): string => typed.normalize('NFKC').trim().toUpperCase()

/** 客户货号: what a customer calls our product in its own orders. One code of a customer means one product. */
export const CustomerItem = z.strictObject({
  id,
  customerId: id,
  customer: z.string(),
  productId: id,
  code: z.string(),
  name: z.string(),
  itemCode: z.string(),
  /** The customer's own name; the key where there is no code. */
  itemName: z.string(),
})
export type CustomerItem = z.output<typeof CustomerItem>

export const customerItems = {
  list: query(
    'products.read',
    z.strictObject({ ...paging, customerId: id.optional(), productId: id.optional() }),
    pageOf(CustomerItem),
  ),
  /** Keeps a code; one the customer had for another product is turned to this one. */
  save: command(
    'products.write',
    z.strictObject({ customerId: id, productId: id, itemCode: requiredText(40) }),
    z.strictObject({ id }),
  ),
  remove: command('products.write', z.strictObject({ id }), z.strictObject({ removed: flag })),
}
