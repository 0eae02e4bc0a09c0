import { dateOf } from '../../shared/dates.ts'
import { type Allocation, type OpenItem, spreadOldest } from '../../shared/receipts.ts'
import { refuse } from '../../shared/refusals.ts'
import { formatFen } from '../../shared/money.ts'
import type { Context } from '../context.ts'
import { nextNumber } from '../db/numbering.ts'
import { setSearchTerms } from '../db/search.ts'
import { addPaid } from './deliveries.ts'

type Reader = Pick<Context, 'db'>

/** Confirmed money set against an order itself, in fen, with the latest cashier and slip. */
export const paidForOrder = async (ctx: Reader, orderId: number): Promise<{ confirmedFen: number; confirmedBy: string | null; slipNumber: string | null }> => {
  const rows = await ctx.db
    .selectFrom('receiptAllocations')
    .innerJoin('receipts', 'receipts.id', 'receiptAllocations.receiptId')
    .select(['receiptAllocations.amountFen', 'receipts.confirmedByName', 'receipts.slipNumber'])
    .where('receiptAllocations.orderId', '=', orderId)
    .where('receipts.confirmedAt', 'is not', null)
    .where('receipts.voidedAt', 'is', null)
    .orderBy('receipts.confirmedAt')
    .execute()
  const last = rows.at(-1)
  return { confirmedFen: rows.reduce((sum, row) => sum + row.amountFen, 0), confirmedBy: last?.confirmedByName ?? null, slipNumber: last?.slipNumber ?? null }
}

/** Standing money (entered or confirmed) set against each note and order of a customer, in fen. */
const assignedOf = async (ctx: Reader, customerId: number): Promise<{ notes: Map<number, number>; orders: Map<number, number> }> => {
  const rows = await ctx.db
    .selectFrom('receiptAllocations')
    .innerJoin('receipts', 'receipts.id', 'receiptAllocations.receiptId')
    .select(['receiptAllocations.orderId', 'receiptAllocations.deliveryNoteId', 'receiptAllocations.amountFen'])
    .where('receipts.customerId', '=', customerId)
    .where('receipts.voidedAt', 'is', null)
    .execute()
  const notes = new Map<number, number>()
  const orders = new Map<number, number>()
  for (const { orderId, deliveryNoteId, amountFen } of rows)
    if (orderId !== null) orders.set(orderId, (orders.get(orderId) ?? 0) + amountFen)
    else if (deliveryNoteId !== null) notes.set(deliveryNoteId, (notes.get(deliveryNoteId) ?? 0) + amountFen)
  return { notes, orders }
}

/** What money of a customer can be set against: released notes not yet paid, oldest first, then orders that wait for money. */
export const openItemsOf = async (ctx: Reader, customerId: number): Promise<OpenItem[]> => {
  const assigned = await assignedOf(ctx, customerId)
  const notes = await ctx.db
    .selectFrom('deliveryNotes')
    .select(['id', 'number', 'deliveryOn', 'totalFen'])
    .where('customerId', '=', customerId)
    .where('releasedAt', 'is not', null)
    .where('voidedAt', 'is', null)
    .where('totalFen', '>', 0)
    .orderBy('deliveryOn')
    .orderBy('id')
    .execute()
  const onNotes = await ctx.db
    .selectFrom('deliveryLines')
    .innerJoin('deliveryNotes', 'deliveryNotes.id', 'deliveryLines.deliveryNoteId')
    .select(['deliveryLines.orderId', ({ fn }) => fn.sum('deliveryLines.amountFen').as('fen')])
    .where('deliveryNotes.customerId', '=', customerId)
    .where('deliveryNotes.kind', '=', 'delivery')
    .where('deliveryNotes.releasedAt', 'is not', null)
    .where('deliveryNotes.voidedAt', 'is', null)
    .groupBy('deliveryLines.orderId')
    .execute()
  const delivered = new Map(onNotes.map(({ orderId, fen }) => [orderId, Number(fen)]))
  const orders = await ctx.db
    .selectFrom('orders')
    .select(['id', 'number', 'orderedOn', 'totalFen', 'settlement', 'customerPo'])
    .where('customerId', '=', customerId)
    .where('voidedAt', 'is', null)
    .where('settlement', 'in', ['deposit', 'prepaid'])
    .where('state', 'not in', ['void', 'settled', 'completed', 'delivered'])
    .orderBy('orderedOn')
    .orderBy('id')
    .execute()
  const items = [
    ...notes.map(({ id, number, deliveryOn, totalFen }) => ({ orderId: null, deliveryNoteId: id, number, on: deliveryOn, totalFen, paidFen: assigned.notes.get(id) ?? 0, customerPo: '' })),
    // what has left is asked for on its note: an order asks for the rest only
    ...orders.map(({ id, number, orderedOn, totalFen, customerPo }) => ({ orderId: id, deliveryNoteId: null, number, on: orderedOn, totalFen: totalFen - (delivered.get(id) ?? 0), paidFen: assigned.orders.get(id) ?? 0, customerPo })),
  ]
  return items.map((item) => ({ ...item, openFen: item.totalFen - item.paidFen })).filter(({ openFen }) => openFen > 0)
}

