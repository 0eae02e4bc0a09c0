import { sql } from 'kysely'
import { leftOfLine, type LineUse } from '../../../shared/complaintStates.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Context } from '../../context.ts'

type Reader = Pick<Context, 'db'>

/** The 补件单 a note carries: of its complaint, under its number. */
export interface SlipLink {
  complaintId: number
  replacementId: number | null
}

/** The 补件单 whose order all these lines belong to; null for any other goods. */
export const slipOfLines = async (ctx: Reader, orderLineIds: readonly (number | null)[]): Promise<SlipLink | null> => {
  const ids = orderLineIds.filter((id) => id !== null)
  if (ids.length === 0 || ids.length < orderLineIds.length) return null
  const rows = await ctx.db
    .selectFrom('replacementParts')
    .innerJoin('replacements', 'replacements.id', 'replacementParts.replacementId')
    .select(['replacementParts.orderLineId', 'replacements.id', 'replacements.complaintId'])
    .where('replacementParts.orderLineId', 'in', ids)
    .where('replacements.voidedAt', 'is', null)
    .execute()
  const [first] = rows
  if (!first || new Set(rows.map(({ id }) => id)).size > 1) return null
  return ids.every((id) => rows.some(({ orderLineId }) => orderLineId === id))
    ? { complaintId: first.complaintId, replacementId: first.id }
    : null
}

/** The number the first note of a 补件单 has of it; null where a note has it already, or there is no slip. */
export const numberOfSlip = async (ctx: Reader, link: SlipLink | null): Promise<string | null> => {
  if (link?.replacementId == null) return null
  const { number } = await ctx.db
    .selectFrom('replacements')
    .select('number')
    .where('id', '=', link.replacementId)
    .executeTakeFirstOrThrow()
  const taken = await ctx.db.selectFrom('deliveryNotes').select('id').where('number', '=', number).executeTakeFirst()
  return taken ? null : number
}

export const linkNote = async (ctx: Context, link: SlipLink, deliveryNoteId: number): Promise<void> => {
  await ctx.db
    .insertInto('complaintNotes')
    .values({ complaintId: link.complaintId, replacementId: link.replacementId, deliveryNoteId })
    .execute()
  ctx.record({ entity: 'complaints', id: link.complaintId, after: { deliveryNoteId } })
}

/** Pieces (thousandths) of an order line a standing 扣款 was given for: the customer was paid for them and keeps them. */
export const deductedOf = async (ctx: Reader, orderLineId: number): Promise<number> => {
  const row = await ctx.db
    .selectFrom('complaintDeductions')
    .innerJoin('complaints', 'complaints.id', 'complaintDeductions.complaintId')
    .innerJoin('adjustments', 'adjustments.id', 'complaintDeductions.adjustmentId')
    .select(({ fn }) => fn.sum('complaintDeductions.quantity').as('sum'))
    .where('complaints.orderLineId', '=', orderLineId)
    .where('complaintDeductions.takenBackAt', 'is', null)
    .where('adjustments.voidedAt', 'is', null)
    .executeTakeFirst()
  return Number(row?.sum ?? 0)
}

