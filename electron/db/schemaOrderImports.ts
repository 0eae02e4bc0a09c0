import type { Generated } from 'kysely'

/** What a customer calls its goods → our product. */
export interface CustomerItemsTable {
  id: Generated<number>
  customerId: number
  itemCode: string
  /** The customer's own name; it is the key where there is no code. */
  itemName: string
  productId: number
}
/** How files with these headings are read. */
export interface OrderFileShapesTable {
  id: Generated<number>
  customerId: number
  shape: string
  header: number
  depth: number
  /** JSON: field → heading. */
  fields: string
  usedAt: string
}
export interface OrderImportsTable {
  id: Generated<number>
  orderId: number
  inboxItemId: number
  fileName: string
  lines: number
  leftOut: number
  userId: number
  at: string
  undoneAt: string | null
}
