import type { Generated } from 'kysely'
import type { Row, Voidable } from './schemaMasters.ts'

/** The tables of goods that wait to leave: the shipping plan, the store of finished goods, who was told, who gets what. */
export interface ShipmentPlansTable extends Row {
  noticeLineId: number
  orderLineId: number
  orderId: number
  quantity: number
  packs: number
  readyOn: string
  shipOn: string
  /** deliver, pickUp, freight, courier */
  way: string
  /** none, truck, booking */
  transport: string
  arrangedBy: string
  askedWhom: string
  note: string
  /** The day the work was to be done when it was answered. */
  forecastOn: string | null
  /** Delivered of the order line when it was answered. */
  deliveredBefore: number
  /** The answer this one takes the place of. */
  replaces: number | null
  replacedAt: string | null
  withdrawnAt: string | null
  withdrawnBy: number | null
  withdrawReason: Generated<string>
  /** Derived with the state: what left, is on notes, lies in the store. */
  goneQuantity: Generated<number>
  notedQuantity: Generated<number>
  storedQuantity: Generated<number>
  /** Derived: planned, stored, noted, gone, withdrawn, replaced. */
  state: string
  userId: number
  at: string
  version: number
}
export interface StoreEntriesTable extends Row {
  noticeLineId: number
  orderLineId: number
  enteredOn: string
  /** Negative for an entry that takes another back. */
  quantity: number
  packs: number
  countedBy: string
  place: string
  explanation: string
  reverses: number | null
  userId: number
  at: string
}
export interface ShipmentTellingsTable extends Row {
  orderId: number
  customerId: number
  whom: string
  channel: string
  way: string
  shipOn: string | null
  words: string
  contactId: number
  userId: number
  at: string
}
export interface AllocationsTable extends Row, Voidable {
  number: string
  code: string
  /** The goods' name, where they have no code. */
  name: string
  colour: string
  unit: string
  description: string
  /** What was there when it was made (thousandths), and the day up to which the wants were counted. */
  available: number
  untilOn: string
  remark: string
  printed: Generated<number>
  userId: number
  at: string
  replacedBy: number | null
  version: number
}
export interface AllocationLinesTable extends Row {
  allocationId: number
  sequence: number
  orderLineId: number
  orderId: number
  customerId: number
  wanted: number
  proposed: number
  quantity: number
  reason: string
  restOn: string | null
  deliveredBefore: number
}
