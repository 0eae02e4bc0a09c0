import { type InvoicePart, isPartOf, partKey, uncoveredFen } from './invoices.ts'

/** What of an invoice a red one takes back, fen; amounts on the side of the first invoice. */
export interface RedPart {
  amountFen: number
  taxFen: number
  parts: readonly InvoicePart[]
}
/** What is left of an invoice after its red ones. */
export interface InvoiceLeft extends RedPart {
  uncoveredFen: number
}
export type RedProblem =
  | { code: 'redTooMuch' | 'redTaxRest'; leftFen: number }
  | { code: 'redPartTooMuch' | 'redAllOf'; part: InvoicePart; leftFen: number }
  | { code: 'redUnspread' | 'redCoversTooMuch'; overFen: number }

const redOf = (fen: number, leftFen: number): boolean => leftFen !== 0 && isPartOf(fen, leftFen)

/**
 * Why a red invoice cannot take this part back; null when it can. Never more than is left of the whole, of a document
 * or of what stands against none; who takes all that is left takes all of each, with the tax that is left.
 */
export const redProblem = (red: RedPart, left: InvoiceLeft): RedProblem | null => {
  if (!redOf(red.amountFen, left.amountFen)) return { code: 'redTooMuch', leftFen: left.amountFen }
  const all = red.amountFen === left.amountFen
  if (all ? red.taxFen !== left.taxFen : red.taxFen !== 0 && !redOf(red.taxFen, left.taxFen))
    return { code: 'redTaxRest', leftFen: left.taxFen }
  const open = new Map(left.parts.map((part) => [partKey(part), part]))
  for (const part of red.parts) {
    const leftFen = open.get(partKey(part))?.amountFen ?? 0
    // one document twice finds nothing left the second time
    open.delete(partKey(part))
    if (!redOf(part.amountFen, leftFen)) return { code: 'redPartTooMuch', part, leftFen }
    if (all && part.amountFen !== leftFen) return { code: 'redAllOf', part, leftFen }
  }
  const missing = [...open.values()][0]
  if (all && missing) return { code: 'redAllOf', part: missing, leftFen: missing.amountFen }
  const side = Math.sign(left.amountFen)
  const rest = uncoveredFen(red.amountFen, red.parts) * side
  if (rest < 0) return { code: 'redCoversTooMuch', overFen: -rest }
  const over = rest - left.uncoveredFen * side
  return over > 0 ? { code: 'redUnspread', overFen: over } : null
}

/** What of an invoice a red one of this amount takes back when nobody has said: its documents in order, then the rest. */
export const proposeRed = (amountFen: number, left: InvoiceLeft): InvoicePart[] => {
  if (amountFen === left.amountFen) return [...left.parts]
  const side = Math.sign(left.amountFen)
  let open = amountFen * side
  return left.parts.flatMap((part) => {
    const fen = Math.min(open, part.amountFen * side)
    if (fen <= 0) return []
    open -= fen
    return [{ ...part, amountFen: fen * side }]
  })
}
