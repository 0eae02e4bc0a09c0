import { z } from 'zod'
import { query } from './contract.ts'
import { count, date, flag, id, month, pageOf, paging, text, thousandths } from './fields.ts'
import type { PhraseKey, Translate } from './language.ts'
import { roundDivide } from './money.ts'
import { subLabel } from './exceptions.ts'
import { type CauseCode, causeCodes, causeShortKeys, causeSigns } from './operations.ts'
import { PaperOutput } from './papers.ts'
import { formatQuantity } from './quantities.ts'

/** What the figures of a month are asked of; null is all of them, '' a process that belongs to no workshop. */
export const figureFilter = {
  month,
  workshop: text(20).nullable().default(null),
  process: text(20).nullable().default(null),
  customerId: id.nullable().default(null),
}
export type FigureFilter = z.output<z.ZodObject<typeof figureFilter>>

const whole = z.number().int()

/**
 * The integers every rate of a month is made of. *Due* is a process planned to finish in the month that is decided: done,
 * or past its planned day (one planned for today is late from tomorrow on, as on the board). Quantities are
 * thousandths, hours thousandths of an hour.
 */
export const FigureSums = z.strictObject({
  due: count,
  inTime: count,
  /** The same of last processes only: the whole line is done with them. */
  dueLines: count,
  inTimeLines: count,
  dueQuantity: whole,
  /** Good by the end of the planned day. */
  inTimeQuantity: whole,
  good: whole,
  bad: whole,
  /** Good of the reports that say their hours, and those hours × people (nobody counted = one). */
  timedGood: whole,
  personHours: whole,
  /** Standard time of that good where a standard is set, thousandths of a minute, and the hours × people it was made in. */
  standardTime: whole,
  standardHours: whole,
  /** Reports of good pieces without hours: they are no part of the efficiency. */
  untimed: count,
})
export type FigureSums = z.output<typeof FigureSums>

export const FigureRow = z.strictObject({ workshop: z.string(), processName: z.string(), ...FigureSums.shape })
export type FigureRow = z.output<typeof FigureRow>

/** 计划达成率 by processes, by whole lines and by quantity; 不良率; 效率 by standard time; output per person-hour (duties 52, 53; papers.md 4.4). */
export const figureKinds = ['operations', 'lines', 'quantity', 'bad', 'standard', 'efficiency'] as const
export type FigureKind = (typeof figureKinds)[number]

export const figureKeys: Record<FigureKind, PhraseKey> = {
  operations: 'figures.operations',
  lines: 'figures.lines',
  quantity: 'figures.quantity',
  bad: 'figures.badRate',
  standard: 'figures.standard',
  efficiency: 'figures.efficiency',
}

/** Numerator over denominator, and their rate: tenths of a percent; for the efficiency hundredths of a piece per person-hour. */
export interface Figure {
  numerator: number
  denominator: number
  /** Null where there is nothing to divide by. */
  rate: number | null
}

/** Thousandths of minutes in thousandths of hours, half up. */
export const hoursOf = (minutes: number): number => roundDivide(BigInt(minutes), 60n)

const partsOf: Record<FigureKind, (sums: FigureSums) => [numerator: number, denominator: number]> = {
  operations: ({ inTime, due }) => [inTime, due],
  lines: ({ inTimeLines, dueLines }) => [inTimeLines, dueLines],
  quantity: ({ inTimeQuantity, dueQuantity }) => [inTimeQuantity, dueQuantity],
  bad: ({ good, bad }) => [bad, good + bad],
  standard: ({ standardTime, standardHours }) => [hoursOf(standardTime), standardHours],
  efficiency: ({ timedGood, personHours }) => [timedGood, personHours],
}

const divided = (numerator: number, denominator: number, scale: bigint): number | null =>
  denominator <= 0 ? null : roundDivide(BigInt(numerator) * scale, BigInt(denominator))

/** Tenths of a percent, half up: 2 of 3 → 667. Null of nothing. */
export const shareOf = (part: number, whole: number): number | null => divided(part, whole, 1000n)

export const figureOf = (kind: FigureKind, sums: FigureSums): Figure => {
  const [numerator, denominator] = partsOf[kind](sums)
  return { numerator, denominator, rate: divided(numerator, denominator, kind === 'efficiency' ? 100n : 1000n) }
}

/** 667 → `66.7%`, always one decimal; a dash for a share of nothing. */
export const percentText = (share: number | null): string =>
  share === null ? '—' : `${Math.trunc(share / 10).toLocaleString('en')}.${Math.abs(share % 10)}%`

