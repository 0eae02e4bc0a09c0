import { refuse } from '../../shared/refusals.ts'
import {
  type DisposalKind,
  type InspectionState,
  type NoteInspection,
  deriveInspectionState,
  waitingOf,
} from '../../shared/quality.ts'
import type { Context } from '../context.ts'
import { inPieces } from '../db/batches.ts'
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

/** Goods of an order line that a final inspection rejected and nobody has dealt with (thousandths). */
export interface Rejected {
  orderLineId: number
  noticeLineId: number | null
  /** The process they were looked at. */
  operationId: number | null
  quantity: number
  /** Through that process: with the rejected ones; of goods of no notice as many as there may be. */
  there: number
  /** The inspections that rejected them: ZJ261126-16. */
  numbers: string
}

/**
 * What of some order lines final inspections rejected and nobody has dealt with, whether inspections hold goods back or
 * not (duties 74, 75).
 */
export const rejectedOf = async (ctx: Reader, orderLineIds: readonly number[]): Promise<Rejected[]> => {
  const found: Rejected[] = []
  for (const piece of inPieces([...new Set(orderLineIds)])) {
    const asked = await ctx.db
      .selectFrom('inspections')
      .select('orderLineId')
      .distinct()
      .where('orderLineId', 'in', piece)
      .where('kind', '=', 'final')
      .where('decision', '=', 'reject')
      .where('voidedAt', 'is', null)
      .execute()
    const { finals, covers } = await coverOf(
      ctx,
      asked.map(({ orderLineId }) => orderLineId),
    )
    for (const { passed: _, rejected: quantity, ...goods } of covers) {
      if (quantity <= 0) continue
      const own = finals.filter(
        (each) =>
          each.decision === 'reject' &&
          each.orderLineId === goods.orderLineId &&
          each.noticeLineId === goods.noticeLineId &&
          each.operationId === goods.operationId,
      )
      // a lot that was looked at again is the newer inspection's; one dealt with in part still waits with its rest
      const waiting = own.filter(({ state }) => state === 'rejected')
      const numbers = (waiting.length > 0 ? waiting : own.slice(-1)).map(({ number }) => number).join(' ')
      found.push({ ...goods, quantity, numbers })
    }
  }
  return found
}

/** Stores the state that follows from an inspection's facts, and what of a rejected lot waits. */
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
  const after = await ctx.db
    .selectFrom('inspections')
    .select(({ fn }) => fn.sum('lot').as('lots'))
    .where('reinspects', '=', id)
    .where('voidedAt', 'is', null)
    .executeTakeFirstOrThrow()
  const of = (kind: DisposalKind): number =>
    standing.reduce((sum, each) => sum + (each.kind === kind ? each.quantity : 0), 0)
  const [rework, scrap, conceded] = [of('rework'), of('scrap'), of('concession')]
  const waiting =
    row.voidedAt === null && row.decision === 'reject'
      ? waitingOf({ lot: row.lot, rework, scrap, conceded, reinspected: Number(after.lots ?? 0) })
      : 0
  const { voidedAt, decision } = row
  const state = deriveInspectionState({ voidedAt, decision, concededWhole: conceded >= row.lot, waiting })
  await ctx.db
    .updateTable('inspections')
    .set({ state, waiting, version: row.version + 1 })
    .where('id', '=', id)
    .execute()
}
