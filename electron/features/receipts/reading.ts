import { sql } from 'kysely'
import type { Receipt } from '../../../shared/receipts.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Context } from '../../context.ts'

export const receiptRows = (ctx: Context) => ctx.db.selectFrom('receipts')
/** Whose a receipt is and who entered it. */
export const withNames = (rows: ReturnType<typeof receiptRows>) =>
  rows
    .innerJoin('customers', 'customers.id', 'receipts.customerId')
    .innerJoin('users', 'users.id', 'receipts.enteredBy')

export const rowColumns = [
  'receipts.id',
  'receipts.number',
  'receipts.customerId',
  'customers.shortName as customer',
  'receipts.receivedOn',
  'receipts.kind',
  'receipts.method',
  'receipts.payer',
  'receipts.slipNumber',
  'receipts.amountFen',
  'receipts.assignedFen',
  'receipts.state',
  'users.name as enteredBy',
  'receipts.confirmedByName',
  'receipts.confirmedAt',
  'receipts.version',
] as const

/** A receipt with what it was set against. */
export const readReceipt = async (ctx: Context, id: number): Promise<Receipt> => {
  const row = await withNames(receiptRows(ctx))
    .leftJoin('adjustments as reversals', 'reversals.id', 'receipts.reversalId')
    .select([
      ...rowColumns,
      'receipts.remark',
      'receipts.voidReason',
      'receipts.printed',
      'reversals.number as reversalNumber',
      'reversals.adjustedOn as reversedOn',
    ])
    .where('receipts.id', '=', id)
    .executeTakeFirst()
  if (!row) throw refuse('app.notFound')
  const allocations = await ctx.db
    .selectFrom('receiptAllocations')
    .leftJoin('orders', 'orders.id', 'receiptAllocations.orderId')
    .leftJoin('deliveryNotes', 'deliveryNotes.id', 'receiptAllocations.deliveryNoteId')
    .leftJoin('adjustments', 'adjustments.id', 'receiptAllocations.adjustmentId')
    .leftJoin('openingNotes', 'openingNotes.adjustmentId', 'adjustments.id')
    .select([
      'receiptAllocations.orderId',
      'receiptAllocations.deliveryNoteId',
      'receiptAllocations.adjustmentId',
      'receiptAllocations.amountFen',
      sql<string>`coalesce("orders"."number", "deliveryNotes"."number", "openingNotes"."number", "adjustments"."number")`.as(
        'number',
      ),
    ])
    .where('receiptAllocations.receiptId', '=', id)
    .orderBy('receiptAllocations.id')
    .execute()
  return { ...row, allocations } as Receipt
}
