import { sql } from 'kysely'
import type { z } from 'zod'
import type { complaints, ComplaintRow, DailyComplaints } from '../../../shared/complaints.ts'
import {
  type ComplaintKind,
  type ComplaintState,
  type ComplaintWant,
  costOf,
  isOverHours,
  minutesBetween,
} from '../../../shared/complaintStates.ts'
import type { Output } from '../../../shared/contract.ts'
import { daysBetween } from '../../../shared/dates.ts'
import { may } from '../../../shared/permissions.ts'
import type { Context } from '../../context.ts'
import { findByTerm } from '../../db/search.ts'
import { readOffice } from '../settings.ts'
import { repeatCounts } from './repeats.ts'
import { isUnsent, slipMarks } from './slips.ts'

export const openComplaintStates = ['toConfirm', 'confirmed', 'rejected'] as const

const withPapers = (ctx: Pick<Context, 'db'>) =>
  ctx.db
    .selectFrom('complaints')
    .innerJoin('customers', 'customers.id', 'complaints.customerId')
    .leftJoin('users as deciders', 'deciders.id', 'complaints.decidedBy')
    .leftJoin('orders', 'orders.id', 'complaints.orderId')
    .leftJoin('deliveryNotes', 'deliveryNotes.id', 'complaints.deliveryNoteId')
    .select([
      'customers.shortName',
      'customers.name as customerName',
      'deciders.name as decider',
      'orders.number as orderNumber',
      'deliveryNotes.number as noteNumber',
    ])
/** A complaint with all that is written on it. */
export const complaintRows = (ctx: Pick<Context, 'db'>) => withPapers(ctx).selectAll('complaints')

/** What a list shows of it, without the longer words. */
const listColumns = [
  'complaints.id',
  'complaints.number',
  'complaints.state',
  'complaints.receivedAt',
  'complaints.receivedOn',
  'complaints.customerId',
  'complaints.productId',
  'complaints.code',
  'complaints.description',
  'complaints.colour',
  'complaints.unit',
  'complaints.quantity',
  'complaints.badQuantity',
  'complaints.kind',
  'complaints.what',
  'complaints.wants',
  'complaints.decision',
  'complaints.decidedAt',
  'complaints.closedAt',
  'complaints.closedOn',
  'complaints.voidedAt',
  'complaints.repliedAt',
  'complaints.responsible',
  'complaints.result',
  'complaints.materialFen',
  'complaints.labourFen',
  'complaints.freightFen',
  'complaints.otherFen',
  'complaints.version',
] as const
const listedRows = (ctx: Pick<Context, 'db'>) => withPapers(ctx).select(listColumns)
type FoundComplaint = Awaited<ReturnType<ReturnType<typeof listedRows>['execute']>>[number]

/** Numbers of the notes and adjustments of some complaints, and what was deducted of each (fen). */
const remediesOf = async (ctx: Pick<Context, 'db'>, ids: number[]) => {
  const notes = await ctx.db
    .selectFrom('complaintNotes')
    .innerJoin('deliveryNotes', 'deliveryNotes.id', 'complaintNotes.deliveryNoteId')
    .select(['complaintNotes.complaintId', 'deliveryNotes.number'])
    .where('complaintNotes.complaintId', 'in', ids)
    .where('deliveryNotes.voidedAt', 'is', null)
    .orderBy('complaintNotes.id')
    .execute()
  const money = await ctx.db
    .selectFrom('complaintDeductions')
    .innerJoin('adjustments', 'adjustments.id', 'complaintDeductions.adjustmentId')
    .select(['complaintDeductions.complaintId', 'adjustments.number', 'complaintDeductions.amountFen'])
    .where('complaintDeductions.complaintId', 'in', ids)
    .where('complaintDeductions.takenBackAt', 'is', null)
    .where('adjustments.voidedAt', 'is', null)
    .orderBy('complaintDeductions.id')
    .execute()
  return { notes, money }
}

