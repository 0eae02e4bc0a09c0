import { z } from 'zod'
import { command, query } from './contract.ts'
import { count, requiredText, text } from './fields.ts'
import type { PhraseKey, PhraseValues } from './language.ts'
import type { Permission } from './permissions.ts'
import type { ColumnField } from './sheets.ts'

/** Rows of one import at most; a longer list is split in the file. */
export const mostImportRows = 5000

/**
 * new: will be added; change: a blank cell leaves what is there; same: nothing to do;
 * wrong: left out, with a sentence for each field.
 */
export const verdicts = ['new', 'change', 'same', 'wrong'] as const
export type Verdict = (typeof verdicts)[number]

/** What is wrong with one cell; `field` is null when it is the row as a whole. */
export interface Problem<Field extends string> {
  field: Field | null
  key: PhraseKey
  values?: PhraseValues
}

/** What becomes of one row of the file. `draft` is what is written; null when it is wrong or the same. */
export interface RowPlan<Field extends string, Draft> {
  verdict: Verdict
  code: string
  name: string
  problems: Problem<Field>[]
  changes: { field: Field; from: string; to: string }[]
  /** Why a row that is not wrong is left: 支出,不记; or what a row that is written has to be looked at for: 疑似重复. */
  note?: PhraseKey
  draft: Draft | null
}

/** One column of the file that is read, and how it may be headed. `required` columns must be there for new rows. */
export interface ImportColumn<Field extends string> extends ColumnField<Field> {
  label: PhraseKey
}

/** One row of the file by field: text as it stands, without blanks around it; '' when the cell is empty. */
export type Cells<Field extends string> = Partial<Record<Field, string>>

/** The rows of a table by field. Half-width, so that ｌ２ and l2 are the same code. */
export const cellsOf = <Field extends string>(fields: readonly Field[], rows: readonly string[][]): Cells<Field>[] =>
  rows.map((row) =>
    Object.fromEntries(fields.map((field, index) => [field, (row[index] ?? '').normalize('NFKC').trim()])),
  ) as Cells<Field>[]

/** A number as a hand or a formula left it: `1,180元` → `1,180`, `12.500000000000002` → `12.5`. */
export const plainNumber = (typed: string): string => {
  const clean = typed.replace(/[元\s]|RMB/gi, '')
  return /^-?\d+\.\d{7,}$/.test(clean) ? String(Number(Number(clean).toPrecision(12))) : clean
}

const PreviewRow = z.strictObject({
  verdict: z.enum(verdicts),
  code: z.string(),
  name: z.string(),
  /** Sentences in the language of the user, each with the field it belongs to. */
  problems: z.array(z.strictObject({ field: z.string().nullable(), sentence: z.string() })),
  changes: z.array(z.strictObject({ field: z.string(), from: z.string(), to: z.string() })),
  /** Why a row that is not wrong is left, or to be looked at; '' where its verdict says it. */
  note: z.string(),
})
export type PreviewRow = z.output<typeof PreviewRow>

export const ImportCounts = z.strictObject({ added: count, changed: count, same: count, wrong: count })
export type ImportCounts = z.output<typeof ImportCounts>

export const countVerdicts = (rows: readonly { verdict: Verdict }[]): ImportCounts => {
  const counts = { added: 0, changed: 0, same: 0, wrong: 0 }
  const names = { new: 'added', change: 'changed', same: 'same', wrong: 'wrong' } as const
  for (const { verdict } of rows) counts[names[verdict]] += 1
  return counts
}

/**
 * The pair of procedures that import a table: `importPreview` gives a verdict for every row and writes nothing;
 * `import` writes what can be written in one transaction, provided it is still what the preview said.
 */
export const importProcedures = <const Field extends string>(
  permission: Permission,
  fields: readonly [Field, ...Field[]],
) => {
  const table = {
    /** Which field each cell of a row is. */
    fields: z.array(z.enum(fields)).min(1).max(fields.length),
    rows: z
      .array(z.array(text(500)).max(fields.length))
      .min(1)
      .max(mostImportRows),
  }
  return {
    importPreview: query(
      permission,
      z.strictObject(table),
      z.strictObject({ rows: z.array(PreviewRow), counts: ImportCounts }),
    ),
    import: command(
      permission,
      z.strictObject({
        ...table,
        fileName: requiredText(200),
        /** What the user confirmed; refused when a colleague changed the facts meanwhile. Null: whatever it comes to. */
        expected: z.strictObject({ added: count, changed: count }).nullable().default(null),
      }),
      ImportCounts,
    ),
  }
}
