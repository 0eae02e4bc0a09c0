import type { Context } from '../context.ts'

/** The receipt of a bank's line is void: the line waits for a yes again. */
export const bankReceiptGone = async (ctx: Context, receiptId: number): Promise<void> => {
  const lines = await ctx.db
    .selectFrom('bankLines')
    .select(['id', 'version'])
    .where('receiptId', '=', receiptId)
    .execute()
  for (const { id, version } of lines) {
    const after = {
      state: 'open',
      receiptId: null,
      customerId: null,
      decidedBy: null,
      decidedByName: null,
      decidedAt: null,
    }
    await ctx.db
      .updateTable('bankLines')
      .set({ ...after, version: version + 1 })
      .where('id', '=', id)
      .execute()
    ctx.record({ entity: 'bankLines', id, before: { receiptId }, after })
  }
}
