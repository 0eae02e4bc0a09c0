import type { Output } from '../../../shared/contract.ts'
import {
  lacking,
  type production,
  type WaitingOrder,
  type WaitingReason,
  waitingReasons,
} from '../../../shared/production.ts'
import { may } from '../../../shared/permissions.ts'
import type { Context } from '../../context.ts'
import { keyedNow } from '../blindKeys.ts'
import { depositGates } from '../gates.ts'
import { holdsOf } from '../gates/holds.ts'
import { signedByChange } from '../orders.ts'
import { reviewsMissing } from '../reviews.ts'

/** The state of an order that lacks this first; `ready` also covers the rest of a split order. */
const stateOfReason = {
  check: 'toCheck',
  sign: 'toSign',
  deposit: 'toDeposit',
  review: 'toReview',
  ready: 'toRelease',
} as const satisfies Record<WaitingReason, string>

type Filter = { reason: WaitingReason | null; mine: boolean; orderId: number | null }
type Asked = Filter & { offset: number; limit: number }

/** Orders in the states before the notice, and those in production of which a rest is not released. */
const waitingOrders = (ctx: Context, { reason, mine, orderId }: Filter) =>
  ctx.db
    .selectFrom('orders')
    .$if(orderId !== null, (orders) => orders.where('orders.id', '=', orderId!))
    .$if(mine, (orders) => orders.where('orders.merchandiserId', '=', ctx.user.id))
    .where((where) => {
      const states = (reason === null ? waitingReasons : [reason]).map((each) => stateOfReason[each])
      const waiting = where('orders.state', 'in', states)
      if (reason !== null && reason !== 'ready') return waiting
      const rest = where.exists(
        where
          .selectFrom('orderLines')
          .select('orderLines.id')
          .whereRef('orderLines.orderId', '=', 'orders.id')
          .where('orderLines.cancelledAt', 'is', null)
          .where(({ eb, selectFrom, fn }) =>
            eb(
              'orderLines.quantity',
              '>',
              fn.coalesce(
                selectFrom('noticeLines')
                  .innerJoin('notices', 'notices.id', 'noticeLines.noticeId')
                  .select(({ fn: sums }) => sums.sum<number>('noticeLines.quantity').as('held'))
                  .whereRef('noticeLines.orderLineId', '=', 'orderLines.id')
                  .where('notices.voidedAt', 'is', null),
                eb.lit(0),
              ),
            ),
          ),
      )
      return where.or([waiting, where.and([where('orders.state', '=', 'inProduction'), rest])])
    })

const countOf = async (ctx: Context, filter: Filter): Promise<number> => {
  const row = await waitingOrders(ctx, filter)
    .select(({ fn }) => fn.countAll<number>().as('orders'))
    .executeTakeFirstOrThrow()
  return Number(row.orders)
}

const rowsOf = (ctx: Context, asked: Asked) =>
  waitingOrders(ctx, asked)
    .innerJoin('customers', 'customers.id', 'orders.customerId')
    .innerJoin('users', 'users.id', 'orders.merchandiserId')
    .select([
      'orders.id',
      'orders.number',
      'orders.customerId',
      'customers.shortName',
      'customers.name as customerName',
      'users.name as merchandiser',
      'orders.dueOn',
      'orders.rush',
      'orders.orderedOn',
      'orders.totalQuantity',
      'orders.checkedAt',
      'orders.signatureNeeded',
    ])
    .orderBy('orders.dueOn')
    .orderBy('orders.rush', 'desc')
    .orderBy('orders.id')
    .offset(asked.offset)
    .limit(asked.limit)
    .execute()
type Row = Awaited<ReturnType<typeof rowsOf>>[number]

