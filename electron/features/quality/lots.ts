import type { InspectionTarget } from '../../../shared/quality.ts'
import type { Context } from '../../context.ts'

/**
 * Pieces (thousandths) of these goods that other final inspections look at or have let through. A rejected lot is looked
 * at again.
 */
export const otherLotsOf = async (
  ctx: Context,
  target: Pick<InspectionTarget, 'orderLineId' | 'noticeLineId'>,
  exceptId: number | null,
): Promise<number> => {
  const others = await ctx.db
    .selectFrom('inspections')
    .select(({ fn }) => fn.sum('lot').as('lots'))
    .where('kind', '=', 'final')
    .where('state', 'in', ['open', 'accepted', 'conceded'])
    .where('orderLineId', '=', target.orderLineId)
    .where('id', '<>', exceptId ?? 0)
    .$if(target.noticeLineId !== null, (rows) => rows.where('noticeLineId', '=', target.noticeLineId))
    .executeTakeFirstOrThrow()
  return Number(others.lots ?? 0)
}
