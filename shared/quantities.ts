export { parseQuantity } from './money.ts'

/** 72000 → `72`, 1500 → `1.5`; thousands separated. */
export const formatQuantity = (thousandths: number): string => {
  const absolute = Math.abs(thousandths)
  const decimals = String(absolute % 1000)
    .padStart(3, '0')
    .replace(/0+$/, '')
  const whole = String(Math.trunc(absolute / 1000)).replace(/\B(?=(\d{3})+(?!\d))/g, ',')
  return `${thousandths < 0 ? '-' : ''}${whole}${decimals && `.${decimals}`}`
}

/**
 * Packs (件/包) of a quantity in thousandths, rounded up to whole packs (duty 84).
 * `packs` packs hold `packUnits` units: a table is 2 packs for 1, two chairs are 1 pack for 2.
 */
export const packsOf = (quantity: number, packs: number, packUnits: number): number =>
  packs === 0 ? 0 : Math.ceil((Math.abs(quantity) * packs) / (packUnits * 1000)) * Math.sign(quantity)

/** Whether a quantity fills its packs exactly (duty 14: 数量不是装箱数的倍数). */
export const fillsPacks = (quantity: number, packUnits: number): boolean => quantity % (packUnits * 1000) === 0
