import type { InspectionTarget } from '../../../shared/quality.ts'
import type { Context } from '../../context.ts'
import { coverOf } from './covered.ts'

type Target = Pick<InspectionTarget, 'orderLineId' | 'noticeLineId' | 'quantity'>

/** Good of a process that later processes did not lose (thousandths): what can still be looked at or has left. */
const thereOf = async (ctx: Context, target: Target, operation: { id: number; good: number } | null) => {
  if (operation === null || target.noticeLineId === null) return target.quantity
  const row = await ctx.db
    .selectFrom('operations')
    .innerJoin('operations as later', (join) =>
      join
        .onRef('later.noticeLineId', '=', 'operations.noticeLineId')
        .onRef('later.sequence', '>', 'operations.sequence'),
    )
    .select(({ fn }) => fn.sum('later.scrap').as('lost'))
    .where('operations.id', '=', operation.id)
    .executeTakeFirst()
  return operation.good - Number(row?.lost ?? 0)
}

/**
 * How much of these goods may still go to a final inspection (thousandths): what came through the process and is not lost,
 * less what final inspections cover of it, less the lots that others look at. A rejected lot is looked at again.
 */
export const finalLotLeft = async (
  ctx: Context,
  target: Target,
  operation: { id: number; good: number } | null,
  exceptId: number | null,
): Promise<number> => {
  const ofTarget = (each: { noticeLineId: number | null }): boolean =>
    target.noticeLineId === null || each.noticeLineId === target.noticeLineId
  const { finals, covers } = await coverOf(ctx, [target.orderLineId])
  const covered = covers.filter(ofTarget).reduce((sum, { passed }) => sum + passed, 0)
  const open = finals
    .filter((each) => each.decision === null && each.id !== exceptId && ofTarget(each))
    .reduce((sum, { lot }) => sum + lot, 0)
  return (await thereOf(ctx, target, operation)) - covered - open
}
