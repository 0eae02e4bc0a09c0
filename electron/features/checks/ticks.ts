import type { CheckField } from '../../../shared/checks.ts'
import type { Context } from '../../context.ts'
import { insertMany } from '../../db/batches.ts'
import { blankMark } from '../checks.ts'
import { marksOf } from './read.ts'

/** ✓ on fields of several lines of an order that say nothing yet, with few statements. */
export const tickMissing = async (
  ctx: Context,
  orderId: number,
  wanted: readonly { orderLineId: number; fields: readonly CheckField[] }[],
): Promise<void> => {
  const marks = await marksOf(ctx, orderId)
  const stamp = { ...blankMark, orderId, mark: 'ok', userId: ctx.user.id, at: ctx.now }
  const rows = wanted.flatMap(({ orderLineId, fields }) =>
    fields
      .filter((field) => !marks.get(orderLineId)?.some((mark) => mark.field === field))
      .map((field) => ({ ...stamp, orderLineId, field })),
  )
  if (rows.length === 0) return
  await insertMany(ctx.db, 'checkMarks', rows)
  ctx.record({
    entity: 'orders',
    id: orderId,
    after: { ticked: rows.map(({ orderLineId, field }) => [orderLineId, field]) },
  })
}
