import { type DateText, weekday } from './dates.ts'
import {
  nextDay,
  type PlannedStep,
  workdayAfter,
  workdayBefore,
  workdayFrom,
  workdaysIn,
  type WorksOn,
} from './operationPlan.ts'

/** Moving the plan of a line by hand (duty 39): the first plan stays beside it. */

/** The office's calendar as a page or the demo gets it: weekly rest days (0 = Sunday), and days that are otherwise. */
export interface Calendar {
  restDays: readonly number[]
  days: readonly { day: DateText; works: boolean }[]
}
export const worksOf = ({ restDays, days }: Calendar): WorksOn => {
  const known = new Map(days.map(({ day, works }) => [day, works]))
  return (day) => known.get(day) ?? !restDays.includes(weekday(day))
}

export interface MovableStep extends PlannedStep {
  originalStart: DateText
  originalFinish: DateText
  /** A process that is done stays where it was. */
  finishedOn: DateText | null
}

const lengthOf = (step: PlannedStep, works: WorksOn): number =>
  Math.max(1, workdaysIn(step.plannedStart, step.plannedFinish, works))

const startingOn = <T extends PlannedStep>(step: T, start: DateText, works: WorksOn): T => {
  const plannedStart = workdayFrom(start, works)
  return { ...step, plannedStart, plannedFinish: workdayAfter(plannedStart, lengthOf(step, works), works) }
}

const endingOn = <T extends PlannedStep>(step: T, finish: DateText, works: WorksOn): T => {
  const length = lengthOf(step, works)
  let plannedStart = works(finish) ? finish : workdayBefore(finish, works)
  const plannedFinish = plannedStart
  for (let left = length; left > 1; left -= 1) plannedStart = workdayBefore(plannedStart, works)
  return { ...step, plannedStart, plannedFinish }
}

/** A process one workday later (1) or earlier (-1); it keeps as many workdays as it had. */
export const shifted = <T extends PlannedStep>(step: T, by: 1 | -1, works: WorksOn): T =>
  startingOn(step, by === 1 ? nextDay(step.plannedStart) : workdayBefore(step.plannedStart, works), works)

/** One that needs no day of its own was planned on the day the one before it ends: it may stay there. */
const mayTouch = (before: MovableStep, step: MovableStep): boolean => step.originalStart <= before.originalFinish

/** Whether a process is planned to begin before the one before it is done. */
export const overlaps = (before: MovableStep | undefined, step: MovableStep): boolean =>
  before !== undefined &&
  (mayTouch(before, step) ? step.plannedStart < before.plannedFinish : step.plannedStart <= before.plannedFinish)

/**
 * Those after the one that was moved go later, those before it earlier, each just as far as it must to keep the order of
 * the work. What is done stays.
 */
export const movedAlong = <T extends MovableStep>(steps: readonly T[], moved: number, works: WorksOn): T[] => {
  const next = [...steps]
  for (let index = moved + 1; index < next.length; index += 1) {
    const [before, step] = [next[index - 1]!, next[index]!]
    if (step.finishedOn !== null || !overlaps(before, step)) continue
    next[index] = startingOn(step, mayTouch(before, step) ? before.plannedFinish : nextDay(before.plannedFinish), works)
  }
  for (let index = moved - 1; index >= 0; index -= 1) {
    const [step, after] = [next[index]!, next[index + 1]!]
    if (step.finishedOn !== null || !overlaps(step, after)) continue
    const touching = mayTouch(step, after)
    next[index] = endingOn(step, touching ? after.plannedStart : workdayBefore(after.plannedStart, works), works)
  }
  return next
}

export const planFaults = ['rest', 'overlap', 'afterDue', 'past'] as const
export type PlanFault = (typeof planFaults)[number]

/**
 * What speaks against the plan of a process that is not done: it begins or ends on a rest day, before the one before it
 * is done, ends after the day it is due, or should have ended already. A warning, never a refusal: the workshop may know
 * better.
 */
export const faultsOf = (
  steps: readonly MovableStep[],
  index: number,
  { dueOn, today, works }: { dueOn: DateText; today: DateText; works: WorksOn },
): PlanFault[] => {
  const step = steps[index]!
  if (step.finishedOn !== null) return []
  const found: PlanFault[] = []
  if (!works(step.plannedStart) || !works(step.plannedFinish)) found.push('rest')
  if (overlaps(steps[index - 1], step)) found.push('overlap')
  if (step.plannedFinish > dueOn) found.push('afterDue')
  if (step.plannedFinish < today) found.push('past')
  return found
}

/** `order` with `item` standing before `before`, or at its end. */
export const placedBefore = <T>(order: readonly T[], item: T, before: T | null): T[] => {
  const others = order.filter((each) => each !== item)
  const at = before === null || before === item ? -1 : others.indexOf(before)
  if (before === item) return [...order]
  return at < 0 ? [...others, item] : others.toSpliced(at, 0, item)
}
