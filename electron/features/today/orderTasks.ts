import { checkWayOf, fieldsOfWay } from '../../../shared/checks.ts'
import { plusDays } from '../../../shared/dates.ts'
import { may } from '../../../shared/permissions.ts'
import type { Task } from '../../../shared/today.ts'
import type { Context } from '../../context.ts'
import { lacksCause, operationsOfLines } from '../operations/board.ts'
import { troubleCauses, troubleSaysWhy } from '../operations/troubleCauses.ts'
import { reviewsMissing } from '../reviews.ts'
import { readOffice } from '../settings.ts'
import { askTasks } from './shipTasks.ts'
import { daysPast, daysSince, goodsOf, goodsText, mostOfKind, openStates, task } from './tasks.ts'

export const ordersIn = (ctx: Context, states: string[], mine: boolean) =>
  ctx.db
    .selectFrom('orders')
    .innerJoin('customers', 'customers.id', 'orders.customerId')
    .innerJoin('users', 'users.id', 'orders.keyedBy')
    .select([
      'orders.id',
      'orders.number',
      'orders.customerId',
      'customers.shortName as customer',
      'orders.dueOn',
      'orders.keyedAt',
      'orders.checkedAt',
      'orders.depositFen',
      'orders.totalFen',
      'orders.source',
      'orders.state',
      'users.name as keyedBy',
    ])
    .where('orders.state', 'in', states)
    .$if(mine, (rows) => rows.where('orders.merchandiserId', '=', ctx.user.id))
    .orderBy('orders.rush', 'desc')
    .orderBy('orders.dueOn')
    .orderBy('orders.id')
    .limit(mostOfKind)

type OrderFound = Awaited<ReturnType<ReturnType<typeof ordersIn>['execute']>>[number]

export const headOf = ({ id, number, customerId, customer }: OrderFound) => ({ id, number, customerId, customer })

/** How many lines of each family some orders have. */
const linesByFamily = (ctx: Context, orderIds: number[]) =>
  ctx.db
    .selectFrom('orderLines')
    .leftJoin('products', 'products.id', 'orderLines.productId')
    .select(['orderLines.orderId', 'products.series as family', ({ fn }) => fn.countAll().as('many')])
    .where('orderLines.orderId', 'in', orderIds)
    .where('orderLines.cancelledAt', 'is', null)
    .groupBy(['orderLines.orderId', 'products.series'])
    .execute()

/** How many marks of each kind the fields of each family have in some orders. */
const marksByFamily = (ctx: Context, orderIds: number[]) =>
  ctx.db
    .selectFrom('checkMarks')
    .innerJoin('orderLines', 'orderLines.id', 'checkMarks.orderLineId')
    .leftJoin('products', 'products.id', 'orderLines.productId')
    .select(['checkMarks.orderId', 'products.series as family', 'checkMarks.field', 'checkMarks.mark'])
    .select(({ fn }) => fn.countAll().as('many'))
    .where('checkMarks.orderId', 'in', orderIds)
    .where('orderLines.cancelledAt', 'is', null)
    .groupBy(['checkMarks.orderId', 'products.series', 'checkMarks.field', 'checkMarks.mark'])
    .execute()

/** `askedFields` and `checkProgress` of an order, over the counts of its families instead of line by line. */
const countAsked = (
  lines: Awaited<ReturnType<typeof linesByFamily>>,
  marks: Awaited<ReturnType<typeof marksByFamily>>,
  listOf: (family: string | null) => readonly string[],
  finished: boolean,
): { done: number; of: number } => {
  const counts = { done: 0, of: 0 }
  for (const { family, many } of lines) counts.of += Number(many) * listOf(family).length
  for (const { family, field, mark, many } of marks) {
    const listed = listOf(family).includes(field)
    if (!listed && !finished && mark === 'ok') continue
    if (!listed) counts.of += Number(many)
    if (mark !== 'question') counts.done += Number(many)
  }
  return counts
}