const numbersOf = (
  id: number,
  slips: readonly { complaintId: number; number: string }[],
  { notes, money }: Awaited<ReturnType<typeof remediesOf>>,
): string =>
  [
    ...new Set([
      ...slips.filter(({ complaintId }) => complaintId === id).map(({ number }) => number),
      ...notes.filter(({ complaintId }) => complaintId === id).map(({ number }) => number),
      ...money.filter(({ complaintId }) => complaintId === id).map(({ number }) => number),
    ]),
  ].join(' ')

/** Rows of lists and of the daily report, with what each led to. */
export const rowsOf = async (ctx: Context, found: readonly FoundComplaint[]): Promise<ComplaintRow[]> => {
  if (found.length === 0) return []
  const ids = found.map(({ id }) => id)
  const { complaintConfirmHours } = await readOffice(ctx)
  const seesMoney = may(ctx.user.role, 'prices.read')
  const remedies = await remediesOf(ctx, ids)
  const slips = await slipMarks(ctx, ids)
  const repeats = await repeatCounts(ctx, found)
  return found.map((row) => {
    const deductionFen = remedies.money
      .filter(({ complaintId }) => complaintId === row.id)
      .reduce((sum, { amountFen }) => sum + amountFen, 0)
    const spoken = row.decidedAt ?? row.closedAt ?? row.voidedAt
    return {
      id: row.id,
      number: row.number,
      state: row.state as ComplaintState,
      receivedAt: row.receivedAt,
      receivedOn: row.receivedOn,
      customerId: row.customerId,
      customer: row.shortName || row.customerName,
      orderNumber: row.orderNumber ?? '',
      noteNumber: row.noteNumber ?? '',
      code: row.code,
      description: [row.description, row.colour].filter(Boolean).join(' '),
      unit: row.unit,
      quantity: row.quantity,
      badQuantity: row.badQuantity,
      kind: row.kind as ComplaintKind,
      what: row.what,
      wants: row.wants as ComplaintWant,
      gapMinutes: minutesBetween(row.receivedAt, spoken ?? ctx.now),
      late: row.state === 'toConfirm' && isOverHours(row.receivedAt, ctx.now, complaintConfirmHours),
      decidedBy: row.decider ?? '',
      repliedAt: row.repliedAt,
      responsible: row.responsible,
      result: row.result,
      remedies: numbersOf(row.id, slips, remedies),
      overdue: slips.some(({ complaintId, overdue }) => complaintId === row.id && overdue),
      costFen: seesMoney ? costOf({ ...row, deductionFen }) : null,
      openDays: Math.max(0, daysBetween(row.receivedOn, row.closedOn ?? ctx.today)),
      repeats: repeats.get(row.id) ?? 0,
      version: row.version,
    }
  })
}

type Filter = Omit<z.output<typeof complaints.list.input>, 'offset' | 'limit'>

const chosen = async (ctx: Context, { view, kind, customerId, productId, orderId, text, from, to }: Filter) => {
  const named = text === '' ? null : await findByTerm(ctx, 'complaint', text, 300)
  return ctx.db
    .selectFrom('complaints')
    .$if(view === 'open' || view === 'overdue', (rows) => rows.where('complaints.state', 'in', openComplaintStates))
    .$if(view === 'toConfirm', (rows) => rows.where('complaints.state', '=', 'toConfirm'))
    .$if(view === 'toReply', (rows) =>
      rows.where('complaints.state', 'in', ['confirmed', 'rejected']).where('complaints.repliedAt', 'is', null),
    )
    .$if(view === 'closed', (rows) => rows.where('complaints.state', '=', 'closed'))
    .$if(view === 'overdue', (rows) =>
      rows.where(({ exists, selectFrom }) =>
        exists(
          selectFrom('replacements')
            .select('replacements.id')
            .whereRef('replacements.complaintId', '=', 'complaints.id')
            .where('replacements.wantedOn', '<', ctx.today)
            .where(isUnsent),
        ),
      ),
    )
    .$if(kind !== null, (rows) => rows.where('complaints.kind', '=', kind!))
    .$if(customerId !== null, (rows) => rows.where('complaints.customerId', '=', customerId!))
    .$if(productId !== null, (rows) => rows.where('complaints.productId', '=', productId!))
    .$if(orderId !== null, (rows) => rows.where('complaints.orderId', '=', orderId!))
    .$if(named !== null, (rows) => rows.where('complaints.id', 'in', named!.length > 0 ? named! : [0]))
    .$if(from !== null, (rows) => rows.where('complaints.receivedOn', '>=', from!))
    .$if(to !== null, (rows) => rows.where('complaints.receivedOn', '<=', to!))
}

