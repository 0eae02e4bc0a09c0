import { describe, expect, it } from 'vitest'
import {
  acceptOfSample,
  aqlText,
  codeLetter,
  type InspectedLot,
  masterPlan,
  planFor,
  proposedStrictness,
} from './sampling.ts'
import { aqls, levels, lotRanges, letters, masterTables, sampleSizes, strictnesses } from './samplingTables.ts'

/**
 * Sample / Ac for every letter under AQL 0.65, 1.0, 1.5, 2.5, 4.0, 6.5 with all arrows followed, as the standard's tables
 * 2-A, 2-B, 2-C give them: written down from a transcription of GB/T 2828.1-2012 that had no part in the tables of the program.
 */
const published = {
  normal: [
    'A 20/0 13/0 8/0 5/0 3/0 2/0',
    'B 20/0 13/0 8/0 5/0 3/0 2/0',
    'C 20/0 13/0 8/0 5/0 3/0 8/1',
    'D 20/0 13/0 8/0 5/0 13/1 8/1',
    'E 20/0 13/0 8/0 20/1 13/1 13/2',
    'F 20/0 13/0 32/1 20/1 20/2 20/3',
    'G 20/0 50/1 32/1 32/2 32/3 32/5',
    'H 80/1 50/1 50/2 50/3 50/5 50/7',
    'J 80/1 80/2 80/3 80/5 80/7 80/10',
    'K 125/2 125/3 125/5 125/7 125/10 125/14',
    'L 200/3 200/5 200/7 200/10 200/14 200/21',
    'M 315/5 315/7 315/10 315/14 315/21 200/21',
    'N 500/7 500/10 500/14 500/21 315/21 200/21',
    'P 800/10 800/14 800/21 500/21 315/21 200/21',
    'Q 1250/14 1250/21 800/21 500/21 315/21 200/21',
    'R 2000/21 1250/21 800/21 500/21 315/21 200/21',
  ],
  tightened: [
    'A 32/0 20/0 13/0 8/0 5/0 3/0',
    'B 32/0 20/0 13/0 8/0 5/0 3/0',
    'C 32/0 20/0 13/0 8/0 5/0 13/1',
    'D 32/0 20/0 13/0 8/0 20/1 13/1',
    'E 32/0 20/0 13/0 32/1 20/1 13/1',
    'F 32/0 20/0 50/1 32/1 20/1 20/2',
    'G 32/0 80/1 50/1 32/1 32/2 32/3',
    'H 125/1 80/1 50/1 50/2 50/3 50/5',
    'J 125/1 80/1 80/2 80/3 80/5 80/8',
    'K 125/1 125/2 125/3 125/5 125/8 125/12',
    'L 200/2 200/3 200/5 200/8 200/12 200/18',
    'M 315/3 315/5 315/8 315/12 315/18 200/18',
    'N 500/5 500/8 500/12 500/18 315/18 200/18',
    'P 800/8 800/12 800/18 500/18 315/18 200/18',
    'Q 1250/12 1250/18 800/18 500/18 315/18 200/18',
    'R 2000/18 1250/18 800/18 500/18 315/18 200/18',
  ],
  reduced: [
    'A 8/0 5/0 3/0 2/0 2/0 2/0',
    'B 8/0 5/0 3/0 2/0 2/0 2/0',
    'C 8/0 5/0 3/0 2/0 2/0 5/1',
    'D 8/0 5/0 3/0 2/0 8/1 5/1',
    'E 8/0 5/0 3/0 13/1 8/1 5/1',
    'F 8/0 5/0 20/1 13/1 8/1 8/2',
    'G 8/0 32/1 20/1 13/1 13/2 13/3',
    'H 50/1 32/1 20/1 20/2 20/3 20/5',
    'J 50/1 32/1 32/2 32/3 32/5 32/6',
    'K 50/1 50/2 50/3 50/5 50/6 50/8',
    'L 80/2 80/3 80/5 80/6 80/8 80/10',
    'M 125/3 125/5 125/6 125/8 125/10 80/10',
    'N 200/5 200/6 200/8 200/10 125/10 80/10',
    'P 315/6 315/8 315/10 200/10 125/10 80/10',
    'Q 500/8 500/10 315/10 200/10 125/10 80/10',
    'R 800/10 500/10 315/10 200/10 125/10 80/10',
  ],
}
const common = [650, 1000, 1500, 2500, 4000, 6500]

