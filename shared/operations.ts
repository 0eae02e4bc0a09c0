import { z } from 'zod'
import { command, query } from './contract.ts'
import { count, date, flag, id, instant, nothing, pageOf, paging, requiredText, text, thousandths } from './fields.ts'
import type { PhraseKey } from './language.ts'
import { PaperOutput } from './papers.ts'

/** The seven causes of delay, fixed by duty 60: 原计划错误 … 员工情绪低落、缺勤、流动率高. */
export const causeCodes = ['plan', 'machine', 'material', 'scrap', 'rush', 'earlier', 'people'] as const
export type CauseCode = (typeof causeCodes)[number]

/** The sign an office writes for a cause: ① to ⑦. */
export const causeSigns: Record<CauseCode, string> = {
  plan: '①',
  machine: '②',
  material: '③',
  scrap: '④',
  rush: '⑤',
  earlier: '⑥',
  people: '⑦',
}
/** The words of the duty in full, and a short form for a narrow cell. */
export const causeKeys: Record<CauseCode, PhraseKey> = {
  plan: 'operations.causePlan',
  machine: 'operations.causeMachine',
  material: 'operations.causeMaterial',
  scrap: 'operations.causeScrap',
  rush: 'operations.causeRush',
  earlier: 'operations.causeEarlier',
  people: 'operations.causePeople',
}
export const causeShortKeys: Record<CauseCode, PhraseKey> = {
  plan: 'operations.shortPlan',
  machine: 'operations.shortMachine',
  material: 'operations.shortMaterial',
  scrap: 'operations.shortScrap',
  rush: 'operations.shortRush',
  earlier: 'operations.shortEarlier',
  people: 'operations.shortPeople',
}
/** What a hand types for a cause: `2`, `②`; null when it is none. */
export const causeOf = (typed: string): CauseCode | null => {
  const sign = typed.trim().normalize('NFKC') // ② → 2
  return causeCodes[Number(sign) - 1] ?? causeCodes.find((code) => code === typed) ?? null
}

const cause = z.enum(causeCodes).nullable()

/** One process of one notice line on the board. Quantities in thousandths. */
export const BoardStep = z.strictObject({
  operationId: id,
  processName: z.string(),
  workshop: z.string(),
  outside: flag,
  quantity: thousandths,
  good: thousandths,
  bad: thousandths,
  /** Of the rejects: repaired, and lost (duty 75). */
  rework: thousandths,
  scrap: thousandths,
  remaining: thousandths,
  plannedStart: date,
  plannedFinish: date,
  startedOn: date.nullable(),
  finishedOn: date.nullable(),
  reportedOn: date.nullable(),
  /** Calendar days past the planned finish; pieces behind the plan (duty 47). */
  lateDays: count,
  latePieces: thousandths,
  causeCode: cause,
  /** `2a` and its name; '' where no sub-code was given. */
  causeSub: z.string(),
  causeSubName: z.string(),
  causeNote: z.string(),
  /** Late, with work it could have done, and nobody has said why (duty 60). */
  missingCause: flag,
  /** What stands in the way of it: open 异常单 (duty 61). */
  troubles: z.array(z.strictObject({ id, number: z.string(), what: z.string(), overdue: flag })).max(20),
  /** Its goods are at a factory outside: what is still there, what is back, since when it is late. Null: they are here. */
  at: z
    .strictObject({
      slipId: id,
      number: z.string(),
      factory: z.string(),
      out: thousandths,
      back: thousandths,
      wantedOn: date,
      lateDays: count,
    })
    .nullable(),
})
export type BoardStep = z.output<typeof BoardStep>

export const BoardRow = z.strictObject({
  noticeLineId: id,
  noticeId: id,
  noticeNumber: z.string(),
  orderId: id,
  orderLineId: id,
  orderNumber: z.string(),
  customerId: id,
  customer: z.string(),
  merchandiserId: id,
  merchandiser: z.string(),
  rush: flag,
  code: z.string(),
  description: z.string(),
  unit: z.string(),
  quantity: thousandths,
  finished: thousandths,
  /** Delivered of the order line, all its notices together. */
  delivered: thousandths,
  dueOn: date,
  steps: z.array(BoardStep).max(60),
  forecastOn: date.nullable(),
  /** Calendar days the forecast lies after the due date; negative = early. */
  forecastDays: z.number().int(),
  /** Rejected by a final inspection, and nobody has dealt with it: the forecast does not know what becomes of it. */
  rejected: thousandths,
  lastReportOn: date.nullable(),
  /** No report for two workdays. */
  stale: flag,
  missingCause: flag,
  /** Finished, waiting for its due date longer than the office likes (duty 48): calendar days until it is due; 0 = no. */
  waitingDays: count,
  /** 欠料: materials the line waits for, by name: not ordered in time, or promised too late. */
  lacking: z.array(z.string()).max(200),
})
export type BoardRow = z.output<typeof BoardRow>

