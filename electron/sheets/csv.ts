import { formatQuantity } from '../../shared/quantities.ts'
import type { SheetCell, SheetTable } from './write.ts'
import { writeWhole } from './file.ts'

// What a spreadsheet takes for the beginning of a formula, also in full width.
const formulaLike = /^[=+\-@\t\r\n＝＋－＠]/
const plainNumber = /^-\d+(?:\.\d+)?$/

/** A text that cannot run when the file is opened: `=…` and its like get a leading quote; `-12.50` stays a number. */
export const harmlessText = (text: string): string =>
  formulaLike.test(text) && !plainNumber.test(text) ? `'${text}` : text

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

/** One line of a CSV file, without its end. */
export const csvLine = (cells: readonly (string | number | null | undefined)[]): string =>
  cells.map((cell) => (typeof cell === 'number' ? String(cell) : quoted(harmlessText(cell ?? '')))).join(',')

const scaled = (value: number, decimals: number, digits: number): string => {
  const text = String(Math.abs(value)).padStart(digits + 1, '0')
  const fraction = text.slice(-digits)
  const kept = fraction.slice(0, decimals) + fraction.slice(decimals).replace(/0+$/, '')
  return `${value < 0 ? '-' : ''}${text.slice(0, -digits)}${kept && `.${kept}`}`
}

const shown = (kind: SheetTable['columns'][number]['kind'], cell: SheetCell): string => {
  if (cell === null || cell === undefined || cell === '') return ''
  if (typeof cell === 'string') return harmlessText(cell)
  if (kind === 'money') return scaled(cell, 2, 2)
  if (kind === 'unitPrice') return scaled(cell, 2, 6)
  return kind === 'quantity' ? formatQuantity(cell).replaceAll(',', '') : harmlessText(String(cell))
}

/**
 * Exports a table as CSV for other programs: UTF-8 with its mark, so that Excel shows Chinese right, decimals without
 * separators, no text that could run as a formula. Written whole or not at all.
 */
export const writeCsv = async (
  path: string,
  table: Pick<SheetTable, 'columns' | 'rows'>,
  progress?: (rows: number) => void,
  signal?: AbortSignal,
): Promise<number> => {
  let written = 0
  const line = (cells: readonly string[]): string => `${cells.map(quoted).join(',')}\r\n`
  await writeWhole(
    path,
    async (file, stop) => {
      const flush = (text: string): Promise<void> =>
        new Promise((resolve, reject) => file.write(text, (error) => (error ? reject(error) : resolve())))
      let held = `\uFEFF${line(table.columns.map(({ header }) => harmlessText(header)))}`
      for await (const cells of table.rows) {
        held += line(table.columns.map(({ kind }, index) => shown(kind, cells[index])))
        written += 1
        if (written % 500 !== 0) continue
        await flush(held)
        held = ''
        stop.throwIfAborted()
        progress?.(written)
      }
      await flush(held)
    },
    signal,
  )
  progress?.(written)
  return written
}