/** The rate without its unit: `92.3%`; the efficiency with two decimals, `0.22`: of furniture one would say nothing. */
export const rateNumber = (kind: FigureKind, { rate }: Figure): string =>
  rate === null || kind !== 'efficiency'
    ? percentText(rate)
    : `${Math.trunc(rate / 100).toLocaleString('en')}.${String(Math.abs(rate % 100)).padStart(2, '0')}`

/** The rate as it is read: `92.3%`, `0.22 件/人时`; a dash where there is nothing to divide by. */
export const rateText = (kind: FigureKind, figure: Figure, t: Translate): string =>
  kind === 'efficiency' && figure.rate !== null
    ? t('figures.perHour', { pieces: rateNumber(kind, figure) })
    : rateNumber(kind, figure)

/** Processes and lines are counted; everything else is a quantity or hours in thousandths. */
export const isCounted = (kind: FigureKind): boolean => kind === 'operations' || kind === 'lines'

/** `36 / 39`: processes and lines are counted, all else is thousandths. */
export const partsText = (kind: FigureKind, { numerator, denominator }: Figure): string => {
  const words = (value: number): string => (isCounted(kind) ? value.toLocaleString('en') : formatQuantity(value))
  return `${words(numerator)} / ${words(denominator)}`
}

export const noSums: FigureSums = {
  due: 0,
  inTime: 0,
  dueLines: 0,
  inTimeLines: 0,
  dueQuantity: 0,
  inTimeQuantity: 0,
  good: 0,
  bad: 0,
  timedGood: 0,
  personHours: 0,
  standardTime: 0,
  standardHours: 0,
  untimed: 0,
}

export const addSums = (one: FigureSums, other: FigureSums): FigureSums => ({
  due: one.due + other.due,
  inTime: one.inTime + other.inTime,
  dueLines: one.dueLines + other.dueLines,
  inTimeLines: one.inTimeLines + other.inTimeLines,
  dueQuantity: one.dueQuantity + other.dueQuantity,
  inTimeQuantity: one.inTimeQuantity + other.inTimeQuantity,
  good: one.good + other.good,
  bad: one.bad + other.bad,
  timedGood: one.timedGood + other.timedGood,
  personHours: one.personHours + other.personHours,
  standardTime: one.standardTime + other.standardTime,
  standardHours: one.standardHours + other.standardHours,
  untimed: one.untimed + other.untimed,
})

export const totalOf = (rows: readonly FigureSums[]): FigureSums => rows.reduce(addSums, noSums)

/** The rows of each workshop together, in the order they come. */
export const byWorkshop = (rows: readonly FigureRow[]): FigureRow[] =>
  [...Map.groupBy(rows, (row) => row.workshop)].map(([workshop, own]) => ({
    workshop,
    processName: '',
    ...totalOf(own),
  }))

/** Missed processes of one cause (duty 60): how many, and their days late together. Null: nobody has said why. */
export const CauseSum = z.strictObject({ causeCode: z.enum(causeCodes).nullable(), operations: count, days: count })
export type CauseSum = z.output<typeof CauseSum>
export type CauseMeasure = 'operations' | 'days'

/** A bar of the Pareto: its share of all and the share of it and all bars before it, in tenths of a percent. */
export interface ParetoBar extends CauseSum {
  value: number
  share: number
  cumulative: number
}

/**
 * The causes with the largest first, those of equal size by their number; what nobody has given a cause comes after
 * them, then the causes that did not occur.
 */
export const paretoOf = (sums: readonly CauseSum[], by: CauseMeasure): ParetoBar[] => {
  const of = (code: CauseCode | null): CauseSum =>
    sums.find(({ causeCode }) => causeCode === code) ?? { causeCode: code, operations: 0, days: 0 }
  const named = causeCodes.map(of)
  const found = named.filter((each) => each.operations > 0).toSorted((one, other) => other[by] - one[by])
  const unsaid = of(null)
  const ordered = [
    ...found,
    ...(unsaid.operations > 0 ? [unsaid] : []),
    ...named.filter((each) => each.operations === 0),
  ]
  const all = ordered.reduce((sum, each) => sum + each[by], 0)
  let before = 0
  return ordered.map((each) => {
    before += each[by]
    return {
      ...each,
      value: each[by],
      share: shareOf(each[by], all) ?? 0,
      cumulative: shareOf(before, all) ?? 0,
    }
  })
}

/** `② 设备故障`; what nobody has said in words of its own. */
export const causeWords = (code: CauseCode | null, t: Translate): string =>
  code === null ? t('figures.noCause') : `${causeSigns[code]} ${t(causeShortKeys[code])}`

