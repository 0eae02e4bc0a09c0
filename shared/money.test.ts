import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  AmountTooLarge,
  formatFen,
  formatMicros,
  lineAmount,
  parseFen,
  parseMicros,
  priceOfAmount,
  roundDivide,
  shareOf,
  taxContained,
} from './money.ts'

/**
 * The model knows no big integers and no rounding function: it writes numbers down as decimal digits, multiplies
 * as on paper and looks at the digit behind the last one.
 */
const digitsOf = (whole: number): number[] => [...String(whole)].reverse().map(Number)

const timesOnPaper = (left: number, right: number): number[] => {
  const result = Array.from({ length: String(left).length + String(right).length }, () => 0)
  for (const [i, a] of digitsOf(left).entries())
    for (const [j, b] of digitsOf(right).entries()) {
      let carry = a * b
      for (let at = i + j; carry > 0; at++) {
        const sum = result[at]! + carry
        result[at] = sum % 10
        carry = Math.trunc(sum / 10)
      }
    }
  return result
}

/** Drops the last `places` digits, half up by the first of them. */
const roundOnPaper = (digits: number[], places: number): number =>
  Number(digits.slice(places).toReversed().join('') || '0') + ((digits[places - 1] ?? 0) >= 5 ? 1 : 0)

const fen = fc.integer({ min: -1e12, max: 1e12 })

describe('line amounts', () => {
  it('are quantity × price, rounded once, half up', () => {
    expect(lineAmount(12_000, 1_180_000_000)).toBe(1_416_000)
    expect(lineAmount(1, 5_000_000)).toBe(1) // 0.001 × 5.00 = 0.005
    expect(lineAmount(1, 4_999_999)).toBe(0)
    expect(lineAmount(3_000, 333_333)).toBe(100)
    expect(lineAmount(-1, 5_000_000)).toBe(-1) // what comes back is the mirror of what went out
  })

  it('agree with paper and pencil', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 100_000_000 }),
        fc.integer({ min: 0, max: 100_000_000_000 }),
        (quantity, price) => {
          expect(lineAmount(quantity, price)).toBe(roundOnPaper(timesOnPaper(quantity, price), 7))
          expect(lineAmount(-quantity, price)).toBe(0 - lineAmount(quantity, price))
        },
      ),
      { numRuns: 2000 },
    )
  })

  it('a typed total comes back from the price it makes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e10 }), fc.integer({ min: 1, max: 1_000_000 }), (amount, units) => {
        // to a millionth of a yuan the price is exact enough for up to 10,000 units of it
        if (units <= 10_000) expect(lineAmount(units * 1000, priceOfAmount(amount, units * 1000))).toBe(amount)
        expect(Math.abs(lineAmount(units * 1000, priceOfAmount(amount, units * 1000)) - amount)).toBeLessThanOrEqual(
          Math.ceil(units / 20_000),
        )
      }),
      { numRuns: 2000 },
    )
    expect(priceOfAmount(100, 0)).toBe(0)
  })

  it('refuses an amount that cannot be counted to the fen', () => {
    expect(() => lineAmount(1e12, 1e15)).toThrow(AmountTooLarge)
  })
})

describe('shares and taxes', () => {
  it('a share and the rest of it are within a fen of the whole', () => {
    fc.assert(
      fc.property(fen, fc.integer({ min: 0, max: 10_000 }), (whole, share) => {
        expect(Math.abs(shareOf(whole, share) + shareOf(whole, 10_000 - share) - whole)).toBeLessThanOrEqual(1)
        expect(shareOf(-whole, share) + shareOf(whole, share)).toBe(0)
      }),
      { numRuns: 2000 },
    )
    expect(shareOf(4_737_600, 3000)).toBe(1_421_280)
    expect(shareOf(1, 5000)).toBe(1)
  })

  it('tax and net make the total again, and the tax is that of the net to a fen', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e12 }), fc.constantFrom(0, 100, 300, 600, 900, 1300), (total, rate) => {
        const tax = taxContained(total, rate)
        expect(tax).toBeGreaterThanOrEqual(0)
        expect(Math.abs(shareOf(total - tax, rate) - tax)).toBeLessThanOrEqual(1)
      }),
      { numRuns: 2000 },
    )
    expect(taxContained(11_300, 1300)).toBe(1_300)
  })

  it('rounds half away from zero, whatever the signs', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e6, max: 1e6 }), fc.integer({ min: 1, max: 1000 }), (numerator, denominator) => {
        const exact = numerator / denominator
        const expected = Math.sign(exact) * Math.floor(Math.abs(exact) + 0.5) + 0
        // a half in floating point is exact for these small numbers
        expect(roundDivide(BigInt(numerator), BigInt(denominator)) + 0).toBe(expected)
      }),
      { numRuns: 2000 },
    )
  })
})

describe('written and typed', () => {
  it('an amount reads back as it was written', () => {
    fc.assert(
      fc.property(fen, (amount) => {
        expect(parseFen(formatFen(amount))).toBe(amount)
      }),
      { numRuns: 2000 },
    )
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e15 }), (price) => {
        expect(parseMicros(formatMicros(price))).toBe(price)
      }),
      { numRuns: 2000 },
    )
    expect(formatFen(4_737_600)).toBe('47,376.00')
    expect(formatFen(-5)).toBe('-0.05')
    expect(formatMicros(1_180_000_000)).toBe('1,180.00')
    expect(formatMicros(123_456)).toBe('0.123456')
    expect(formatMicros(1_500_000)).toBe('1.50')
  })

  it('takes what hands type, and nothing else', () => {
    const typed: [string, number | null][] = [
      ['47,376.00', 4_737_600],
      ['47376', 4_737_600],
      ['￥12.5', 1250],
      ['１２．５', 1250],
      ['.5', 50],
      ['5.', 500],
      ['-3', -300],
      ['1，000', 100_000],
      ['0.100', 10],
      ['0.001', null],
      ['', null],
      ['.', null],
      ['-', null],
      ['1e3', null],
      ['0x10', null],
      ['12a', null],
      ['--1', null],
      ['1.2.3', null],
      ['９９９９９９９９９９９９９', null],
      ['Infinity', null],
    ]
    expect(typed.map(([text]) => [text, parseFen(text)])).toEqual(typed)
  })

  it('never makes an amount out of noise', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 20 }), (text) => {
        const amount = parseFen(text)
        expect(amount === null || Number.isSafeInteger(amount)).toBe(true)
        expect(Object.is(amount, -0)).toBe(false)
      }),
      { numRuns: 2000 },
    )
  })
})
