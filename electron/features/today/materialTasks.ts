import { isPressing } from '../../../shared/materialNeeds.ts'
import { may } from '../../../shared/permissions.ts'
import type { ShortageRow } from '../../../shared/purchases.ts'
import type { Task } from '../../../shared/today.ts'
import type { Context } from '../../context.ts'
import { shortageRows } from '../purchases/shortages.ts'
import { mostOfKind, task } from './tasks.ts'

// by process start; what takes long to come stands later than it has to be ordered
const asked = (mine: boolean) => ({ mine, orderId: null, offset: 0, limit: 1000 })

/** One row for each order: its most pressing material, and how many more. */
const byOrder = (rows: ShortageRow[], make: (first: ShortageRow, count: number) => Task): Task[] =>
  [...Map.groupBy(rows, ({ orderId }) => orderId).values()].slice(0, mostOfKind).map((own) => make(own[0]!, own.length))

/** 漏定 whose time to order is near or past, and what a supplier did not bring or promises too late (duties 65, 66). */
export const materialTasks = async (ctx: Context, mine: boolean): Promise<Task[]> => {
  if (!may(ctx.user.role, 'materials.write')) return []
  const unbought = (await shortageRows(ctx, { ...asked(mine), view: 'unbought' }))
    .filter((row) => isPressing(row, ctx.today))
    .toSorted((a, b) => (a.buyBy < b.buyBy ? -1 : a.buyBy > b.buyBy ? 1 : a.orderId - b.orderId))
  const late = await shortageRows(ctx, { ...asked(mine), view: 'late' })
  return [
    ...byOrder(unbought, (first, count) =>
      task({
        kind: 'materialUnbought',
        urgency: first.buyLateDays > 0 ? 'late' : 'today',
        place: 'materials',
        id: first.orderId,
        number: first.orderNumber,
        customer: first.customer,
        what: first.name,
        more: count - 1,
        process: first.process,
        days: first.buyLateDays,
        on: first.startOn,
      }),
    ),
    ...byOrder(late, (first, count) =>
      task({
        kind: 'materialLate',
        urgency: 'late',
        place: 'materials',
        id: first.orderId,
        number: first.orderNumber,
        customer: first.customer,
        what: first.name,
        more: count - 1,
        process: first.process,
        who: first.supplier,
        on: first.promisedOn,
        days: first.afterStart,
      }),
    ),
  ]
}
