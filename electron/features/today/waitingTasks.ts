import { plusDays } from '../../../shared/dates.ts'
import { may } from '../../../shared/permissions.ts'
import type { Task } from '../../../shared/today.ts'
import type { Context } from '../../context.ts'
import { openDifference, openDifferences } from '../signBacks/differences.ts'
import { headOf, ordersIn } from './orderTasks.ts'
import { daysPast, daysSince, goodsOf, mostOfKind, task } from './tasks.ts'

/** Papers that came back signed with a difference nobody has settled: one red row each. */
export const differenceTasks = async (ctx: Context, mine: boolean): Promise<Task[]> => {
  const kinds = [
    ...(may(ctx.user.role, 'orders.write') ? ['confirmation'] : []),
    ...(may(ctx.user.role, 'signBacks.write') ? ['delivery'] : []),
    ...(may(ctx.user.role, 'statements.write') ? ['statement'] : []),
    ...(may(ctx.user.role, 'outsourcing.write') ? ['outsourcing'] : []),
  ]
  if (kinds.length === 0) return []
  const rows = await openDifferences(ctx)
    .where('signBacks.kind', 'in', kinds)
    .$if(mine, (some) => some.where('signBacks.sentBy', '=', ctx.user.id))
    .limit(mostOfKind)
    .execute()
  const seesMoney = may(ctx.user.role, 'prices.read')
  return rows.map(({ id, kind, number, customerId, customer, at, difference, differenceFen }) =>
    task({
      id,
      number,
      customerId,
      customer,
      at,
      kind: 'different',
      urgency: 'late',
      place: 'signBacks',
      what: difference ?? '',
      amountFen: seesMoney ? differenceFen : null,
      process: kind,
      days: at === null ? 0 : daysSince(ctx, at),
    }),
  )
}

/** Checked orders that wait for the customer's signature and whose confirmation is not out (duty 9). */
export const confirmationTasks = async (ctx: Context, mine: boolean): Promise<Task[]> => {
  if (!may(ctx.user.role, 'orders.write') || !may(ctx.user.role, 'signBacks.write')) return []
  const rows = await ordersIn(ctx, ['toSign'], mine)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('signBacks')
            .select('signBacks.id')
            .whereRef('signBacks.documentId', '=', 'orders.id')
            .where('signBacks.kind', '=', 'confirmation')
            .where((where) => where.or([where('signBacks.state', 'in', ['waiting', 'same']), openDifference])),
        ),
      ),
    )
    .execute()
  return rows.map((row) =>
    task({
      ...headOf(row),
      kind: 'toConfirm',
      urgency: 'now',
      place: 'confirmation',
      on: row.dueOn,
      at: row.keyedAt,
      days: daysSince(ctx, row.keyedAt),
    }),
  )
}

/** Orders whose goods are all finished and for which no delivery note is begun. */
export const toDeliverTasks = async (ctx: Context, mine: boolean): Promise<Task[]> => {
  if (!may(ctx.user.role, 'orders.write') || !may(ctx.user.role, 'deliveries.write')) return []
  const rows = await ordersIn(ctx, ['toDeliver'], mine)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('deliveryLines')
            .innerJoin('deliveryNotes', 'deliveryNotes.id', 'deliveryLines.deliveryNoteId')
            .select('deliveryLines.id')
            .whereRef('deliveryLines.orderId', '=', 'orders.id')
            .where('deliveryNotes.releasedAt', 'is', null)
            .where('deliveryNotes.voidedAt', 'is', null),
        ),
      ),
    )
    .execute()
  const goods = await goodsOf(
    ctx,
    rows.map(({ id }) => id),
  )
  return rows.map((row) =>
    task({
      ...headOf(row),
      ...goods.get(row.id),
      kind: 'toDeliver',
      urgency: row.dueOn < ctx.today ? 'late' : 'today',
      place: 'newNote',
      on: row.dueOn,
      days: daysPast(ctx, row.dueOn),
    }),
  )
}

/** Notes that are to leave today, tomorrow or should have left: to pick, inspect, count or release (duty 88). */
export const noteTasks = async (ctx: Context, mine: boolean): Promise<Task[]> => {
  if (!may(ctx.user.role, 'deliveries.write')) return []
  const rows = await ctx.db
    .selectFrom('deliveryNotes')
    .innerJoin('customers', 'customers.id', 'deliveryNotes.customerId')
    .select([
      'deliveryNotes.id',
      'deliveryNotes.number',
      'deliveryNotes.customerId',
      'customers.shortName as customer',
      'deliveryNotes.deliveryOn as on',
      'deliveryNotes.driver as who',
      'deliveryNotes.kind',
      'deliveryNotes.totalPacks',
      'deliveryNotes.state',
    ])
    .where('deliveryNotes.state', 'in', ['draft', 'picked', 'inspected', 'counted'])
    .where('deliveryNotes.deliveryOn', '<=', plusDays(ctx.today, 1))
    .$if(mine, (notes) => notes.where('deliveryNotes.keyedBy', '=', ctx.user.id))
    .orderBy('deliveryNotes.deliveryOn')
    .orderBy('deliveryNotes.id')
    .limit(mostOfKind)
    .execute()
  return rows.map(({ kind, totalPacks, state, ...row }) =>
    task({
      ...row,
      // packs that come back are counted below nothing; what comes back is only let in
      of: Math.abs(totalPacks),
      process: kind === 'return' ? 'counted' : state,
      kind: 'noteStep',
      urgency: row.on < ctx.today ? 'late' : 'today',
      place: 'note',
      days: daysPast(ctx, row.on),
    }),
  )
}
