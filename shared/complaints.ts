import { z } from 'zod'
import {
  complaintKinds,
  complaintStates,
  complaintWants,
  replacementStates,
  replacementWays,
} from './complaintStates.ts'
import { command, query } from './contract.ts'
import {
  byId,
  byIdVersion,
  count,
  date,
  fen,
  flag,
  id,
  instant,
  nothing,
  pageOf,
  paging,
  positiveFen,
  positiveThousandths,
  requiredText,
  sha256,
  text,
  thousandths,
  typedFen,
  version,
  voidInput,
} from './fields.ts'
import { noteKinds, noteStates } from './deliveries.ts'
import { causeCodes } from './operations.ts'
import { PaperOutput } from './papers.ts'

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

/** A line somebody may complain of: of a note that left, or of an order that has not (交期). Quantities thousandths. */
export const ComplaintSource = z.strictObject({
  deliveryLineId: id.nullable(),
  orderLineId: id.nullable(),
  orderId: id.nullable(),
  customerId: id,
  customer: z.string(),
  contact: z.string(),
  phone: z.string(),
  noteNumber: z.string(),
  orderNumber: z.string(),
  deliveryOn: date.nullable(),
  productId: id.nullable(),
  code: z.string(),
  description: z.string(),
  colour: z.string(),
  unit: z.string(),
  quantity: thousandths,
})
export type ComplaintSource = z.output<typeof ComplaintSource>

/** The same product complained of within 90 days before (papers.md 4.8). */
export const Repeats = z.strictObject({
  /** By this customer, and by all. */
  same: count,
  all: count,
  /** The newest of them, at most five. */
  rows: z
    .array(z.strictObject({ id, number: z.string(), customer: z.string(), receivedOn: date, description: z.string() }))
    .max(5),
})
export type Repeats = z.output<typeof Repeats>

export const ComplaintDraft = z.strictObject({
  id: id.nullable(),
  customerId: id,
  contact: text(40),
  phone: text(40),
  /** When the customer said it, on this PC's clock. */
  receivedOn: date,
  receivedTime: clock,
  /** The line it is about; both null: written down by hand. */
  deliveryLineId: id.nullable(),
  orderLineId: id.nullable(),
  code: text(40),
  description: text(200),
  colour: text(40),
  unit: text(10),
  quantity: positiveThousandths.nullable(),
  badQuantity: positiveThousandths.nullable(),
  kind: z.enum(complaintKinds),
  what: requiredText(500),
  wants: z.enum(complaintWants),
  wantsWords: text(200),
  photos: z.array(sha256).max(6),
  version,
})
export type ComplaintDraft = z.output<typeof ComplaintDraft>

export const ComplaintRow = z.strictObject({
  id,
  number: z.string(),
  state: z.enum(complaintStates),
  receivedAt: instant,
  receivedOn: date,
  customerId: id,
  customer: z.string(),
  orderNumber: z.string(),
  noteNumber: z.string(),
  code: z.string(),
  description: z.string(),
  unit: z.string(),
  quantity: thousandths.nullable(),
  badQuantity: thousandths.nullable(),
  kind: z.enum(complaintKinds),
  what: z.string(),
  wants: z.enum(complaintWants),
  /** Minutes from the call to the manager's word, or to now while he has not spoken. */
  gapMinutes: count,
  /** The manager has not spoken and is past the limit of Settings. */
  late: flag,
  decidedBy: z.string(),
  repliedAt: instant.nullable(),
  responsible: z.string(),
  result: z.string(),
  /** Numbers of the papers it led to. */
  remedies: z.string(),
  /** A replacement has not left though its day has come. */
  overdue: flag,
  /** Null where nobody said, and for who sees no money. */
  costFen: fen.nullable(),
  /** Days it has been open; to its closing once closed. */
  openDays: count,
  /** Complaints of the same product within 90 days before. */
  repeats: count,
  version,
})
export type ComplaintRow = z.output<typeof ComplaintRow>

/** A part of a 补件单 (papers.md 4.9). */
export const ReplacementPart = z.strictObject({
  /** The whole product made again: it keeps its route and its materials. */
  productId: id.nullable(),
  name: requiredText(80),
  material: text(60),
  colourNumber: text(40),
  size: text(60),
  holes: text(60),
  unit: requiredText(8),
  quantity: positiveThousandths,
  remark: text(60),
})
export type ReplacementPart = z.output<typeof ReplacementPart>

