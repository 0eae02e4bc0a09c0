import { randomUUID } from 'node:crypto'
import { refuse } from '../../shared/refusals.ts'
import type { EncodingChoice, OutsideSheet, TextEncoding } from '../../shared/sheets.ts'
import { largestTemplateBytes, type TemplateFile, type TemplateReport } from '../../shared/statementTemplate.ts'
import { parseOutside } from '../sheets/import.ts'
import { inspectOutside } from '../sheets/template/inspect.ts'
import { ask, type ShellContext } from './asking.ts'
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

/**
 * Looks at the office's own form and puts it away where it will do; what is wrong with it is told, and nothing is kept of
 * it. Refuses what is no plain .xlsx.
 */
export const takeTemplate = async (
  context: ShellContext,
  fileName: string,
  read: () => Promise<Uint8Array>,
  size: number,
): Promise<{ name: string; report: TemplateReport; template: TemplateFile | null }> => {
  if (size > largestTemplateBytes) throw refuse('templates.tooLarge', { name: fileName })
  const bytes = await read()
  const report = await inspectOutside(forkProgram('importer'), bytes, fileName, memoryOf)
  if (report.problems.length > 0) return { name: fileName, report, template: null }
  const input = { bytes, name: fileName.slice(-100) }
  const template = (await ask(context, 'layouts.keepTemplate', input, randomUUID())) as TemplateFile
  return { name: fileName, report, template }
}
