import { z } from 'zod'
import { command, query } from './contract.ts'
import {
  byId,
  count,
  date,
  fen,
  flag,
  id,
  instant,
  pageOf,
  paging,
  positiveThousandths,
  requiredText,
  text,
  thousandths,
  version,
  voidInput,
} from './fields.ts'
import { GateOverride, holdKinds } from './gates.ts'
import type { PhraseKey } from './language.ts'
import { filmStates } from './noticeDesk.ts'
import { noticeProcedures } from './noticeProcedures.ts'
import { PaperOutput } from './papers.ts'

/** A notice is being made, through its last process, or void. */
export const noticeStates = ['making', 'finished', 'void'] as const
export type NoticeState = (typeof noticeStates)[number]
export const noticeStateKeys: Record<NoticeState, PhraseKey> = {
  making: 'production.stateMaking',
  finished: 'production.stateFinished',
  void: 'production.stateVoid',
}

/** Why an order has no production notice yet (duty 37): 缺核对, 缺回签, 缺订金; `ready` lacks nothing. */
export const waitingReasons = ['check', 'sign', 'deposit', 'review', 'ready'] as const
export type WaitingReason = (typeof waitingReasons)[number]
export const waitingReasonKeys: Record<WaitingReason, PhraseKey> = {
  check: 'production.lacksCheck',
  sign: 'production.lacksSign',
  deposit: 'production.lacksDeposit',
  review: 'production.lacksReview',
  ready: 'production.ready',
}

/** What an order lacks before it may be released; money in fen. Nothing lacking = an empty list. */
export const lacking = (facts: {
  checked: boolean
  openQuestions: number
  signatureNeeded: boolean
  signedSame: boolean
  depositOpen: boolean
  reviewOpen: boolean
}): Exclude<WaitingReason, 'ready'>[] => [
  ...(!facts.checked || facts.openQuestions > 0 ? (['check'] as const) : []),
  ...(facts.signatureNeeded && !facts.signedSame ? (['sign'] as const) : []),
  ...(facts.depositOpen ? [] : (['deposit'] as const)),
  ...(facts.reviewOpen ? [] : (['review'] as const)),
]

export const NoticeRow = z.strictObject({
  id,
  number: z.string(),
  orderId: id,
  orderNumber: z.string(),
  customer: z.string(),
  workshop: z.string(),
  dueOn: date,
  rush: flag,
  releasedAt: instant,
  releasedBy: z.string(),
  lines: count,
  quantity: thousandths,
  finished: thousandths,
  /** Released without its deposit, by name and reason: it shows for ever. */
  overridden: flag,
  printed: count,
  /** How its film stands; null where the office checks none (duty 42). */
  film: z.enum(filmStates).nullable(),
  /** Copies nobody signed for in this version (duty 36); 0 for a notice that is not in work. */
  copiesOpen: count,
  /** 随单物 that are out (duty 35). */
  enclosuresOut: count,
  /** 第 n 版: raised by a change slip, and by a change of its process fields once it was given out. */
  edition: count,
  state: z.enum(noticeStates),
  version,
})
export type NoticeRow = z.output<typeof NoticeRow>

export const NoticeOperation = z.strictObject({
  id,
  processName: z.string(),
  workshop: z.string(),
  outside: flag,
  plannedStart: date,
  plannedFinish: date,
  quantity: thousandths,
  good: thousandths,
  bad: thousandths,
  finishedOn: date.nullable(),
})
export const NoticeLine = z.strictObject({
  id,
  orderLineId: id,
  code: z.string(),
  description: z.string(),
  colour: z.string(),
  material: z.string(),
  unit: z.string(),
  quantity: thousandths,
  finished: thousandths,
  dueOn: date,
  operations: z.array(NoticeOperation).max(60),
})
export const Notice = z.strictObject({
  ...NoticeRow.shape,
  remark: z.string(),
  override: GateOverride.nullable(),
  voidReason: z.string().nullable(),
  voidedBy: z.string().nullable(),
  voidedAt: instant.nullable(),
  noticeLines: z.array(NoticeLine).max(300),
})
export type Notice = z.output<typeof Notice>

