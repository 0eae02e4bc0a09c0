import { z } from 'zod'
import { command, query } from './contract.ts'
import { settlements } from './customers.ts'
import { isFarDay } from './dates.ts'
import {
  byId,
  byIdVersion,
  count,
  date,
  fen,
  flag,
  id,
  instant,
  micros,
  packs,
  pageOf,
  paging,
  positiveThousandths,
  requiredText,
  text,
  thousandths,
  typedPacks,
  version,
  voidInput,
} from './fields.ts'
import { InboxRow } from './inbox.ts'
import type { PhraseKey } from './language.ts'
import { priceLine, taxRate } from './lineTax.ts'
import { shareOf } from './money.ts'
import { orderStates } from './orderStates.ts'
import { PaperOutput } from './papers.ts'
import { pictureHash } from './pictures.ts'
import { type PriceSource, priceSources } from './prices.ts'

/** How an order comes in, as it is keyed. */
export const keyedSources = ['fax', 'phone', 'visit', 'email', 'message', 'file', 'sample'] as const
/** With 补件: made of a confirmed complaint, at no price (papers.md 4.9). */
export const orderSources = [...keyedSources, 'complaint'] as const
export type OrderSource = (typeof orderSources)[number]
export type KeyedSource = (typeof keyedSources)[number]

/** 来源 and 价格来源 as the office says them: 协议价 / 上次价 / 报价 / 标价 / 手输 (duty 10). */
export const orderSourceKeys: Record<OrderSource, PhraseKey> = {
  fax: 'orders.sourceFax',
  phone: 'orders.sourcePhone',
  visit: 'orders.sourceVisit',
  email: 'orders.sourceEmail',
  message: 'orders.sourceMessage',
  file: 'orders.sourceFile',
  sample: 'orders.sourceSample',
  complaint: 'orders.sourceComplaint',
}
export const priceSourceKeys: Record<PriceSource, PhraseKey> = {
  agreed: 'orders.priceAgreed',
  last: 'orders.priceLast',
  quoted: 'orders.priceQuoted',
  list: 'orders.priceList',
  typed: 'orders.priceTyped',
}

/** A line as it is keyed. The PO number, price, unit and packing belong to the line (demands, decisions 4). */
export const OrderLineDraft = z.strictObject({
  id: id.nullable(),
  productId: id.nullable(),
  code: text(40),
  name: requiredText(80),
  spec: text(80),
  colour: text(40),
  material: text(200),
  unit: requiredText(10),
  quantity: positiveThousandths,
  /** What comes back is on a delivery note. */
  packs: typedPacks,
  /** Before the price, which follows from it where it was typed: what is wrong with it is told of it. */
  amountFen: fen.min(0),
  priceMicros: micros,
  /** The side that was typed: with `total` the amount stands and the price follows (demands 3.5). */
  typedSide: z.enum(['price', 'total']),
  /** The unit price without tax where that was typed (shared/lineTax.ts). */
  netPriceMicros: micros.nullable().optional(),
  dueOn: date,
  customerPo: text(60),
  newVersion: flag,
  remark: text(200),
  /** The quotation this line was made of, or its number as it was typed (duty 12). */
  quotation: text(40).default(''),
  /** 图片 of the line alone; without one it shows its product's. */
  picture: pictureHash.default(''),
})
export type OrderLineDraft = z.output<typeof OrderLineDraft>

/** A day of delivery nobody means: a slip of the hand would put the plan into another century. */
export const isStrangeDue = (dueOn: string, today: string): boolean => isFarDay(dueOn, today)

/** The written proof of an order that came by telephone or a visit (duty 2): 书面依据. */
export const PaperProof = z.strictObject({ number: requiredText(40), pages: count.min(1).max(200), on: date })

const head = {
  customerId: id,
  source: z.enum(orderSources),
  customerPo: text(60),
  contact: text(40),
  phone: text(40),
  orderedOn: date,
  dueOn: date,
  rush: flag,
  rushReason: text(100),
  salesperson: text(20),
  merchandiserId: id,
  settlement: z.enum(settlements),
  depositBasisPoints: count.max(10_000),
  bankAccount: text(200),
  deliveryPlace: text(200),
  deliveryMethod: text(60),
  packing: text(200),
  acceptance: text(200),
  remark: text(500),
  taxMode: z.enum(['included', 'excluded']),
  taxBasisPoints: count.max(10_000),
  /** Fax number or name of the paper where no file is kept, with its pages and date; null with a file. */
  proof: PaperProof.nullable(),
}

