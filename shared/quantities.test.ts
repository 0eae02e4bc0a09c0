import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fillsPacks, formatQuantity, packsOf, parseQuantity } from './quantities.ts'

describe('quantities', () => {
  it('read back as they were written', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), (quantity) => {
        expect(parseQuantity(formatQuantity(quantity))).toBe(quantity)
      }),
      { numRuns: 2000 },
    )
    expect([72_000, 1500, -250, 1_234_567_000, 0].map(formatQuantity)).toEqual(['72', '1.5', '-0.25', '1,234,567', '0'])
  })

  it('takes up to three decimals', () => {
    expect(['72', '1.5', '0.125', '0.1250', '0.1255', '一打', ''].map(parseQuantity)).toEqual([
      72_000,
      1500,
      125,
      125,
      null,
      null,
      null,
    ])
  })
})

describe('packs', () => {
  it('hold the sample order: 12 tables, 72 chairs, 6 wardrobes are 96 packs', () => {
    expect([packsOf(12_000, 2, 1), packsOf(72_000, 1, 2), packsOf(6_000, 6, 1)]).toEqual([24, 36, 36])
  })

  it('are as many as packing one after another needs', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 300 }),
        fc.integer({ min: 1, max: 8 }),
        fc.integer({ min: 1, max: 12 }),
        (units, packs, packUnits) => {
          // `packs` packs for every `packUnits` units: pack until everything is in
          let needed = 0
          while (needed * packUnits < units * packs) needed += 1
          expect(packsOf(units * 1000, packs, packUnits)).toBe(needed)
          expect(packsOf(-units * 1000, packs, packUnits) + needed).toBe(0)
        },
      ),
      { numRuns: 1000 },
    )
  })

  it('are none for goods that are not packed, and full exactly at multiples', () => {
    expect(packsOf(5_000, 0, 1)).toBe(0)
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 1, max: 24 }), (units, packUnits) => {
        expect(fillsPacks(units * 1000, packUnits)).toBe(units % packUnits === 0)
      }),
    )
    expect(fillsPacks(1500, 1)).toBe(false)
  })
})
