import type { Settlement } from '../../../shared/customers.ts'
import { dateOf, daysBetween } from '../../../shared/dates.ts'
import type { PromiseRow } from '../../../shared/messages.ts'
import { forecastFinish } from '../../../shared/operationPlan.ts'
import { may } from '../../../shared/permissions.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Answer, AnswerLine, AnswerOrder } from '../../../shared/search.ts'
import type { SignBackKind } from '../../../shared/signBacks.ts'
import type { Context } from '../../context.ts'
import { creditOf } from '../customers.ts'
import { promisesOf } from '../messages.ts'
import { operationsOfLines } from '../operations/board.ts'
import { workCalendar } from '../settings.ts'

const closed = ['void', 'delivered', 'completed', 'settled']

interface Work {
  process: string | null
  done: number
  finished: number
  forecastOn: string | null
}

/** Where the work of each order line is: the first process not finished, what came through it, and its forecast end. */
const workOf = async (ctx: Context, orderIds: number[]): Promise<Map<number, Work>> => {
  const made = await ctx.db
    .selectFrom('noticeLines')
    .innerJoin('notices', 'notices.id', 'noticeLines.noticeId')
    .select(['noticeLines.id', 'noticeLines.orderLineId', 'noticeLines.finishedQuantity'])
    .where('notices.orderId', 'in', orderIds)
    .where('notices.voidedAt', 'is', null)
    .orderBy('noticeLines.id')
    .execute()
  if (made.length === 0) return new Map()
  const operations = await operationsOfLines(
    ctx,
    made.map(({ id }) => id),
  )
  const chains = Map.groupBy(operations, ({ noticeLineId }) => noticeLineId)
  const works = await workCalendar(ctx)
  const found = new Map<number, Work>()
  for (const { id, orderLineId, finishedQuantity } of made) {
    const chain = chains.get(id) ?? []
    const before = found.get(orderLineId)
    const at = chain.find(({ finishedOn }) => finishedOn === null)
    const ends = [before?.forecastOn, forecastFinish(chain, ctx.today, works)].filter((day) => day != null)
    found.set(orderLineId, {
      process: before?.process ?? at?.processName ?? null,
      done: before?.process ? before.done : (at?.good ?? 0),
      finished: (before?.finished ?? 0) + finishedQuantity,
      forecastOn: ends.toSorted().at(-1) ?? null,
    })
  }
  return found
}

const linesOf = async (ctx: Context, orderIds: number[]): Promise<Map<number, AnswerLine[]>> => {
  const lines = await ctx.db
    .selectFrom('orderLines')
    .select([
      'id as orderLineId',
      'orderId',
      'name',
      'spec',
      'colour',
      'unit',
      'quantity',
      'deliveredQuantity as delivered',
      'dueOn',
    ])
    .where('orderId', 'in', orderIds)
    .where('cancelledAt', 'is', null)
    .orderBy('orderId')
    .orderBy('sequence')
    .execute()
  const work = await workOf(ctx, orderIds)
  const nothing: Work = { process: null, done: 0, finished: 0, forecastOn: null }
  const result = new Map<number, AnswerLine[]>()
  for (const { orderId, ...line } of lines)
    result.set(orderId, [...(result.get(orderId) ?? []), { ...line, ...(work.get(line.orderLineId) ?? nothing) }])
  return result
}

const openOrdersOf = async (
  ctx: Context,
  customerId: number,
  orderId: number | null,
): Promise<{ orders: AnswerOrder[]; total: number }> => {
  const rows = ctx.db.selectFrom('orders').where('customerId', '=', customerId)
  const open = rows.where('state', 'not in', closed)
  const { total } = await open.select(({ fn }) => fn.countAll().as('total')).executeTakeFirstOrThrow()
  const found = await (orderId === null ? open : rows.where('id', '=', orderId))
    .select(['id', 'number', 'customerPo', 'state', 'dueOn', 'rush'])
    .orderBy('rush', 'desc')
    .orderBy('dueOn')
    .orderBy('id')
    .limit(30)
    .execute()
  if (found.length === 0) return { orders: [], total: Number(total) }
  const lines = await linesOf(
    ctx,
    found.map(({ id }) => id),
  )
  const orders = found.map((order) => ({
    ...order,
    rush: order.rush === 1,
    lines: lines.get(order.id) ?? [],
  }))
  return { orders, total: Number(total) }
}

