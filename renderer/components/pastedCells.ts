import { isReadOnly, type LineColumn } from './lineGridModel.ts'

/** What became of a paste, for the line under the grid: nothing that was on the clipboard is dropped in silence. */
export interface PasteReport {
  lines: number
  /** Cells whose text could not be read: kept as typed, red. */
  unread: number
  /** Cells without a column: handed to `onPasteRest`. */
  rest: number
  /** Lines beyond what the grid takes. */
  leftOver: number
}

const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\s()（）/:：*]/g, '')
    .toLowerCase()
const isHeaderOf = <Row>({ header, also = [] }: LineColumn<Row>, text: string): boolean =>
  [header, ...also].some((name) => plain(name) === plain(text))

/** A column of the grid, or null for cells that have none. */
export type Target<Row> = LineColumn<Row> | null

/**
 * Which column each pasted cell belongs to. A first row that names the columns (货号, 数量, 单价 …) decides by name,
 * whatever their order; else the cells go side by side from the cursor on.
 */
export const planPaste = <Row>(
  columns: readonly LineColumn<Row>[],
  from: string,
  cells: readonly (readonly string[])[],
): { targets: (row: Row, index: number) => Target<Row>[]; body: readonly (readonly string[])[]; byName: boolean } => {
  const first = cells[0] ?? []
  const named = first.map((text) => columns.find((column) => text.trim() !== '' && isHeaderOf(column, text)) ?? null)
  const unique = new Set(named.filter(Boolean)).size
  if (cells.length > 1 && unique >= 2 && unique === named.filter(Boolean).length)
    return {
      targets: (row, index) => named.map((column) => (column && !isReadOnly(column, row, index) ? column : null)),
      body: cells.slice(1),
      byName: true,
    }
  const start = columns.findIndex(({ key }) => key === from)
  return {
    targets: (row, index) => columns.slice(start).filter((column) => !isReadOnly(column, row, index)),
    body: cells,
    byName: false,
  }
}
