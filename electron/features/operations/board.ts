import type { Output } from '../../../shared/contract.ts'
import { daysBetween, dateOf, plusDays } from '../../../shared/dates.ts'
import {
  forecastFinish,
  hasBegun,
  isStale,
  lateDaysOf,
  latePiecesOf,
  reportsFrom,
  type WorksOn,
} from '../../../shared/operationPlan.ts'
import type { BoardRow, BoardStep, CauseCode, operations } from '../../../shared/operations.ts'
import type { Context } from '../../context.ts'
import { goodsOfNotice, noticeGoodsColumns } from '../noticeGoods.ts'
import { lackingOf } from '../purchases/shortages.ts'
import { workCalendar } from '../settings.ts'
import { type BoardFilter, countsOf, linesOf, type Troubles, troublesOf } from './boardLines.ts'
import { type Holdup, holdupsOf } from './holdups.ts'
import { type Outside, outsideOf } from './outside.ts'
import { type TroubleCause, troubleCauses } from './troubleCauses.ts'

type Asked = BoardFilter & { offset: number; limit: number }

const headsOf = async (ctx: Context, asked: Asked) =>
  (await linesOf(ctx, asked)).of
    .innerJoin('customers', 'customers.id', 'orders.customerId')
    .innerJoin('users', 'users.id', 'orders.merchandiserId')
    .select([
      'noticeLines.id',
      'noticeLines.noticeId',
      'noticeLines.orderLineId',
      'noticeLines.quantity',
      'noticeLines.finishedQuantity',
      'noticeLines.state',
      'notices.number as noticeNumber',
      'notices.orderId',
      'notices.rush',
      'notices.releasedAt',
      'orders.number as orderNumber',
      'orders.customerId',
      'orders.merchandiserId',
      'customers.shortName',
      'customers.name as customerName',
      'users.name as merchandiser',
      'orderLines.code',
      ...noticeGoodsColumns,
      'orderLines.unit',
      'orderLines.dueOn',
      'orderLines.deliveredQuantity',
    ])
    .orderBy('orderLines.dueOn')
    .orderBy('notices.rush', 'desc')
    .orderBy('noticeLines.id')
    .offset(asked.offset)
    .limit(asked.limit)
    .execute()
type Head = Awaited<ReturnType<typeof headsOf>>[number]

/** Lines in work with an unfinished process past its plan, counted on the index of operations alone. */
export const lateCount = async (ctx: Context): Promise<{ late: number }> => {
  const row = await ctx.db
    .selectFrom('operations')
    .innerJoin('noticeLines', 'noticeLines.id', 'operations.noticeLineId')
    .select(({ fn }) => fn.count<number>('noticeLines.id').distinct().as('late'))
    .where('operations.finishedOn', 'is', null)
    .where('operations.plannedFinish', '<', ctx.today)
    .where('noticeLines.state', 'in', ['making', 'partly'])
    .executeTakeFirstOrThrow()
  return { late: Number(row.late) }
}

/** Operations of several notice lines in the order they are passed: one statement however many lines there are. */
export const operationsOfLines = (ctx: Pick<Context, 'db'>, noticeLineIds: number[]) =>
  ctx.db
    .selectFrom('operations')
    .selectAll()
    .where('noticeLineId', 'in', noticeLineIds)
    .orderBy('noticeLineId')
    .orderBy('sequence')
    .execute()
export type Operation = Awaited<ReturnType<typeof operationsOfLines>>[number]

/**
 * Late, and it could have worked: what the process before passed on is more than it has done. `said`: an open 异常单 of
 * the process says why.
 */
export const lacksCause = (
  operation: Operation,
  previous: Operation | undefined,
  today: string,
  said: boolean,
): boolean =>
  !said &&
  operation.finishedOn === null &&
  operation.plannedFinish < today &&
  operation.causeCode === null &&
  (!previous || previous.good > operation.good + operation.scrap)

