import type { Selectable } from 'kysely'
import type { z } from 'zod'
import type { Complaint, ComplaintDraft, complaints } from '../../../shared/complaints.ts'
import { costOf, deriveComplaintState } from '../../../shared/complaintStates.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Context } from '../../context.ts'
import { nextNumber } from '../../db/numbering.ts'
import type { ComplaintsTable } from '../../db/schemaComplaints.ts'
import { setSearchTerms } from '../../db/search.ts'
import { refuseUnknownPictures } from '../pictures.ts'
import { readComplaint } from './read.ts'
import { slipsOfComplaints } from './slips.ts'
import { lineComplainedOf } from './source.ts'

export type ComplaintRecord = Selectable<ComplaintsTable>
interface Named {
  id: number
  version: number
}

/** A complaint as the hand saw it; refuses an edit of an older one, and of a void one. */
export const standingComplaint = async (ctx: Context, { id, version }: Named): Promise<ComplaintRecord> => {
  const row = await ctx.db.selectFrom('complaints').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw refuse('app.notFound')
  if (row.version !== version) throw refuse('app.stale')
  if (row.voidedAt !== null) throw refuse('complaints.isVoid', { number: row.number })
  return row
}

/** Only what the manager confirmed leads to goods or money, and only while it is open (duty 97). */
export const refuseUnconfirmed = ({ state, number }: Pick<ComplaintRecord, 'state' | 'number'>): void => {
  if (state === 'toConfirm') throw refuse('complaints.confirmFirst', { number })
  if (state === 'rejected') throw refuse('complaints.isRejected', { number })
  if (state === 'closed') throw refuse('complaints.isClosed', { number })
}

/** Changes facts of a complaint and stores the state that follows from them. */
export const setComplaint = async (
  ctx: Context,
  before: ComplaintRecord,
  facts: Partial<ComplaintRecord>,
): Promise<Complaint> => {
  const state = deriveComplaintState({ ...before, ...facts })
  await ctx.db
    .updateTable('complaints')
    .set({ ...facts, state, version: before.version + 1 })
    .where('id', '=', before.id)
    .execute()
  ctx.record({ entity: 'complaints', id: before.id, before, after: { ...facts, state } })
  return readComplaint(ctx, before.id)
}

/** Found by its own number and by every paper it is about or led to. */
export const setComplaintTerms = async (ctx: Context, id: number): Promise<void> => {
  const row = await ctx.db
    .selectFrom('complaints')
    .leftJoin('orders', 'orders.id', 'complaints.orderId')
    .leftJoin('deliveryNotes', 'deliveryNotes.id', 'complaints.deliveryNoteId')
    .select(['complaints.number', 'complaints.customerId', 'orders.number as order', 'deliveryNotes.number as note'])
    .where('complaints.id', '=', id)
    .executeTakeFirstOrThrow()
  const slips = await ctx.db.selectFrom('replacements').select('number').where('complaintId', '=', id).execute()
  const { number, order, note } = row
  await setSearchTerms(ctx, 'complaint', id, row.customerId, {
    exact: [number, number.slice(2), order, note, ...slips.map((slip) => slip.number)],
  })
}

const checkDraft = async (ctx: Context, draft: ComplaintDraft): Promise<string> => {
  const receivedAt = new Date(`${draft.receivedOn}T${draft.receivedTime}:00`).toISOString()
  if (receivedAt > ctx.now) throw refuse('complaints.callFuture', {}, 'receivedTime')
  if (draft.badQuantity !== null && draft.quantity !== null && draft.badQuantity > draft.quantity)
    throw refuse('complaints.badMore', {}, 'badQuantity')
  if (draft.wants === 'other' && draft.wantsWords === '') throw refuse('complaints.saysWhat', {}, 'wantsWords')
  await refuseUnknownPictures(
    ctx,
    draft.photos.map((picture) => ({ picture })),
  )
  const customer = await ctx.db
    .selectFrom('customers')
    .select('id')
    .where('id', '=', draft.customerId)
    .executeTakeFirst()
  if (!customer) throw refuse('app.notFound', {}, 'customerId')
  return receivedAt
}

