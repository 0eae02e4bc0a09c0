import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { daysBetween, plusDays, weekday } from './dates.ts'
import { planBackwards } from './operationPlan.ts'
import { bottleneckOf, earliestPlan, fullUntil, type Room } from './planAsk.ts'
import {
  amountOf,
  capacityOn,
  type CapacityRule,
  daysToWork,
  evenly,
  freeAfter,
  roomOn,
  shareOut,
  worksFor,
} from './planLoad.ts'
import { faultsOf, type MovableStep, movedAlong, overlaps, placedBefore, shifted } from './planMoves.ts'

const sundaysOff = (day: string): boolean => weekday(day) !== 0
const day = (offset: number): string => plusDays('2026-11-02', offset) // a Monday

/** A calendar with days off anywhere, never 400 in a row. */
const calendar = fc.uniqueArray(fc.nat(240), { maxLength: 90 }).map((off) => {
  const rests = new Set(off.map((each) => day(each - 120)))
  return (each: string): boolean => sundaysOff(each) && !rests.has(each)
})

describe('back-scheduling', () => {
  /** Every working day of each process is counted off by hand, one calendar day after another. */
  const byWalking = (days: readonly number[], due: string, works: (day: string) => boolean) => {
    const workdays: string[] = []
    for (let each = due; workdays.length < days.reduce((sum, n) => sum + n, 0) + 2; each = plusDays(each, -1))
      if (works(each)) workdays.push(each)
    let next = 0
    return days
      .toReversed()
      .map((needed) => {
        const finish = workdays[next]!
        const start = workdays[next + Math.max(1, needed) - 1]!
        next += needed
        return { plannedStart: start, plannedFinish: finish }
      })
      .toReversed()
  }

  test('is what a walk over the calendar finds, in 10,000 cases', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(6), { minLength: 1, maxLength: 8 }), fc.nat(40), calendar, (days, due, works) => {
        expect(planBackwards(days, day(due), works)).toEqual(byWalking(days, day(due), works))
      }),
      { numRuns: 10_000 },
    )
  })
})

describe('the load', () => {
  test('counts in the unit of the process: one wardrobe is three units of carcase work, 500 boxes are 125 sheets', () => {
    expect(amountOf(2_000, 3_000)).toBe(6_000)
    expect(amountOf(500_000, 250)).toBe(125_000)
    expect(amountOf(9e14, 1_500)).toBe(1_350_000_000_000_000)
    expect(amountOf(1, 500)).toBe(1)
  })

  test('is spread in shares that differ by one at most, whole where the whole is, and add up exactly', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.integer({ min: 0, max: 1e12 }),
          fc.nat(4000).map((units) => units * 1000),
        ),
        fc.integer({ min: 1, max: 90 }),
        (total, parts) => {
          const shares = evenly(total, parts)
          expect(shares.reduce((sum, share) => sum + share, 0)).toBe(total)
          const unit = total % 1000 === 0 ? 1000 : 1
          expect(Math.max(...shares) - Math.min(...shares)).toBeLessThanOrEqual(unit)
          expect(shares.every((share) => share % unit === 0)).toBe(true)
        },
      ),
    )
  })

  test('gives a rest day with overtime no more than its room, and adds up', () => {
    const rule: CapacityRule = {
      daily: 900_000,
      works: sundaysOff,
      set: new Map(),
      extra: new Map([[day(6), 300_000]]),
    }
    expect([day(5), day(6), day(7)].map((each) => roomOn(rule, each))).toEqual([1000, 333, 1000])
    expect(shareOut(1400_000, [1000, 333, 1000])).toEqual([600_000, 200_000, 600_000])
    fc.assert(
      fc.property(
        fc.nat(9_000_000),
        fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 40 }),
        (total, weights) => {
          const shares = shareOut(total, weights)
          const unit = total % 1000 === 0 ? 1000 : 1
          const all = weights.reduce((sum, weight) => sum + weight, 0)
          expect(shares.reduce((sum, share) => sum + share, 0)).toBe(total)
          for (const [index, share] of shares.entries())
            expect(Math.abs(share - (total * weights[index]!) / all)).toBeLessThanOrEqual(unit)
        },
      ),
    )
  })

  test('falls on the workdays of the plan from today on; what is late falls on today', () => {
    const plan = { plannedStart: day(3), plannedFinish: day(8) } // Thursday to Tuesday
    expect(daysToWork(plan, day(0), sundaysOff)).toEqual([day(3), day(4), day(5), day(7), day(8)])
    expect(daysToWork(plan, day(7), sundaysOff)).toEqual([day(7), day(8)])
    expect(daysToWork(plan, day(10), sundaysOff)).toEqual([day(10)])
    expect(daysToWork(plan, day(13), sundaysOff)).toEqual([day(14)]) // today is a Sunday
    expect(daysToWork({ plannedStart: day(6), plannedFinish: day(6) }, day(0), sundaysOff)).toEqual([day(7)])
  })

  test('meets a capacity that other days and overtime change', () => {
    const rule: CapacityRule = {
      daily: 40_000,
      works: sundaysOff,
      set: new Map([[day(1), 0]]),
      extra: new Map([
        [day(2), 10_000],
        [day(6), 15_000],
      ]),
    }
    expect([0, 1, 2, 6, 13].map((each) => capacityOn(rule, day(each)))).toEqual([40_000, 0, 50_000, 15_000, 0])
    expect([6, 13].map((each) => worksFor(rule)(day(each)))).toEqual([true, false])
    expect(capacityOn({ ...rule, daily: 0 }, day(0))).toBeNull()
  })

  test('that a day cannot do takes the room of the next days', () => {
    expect(freeAfter([10, 10, 10, 10], [25, 0, 3, 0])).toEqual([0, 0, 2, 10])
    expect(freeAfter([10, null, 10], [25, 0, 3])).toEqual([0, null, 7])
  })
})

