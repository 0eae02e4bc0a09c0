import { formatQuantity } from '../../../shared/quantities.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Context } from '../../context.ts'
import { readOffice } from '../settings.ts'
import { movingKinds, refreshPlans, stockOfLines } from '../shipments.ts'

/** The order lines on a note. */
export const linesOnNote = async (ctx: Context, noteId: number): Promise<number[]> =>
  (
    await ctx.db
      .selectFrom('deliveryLines')
      .select('orderLineId')
      .distinct()
      .where('deliveryNoteId', '=', noteId)
      .where('orderLineId', 'is not', null)
      .execute()
  ).map(({ orderLineId }) => orderLineId!)

/** The shipping plan follows what is on a note; `before`: lines that were on it and may be no more. */
export const followPlans = async (ctx: Context, noteId: number, before: readonly number[] = []): Promise<void> =>
  refreshPlans(ctx, [...new Set([...before, ...(await linesOnNote(ctx, noteId))])])

/** Quantity (thousandths) of some order lines picked for other notes that have not left. */
export const pickedElsewhere = async (
  ctx: Pick<Context, 'db'>,
  noteId: number,
  ids: number[],
): Promise<Map<number, number>> => {
  const rows = await ctx.db
    .selectFrom('deliveryLines')
    .innerJoin('deliveryNotes', 'deliveryNotes.id', 'deliveryLines.deliveryNoteId')
    .select(['deliveryLines.orderLineId', ({ fn }) => fn.sum('deliveryLines.quantity').as('quantity')])
    .where('deliveryLines.orderLineId', 'in', ids)
    .where('deliveryLines.quantity', '>', 0)
    .where('deliveryNotes.id', '<>', noteId)
    .where('deliveryNotes.kind', 'in', movingKinds)
    .where('deliveryNotes.pickedAt', 'is not', null)
    .where('deliveryNotes.releasedAt', 'is', null)
    .where('deliveryNotes.voidedAt', 'is', null)
    .groupBy('deliveryLines.orderLineId')
    .execute()
  return new Map(rows.map(({ orderLineId, quantity }) => [orderLineId!, Number(quantity)]))
}

/** 货要先入库: where the office asks for it, goods are picked from the store alone, and not twice. */
export const refuseNotInStore = async (ctx: Context, note: { id: number; kind: string }): Promise<void> => {
  if (note.kind !== 'delivery' || !(await readOffice(ctx)).storeFirst) return
  const lines = await ctx.db
    .selectFrom('deliveryLines')
    .select(['sequence', 'orderLineId', 'description', 'unit', 'quantity'])
    .where('deliveryNoteId', '=', note.id)
    .where('orderLineId', 'is not', null)
    .orderBy('sequence')
    .execute()
  const ids = lines.map(({ orderLineId }) => orderLineId!)
  const stocks = await stockOfLines(ctx, ids)
  const picked = await pickedElsewhere(ctx, note.id, ids)
  for (const { sequence, orderLineId, description, unit, quantity } of lines) {
    const there = Math.max(0, (stocks.get(orderLineId!)?.there ?? 0) - (picked.get(orderLineId!) ?? 0))
    if (quantity > there)
      throw refuse('shipments.notInStore', {
        row: sequence,
        name: description,
        unit,
        there: formatQuantity(there),
        asked: formatQuantity(quantity),
      })
  }
}
