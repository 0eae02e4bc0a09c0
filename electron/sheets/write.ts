import type { Row, Style, Worksheet, stream } from 'exceljs'
import type { Writable } from 'node:stream'
import { setImmediate as breathe } from 'node:timers/promises'
import { translate, type Language } from '../../shared/language.ts'
import { refuse } from '../../shared/refusals.ts'
import {
  cellStyle,
  cellValue,
  cellWidth,
  columnLetter,
  headFill,
  isFraction,
  numberFormats,
  sheetName,
  textCell,
  textWidth,
  type ColumnKind,
  type SheetCell,
} from './cells.ts'
import { writeWhole } from './file.ts'

export type { ColumnKind, SheetCell } from './cells.ts'

export interface SheetColumn {
  header: string
  kind: ColumnKind
  /** In standard characters, a Chinese one counting two; found from the first rows when left out. */
  width?: number
}

type Rows = Iterable<readonly SheetCell[]> | AsyncIterable<readonly SheetCell[]>

/** A table to export. Cells are in the units of their column's kind (fen, micros, thousandths, `YYYY-MM-DD`). */
export interface SheetTable {
  /** The name of the sheet. */
  name: string
  title: string
  columns: readonly SheetColumn[]
  rows: Rows
  /** A last row with live sums: the label stands in the first column, `columns` are the indexes summed. */
  totals?: { label: string; columns: readonly number[] }
  /** Of the page footer; 简体 unless told. */
  language?: Language
}

export type WorkbookWriter = stream.xlsx.WorkbookWriter

/** How many of the rows are looked at for the widths, and how often the event loop gets its turn. */
const sampled = 200
const batch = 250
const excelRows = 1_048_576

/**
 * Opens a workbook that streams into a file, lets `fill` write it and finishes it. Raising the signal lets go
 * of everything at once, also while the archive waits for a disk that does not answer.
 */
export const streamWorkbook = async (
  file: Writable,
  signal: AbortSignal,
  fill: (workbook: WorkbookWriter) => Promise<void>,
): Promise<void> => {
  // Loaded on first use: it takes a quarter of a second on an old PC, and not every day exports.
  const { default: ExcelJS } = await import('exceljs')
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: file, useStyles: true })
  workbook.creator = '跟单台'
  workbook.lastModifiedBy = '跟单台'
  await fill(workbook)
  signal.throwIfAborted()
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
  await Promise.race([workbook.commit(), aborted])
}

/** A4, one page wide, head rows on every page, page n of m below. */
export const pageSetup = (options: {
  landscape: boolean
  repeatFrom: number
  repeatTo: number
}): Partial<Worksheet['pageSetup']> => ({
  paperSize: 9,
  orientation: options.landscape ? 'landscape' : 'portrait',
  fitToPage: true,
  fitToWidth: 1,
  fitToHeight: 0,
  horizontalCentered: true,
  margins: { left: 0.4, right: 0.4, top: 0.5, bottom: 0.6, header: 0.3, footer: 0.3 },
  printTitlesRow: `${options.repeatFrom}:${options.repeatTo}`,
})

/** Room for a sum of a billion yuan: rows beyond the sample and their total may be longer than what was seen. */
const sumWidth = 16
const titleSize = 14

const widthsOf = (table: SheetTable, sample: readonly (readonly SheetCell[])[]): number[] => {
  const widths = table.columns.map(({ header, kind, width }, index) => {
    if (width !== undefined) return width
    const needed = sample.map((row) => cellWidth(kind, row[index]))
    // Totals are wider than what they add up; text beyond 50 wraps out of sight and is read in the cell.
    const room = kind === 'money' || kind === 'quantity' ? 4 : 2
    const least = kind === 'money' && table.totals?.columns.includes(index) ? sumWidth : 6
    return Math.min(50, Math.max(least, textWidth(header) + 2, ...needed.map((each) => each + room)))
  })
  // a merged title has no more room than the columns under it
  const missing = (textWidth(table.title) * titleSize) / 11 + 2 - widths.reduce((sum, width) => sum + width, 0)
  return missing <= 0 ? widths : widths.map((width) => width + Math.ceil(missing / widths.length))
}

interface ColumnStyle {
  kind: ColumnKind
  body: Partial<Style>
  fraction: Partial<Style>
  total: Partial<Style>
}

const styleOf = ({ kind }: SheetColumn): ColumnStyle => {
  const align = { horizontal: kind === 'text' ? 'left' : kind === 'date' ? 'center' : 'right' } as const
  const format = numberFormats[kind]
  return {
    kind,
    body: cellStyle({ format, boxed: true, align }),
    fraction: cellStyle({
      format: kind === 'quantity' ? numberFormats.fraction : format,
      boxed: true,
      align,
    }),
    total: cellStyle({ format, boxed: true, bold: true, align }),
  }
}

const titleStyle = cellStyle({ bold: true, size: titleSize, align: { horizontal: 'center', vertical: 'middle' } })
const headStyle = cellStyle({
  bold: true,
  boxed: true,
  fill: headFill,
  align: { horizontal: 'center', vertical: 'middle', wrapText: true },
})

/** Shared by all rows: a row with a style object of its own has it worked out again for each of them. */
const plainRow = { style: Object.freeze({}) }

const writeHead = (sheet: Worksheet, table: SheetTable): void => {
  const title = sheet.getRow(1)
  title.height = 26
  title.getCell(1).value = textCell(table.title)
  title.getCell(1).style = titleStyle
  if (table.columns.length > 1) sheet.mergeCells(1, 1, 1, table.columns.length)
  title.commit()
  const head = sheet.getRow(2)
  head.height = 20
  for (const [index, { header }] of table.columns.entries()) {
    const cell = head.getCell(index + 1)
    cell.value = textCell(header)
    cell.style = headStyle
  }
  head.commit()
}

