import { sql } from 'kysely'
import type { z } from 'zod'
import {
  coversTooMuch,
  type InvoiceDraft,
  type InvoicePart,
  type invoices,
  invoiceStateOf,
  isInvoiceNumber,
  isPartOf,
  isSensibleTax,
  partKey,
  uncoveredFen,
} from '../../../shared/invoices.ts'
import { formatFen } from '../../../shared/money.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Context } from '../../context.ts'
import { insertMany } from '../../db/batches.ts'
import { setSearchTerms } from '../../db/search.ts'
import { invoicedFen, invoicedOfAdjustment } from '../invoices.ts'
import { refuseUnderReds } from './left.ts'
import { uninvoicedSums } from './open.ts'

interface PaperNumber {
  code: string
  number: string
  issuedOn: string
}

/** The number of the tax bureau's paper: of its shape, and never used before, not even by a void one. */
export const refuseNumber = async (ctx: Context, { code, number, issuedOn }: PaperNumber): Promise<void> => {
  if (!isInvoiceNumber(code, number)) throw refuse('invoices.numberShape', {}, 'number')
  if (issuedOn > ctx.today) throw refuse('invoices.future', {}, 'issuedOn')
  const known = await ctx.db
    .selectFrom('invoices')
    .innerJoin('customers', 'customers.id', 'invoices.customerId')
    .select(['customers.shortName', 'invoices.issuedOn'])
    .where('invoices.number', '=', number)
    // one typed without its code may be the same paper
    .where((where) => (code === '' ? sql<boolean>`1 = 1` : where('invoices.code', 'in', ['', code])))
    .executeTakeFirst()
  if (known) throw refuse('invoices.numberUsed', { number, customer: known.shortName, on: known.issuedOn }, 'number')
}

/** What a part may be of: its number, customer and what is not invoiced of it, fen. */
const documentOf = async (ctx: Context, { deliveryNoteId, adjustmentId }: InvoicePart) => {
  if ((deliveryNoteId === null) === (adjustmentId === null)) throw refuse('app.notFound', {}, 'parts')
  const row =
    deliveryNoteId !== null
      ? await ctx.db
          .selectFrom('deliveryNotes')
          .select(['number', 'customerId', 'totalFen', invoicedFen.as('invoicedFen')])
          .where('id', '=', deliveryNoteId)
          .where('releasedAt', 'is not', null)
          .where('voidedAt', 'is', null)
          .executeTakeFirst()
      : await ctx.db
          .selectFrom('adjustments')
          .select(['number', 'customerId', 'amountFen as totalFen', invoicedOfAdjustment.as('invoicedFen')])
          .where('id', '=', adjustmentId!)
          .where('voidedAt', 'is', null)
          .where('kind', '<>', 'opening')
          .executeTakeFirst()
  if (!row) throw refuse('app.notFound', {}, 'parts')
  return { ...row, leftFen: row.totalFen - Number(row.invoicedFen) }
}

/** Each part is of a document of this customer, once, and no more than is left of it; together no more than the invoice. */
export const refuseParts = async (
  ctx: Context,
  customerId: number,
  amountFen: number,
  parts: readonly InvoicePart[],
): Promise<void> => {
  const seen = new Set<string>()
  for (const [index, part] of parts.entries()) {
    const field = `parts.${index}.amountFen`
    const { number, customerId: whose, leftFen } = await documentOf(ctx, part)
    if (whose !== customerId || seen.has(partKey(part))) throw refuse('invoices.notTheirs', { number }, field)
    seen.add(partKey(part))
    if (!isPartOf(part.amountFen, leftFen))
      throw refuse('invoices.moreThanLeft', { number, left: formatFen(leftFen) }, field)
  }
  if (coversTooMuch(amountFen, parts))
    throw refuse('invoices.coversTooMuch', { over: formatFen(Math.abs(uncoveredFen(amountFen, parts))) }, 'amountFen')
}

export const writeParts = async (ctx: Context, invoiceId: number, parts: readonly InvoicePart[]): Promise<void> => {
  await insertMany(
    ctx.db,
    'invoiceLines',
    parts.map((part, index) => ({ ...part, invoiceId, sequence: index + 1 })),
  )
}

