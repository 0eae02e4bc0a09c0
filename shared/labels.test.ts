import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { labelRuns, mostLabels, packContent } from './labels.ts'

describe('what is in a pack', () => {
  it('is a piece in each, whole pieces where they do not come out even, a part of a piece in several packs', () => {
    expect(packContent(24_000, 12, 3)).toEqual({ quantity: 2000, part: 1, parts: 1 })
    expect([1, 2, 12].map((pack) => packContent(25_000, 12, pack).quantity)).toEqual([3000, 2000, 2000])
    // a table of two packs
    expect([1, 2, 3].map((pack) => packContent(12_000, 24, pack))).toEqual([
      { quantity: 1000, part: 1, parts: 2 },
      { quantity: 1000, part: 2, parts: 2 },
      { quantity: 1000, part: 1, parts: 2 },
    ])
    expect(packContent(1500, 2, 1).quantity).toBe(750)
    // 4 beds in 10 packs: the last one is in packs as well
    expect([1, 3, 4, 9, 10].map((pack) => packContent(4000, 10, pack))).toEqual([
      { quantity: 1000, part: 1, parts: 3 },
      { quantity: 1000, part: 3, parts: 3 },
      { quantity: 1000, part: 1, parts: 3 },
      { quantity: 1000, part: 1, parts: 2 },
      { quantity: 1000, part: 2, parts: 2 },
    ])
  })

  it('adds up to the line, in whole pieces where pieces are counted', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 600 }), fc.integer({ min: 1, max: 400 }), (pieces, packs) => {
        const contents = Array.from({ length: packs }, (_, index) => packContent(pieces * 1000, packs, index + 1))
        expect(contents.reduce((sum, { quantity, parts }) => sum + quantity / parts, 0)).toBeCloseTo(pieces * 1000, 6)
        for (const { quantity, part, parts } of contents) {
          expect(quantity % 1000).toBe(0)
          expect(quantity).toBeGreaterThan(0)
          expect(part).toBeLessThanOrEqual(parts)
        }
      }),
    )
  })
})

it('a long run is printed in parts: every label once, none of them too long', () => {
  expect(labelRuns(1234)).toEqual([
    { from: 1, to: 500 },
    { from: 501, to: 1000 },
    { from: 1001, to: 1234 },
  ])
  expect(labelRuns(0)).toEqual([])
  fc.assert(
    fc.property(fc.nat({ max: 20_000 }), (total) => {
      const all = labelRuns(total).flatMap(({ from, to }) =>
        Array.from({ length: to - from + 1 }, (_, at) => from + at),
      )
      expect(all).toEqual(Array.from({ length: total }, (_, at) => at + 1))
      expect(labelRuns(total).every(({ from, to }) => to - from < mostLabels)).toBe(true)
    }),
    { numRuns: 50 },
  )
})