export const boardFilter = {
  workshop: text(20).default(''),
  customerId: id.nullable().default(null),
  merchandiserId: id.nullable().default(null),
  /** Only lines with an unfinished process past its plan. */
  late: flag.default(false),
  /** Only lines due within three days. */
  soon: flag.default(false),
  /** Only orders the caller follows. */
  mine: flag.default(false),
  /** Only finished goods that wait longer for their due date than the office likes (duty 48). */
  early: flag.default(false),
}
export const Board = z.strictObject({
  ...pageOf(BoardRow).shape,
  orders: count,
  late: count,
  soon: count,
  early: count,
  /** Processes of the shown rows, in the order they are passed: the columns of the board. */
  processes: z.array(z.string()).max(200),
  workshops: z.array(z.string()).max(200),
  /** Who made the latest daily report, and when. */
  filledBy: z.string(),
  filledAt: instant.nullable(),
})
export type Board = z.output<typeof Board>

/**
 * 可做: what a process can still report good, in thousandths: never above the notice, nor above what the process before
 * has passed on less what was lost here (papers.md 4.3). The first process is passed everything.
 */
export const availableOf = ({
  quantity,
  passedOn,
  good,
  scrap,
}: {
  quantity: number
  passedOn: number | null
  good: number
  scrap: number
}): number => Math.max(0, Math.min(quantity, passedOn === null ? quantity : passedOn - scrap) - good)

/** A row of the daily report, filled in beforehand with what is known of the operation. */
export const OpenOperation = z.strictObject({
  operationId: id,
  noticeLineId: id,
  noticeNumber: z.string(),
  orderNumber: z.string(),
  customer: z.string(),
  description: z.string(),
  unit: z.string(),
  processName: z.string(),
  workshop: z.string(),
  rush: flag,
  quantity: thousandths,
  good: thousandths,
  bad: thousandths,
  scrap: thousandths,
  /** The process before, and what it has passed on; null for the first process. */
  previousId: id.nullable(),
  passedOn: thousandths.nullable(),
  /** Most that can be reported good now: see `availableOf`. */
  available: thousandths,
  plannedStart: date,
  plannedFinish: date,
  dueOn: date,
  /** Past its plan on the day of the report: a cause is asked. */
  late: flag,
  lateDays: count,
  causeCode: cause,
  causeSub: z.string(),
  causeSubName: z.string(),
  causeNote: z.string(),
  /** What the workshop wrote of this process last: hours (thousandths), people, machine of one report. */
  last: z.strictObject({ on: date, hours: thousandths, people: count, machine: z.string() }).nullable(),
})
export type OpenOperation = z.output<typeof OpenOperation>

/** As large as anybody types: a bar code read into the cell of the rejects is none, and no sum leaves the safe integers. */
const reported = thousandths.min(0).max(1e12)

export const ReportRow = z.strictObject({
  operationId: id,
  good: reported,
  /** Rejects found; of them 返工 goes on in this process and comes as good later, 报废 is lost (duty 75). */
  bad: reported,
  rework: reported.default(0),
  scrap: reported.default(0),
  /** Hours worked, thousandths of an hour. */
  hours: thousandths.min(0).max(1_000_000_000),
  people: count.max(10_000),
  machine: text(20).default(''),
  causeCode: cause,
  /** The company's own sub-code: ②a 模具; '' = none. */
  causeSub: text(20).default(''),
  causeNote: text(100),
})
export type ReportRow = z.output<typeof ReportRow>

