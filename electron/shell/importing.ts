import { join } from 'node:path'
import { utilityProcess } from 'electron'
import type { OutsideSheet } from '../../shared/sheets.ts'
import { parseOutside } from '../sheets/import.ts'

type ReadSheet = Omit<OutsideSheet, 'rows'> & { rows: string[][] }

/** Reads a table from outside in a process of its own that is thrown away (reliability.md 3.3). */
export const readOutsideTable = async (bytes: Uint8Array, fileName: string): Promise<ReadSheet[]> => {
  const table = await parseOutside(
    (execArgv) =>
      utilityProcess.fork(join(import.meta.dirname, 'importer.js'), [], { execArgv, serviceName: 'gendan-import' }),
    bytes,
    fileName,
  )
  return table.sheets.map(({ rows, ...sheet }) => ({
    ...sheet,
    rows: rows.map((row) => row.map((cell) => String(cell ?? ''))),
  }))
}
