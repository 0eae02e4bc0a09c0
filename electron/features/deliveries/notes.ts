import { plusDays } from '../../../shared/dates.ts'
import { deriveNoteState, type Note, type NoteDraft, type NoteRow, packsOut } from '../../../shared/deliveries.ts'
import { formatFen } from '../../../shared/money.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Context } from '../../context.ts'
import { nextNumber, type PaperKind } from '../../db/numbering.ts'
import { setSearchTerms } from '../../db/search.ts'
import { linkNote, numberOfSlip, refuseBeyondComplaint, type SlipLink, slipOfLines } from '../complaints/links.ts'
import { creditOf } from '../customers.ts'
import { shippingGate } from '../gates.ts'
import { journeyOf } from '../journeys.ts'
import { readOffice } from '../settings.ts'
import { type Stock, stockOfLines } from '../shipments.ts'
import { cashGap } from './cash.ts'
import { noteFor, seesMoney } from './hidden.ts'
import { leavesBySheet } from './inspecting.ts'
import { type StoredLine, storedLines } from './lines.ts'
import { asksWorkshop, type Made, madeOf } from './made.ts'
import { rejectedOnNote } from './rejected.ts'
import { overByLine, overReasonOf } from './tolerance.ts'

const numberKind: Record<NoteDraft['kind'], PaperKind> = {
  delivery: 'XS',
  return: 'TH',
  replacement: 'BJ',
  exchange: 'HH',
}

/** A note that can still be acted on. Refuses what is missing, changed by somebody else, void or released. */
export const openNote = async (ctx: Context, id: number, version: number, released = false) => {
  const note = await ctx.db.selectFrom('deliveryNotes').selectAll().where('id', '=', id).executeTakeFirst()
  if (!note) throw refuse('app.notFound')
  if (note.version !== version) throw refuse('app.stale')
  if (note.voidedAt !== null) throw refuse('deliveries.isVoid', { number: note.number })
  if (!released && note.releasedAt !== null) throw refuse('deliveries.alreadyReleased', { number: note.number })
  return note
}

/** Changes a note's facts and stores the state that follows from them. */
export const setFacts = async (
  ctx: Context,
  id: number,
  facts: Record<string, string | number | null>,
): Promise<void> => {
  const before = await ctx.db.selectFrom('deliveryNotes').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  const state = deriveNoteState({ ...before, ...facts })
  await ctx.db
    .updateTable('deliveryNotes')
    .set({ ...facts, state, version: before.version + 1 })
    .where('id', '=', id)
    .execute()
  ctx.record({ entity: 'deliveryNotes', id, before: { state: before.state }, after: { ...facts, state } })
}

/**
 * What the driver collects, in fen. Who sees no money types none: it stays as the office wrote it, the whole note where it
 * was the whole note, and of a new one it is what its goods paid on delivery (现金) come to.
 */
const codOf = async (ctx: Context, draft: NoteDraft, lines: readonly StoredLine[]): Promise<number> => {
  if (seesMoney(ctx)) return draft.codFen
  if (draft.kind !== 'delivery') return 0
  if (draft.id !== null) {
    const note = await ctx.db
      .selectFrom('deliveryNotes')
      .select(['codFen', 'totalFen'])
      .where('id', '=', draft.id)
      .executeTakeFirst()
    const whole = note !== undefined && note.codFen > 0 && note.codFen === note.totalFen
    return whole ? lines.reduce((sum, line) => sum + line.amountFen, 0) : (note?.codFen ?? 0)
  }
  const cash = await ctx.db
    .selectFrom('orders')
    .select('id')
    .where(
      'id',
      'in',
      lines.map(({ orderId }) => orderId ?? 0),
    )
    .where('settlement', '=', 'cash')
    .execute()
  const ids = new Set(cash.map(({ id }) => id))
  return lines.reduce((sum, line) => sum + (ids.has(line.orderId ?? 0) ? line.amountFen : 0), 0)
}

/** A driver collects the goods of his note and what the customer still owes, not more: a slip of the hand stays off the paper. */
const refuseCodAbove = async (ctx: Context, customerId: number, codFen: number, totalFen: number): Promise<void> => {
  // who sees no money typed none, and is told none
  if (codFen <= Math.max(0, totalFen) || !seesMoney(ctx)) return
  const owedFen = Math.max(0, (await creditOf(ctx, customerId)).owedFen)
  if (codFen <= totalFen + owedFen) return
  const words = { cod: formatFen(codFen), total: formatFen(totalFen), owed: formatFen(owedFen) }
  throw refuse('deliveries.codAboveOwed', { ...words, most: formatFen(totalFen + owedFen) }, 'codFen')
}

