import { join } from 'node:path'
import { utilityProcess } from 'electron'
import { parseOutside } from '../sheets/import.ts'

/** Reads a table from outside in a process of its own that is thrown away (reliability.md 3.3). */
export const readOutsideTable = async (
  bytes: Uint8Array,
  fileName: string,
): Promise<{ name: string; rows: string[][] }[]> => {
  const table = await parseOutside(
    (execArgv) =>
      utilityProcess.fork(join(import.meta.dirname, 'importer.js'), [], { execArgv, serviceName: 'gendan-import' }),
    bytes,
    fileName,
  )
  return table.sheets.map(({ name, rows }) => ({
    name,
    rows: rows.map((row) => row.map((cell) => String(cell ?? ''))),
  }))
}
