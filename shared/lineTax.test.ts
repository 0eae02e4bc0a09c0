import fc from 'fast-check'
import { expect, test } from 'vitest'
import { micros } from './fields.ts'
import { isSensibleLine, type LineSides, orderTax, priceLine, taxOfLine, taxRate } from './lineTax.ts'

const priced = (pieces: number, yuan: number): LineSides => ({
  quantity: pieces * 1000,
  priceMicros: Math.round(yuan * 1_000_000),
  typedSide: 'price',
  amountFen: 0,
})

test('keeps the tax-included price that was typed and takes net and tax out of its amount', () => {
  expect(priceLine(priced(333, 12.5), 1300).amountFen).toBe(416_250)
  expect(taxOfLine(priced(333, 12.5), 1300)).toMatchObject({ netFen: 368_363, taxFen: 47_887 })
  expect(priceLine(priced(10_007, 0.87), 1300).amountFen).toBe(870_609)
  expect(taxOfLine(priced(10_007, 0.87), 1300)).toMatchObject({ netFen: 770_450, taxFen: 100_159 })
})

test('adds the tax to a price typed without it', () => {
  const line = { ...priced(100, 0), netPriceMicros: 11_061_947 }
  // 100 × 11.061947 = 1106.19, 13 % of it 143.80
  expect(priceLine(line, 1300)).toEqual({ amountFen: 124_999, priceMicros: 12_500_000 })
  expect(taxOfLine(line, 1300)).toEqual({ netFen: 110_619, taxFen: 14_380, netPriceMicros: 11_061_947 })
})

test('has no tax where the order is without it', () => {
  expect(taxRate({ taxMode: 'excluded', taxBasisPoints: 1300 })).toBe(0)
  expect(orderTax([priced(333, 12.5)], { taxMode: 'excluded', taxBasisPoints: 1300 })).toEqual({
    netFen: 416_250,
    taxFen: 0,
  })
})

/** An exact number as numerator and denominator, rounded on its decimal text: nothing of money.ts is used. */
const schoolbook = (numerator: bigint, denominator: bigint): bigint => {
  const tenths = ((numerator * 10n) / denominator).toString().padStart(2, '0')
  return BigInt(tenths.slice(0, -1)) + (tenths.at(-1)! >= '5' ? 1n : 0n)
}

const anyLine = fc.record({
  quantity: fc.integer({ min: 1, max: 20_000_000 }),
  priceMicros: fc.integer({ min: 0, max: 2_000_000_000 }),
  typedSide: fc.constantFrom('price' as const, 'total' as const),
  amountFen: fc.integer({ min: 0, max: 500_000_000 }),
  netPriceMicros: fc.option(fc.integer({ min: 0, max: 2_000_000_000 })),
})

test('for any lines and any side typed: amounts, net and tax are those of exact fractions, to the fen', () => {
  fc.assert(
    fc.property(
      fc.array(anyLine, { maxLength: 20 }),
      fc.constantFrom('included' as const, 'excluded' as const),
      fc.constantFrom(0, 300, 600, 900, 1300),
      (lines, taxMode, taxBasisPoints) => {
        const rate = taxMode === 'included' ? BigInt(taxBasisPoints) : 0n
        let net = 0n
        let tax = 0n
        const counted: typeof lines = []
        for (const line of lines) {
          const quantity = BigInt(line.quantity)
          // a total over so little that its unit price passes a thousand million yuan is refused, in every sum
          if (
            line.netPriceMicros === null &&
            line.typedSide === 'total' &&
            BigInt(line.amountFen) > quantity * 10n ** 8n
          ) {
            expect(() => priceLine(line, Number(rate))).toThrow('unit price')
            expect(() => orderTax([line], { taxMode, taxBasisPoints })).toThrow('unit price')
            continue
          }
          counted.push(line)
          let amount: bigint
          let lineNet: bigint
          if (line.netPriceMicros !== null) {
            lineNet = schoolbook(quantity * BigInt(line.netPriceMicros), 10_000_000n)
            amount = lineNet + schoolbook(lineNet * rate, 10_000n)
          } else {
            amount =
              line.typedSide === 'total'
                ? BigInt(line.amountFen)
                : schoolbook(quantity * BigInt(line.priceMicros), 10_000_000n)
            lineNet = schoolbook(amount * 10_000n, 10_000n + rate)
          }
          expect(BigInt(priceLine(line, Number(rate)).amountFen)).toBe(amount)
          const of = taxOfLine(line, Number(rate))
          expect([BigInt(of.netFen), BigInt(of.taxFen)]).toEqual([lineNet, amount - lineNet])
          net += lineNet
          tax += amount - lineNet
        }
        expect(orderTax(counted, { taxMode, taxBasisPoints })).toEqual({ netFen: Number(net), taxFen: Number(tax) })
      },
    ),
    {
      examples: [
        [[{ ...priced(0.001, 0), typedSide: 'total', amountFen: 100_000_001, netPriceMicros: null }], 'included', 0],
      ],
    },
  )
})

test('a line that counts as sensible has a price that can be written and read; a total with none is refused', () => {
  const line = fc.record({
    quantity: fc.oneof(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 1, max: 1e12 })),
    priceMicros: fc.integer({ min: 0, max: 1e15 }),
    typedSide: fc.constantFrom('price' as const, 'total' as const),
    amountFen: fc.integer({ min: 0, max: 1e12 }),
    netPriceMicros: fc.option(fc.integer({ min: 0, max: 1e15 })),
  })
  fc.assert(
    fc.property(line, fc.constantFrom(0, 600, 1300), (each, rate) => {
      if (isSensibleLine(each)) expect(micros.safeParse(priceLine(each, rate).priceMicros).success).toBe(true)
      else if (each.typedSide === 'total' && each.netPriceMicros === null)
        expect(() => priceLine(each, rate)).toThrow('unit price')
    }),
    { numRuns: 3000 },
  )
  const total = { quantity: 1, priceMicros: 0, typedSide: 'total' as const }
  expect(isSensibleLine({ ...total, amountFen: 100_000_000 })).toBe(true)
  expect(isSensibleLine({ ...total, amountFen: 100_000_001 })).toBe(false)
})