/** Facts of a page of orders by few statements: lines, standing notices, questions, sign-backs. */
const factsOf = async (ctx: Context, ids: number[]) => {
  const lines = await ctx.db
    .selectFrom('orderLines')
    .select(['id', 'orderId', 'quantity'])
    .where('orderId', 'in', ids)
    .where('cancelledAt', 'is', null)
    .execute()
  const held = await ctx.db
    .selectFrom('notices')
    .innerJoin('noticeLines', 'noticeLines.noticeId', 'notices.id')
    .select(['notices.orderId', 'notices.id as noticeId', 'noticeLines.orderLineId', 'noticeLines.quantity'])
    .where('notices.orderId', 'in', ids)
    .where('notices.voidedAt', 'is', null)
    .execute()
  const heldOf = new Map<number, number>()
  for (const { orderLineId, quantity } of held) heldOf.set(orderLineId, (heldOf.get(orderLineId) ?? 0) + quantity)
  const questions = await ctx.db
    .selectFrom('questions')
    .select('orderId')
    .distinct()
    .where('orderId', 'in', ids)
    .where('answeredAt', 'is', null)
    .where('withdrawnAt', 'is', null)
    .execute()
  const signBacks = await ctx.db
    .selectFrom('signBacks')
    .select(['documentId', 'state'])
    .where('kind', '=', 'confirmation')
    .where('documentId', 'in', ids)
    .where('state', '<>', 'cancelled')
    .orderBy('id')
    .execute()
  return {
    /** Lines of which something is not released yet. */
    lines: lines.filter(({ id, quantity }) => quantity > (heldOf.get(id) ?? 0)),
    held,
    questions: new Set(questions.map((row) => row.orderId)),
    signed: new Map(signBacks.map((row) => [row.documentId, row.state === 'same'])),
    signedByChange: await signedByChange(ctx, ids),
    gates: await depositGates(ctx, ids),
    reviews: await reviewsMissing(ctx, ids),
    keyedNow: await keyedNow(ctx),
  }
}

const waitingOrder = async (
  ctx: Context,
  row: Row,
  facts: Awaited<ReturnType<typeof factsOf>>,
): Promise<WaitingOrder> => {
  const seesGoods = !facts.keyedNow.has(row.id)
  const showMoney = seesGoods && may(ctx.user.role, 'prices.read')
  const gate = facts.gates.get(row.id)
  const held = facts.held.filter((each) => each.orderId === row.id)
  const reasons = lacking({
    checked: row.checkedAt !== null,
    openQuestions: facts.questions.has(row.id) ? 1 : 0,
    signatureNeeded: row.signatureNeeded === 1,
    signedSame: (facts.signed.get(row.id) ?? false) || facts.signedByChange.has(row.id),
    depositOpen: gate?.open ?? true,
    reviewOpen: !facts.reviews.has(row.id),
  })
  return {
    orderId: row.id,
    number: row.number,
    customerId: row.customerId,
    customer: row.shortName || row.customerName,
    merchandiser: row.merchandiser,
    dueOn: row.dueOn,
    rush: row.rush === 1,
    reasons: reasons.length > 0 ? reasons : ['ready'],
    reviewsMissing: facts.reviews.get(row.id) ?? [],
    neededFen: showMoney ? (gate?.neededFen ?? 0) : null,
    confirmedFen: showMoney ? (gate?.confirmedFen ?? 0) : null,
    override: gate?.override ?? null,
    heldBy:
      reasons.length > 0 ? [] : (await holdsOf(ctx, row.id)).filter(({ stops }) => stops).map((hold) => hold.gate),
    lines: facts.lines.filter(({ orderId }) => orderId === row.id).length,
    quantity: seesGoods ? row.totalQuantity : null,
    remaining: seesGoods ? row.totalQuantity - held.reduce((sum, each) => sum + each.quantity, 0) : null,
    notices: new Set(held.map((each) => each.noticeId)).size,
    orderedOn: row.orderedOn,
  }
}

/** 待下生产单 with the reason of each order (duty 37), a page at a time. */
export const waiting = async (ctx: Context, asked: Asked): Promise<Output<typeof production.waiting>> => {
  const rows = await rowsOf(ctx, asked)
  const facts =
    rows.length > 0
      ? await factsOf(
          ctx,
          rows.map((row) => row.id),
        )
      : null
  const counts = { check: 0, sign: 0, deposit: 0, review: 0, ready: 0 }
  for (const reason of waitingReasons) counts[reason] = await countOf(ctx, { ...asked, reason })
  const shown: WaitingOrder[] = []
  if (facts) for (const row of rows) shown.push(await waitingOrder(ctx, row, facts))
  return {
    rows: shown,
    total:
      asked.reason === null ? waitingReasons.reduce((sum, reason) => sum + counts[reason], 0) : counts[asked.reason],
    counts,
  }
}