export const ComplaintNote = z.strictObject({
  id,
  number: z.string(),
  kind: z.enum(noteKinds),
  state: z.enum(noteStates),
  deliveryOn: date,
  /** Of this complaint's goods: back is negative. */
  quantity: thousandths,
  replacementId: id.nullable(),
  truck: z.string(),
})
export type ComplaintNote = z.output<typeof ComplaintNote>

export const Replacement = z.strictObject({
  id,
  number: z.string(),
  complaintId: id,
  complaintNumber: z.string(),
  customerId: id,
  customer: z.string(),
  state: z.enum(replacementStates),
  way: z.enum(replacementWays),
  reason: z.string(),
  responsible: z.string(),
  /** Null for who sees no money; 0 = free. */
  chargeFen: fen.nullable(),
  delivery: z.string(),
  wantedOn: date,
  /** Not gone though its day has come. */
  overdueDays: count,
  remark: z.string(),
  orderId: id.nullable(),
  orderNumber: z.string(),
  noticeNumber: z.string(),
  wanted: thousandths,
  sent: thousandths,
  parts: z.array(ReplacementPart).max(50),
  madeBy: z.string(),
  madeAt: instant,
  voidReason: z.string().nullable(),
  version,
})
export type Replacement = z.output<typeof Replacement>

export const Deduction = z.strictObject({
  id,
  number: z.string(),
  quantity: thousandths,
  amountFen: fen.nullable(),
  reason: z.string(),
  by: z.string(),
  at: instant,
  takenBack: z.string().nullable(),
})
export type Deduction = z.output<typeof Deduction>

const stamp = z.strictObject({ by: z.string(), at: instant }).nullable()
const costs = {
  materialFen: typedFen.nonnegative().nullable(),
  labourFen: typedFen.nonnegative().nullable(),
  freightFen: typedFen.nonnegative().nullable(),
  otherFen: typedFen.nonnegative().nullable(),
}

export const Complaint = ComplaintRow.extend({
  contact: z.string(),
  phone: z.string(),
  takenBy: z.string(),
  orderId: id.nullable(),
  orderLineId: id.nullable(),
  deliveryNoteId: id.nullable(),
  deliveryLineId: id.nullable(),
  noticeNumber: z.string(),
  productId: id.nullable(),
  colour: z.string(),
  wantsWords: z.string(),
  photos: z.array(z.string()).max(6),
  opinion: z.string(),
  decided: stamp,
  replied: stamp,
  repliedTo: z.string(),
  replyWords: z.string(),
  department: z.string(),
  causeCode: z.enum(causeCodes).nullable(),
  cause: z.string(),
  prevention: z.string(),
  ...costs,
  deductionFen: fen.nullable(),
  investigated: stamp,
  closed: stamp,
  voidReason: z.string().nullable(),
  /** What of the line of the note may still come back, be exchanged or deducted; null without such a line. */
  left: thousandths.nullable(),
  /** What the left pieces come to on the note, fen; null without a line and for who sees no money. */
  leftFen: fen.nullable(),
  notes: z.array(ComplaintNote).max(50),
  replacements: z.array(Replacement).max(20),
  deductions: z.array(Deduction).max(50),
  repeated: Repeats,
  printed: count,
})
export type Complaint = z.output<typeof Complaint>

export const complaintViews = ['open', 'toConfirm', 'toReply', 'overdue', 'closed', 'all'] as const
export type ComplaintView = (typeof complaintViews)[number]

export const complaintFilter = {
  view: z.enum(complaintViews).default('open'),
  kind: z.enum(complaintKinds).nullable().default(null),
  customerId: id.nullable().default(null),
  productId: id.nullable().default(null),
  orderId: id.nullable().default(null),
  text: text(60).default(''),
  from: date.nullable().default(null),
  to: date.nullable().default(null),
}

export const DailyComplaints = z.strictObject({
  on: date,
  received: count,
  confirmed: count,
  closed: count,
  /** Open at the end of the day, and of them not confirmed. */
  open: count,
  unconfirmed: count,
  /** Received that day, in the order of the calls. */
  rows: z.array(ComplaintRow).max(200),
  /** Still open from the days before, the oldest first; at most 200. */
  earlier: z.array(ComplaintRow).max(200),
})
export type DailyComplaints = z.output<typeof DailyComplaints>