export const OrderDraft = z.strictObject({
  id: id.nullable(),
  ...head,
  lines: z.array(OrderLineDraft).min(1).max(300),
  /** Papers of the inbox this order was keyed from. */
  inboxItemIds: z.array(id).max(20),
  version,
})
export type OrderDraft = z.output<typeof OrderDraft>

/** What `newDraft` offers before a line is keyed; a customer still to be chosen is null. */
export const NewDraft = z.strictObject({
  ...head,
  customerId: id.nullable(),
  customerName: z.string(),
  inboxItemIds: z.array(id).max(20),
})
export type NewDraft = z.output<typeof NewDraft>

/** Money is null for a role that may not see prices. */
export const OrderRow = z.strictObject({
  id,
  number: z.string(),
  customerId: id,
  customerName: z.string(),
  customerPo: z.string(),
  // what goes out is our own data: it was checked when it came in
  orderedOn: z.string(),
  dueOn: z.string(),
  rush: flag,
  state: z.enum(orderStates),
  lines: count,
  /** Null for whoever keys the order a second time at this moment. */
  totalQuantity: thousandths.nullable(),
  totalPacks: packs.nullable(),
  totalFen: fen.nullable(),
  merchandiserId: id,
  merchandiser: z.string(),
  version,
})
export type OrderRow = z.output<typeof OrderRow>

export const OrderLine = z.strictObject({
  ...OrderLineDraft.shape,
  packs,
  dueOn: z.string(),
  id,
  sequence: count,
  priceMicros: micros.nullable(),
  amountFen: fen.nullable(),
  priceSource: z.enum(priceSources),
  lastPriceMicros: micros.nullable(),
  deliveredQuantity: thousandths,
  productPicture: z.string(),
})
export type OrderLine = z.output<typeof OrderLine>

export const Order = z.strictObject({
  id,
  number: z.string(),
  ...head,
  customerName: z.string(),
  customerShortName: z.string(),
  merchandiser: z.string(),
  totalQuantity: thousandths,
  totalPacks: packs,
  totalFen: fen.nullable(),
  depositFen: fen.nullable(),
  state: z.enum(orderStates),
  fourEyes: flag,
  signatureNeeded: flag,
  reviewNeeded: flag,
  /** 第 n 版: rises with every executed change slip. */
  edition: count,
  keyedBy: z.string(),
  keyedById: id,
  keyedAt: instant,
  checkedBy: z.string().nullable(),
  checkedAt: instant.nullable(),
  repliedBy: z.string().nullable(),
  repliedAt: instant.nullable(),
  voidReason: z.string().nullable(),
  lines: z.array(OrderLine).max(300),
  /** How far the call-back is: fields of all lines, and how many are ✓ / 改 / 问. */
  marks: z.strictObject({ fields: count, ok: count, changed: count, questions: count }),
  inbox: z.array(InboxRow).max(20),
  version,
})
export type Order = z.output<typeof Order>

/** What a saved order answers with: its number, totals and the ids of its lines. The rest is read when it is looked at. */
export const SavedOrder = z.strictObject({
  id,
  number: z.string(),
  state: z.enum(orderStates),
  totalFen: fen,
  totalQuantity: thousandths,
  totalPacks: packs,
  depositFen: fen,
  lines: z.array(z.strictObject({ id, sequence: count })).max(300),
  version,
})
export type SavedOrder = z.output<typeof SavedOrder>

/** What is said before saving: a warning never stops the hand (duty 14). */
export const orderWarnings = [
  'packMultiple',
  'dueBeforeToday',
  'dueOnRestDay',
  'dueBeforeLeadTime',
  'duplicatePo',
  'belowFloor',
  'sizesDiffer',
  'differsFromLast',
  'blacklisted',
  'overCredit',
  'overdue',
  'unknownUnit',
  'quotedOther',
  'largeLine',
] as const
export const OrderWarning = z.strictObject({
  kind: z.enum(orderWarnings),
  /** Line from 0, or null for the whole order. */
  line: count.nullable(),
  message: z.string(),
})
export type OrderWarning = z.output<typeof OrderWarning>

