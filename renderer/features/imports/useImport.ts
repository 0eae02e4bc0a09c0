import { useEffect, useMemo, useRef, useState } from 'react'
import type { ImportColumn, ImportCounts, PreviewRow } from '../../../shared/imports.ts'
import type { PhraseKey } from '../../../shared/language.ts'
import { client, Refused } from '../../lib/client.ts'
import { useEncoding } from '../../components/EncodingChoice.tsx'
import { attempt, sentenceOf } from '../../lib/notices.ts'
import { guessSheet, headingsOf, type PickedTable, type Reading, readRows, withKnown } from './table.ts'

interface Table {
  fields: string[]
  rows: string[][]
  /** What was answered to `ask`. */
  said?: string | undefined
}

/** What a file cannot tell and a person must; nothing of it is imported before. */
export interface ImportQuestion {
  title: string
  why: string
  /** The answer that is given without another column, and how it is read afterwards. */
  answer: { said: string; label: string; afterwards: string }
  /** The field whose column would answer it. */
  field: string
  fieldLabel: string
  leaveLabel: string
  takeBackLabel: string
}

/** What is imported: its columns and its two procedures. */
export interface ImportKind {
  columns: readonly ImportColumn<string>[]
  /** What the two columns that name a row are headed, where they are no code and name; and what is said of rows left out. */
  heads?: { code: PhraseKey; name: PhraseKey; same?: PhraseKey; money?: boolean }
  /** Field → heading, as the same kind of file was read the last time. */
  known?: Readonly<Record<string, string>>
  /** Columns that are found by what is in them, where no heading says it. */
  refine?: (table: PickedTable, reading: Reading) => Reading
  ask?: (table: Table, headings: Readonly<Record<string, string>>) => ImportQuestion | null
  preview: (table: Table) => Promise<{ rows: PreviewRow[]; counts: ImportCounts }>
  run: (
    table: Table & {
      fileName: string
      expected: { added: number; changed: number } | null
      /** Field → heading it was read from. */
      headings: Record<string, string>
    },
  ) => Promise<ImportCounts>
}

/** A row of the preview with its place in the file. */
export type ShownRow = PreviewRow & { item: number; number: number; cells: string[] }

/** A file, how it is read, and what would become of its rows. */
export const useImport = ({ columns, known, refine, ask, preview, run }: ImportKind) => {
  const [picked, setPicked] = useState<PickedTable | null>(null)
  const [reading, setReading] = useState<Reading | null>(null)
  const [result, setResult] = useState<{ rows: PreviewRow[]; counts: ImportCounts } | null>(null)
  const [error, setError] = useState<string | null>(null)
  const [round, setRound] = useState(0)
  const [busy, setBusy] = useState(false)
  const show = (found: PickedTable): void => {
    setPicked(found)
    const guessed = withKnown(found, guessSheet(found, columns), known ?? {})
    setReading(refine ? refine(found, guessed) : guessed)
  }
  const encoding = useEncoding((chosen) => {
    if (!picked) throw new Error('nothing was picked')
    return client.shell.readPickedTable({ token: picked.token, encoding: chosen })
  }, show)
  const table = useMemo(
    () => (picked && reading ? { ...readRows(picked, reading), said: reading.said } : null),
    [picked, reading],
  )
  const question = useMemo(
    () => (ask && picked && reading && table ? ask(table, headingsOf(picked, reading)) : null),
    [ask, picked, reading, table],
  )
  const latest = useRef({ preview, number: 0 })
  latest.current.preview = preview

  useEffect(() => {
    const number = ++latest.current.number
    setError(null)
    if (!table || table.rows.length === 0 || table.fields.length === 0) return setResult(null)
    const { fields, rows, said } = table
    latest.current.preview({ fields, rows, said }).then(
      (found) => number === latest.current.number && setResult(found),
      (failure: unknown) => {
        if (number !== latest.current.number) return
        setResult(null)
        setError(sentenceOf(failure))
      },
    )
    // the same file for another account is another import
  }, [table, round, preview])

  const rows = useMemo(
    (): ShownRow[] =>
      result && table
        ? result.rows.map((row, index) => ({
            ...row,
            item: index + 1,
            number: table.numbers[index] ?? 0,
            cells: table.rows[index] ?? [],
          }))
        : [],
    [result, table],
  )
  return {
    picked,
    reading,
    table,
    rows,
    counts: result?.counts ?? null,
    error,
    busy: busy || encoding.busy,
    encoding,
    question,
    setReading,
    say: (said: string | undefined) => setReading((before) => before && { ...before, said }),
    leave(): void {
      setPicked(null)
      setReading(null)
      setResult(null)
      setError(null)
    },
    async pick(): Promise<void> {
      const found = await attempt(() => client.shell.pickTable({}))
      if (!found) return
      encoding.reset()
      show(found)
    },
    /** Writes what was confirmed; a change of the facts meanwhile shows the new preview. */
    async write(): Promise<ImportCounts | null> {
      if (!picked || !table || !result) return null
      const { added, changed } = result.counts
      const { fields, rows: sent, said } = table
      setBusy(true)
      try {
        const counts = await run({
          fileName: picked.fileName,
          fields,
          rows: sent,
          said,
          expected: { added, changed },
          headings: reading ? headingsOf(picked, reading) : {},
        })
        setRound((before) => before + 1)
        return counts
      } catch (failure) {
        setError(sentenceOf(failure))
        if (failure instanceof Refused && failure.code === 'imports.factsChanged')
          setResult(await preview({ fields, rows: sent, said }))
        return null
      } finally {
        setBusy(false)
      }
    },
  }
}
