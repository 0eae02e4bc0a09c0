import type { Generated } from 'kysely'
import type { Row } from './schemaMasters.ts'

/** The tables of what customers owe beside their papers: old notes, the bank's lines, promises to pay. */
export interface OpeningBooksTable extends Row {
  /** The last day of the old books. */
  switchOn: string
  /** The sum a person read off the old books, fen. */
  checkFen: number | null
  lockedAt: Generated<string | null>
  lockedBy: Generated<number | null>
  lockedByName: Generated<string | null>
  version: number
}
export interface OpeningNotesTable extends Row {
  bookId: number
  customerId: number
  /** As it stands on the old note. */
  number: string
  noteOn: string
  customerPo: string
  amountFen: number
  remark: string
  /** The charge on the account it became when the book was locked. */
  adjustmentId: Generated<number | null>
  reversedAt: Generated<string | null>
  reversedReason: Generated<string>
  keyedBy: number
  keyedAt: string
  version: number
}
export interface BankShapesTable {
  account: string
  /** Field → heading of the file, as JSON. */
  headings: string
  version: number
}
export interface BankLinesTable extends Row {
  account: string
  bankedOn: string
  amountFen: number
  payer: string
  /** The payer as it is compared: without blanks, brackets and legal form. */
  payerKey: string
  payerAccount: string
  slipNumber: string
  summary: string
  balanceFen: number | null
  /** What makes the line the same line when its file is read again. */
  lineKey: string
  /** open, booked (its receipt was made here), linked (to a receipt keyed before), unrelated */
  state: string
  customerId: Generated<number | null>
  receiptId: Generated<number | null>
  reason: Generated<string>
  decidedBy: Generated<number | null>
  decidedByName: Generated<string | null>
  decidedAt: Generated<string | null>
  fileName: string
  importedBy: number
  importedAt: string
  version: number
}
export interface PayPromisesTable extends Row {
  customerId: number
  /** The call it was said in. */
  contactId: number
  promisedOn: string
  amountFen: number
  /** Who on the customer's side. */
  person: string
  /** The day on the office's calendar. */
  saidOn: string
  userId: number
  userName: string
  at: string
}
