import type { z } from 'zod'
import { closingOf } from '../../../shared/materialNeeds.ts'
import type { LineSheet, materials } from '../../../shared/materials.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Context } from '../../context.ts'
import { closeLine, reopenLine } from '../production/close.ts'
import { betweenOf, lineHead, lineMaterials, lineSheet, openLine } from './line.ts'
import { refreshNeeds } from './needs.ts'

/**
 * 结单 (duty 55): what was asked is good and short; a shortage wants its reason, and material that was used beside
 * standard and allowed loss wants its explanation. What was used is written down as it stands.
 */
export const close = async (
  ctx: Context,
  { noticeLineId, good, quantity, reason, explanations }: z.output<typeof materials.close.input>,
): Promise<LineSheet> => {
  const line = await openLine(ctx, noticeLineId)
  if (line.good !== good || line.quantity !== quantity) throw refuse('app.stale')
  const { short, over } = closingOf(line.quantity, line.good)
  if (short > 0 && reason === '')
    throw refuse('materials.shortReason', { short: formatQuantity(short), unit: line.unit }, 'reason')
  if (over > 0 && reason === '')
    throw refuse('materials.overReason', { over: formatQuantity(over), unit: line.unit }, 'reason')
  const [begun] = await betweenOf(ctx, noticeLineId)
  if (begun && reason === '')
    throw refuse(
      'materials.betweenReason',
      { process: begun.process, next: begun.next, quantity: formatQuantity(begun.quantity), unit: line.unit },
      'reason',
    )
  const rows = await lineMaterials(ctx, line)
  const wordsOf = (materialId: number): string =>
    explanations.find((each) => each.materialId === materialId)?.text.trim() ?? ''
  const silent = rows.findIndex((row) => row.unexplained !== 0 && wordsOf(row.materialId) === '')
  const first = rows[silent]
  if (first)
    throw refuse(
      first.unexplained > 0 ? 'materials.explainMore' : 'materials.explainLess',
      {
        name: first.name,
        used: formatQuantity(first.used),
        standard: formatQuantity(first.standard),
        allowed: formatQuantity(first.allowed),
        difference: formatQuantity(Math.abs(first.unexplained)),
        unit: first.unit,
      },
      `explanations.${silent}.text`,
    )
  if (rows.length > 0)
    await ctx.db
      .insertInto('closedMaterials')
      .values(
        rows.map(({ materialId, workshop, issued, returned, standard, allowed }) => ({
          noticeLineId,
          materialId,
          workshop,
          closedOn: ctx.today,
          issued,
          returned,
          standard,
          allowed,
          explanation: wordsOf(materialId),
        })),
      )
      .execute()
  await closeLine(ctx, noticeLineId, reason)
  await refreshNeeds(ctx, [noticeLineId])
  ctx.record({ entity: 'closedMaterials', id: noticeLineId, after: { reason, explanations } })
  return lineSheet(ctx, { noticeLineId })
}

/** A manager opens a closed line again: its figures of use are asked for anew when it is closed the next time. */
export const reopen = async (
  ctx: Context,
  { noticeLineId, reason }: { noticeLineId: number; reason: string },
): Promise<LineSheet> => {
  const line = await lineHead(ctx, noticeLineId)
  if (line.voidedAt !== null) throw refuse('operations.noticeVoid', { notice: line.noticeNumber })
  if (line.closedAt === null) throw refuse('materials.notClosed', { notice: line.noticeNumber })
  const before = await ctx.db
    .selectFrom('closedMaterials')
    .selectAll()
    .where('noticeLineId', '=', noticeLineId)
    .execute()
  await ctx.db.deleteFrom('closedMaterials').where('noticeLineId', '=', noticeLineId).execute()
  await reopenLine(ctx, noticeLineId)
  await refreshNeeds(ctx, [noticeLineId])
  ctx.record({ entity: 'closedMaterials', id: noticeLineId, before, after: { reopened: reason } })
  return lineSheet(ctx, { noticeLineId })
}