const goodsBack = z.strictObject({ ...byIdVersion.shape, quantity: positiveThousandths, on: date, remark: text(60) })

export const complaints = {
  /** What is open longest stands first; closed ones newest first. */
  list: query('complaints.read', z.strictObject({ ...paging, ...complaintFilter }), pageOf(ComplaintRow)),
  counts: query('complaints.read', nothing, z.strictObject({ open: count, toConfirm: count, late: count })),
  read: query('complaints.read', byId, Complaint),
  /** Lines of notes and orders by any number, product or customer, newest first. */
  sources: query(
    'complaints.read',
    z.strictObject({
      typed: text(60).default(''),
      customerId: id.nullable().default(null),
      noteId: id.nullable().default(null),
      orderId: id.nullable().default(null),
    }),
    z.array(ComplaintSource).max(50),
  ),
  repeats: query(
    'complaints.read',
    z.strictObject({
      productId: id.nullable(),
      code: text(40),
      customerId: id.nullable(),
      on: date,
      exceptId: id.nullable(),
    }),
    Repeats,
  ),
  daily: query('complaints.read', z.strictObject({ on: date }), DailyComplaints),
  save: command('complaints.write', ComplaintDraft, Complaint),
  /** The manager's word (duty 96); a complaint he rejects needs the reason the customer is told. */
  decide: command('complaints.confirm', byIdVersion.extend({ confirmed: flag, opinion: text(300) }), Complaint),
  reply: command(
    'complaints.write',
    byIdVersion.extend({ repliedTo: requiredText(40), words: requiredText(300) }),
    Complaint,
  ),
  investigate: command(
    'complaints.write',
    byIdVersion.extend({
      department: requiredText(40),
      causeCode: z.enum(causeCodes).nullable(),
      cause: requiredText(300),
      responsible: requiredText(40),
      prevention: text(300),
      ...costs,
    }),
    Complaint,
  ),
  close: command('complaints.write', byIdVersion.extend({ result: requiredText(300) }), Complaint),
  /** Takes the closing, or the manager's rejection, back. */
  reopen: command('complaints.confirm', voidInput, Complaint),
  void: command('complaints.write', voidInput, Complaint),
  /** 补件单 (duty 97): only of a confirmed complaint. */
  replace: command(
    'complaints.write',
    byIdVersion.extend({
      way: z.enum(replacementWays),
      reason: requiredText(200),
      responsible: requiredText(40),
      chargeFen: typedFen.nonnegative(),
      delivery: text(20),
      wantedOn: date,
      remark: text(200),
      parts: z.array(ReplacementPart).min(1).max(50),
    }),
    Complaint,
  ),
  voidReplacement: command('complaints.write', voidInput, Complaint),
  /** Trucks of the coming days a replacement may leave with, the next one first. */
  trucks: query(
    'complaints.read',
    nothing,
    z.array(z.strictObject({ id, number: z.string(), onDay: date, words: z.string(), version })).max(50),
  ),
  /** The replacement's delivery note, at no price, on a truck where one is named. */
  send: command(
    'complaints.write',
    byIdVersion.extend({ on: date, truck: z.strictObject({ id, version }).nullable() }),
    z.strictObject({ complaintId: id, noteId: id, number: z.string() }),
  ),
  /** 退货单 of the line complained of. */
  takeBack: command('complaints.write', goodsBack, Complaint),
  /** 换货单: the same pieces back and out again. */
  exchange: command('complaints.write', goodsBack, Complaint),
  deduct: command(
    'statements.write',
    byIdVersion.extend({ quantity: thousandths.min(0).max(1e12), amountFen: positiveFen, reason: requiredText(120) }),
    Complaint,
  ),
  takeDeductionBack: command('statements.write', z.strictObject({ id, version, reason: requiredText(120) }), Complaint),
  replacements: query('complaints.read', z.strictObject({ ...paging, open: flag.default(true) }), pageOf(Replacement)),
  replacement: query('complaints.read', byId, Replacement),
  paper: query('complaints.read', byId, PaperOutput),
  markPrinted: command('complaints.read', byId, z.strictObject({ printed: count })),
  replacementPaper: query('complaints.read', byId, PaperOutput),
  markReplacementPrinted: command('complaints.read', byId, z.strictObject({ printed: count })),
  dailyPaper: query('complaints.read', z.strictObject({ on: date }), PaperOutput),
}
