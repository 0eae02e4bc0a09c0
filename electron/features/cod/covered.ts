import { spreadCredit } from '../../../shared/receipts.ts'
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
            .whereRef('codSettlements.adjustmentId', '=', 'adjustments.id')
            .where('codSettlements.reversedAt', 'is', null),
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
 * What deductions and returns of a customer cover of each of his notes, in fen: the oldest charge first (`spreadCredit`),
 * but for what a difference of his cash was settled by: that stands against its own note.
 */
export const coveredOf = async (ctx: Reader, customerId: number): Promise<Map<number, number>> => {
  const charges = [...(await notesOf(ctx, customerId)), ...(await adjustmentsOf(ctx, customerId))]
  const order = (one: Charge, other: Charge): number =>
    one.on === other.on ? one.rank - other.rank || one.id - other.id : one.on < other.on ? -1 : 1
  const owed = charges.filter(({ fen }) => fen > 0).toSorted(order)
  const parts = spreadCredit(
    charges.reduce((sum, { fen }) => sum + Math.max(0, -fen), 0),
    owed.map(({ fen }) => fen),
  )
  return new Map(
    owed.flatMap(({ noteId }, index): [number, number][] => {
      const part = parts[index] ?? 0
      return noteId !== null && part > 0 ? [[noteId, part]] : []
    }),
  )
}
