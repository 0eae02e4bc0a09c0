import { sql } from 'kysely'
import { plusDays } from '../../../shared/dates.ts'
import { may } from '../../../shared/permissions.ts'
import type { Task } from '../../../shared/today.ts'
import type { Context } from '../../context.ts'
import { daysPast, mostOfKind, task } from './tasks.ts'

/**
 * Money that was promised for today, or for a day that passed without it (duty 32): the last promise of each customer,
 * less what came since it was made. Whoever may see what customers owe is told; `mine`: who was promised it.
 */
export const payTasks = async (ctx: Context, mine: boolean): Promise<Task[]> => {
  if (!may(ctx.user.role, 'statements.read')) return []
  const came = sql<number>`coalesce((select sum(r."amountFen") from "receipts" r where r."customerId" = "payPromises"."customerId" and r."state" = 'confirmed'
    and r."enteredAt" >= "payPromises"."at" and r."receivedOn" >= "payPromises"."saidOn"), 0)`
  const rows = await ctx.db
    .selectFrom('payPromises')
    .innerJoin('customers', 'customers.id', 'payPromises.customerId')
    .select([
      'payPromises.customerId',
      'customers.shortName as customer',
      'payPromises.promisedOn',
      'payPromises.amountFen',
      'payPromises.person as what',
      'payPromises.userName as who',
      'payPromises.at',
      came.as('came'),
    ])
    .where('payPromises.promisedOn', '<=', ctx.today)
    .where('payPromises.promisedOn', '>=', plusDays(ctx.today, -90))
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('payPromises as later')
            .select('later.id')
            .whereRef('later.customerId', '=', 'payPromises.customerId')
            .whereRef('later.id', '>', 'payPromises.id'),
        ),
      ),
    )
    .where(came, '<', sql.ref<number>('payPromises.amountFen'))
    .$if(mine, (some) => some.where('payPromises.userId', '=', ctx.user.id))
    .orderBy('payPromises.promisedOn')
    .orderBy('payPromises.id')
    .limit(mostOfKind)
    .execute()
  return rows.map(({ promisedOn, amountFen, came: paid, ...row }) =>
    task({
      ...row,
      id: row.customerId,
      number: '',
      kind: promisedOn < ctx.today ? 'payBroken' : 'payDue',
      urgency: promisedOn < ctx.today ? 'late' : 'today',
      place: 'receivable',
      days: daysPast(ctx, promisedOn),
      on: promisedOn,
      amountFen: amountFen - Number(paid),
    }),
  )
}
