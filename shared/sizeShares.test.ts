import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readSizeRun, runInWords, shareOfRun, type SizeQuantity, sumOfRun } from './sizeRuns.ts'
import { faultOfShares, leftOfRun, reshared, runsOfShares } from './sizeShares.ts'

const run = (words: string): SizeQuantity[] => readSizeRun(words).run
const uniform = run('S:17 M:34 L:51 XL:34 XXL:17')

test('a share has each size in its proportion, by largest remainder', () => {
  expect(runInWords(shareOfRun(uniform, 53_000))).toBe('S:6 M:12 L:17 XL:12 XXL:6')
  expect(runInWords(shareOfRun(uniform, 153_000))).toBe(runInWords(uniform))
  expect(shareOfRun(uniform, 154_000)).toEqual([])
})

const sizes = ['S', 'M', 'L', 'XL', 'XXL']
const anyRun = fc
  .array(fc.integer({ min: 0, max: 400 }), { minLength: 5, maxLength: 5 })
  .map((pieces) => sizes.map((size, index) => ({ size, quantity: pieces[index]! * 1000 })))
const of = (each: readonly SizeQuantity[], size: string): number =>
  each.filter((one) => one.size === size).reduce((sum, one) => sum + one.quantity, 0)

test('however a line is shared, each share adds up, no size is given twice, and the rest is what is left', () => {
  fc.assert(
    fc.property(anyRun, fc.array(fc.nat(100), { maxLength: 6 }), (all, percents) => {
      let rest = sumOfRun(all)
      const shares = percents.map((percent) => {
        const quantity = Math.floor((rest / 1000) * (percent / 100)) * 1000
        rest -= quantity
        return { quantity }
      })
      const runs = runsOfShares(all, shares)
      expect(runs.map(sumOfRun)).toEqual(shares.map(({ quantity }) => quantity))
      const left = leftOfRun(all, runs, rest)
      expect(sumOfRun(left)).toBe(rest)
      for (const size of sizes)
        expect([...runs, left].reduce((sum, each) => sum + of(each, size), 0)).toBe(of(all, size))
      // within one piece of its exact proportion of what was there when it was shared
      let there = all
      for (const [index, own] of runs.entries()) {
        for (const { size, quantity } of there)
          if (sumOfRun(own) > 0)
            expect(Math.abs(of(own, size) - (quantity * sumOfRun(own)) / sumOfRun(there))).toBeLessThan(1000)
        there = there.map(({ size, quantity }) => ({ size, quantity: quantity - of(runs[index]!, size) }))
      }
    }),
  )
})

test('whatever a slip makes of the sizes, the notices add up and hold no more of a size than is ordered', () => {
  fc.assert(
    fc.property(anyRun, anyRun, fc.array(fc.nat(100), { minLength: 1, maxLength: 4 }), (before, after, percents) => {
      let [restBefore, restAfter] = [sumOfRun(before), sumOfRun(after)]
      const part = (rest: number, percent: number): number => Math.floor((rest / 1000) * (percent / 100)) * 1000
      const quantities = percents.map((percent) => {
        const [was, is] = [part(restBefore, percent), part(restAfter, percent)]
        restBefore -= was
        restAfter -= is
        return { was, is }
      })
      const runs = runsOfShares(
        before,
        quantities.map(({ was }) => ({ quantity: was })),
      )
      const now = reshared(
        after,
        quantities.map(({ is }, index) => ({ run: runs[index]!, quantity: is })),
      )
      expect(now.map(sumOfRun)).toEqual(quantities.map(({ is }) => is))
      for (const size of sizes)
        expect(now.reduce((sum, each) => sum + of(each, size), 0)).toBeLessThanOrEqual(of(after, size))
    }),
  )
})

test('sizes that do not add up, are not in the line, or are asked for twice are faults of their share', () => {
  const fault = (...typed: [number, string][]) =>
    faultOfShares(
      uniform,
      typed.map(([pieces, words]) => ({ quantity: pieces * 1000, sizes: words })),
    )
  expect(fault([51, 'S:17 M:34'])).toBeNull()
  expect(fault([50, 'S:17 M:34'])).toEqual({ at: 0, fault: { kind: 'sum', sum: 51_000, quantity: 50_000 } })
  expect(fault([5, 'S5'])).toEqual({ at: 0, fault: { kind: 'unread' } })
  expect(fault([5, '3XL:5'])).toEqual({ at: 0, fault: { kind: 'unknown', size: '3XL' } })
  expect(fault([12, 'S:12'], [6, 'S:6'])).toEqual({
    at: 1,
    fault: { kind: 'above', size: 'S', asked: 18_000, left: 17_000 },
  })
})
