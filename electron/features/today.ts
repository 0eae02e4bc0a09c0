import { sql } from 'kysely'
import { daysBetween, plusDays } from '../../shared/dates.ts'
import { formatQuantity } from '../../shared/quantities.ts'
import { may } from '../../shared/permissions.ts'
import type { Task, today } from '../../shared/today.ts'
import type { Context, Handlers } from '../context.ts'

const most = 60

const task = (facts: Pick<Task, 'kind' | 'urgency' | 'place' | 'id' | 'number' | 'customer'> & Partial<Task>): Task => ({ customerId: null, days: 0, amountFen: null, detail: '', ...facts })

const open = ['toCheck', 'toSign', 'toDeposit', 'toRelease', 'inProduction', 'toDeliver', 'partlyDelivered']

const ordersIn = (ctx: Context, states: string[], mine: boolean) => {
  const rows = ctx.db
    .selectFrom('orders')
    .innerJoin('customers', 'customers.id', 'orders.customerId')
    .select(['orders.id', 'orders.number', 'orders.customerId', 'customers.shortName as customer', 'orders.dueOn', 'orders.keyedAt', 'orders.depositFen', 'orders.rush'])
    .where('orders.state', 'in', states)
    .orderBy('orders.rush', 'desc')
    .orderBy('orders.dueOn')
    .limit(most)
  return mine ? rows.where('orders.merchandiserId', '=', ctx.user.id) : rows
}

const orderTasks = async (ctx: Context, mine: boolean): Promise<Task[]> => {
  if (!may(ctx.user.role, 'orders.write')) return []
  const waitedSince = (at: string): number => Math.max(0, daysBetween(at.slice(0, 10), ctx.today))
  const calls = (await ordersIn(ctx, ['toCheck'], mine).execute()).map((row) => task({ ...row, kind: 'callBack', urgency: 'now', place: 'check', days: waitedSince(row.keyedAt) }))
  const release = (await ordersIn(ctx, ['toRelease'], mine).execute()).map((row) => task({ ...row, kind: 'toRelease', urgency: 'now', place: 'release', days: waitedSince(row.keyedAt) }))
  const deposits = (await ordersIn(ctx, ['toDeposit'], mine).execute()).map((row) => task({ ...row, kind: 'deposit', urgency: 'today', place: 'order', amountFen: row.depositFen, days: waitedSince(row.keyedAt) }))
  const soon = (await ordersIn(ctx, open, mine).where('orders.dueOn', '<=', plusDays(ctx.today, 3)).execute()).map((row) => {
    const late = daysBetween(row.dueOn, ctx.today)
    return task({ ...row, kind: 'dueSoon', urgency: late > 0 ? 'late' : 'today', place: 'order', days: Math.max(0, late), detail: row.dueOn })
  })
  return [...calls, ...release, ...deposits, ...soon].map(({ kind, urgency, place, id, customerId, number, customer, days, amountFen, detail }) => ({ kind, urgency, place, id, customerId, number, customer, days, amountFen, detail }))
}

const questionTasks = async (ctx: Context): Promise<Task[]> => {
  if (!may(ctx.user.role, 'checks.write')) return []
  const rows = await ctx.db
    .selectFrom('checkMarks')
    .innerJoin('orders', 'orders.id', 'checkMarks.orderId')
    .innerJoin('customers', 'customers.id', 'orders.customerId')
    .select(['orders.id', 'orders.number', 'orders.customerId', 'customers.shortName as customer', 'checkMarks.question', 'checkMarks.at'])
    .where('checkMarks.mark', '=', 'question')
    .where('orders.voidedAt', 'is', null)
    .orderBy('checkMarks.at')
    .limit(most)
    .execute()
  return rows.map(({ question, at, ...row }) => task({ ...row, kind: 'question', urgency: 'today', place: 'check', days: Math.max(0, daysBetween(at.slice(0, 10), ctx.today)), detail: question }))
}