/** What a page of the board is judged by: the day, the calendar, names of sub-codes, open 异常单. */
interface Now {
  today: string
  works: WorksOn
  subNames: ReadonlyMap<string, string>
  troubles: Troubles
  /** Causes their open 异常单 give, by operation. */
  causes: ReadonlyMap<number, TroubleCause>
  /** Goods that are at a factory, by operation. */
  outside: ReadonlyMap<number, Outside>
  /** Materials a line waits for, by notice line. */
  lacking: Map<number, string[]>
  /** Material promised too late, and rejected goods, by notice line. */
  holdups: ReadonlyMap<number, Holdup>
}

/** Why a process is late: as it was reported, else as its open 异常单 says. */
const causeOf = (
  operation: Operation,
  causes: Now['causes'],
  subNames: Now['subNames'],
): Pick<BoardStep, 'causeCode' | 'causeSub' | 'causeSubName' | 'causeNote'> => {
  const said = operation.causeCode === null && operation.finishedOn === null ? causes.get(operation.id) : undefined
  const { causeCode, causeSub, causeNote } = said ?? operation
  return {
    causeCode: causeCode as CauseCode | null,
    causeSub,
    causeSubName: subNames.get(causeSub) ?? '',
    causeNote,
  }
}

const stepOf = (
  operation: Operation,
  previous: Operation | undefined,
  { today, works, subNames, troubles, outside, causes }: Now,
): BoardStep => ({
  operationId: operation.id,
  processName: operation.processName,
  workshop: operation.workshop,
  outside: operation.outside === 1,
  quantity: operation.quantity,
  good: operation.good,
  bad: operation.bad,
  rework: operation.rework,
  scrap: operation.scrap,
  remaining: Math.max(0, operation.quantity - operation.good),
  plannedStart: operation.plannedStart,
  plannedFinish: operation.plannedFinish,
  startedOn: operation.startedOn,
  finishedOn: operation.finishedOn,
  reportedOn: operation.reportedOn,
  lateDays: lateDaysOf(operation, today),
  latePieces: latePiecesOf(operation, today, works),
  ...causeOf(operation, causes, subNames),
  missingCause: lacksCause(operation, previous, today, causes.has(operation.id)),
  at: outside.get(operation.id) ?? null,
  troubles: (troubles.get(operation.id) ?? [])
    .slice(0, 20)
    .map(({ id, number, what, overdue }) => ({ id, number, what, overdue })),
})

const rowOf = (head: Head, own: Operation[], now: Now): BoardRow => {
  const { today, works } = now
  const steps = own.map((operation, index) => stepOf(operation, own[index - 1], now))
  const { waits = [], rejected = 0 } = now.holdups.get(head.id) ?? {}
  const forecastOn = forecastFinish(own, today, works, hasBegun(own), waits)
  const reports = own.map(({ reportedOn }) => reportedOn).filter((day) => day !== null)
  const lastReportOn = reports.toSorted().at(-1) ?? null
  return {
    noticeLineId: head.id,
    noticeId: head.noticeId,
    noticeNumber: head.noticeNumber,
    orderId: head.orderId,
    orderLineId: head.orderLineId,
    orderNumber: head.orderNumber,
    customerId: head.customerId,
    customer: head.shortName || head.customerName,
    merchandiserId: head.merchandiserId,
    merchandiser: head.merchandiser,
    rush: head.rush === 1,
    code: head.code,
    description: goodsOfNotice(head),
    unit: head.unit,
    quantity: head.quantity,
    finished: head.finishedQuantity,
    delivered: head.deliveredQuantity,
    dueOn: head.dueOn,
    steps,
    forecastOn,
    forecastDays: forecastOn === null ? 0 : daysBetween(head.dueOn, forecastOn),
    rejected,
    lastReportOn,
    stale: staleOf(head, own, lastReportOn, now),
    missingCause: steps.some((step) => step.missingCause),
    lacking: now.lacking.get(head.id) ?? [],
    waitingDays: head.state === 'finished' ? Math.max(0, daysBetween(today, head.dueOn)) : 0,
  }
}