const writeTotals = (
  row: Row,
  table: SheetTable,
  styles: readonly ColumnStyle[],
  sums: bigint[],
  last: number,
): void => {
  for (const [index, { kind }] of table.columns.entries()) {
    const cell = row.getCell(index + 1)
    const letter = columnLetter(index)
    if (table.totals?.columns.includes(index)) {
      const sum = Number(sums[index] ?? 0n)
      const result = cellValue(kind, sum) as number
      // Rounded, or a sum of 0.1 and 0.2 would differ from the fen in its sixteenth digit.
      const digits = kind === 'money' ? 2 : kind === 'quantity' ? 3 : kind === 'unitPrice' ? 6 : 0
      cell.value = last < 3 ? result : { formula: `ROUND(SUM(${letter}3:${letter}${last}),${digits})`, result }
      cell.style = isFraction(sum)
        ? { ...styles[index]?.total, numFmt: styles[index]?.fraction.numFmt ?? '' }
        : (styles[index]?.total ?? {})
    } else {
      if (index === 0) cell.value = textCell(table.totals?.label ?? '')
      cell.style = index === 0 ? headStyle : (styles[index]?.total ?? {})
    }
  }
  row.commit()
}

/** Rows one by one, however they come; the first ones are kept back for the widths. */
async function* sampledFirst(rows: Rows, signal: AbortSignal): AsyncGenerator<readonly (readonly SheetCell[])[]> {
  let held: (readonly SheetCell[])[] = []
  let first = true
  for await (const row of rows) {
    held.push(row)
    if (held.length < (first ? sampled : batch)) continue
    yield held
    first = false
    held = []
    // Lets the archive write out what it has and an abort be heard.
    await breathe()
    signal.throwIfAborted()
  }
  if (first || held.length > 0) yield held
}

const writeBody = async (
  sheet: Worksheet,
  table: SheetTable,
  signal: AbortSignal,
  progress?: (rows: number) => void,
): Promise<number> => {
  const styles = table.columns.map(styleOf)
  const sums: bigint[] = table.columns.map(() => 0n)
  const summed = table.totals?.columns ?? []
  let written = 0
  for await (const rows of sampledFirst(table.rows, signal)) {
    if (written === 0) {
      for (const [index, width] of widthsOf(table, rows).entries()) sheet.getColumn(index + 1).width = width
      writeHead(sheet, table)
    }
    for (const cells of rows) {
      written += 1
      if (written + 3 > excelRows) throw refuse('sheets.tooManyRowsOut')
      const row = Object.assign(sheet.getRow(written + 2), plainRow)
      // A counted loop: a million cells pass here, and an iterator for each row was a tenth of the whole time.
      for (let index = 0; index < styles.length; index += 1) {
        const cell = row.getCell(index + 1)
        const style = styles[index]!
        cell.value = cellValue(style.kind, cells[index])
        cell.style = isFraction(cells[index]) ? style.fraction : style.body
      }
      row.commit()
      for (const index of summed) sums[index] = (sums[index] ?? 0n) + BigInt(cells[index] ?? 0)
    }
    progress?.(written)
  }
  if (table.totals) writeTotals(sheet.getRow(written + 3), table, styles, sums, written + 2)
  return written
}

/** Adds a table to an open workbook as a sheet of its own: frozen and repeated head, A4 one page wide. Gives its rows. */
export const addTable = async (
  workbook: WorkbookWriter,
  table: SheetTable,
  stop: AbortSignal,
  options: { progress?: ((rows: number) => void) | undefined; password?: string | undefined } = {},
): Promise<number> => {
  const columns = table.columns.length
  const footer = translate(table.language ?? 'zh-CN', 'sheets.pageFooter')
  const sheet = workbook.addWorksheet(sheetName(table.name), {
    views: [{ state: 'frozen', ySplit: 2, showGridLines: false }],
    pageSetup: pageSetup({ landscape: columns > 6, repeatFrom: 1, repeatTo: 2 }),
    headerFooter: { oddFooter: `&C${footer}` },
  })
  if (options.password !== undefined) await sheet.protect(options.password, { formatColumns: true, formatRows: true })
  const written = await writeBody(sheet, table, stop, options.progress)
  const last = written + 2 + (table.totals ? 1 : 0)
  sheet.pageSetup.printArea = `A$1:${columnLetter(columns - 1)}$${last}`
  sheet.commit()
  return written
}

/**
 * Exports a table as a formatted `.xlsx`: real numbers and dates, text always as text, frozen and repeated head,
 * A4 one page wide. Rows are streamed: a hundred thousand of them stay far below 300 MB. Returns how many were
 * written. `progress` hears the rows written so far; an abort leaves nothing behind. `password` locks the sheet
 * against changes; it does not encrypt it.
 */
export const writeTable = async (
  path: string,
  table: SheetTable,
  progress?: (rows: number) => void,
  signal?: AbortSignal,
  password?: string,
): Promise<number> => {
  let written = 0
  const fill = async (workbook: WorkbookWriter, stop: AbortSignal): Promise<void> => {
    written = await addTable(workbook, table, stop, { progress, password })
  }
  await writeWhole(path, (file, stop) => streamWorkbook(file, stop, (workbook) => fill(workbook, stop)), signal)
  return written
}
