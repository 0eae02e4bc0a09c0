import { sql } from 'kysely'
import { formatFen } from '../../../shared/money.ts'
import { may } from '../../../shared/permissions.ts'
import { type Allocation, type Receipt, type ReceiptRow, receipts, targetKey } from '../../../shared/receipts.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Context, Handlers } from '../../context.ts'
import { addPaid, forgetCodReceipt, ordersOfNote } from '../deliveries.ts'
import { refreshOrder } from '../orders.ts'
import { allocate, insertReceipt, writeAllocations } from '../receipts.ts'
import { openItemsOf } from './openItems.ts'

const rowQuery = (ctx: Context) =>
  ctx.db
    .selectFrom('receipts')
    .innerJoin('customers', 'customers.id', 'receipts.customerId')
    .innerJoin('users', 'users.id', 'receipts.enteredBy')

const rowColumns = [
  'receipts.id',
  'receipts.number',
  'receipts.customerId',
  'customers.shortName as customer',
  'receipts.receivedOn',
  'receipts.kind',
  'receipts.method',
  'receipts.payer',
  'receipts.slipNumber',
  'receipts.amountFen',
  'receipts.assignedFen',
  'receipts.state',
  'users.name as enteredBy',
  'receipts.confirmedByName',
  'receipts.confirmedAt',
  'receipts.version',
] as const

const read = async (ctx: Context, id: number): Promise<Receipt> => {
  const row = await rowQuery(ctx)
    .select([...rowColumns, 'receipts.remark', 'receipts.voidReason'])
    .where('receipts.id', '=', id)
    .executeTakeFirst()
  if (!row) throw refuse('app.notFound')
  const allocations = await ctx.db
    .selectFrom('receiptAllocations')
    .leftJoin('orders', 'orders.id', 'receiptAllocations.orderId')
    .leftJoin('deliveryNotes', 'deliveryNotes.id', 'receiptAllocations.deliveryNoteId')
    .leftJoin('adjustments', 'adjustments.id', 'receiptAllocations.adjustmentId')
    .select([
      'receiptAllocations.orderId',
      'receiptAllocations.deliveryNoteId',
      'receiptAllocations.adjustmentId',
      'receiptAllocations.amountFen',
      sql<string>`coalesce("orders"."number", "deliveryNotes"."number", "adjustments"."number")`.as('number'),
    ])
    .where('receiptAllocations.receiptId', '=', id)
    .orderBy('receiptAllocations.id')
    .execute()
  return { ...row, allocations } as Receipt
}

const standing = async (ctx: Context, id: number, version: number) => {
  const row = await ctx.db.selectFrom('receipts').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw refuse('app.notFound')
  if (row.version !== version) throw refuse('app.stale')
  if (row.voidedAt !== null) throw refuse('receipts.isVoid', { number: row.number })
  return row
}

/** The money of these allocations is there or gone: the orders' gates are looked at again. */
const refreshOrders = async (
  ctx: Context,
  allocations: { orderId: number | null; deliveryNoteId: number | null }[],
): Promise<void> => {
  const orders = new Set<number>()
  for (const { orderId, deliveryNoteId } of allocations) {
    if (orderId !== null) orders.add(orderId)
    if (deliveryNoteId !== null) for (const each of await ordersOfNote(ctx, deliveryNoteId)) orders.add(each)
  }
  for (const orderId of orders) await refreshOrder(ctx, orderId)
}

const allocationsOf = (ctx: Context, receiptId: number) =>
  ctx.db
    .selectFrom('receiptAllocations')
    .select(['orderId', 'deliveryNoteId', 'adjustmentId', 'amountFen'])
    .where('receiptId', '=', receiptId)
    .execute()

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
    .where('confirmedAt', 'is not', null)
    .where('voidedAt', 'is', null)
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

