import { type DateText, daysBetween, plusDays } from './dates.ts'

/** Whether a day is worked (rest days, holidays and make-up days are settled by the office's calendar). */
export type WorksOn = (day: DateText) => boolean

/** The day after and the day before each day that was walked over: a board walks the same few weeks ten thousand times. */
const neighbours = { 1: new Map<DateText, DateText>(), [-1]: new Map<DateText, DateText>() }

const nextTo = (day: DateText, step: 1 | -1): DateText => {
  const known = neighbours[step].get(day)
  if (known !== undefined) return known
  const found = plusDays(day, step)
  // some years of days are soon all known; made-up ones must not grow it without end
  if (neighbours[step].size > 5000) neighbours[step].clear()
  neighbours[step].set(day, found)
  return found
}

/** The calendar day after. */
export const nextDay = (day: DateText): DateText => nextTo(day, 1)

/** Longest row of days off that is walked over; a calendar with more than this has no workday. */
const longestBreak = 400

const walk = (from: DateText, step: 1 | -1, works: WorksOn): DateText => {
  let day = from
  for (let walked = 0; walked <= longestBreak; walked += 1) {
    if (works(day)) return day
    day = nextTo(day, step)
  }
  throw new RangeError(`no workday within ${longestBreak} days of ${from}`)
}

/** The day itself when it is worked, else the last workday before it. */
export const workdayUpTo = (day: DateText, works: WorksOn): DateText => walk(day, -1, works)
/** The day itself when it is worked, else the next workday after it. */
export const workdayFrom = (day: DateText, works: WorksOn): DateText => walk(day, 1, works)
/** The last workday before the day. */
export const workdayBefore = (day: DateText, works: WorksOn): DateText => walk(nextTo(day, -1), -1, works)

/** Workdays from `from` to `to`, both included; 0 when `to` is earlier. */
export const workdaysIn = (from: DateText, to: DateText, works: WorksOn): number => {
  let count = 0
  for (let day = from; day <= to; day = nextTo(day, 1)) if (works(day)) count += 1
  return count
}

/** The workday `count` workdays on: 1 is the first workday from `from` on, 2 the next one. */
export const workdayAfter = (from: DateText, count: number, works: WorksOn): DateText => {
  let day = workdayFrom(from, works)
  for (let left = Math.min(count, 3650) - 1; left > 0; left -= 1) day = workdayFrom(nextTo(day, 1), works)
  return day
}

export interface PlannedStep {
  plannedStart: DateText
  plannedFinish: DateText
}

/**
 * Back-scheduling (duty 39): the last process ends on the due date or the workday before it, each process takes
 * its standard days (workdays), the one before ends on the workday before it begins. A process of 0 days is done
 * on the day the one before it ends.
 */
export const planBackwards = (
  standardDays: readonly number[],
  dueOn: DateText,
  works: WorksOn,
  /** The days each process is worked on where they are not the office's: a Sunday with overtime. */
  own: readonly WorksOn[] = [],
): PlannedStep[] => {
  let limit = dueOn
  const steps: PlannedStep[] = []
  for (let index = standardDays.length - 1; index >= 0; index -= 1) {
    const worksHere = own[index] ?? works
    const finish = workdayUpTo(limit, worksHere)
    let start = finish
    for (let left = standardDays[index]!; left > 1; left -= 1) start = workdayBefore(start, worksHere)
    steps.unshift({ plannedStart: start, plannedFinish: finish })
    limit = standardDays[index]! > 0 ? plusDays(start, -1) : start
  }
  return steps
}

/**
 * What each process of a line has to pass on good, in the order of the route: what is wanted of the line, and what the
 * processes after it scrapped, which must be made again (thousandths, duty 75).
 */
export const targetsOf = (wanted: number, scraps: readonly number[]): number[] => {
  const targets: number[] = []
  let target = wanted
  for (const scrap of scraps.toReversed()) {
    targets.unshift(target)
    target += scrap
  }
  return targets
}

/** One process of one notice line: quantities in thousandths. */
export interface OperationFacts extends PlannedStep {
  /** Its last day as it was first planned. */
  originalFinish: DateText
  quantity: number
  good: number
  startedOn: DateText | null
  finishedOn: DateText | null
  reportedOn: DateText | null
}

/** Days an operation is or was late (duty 47): calendar days past its planned finish; 0 when in time. */
export const lateDaysOf = (operation: Pick<OperationFacts, 'plannedFinish' | 'finishedOn'>, today: DateText): number =>
  Math.max(0, daysBetween(operation.plannedFinish, operation.finishedOn ?? today))

/**
 * Pieces (thousandths) an operation is behind its plan at the end of the day before `today`, whose work is not
 * reported yet: the plan spreads the quantity evenly over its workdays, down to whole pieces.
 */
export const latePiecesOf = (operation: OperationFacts, today: DateText, works: WorksOn): number => {
  if (operation.finishedOn !== null) return 0
  const yesterday = plusDays(today, -1)
  const expected =
    yesterday >= operation.plannedFinish
      ? operation.quantity
      : Math.floor(
          (operation.quantity * workdaysIn(operation.plannedStart, yesterday, works)) /
            Math.max(1, workdaysIn(operation.plannedStart, operation.plannedFinish, works)) /
            1000,
        ) * 1000
  return Math.max(0, expected - operation.good)
}

