import type { OutsideSheet } from '../../shared/sheets.ts'
import { parseOutside } from '../sheets/import.ts'
import { forkProgram, memoryOf } from './disposing.ts'

type ReadSheet = Omit<OutsideSheet, 'rows'> & { rows: string[][] }

/** Reads a table from outside in a process of its own that is thrown away (reliability.md 3.3). */
export const readOutsideTable = async (bytes: Uint8Array, fileName: string): Promise<ReadSheet[]> => {
  const table = await parseOutside(forkProgram('importer'), bytes, fileName, { memoryOf })
  return table.sheets.map(({ rows, ...sheet }) => ({
    ...sheet,
    rows: rows.map((row) => row.map((cell) => String(cell ?? ''))),
  }))
}
