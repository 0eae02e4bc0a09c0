import { translator } from '../../../shared/language.ts'
import { may } from '../../../shared/permissions.ts'
import { refuse } from '../../../shared/refusals.ts'
import {
  mayReport,
  type ReportFilter,
  reportKeys,
  type ReportName,
  type reports,
  type ReportTable,
  ruleKeys,
  spanKinds,
} from '../../../shared/reports.ts'
import type { PaperOutput } from '../../../shared/papers.ts'
import type { Context, Handlers } from '../../context.ts'
import { reportSheet } from '../../papers/reportSheet.ts'
import { keyedNow } from '../blindKeys.ts'
import { readCompany } from '../settings.ts'
import { forecast, forecastRows, silent } from './ahead.ts'
import { daily, dailyRows } from './daily.ts'
import { dispatch } from './dispatch.ts'
import { errorRows, errors } from './errors.ts'
import { rateRows, rates } from './rates.ts'
import { uninvoiced, unpaid } from './invoiced.ts'
import { matrix } from './matrix.ts'
import { goods, months, sales, top } from './sales.ts'
import { type Build, withoutMoney } from './table.ts'

const builds: Record<ReportName, Build> = {
  daily,
  dispatch,
  matrix,
  months,
  top,
  rates,
  errors,
  silent,
  forecast,
  uninvoiced,
  unpaid,
  dailyRows,
  goods,
  sales,
  rateRows,
  errorRows,
  forecastRows,
}

/** A report for who asks: what the role may not see is not in it. */
const reportFor = async (
  ctx: Context,
  asked: ReportFilter,
  page: { offset: number; limit: number },
): Promise<ReportTable> => {
  const t = translator(ctx.language)
  const { role } = ctx.user
  if (!mayReport(role, asked.report)) throw refuse('reports.ofMoney', { report: t(reportKeys[asked.report]) })
  const seesMoney = may(role, 'prices.read')
  const filter = seesMoney ? asked : { ...asked, measure: 'quantity' as const }
  const hidden = [...(await keyedNow(ctx))]
  const table = await builds[filter.report](ctx, { filter, page, t, hidden })
  // the day's foot is the money of the month so far
  return seesMoney ? table : withoutMoney(table, filter.report === 'daily' ? '' : table.foot)
}

/** At most so many rows go on paper; it says how many there are. */
const mostPrinted = 600

const paper = async (ctx: Context, filter: ReportFilter): Promise<PaperOutput> => {
  const t = translator(ctx.language)
  const company = await readCompany(ctx)
  const rows: ReportTable['rows'] = []
  let table: ReportTable
  do {
    table = await reportFor(ctx, filter, { offset: rows.length, limit: 200 })
    rows.push(...table.rows)
  } while (rows.length < Math.min(mostPrinted, table.total) && table.rows.length > 0)
  const span = spanKinds[filter.report]
  const when = span === 'month' ? filter.month : span === 'day' ? filter.day : ctx.today
  const customer =
    filter.customerId === null
      ? undefined
      : await ctx.db.selectFrom('customers').select('shortName').where('id', '=', filter.customerId).executeTakeFirst()
  const note = [filter.region, filter.salesperson, customer?.shortName, filter.code].filter(Boolean).join(' · ')
  return reportSheet(
    {
      company: {
        name: company?.name ?? '',
        address: company?.address ?? '',
        phone: company?.phone ?? '',
        fax: company?.fax ?? '',
      },
      number: '',
      madeBy: ctx.user.name,
      title: t(reportKeys[filter.report]),
      when,
      note,
      columns: table.columns,
      rows: rows.map(({ cells }) => cells),
      totals: table.totals,
      total: table.total,
      foot: [table.foot, t(ruleKeys[filter.report])].filter(Boolean),
    },
    { language: ctx.language },
  )
}

export const reportsHandlers: Handlers<typeof reports> = {
  table: (ctx, { offset, limit, ...filter }) => reportFor(ctx, filter, { offset, limit }),
  paper,
}
