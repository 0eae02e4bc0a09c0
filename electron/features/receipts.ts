import { dateOf } from '../../shared/dates.ts'
import { type Allocation, spreadOldest, targetKey } from '../../shared/receipts.ts'
import { refuse } from '../../shared/refusals.ts'
import { formatFen } from '../../shared/money.ts'
import type { Context } from '../context.ts'
import { nextNumber } from '../db/numbering.ts'
import { setSearchTerms } from '../db/search.ts'
import { payNote } from './cod.ts'
import { openItemsOf } from './receipts/openItems.ts'

type Reader = Pick<Context, 'db'>
type Target = Pick<Allocation, 'orderId' | 'deliveryNoteId' | 'adjustmentId'>
const noTarget: Target = { orderId: null, deliveryNoteId: null, adjustmentId: null }

/** Confirmed money set against an order itself, in fen, with the latest cashier and slip. */
export const paidForOrder = async (
  ctx: Reader,
  orderId: number,
): Promise<{ confirmedFen: number; confirmedBy: string | null; slipNumber: string | null }> => {
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
  return {
    confirmedFen: rows.reduce((sum, row) => sum + row.amountFen, 0),
    confirmedBy: last?.confirmedByName ?? null,
    slipNumber: last?.slipNumber ?? null,
  }
}

/** Chosen or oldest items for an amount. Refuses what is not this customer's, not open, or more than is open. */
export const allocate = async (
  ctx: Reader,
  customerId: number,
  amountFen: number,
  wanted: Allocation[] | 'oldest',
): Promise<Allocation[]> => {
  const items = await openItemsOf(ctx, customerId)
  if (wanted === 'oldest') return spreadOldest(amountFen, items)
  let sum = 0
  for (const [index, chosen] of wanted.entries()) {
    const item = items.find((each) => targetKey(each) === targetKey(chosen))
    if (!item) throw refuse('receipts.notOpen', {}, `allocations.${index}`)
    if (chosen.amountFen > item.openFen)
      throw refuse(
        'receipts.moreThanOpen',
        { number: item.number, open: formatFen(item.openFen) },
        `allocations.${index}.amountFen`,
      )
    if (wanted.findIndex((each) => targetKey(each) === targetKey(chosen)) !== index)
      throw refuse('receipts.chosenTwice', { number: item.number }, `allocations.${index}`)
    sum += chosen.amountFen
  }
  if (sum > amountFen)
    throw refuse('receipts.moreThanReceived', { sum: formatFen(sum), received: formatFen(amountFen) }, 'allocations')
  return wanted
}

/** Writes the allocations of a receipt and its sum; confirmed money reaches the notes at once. */
export const writeAllocations = async (
  ctx: Context,
  receiptId: number,
  allocations: Allocation[],
  confirmed: boolean,
): Promise<void> => {
  for (const allocation of allocations) {
    await ctx.db
      .insertInto('receiptAllocations')
      .values({ receiptId, ...allocation })
      .execute()
    if (confirmed && allocation.deliveryNoteId !== null)
      await payNote(ctx, allocation.deliveryNoteId, allocation.amountFen)
  }
  const assignedFen = allocations.reduce((sum, { amountFen }) => sum + amountFen, 0)
  await ctx.db.updateTable('receipts').set({ assignedFen }).where('id', '=', receiptId).execute()
}

/** Sets a part of a receipt (fen) against something, beside what it is set against already. */
const putAllocation = async (ctx: Context, receiptId: number, target: Target, fen: number): Promise<void> => {
  const standing = (
    await ctx.db.selectFrom('receiptAllocations').selectAll().where('receiptId', '=', receiptId).execute()
  ).find((row) => targetKey(row) === targetKey(target))
  if (standing)
    await ctx.db
      .updateTable('receiptAllocations')
      .set({ amountFen: standing.amountFen + fen })
      .where('id', '=', standing.id)
      .execute()
  else
    await ctx.db
      .insertInto('receiptAllocations')
      .values({ receiptId, ...target, amountFen: fen })
      .execute()
}

