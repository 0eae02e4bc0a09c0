import type { Context } from '../../context.ts'

/**
 * What of the goods of a process lies in the store of finished goods, or left through it (thousandths): they are counted
 * there and taken out of there first (duty 85). Goods of any process but the last are not in the store.
 */
export const storedOf = async (ctx: Pick<Context, 'db'>, operationId: number | null): Promise<number> => {
  if (operationId === null) return 0
  const row = await ctx.db
    .selectFrom('operations')
    .innerJoin('storeEntries', 'storeEntries.noticeLineId', 'operations.noticeLineId')
    .select(({ fn }) => fn.sum('storeEntries.quantity').as('stored'))
    .where('operations.id', '=', operationId)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('operations as later')
            .select('later.id')
            .whereRef('later.noticeLineId', '=', 'operations.noticeLineId')
            .whereRef('later.sequence', '>', 'operations.sequence'),
        ),
      ),
    )
    .executeTakeFirst()
  return Number(row?.stored ?? 0)
}
