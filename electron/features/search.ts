import { sql } from 'kysely'
import type { Answer, Hit, search } from '../../shared/search.ts'
import { daysBetween } from '../../shared/dates.ts'
import { may } from '../../shared/permissions.ts'
import { refuse } from '../../shared/refusals.ts'
import type { Context, Handlers } from '../context.ts'
import { findByTerm, type SearchKind } from '../db/search.ts'
import { creditOf } from './customers.ts'
import { promisesOf } from './messages.ts'

const closed = ['void', 'delivered', 'completed', 'settled']

const customerHits = async (ctx: Context, ids: number[]): Promise<Hit[]> => {
  if (ids.length === 0) return []
  const rows = await ctx.db.selectFrom('customers').select(['id', 'shortName', 'name', 'contact', 'phone']).where('id', 'in', ids).execute()
  const hits = rows.map(({ id, shortName, name, contact, phone }): Hit => ({ kind: 'customer', id, customerId: id, title: shortName, detail: [name === shortName ? '' : name, contact, phone].filter(Boolean).join(' · ') }))
  return hits.sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id))
}

const orderHits = async (ctx: Context, ids: number[]): Promise<Hit[]> => {
  if (ids.length === 0) return []
  const rows = await ctx.db
    .selectFrom('orders')
    .innerJoin('customers', 'customers.id', 'orders.customerId')
    .select(['orders.id', 'orders.number', 'orders.customerId', 'orders.customerPo', 'orders.dueOn', 'customers.shortName'])
    .where('orders.id', 'in', ids)
    .execute()
  const hits = rows.map(({ id, number, customerId, customerPo, dueOn, shortName }): Hit => ({ kind: 'order', id, customerId, title: number, detail: [shortName, customerPo, dueOn].filter(Boolean).join(' · ') }))
  return hits.sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id))
}

const productHits = async (ctx: Context, ids: number[]): Promise<Hit[]> => {
  if (ids.length === 0) return []
  const rows = await ctx.db.selectFrom('products').select(['id', 'code', 'name', 'spec', 'unit', 'sellingPoints']).where('id', 'in', ids).execute()
  return rows.map(({ id, code, name, spec, sellingPoints }) => ({ kind: 'product', id, customerId: null, title: code, detail: [name, spec, sellingPoints].filter(Boolean).join(' · ') }))
}

const paperTables = { delivery: ['deliveryNotes', 'deliveryOn'], receipt: ['receipts', 'receivedOn'], statement: ['statements', 'periodTo'] } as const

const paperHits = async (ctx: Context, kind: keyof typeof paperTables, ids: number[]): Promise<Hit[]> => {
  if (ids.length === 0) return []
  const [table, day] = paperTables[kind]
  const { rows } = await sql<{ id: number; number: string; customerId: number; shortName: string; on: string }>`
    select p."id", p."number", p."customerId", c."shortName", p.${sql.ref(day)} as "on" from ${sql.table(table)} p join "customers" c on c."id" = p."customerId" where p."id" in (${sql.join(ids)}) order by p."id" desc`.execute(ctx.db)
  return rows.map(({ id, number, customerId, shortName, on }) => ({ kind, id, customerId, title: number, detail: `${shortName} · ${on}` }))
}

const noticeHits = async (ctx: Context, ids: number[]): Promise<Hit[]> => {
  if (ids.length === 0) return []
  const rows = await ctx.db
    .selectFrom('notices')
    .innerJoin('orders', 'orders.id', 'notices.orderId')
    .innerJoin('customers', 'customers.id', 'orders.customerId')
    .select(['notices.id', 'notices.number', 'orders.customerId', 'orders.number as orderNumber', 'customers.shortName'])
    .where('notices.id', 'in', ids)
    .execute()
  return rows.map(({ id, number, customerId, orderNumber, shortName }) => ({ kind: 'notice', id, customerId, title: number, detail: `${shortName} · ${orderNumber}` }))
}

const find = async (ctx: Context, typed: string): Promise<Hit[]> => {
  if (typed === '') return []
  const ids = (kind: SearchKind, limit = 6): Promise<number[]> => findByTerm(ctx, kind, typed, limit)
  const orders = [...new Set([...(await ids('order')), ...(await ids('po'))])]
  const money = may(ctx.user.role, 'receipts.read')
  return [
    ...(await customerHits(ctx, await ids('customer', 8))),
    ...(await orderHits(ctx, orders)),
    ...(await productHits(ctx, await ids('product'))),
    ...(await noticeHits(ctx, await ids('notice'))),
    ...(await paperHits(ctx, 'delivery', await ids('delivery'))),
    ...(money ? await paperHits(ctx, 'receipt', await ids('receipt')) : []),
    ...(may(ctx.user.role, 'statements.read') ? await paperHits(ctx, 'statement', await ids('statement')) : []),
  ]
}

type AnswerOrder = Answer['orders'][number]

