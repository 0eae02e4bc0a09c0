import type { Generated } from 'kysely'
import type { Row } from './schemaMasters.ts'

/** Quantity breaks of the list price: from `minQuantity` basic units (thousandths) on, this price. */
export interface ProductBreaksTable extends Row {
  productId: number
  minQuantity: number
  priceMicros: number
}
/** What a customer calls a product in its own orders: 客户货号. */
export interface CustomerItemsTable extends Row {
  customerId: number
  productId: number
  /** As `itemCodeOf` keeps it; empty where the customer has only a name. */
  itemCode: string
  /** The customer's own name; it is the key where there is no code. */
  itemName: Generated<string>
}
