import fc from 'fast-check'
import { expect, test } from 'vitest'
import { alignLines, type BlindLine, differencesOf, type FirstLine, loneWeight, plainCode } from './blindKeys.ts'

/** Few values of each kind, so that lines meet and miss each other often. */
const first = fc.record({
  code: fc.constantFrom('A', 'B', 'C'),
  quantity: fc.constantFrom(1000, 2000),
  priceMicros: fc.constantFrom(5, 6),
  dueOn: fc.constantFrom('2026-12-01', '2026-12-02'),
}) satisfies fc.Arbitrary<FirstLine>
const second = fc.record({
  code: fc.constantFrom('a', 'B', 'Ｃ'),
  quantity: fc.constantFrom(1000, 2000),
  priceMicros: fc.constantFrom(5, 6, null),
  dueOn: fc.constantFrom('2026-12-01', '2026-12-02', null),
}) satisfies fc.Arbitrary<BlindLine>

type Step = 'P' | 'M' | 'S'
interface Found {
  steps: Step[]
  weight: number
  differences: string[]
}

/** Every way to put two lists side by side, written out: slow, and nothing of the program in it. */
const allWays = (a: FirstLine[], b: BlindLine[], i = 0, j = 0): Found[] => {
  if (i === a.length && j === b.length) return [{ steps: [], weight: 0, differences: [] }]
  const ways: Found[] = []
  const add = (step: Step, weight: number, differences: string[], rest: Found[]): void => {
    for (const each of rest)
      ways.push({
        steps: [step, ...each.steps],
        weight: weight + each.weight,
        differences: [...differences, ...each.differences],
      })
  }
  if (i < a.length && j < b.length) {
    const [one, other] = [a[i]!, b[j]!]
    const fields = [
      one.code === { a: 'A', B: 'B', Ｃ: 'C' }[other.code as 'a'] ? '' : 'code',
      one.quantity === other.quantity ? '' : 'quantity',
      other.priceMicros !== null && one.priceMicros !== other.priceMicros ? 'price' : '',
      other.dueOn !== null && one.dueOn !== other.dueOn ? 'dueOn' : '',
    ].filter(Boolean)
    add(
      'P',
      fields.length,
      fields.map((field) => `${i}-${j} ${field}`),
      allWays(a, b, i + 1, j + 1),
    )
  }
  if (i < a.length) add('M', loneWeight, [`${i}-null line`], allWays(a, b, i + 1, j))
  if (j < b.length) add('S', loneWeight, [`null-${j} line`], allWays(a, b, i, j + 1))
  return ways
}

test('the differences of any two keyings are those of a model that tries every way', () => {
  fc.assert(
    fc.property(fc.array(first, { maxLength: 4 }), fc.array(second, { maxLength: 4 }), (a, b) => {
      const ways = allWays(a, b)
      const least = Math.min(...ways.map(({ weight }) => weight))
      // P before M before S
      const rank = ({ steps }: Found): string => steps.map((step) => ({ P: '0', M: '1', S: '2' })[step]).join('')
      const chosen = ways.filter(({ weight }) => weight === least).toSorted((x, y) => (rank(x) < rank(y) ? -1 : 1))[0]!
      const pairs = alignLines(a, b)
      expect(differencesOf(pairs, a, b).map((each) => `${each.first}-${each.second} ${each.field}`)).toEqual(
        chosen.differences,
      )
    }),
    { numRuns: 300 },
  )
})

test('one line missing of 200 is one difference, not 199', () => {
  const lines: FirstLine[] = Array.from({ length: 200 }, (_, index) => ({
    code: `TS-${index}`,
    quantity: (index + 1) * 1000,
    priceMicros: 1_000_000 + index,
    dueOn: '2026-12-15',
  }))
  const keyed = lines.toSpliced(57, 1)
  expect(differencesOf(alignLines(lines, keyed), lines, keyed)).toEqual([{ first: 57, second: null, field: 'line' }])
})

test('full-width letters, small letters and spaces make no other code', () => {
  expect(['ts-801', 'ＴＳ－801', ' TS -801 '].map(plainCode)).toEqual(['TS-801', 'TS-801', 'TS-801'])
})
