import type { Allocation } from '../../../shared/receipts.ts'
import { translate } from '../../../shared/language.ts'
import type { Context } from '../../context.ts'
import { bankReceiptGone } from '../bank.ts'
import { codReceiptGone, payNote } from '../cod.ts'
import { ordersOfNote } from '../deliveries.ts'
import { refreshOrder } from '../orders.ts'
import { readOffice } from '../settings.ts'
import { writeAdjustment } from '../statements/adjusting.ts'

/** The money of these allocations is there or gone: the orders' gates are looked at again. */
export const refreshOrders = async (
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

/** Takes all allocations of a receipt off; confirmed money leaves its notes with them. */
export const dropAllocations = async (ctx: Context, receiptId: number, confirmed: boolean): Promise<Allocation[]> => {
  const before = await ctx.db
    .deleteFrom('receiptAllocations')
    .where('receiptId', '=', receiptId)
    .returning(['orderId', 'deliveryNoteId', 'adjustmentId', 'amountFen'])
    .execute()
  if (confirmed)
    for (const { deliveryNoteId, amountFen } of before)
      if (deliveryNoteId !== null) await payNote(ctx, deliveryNoteId, -amountFen)
  return before
}

/**
 * 四眼: where the office wants two people for money (twoForMoney) nobody confirms a receipt that he entered himself, whether
 * by hand or by booking a line of the bank.
 */
export const needsAnother = async (ctx: Context, enteredBy: number): Promise<boolean> =>
  enteredBy === ctx.user.id && (await readOffice(ctx)).twoForMoney

/** The cashier has seen the money (duties 29 to 31): by name, with the slip. Opens the gates. */
export const confirmReceipt = async (ctx: Context, id: number, slipNumber: string): Promise<void> => {
  const { state, version } = await ctx.db
    .selectFrom('receipts')
    .select(['state', 'version'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
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
  const allocations = await ctx.db
    .selectFrom('receiptAllocations')
    .select(['orderId', 'deliveryNoteId', 'amountFen'])
    .where('receiptId', '=', id)
    .execute()
  for (const { deliveryNoteId, amountFen } of allocations)
    if (deliveryNoteId !== null) await payNote(ctx, deliveryNoteId, amountFen)
  await refreshOrders(ctx, allocations)
  ctx.record({
    entity: 'receipts',
    id,
    before: { state },
    after: { state: 'confirmed', confirmedBy: ctx.user.name, slipNumber },
  })
}

/** In no statement yet: the receipt is void where it stands, off the account, with its number and the reason. */
const voidInPlace = (ctx: Context, row: { id: number; version: number }, reason: string) =>
  ctx.db
    .updateTable('receipts')
    .set({
      state: 'void',
      voidedAt: ctx.now,
      voidedBy: ctx.user.id,
      voidReason: reason,
      assignedFen: 0,
      version: row.version + 1,
    })
    .where('id', '=', row.id)
    .execute()

/**
 * A customer was told of it: both facts stay. The receipt stays on the account on its day, 冲销 takes it back today and
 * stands in the next statement; the receipt is set against that entry, so that neither is open for anything else.
 */
const reverse = async (
  ctx: Context,
  row: { id: number; number: string; customerId: number; amountFen: number; version: number },
  reason: string,
): Promise<void> => {
  const reversalId = await writeAdjustment(ctx, {
    customerId: row.customerId,
    adjustedOn: ctx.today,
    kind: 'other',
    amountFen: row.amountFen,
    reason: translate(ctx.language, 'receipts.reversalOf', { number: row.number, reason }).slice(0, 200),
  })
  await ctx.db
    .insertInto('receiptAllocations')
    .values({
      receiptId: row.id,
      orderId: null,
      deliveryNoteId: null,
      adjustmentId: reversalId,
      amountFen: row.amountFen,
    })
    .execute()
  await ctx.db
    .updateTable('receipts')
    .set({
      state: 'void',
      voidedBy: ctx.user.id,
      voidReason: reason,
      assignedFen: row.amountFen,
      reversalId,
      version: row.version + 1,
    })
    .where('id', '=', row.id)
    .execute()
}

/** A receipt is void: its money is off whatever it was set against, a driver's cash is to be handed in again. */
export const voidReceipt = async (ctx: Context, id: number, reason: string): Promise<void> => {
  const row = await ctx.db.selectFrom('receipts').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  const stated = await ctx.db
    .selectFrom('statementRows')
    .select('documentNumber')
    .where('sourceKey', '=', `receipt:${id}`)
    .executeTakeFirst()
  const before = await dropAllocations(ctx, id, row.confirmedAt !== null)
  if (stated) await reverse(ctx, row, reason)
  else await voidInPlace(ctx, row, reason)
  await codReceiptGone(ctx, id, reason)
  await bankReceiptGone(ctx, id)
  await refreshOrders(ctx, before)
  ctx.record({
    entity: 'receipts',
    id,
    before: { state: row.state, allocations: before },
    after: { state: 'void', reason },
  })
}
