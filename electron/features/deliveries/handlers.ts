import { sql } from 'kysely'
import type { z } from 'zod'
import type { deliveries, NoteRow } from '../../../shared/deliveries.ts'
import { missingFen } from '../../../shared/gates.ts'
import { formatFen } from '../../../shared/money.ts'
import { may } from '../../../shared/permissions.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Context, Handlers } from '../../context.ts'
import { ordersOfNote } from '../deliveries.ts'
import { closeJourney, openJourney } from '../journeys.ts'
import { recordOverride, shippingGate } from '../gates.ts'
import { addDelivered, refreshOrder } from '../orders.ts'
import { drawPrepayments, freeNoteMoney } from '../receipts.ts'
import { readOffice } from '../settings.ts'
import { refuseSecondKeyerOfNote } from '../blindKeys.ts'
import { openCod, refreshCovered, voidCod } from '../cod.ts'
import { refuseInvoiced } from '../invoices.ts'
import { takeCorrectionsBack } from '../statements/adjusting.ts'
import { statedAs } from '../statements/locking.ts'
import { cancelSignBack, openSignBack } from '../signBacks.ts'
import { newDraft, openNotesOf } from './draft.ts'
import { refuseUnbalanced } from './given.ts'
import { followPlans, linesOnNote, refuseNotInStore } from './inStore.ts'
import { leavesBySheet, passedBySheet, sheetsOf } from './inspecting.ts'
import { heldLinesOf, openLinesOf } from './lines.ts'
import { allowUnmade, refuseUnmade } from './made.ts'
import { askRejected } from './rejected.ts'
import { overOf } from './tolerance.ts'
import { cashGap } from './cash.ts'
import { openLinesFor, rowFor, seesCash, seesMoney } from './hidden.ts'
import { setSerial } from './serial.ts'
import { unpaidNotes, unpaidOf } from './unpaid.ts'
import { noteColumns, noteRows, openNote, readNote, saveNote, setFacts, withOrders } from './notes.ts'
import { notePaper } from './paper.ts'

const refreshOrders = async (ctx: Context, noteId: number): Promise<void> => {
  for (const orderId of await ordersOfNote(ctx, noteId)) await refreshOrder(ctx, orderId)
}

/** Delivered quantities of the orders follow a delivery that leaves (+1) or is voided (−1). */
const moveGoods = async (
  ctx: Context,
  { id: noteId, kind }: { id: number; kind: string },
  direction: 1 | -1,
): Promise<void> => {
  if (kind !== 'delivery' && kind !== 'replacement') return
  const lines = await ctx.db
    .selectFrom('deliveryLines')
    .leftJoin('orders', 'orders.id', 'deliveryLines.orderId')
    .select(['orderLineId', 'quantity'])
    .where('deliveryNoteId', '=', noteId)
    // a replacement delivers the goods of the order made for it, and none of the order it repairs
    .$if(kind === 'replacement', (rows) => rows.where('orders.source', '=', 'complaint'))
    .execute()
  for (const { orderLineId, quantity } of lines)
    if (orderLineId !== null)
      await addDelivered(
        ctx,
        orderLineId,
        direction * quantity,
        direction === 1 ? await overOf(ctx, noteId, orderLineId) : 0,
      )
}

/** Only goods of checked orders of this customer leave: an order may have been opened again, or changed, since. */
const refuseUnready = async (ctx: Context, note: { id: number; customerId: number }): Promise<void> => {
  const order = await ctx.db
    .selectFrom('deliveryLines')
    .innerJoin('orders', 'orders.id', 'deliveryLines.orderId')
    .select('orders.number')
    .where('deliveryLines.deliveryNoteId', '=', note.id)
    .where((where) =>
      where.or([
        where('orders.checkedAt', 'is', null),
        where('orders.voidedAt', 'is not', null),
        where('orders.customerId', '<>', note.customerId),
      ]),
    )
    .limit(1)
    .executeTakeFirst()
  if (order) throw refuse('deliveries.notReady', { number: order.number })
}

/** What is said at release: why it leaves without the money, and that somebody was asked about rejected goods. */
interface Released {
  overrideReason: string | null
  sure: boolean
}

