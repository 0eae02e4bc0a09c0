import { formatQuantity } from '../../../shared/quantities.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Context } from '../../context.ts'

/** Quantity (thousandths) of an order line on other delivery notes that have not left yet. */
export const onOtherDrafts = async (
  ctx: Context,
  orderLineId: number,
  exceptNoteId: number | null,
  kind: 'delivery' | 'replacement' = 'delivery',
): Promise<number> => {
  const row = await ctx.db
    .selectFrom('deliveryLines')
    .innerJoin('deliveryNotes', 'deliveryNotes.id', 'deliveryLines.deliveryNoteId')
    .where('deliveryLines.orderLineId', '=', orderLineId)
    .where('deliveryNotes.voidedAt', 'is', null)
    .where('deliveryNotes.releasedAt', 'is', null)
    .where('deliveryNotes.kind', '=', kind)
    .where('deliveryNotes.id', '<>', exceptNoteId ?? 0)
    .select(({ fn }) => fn.sum('deliveryLines.quantity').as('sum'))
    .executeTakeFirst()
  return Number(row?.sum ?? 0)
}

/** Goods of an order line on its standing returns and exchanges, per note (thousandths; what comes back is negative). */
const movedAfter = (ctx: Pick<Context, 'db'>, orderLineId: number, exceptNoteId: number | null) =>
  ctx.db
    .selectFrom('deliveryLines')
    .innerJoin('deliveryNotes', 'deliveryNotes.id', 'deliveryLines.deliveryNoteId')
    .where('deliveryLines.orderLineId', '=', orderLineId)
    .where('deliveryNotes.voidedAt', 'is', null)
    .where('deliveryNotes.kind', 'in', ['return', 'exchange'])
    .where('deliveryNotes.id', '<>', exceptNoteId ?? 0)
    .select(['deliveryNotes.id', 'deliveryLines.quantity', 'deliveryNotes.releasedAt'])
    .execute()

/**
 * Goods of an order line that came back or are about to, less those an exchange gave out again (thousandths).
 * What is coming back counts at once, what is given out counts when it has left.
 */
export const cameBack = async (
  ctx: Pick<Context, 'db'>,
  orderLineId: number,
  exceptNoteId: number | null,
): Promise<number> =>
  -(await movedAfter(ctx, orderLineId, exceptNoteId))
    .filter(({ quantity, releasedAt }) => quantity < 0 || releasedAt !== null)
    .reduce((sum, { quantity }) => sum + quantity, 0)

/**
 * The same the other way round, for what may still go out: what came back counts when it is here, what an exchange
 * will give out beyond what it takes counts at once. Below 0: the customer was given more than came back.
 */
export const surelyBack = async (
  ctx: Pick<Context, 'db'>,
  orderLineId: number,
  exceptNoteId: number | null,
): Promise<number> => {
  const moved = await movedAfter(ctx, orderLineId, exceptNoteId)
  return -[...Map.groupBy(moved, ({ id }) => id).values()].reduce((sum, lines) => {
    const net = lines.reduce((all, { quantity }) => all + quantity, 0)
    return sum + (lines[0]!.releasedAt === null ? Math.max(0, net) : net)
  }, 0)
}

/**
 * A note of goods was torn up: nobody may have brought back more than he was given, nor hold more than was ordered,
 * because goods that came back were given out again.
 */
export const refuseUnbalanced = async (ctx: Context, noteId: number): Promise<void> => {
  const lines = await ctx.db
    .selectFrom('deliveryLines')
    .innerJoin('orderLines', 'orderLines.id', 'deliveryLines.orderLineId')
    .select([
      'orderLines.id',
      'description',
      'deliveryLines.unit',
      'orderLines.quantity as ordered',
      'deliveredQuantity',
    ])
    .where('deliveryNoteId', '=', noteId)
    .execute()
  for (const { id, description: name, unit, ordered, deliveredQuantity } of lines) {
    const back = await cameBack(ctx, id, null)
    if (back > deliveredQuantity) throw refuse('deliveries.returnedAlready', { name, back: formatQuantity(back), unit })
    const out = deliveredQuantity + (await onOtherDrafts(ctx, id, null))
    const again = -(await surelyBack(ctx, id, null))
    if (again > Math.max(0, ordered - out))
      throw refuse('deliveries.givenOutAgain', { name, again: formatQuantity(again), unit })
  }
}
