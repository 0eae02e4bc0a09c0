import type { Generated } from 'kysely'
import type { Flag, Row, Voidable } from './schemaMasters.ts'

/** The tables of materials: quantities in thousandths of the material's unit, usage in its millionths. */
export interface MaterialsTable extends Row {
  code: string
  name: string
  spec: string
  unit: string
  initials: string
  /** Where it is usually bought. */
  supplier: string
  /** 采购周期, calendar days. */
  leadDays: number
  /** A need is rounded up to multiples of this. */
  step: number
  remark: string
  active: Flag
  version: number
}
/** 样卡 (duty 68). */
export interface MaterialCardsTable extends Row {
  materialId: number
  colourNumber: string
  supplier: string
  picture: string
  approvedOn: string | null
  approvedBy: string
  /** Where the card itself lies: 样卡夹 3 号. */
  place: string
  remark: string
  keyedBy: number
  keyedAt: string
  version: number
}
/** The version of a product's list, so that a stale one is refused. */
export interface MaterialListsTable extends Row {
  productId: number
  version: number
}
interface Use {
  materialId: number
  /** For one piece, without loss. */
  usageMicros: number
  lossBasisPoints: number
}
export interface ProductMaterialsTable extends Row, Use {
  productId: number
  sequence: number
  /** Needed when this process begins; null: when the first one does. */
  processId: number | null
}
/** What a notice line needs, copied at the release: a later list does not change it. */
export interface NoticeMaterialsTable extends Row, Use {
  noticeLineId: number
  sequence: number
  step: number
  leadDays: number
  /** The operation it is needed for. */
  operationId: number | null
  needed: number
  issued: Generated<number>
  returned: Generated<number>
}
export interface PurchasesTable extends Row, Voidable {
  number: string
  /** purchase, stock (用库存), customer (客供料) */
  kind: string
  orderId: number | null
  materialId: number
  supplier: string
  quantity: number
  orderedOn: string
  firstPromisedOn: string | null
  promisedOn: string | null
  priceMicros: number | null
  remark: string
  arrived: Generated<number>
  /** What it brings in the end: what was ordered, or what came where that is more or nothing else will come. */
  bought: number
  state: string
  endedReason: string
  keyedBy: number
  keyedAt: string
  version: number
}
export interface ArrivalsTable extends Row {
  purchaseId: number
  arrivedOn: string
  quantity: number
  noteNumber: string
  remark: string
  reverses: number | null
  userId: number
  at: string
}
export interface PurchaseChasesTable extends Row {
  purchaseId: number
  chasedOn: string
  person: string
  answer: string
  promisedOn: string | null
  userId: number
  at: string
}
export interface MaterialMovesTable extends Row {
  /** 领料单 or 退料单: several materials share one. */
  number: string
  kind: string
  noticeLineId: number
  materialId: number
  /** Negative where it takes another back. */
  quantity: number
  movedOn: string
  person: string
  remark: string
  reverses: number | null
  userId: number
  at: string
}
/** What was used of a closed line, as it stood when it was closed. */
export interface ClosedMaterialsTable extends Row {
  noticeLineId: number
  materialId: number
  workshop: string
  closedOn: string
  issued: number
  returned: number
  /** For the good pieces, without loss. */
  standard: number
  /** For good and scrap with the loss of the list: up to here nothing is to be explained. */
  allowed: number
  explanation: string
}
