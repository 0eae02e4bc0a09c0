import type { ReactNode } from 'react'
import type { Option } from './Field.tsx'
import type { Value, ValueKind } from '../lib/values.ts'

/** `code` is a text that completes; `choice` one of `options`; the others as in lib/values.ts. */
export type CellKind = Exclude<ValueKind, 'percent'> | 'code' | 'choice'

export interface LineColumn<Row> {
  key: keyof Row & string
  header: string
  /** Other names of the column in a customer's sheet, for a paste that brings its header: 款号, Qty. */
  also?: readonly string[]
  kind: CellKind
  /** px; a column without a width takes what is left. */
  width?: number
  /** Shown, not typed. A function decides line by line. */
  readOnly?: boolean | ((row: Row, index: number) => boolean)
  /** Enter passes it by; Tab and the mouse still reach it. A function decides line by line. */
  passed?: boolean | ((row: Row) => boolean)
  /** Others are reckoned from it: while it cannot be read its value is empty. */
  counted?: boolean
  options?: readonly Option[]
  /** Completions of what was typed; the chosen one's `value` fills the cell and `onChoose` gets it whole. */
  complete?: (typed: string, row: Row, index: number) => Promise<Option[]>
  /** A text that says more than this cell's value: `3 打` is quantity and unit. Null: read by the kind. */
  read?: (typed: string, row: Row) => { values: Partial<Row> } | { sentence: string } | null
  /** A value that can be read and is not taken: the sentence that says why; the cell keeps what was typed and turns red. */
  refuse?: (value: Value, row: Row) => string | null
  /** Text of a read-only cell; default: the value by its kind. */
  text?: (row: Row, index: number) => string
  /** Content of a read-only cell that is more than text. */
  render?: (row: Row, index: number) => ReactNode
}

/** A note on a cell: amber where a price differs from the last one, red where something is wrong. */
export interface CellMark {
  tone: 'warn' | 'bad' | 'info'
  /** The sentence: title and description of the cell. */
  text: string
}

export interface CellPlace {
  row: number
  key: string
}

export const valueKind = (kind: CellKind): ValueKind => (kind === 'code' || kind === 'choice' ? 'text' : kind)

export const isReadOnly = <Row>(column: LineColumn<Row>, row: Row, index: number): boolean =>
  typeof column.readOnly === 'function' ? column.readOnly(row, index) : column.readOnly === true

const isPassed = <Row>({ passed }: LineColumn<Row>, row: Row): boolean =>
  typeof passed === 'function' ? passed(row) : passed === true

/** The first cell of a line that Enter stops at. */
export const firstCell = <Row>(columns: readonly LineColumn<Row>[], row: Row, index: number): string =>
  columns.find((column) => !isPassed(column, row) && !isReadOnly(column, row, index))?.key ?? ''

/** Cells as Excel puts them on the clipboard: tabs and line ends, a cell with either of them in quotes. */
export const parseCells = (text: string): string[][] => {
  const rows: string[][] = [[]]
  let cell = ''
  let quoted = false
  const endCell = (): void => {
    rows.at(-1)!.push(cell)
    cell = ''
  }
  for (let index = 0; index < text.length; index += 1) {
    const letter = text[index]!
    if (quoted && letter === '"' && text[index + 1] === '"') {
      cell += '"'
      index += 1
    } else if (letter === '"' && (quoted || cell === '')) quoted = !quoted
    else if (quoted) cell += letter
    else if (letter === '\t') endCell()
    else if (letter === '\n' || letter === '\r') {
      if (letter === '\r' && text[index + 1] === '\n') index += 1
      endCell()
      rows.push([])
    } else cell += letter
  }
  if (cell !== '' || rows.at(-1)!.length > 0) endCell()
  return rows.filter((row) => row.length > 0)
}

/** Whether nothing has been typed into a line: every cell that can be typed is empty or as in a new line. */
export const isBlank = <Row extends object>(
  columns: readonly LineColumn<Row>[],
  row: Row,
  fresh: Row | null,
): boolean =>
  columns.every((column) => {
    if (column.readOnly === true) return true
    const value = row[column.key] as Value
    return value === null || value === '' || (fresh !== null && value === fresh[column.key])
  })

/** The cells Enter walks through, line by line, without those read only or passed; `all` for Tab, which passes none. */
export const walk = <Row>(
  columns: readonly LineColumn<Row>[],
  rows: readonly Row[],
  from: CellPlace,
  step: 1 | -1,
  all = false,
): CellPlace | null => {
  let column = columns.findIndex(({ key }) => key === from.key)
  let row = from.row
  for (;;) {
    column += step
    if (column < 0 || column >= columns.length) {
      row += step
      column = step === 1 ? 0 : columns.length - 1
    }
    const line = rows[row]
    const place = columns[column]
    if (line === undefined || place === undefined) return null
    if ((all || !isPassed(place, line)) && !isReadOnly(place, line, row)) return { row, key: place.key }
  }
}