/** Chosen or oldest items for an amount. Refuses what is not this customer's, not open, or more than is open. */
export const allocate = async (ctx: Reader, customerId: number, amountFen: number, wanted: Allocation[] | 'oldest'): Promise<Allocation[]> => {
  const items = await openItemsOf(ctx, customerId)
  if (wanted === 'oldest') return spreadOldest(amountFen, items)
  let sum = 0
  for (const [index, { orderId, deliveryNoteId, amountFen: part }] of wanted.entries()) {
    const item = items.find((each) => each.orderId === orderId && each.deliveryNoteId === deliveryNoteId)
    if (!item) throw refuse('receipts.notOpen', {}, `allocations.${index}`)
    if (part > item.openFen) throw refuse('receipts.moreThanOpen', { number: item.number, open: formatFen(item.openFen) }, `allocations.${index}.amountFen`)
    if (wanted.findIndex((each) => each.orderId === orderId && each.deliveryNoteId === deliveryNoteId) !== index) throw refuse('receipts.chosenTwice', { number: item.number }, `allocations.${index}`)
    sum += part
  }
  if (sum > amountFen) throw refuse('receipts.moreThanReceived', { sum: formatFen(sum), received: formatFen(amountFen) }, 'allocations')
  return wanted
}

/** Writes the allocations of a receipt and its sum; confirmed money reaches the notes at once. */
export const writeAllocations = async (ctx: Context, receiptId: number, allocations: Allocation[], confirmed: boolean): Promise<void> => {
  for (const allocation of allocations) {
    await ctx.db.insertInto('receiptAllocations').values({ receiptId, ...allocation }).execute()
    if (confirmed && allocation.deliveryNoteId !== null) await addPaid(ctx, allocation.deliveryNoteId, allocation.amountFen)
  }
  const assignedFen = allocations.reduce((sum, { amountFen }) => sum + amountFen, 0)
  await ctx.db.updateTable('receipts').set({ assignedFen }).where('id', '=', receiptId).execute()
}

/**
 * At release, money set against the orders on a note moves to the note, up to its amount: rows are split, sums stay.
 * Entered money that is not confirmed yet stays with its order.
 */
