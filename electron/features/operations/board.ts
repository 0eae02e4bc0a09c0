import type { Output } from '../../../shared/contract.ts'
import { daysBetween, dateOf, plusDays } from '../../../shared/dates.ts'
import { forecastFinish, isStale, lateDaysOf, latePiecesOf, type WorksOn } from '../../../shared/operationPlan.ts'
import type { BoardRow, BoardStep, CauseCode, operations } from '../../../shared/operations.ts'
import type { Context } from '../../context.ts'
import { workCalendar } from '../settings.ts'
import { type Outside, outsideOf } from './outside.ts'

export interface BoardFilter {
  workshop: string
  customerId: number | null
  merchandiserId: number | null
  late: boolean
  soon: boolean
  mine: boolean
}
type Asked = BoardFilter & { offset: number; limit: number }

/** Unfinished lines of standing notices, as the filter asks. One statement, on the index of noticeLines.state. */
const linesOf = (ctx: Context, filter: BoardFilter) =>
  ctx.db
    .selectFrom('noticeLines')
    .innerJoin('notices', 'notices.id', 'noticeLines.noticeId')
    .innerJoin('orderLines', 'orderLines.id', 'noticeLines.orderLineId')
    .innerJoin('orders', 'orders.id', 'notices.orderId')
    .where('noticeLines.state', 'in', ['making', 'partly'])
    .$if(filter.workshop !== '', (lines) =>
      lines.where((where) =>
        where.exists(
          where
            .selectFrom('operations')
            .select('operations.id')
            .whereRef('operations.noticeLineId', '=', 'noticeLines.id')
            .where('operations.workshop', '=', filter.workshop)
            .where('operations.finishedOn', 'is', null),
        ),
      ),
    )
    .$if(filter.late, (lines) =>
      lines.where((where) =>
        where.exists(
          where
            .selectFrom('operations')
            .select('operations.id')
            .whereRef('operations.noticeLineId', '=', 'noticeLines.id')
            .where('operations.finishedOn', 'is', null)
            .where('operations.plannedFinish', '<', ctx.today),
        ),
      ),
    )
    .$if(filter.soon, (lines) =>
      lines.where('orderLines.dueOn', '>=', ctx.today).where('orderLines.dueOn', '<=', plusDays(ctx.today, 3)),
    )
    .$if(filter.customerId !== null, (lines) => lines.where('orders.customerId', '=', filter.customerId!))
    .$if(filter.merchandiserId !== null, (lines) => lines.where('orders.merchandiserId', '=', filter.merchandiserId!))
    .$if(filter.mine, (lines) => lines.where('orders.merchandiserId', '=', ctx.user.id))

const headsOf = (ctx: Context, asked: Asked) =>
  linesOf(ctx, asked)
    .innerJoin('customers', 'customers.id', 'orders.customerId')
    .innerJoin('users', 'users.id', 'orders.merchandiserId')
    .select([
      'noticeLines.id',
      'noticeLines.noticeId',
      'noticeLines.orderLineId',
      'noticeLines.quantity',
      'noticeLines.finishedQuantity',
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
      'orderLines.name',
      'orderLines.spec',
      'orderLines.colour',
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

const countsOf = async (ctx: Context, filter: BoardFilter) => {
  const row = await linesOf(ctx, filter)
    .select(({ fn }) => [fn.countAll<number>().as('lines'), fn.count<number>('orders.id').distinct().as('orders')])
    .executeTakeFirstOrThrow()
  return { lines: Number(row.lines), orders: Number(row.orders) }
}

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

/** Late, and it could have worked: what the process before passed on is more than it has done. */
export const lacksCause = (operation: Operation, previous: Operation | undefined, today: string): boolean =>
  operation.finishedOn === null &&
  operation.plannedFinish < today &&
  operation.causeCode === null &&
  (!previous || previous.good > operation.good + operation.scrap)

interface Seen {
  today: string
  works: WorksOn
  outside: ReadonlyMap<number, Outside>
}

const stepOf = (operation: Operation, previous: Operation | undefined, seen: Seen): BoardStep => ({
  operationId: operation.id,
  processName: operation.processName,
  workshop: operation.workshop,
  outside: operation.outside === 1,
  quantity: operation.quantity,
  good: operation.good,
  bad: operation.bad,
  remaining: Math.max(0, operation.quantity - operation.good),
  plannedStart: operation.plannedStart,
  plannedFinish: operation.plannedFinish,
  startedOn: operation.startedOn,
  finishedOn: operation.finishedOn,
  reportedOn: operation.reportedOn,
  lateDays: lateDaysOf(operation, seen.today),
  latePieces: latePiecesOf(operation, seen.today, seen.works),
  causeCode: operation.causeCode as CauseCode | null,
  causeNote: operation.causeNote,
  missingCause: lacksCause(operation, previous, seen.today),
  at: seen.outside.get(operation.id) ?? null,
})

const rowOf = (head: Head, own: Operation[], seen: Seen): BoardRow => {
  const { today, works } = seen
  const steps = own.map((operation, index) => stepOf(operation, own[index - 1], seen))
  const forecastOn = forecastFinish(own, today, works)
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
    description: [head.name, head.spec, head.colour].filter(Boolean).join(' '),
    unit: head.unit,
    quantity: head.quantity,
    finished: head.finishedQuantity,
    delivered: head.deliveredQuantity,
    dueOn: head.dueOn,
    steps,
    forecastOn,
    forecastDays: forecastOn === null ? 0 : daysBetween(head.dueOn, forecastOn),
    lastReportOn,
    stale: isStale(lastReportOn ?? dateOf(new Date(head.releasedAt)), today, works),
    missingCause: steps.some((step) => step.missingCause),
  }
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

const lastReporter = async (ctx: Context): Promise<string> => {
  const row = await ctx.db
    .selectFrom('dailyReports')
    .innerJoin('users', 'users.id', 'dailyReports.userId')
    .select('users.name')
    .orderBy('dailyReports.id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.name ?? ''
}

/** The progress board (duties 44 to 47): by due date, rush first; a page of lines and one statement for their operations. */
export const board = async (ctx: Context, asked: Asked): Promise<Output<typeof operations.board>> => {
  const heads = await headsOf(ctx, asked)
  const found =
    heads.length === 0
      ? []
      : await operationsOfLines(
          ctx,
          heads.map((head) => head.id),
        )
  const byLine = Map.groupBy(found, (operation) => operation.noticeLineId)
  const outside = await outsideOf(
    ctx,
    found.filter((operation) => operation.outside === 1 && operation.finishedOn === null).map(({ id }) => id),
  )
  const seen = { today: ctx.today, works: await workCalendar(ctx), outside }
  const { lines: total, orders } = await countsOf(ctx, asked)
  const open = { ...asked, late: false, soon: false }
  return {
    rows: heads.map((head) => rowOf(head, byLine.get(head.id) ?? [], seen)),
    total,
    orders,
    late: (await countsOf(ctx, { ...open, late: true })).lines,
    soon: (await countsOf(ctx, { ...open, soon: true })).lines,
    processes: await columnsOf(ctx, found),
    workshops: await workshopsOf(ctx),
    filledBy: await lastReporter(ctx),
  }
}
