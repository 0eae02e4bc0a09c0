import {
  type ReportFilter,
  type ReportName,
  reportNames,
  type ReportRow,
  type ReportTable,
  reportKeys,
} from '../../../shared/reports.ts'
import { percentText } from '../../../shared/figures.ts'
import type { Translate } from '../../../shared/language.ts'
import { openTab, type TabParameters } from '../../lib/tabs.ts'
import { textOf } from '../../lib/values.ts'
import type { Column } from '../../components/DataTable.tsx'

/** A report as it is asked for first. */
export const startOf = (report: ReportName, today: string): ReportFilter => ({
  report,
  day: today,
  month: today.slice(0, 7),
  measure: 'amount',
  reach: 'month',
  columns: 8,
  region: null,
  salesperson: null,
  customerId: null,
  code: null,
  due: null,
  late: false,
})

/** The same, read back from a tab. */
export const askedOf = (parameters: TabParameters, today: string): ReportFilter => {
  const report = reportNames.find((name) => name === parameters['report']) ?? 'daily'
  const start = startOf(report, today)
  const kept = Object.fromEntries(Object.entries(parameters).filter(([name]) => name in start))
  return { ...start, ...kept } as ReportFilter
}

/** Opens what lies behind a row: its paper, or the report that tells it in detail. */
export const openTarget = ({ target }: ReportRow, filter: ReportFilter): void => {
  if (target === null) return
  if ('word' in target) openTab({ word: target.word, id: target.id, title: target.title })
  else
    openTab({
      word: 'reports',
      page: 'rows',
      another: true,
      title: target.title,
      parameters: { ...filter, ...target.filter, report: target.report, late: false },
    })
}

/** Opens what lies behind a cell of the matrix: the lines of a customer and one of its goods, else what the row opens. */
export const openCell = (row: ReportRow, columns: ReportTable['columns'], key: string, filter: ReportFilter): void => {
  const column = columns.find((each) => each.key === key)
  const index = column ? columns.indexOf(column) : -1
  if (column?.code === undefined || row.target === null || !('report' in row.target)) openTarget(row, filter)
  else if (row.cells[index] !== null)
    openTarget(
      {
        ...row,
        target: {
          report: 'sales',
          title: `${row.target.title} · ${column.code}`,
          filter: { ...row.target.filter, code: column.code },
        },
      },
      filter,
    )
}

/** What is filtered, in words. */
export const noteOf = (filter: ReportFilter, title: string, t: Translate): string =>
  title === t(reportKeys[filter.report]) ? '' : title

export const columnsOf = (table: ReportTable | undefined): Column<ReportRow>[] =>
  (table?.columns ?? []).map(({ key, header, kind, width }, index): Column<ReportRow> => {
    // a nought says nothing among numbers that do
    const value = ({ cells }: ReportRow) => (cells[index] === 0 ? null : cells[index])
    const column = { key, header, value, ...(width === null ? {} : { width }) }
    if (kind !== 'percent') return { ...column, kind }
    return {
      ...column,
      align: 'right',
      value: (row) => {
        const cell = row.cells[index]
        return typeof cell === 'number' ? percentText(cell) : ''
      },
    }
  })

/** The sums of a report, each under its heading's words. */
export const totalsOf = (table: ReportTable): { label: string; text: string; negative: boolean }[] =>
  table.columns.flatMap(({ header, kind }, index) => {
    const cell = table.totals[index]
    if (typeof cell !== 'number') return []
    const text =
      kind === 'percent'
        ? percentText(cell)
        : kind === 'integer'
          ? cell.toLocaleString('en')
          : textOf(kind === 'money' || kind === 'price' ? kind : 'quantity', cell)
    return [{ label: header, text, negative: cell < 0 }]
  })
