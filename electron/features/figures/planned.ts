import { type ExpressionBuilder, sql } from 'kysely'
import type { Output } from '../../../shared/contract.ts'
import { lastDayOfMonth } from '../../../shared/dates.ts'
import type { figures, FigureFilter, PlannedChoice, PlannedRow } from '../../../shared/figures.ts'
import { forecastFinish, hasBegun, lateDaysOf, type WorksOn } from '../../../shared/operationPlan.ts'
import type { CauseCode } from '../../../shared/operations.ts'
import type { Context } from '../../context.ts'
import { goodsOfNotice, noticeGoodsColumns } from '../noticeGoods.ts'
import type { Database } from '../../db/schema.ts'
import { type Operation, operationsOfLines } from '../operations/board.ts'
import { workCalendar } from '../settings.ts'

export interface PlannedFilter extends FigureFilter {
  which: PlannedChoice
  last: boolean
  cause: CauseCode | 'none' | null
  causeSub: string | null
  causeNote: string | null
}

type Tables = ExpressionBuilder<Database, 'operations'>

/** Days a figure looks at: the month up to today; null where it has not begun. */
export const spanOf = (ctx: Pick<Context, 'today'>, month: string): { from: string; to: string } | null => {
  const [from, last] = [`${month}-01`, lastDayOfMonth(month)]
  return from > ctx.today ? null : { from, to: last < ctx.today ? last : ctx.today }
}

export const inTime = (where: Tables) => where('operations.finishedOn', '<=', where.ref('operations.plannedFinish'))
const missed = (where: Tables) =>
  where.or([
    where('operations.finishedOn', 'is', null),
    where('operations.finishedOn', '>', where.ref('operations.plannedFinish')),
  ])

/** The last process of its line: none comes after it. Sequences of a line have no gap. */
export const isLast = (where: Tables) =>
  where.not(
    where.exists(
      where
        .selectFrom('operations as later')
        .select('later.id')
        .whereRef('later.noticeLineId', '=', 'operations.noticeLineId')
        .where('later.sequence', '=', where('operations.sequence', '+', 1)),
    ),
  )

/**
 * Good by the end of the planned day. A process done in time has its whole quantity, so only what was missed is
 * summed from its reports; an entry that takes one back stands on the same day as what it takes back.
 */
export const goodInTime = (where: Tables) =>
  where
    .case()
    .when(inTime(where))
    .then(where.ref('operations.quantity'))
    .else(
      where.fn.coalesce(
        where
          .selectFrom('dailyReports')
          .select(({ fn }) => fn.sum<number>('dailyReports.good').as('good'))
          .whereRef('dailyReports.operationId', '=', 'operations.id')
          .whereRef('dailyReports.reportedOn', '<=', 'operations.plannedFinish'),
        sql.lit(0),
      ),
    )
    .end()

/**
 * Processes planned to finish in the month that are decided: done, or past their planned day. Void notices and lines
 * of which a change slip has left nothing to make are no plan.
 */
const dueIn = (ctx: Context, filter: FigureFilter, span: { from: string; to: string }) =>
  ctx.db
    .selectFrom('operations')
    .innerJoin('noticeLines', 'noticeLines.id', 'operations.noticeLineId')
    .where('operations.plannedFinish', '>=', span.from)
    .where('operations.plannedFinish', '<=', span.to)
    .where(({ or, eb }) =>
      or([eb('operations.plannedFinish', '<', ctx.today), eb('operations.finishedOn', 'is not', null)]),
    )
    .where('operations.quantity', '>', 0)
    .where('noticeLines.state', '<>', 'void')
    .$if(filter.workshop !== null, (rows) => rows.where('operations.workshop', '=', filter.workshop!))
    .$if(filter.process !== null, (rows) => rows.where('operations.processName', '=', filter.process!))
    .$if(filter.customerId !== null, (rows) =>
      rows.where((where) =>
        where.exists(
          where
            .selectFrom('orderLines')
            .select('orderLines.id')
            .whereRef('orderLines.id', '=', 'noticeLines.orderLineId')
            .where('orderLines.customerId', '=', filter.customerId!),
        ),
      ),
    )

export const missedIn = (ctx: Context, filter: FigureFilter, span: { from: string; to: string }) =>
  dueIn(ctx, filter, span).where(missed)

/** The sums of the plan by workshop and process. */
export const plannedSums = (ctx: Context, filter: FigureFilter, span: { from: string; to: string }) =>
  ctx.db
    .selectFrom(
      dueIn(ctx, filter, span)
        .select((where) => [
          'operations.workshop',
          'operations.processName',
          'operations.sequence',
          'operations.quantity',
          where.case().when(inTime(where)).then(1).else(0).end().as('inTime'),
          where.case().when(isLast(where)).then(1).else(0).end().as('last'),
          goodInTime(where).as('goodInTime'),
        ])
        .as('due'),
    )
    .select(({ fn, eb }) => [
      'due.workshop',
      'due.processName',
      fn.min('due.sequence').as('sequence'),
      fn.countAll<number>().as('due'),
      fn.sum<number>('due.inTime').as('inTime'),
      fn.sum<number>('due.last').as('dueLines'),
      fn.sum<number>(eb('due.last', '*', eb.ref('due.inTime'))).as('inTimeLines'),
      fn.sum<number>('due.quantity').as('dueQuantity'),
      fn.sum<number>('due.goodInTime').as('inTimeQuantity'),
    ])
    .groupBy(['due.workshop', 'due.processName'])
    .execute()

