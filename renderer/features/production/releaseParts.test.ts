import fc from 'fast-check'
import { expect, test } from 'vitest'
import { askedOf, partsOf, withoutPart, withQuantity, withSplit } from './releaseParts.ts'

const line = (orderLineId: number, remaining: number) => ({
  orderLineId,
  code: '',
  description: '',
  unit: '张',
  dueOn: '2026-12-15',
  quantity: remaining,
  released: 0,
  remaining,
  sizes: [],
})
const shop = ['一车间', '二车间', '三车间']

test('splitting a line over workshops keeps its sum, and each workshop once while there are any', () => {
  const first = partsOf([line(1, 20_000), line(2, 5_000)])
  const { parts, at } = withSplit(first, 0, 20_000, shop)
  expect([at, parts[1]]).toEqual([1, { orderLineId: 1, quantity: 0, workshop: '一车间' }])
  const eight = withQuantity(parts, 1, { remaining: 20_000, quantity: 8_000 })
  expect(eight.map(({ quantity }) => quantity)).toEqual([12_000, 8_000, 5_000])
  const third = withSplit(eight, 1, 20_000, shop)
  expect([third.at, third.parts[2]!.workshop]).toEqual([2, '二车间'])
  expect(withoutPart(eight, 1)).toEqual(first)
  expect(withoutPart(first, 1)).toEqual(first)
})

test('what is left of a line whose first part was made smaller goes to the next part', () => {
  const smaller = withQuantity(partsOf([line(1, 20_000)]), 0, { remaining: 20_000, quantity: 12_000 })
  const { parts } = withSplit(smaller, 0, 20_000, shop)
  expect(parts.map(({ quantity }) => quantity)).toEqual([12_000, 8_000])
})

test('a later part takes what was left of the line first, and only then from the first part', () => {
  const smaller = withQuantity(partsOf([line(1, 4_000)]), 0, { remaining: 4_000, quantity: 1_000 })
  const { parts } = withSplit(smaller, 0, 4_000, shop)
  const typed = (quantity: number, of = parts) =>
    withQuantity(of, 1, { remaining: 4_000, quantity }).map((part) => part.quantity)
  expect(typed(3_000)).toEqual([1_000, 3_000])
  expect(typed(4_000)).toEqual([0, 4_000])
  // two are left for later: the first part keeps what was typed
  const later = withQuantity(parts, 1, { remaining: 4_000, quantity: 1_000 })
  expect(later.map(({ quantity }) => quantity)).toEqual([3_000, 1_000])
})

test('never asks for more than a line has by splits and later parts alone', () => {
  const step = fc.record({ kind: fc.constantFrom('split', 'type', 'drop'), index: fc.nat(9), share: fc.nat(100) })
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 500 }), fc.array(step, { maxLength: 12 }), (pieces, steps) => {
      const remaining = pieces * 1000
      let parts = partsOf([line(1, remaining), line(2, 7_000)])
      for (const { kind, index, share } of steps) {
        const at = index % parts.length
        if (kind === 'split' && parts[at]!.orderLineId === 1) parts = withSplit(parts, at, remaining, shop).parts
        if (kind === 'drop') parts = withoutPart(parts, at)
        // as much as the first part can give
        if (kind === 'type' && at > 0 && parts[at]!.orderLineId === 1)
          parts = withQuantity(parts, at, {
            remaining,
            quantity: Math.floor(((parts[at]!.quantity + parts[0]!.quantity) * share) / 100),
          })
      }
      expect([askedOf(parts, 1), askedOf(parts, 2)]).toEqual([remaining, 7_000])
      expect(parts.every(({ quantity }) => quantity >= 0)).toBe(true)
    }),
  )
})