/** Inspection, packs and money stand before release (duties 30, 74, 85); a missing one is named. */
const checkRelease = async (
  ctx: Context,
  note: Awaited<ReturnType<typeof openNote>>,
  { overrideReason, sure }: Released,
): Promise<number | null> => {
  const office = await readOffice(ctx)
  await refuseUnready(ctx, note)
  if (note.kind === 'return') return null
  if (note.pickedAt === null) throw refuse('deliveries.pickFirst')
  // a report may have been taken back since, or the goods left with another note
  await refuseUnmade(ctx, note, false)
  // asked again at the gate: an inspection may have been voided since the goods were looked at
  const bySheet = await leavesBySheet(ctx, note.kind)
  if (bySheet && note.inspection?.startsWith('failed:')) throw refuse('deliveries.inspectFirst')
  if (bySheet) await sheetsOf(ctx, note.id)
  else if (office.inspectionNeeded && (note.inspectedAt === null || note.inspection !== 'passed'))
    throw refuse('deliveries.inspectFirst')
  if (!bySheet) await askRejected(ctx, note, sure)
  if (note.countedAt === null) throw refuse('deliveries.countFirst')
  const gate = await shippingGate(ctx, note.id)
  const uncollected = await cashGap(ctx, note)
  if (gate.open && uncollected <= 0) return null
  if (!overrideReason) {
    if (!seesMoney(ctx)) throw refuse(gate.open ? 'deliveries.codMissingHidden' : 'deliveries.moneyMissingHidden')
    if (!gate.open) throw refuse('deliveries.moneyMissing', { missing: formatFen(missingFen(gate)) })
    throw refuse('deliveries.codMissing', { missing: formatFen(uncollected) })
  }
  const orders = await ordersOfNote(ctx, note.id)
  return recordOverride(ctx, 'shipping', orders[0]!, note.id, overrideReason)
}

const release = async (ctx: Context, id: number, version: number, said: Released): Promise<void> => {
  const note = await openNote(ctx, id, version)
  const overrideId = await checkRelease(ctx, note, said)
  if (await leavesBySheet(ctx, note.kind)) await setFacts(ctx, id, (await passedBySheet(ctx, id)) ?? {})
  await moveGoods(ctx, note, 1)
  await setFacts(ctx, id, { releasedBy: ctx.user.id, releasedAt: ctx.now, overrideId })
  if (note.kind === 'delivery') await drawPrepayments(ctx, id)
  await openCod(ctx, note)
  // what comes back may cover a difference a driver left
  if (note.kind === 'return' || note.kind === 'exchange') await refreshCovered(ctx, note.customerId)
  // goods that come back are signed for by our own warehouse: no copy is chased
  const { signBackDays } = await readOffice(ctx)
  if (note.kind !== 'return')
    await openSignBack(ctx, {
      kind: 'delivery',
      documentId: id,
      documentNumber: note.number,
      customerId: note.customerId,
      sentTo: note.driver || note.contact,
      days: signBackDays.delivery,
    })
  if (note.kind !== 'return') await openJourney(ctx, id)
  await refreshOrders(ctx, id)
  await followPlans(ctx, id)
}

/** A note the customer signed is evidence: only the manager voids it. */
const refuseSigned = async (ctx: Context, note: { id: number; number: string }): Promise<void> => {
  if (may(ctx.user.role, 'gates.override')) return
  const signed = await ctx.db
    .selectFrom('signBacks')
    .select('id')
    .where('kind', '=', 'delivery')
    .where('documentId', '=', note.id)
    .where('state', 'in', ['same', 'different'])
    .limit(1)
    .executeTakeFirst()
  if (signed) throw refuse('deliveries.signedVoid', { number: note.number })
}

type Filter = z.output<typeof deliveries.sums.input>

