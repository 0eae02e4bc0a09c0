import type { NoteDraft } from '../../../shared/deliveries.ts'
import { may } from '../../../shared/permissions.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Context } from '../../context.ts'

type Reader = Pick<Context, 'db'>

/** What a customer takes over an ordered quantity, thousandths, down to whole ones where pieces are counted (duty 87). */
export const toleranceOf = (ordered: number, basisPoints: number): number => {
  const exact = Math.floor((ordered * basisPoints) / 10_000)
  return ordered % 1000 === 0 ? Math.floor(exact / 1000) * 1000 : exact
}

/**
 * More is asked for than is left of the order. Within the customer's tolerance it leaves with a mark; above it a manager
 * says why, by name; anybody else is refused.
 */
export const refuseOver = async (
  ctx: Context,
  draft: Pick<NoteDraft, 'customerId' | 'overReason'>,
  line: {
    row: number
    left: number
    asked: number
    found: { name: string; unit: string; quantity: number }
  },
): Promise<void> => {
  const customer = await ctx.db
    .selectFrom('customers')
    .select('overBasisPoints')
    .where('id', '=', draft.customerId)
    .executeTakeFirst()
  const { row, found, left, asked } = line
  const tolerance = toleranceOf(found.quantity, customer?.overBasisPoints ?? 0)
  if (asked <= left + tolerance) return
  const manager = may(ctx.user.role, 'gates.override')
  if (manager && draft.overReason !== '') return
  const values = {
    row,
    name: found.name,
    left: formatQuantity(Math.max(0, left)),
    more: formatQuantity(tolerance),
    asked: formatQuantity(asked),
    unit: found.unit,
  }
  if (manager) throw refuse('deliveries.sayWhyOver', values, 'overReason')
  throw refuse(
    tolerance > 0 ? 'deliveries.moreThanTolerance' : 'deliveries.moreThanOrdered',
    values,
    `lines.${row - 1}.quantity`,
  )
}

/** The reason is kept where a manager gave it: nobody else's words let goods out. */
export const overReasonOf = async (ctx: Context, draft: NoteDraft): Promise<string> =>
  draft.kind === 'delivery' && may(ctx.user.role, 'gates.override') ? draft.overReason : ''

/** How much more than ordered may leave of a line with a note: the tolerance, or all that its manager allowed. */
export const overOf = async (ctx: Reader, noteId: number, orderLineId: number): Promise<number> => {
  const row = await ctx.db
    .selectFrom('deliveryNotes')
    .innerJoin('customers', 'customers.id', 'deliveryNotes.customerId')
    .innerJoin('deliveryLines', 'deliveryLines.deliveryNoteId', 'deliveryNotes.id')
    .innerJoin('orderLines', 'orderLines.id', 'deliveryLines.orderLineId')
    .select(['deliveryNotes.overReason', 'customers.overBasisPoints', 'orderLines.quantity'])
    .select('deliveryLines.quantity as asked')
    .where('deliveryNotes.id', '=', noteId)
    .where('orderLines.id', '=', orderLineId)
    .executeTakeFirstOrThrow()
  const tolerance = toleranceOf(row.quantity, row.overBasisPoints)
  return row.overReason === '' ? tolerance : Math.max(tolerance, row.asked)
}

/** Order line → what of it on this note is more than was ordered, counted with the standing notes before it (thousandths). */
export const overByLine = async (ctx: Reader, noteId: number): Promise<Map<number, number>> => {
  const rows = await ctx.db
    .selectFrom('deliveryLines as own')
    .innerJoin('orderLines', 'orderLines.id', 'own.orderLineId')
    .innerJoin('deliveryLines as others', 'others.orderLineId', 'own.orderLineId')
    .innerJoin('deliveryNotes as notes', 'notes.id', 'others.deliveryNoteId')
    .select(['own.orderLineId', 'own.quantity', 'orderLines.quantity as ordered'])
    .select(({ fn }) => fn.sum('others.quantity').as('until'))
    .where('own.deliveryNoteId', '=', noteId)
    .where('own.quantity', '>', 0)
    .where('notes.voidedAt', 'is', null)
    .where('notes.kind', '=', 'delivery')
    .where('notes.id', '<=', noteId)
    .groupBy(['own.orderLineId', 'own.quantity', 'orderLines.quantity'])
    .execute()
  return new Map(
    rows.map(({ orderLineId, quantity, ordered, until }) => [
      orderLineId!,
      Math.max(0, Math.min(quantity, Number(until) - ordered)),
    ]),
  )
}
