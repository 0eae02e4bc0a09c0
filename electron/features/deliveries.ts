import { sql } from 'kysely'
import type { Context } from '../context.ts'

/** Money set against a note went up or down, in fen. The one place `paidFen` changes: only confirmed money counts. */
export const addPaid = async (ctx: Context, deliveryNoteId: number, fen: number): Promise<void> => {
  await ctx.db
    .updateTable('deliveryNotes')
    .set({ paidFen: sql<number>`"paidFen" + ${fen}` })
    .where('id', '=', deliveryNoteId)
    .execute()
}

/** The orders whose lines are on a note. */
export const ordersOfNote = async (ctx: Context, deliveryNoteId: number): Promise<number[]> =>
  (
    await ctx.db
      .selectFrom('deliveryLines')
      .select('orderId')
      .distinct()
      .where('deliveryNoteId', '=', deliveryNoteId)
      .where('orderId', 'is not', null)
      .execute()
  ).map(({ orderId }) => orderId!)

/** What is known of a note's cash (duty 90): counted by the cashier in fen, null = still to be handed in; the last receipt of it. */
export const setCodFacts = async (
  ctx: Context,
  deliveryNoteId: number,
  { collectedFen, receiptId }: { collectedFen: number | null; receiptId: number | null },
): Promise<void> => {
  await ctx.db
    .updateTable('deliveryNotes')
    .set({ codCollectedFen: collectedFen, codReceiptId: receiptId })
    .where('id', '=', deliveryNoteId)
    .execute()
}

/** Who drives a note and in what: the truck it was put on says so. */
export const setCarriage = async (
  ctx: Context,
  deliveryNoteId: number,
  carriage: { driver: string; vehicle: string },
): Promise<void> => {
  const before = await ctx.db
    .selectFrom('deliveryNotes')
    .select(['driver', 'vehicle', 'version'])
    .where('id', '=', deliveryNoteId)
    .executeTakeFirstOrThrow()
  if (before.driver === carriage.driver && before.vehicle === carriage.vehicle) return
  await ctx.db
    .updateTable('deliveryNotes')
    .set({ ...carriage, version: before.version + 1 })
    .where('id', '=', deliveryNoteId)
    .execute()
  ctx.record({ entity: 'deliveryNotes', id: deliveryNoteId, before, after: carriage })
}
