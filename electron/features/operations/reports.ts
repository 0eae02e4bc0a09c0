import type { Output } from '../../../shared/contract.ts'
import { daysBetween, plusDays } from '../../../shared/dates.ts'
import { availableOf, type CauseCode, type OpenOperation, type operations } from '../../../shared/operations.ts'
import type { Context } from '../../context.ts'
import { goodsOfNotice, noticeGoodsColumns, withGoods } from '../noticeGoods.ts'
import { troubleCauses, troubleSaysWhy } from './troubleCauses.ts'

const unfinished = (ctx: Context) =>
  ctx.db
    .selectFrom('operations')
    .innerJoin('noticeLines', 'noticeLines.id', 'operations.noticeLineId')
    .innerJoin('notices', 'notices.id', 'noticeLines.noticeId')
    .innerJoin('orderLines', 'orderLines.id', 'noticeLines.orderLineId')
    .innerJoin('orders', 'orders.id', 'notices.orderId')
    .innerJoin('customers', 'customers.id', 'orders.customerId')
    .leftJoin('operations as previous', (join) =>
      join
        .onRef('previous.noticeLineId', '=', 'operations.noticeLineId')
        .on((on) => on('previous.sequence', '=', on('operations.sequence', '-', 1))),
    )
    .leftJoin('subCodes', 'subCodes.code', 'operations.causeSub')
    .select([
      'operations.id',
      'operations.noticeLineId',
      'operations.processName',
      'operations.workshop',
      'operations.quantity',
      'operations.good',
      'operations.bad',
      'operations.scrap',
      'operations.plannedStart',
      'operations.plannedFinish',
      'operations.causeCode',
      'operations.causeSub',
      'operations.causeNote',
      'subCodes.name as causeSubName',
      'previous.id as previousId',
      'previous.good as passedOn',
      'notices.number as noticeNumber',
      'notices.orderId',
      'notices.rush',
      'orders.number as orderNumber',
      'customers.shortName',
      'customers.name as customerName',
      ...noticeGoodsColumns,
      'orderLines.unit',
      'orderLines.dueOn',
    ])
    .where('operations.finishedOn', 'is', null)
    .where('noticeLines.state', 'in', ['making', 'partly'])
type Unfinished = Awaited<ReturnType<ReturnType<typeof unfinished>['execute']>>[number]

const customerOf = (row: { shortName: string; customerName: string }): string => row.shortName || row.customerName

const openOperation = (row: Unfinished, day: string, last: OpenOperation['last']): OpenOperation => ({
  operationId: row.id,
  noticeLineId: row.noticeLineId,
  noticeNumber: row.noticeNumber,
  orderNumber: row.orderNumber,
  customer: customerOf(row),
  description: goodsOfNotice(row),
  unit: row.unit,
  processName: row.processName,
  workshop: row.workshop,
  rush: row.rush === 1,
  quantity: row.quantity,
  good: row.good,
  bad: row.bad,
  scrap: row.scrap,
  previousId: row.previousId,
  passedOn: row.previousId === null ? null : (row.passedOn ?? 0),
  available: availableOf({ ...row, passedOn: row.previousId === null ? null : (row.passedOn ?? 0) }),
  plannedStart: row.plannedStart,
  plannedFinish: row.plannedFinish,
  dueOn: row.dueOn,
  late: day > row.plannedFinish,
  lateDays: Math.max(0, daysBetween(row.plannedFinish, day)),
  causeCode: row.causeCode as CauseCode | null,
  causeSub: row.causeSub,
  causeSubName: row.causeSubName ?? '',
  causeNote: row.causeNote,
  last,
})

/** Days a workshop's last report of a process is looked for: older people and machines say nothing of today. */
const daysBack = 14

/** What each process of a workshop had for hours, people and machine in its last report that stands. */
const lastReports = async (
  ctx: Context,
  workshop: string,
  day: string,
): Promise<Map<string, OpenOperation['last']>> => {
  const rows = await ctx.db
    .selectFrom('dailyReports')
    .innerJoin('operations', 'operations.id', 'dailyReports.operationId')
    .leftJoin('dailyReports as taken', 'taken.reverses', 'dailyReports.id')
    .select(['operations.processName', 'dailyReports.workshop', 'dailyReports.reportedOn'])
    .select(['dailyReports.hours', 'dailyReports.people', 'dailyReports.machine'])
    .select(['dailyReports.reverses', 'taken.id as takenBy'])
    .where('dailyReports.reportedOn', '>=', plusDays(day, -daysBack))
    .where('dailyReports.reportedOn', '<=', day)
    .$if(workshop !== '', (some) => some.where('dailyReports.workshop', '=', workshop))
    .where('dailyReports.origin', '=', 'report')
    .where(({ or, eb }) =>
      or([eb('dailyReports.people', '>', 0), eb('dailyReports.machine', '<>', ''), eb('dailyReports.hours', '>', 0)]),
    )
    .orderBy('dailyReports.reportedOn')
    .orderBy('dailyReports.id')
    .execute()
  // looked at here: an index over all entries that take nothing back would lead the database astray
  const standing = rows.filter(({ reverses, takenBy }) => reverses === null && takenBy === null)
  return new Map(
    standing.map(({ processName, workshop: at, reportedOn, hours, people, machine }) => [
      `${at} ${processName}`,
      { on: reportedOn, hours, people, machine },
    ]),
  )
}