const chosen = (ctx: Context, filter: PlannedFilter, span: { from: string; to: string }) =>
  dueIn(ctx, filter, span)
    .$if(filter.which === 'inTime', (rows) => rows.where(inTime))
    .$if(filter.which === 'missed' || filter.cause !== null, (rows) => rows.where(missed))
    .$if(filter.last, (rows) => rows.where(isLast))
    .$if(filter.cause === 'none', (rows) => rows.where('operations.causeCode', 'is', null))
    .$if(filter.cause !== null && filter.cause !== 'none', (rows) =>
      rows.where('operations.causeCode', '=', filter.cause!),
    )
    .$if(filter.causeSub !== null, (rows) => rows.where('operations.causeSub', '=', filter.causeSub!))
    .$if(filter.causeNote !== null, (rows) => rows.where('operations.causeNote', '=', filter.causeNote!))

const page = (ctx: Context, filter: PlannedFilter & Paging, span: { from: string; to: string }) =>
  chosen(ctx, filter, span)
    .innerJoin('notices', 'notices.id', 'noticeLines.noticeId')
    .innerJoin('orders', 'orders.id', 'notices.orderId')
    .innerJoin('customers', 'customers.id', 'orders.customerId')
    .leftJoin('subCodes', 'subCodes.code', 'operations.causeSub')
    .innerJoin('orderLines', 'orderLines.id', 'noticeLines.orderLineId')
    .select((where) => [
      'operations.id',
      'operations.noticeLineId',
      'operations.processName',
      'operations.workshop',
      'operations.quantity',
      'operations.good',
      'operations.plannedFinish',
      'operations.finishedOn',
      'operations.causeCode',
      'operations.causeSub',
      'operations.causeNote',
      'subCodes.name as causeSubName',
      goodInTime(where).as('goodInTime'),
      where.case().when(isLast(where)).then(1).else(0).end().as('last'),
      'notices.orderId',
      'orders.number as orderNumber',
      'customers.shortName',
      'customers.name as customerName',
      ...noticeGoodsColumns,
      'orderLines.unit',
    ])
    .orderBy('operations.plannedFinish')
    .orderBy('operations.id')
    .offset(filter.offset)
    .limit(filter.limit)
    .execute()
type Found = Awaited<ReturnType<typeof page>>[number]
interface Paging {
  offset: number
  limit: number
}

/** The new day of one process: of its line as far as this process. */
const forecastOf = (row: Found, chain: Operation[], today: string, works: WorksOn): string | null => {
  if (row.finishedOn !== null) return null
  const upTo = chain.slice(0, chain.findIndex(({ id }) => id === row.id) + 1)
  return forecastFinish(upTo, today, works, hasBegun(chain))
}

const rowOf = (row: Found, chain: Operation[], today: string, works: WorksOn): PlannedRow => ({
  operationId: row.id,
  orderId: row.orderId,
  orderNumber: row.orderNumber,
  customer: row.shortName || row.customerName,
  description: goodsOfNotice(row),
  unit: row.unit,
  processName: row.processName,
  workshop: row.workshop,
  last: row.last === 1,
  quantity: row.quantity,
  good: row.good,
  goodInTime: Number(row.goodInTime),
  plannedFinish: row.plannedFinish,
  finishedOn: row.finishedOn,
  inTime: row.finishedOn !== null && row.finishedOn <= row.plannedFinish,
  lateDays: lateDaysOf(row, today),
  causeCode: row.causeCode as CauseCode | null,
  causeSub: row.causeSub,
  causeSubName: row.causeSubName ?? '',
  causeNote: row.causeNote,
  forecastOn: forecastOf(row, chain, today, works),
})

/** The processes behind a figure of the plan, and the 未达成 list (duty 54): by planned day, a page at a time. */
export const planned = async (
  ctx: Context,
  filter: PlannedFilter & Paging,
): Promise<Output<typeof figures.planned>> => {
  const span = spanOf(ctx, filter.month)
  if (!span) return { rows: [], total: 0 }
  const found = await page(ctx, filter, span)
  const lineIds = found.filter(({ finishedOn }) => finishedOn === null).map(({ noticeLineId }) => noticeLineId)
  const chains = Map.groupBy(
    lineIds.length === 0 ? [] : await operationsOfLines(ctx, [...new Set(lineIds)]),
    ({ noticeLineId }) => noticeLineId,
  )
  const works = await workCalendar(ctx)
  const { total } = await chosen(ctx, filter, span)
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  return {
    rows: found.map((row) => rowOf(row, chains.get(row.noticeLineId) ?? [], ctx.today, works)),
    total: Number(total),
  }
}
