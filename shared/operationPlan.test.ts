import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { daysBetween, plusDays, weekday } from './dates.ts'
import {
  forecastFinish,
  isStale,
  lateDaysOf,
  latePiecesOf,
  type OperationFacts,
  planBackwards,
  reportsFrom,
} from './operationPlan.ts'

const sundaysOff = (day: string): boolean => weekday(day) !== 0

const everyDay = Array.from({ length: 1700 }, (_, days) => plusDays('2023-06-01', days))
const weekdays = new Map(everyDay.map((day) => [day, weekday(day)]))

/** An independent model: all workdays up to the due date as a list, counted from its end. */
const planByList = (standardDays: number[], dueOn: string, works: (day: string) => boolean) => {
  const workdays = everyDay.filter((day) => day <= dueOn && works(day))
  let used = 0
  return standardDays
    .map((_, index) => standardDays.length - 1 - index)
    .map((index) => {
      const days = standardDays[index]!
      const finish = workdays[workdays.length - 1 - used]!
      const start = days === 0 ? finish : workdays[workdays.length - used - days]!
      used += days
      return { plannedStart: start, plannedFinish: finish }
    })
    .toReversed()
}

const dayArbitrary = fc.integer({ min: 0, max: 700 }).map((days) => plusDays('2026-01-01', days))
const calendarArbitrary = fc
  .record({
    restDays: fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { maxLength: 6 }),
    holidays: fc.array(fc.integer({ min: 0, max: 700 }), { maxLength: 40 }),
    makeUp: fc.array(fc.integer({ min: 0, max: 700 }), { maxLength: 10 }),
  })
  .map(({ restDays, holidays, makeUp }) => {
    const off = new Set(holidays.map((days) => plusDays('2026-01-01', days)))
    const on = new Set(makeUp.map((days) => plusDays('2026-01-01', days)))
    return (day: string): boolean =>
      on.has(day) || (!off.has(day) && !restDays.includes(weekdays.get(day) ?? weekday(day)))
  })

describe('back-scheduling', () => {
  test('gives the furniture order its days: seven processes, Sundays off', () => {
    // sample-data.md 5.1: standard days 1/3/1/2/2/1/1, due on Tuesday 2026-12-15
    const plan = planBackwards([1, 3, 1, 2, 2, 1, 1], '2026-12-15', sundaysOff)
    expect(plan.map(({ plannedStart, plannedFinish }) => [plannedStart, plannedFinish])).toEqual([
      ['2026-12-03', '2026-12-03'],
      ['2026-12-04', '2026-12-07'],
      ['2026-12-08', '2026-12-08'],
      ['2026-12-09', '2026-12-10'],
      ['2026-12-11', '2026-12-12'],
      ['2026-12-14', '2026-12-14'],
      ['2026-12-15', '2026-12-15'],
    ])
  })

  test('equals a walk over the whole calendar, never on a day off, the sequence kept', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 9 }),
        dayArbitrary,
        calendarArbitrary,
        (standardDays, dueOn, works) => {
          const plan = planBackwards(standardDays, dueOn, works)
          expect(plan).toEqual(planByList(standardDays, dueOn, works))
          for (const [index, step] of plan.entries()) {
            expect(works(step.plannedStart) && works(step.plannedFinish)).toBe(true)
            expect(step.plannedStart <= step.plannedFinish && step.plannedFinish <= dueOn).toBe(true)
            const before = plan[index - 1]
            if (before) expect(before.plannedFinish <= step.plannedStart).toBe(true)
          }
        },
      ),
      { numRuns: 300 },
    )
  })
})

const operation = (good: number, rest: Partial<OperationFacts> = {}): OperationFacts => ({
  quantity: 20_000,
  good,
  plannedStart: '2026-11-23',
  plannedFinish: '2026-11-23',
  originalFinish: rest.plannedFinish ?? '2026-11-23',
  startedOn: null,
  finishedOn: null,
  reportedOn: null,
  ...rest,
})