/**
 * The rows of a workshop's daily report, filled in beforehand (duty 52): what has work to do, and what gets work
 * from a row above it on the same report. By due date, rush first.
 */
export const openForReport = async (
  ctx: Context,
  { workshop, day }: { workshop: string; day: string },
): Promise<OpenOperation[]> => {
  const rows = await unfinished(ctx)
    // what is at a factory is reported by what comes back of it
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('outsideLines')
            .select('outsideLines.id')
            .whereRef('outsideLines.operationId', '=', 'operations.id')
            .where('outsideLines.state', 'in', ['out', 'partly']),
        ),
      ),
    )
    .$if(workshop !== '', (all) => all.where('operations.workshop', '=', workshop))
    .orderBy('orderLines.dueOn')
    .orderBy('notices.rush', 'desc')
    .orderBy('operations.noticeLineId')
    .orderBy('operations.sequence')
    .limit(500)
    .execute()
  const last = await lastReports(ctx, workshop, day)
  const causes = await troubleCauses(
    ctx,
    rows.flatMap(({ id, causeCode }) => (causeCode === null ? [id] : [])),
  )
  const shown = new Set<number>()
  return rows.flatMap((row) => {
    const said = causes.get(row.id)
    const open = openOperation(
      said ? { ...row, ...said } : row,
      day,
      last.get(`${row.workshop} ${row.processName}`) ?? null,
    )
    if (open.available === 0 && !shown.has(row.previousId ?? 0)) return []
    shown.add(row.id)
    return [open]
  })
}

/** Late processes that could have worked and for which nobody has said why (duty 60), the longest first. */
export const missingCauses = async (ctx: Context): Promise<Output<typeof operations.missingCauses>> => {
  const rows = await unfinished(ctx)
    .where('operations.plannedFinish', '<', ctx.today)
    .where('operations.causeCode', 'is', null)
    .where(({ not }) => not(troubleSaysWhy))
    .where((where) =>
      where.or([
        where('previous.id', 'is', null),
        where('previous.good', '>', where('operations.good', '+', where.ref('operations.scrap'))),
      ]),
    )
    .orderBy('operations.plannedFinish')
    .orderBy('operations.id')
    .limit(200)
    .execute()
  return rows.map((row) => ({
    operationId: row.id,
    noticeLineId: row.noticeLineId,
    orderId: row.orderId,
    orderNumber: row.orderNumber,
    customer: customerOf(row),
    description: goodsOfNotice(row),
    processName: row.processName,
    workshop: row.workshop,
    plannedFinish: row.plannedFinish,
    lateDays: daysBetween(row.plannedFinish, ctx.today),
    remaining: row.quantity - row.good,
    unit: row.unit,
  }))
}

type Span = { offset: number; limit: number; from: string; to: string; workshop: string }

const spanOf = (ctx: Context, { from, to, workshop }: Omit<Span, 'offset' | 'limit'>) =>
  ctx.db
    .selectFrom('dailyReports')
    .innerJoin('operations', 'operations.id', 'dailyReports.operationId')
    .where('dailyReports.reportedOn', '>=', from)
    .where('dailyReports.reportedOn', '<=', to)
    .$if(workshop !== '', (rows) => rows.where('dailyReports.workshop', '=', workshop))

/** Daily reports of some days with what took them back, newest first. */
export const reports = async (ctx: Context, asked: Span): Promise<Output<typeof operations.reports>> => {
  const rows = await spanOf(ctx, asked)
    .innerJoin('noticeLines', 'noticeLines.id', 'operations.noticeLineId')
    .innerJoin('notices', 'notices.id', 'noticeLines.noticeId')
    .innerJoin('orders', 'orders.id', 'notices.orderId')
    .innerJoin('orderLines', 'orderLines.id', 'noticeLines.orderLineId')
    .innerJoin('users', 'users.id', 'dailyReports.userId')
    .leftJoin('dailyReports as taken', 'taken.reverses', 'dailyReports.id')
    .leftJoin('subCodes', 'subCodes.code', 'dailyReports.causeSub')
    .select([
      'dailyReports.id',
      'dailyReports.reportedOn',
      'dailyReports.workshop',
      'dailyReports.operationId',
      'notices.number as noticeNumber',
      'orders.number as orderNumber',
      ...noticeGoodsColumns,
      'orderLines.unit',
      'operations.processName',
      'dailyReports.good',
      'dailyReports.bad',
      'dailyReports.rework',
      'dailyReports.scrap',
      'dailyReports.hours',
      'dailyReports.people',
      'dailyReports.machine',
      'dailyReports.shift',
      'dailyReports.origin',
      'dailyReports.causeCode',
      'dailyReports.causeSub',
      'dailyReports.causeNote',
      'subCodes.name as causeSubName',
      'dailyReports.reverses',
      'taken.id as takenBy',
      'users.name as by',
      'dailyReports.at',
    ])
    .orderBy('dailyReports.reportedOn', 'desc')
    .orderBy('dailyReports.id', 'desc')
    .offset(asked.offset)
    .limit(asked.limit)
    .execute()
  const { total } = await spanOf(ctx, asked)
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  return {
    rows: rows.map(withGoods).map(({ takenBy, causeCode, causeSubName, ...row }) => ({
      ...row,
      causeSubName: causeSubName ?? '',
      causeCode: causeCode as CauseCode | null,
      reversed: takenBy !== null,
    })),
    total: Number(total),
  }
}