/** Call-backs to make (duty 4): how many fields of how many are ticked. */
export const callBackTasks = async (ctx: Context, mine: boolean): Promise<Task[]> => {
  if (!may(ctx.user.role, 'checks.write')) return []
  const orders = await ordersIn(ctx, ['toCheck'], mine).execute()
  if (orders.length === 0) return []
  const ids = orders.map(({ id }) => id)
  const office = await readOffice(ctx)
  const lines = Map.groupBy(await linesByFamily(ctx, ids), ({ orderId }) => orderId)
  const marks = Map.groupBy(await marksByFamily(ctx, ids), ({ orderId }) => orderId)
  return orders.map((row) => {
    const way = checkWayOf(office, row)
    const asked = (family: string | null) => (row.checkedAt === null ? fieldsOfWay(way, office, family) : [])
    const { done, of } = countAsked(lines.get(row.id) ?? [], marks.get(row.id) ?? [], asked, row.checkedAt !== null)
    return task({
      ...headOf(row),
      kind: 'callBack',
      urgency: 'now',
      place: 'check',
      days: daysSince(ctx, row.keyedAt),
      at: row.keyedAt,
      who: row.keyedBy,
      done,
      of,
    })
  })
}

/** Questions to the customer that have no answer yet (duty 15). */
export const questionTasks = async (ctx: Context, mine: boolean): Promise<Task[]> => {
  if (!may(ctx.user.role, 'checks.write')) return []
  const rows = await ctx.db
    .selectFrom('questions')
    .innerJoin('orders', 'orders.id', 'questions.orderId')
    .innerJoin('customers', 'customers.id', 'orders.customerId')
    .innerJoin('users', 'users.id', 'questions.askedBy')
    .select([
      'orders.id',
      'orders.number',
      'orders.customerId',
      'customers.shortName as customer',
      'questions.question as what',
      'users.name as who',
      'questions.askedAt as at',
    ])
    .where('questions.answeredAt', 'is', null)
    .where('questions.withdrawnAt', 'is', null)
    .where('orders.voidedAt', 'is', null)
    .$if(mine, (asked) => asked.where('orders.merchandiserId', '=', ctx.user.id))
    .orderBy('questions.askedAt')
    .limit(mostOfKind)
    .execute()
  return rows.map((row) =>
    task({ ...row, kind: 'question', urgency: 'today', place: 'check', days: daysSince(ctx, row.at) }),
  )
}

/** Confirmed money on each order, fen. */
const paidOf = async (ctx: Context, orderIds: number[]): Promise<Map<number, number>> => {
  if (orderIds.length === 0) return new Map()
  const rows = await ctx.db
    .selectFrom('receiptAllocations')
    .innerJoin('receipts', 'receipts.id', 'receiptAllocations.receiptId')
    .select(['receiptAllocations.orderId', ({ fn }) => fn.sum('receiptAllocations.amountFen').as('fen')])
    .where('receiptAllocations.orderId', 'in', orderIds)
    .where('receipts.confirmedAt', 'is not', null)
    .where('receipts.voidedAt', 'is', null)
    .groupBy('receiptAllocations.orderId')
    .execute()
  return new Map(rows.map(({ orderId, fen }) => [orderId!, Number(fen)]))
}

/** Deposits not in (duty 29) and notices that can be released (duty 37). */
export const gateTasks = async (ctx: Context, mine: boolean): Promise<Task[]> => {
  if (!may(ctx.user.role, 'orders.write')) return []
  const release = await ordersIn(ctx, ['toRelease'], mine).execute()
  const deposits = await ordersIn(ctx, ['toDeposit'], mine).execute()
  const toReview = await ordersIn(ctx, ['toReview'], mine).execute()
  const against = await reviewsMissing(
    ctx,
    toReview.map(({ id }) => id),
  )
  const goods = await goodsOf(
    ctx,
    release.map(({ id }) => id),
  )
  const paid = await paidOf(
    ctx,
    deposits.map(({ id }) => id),
  )
  return [
    ...toReview.map((row) =>
      task({
        ...headOf(row),
        kind: 'toReview',
        urgency: 'today',
        place: 'review',
        on: row.dueOn,
        what: (against.get(row.id) ?? []).join('、'),
        days: daysSince(ctx, row.keyedAt),
      }),
    ),
    ...release.map((row) =>
      task({
        ...headOf(row),
        ...goods.get(row.id),
        kind: 'toRelease',
        urgency: 'now',
        place: 'release',
        on: row.dueOn,
        days: daysSince(ctx, row.keyedAt),
      }),
    ),
    ...deposits.map((row) =>
      task({
        ...headOf(row),
        kind: 'deposit',
        urgency: 'today',
        place: 'order',
        amountFen: Math.max(0, row.depositFen - (paid.get(row.id) ?? 0)),
        at: row.keyedAt,
        days: daysSince(ctx, row.keyedAt),
      }),
    ),
  ]
}

