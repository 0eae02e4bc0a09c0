import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deriveAllocation, leftOfGiven, proposeSplit, type Want } from './allocations.ts'
import { plusDays } from './dates.ts'

const want = (orderLineId: number, grade: string, dueOn: string, wanted: number, rush = false): Want => ({
  orderLineId,
  grade,
  dueOn,
  wanted,
  rush,
})

describe('the proposal', () => {
  it('serves A before B before C, rush first within a grade, then the first due', () => {
    const wants = [
      want(1, 'C', '2026-11-23', 5),
      want(2, 'B', '2026-11-24', 5),
      want(3, 'A', '2026-12-01', 5),
      want(4, 'A', '2026-11-25', 5),
      want(5, 'A', '2026-12-05', 5, true),
    ]
    expect([...proposeSplit(18, wants)]).toEqual([
      [5, 5],
      [4, 5],
      [3, 5],
      [2, 3],
      [1, 0],
    ])
  })

  it('gives nothing when nothing is there', () => {
    expect([...proposeSplit(0, [want(1, 'A', '2026-11-23', 5)])]).toEqual([[1, 0]])
  })

  const wants = fc
    .array(
      fc.record({
        grade: fc.constantFrom('A', 'B', 'C'),
        rush: fc.boolean(),
        day: fc.integer({ min: 0, max: 20 }),
        wanted: fc.integer({ min: 0, max: 40 }),
      }),
      { maxLength: 12 },
    )
    .map((all) =>
      all.map(({ day, ...each }, index) => ({ ...each, orderLineId: index + 1, dueOn: plusDays('2026-11-22', day) })),
    )

  it('never gives more than is there nor more than a line wants, and leaves nothing over while somebody wants it', () => {
    fc.assert(
      fc.property(wants, fc.integer({ min: 0, max: 300 }), (all, available) => {
        const split = proposeSplit(available, all)
        const given = [...split.values()].reduce((sum, each) => sum + each, 0)
        const wanted = all.reduce((sum, each) => sum + each.wanted, 0)
        expect(given).toBe(Math.min(available, wanted))
        for (const each of all) {
          expect(split.get(each.orderLineId)).toBeGreaterThanOrEqual(0)
          expect(split.get(each.orderLineId)).toBeLessThanOrEqual(each.wanted)
        }
      }),
    )
  })

  it('is what handing out piece by piece to the first in rank that still wants one gives', () => {
    const ahead = (one: Want, other: Want): boolean => {
      if (one.grade !== other.grade) return one.grade < other.grade
      if (one.rush !== other.rush) return one.rush
      if (one.dueOn !== other.dueOn) return one.dueOn < other.dueOn
      return one.orderLineId < other.orderLineId
    }
    fc.assert(
      fc.property(wants, fc.integer({ min: 0, max: 120 }), (all, available) => {
        const got = new Map(all.map(({ orderLineId }) => [orderLineId, 0]))
        for (let piece = 0; piece < available; piece++) {
          let first: Want | null = null
          for (const each of all)
            if (got.get(each.orderLineId)! < each.wanted && (first === null || ahead(each, first))) first = each
          if (first === null) break
          got.set(first.orderLineId, got.get(first.orderLineId)! + 1)
        }
        expect(Object.fromEntries(proposeSplit(available, all))).toEqual(Object.fromEntries(got))
      }),
    )
  })
})

describe('a split', () => {
  it('is delivered when all it gave has left, and void or replaced before anything else', () => {
    expect([
      leftOfGiven({ quantity: 10, deliveredBefore: 4, delivered: 4 }),
      leftOfGiven({ quantity: 10, deliveredBefore: 4, delivered: 9 }),
      leftOfGiven({ quantity: 10, deliveredBefore: 4, delivered: 20 }),
      leftOfGiven({ quantity: 10, deliveredBefore: 4, delivered: 2 }),
    ]).toEqual([10, 5, 0, 10])
    expect([
      deriveAllocation({ voidedAt: null, replacedBy: null, left: 1 }),
      deriveAllocation({ voidedAt: null, replacedBy: null, left: 0 }),
      deriveAllocation({ voidedAt: null, replacedBy: 2, left: 1 }),
      deriveAllocation({ voidedAt: 'x', replacedBy: 2, left: 1 }),
    ]).toEqual(['standing', 'done', 'replaced', 'void'])
  })
})