/** Two workdays without a report, counted from the day one could be expected: what is not due to begin is not stale. */
const staleOf = (head: Head, own: Operation[], lastReportOn: string | null, { today, works }: Now): boolean => {
  const from = reportsFrom(own)
  if (head.state === 'finished' || from === null || from > today) return false
  const said = lastReportOn ?? dateOf(new Date(head.releasedAt))
  // the day before it: a first day without a report counts
  const waited = plusDays(from, -1)
  return isStale(said > waited ? said : waited, today, works)
}

/** Names of the processes that occur, in the office's sequence: the columns of the board. */
const columnsOf = async (ctx: Context, found: Operation[]): Promise<string[]> => {
  const processes = new Map(
    (await ctx.db.selectFrom('processes').select(['id', 'sequence']).execute()).map(({ id, sequence }) => [
      id,
      sequence,
    ]),
  )
  const first = new Map<string, number>()
  for (const { processName, processId } of found) {
    const place = processes.get(processId) ?? 0
    first.set(processName, Math.min(place, first.get(processName) ?? place))
  }
  return [...first].toSorted(([, one], [, other]) => one - other).map(([name]) => name)
}

export const workshopsOf = async (ctx: Pick<Context, 'db'>): Promise<string[]> => {
  const rows = await ctx.db
    .selectFrom('processes')
    .select('workshop')
    .where('active', '=', 1)
    .where('workshop', '<>', '')
    .orderBy('sequence')
    .execute()
  return [...new Set(rows.map((row) => row.workshop))]
}

/** Who filled in the latest daily report: goods that came back from a factory, or were inspected, are none. */
const lastReporter = async (ctx: Context): Promise<{ filledBy: string; filledAt: string | null }> => {
  const row = await ctx.db
    .selectFrom('dailyReports')
    .innerJoin('users', 'users.id', 'dailyReports.userId')
    .select(['users.name', 'dailyReports.at'])
    .where('dailyReports.origin', '=', 'report')
    .orderBy('dailyReports.id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return { filledBy: row?.name ?? '', filledAt: row?.at ?? null }
}

const nowOf = async (ctx: Context, heads: Head[], operations: readonly Operation[]): Promise<Now> => {
  const lineIds = heads.map((head) => head.id)
  const subs = await ctx.db.selectFrom('subCodes').select(['code', 'name']).execute()
  return {
    today: ctx.today,
    works: await workCalendar(ctx),
    subNames: new Map(subs.map(({ code, name }) => [code, name])),
    troubles: lineIds.length === 0 ? new Map() : await troublesOf(ctx, lineIds),
    causes: await troubleCauses(
      ctx,
      operations.flatMap(({ id, causeCode }) => (causeCode === null ? [id] : [])),
    ),
    outside: await outsideOf(
      ctx,
      operations.filter(({ outside, finishedOn }) => outside === 1 && finishedOn === null).map(({ id }) => id),
    ),
    lacking: await lackingOf(ctx, heads),
    holdups: await holdupsOf(ctx, lineIds),
  }
}

/**
 * The progress board (duties 44 to 48): by due date, rush first; a page of lines and one statement for their
 * operations. `processes` are those of the page, in the office's sequence.
 */
export const board = async (ctx: Context, asked: Asked): Promise<Output<typeof operations.board>> => {
  const heads = await headsOf(ctx, asked)
  const ids = heads.map((head) => head.id)
  const found = ids.length === 0 ? [] : await operationsOfLines(ctx, ids)
  const byLine = Map.groupBy(found, (operation) => operation.noticeLineId)
  const now = await nowOf(ctx, heads, found)
  return {
    rows: heads.map((head) => rowOf(head, byLine.get(head.id) ?? [], now)),
    ...(await countsOf(ctx, asked)),
    processes: await columnsOf(ctx, found),
    workshops: await workshopsOf(ctx),
    ...(await lastReporter(ctx)),
  }
}