/** What it is about, copied: the line of a note or order, or what was written by hand. */
const aboutOf = async (ctx: Context, draft: ComplaintDraft) => {
  const found = await lineComplainedOf(ctx, draft)
  if (!found) {
    const { code, description, colour, unit } = draft
    if (description === '' && draft.kind !== 'service' && draft.kind !== 'late')
      throw refuse('complaints.goodsNeeded', {}, 'source')
    const byHand = { orderId: null, orderLineId: null, deliveryNoteId: null, deliveryLineId: null, productId: null }
    return { ...byHand, code, description, colour, unit }
  }
  const { source, deliveryNoteId } = found
  if (draft.quantity !== null && draft.quantity > source.quantity)
    throw refuse('complaints.moreThanNoted', {}, 'quantity')
  return {
    orderId: source.orderId,
    orderLineId: source.orderLineId,
    deliveryNoteId,
    deliveryLineId: source.deliveryLineId,
    productId: source.productId,
    code: source.code,
    description: source.description,
    colour: source.colour,
    unit: source.unit,
  }
}

const keepPhotos = async (ctx: Context, complaintId: number, photos: readonly string[]): Promise<void> => {
  await ctx.db.deleteFrom('complaintPhotos').where('complaintId', '=', complaintId).execute()
  for (const [index, picture] of photos.entries())
    await ctx.db
      .insertInto('complaintPhotos')
      .values({ complaintId, sequence: index + 1, picture })
      .execute()
}

/** What nobody has said yet of a new complaint. */
const unsaid = {
  decision: null,
  opinion: '',
  decidedBy: null,
  decidedAt: null,
  repliedTo: '',
  replyWords: '',
  repliedBy: null,
  repliedAt: null,
  department: '',
  causeCode: null,
  cause: '',
  responsible: '',
  prevention: '',
  materialFen: null,
  labourFen: null,
  freightFen: null,
  otherFen: null,
  investigatedBy: null,
  investigatedAt: null,
  result: '',
  closedBy: null,
  closedAt: null,
  closedOn: null,
  voidedAt: null,
  voidedBy: null,
  voidReason: null,
}

/** 接收投诉 (duty 96): a new 投诉单, or one the manager has not spoken about yet, as it is now. */
export const saveComplaint = async (ctx: Context, draft: ComplaintDraft): Promise<Complaint> => {
  const receivedAt = await checkDraft(ctx, draft)
  const about = await aboutOf(ctx, draft)
  const { customerId, contact, phone, receivedOn, quantity, badQuantity, kind, what, wants, wantsWords } = draft
  const said = { customerId, contact, phone, receivedOn, receivedAt, quantity, badQuantity, kind, what, wants }
  const values = { ...said, wantsWords, ...about }
  if (draft.id !== null) {
    const before = await standingComplaint(ctx, { id: draft.id, version: draft.version })
    if (before.state !== 'toConfirm') throw refuse('complaints.spokenFor', { number: before.number })
    await keepPhotos(ctx, before.id, draft.photos)
    await setComplaint(ctx, before, values)
    await setComplaintTerms(ctx, before.id)
    return readComplaint(ctx, before.id)
  }
  const number = await nextNumber(ctx, 'TS', ctx.today)
  const written = {
    ...unsaid,
    ...values,
    number,
    takenBy: ctx.user.id,
    takenAt: ctx.now,
    state: 'toConfirm',
    version: 1,
  }
  const { id } = await ctx.db.insertInto('complaints').values(written).returning('id').executeTakeFirstOrThrow()
  await keepPhotos(ctx, id, draft.photos)
  await setComplaintTerms(ctx, id)
  ctx.record({ entity: 'complaints', id, after: { ...values, number, photos: draft.photos } })
  return readComplaint(ctx, id)
}

/** 经理确认 (duty 96): confirmed, or rejected with the reason the customer is told. */
export const decide = async (
  ctx: Context,
  { confirmed, opinion, ...named }: Named & { confirmed: boolean; opinion: string },
): Promise<Complaint> => {
  const before = await standingComplaint(ctx, named)
  if (before.state !== 'toConfirm') throw refuse('complaints.spokenFor', { number: before.number })
  if (!confirmed && opinion === '') throw refuse('complaints.reasonNeeded', {}, 'opinion')
  const decision = confirmed ? 'confirmed' : 'rejected'
  return setComplaint(ctx, before, { decision, opinion, decidedBy: ctx.user.id, decidedAt: ctx.now })
}

export const reply = async (
  ctx: Context,
  { repliedTo, words, ...named }: Named & { repliedTo: string; words: string },
): Promise<Complaint> => {
  const before = await standingComplaint(ctx, named)
  if (before.state === 'toConfirm') throw refuse('complaints.confirmFirst', { number: before.number })
  if (before.state === 'closed') throw refuse('complaints.isClosed', { number: before.number })
  return setComplaint(ctx, before, { repliedTo, replyWords: words, repliedBy: ctx.user.id, repliedAt: ctx.now })
}