/** The promise a caller is held to, how many there were for the same matter since goods last left, and whether they left. */
const promiseOf = async (
  ctx: Context,
  customerId: number,
  orderId: number | null,
): Promise<Pick<Answer, 'lastPromise' | 'promises' | 'promiseDelivered'>> => {
  const all = await promisesOf(ctx, customerId, 100)
  const about = orderId === null ? all : all.filter((each) => each.orderId === null || each.orderId === orderId)
  const last = about[0]
  if (!last) return { lastPromise: null, promises: 0, promiseDelivered: false }
  const released = await ctx.db
    .selectFrom('deliveryNotes')
    .select('releasedAt')
    .where('customerId', '=', customerId)
    .where('kind', '=', 'delivery')
    .where('releasedAt', 'is not', null)
    .where('voidedAt', 'is', null)
    .orderBy('releasedAt', 'desc')
    .limit(1)
    .executeTakeFirst()
  const left = released?.releasedAt ?? ''
  const sameMatter = (each: PromiseRow): boolean => each.orderId === last.orderId
  const standing = about.filter((each) => sameMatter(each) && each.at > left)
  return {
    lastPromise: last,
    promises: Math.max(1, standing.length),
    promiseDelivered: last.at <= left,
  }
}

const unsignedOf = async (ctx: Context, customerId: number): Promise<Answer['unsigned']> => {
  const rows = await ctx.db
    .selectFrom('signBacks')
    .select(['kind', 'documentId', 'documentNumber', 'sentAt'])
    .where('customerId', '=', customerId)
    .where('state', '=', 'waiting')
    .orderBy('sentAt')
    .limit(20)
    .execute()
  return rows.map(({ kind, documentId, documentNumber, sentAt }) => ({
    kind: kind as SignBackKind,
    documentId,
    number: documentNumber,
    days: Math.max(0, daysBetween(dateOf(new Date(sentAt)), ctx.today)),
  }))
}

const lastDeliveryOf = async (ctx: Context, customerId: number): Promise<Answer['lastDelivery']> => {
  const last = await ctx.db
    .selectFrom('deliveryNotes')
    .select(['id', 'number', 'deliveryOn as on', 'totalPacks as packs', 'driver'])
    .where('customerId', '=', customerId)
    .where('kind', '=', 'delivery')
    .where('releasedAt', 'is not', null)
    .where('voidedAt', 'is', null)
    .orderBy('deliveryOn', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return last ?? null
}

/** Everything a caller may ask, read in one go (duties 44, 50). */
export const answerCaller = async (ctx: Context, customerId: number, orderId: number | null): Promise<Answer> => {
  const card = await ctx.db
    .selectFrom('customers')
    .select([
      'id',
      'name',
      'shortName',
      'grade',
      'contact',
      'phone',
      'settlement',
      'depositBasisPoints',
      'termDays',
      'blacklistNote',
    ])
    .where('id', '=', customerId)
    .executeTakeFirst()
  if (!card) throw refuse('app.notFound')
  const settlement = card.settlement as Settlement
  const credit = may(ctx.user.role, 'prices.read') ? await creditOf(ctx, customerId) : null
  const ahead = settlement === 'deposit' || settlement === 'prepaid'
  const toPay = credit === null ? null : credit.owedFen + (ahead ? credit.onOrderFen : 0)
  const { orders, total } = await openOrdersOf(ctx, customerId, orderId)
  return {
    customer: {
      ...card,
      settlement,
      limitFen: credit?.limitFen ?? null,
      owedFen: credit?.owedFen ?? null,
      usedFen: credit?.usedFen ?? null,
      overdueFen: credit?.overdueFen ?? null,
    },
    orders,
    openOrders: total,
    unpaidFen: toPay === null ? null : Math.max(0, toPay),
    ...(await promiseOf(ctx, customerId, orderId)),
    unsigned: await unsignedOf(ctx, customerId),
    lastDelivery: await lastDeliveryOf(ctx, customerId),
  }
}