/** 投诉: what has been open longest stands first; closed and all newest first. */
export const listComplaints = async (
  ctx: Context,
  { offset, limit, ...filter }: z.output<typeof complaints.list.input>,
): Promise<Output<typeof complaints.list>> => {
  const rows = await chosen(ctx, filter)
  const { total } = await rows.select(({ fn }) => fn.countAll().as('total')).executeTakeFirstOrThrow()
  const direction = filter.view === 'closed' || filter.view === 'all' ? 'desc' : 'asc'
  const page = rows
    .select('complaints.id')
    .orderBy('complaints.receivedAt', direction)
    .orderBy('complaints.id', direction)
    .limit(limit)
    .offset(offset)
  const found = await listedRows(ctx)
    .where('complaints.id', 'in', page)
    .orderBy('complaints.receivedAt', direction)
    .orderBy('complaints.id', direction)
    .execute()
  return { rows: await rowsOf(ctx, found), total: Number(total) }
}

export const countComplaints = async (ctx: Context): Promise<Output<typeof complaints.counts>> => {
  const { complaintConfirmHours } = await readOffice(ctx)
  const limit = new Date(new Date(ctx.now).getTime() - complaintConfirmHours * 3_600_000).toISOString()
  const row = await ctx.db
    .selectFrom('complaints')
    .select(({ fn }) => [
      fn.countAll().as('open'),
      sql<number>`sum(case when "state" = 'toConfirm' then 1 else 0 end)`.as('toConfirm'),
      sql<number>`sum(case when "state" = 'toConfirm' and "receivedAt" < ${limit} then 1 else 0 end)`.as('late'),
    ])
    .where('state', 'in', openComplaintStates)
    .executeTakeFirstOrThrow()
  return {
    open: Number(row.open),
    toConfirm: Number(row.toConfirm ?? 0),
    late: complaintConfirmHours === 0 ? 0 : Number(row.late ?? 0),
  }
}

/** 投诉日报 (duty 98): what was received on a day, and what is still open from the days before. */
export const dailyComplaints = async (ctx: Context, on: string): Promise<DailyComplaints> => {
  const received = await listedRows(ctx)
    .where('complaints.receivedOn', '=', on)
    .where('complaints.state', '<>', 'void')
    .orderBy('complaints.receivedAt')
    .orderBy('complaints.id')
    .limit(200)
    .execute()
  const standing = ctx.db
    .selectFrom('complaints')
    .where('complaints.state', '<>', 'void')
    .where('complaints.receivedOn', '<=', on)
    .where(({ or, eb }) => or([eb('complaints.closedOn', 'is', null), eb('complaints.closedOn', '>', on)]))
  const earlier = await listedRows(ctx)
    .where('complaints.id', 'in', standing.select('complaints.id').where('complaints.receivedOn', '<', on))
    .orderBy('complaints.receivedAt')
    .orderBy('complaints.id')
    .limit(200)
    .execute()
  const counted = await standing
    .select(({ fn }) => [
      fn.countAll().as('open'),
      sql<number>`sum(case when "decision" is null then 1 else 0 end)`.as('unconfirmed'),
    ])
    .executeTakeFirstOrThrow()
  const closed = await ctx.db
    .selectFrom('complaints')
    .select(({ fn }) => fn.countAll().as('many'))
    .where('closedOn', '=', on)
    .where('state', '<>', 'void')
    .executeTakeFirstOrThrow()
  const rows = await rowsOf(ctx, received)
  return {
    on,
    received: rows.length,
    confirmed: received.filter(({ decision }) => decision === 'confirmed').length,
    closed: Number(closed.many),
    open: Number(counted.open),
    unconfirmed: Number(counted.unconfirmed ?? 0),
    rows,
    earlier: await rowsOf(ctx, earlier),
  }
}