/** Cause, who answers for it, what it cost and what keeps it from coming again (papers.md 4.8). */
export const investigate = async (
  ctx: Context,
  { id, version, ...found }: z.output<typeof complaints.investigate.input>,
): Promise<Complaint> => {
  const before = await standingComplaint(ctx, { id, version })
  refuseUnconfirmed(before)
  return setComplaint(ctx, before, { ...found, investigatedBy: ctx.user.id, investigatedAt: ctx.now })
}

/** What a confirmed complaint still waits for: goods to leave or come back, cause, cost, the customer's answer. */
const refuseUnfinished = async (ctx: Context, { id, number, repliedAt, decision, ...row }: ComplaintRecord) => {
  if (repliedAt === null) throw refuse('complaints.replyFirst', { number })
  if (decision === 'rejected') return
  if (row.investigatedAt === null || row.responsible === '') throw refuse('complaints.investigateFirst', { number })
  const slip = (await slipsOfComplaints(ctx, [id])).find(({ state }) => state !== 'sent' && state !== 'void')
  if (slip) throw refuse('complaints.slipOpen', { number, slip: slip.number })
  const note = await ctx.db
    .selectFrom('complaintNotes')
    .innerJoin('deliveryNotes', 'deliveryNotes.id', 'complaintNotes.deliveryNoteId')
    .select('deliveryNotes.number')
    .where('complaintNotes.complaintId', '=', id)
    .where('deliveryNotes.voidedAt', 'is', null)
    .where('deliveryNotes.releasedAt', 'is', null)
    .limit(1)
    .executeTakeFirst()
  if (note) throw refuse('complaints.noteOpen', { number, note: note.number })
  const deducted = await ctx.db
    .selectFrom('complaintDeductions')
    .innerJoin('adjustments', 'adjustments.id', 'complaintDeductions.adjustmentId')
    .select(({ fn }) => fn.sum('complaintDeductions.amountFen').as('sum'))
    .where('complaintDeductions.complaintId', '=', id)
    .where('complaintDeductions.takenBackAt', 'is', null)
    .where('adjustments.voidedAt', 'is', null)
    .executeTakeFirst()
  if (costOf({ ...row, deductionFen: Number(deducted?.sum ?? 0) }) === null)
    throw refuse('complaints.costFirst', { number })
}

/** 结案 (duty 98): with its result, its cost and who answers for it. */
export const close = async (ctx: Context, { result, ...named }: Named & { result: string }): Promise<Complaint> => {
  const before = await standingComplaint(ctx, named)
  if (before.state === 'toConfirm') throw refuse('complaints.confirmFirst', { number: before.number })
  if (before.state === 'closed') throw refuse('complaints.isClosed', { number: before.number })
  await refuseUnfinished(ctx, before)
  return setComplaint(ctx, before, { result, closedBy: ctx.user.id, closedAt: ctx.now, closedOn: ctx.today })
}

/** A closing is taken back, or the manager's no: then he speaks anew and the customer is answered anew. */
export const reopen = async (ctx: Context, { reason, ...named }: Named & { reason: string }): Promise<Complaint> => {
  const before = await standingComplaint(ctx, named)
  const { number, state } = before
  if (state !== 'closed' && state !== 'rejected') throw refuse('complaints.isOpen', { number })
  ctx.record({ entity: 'complaints', id: before.id, after: { reopened: reason } })
  if (state === 'closed') return setComplaint(ctx, before, { closedBy: null, closedAt: null, closedOn: null })
  const { opinion, decidedBy, decidedAt, repliedTo, replyWords, repliedBy, repliedAt } = unsaid
  const anew = { opinion, decidedBy, decidedAt, repliedTo, replyWords, repliedBy, repliedAt }
  return setComplaint(ctx, before, { decision: null, ...anew })
}

/** Void keeps its number; what it led to must be taken back before. */
export const voidComplaint = async (
  ctx: Context,
  { reason, ...named }: Named & { reason: string },
): Promise<Complaint> => {
  const before = await standingComplaint(ctx, named)
  if (before.state === 'closed') throw refuse('complaints.isClosed', { number: before.number })
  const { remedies } = await readComplaint(ctx, before.id)
  if (remedies !== '') throw refuse('complaints.hasRemedies', { number: before.number, papers: remedies })
  return setComplaint(ctx, before, { voidedAt: ctx.now, voidedBy: ctx.user.id, voidReason: reason })
}