/** Due within three days or late (duty 109); of an order the workshop is asked about that row says enough while it is not late. */
export const dueTasks = async (ctx: Context, mine: boolean): Promise<Task[]> => {
  const ask = await askTasks(ctx, mine)
  if (!may(ctx.user.role, 'orders.write')) return ask
  const due = await ordersIn(ctx, openStates, mine).where('orders.dueOn', '<=', plusDays(ctx.today, 3)).execute()
  const goods = await goodsOf(
    ctx,
    due.map(({ id }) => id),
  )
  const late = new Set(due.filter(({ dueOn }) => dueOn < ctx.today).map(({ id }) => id))
  const asked = new Set(ask.map(({ id }) => id))
  return [
    ...due
      .filter(({ id }) => late.has(id) || !asked.has(id))
      .map((row) =>
        task({
          ...headOf(row),
          ...goods.get(row.id),
          kind: 'dueSoon',
          urgency: late.has(row.id) ? 'late' : 'today',
          place: 'order',
          days: daysPast(ctx, row.dueOn),
          on: row.dueOn,
        }),
      ),
    // a late order says so already; what slipped or did not leave on its day is told all the same
    ...ask.filter(({ id, process }) => !late.has(id) || process !== 'ask'),
  ]
}

/** Processes that are late, could have worked and have none of the seven causes (duty 60): one row for each line. */
export const lateTasks = async (ctx: Context, mine: boolean): Promise<Task[]> => {
  if (!may(ctx.user.role, 'operations.write')) return []
  const lines = await ctx.db
    .selectFrom('operations')
    .innerJoin('noticeLines', 'noticeLines.id', 'operations.noticeLineId')
    .innerJoin('notices', 'notices.id', 'noticeLines.noticeId')
    .innerJoin('orders', 'orders.id', 'notices.orderId')
    .innerJoin('customers', 'customers.id', 'orders.customerId')
    .innerJoin('orderLines', 'orderLines.id', 'noticeLines.orderLineId')
    .select([
      'noticeLines.id',
      'noticeLines.quantity',
      'orders.number',
      'orders.customerId',
      'customers.shortName as customer',
      'orderLines.name',
      'orderLines.colour',
      'orderLines.unit',
      ({ fn }) => fn.min('operations.plannedFinish').as('since'),
    ])
    .where('operations.finishedOn', 'is', null)
    .where('operations.plannedFinish', '<', ctx.today)
    .where('operations.causeCode', 'is', null)
    .where(({ not }) => not(troubleSaysWhy))
    .where('notices.voidedAt', 'is', null)
    .$if(mine, (rows) => rows.where('orders.merchandiserId', '=', ctx.user.id))
    .groupBy([
      'noticeLines.id',
      'noticeLines.quantity',
      'orders.number',
      'orders.customerId',
      'customers.shortName',
      'orderLines.name',
      'orderLines.colour',
      'orderLines.unit',
    ])
    .orderBy('since')
    .orderBy('noticeLines.id')
    .limit(mostOfKind)
    .execute()
  if (lines.length === 0) return []
  const chains = Map.groupBy(
    await operationsOfLines(
      ctx,
      lines.map(({ id }) => id),
    ),
    ({ noticeLineId }) => noticeLineId,
  )
  const causes = await troubleCauses(
    ctx,
    [...chains.values()].flat().map(({ id }) => id),
  )
  return lines.flatMap(({ id, quantity, name, colour, unit, since: _since, ...head }) => {
    const chain = chains.get(id) ?? []
    const at = chain.find((operation, index) =>
      lacksCause(operation, chain[index - 1], ctx.today, causes.has(operation.id)),
    )
    if (!at) return []
    return [
      task({
        ...head,
        id: at.id,
        kind: 'lateWithoutCause',
        urgency: 'late',
        place: 'dailyReport',
        days: daysPast(ctx, at.plannedFinish),
        on: at.plannedFinish,
        what: goodsText([name, colour].filter(Boolean).join(' '), quantity, unit),
        process: at.processName,
        workshop: at.workshop,
      }),
    ]
  })
}
