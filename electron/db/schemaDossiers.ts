import type { Generated } from 'kysely'
import type { Row } from './schemaMasters.ts'

/** 资料齐套 of orders (duty 128): one row an order that somebody has begun to collect for. */
export interface DossiersTable extends Row {
  orderId: number
  printed: Generated<number>
  version: Generated<number>
}
/** A slot without a row is missing. */
export interface DossierSlotsTable extends Row {
  dossierId: number
  slot: string
  /** there, notNeeded */
  state: string
  place: string
  userId: number
  at: string
}
export interface DossierConflictsTable extends Row {
  dossierId: number
  slot: string
  other: string
  words: string
  userId: number
  at: string
  settledHow: string
  settledBy: number | null
  settledAt: string | null
}
export interface OrderDutiesTable extends Row {
  dossierId: number
  /** materials, samples, bulk, sales, quality */
  kind: string
  userId: number
}