export const drawPrepayments = async (ctx: Context, deliveryNoteId: number): Promise<void> => {
  const note = await ctx.db.selectFrom('deliveryNotes').select(['totalFen', 'paidFen']).where('id', '=', deliveryNoteId).executeTakeFirstOrThrow()
  const lines = await ctx.db
    .selectFrom('deliveryLines')
    .select(['orderId', ({ fn }) => fn.sum('amountFen').as('fen')])
    .where('deliveryNoteId', '=', deliveryNoteId)
    .where('orderId', 'is not', null)
    .groupBy('orderId')
    .orderBy('orderId')
    .execute()
  let room = note.totalFen - note.paidFen
  for (const { orderId, fen } of lines) {
    let left = Math.min(Number(fen), room)
    const rows = await ctx.db
      .selectFrom('receiptAllocations')
      .innerJoin('receipts', 'receipts.id', 'receiptAllocations.receiptId')
      .select(['receiptAllocations.id', 'receiptAllocations.receiptId', 'receiptAllocations.amountFen'])
      .where('receiptAllocations.orderId', '=', orderId)
      .where('receipts.confirmedAt', 'is not', null)
      .where('receipts.voidedAt', 'is', null)
      .orderBy('receiptAllocations.id')
      .execute()
    for (const row of rows) {
      const part = Math.min(row.amountFen, left)
      if (part <= 0) continue
      if (part === row.amountFen) await ctx.db.deleteFrom('receiptAllocations').where('id', '=', row.id).execute()
      else await ctx.db.updateTable('receiptAllocations').set({ amountFen: row.amountFen - part }).where('id', '=', row.id).execute()
      await ctx.db.insertInto('receiptAllocations').values({ receiptId: row.receiptId, orderId: null, deliveryNoteId, amountFen: part }).execute()
      await addPaid(ctx, deliveryNoteId, part)
      left -= part
      room -= part
    }
  }
}

/** A note is void: the money on it is free again. Sums of the receipts follow. */
export const freeNoteMoney = async (ctx: Context, deliveryNoteId: number): Promise<void> => {
  const rows = await ctx.db
    .deleteFrom('receiptAllocations')
    .where('deliveryNoteId', '=', deliveryNoteId)
    .returning(['receiptId', 'amountFen'])
    .execute()
  for (const { receiptId, amountFen } of rows) {
    const { assignedFen } = await ctx.db.selectFrom('receipts').select('assignedFen').where('id', '=', receiptId).executeTakeFirstOrThrow()
    await ctx.db.updateTable('receipts').set({ assignedFen: assignedFen - amountFen }).where('id', '=', receiptId).execute()
  }
  const note = await ctx.db.selectFrom('deliveryNotes').select('paidFen').where('id', '=', deliveryNoteId).executeTakeFirstOrThrow()
  await addPaid(ctx, deliveryNoteId, -note.paidFen)
}

/** Writes a new receipt in state `entered` and its search terms. Gives its id. */
export const insertReceipt = async (
  ctx: Context,
  values: { customerId: number; receivedOn: string; kind: string; method: string; payer: string; slipNumber: string; amountFen: number; remark: string },
): Promise<{ id: number; number: string }> => {
  if (values.receivedOn > dateOf(new Date(ctx.now))) throw refuse('receipts.future', {}, 'receivedOn')
  const number = await nextNumber(ctx, 'SK', ctx.today)
  const { id } = await ctx.db
    .insertInto('receipts')
    .values({ ...values, number, state: 'entered', enteredBy: ctx.user.id, enteredAt: ctx.now, version: 1 })
    .returning('id')
    .executeTakeFirstOrThrow()
  await setSearchTerms(ctx, 'receipt', id, values.customerId, { exact: [number, number.slice(2), values.slipNumber] })
  return { id, number }
}

/** The driver hands in what a note was to collect (duty 90): a receipt set against that note, for the cashier to confirm. */
export const enterCodReceipt = async (
  ctx: Context,
  note: { id: number; number: string; customerId: number; customer: string; openFen: number },
  fen: number,
  slipNumber: string,
): Promise<number> => {
  const { id } = await insertReceipt(ctx, { customerId: note.customerId, receivedOn: ctx.today, kind: 'cod', method: 'cash', payer: note.customer, slipNumber, amountFen: fen, remark: note.number })
  const part = Math.min(fen, note.openFen)
  await writeAllocations(ctx, id, part > 0 ? [{ orderId: null, deliveryNoteId: note.id, amountFen: part }] : [], false)
  return id
}