/** What came back, was exchanged or deducted of one line of a note through its complaints (thousandths). */
export const useOfLine = async (ctx: Reader, deliveryLineId: number): Promise<LineUse & { amountFen: number }> => {
  const line = await ctx.db
    .selectFrom('deliveryLines')
    .select(['quantity', 'orderLineId', 'amountFen'])
    .where('id', '=', deliveryLineId)
    .executeTakeFirst()
  if (!line) throw refuse('app.notFound')
  const back = await ctx.db
    .selectFrom('complaints')
    .innerJoin('complaintNotes', 'complaintNotes.complaintId', 'complaints.id')
    .innerJoin('deliveryNotes', 'deliveryNotes.id', 'complaintNotes.deliveryNoteId')
    .innerJoin('deliveryLines', 'deliveryLines.deliveryNoteId', 'deliveryNotes.id')
    .select(['deliveryNotes.kind', sql<number>`sum(-"deliveryLines"."quantity")`.as('sum')])
    .where('complaints.deliveryLineId', '=', deliveryLineId)
    .where('deliveryNotes.voidedAt', 'is', null)
    .where('deliveryLines.orderLineId', '=', line.orderLineId)
    .where('deliveryLines.quantity', '<', 0)
    .groupBy('deliveryNotes.kind')
    .execute()
  const deducted = await ctx.db
    .selectFrom('complaintDeductions')
    .innerJoin('complaints', 'complaints.id', 'complaintDeductions.complaintId')
    .innerJoin('adjustments', 'adjustments.id', 'complaintDeductions.adjustmentId')
    .select(({ fn }) => fn.sum('complaintDeductions.quantity').as('sum'))
    .where('complaints.deliveryLineId', '=', deliveryLineId)
    .where('complaintDeductions.takenBackAt', 'is', null)
    .where('adjustments.voidedAt', 'is', null)
    .executeTakeFirst()
  const of = (kind: string): number => Number(back.find((each) => each.kind === kind)?.sum ?? 0)
  return {
    delivered: line.quantity,
    returned: of('return'),
    exchanged: of('exchange'),
    deducted: Number(deducted?.sum ?? 0),
    amountFen: line.amountFen,
  }
}

/** Σ of the parts of a 补件单 and what standing notes carry of it (thousandths). */
const onNotesOfSlip = async (ctx: Reader, replacementId: number): Promise<{ wanted: number; noted: number }> => {
  const wanted = await ctx.db
    .selectFrom('replacementParts')
    .select(({ fn }) => fn.sum('quantity').as('sum'))
    .where('replacementId', '=', replacementId)
    .executeTakeFirst()
  const noted = await ctx.db
    .selectFrom('complaintNotes')
    .innerJoin('deliveryNotes', 'deliveryNotes.id', 'complaintNotes.deliveryNoteId')
    .innerJoin('deliveryLines', 'deliveryLines.deliveryNoteId', 'deliveryNotes.id')
    .select(({ fn }) => fn.sum('deliveryLines.quantity').as('sum'))
    .where('complaintNotes.replacementId', '=', replacementId)
    .where('deliveryNotes.voidedAt', 'is', null)
    .executeTakeFirst()
  return { wanted: Number(wanted?.sum ?? 0), noted: Number(noted?.sum ?? 0) }
}

/**
 * A note of a complaint stays within it however it is changed: no more back than the line of the note it was delivered
 * on still has, no more parts than stand on the 补件单 (duties 97, 99).
 */
export const refuseBeyondComplaint = async (ctx: Reader, deliveryNoteId: number): Promise<void> => {
  const link = await ctx.db
    .selectFrom('complaintNotes')
    .innerJoin('complaints', 'complaints.id', 'complaintNotes.complaintId')
    .select(['complaints.number', 'complaints.deliveryLineId', 'complaintNotes.replacementId'])
    .where('complaintNotes.deliveryNoteId', '=', deliveryNoteId)
    .executeTakeFirst()
  if (!link) return
  if (link.replacementId !== null) {
    const { wanted, noted } = await onNotesOfSlip(ctx, link.replacementId)
    if (noted > wanted)
      throw refuse(
        'complaints.moreThanSlip',
        { wanted: formatQuantity(wanted), noted: formatQuantity(noted) },
        'lines.0.quantity',
      )
    return
  }
  if (link.deliveryLineId === null) return
  const use = await useOfLine(ctx, link.deliveryLineId)
  const over = use.returned + use.exchanged + use.deducted - use.delivered
  if (over > 0)
    throw refuse(
      'complaints.moreThanLine',
      { number: link.number, delivered: formatQuantity(use.delivered), over: formatQuantity(over) },
      'lines.0.quantity',
    )
}

/** Thousandths of the complaint's line that may still come back, be exchanged or deducted. */
export const leftOf = async (ctx: Reader, deliveryLineId: number): Promise<number> =>
  leftOfLine(await useOfLine(ctx, deliveryLineId))