export const insertInvoice = async (
  ctx: Context,
  values: Omit<InvoiceDraft, 'parts'> & { title: string; uncoveredFen: number; reversesId: number | null },
): Promise<number> => {
  const state = invoiceStateOf({ voided: false, reversed: false, reverses: values.reversesId !== null })
  const row = { ...values, state, userId: ctx.user.id, at: ctx.now, version: 1 }
  const { id } = await ctx.db.insertInto('invoices').values(row).returning('id').executeTakeFirstOrThrow()
  await setSearchTerms(ctx, 'invoice', id, values.customerId, { exact: [values.number, values.number.slice(-8)] })
  return id
}

/**
 * Refuses an invoice of more than is left to invoice of the customer, or of the statement it is made for: it may be 预开, made
 * before the goods leave, or a slip of the finger, so somebody is asked (`sure`).
 */
const refuseMoreThanOpen = async (
  ctx: Context,
  { customerId, statementId, amountFen }: Pick<InvoiceDraft, 'customerId' | 'statementId' | 'amountFen'>,
  customer: string,
): Promise<void> => {
  const { openFen } = await uninvoicedSums(ctx, { customerId, statementId, month: null, all: true })
  const leftFen = Math.max(0, openFen)
  if (amountFen <= leftFen) return
  const words = { amount: formatFen(amountFen), left: formatFen(leftFen), over: formatFen(amountFen - leftFen) }
  throw refuse(
    statementId === null ? 'invoices.moreThanOpen' : 'invoices.moreThanStated',
    { customer, ...words },
    'amountFen',
  )
}

/** An invoice of the tax bureau is written down with what it is for. Gives its id. */
export const enterInvoice = async (
  ctx: Context,
  { parts, sure, ...draft }: z.output<typeof invoices.enter.input>,
): Promise<number> => {
  const customer = await ctx.db
    .selectFrom('customers')
    .select(['name', 'shortName', 'invoiceTitle'])
    .where('id', '=', draft.customerId)
    .executeTakeFirst()
  if (!customer) throw refuse('app.notFound', {}, 'customerId')
  await refuseNumber(ctx, draft)
  if (!isSensibleTax(draft.amountFen, draft.taxFen, draft.taxBasisPoints)) throw refuse('invoices.taxOff', {}, 'taxFen')
  if (draft.statementId !== null) {
    const statement = await ctx.db
      .selectFrom('statements')
      .select('id')
      .where('id', '=', draft.statementId)
      .where('customerId', '=', draft.customerId)
      .where('voidedAt', 'is', null)
      .executeTakeFirst()
    if (!statement) throw refuse('app.notFound', {}, 'statementId')
  }
  await refuseParts(ctx, draft.customerId, draft.amountFen, parts)
  if (!sure) await refuseMoreThanOpen(ctx, draft, customer.shortName || customer.name)
  const id = await insertInvoice(ctx, {
    ...draft,
    title: customer.invoiceTitle || customer.name,
    uncoveredFen: uncoveredFen(draft.amountFen, parts),
    reversesId: null,
  })
  await writeParts(ctx, id, parts)
  ctx.record({ entity: 'invoices', id, after: { ...draft, parts } })
  return id
}

/** An invoice that can still be acted on, as the person saw it. */
export const standingInvoice = async (ctx: Context, id: number, version: number) => {
  const row = await ctx.db.selectFrom('invoices').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw refuse('app.notFound')
  if (row.version !== version) throw refuse('app.stale')
  if (row.state === 'void' || row.state === 'reversed') throw refuse('invoices.gone', { number: row.number })
  return row
}

/** What an invoice is for, anew. */
export const coverInvoice = async (
  ctx: Context,
  { id, version, parts }: z.output<typeof invoices.cover.input>,
): Promise<void> => {
  const row = await standingInvoice(ctx, id, version)
  if (row.state === 'red') throw refuse('invoices.redStands', { number: row.number })
  const before = await ctx.db
    .deleteFrom('invoiceLines')
    .where('invoiceId', '=', id)
    .returning(['deliveryNoteId', 'adjustmentId', 'amountFen'])
    .execute()
  await refuseParts(ctx, row.customerId, row.amountFen, parts)
  await writeParts(ctx, id, parts)
  const uncovered = uncoveredFen(row.amountFen, parts)
  await refuseUnderReds(ctx, { ...row, uncoveredFen: uncovered })
  await ctx.db
    .updateTable('invoices')
    .set({ uncoveredFen: uncovered, version: version + 1 })
    .where('id', '=', id)
    .execute()
  ctx.record({ entity: 'invoices', id, before: { parts: before }, after: { parts } })
}
