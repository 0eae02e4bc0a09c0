import type { Generated } from 'kysely'
import type { Row } from './schemaMasters.ts'

/** How the office prints its papers: one row a paper and customer that somebody has changed. */
export interface LayoutsTable extends Row {
  /** As in `layoutPapers`. */
  paper: string
  /** The customer's id, 0 = the office's own: what is unique with the paper. */
  scope: number
  customerId: number | null
  name: string
  /** LayoutContent as JSON. */
  content: string
  /** 0 = back to what the program brings, or to the office's. */
  active: Generated<number>
  changedBy: number
  changedAt: string
  version: Generated<number>
}
/** Every content that was ever saved. */
export interface LayoutVersionsTable extends Row {
  layoutId: number
  version: number
  name: string
  content: string
  active: number
  userId: number
  at: string
}
