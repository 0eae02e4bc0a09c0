import { translate } from '../../../shared/language.ts'
import { type BoardRow, type CauseCode, causeShortKeys, causeSigns } from '../../../shared/operations.ts'
import type { PaperOutput } from '../../../shared/papers.ts'
import { subLabel } from '../../../shared/exceptions.ts'
import type { Context } from '../../context.ts'
import { dailyReport } from '../../papers/dailyReport.ts'
import type { CompanyHead, DailyReportPaper, ProgressPaper, ProgressRow } from '../../papers/data.ts'
import { progressTable } from '../../papers/progressTable.ts'
import { readCompany } from '../settings.ts'
import { board } from './board.ts'
import type { BoardFilter } from './boardLines.ts'
import { reports } from './reports.ts'

const companyHead = async (ctx: Context): Promise<CompanyHead> => {
  const company = await readCompany(ctx)
  return {
    name: company?.name ?? '',
    address: company?.address ?? '',
    phone: company?.phone ?? '',
    fax: company?.fax ?? '',
  }
}

/** `② 设备故障`, as a cell of a paper says it; papers are in Chinese. */
const causeText = (code: CauseCode, sub: string, subName: string): string =>
  sub === '' ? `${causeSigns[code]} ${translate('zh-CN', causeShortKeys[code])}` : subLabel(sub, subName)

/** What the board shows in its last column: a cause that is missing before one that is known. */
const causeOfRow = (row: BoardRow): string => {
  if (row.missingCause) return translate('zh-CN', 'operations.missingCause')
  const late = row.steps.findLast((step) => step.causeCode !== null && step.lateDays > 0)
  return late?.causeCode ? causeText(late.causeCode, late.causeSub, late.causeSubName) : ''
}

const progressRow = (row: BoardRow, processes: string[], filledBy: string): ProgressRow => ({
  customer: row.customer,
  number: row.orderNumber,
  description: row.description,
  unit: row.unit,
  quantity: row.quantity,
  dueOn: row.dueOn,
  rush: row.rush,
  lateDays: Math.max(0, row.forecastDays),
  steps: processes.map((process) => {
    const step = row.steps.find((each) => each.processName === process)
    return step ? { quantity: step.good, on: step.reportedOn ?? '' } : null
  }),
  stocked: row.finished,
  delivered: row.delivered,
  undelivered: Math.max(0, row.quantity - row.delivered),
  cause: causeOfRow(row),
  expectedOn: row.forecastOn ?? '',
  filledBy,
})

/** At most this many rows go on one print of the board. */
const mostPrinted = 1000

/** 生产进度表 (papers.md 4.3): the board as it stands now, with the same filter. */
export const progressPaper = async (ctx: Context, filter: BoardFilter): Promise<PaperOutput> => {
  const first = await board(ctx, { ...filter, offset: 0, limit: 200 })
  const rows = [...first.rows]
  const processes = [...first.processes]
  while (rows.length < Math.min(first.total, mostPrinted)) {
    const next = await board(ctx, { ...filter, offset: rows.length, limit: 200 })
    if (next.rows.length === 0) break
    rows.push(...next.rows)
    processes.push(...next.processes.filter((process) => !processes.includes(process)))
  }
  const paper: ProgressPaper = {
    company: await companyHead(ctx),
    number: '',
    madeBy: ctx.user.name,
    on: ctx.today,
    workshop: filter.workshop || translate('zh-CN', 'operations.allWorkshops'),
    processes,
    rows: rows.map((row) => progressRow(row, processes, first.filledBy)),
    checkedBy: '',
  }
  return progressTable(paper)
}

/** 生产日报表 of one workshop and day (papers.md 4.4): what was reported, less what was taken back. */
export const dailyPaper = async (
  ctx: Context,
  { day, workshop }: { day: string; workshop: string },
): Promise<PaperOutput> => {
  const rows = []
  for (let offset = 0; ; offset += 200) {
    const page = await reports(ctx, { from: day, to: day, workshop, offset, limit: 200 })
    rows.push(...page.rows)
    if (rows.length >= page.total || page.rows.length === 0) break
  }
  const standing = rows.filter((row) => row.reverses === null && !row.reversed).toReversed()
  const paper: DailyReportPaper = {
    company: await companyHead(ctx),
    number: '',
    madeBy: ctx.user.name,
    on: day,
    shift: [...new Set(standing.map((row) => row.shift).filter(Boolean))].join('、'),
    workshop: workshop || translate('zh-CN', 'operations.allWorkshops'),
    attendance: '',
    equipment: [...new Set(standing.map((row) => row.machine).filter(Boolean))].join('、'),
    rows: standing.map((row) => ({
      noticeNumber: row.noticeNumber,
      product: row.description,
      process: row.processName,
      unit: row.unit,
      planned: null,
      actual: row.good + row.bad,
      good: row.good,
      bad: row.bad,
      rework: row.rework,
      // hours are thousandths of an hour
      minutes: row.hours === 0 ? null : Math.round((row.hours * 60) / 1000),
      people: row.people === 0 ? null : row.people,
      cause: row.causeCode ? causeText(row.causeCode, row.causeSub, row.causeSubName) : '',
    })),
    eventsText: standing
      .filter((row) => row.causeNote !== '')
      .map((row) => `${row.processName} ${row.description}: ${row.causeNote}`)
      .join('\n'),
    leader: '',
    checkedBy: '',
  }
  return dailyReport(paper)
}
