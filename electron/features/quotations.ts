import { type QuotationFacts, type QuotationStage, quotationStage } from '../../shared/quotations.ts'
import { refuse } from '../../shared/refusals.ts'
import type { Context } from '../context.ts'

type Reader = Pick<Context, 'db'>

/** The newest version of a quotation. */
export const newestVersion = async (ctx: Reader, quotationId: number) =>
  ctx.db
    .selectFrom('quotationVersions')
    .selectAll()
    .where('quotationId', '=', quotationId)
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()

/** The facts of a quotation as they stand in the tables. */
export const quotationFacts = async (ctx: Reader, quotationId: number): Promise<QuotationFacts> => {
  const row = await ctx.db
    .selectFrom('quotations')
    .select(['number', 'voidedAt'])
    .where('id', '=', quotationId)
    .executeTakeFirstOrThrow()
  const version = await newestVersion(ctx, quotationId)
  const lines = await ctx.db
    .selectFrom('quotationLines')
    .select(['productId', 'name'])
    .where('versionId', '=', version.id)
    .execute()
  const ordered = await ctx.db
    .selectFrom('orderLines')
    .innerJoin('orders', 'orders.id', 'orderLines.orderId')
    .select(['orderLines.productId', 'orderLines.name'])
    .where('orderLines.quotation', '=', row.number)
    .where('orderLines.quotation', '<>', '')
    .where('orderLines.cancelledAt', 'is', null)
    .where('orders.voidedAt', 'is', null)
    .execute()
  // one of three goods that takes its quoted price leaves the offer of the other two as it is
  const isOrdered = (line: (typeof lines)[number]): boolean =>
    ordered.some(({ productId, name }) => (line.productId === null ? name === line.name : productId === line.productId))
  return {
    voided: row.voidedAt !== null,
    ordered: lines.length > 0 && lines.every(isOrdered),
    sent: version.sentAt !== null,
    answer: version.answer as QuotationFacts['answer'],
  }
}

/** Recomputes a quotation's stage from its facts. Call it after anything that touches them. */
export const refreshQuotation = async (ctx: Context, quotationId: number): Promise<void> => {
  const before = await ctx.db
    .selectFrom('quotations')
    .select('stage')
    .where('id', '=', quotationId)
    .executeTakeFirstOrThrow()
  const stage: QuotationStage = quotationStage(await quotationFacts(ctx, quotationId))
  if (stage === before.stage) return
  await ctx.db.updateTable('quotations').set({ stage }).where('id', '=', quotationId).execute()
  ctx.record({ entity: 'quotations', id: quotationId, before, after: { stage } })
}

/** Orders name the quotation they were made of: it becomes 已成单, or no longer is. */
export const refreshQuotationsNamed = async (ctx: Context, numbers: Iterable<string>): Promise<void> => {
  const named = [...new Set(numbers)].filter(Boolean)
  if (named.length === 0) return
  const rows = await ctx.db.selectFrom('quotations').select('id').where('number', 'in', named).execute()
  for (const { id } of rows) await refreshQuotation(ctx, id)
}

/**
 * The signed copy of a quotation is back, or was taken back (null). A copy that says something else is no acceptance:
 * the office makes the next version of it. What was signed is what was sent: never a version that is still a draft.
 */
export const quotationSigned = async (
  ctx: Context,
  quotationId: number,
  result: { state: 'same' | 'different'; difference: string } | null,
): Promise<void> => {
  const { id, sequence, sentAt } = await newestVersion(ctx, quotationId)
  if (sentAt === null) {
    const { number } = await ctx.db
      .selectFrom('quotations')
      .select('number')
      .where('id', '=', quotationId)
      .executeTakeFirstOrThrow()
    throw refuse('quotations.olderSigned', { number, version: sequence })
  }
  const values = {
    answer: result === null ? null : result.state === 'same' ? 'accepted' : 'declined',
    answeredAt: result === null ? null : ctx.now,
    answeredBy: result === null ? '' : ctx.user.name,
    answerWords: result?.state === 'different' ? result.difference : '',
  }
  await ctx.db.updateTable('quotationVersions').set(values).where('id', '=', id).execute()
  await ctx.db
    .updateTable('quotations')
    .set(({ eb }) => ({ version: eb('version', '+', 1) }))
    .where('id', '=', quotationId)
    .execute()
  ctx.record({ entity: 'quotations', id: quotationId, after: values })
  await refreshQuotation(ctx, quotationId)
}
