import { translate } from '../../shared/language.ts'
import { countVerdicts, type ImportCounts, type PreviewRow, type RowPlan } from '../../shared/imports.ts'
import { refuse } from '../../shared/refusals.ts'
import type { Context } from '../context.ts'
import { inPieces } from '../db/batches.ts'

interface Preview {
  rows: PreviewRow[]
  counts: ImportCounts
}

/** The plan of an import as the user reads it: sentences in the user's language. */
export const previewOf = <Field extends string>(
  { language }: Pick<Context, 'language'>,
  plan: readonly RowPlan<Field, unknown>[],
): Preview => ({
  rows: plan.map(({ verdict, code, name, problems, changes, note }) => ({
    verdict,
    code,
    name,
    changes,
    note: note === undefined ? '' : translate(language, note),
    problems: problems.map(({ field, key, values }) => ({
      field,
      sentence: translate(language, key, values),
    })),
  })),
  counts: countVerdicts(plan),
})

/** Refuses when what will be written is not what the user confirmed. */
export const holdToExpected = (
  counts: ImportCounts,
  expected: { added: number; changed: number } | null,
): ImportCounts => {
  if (expected && (expected.added !== counts.added || expected.changed !== counts.changed))
    throw refuse('imports.factsChanged', { added: counts.added, changed: counts.changed })
  return counts
}

/** Names one import for the audit: the file, and the codes that were added and changed. */
export const recordImport = (
  ctx: Context,
  entity: string,
  fileName: string,
  plan: readonly RowPlan<string, unknown>[],
): void => {
  const added = plan.filter(({ verdict }) => verdict === 'new').map(({ code, name }) => `${code} ${name}`)
  const changed = plan.filter(({ verdict }) => verdict === 'change').map(({ code, changes }) => ({ code, changes }))
  ctx.record({ entity, id: null, after: { fileName, added, changed } })
}

/** Rows found by a list of keys, however long it is. */
export const findInPieces = async <K, Row>(keys: readonly K[], find: (some: K[]) => Promise<Row[]>): Promise<Row[]> => {
  const rows: Row[] = []
  for (const some of inPieces([...new Set(keys)])) rows.push(...(await find(some)))
  return rows
}

/** The cells of one field that say something. */
export const cellsNamed = <Field extends string>(
  rows: readonly Partial<Record<Field, string>>[],
  field: Field,
): string[] => rows.map((row) => row[field] ?? '').filter((cell) => cell !== '')
