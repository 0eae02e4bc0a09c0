import type { Row, Style, Worksheet } from 'exceljs'
import type { PhraseKey, Translate } from '../../shared/language.ts'
import type { StatementPaper } from '../papers/data.ts'
import type { StatementField } from '../../shared/statementSheet.ts'
import { cellStyle, textCell, type ColumnKind } from './cells.ts'

/** A customer's own layout: which columns, in which order, under which heading (demands.md, point 12). */
export interface StatementColumn {
  field: StatementField
  /** Empty or left out: the standard heading. */
  heading?: string
}

interface FieldFacts {
  kind: ColumnKind
  width: number
  heading: PhraseKey
}

export const statementFacts: Record<StatementField, FieldFacts> = {
  date: { kind: 'date', width: 12, heading: 'sheets.columnDate' },
  document: { kind: 'text', width: 17, heading: 'sheets.columnDocument' },
  po: { kind: 'text', width: 17, heading: 'sheets.columnPo' },
  code: { kind: 'text', width: 15, heading: 'statements.code' },
  description: { kind: 'text', width: 32, heading: 'sheets.columnDescription' },
  length: { kind: 'quantity', width: 9, heading: 'layouts.length' },
  width: { kind: 'quantity', width: 9, heading: 'layouts.width' },
  thick: { kind: 'quantity', width: 8, heading: 'layouts.thick' },
  unit: { kind: 'text', width: 7, heading: 'sheets.columnUnit' },
  quantity: { kind: 'quantity', width: 11, heading: 'sheets.columnQuantity' },
  price: { kind: 'unitPrice', width: 12, heading: 'sheets.columnPrice' },
  amount: { kind: 'money', width: 15, heading: 'sheets.columnAmount' },
  received: { kind: 'money', width: 15, heading: 'sheets.columnReceived' },
  balance: { kind: 'money', width: 16, heading: 'sheets.columnBalance' },
  invoiced: { kind: 'text', width: 10, heading: 'invoices.tabInvoiced' },
  remark: { kind: 'text', width: 20, heading: 'sheets.columnRemark' },
}

/** What the parts of one sheet share while it is written. */
export interface StatementSheet {
  sheet: Worksheet
  paper: StatementPaper
  t: Translate
  columns: readonly StatementColumn[]
  /** Column letter of a field, where the layout has it. */
  letters: ReadonlyMap<StatementField, string>
  /** 票未开 / 结欠 under the closing. */
  arrears: boolean
  /** Where the left half of a divided line ends (1-based column). */
  middle: number
}

/** Rows of the sheet: 1 company, 2 its address, 3 the title, 4 and 5 the head, 6 the headings, 7 the opening. */
export const headingRow = 6
const lineStyle = cellStyle({ align: { horizontal: 'left', vertical: 'middle' } })

/** Writes one text over the columns `from`…`to` (1-based) of a row. */
export const spread = (
  sheet: Worksheet,
  row: Row,
  from: number,
  to: number,
  text: string,
  style: Partial<Style> = lineStyle,
): void => {
  row.getCell(from).value = textCell(text)
  row.getCell(from).style = style
  if (to > from) sheet.mergeCells(row.number, from, row.number, to)
}
