import { sql } from 'kysely'
import type { Settlement } from '../../../shared/customers.ts'
import { dateOf, daysBetween } from '../../../shared/dates.ts'
import type { PromiseRow } from '../../../shared/messages.ts'
import { forecastFinish, hasBegun } from '../../../shared/operationPlan.ts'
import { may } from '../../../shared/permissions.ts'
import { refuse } from '../../../shared/refusals.ts'
import { type Answer, type AnswerLine, type AnswerOrder, promiseOfOrder } from '../../../shared/search.ts'
import { openShipStates, type ShipWay } from '../../../shared/shipments.ts'
import type { SignBackKind } from '../../../shared/signBacks.ts'
import type { Context } from '../../context.ts'
import { formedStatement, statement } from '../../db/statement.ts'
import { secondKeyer } from '../blindKeys.ts'
import { lastContacts } from '../contacts/log.ts'
import { shownCredit } from '../customers.ts'
import { lastSaid, promisesForOrder, saidTo } from '../messages/promises.ts'
import { holdupsOf } from '../operations/holdups.ts'
import { type Outside, outsideOf } from '../operations/outside.ts'
import { workCalendar } from '../settings.ts'

/** Orders with goods still to make or to deliver. */
const open = ['toCheck', 'toSign', 'toDeposit', 'toReview', 'toRelease', 'inProduction', 'toDeliver', 'partlyDelivered']

interface Work {
  process: string | null
  done: number
  finished: number
  startOn: string | null
  forecastOn: string | null
  rejected: number
  at: AnswerLine['at']
}

const noticeLinesOf = formedStatement((db, _form: null, { orderIds }: { orderIds: number[] }) =>
  db
    .selectFrom('noticeLines')
    .innerJoin('notices', 'notices.id', 'noticeLines.noticeId')
    .select(['noticeLines.id', 'noticeLines.orderLineId', 'noticeLines.finishedQuantity'])
    .where('notices.orderId', 'in', orderIds)
    .where('notices.voidedAt', 'is', null)
    .orderBy('noticeLines.id'),
)

/** What a forecast and the sentence are made of: no more of an operation is read. */
const stepsOf = formedStatement((db, _form: null, { ids }: { ids: number[] }) =>
  db
    .selectFrom('operations')
    .select([
      'id',
      'outside',
      'noticeLineId',
      'processName',
      'plannedStart',
      'plannedFinish',
      'originalFinish',
      'quantity',
      'good',
      'startedOn',
      'finishedOn',
      'reportedOn',
    ])
    .where('noticeLineId', 'in', ids)
    .orderBy('noticeLineId')
    .orderBy('sequence'),
)

/** The first process of a chain whose goods are at a factory outside (duty 69). */
const placeOf = (
  chain: readonly { id: number; processName: string }[],
  outside: ReadonlyMap<number, Outside>,
): AnswerLine['at'] => {
  const step = chain.find(({ id }) => outside.has(id))
  if (!step) return null
  const { factory, out, wantedOn, lateDays } = outside.get(step.id)!
  return { process: step.processName, factory, out, wantedOn, lateDays }
}

/** Where the work of each order line is: the first process not finished, what came through it, and its forecast end. */
const workOf = async (ctx: Context, orderIds: number[]): Promise<Map<number, Work>> => {
  const made = await noticeLinesOf(ctx.db, null, { orderIds })
  if (made.length === 0) return new Map()
  const operations = await stepsOf(ctx.db, null, { ids: made.map(({ id }) => id) })
  const chains = Map.groupBy(operations, ({ noticeLineId }) => noticeLineId)
  const works = await workCalendar(ctx)
  const open = operations.filter(({ outside, finishedOn }) => outside === 1 && finishedOn === null)
  const outside = await outsideOf(
    ctx,
    open.map((step) => step.id),
  )
  const holdups = await holdupsOf(
    ctx,
    made.map(({ id }) => id),
  )
  const found = new Map<number, Work>()
  for (const { id, orderLineId, finishedQuantity } of made) {
    const chain = chains.get(id) ?? []
    const before = found.get(orderLineId)
    const at = chain.find(({ finishedOn }) => finishedOn === null)
    const begun = hasBegun(chain)
    const { waits = [], rejected = 0 } = holdups.get(id) ?? {}
    const ends = [before?.forecastOn, forecastFinish(chain, ctx.today, works, begun, waits)].filter(
      (day) => day != null,
    )
    found.set(orderLineId, {
      process: before?.process ?? at?.processName ?? null,
      done: before?.process ? before.done : (at?.good ?? 0),
      finished: (before?.finished ?? 0) + finishedQuantity,
      // of a line in several notices the first that begins begins the line
      startOn: begun || before?.startOn === null ? null : (before?.startOn ?? chain[0]?.plannedStart ?? null),
      forecastOn: ends.toSorted().at(-1) ?? null,
      rejected: (before?.rejected ?? 0) + rejected,
      at: before?.at ?? placeOf(chain, outside),
    })
  }
  return found
}

