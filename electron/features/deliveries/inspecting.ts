import { formatQuantity } from '../../../shared/quantities.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Context } from '../../context.ts'
import { noteInspection } from '../quality.ts'
import { readOffice } from '../settings.ts'

/** Whether a note's goods leave by 出货检验单 (duty 74): deliveries, where the office asks for it. */
export const leavesBySheet = async (ctx: Context, kind: string): Promise<boolean> => {
  if (kind !== 'delivery') return false
  const { inspectionNeeded, inspectionProof } = await readOffice(ctx)
  return inspectionNeeded && inspectionProof === 'sheet'
}

/** The numbers of the final inspections that cover all of a note's goods. Refuses, naming the goods, where they do not. */
export const sheetsOf = async (ctx: Context, deliveryNoteId: number): Promise<string> => {
  const { lines, inspections } = await noteInspection(ctx, deliveryNoteId)
  const short = lines.find(({ missing }) => missing > 0)
  if (short)
    throw refuse('quality.noteNotCovered', {
      goods: short.description,
      missing: formatQuantity(short.missing),
      unit: short.unit,
    })
  return inspections.map(({ number }) => number).join(' ')
}

/** The facts of a note whose goods final inspections cover; null where some are missing. */
export const passedBySheet = async (
  ctx: Context,
  deliveryNoteId: number,
): Promise<{ inspectedBy: number; inspectedAt: string; inspection: string; inspectionNumbers: string } | null> => {
  const { lines, inspections } = await noteInspection(ctx, deliveryNoteId)
  if (lines.length === 0 || lines.some(({ missing }) => missing > 0)) return null
  return {
    inspectedBy: ctx.user.id,
    inspectedAt: ctx.now,
    inspection: 'passed',
    inspectionNumbers: inspections.map(({ number }) => number).join(' '),
  }
}