/** One fact of an order's life, oldest first: 录入, 核对, 发出, 回签, 放行, 送货 … (duty 120). */
export const OrderFact = z.strictObject({
  at: instant,
  kind: z.string(),
  words: z.string(),
  by: z.string(),
  word: z.string().nullable(),
  documentId: id.nullable(),
  /** The page of the word that shows it, where that is not its paper. */
  page: z.string().optional(),
})
export const OrderPaper = z.strictObject({
  kind: z.enum(['confirmation', 'change', 'notice', 'inspection', 'delivery', 'receipt', 'quotation', 'statement']),
  id,
  number: z.string(),
  on: z.string(),
  state: z.string(),
  amountFen: fen.nullable(),
})
export const OrderChain = z.strictObject({
  facts: z.array(OrderFact).max(500),
  papers: z.array(OrderPaper).max(300),
  deposit: z.strictObject({
    open: flag,
    neededFen: fen,
    confirmedFen: fen,
    overrideBy: z.string().nullable(),
    overrideReason: z.string().nullable(),
  }),
  confirmation: z
    .strictObject({
      id,
      state: z.enum(['waiting', 'same', 'different', 'cancelled']),
      sentAt: instant,
      sentTo: z.string(),
      dueOn: date,
      returnedAt: instant.nullable(),
      difference: z.string().nullable(),
      sha256: z.string().nullable(),
      /** The edition of the order that went out. */
      edition: count,
      version,
    })
    .nullable(),
})
export type OrderChain = z.output<typeof OrderChain>

export interface OrderTotals {
  totalFen: number
  totalQuantity: number
  totalPacks: number
  depositFen: number
}

/** Totals of an order: fen, thousandths, packs; the deposit is asked only where the customer pays by deposit (duty 29). */
export const orderTotals = (
  lines: readonly {
    quantity: number
    packs: number
    priceMicros: number
    typedSide: 'price' | 'total'
    amountFen: number
    netPriceMicros?: number | null | undefined
  }[],
  terms: { settlement: string; depositBasisPoints: number; taxMode?: string; taxBasisPoints?: number },
): OrderTotals => {
  const rate = taxRate(terms)
  let totalFen = 0
  let totalQuantity = 0
  let totalPacks = 0
  for (const line of lines) {
    totalFen += priceLine(line, rate).amountFen
    totalQuantity += line.quantity
    totalPacks += line.packs
  }
  return {
    totalFen,
    totalQuantity,
    totalPacks,
    depositFen: terms.settlement === 'deposit' ? shareOf(totalFen, terms.depositBasisPoints) : 0,
  }
}

export const orders = {
  list: query(
    'orders.read',
    z.strictObject({
      ...paging,
      states: z.array(z.enum(orderStates)).max(orderStates.length).optional(),
      customerId: id.optional(),
      merchandiserId: id.optional(),
      dueFrom: date.optional(),
      dueTo: date.optional(),
      /** Number, PO number, customer name or initials. */
      text: text(60).optional(),
      /** `urgency`: open first, rush before others, then by due date; `newest`: by the day ordered. */
      sort: z.enum(['urgency', 'newest']).default('urgency'),
    }),
    pageOf(OrderRow),
  ),
  read: query('orders.read', byId, Order),
  /** Facts, papers and gates behind an order. */
  chain: query('orders.read', byId, OrderChain),
  newDraft: query('orders.write', z.strictObject({ customerId: id.optional(), inboxItemId: id.optional() }), NewDraft),
  warnings: query('orders.write', OrderDraft, z.array(OrderWarning).max(1000)),
  save: command('orders.write', OrderDraft, SavedOrder),
  /** Which of one's own kept drafts are saved already: the power went after the save, before the draft was dropped. */
  savedFrom: query(
    'orders.write',
    z.strictObject({ drafts: z.array(z.uuid()).max(10) }),
    z.array(z.strictObject({ draft: z.string(), id, number: z.string() })).max(10),
  ),
  void: command('orders.void', voidInput, Order),
  /** Stamps that the customer was told what to pay and to which account (duty 8). */
  reply: command('orders.write', byIdVersion, Order),
  confirmationPaper: query('orders.read', byId, PaperOutput),
  /** 订单档案: head, lines, the whole life and the papers of an order (duty 120). */
  filePaper: query('orders.read', byId, PaperOutput),
  people: query(
    'orders.read',
    z.strictObject({}),
    z.array(z.strictObject({ id, name: z.string(), role: z.string() })).max(200),
  ),
}