/** The notes that are meant, without what is shown of them: counted and summed on their own table alone. */
const chosen = (ctx: Context, { customerId, state, unsigned, cod, orderId, from, to }: Filter) => {
  let rows = ctx.db.selectFrom('deliveryNotes')
  if (customerId !== null) rows = rows.where('deliveryNotes.customerId', '=', customerId)
  if (state !== null) rows = rows.where('deliveryNotes.state', '=', state)
  if (unsigned)
    rows = rows.where(
      'deliveryNotes.id',
      'in',
      ctx.db.selectFrom('signBacks').select('documentId').where('kind', '=', 'delivery').where('state', '=', 'waiting'),
    )
  if (cod)
    rows = rows
      .where('deliveryNotes.codFen', '>', sql.lit(0))
      .where('deliveryNotes.codCollectedFen', 'is', null)
      .where('deliveryNotes.releasedAt', 'is not', null)
      .where('deliveryNotes.voidedAt', 'is', null)
  if (orderId !== null)
    rows = rows.where(
      'deliveryNotes.id',
      'in',
      ctx.db.selectFrom('deliveryLines').select('deliveryNoteId').where('orderId', '=', orderId),
    )
  if (from !== null) rows = rows.where('deliveryNotes.deliveryOn', '>=', from)
  if (to !== null) rows = rows.where('deliveryNotes.deliveryOn', '<=', to)
  return rows
}

/** What is not paid of the notes that are meant, in fen: as the rows of the list add up. */
const unpaidSum = async (ctx: Context, filter: Filter): Promise<number> => {
  const unpaid = unpaidNotes(filter.customerId === null ? null : [filter.customerId])
  const { rows } = await sql<{ fen: number | null }>`
    select sum(u."left") as "fen" from (${unpaid}) u
    where u."id" in (${chosen(ctx, filter).select('deliveryNotes.id')})`.execute(ctx.db)
  return Number(rows[0]?.fen ?? 0)
}

