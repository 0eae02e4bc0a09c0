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
  micros,
  pageOf,
  paging,
  positiveThousandths,
  requiredText,
  text,
  thousandths,
  version,
  voidInput,
} from './fields.ts'
import { causeCodes, Reopened } from './operations.ts'
import { outsideStates } from './outsideStates.ts'
import { PaperOutput } from './papers.ts'
import {
  CallFactory,
  CallQuestion,
  FactoryCard,
  FactoryDraft,
  FactoryFigures,
  FactoryFound,
  FactoryRow,
} from './outsideFactories.ts'

const cause = z.enum(causeCodes).nullable()

/** A process that may be sent out, for the lines of a slip. */
export const Sendable = z.strictObject({
  operationId: id,
  noticeNumber: z.string(),
  orderNumber: z.string(),
  customer: z.string(),
  description: z.string(),
  unit: z.string(),
  processId: id,
  processName: z.string(),
  plannedFinish: date,
  /** What it has to pass on good, what it has, what is outside now, and what may be sent. */
  quantity: thousandths,
  good: thousandths,
  out: thousandths,
  available: thousandths,
  /** 工艺说明 of the product. */
  requirement: z.string(),
  packing: z.string(),
})
export type Sendable = z.output<typeof Sendable>

export const SlipLineDraft = z.strictObject({
  operationId: id,
  quantity: positiveThousandths,
  wantedOn: date,
  priceMicros: micros,
  requirement: text(200),
})
export const SlipDraft = z.strictObject({
  id: id.nullable(),
  factoryId: id,
  contact: text(20),
  phone: text(40),
  sentOn: date,
  packing: text(100),
  enclosures: text(200),
  requirement: text(300),
  remark: text(200),
  lines: z.array(SlipLineDraft).min(1).max(60),
  version,
})
export type SlipDraft = z.output<typeof SlipDraft>

export const OutsideReturn = z.strictObject({
  id,
  lineId: id,
  kind: z.enum(['back', 'lost']),
  returnedOn: date,
  good: thousandths,
  bad: thousandths,
  rework: thousandths,
  scrap: thousandths,
  undone: thousandths,
  causeCode: cause,
  note: z.string(),
  by: z.string(),
  at: instant,
  takenBackAt: instant.nullable(),
  takenBackReason: z.string(),
})
export type OutsideReturn = z.output<typeof OutsideReturn>

export const OutsideAnswer = z.strictObject({
  id,
  lineId: id,
  spokenTo: z.string(),
  words: z.string(),
  promisedOn: date.nullable(),
  by: z.string(),
  at: instant,
})
export type OutsideAnswer = z.output<typeof OutsideAnswer>

export const SlipLine = z.strictObject({
  id,
  sequence: count,
  operationId: id,
  noticeLineId: id,
  noticeNumber: z.string(),
  orderId: id,
  orderNumber: z.string(),
  customer: z.string(),
  description: z.string(),
  unit: z.string(),
  processName: z.string(),
  plannedFinish: date,
  quantity: thousandths,
  open: thousandths,
  good: thousandths,
  bad: thousandths,
  scrap: thousandths,
  undone: thousandths,
  wantedOn: date,
  backOn: date.nullable(),
  lateDays: count,
  /** What its process needs now, and what is done and outside of it above that: a change slip took from the notice. */
  wanted: thousandths,
  tooMany: thousandths,
  /** Null for who sees no prices. */
  priceMicros: micros.nullable(),
  amountFen: fen.nullable(),
  /** What its good pieces that came back cost: the factory is paid for those. */
  payableFen: fen.nullable(),
  requirement: z.string(),
  state: z.enum(outsideStates),
})
export type SlipLine = z.output<typeof SlipLine>

export const Slip = z.strictObject({
  id,
  number: z.string(),
  factoryId: id,
  factory: z.string(),
  factoryName: z.string(),
  fax: z.string(),
  contact: z.string(),
  phone: z.string(),
  sentOn: date,
  packing: z.string(),
  enclosures: z.string(),
  requirement: z.string(),
  remark: z.string(),
  by: z.string(),
  madeAt: instant,
  edition: count,
  printed: count,
  state: z.enum(outsideStates),
  /** Marked as sent to the factory, in this edition or one before. */
  sent: flag,
  /** As agreed, for all that was sent. */
  totalFen: fen.nullable(),
  /** For what came back good. */
  payableFen: fen.nullable(),
  voidReason: z.string().nullable(),
  lines: z.array(SlipLine).max(120),
  returns: z.array(OutsideReturn).max(1000),
  answers: z.array(OutsideAnswer).max(1000),
  /** Something came back or was given up: the lines stand. */
  begun: flag,
  version,
})
export type Slip = z.output<typeof Slip>

/** One line of the list: what is where, and since when. */
export const OutsideRow = z.strictObject({
  id,
  slipId: id,
  number: z.string(),
  factoryId: id,
  factory: z.string(),
  processName: z.string(),
  orderNumber: z.string(),
  customer: z.string(),
  description: z.string(),
  unit: z.string(),
  sentOn: date,
  wantedOn: date,
  backOn: date.nullable(),
  quantity: thousandths,
  open: thousandths,
  good: thousandths,
  bad: thousandths,
  lateDays: count,
  amountFen: fen.nullable(),
  /** For what came back good. */
  payableFen: fen.nullable(),
  state: z.enum(outsideStates),
  /** Its slip was marked as sent. */
  sent: flag,
})
export type OutsideRow = z.output<typeof OutsideRow>