describe('what a line can be promised', () => {
  /** Rooms of a model that remembers every piece it gave away. */
  const roomsOf = (capacity: number[][], load: number[][], works: (day: string) => boolean, from: string) => {
    const free = capacity.map((own, process) => freeAfter(own, load[process]!) as number[])
    const given = capacity.map((own) => own.map(() => 0))
    const roomOf = (process: number): Room => ({
      works,
      free: (each) => free[process]![daysBetween(from, each)] ?? 0,
      take: (each, amount) => {
        free[process]![daysBetween(from, each)]! -= amount
        given[process]![daysBetween(from, each)]! += amount
      },
    })
    return { roomOf, given }
  }
  const horizon = 60

  /** What is really done when each process works off what is there before what is new, day by day. */
  const workedOff = (capacity: number[], load: number[], given: number[]): boolean => {
    let waiting = 0
    for (let each = 0; each < capacity.length; each += 1) {
      waiting += load[each]!
      const done = Math.min(capacity[each]!, waiting)
      waiting -= done
      if (done + given[each]! > capacity[each]!) return false
    }
    return true
  }

  test('never a day on which a process would do more than it can, whatever is there and whatever is asked', () => {
    const amounts = fc.array(fc.integer({ min: 0, max: 40 }), { minLength: horizon, maxLength: horizon })
    const step = fc.record({
      processId: fc.nat(2),
      standardDays: fc.nat(4),
      amount: fc.integer({ min: 0, max: 120 }),
    })
    fc.assert(
      fc.property(
        fc.tuple(amounts, amounts, amounts),
        fc.tuple(amounts, amounts, amounts),
        fc.array(fc.array(step, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 4 }),
        (capacity, load, lines) => {
          const from = day(0)
          const { roomOf, given } = roomsOf(capacity, load, sundaysOff, from)
          for (const steps of lines) {
            const before = given.map((own) => own.reduce((sum, each) => sum + each, 0))
            const plan = earliestPlan(steps, from, day(horizon - 1), roomOf)
            if (!plan) break
            for (const process of [0, 1, 2]) {
              const asked = steps
                .filter(({ processId }) => processId === process)
                .reduce((sum, each) => sum + each.amount, 0)
              expect(given[process]!.reduce((sum, each) => sum + each, 0) - before[process]!).toBe(asked)
            }
            for (const [index, each] of plan.entries()) {
              const previous = plan[index - 1]
              expect(sundaysOff(each.start) && sundaysOff(each.finish)).toBe(true)
              expect(each.finish >= each.unhinderedFinish).toBe(true)
              if (previous)
                expect(
                  steps[index]!.standardDays === 0 ? each.start >= previous.finish : each.start > previous.finish,
                ).toBe(true)
            }
          }
          for (const process of [0, 1, 2])
            expect(workedOff(capacity[process]!, load[process]!, given[process]!)).toBe(true)
        },
      ),
      { numRuns: 500 },
    )
  })

  test('begins when the process before is done and room is there, and says who is full until when', () => {
    const full = (day: string): number => (day <= '2026-11-12' ? 0 : 10_000)
    const room = (free: (day: string) => number | null): Room => ({ works: sundaysOff, free, take: () => undefined })
    const plan = earliestPlan(
      [
        { processId: 1, standardDays: 1, amount: 4_000 },
        { processId: 2, standardDays: 2, amount: 12_000 },
      ],
      day(0),
      day(60),
      (processId) => (processId === 1 ? room(() => null) : room(full)),
    )!
    expect(plan.map(({ start, finish }) => [start, finish])).toEqual([
      ['2026-11-02', '2026-11-02'],
      ['2026-11-13', '2026-11-14'],
    ])
    const worst = bottleneckOf(plan)!
    expect([worst.processId, fullUntil(worst, sundaysOff)]).toEqual([2, '2026-11-12'])
  })

  test('is nothing where a process has no room at all', () => {
    const none: Room = { works: sundaysOff, free: () => 0, take: () => undefined }
    expect(earliestPlan([{ processId: 1, standardDays: 1, amount: 1 }], day(0), day(60), () => none)).toBeNull()
  })
})