export const deliveriesHandlers: Handlers<typeof deliveries> = {
  async list(ctx, { offset, limit, ...filter }) {
    const rows = chosen(ctx, filter)
    const { total } = await rows.select(({ fn }) => fn.countAll().as('total')).executeTakeFirstOrThrow()
    const page = rows
      .select('deliveryNotes.id')
      .orderBy('deliveryNotes.deliveryOn', 'desc')
      .orderBy('deliveryNotes.id', 'desc')
      .limit(limit)
      .offset(offset)
    const found = await noteRows(ctx)
      .select(noteColumns)
      .where('deliveryNotes.id', 'in', page)
      .orderBy('deliveryNotes.deliveryOn', 'desc')
      .orderBy('deliveryNotes.id', 'desc')
      .execute()
    const rowsWithOrders = (await withOrders(ctx, found)) as NoteRow[]
    const owing = new Set(found.flatMap((row) => (row.totalFen > row.paidFen ? [row.customerId] : [])))
    const unpaid = seesMoney(ctx) ? await unpaidOf(ctx, [...owing]) : new Map<number, number>()
    return {
      rows: rowsWithOrders.map((row) => ({ ...rowFor(ctx, row), openFen: unpaid.get(row.id) ?? 0 })),
      total: Number(total),
    }
  },

  async sums(ctx, filter) {
    const cod = sql<number>`sum(case when "deliveryNotes"."releasedAt" is not null and "deliveryNotes"."codCollectedFen" is null then "deliveryNotes"."codFen" else 0 end)`
    const found = await chosen(ctx, filter)
      .where('deliveryNotes.voidedAt', 'is', null)
      .select(({ fn }) => [
        fn.countAll().as('notes'),
        fn.sum('deliveryNotes.totalFen').as('fen'),
        fn.sum('deliveryNotes.totalPacks').as('packs'),
        cod.as('cod'),
      ])
      .executeTakeFirstOrThrow()
    return {
      notes: Number(found.notes),
      totalFen: seesMoney(ctx) ? Number(found.fen ?? 0) : 0,
      totalPacks: Number(found.packs ?? 0),
      openFen: seesMoney(ctx) ? await unpaidSum(ctx, filter) : 0,
      codFen: seesCash(ctx) ? Number(found.cod ?? 0) : 0,
    }
  },

  async read(ctx, { id }) {
    await refuseSecondKeyerOfNote(ctx, id)
    return readNote(ctx, id)
  },
  openLines: async (ctx, filter) => openLinesFor(ctx, await openLinesOf(ctx, filter)),
  heldLines: async (ctx, filter) => openLinesFor(ctx, await heldLinesOf(ctx, filter)),
  newDraft,
  openNotes: openNotesOf,
  async save(ctx, draft) {
    const before = draft.id === null ? [] : await linesOnNote(ctx, draft.id)
    const id = await saveNote(ctx, draft)
    await followPlans(ctx, id, before)
    return readNote(ctx, id)
  },

  async pick(ctx, { id, version }) {
    const note = await openNote(ctx, id, version)
    await refuseNotInStore(ctx, note)
    await refuseUnmade(ctx, note, true)
    // goods whose inspection is done already need no second step
    const passed = (await leavesBySheet(ctx, note.kind)) ? await passedBySheet(ctx, id) : null
    await setFacts(ctx, id, { pickedBy: ctx.user.id, pickedAt: ctx.now, ...passed })
    return readNote(ctx, id)
  },

  async allowUnmade(ctx, { id, version, reason }) {
    const note = await openNote(ctx, id, version)
    await setFacts(ctx, id, await allowUnmade(ctx, note, reason))
    return readNote(ctx, id)
  },

  async inspect(ctx, { id, version, passed, remark }) {
    const note = await openNote(ctx, id, version)
    if (note.pickedAt === null) throw refuse('deliveries.pickFirst')
    const bySheet = passed && (await leavesBySheet(ctx, note.kind))
    await setFacts(ctx, id, {
      inspectedBy: ctx.user.id,
      inspectedAt: ctx.now,
      inspection: passed ? 'passed' : `failed:${remark}`,
      inspectionNumbers: bySheet ? await sheetsOf(ctx, id) : '',
    })
    return readNote(ctx, id)
  },

  async countPacks(ctx, { id, version, packs, explanation }) {
    const note = await openNote(ctx, id, version)
    if (note.pickedAt === null) throw refuse('deliveries.pickFirst')
    if (packs === 0 && note.totalPacks > 0)
      throw refuse('deliveries.nonePacked', { expected: note.totalPacks }, 'packs')
    if (packs !== note.totalPacks && explanation === '')
      throw refuse('deliveries.explainPacks', { expected: note.totalPacks, counted: packs }, 'explanation')
    await setFacts(ctx, id, {
      countedPacks: packs,
      countedBy: ctx.user.id,
      countedAt: ctx.now,
      packsExplanation: explanation || null,
    })
    return readNote(ctx, id)
  },

  async release(ctx, { id, version, ...said }) {
    await release(ctx, id, version, said)
    return readNote(ctx, id)
  },

  async setSerial(ctx, input) {
    await setSerial(ctx, input)
    return readNote(ctx, input.id)
  },

  async void(ctx, { id, version, reason }) {
    const note = await openNote(ctx, id, version, true)
    await refuseSigned(ctx, note)
    const stated = await statedAs(ctx, note)
    if (stated === 'open') throw refuse('deliveries.inStatement', { number: note.number })
    await refuseInvoiced(ctx, { deliveryNoteId: id }, note.number)
    await voidCod(ctx, id)
    await setFacts(ctx, id, {
      voidedAt: ctx.now,
      voidedBy: ctx.user.id,
      voidReason: reason,
      // the customer signed a statement that carries it: its charge comes off in the next (demands 14)
      reversedOn: stated === 'locked' ? ctx.today : null,
    })
    if (note.releasedAt !== null) await moveGoods(ctx, note, -1)
    if (note.releasedAt !== null && note.kind !== 'replacement') await refuseUnbalanced(ctx, id)
    await takeCorrectionsBack(ctx, id, reason)
    await closeJourney(ctx, id)
    await cancelSignBack(ctx, 'delivery', id)
    await refreshOrders(ctx, id)
    await freeNoteMoney(ctx, id)
    await refreshOrders(ctx, id)
    await followPlans(ctx, id)
    return readNote(ctx, id)
  },

  async paper(ctx, { id, prices, copies }) {
    await refuseSecondKeyerOfNote(ctx, id)
    return notePaper(ctx, id, prices, copies)
  },

  async markPrinted(ctx, { id }) {
    const { printed } = await ctx.db
      .updateTable('deliveryNotes')
      .set(({ eb }) => ({ printed: eb('printed', '+', 1) }))
      .where('id', '=', id)
      .returning('printed')
      .executeTakeFirstOrThrow()
    ctx.record({ entity: 'deliveryNotes', id, after: { printed } })
    return { printed }
  },
}