export const listStates = ['open', 'late', 'back', 'void', 'all'] as const
export const outsideFilter = {
  state: z.enum(listStates).default('open'),
  factoryId: id.optional(),
  /** Number, factory, order, goods. */
  typed: text(60).default(''),
  /** Wanted back from – to. */
  from: date.optional(),
  to: date.optional(),
}

export const BackRow = z.strictObject({
  lineId: id,
  good: thousandths.min(0).max(1e12),
  /** Rejects; of them 返工 stays to be done again, 报废 is lost (duty 75). */
  bad: thousandths.min(0).max(1e12),
  rework: thousandths.min(0).max(1e12),
  scrap: thousandths.min(0).max(1e12),
  /** 未加工退回. */
  undone: thousandths.min(0).max(1e12),
  causeCode: cause,
  note: text(100),
})
export type BackRow = z.output<typeof BackRow>

export const paperCopies = ['factory', 'merchandiser', 'warehouse', 'finance'] as const
export type PaperCopy = (typeof paperCopies)[number]
/** The warehouse counts goods; it gets no prices. */
export const showsPrice: Record<PaperCopy, boolean> = {
  factory: true,
  merchandiser: true,
  warehouse: false,
  finance: true,
}

const period = { from: date, to: date }

export const outsourcing = {
  list: query('operations.read', z.strictObject({ ...paging, ...outsideFilter }), pageOf(OutsideRow)),
  read: query('operations.read', byId, Slip),
  /** Processes with something to send: those done outside, or all; by number, customer or goods. */
  sendable: query(
    'outsourcing.write',
    z.strictObject({ ...paging, typed: text(60).default(''), all: flag.default(false) }),
    pageOf(Sendable),
  ),
  /** These processes whatever is left of them; what a slip has out already does not count against itself. */
  sendableOf: query(
    'outsourcing.write',
    z.strictObject({ operationIds: z.array(id).min(1).max(60), slipId: id.nullable().default(null) }),
    z.array(Sendable).max(60),
  ),
  /** The price this factory had last for the same process of the same product, in micros; 0 = never. */
  lastPrices: query(
    'prices.read',
    z.strictObject({ factoryId: id, operationIds: z.array(id).min(1).max(60) }),
    z.array(z.strictObject({ operationId: id, priceMicros: micros })).max(60),
  ),
  save: command('outsourcing.write', SlipDraft, Slip),
  void: command('outsourcing.write', voidInput, Slip),
  /**
   * Goods came back: the entries of their processes are made of it (duty 69). Of a slip that was neither printed nor marked
   * as sent only when somebody is `sure`: perhaps it is another slip.
   */
  back: command(
    'outsourcing.return',
    z.strictObject({
      id,
      version,
      returnedOn: date,
      rows: z.array(BackRow).min(1).max(60),
      sure: flag.default(false),
    }),
    Slip.extend({ reopened: z.array(Reopened) }),
  ),
  /** What will not come back any more is given up as scrap of the process. */
  lose: command(
    'outsourcing.return',
    z.strictObject({
      id,
      version,
      lineId: id,
      quantity: positiveThousandths,
      on: date,
      causeCode: cause,
      reason: requiredText(100),
    }),
    Slip.extend({ reopened: z.array(Reopened) }),
  ),
  /** Takes one return back by a reversing entry; both stay. */
  takeBack: command(
    'outsourcing.return',
    z.strictObject({ id, version, returnId: id, reason: requiredText(100) }),
    Slip,
  ),
  paper: query(
    'operations.read',
    z.strictObject({
      id,
      copies: z
        .array(z.enum(paperCopies))
        .min(1)
        .max(4)
        .default([...paperCopies]),
    }),
    PaperOutput,
  ),
  markPrinted: command('operations.read', byId, z.strictObject({ printed: count })),

  factories: query(
    'operations.read',
    z.strictObject({ ...paging, typed: text(60).default(''), inactive: flag.default(false) }),
    pageOf(FactoryRow),
  ),
  findFactory: query(
    'operations.read',
    z.strictObject({
      typed: text(60),
      processId: id.nullable().default(null),
      limit: count.min(1).max(20).default(10),
    }),
    z.array(FactoryFound).max(20),
  ),
  factory: query('operations.read', byId, FactoryCard),
  saveFactory: command('outsourcing.write', FactoryDraft, FactoryCard),
  /** Late rate and defect rate of a period, with numerator and denominator (duty 72). */
  figures: query('operations.read', z.strictObject({ factoryId: id, ...period }), FactoryFigures),
  /** The lines behind the late rate: wanted back in the period, the longest late first. */
  dueLines: query('operations.read', z.strictObject({ ...paging, factoryId: id, ...period }), pageOf(OutsideRow)),
  /** The returns behind the defect rate. */
  returned: query(
    'operations.read',
    z.strictObject({ ...paging, factoryId: id, ...period }),
    pageOf(
      z.strictObject({
        ...OutsideReturn.shape,
        slipId: id,
        number: z.string(),
        processName: z.string(),
        description: z.string(),
        unit: z.string(),
      }),
    ),
  ),

  /** Factories to be asked today, those with the longest late first (duty 70). */
  calls: query('operations.read', z.strictObject({}), z.array(CallFactory).max(200)),
  /** What to ask one factory: its open lines, what was said of them last. */
  questions: query('operations.read', z.strictObject({ factoryId: id }), z.array(CallQuestion).max(200)),
  answer: command(
    'outsourcing.write',
    z.strictObject({
      lineIds: z.array(id).min(1).max(200),
      spokenTo: requiredText(20),
      words: requiredText(200),
      promisedOn: date.nullable(),
    }),
    z.strictObject({ answers: count }),
  ),
  callPaper: query('operations.read', z.strictObject({ factoryId: id }), PaperOutput),
}
