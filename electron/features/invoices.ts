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

/** A note or charge an invoice stands for is void only after its invoice is: red or void first. */
export const refuseInvoiced = async (
  ctx: Context,
  of: { deliveryNoteId: number } | { adjustmentId: number },
  number: string,
): Promise<void> => {
  const [column, id] =
    'deliveryNoteId' in of
      ? (['deliveryNoteId', of.deliveryNoteId] as const)
      : (['adjustmentId', of.adjustmentId] as const)
  const found = await ctx.db
    .selectFrom('invoiceLines')
    .innerJoin('invoices', 'invoices.id', 'invoiceLines.invoiceId')
    .select('invoices.number')
    .where(`invoiceLines.${column}`, '=', id)
    .where('invoiceLines.standing', '=', 1)
    .executeTakeFirst()
  if (found) throw refuse('invoices.stands', { number, invoice: found.number })
}
