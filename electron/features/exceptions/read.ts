import { sql } from 'kysely'
import type { Output } from '../../../shared/contract.ts'
import {
  type Exception,
  type ExceptionChoice,
  type ExceptionLevel,
  type ExceptionPlace,
  type ExceptionRow,
  type exceptions,
  exceptionStateOf,
} from '../../../shared/exceptions.ts'
import type { CauseCode } from '../../../shared/operations.ts'
import { may } from '../../../shared/permissions.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Context } from '../../context.ts'
import { goodsOfNotice, noticeGoodsColumns, withGoods } from '../noticeGoods.ts'

/** This moment on this PC's clock, as an 异常单 is judged by it. */
export const momentOf = (ctx: Pick<Context, 'now' | 'today'>): { day: string; time: string } => {
  const now = new Date(ctx.now)
  const two = (part: number): string => String(part).padStart(2, '0')
  return { day: ctx.today, time: `${two(now.getHours())}:${two(now.getMinutes())}` }
}

const slips = (ctx: Context) =>
  ctx.db
    .selectFrom('exceptions')
    .innerJoin('users as holders', 'holders.id', 'exceptions.ownerId')
    .leftJoin('orders', 'orders.id', 'exceptions.orderId')
    .leftJoin('customers', 'customers.id', 'orders.customerId')
    .leftJoin('noticeLines', 'noticeLines.id', 'exceptions.noticeLineId')
    .leftJoin('orderLines', 'orderLines.id', 'noticeLines.orderLineId')
    .leftJoin('subCodes', 'subCodes.code', 'exceptions.causeSub')
    .selectAll('exceptions')
    .select([
      'holders.name as owner',
      'orders.number as orderNumber',
      'customers.shortName',
      'customers.name as customerName',
      ...noticeGoodsColumns,
      'subCodes.name as causeSubName',
    ])
type Found = Awaited<ReturnType<ReturnType<typeof slips>['execute']>>[number]

const rowOf = (ctx: Context, row: Found): ExceptionRow => ({
  id: row.id,
  number: row.number,
  sinceOn: row.sinceOn,
  orderId: row.orderId,
  orderNumber: row.orderNumber ?? '',
  customer: row.shortName || row.customerName || '',
  description: goodsOfNotice(row),
  processName: row.processName,
  workshop: row.workshop,
  causeCode: row.causeCode as CauseCode | null,
  causeSub: row.causeSub,
  causeSubName: row.causeSubName ?? '',
  what: row.what,
  ownerId: row.ownerId,
  owner: row.owner,
  clearOn: row.clearOn,
  clearTime: row.clearTime,
  state: exceptionStateOf(row, momentOf(ctx)),
  level: row.level as ExceptionLevel | null,
  clearedOn: row.clearedOn,
  stopHours: row.stopHours,
  stopPeople: row.stopPeople,
  costFen: may(ctx.user.role, 'prices.read') ? row.costFen : null,
})

interface Asked {
  state: ExceptionChoice
  workshop: string
  mine: boolean
  orderId: number | null
  offset: number
  limit: number
}

/** Open ones past their wanted time: what `exceptionStateOf` calls overdue, as a condition. */
const isOverdue = (ctx: Context) => {
  const { day, time } = momentOf(ctx)
  return sql<boolean>`("exceptions"."clearOn" < ${day} or ("exceptions"."clearOn" = ${day} and "exceptions"."clearTime" <> '' and "exceptions"."clearTime" < ${time}))`
}

const chosen = (ctx: Context, { state, workshop, mine, orderId }: Omit<Asked, 'offset' | 'limit'>) =>
  ctx.db
    .selectFrom('exceptions')
    .$if(state === 'open' || state === 'overdue', (rows) => rows.where('exceptions.state', '=', 'open'))
    .$if(state === 'overdue', (rows) => rows.where(isOverdue(ctx)))
    .$if(state === 'cleared', (rows) => rows.where('exceptions.state', '=', 'cleared'))
    .$if(workshop !== '', (rows) => rows.where('exceptions.workshop', '=', workshop))
    .$if(mine, (rows) => rows.where('exceptions.ownerId', '=', ctx.user.id))
    .$if(orderId !== null, (rows) => rows.where('exceptions.orderId', '=', orderId!))

/** The register of 异常单: what is open first, by the time it is wanted; then the newest. */
export const list = async (ctx: Context, asked: Asked): Promise<Output<typeof exceptions.list>> => {
  const { offset, limit, ...filter } = asked
  const first = await chosen(ctx, filter)
    .select('exceptions.id')
    .orderBy(({ eb }) => eb.case().when('exceptions.state', '=', 'open').then(0).else(1).end())
    .orderBy(({ eb }) =>
      eb.case().when('exceptions.state', '=', 'open').then(eb.ref('exceptions.clearOn')).else('').end(),
    )
    .orderBy('exceptions.id', 'desc')
    .offset(offset)
    .limit(limit)
    .execute()
  const ids = first.map(({ id }) => id)
  const found = ids.length === 0 ? [] : await slips(ctx).where('exceptions.id', 'in', ids).execute()
  const places = new Map(ids.map((id, place) => [id, place]))
  const { total } = await chosen(ctx, filter)
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  return {
    rows: found.toSorted((a, b) => places.get(a.id)! - places.get(b.id)!).map((row) => rowOf(ctx, row)),
    total: Number(total),
  }
}

