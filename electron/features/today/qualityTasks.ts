import { sql } from 'kysely'
import { may } from '../../../shared/permissions.ts'
import type { Task } from '../../../shared/today.ts'
import type { Context } from '../../context.ts'
import { coverOf } from '../quality/covered.ts'
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
    .select('inspections.waiting')
    .select(['orderLines.name', 'orderLines.unit'])
    .where('inspections.state', 'in', ['rejected', 'open'])
    .$if(mine, (some) => some.where('orders.merchandiserId', '=', ctx.user.id))
    .orderBy('inspections.inspectedOn')
    .orderBy('inspections.id')
    .limit(mostOfKind)
    .execute()
  return rows.map(({ state, inspectedOn, lot, waiting, name, unit, ...row }) =>
    task({
      ...row,
      kind: state === 'rejected' ? 'lotRejected' : 'lotToDecide',
      urgency: state === 'rejected' ? 'late' : 'today',
      place: 'inspection',
      what: goodsText(name, state === 'rejected' ? waiting : lot, unit),
      on: inspectedOn,
      days: daysPast(ctx, inspectedOn),
    }),
  )
}

/** Finished goods that have not all left, by the day they are due. */
const waitingGoods = (ctx: Context, mine: boolean) =>
  ctx.db
    .selectFrom('orders')
    .innerJoin('orderLines', 'orderLines.orderId', 'orders.id')
    .innerJoin('noticeLines', 'noticeLines.orderLineId', 'orderLines.id')
    .innerJoin('notices', 'notices.id', 'noticeLines.noticeId')
    .innerJoin('customers', 'customers.id', 'orders.customerId')
    .select(['noticeLines.id', 'orders.number', 'orders.customerId', 'customers.shortName as customer'])
    .select(['orders.dueOn as on', 'orderLines.name', 'orderLines.unit', 'noticeLines.finishedQuantity'])
    .select('noticeLines.orderLineId')
    .where('orders.state', 'in', ['inProduction', 'toDeliver', 'partlyDelivered'])
    .where('noticeLines.state', '=', 'finished')
    .where('noticeLines.finishedQuantity', '>', 0)
    .where('notices.voidedAt', 'is', null)
    .whereRef('orderLines.deliveredQuantity', '<', 'orderLines.quantity')
    .$if(mine, (some) => some.where('orders.merchandiserId', '=', ctx.user.id))
    .orderBy('orders.dueOn')
    .orderBy('noticeLines.id')

const finalOf = sql<boolean>`exists (select 1 from "inspections" where "inspections"."noticeLineId" = "noticeLines"."id"
  and "inspections"."kind" = 'final' and "inspections"."voidedAt" is null)`

/** Goods made again, or put on, after their lots were inspected: what of each line no final inspection looked at. */
const madeAgain = async (ctx: Context, mine: boolean) => {
  const rows = await waitingGoods(ctx, mine).where(finalOf).limit(500).execute()
  const { covers, finals } = await coverOf(ctx, [...new Set(rows.map(({ orderLineId }) => orderLineId))])
  return rows.flatMap((row) => {
    const own = covers.filter(({ noticeLineId }) => noticeLineId === row.id)
    const looked = own.reduce((sum, { passed, rejected }) => sum + passed + rejected, 0)
    const open = finals.filter(({ noticeLineId, decision }) => noticeLineId === row.id && decision === null)
    const left = row.finishedQuantity - looked - open.reduce((sum, { lot }) => sum + lot, 0)
    return left > 0 ? [{ ...row, left }] : []
  })
}

/** Finished goods nobody has inspected yet, where notes leave by final inspections (duty 74). */
const toInspectTasks = async (ctx: Context, mine: boolean): Promise<Task[]> => {
  const office = await readOffice(ctx)
  if (!office.inspectionNeeded || office.inspectionProof !== 'sheet') return []
  const fresh = await waitingGoods(ctx, mine)
    .where(({ not }) => not(finalOf))
    .limit(mostOfKind)
    .execute()
  const rows = [...fresh.map((row) => ({ ...row, left: row.finishedQuantity })), ...(await madeAgain(ctx, mine))]
  return rows
    .toSorted((one, other) => one.on.localeCompare(other.on) || one.id - other.id)
    .slice(0, mostOfKind)
    .map(({ name, unit, left, finishedQuantity: _, orderLineId: __, ...row }) =>
      task({
        ...row,
        kind: 'lotToInspect',
        urgency: row.on < ctx.today ? 'late' : 'today',
        place: 'newInspection',
        what: goodsText(name, left, unit),
        days: daysPast(ctx, row.on),
      }),
    )
}

/** Lots to inspect, to decide about, and rejected ones nothing was done with (duties 73–75). */
export const qualityTasks = async (ctx: Context, mine: boolean): Promise<Task[]> => {
  if (!may(ctx.user.role, 'quality.write')) return []
  return [...(await inspectionTasks(ctx, mine)), ...(await toInspectTasks(ctx, mine))]
}
