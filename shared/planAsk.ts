import { type DateText, daysBetween } from './dates.ts'
import { nextDay, workdayAfter, workdayBefore, workdayFrom, type WorksOn } from './operationPlan.ts'

/** 赶得及吗 (duty 38): whether goods that are not ordered yet can be made by a day, beside all that is in work. */

/** One process an asked line passes. */
export interface AskedStep {
  processId: number
  standardDays: number
  /** Thousandths of the process's unit. */
  amount: number
}

/** What a process has left, day by day; taken away as it is promised. */
export interface Room {
  works: WorksOn
  /** Thousandths of the process's unit; null = not limited. */
  free(day: DateText): number | null
  take(day: DateText, amount: number): void
}

/** Where a step would stand: with the room there is, and as it would be with all room in the world. */
export interface StepAnswer {
  processId: number
  start: DateText
  finish: DateText
  unhinderedStart: DateText
  unhinderedFinish: DateText
}

const unlimited = Number.MAX_SAFE_INTEGER

/**
 * Fills one process from `begin` on: each workday at most its even share of the standard days and at most what is free.
 * It takes at least its standard days from the day it starts. Null when it is not done by `until`.
 */
const fill = (
  step: AskedStep,
  begin: DateText,
  until: DateText,
  room: Room,
): { start: DateText; finish: DateText } | null => {
  const days = Math.max(1, step.standardDays)
  const share = Math.ceil(step.amount / days)
  let left = step.amount
  let start: DateText | null = null
  let worked = 0
  for (let day = begin; day <= until; day = nextDay(day)) {
    if (!room.works(day)) continue
    const now = Math.min(left, share, room.free(day) ?? unlimited)
    if (now > 0) room.take(day, now)
    left -= now
    if (start === null && (now > 0 || step.amount === 0)) start = day
    if (start !== null) worked += 1
    if (start !== null && left === 0 && worked >= days) return { start, finish: day }
  }
  return null
}

/**
 * The earliest a line can be made, process after process, from `from` on: one begins on the workday after the one before
 * ended; one of 0 standard days on the day the one before ended. What it needs is taken from the rooms. Null when it is
 * not done by `until`; what was taken by then stays taken.
 */
export const earliestPlan = (
  steps: readonly AskedStep[],
  from: DateText,
  until: DateText,
  roomOf: (processId: number) => Room,
): StepAnswer[] | null => {
  const plan: StepAnswer[] = []
  let free = from
  for (const step of steps) {
    const room = roomOf(step.processId)
    const before = plan.at(-1)
    const begin = workdayFrom(step.standardDays === 0 && before ? before.finish : free, room.works)
    const filled = fill(step, begin, until, room)
    if (!filled) return null
    plan.push({
      processId: step.processId,
      ...filled,
      unhinderedStart: begin,
      unhinderedFinish: workdayAfter(begin, Math.max(1, step.standardDays), room.works),
    })
    free = nextDay(filled.finish)
  }
  return plan
}

/** The process that costs a line most days because it is full; null when none does. */
export const bottleneckOf = (plan: readonly StepAnswer[]): (StepAnswer & { days: number }) | null => {
  let worst: (StepAnswer & { days: number }) | null = null
  for (const step of plan) {
    const days = daysBetween(step.unhinderedFinish, step.finish)
    if (days > (worst?.days ?? 0)) worst = { ...step, days }
  }
  return worst
}

/** The last workday on which the process was full before the step began; null when it began at once. */
export const fullUntil = ({ start, unhinderedStart }: StepAnswer, works: WorksOn): DateText | null =>
  start > unhinderedStart ? workdayBefore(start, works) : null