const goodsOf = formedStatement((db, _form: null, { orderIds }: { orderIds: number[] }) =>
  db
    .selectFrom('orderLines')
    .select([
      'id as orderLineId',
      'orderId',
      'customerPo',
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
    .orderBy('sequence'),
)

/** The ship days that stand for the goods of some orders, the first of each line first. */
const plannedOf = formedStatement((db, _form: null, { orderIds }: { orderIds: number[] }) =>
  db
    .selectFrom('shipmentPlans')
    .select(['orderLineId', 'shipOn', 'way'])
    .where('orderId', 'in', orderIds)
    .where(
      'state',
      'in',
      openShipStates.map((state) => sql.lit(state)),
    )
    .orderBy('shipOn', 'desc')
    .orderBy('id', 'desc'),
)

const linesOf = async (ctx: Context, orderIds: number[]): Promise<Map<number, AnswerLine[]>> => {
  const lines = await goodsOf(ctx.db, null, { orderIds })
  const work = await workOf(ctx, orderIds)
  const nothing: Work = { process: null, done: 0, finished: 0, startOn: null, forecastOn: null, rejected: 0, at: null }
  const result = new Map<number, AnswerLine[]>()
  // nothing is planned to leave before it is made
  const planned = work.size === 0 ? [] : await plannedOf(ctx.db, null, { orderIds })
  const ships = new Map(planned.map((plan) => [plan.orderLineId, plan]))
  for (const { orderId, ...line } of lines) {
    const ship = ships.get(line.orderLineId)
    result.set(orderId, [
      ...(result.get(orderId) ?? []),
      {
        ...line,
        ...(work.get(line.orderLineId) ?? nothing),
        shipOn: ship?.shipOn ?? null,
        shipWay: (ship?.way as ShipWay | undefined) ?? null,
      },
    ])
  }
  return result
}

const openOrders = statement((db, customerId: number, most: number) =>
  db
    .selectFrom('orders')
    .select(['id', 'number', 'customerPo', 'state', 'dueOn', 'rush', 'keyedAt', secondKeyer.as('secondKeyer')])
    .where('customerId', '=', customerId)
    // what is settled sorts behind: the years behind are not read
    .where('urgency', '<', sql.lit('2'))
    .where(
      'state',
      'in',
      open.map((state) => sql.lit(state)),
    )
    .orderBy('urgency')
    .orderBy('id')
    .limit(most),
)
const countOpen = statement((db, customerId: number) =>
  db
    .selectFrom('orders')
    .select(({ fn }) => fn.countAll().as('total'))
    .where('customerId', '=', customerId)
    // what is settled sorts behind: the years behind are not read
    .where('urgency', '<', sql.lit('2'))
    .where(
      'state',
      'in',
      open.map((state) => sql.lit(state)),
    ),
)
const oneOrder = statement((db, customerId: number, id: number) =>
  db
    .selectFrom('orders')
    .select(['id', 'number', 'customerPo', 'state', 'dueOn', 'rush', 'keyedAt', secondKeyer.as('secondKeyer')])
    .where('customerId', '=', customerId)
    .where('id', '=', id),
)

/** Open orders of a customer (or the one asked about), rush first, then by due date, with where their lines are. */
export const openOrdersOf = async (
  ctx: Context,
  customerId: number,
  orderId: number | null,
  most = 30,
): Promise<{ orders: AnswerOrder[]; total: number; last: PromiseRow | null }> => {
  const said = await saidTo(ctx, customerId)
  const last = lastSaid(said)
  const found =
    orderId === null ? await openOrders(ctx.db, customerId, most) : await oneOrder(ctx.db, customerId, orderId)
  const whole = orderId === null && found.length < most
  const total = whole ? found.length : Number((await countOpen(ctx.db, customerId))[0]?.total ?? 0)
  if (found.length === 0) return { orders: [], total, last }
  const lines = await linesOf(
    ctx,
    found.map(({ id }) => id),
  )
  const orders = found.map(({ secondKeyer: keyer, keyedAt, ...order }) => ({
    ...order,
    rush: order.rush === 1,
    lines: keyer === ctx.user.id ? [] : (lines.get(order.id) ?? []),
    promises: promisesForOrder({ id: order.id, keyedAt }, said, ctx.today),
  }))
  return { orders, total, last }
}

/** The promise a caller is held to, the how-manieth for its matter, and whether goods left after it. */
const heldTo = (last: PromiseRow | null | undefined): Pick<Answer, 'lastPromise' | 'promises' | 'promiseDelivered'> => {
  if (!last) return { lastPromise: null, promises: 0, promiseDelivered: false }
  return { lastPromise: last, promises: last.changes + 1, promiseDelivered: last.state === 'kept' }
}

const unsignedPapers = statement((db, customerId: number) =>
  db
    .selectFrom('signBacks')
    .select(['kind', 'documentId', 'documentNumber', 'sentAt'])
    .where('customerId', '=', customerId)
    .where('state', '=', sql.lit('waiting'))
    .orderBy('sentAt')
    .limit(sql.lit(20)),
)

const unsignedOf = async (ctx: Context, customerId: number): Promise<Answer['unsigned']> =>
  (await unsignedPapers(ctx.db, customerId)).map(({ kind, documentId, documentNumber, sentAt }) => ({
    kind: kind as SignBackKind,
    documentId,
    number: documentNumber,
    days: Math.max(0, daysBetween(dateOf(new Date(sentAt)), ctx.today)),
  }))

const lastDelivery = statement((db, customerId: number) =>
  db
    .selectFrom('deliveryNotes')
    .leftJoin('journeys', 'journeys.deliveryNoteId', 'deliveryNotes.id')
    .select([
      'deliveryNotes.id',
      'deliveryNotes.number',
      'deliveryNotes.deliveryOn as on',
      'deliveryNotes.totalPacks as packs',
      'deliveryNotes.driver',
      sql<string>`coalesce("journeys"."carrier", '')`.as('carrier'),
      sql<string>`coalesce("journeys"."carrierPhone", '')`.as('carrierPhone'),
      sql<string>`coalesce("journeys"."tracking", '')`.as('tracking'),
      'journeys.expectedOn',
      'journeys.arrivedOn',
    ])
    .where('deliveryNotes.customerId', '=', customerId)
    .where('deliveryNotes.kind', '=', sql.lit('delivery'))
    .where('deliveryNotes.releasedAt', 'is not', null)
    .where('deliveryNotes.voidedAt', 'is', null)
    .orderBy('deliveryNotes.deliveryOn', 'desc')
    .orderBy('deliveryNotes.id', 'desc')
    .limit(sql.lit(1)),
)

const cardOf = statement((db, id: number) =>
  db
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
    .where('id', '=', id),
)

/** Everything a caller may ask, read in one go (duties 44, 50). */
export const answerCaller = async (ctx: Context, customerId: number, orderId: number | null): Promise<Answer> => {
  const [card] = await cardOf(ctx.db, customerId)
  if (!card) throw refuse('app.notFound')
  const settlement = card.settlement as Settlement
  const credit = may(ctx.user.role, 'prices.read') ? await shownCredit(ctx, customerId) : null
  const ahead = settlement === 'deposit' || settlement === 'prepaid'
  const toPay = credit === null ? null : credit.owedFen + (ahead ? credit.onOrderFen : 0)
  const { orders, total, last } = await openOrdersOf(ctx, customerId, orderId)
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
    ...heldTo(orderId === null ? last : orders[0] && promiseOfOrder(orders[0])),
    unsigned: await unsignedOf(ctx, customerId),
    contacts: await lastContacts(ctx, customerId),
    lastDelivery: (await lastDelivery(ctx.db, customerId))[0] ?? null,
  }
}
