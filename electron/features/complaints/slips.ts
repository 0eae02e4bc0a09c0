import { sql } from 'kysely'
import { daysBetween } from '../../../shared/dates.ts'
import type { Replacement } from '../../../shared/complaints.ts'
import { deriveReplacementState, type ReplacementWay } from '../../../shared/complaintStates.ts'
import { may } from '../../../shared/permissions.ts'
import type { Context } from '../../context.ts'

/** Thousandths on the 补件单 `r`, and of it on notes that have left. */
const wantedSql = sql<number>`(select coalesce(sum(p."quantity"), 0) from "replacementParts" p where p."replacementId" = "replacements"."id")`
const sentSql = sql<number>`(select coalesce(sum(l."quantity"), 0) from "complaintNotes" n join "deliveryNotes" d on d."id" = n."deliveryNoteId" join "deliveryLines" l on l."deliveryNoteId" = d."id" where n."replacementId" = "replacements"."id" and d."releasedAt" is not null and d."voidedAt" is null)`

/** A standing 补件单 whose goods have not all left. */
export const isUnsent = sql<boolean>`"replacements"."voidedAt" is null and ${wantedSql} > ${sentSql}`

export const slipRows = (ctx: Pick<Context, 'db'>) =>
  ctx.db
    .selectFrom('replacements')
    .innerJoin('complaints', 'complaints.id', 'replacements.complaintId')
    .innerJoin('customers', 'customers.id', 'complaints.customerId')
    .innerJoin('users', 'users.id', 'replacements.madeBy')
    .leftJoin('orders', 'orders.id', 'replacements.orderId')
    .selectAll('replacements')
    .select([
      'complaints.number as complaintNumber',
      'complaints.customerId',
      'customers.shortName',
      'customers.name as customerName',
      'users.name as maker',
      'orders.number as orderNumber',
      wantedSql.as('wanted'),
      sentSql.as('sent'),
    ])
type Found = Awaited<ReturnType<ReturnType<typeof slipRows>['execute']>>[number]

/** Standing notices of some orders, and what of each order line is through its last process (thousandths). */
const workOf = async (ctx: Pick<Context, 'db'>, orderIds: number[]) => {
  const rows =
    orderIds.length === 0
      ? []
      : await ctx.db
          .selectFrom('notices')
          .leftJoin('noticeLines', 'noticeLines.noticeId', 'notices.id')
          .select(['notices.orderId', 'notices.number', 'noticeLines.orderLineId', 'noticeLines.finishedQuantity'])
          .where('notices.orderId', 'in', orderIds)
          .where('notices.voidedAt', 'is', null)
          .orderBy('notices.id')
          .execute()
  const finished = new Map<number, number>()
  for (const { orderLineId, finishedQuantity } of rows)
    if (orderLineId !== null) finished.set(orderLineId, (finished.get(orderLineId) ?? 0) + (finishedQuantity ?? 0))
  const numbers = Map.groupBy(rows, ({ orderId }) => orderId)
  return {
    finished,
    noticesOf: (orderId: number | null): string =>
      [...new Set((numbers.get(orderId ?? 0) ?? []).map(({ number }) => number))].join(' '),
  }
}

/** 补件单 as they stand: their state follows from the notices and notes made of them (papers.md 4.9). */
export const slipsOf = async (ctx: Context, found: readonly Found[]): Promise<Replacement[]> => {
  if (found.length === 0) return []
  const parts = await ctx.db
    .selectFrom('replacementParts')
    .selectAll()
    .where(
      'replacementId',
      'in',
      found.map(({ id }) => id),
    )
    .orderBy('replacementId')
    .orderBy('sequence')
    .execute()
  const work = await workOf(
    ctx,
    found.flatMap(({ orderId }) => orderId ?? []),
  )
  const seesMoney = may(ctx.user.role, 'prices.read')
  return found.map((row) => {
    const own = parts.filter(({ replacementId }) => replacementId === row.id)
    const [wanted, sent] = [Number(row.wanted), Number(row.sent)]
    const notices = work.noticesOf(row.orderId)
    const state = deriveReplacementState({
      voidedAt: row.voidedAt,
      way: row.way as ReplacementWay,
      noticed: notices !== '',
      wanted,
      finished: own.reduce(
        (sum, part) => sum + Math.min(part.quantity, work.finished.get(part.orderLineId ?? 0) ?? 0),
        0,
      ),
      sent,
    })
    return {
      id: row.id,
      number: row.number,
      complaintId: row.complaintId,
      complaintNumber: row.complaintNumber,
      customerId: row.customerId,
      customer: row.shortName || row.customerName,
      state,
      way: row.way as ReplacementWay,
      reason: row.reason,
      responsible: row.responsible,
      chargeFen: seesMoney ? row.chargeFen : null,
      delivery: row.delivery,
      wantedOn: row.wantedOn,
      overdueDays: state === 'sent' || state === 'void' ? 0 : Math.max(0, daysBetween(row.wantedOn, ctx.today)),
      remark: row.remark,
      orderId: row.orderId,
      orderNumber: row.orderNumber ?? '',
      noticeNumber: notices,
      wanted,
      sent,
      parts: own.map(({ id: _, replacementId: _slip, sequence: _sequence, orderLineId: _line, ...part }) => part),
      madeBy: row.maker,
      madeAt: row.madeAt,
      voidReason: row.voidReason,
      version: row.version,
    }
  })
}

export const slipsOfComplaints = async (ctx: Context, complaintIds: readonly number[]): Promise<Replacement[]> =>
  complaintIds.length === 0
    ? []
    : slipsOf(
        ctx,
        await slipRows(ctx).where('replacements.complaintId', 'in', complaintIds).orderBy('replacements.id').execute(),
      )

/** The standing 补件单 of some complaints for a list: their numbers, and whether one has not left by the day it was wanted. */
export const slipMarks = async (
  ctx: Context,
  complaintIds: readonly number[],
): Promise<{ complaintId: number; number: string; overdue: boolean }[]> => {
  const rows = await ctx.db
    .selectFrom('replacements')
    .select(['complaintId', 'number', 'wantedOn', sql<number>`case when ${isUnsent} then 1 else 0 end`.as('unsent')])
    .where('complaintId', 'in', complaintIds)
    .where('voidedAt', 'is', null)
    .orderBy('id')
    .execute()
  return rows.map(({ complaintId, number, wantedOn, unsent }) => ({
    complaintId,
    number,
    overdue: Number(unsent) === 1 && wantedOn < ctx.today,
  }))
}

/** 补件单, those still to leave first by the day they are wanted; all of them newest first. */
export const listSlips = async (
  ctx: Context,
  { open, offset, limit }: { open: boolean; offset: number; limit: number },
): Promise<{ rows: Replacement[]; total: number }> => {
  const chosen = ctx.db.selectFrom('replacements').$if(open, (rows) => rows.where(isUnsent))
  const { total } = await chosen.select(({ fn }) => fn.countAll().as('total')).executeTakeFirstOrThrow()
  const found = await slipRows(ctx)
    .$if(open, (rows) => rows.where(isUnsent).orderBy('replacements.wantedOn'))
    .orderBy('replacements.id', open ? 'asc' : 'desc')
    .offset(offset)
    .limit(limit)
    .execute()
  return { rows: await slipsOf(ctx, found), total: Number(total) }
}
