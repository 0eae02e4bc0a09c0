import { isOverHours } from '../../../shared/complaintStates.ts'
import { may } from '../../../shared/permissions.ts'
import type { Task, TaskKind, Urgency } from '../../../shared/today.ts'
import type { Context } from '../../context.ts'
import { isUnsent } from '../complaints/slips.ts'
import { readOffice } from '../settings.ts'
import { daysPast, daysSince, mostOfKind, task } from './tasks.ts'

const complaintRows = (ctx: Context, mine: boolean) =>
  ctx.db
    .selectFrom('complaints')
    .innerJoin('customers', 'customers.id', 'complaints.customerId')
    .innerJoin('users', 'users.id', 'complaints.takenBy')
    .leftJoin('orders', 'orders.id', 'complaints.orderId')
    .select(['complaints.id', 'complaints.number', 'complaints.customerId', 'customers.shortName', 'customers.name'])
    .select(['complaints.receivedAt', 'complaints.decidedAt', 'complaints.what', 'users.name as who'])
    .$if(mine, (rows) =>
      rows.where(({ or, eb }) =>
        or([eb('complaints.takenBy', '=', ctx.user.id), eb('orders.merchandiserId', '=', ctx.user.id)]),
      ),
    )
    .orderBy('complaints.receivedAt')
    .orderBy('complaints.id')
    .limit(mostOfKind)
type Row = Awaited<ReturnType<ReturnType<typeof complaintRows>['execute']>>[number]

const taskOf = (ctx: Context, row: Row, kind: TaskKind, urgency: Urgency): Task =>
  task({
    kind,
    urgency,
    place: 'complaint',
    id: row.id,
    number: row.number,
    customerId: row.customerId,
    customer: row.shortName || row.name,
    what: row.what.slice(0, 30),
    who: row.who,
    at: row.receivedAt,
    days: daysSince(ctx, row.receivedAt),
  })

/** For the manager: complaints he has not spoken about, red past the limit; for the office they wait for him (duty 96). */
const toConfirm = async (ctx: Context, mine: boolean, hours: number): Promise<Task[]> => {
  const confirms = may(ctx.user.role, 'complaints.confirm')
  const rows = await complaintRows(ctx, mine && !confirms)
    .where('complaints.state', '=', 'toConfirm')
    .execute()
  return rows.map((row) =>
    taskOf(
      ctx,
      row,
      'complaintToConfirm',
      confirms ? (isOverHours(row.receivedAt, ctx.now, hours) ? 'late' : 'now') : 'waiting',
    ),
  )
}

/** The manager has spoken and nobody told the customer yet. */
const toReply = async (ctx: Context, mine: boolean, hours: number): Promise<Task[]> => {
  const rows = await complaintRows(ctx, mine)
    .where('complaints.state', 'in', ['confirmed', 'rejected'])
    .where('complaints.repliedAt', 'is', null)
    .execute()
  return rows.map((row) =>
    taskOf(
      ctx,
      row,
      'complaintToReply',
      isOverHours(row.decidedAt ?? row.receivedAt, ctx.now, hours) ? 'late' : 'today',
    ),
  )
}

/** 补件 whose day has come and that have not left. */
const replacementsDue = async (ctx: Context, mine: boolean): Promise<Task[]> => {
  const rows = await ctx.db
    .selectFrom('replacements')
    .innerJoin('complaints', 'complaints.id', 'replacements.complaintId')
    .innerJoin('customers', 'customers.id', 'complaints.customerId')
    .leftJoin('orders', 'orders.id', 'complaints.orderId')
    .select(['complaints.id', 'replacements.number', 'complaints.customerId', 'customers.shortName', 'customers.name'])
    .select(['replacements.wantedOn', 'replacements.reason', 'replacements.responsible'])
    .where('replacements.wantedOn', '<=', ctx.today)
    .where(isUnsent)
    .$if(mine, (some) =>
      some.where(({ or, eb }) =>
        or([eb('complaints.takenBy', '=', ctx.user.id), eb('orders.merchandiserId', '=', ctx.user.id)]),
      ),
    )
    .orderBy('replacements.wantedOn')
    .orderBy('replacements.id')
    .limit(mostOfKind)
    .execute()
  return rows.map((row) =>
    task({
      kind: 'replacementDue',
      urgency: row.wantedOn < ctx.today ? 'late' : 'today',
      place: 'complaint',
      id: row.id,
      number: row.number,
      customerId: row.customerId,
      customer: row.shortName || row.name,
      what: row.reason.slice(0, 30),
      who: row.responsible,
      on: row.wantedOn,
      days: daysPast(ctx, row.wantedOn),
    }),
  )
}

/** Complaints to confirm, customers to answer, replacements that must leave (duties 96–98). */
export const complaintTasks = async (ctx: Context, mine: boolean): Promise<Task[]> => {
  if (!may(ctx.user.role, 'complaints.write')) return []
  const { complaintConfirmHours, complaintReplyHours } = await readOffice(ctx)
  return [
    ...(await toConfirm(ctx, mine, complaintConfirmHours)),
    ...(await toReply(ctx, mine, complaintReplyHours)),
    ...(await replacementsDue(ctx, mine)),
  ]
}