/** Table 1 row by row: lot from, to, then S-1 … S-4, I, II, III. */
const publishedLetters: [from: number, to: number, letters: string][] = [
  [2, 8, 'AAAAAAB'],
  [9, 15, 'AAAAABC'],
  [16, 25, 'AABBBCD'],
  [26, 50, 'ABBCCDE'],
  [51, 90, 'BBCCCEF'],
  [91, 150, 'BBCDDFG'],
  [151, 280, 'BCDEEGH'],
  [281, 500, 'BCDEFHJ'],
  [501, 1200, 'CCEFGJK'],
  [1201, 3200, 'CDEGHKL'],
  [3201, 10_000, 'CDFGJLM'],
  [10_001, 35_000, 'CDFHKMN'],
  [35_001, 150_000, 'DEGJLNP'],
  [150_001, 500_000, 'DEGJMPQ'],
  [500_001, 9_000_000, 'DEHKNQR'],
]

describe('the sampling tables of GB/T 2828.1-2012', () => {
  it('give every lot size its letter at every level, at both ends of each range', () => {
    for (const [from, to, row] of publishedLetters)
      for (const lot of [from, to])
        expect([lot, levels.map((level) => codeLetter(lot, level)).join('')]).toEqual([lot, row])
    expect(codeLetter(1, 'III')).toBe('B')
    expect(lotRanges).toHaveLength(publishedLetters.length)
  })

  it('give every letter its published sample and Ac under the common AQLs: normal, tightened, reduced', () => {
    for (const strictness of strictnesses) {
      const found = letters.slice(0, 16).map((letter) => {
        const plans = common.map((aql) => masterPlan(strictness, letter, aql))
        return [letter, ...plans.map(({ sample, accept }) => `${sample}/${accept}`)].join(' ')
      })
      expect({ strictness, found }).toEqual({ strictness, found: published[strictness] })
    }
  })

  it('hold 26 AQLs for 16 letters, and S for one AQL of tightened inspection alone', () => {
    expect(aqls).toHaveLength(26)
    expect(aqls.map(aqlText)).toEqual(
      '0.010 0.015 0.025 0.040 0.065 0.10 0.15 0.25 0.40 0.65 1.0 1.5 2.5 4.0 6.5 10 15 25 40 65 100 150 250 400 650 1000'.split(
        ' ',
      ),
    )
    for (const strictness of strictnesses)
      for (const [letter, row] of Object.entries(masterTables[strictness])) {
        expect([letter, row!.split(' ').length]).toEqual([letter, 26])
        if (letter !== 'S') expect(row).toMatch(/^(\d+|↓|↑)( (\d+|↓|↑))+$/)
      }
    expect(masterPlan('tightened', 'R', 25)).toEqual({ letter: 'S', sample: 3150, accept: 1 })
    expect(() => masterPlan('tightened', 'S', 2500)).toThrow(RangeError)
  })

  it('let no more defects pass in a larger sample of one AQL, nor fewer under a looser AQL of one letter', () => {
    for (const strictness of strictnesses) {
      const table = letters.slice(0, 16).map((letter) => aqls.map((aql) => masterPlan(strictness, letter, aql)))
      for (const [row, plans] of table.entries())
        for (const [column, plan] of plans.entries()) {
          const right = plans[column + 1]
          if (right && plan.sample === right.sample) expect(right.accept).toBeGreaterThanOrEqual(plan.accept)
          const below = table[row + 1]?.[column]
          if (below && below.sample > plan.sample) expect(below.accept).toBeGreaterThanOrEqual(plan.accept)
        }
    }
  })

  it('are equal along their diagonals: a letter further and an AQL tighter is the same Ac', () => {
    for (const strictness of strictnesses)
      for (const [row, letter] of letters.slice(5, 15).entries())
        for (let column = 1; column < 26; column += 1) {
          const here = masterTables[strictness][letter]!.split(' ')[column]!
          const next = masterTables[strictness][letters[row + 6]!]!.split(' ')[column - 1]!
          // at the foot of a column there is no plan further down
          if (/\d/.test(here) && /\d/.test(next))
            expect([strictness, letter, column, next]).toEqual([strictness, letter, column, here])
        }
  })

  it('point with every arrow at a plan of the same column', () => {
    for (const strictness of strictnesses)
      for (const letter of letters.slice(0, 16))
        for (const aql of aqls) {
          const { letter: found, sample } = masterPlan(strictness, letter, aql)
          expect(sample).toBe(sampleSizes[strictness][letters.indexOf(found)])
        }
  })

  it('make a lot that is no larger than its sample a whole one', () => {
    expect(planFor(1200, 'II', 'normal', 2500)).toEqual({ letter: 'J', sample: 80, accept: 5, reject: 6, whole: false })
    expect(planFor(4, 'II', 'normal', 2500)).toEqual({ letter: 'C', sample: 4, accept: 0, reject: 1, whole: true })
    expect(planFor(72, 'II', 'tightened', 2500)).toEqual({
      letter: 'G',
      sample: 32,
      accept: 1,
      reject: 2,
      whole: false,
    })
  })
})

