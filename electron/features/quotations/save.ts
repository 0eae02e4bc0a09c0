import type { Insertable } from 'kysely'
import { mostSteps, type QuotationDraft, type QuotationLineDraft, risingStep } from '../../../shared/quotations.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Context } from '../../context.ts'
import { insertMany } from '../../db/batches.ts'
import { nextNumber } from '../../db/numbering.ts'
import type { QuotationVersionsTable } from '../../db/schemaQuotations.ts'
import { setSearchTerms } from '../../db/search.ts'
import { refuseUnknownPictures } from '../pictures.ts'
import { newestVersion, refreshQuotation } from '../quotations.ts'
import { closeSignBacks } from '../signBacks.ts'
import { refuseBrokenUnit } from '../../wholeUnits.ts'

/** A quotation that may still be changed, as the hand saw it. */
export const findStanding = async (ctx: Context, id: number, version: number) => {
  const row = await ctx.db.selectFrom('quotations').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw refuse('app.notFound')
  if (row.voidedAt !== null) throw refuse('quotations.isVoid', { number: row.number })
  if (row.version !== version) throw refuse('app.stale')
  return row
}

/** Rungs of the newest version, thousandths: a ladder that was written in parts may be written again. */
const rungsBefore = async (ctx: Context, id: number | null): Promise<number[]> => {
  if (id === null) return []
  const rows = await ctx.db
    .selectFrom('quotationPrices')
    .innerJoin('quotationLines', 'quotationLines.id', 'quotationPrices.quotationLineId')
    .innerJoin('quotations', 'quotations.id', 'quotationLines.quotationId')
    .innerJoin('quotationVersions', (join) =>
      join
        .onRef('quotationVersions.id', '=', 'quotationLines.versionId')
        .onRef('quotationVersions.sequence', '=', 'quotations.sequence'),
    )
    .select('quotationPrices.quantity')
    .where('quotationLines.quotationId', '=', id)
    .execute()
  return rows.map(({ quantity }) => quantity)
}

const checkLine = (line: QuotationLineDraft, index: number, rungs: readonly number[]): void => {
  for (const { quantity } of line.steps)
    refuseBrokenUnit(quantity, { unit: line.unit, what: line.name, known: rungs }, 'ladder')
  const quantities = new Set(line.steps.map(({ quantity }) => quantity))
  if (quantities.size < line.steps.length)
    throw refuse('quotations.stepTwice', { line: index + 1, name: line.name }, 'lines')
  const rising = risingStep(line.steps)
  if (rising !== null) {
    const step = line.steps.toSorted((a, b) => a.quantity - b.quantity)[rising]!
    throw refuse(
      'quotations.ladderRises',
      { line: index + 1, name: line.name, quantity: formatQuantity(step.quantity) },
      'lines',
    )
  }
}

const check = async (ctx: Context, draft: QuotationDraft): Promise<void> => {
  if (draft.customerId === null && draft.prospect === '') throw refuse('quotations.customerNeeded', {}, 'customerId')
  if (draft.validUntil < draft.quotedOn)
    throw refuse('quotations.validBeforeQuoted', { until: draft.validUntil, on: draft.quotedOn }, 'validUntil')
  const rungs = await rungsBefore(ctx, draft.id)
  for (const [index, line] of draft.lines.entries()) checkLine(line, index, rungs)
  await refuseUnknownPictures(ctx, draft.lines)
  const ladder = new Set(draft.lines.flatMap((line) => line.steps.map(({ quantity }) => quantity)))
  if (ladder.size > mostSteps) throw refuse('quotations.tooManySteps', { most: mostSteps }, 'ladder')
}

const versionValues = (
  ctx: Context,
  draft: QuotationDraft,
  quotationId: number,
  sequence: number,
): Insertable<QuotationVersionsTable> => {
  const { contact, phone, quotedOn, validUntil, taxMode, taxBasisPoints, payment, delivery, remark } = draft
  return {
    quotationId,
    sequence,
    contact,
    phone,
    quotedOn,
    validUntil,
    taxMode,
    taxBasisPoints,
    payment,
    delivery,
    remark,
    madeBy: ctx.user.id,
    madeByName: ctx.user.name,
    madeAt: ctx.now,
    sentAt: null,
    sentBy: '',
    sentTo: '',
    answer: null,
    answeredAt: null,
    answeredBy: '',
    answerWords: '',
  }
}

const writeLines = async (
  ctx: Context,
  quotationId: number,
  versionId: number,
  lines: readonly QuotationLineDraft[],
): Promise<void> => {
  const values = lines.map(({ steps: _, costs, ...line }, index) => ({
    ...line,
    ...costs,
    quotationId,
    versionId,
    sequence: index + 1,
  }))
  const made = await insertMany(ctx.db, 'quotationLines', values, { returning: ['id', 'sequence'] })
  const prices = made.flatMap((row) =>
    lines[Number(row['sequence']) - 1]!.steps.map((step) => ({ ...step, quotationLineId: Number(row['id']) })),
  )
  await insertMany(ctx.db, 'quotationPrices', prices)
}

