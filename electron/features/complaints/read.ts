import type { Complaint, ComplaintNote, Deduction } from '../../../shared/complaints.ts'
import { leftOfLine } from '../../../shared/complaintStates.ts'
import type { CauseCode } from '../../../shared/operations.ts'
import { may } from '../../../shared/permissions.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Context } from '../../context.ts'
import { complaintRows, rowsOf } from './list.ts'
import { useOfLine } from './links.ts'
import { repeatsOf } from './repeats.ts'
import { slipsOfComplaints } from './slips.ts'

const notesOf = async (ctx: Context, complaintId: number): Promise<ComplaintNote[]> => {
  const rows = await ctx.db
    .selectFrom('complaintNotes')
    .innerJoin('deliveryNotes', 'deliveryNotes.id', 'complaintNotes.deliveryNoteId')
    .leftJoin('truckStops', 'truckStops.deliveryNoteId', 'deliveryNotes.id')
    .leftJoin('trucks', 'trucks.id', 'truckStops.truckId')
    .select(['deliveryNotes.id', 'deliveryNotes.number', 'deliveryNotes.kind', 'deliveryNotes.state'])
    .select(['deliveryNotes.deliveryOn', 'deliveryNotes.totalQuantity', 'complaintNotes.replacementId'])
    .select(['trucks.number as truck', 'trucks.onDay'])
    .select(({ selectFrom }) =>
      selectFrom('deliveryLines')
        .select(({ fn }) => fn.sum('deliveryLines.quantity').as('back'))
        .whereRef('deliveryLines.deliveryNoteId', '=', 'deliveryNotes.id')
        .where('deliveryLines.quantity', '<', 0)
        .as('back'),
    )
    .where('complaintNotes.complaintId', '=', complaintId)
    .orderBy('complaintNotes.id')
    .execute()
  return rows.map(({ totalQuantity, back, truck, onDay, ...row }) => ({
    ...row,
    kind: row.kind as ComplaintNote['kind'],
    state: row.state as ComplaintNote['state'],
    quantity: row.kind === 'replacement' ? totalQuantity : Number(back ?? 0),
    truck: truck === null ? '' : `${truck} ${onDay ?? ''}`.trim(),
  }))
}

const deductionsOf = async (ctx: Context, complaintId: number): Promise<Deduction[]> => {
  const seesMoney = may(ctx.user.role, 'prices.read')
  const rows = await ctx.db
    .selectFrom('complaintDeductions')
    .innerJoin('adjustments', 'adjustments.id', 'complaintDeductions.adjustmentId')
    .innerJoin('users', 'users.id', 'complaintDeductions.userId')
    .select(['complaintDeductions.id', 'adjustments.number', 'complaintDeductions.quantity', 'users.name as by'])
    .select(['complaintDeductions.amountFen', 'complaintDeductions.reason', 'complaintDeductions.at'])
    .select(['takenBackReason', 'adjustments.voidReason'])
    .where('complaintDeductions.complaintId', '=', complaintId)
    .orderBy('complaintDeductions.id')
    .execute()
  return rows.map(({ takenBackReason, voidReason, amountFen, ...row }) => ({
    ...row,
    amountFen: seesMoney ? amountFen : null,
    takenBack: takenBackReason ?? voidReason,
  }))
}

/** Pieces of the line that are left for a remedy, and what they come to (fen, at the line's own average). */
const leftOfSource = async (ctx: Context, deliveryLineId: number | null) => {
  if (deliveryLineId === null) return { left: null, leftFen: null }
  const use = await useOfLine(ctx, deliveryLineId)
  const left = leftOfLine(use)
  const leftFen = use.delivered === 0 ? 0 : Number((BigInt(use.amountFen) * BigInt(left)) / BigInt(use.delivered))
  return { left, leftFen: may(ctx.user.role, 'prices.read') ? leftFen : null }
}

const peopleOf = async (ctx: Context, ids: readonly (number | null)[]): Promise<Map<number, string>> => {
  const wanted = [...new Set(ids.filter((id) => id !== null))]
  const rows =
    wanted.length === 0
      ? []
      : await ctx.db.selectFrom('users').select(['id', 'name']).where('id', 'in', wanted).execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}

const noticeOf = async (ctx: Context, orderLineId: number | null): Promise<string> => {
  if (orderLineId === null) return ''
  const row = await ctx.db
    .selectFrom('noticeLines')
    .innerJoin('notices', 'notices.id', 'noticeLines.noticeId')
    .select('notices.number')
    .where('noticeLines.orderLineId', '=', orderLineId)
    .where('notices.voidedAt', 'is', null)
    .orderBy('notices.id')
    .limit(1)
    .executeTakeFirst()
  return row?.number ?? ''
}

/** One complaint with all it led to. Money is null for a role that may not see prices. */
export const readComplaint = async (ctx: Context, id: number): Promise<Complaint> => {
  const found = await complaintRows(ctx).where('complaints.id', '=', id).executeTakeFirst()
  if (!found) throw refuse('app.notFound')
  const [row] = await rowsOf(ctx, [found])
  const people = await peopleOf(ctx, [
    found.takenBy,
    found.decidedBy,
    found.repliedBy,
    found.investigatedBy,
    found.closedBy,
  ])
  const stamp = (by: number | null, at: string | null) =>
    by === null || at === null ? null : { by: people.get(by) ?? '', at }
  const photos = await ctx.db
    .selectFrom('complaintPhotos')
    .select('picture')
    .where('complaintId', '=', id)
    .orderBy('sequence')
    .execute()
  const deductions = await deductionsOf(ctx, id)
  const seesMoney = may(ctx.user.role, 'prices.read')
  const money = (fen: number | null): number | null => (seesMoney ? fen : null)
  return {
    ...row!,
    description: found.description,
    contact: found.contact,
    phone: found.phone,
    takenBy: people.get(found.takenBy) ?? '',
    orderId: found.orderId,
    orderLineId: found.orderLineId,
    deliveryNoteId: found.deliveryNoteId,
    deliveryLineId: found.deliveryLineId,
    noticeNumber: await noticeOf(ctx, found.orderLineId),
    productId: found.productId,
    colour: found.colour,
    wantsWords: found.wantsWords,
    photos: photos.map(({ picture }) => picture),
    opinion: found.opinion,
    decided: stamp(found.decidedBy, found.decidedAt),
    replied: stamp(found.repliedBy, found.repliedAt),
    repliedTo: found.repliedTo,
    replyWords: found.replyWords,
    department: found.department,
    causeCode: found.causeCode as CauseCode | null,
    cause: found.cause,
    prevention: found.prevention,
    materialFen: money(found.materialFen),
    labourFen: money(found.labourFen),
    freightFen: money(found.freightFen),
    otherFen: money(found.otherFen),
    deductionFen: money(
      deductions
        .filter(({ takenBack }) => takenBack === null)
        .reduce((sum, { amountFen }) => sum + (amountFen ?? 0), 0),
    ),
    investigated: stamp(found.investigatedBy, found.investigatedAt),
    closed: stamp(found.closedBy, found.closedAt),
    voidReason: found.voidReason,
    ...(await leftOfSource(ctx, found.deliveryLineId)),
    notes: await notesOf(ctx, id),
    replacements: await slipsOfComplaints(ctx, [id]),
    deductions,
    repeated: await repeatsOf(ctx, { ...found, on: found.receivedOn, exceptId: id }),
    printed: found.printed,
  }
}
