import type { Generated } from 'kysely'
import type { Flag, Row, Voidable } from './schemaMasters.ts'

/** Invoices of the tax bureau as the office entered them (duties 100, 105); fen. */
export interface InvoicesTable extends Row, Voidable {
  number: string
  code: string
  /** general, special. */
  kind: string
  customerId: number
  /** 抬头, as the customer's card said when it was entered. */
  title: string
  issuedOn: string
  /** With tax; negative: red. */
  amountFen: number
  taxBasisPoints: number
  taxFen: number
  /** What stands against no document, derived. */
  uncoveredFen: number
  remark: string
  statementId: number | null
  /** The invoice this red one takes back. */
  reversesId: number | null
  /** The red one that takes this back. */
  reversedById: number | null
  /** Derived: shared/invoices.ts. */
  state: string
  userId: number
  at: string
  version: number
}
/** What of an invoice is for a note or a charge. */
export interface InvoiceLinesTable extends Row {
  invoiceId: number
  sequence: number
  deliveryNoteId: number | null
  adjustmentId: number | null
  amountFen: number
  /** 0 once its invoice is void or taken back: it counts no more. */
  standing: Generated<Flag>
}