/** Takes a part (fen) off an allocation; the row goes when nothing is left of it. */
const takeOff = async (ctx: Context, row: { id: number; amountFen: number }, fen: number): Promise<void> => {
  if (fen === row.amountFen) await ctx.db.deleteFrom('receiptAllocations').where('id', '=', row.id).execute()
  else
    await ctx.db
      .updateTable('receiptAllocations')
      .set({ amountFen: row.amountFen - fen })
      .where('id', '=', row.id)
      .execute()
}

const standingOn = (ctx: Reader, column: 'orderId' | 'deliveryNoteId', id: number) =>
  ctx.db
    .selectFrom('receiptAllocations')
    .innerJoin('receipts', 'receipts.id', 'receiptAllocations.receiptId')
    .select([
      'receiptAllocations.id',
      'receiptAllocations.receiptId',
      'receiptAllocations.amountFen',
      'receipts.confirmedAt',
    ])
    .where(`receiptAllocations.${column}`, '=', id)
    .where('receipts.voidedAt', 'is', null)
    .orderBy('receiptAllocations.id')
    .execute()

/** Value of each order's lines on a note, in fen. */
const orderShares = async (ctx: Reader, deliveryNoteId: number): Promise<{ orderId: number; fen: number }[]> => {
  const rows = await ctx.db
    .selectFrom('deliveryLines')
    .select(['orderId', ({ fn }) => fn.sum('amountFen').as('fen')])
    .where('deliveryNoteId', '=', deliveryNoteId)
    .where('orderId', 'is not', null)
    .groupBy('orderId')
    .orderBy('orderId')
    .execute()
  return rows.map(({ orderId, fen }) => ({ orderId: orderId!, fen: Number(fen) }))
}

/**
 * At release, money set against the orders on a note moves to the note, up to its amount: rows are split, sums stay.
 * Confirmed money goes first; entered money goes with the goods too and counts once the cashier confirms it.
 */
export const drawPrepayments = async (ctx: Context, deliveryNoteId: number): Promise<void> => {
  const { totalFen } = await ctx.db
    .selectFrom('deliveryNotes')
    .select('totalFen')
    .where('id', '=', deliveryNoteId)
    .executeTakeFirstOrThrow()
  let room =
    totalFen -
    (await standingOn(ctx, 'deliveryNoteId', deliveryNoteId)).reduce((sum, { amountFen }) => sum + amountFen, 0)
  for (const { orderId, fen } of await orderShares(ctx, deliveryNoteId)) {
    let left = Math.min(fen, room)
    const rows = await standingOn(ctx, 'orderId', orderId)
    for (const row of [
      ...rows.filter(({ confirmedAt }) => confirmedAt !== null),
      ...rows.filter(({ confirmedAt }) => confirmedAt === null),
    ]) {
      const part = Math.min(row.amountFen, left)
      if (part <= 0) continue
      await takeOff(ctx, row, part)
      await putAllocation(ctx, row.receiptId, { ...noTarget, deliveryNoteId }, part)
      if (row.confirmedAt !== null) await payNote(ctx, deliveryNoteId, part)
      left -= part
      room -= part
    }
  }
}

const lessAssigned = async (ctx: Context, receiptId: number, fen: number): Promise<void> => {
  await ctx.db
    .updateTable('receipts')
    .set(({ eb }) => ({ assignedFen: eb('assignedFen', '-', fen) }))
    .where('id', '=', receiptId)
    .execute()
}

/**
 * A note is void: its money goes back to the orders whose goods were on it, as far as they wait for money (their
 * gates stay as they were); the rest is free again. Call it once the note is void and its orders are refreshed.
 */