const inboxTasks = async (ctx: Context): Promise<Task[]> => {
  if (!may(ctx.user.role, 'inbox.read')) return []
  const rows = await ctx.db
    .selectFrom('inboxItems')
    .leftJoin('customers', 'customers.id', 'inboxItems.customerId')
    .select(['inboxItems.id', 'inboxItems.fileName', 'inboxItems.receivedAt', 'inboxItems.customerId', 'customers.shortName'])
    .where('inboxItems.state', '=', 'waiting')
    .orderBy('inboxItems.receivedAt')
    .limit(most)
    .execute()
  return rows.map(({ id, fileName, receivedAt, customerId, shortName }) => task({ kind: 'faxWithoutOrder', urgency: 'now', place: 'inbox', id, customerId, number: fileName, customer: shortName ?? '', days: Math.max(0, daysBetween(receivedAt.slice(0, 10), ctx.today)) }))
}

/** Processes past their planned end without one of the seven causes (duty 60). */
const lateTasks = async (ctx: Context): Promise<Task[]> => {
  if (!may(ctx.user.role, 'operations.write')) return []
  const rows = await ctx.db
    .selectFrom('operations')
    .innerJoin('noticeLines', 'noticeLines.id', 'operations.noticeLineId')
    .innerJoin('notices', 'notices.id', 'noticeLines.noticeId')
    .innerJoin('orders', 'orders.id', 'notices.orderId')
    .innerJoin('customers', 'customers.id', 'orders.customerId')
    .innerJoin('orderLines', 'orderLines.id', 'noticeLines.orderLineId')
    .select(['operations.id', 'orders.number', 'orders.customerId', 'customers.shortName as customer', 'operations.processName', 'operations.plannedFinish', 'operations.quantity', 'operations.good', 'orderLines.name', 'orderLines.unit'])
    .where('operations.finishedOn', 'is', null)
    .where('operations.plannedFinish', '<', ctx.today)
    .where('operations.causeCode', 'is', null)
    .where('notices.voidedAt', 'is', null)
    .orderBy('operations.plannedFinish')
    .limit(most)
    .execute()
  return rows.map(({ processName, plannedFinish, quantity, good, name, unit, ...row }) =>
    task({ ...row, kind: 'lateWithoutCause', urgency: 'late', place: 'board', days: daysBetween(plannedFinish, ctx.today), detail: `${name} ${processName} ${formatQuantity(good)}/${formatQuantity(quantity)} ${unit}` }),
  )
}

const promiseTasks = async (ctx: Context): Promise<Task[]> => {
  if (!may(ctx.user.role, 'orders.write')) return []
  const rows = await ctx.db
    .selectFrom('promises')
    .innerJoin('customers', 'customers.id', 'promises.customerId')
    .leftJoin('orders', 'orders.id', 'promises.orderId')
    .select(['promises.id', 'promises.customerId', 'customers.shortName as customer', 'orders.number', 'promises.promisedOn', 'promises.words', 'promises.userName'])
    .where('promises.promisedOn', '<=', plusDays(ctx.today, 1))
    .where('promises.promisedOn', '>=', plusDays(ctx.today, -30))
    .where((where) => where.or([where('promises.orderId', 'is', null), where('orders.state', 'in', open)]))
    // a later promise for the same matter takes the place of the one before it
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('promises as later').select('later.id').whereRef('later.customerId', '=', 'promises.customerId').whereRef('later.id', '>', 'promises.id').where(sql<boolean>`coalesce("later"."orderId", 0) = coalesce("promises"."orderId", 0)`))),
    )
    .orderBy('promises.promisedOn')
    .limit(most)
    .execute()
  return rows.map(({ promisedOn, words, userName, number, customerId, ...row }) =>
    task({ ...row, id: customerId, customerId, number: number ?? '', kind: 'promiseDue', urgency: promisedOn < ctx.today ? 'late' : 'today', place: 'answer', days: Math.max(0, daysBetween(promisedOn, ctx.today)), detail: `${promisedOn} ${words} (${userName})` }),
  )
}

