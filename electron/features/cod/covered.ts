import type { Context } from '../../context.ts'

type Reader = Pick<Context, 'db'>

interface Charge {
  /** Delivery note; null = another charge of the account. */
  noteId: number | null
  on: string
  rank: number
  id: number
  /** Fen left before credits; a credit is negative. */
  fen: number
}

const notesOf = async (ctx: Reader, customerId: number): Promise<Charge[]> => {
  const notes = await ctx.db
    .selectFrom('deliveryNotes')
    .select(['id', 'deliveryOn as on', 'totalFen', 'paidFen'])
    .where('customerId', '=', customerId)
    .where('releasedAt', 'is not', null)
    .where('voidedAt', 'is', null)
    .where(({ eb, or, ref }) => or([eb('totalFen', '<', 0), eb('totalFen', '>', ref('paidFen'))]))
    .execute()
  const settled = await ctx.db
    .selectFrom('codSettlements')
    .innerJoin('codNotes', 'codNotes.id', 'codSettlements.codNoteId')
    .select(({ fn }) => ['codNotes.deliveryNoteId', fn.sum('codSettlements.amountFen').as('fen')])
    .where('codNotes.customerId', '=', customerId)
    .where('codSettlements.reversedAt', 'is', null)
    .where('codSettlements.adjustmentId', 'is not', null)
    .groupBy('codNotes.deliveryNoteId')
    .execute()
  const off = new Map(settled.map(({ deliveryNoteId, fen }) => [deliveryNoteId, Number(fen)]))
  return notes.map(({ id, on, totalFen, paidFen }) => ({
    noteId: id,
    on,
    rank: 1,
    id,
    fen: totalFen < 0 ? totalFen : Math.max(0, totalFen - paidFen - (off.get(id) ?? 0)),
  }))
}

/** Charges and deductions of the account; what a difference was settled by stands against its own note already. */
const adjustmentsOf = async (ctx: Reader, customerId: number): Promise<Charge[]> => {
  const rows = await ctx.db
    .selectFrom('adjustments')
    .select(['adjustments.id', 'adjustedOn as on', 'amountFen'])
    .select((adjustment) =>
      adjustment
        .selectFrom('receiptAllocations')
        .innerJoin('receipts', 'receipts.id', 'receiptAllocations.receiptId')
        .select(({ fn }) => fn.sum('receiptAllocations.amountFen').as('fen'))
        .whereRef('receiptAllocations.adjustmentId', '=', 'adjustments.id')
        .where('receipts.confirmedAt', 'is not', null)
        .where('receipts.voidedAt', 'is', null)
        .as('paid'),
    )
    .where('customerId', '=', customerId)
    .where('voidedAt', 'is', null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('codSettlements')
            .select('codSettlements.id')
            .whereRef('codSettlements.adjustmentId', '=', 'adjustments.id'),
        ),
      ),
    )
    .execute()
  return rows.map(({ id, on, amountFen, paid }) => ({
    noteId: null,
    on,
    rank: 0,
    id,
    fen: amountFen < 0 ? amountFen : Math.max(0, amountFen - Number(paid ?? 0)),
  }))
}

/**
 * What deductions and returns of a customer cover of each of his notes, in fen: the oldest charge first, as the ages of
 * the receivables have it (receivables/ageing.ts).
 */
export const coveredOf = async (ctx: Reader, customerId: number): Promise<Map<number, number>> => {
  const charges = [...(await notesOf(ctx, customerId)), ...(await adjustmentsOf(ctx, customerId))]
  let credit = charges.reduce((sum, { fen }) => sum + Math.max(0, -fen), 0)
  const covered = new Map<number, number>()
  if (credit === 0) return covered
  const order = (one: Charge, other: Charge): number =>
    one.on === other.on ? one.rank - other.rank || one.id - other.id : one.on < other.on ? -1 : 1
  for (const { noteId, fen } of charges.filter((charge) => charge.fen > 0).toSorted(order)) {
    const part = Math.min(fen, credit)
    credit -= part
    if (noteId !== null && part > 0) covered.set(noteId, part)
  }
  return covered
}
