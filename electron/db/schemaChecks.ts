import type { Generated } from 'kysely'

/** Tables of the fax check beside the call-back: second keyings, questions, bands on the fax. */
interface Row {
  id: Generated<number>
}
export interface BlindKeysTable extends Row {
  orderId: number
  /** Never who keyed the order first: a trigger holds it. */
  userId: number
  startedAt: string
  submittedAt: string | null
  droppedAt: string | null
}
export interface BlindLinesTable extends Row {
  blindKeyId: number
  sequence: number
  /** The line of the order it stands beside; null when the order has none. The line may be gone by now. */
  orderLineId: number | null
  code: string
  quantity: number
  priceMicros: number | null
  dueOn: string | null
}
export interface BlindSettlementsTable extends Row {
  blindKeyId: number
  orderLineId: number | null
  blindLineId: number | null
  field: string
  choice: string
  firstValue: string
  secondValue: string
  questionId: number | null
  userId: number
  at: string
}
export interface QuestionsTable extends Row {
  orderId: number
  orderLineId: number | null
  line: number
  field: string
  keyedValue: string
  question: string
  askedWhom: string
  askedBy: number
  askedAt: string
  answer: string
  answeredBy: number | null
  answeredAt: string | null
  answeredOn: string | null
  newValue: string
  withdrawnAt: string | null
  withdrawnBy: number | null
}
export interface FaxBandsTable {
  inboxItemId: number
  /** Line of the order from 0. */
  line: number
  page: number
  /** Millionths of the page height. */
  top: number
  height: number
  userId: number
  at: string
}
