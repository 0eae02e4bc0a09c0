import { z } from 'zod'
import { query } from './contract.ts'
import { count, date, id, month, paging, text } from './fields.ts'
import type { PhraseKey } from './language.ts'
import { may, type Role } from './permissions.ts'
import { PaperOutput } from './papers.ts'

/** The reports of the list, in its order, and the ones that lie behind a row of another (duties 105–108, 134, 136). */
export const mainReports = [
  'daily',
  'dispatch',
  'matrix',
  'months',
  'top',
  'rates',
  'errors',
  'silent',
  'forecast',
  'uninvoiced',
  'unpaid',
] as const
export const rowReports = ['dailyRows', 'goods', 'sales', 'rateRows', 'errorRows', 'forecastRows'] as const
export const reportNames = [...mainReports, ...rowReports] as const
export type ReportName = (typeof reportNames)[number]

export const reportKeys: Record<ReportName, PhraseKey> = {
  daily: 'reports.daily',
  dispatch: 'reports.dispatch',
  matrix: 'reports.matrix',
  months: 'reports.months',
  top: 'reports.top',
  rates: 'reports.rates',
  errors: 'reports.errors',
  silent: 'reports.silent',
  forecast: 'reports.forecast',
  uninvoiced: 'reports.uninvoiced',
  unpaid: 'reports.unpaid',
  dailyRows: 'reports.dailyRows',
  goods: 'reports.goods',
  sales: 'reports.sales',
  rateRows: 'reports.rateRows',
  errorRows: 'reports.errors',
  forecastRows: 'reports.forecastRows',
}
/** How a report is counted, in a sentence under it. */
export const ruleKeys: Record<ReportName, PhraseKey> = {
  daily: 'reports.dailyRule',
  dispatch: 'reports.dispatchRule',
  matrix: 'reports.matrixRule',
  months: 'reports.monthsRule',
  top: 'reports.topRule',
  rates: 'reports.ratesRule',
  errors: 'reports.errorsRule',
  silent: 'reports.silentRule',
  forecast: 'reports.forecastRule',
  uninvoiced: 'reports.uninvoicedRule',
  unpaid: 'reports.unpaidRule',
  dailyRows: 'reports.dailyRule',
  goods: 'reports.matrixRule',
  sales: 'reports.matrixRule',
  rateRows: 'reports.ratesRule',
  errorRows: 'reports.errorsRule',
  forecastRows: 'reports.forecastRule',
}
/** What a report is asked of: a day, a month, or today. */
export const spanKinds: Record<ReportName, 'day' | 'month' | 'today'> = {
  daily: 'day',
  dispatch: 'day',
  matrix: 'month',
  months: 'month',
  top: 'month',
  rates: 'month',
  errors: 'month',
  silent: 'day',
  forecast: 'today',
  uninvoiced: 'month',
  unpaid: 'today',
  dailyRows: 'day',
  goods: 'month',
  sales: 'month',
  rateRows: 'month',
  errorRows: 'month',
  forecastRows: 'today',
}

/** Reports that are nothing without their sums: not for roles that see no prices. */
const ofMoney: readonly ReportName[] = ['top', 'months', 'forecast', 'forecastRows']
/** What the money desk alone sees. */
const ofStatements: readonly ReportName[] = ['uninvoiced', 'unpaid']
export const mayReport = (role: Role | null, report: ReportName): boolean =>
  may(role, 'reports.read') &&
  (may(role, 'prices.read') || !ofMoney.includes(report)) &&
  (may(role, 'statements.read') || !ofStatements.includes(report))

/** Amounts or quantities in the cells of the matrix; the month alone or the year that ends with it. */
export const measures = ['amount', 'quantity'] as const
export const reaches = ['month', 'year'] as const

export const reportFilter = {
  report: z.enum(reportNames),
  day: date,
  month,
  measure: z.enum(measures).default('amount'),
  reach: z.enum(reaches).default('month'),
  /** Products told apart in the matrix; the rest stand in one column. */
  columns: count.min(1).max(200).default(8),
  region: text(20).nullable().default(null),
  salesperson: text(20).nullable().default(null),
  customerId: id.nullable().default(null),
  code: text(200).nullable().default(null),
  /** A month, or `late` for what is past its day. */
  due: text(7).nullable().default(null),
  /** Only lines that were late. */
  late: z.boolean().default(false),
}
export type ReportFilter = z.output<z.ZodObject<typeof reportFilter>>

/** money = fen, quantity = thousandths, price = micros, percent = tenths of a percent. */
export const cellKinds = ['text', 'date', 'integer', 'quantity', 'money', 'price', 'percent'] as const
export type CellKind = (typeof cellKinds)[number]
export const ReportColumn = z.strictObject({
  key: z.string(),
  header: z.string(),
  kind: z.enum(cellKinds),
  /** px on screen; without it the column takes what is left. */
  width: count.nullable(),
  /** Of the matrix: the goods of the column, by which the lines behind a cell are found. */
  code: z.string().optional(),
})
export type ReportColumn = z.output<typeof ReportColumn>
export const ReportCell = z.union([z.string(), z.number().int(), z.null()])
export type ReportCell = z.output<typeof ReportCell>

/** What Enter opens: the paper of the row, or the report behind it with another filter. */
export const ReportTarget = z.union([
  z.strictObject({
    word: z.enum(['orders', 'deliveries', 'receipts', 'customers', 'invoices', 'complaints']),
    id,
    title: z.string(),
  }),
  z.strictObject({
    report: z.enum(reportNames),
    title: z.string(),
    filter: z.strictObject({
      month: month.optional(),
      region: z.string().optional(),
      salesperson: z.string().optional(),
      customerId: id.optional(),
      code: z.string().optional(),
      due: z.string().optional(),
    }),
  }),
])
export type ReportTarget = z.output<typeof ReportTarget>
export const ReportRow = z.strictObject({
  key: z.string(),
  cells: z.array(ReportCell),
  target: ReportTarget.nullable(),
})
export type ReportRow = z.output<typeof ReportRow>

/** Bars beside the numbers: what people would rather look at. */
export const ReportChart = z.strictObject({
  kind: z.enum(['money', 'percent']),
  label: z.string(),
  points: z.array(z.strictObject({ label: z.string(), value: z.number().int().nullable() })).max(40),
})
export type ReportChart = z.output<typeof ReportChart>

/** A report as screen, paper and workbook show it: one page of its rows, its sums over all of them. */
export const ReportTable = z.strictObject({
  columns: z.array(ReportColumn),
  rows: z.array(ReportRow).max(200),
  total: count,
  /** One cell a column; empty where nothing is added up. */
  totals: z.array(ReportCell),
  /** Columns whose total is the sum of their cells. */
  summed: z.array(count),
  chart: ReportChart.nullable(),
  /** Further words: sums of the month so far. */
  foot: z.string(),
})
export type ReportTable = z.output<typeof ReportTable>

export const reports = {
  table: query('reports.read', z.strictObject({ ...paging, ...reportFilter }), ReportTable),
  paper: query('reports.read', z.strictObject(reportFilter), PaperOutput),
}