/** The 补件单 a new note carries goods of; none is written without one where the office asks for it (duty 97). */
const slipOf = async (ctx: Context, draft: NoteDraft): Promise<SlipLink | null> => {
  if (draft.kind !== 'replacement' || draft.id !== null) return null
  const slip = await slipOfLines(
    ctx,
    draft.lines.map(({ orderLineId }) => orderLineId),
  )
  if (slip === null && (await readOffice(ctx)).replacementByComplaint) throw refuse('deliveries.complaintFirst')
  return slip
}

/**
 * 0 is typed for a line that goes in the box of another; a note of which nothing is packed at all is a slip of the hand,
 * and the truck and the gate would count 0. An office that counts no packs leaves the cells empty.
 */
const refuseNoPacks = (draft: NoteDraft, lines: readonly StoredLine[]): void => {
  const first = draft.lines.findIndex(({ packs }) => packs === 0)
  if (first >= 0 && lines.every(({ packs }) => packs === 0))
    throw refuse('deliveries.noPacks', { row: first + 1 }, `lines.${first}.packs`)
}

/** Writes a note; `link`: the complaint it answers. */
export const saveNote = async (ctx: Context, draft: NoteDraft, link: SlipLink | null = null): Promise<number> => {
  const { id, version, lines: _typed, ...head } = draft
  const customer = await ctx.db
    .selectFrom('customers')
    .select(['address', 'contact', 'phone'])
    .where('id', '=', draft.customerId)
    .executeTakeFirst()
  if (!customer) throw refuse('app.notFound', {}, 'customerId')
  if (draft.deliveryOn < plusDays(ctx.today, -400) || draft.deliveryOn > plusDays(ctx.today, 180))
    throw refuse('deliveries.strangeDay', { on: draft.deliveryOn }, 'deliveryOn')
  const lines = await storedLines(ctx, draft)
  refuseNoPacks(draft, lines)
  const sum = (field: 'amountFen' | 'quantity' | 'packs'): number =>
    lines.reduce((total, line) => total + line[field], 0)
  const codFen = await codOf(ctx, draft, lines)
  if (codFen > 0 && draft.kind !== 'delivery') throw refuse('deliveries.codOnlyDelivery', {}, 'codFen')
  await refuseCodAbove(ctx, draft.customerId, codFen, sum('amountFen'))
  const values = {
    ...head,
    codFen,
    overReason: await overReasonOf(ctx, draft),
    totalFen: sum('amountFen'),
    totalQuantity: sum('quantity'),
    totalPacks: draft.kind === 'return' ? sum('packs') : packsOut(lines),
  }
  let noteId = id
  let before: unknown
  const slip = link ?? (await slipOf(ctx, draft))
  if (noteId === null) {
    const number = (await numberOfSlip(ctx, slip)) ?? (await nextNumber(ctx, numberKind[draft.kind], ctx.today))
    noteId = (
      await ctx.db
        .insertInto('deliveryNotes')
        .values({ ...values, number, keyedBy: ctx.user.id, keyedAt: ctx.now, state: 'draft', version: 1 })
        .returning('id')
        .executeTakeFirstOrThrow()
    ).id
  } else {
    const standing = await openNote(ctx, noteId, version)
    if (standing.kind !== draft.kind || standing.customerId !== draft.customerId)
      throw refuse('deliveries.keepsKind', { number: standing.number }, 'customerId')
    before = {
      ...standing,
      lines: await ctx.db
        .selectFrom('deliveryLines')
        .selectAll()
        .where('deliveryNoteId', '=', noteId)
        .orderBy('sequence')
        .execute(),
    }
    // what was picked or counted before the change no longer holds
    const cleared = {
      changedBy: ctx.user.id,
      changedAt: ctx.now,
      pickedBy: null,
      pickedAt: null,
      inspectedBy: null,
      inspectedAt: null,
      inspection: null,
      inspectionNumbers: '',
      countedPacks: null,
      countedBy: null,
      countedAt: null,
      packsExplanation: null,
      unmadeReason: '',
      unmadeBy: null,
      unmadeAt: null,
    }
    await ctx.db
      .updateTable('deliveryNotes')
      .set({ ...values, ...cleared, state: 'draft', version: version + 1 })
      .where('id', '=', noteId)
      .execute()
    await ctx.db.deleteFrom('deliveryLines').where('deliveryNoteId', '=', noteId).execute()
  }
  await ctx.db
    .insertInto('deliveryLines')
    .values(lines.map((line) => ({ ...line, deliveryNoteId: noteId })))
    .execute()
  if (id === null && slip !== null) await linkNote(ctx, slip, noteId)
  await refuseBeyondComplaint(ctx, noteId)
  const { number } = await ctx.db
    .selectFrom('deliveryNotes')
    .select('number')
    .where('id', '=', noteId)
    .executeTakeFirstOrThrow()
  await setSearchTerms(ctx, 'delivery', noteId, draft.customerId, {
    exact: [number, number.slice(2), draft.serial, (await journeyOf(ctx, noteId))?.tracking ?? ''],
  })
  ctx.record({ entity: 'deliveryNotes', id: noteId, before, after: { ...values, lines } })
  return noteId
}

