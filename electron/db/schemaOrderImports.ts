import type { Generated } from 'kysely'

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
