import { sql } from 'kysely'
import type { Output } from '../../../shared/contract.ts'
import type { figures, FigureFilter } from '../../../shared/figures.ts'
import type { Context } from '../../context.ts'
import { noticeGoodsColumns, withGoods } from '../noticeGoods.ts'
import { spanOf } from './planned.ts'

type Span = { from: string; to: string }

/** Standard time of the good of a report, thousandths of a minute: cut, not rounded, so that taking it back takes it back whole. */
const standardTime = sql<number>`"dailyReports"."good" * "operations"."standardMinutes" / 1000`

/** Every entry of the month's daily reports; one that takes another back stands on the same day with a minus. */
const reportsIn = (ctx: Context, filter: FigureFilter, span: Span) =>
  ctx.db
    .selectFrom('dailyReports')
    .innerJoin('operations', 'operations.id', 'dailyReports.operationId')
    .where('dailyReports.reportedOn', '>=', span.from)
    .where('dailyReports.reportedOn', '<=', span.to)
    .$if(filter.workshop !== null, (rows) => rows.where('dailyReports.workshop', '=', filter.workshop!))
    .$if(filter.process !== null, (rows) => rows.where('operations.processName', '=', filter.process!))
    .$if(filter.customerId !== null, (rows) =>
      rows.where((where) =>
        where.exists(
          where
            .selectFrom('noticeLines')
            .innerJoin('orderLines', 'orderLines.id', 'noticeLines.orderLineId')
            .select('noticeLines.id')
            .whereRef('noticeLines.id', '=', 'operations.noticeLineId')
            .where('orderLines.customerId', '=', filter.customerId!),
        ),
      ),
    )

/** The sums of the reports by workshop and process (duty 52); hours count for each of the people who worked them. */
export const reportedSums = (ctx: Context, filter: FigureFilter, span: Span) =>
  reportsIn(ctx, filter, span)
    .select(({ fn, eb }) => [
      'dailyReports.workshop',
      'operations.processName',
      fn.min('operations.sequence').as('sequence'),
      fn.sum<number>('dailyReports.good').as('good'),
      fn.sum<number>('dailyReports.bad').as('bad'),
      fn
        .sum<number>(eb.case().when('dailyReports.hours', '<>', 0).then(eb.ref('dailyReports.good')).else(0).end())
        .as('timedGood'),
      fn
        .sum<number>(
          eb(
            'dailyReports.hours',
            '*',
            eb.case().when('dailyReports.people', '=', 0).then(1).else(eb.ref('dailyReports.people')).end(),
          ),
        )
        .as('personHours'),
      fn.sum<number>(eb.case().when('dailyReports.hours', '<>', 0).then(standardTime).else(0).end()).as('standardTime'),
      fn
        .sum<number>(
          eb
            .case()
            .when('operations.standardMinutes', '=', 0)
            .then(0)
            .else(
              eb(
                'dailyReports.hours',
                '*',
                eb.case().when('dailyReports.people', '=', 0).then(1).else(eb.ref('dailyReports.people')).end(),
              ),
            )
            .end(),
        )
        .as('standardHours'),
      fn
        .sum<number>(
          eb
            .case()
            .when(eb.or([eb('dailyReports.hours', '<>', 0), eb('dailyReports.good', '=', 0)]))
            .then(0)
            .when('dailyReports.reverses', 'is', null)
            .then(1)
            .else(-1)
            .end(),
        )
        .as('untimed'),
    ])
    .groupBy(['dailyReports.workshop', 'operations.processName'])
    .execute()

type Asked = FigureFilter & { timed: boolean; standard: boolean; offset: number; limit: number }

/** The daily reports behind 不良率 and 效率, by day, a page at a time. */
export const reported = async (ctx: Context, asked: Asked): Promise<Output<typeof figures.reported>> => {
  const span = spanOf(ctx, asked.month)
  if (!span) return { rows: [], total: 0 }
  const chosen = () =>
    reportsIn(ctx, asked, span)
      .$if(asked.timed, (rows) => rows.where('dailyReports.hours', '<>', 0))
      .$if(asked.standard, (rows) => rows.where('operations.standardMinutes', '<>', 0))
  const rows = await chosen()
    .innerJoin('noticeLines', 'noticeLines.id', 'operations.noticeLineId')
    .innerJoin('notices', 'notices.id', 'noticeLines.noticeId')
    .innerJoin('orders', 'orders.id', 'notices.orderId')
    .innerJoin('customers', 'customers.id', 'orders.customerId')
    .innerJoin('orderLines', 'orderLines.id', 'noticeLines.orderLineId')
    .innerJoin('users', 'users.id', 'dailyReports.userId')
    .select([
      'dailyReports.id',
      'dailyReports.reportedOn',
      'dailyReports.workshop',
      'notices.orderId',
      'orders.number as orderNumber',
      'customers.shortName',
      'customers.name as customerName',
      ...noticeGoodsColumns,
      'orderLines.unit',
      'operations.processName',
      'dailyReports.good',
      'dailyReports.bad',
      'dailyReports.hours',
      'dailyReports.people',
      'dailyReports.reverses',
      'users.name as by',
      standardTime.as('standardTime'),
    ])
    .orderBy('dailyReports.reportedOn')
    .orderBy('dailyReports.id')
    .offset(asked.offset)
    .limit(asked.limit)
    .execute()
  const { total } = await chosen()
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  return {
    rows: rows.map(withGoods).map(({ shortName, customerName, ...row }) => ({
      ...row,
      customer: shortName || customerName,
      standardTime: row.hours === 0 ? 0 : Number(row.standardTime),
      personHours: row.hours * (row.people === 0 ? 1 : row.people),
    })),
    total: Number(total),
  }
}