export const noteRows = (ctx: Context) =>
  ctx.db
    .selectFrom('deliveryNotes')
    .innerJoin('customers', 'customers.id', 'deliveryNotes.customerId')
    .leftJoin('signBacks', (join) =>
      join
        .onRef('signBacks.documentId', '=', 'deliveryNotes.id')
        .on('signBacks.kind', '=', 'delivery')
        .on('signBacks.state', '<>', 'cancelled'),
    )

export const noteColumns = [
  'deliveryNotes.id',
  'deliveryNotes.number',
  'deliveryNotes.kind',
  'deliveryNotes.customerId',
  'customers.shortName as customer',
  'deliveryNotes.deliveryOn',
  'deliveryNotes.state',
  'deliveryNotes.totalFen',
  'deliveryNotes.totalPacks',
  'deliveryNotes.totalQuantity',
  'deliveryNotes.paidFen',
  'deliveryNotes.driver',
  'deliveryNotes.codFen',
  'deliveryNotes.codCollectedFen',
  'signBacks.state as signed',
  'deliveryNotes.version',
] as const

/** Rows with the numbers of the orders on them. */
export const withOrders = async <T extends { id: number; signed: string | null }>(
  ctx: Context,
  rows: T[],
): Promise<(T & Pick<NoteRow, 'signed' | 'orderNumbers'>)[]> => {
  if (rows.length === 0) return []
  const lines = await ctx.db
    .selectFrom('deliveryLines')
    .select(['deliveryNoteId', 'orderNumber'])
    .distinct()
    .where(
      'deliveryNoteId',
      'in',
      rows.map(({ id }) => id),
    )
    .where('orderNumber', '<>', '')
    .execute()
  const numbers = Map.groupBy(lines, ({ deliveryNoteId }) => deliveryNoteId)
  return rows.map((row) => ({
    ...row,
    signed: (row.signed ?? 'none') as NoteRow['signed'],
    orderNumbers: (numbers.get(row.id) ?? []).map(({ orderNumber }) => orderNumber).join(' '),
  }))
}

/** Rejected goods of a note that has not left, by its order line. */
const rejectedOf = async (
  ctx: Context,
  note: { id: number; kind: string; state: string },
  releasedAt: string | null,
): Promise<(orderLineId: number | null) => Note['lines'][number]['rejected']> => {
  if (releasedAt !== null || note.state === 'void') return () => null
  const found = await rejectedOnNote(ctx, note)
  return (orderLineId) => {
    const own = found.get(orderLineId ?? 0)
    return own ? { quantity: own.rejected, taken: own.taken, numbers: own.numbers } : null
  }
}

