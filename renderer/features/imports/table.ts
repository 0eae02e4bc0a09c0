import { mostImportRows, type ImportColumn } from '../../../shared/imports.ts'
import { findHeaderRow, matchColumns } from '../../../shared/sheets.ts'
import type { PickedTable } from '../../../shared/shell.ts'

export type { PickedTable }

/** How a sheet is read: where its headings are and which column is which field. */
export interface Reading {
  sheet: number
  /** Index of the row with the headings. */
  header: number
  columns: Record<string, number | null>
  /** Fields whose column is a guess. */
  guessed: string[]
  /** What was answered to the question of this file (`ImportKind.ask`); a file read anew is asked anew. */
  said?: string | undefined
}

/** The reading a person would choose; every choice of it can be changed. */
export const guessReading = (
  table: PickedTable,
  columns: readonly ImportColumn<string>[],
  sheet = 0,
  header?: number,
): Reading => {
  const rows = table.sheets[sheet]?.rows ?? []
  const aliases = columns.flatMap((column) => column.aliases)
  const at = header ?? findHeaderRow(rows, aliases) ?? 0
  const matches = matchColumns(rows[at] ?? [], columns)
  return {
    sheet,
    header: at,
    columns: Object.fromEntries(matches.map(({ field, column }) => [field, column])),
    guessed: matches.filter(({ column, sure }) => column !== null && !sure).map(({ field }) => field),
  }
}

/** The sheet with the most recognised headings: an office keeps its list beside other sheets. */
export const guessSheet = (table: PickedTable, columns: readonly ImportColumn<string>[]): Reading => {
  const readings = table.sheets.map((_, sheet) => guessReading(table, columns, sheet))
  const found = ({ columns: each }: Reading): number => Object.values(each).filter((column) => column !== null).length
  return readings.toSorted((a, b) => found(b) - found(a))[0] ?? { sheet: 0, header: 0, columns: {}, guessed: [] }
}

const headOf = (table: PickedTable, { sheet, header }: Reading): string[] =>
  (table.sheets[sheet]?.rows[header] ?? []).map((cell) => cell.trim())

/** Field → heading of a reading: what is kept for the next file of the same kind. */
export const headingsOf = (table: PickedTable, reading: Reading): Record<string, string> => {
  const head = headOf(table, reading)
  return Object.fromEntries(
    Object.entries(reading.columns).flatMap(([field, column]) =>
      column === null || !head[column] ? [] : [[field, head[column].slice(0, 60)]],
    ),
  )
}

/** A reading with the columns as they were chosen the last time, as far as the file has these headings. */
export const withKnown = (table: PickedTable, reading: Reading, known: Readonly<Record<string, string>>): Reading => {
  const head = headOf(table, reading)
  const found = Object.entries(known).filter(([, heading]) => head.includes(heading))
  if (found.length === 0) return reading
  const columns = {
    ...reading.columns,
    ...Object.fromEntries(found.map(([field, heading]) => [field, head.indexOf(heading)])),
  }
  return { ...reading, columns, guessed: reading.guessed.filter((field) => !found.some(([each]) => each === field)) }
}

export interface ReadRows {
  fields: string[]
  rows: string[][]
  /** The row of the sheet each row stands in, from 1. */
  numbers: number[]
  /** More than one import takes. */
  tooMany: number | null
}

/** The rows below the headings that hold anything, reduced to the columns that are read. */
export const readRows = (table: PickedTable, { sheet, header, columns }: Reading): ReadRows => {
  const used = Object.entries(columns).filter((entry): entry is [string, number] => entry[1] !== null)
  const rows: string[][] = []
  const numbers: number[] = []
  for (const [index, row] of (table.sheets[sheet]?.rows ?? []).entries()) {
    if (index <= header) continue
    const cells = used.map(([, column]) => (row[column] ?? '').trim().slice(0, 500))
    if (cells.every((cell) => cell === '')) continue
    rows.push(cells)
    numbers.push(index + 1)
  }
  const tooMany = rows.length > mostImportRows ? rows.length : null
  return { fields: used.map(([field]) => field), rows: tooMany ? [] : rows, numbers, tooMany }
}