describe('a sample that was decided by hand', () => {
  it('accepts what the largest sample of the column that is no larger does, never more', () => {
    expect([1, 4, 5, 19, 20, 49, 50, 80, 5000].map((sample) => acceptOfSample(sample, 'normal', 2500))).toEqual([
      0, 0, 0, 0, 1, 2, 3, 5, 21,
    ])
    for (const strictness of strictnesses)
      for (const aql of aqls)
        for (let sample = 1, before = 0; sample < 400; sample += 7) {
          const accept = acceptOfSample(sample, strictness, aql)
          expect(accept).toBeGreaterThanOrEqual(before)
          before = accept
        }
  })
})

const lot = (accepted: boolean, rest: Partial<InspectedLot> = {}): InspectedLot => ({
  strictness: 'normal',
  accepted,
  accept: 3,
  acceptedTighter: accepted,
  ...rest,
})
const tightened = { strictness: 'tightened' } as const

describe('the switching rules', () => {
  it('begin normal and stay so', () => {
    expect(proposedStrictness([])).toEqual({ strictness: 'normal', reason: 'first' })
    expect(proposedStrictness([lot(true), lot(false), lot(true)])).toEqual({ strictness: 'normal', reason: 'stays' })
  })
  it('tighten after two of five lots in a row were rejected, and not after two of six', () => {
    const two = [lot(false), lot(true), lot(true), lot(true), lot(false)]
    expect(proposedStrictness(two).strictness).toBe('tightened')
    expect(proposedStrictness([lot(false), lot(true), lot(true), lot(true), lot(true), lot(false)]).strictness).toBe(
      'normal',
    )
  })
  it('come back to normal after five accepted under tightened, and stop after five rejected', () => {
    const five = (accepted: boolean) => Array.from({ length: 5 }, () => lot(accepted, tightened))
    expect(proposedStrictness(five(true))).toEqual({ strictness: 'normal', reason: 'fiveAccepted' })
    expect(proposedStrictness(five(true).slice(1))).toEqual({ strictness: 'tightened', reason: 'stays' })
    expect(proposedStrictness([...five(false), lot(true, tightened)])).toEqual({
      strictness: 'tightened',
      reason: 'stop',
    })
  })
  it('relax at 30 points: ten lots that the tighter AQL accepts too, fifteen with Ac 0 or 1', () => {
    const many = (count: number, rest: Partial<InspectedLot>) => Array.from({ length: count }, () => lot(true, rest))
    expect(proposedStrictness(many(10, {}))).toEqual({ strictness: 'reduced', reason: 'score' })
    expect(proposedStrictness(many(9, {})).strictness).toBe('normal')
    expect(proposedStrictness(many(15, { accept: 1 })).strictness).toBe('reduced')
    expect(proposedStrictness(many(14, { accept: 1 })).strictness).toBe('normal')
    // one lot the tighter AQL would not accept sets the score to nothing
    expect(proposedStrictness([...many(9, {}), lot(true, { acceptedTighter: false }), lot(true)]).strictness).toBe(
      'normal',
    )
  })
  it('leave reduced with the first lot that is rejected', () => {
    const reduced = { strictness: 'reduced' } as const
    expect(proposedStrictness([lot(true, reduced)])).toEqual({ strictness: 'reduced', reason: 'stays' })
    expect(proposedStrictness([lot(true, reduced), lot(false, reduced)])).toEqual({
      strictness: 'normal',
      reason: 'reducedRejected',
    })
  })
})
