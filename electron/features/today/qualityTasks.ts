import { may } from '../../../shared/permissions.ts'
import type { Task } from '../../../shared/today.ts'
import type { Context } from '../../context.ts'
import { readOffice } from '../settings.ts'
import { daysPast, goodsText, mostOfKind, task } from './tasks.ts'

const inspectionTasks = async (ctx: Context, mine: boolean): Promise<Task[]> => {
  const rows = await ctx.db
    .selectFrom('inspections')
    .innerJoin('orders', 'orders.id', 'inspections.orderId')
    .innerJoin('orderLines', 'orderLines.id', 'inspections.orderLineId')
    .innerJoin('customers', 'customers.id', 'inspections.customerId')
    .select(['inspections.id', 'inspections.number', 'inspections.customerId', 'customers.shortName as customer'])
    .select(['inspections.state', 'inspections.inspectedOn', 'inspections.lot', 'inspections.inspector as who'])
    .select(['orderLines.name', 'orderLines.unit'])
    .where('inspections.state', 'in', ['rejected', 'open'])
    .$if(mine, (some) => some.where('orders.merchandiserId', '=', ctx.user.id))
    .orderBy('inspections.inspectedOn')
    .orderBy('inspections.id')
    .limit(mostOfKind)
    .execute()
  return rows.map(({ state, inspectedOn, lot, name, unit, ...row }) =>
    task({
      ...row,
      kind: state === 'rejected' ? 'lotRejected' : 'lotToDecide',
      urgency: state === 'rejected' ? 'late' : 'today',
      place: 'inspection',
      what: goodsText(name, lot, unit),
      on: inspectedOn,
      days: daysPast(ctx, inspectedOn),
    }),
  )
}

/** Finished goods nobody has inspected yet, where notes leave by final inspections (duty 74). */
const toInspectTasks = async (ctx: Context, mine: boolean): Promise<Task[]> => {
  const office = await readOffice(ctx)
  if (!office.inspectionNeeded || office.inspectionProof !== 'sheet') return []
  const rows = await ctx.db
    .selectFrom('orders')
    .innerJoin('orderLines', 'orderLines.orderId', 'orders.id')
    .innerJoin('noticeLines', 'noticeLines.orderLineId', 'orderLines.id')
    .innerJoin('notices', 'notices.id', 'noticeLines.noticeId')
    .innerJoin('customers', 'customers.id', 'orders.customerId')
    .select(['noticeLines.id', 'orders.number', 'orders.customerId', 'customers.shortName as customer'])
    .select(['orders.dueOn as on', 'orderLines.name', 'orderLines.unit', 'noticeLines.finishedQuantity'])
    .where('orders.state', 'in', ['inProduction', 'toDeliver', 'partlyDelivered'])
    .where('noticeLines.state', '=', 'finished')
    .where('notices.voidedAt', 'is', null)
    .whereRef('orderLines.deliveredQuantity', '<', 'orderLines.quantity')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('inspections')
            .select('inspections.id')
            .whereRef('inspections.noticeLineId', '=', 'noticeLines.id')
            .where('inspections.kind', '=', 'final')
            .where('inspections.voidedAt', 'is', null),
        ),
      ),
    )
    .$if(mine, (some) => some.where('orders.merchandiserId', '=', ctx.user.id))
    .orderBy('orders.dueOn')
    .orderBy('noticeLines.id')
    .limit(mostOfKind)
    .execute()
  return rows.map(({ name, unit, finishedQuantity, ...row }) =>
    task({
      ...row,
      kind: 'lotToInspect',
      urgency: row.on < ctx.today ? 'late' : 'today',
      place: 'newInspection',
      what: goodsText(name, finishedQuantity, unit),
      days: daysPast(ctx, row.on),
    }),
  )
}

/** Lots to inspect, to decide about, and rejected ones nothing was done with (duties 73–75). */
export const qualityTasks = async (ctx: Context, mine: boolean): Promise<Task[]> => {
  if (!may(ctx.user.role, 'quality.write')) return []
  return [...(await inspectionTasks(ctx, mine)), ...(await toInspectTasks(ctx, mine))]
}
