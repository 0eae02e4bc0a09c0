import type { Context } from '../../context.ts'
import { paidForOrder } from '../receipts.ts'

/** What of the goods paid on delivery (现金) the driver is not told to collect and nobody has paid, in fen (duty 90). */
export const cashGap = async (ctx: Context, note: { id: number; kind: string; codFen: number }): Promise<number> => {
  if (note.kind !== 'delivery') return 0
  const orders = await ctx.db
    .selectFrom('deliveryLines')
    .innerJoin('orders', 'orders.id', 'deliveryLines.orderId')
    .select(['orders.id', ({ fn }) => fn.sum('deliveryLines.amountFen').as('fen')])
    .where('deliveryLines.deliveryNoteId', '=', note.id)
    .where('orders.settlement', '=', 'cash')
    .groupBy('orders.id')
    .execute()
  let gap = -note.codFen
  for (const { id, fen } of orders) gap += Math.max(0, Number(fen) - (await paidForOrder(ctx, id)).confirmedFen)
  return gap
}