/** The lines of a version nobody outside has seen are written anew. */
const dropLines = async (ctx: Context, versionId: number): Promise<void> => {
  await ctx.db
    .deleteFrom('quotationPrices')
    .where('quotationLineId', 'in', (lines) =>
      lines.selectFrom('quotationLines').select('id').where('versionId', '=', versionId),
    )
    .execute()
  await ctx.db.deleteFrom('quotationLines').where('versionId', '=', versionId).execute()
}

const setTerms = async (ctx: Context, id: number, number: string, draft: QuotationDraft): Promise<void> => {
  await setSearchTerms(ctx, 'quotation', id, draft.customerId, { exact: [number, number.slice(3), number.slice(5)] })
  const goods = draft.lines.flatMap(({ code, name }) => [code, name])
  await setSearchTerms(ctx, 'quotedGoods', id, draft.customerId, { anywhere: [draft.prospect, ...goods] })
}

const insertQuotation = async (ctx: Context, draft: QuotationDraft) => {
  const number = await nextNumber(ctx, 'BJD', ctx.today)
  const values = {
    number,
    customerId: draft.customerId,
    prospect: draft.customerId === null ? draft.prospect : '',
    sequence: 1,
    stage: 'draft',
    quotedOn: draft.quotedOn,
    validUntil: draft.validUntil,
    inboxItemId: draft.inboxItemId,
    messageId: draft.messageId,
    quotedBy: ctx.user.id,
    version: 1,
  }
  const { id } = await ctx.db.insertInto('quotations').values(values).returning('id').executeTakeFirstOrThrow()
  const { id: versionId } = await ctx.db
    .insertInto('quotationVersions')
    .values(versionValues(ctx, draft, id, 1))
    .returning('id')
    .executeTakeFirstOrThrow()
  await writeLines(ctx, id, versionId, draft.lines)
  await setTerms(ctx, id, number, draft)
  ctx.record({ entity: 'quotations', id, after: { ...values, lines: draft.lines } })
  return { id, number, sequence: 1, version: 1 }
}

/** The version that takes what was typed: the newest while it was not sent, else the next one. */
const versionToWrite = async (ctx: Context, draft: QuotationDraft, id: number) => {
  const newest = await newestVersion(ctx, id)
  if (newest.sentAt === null) {
    await dropLines(ctx, newest.id)
    await ctx.db
      .updateTable('quotationVersions')
      .set(versionValues(ctx, draft, id, newest.sequence))
      .where('id', '=', newest.id)
      .execute()
    return { id: newest.id, sequence: newest.sequence }
  }
  await closeSignBacks(ctx, 'quotation', id)
  const sequence = newest.sequence + 1
  const made = await ctx.db
    .insertInto('quotationVersions')
    .values(versionValues(ctx, draft, id, sequence))
    .returning('id')
    .executeTakeFirstOrThrow()
  return { id: made.id, sequence }
}

/** What one customer was told is no offer to another: only a quotation nobody outside has seen goes to one. */
const refuseOtherCustomer = async (
  ctx: Context,
  row: { id: number; number: string; customerId: number | null },
  customerId: number | null,
): Promise<void> => {
  if (row.customerId === null || row.customerId === customerId) return
  const told = await ctx.db
    .selectFrom('quotationVersions')
    .select('id')
    .where('quotationId', '=', row.id)
    .where(({ eb, or }) => or([eb('sentAt', 'is not', null), eb('answer', 'is not', null)]))
    .limit(1)
    .executeTakeFirst()
  if (told) throw refuse('quotations.keepsCustomer', { number: row.number }, 'customerId')
}

const updateQuotation = async (ctx: Context, draft: QuotationDraft & { id: number }) => {
  const row = await findStanding(ctx, draft.id, draft.version)
  if (row.stage === 'ordered') throw refuse('quotations.isOrdered', { number: row.number })
  await refuseOtherCustomer(ctx, row, draft.customerId)
  const { id: versionId, sequence } = await versionToWrite(ctx, draft, draft.id)
  await writeLines(ctx, draft.id, versionId, draft.lines)
  const values = {
    customerId: draft.customerId,
    prospect: draft.customerId === null ? draft.prospect : '',
    sequence,
    quotedOn: draft.quotedOn,
    validUntil: draft.validUntil,
    version: row.version + 1,
  }
  await ctx.db.updateTable('quotations').set(values).where('id', '=', draft.id).execute()
  await setTerms(ctx, draft.id, row.number, draft)
  ctx.record({ entity: 'quotations', id: draft.id, before: row, after: { ...values, lines: draft.lines } })
  await refreshQuotation(ctx, draft.id)
  return { id: draft.id, number: row.number, sequence, version: values.version }
}

/** Saves a new quotation under the next BJD number, or an edited one: over a version not sent yet, else as the next. */
export const saveQuotation = async (ctx: Context, draft: QuotationDraft) => {
  await check(ctx, draft)
  return draft.id === null ? insertQuotation(ctx, draft) : updateQuotation(ctx, { ...draft, id: draft.id })
}
