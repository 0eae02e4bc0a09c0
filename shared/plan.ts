import { z } from 'zod'
import { command, query } from './contract.ts'
import {
  count,
  date,
  flag,
  id,
  instant,
  nothing,
  pageOf,
  paging,
  positiveThousandths,
  requiredText,
  text,
  thousandths,
  version,
} from './fields.ts'
import type { PhraseKey } from './language.ts'
import { PaperOutput } from './papers.ts'

/** How far ahead the load is shown and measured: 13 weeks (duty 38). */
export const loadDays = 90
/** How far ahead 赶得及吗 looks for room, in calendar days. */
export const askDays = 270

/** A process with its load and capacity on each of the days, thousandths of its unit; null = not limited. */
export const LoadProcess = z.strictObject({
  processId: id,
  processName: z.string(),
  workshop: z.string(),
  unit: z.string(),
  daily: thousandths,
  capacity: z.array(thousandths.nullable()).max(loadDays),
  load: z.array(thousandths).max(loadDays),
  /** Work planned after the last of the days. */
  later: thousandths,
})
export type LoadProcess = z.output<typeof LoadProcess>
export const Load = z.strictObject({
  days: z.array(date).max(loadDays),
  /** The office's calendar: worked or not. */
  works: z.array(flag).max(loadDays),
  processes: z.array(LoadProcess).max(200),
})
export type Load = z.output<typeof Load>

/** An order's share in the load of some days: the whole process, and what of it falls on them. */
export const DayWork = z.strictObject({
  operationId: id,
  version,
  noticeLineId: id,
  orderId: id,
  orderNumber: z.string(),
  customer: z.string(),
  description: z.string(),
  unit: z.string(),
  quantity: thousandths,
  remaining: thousandths,
  /** Thousandths of the process's unit on those days. */
  amount: thousandths,
  plannedStart: date,
  plannedFinish: date,
  dueOn: date,
  rush: flag,
  late: flag,
})
export type DayWork = z.output<typeof DayWork>

export const measureKinds = ['overtime', 'capacity', 'outside', 'move'] as const
export type MeasureKind = (typeof measureKinds)[number]
export const measureKeys: Record<MeasureKind, PhraseKey> = {
  overtime: 'plan.overtime',
  capacity: 'plan.otherCapacity',
  outside: 'plan.outside',
  move: 'plan.move',
}

export const PlanMove = z.strictObject({
  processName: z.string(),
  beforeStart: date,
  beforeFinish: date,
  afterStart: date,
  afterFinish: date,
})
/** What was done against an overload: by whom, when and why; withdrawn or standing. */
export const Measure = z.strictObject({
  id,
  version,
  kind: z.enum(measureKinds),
  processName: z.string(),
  unit: z.string(),
  day: date.nullable(),
  amount: thousandths.nullable(),
  noticeLineId: id.nullable(),
  orderNumber: z.string(),
  description: z.string(),
  moves: z.array(PlanMove).max(60),
  reason: z.string(),
  by: z.string(),
  at: instant,
  withdrawnAt: instant.nullable(),
  withdrawnBy: z.string(),
  withdrawReason: z.string(),
})
export type Measure = z.output<typeof Measure>

/** A place in the order of work of a process (duty 49). */
export const QueueRow = z.strictObject({
  operationId: id,
  noticeLineId: id,
  orderId: id,
  noticeNumber: z.string(),
  orderNumber: z.string(),
  customer: z.string(),
  description: z.string(),
  unit: z.string(),
  quantity: thousandths,
  good: thousandths,
  remaining: thousandths,
  /** What the process before has passed on and is not done here. */
  waiting: thousandths,
  workshop: z.string(),
  rush: flag,
  dueOn: date,
  plannedStart: date,
  plannedFinish: date,
  originalStart: date,
  originalFinish: date,
  /** 1 is what is worked on first. */
  place: count,
  /** Put here by hand. */
  placed: flag,
})
export type QueueRow = z.output<typeof QueueRow>

/** One process of a line: its plan beside the first one. */
export const LineStep = z.strictObject({
  operationId: id,
  version,
  processName: z.string(),
  workshop: z.string(),
  outside: flag,
  quantity: thousandths,
  good: thousandths,
  plannedStart: date,
  plannedFinish: date,
  originalStart: date,
  originalFinish: date,
  startedOn: date.nullable(),
  finishedOn: date.nullable(),
})
export type LineStep = z.output<typeof LineStep>
export const LinePlan = z.strictObject({
  noticeLineId: id,
  orderId: id,
  orderNumber: z.string(),
  noticeNumber: z.string(),
  customer: z.string(),
  description: z.string(),
  unit: z.string(),
  quantity: thousandths,
  dueOn: date,
  forecastOn: date.nullable(),
  steps: z.array(LineStep).max(60),
  /** Days near the plan that are not as the week says: holidays and make-up days; and the weekly rest days. */
  calendar: z.strictObject({
    restDays: z.array(z.number().int()).max(7),
    days: z.array(z.strictObject({ day: date, works: flag })).max(2000),
  }),
})
export type LinePlan = z.output<typeof LinePlan>

