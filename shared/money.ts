/** Money is integer fen; unit prices are integer millionths of a yuan (micros); quantities integer thousandths. */

const divideHalfUp = (numerator: bigint, denominator: bigint): bigint => {
  const negative = numerator < 0n
  const absolute = negative ? -numerator : numerator
  const rounded = (absolute * 2n + denominator) / (denominator * 2n)
  return negative ? -rounded : rounded
}

/** An amount beyond what can be counted to the fen: somebody typed a telephone number for a price. */
export class AmountTooLarge extends RangeError {}

const safe = (value: bigint): number => {
  const number = Number(value)
  if (!Number.isSafeInteger(number)) throw new AmountTooLarge('amount out of range')
  return number
}

/** The one rounding function: numerator / denominator, half up by magnitude. */
export const roundDivide = (numerator: bigint, denominator: bigint): number =>
  safe(divideHalfUp(numerator, denominator))

/** Line amount in fen of a quantity (thousandths) at a unit price (micros). Rounded once, half up, on the line. */
export const lineAmount = (quantity: number, priceMicros: number): number =>
  // thousandths × micros = 10⁻⁹ yuan = 10⁻⁷ fen
  roundDivide(BigInt(quantity) * BigInt(priceMicros), 10_000_000n)

/**
 * Whether a quantity (thousandths) at a price (micros) is an amount anybody means: under ten thousand million yuan. A
 * telephone number typed for a quantity is none.
 */
export const isSensibleAmount = (quantity: number, priceMicros: number): boolean =>
  Math.abs(quantity * priceMicros) < 1e19

/** The highest unit price that is written and read, in micros: a thousand million yuan. */
export const mostPriceMicros = 1e15

/** Whether a total (fen) over a quantity (thousandths) has a unit price that can be written. */
export const isSensibleTotal = (quantity: number, amountFen: number): boolean =>
  quantity === 0 || Math.abs(amountFen) * 1e7 <= Math.abs(quantity) * mostPriceMicros

/**
 * Unit price in micros that makes an amount (fen) of a quantity (thousandths): for a typed total. Throws AmountTooLarge
 * beyond `mostPriceMicros`: such a price could be written and never read again.
 */
export const priceOfAmount = (amountFen: number, quantity: number): number => {
  if (!isSensibleTotal(quantity, amountFen)) throw new AmountTooLarge('unit price out of range')
  return quantity === 0 ? 0 : roundDivide(BigInt(amountFen) * 10_000_000n, BigInt(quantity))
}

/** Share of an amount in fen: percent in basis points (3000 = 30 %), half up. */
export const shareOf = (fen: number, basisPoints: number): number =>
  roundDivide(BigInt(fen) * BigInt(basisPoints), 10_000n)

/** Tax contained in a tax-included amount (fen) at a rate in basis points; net = amount − tax. */
export const taxContained = (fen: number, rateBasisPoints: number): number =>
  fen - roundDivide(BigInt(fen) * 10_000n, BigInt(10_000 + rateBasisPoints))

const group = (digits: string): string => digits.replace(/\B(?=(\d{3})+(?!\d))/g, ',')

/** 1234567 → `12,345.67`; negative with a minus. */
export const formatFen = (fen: number): string => {
  const absolute = Math.abs(fen)
  return `${fen < 0 ? '-' : ''}${group(String(Math.trunc(absolute / 100)))}.${String(absolute % 100).padStart(2, '0')}`
}

/** 1180000000 → `1,180.00`; at least two decimals, at most six, no trailing zeros beyond two. */
export const formatMicros = (micros: number): string => {
  const absolute = Math.abs(micros)
  const decimals = String(absolute % 1_000_000)
    .padStart(6, '0')
    .replace(/0{1,4}$/, '')
  return `${micros < 0 ? '-' : ''}${group(String(Math.trunc(absolute / 1_000_000)))}.${decimals}`
}

const parseScaled = (text: string, decimals: number): number | null => {
  const clean = text
    .trim()
    .replace(/[０-９．－]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(/[,，¥￥\s]/g, '')
  const match = /^(-?)(\d{0,12})(?:\.(\d*))?$/.exec(clean)
  if (!match || (match[2] === '' && !match[3])) return null
  const fraction = (match[3] ?? '').replace(/0+$/, '')
  if (fraction.length > decimals) return null
  const value = Number(BigInt((match[2] || '0') + fraction.padEnd(decimals, '0')))
  return Number.isSafeInteger(value) ? (match[1] && value !== 0 ? -value : value) : null
}

/** `47,376.00` → 4737600 fen; null when it is no amount or has more than two decimals. */
export const parseFen = (text: string): number | null => parseScaled(text, 2)
/** `12.5` → 12500000 micros; null when it is no price or has more than six decimals. */
export const parseMicros = (text: string): number | null => parseScaled(text, 6)
/** `72` → 72000 thousandths; null when it is no quantity or has more than three decimals. */
export const parseQuantity = (text: string): number | null => parseScaled(text, 3)