describe('lateness', () => {
  test('counts days past the planned finish, and to the day it was finished', () => {
    expect(lateDaysOf({ plannedFinish: '2026-11-20', finishedOn: null }, '2026-11-22')).toBe(2)
    expect(lateDaysOf({ plannedFinish: '2026-11-20', finishedOn: '2026-11-21' }, '2026-11-30')).toBe(1)
    expect(lateDaysOf({ plannedFinish: '2026-11-22', finishedOn: null }, '2026-11-22')).toBe(0)
  })

  test('counts pieces against a plan spread evenly over its workdays, as a model does day by day', () => {
    fc.assert(
      fc.property(
        dayArbitrary,
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 60 }),
        fc.nat(60),
        fc.integer({ min: -5, max: 30 }),
        calendarArbitrary,
        (due, days, pieces, done, offset, works) => {
          const { plannedStart, plannedFinish } = planBackwards([days], due, works)[0]!
          const today = plusDays(plannedStart, offset)
          // the model: walk day by day and let the plan put its share on each workday
          let worked = 0
          for (let day = plannedStart; day < today && day <= plannedFinish; day = plusDays(day, 1))
            if (works(day)) worked += 1
          const expected = worked === days ? pieces : Math.floor((pieces * worked) / days)
          const good = Math.min(done, pieces)
          const late = latePiecesOf(
            {
              quantity: pieces * 1000,
              good: good * 1000,
              plannedStart,
              plannedFinish,
              originalFinish: plannedFinish,
              startedOn: null,
              finishedOn: null,
              reportedOn: null,
            },
            today,
            works,
          )
          expect(late).toBe(Math.max(0, expected - good) * 1000)
          if (lateDaysOf({ plannedFinish, finishedOn: null }, today) > 0) expect(late).toBe((pieces - good) * 1000)
        },
      ),
      { numRuns: 300 },
    )
  })
})