/** A line of an order that is still being keyed. */
export const AskedLine = z.strictObject({
  productId: id.nullable(),
  name: text(200),
  unit: text(8),
  quantity: positiveThousandths,
  dueOn: date,
})
export type AskedLine = z.output<typeof AskedLine>

export const AskedStepPlan = z.strictObject({
  processId: id,
  processName: z.string(),
  unit: z.string(),
  amount: thousandths,
  outside: flag,
  /** Earliest, beside the work that is there. */
  start: date.nullable(),
  finish: date.nullable(),
  /** Latest, backwards from the due date at standard days. */
  latestStart: date,
  latestFinish: date,
})
export const AskedAnswer = z.strictObject({
  inTime: flag,
  /** Null: not within the days that are looked at. */
  earliestOn: date.nullable(),
  /** With nothing else in the workshops: what the standard days alone take. */
  standardOn: date,
  /** The process that costs most days because it is full, and until when it is. */
  bottleneck: z.strictObject({ processName: z.string(), days: count, fullUntil: date.nullable() }).nullable(),
  steps: z.array(AskedStepPlan).max(200),
})
export type AskedAnswer = z.output<typeof AskedAnswer>

const reason = requiredText(200)
const span = { processId: id, from: date, to: date }

export const plan = {
  /** Load against capacity of every process, from today on (duty 38). */
  load: query('operations.read', z.strictObject({ days: count.min(7).max(loadDays).default(loadDays) }), Load),
  /** The orders behind the load of a process on some days, the largest first. */
  dayWork: query(
    'operations.read',
    z.strictObject(span),
    z.strictObject({ rows: z.array(DayWork).max(200), total: count, amount: thousandths }),
  ),
  overtime: command(
    'production.write',
    z.strictObject({ processId: id, day: date, amount: positiveThousandths, reason }),
    z.strictObject({ id }),
  ),
  /** Another capacity of a day in place of the usual one: a machine down, half the people away. */
  otherCapacity: command(
    'production.write',
    z.strictObject({ processId: id, day: date, amount: thousandths.min(0).max(1e12), reason }),
    z.strictObject({ id }),
  ),
  sendOutside: command(
    'production.write',
    z.strictObject({ operationId: id, version, reason }),
    z.strictObject({ id }),
  ),
  /** New planned days of processes of one line, as they were typed or moved along. */
  move: command(
    'production.write',
    z.strictObject({
      noticeLineId: id,
      steps: z
        .array(z.strictObject({ operationId: id, version, plannedStart: date, plannedFinish: date }))
        .min(1)
        .max(60),
      reason,
    }),
    z.strictObject({ id }),
  ),
  measures: query(
    'operations.read',
    z.strictObject({
      ...paging,
      standing: flag.default(false),
      processId: id.nullable().default(null),
      noticeLineId: id.nullable().default(null),
    }),
    pageOf(Measure),
  ),
  withdraw: command('production.write', z.strictObject({ id, version, reason }), nothing),
  /** Open operations of a process in their order of work: placed by hand, then by due date, rush first. */
  queue: query('operations.read', z.strictObject({ ...paging, processId: id }), pageOf(QueueRow)),
  /** Processes with open work, for choosing one: how many, how many of them placed by hand. */
  queues: query(
    'operations.read',
    nothing,
    z
      .array(
        z.strictObject({ processId: id, processName: z.string(), workshop: z.string(), open: count, placed: count }),
      )
      .max(200),
  ),
  /** Puts an operation before another, or at the end. */
  place: command(
    'production.write',
    z.strictObject({
      processId: id,
      operationId: id,
      /** Before which one; null = the end. */
      before: id.nullable().optional(),
      /** Or by so many places: -1 = one up. */
      by: z.number().int().min(-1e6).max(1e6).optional(),
    }),
    z.strictObject({ index: count }),
  ),
  byDueDate: command('production.write', z.strictObject({ processId: id }), z.strictObject({ placed: count })),
  /** 派工单 of a process, or of all processes of a workshop. */
  queuePaper: query(
    'operations.read',
    z.strictObject({ processId: id.nullable(), workshop: text(20).default('') }),
    PaperOutput,
  ),
  line: query('operations.read', z.strictObject({ noticeLineId: id }), LinePlan),
  /** Lines with open processes that begin or end on a rest day: the calendar was changed after they were planned. */
  resting: query('operations.read', nothing, z.strictObject({ operations: count, lines: count })),
  planAnew: command(
    'production.write',
    z.strictObject({ reason }),
    z.strictObject({
      operations: count,
      lines: count,
      /** Of the operations: those that lay on rest days; the others moved to keep the order of their line. */
      resting: count,
      /** Of the operations: those that would have to have begun before today, and had not. */
      past: count,
      /** Days of processes that are overloaded now and were not before, or not as much; the first of them. */
      overloads: count,
      first: z.strictObject({ processName: z.string(), day: date }).nullable(),
    }),
  ),
  /** 赶得及吗: whether lines that are still being keyed can be made in time. Writes nothing. */
  ask: query(
    'operations.read',
    z.strictObject({ lines: z.array(AskedLine).min(1).max(300) }),
    z.strictObject({ from: date, lines: z.array(AskedAnswer).max(300) }),
  ),
}