const SizeQuantityRow = z.strictObject({ size: z.string(), quantity: thousandths })
export const WaitingLine = z.strictObject({
  orderLineId: id,
  code: z.string(),
  description: z.string(),
  unit: z.string(),
  dueOn: date,
  quantity: thousandths,
  released: thousandths,
  remaining: thousandths,
  /** Sizes of what remains (garments), together `remaining`; empty where the line has none. */
  sizes: z.array(SizeQuantityRow).max(60),
})
export type WaitingLine = z.output<typeof WaitingLine>
/** An order that waits for its notice. Money (fen) is null for a role that may not see it. */
export const WaitingOrder = z.strictObject({
  orderId: id,
  number: z.string(),
  customerId: id,
  customer: z.string(),
  merchandiser: z.string(),
  dueOn: date,
  rush: flag,
  /** Everything lacking, the first thing first; `ready` alone when nothing lacks. */
  reasons: z.array(z.enum(waitingReasons)).min(1).max(4),
  /** Departments that stand against it; empty also where the review was not started. */
  reviewsMissing: z.array(z.string()).max(20),
  neededFen: fen.nullable(),
  confirmedFen: fen.nullable(),
  override: GateOverride.nullable(),
  /** What stops the notice though nothing lacks: a new version without quotation, the customer's credit (duties 12, 28). */
  heldBy: z.array(z.enum(holdKinds)).max(2),
  /** Lines of which something is not released yet. */
  lines: count,
  /** Null for whoever keys the order a second time at this moment. */
  quantity: thousandths.nullable(),
  remaining: thousandths.nullable(),
  /** Notices released before: 2 = this is the rest of a split order. */
  notices: count,
  orderedOn: date,
})
export type WaitingOrder = z.output<typeof WaitingOrder>

export const ReleaseLine = z.strictObject({
  orderLineId: id,
  quantity: positiveThousandths,
  workshop: text(20).default(''),
  /** Its own sizes, `S:17 M:34`, together its quantity; left out = in proportion to what remains of the line. */
  sizes: text(200).optional(),
})
export type ReleaseLine = z.output<typeof ReleaseLine>
export const Release = z.strictObject({
  orderId: id,
  /** What to make; left out = all that is not released yet. One line may be split over workshops (duty 41). */
  lines: z.array(ReleaseLine).min(1).max(300).optional(),
  remark: text(200).default(''),
  /** Due in the workshop; left out = the due date of each line. Never after what the customer was promised. */
  dueOn: date.optional(),
  /** Opens a closed deposit gate by name, for those who may (duty 29). */
  overrideReason: requiredText(200).optional(),
})
/** What of a notice is still to be done: 发放, 菲林, 随单物. */
export const noticeShows = ['copies', 'film', 'enclosures'] as const
export type NoticeShow = (typeof noticeShows)[number]

const Released = z.strictObject({ id, number: z.string(), workshop: z.string() })

export const production = {
  ...noticeProcedures(),
  /** 待下生产单: orders without a notice, or with a rest of one, and why (duty 37). */
  waiting: query(
    'operations.read',
    z.strictObject({
      ...paging,
      reason: z.enum(waitingReasons).nullable().default(null),
      mine: flag.default(false),
      orderId: id.nullable().default(null),
    }),
    z.strictObject({ ...pageOf(WaitingOrder).shape, counts: z.record(z.enum(waitingReasons), count) }),
  ),
  /** The lines of one order with what is released and what is left. */
  remaining: query('operations.read', z.strictObject({ orderId: id }), z.array(WaitingLine).max(300)),
  /** Releases an order to production: one notice for each workshop. `id` and `number` are the first one's. */
  release: command(
    'production.write',
    Release,
    z.strictObject({ id, number: z.string(), notices: z.array(Released).min(1).max(50) }),
  ),
  list: query(
    'operations.read',
    z.strictObject({
      ...paging,
      state: z.enum(noticeStates).nullable().default(null),
      show: z.enum(noticeShows).nullable().default(null),
      orderId: id.nullable().default(null),
      text: text(40).default(''),
    }),
    pageOf(NoticeRow),
  ),
  read: query('operations.read', byId, Notice),
  void: command('production.write', voidInput, Notice),
  /** 生产通知单, one set of pages for each named copy; without `copies` the usual four. */
  paper: query(
    'operations.read',
    z.strictObject({ id, copies: z.array(requiredText(12)).max(6).optional() }),
    PaperOutput,
  ),
  markPrinted: command('operations.write', byId, z.strictObject({ printed: count })),
}
