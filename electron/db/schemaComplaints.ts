import type { Generated } from 'kysely'
import type { Row, Voidable } from './schemaMasters.ts'

/** 投诉单 (duties 96–98): what the customer said, the manager's word, cause, cost and result. */
export interface ComplaintsTable extends Row, Voidable {
  number: string
  customerId: number
  contact: string
  phone: string
  receivedAt: string
  /** The day of `receivedAt` on this PC's calendar. */
  receivedOn: string
  takenBy: number
  takenAt: string
  orderId: number | null
  orderLineId: number | null
  deliveryNoteId: number | null
  /** The line of the note as it was when the note left: lines of a note that left are never written again. */
  deliveryLineId: number | null
  productId: number | null
  code: string
  description: string
  colour: string
  unit: string
  quantity: number | null
  badQuantity: number | null
  kind: string
  what: string
  wants: string
  wantsWords: string
  decision: string | null
  opinion: string
  decidedBy: number | null
  decidedAt: string | null
  repliedTo: string
  replyWords: string
  repliedBy: number | null
  repliedAt: string | null
  department: string
  causeCode: string | null
  cause: string
  responsible: string
  prevention: string
  /** What it cost, fen; null = nobody said. Deductions are known from `complaintDeductions`. */
  materialFen: number | null
  labourFen: number | null
  freightFen: number | null
  otherFen: number | null
  investigatedBy: number | null
  investigatedAt: string | null
  result: string
  closedBy: number | null
  closedAt: string | null
  closedOn: string | null
  /** Derived: see shared/complaintStates.ts. */
  state: string
  printed: Generated<number>
  version: number
}
export interface ComplaintPhotosTable extends Row {
  complaintId: number
  sequence: number
  picture: string
}
/** 补件单: from stock, or made by an order of its own at no price. Its state follows from notices and notes. */
export interface ReplacementsTable extends Row, Voidable {
  number: string
  complaintId: number
  way: string
  reason: string
  responsible: string
  /** What the customer pays for it, fen; 0 = free. */
  chargeFen: number
  adjustmentId: number | null
  delivery: string
  wantedOn: string
  remark: string
  orderId: number | null
  madeBy: number
  madeAt: string
  printed: Generated<number>
  version: number
}
export interface ReplacementPartsTable extends Row {
  replacementId: number
  sequence: number
  productId: number | null
  /** The line of the order that makes it; null from stock. */
  orderLineId: number | null
  name: string
  material: string
  colourNumber: string
  size: string
  holes: string
  unit: string
  quantity: number
  remark: string
}
/** Notes a complaint led to: returns, exchanges, replacements. */
export interface ComplaintNotesTable extends Row {
  complaintId: number
  replacementId: number | null
  deliveryNoteId: number
}
/** 扣款 of a complaint: the adjustment of the account, and for how many pieces (thousandths) it was given. */
export interface ComplaintDeductionsTable extends Row {
  complaintId: number
  adjustmentId: number
  quantity: number
  amountFen: number
  reason: string
  userId: number
  at: string
  takenBackAt: string | null
  takenBackBy: number | null
  takenBackReason: string | null
}