export const freeNoteMoney = async (ctx: Context, deliveryNoteId: number): Promise<void> => {
  const { customerId, paidFen } = await ctx.db
    .selectFrom('deliveryNotes')
    .select(['customerId', 'paidFen'])
    .where('id', '=', deliveryNoteId)
    .executeTakeFirstOrThrow()
  await payNote(ctx, deliveryNoteId, -paidFen)
  const open = new Map(
    (await openItemsOf(ctx, customerId))
      .filter(({ orderId }) => orderId !== null)
      .map(({ orderId, openFen }) => [orderId, openFen]),
  )
  const shares = (await orderShares(ctx, deliveryNoteId)).map((share) => ({
    ...share,
    room: Math.min(share.fen, open.get(share.orderId) ?? 0),
  }))
  for (const row of await standingOn(ctx, 'deliveryNoteId', deliveryNoteId)) {
    await takeOff(ctx, row, row.amountFen)
    let left = row.amountFen
    for (const share of shares) {
      const part = Math.min(left, share.room)
      if (part <= 0) continue
      await putAllocation(ctx, row.receiptId, { ...noTarget, orderId: share.orderId }, part)
      share.room -= part
      left -= part
    }
    await lessAssigned(ctx, row.receiptId, left)
  }
}

/** A charge is void: the money on it is free again. Was it the reversal of a receipt, the receipt stands again. */
export const freeAdjustmentMoney = async (ctx: Context, adjustmentId: number): Promise<void> => {
  await ctx.db
    .updateTable('receipts')
    .set(({ eb }) => ({
      state: 'confirmed',
      reversalId: null,
      voidedBy: null,
      voidReason: null,
      version: eb('version', '+', 1),
    }))
    .where('reversalId', '=', adjustmentId)
    .execute()
  const rows = await ctx.db
    .deleteFrom('receiptAllocations')
    .where('adjustmentId', '=', adjustmentId)
    .returning(['receiptId', 'amountFen'])
    .execute()
  for (const { receiptId, amountFen } of rows) await lessAssigned(ctx, receiptId, amountFen)
}

/** A receipt is found by its number and by the slip it was confirmed with. */
export const setReceiptTerms = (
  ctx: Reader,
  { id, customerId, number, slipNumber }: { id: number; customerId: number; number: string; slipNumber: string },
): Promise<void> => setSearchTerms(ctx, 'receipt', id, customerId, { exact: [number, number.slice(2), slipNumber] })

/** Writes a new receipt in state `entered` and its search terms. Gives its id. */
export const insertReceipt = async (
  ctx: Context,
  values: {
    customerId: number
    receivedOn: string
    kind: string
    method: string
    payer: string
    slipNumber: string
    amountFen: number
    remark: string
  },
): Promise<{ id: number; number: string }> => {
  if (values.receivedOn > dateOf(new Date(ctx.now))) throw refuse('receipts.future', {}, 'receivedOn')
  const number = await nextNumber(ctx, 'SK', ctx.today)
  const { id } = await ctx.db
    .insertInto('receipts')
    .values({ ...values, number, state: 'entered', enteredBy: ctx.user.id, enteredAt: ctx.now, version: 1 })
    .returning('id')
    .executeTakeFirstOrThrow()
  await setReceiptTerms(ctx, { id, number, customerId: values.customerId, slipNumber: values.slipNumber })
  return { id, number }
}

/** The driver hands in what a note was to collect (duty 90): a receipt set against that note, entered and not yet confirmed. */
export const enterCodReceipt = async (
  ctx: Context,
  note: { id: number; number: string; customerId: number; customer: string },
  fen: number,
  slipNumber: string,
  method = 'cash',
): Promise<number> => {
  const { id } = await insertReceipt(ctx, {
    customerId: note.customerId,
    receivedOn: ctx.today,
    kind: 'cod',
    method,
    payer: note.customer,
    slipNumber,
    amountFen: fen,
    remark: note.number,
  })
  const item = (await openItemsOf(ctx, note.customerId)).find(({ deliveryNoteId }) => deliveryNoteId === note.id)
  const part = Math.min(fen, item?.openFen ?? 0)
  await writeAllocations(ctx, id, part > 0 ? [{ ...noTarget, deliveryNoteId: note.id, amountFen: part }] : [], false)
  return id
}
