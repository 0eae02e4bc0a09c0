import { sql } from 'kysely'
import { formatQuantity } from '../../../shared/quantities.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Context } from '../../context.ts'
import { sharesOf } from '../allocations.ts'
import { readOffice } from '../settings.ts'
import { stockOfLines } from '../shipments.ts'
import { pickedElsewhere } from './inStore.ts'

type Reader = Pick<Context, 'db'>

/** What the workshop says of a line of a note (thousandths). */
export interface Made {
  /** Reported finished and not gone: through the last process, in the store, or given by a split. */
  made: number
  /** Of the line more than that, up to what was ordered: what is over has its own rule. */
  missing: number
}

interface NoteGoods {
  sequence: number
  orderLineId: number
  description: string
  unit: string
  quantity: number
  unmade: number
}

/** Whether the workshop is asked for the goods of a note: where they go through the store first, the store is. */
export const asksWorkshop = async (ctx: Reader, { kind }: { kind: string }): Promise<boolean> =>
  kind === 'delivery' && !(await readOffice(ctx)).storeFirst

/** Lines of a note whose goods are made on a standing notice; goods of none were bought or lay in the store. */
const linesInWork = (ctx: Reader, noteId: number) =>
  ctx.db
    .selectFrom('deliveryLines')
    .innerJoin('orderLines', 'orderLines.id', 'deliveryLines.orderLineId')
    .select(['deliveryLines.sequence', 'deliveryLines.description', 'deliveryLines.quantity', 'deliveryLines.unmade'])
    .select(['orderLines.id as orderLineId', 'orderLines.code', 'orderLines.name', 'orderLines.colour'])
    .select(['orderLines.unit', 'orderLines.quantity as ordered', 'orderLines.deliveredQuantity as delivered'])
    .select(
      sql<number>`coalesce((select sum(f."finishedQuantity") from "noticeLines" f where f."orderLineId" = "orderLines"."id"), 0)`.as(
        'finished',
      ),
    )
    .where('deliveryLines.deliveryNoteId', '=', noteId)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('noticeLines')
          .innerJoin('notices', 'notices.id', 'noticeLines.noticeId')
          .select('noticeLines.id')
          .whereRef('noticeLines.orderLineId', '=', 'orderLines.id')
          .where('notices.voidedAt', 'is', null),
      ),
    )
    .orderBy('deliveryLines.sequence')
    .execute()

/**
 * What is reported finished of the goods of a delivery note, by order line. `picking`: what was picked for other notes is
 * spoken for. Empty where goods go through the store first: that is asked there.
 */
export const madeOf = async (
  ctx: Reader,
  note: { id: number; kind: string },
  picking: boolean,
): Promise<Map<number, Made & NoteGoods>> => {
  if (!(await asksWorkshop(ctx, note))) return new Map()
  const lines = await linesInWork(ctx, note.id)
  const ids = lines.map(({ orderLineId }) => orderLineId)
  if (ids.length === 0) return new Map()
  const stocks = await stockOfLines(ctx, ids)
  const shares = await sharesOf(ctx, lines, note.id)
  const elsewhere = picking ? await pickedElsewhere(ctx, note.id, ids) : new Map<number, number>()
  return new Map(
    lines.map(({ finished, delivered, ordered, ...line }) => {
      const there = Math.max(Number(finished) - delivered, stocks.get(line.orderLineId)?.there ?? 0)
      const free = Math.max(0, there - (elsewhere.get(line.orderLineId) ?? 0))
      const made = Math.max(free, shares.get(line.orderLineId)?.given ?? 0)
      const missing = Math.max(0, Math.min(line.quantity, ordered - delivered) - made)
      return [line.orderLineId, { ...line, made, missing }]
    }),
  )
}

/**
 * Goods nobody reported finished leave by a manager's reason alone: as many of each line as were missing when he gave it
 * (duties 51, 89).
 */
export const refuseUnmade = async (
  ctx: Context,
  note: { id: number; kind: string },
  picking: boolean,
): Promise<void> => {
  for (const { sequence, description, unit, quantity, unmade, made, missing } of (
    await madeOf(ctx, note, picking)
  ).values())
    if (missing > unmade)
      throw refuse('deliveries.unmade', {
        row: sequence,
        name: description,
        unit,
        made: formatQuantity(made),
        asked: formatQuantity(quantity),
      })
}

/** A manager says why goods leave that nobody reported finished: kept by name, with how many of each line. */
export const allowUnmade = async (
  ctx: Context,
  note: { id: number; kind: string; number: string },
  reason: string,
): Promise<Record<string, string | number>> => {
  const short = [...(await madeOf(ctx, note, true)).values()].filter(({ missing }) => missing > 0)
  if (short.length === 0) throw refuse('deliveries.allMade', { number: note.number })
  for (const { orderLineId, missing } of short)
    await ctx.db
      .updateTable('deliveryLines')
      .set({ unmade: missing })
      .where('deliveryNoteId', '=', note.id)
      .where('orderLineId', '=', orderLineId)
      .execute()
  ctx.record({
    entity: 'deliveryLines',
    id: note.id,
    after: short.map(({ orderLineId, made, missing }) => ({ orderLineId, made, missing })),
  })
  return { unmadeReason: reason, unmadeBy: ctx.user.id, unmadeAt: ctx.now }
}
