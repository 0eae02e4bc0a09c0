import {
  AmountTooLarge,
  isSensibleAmount,
  isSensibleTotal,
  lineAmount,
  mostPriceMicros,
  priceOfAmount,
  roundDivide,
  shareOf,
  taxContained,
} from './money.ts'

/**
 * The money of a line and which side of it was typed (demands 3.5). Typed stands, the rest follows:
 * - the unit price (tax included where the order says so): amount = quantity × price;
 * - the amount: the price follows;
 * - the unit price without tax (`netPriceMicros`): net = quantity × it, tax = net × rate, amount = net + tax.
 */
export interface LineSides {
  quantity: number
  priceMicros: number
  typedSide: 'price' | 'total'
  amountFen: number
  netPriceMicros?: number | null | undefined
}

export interface TaxTerms {
  taxMode: 'included' | 'excluded'
  taxBasisPoints: number
}
/** The rate inside the amounts of an order; 0 where its prices are without tax (不含税, no invoice). */
export const taxRate = (terms: { taxMode?: string; taxBasisPoints?: number }): number =>
  terms.taxMode === 'included' ? (terms.taxBasisPoints ?? 0) : 0

/** Whether the money of a line is any that somebody means; what is beyond makes `priceLine` throw AmountTooLarge. */
export const isSensibleLine = ({ quantity, priceMicros, typedSide, amountFen, netPriceMicros }: LineSides): boolean =>
  typedSide === 'total' && (netPriceMicros ?? null) === null
    ? isSensibleTotal(quantity, amountFen)
    : isSensibleAmount(quantity, netPriceMicros ?? priceMicros) && (netPriceMicros ?? 0) <= mostPriceMicros / 2

const typedNet = (quantity: number, netPriceMicros: number, rate: number) => {
  const netFen = lineAmount(quantity, netPriceMicros)
  return { netFen, taxFen: shareOf(netFen, rate) }
}

/** Amount (fen) and price (micros) of a line by the side that was typed. */
export const priceLine = (line: LineSides, rate = 0): { priceMicros: number; amountFen: number } => {
  const { quantity, netPriceMicros } = line
  if (netPriceMicros !== null && netPriceMicros !== undefined) {
    const { netFen, taxFen } = typedNet(quantity, netPriceMicros, rate)
    const priceMicros = roundDivide(BigInt(netPriceMicros) * BigInt(10_000 + rate), 10_000n)
    if (priceMicros > mostPriceMicros) throw new AmountTooLarge('unit price out of range')
    return { priceMicros, amountFen: netFen + taxFen }
  }
  return line.typedSide === 'total'
    ? { priceMicros: priceOfAmount(line.amountFen, quantity), amountFen: line.amountFen }
    : { priceMicros: line.priceMicros, amountFen: lineAmount(quantity, line.priceMicros) }
}

/** Net and tax of a line, rounded once, half up, on the line; together always its amount. */
export const taxOfLine = (
  line: LineSides,
  rate: number,
): { netFen: number; taxFen: number; netPriceMicros: number } => {
  const { priceMicros, amountFen } = priceLine(line, rate)
  if (line.netPriceMicros !== null && line.netPriceMicros !== undefined)
    return { ...typedNet(line.quantity, line.netPriceMicros, rate), netPriceMicros: line.netPriceMicros }
  const taxFen = taxContained(amountFen, rate)
  return {
    netFen: amountFen - taxFen,
    taxFen,
    netPriceMicros: roundDivide(BigInt(priceMicros) * 10_000n, BigInt(10_000 + rate)),
  }
}

/** Net and tax of a whole order: the sums of its lines. */
export const orderTax = (
  lines: readonly LineSides[],
  terms: { taxMode?: string; taxBasisPoints?: number },
): { netFen: number; taxFen: number } => {
  const rate = taxRate(terms)
  return lines.reduce(
    (sum, line) => {
      const { netFen, taxFen } = taxOfLine(line, rate)
      return { netFen: sum.netFen + netFen, taxFen: sum.taxFen + taxFen }
    },
    { netFen: 0, taxFen: 0 },
  )
}
