import type { InspectionTarget } from '../../../shared/quality.ts'
import type { Context } from '../../context.ts'
import { coverOf } from './covered.ts'

type Target = Pick<InspectionTarget, 'orderLineId' | 'noticeLineId'>

/** What later processes lost of a process (thousandths): it came through and is there no more. */
const lostLater = async (ctx: Context, operation: { id: number } | null): Promise<number> => {
  if (operation === null) return 0
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
  return Number(row?.lost ?? 0)
}

/**
 * Pieces (thousandths) of what came through a process that are no part of a new lot: lost later, covered by final
 * inspections, or in lots that others look at. What was rejected is looked at again.
 */
export const otherLotsOf = async (
  ctx: Context,
  target: Target,
  operation: { id: number } | null,
  exceptId: number | null,
): Promise<number> => {
  const ofTarget = (each: { noticeLineId: number | null }): boolean =>
    target.noticeLineId === null || each.noticeLineId === target.noticeLineId
  const { finals, covers } = await coverOf(ctx, [target.orderLineId])
  const covered = covers.filter(ofTarget).reduce((sum, { passed }) => sum + passed, 0)
  const open = finals
    .filter((each) => each.decision === null && each.id !== exceptId && ofTarget(each))
    .reduce((sum, { lot }) => sum + lot, 0)
  return (await lostLater(ctx, operation)) + covered + open
}
