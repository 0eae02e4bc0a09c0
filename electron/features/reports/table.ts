import type {
  CellKind,
  ReportCell,
  ReportChart,
  ReportColumn,
  ReportFilter,
  ReportRow,
  ReportTable,
} from '../../../shared/reports.ts'
import { shareOf } from '../../../shared/figures.ts'
import type { Translate } from '../../../shared/language.ts'
import type { Context } from '../../context.ts'

/** What a report is made with: the filter, the page that is asked for, the words, and orders that must not be seen. */
export interface Ask {
  filter: ReportFilter
  page: { offset: number; limit: number }
  t: Translate
  /** Orders this person keys a second time at this moment: they count in nothing. */
  hidden: readonly number[]
}
export type Reader = Context
/** A report: its table, the money included; what the role does not see is taken out afterwards. */
export type Build = (ctx: Reader, ask: Ask) => Promise<ReportTable>

export const column = (
  key: string,
  header: string,
  kind: CellKind = 'text',
  width: number | null = null,
): ReportColumn => ({
  key,
  header,
  kind,
  width,
})
type Columns = ReportColumn[]

/** Adds up the columns of whole numbers, but for shares and prices. */
const sumsOf = (columns: Columns, rows: readonly ReportRow[], summed: number[]): ReportCell[] =>
  columns.map((_, index) =>
    summed.includes(index) ? rows.reduce((sum, { cells }) => sum + Number(cells[index] ?? 0), 0) : null,
  )

const addable: readonly CellKind[] = ['integer', 'quantity', 'money']

/** A table whose rows are all in hand: sums over all of them, the page that was asked for. */
export const tableOf = (
  columns: Columns,
  rows: readonly ReportRow[],
  page: Ask['page'],
  more: { chart?: ReportChart | null; foot?: string; summed?: number[]; totals?: ReportCell[] } = {},
): ReportTable => {
  const summed = more.summed ?? columns.flatMap(({ kind }, index) => (addable.includes(kind) ? [index] : []))
  return {
    columns,
    rows: rows.slice(page.offset, page.offset + page.limit),
    total: rows.length,
    totals: more.totals ?? sumsOf(columns, rows, summed),
    summed,
    chart: more.chart ?? null,
    foot: more.foot ?? '',
  }
}

/** A table whose page came from the database; `totals` by the key of the column, over all rows. */
export const pagedTable = (
  columns: Columns,
  rows: ReportRow[],
  total: number,
  more: { totals?: Record<string, number>; chart?: ReportChart | null; foot?: string } = {},
): ReportTable => {
  const totals = more.totals ?? {}
  return {
    columns,
    rows,
    total,
    totals: columns.map(({ key }) => totals[key] ?? null),
    summed: columns.flatMap(({ key }, index) => (Object.hasOwn(totals, key) ? [index] : [])),
    chart: more.chart ?? null,
    foot: more.foot ?? '',
  }
}

/**
 * A rate month by month, the latest first: cells month, numerator, denominator, share (tenths of a percent), and two further
 * counts. The rate of all is that of the sums.
 */
export const rateTable = (
  columns: Columns,
  rows: readonly ReportRow[],
  page: Ask['page'],
  label: string,
): ReportTable => {
  const sum = (index: number): number => rows.reduce((total, { cells }) => total + Number(cells[index]), 0)
  return tableOf(columns, rows.toReversed(), page, {
    summed: [1, 2, 4, 5],
    totals: [null, sum(1), sum(2), shareOf(sum(1), sum(2)), sum(4), sum(5)],
    chart: {
      kind: 'percent',
      label,
      points: rows.map(({ key, cells }) => ({ label: key.slice(2), value: cells[3] as number | null })),
    },
  })
}

/** The table without its columns of money, for roles that see no prices; `foot`: what may stand under it. */
export const withoutMoney = (table: ReportTable, foot: string): ReportTable => {
  const kept = table.columns.flatMap(({ kind }, index) => (kind === 'money' || kind === 'price' ? [] : [index]))
  const only = <T>(cells: readonly T[]): T[] => kept.map((index) => cells[index]!)
  return {
    ...table,
    columns: only(table.columns),
    rows: table.rows.map((row) => ({ ...row, cells: only(row.cells) })),
    totals: only(table.totals),
    summed: table.summed.flatMap((index) => (kept.includes(index) ? [kept.indexOf(index)] : [])),
    chart: table.chart?.kind === 'money' ? null : table.chart,
    foot,
  }
}
