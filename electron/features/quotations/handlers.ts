import type { z } from 'zod'
import { type Quotation, quotations } from '../../../shared/quotations.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Context, Handlers } from '../../context.ts'
import { newestVersion, refreshQuotation } from '../quotations.ts'
import { readOffice } from '../settings.ts'
import { cancelSignBack, openSignBack } from '../signBacks.ts'
import { newQuotation, orderDraft } from './drafts.ts'
import { refuseBelowFloor } from './floor.ts'
import { listQuotations, pricesGiven } from './list.ts'
import { quotationPaper } from './paper.ts'
import { linesOf, readQuotation } from './read.ts'
import { findStanding, saveQuotation } from './save.ts'

const awaitSignature = async (
  ctx: Context,
  row: { id: number; number: string },
  customerId: number,
  sentTo: string,
): Promise<void> => {
  const { signBackDays } = await readOffice(ctx)
  await openSignBack(ctx, {
    kind: 'quotation',
    documentId: row.id,
    documentNumber: row.number,
    customerId,
    sentTo,
    days: signBackDays.quotation,
  })
}

const bump = (ctx: Context, id: number, version: number) =>
  ctx.db
    .updateTable('quotations')
    .set({ version: version + 1 })
    .where('id', '=', id)
    .execute()

const send = async (
  ctx: Context,
  { id, version, sentTo }: z.output<typeof quotations.send.input>,
): Promise<Quotation> => {
  const row = await findStanding(ctx, id, version)
  const newest = await newestVersion(ctx, id)
  if (newest.answer !== null) throw refuse('quotations.answeredAlready', { number: row.number })
  if (newest.validUntil < ctx.today)
    throw refuse('quotations.expiredAlready', { number: row.number, until: newest.validUntil })
  refuseBelowFloor(ctx, await linesOf(ctx, newest.id))
  const values = { sentAt: newest.sentAt ?? ctx.now, sentBy: ctx.user.name, sentTo }
  await ctx.db.updateTable('quotationVersions').set(values).where('id', '=', newest.id).execute()
  await bump(ctx, id, version)
  ctx.record({ entity: 'quotations', id, after: { sequence: newest.sequence, ...values } })
  if (row.customerId !== null) await awaitSignature(ctx, row, row.customerId, sentTo)
  await refreshQuotation(ctx, id)
  return readQuotation(ctx, id)
}

const decline = async (
  ctx: Context,
  { id, version, reason }: z.output<typeof quotations.decline.input>,
): Promise<Quotation> => {
  const row = await findStanding(ctx, id, version)
  const newest = await newestVersion(ctx, id)
  if (newest.sentAt === null) throw refuse('quotations.sendFirst', { number: row.number })
  if (newest.answer !== null) throw refuse('quotations.answeredAlready', { number: row.number })
  const values = { answer: 'declined', answeredAt: ctx.now, answeredBy: ctx.user.name, answerWords: reason }
  await ctx.db.updateTable('quotationVersions').set(values).where('id', '=', newest.id).execute()
  await bump(ctx, id, version)
  await cancelSignBack(ctx, 'quotation', id)
  ctx.record({ entity: 'quotations', id, after: { sequence: newest.sequence, ...values } })
  await refreshQuotation(ctx, id)
  return readQuotation(ctx, id)
}

export const quotationsHandlers: Handlers<typeof quotations> = {
  list: listQuotations,
  read: (ctx, { id, sequence }) => readQuotation(ctx, id, sequence),
  given: pricesGiven,
  newDraft: newQuotation,
  save: saveQuotation,
  send,
  decline,

  async assign(ctx, { id, version, customerId }) {
    const row = await findStanding(ctx, id, version)
    if (row.customerId !== null) throw refuse('quotations.hasCustomer', { number: row.number })
    const newest = await newestVersion(ctx, id)
    await ctx.db
      .updateTable('quotations')
      .set({ customerId, prospect: '', version: version + 1 })
      .where('id', '=', id)
      .execute()
    ctx.record({ entity: 'quotations', id, before: { prospect: row.prospect }, after: { customerId } })
    if (newest.sentAt !== null && newest.answer === null) await awaitSignature(ctx, row, customerId, newest.sentTo)
    return readQuotation(ctx, id)
  },

  async void(ctx, { id, version, reason }) {
    const row = await findStanding(ctx, id, version)
    if (row.stage === 'ordered') throw refuse('quotations.isOrdered', { number: row.number })
    await ctx.db
      .updateTable('quotations')
      .set({ voidedAt: ctx.now, voidedBy: ctx.user.id, voidReason: reason, version: version + 1 })
      .where('id', '=', id)
      .execute()
    await cancelSignBack(ctx, 'quotation', id)
    ctx.record({ entity: 'quotations', id, before: { stage: row.stage }, after: { voidReason: reason } })
    await refreshQuotation(ctx, id)
    return readQuotation(ctx, id)
  },

  orderDraft,
  paper: quotationPaper,

  async markPrinted(ctx, { id }) {
    const newest = await newestVersion(ctx, id)
    const { printed } = await ctx.db
      .updateTable('quotationVersions')
      .set((version) => ({ printed: version('printed', '+', 1) }))
      .where('id', '=', newest.id)
      .returning('printed')
      .executeTakeFirstOrThrow()
    ctx.record({ entity: 'quotations', id, after: { sequence: newest.sequence, printed } })
    return { printed }
  },
}