export const readNote = async (ctx: Context, id: number): Promise<Note> => {
  const row = await noteRows(ctx)
    .leftJoin('users as keyer', 'keyer.id', 'deliveryNotes.keyedBy')
    .leftJoin('users as changer', 'changer.id', 'deliveryNotes.changedBy')
    .leftJoin('users as picker', 'picker.id', 'deliveryNotes.pickedBy')
    .leftJoin('users as inspector', 'inspector.id', 'deliveryNotes.inspectedBy')
    .leftJoin('users as counter', 'counter.id', 'deliveryNotes.countedBy')
    .leftJoin('users as allower', 'allower.id', 'deliveryNotes.unmadeBy')
    .leftJoin('users as releaser', 'releaser.id', 'deliveryNotes.releasedBy')
    .select(noteColumns)
    .select([
      'deliveryNotes.address',
      'deliveryNotes.contact',
      'deliveryNotes.phone',
      'deliveryNotes.method',
      'deliveryNotes.vehicle',
      'deliveryNotes.serial',
      'deliveryNotes.remark',
      'deliveryNotes.overReason',
      'deliveryNotes.unmadeReason',
      'deliveryNotes.unmadeAt',
      'allower.name as unmadeBy',
      'deliveryNotes.changedAt',
      'changer.name as changedBy',
      'deliveryNotes.inspection',
      'deliveryNotes.inspectionNumbers',
      'deliveryNotes.countedPacks',
      'deliveryNotes.packsExplanation',
      'deliveryNotes.printed',
      'deliveryNotes.voidReason',
      'deliveryNotes.codReceiptId',
      'deliveryNotes.pickedAt',
      'deliveryNotes.inspectedAt',
      'deliveryNotes.countedAt',
      'deliveryNotes.releasedAt',
      'keyer.name as keyedBy',
      'picker.name as pickedBy',
      'inspector.name as inspectedBy',
      'counter.name as countedBy',
      'releaser.name as releasedBy',
    ])
    .where('deliveryNotes.id', '=', id)
    .executeTakeFirst()
  if (!row) throw refuse('app.notFound')
  const [withNumbers] = await withOrders(ctx, [row])
  const { pickedAt, pickedBy, inspectedAt, inspectedBy, countedAt, countedBy, releasedAt, releasedBy, ...more } =
    withNumbers!
  const { unmadeBy, unmadeAt, changedBy, changedAt, ...rest } = more
  const stamp = (by: string | null, at: string | null) => (at === null ? null : { by: by ?? '', at })
  const lines = await ctx.db
    .selectFrom('deliveryLines')
    .selectAll()
    .where('deliveryNoteId', '=', id)
    .orderBy('sequence')
    .execute()
  const stocks =
    row.kind === 'delivery' && releasedAt === null
      ? await stockOfLines(
          ctx,
          lines.flatMap(({ orderLineId }) => (orderLineId === null ? [] : [orderLineId])),
        )
      : new Map<number, Stock>()
  const storedOf = (orderLineId: number | null): number | null => {
    const stock = stocks.get(orderLineId ?? 0)
    return stock && stock.putIn > 0 ? stock.there : null
  }
  const made = releasedAt === null ? await madeOf(ctx, row, pickedAt === null) : new Map<number, Made>()
  const asked = releasedAt === null && (await asksWorkshop(ctx, row))
  const rejected = await rejectedOf(ctx, row, releasedAt)
  const over = row.kind === 'delivery' ? await overByLine(ctx, id) : new Map<number, number>()
  return noteFor(ctx, {
    ...rest,
    kind: row.kind as Note['kind'],
    state: row.state as Note['state'],
    bySheet: await leavesBySheet(ctx, row.kind),
    keyedBy: row.keyedBy ?? '',
    lines: lines.map(({ deliveryNoteId: _, ...line }) => ({
      ...line,
      stored: storedOf(line.orderLineId),
      over: over.get(line.orderLineId ?? 0) ?? 0,
      made: made.get(line.orderLineId ?? 0)?.made ?? null,
      missing: made.get(line.orderLineId ?? 0)?.missing ?? 0,
      rejected: rejected(line.orderLineId),
      unnoticed: asked && line.orderLineId !== null && !made.has(line.orderLineId),
    })),
    picked: stamp(pickedBy, pickedAt),
    inspected: stamp(inspectedBy, inspectedAt),
    counted: stamp(countedBy, countedAt),
    released: stamp(releasedBy, releasedAt),
    unmade: stamp(unmadeBy, unmadeAt),
    changed: stamp(changedBy, changedAt),
    gate: await shippingGate(ctx, id),
    cashGapFen: releasedAt === null ? Math.max(0, await cashGap(ctx, { ...row, id })) : 0,
  })
}
