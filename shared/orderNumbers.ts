import { plainNumber } from './imports.ts'
import { parseFen } from './money.ts'

/** Numbers as customers write them into the cells of their orders: with units, signs of money, commas. */

/** `1,200张` → 1,200 and 张. */
export const countAndUnit = (typed: string): { number: string; unit: string } => {
  const found = /^([\d.,\s]+)([^\d.,\s].{0,7})?$/.exec(typed.normalize('NFKC').trim())
  return found ? { number: found[1]!.trim(), unit: (found[2] ?? '').trim() } : { number: typed, unit: '' }
}

/** The number of an amount, without the sign of yuan before and `元/张` behind. */
export const moneyText = (typed: string): string =>
  typed
    .normalize('NFKC')
    .trim()
    .replace(/^(?:RMB|CNY|人民币|人民幣|[¥￥])\s*/i, '')
    .replace(/\s*\/\s*\D+$/, '')
    .replace(/\s*(?:元|RMB)$/i, '')

/** `1,2` and `1 200`: what parts the digits parts no thousands, so that nobody knows which number is meant. */
export const isOddlyParted = (number: string): boolean =>
  /^-?\d[\d.,\s]*$/.test(number) && /[,\s]/.test(number) && !/^-?\d{1,3}(?:,\d{3})+(?:\.\d*)?$/.test(number)

/** `$238`, `238 USD`, `238美元`: no yuan. */
export const isForeignMoney = (typed: string): boolean =>
  /\d/.test(typed) &&
  /[$€£]|USD|EUR|GBP|HKD|TWD|NTD|JPY|[美欧歐港台臺日]元|美金|[港台臺]币|[港台臺]幣|英镑|英鎊|日圆|日圓|円/i.test(
    typed.normalize('NFKC'),
  )

/** An amount as a file says it, in fen; null where it is none. */
export const roundedFen = (typed: string): number | null => {
  const text = moneyText(typed)
  if (isForeignMoney(typed) || isOddlyParted(text)) return null
  const plain = plainNumber(text)
  const value = Number(plain.replaceAll(',', ''))
  return (
    parseFen(plain) ??
    (plain !== '' && Number.isFinite(value) && Math.abs(value) < 1e12 ? Math.round(value * 100) : null)
  )
}
