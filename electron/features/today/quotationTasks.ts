import { plusDays } from '../../../shared/dates.ts'
import { may } from '../../../shared/permissions.ts'
import type { Task } from '../../../shared/today.ts'
import type { Context } from '../../context.ts'
import { mostOfKind, task } from './tasks.ts'

/** Days before its validity ends that a quotation is looked at again. */
const soon = 3

/** Quotations that are out, or accepted and not ordered, and end within three days (duties 18, 19). */
export const quotationTasks = async (ctx: Context, mine: boolean): Promise<Task[]> => {
  if (!may(ctx.user.role, 'quotations.write')) return []
  const rows = await ctx.db
    .selectFrom('quotations')
    .leftJoin('customers', 'customers.id', 'quotations.customerId')
    .innerJoin('users', 'users.id', 'quotations.quotedBy')
    .select([
      'quotations.id',
      'quotations.number',
      'quotations.customerId',
      'quotations.prospect',
      'quotations.validUntil as on',
      'quotations.stage',
      'customers.shortName',
      'users.name as who',
    ])
    .where('quotations.stage', 'in', ['sent', 'accepted'])
    .where('quotations.validUntil', '>=', ctx.today)
    .where('quotations.validUntil', '<=', plusDays(ctx.today, soon))
    .$if(mine, (some) => some.where('quotations.quotedBy', '=', ctx.user.id))
    .orderBy('quotations.validUntil')
    .orderBy('quotations.id')
    .limit(mostOfKind)
    .execute()
  return rows.map(({ shortName, prospect, stage, ...row }) =>
    task({
      ...row,
      kind: 'quotationExpiring',
      urgency: 'today',
      place: 'quotation',
      customer: shortName ?? prospect,
      what: stage,
    }),
  )
}