/** A process that was done and has work again, because a later one scrapped what it had passed on (duty 75). */
export const Reopened = z.strictObject({
  operationId: id,
  noticeNumber: z.string(),
  processName: z.string(),
  /** To make again (thousandths). */
  more: thousandths,
  unit: z.string(),
})
export type Reopened = z.output<typeof Reopened>

export const DailyReport = z.strictObject({
  id,
  reportedOn: date,
  workshop: z.string(),
  operationId: id,
  noticeNumber: z.string(),
  orderNumber: z.string(),
  description: z.string(),
  unit: z.string(),
  processName: z.string(),
  good: thousandths,
  bad: thousandths,
  rework: thousandths,
  scrap: thousandths,
  hours: thousandths,
  people: count,
  machine: z.string(),
  shift: z.string(),
  causeCode: cause,
  causeSub: z.string(),
  causeSubName: z.string(),
  causeNote: z.string(),
  /** A daily report; or posted by another word and taken back there. */
  origin: z.string(),
  /** The report this one takes back; and whether this one was taken back. */
  reverses: id.nullable(),
  reversed: flag,
  by: z.string(),
  at: instant,
})
export type DailyReport = z.output<typeof DailyReport>

export const milestoneKinds = ['released', 'started', 'half', 'finished', 'inspected', 'shipped'] as const
export const Milestone = z.strictObject({
  kind: z.enum(milestoneKinds),
  plannedOn: date.nullable(),
  actualOn: date.nullable(),
})

/** A line that is about to be finished: ask the workshop for the day to ship (duty 56). */
export const ShipSoon = z.strictObject({
  noticeLineId: id,
  orderId: id,
  orderNumber: z.string(),
  customer: z.string(),
  description: z.string(),
  unit: z.string(),
  quantity: thousandths,
  forecastOn: date,
  dueOn: date,
})
export const LateCause = z.strictObject({
  operationId: id,
  noticeLineId: id,
  orderId: id,
  orderNumber: z.string(),
  customer: z.string(),
  description: z.string(),
  processName: z.string(),
  workshop: z.string(),
  plannedFinish: date,
  lateDays: count,
  remaining: thousandths,
  unit: z.string(),
})

export const operations = {
  /** Orders × processes, by due date, rush first (duty 45). */
  board: query('operations.read', z.strictObject({ ...paging, ...boardFilter }), Board),
  /** How many lines in work are late: for the counter beside the word. */
  lateCount: query('operations.read', nothing, z.strictObject({ late: count })),
  progressPaper: query('operations.read', z.strictObject(boardFilter), PaperOutput),
  /** Unfinished operations of a workshop as rows of its daily report (duty 52). */
  openForReport: query(
    'operations.read',
    z.strictObject({ workshop: text(20), day: date }),
    z.array(OpenOperation).max(500),
  ),
  report: command(
    'operations.write',
    z.strictObject({
      reportedOn: date,
      workshop: text(20),
      shift: text(10).default(''),
      rows: z.array(ReportRow).min(1).max(500),
      /** Somebody was asked about the goods a final inspection rejected. */
      sure: flag.default(false),
    }),
    z.strictObject({
      reportIds: z.array(id).max(500),
      finished: z.array(id).max(500),
      reopened: z.array(Reopened),
      /** Rows whose sub-code asks for an 异常单 and that have none open for it (duty 61). */
      asks: z.array(z.strictObject({ operationId: id, causeSub: z.string(), causeNote: z.string() })).max(500),
    }),
  ),
  /** Takes a report back by an entry of its own; the first one stays (architecture rule 11). */
  reverse: command(
    'operations.write',
    z.strictObject({ reportId: id, reason: requiredText(100) }),
    z.strictObject({ reportId: id }),
  ),
  reports: query(
    'operations.read',
    z.strictObject({ ...paging, from: date, to: date, workshop: text(20).default('') }),
    pageOf(DailyReport),
  ),
  dailyPaper: query('operations.read', z.strictObject({ day: date, workshop: text(20) }), PaperOutput),
  milestones: query('operations.read', z.strictObject({ orderId: id }), z.array(Milestone).max(10)),
  /** Lines whose forecast lies within three days: ask the workshop (duty 56). */
  dueSoon: query('operations.read', nothing, z.array(ShipSoon).max(200)),
  /** Late processes without a cause (duty 60), most days first. */
  missingCauses: query('operations.read', nothing, z.array(LateCause).max(200)),
}
