import { targetsOf, workdayFrom } from '../../../shared/operationPlan.ts'
import type { Context } from '../../context.ts'
import { workCalendar } from '../settings.ts'

/** A daily report that stands: neither taken back nor an entry that takes one back. */
export interface Standing {
  id: number
  operationId: number
  reportedOn: string
  good: number
  bad: number
  rework: number
  scrap: number
  hours: number
  causeCode: string | null
  causeSub: string
  causeNote: string
}

/** What the standing reports of one operation say together (thousandths). */
export interface OperationState {
  good: number
  bad: number
  rework: number
  scrap: number
  startedOn: string | null
  finishedOn: string | null
  reportedOn: string | null
  causeCode: string | null
  causeSub: string
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
    rework: 0,
    scrap: 0,
    startedOn: null,
    finishedOn: null,
    reportedOn: null,
    causeCode: null,
    causeSub: '',
    causeNote: '',
  }
  for (const report of inOrder) {
    for (const part of ['good', 'bad', 'rework', 'scrap'] as const) state[part] += report[part]
    if (state.startedOn === null && report.good + report.bad > 0) state.startedOn = report.reportedOn
    // an inspection may take back what was done before
    if (state.good < quantity) state.finishedOn = null
    else state.finishedOn ??= report.reportedOn
    // a cause alone says why nothing was done: it is no day of work, and no day of the forecast
    if (report.good + report.bad + report.hours > 0) state.reportedOn = report.reportedOn
    const { causeCode, causeSub, causeNote } = report
    if (causeCode !== null) Object.assign(state, { causeCode, causeSub, causeNote })
  }
  return state
}

const standingReports = async (ctx: Context, operationIds: number[]): Promise<Standing[]> => {
  const all = await ctx.db
    .selectFrom('dailyReports')
    .select(['id', 'operationId', 'reportedOn', 'good', 'bad', 'rework', 'scrap', 'hours'])
    .select(['causeCode', 'causeSub', 'causeNote', 'reverses'])
    .where('operationId', 'in', operationIds)
    .execute()
  const taken = new Set(all.map((report) => report.reverses))
  return all.filter((report) => report.reverses === null && !taken.has(report.id))
}

/**
 * A process that had done all of its own in time and is asked again, only because a later one scrapped some of it (duties
 * 60, 75), is due from the day it is asked again: its planned finish moves to that day, or the next workday; its first plan
 * stays beside. One that was late before stays late by its plan. Null where nothing moves.
 */
const askedAgainOn = async (
  ctx: Context,
  before: { wanted: number; plannedFinish: string; finishedOn: string | null },
  state: OperationState & { quantity: number },
): Promise<string | null> => {
  const inTime = before.finishedOn !== null && before.finishedOn <= before.plannedFinish
  if (!inTime || state.finishedOn !== null || state.good < before.wanted || state.good >= state.quantity) return null
  const day = workdayFrom(ctx.today, await workCalendar(ctx))
  return day > before.plannedFinish ? day : null
}

/**
 * Stores what the standing reports of the processes of these notice lines add up to, and what each process has to
 * pass on good: see `targetsOf`.
 */
export const refreshOperations = async (ctx: Context, noticeLineIds: number[]): Promise<void> => {
  const operations = await ctx.db
    .selectFrom('operations')
    .innerJoin('noticeLines', 'noticeLines.id', 'operations.noticeLineId')
    .selectAll('operations')
    .select('noticeLines.quantity as wanted')
    .where('operations.noticeLineId', 'in', noticeLineIds)
    .orderBy('operations.noticeLineId')
    .orderBy('operations.sequence')
    .execute()
  const reports = Map.groupBy(
    await standingReports(
      ctx,
      operations.map(({ id }) => id),
    ),
    ({ operationId }) => operationId,
  )
  for (const chain of Map.groupBy(operations, ({ noticeLineId }) => noticeLineId).values()) {
    const own = chain.map(({ id }) => reports.get(id) ?? [])
    const targets = targetsOf(
      chain[0]!.wanted,
      own.map((each) => each.reduce((sum, { scrap }) => sum + scrap, 0)),
    )
    for (const [index, before] of chain.entries()) {
      const quantity = targets[index]!
      const state = { ...deriveOperation(quantity, own[index]!), quantity }
      // what it did in time is asked again only because a later process scrapped some of it (duty 60, cause ④)
      if (state.causeCode === null && state.good >= before.wanted && state.good < quantity) state.causeCode = 'scrap'
      // with nothing left to make nothing is open
      if (quantity === 0) state.finishedOn ??= before.finishedOn ?? ctx.today
      // a report of one process leaves the others of its line as they are
      if (Object.entries(state).every(([field, value]) => before[field as keyof typeof state] === value)) continue
      const plannedFinish = (await askedAgainOn(ctx, before, state)) ?? before.plannedFinish
      await ctx.db
        .updateTable('operations')
        .set({ ...state, plannedFinish, version: before.version + 1 })
        .where('id', '=', before.id)
        .execute()
    }
  }
}
