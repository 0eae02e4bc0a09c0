import type { Generated } from 'kysely'
import type { Flag, Row, Voidable } from './schemaMasters.ts'

/** The tables of the papers after the order: gates, production, delivery, money, statements, messages. */
export interface SignBacksTable extends Row {
  kind: string
  documentId: number
  documentNumber: string
  /** Whose signature is awaited: a customer's, or that of a factory outside. */
  customerId: number | null
  factoryId: Generated<number | null>
  sentAt: string
  sentBy: number
  sentTo: string
  dueOn: string
  /** Derived: waiting, same, different. */
  state: string
  returnedAt: string | null
  returnedBy: number | null
  difference: string | null
  differenceFen: number | null
  sha256: string | null
  chasedAt: string | null
  chases: Generated<number>
  /** 第 n 版 of the paper that went out. */
  edition: Generated<number>
  settledAt: Generated<string | null>
  settledBy: Generated<number | null>
  settledHow: Generated<string>
  /** The day it is asked after again, as the last chase was answered; null = none was said. */
  nextOn: Generated<string | null>
  /** The paper of the inbox that is its signed copy. */
  inboxItemId: Generated<number | null>
  version: number
}
export interface GateOverridesTable extends Row {
  gate: string
  orderId: number
  deliveryNoteId: number | null
  reason: string
  userId: number
  userName: string
  at: string
}
export interface NoticesTable extends Row, Voidable {
  number: string
  orderId: number
  workshop: string
  dueOn: string
  rush: Flag
  remark: string
  releasedAt: string
  releasedBy: number
  overrideId: number | null
  printed: Generated<number>
  /** 第 n 版: raised by change slips, and by a change of its process fields once it was given out. */
  edition: Generated<number>
  /** The last version that left the office, on paper or signed for; 0 = none. */
  givenEdition: Generated<number>
  /** The trade its fields are of: an office may change its own. */
  trade: Generated<string>
  /** Process fields of the whole notice, JSON field → text (shared/noticeFields.ts). */
  fields: Generated<string>
  /** Derived from its film checks: none, wrong, faxed, right. */
  film: Generated<string>
  state: string
  version: number
}
export interface NoticeLinesTable extends Row {
  noticeId: number
  orderLineId: number
  quantity: number
  /** Process fields of the line, JSON field → text. */
  fields: Generated<string>
  /** Pieces through the last process. */
  finishedQuantity: Generated<number>
  /** Given up when the line was closed (短缺); `quantity` is without it. */
  short: Generated<number>
  state: string
  /** 结单 (duty 55): when, by whom, and why less than was asked. */
  closedAt: Generated<string | null>
  closedBy: Generated<number | null>
  closedReason: Generated<string | null>
}
export interface OperationsTable extends Row {
  noticeLineId: number
  processId: number
  processName: string
  workshop: string
  sequence: number
  outside: Flag
  plannedStart: string
  plannedFinish: string
  /** As it was first planned (duty 39). */
  originalStart: Generated<string>
  originalFinish: Generated<string>
  /** Units of the process in one unit of the line, thousandths: copied when it is planned. */
  unitsPerPiece: Generated<number>
  /** Minutes one person needs for one unit of the line, thousandths; copied when it is planned, 0 = nobody had said. */
  standardMinutes: Generated<number>
  /** Place in the order of work of its process where a hand put it; null = by due date (duty 49). */
  queuePlace: Generated<number | null>
  quantity: number
  good: Generated<number>
  /** Rejects found, `rework` and `scrap` of them repaired and lost; the rest is not decided. */
  bad: Generated<number>
  rework: Generated<number>
  scrap: Generated<number>
  startedOn: string | null
  finishedOn: string | null
  reportedOn: string | null
  causeCode: string | null
  /** The company's own sub-code of the cause: ②a 模具; '' = none. */
  causeSub: Generated<string>
  causeNote: string
  version: number
}
export interface DailyReportsTable extends Row {
  reportedOn: string
  workshop: string
  operationId: number
  good: number
  bad: number
  rework: Generated<number>
  scrap: Generated<number>
  hours: number
  people: number
  machine: Generated<string>
  /** 白班, 夜班; '' = not told apart. */
  shift: Generated<string>
  causeCode: string | null
  causeSub: Generated<string>
  causeNote: string
  /** Where the entry comes from: a daily report, a slip of a factory outside, an inspection; `originId` is its row. */
  origin: Generated<string>
  originId: number | null
  reverses: number | null
  userId: number
  at: string
}
export interface DeliveryNotesTable extends Row, Voidable {
  number: string
  /** delivery, return, replacement (补件, price 0), exchange (换货) */
  kind: string
  customerId: number
  deliveryOn: string
  address: string
  contact: string
  phone: string
  method: string
  driver: string
  vehicle: string
  serial: string
  remark: string
  totalFen: number
  totalQuantity: number
  totalPacks: number
  pickedBy: number | null
  pickedAt: string | null
  inspectedBy: number | null
  inspectedAt: string | null
  inspection: string | null
  /** The 出货检验单 its goods left by, as numbers; '' where a person's word was enough. */
  inspectionNumbers: Generated<string>
  countedPacks: number | null
  countedBy: number | null
  countedAt: string | null
  packsExplanation: string | null
  releasedBy: number | null
  releasedAt: string | null
  overrideId: number | null
  codFen: Generated<number>
  codCollectedFen: number | null
  codReceiptId: number | null
  paidFen: Generated<number>
  printed: Generated<number>
  /** Why a manager let more leave than was ordered and the customer takes; '' = not needed. */
  overReason: Generated<string>
  /** Why a manager let goods leave that nobody reported finished, who and when; '' = not needed. */
  unmadeReason: Generated<string>
  unmadeBy: number | null
  unmadeAt: string | null
  /** Void after a statement carried it: the day its charge is taken off the account again. */
  reversedOn: Generated<string | null>
  /** Derived: draft, picked, inspected, counted, released, returned, void. */
  state: string
  keyedBy: number
  changedBy: number | null
  changedAt: string | null
  keyedAt: string
  version: number
}
export interface DeliveryLinesTable extends Row {
  deliveryNoteId: number
  sequence: number
  orderLineId: number | null
  orderId: number | null
  orderNumber: string
  customerPo: string
  code: string
  description: string
  colour: string
  unit: string
  quantity: number
  packs: number
  priceMicros: number
  amountFen: number
  remark: string
  /** Not reported finished when a manager let it go (thousandths). */
  unmade: Generated<number>
}
export interface ReceiptsTable extends Row, Voidable {
  number: string
  customerId: number
  receivedOn: string
  kind: string
  method: string
  payer: string
  slipNumber: string
  amountFen: number
  assignedFen: Generated<number>
  remark: string
  enteredBy: number
  enteredAt: string
  confirmedBy: number | null
  confirmedByName: string | null
  confirmedAt: string | null
  state: string
  printed: Generated<number>
  /** The entry that takes it back where a statement carries it already: both stay on the account. */
  reversalId: Generated<number | null>
  version: number
}
export interface ReceiptAllocationsTable extends Row {
  receiptId: number
  /** Exactly one of the three is set. */
  orderId: number | null
  deliveryNoteId: number | null
  /** A charge that is no delivery: opening balance, freight, sample fee. */
  adjustmentId: number | null
  amountFen: number
}
export interface AdjustmentsTable extends Row, Voidable {
  number: string
  customerId: number
  adjustedOn: string
  kind: string
  amountFen: number
  reason: string
  /** Whose price it corrects. */
  deliveryLineId: Generated<number | null>
  userId: number
  at: string
  version: number
}
export interface StatementsTable extends Row, Voidable {
  number: string
  customerId: number
  periodFrom: string
  periodTo: string
  openingFen: number
  chargesFen: number
  returnsFen: number
  deductionsFen: number
  receiptsFen: number
  closingFen: number
  madeBy: number
  madeAt: string
  printed: Generated<number>
  /** How a dispute was settled: '', accepted, adjusted, remade; and by what amount in the next period, fen. */
  disputeHow: Generated<string>
  disputeFen: Generated<number>
  /** The entry that settled it. */
  disputeEntryId: number | null
  state: string
  version: number
}
export interface StatementRowsTable extends Row {
  statementId: number
  customerId: number
  sequence: number
  on: string
  kind: string
  /** The row's source: `note:12:34` (note 12 line 34), `receipt:5`, `adjustment:7`. Unique while the statement stands. */
  sourceKey: string | null
  documentNumber: string
  /** 物料号: the customer's own code of the goods, else ours. */
  code: Generated<string>
  customerPo: string
  description: string
  unit: string
  quantity: number | null
  priceMicros: number | null
  amountFen: number
  receivedFen: number
  balanceFen: number
  unsigned: Flag
  remark: string
}
