import type { Generated } from 'kysely'

/**
 * The tables as TypeScript sees them: columns are named as the fields. Fen, micros, thousandths and packs are
 * integers, booleans 0/1, dates `YYYY-MM-DD`, instants ISO text. Each table has one owner (db/owners.ts).
 */
export type Flag = 0 | 1
export interface Row {
  id: Generated<number>
}
export interface Voidable {
  voidedAt: string | null
  voidedBy: number | null
  voidReason: string | null
}

export interface UsersTable extends Row {
  name: string
  role: string
  /** scrypt parameters, salt and hash as one text; null until a password is set. */
  password: string | null
  failures: Generated<number>
  lockedUntil: string | null
  language: string
  active: Flag
  version: number
}
export interface SettingsTable {
  key: string
  value: string
  version: number
}
export interface ProcessesTable extends Row {
  name: string
  sequence: number
  standardDays: number
  /** A workday's capacity in thousandths of `capacityUnit`; 0 = not limited. */
  dailyCapacity: number
  /** 件, 张, 平方, 小时. */
  capacityUnit: Generated<string>
  workshop: string
  /** 流程及质量标准 (duty 76). */
  standard: Generated<string>
  active: Flag
  version: number
}
export interface HolidaysTable {
  day: string
  /** 1 = a make-up workday on a weekend, 0 = a day off. */
  works: Flag
  name: string
}
export interface AuditTable {
  seq: Generated<number>
  at: string
  userId: number | null
  userName: string
  host: string
  action: string
  entity: string | null
  entityId: number | null
  before: string | null
  after: string | null
  previousHash: string
  hash: string
}
export interface RequestsTable {
  requestId: string
  channel: string
  userId: number | null
  reply: string
  at: string
}
export interface NumberSeriesTable {
  kind: string
  day: string
  last: number
}
export interface SearchTermsTable {
  kind: string
  term: string
  rowId: number
  customerId: number | null
}
export interface CustomersTable extends Row {
  code: string
  name: string
  shortName: string
  statementName: string
  initials: string
  grade: string
  contact: string
  phone: string
  fax: string
  address: string
  region: string
  /** 业务员 the customer belongs to; an order may name another. */
  salesperson: Generated<string>
  settlement: string
  depositBasisPoints: number
  termDays: number
  creditLimitFen: number
  cutoffDay: number
  taxNumber: string
  taxBank: string
  /** What the customer wants: none, general, special. */
  invoiceKind: Generated<string>
  invoiceTitle: Generated<string>
  taxAddress: Generated<string>
  taxPhone: Generated<string>
  blacklistNote: string
  remark: string
  /** More than was ordered that the customer takes, basis points of the line: 300 = 3 %. */
  overBasisPoints: Generated<number>
  /** 正唛 and 侧唛 on the packs. */
  shippingMark: Generated<string>
  sideMark: Generated<string>
  active: Flag
  version: number
}
export interface ProductsTable extends Row {
  code: string
  name: string
  spec: string
  initials: string
  series: string
  colours: string
  /** Sizes offered, separated by `/`, in the order they are written: S/M/L/XL. */
  sizes: Generated<string>
  unit: string
  packs: number
  packUnits: number
  /** Of one pack: thousandths of a centimetre each way, 0 = not known. */
  packLength: Generated<number>
  packWidth: Generated<number>
  packHeight: Generated<number>
  /** Derived from the three: cubic centimetres (millionths of a cubic metre), 0 = not known. */
  packVolume: Generated<number>
  /** Thousandths of a kilogram, 0 = not known. */
  packWeight: Generated<number>
  listPriceMicros: number
  floorPriceMicros: number
  leadDays: number
  sellingPoints: string
  processNotes: string
  qualityPoints: Generated<string>
  /** Hash of its 图片; '' = none. */
  picture: Generated<string>
  active: Flag
  version: number
}
export interface ProductUnitsTable extends Row {
  productId: number
  unit: string
  /** Basic units in one of this unit, thousandths: a 打 of pieces is 12000. */
  factor: number
}
export interface ProductRoutesTable extends Row {
  productId: number
  processId: number
  sequence: number
  standardDays: number
  outside: Flag
  /** Units of the process in one basic unit of the product, thousandths: one 衣柜 is 3 units of 白茬 = 3000. */
  unitsPerPiece: Generated<number>
  /** Minutes one person needs for one basic unit, thousandths; 0 = nobody has said. */
  standardMinutes: Generated<number>
}
export interface CustomerPricesTable extends Row {
  customerId: number
  productId: number
  minQuantity: number
  priceMicros: number
  validFrom: string
  remark: string
  version: number
}
export interface InboxItemsTable extends Row {
  sha256: string
  fileName: string
  mediaType: string
  byteLength: number
  pages: number
  source: string
  receivedAt: string
  customerId: number | null
  orderId: number | null
  /** Derived: waiting, linked, setAside. */
  state: string
  setAsideReason: string | null
  setAsideBy: number | null
  setAsideAt: string | null
  version: number
}
export interface OrdersTable extends Row, Voidable {
  number: string
  customerId: number
  source: string
  customerPo: string
  contact: string
  phone: string
  orderedOn: string
  dueOn: string
  rush: Flag
  rushReason: string
  salesperson: string
  merchandiserId: number
  settlement: string
  depositBasisPoints: number
  bankAccount: string
  deliveryPlace: string
  deliveryMethod: string
  packing: string
  acceptance: string
  remark: string
  taxMode: string
  taxBasisPoints: number
  totalFen: number
  totalQuantity: number
  totalPacks: number
  depositFen: number
  /** Confirmed money set against the order and its notes, kept by `refreshOrder`. */
  paidFen: Generated<number>
  fourEyes: Flag
  /** The signed confirmation must be back before production: decided when the order is keyed (duty 9). */
  signatureNeeded: Generated<Flag>
  keyedBy: number
  keyedAt: string
  checkedBy: number | null
  checkedAt: string | null
  /** When the amount to pay was told to the customer (duty 8). */
  repliedBy: number | null
  repliedAt: string | null
  /** Derived and stored by the owner: see shared/orderStates.ts. */
  state: string
  /** Sort key of lists, derived with the state: open and rush first, then by due date. */
  urgency: Generated<string>
  /** The office reviews it before it is made: decided while it is keyed (duty 22). */
  reviewNeeded: Generated<Flag>
  /** 第 n 版: rises with every executed change slip (duty 93). */
  edition: Generated<number>
  version: number
}
export interface OrderLinesTable extends Row {
  orderId: number
  /** Whose last price this line is; null once the order is void. */
  customerId: number | null
  sequence: number
  productId: number | null
  code: string
  name: string
  spec: string
  colour: string
  material: string
  unit: string
  quantity: number
  packs: number
  priceMicros: number
  /** quantity, price or total: the side that was typed (demands 3.5). */
  typedSide: string
  amountFen: number
  /** The unit price without tax where that was typed: price and amount follow from it. */
  netPriceMicros: number | null
  priceSource: string
  lastPriceMicros: number | null
  dueOn: string
  customerPo: string
  newVersion: Flag
  remark: string
  /** The quotation the line was made of, or its number as it was typed; '' = none. */
  quotation: Generated<string>
  /** Hash of the line's own 图片; '' = the one of its product. */
  picture: Generated<string>
  deliveredQuantity: Generated<number>
  /** A change slip took the line out of the order: it stays for the papers that name it, and counts nowhere. */
  cancelledAt: string | null
}
export interface CheckCallsTable extends Row {
  orderId: number
  spokenTo: string
  phone: string
  startedAt: string
  finishedAt: string | null
  /** When the order's salesperson was asked before the call (duty 5). */
  salespersonToldAt: string | null
  userId: number
}
export interface CheckMarksTable extends Row {
  orderId: number
  orderLineId: number
  field: string
  /** ok, changed, question */
  mark: string
  oldValue: string
  newValue: string
  question: string
  answer: string
  /** JSON: the columns of the line as they were keyed, of a correction. */
  keyed: Generated<string>
  userId: number
  at: string
}
