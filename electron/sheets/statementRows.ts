import { invoicedStateKeys } from '../../shared/invoicedStates.ts'
import type { PhraseKey, Translate } from '../../shared/language.ts'
import { lineAmount } from '../../shared/money.ts'
import { refuse } from '../../shared/refusals.ts'
import type { StatementField } from '../../shared/statementSheet.ts'
import type { StatementPaper, StatementPaperRow, StatementRowKind } from '../papers/data.ts'
import { sizesOf } from '../papers/layoutColumns.ts'

export const kindLabels: Partial<Record<StatementRowKind, PhraseKey>> = {
  return: 'sheets.rowReturn',
  replacement: 'sheets.rowReplacement',
  exchangeOut: 'sheets.rowExchangeOut',
  exchangeIn: 'sheets.rowExchangeIn',
  deduction: 'sheets.rowDeduction',
  freight: 'sheets.rowFreight',
  sample: 'sheets.rowSample',
  adjustment: 'sheets.rowAdjustment',
  receipt: 'sheets.rowReceipt',
}

/** What a row shows, before the formulas: fen, micros, thousandths, texts. */
export const sizes: ReadonlySet<StatementField> = new Set(['length', 'width', 'thick'])

/** A size of the goods as a number; empty where the text tells none. */
const sizeOf = (text: string): number | null => (text === '' ? null : Math.round(Number(text) * 1000))

export const rowCells = (row: StatementPaperRow, t: Translate): Record<StatementField, string | number | null> => {
  const label = kindLabels[row.kind]
  const kindText = label ? t(label) : ''
  const receipt = row.kind === 'receipt'
  const [length, width, thick] = sizesOf(row.description)
  const said = kindText === '' || row.description.includes(kindText)
  return {
    date: row.on,
    document: row.unsigned ? `${row.documentNumber}※` : row.documentNumber,
    po: row.customerPo,
    code: row.code ?? '',
    length: sizeOf(length),
    width: sizeOf(width),
    thick: sizeOf(thick),
    description: said ? row.description : [kindText, row.description].filter(Boolean).join(' '),
    unit: row.unit,
    quantity: row.quantity,
    price: row.priceMicros,
    amount: receipt && row.amountFen === 0 ? null : row.amountFen,
    received: row.receivedFen === 0 && !receipt ? null : row.receivedFen,
    balance: row.balanceFen,
    invoiced: row.invoiced === undefined || row.invoiced === 'nothing' ? '' : t(invoicedStateKeys[row.invoiced]),
    remark: row.remark,
  }
}

/**
 * Whether 金额 may be the live formula 数量 × 单价: only where it comes to the stored amount. A product that ends exactly in
 * half a fen stays a number: the nearest double may lie below it, and Excel would then round the other way.
 */
export const isProduct = ({ quantity, priceMicros, amountFen }: StatementPaperRow): boolean => {
  if (quantity === null || priceMicros === null) return false
  const half = (BigInt(quantity) * BigInt(priceMicros)) % 10_000_000n
  return half !== 5_000_000n && half !== -5_000_000n && lineAmount(quantity, priceMicros) === amountFen
}

/** A statement whose rows do not lead from its opening to its closing balance must not leave the house. */
export const mustAddUp = (paper: StatementPaper): void => {
  let balance = paper.openingFen
  let charges = 0
  let receipts = 0
  let adds = true
  for (const row of paper.rows) {
    balance += row.amountFen - row.receivedFen
    charges += row.amountFen
    receipts += row.receivedFen
    adds &&= balance === row.balanceFen
  }
  if (adds && balance === paper.closingFen && charges === paper.chargesFen && receipts === paper.receiptsFen) return
  throw refuse('sheets.statementDoesNotAdd', { number: paper.number })
}
