import type { Context } from '../../context.ts'

/** A daily report that stands: neither taken back nor an entry that takes one back. */
interface Standing {
  id: number
  operationId: number
  reportedOn: string
  good: number
  bad: number
  hours: number
  causeCode: string | null
  causeNote: string
}

/** What the standing reports of one operation say together (thousandths). */
export interface OperationState {
  good: number
  bad: number
  startedOn: string | null
  finishedOn: string | null
  reportedOn: string | null
  causeCode: string | null
  causeNote: string
}

/** The state of an operation from its standing reports in the order of their days: nothing is kept beside them. */
export const deriveOperation = (quantity: number, reports: readonly Standing[]): OperationState => {
  const inOrder = reports.toSorted((one, other) =>
    one.reportedOn < other.reportedOn ? -1 : one.reportedOn > other.reportedOn ? 1 : one.id - other.id,
  )
  const state: OperationState = {
    good: 0,
    bad: 0,
    startedOn: null,
    finishedOn: null,
    reportedOn: null,
    causeCode: null,
    causeNote: '',
  }
  for (const report of inOrder) {
    state.good += report.good
    state.bad += report.bad
    if (state.startedOn === null && report.good + report.bad > 0) state.startedOn = report.reportedOn
    if (state.finishedOn === null && state.good >= quantity) state.finishedOn = report.reportedOn
    // a cause alone says why nothing was done: it is no day of work, and no day of the forecast
    if (report.good + report.bad + report.hours > 0) state.reportedOn = report.reportedOn
    if (report.causeCode !== null) Object.assign(state, { causeCode: report.causeCode, causeNote: report.causeNote })
  }
  return state
}

const standingReports = async (ctx: Context, operationIds: number[]): Promise<Standing[]> => {
  const all = await ctx.db
    .selectFrom('dailyReports')
    .select(['id', 'operationId', 'reportedOn', 'good', 'bad', 'hours', 'causeCode', 'causeNote', 'reverses'])
    .where('operationId', 'in', operationIds)
    .execute()
  const taken = new Set(all.map((report) => report.reverses))
  return all.filter((report) => report.reverses === null && !taken.has(report.id))
}

/** Stores what the standing reports of these operations add up to. */
export const refreshOperations = async (ctx: Context, operationIds: number[]): Promise<void> => {
  const reports = await standingReports(ctx, operationIds)
  const operations = await ctx.db
    .selectFrom('operations')
    .select(['id', 'quantity', 'version'])
    .where('id', 'in', operationIds)
    .execute()
  for (const { id, quantity, version } of operations) {
    const state = deriveOperation(
      quantity,
      reports.filter((report) => report.operationId === id),
    )
    await ctx.db
      .updateTable('operations')
      .set({ ...state, version: version + 1 })
      .where('id', '=', id)
      .execute()
  }
}
