import { plusDays } from '../../../shared/dates.ts'
import { may } from '../../../shared/permissions.ts'
import type { Task } from '../../../shared/today.ts'
import type { Context } from '../../context.ts'
import { callFactories } from '../outsourcing/calls.ts'
import { mostOfKind, task } from './tasks.ts'

/** Factories outside that have goods due today or late and were not asked today (duty 70): one row for each. */
export const outsideTasks = async (ctx: Context, mine: boolean): Promise<Task[]> => {
  if (!may(ctx.user.role, 'outsourcing.write')) return []
  const factories = await callFactories(ctx, mine)
  return factories
    .filter(({ unanswered }) => unanswered > 0)
    .slice(0, mostOfKind)
    .map(({ factoryId, factory, contact, phone, unanswered, lateDays }) =>
      task({
        kind: 'outsideDue',
        urgency: lateDays > 0 ? 'late' : 'today',
        place: 'factoryCalls',
        id: factoryId,
        customer: factory,
        number: '',
        of: unanswered,
        days: lateDays,
        who: [contact, phone].filter(Boolean).join(' '),
        on: plusDays(ctx.today, -lateDays),
      }),
    )
}
