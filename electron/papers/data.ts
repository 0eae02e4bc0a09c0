import type { InvoicedState } from '../../shared/invoicedStates.ts'
import type { DateText } from '../../shared/dates.ts'
import type { NoticeLineSheet, NoticeMatrix } from './noticeSheets.ts'

/**
 * What each paper says. Callers resolve every word a person has chosen (names, terms, remarks); the papers
 * add their own labels from `shared/locales/papers.ts`. Money is fen, unit prices micros (millionths of a
 * yuan), quantities thousandths, packs whole packs, dates `YYYY-MM-DD`; an empty text prints an empty field.
 */

/** The head every paper carries: 公司全称/地址/电话/传真, and the account to pay into. */
export interface CompanyHead {
  name: string
  address: string
  phone: string
  fax: string
  bankName?: string
  bankAccountName?: string
  bankAccount?: string
}

export interface CustomerHead {
  name: string
  shortName: string
  contact: string
  phone: string
  fax: string
}

/** What every numbered paper has: its number, 第 n 版, 打印次数 (this print included) and who made it. */
export interface PaperHead {
  company: CompanyHead
  number: string
  madeBy: string
}

/** A paper that is given out: which edition it is and how often it was printed. */
export interface EditionHead extends PaperHead {
  version: number
  printed: number
}

export interface OrderConfirmationLine {
  code: string
  description: string
  color: string
  /** 材质/工艺要求 */
  requirement: string
  unit: string
  quantity: number
  packs: number
  priceMicros: number
  amountFen: number
  dueOn: DateText | ''
  /** The customer's PO number of this line; it belongs to the line, not to the order. */
  customerPo: string
  remark: string
}

/** 订货确认书 (papers.md 4.1): faxed to the customer, signed, stamped and sent back. */
export interface OrderConfirmationPaper extends EditionHead {
  /** What of the total is tax, where the prices include it: 不含税 41,925.66 + 税 13% 5,450.34. */
  taxText?: string
  customer: CustomerHead
  customerPo: string
  orderedOn: DateText
  /** How the order came: 传真, 电话 … */
  source: string
  salesperson: string
  merchandiser: string
  checkedBy: string
  /** Whether unit prices contain tax; null where the office does not say. */
  taxIncluded: boolean | null
  lines: OrderConfirmationLine[]
  /** Sum of the quantities in thousandths; null when the units differ and a sum would mean nothing. */
  totalQuantity: number | null
  totalPacks: number
  totalFen: number
  /** Deposit asked, in fen; 0 when none. */
  depositFen: number
  /** 付款方式: 订金 30% + 余款 … */
  paymentText: string
  deliveryPlace: string
  deliveryMode: string
  freightText: string
  packingText: string
  /** 验收标准与异议期 */
  acceptanceText: string
  validUntil: DateText | ''
  remark: string
  /** The company's own clauses; empty prints the standard 「请核对无误后签字盖章回传…」 alone. */
  termsText: string
}

export interface ProductionNoticeLine {
  code: string
  description: string
  color: string
  unit: string
  quantity: number
  /** 备品率 in basis points (200 = 2 %). */
  spareBasisPoints: number
  /** 单重/总重 as the office writes it: `12.5 / 900 kg`. */
  weightText: string
  requirement: string
  packs: number
  dueOn: DateText | ''
  /** 图片 as a `data:` address; without one on any line there is no column for it. */
  picture?: string | undefined
}

export interface NoticeMaterial {
  name: string
  spec: string
  unit: string
  /** 单用量 in thousandths of the unit for one piece. */
  perUnit: number | null
  /** 总用量 in thousandths of the unit. */
  total: number | null
  /** 损耗 in basis points. */
  lossBasisPoints: number | null
}

export interface NoticeProcess {
  name: string
  standard: string
  plannedFrom: DateText | ''
  plannedTo: DateText | ''
  outsourced: boolean
}

/** 生产通知单 (papers.md 4.2): no price of any kind is printed, there is no field for one. */
export interface ProductionNoticePaper extends EditionHead {
  orderNumber: string
  customerCode: string
  customerName: string
  /** Many offices hide the customer's name from the workshop: only the code prints then. */
  showCustomerName: boolean
  orderedOn: DateText
  /** The day the notice was released. */
  releasedOn: DateText
  dueOn: DateText | ''
  rush: boolean
  workshop: string
  /** 旧版/新版 */
  edition: string
  /** 版号 */
  editionNumber: string
  merchandiser: string
  approvedBy: string
  lines: ProductionNoticeLine[]
  totalQuantity: number | null
  totalPacks: number
  /** What holds for the whole notice: 装箱方式, 总箱数 … printed two a row. */
  particulars: { label: string; value: string }[]
  /** Trade's own fields line by line: 成品尺寸, 纸张, 印色, 面料 … */
  sheets: NoticeLineSheet[]
  matrices: NoticeMatrix[]
  materials: NoticeMaterial[]
  processes: NoticeProcess[]
  /** 装箱方式/包装要求 */
  packingText: string
  /** 标识/唛头 */
  marksText: string
  qualityText: string
  /** 随单物: 原版/样板袋/菲林/模具 … */
  enclosures: string[]
  notesText: string
  /** Released without the deposit: who allowed it and why stays visible for ever (duty 33). */
  override: { by: string; reason: string; on: DateText } | null
}

export interface DeliveryNoteLine {
  orderNumber: string
  customerPo: string
  code: string
  description: string
  color: string
  unit: string
  packs: number
  quantity: number
  priceMicros: number
  amountFen: number
  remark: string
  /** 已送: delivered of this order line so far, this note included, in thousandths. */
  delivered: number
  /** 未送: still to deliver after this note, in thousandths. */
  undelivered: number
}