describe('a plan moved by hand', () => {
  const step = (start: number, finish: number, rest: Partial<MovableStep> = {}): MovableStep => ({
    plannedStart: day(start),
    plannedFinish: day(finish),
    originalStart: day(start),
    originalFinish: day(finish),
    finishedOn: null,
    ...rest,
  })
  const span = ({ plannedStart, plannedFinish }: MovableStep): [number, number] => [
    daysBetween(day(0), plannedStart),
    daysBetween(day(0), plannedFinish),
  ]

  test('goes a workday later or earlier and keeps its workdays', () => {
    expect(span(shifted(step(3, 5), 1, sundaysOff))).toEqual([4, 7]) // over the Sunday
    expect(span(shifted(step(7, 8), -1, sundaysOff))).toEqual([5, 7])
  })

  test('takes those after it along just as far as they must, and those before it when it goes earlier', () => {
    const steps = [step(0, 0), step(1, 3), step(4, 4), step(9, 9)]
    const later = movedAlong(steps.with(1, { ...steps[1]!, plannedFinish: day(5) }), 1, sundaysOff)
    expect(later.map(span)).toEqual([
      [0, 0],
      [1, 5],
      [7, 7],
      [9, 9],
    ])
    const earlier = movedAlong(
      steps.with(2, { ...steps[2]!, plannedStart: day(2), plannedFinish: day(2) }),
      2,
      sundaysOff,
    )
    expect(earlier.map(span)).toEqual([
      [-3, -3],
      [-2, 1],
      [2, 2],
      [9, 9],
    ])
    expect(earlier[0]!.plannedFinish < earlier[1]!.plannedStart).toBe(true)
  })

  test('leaves no process before the one before it ends, and moves nothing that is done, for any move', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 2, maxLength: 6 }),
        fc.nat(5),
        fc.integer({ min: -15, max: 15 }),
        calendar,
        (days, which, by, works) => {
          const first = planBackwards(days, day(30), works).map((each): MovableStep => ({
            ...each,
            originalStart: each.plannedStart,
            originalFinish: each.plannedFinish,
            finishedOn: null,
          }))
          const moved = which % first.length
          let one = first[moved]!
          for (let each = 0; each < Math.abs(by); each += 1) one = shifted(one, by > 0 ? 1 : -1, works)
          const after = movedAlong(first.with(moved, one), moved, works)
          expect(after[moved]).toEqual(one)
          for (const [index, each] of after.entries()) expect(overlaps(after[index - 1], each)).toBe(false)
          const done = first.map((each, index) => (index === moved ? one : { ...each, finishedOn: day(0) }))
          expect(movedAlong(done, moved, works)).toEqual(done)
        },
      ),
    )
  })

  test('is told what speaks against it', () => {
    const facts = { dueOn: day(8), today: day(1), works: sundaysOff }
    const steps = [step(0, 0), step(2, 6), step(4, 9), step(5, 5, { finishedOn: day(1) })].map((each) => ({
      ...each,
      originalStart: day(99),
      originalFinish: day(0),
    }))
    expect(steps.map((_, index) => faultsOf(steps, index, facts))).toEqual([
      ['past'],
      ['rest'],
      ['overlap', 'afterDue'],
      [],
    ])
  })
})

test('an order of work stays a permutation, and the one that was moved stands before the one it was put before', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.nat(50), { minLength: 1, maxLength: 12 }),
      fc.nat(),
      fc.nat(),
      (order, which, where) => {
        const item = order[which % order.length]!
        const before = [...order, null][where % (order.length + 1)]!
        const after = placedBefore(order, item, before)
        expect(after.toSorted((a, b) => a - b)).toEqual(order.toSorted((a, b) => a - b))
        if (before === item) expect(after).toEqual(order)
        else if (before === null) expect(after.at(-1)).toBe(item)
        else expect(after[after.indexOf(item) + 1]).toBe(before)
        expect(after.filter((each) => each !== item)).toEqual(order.filter((each) => each !== item))
      },
    ),
  )
})
