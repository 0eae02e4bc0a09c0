import { z } from 'zod'
import { languages, type Translate, translator } from '../../shared/language.ts'
import { type CellKind, reportFilter, reportKeys, type ReportRow, reports, spanKinds } from '../../shared/reports.ts'
import { type ColumnKind, type SheetCell, type SheetColumn, writeTable } from '../sheets/write.ts'
import { askQuery, type ExportRun, pagedRows } from './run.ts'

const input = z.strictObject({
  ...reportFilter,
  language: z.enum(languages).default('zh-CN'),
  /** What is filtered, in words. */
  note: z.string().max(200).default(''),
  /** Locks the sheet against changes. */
  password: z.string().min(1).max(60).nullable().default(null),
})

const kinds: Record<CellKind, ColumnKind> = {
  text: 'text',
  date: 'date',
  integer: 'integer',
  quantity: 'quantity',
  money: 'money',
  price: 'unitPrice',
  // tenths of a percent as thousandths: 66.7 stands in its cell
  percent: 'quantity',
}
const cellOf = (kind: CellKind, cell: ReportRow['cells'][number] | undefined): SheetCell =>
  kind === 'percent' && typeof cell === 'number' ? cell * 100 : cell

async function* cellsOf(rows: AsyncIterable<ReportRow>, columnKinds: readonly CellKind[]): AsyncGenerator<SheetCell[]> {
  for await (const { cells } of rows) yield columnKinds.map((kind, index) => cellOf(kind, cells[index]))
}

const headerOf = (header: string, kind: CellKind, t: Translate): string =>
  kind === 'percent' ? t('figures.rate', { name: header }) : header

/** A report as a workbook, with all its rows; the matrix with all its products. */
export const exportReport = async (run: ExportRun, sent: unknown): Promise<{ files: number }> => {
  const { language, note, password, ...filter } = input.parse(sent)
  const t = translator(language)
  const wide = filter.report === 'matrix' ? { ...filter, columns: 200 } : filter
  const name = t(reportKeys[filter.report])
  const head = await askQuery(run, 'reports.table', reports.table, { ...wide, offset: 0, limit: 1 })
  const columnKinds = head.columns.map(({ kind }) => kind)
  const rows = pagedRows(run, name, (offset, limit) =>
    askQuery(run, 'reports.table', reports.table, { ...wide, offset, limit }),
  )
  const span = spanKinds[filter.report]
  const when = span === 'month' ? filter.month : filter.day
  const columns = head.columns.map(({ header, kind }): SheetColumn => ({
    header: headerOf(header, kind, t),
    kind: kinds[kind],
  }))
  const summed = head.summed.filter((index) => index > 0)
  await writeTable(
    run.path,
    {
      name,
      title: [name, when, note].filter(Boolean).join(' · '),
      language,
      columns,
      rows: cellsOf(rows, columnKinds),
      ...(summed.length > 0 ? { totals: { label: t('app.total'), columns: summed } } : {}),
    },
    undefined,
    run.signal,
    password ?? undefined,
  )
  return { files: 1 }
}