describe('forecast', () => {
  test('lets what has begun go on at once, and ends each process a workday after the one before', () => {
    // 打磨 18 of 20, 底漆 8 and 面漆 8 of 20 at two standard days, 组装 and 包装 not begun; today is Sunday
    const two = { plannedStart: '2026-11-23', plannedFinish: '2026-11-24' }
    const begun = { startedOn: '2026-11-21', reportedOn: null }
    const operations = [
      operation(18_000, begun),
      operation(8_000, { ...two, ...begun }),
      operation(8_000, { ...two, ...begun }),
      operation(0),
      operation(0),
    ]
    expect(forecastFinish(operations, '2026-11-22', sundaysOff)).toBe('2026-11-27')
  })

  test('goes by the speed so far where there is one', () => {
    // 4 of 20 in two days: 16 left take eight workdays, though the standard is one
    const slow = operation(4_000, { startedOn: '2026-11-19', reportedOn: '2026-11-20' })
    expect(forecastFinish([slow], '2026-11-21', sundaysOff)).toBe('2026-11-30')
    // 1 of 20 on its first day is no speed yet: what is left goes by the standard; a fast first day counts
    const first = operation(1_000, { startedOn: '2026-11-20', reportedOn: '2026-11-20' })
    const standard = operation(0, { startedOn: '2026-11-20', reportedOn: '2026-11-20' })
    expect(forecastFinish([first], '2026-11-20', sundaysOff)).toBe(forecastFinish([standard], '2026-11-20', sundaysOff))
    const fast = operation(19_000, { startedOn: '2026-11-20', reportedOn: '2026-11-20' })
    expect(forecastFinish([fast], '2026-11-20', sundaysOff)).toBe('2026-11-21')
  })

  test('is the day of the last report once all is done, and nothing without processes', () => {
    expect(forecastFinish([operation(20_000, { finishedOn: '2026-11-20' })], '2026-11-22', sundaysOff)).toBe(
      '2026-11-20',
    )
    expect(forecastFinish([], '2026-11-22', sundaysOff)).toBeNull()
  })

  test('is the planned day while nothing has begun, however soon it could be done', () => {
    const later = { plannedStart: '2026-12-02', plannedFinish: '2026-12-03' }
    expect(forecastFinish([operation(0), operation(0, later)], '2026-11-23', sundaysOff)).toBe('2026-12-03')
    expect(forecastFinish([operation(0), operation(0, later)], '2026-12-03', sundaysOff)).toBe('2026-12-05')
    // the beginning is not among what was read
    expect(forecastFinish([operation(0, later)], '2026-11-23', sundaysOff, true)).toBe('2026-11-24')
  })

  test('is not before the plan that was moved past the first one, begun or not', () => {
    const moved = { plannedStart: '2026-12-06', plannedFinish: '2026-12-07', originalFinish: '2026-12-04' }
    const done = operation(20_000, { startedOn: '2026-11-20', finishedOn: '2026-11-21', reportedOn: '2026-11-21' })
    expect(forecastFinish([done, operation(0, moved)], '2026-11-23', sundaysOff)).toBe('2026-12-07')
    expect(forecastFinish([done, operation(0, moved)], '2026-12-09', sundaysOff)).toBe('2026-12-09')
    // moved to an earlier day it is done as soon as it can be
    const earlier = { ...moved, originalFinish: '2026-12-10' }
    expect(forecastFinish([done, operation(0, earlier)], '2026-11-23', sundaysOff)).toBe('2026-11-23')
  })

  test('begins tomorrow where today is reported already', () => {
    expect(forecastFinish([operation(0)], '2026-11-23', sundaysOff)).toBe('2026-11-23')
    expect(
      forecastFinish(
        [operation(10_000, { startedOn: '2026-11-23', reportedOn: '2026-11-23' })],
        '2026-11-23',
        sundaysOff,
      ),
    ).toBe('2026-11-24')
  })

  test('is never later for more done', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(20), { minLength: 1, maxLength: 7 }),
        fc.nat(6),
        dayArbitrary,
        calendarArbitrary,
        (done, index, today, works) => {
          const plan = planBackwards(
            done.map(() => 2),
            plusDays(today, 10),
            works,
          )
          const facts = done.map((pieces, at): OperationFacts => ({
            quantity: 20_000,
            good: pieces * 1000,
            ...plan[at]!,
            originalFinish: plan[at]!.plannedFinish,
            startedOn: today,
            finishedOn: null,
            reportedOn: null,
          }))
          const more = facts.map((each, at) => (at === index % facts.length ? { ...each, good: 20_000 } : each))
          expect(
            daysBetween(forecastFinish(more, today, works)!, forecastFinish(facts, today, works)!),
          ).toBeGreaterThanOrEqual(0)
        },
      ),
      { numRuns: 200 },
    )
  })
})

test('a row is stale after two whole workdays without a report', () => {
  expect(isStale('2026-11-20', '2026-11-23', sundaysOff)).toBe(false) // Saturday is the only workday between
  expect(isStale('2026-11-20', '2026-11-24', sundaysOff)).toBe(true)
  expect(isStale('2026-01-01', '2026-11-24', sundaysOff)).toBe(true)
})

test('a report is waited for from the earliest start of what is not done', () => {
  const step = (plannedStart: string, startedOn: string | null, finishedOn: string | null) => ({
    plannedStart,
    startedOn,
    finishedOn,
  })
  expect(reportsFrom([step('2026-11-20', null, null), step('2026-11-24', null, null)])).toBe('2026-11-20')
  // begun before its plan; done ones are waited for no more
  expect(reportsFrom([step('2026-11-20', '2026-11-18', '2026-11-19'), step('2026-11-24', '2026-11-19', null)])).toBe(
    '2026-11-19',
  )
  expect(reportsFrom([step('2026-11-20', '2026-11-20', '2026-11-21')])).toBeNull()
})

test('a process with a day of its own keeps it when a line is planned backwards', () => {
  const sundayToo = (): boolean => true
  // 2026-11-22 is a Sunday
  expect(planBackwards([1, 1, 1], '2026-11-23', sundaysOff, [sundaysOff, sundayToo, sundaysOff])).toEqual([
    { plannedStart: '2026-11-21', plannedFinish: '2026-11-21' },
    { plannedStart: '2026-11-22', plannedFinish: '2026-11-22' },
    { plannedStart: '2026-11-23', plannedFinish: '2026-11-23' },
  ])
})