/** Where each line of these orders is: the first process not finished, what came through it, and its planned end. */
const linesOf = async (ctx: Context, orderIds: number[]): Promise<Map<number, AnswerOrder['lines']>> => {
  const lines = await ctx.db
    .selectFrom('orderLines')
    .select(['id', 'orderId', 'name', 'spec', 'colour', 'unit', 'quantity', 'deliveredQuantity'])
    .where('orderId', 'in', orderIds)
    .orderBy('orderId')
    .orderBy('sequence')
    .execute()
  const work = await ctx.db
    .selectFrom('noticeLines')
    .innerJoin('notices', 'notices.id', 'noticeLines.noticeId')
    .innerJoin('orderLines', 'orderLines.id', 'noticeLines.orderLineId')
    .innerJoin('operations', 'operations.noticeLineId', 'noticeLines.id')
    .select(['noticeLines.id as noticeLineId', 'noticeLines.orderLineId', 'noticeLines.finishedQuantity', 'operations.processName', 'operations.sequence', 'operations.good', 'operations.quantity', 'operations.plannedFinish', 'operations.finishedOn'])
    .where('orderLines.orderId', 'in', orderIds)
    .where('notices.voidedAt', 'is', null)
    .orderBy('noticeLines.id')
    .orderBy('operations.sequence')
    .execute()
  const byLine = Map.groupBy(work, ({ orderLineId }) => orderLineId)
  const result = new Map<number, AnswerOrder['lines']>()
  for (const line of lines) {
    const steps = byLine.get(line.id) ?? []
    const at = steps.find(({ finishedOn }) => finishedOn === null) ?? steps.at(-1)
    const finished = [...new Map(steps.map((step) => [step.noticeLineId, step.finishedQuantity])).values()].reduce((sum, each) => sum + each, 0)
    const said = { orderLineId: line.id, description: [line.name, line.spec, line.colour].filter(Boolean).join(' '), unit: line.unit, quantity: line.quantity, delivered: line.deliveredQuantity, finished, process: at?.processName ?? null, done: at?.good ?? 0, forecastOn: steps.at(-1)?.plannedFinish ?? null }
    result.set(line.orderId, [...(result.get(line.orderId) ?? []), said])
  }
  return result
}

const openOrdersOf = async (ctx: Context, customerId: number, orderId: number | null): Promise<{ orders: AnswerOrder[]; total: number }> => {
  const rows = ctx.db.selectFrom('orders').where('customerId', '=', customerId)
  const open = orderId === null ? rows.where('state', 'not in', closed) : rows.where('id', '=', orderId)
  const { total } = await rows.where('state', 'not in', closed).select(({ fn }) => fn.countAll().as('total')).executeTakeFirstOrThrow()
  const found = await open.select(['id', 'number', 'customerPo', 'state', 'dueOn', 'rush']).orderBy('rush', 'desc').orderBy('dueOn').limit(30).execute()
  if (found.length === 0) return { orders: [], total: Number(total) }
  const lines = await linesOf(ctx, found.map(({ id }) => id))
  return { orders: found.map((order) => ({ ...order, rush: order.rush === 1, lines: lines.get(order.id) ?? [] })), total: Number(total) }
}

const answer = async (ctx: Context, customerId: number, orderId: number | null): Promise<Answer> => {
  const customer = await ctx.db.selectFrom('customers').selectAll().where('id', '=', customerId).executeTakeFirst()
  if (!customer) throw refuse('app.notFound')
  const credit = await creditOf(ctx, customerId)
  const seesMoney = may(ctx.user.role, 'prices.read')
  const { orders, total } = await openOrdersOf(ctx, customerId, orderId)
  const promises = await promisesOf(ctx, customerId, 100)
  const about = orderId === null ? promises : promises.filter((promise) => promise.orderId === null || promise.orderId === orderId)
  const unsigned = await ctx.db.selectFrom('signBacks').select(['documentNumber', 'sentAt']).where('customerId', '=', customerId).where('state', '=', 'waiting').orderBy('sentAt').limit(20).execute()
  const last = await ctx.db
    .selectFrom('deliveryNotes')
    .select(['number', 'deliveryOn', 'totalPacks', 'driver'])
    .where('customerId', '=', customerId)
    .where('kind', '=', 'delivery')
    .where('releasedAt', 'is not', null)
    .where('voidedAt', 'is', null)
    .orderBy('deliveryOn', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  const { id, name, shortName, grade, contact, phone, settlement, depositBasisPoints } = customer
  return {
    customer: { id, name, shortName, grade, contact, phone, settlement: settlement as 'cash', depositBasisPoints, limitFen: seesMoney ? credit.limitFen : 0, owedFen: seesMoney ? credit.owedFen : 0, overdueFen: seesMoney ? credit.overdueFen : 0, blacklistNote: credit.blacklistNote },
    orders,
    openOrders: total,
    unpaidFen: seesMoney ? credit.owedFen : null,
    lastPromise: about[0] ?? null,
    promises: about.length,
    unsigned: unsigned.map(({ documentNumber, sentAt }) => ({ number: documentNumber, days: Math.max(0, daysBetween(sentAt.slice(0, 10), ctx.today)) })),
    lastDelivery: last ? { number: last.number, on: last.deliveryOn, packs: last.totalPacks, driver: last.driver } : null,
  }
}

export const searchHandlers: Handlers<typeof search> = {
  find: (ctx, { typed }) => find(ctx, typed),
  answer: (ctx, { customerId, orderId }) => answer(ctx, customerId, orderId),
}