export const counts = async (ctx: Context): Promise<Output<typeof exceptions.counts>> => {
  const row = await ctx.db
    .selectFrom('exceptions')
    .select(({ fn, eb }) => [
      fn.countAll<number>().as('open'),
      fn.sum<number>(eb.case().when(isOverdue(ctx)).then(1).else(0).end()).as('overdue'),
    ])
    .where('state', '=', 'open')
    .executeTakeFirstOrThrow()
  return { open: Number(row.open), overdue: Number(row.overdue ?? 0) }
}

export const readException = async (ctx: Context, id: number): Promise<Exception> => {
  const row = await slips(ctx)
    .innerJoin('users as openers', 'openers.id', 'exceptions.openedBy')
    .leftJoin('users as clearers', 'clearers.id', 'exceptions.clearedBy')
    .leftJoin('notices', 'notices.id', 'noticeLines.noticeId')
    .select(['openers.name as opener', 'clearers.name as clearer', 'notices.number as noticeNumber'])
    .where('exceptions.id', '=', id)
    .executeTakeFirst()
  if (!row) throw refuse('app.notFound')
  const levels = await ctx.db
    .selectFrom('exceptionLevels')
    .innerJoin('users', 'users.id', 'exceptionLevels.userId')
    .select(['level', 'exceptionLevels.name', 'words', 'users.name as by', 'at'])
    .where('exceptionId', '=', id)
    .orderBy('exceptionLevels.id')
    .execute()
  return {
    ...rowOf(ctx, row),
    operationId: row.operationId,
    noticeLineId: row.noticeLineId,
    noticeNumber: row.noticeNumber ?? '',
    solution: row.solution,
    customerAnswer: row.customerAnswer,
    openedBy: row.opener,
    openedAt: row.openedAt,
    clearedTime: row.clearedTime,
    clearedBy: row.clearer,
    how: row.how,
    levels: levels.map((each) => ({ ...each, level: each.level as ExceptionLevel })),
    voidReason: row.voidReason,
    version: row.version,
  }
}

const inWork = (ctx: Context) =>
  ctx.db
    .selectFrom('noticeLines')
    .innerJoin('notices', 'notices.id', 'noticeLines.noticeId')
    .innerJoin('operations', 'operations.noticeLineId', 'noticeLines.id')
    .innerJoin('orderLines', 'orderLines.id', 'noticeLines.orderLineId')
    .innerJoin('orders', 'orders.id', 'notices.orderId')
    .innerJoin('customers', 'customers.id', 'orders.customerId')
    .select([
      'operations.id as operationId',
      'operations.processName',
      'operations.workshop',
      'operations.causeCode',
      'operations.causeSub',
      'orders.number as orderNumber',
      'customers.shortName',
      'customers.name as customerName',
      ...noticeGoodsColumns,
    ])
type Place = Awaited<ReturnType<ReturnType<typeof inWork>['execute']>>[number]

const placeOf = (place: Place): ExceptionPlace => {
  const { shortName, customerName, causeCode, ...row } = withGoods(place)
  return { ...row, customer: shortName || customerName, causeCode: causeCode as CauseCode | null }
}

/** Processes in work whose order, customer, goods or name has every word that was typed. */
export const places = async (ctx: Context, { typed }: { typed: string }): Promise<ExceptionPlace[]> => {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return []
  const text = sql<string>`lower("orders"."number" || ' ' || "notices"."number" || ' ' || "customers"."shortName" || ' ' || "customers"."name" || ' ' || "orderLines"."name" || ' ' || "orderLines"."spec" || ' ' || "operations"."processName" || ' ' || "operations"."workshop")`
  const rows = await inWork(ctx)
    .where('noticeLines.state', 'in', ['making', 'partly'])
    .where('operations.finishedOn', 'is', null)
    .where(({ and, eb }) => and(words.map((word) => eb(text, 'like', `%${word.replaceAll(/[%_]/g, '')}%`))))
    .orderBy('orderLines.dueOn')
    .orderBy('operations.noticeLineId')
    .orderBy('operations.sequence')
    .limit(20)
    .execute()
  return rows.map(placeOf)
}

export const place = async (ctx: Context, { operationId }: { operationId: number }): Promise<ExceptionPlace> => {
  const row = await inWork(ctx).where('operations.id', '=', operationId).executeTakeFirst()
  if (!row) throw refuse('app.notFound')
  return placeOf(row)
}
