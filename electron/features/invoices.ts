import { sql } from 'kysely'
import { refuse } from '../../shared/refusals.ts'
import type { Context } from '../context.ts'

/**
 * What standing invoices say of a note, fen (negative of a return): a column of any query on "deliveryNotes". Void
 * invoices and those taken back by a red one count no more, nor does the red one.
 */
export const invoicedFen = sql<number>`coalesce((select cast(sum("invoiceLines"."amountFen") as bigint) from "invoiceLines"
  where "invoiceLines"."deliveryNoteId" = "deliveryNotes"."id" and "invoiceLines"."standing" = 1), 0)`

/** The same of a charge, in a query on "adjustments". */
export const invoicedOfAdjustment = sql<number>`coalesce((select cast(sum("invoiceLines"."amountFen") as bigint) from "invoiceLines"
  where "invoiceLines"."adjustmentId" = "adjustments"."id" and "invoiceLines"."standing" = 1), 0)`

/**
 * Numbers of the invoices that stand for a document, the oldest first, 200 at most. Of one a red invoice takes it off
 * in part, what is left counts; one it takes off wholly is not among them.
 */
export const standingFor = async (
  ctx: Pick<Context, 'db'>,
  column: 'deliveryNoteId' | 'adjustmentId',
  id: number,
): Promise<string[]> => {
  const { rows } = await sql<{ number: string }>`
    select f."number" from "invoiceLines" l join "invoices" i on i."id" = l."invoiceId"
      join "invoices" f on f."id" = coalesce(i."reversesId", i."id")
    where ${sql.ref(`l.${column}`)} = ${id} and l."standing" = 1
    group by f."id", f."number", f."issuedOn" having sum(l."amountFen") <> 0 order by f."issuedOn", f."id" limit 200`.execute(
    ctx.db,
  )
  return rows.map(({ number }) => number)
}

/** A note or charge an invoice stands for is void only after its invoice is: red or void first. */
export const refuseInvoiced = async (
  ctx: Context,
  of: { deliveryNoteId: number } | { adjustmentId: number },
  number: string,
): Promise<void> => {
  const [invoice] =
    'deliveryNoteId' in of
      ? await standingFor(ctx, 'deliveryNoteId', of.deliveryNoteId)
      : await standingFor(ctx, 'adjustmentId', of.adjustmentId)
  if (invoice !== undefined) throw refuse('invoices.stands', { number, invoice })
}
