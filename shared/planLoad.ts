import type { DateText } from './dates.ts'
import { roundDivide } from './money.ts'
import { nextDay, type PlannedStep, workdayFrom, type WorksOn } from './operationPlan.ts'

/**
 * Load and capacity of a process by day (duty 38), in the process's own unit: 件, 张, 平方, 小时. All amounts are
 * thousandths of that unit.
 */

/** `pieces` thousandths of a line in units of a process: one 衣柜 is 3 units of 白茬 = `unitsPerPiece` 3000. Half up. */
export const amountOf = (pieces: number, unitsPerPiece: number): number => {
  if (unitsPerPiece === 1000) return pieces
  const product = pieces * unitsPerPiece
  return Number.isSafeInteger(product)
    ? Math.floor((product + 500) / 1000)
    : roundDivide(BigInt(pieces) * BigInt(unitsPerPiece), 1000n)
}

/**
 * `total` in `parts` shares as equal as can be, the larger ones first: they add up to it exactly. Whole units are not
 * broken: 14 in three days is 5, 5 and 4.
 */
export const evenly = (total: number, parts: number): number[] => {
  const unit = total % 1000 === 0 ? 1000 : 1
  const share = Math.floor(total / unit / parts) * unit
  const more = (total - share * parts) / unit
  return Array.from({ length: parts }, (_, index) => (index < more ? share + unit : share))
}

/**
 * `total` over days that do not all have the room of a usual one (weights in thousandths of it), whole units again: it
 * adds up to it exactly.
 */
export const shareOut = (total: number, weights: readonly number[]): number[] => {
  if (weights.every((weight) => weight === weights[0])) return evenly(total, weights.length)
  const unit = total % 1000 === 0 ? 1000 : 1
  const all = weights.reduce((sum, weight) => sum + weight, 0)
  let [weighed, given] = [0, 0]
  return weights.map((weight) => {
    weighed += weight
    const share = Math.round(((total / unit) * weighed) / all) - given
    given += share
    return share * unit
  })
}

/**
 * The days on which what is left of an open process is worked: the workdays of its plan from today on. Late work, and
 * work planned on rest days alone, falls on the first workday there is.
 */
export const daysToWork = (
  { plannedStart, plannedFinish }: PlannedStep,
  today: DateText,
  works: WorksOn,
): DateText[] => {
  const from = plannedStart > today ? plannedStart : today
  const days: DateText[] = []
  for (let day = from; day <= plannedFinish; day = nextDay(day)) if (works(day)) days.push(day)
  return days.length > 0 ? days : [workdayFrom(from, works)]
}

/** What decides the capacity of one process day by day. */
export interface CapacityRule {
  /** Usual capacity of a workday; 0 = not limited. */
  daily: number
  works: WorksOn
  /** Days with another capacity: a machine down, half the people away. 0 = nothing can be made. */
  set: ReadonlyMap<DateText, number>
  /** 加班: more than that, on rest days too. */
  extra: ReadonlyMap<DateText, number>
}

/** What a day takes beside a usual one, in thousandths: a rest day with overtime no more than the overtime gives. */
export const roomOn = ({ works, daily, extra }: CapacityRule, day: DateText): number =>
  works(day) || daily === 0 ? 1000 : Math.min(1000, Math.max(1, Math.round(((extra.get(day) ?? 0) * 1000) / daily)))

/** A rest day with overtime is worked. */
export const worksFor =
  ({ works, extra }: CapacityRule): WorksOn =>
  (day) =>
    works(day) || (extra.get(day) ?? 0) > 0

/** What a process can make on a day; null = not limited. */
export const capacityOn = (rule: CapacityRule, day: DateText): number | null => {
  const set = rule.set.get(day)
  const extra = rule.extra.get(day) ?? 0
  if (set !== undefined) return set + extra
  if (!rule.works(day)) return extra
  return rule.daily === 0 ? null : rule.daily + extra
}

/** More work than can be done. */
export const isOverloaded = (load: number, capacity: number | null): boolean => capacity !== null && load > capacity

/**
 * What is left of each day's capacity once the work that is there is done: what a day cannot do stays for the next, so
 * that nobody is promised a day that yesterday's overload will take.
 */
export const freeAfter = (capacity: readonly (number | null)[], load: readonly number[]): (number | null)[] => {
  let left = 0
  return capacity.map((most, index) => {
    const wanted = left + load[index]!
    if (most === null) {
      left = 0
      return null
    }
    const done = Math.min(most, wanted)
    left = wanted - done
    return most - done
  })
}
