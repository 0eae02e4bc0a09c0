import type { InspectionTarget } from '../../../shared/quality.ts'
import type { Context } from '../../context.ts'

/**
 * How much of these goods may still go to a final inspection (thousandths): what came through the process, less the lots that
 * other final inspections of them look at or have let through. A rejected lot is looked at again.
 */
export const finalLotLeft = async (
  ctx: Context,
  target: Pick<InspectionTarget, 'orderLineId' | 'noticeLineId' | 'quantity'>,
  operation: { good: number } | null,
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
  return (operation === null ? target.quantity : operation.good) - Number(others.lots ?? 0)
}
