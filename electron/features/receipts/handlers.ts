import { sql } from 'kysely'
import { formatFen } from '../../../shared/money.ts'
import { may } from '../../../shared/permissions.ts'
import { type Allocation, type ReceiptRow, receipts, targetKey } from '../../../shared/receipts.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Context, Handlers } from '../../context.ts'
import { refuseHandedIn } from '../cod.ts'
import { allocate, insertReceipt, setReceiptTerms, writeAllocations } from '../receipts.ts'
import { openItemsOf } from './openItems.ts'
import { receiptPaper } from './paper.ts'
import { readReceipt, receiptRows, rowColumns, withNames } from './reading.ts'
import { confirmReceipt, dropAllocations, needsAnother, refreshOrders, voidReceipt } from './standing.ts'

const standing = async (ctx: Context, id: number, version: number) => {
  const row = await ctx.db.selectFrom('receipts').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw refuse('app.notFound')
  if (row.version !== version) throw refuse('app.stale')
  if (row.state === 'void') throw refuse('receipts.isVoid', { number: row.number })
  return row
}

/**
 * Confirmed money has opened gates: off an order in production or a note that has left only the cashier moves it, or
 * one payment would open any number of gates.
 */
const refuseMoved = async (ctx: Context, before: Allocation[], chosen: Allocation[]): Promise<void> => {
  if (may(ctx.user.role, 'receipts.confirm')) return
  for (const old of before) {
    const now = chosen.find((each) => targetKey(each) === targetKey(old))
    if ((now?.amountFen ?? 0) >= old.amountFen) continue
    const notice =
      old.orderId === null
        ? undefined
        : await ctx.db
            .selectFrom('notices')
            .select('number')
            .where('orderId', '=', old.orderId)
            .where('voidedAt', 'is', null)
            .limit(1)
            .executeTakeFirst()
    const note =
      old.deliveryNoteId === null
        ? undefined
        : await ctx.db
            .selectFrom('deliveryNotes')
            .select('number')
            .where('id', '=', old.deliveryNoteId)
            .where('releasedAt', 'is not', null)
            .executeTakeFirst()
    const stands = notice ?? note
    if (stands) throw refuse('receipts.cashierMoves', { number: stands.number }, 'allocations')
  }
}

/** The same bank slip twice is nearly always the same money keyed twice. */
const refuseKnownSlip = async (ctx: Context, receiptId: number, slipNumber: string): Promise<void> => {
  const known = await ctx.db
    .selectFrom('receipts')
    .select(['number', 'amountFen', 'receivedOn'])
    .where('slipNumber', '=', slipNumber)
    .where('state', '=', 'confirmed')
    .where('id', '<>', receiptId)
    .limit(1)
    .executeTakeFirst()
  if (known)
    throw refuse(
      'receipts.slipKnown',
      { slip: slipNumber, number: known.number, amount: formatFen(known.amountFen), on: known.receivedOn },
      'slipNumber',
    )
}

const countOf = async (ctx: Context, which: 'unconfirmed' | 'unassigned') => {
  let rows = ctx.db.selectFrom('receipts').where('voidedAt', 'is', null)
  rows =
    which === 'unconfirmed'
      ? rows.where('state', '=', 'entered')
      : rows.where('state', '=', 'confirmed').whereRef('assignedFen', '<', 'amountFen')
  const found = await rows
    .select(({ fn }) => [
      fn.countAll().as('rows'),
      which === 'unconfirmed' ? fn.sum('amountFen').as('fen') : sql<number>`sum("amountFen" - "assignedFen")`.as('fen'),
    ])
    .executeTakeFirstOrThrow()
  return { rows: Number(found.rows), fen: Number(found.fen ?? 0) }
}

/** Money more than this many times what is open, and than a usual sum (fen), is asked about before it is saved. */
const farAbove = 10
const usualFen = 10_000_00

/** What is open of a customer where an amount is far above it, fen; null where it is not, or there is no amount yet. */
const openFarBelow = async (ctx: Context, customerId: number, amountFen: number | null): Promise<number | null> => {
  if (amountFen === null || amountFen <= farAbove * usualFen) return null
  const openFen = (await openItemsOf(ctx, customerId)).reduce((sum, item) => sum + item.openFen, 0)
  return amountFen > farAbove * openFen ? openFen : null
}

