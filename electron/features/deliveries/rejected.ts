import { formatQuantity } from '../../../shared/quantities.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Context } from '../../context.ts'
import { rejectedOf } from '../quality.ts'

type Reader = Pick<Context, 'db'>

/** What of the goods of a line of a note a final inspection rejected (thousandths). */
export interface RejectedGoods {
  /** Rejected, not dealt with, and still in the house. */
  rejected: number
  /** The line takes more than there is beside them: some of them leave with it. */
  taken: boolean
  /** The inspections: ZJ261126-16. */
  numbers: string
}

interface Found extends RejectedGoods {
  sequence: number
  description: string
  unit: string
  quantity: number
}

/**
 * Goods of a delivery that a final inspection rejected and nobody has dealt with, by order line. Said on the note and
 * asked at release whether inspections hold goods back or not (duties 74, 75, 88).
 */
export const rejectedOnNote = async (ctx: Reader, note: { id: number; kind: string }): Promise<Map<number, Found>> => {
  if (note.kind !== 'delivery') return new Map()
  const lines = await ctx.db
    .selectFrom('deliveryLines')
    .innerJoin('orderLines', 'orderLines.id', 'deliveryLines.orderLineId')
    .select(['deliveryLines.sequence', 'deliveryLines.description', 'deliveryLines.quantity', 'orderLines.unit'])
    .select(['orderLines.id', 'orderLines.quantity as ordered', 'orderLines.deliveredQuantity as delivered'])
    .where('deliveryLines.deliveryNoteId', '=', note.id)
    .orderBy('deliveryLines.sequence')
    .execute()
  const all = Map.groupBy(
    await rejectedOf(
      ctx,
      lines.map(({ id }) => id),
    ),
    ({ orderLineId }) => orderLineId,
  )
  const found = new Map<number, Found>()
  for (const { id, ordered, delivered, ...line } of lines) {
    const own = all.get(id)
    if (!own) continue
    const there = own.reduce((sum, each) => sum + each.there, 0)
    // what left is not in the house, and of goods no notice makes there are as many as were ordered
    const house = Math.max(0, Math.min(there, Math.max(ordered, line.quantity + delivered)) - delivered)
    const rejected = Math.min(
      own.reduce((sum, { quantity }) => sum + quantity, 0),
      house,
    )
    if (rejected === 0) continue
    const numbers = own.map((each) => each.numbers).join(' ')
    found.set(id, { ...line, rejected, taken: line.quantity > house - rejected, numbers })
  }
  return found
}

/** Rejected goods leave when somebody was asked and said so: the inspections are named and kept with the release. */
export const askRejected = async (ctx: Context, note: { id: number; kind: string }, sure: boolean): Promise<void> => {
  const leaving = [...(await rejectedOnNote(ctx, note)).values()].filter(({ taken }) => taken)
  const first = leaving[0]
  if (!first) return
  if (!sure)
    throw refuse('deliveries.rejectedGoods', {
      goods: first.description,
      unit: first.unit,
      numbers: [...new Set(leaving.map(({ numbers }) => numbers))].join(' '),
      rejected: formatQuantity(first.rejected),
      asked: formatQuantity(first.quantity),
    })
  ctx.record({
    entity: 'deliveryNotes',
    id: note.id,
    after: { rejectedGoods: leaving.map(({ sequence, rejected, numbers }) => ({ sequence, rejected, numbers })) },
  })
}
