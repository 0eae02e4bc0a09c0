import { plusDays } from '../../../shared/dates.ts'
import { exceptionStateOf } from '../../../shared/exceptions.ts'
import { may } from '../../../shared/permissions.ts'
import type { Task } from '../../../shared/today.ts'
import type { Context } from '../../context.ts'
import { momentOf } from '../exceptions/read.ts'
import { daysPast, goodsOf, mostOfKind, task } from './tasks.ts'

/** Open 异常单 for who has to clear them, and for who follows the order (duties 24, 61): overdue ones are late. */
export const troubleTasks = async (ctx: Context, mine: boolean): Promise<Task[]> => {
  const leads = may(ctx.user.role, 'gates.override')
  const rows = await ctx.db
    .selectFrom('exceptions')
    .innerJoin('users', 'users.id', 'exceptions.ownerId')
    .leftJoin('orders', 'orders.id', 'exceptions.orderId')
    .leftJoin('customers', 'customers.id', 'orders.customerId')
    .select(['exceptions.id', 'exceptions.number', 'exceptions.what', 'exceptions.processName as process'])
    .select(['exceptions.workshop', 'exceptions.clearOn', 'exceptions.clearTime', 'exceptions.ownerId'])
    .select(['users.name as who', 'orders.customerId', 'customers.shortName as customer'])
    .where('exceptions.state', '=', 'open')
    // a manager sees all of them; others what is theirs to clear or hangs on an order they follow
    .$if(mine || !leads, (some) =>
      some.where(({ or, eb }) =>
        or([eb('exceptions.ownerId', '=', ctx.user.id), eb('orders.merchandiserId', '=', ctx.user.id)]),
      ),
    )
    .orderBy('exceptions.clearOn')
    .orderBy('exceptions.id')
    .limit(mostOfKind)
    .execute()
  const moment = momentOf(ctx)
  return rows.map(({ clearOn, clearTime, ownerId, customer, ...row }) => {
    const overdue = exceptionStateOf({ voidedAt: null, clearedOn: null, clearOn, clearTime }, moment) === 'overdue'
    const today = ownerId === ctx.user.id || clearOn <= ctx.today
    return task({
      ...row,
      customer: customer ?? '',
      kind: 'trouble',
      urgency: overdue ? 'late' : today ? 'today' : 'waiting',
      place: 'exception',
      on: clearOn,
      days: daysPast(ctx, clearOn),
    })
  })
}

/** An order is asked for its lessons this many days after its goods came through; then nobody remembers. */
const askDays = 14
const finishedStates = ['toDeliver', 'partlyDelivered', 'delivered', 'completed', 'settled']

/** Orders with a process done lately, after the due date of its line: on the index of the days of operations. */
const lateOrders = (ctx: Context) =>
  ctx.db
    .selectFrom('operations')
    .innerJoin('noticeLines', 'noticeLines.id', 'operations.noticeLineId')
    .innerJoin('orderLines', 'orderLines.id', 'noticeLines.orderLineId')
    .select('orderLines.orderId')
    .distinct()
    .where('operations.finishedOn', '>=', plusDays(ctx.today, -askDays))
    .whereRef('operations.finishedOn', '>', 'orderLines.dueOn')

/** Orders that had an 异常单 lately. */
const troubledOrders = (ctx: Context) =>
  ctx.db
    .selectFrom('exceptions')
    .select('exceptions.orderId')
    .distinct()
    .where('exceptions.state', '=', 'cleared')
    .where('exceptions.orderId', 'is not', null)
    .where('exceptions.clearedOn', '>=', plusDays(ctx.today, -6 * askDays))

/** Orders whose goods are all made, late or after trouble, and of which nobody wrote what was learnt (duty 63). */
export const lessonTasks = async (ctx: Context, mine: boolean): Promise<Task[]> => {
  if (!may(ctx.user.role, 'orders.write')) return []
  const found = await ctx.db
    .selectFrom('orders')
    .innerJoin('customers', 'customers.id', 'orders.customerId')
    .select(['orders.id', 'orders.number', 'orders.customerId', 'customers.shortName as customer'])
    .where(({ or, eb }) => or([eb('orders.id', 'in', lateOrders(ctx)), eb('orders.id', 'in', troubledOrders(ctx))]))
    .where('orders.state', 'in', finishedStates)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('lessons').select('lessons.id').whereRef('lessons.orderId', '=', 'orders.id'))),
    )
    // partly delivered with goods still to make is not finished
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('notices')
            .select('notices.id')
            .whereRef('notices.orderId', '=', 'orders.id')
            .where('notices.state', '=', 'making'),
        ),
      ),
    )
    .$if(mine, (some) => some.where('orders.merchandiserId', '=', ctx.user.id))
    .orderBy('orders.dueOn', 'desc')
    .orderBy('orders.id')
    .limit(mostOfKind)
    .execute()
  const goods = await goodsOf(
    ctx,
    found.map(({ id }) => id),
  )
  return found.map((row) =>
    task({ ...row, ...goods.get(row.id), kind: 'lessonDue', urgency: 'today', place: 'lessons' }),
  )
}
