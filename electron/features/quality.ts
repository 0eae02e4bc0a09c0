import { refuse } from '../../shared/refusals.ts'
import { type InspectionState, type NoteInspection, deriveInspectionState } from '../../shared/quality.ts'
import type { Context } from '../context.ts'
import { coverOf } from './quality/covered.ts'

type Reader = Pick<Context, 'db'>

const sumBy = <Row>(
  rows: readonly Row[],
  keyOf: (row: Row) => number,
  of: (row: Row) => number,
): Map<number, number> => {
  const sums = new Map<number, number>()
  for (const row of rows) sums.set(keyOf(row), (sums.get(keyOf(row)) ?? 0) + of(row))
  return sums
}

/** What left, or is about to leave, by final inspections: delivery lines of notes that name them. */
const leftBySheet = async (
  ctx: Reader,
  orderLineIds: readonly number[],
  exceptNoteId: number | null,
): Promise<Map<number, number>> => {
  const rows = await ctx.db
    .selectFrom('deliveryLines')
    .innerJoin('deliveryNotes', 'deliveryNotes.id', 'deliveryLines.deliveryNoteId')
    .select(['deliveryLines.orderLineId', 'deliveryLines.quantity'])
    .where('deliveryLines.orderLineId', 'in', orderLineIds)
    .where('deliveryNotes.voidedAt', 'is', null)
    .where('deliveryNotes.inspectionNumbers', '<>', '')
    .where('deliveryNotes.kind', '=', 'delivery')
    .where('deliveryNotes.id', '<>', exceptNoteId ?? 0)
    .execute()
  return sumBy(
    rows,
    ({ orderLineId }) => orderLineId!,
    ({ quantity }) => quantity,
  )
}

/**
 * How much of each order line passed final inspection and was not lost since, and how much of it left with notes
 * (thousandths).
 */
export const inspectedOf = async (
  ctx: Reader,
  orderLineIds: readonly number[],
  exceptNoteId: number | null,
): Promise<{ passed: Map<number, number>; left: Map<number, number> }> => {
  if (orderLineIds.length === 0) return { passed: new Map(), left: new Map() }
  const { covers } = await coverOf(ctx, orderLineIds)
  const passed = sumBy(
    covers,
    ({ orderLineId }) => orderLineId,
    (cover) => cover.passed,
  )
  return { passed, left: await leftBySheet(ctx, orderLineIds, exceptNoteId) }
}

/** The final inspections behind a delivery note and what of its goods they do not cover (duty 74). */
export const noteInspection = async (ctx: Reader, deliveryNoteId: number): Promise<NoteInspection> => {
  const lines = await ctx.db
    .selectFrom('deliveryLines')
    .innerJoin('deliveryNotes', 'deliveryNotes.id', 'deliveryLines.deliveryNoteId')
    .select(['deliveryLines.orderLineId', 'deliveryLines.description', 'deliveryLines.unit', 'deliveryLines.quantity'])
    .where('deliveryLines.deliveryNoteId', '=', deliveryNoteId)
    .where('deliveryLines.orderLineId', 'is not', null)
    .where('deliveryNotes.kind', '=', 'delivery')
    .orderBy('deliveryLines.sequence')
    .execute()
  const ids = lines.map(({ orderLineId }) => orderLineId!)
  if (ids.length === 0) return { lines: [], inspections: [] }
  const { finals, conceded } = await coverOf(ctx, ids)
  const passing = finals.filter(
    ({ id, decision }) => decision === 'accept' || decision === 'concession' || (conceded.get(id) ?? 0) > 0,
  )
  const { passed, left } = await inspectedOf(ctx, ids, deliveryNoteId)
  const notices = new Map(
    (
      await ctx.db
        .selectFrom('noticeLines')
        .innerJoin('notices', 'notices.id', 'noticeLines.noticeId')
        .select(['noticeLines.id', 'noticeLines.orderLineId'])
        .where('noticeLines.orderLineId', 'in', ids)
        .where('notices.voidedAt', 'is', null)
        .orderBy('noticeLines.id')
        .execute()
    ).map(({ id, orderLineId }) => [orderLineId, id]),
  )
  return {
    lines: lines.map(({ orderLineId, description, unit, quantity }) => {
      const covered = Math.max(0, (passed.get(orderLineId!) ?? 0) - (left.get(orderLineId!) ?? 0))
      return {
        orderLineId: orderLineId!,
        noticeLineId: notices.get(orderLineId!) ?? null,
        description,
        unit,
        wanted: quantity,
        covered,
        missing: Math.max(0, quantity - covered),
      }
    }),
    inspections: passing.slice(0, 200).map(({ id, number, state, name }) => ({
      id,
      number,
      state: state as InspectionState,
      description: name,
    })),
  }
}

/** Stores the state that follows from an inspection's facts. */
export const refreshInspection = async (ctx: Context, id: number): Promise<void> => {
  const row = await ctx.db
    .selectFrom('inspections')
    .select(['voidedAt', 'decision', 'lot', 'version'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw refuse('app.notFound')
  const standing = await ctx.db
    .selectFrom('inspectionDisposals')
    .select(['kind', 'quantity'])
    .where('inspectionId', '=', id)
    .where('takenBackAt', 'is', null)
    .execute()
  const conceded = standing.reduce((sum, { kind, quantity }) => sum + (kind === 'concession' ? quantity : 0), 0)
  const after = await ctx.db
    .selectFrom('inspections')
    .select('id')
    .where('reinspects', '=', id)
    .where('voidedAt', 'is', null)
    .limit(1)
    .executeTakeFirst()
  const state = deriveInspectionState({
    voidedAt: row.voidedAt,
    decision: row.decision,
    disposals: standing.length,
    concededWhole: conceded >= row.lot,
    reinspected: after !== undefined,
  })
  await ctx.db
    .updateTable('inspections')
    .set({ state, version: row.version + 1 })
    .where('id', '=', id)
    .execute()
}
