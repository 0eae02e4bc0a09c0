import type { Generated } from 'kysely'
import type { Row, Voidable } from './schemaMasters.ts'

/** 报价单: the number and who it is for; what it says lies in its versions. */
export interface QuotationsTable extends Row, Voidable {
  number: string
  customerId: number | null
  prospect: string
  /** The newest version: V1, V2 … */
  sequence: number
  /** Derived: draft, sent, accepted, declined, ordered, void. */
  stage: string
  /** Of the newest version. */
  quotedOn: string
  validUntil: string
  inboxItemId: number | null
  messageId: number | null
  quotedBy: number
  version: number
}
export interface QuotationVersionsTable extends Row {
  quotationId: number
  sequence: number
  contact: string
  phone: string
  quotedOn: string
  validUntil: string
  taxMode: string
  taxBasisPoints: number
  payment: string
  delivery: string
  remark: string
  madeBy: number
  madeByName: string
  madeAt: string
  sentAt: string | null
  sentBy: string
  sentTo: string
  answer: string | null
  answeredAt: string | null
  answeredBy: string
  answerWords: string
  printed: Generated<number>
}
export interface QuotationLinesTable extends Row {
  quotationId: number
  versionId: number
  sequence: number
  productId: number | null
  code: string
  name: string
  spec: string
  material: string
  unit: string
  minQuantity: number
  mouldFen: number
  leadDays: number
  packing: string
  remark: string
  /** Hash of the line's own 图片; '' = the one of its product. */
  picture: Generated<string>
  materialMicros: number
  labourMicros: number
  outsideMicros: number
  packingMicros: number
  freightMicros: number
  profitBasisPoints: number
  taxBasisPoints: number
}
export interface QuotationPricesTable extends Row {
  quotationLineId: number
  quantity: number
  priceMicros: number
}
/** 特批 of what holds an order besides money: who, why, when, for ever. */
export interface GateApprovalsTable extends Row {
  gate: string
  orderId: number
  reason: string
  userId: number
  userName: string
  at: string
}