/**
 * Workdays an operation still needs: at its own speed so far where it has one, else at its standard. One day is no speed
 * yet, when it was slow: the shift was begun in the middle of it, or is not over.
 */
export const workdaysNeeded = (operation: OperationFacts, works: WorksOn): number => {
  const left = operation.quantity - operation.good
  if (left <= 0) return 0
  const { startedOn, reportedOn, good } = operation
  const standard = Math.ceil(
    (left * Math.max(1, workdaysIn(operation.plannedStart, operation.plannedFinish, works))) / operation.quantity,
  )
  if (startedOn === null || reportedOn === null || good <= 0) return standard
  // at least one: work on a rest day is still work
  const days = Math.max(1, workdaysIn(startedOn, reportedOn, works))
  const own = Math.ceil((left * days) / good)
  return days === 1 ? Math.min(own, standard) : own
}

/** Whether anything of a line was done. */
export const hasBegun = (operations: readonly Pick<OperationFacts, 'startedOn' | 'good'>[]): boolean =>
  operations.some(({ startedOn, good }) => startedOn !== null || good > 0)

/** A process has to wait for material that is promised for a day after its planned start (duty 65). */
export interface Wait {
  /** Null: the material is for no process of its own; the last one needs it. */
  operationId: number | null
  arrivesOn: DateText
}

/** Workdays the plan gives to what is left of an operation. */
const plannedDaysLeft = ({ quantity, good, plannedStart, plannedFinish }: OperationFacts, works: WorksOn): number => {
  const left = quantity - good
  if (left <= 0) return 0
  return Math.ceil((left * Math.max(1, workdaysIn(plannedStart, plannedFinish, works))) / quantity)
}

/**
 * The first day a line can be done by the material it waits for: from the day it comes the process that needs it and
 * those after it take their planned days for what is left of them. Null where it waits for nothing.
 */
const soonestByMaterial = (
  operations: readonly (OperationFacts & { id?: number })[],
  waits: readonly Wait[],
  today: DateText,
  works: WorksOn,
): DateText | null => {
  let soonest: DateText | null = null
  for (const { operationId, arrivesOn } of waits) {
    const at = operationId === null ? operations.length - 1 : operations.findIndex(({ id }) => id === operationId)
    const first = operations[at]
    if (!first || first.finishedOn !== null) continue
    const days = operations
      .slice(at)
      .reduce((sum, each) => sum + (each.finishedOn === null ? plannedDaysLeft(each, works) : 0), 0)
    const day = workdayAfter(arrivesOn > today ? arrivesOn : today, Math.max(1, days), works)
    if (soonest === null || day > soonest) soonest = day
  }
  return soonest
}

/**
 * When a notice line will be done (duty 45): operations in order of their sequence. What has begun goes on at once,
 * what has not begins when the one before ends, and none ends before the workday after the one before it.
 * The work left begins on the first workday that is not reported yet. A line of which nothing has `begun` is done when it
 * is planned to be, however soon it could be: nobody has said that it begins earlier. The same where the plan was moved
 * past the first one: somebody said that it will be done then. Never before the material it `waits` for has come and what
 * it is for is done. Null without operations.
 */
export const forecastFinish = (
  operations: readonly (OperationFacts & { id?: number })[],
  today: DateText,
  works: WorksOn,
  begun = hasBegun(operations),
  waits: readonly Wait[] = [],
): DateText | null => {
  const last = operations.at(-1)
  if (!last) return null
  if (last.finishedOn !== null) return last.finishedOn
  const reportedToday = operations.some(({ reportedOn }) => reportedOn !== null && reportedOn >= today)
  let days = 0
  for (const operation of operations) {
    if (operation.finishedOn !== null) continue
    const needed = workdaysNeeded(operation, works)
    days = operation.startedOn === null ? days + needed : Math.max(needed, days === 0 ? 0 : days + 1)
  }
  const soonest = workdayAfter(reportedToday ? plusDays(today, 1) : today, Math.max(1, days), works)
  const byPlan = begun && last.plannedFinish <= last.originalFinish ? '' : last.plannedFinish
  const byWork = soonest > byPlan ? soonest : byPlan
  const byMaterial = soonestByMaterial(operations, waits, today, works)
  return byMaterial !== null && byMaterial > byWork ? byMaterial : byWork
}

/**
 * The day from which a report of a line is waited for: the earliest start of an unfinished process, as it was begun or else
 * planned; null when all is done. Before it nobody has anything to report.
 */
export const reportsFrom = (
  operations: readonly Pick<OperationFacts, 'plannedStart' | 'startedOn' | 'finishedOn'>[],
): DateText | null =>
  operations
    .filter(({ finishedOn }) => finishedOn === null)
    .map(({ startedOn, plannedStart }) => startedOn ?? plannedStart)
    .toSorted()[0] ?? null

/** Nobody has reported for two whole workdays: the row turns grey. */
export const isStale = (lastReportOn: DateText, today: DateText, works: WorksOn): boolean =>
  daysBetween(lastReportOn, today) > 60 || workdaysIn(plusDays(lastReportOn, 1), plusDays(today, -1), works) >= 2