export const receiptsHandlers: Handlers<typeof receipts> = {
  async list(ctx, { offset, limit, customerId, state, unassigned, from, to }) {
    let rows = rowQuery(ctx)
    if (customerId !== null) rows = rows.where('receipts.customerId', '=', customerId)
    if (state !== null) rows = rows.where('receipts.state', '=', state)
    if (unassigned)
      rows = rows.where('receipts.state', '=', 'confirmed').whereRef('receipts.assignedFen', '<', 'receipts.amountFen')
    if (from !== null) rows = rows.where('receipts.receivedOn', '>=', from)
    if (to !== null) rows = rows.where('receipts.receivedOn', '<=', to)
    const { total } = await rows.select(({ fn }) => fn.countAll().as('total')).executeTakeFirstOrThrow()
    const found = await rows
      .select(rowColumns)
      .orderBy('receipts.receivedOn', 'desc')
      .orderBy('receipts.id', 'desc')
      .limit(limit)
      .offset(offset)
      .execute()
    return { rows: found as ReceiptRow[], total: Number(total) }
  },
  read: (ctx, { id }) => read(ctx, id),
  openItems: (ctx, { customerId }) => openItemsOf(ctx, customerId),

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
    const receipt = await read(ctx, id)
    ctx.record({ entity: 'receipts', id, after: receipt })
    return receipt
  },

  async confirm(ctx, { id, version, slipNumber, knownSlip }) {
    const before = await standing(ctx, id, version)
    if (before.confirmedAt !== null) throw refuse('receipts.alreadyConfirmed', { name: before.confirmedByName ?? '' })
    if (!knownSlip) await refuseKnownSlip(ctx, id, slipNumber)
    await ctx.db
      .updateTable('receipts')
      .set({
        state: 'confirmed',
        confirmedBy: ctx.user.id,
        confirmedByName: ctx.user.name,
        confirmedAt: ctx.now,
        slipNumber,
        version: version + 1,
      })
      .where('id', '=', id)
      .execute()
    const allocations = await allocationsOf(ctx, id)
    for (const { deliveryNoteId, amountFen } of allocations)
      if (deliveryNoteId !== null) await addPaid(ctx, deliveryNoteId, amountFen)
    await refreshOrders(ctx, allocations)
    ctx.record({
      entity: 'receipts',
      id,
      before: { state: before.state },
      after: { state: 'confirmed', confirmedBy: ctx.user.name, slipNumber },
    })
    return read(ctx, id)
  },

  async assign(ctx, { id, version, allocations }) {
    const row = await standing(ctx, id, version)
    const confirmed = row.confirmedAt !== null
    const before = await ctx.db
      .deleteFrom('receiptAllocations')
      .where('receiptId', '=', id)
      .returning(['orderId', 'deliveryNoteId', 'adjustmentId', 'amountFen'])
      .execute()
    if (confirmed)
      for (const { deliveryNoteId, amountFen } of before)
        if (deliveryNoteId !== null) await addPaid(ctx, deliveryNoteId, -amountFen)
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
    return read(ctx, id)
  },

  async void(ctx, { id, version, reason }) {
    const row = await standing(ctx, id, version)
    const stated = await ctx.db
      .selectFrom('statementRows')
      .select('documentNumber')
      .where('sourceKey', '=', `receipt:${id}`)
      .executeTakeFirst()
    if (stated) throw refuse('receipts.inStatement', { number: row.number })
    const before = await ctx.db
      .deleteFrom('receiptAllocations')
      .where('receiptId', '=', id)
      .returning(['orderId', 'deliveryNoteId', 'adjustmentId', 'amountFen'])
      .execute()
    if (row.confirmedAt !== null)
      for (const { deliveryNoteId, amountFen } of before)
        if (deliveryNoteId !== null) await addPaid(ctx, deliveryNoteId, -amountFen)
    await ctx.db
      .updateTable('receipts')
      .set({
        state: 'void',
        voidedAt: ctx.now,
        voidedBy: ctx.user.id,
        voidReason: reason,
        assignedFen: 0,
        version: version + 1,
      })
      .where('id', '=', id)
      .execute()
    await forgetCodReceipt(ctx, id)
    await refreshOrders(ctx, before)
    ctx.record({
      entity: 'receipts',
      id,
      before: { state: row.state, allocations: before },
      after: { state: 'void', reason },
    })
    return read(ctx, id)
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
