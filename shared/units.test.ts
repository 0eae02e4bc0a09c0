import { expect, test } from 'vitest'
import { breaksUnit, factorOfUnit, floorInUnit, inBasicUnits, isUnitWord, readQuantity } from './units.ts'

test('reads a quantity with its unit, in full-width letters and with separators', () => {
  expect(['3 打', '3打', '２箱', '1,200', '1.5 米', 'abc', '打', ''].map(readQuantity)).toEqual([
    { quantity: 3000, unit: '打' },
    { quantity: 3000, unit: '打' },
    { quantity: 2000, unit: '箱' },
    { quantity: 1_200_000, unit: '' },
    { quantity: 1500, unit: '米' },
    null,
    null,
    null,
  ])
})

test('tells a unit from a slip of the hand', () => {
  expect(['打', '平方米', 'PCS', 'kg', 'O', 'x'].map(isUnitWord)).toEqual([true, true, true, true, false, false])
})

test('the floor of a unit is that of its basic units, rounded once, half up', () => {
  expect(floorInUnit(700_000, 12_000)).toBe(8_400_000)
  expect(floorInUnit(700_000, 1000)).toBe(700_000)
  expect([floorInUnit(333_333, 1500), floorInUnit(1, 500), floorInUnit(1, 499)]).toEqual([500_000, 1, 0])
  // beyond what a price can be, the highest price
  expect(floorInUnit(1e15, 1e12)).toBe(1e15)
})

test('counts any unit of the card in basic units', () => {
  const units = [{ unit: '打', factor: 12_000 }]
  expect(factorOfUnit('件', units, '件')).toBe(1000)
  expect(factorOfUnit('件', units, '箱')).toBeNull()
  expect(inBasicUnits(3000, factorOfUnit('件', units, '打')!)).toBe(36_000)
})

test('half a chair breaks its unit; half a dozen, half a metre and the half that is there already do not', () => {
  const cases: [string, number, number[]][] = [
    ['把', 2_500, []],
    ['PCS', 1_001, [4_000]],
    ['把', 3_000, []],
    ['打', 500, []],
    ['米', 2_500, []],
    ['把', 2_500, [17_500]],
  ]
  expect(cases.map(([unit, quantity, known]) => breaksUnit(unit, quantity, known))).toEqual([
    true,
    true,
    false,
    false,
    false,
    false,
  ])
})
