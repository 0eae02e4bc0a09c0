import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  balanceOf,
  boughtOf,
  closingOf,
  lossRate,
  materialStateOf,
  needOf,
  purchaseStateOf,
  standardOf,
  usageInUnit,
  usageText,
  useOf,
} from './materialNeeds.ts'

const quantity = fc.integer({ min: 0, max: 1e9 })
const usageMicros = fc.integer({ min: 0, max: 1e10 })
const lossBasisPoints = fc.integer({ min: 0, max: 20_000 })

describe('a need', () => {
  it('is quantity × usage × (1 + loss), up to the step: 360 pieces at 0.65 m and 5 % take 245.7, by tenths 245.7, by whole metres 246', () => {
    const use = { usageMicros: 650_000, lossBasisPoints: 500 }
    expect([needOf(360_000, use, 1), needOf(360_000, use, 100), needOf(360_000, use, 1000)]).toEqual([
      245_700, 245_700, 246_000,
    ])
    expect(needOf(0, use, 1000)).toBe(0)
    expect(needOf(7000, { usageMicros: 333_333, lossBasisPoints: 0 }, 1)).toBe(2334)
  })

  it('is the least multiple of the step that is enough, for any numbers', () => {
    fc.assert(
      fc.property(
        quantity,
        usageMicros,
        lossBasisPoints,
        fc.integer({ min: 1, max: 100_000 }),
        (pieces, usage, loss, step) => {
          const need = BigInt(needOf(pieces, { usageMicros: usage, lossBasisPoints: loss }, step))
          // thousandths × 10^10 on both sides
          const exact = BigInt(pieces) * BigInt(usage) * BigInt(10_000 + loss)
          expect(need % BigInt(step)).toBe(0n)
          expect(need * 10_000_000_000n >= exact).toBe(true)
          expect(need === 0n || (need - BigInt(step)) * 10_000_000_000n < exact).toBe(true)
        },
      ),
    )
  })

  it('of a dozen is that of twelve pieces', () => {
    expect(usageInUnit(650_000, 12_000)).toBe(7_800_000)
    expect(usageText(7_800_000)).toBe('7.8')
    expect(usageText(12_500)).toBe('0.0125')
  })
})

describe('the supply of a material', () => {
  it('is short of what is on its way and of what nobody ordered', () => {
    fc.assert(
      fc.property(quantity, quantity, fc.integer({ min: 0, max: 1e9 }), quantity, (needed, arrived, transit, left) => {
        const { unbought, short, inTransit } = balanceOf({ needed, left, bought: arrived + transit, arrived })
        expect(inTransit).toBe(transit)
        const missing = needed > arrived ? needed - arrived : 0
        expect(short).toBe(missing > left ? left : missing)
        expect(unbought <= short && short - unbought <= inTransit).toBe(true)
      }),
    )
  })

  it('is late where the promise is past, after the start, or not given', () => {
    const state = (bought: number, arrived: number, promisedOn: string | null) =>
      materialStateOf(
        { needed: 100, left: 100, bought, arrived, startOn: '2026-12-05', promisedOn, missedFrom: '2026-11-22' },
        '2026-11-22',
      )
    expect([
      state(99, 0, '2026-12-01'),
      state(100, 0, '2026-12-05'),
      state(100, 0, '2026-12-06'),
      state(100, 0, '2026-11-21'),
      state(100, 99, null),
      state(100, 100, null),
    ]).toEqual(['unbought', 'onWay', 'late', 'late', 'late', 'enough'])
  })

  it('is not forgotten before the working day after its release', () => {
    const supply = { needed: 100, left: 100, bought: 99, arrived: 0, startOn: '2026-12-05', promisedOn: null }
    const on = (today: string) => materialStateOf({ ...supply, missedFrom: '2026-11-23' }, today)
    expect(['2026-11-20', '2026-11-22', '2026-11-23', '2026-11-24'].map(on)).toEqual([
      'toBuy',
      'toBuy',
      'unbought',
      'unbought',
    ])
  })
})

describe('a purchase', () => {
  it('brings what was ordered, what came where that is more, or only what came where the rest will not', () => {
    const facts = (arrived: number, ended = false, voided = false) => ({
      kind: 'purchase' as const,
      quantity: 100,
      arrived,
      ended,
      voided,
    })
    expect(
      [facts(0), facts(100), facts(120), facts(60, true), facts(0, false, true)].map((each) => [
        purchaseStateOf(each),
        boughtOf(each),
      ]),
    ).toEqual([
      ['open', 100],
      ['arrived', 100],
      ['arrived', 120],
      ['ended', 60],
      ['void', 0],
    ])
  })
})

describe('the use of a line', () => {
  it('needs words above the allowed loss and below the standard, none between', () => {
    const use = (issued: number, returned: number) =>
      useOf({ usageMicros: 650_000, lossBasisPoints: 500, step: 100, issued, returned }, 360_000, 0)
    expect(use(0, 0)).toEqual({ used: 0, standard: 234_000, allowed: 245_700, unexplained: -234_000 })
    expect(use(250_000, 4300).unexplained).toBe(0)
    expect(use(250_000, 4200).unexplained).toBe(100)
    expect(use(234_000, 0).unexplained).toBe(0)
  })

  it('holds for any numbers: used = standard + explained loss + what is to be explained', () => {
    fc.assert(
      fc.property(
        quantity,
        quantity,
        usageMicros,
        lossBasisPoints,
        quantity,
        quantity,
        (good, scrap, usage, loss, issued, returned) => {
          const { used, standard, allowed, unexplained } = useOf(
            { usageMicros: usage, lossBasisPoints: loss, step: 1, issued, returned },
            good,
            scrap,
          )
          expect(used).toBe(issued - returned)
          expect(standard <= allowed).toBe(true)
          const explained = used - standard - unexplained
          expect(explained >= 0 && explained <= allowed - standard).toBe(true)
        },
      ),
    )
  })

  it('tells its loss rate in tenths of a percent, half away from nothing', () => {
    expect([
      lossRate(245_700, 234_000),
      lossRate(230_000, 234_000),
      lossRate(1, 0),
      standardOf(360_000, 650_000),
    ]).toEqual([50, -17, null, 234_000])
  })
})

it('a closing line adds up: asked = good + short − over', () => {
  fc.assert(
    fc.property(quantity, quantity, (asked, good) => {
      const { short, over } = closingOf(asked, good)
      expect(good + short - over).toBe(asked)
      expect(short === 0 || over === 0).toBe(true)
    }),
  )
})