/** A row of the details: `②a 模具`, or the words. */
export const detailWords = (
  { sub, subName, note }: { sub: string; subName: string; note: string },
  t: Translate,
): string => subLabel(sub, subName) || note || t('figures.noteNone')

/** `②a 模具 砂光机坏` of one process: the sub-code stands for its cause, the words beside it follow. */
export const causeInFull = (
  row: { causeCode: CauseCode | null; causeSub: string; causeSubName: string; causeNote: string },
  t: Translate,
): string =>
  [row.causeSub === '' ? causeWords(row.causeCode, t) : subLabel(row.causeSub, row.causeSubName), row.causeNote]
    .filter(Boolean)
    .join(' ')

/**
 * One cause in detail (duty 61): by the company's sub-code where one was given (`2a`, 模具), else by the words that were
 * written beside it.
 */
export const NoteSum = z.strictObject({
  sub: z.string(),
  subName: z.string(),
  note: z.string(),
  operations: count,
  days: count,
})
export type NoteSum = z.output<typeof NoteSum>

/** One process that was due in the month (duties 53, 54, 62). */
export const PlannedRow = z.strictObject({
  operationId: id,
  orderId: id,
  orderNumber: z.string(),
  customer: z.string(),
  description: z.string(),
  unit: z.string(),
  processName: z.string(),
  workshop: z.string(),
  /** The last process of its line. */
  last: flag,
  quantity: thousandths,
  good: thousandths,
  /** Good by the end of the planned day. */
  goodInTime: thousandths,
  plannedFinish: date,
  finishedOn: date.nullable(),
  inTime: flag,
  /** Calendar days past the planned day, up to today where it is not done. */
  lateDays: count,
  causeCode: z.enum(causeCodes).nullable(),
  causeSub: z.string(),
  causeSubName: z.string(),
  causeNote: z.string(),
  /** The new day of a process that is not done, from its own speed and those before it (duty 54). */
  forecastOn: date.nullable(),
})
export type PlannedRow = z.output<typeof PlannedRow>

/** One entry of the daily reports; an entry that takes another back counts against it. */
export const ReportedRow = z.strictObject({
  id,
  reportedOn: date,
  workshop: z.string(),
  orderId: id,
  orderNumber: z.string(),
  customer: z.string(),
  description: z.string(),
  unit: z.string(),
  processName: z.string(),
  good: thousandths,
  bad: thousandths,
  hours: whole,
  people: count,
  /** Hours × people, thousandths. */
  personHours: whole,
  /** Standard time of its good, thousandths of a minute; 0 where no standard is set. */
  standardTime: whole,
  reverses: id.nullable(),
  by: z.string(),
})
export type ReportedRow = z.output<typeof ReportedRow>

export const plannedChoices = ['all', 'inTime', 'missed'] as const
export type PlannedChoice = (typeof plannedChoices)[number]

export const plannedFilter = {
  ...figureFilter,
  which: z.enum(plannedChoices).default('all'),
  /** Only last processes: whole lines. */
  last: flag.default(false),
  /** Only what was missed for this cause; `none`: nobody has said why. */
  cause: z
    .enum([...causeCodes, 'none'])
    .nullable()
    .default(null),
  /** Only with this sub-code, '' = with none; and with exactly these words beside the cause. */
  causeSub: text(20).nullable().default(null),
  causeNote: text(100).nullable().default(null),
}
export const reportedFilter = {
  ...figureFilter,
  /** Only reports that say their hours. */
  timed: flag.default(false),
  /** Only those whose process has a standard time. */
  standard: flag.default(false),
}

export const figures = {
  /** The month by workshop and process, up to `through`; null before the month has begun (duties 52, 53). */
  overview: query(
    'operations.read',
    z.strictObject(figureFilter),
    z.strictObject({ through: date.nullable(), rows: z.array(FigureRow).max(1000), workshops: z.array(z.string()) }),
  ),
  /** What was missed, by cause (duties 60, 62). */
  causes: query('operations.read', z.strictObject(figureFilter), z.array(CauseSum).max(8)),
  /** The words beside one cause, the most frequent first. */
  notes: query(
    'operations.read',
    z.strictObject({ ...figureFilter, cause: z.enum([...causeCodes, 'none']) }),
    z.array(NoteSum).max(100),
  ),
  /** The processes behind the plan's figures and behind a bar, by planned day. */
  planned: query('operations.read', z.strictObject({ ...paging, ...plannedFilter }), pageOf(PlannedRow)),
  /** The daily reports behind 不良率 and 效率, by day. */
  reported: query('operations.read', z.strictObject({ ...paging, ...reportedFilter }), pageOf(ReportedRow)),
  paper: query('operations.read', z.strictObject(figureFilter), PaperOutput),
}
