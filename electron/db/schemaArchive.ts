import type { Generated } from 'kysely'
import type { Row, Voidable } from './schemaMasters.ts'

/** The tables of signed papers chased back, and of the boxes they lie in at last. */
export interface SignBackChasesTable extends Row {
  signBackId: number
  spokenTo: string
  answer: string
  /** The day it is asked after again; null = not said. */
  nextOn: string | null
  userId: number
  at: string
}
export interface SignBackLinesTable extends Row {
  signBackId: number
  deliveryLineId: number
  sequence: number
  description: string
  unit: string
  /** Thousandths: on the note, and as the customer signed. */
  sent: number
  received: number
  words: string
}
export interface ArchiveBatchesTable extends Row, Voidable {
  number: string
  /** YYYY-MM */
  month: string
  /** 分厂 or workshop the orders were made in; '' = all. */
  workshop: string
  box: string
  place: string
  remark: string
  /** Derived: orders that lie in it, and how many of them lack a paper. */
  orders: Generated<number>
  incomplete: Generated<number>
  printed: Generated<number>
  /** Derived: open, closed, void. */
  state: string
  madeBy: number
  madeAt: string
  closedBy: number | null
  closedAt: string | null
  reopenReason: Generated<string>
  version: number
}
export interface ArchiveItemsTable extends Row {
  batchId: number
  orderId: number
  sequence: number
  /** What was missing when it was put in or the box was closed: kinds of shared/archive.ts, joined by commas. */
  missing: string
  putBy: number
  putAt: string
  takenBy: number | null
  takenAt: string | null
  takenReason: Generated<string>
  /** The loan that is out; null = all of it lies in its box. */
  loanId: number | null
}
export interface ArchiveLoansTable extends Row {
  itemId: number
  orderId: number
  borrower: string
  papers: string
  purpose: string
  lentOn: string
  dueOn: string
  lentBy: number
  lentAt: string
  returnedOn: string | null
  returnedBy: number | null
  returnedAt: string | null
  remark: Generated<string>
  version: number
}
