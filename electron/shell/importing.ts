import type { EncodingChoice, OutsideSheet, TextEncoding } from '../../shared/sheets.ts'
import { parseOutside } from '../sheets/import.ts'
import { forkProgram, memoryOf } from './disposing.ts'

interface ReadTable {
  sheets: (Omit<OutsideSheet, 'rows'> & { rows: string[][] })[]
  /** Null for workbooks. */
  encoding: TextEncoding | null
  pictures?: Uint8Array[]
  picturesMissing?: boolean
}

/**
 * Reads a table from outside in a process of its own that is thrown away (reliability.md 3.3). `auto` finds the encoding
 * of a text out. Refuses with the sentence of why it cannot be read.
 */
export const readOutsideTable = async (
  bytes: Uint8Array,
  fileName: string,
  encoding: EncodingChoice = 'auto',
  withPictures = false,
): Promise<ReadTable> => {
  const table = await parseOutside(forkProgram('importer'), bytes, fileName, {
    memoryOf,
    withPictures,
    ...(encoding === 'auto' ? {} : { encoding }),
  })
  const { fileName: _, kind: _kind, ...read } = table
  const sheets = read.sheets.map(({ rows, ...sheet }) => ({
    ...sheet,
    rows: rows.map((row) => row.map((cell) => String(cell ?? ''))),
  }))
  return { ...read, sheets }
}