/** 送货单 (papers.md 4.5) on 241 × 139.7 mm. */
export interface DeliveryNotePaper extends Omit<EditionHead, 'version'> {
  version: number | null // null: its orders are not all of one edition, `orderNumbers` tells which
  /** 送货单 unless told: 退货单, 补件单, 换货单 are printed on the same form. */
  kind?: 'delivery' | 'return' | 'replacement' | 'exchange'
  /** The red serial number of a pre-printed form, typed beside ours; empty when there is none. */
  serialNumber: string
  customer: CustomerHead
  address: string
  deliveredOn: DateText
  orderNumbers: string
  /** What was written on the note; printed where a layout has a field for it. */
  remark?: string
  deliveryMode: string
  vehicle: string
  driver: string
  paymentText: string
  lines: DeliveryNoteLine[]
  totalQuantity: number | null
  totalPacks: number
  /** Packs the warehouse counted, where they are not those of the lines. */
  countedPacks?: number | null
  totalFen: number
  /** 代收货款 in fen; 0 when nothing is to be collected. */
  collectFen: number
  /** The company's note text: 「请核对清楚，如有质量问题请在3日内通知」. */
  noteText: string
  warehouse: string
  deliverer: string
  /** False until the note has passed its gates: prints 未放行. */
  released: boolean
  voided: boolean
}

export type StatementRowKind =
  | 'delivery'
  | 'return'
  | 'replacement'
  | 'exchangeOut'
  | 'exchangeIn'
  | 'deduction'
  | 'freight'
  | 'sample'
  | 'adjustment'
  | 'receipt'

export interface StatementPaperRow {
  on: DateText
  kind: StatementRowKind
  documentNumber: string
  /** 物料号 */
  code?: string
  customerPo: string
  description: string
  unit: string
  /** Thousandths, signed: a return is negative. */
  quantity: number | null
  priceMicros: number | null
  /** Signed charge in fen; 0 for receipts. */
  amountFen: number
  receivedFen: number
  balanceFen: number
  /** The note's signed copy is not back yet: marked ※. */
  unsigned: boolean
  remark: string
  invoiced?: InvoicedState
}

/** 对账单 (papers.md 4.6). */
export interface StatementPaper {
  company: CompanyHead
  number: string
  customer: CustomerHead
  periodFrom: DateText
  periodTo: DateText
  openingFen: number
  rows: StatementPaperRow[]
  chargesFen: number
  receiptsFen: number
  closingFen: number
  closingWords: string
  /** 票未开 up to the end of the period, fen. */
  uninvoicedFen?: number
  termsText: string
  /** 请于 … 日前回传 */
  replyBy: DateText | ''
  madeBy: string
  version: number
  printed: number
}

export interface ProgressStep {
  /** Done so far, in thousandths. */
  quantity: number
  on: DateText | ''
}

export interface ProgressRow {
  customer: string
  number: string
  description: string
  unit: string
  quantity: number
  dueOn: DateText | ''
  rush: boolean
  /** Days late of what is due; 0 when on time. */
  lateDays: number
  /** One for each of `processes`; null where the product does not pass it. */
  steps: (ProgressStep | null)[]
  stocked: number
  delivered: number
  undelivered: number
  /** 异常/原因码 */
  cause: string
  expectedOn: DateText | ''
  filledBy: string
}

/** 生产进度表 (papers.md 4.3), A4 landscape. */
export interface ProgressPaper extends PaperHead {
  on: DateText
  workshop: string
  processes: string[]
  rows: ProgressRow[]
  checkedBy: string
}

export interface ProgressReplyRow {
  orderNumber: string
  customerPo: string
  goods: string
  unit: string
  quantity: number
  /** Made so far, delivered ones included. */
  done: number
  delivered: number
  /** Where it is now, in words for the customer. */
  stage: string
  dueOn: DateText | ''
  expectedOn: DateText | ''
  promisedOn: DateText | ''
}

/** 客户进度回复函 (duty 58): all open orders of one customer. */
export interface ProgressReplyPaper extends PaperHead {
  customer: CustomerHead
  on: DateText
  rows: ProgressReplyRow[]
  note: string
}

export interface OrderFileFact {
  at: string
  kind: string
  words: string
  by: string
}

/** 订单档案 (duty 120): head, lines, the whole life and the papers of one order. */
export interface OrderFilePaper extends PaperHead {
  customer: CustomerHead
  /** Label and value of each field of the head. */
  fields: { label: string; value: string }[]
  lines: {
    code: string
    description: string
    unit: string
    quantity: number
    delivered: number
    /** Null where the reader may not see prices: the columns are left out. */
    priceMicros: number | null
    amountFen: number | null
    dueOn: DateText | ''
  }[]
  totalFen: number | null
  facts: OrderFileFact[]
  papers: { kind: string; number: string; on: string; state: string; amountFen: number | null }[]
}

export interface DailyReportRow {
  noticeNumber: string
  product: string
  process: string
  unit: string
  /** 计划/实际/合格/不良/返工 in thousandths; null where nobody filled it in. */
  planned: number | null
  actual: number
  good: number
  bad: number
  rework: number
  /** 工时 in minutes; null where not kept. */
  minutes: number | null
  people: number | null
  /** 异常情况(原因码) */
  cause: string
}

/** 生产日报表 (papers.md 4.4): one workshop, one day. */
export interface DailyReportPaper extends PaperHead {
  on: DateText
  shift: string
  workshop: string
  /** 出勤: `应到 18 实到 17`. */
  attendance: string
  equipment: string
  rows: DailyReportRow[]
  eventsText: string
  leader: string
  checkedBy: string
}
