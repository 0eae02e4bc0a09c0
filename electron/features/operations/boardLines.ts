import { type ExpressionBuilder, sql } from 'kysely'
import { plusDays } from '../../../shared/dates.ts'
import type { Context } from '../../context.ts'
import type { Database } from '../../db/schema.ts'
import { readOffice } from '../settings.ts'

export interface BoardFilter {
  workshop: string
  customerId: number | null
  merchandiserId: number | null
  late: boolean
  soon: boolean
  mine: boolean
  early: boolean
}

type Lines = ExpressionBuilder<Database, 'noticeLines'>

const unfinishedOf = (where: Lines) =>
  where
    .selectFrom('operations')
    .select('operations.id')
    .whereRef('operations.noticeLineId', '=', 'noticeLines.id')
    .where('operations.finishedOn', 'is', null)

const isLate = (where: Lines, today: string) =>
  where.exists(unfinishedOf(where).where('operations.plannedFinish', '<', today))

/** Orders with goods that are not all delivered: finished goods wait in these only. */
const waitingStates = ['inProduction', 'toDeliver', 'partlyDelivered']

/** The day after which finished goods that are not delivered wait too long for their due date (duty 48). */
const earlyAfter = async (ctx: Context): Promise<string> => plusDays(ctx.today, (await readOffice(ctx)).earlyDays)

type Who = Pick<BoardFilter, 'customerId' | 'merchandiserId' | 'mine'>

/** Notice lines with their notice, order and order line, of whom the filter asks for. */
const joined = (ctx: Context, filter: Who) =>
  ctx.db
    .selectFrom('noticeLines')
    .innerJoin('notices', 'notices.id', 'noticeLines.noticeId')
    .innerJoin('orderLines', 'orderLines.id', 'noticeLines.orderLineId')
    .innerJoin('orders', 'orders.id', 'notices.orderId')
    .$if(filter.customerId !== null, (lines) => lines.where('orders.customerId', '=', filter.customerId!))
    .$if(filter.merchandiserId !== null, (lines) => lines.where('orders.merchandiserId', '=', filter.merchandiserId!))
    .$if(filter.mine, (lines) => lines.where('orders.merchandiserId', '=', ctx.user.id))

/** Unfinished lines of standing notices, as the filter asks. One statement, on the index of noticeLines.state. */
const inWork = (ctx: Context, filter: BoardFilter) =>
  joined(ctx, filter)
    .where('noticeLines.state', 'in', ['making', 'partly'])
    .$if(filter.workshop !== '', (lines) =>
      lines.where((where) => where.exists(unfinishedOf(where).where('operations.workshop', '=', filter.workshop))),
    )
    .$if(filter.late, (lines) => lines.where((where) => isLate(where, ctx.today)))
    .$if(filter.soon, (lines) =>
      lines.where('orderLines.dueOn', '>=', ctx.today).where('orderLines.dueOn', '<=', plusDays(ctx.today, 3)),
    )

/** Lines that are finished, not delivered, and due later than `after`; on the index of orders.state. */
const waiting = (ctx: Context, filter: Who & Pick<BoardFilter, 'workshop'>, after: string) =>
  joined(ctx, filter)
    .where('orders.state', 'in', waitingStates)
    .where('notices.state', '<>', 'void')
    // by quantity, not by state: years of finished lines have that state, the few open orders lead to these
    .whereRef('noticeLines.finishedQuantity', '>=', 'noticeLines.quantity')
    .where('noticeLines.quantity', '>', 0)
    .whereRef('orderLines.deliveredQuantity', '<', 'orderLines.quantity')
    .where('orderLines.dueOn', '>', after)
    .$if(filter.workshop !== '', (lines) =>
      lines.where((where) =>
        where.exists(
          where
            .selectFrom('operations')
            .select('operations.id')
            .whereRef('operations.noticeLineId', '=', 'noticeLines.id')
            .where('operations.workshop', '=', filter.workshop),
        ),
      ),
    )

/** The lines of the board: in work, or finished too early. */
export const linesOf = async (ctx: Context, filter: BoardFilter) =>
  filter.early ? { of: waiting(ctx, filter, await earlyAfter(ctx)) } : { of: inWork(ctx, filter) }

export interface BoardCounts {
  total: number
  orders: number
  late: number
  soon: number
  early: number
}

/** How many lines and orders the filter finds; and how many of them are late, due soon, finished too early. */
export const countsOf = async (ctx: Context, filter: BoardFilter): Promise<BoardCounts> => {
  const soonUntil = plusDays(ctx.today, 3)
  const all = await inWork(ctx, { ...filter, late: false, soon: false })
    .select((where) => [
      where.fn.countAll<number>().as('lines'),
      where.fn.count<number>('notices.orderId').distinct().as('orders'),
      where.fn
        .sum<number>(
          where
            .case()
            .when(isLate(where as unknown as Lines, ctx.today))
            .then(1)
            .else(0)
            .end(),
        )
        .as('late'),
      where.fn
        .sum<number>(
          where
            .case()
            .when(where.and([where('orderLines.dueOn', '>=', ctx.today), where('orderLines.dueOn', '<=', soonUntil)]))
            .then(1)
            .else(0)
            .end(),
        )
        .as('soon'),
    ])
    .executeTakeFirstOrThrow()
  const early = await waiting(ctx, filter, await earlyAfter(ctx))
    .select(({ fn }) => [
      fn.countAll<number>().as('lines'),
      fn.count<number>('notices.orderId').distinct().as('orders'),
    ])
    .executeTakeFirstOrThrow()
  const narrowed = filter.early
    ? early
    : filter.late || filter.soon
      ? await inWork(ctx, filter)
          .select(({ fn }) => [
            fn.countAll<number>().as('lines'),
            fn.count<number>('notices.orderId').distinct().as('orders'),
          ])
          .executeTakeFirstOrThrow()
      : all
  return {
    total: Number(narrowed.lines),
    orders: Number(narrowed.orders),
    late: Number(all.late ?? 0),
    soon: Number(all.soon ?? 0),
    early: Number(early.lines),
  }
}

/** Open 异常单 of some notice lines (duty 61), overdue by their day and hour. */
export const troublesOf = async (ctx: Context, noticeLineIds: number[]) => {
  const now = new Date(ctx.now)
  const time = `${String(now.getHours()).padStart(2, '0')}:${String(now.getMinutes()).padStart(2, '0')}`
  const rows = await ctx.db
    .selectFrom('exceptions')
    .select(['id', 'number', 'what', 'operationId'])
    .select(
      sql<number>`case when "clearOn" < ${ctx.today} or ("clearOn" = ${ctx.today} and "clearTime" <> '' and "clearTime" < ${time}) then 1 else 0 end`.as(
        'overdue',
      ),
    )
    .where('state', '=', 'open')
    .where('noticeLineId', 'in', noticeLineIds)
    .orderBy('id')
    .execute()
  return Map.groupBy(
    rows.map(({ overdue, ...row }) => ({ ...row, overdue: Number(overdue) === 1 })),
    ({ operationId }) => operationId,
  )
}
export type Troubles = Awaited<ReturnType<typeof troublesOf>>
