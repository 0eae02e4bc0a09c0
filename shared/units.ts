import { mostPriceMicros, roundDivide } from './money.ts'
import { parseQuantity } from './quantities.ts'

/** A unit of a product beside its own: one 打 is 12 basic units = 12000 (demands 3.7). */
export interface OtherUnit {
  unit: string
  factor: number
}

/** Thousandths of the basic unit in one `unit`; null for a unit the product does not know. */
export const factorOfUnit = (basic: string, units: readonly OtherUnit[], unit: string): number | null =>
  unit === basic ? 1000 : (units.find((each) => each.unit === unit)?.factor ?? null)

/** 底价 of a basic unit in one of `factor` thousandths of it, micros; half up. */
export const floorInUnit = (floorPriceMicros: number, factor: number): number => {
  const whole = BigInt(floorPriceMicros) * BigInt(factor)
  return whole > BigInt(mostPriceMicros) * 1000n ? mostPriceMicros : roundDivide(whole, 1000n)
}

/** A quantity (thousandths) of a unit in basic units, thousandths; half up. */
export const inBasicUnits = (quantity: number, factor: number): number =>
  Number((BigInt(quantity) * BigInt(factor) + 500n) / 1000n)

/** Units an office writes in Latin letters; `7O` is a slip of the hand and no unit. */
const latinUnits = new Set([
  'pcs',
  'pc',
  'set',
  'sets',
  'doz',
  'dz',
  'pr',
  'prs',
  'ctn',
  'ctns',
  'box',
  'roll',
  'kg',
  'g',
  't',
  'm',
  'cm',
  'mm',
  'm2',
  'm3',
  'l',
  'yd',
  'ft',
])
export const isUnitWord = (unit: string): boolean => /^\p{Script=Han}/u.test(unit) || latinUnits.has(unit.toLowerCase())

/** `3 打`, `２箱` → quantity and unit; a number alone has no unit; null where it is neither. */
export const readQuantity = (typed: string): { quantity: number; unit: string } | null => {
  const match = /^([-\d.,，\s]+)\s*([^\d\s.,，]\S*)?$/.exec(typed.normalize('NFKC').trim())
  const quantity = match ? parseQuantity(match[1]!) : null
  return quantity === null ? null : { quantity, unit: match?.[2] ?? '' }
}

/** Units counted in whole pieces: there is no half chair. 打, 箱, 米, 公斤 and the like may be broken. */
const wholeUnits = new Set([
  ...'张 把 套 件 个 只 台 条 块 扇 樘 根 支 枝 副 付 对 双 床 座 组 辆 片 本 盏 面 架 枚 粒 颗 顶'.split(' '),
  ...'張 個 隻 臺 條 塊 對 雙 組 輛 盞 顆 頂'.split(' '),
  'pcs',
  'pc',
  'set',
  'sets',
  'pr',
  'prs',
])

/**
 * Whether a quantity breaks a whole unit: 2.5 把. `known` are quantities (thousandths) that stand beside it (ordered, done so
 * far): where one of them is broken already the unit is not counted in whole pieces there, and the last half must get out.
 */
export const breaksUnit = (unit: string, quantity: number, known: readonly number[] = []): boolean =>
  quantity % 1000 !== 0 && wholeUnits.has(unit.trim().toLowerCase()) && known.every((each) => each % 1000 === 0)