const moneyTasks = async (ctx: Context): Promise<Task[]> => {
  if (!may(ctx.user.role, 'receipts.read')) return []
  const receipts = await ctx.db
    .selectFrom('receipts')
    .innerJoin('customers', 'customers.id', 'receipts.customerId')
    .select(['receipts.id', 'receipts.number', 'receipts.customerId', 'customers.shortName as customer', 'receipts.amountFen', 'receipts.receivedOn'])
    .where('receipts.state', '=', 'entered')
    .orderBy('receipts.receivedOn')
    .limit(most)
    .execute()
  const cod = await ctx.db
    .selectFrom('deliveryNotes')
    .innerJoin('customers', 'customers.id', 'deliveryNotes.customerId')
    .select(['deliveryNotes.id', 'deliveryNotes.number', 'deliveryNotes.customerId', 'customers.shortName as customer', 'deliveryNotes.codFen as amountFen', 'deliveryNotes.deliveryOn', 'deliveryNotes.driver'])
    .where('deliveryNotes.state', '=', 'released')
    .where('deliveryNotes.codFen', '>', 0)
    .where('deliveryNotes.codCollectedFen', 'is', null)
    .orderBy('deliveryNotes.deliveryOn')
    .limit(most)
    .execute()
  const since = (on: string): number => Math.max(0, daysBetween(on, ctx.today))
  return [
    ...receipts.map(({ receivedOn, ...row }) => task({ ...row, kind: 'toConfirmMoney', urgency: ctx.user.role === 'cashier' ? 'now' : 'waiting', place: 'receipts', days: since(receivedOn) })),
    ...cod.map(({ deliveryOn, driver, ...row }) => task({ ...row, kind: 'cod', urgency: 'waiting', place: 'note', days: since(deliveryOn), detail: driver })),
  ]
}

const signKinds = { confirmation: 'confirmationOut', delivery: 'noteOut', statement: 'statementOut' } as const

const signTasks = async (ctx: Context): Promise<Task[]> => {
  if (!may(ctx.user.role, 'signBacks.write')) return []
  const rows = await ctx.db
    .selectFrom('signBacks')
    .innerJoin('customers', 'customers.id', 'signBacks.customerId')
    .select(['signBacks.id', 'signBacks.kind', 'signBacks.documentNumber as number', 'signBacks.customerId', 'customers.shortName as customer', 'signBacks.dueOn', 'signBacks.sentTo'])
    .where('signBacks.state', '=', 'waiting')
    .where('signBacks.dueOn', '<=', ctx.today)
    .orderBy('signBacks.dueOn')
    .limit(most)
    .execute()
  return rows.map(({ kind, dueOn, sentTo, ...row }) => task({ ...row, kind: signKinds[kind as keyof typeof signKinds], urgency: 'waiting', place: 'signBacks', days: Math.max(0, daysBetween(dueOn, ctx.today)), detail: sentTo }))
}

const rank: Record<Task['urgency'], number> = { now: 0, late: 1, today: 2, waiting: 3 }

const countWhere = async (ctx: Context, table: 'inboxItems' | 'receipts' | 'signBacks', state: string): Promise<number> => {
  const { found } = await ctx.db.selectFrom(table).select(({ fn }) => fn.countAll().as('found')).where('state', '=', state).executeTakeFirstOrThrow()
  return Number(found)
}

const allTasks = async (ctx: Context, mine: boolean): Promise<Task[]> => {
  const groups = [await orderTasks(ctx, mine), await questionTasks(ctx), await inboxTasks(ctx), await lateTasks(ctx), await promiseTasks(ctx), await moneyTasks(ctx), await signTasks(ctx)]
  return groups.flat().sort((a, b) => rank[a.urgency] - rank[b.urgency])
}

export const todayHandlers: Handlers<typeof today> = {
  async list(ctx, { mine }) {
    const tasks = await allTasks(ctx, mine)
    return { tasks: tasks.slice(0, 400), total: tasks.length }
  },

  async counts(ctx) {
    const tasks = await allTasks(ctx, false)
    return {
      tasks: tasks.filter(({ urgency }) => urgency !== 'waiting').length,
      inbox: may(ctx.user.role, 'inbox.read') ? await countWhere(ctx, 'inboxItems', 'waiting') : 0,
      late: tasks.filter(({ kind }) => kind === 'lateWithoutCause').length,
      toConfirm: may(ctx.user.role, 'receipts.read') ? await countWhere(ctx, 'receipts', 'entered') : 0,
      unsigned: await countWhere(ctx, 'signBacks', 'waiting'),
    }
  },
}