export const receiptsHandlers: Handlers<typeof receipts> = {
  async list(ctx, { offset, limit, customerId, state, unassigned, from, to }) {
    let rows = receiptRows(ctx)
    if (customerId !== null) rows = rows.where('receipts.customerId', '=', customerId)
    if (state !== null) rows = rows.where('receipts.state', '=', state)
    if (unassigned)
      rows = rows.where('receipts.state', '=', 'confirmed').whereRef('receipts.assignedFen', '<', 'receipts.amountFen')
    if (from !== null) rows = rows.where('receipts.receivedOn', '>=', from)
    if (to !== null) rows = rows.where('receipts.receivedOn', '<=', to)
    const { total } = await rows.select(({ fn }) => fn.countAll().as('total')).executeTakeFirstOrThrow()
    const found = await withNames(rows)
      .select(rowColumns)
      .orderBy('receipts.receivedOn', 'desc')
      .orderBy('receipts.id', 'desc')
      .limit(limit)
      .offset(offset)
      .execute()
    return { rows: found as ReceiptRow[], total: Number(total) }
  },
  read: (ctx, { id }) => readReceipt(ctx, id),
  openItems: (ctx, { customerId }) => openItemsOf(ctx, customerId),

  async toldOf(ctx, { customerId, slipNumber, receivedOn, amountFen }) {
    const same =
      slipNumber === ''
        ? undefined
        : await ctx.db
            .selectFrom('receipts')
            .select(['number', 'receivedOn', 'amountFen'])
            .where('customerId', '=', customerId)
            .where('slipNumber', '=', slipNumber)
            .where('state', '<>', 'void')
            .orderBy('id', 'desc')
            .limit(1)
            .executeTakeFirst()
    const handed = await ctx.db
      .selectFrom('monthHandovers')
      .select(['month', 'number'])
      .where('month', '=', receivedOn.slice(0, 7))
      .where('voidedAt', 'is', null)
      .executeTakeFirst()
    return {
      sameSlip: same ?? null,
      handedOver: handed ?? null,
      farAboveFen: await openFarBelow(ctx, customerId, amountFen),
    }
  },

  async enter(ctx, { allocations, ...draft }) {
    const customer = await ctx.db
      .selectFrom('customers')
      .select(['name'])
      .where('id', '=', draft.customerId)
      .executeTakeFirst()
    if (!customer) throw refuse('app.notFound', {}, 'customerId')
    const chosen = await allocate(ctx, draft.customerId, draft.amountFen, allocations)
    const { id } = await insertReceipt(ctx, { ...draft, payer: draft.payer || customer.name })
    await writeAllocations(ctx, id, chosen, false)
    const receipt = await readReceipt(ctx, id)
    ctx.record({ entity: 'receipts', id, after: receipt })
    return receipt
  },

  async confirm(ctx, { id, version, slipNumber, knownSlip }) {
    const before = await standing(ctx, id, version)
    if (before.confirmedAt !== null) throw refuse('receipts.alreadyConfirmed', { name: before.confirmedByName ?? '' })
    if (await needsAnother(ctx, before.enteredBy)) throw refuse('receipts.twoPeople', { number: before.number })
    if (!knownSlip) await refuseKnownSlip(ctx, id, slipNumber)
    await confirmReceipt(ctx, id, slipNumber)
    await setReceiptTerms(ctx, { id, customerId: before.customerId, number: before.number, slipNumber })
    return readReceipt(ctx, id)
  },

  async assign(ctx, { id, version, allocations }) {
    const row = await standing(ctx, id, version)
    const confirmed = row.confirmedAt !== null
    const before = await dropAllocations(ctx, id, confirmed)
    const chosen = await allocate(ctx, row.customerId, row.amountFen, allocations)
    if (confirmed) await refuseMoved(ctx, before, chosen)
    await writeAllocations(ctx, id, chosen, confirmed)
    await ctx.db
      .updateTable('receipts')
      .set({ version: version + 1 })
      .where('id', '=', id)
      .execute()
    if (confirmed) await refreshOrders(ctx, [...before, ...chosen])
    ctx.record({ entity: 'receipts', id, before, after: chosen })
    return readReceipt(ctx, id)
  },

  async void(ctx, { id, version, reason }) {
    await standing(ctx, id, version)
    await refuseHandedIn(ctx, id)
    await voidReceipt(ctx, id, reason)
    return readReceipt(ctx, id)
  },

  async paper(ctx, { id }) {
    return receiptPaper(ctx, id)
  },

  async markPrinted(ctx, { id }) {
    const { printed } = await ctx.db
      .updateTable('receipts')
      .set(({ eb }) => ({ printed: eb('printed', '+', 1) }))
      .where('id', '=', id)
      .returning('printed')
      .executeTakeFirstOrThrow()
    ctx.record({ entity: 'receipts', id, after: { printed } })
    return { printed }
  },

  async waiting(ctx) {
    const unconfirmed = await countOf(ctx, 'unconfirmed')
    const unassigned = await countOf(ctx, 'unassigned')
    return {
      unconfirmed: unconfirmed.rows,
      unconfirmedFen: unconfirmed.fen,
      unassigned: unassigned.rows,
      unassignedFen: unassigned.fen,
    }
  },
}
