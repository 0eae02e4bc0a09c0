import { sql } from 'kysely'
import { type OpenItem, spreadCredit, targetKey } from '../../../shared/receipts.ts'
import type { Context } from '../../context.ts'

type Reader = Pick<Context, 'db'>
/** States of an order in which its deposit is still asked for. */
const beforeDeposit = ['toCheck', 'toSign', 'toDeposit']

type Asked = Omit<OpenItem, 'paidFen' | 'creditFen' | 'openFen'>

/** Standing money (entered or confirmed) set against each note, charge and order of a customer, in fen. */
const assignedOf = async (ctx: Reader, customerId: number): Promise<Map<string, number>> => {
  const rows = await ctx.db
    .selectFrom('receiptAllocations')
    .innerJoin('receipts', 'receipts.id', 'receiptAllocations.receiptId')
    .select(['orderId', 'deliveryNoteId', 'adjustmentId', ({ fn }) => fn.sum('receiptAllocations.amountFen').as('fen')])
    .where('receipts.customerId', '=', customerId)
    .where('receipts.voidedAt', 'is', null)
    .groupBy(['orderId', 'deliveryNoteId', 'adjustmentId'])
    .execute()
  return new Map(rows.map((row) => [targetKey(row), Number(row.fen)]))
}

/** Released notes not wholly paid and charges (fen; returns and deductions are negative), oldest first. */
const chargesOf = async (ctx: Reader, customerId: number): Promise<Asked[]> => {
  const notes = await ctx.db
    .selectFrom('deliveryNotes')
    .select(['id', 'number', 'deliveryOn', 'totalFen'])
    .where('customerId', '=', customerId)
    .where('releasedAt', 'is not', null)
    .where('voidedAt', 'is', null)
    .where('totalFen', '<>', 0)
    // what confirmed money has paid is asked for no more, and takes no credit; nearly all notes are
    .where(({ or, eb }) => or([eb('paidFen', '<', eb.ref('totalFen')), eb('totalFen', '<', 0)]))
    .execute()
  const adjustments = await ctx.db
    .selectFrom('adjustments')
    // an old note of the switch-over goes by the number that stands on it
    .leftJoin('openingNotes', 'openingNotes.adjustmentId', 'adjustments.id')
    .select([
      'adjustments.id',
      sql<string>`coalesce("openingNotes"."number", "adjustments"."number")`.as('number'),
      'adjustedOn',
      'adjustments.amountFen',
      'reason',
      'openingNotes.customerPo',
    ])
    .where('adjustments.customerId', '=', customerId)
    .where('adjustments.voidedAt', 'is', null)
    .execute()
  const items = [
    ...notes.map(({ id, number, deliveryOn, totalFen }): Asked => ({
      orderId: null,
      deliveryNoteId: id,
      adjustmentId: null,
      number,
      on: deliveryOn,
      totalFen,
      depositFen: 0,
      customerPo: '',
      remark: '',
    })),
    ...adjustments.map(({ id, number, adjustedOn, amountFen, reason, customerPo }): Asked => ({
      orderId: null,
      deliveryNoteId: null,
      adjustmentId: id,
      number,
      on: adjustedOn,
      totalFen: amountFen,
      depositFen: 0,
      customerPo: customerPo ?? '',
      remark: reason,
    })),
  ]
  return items.sort((a, b) =>
    a.on < b.on
      ? -1
      : a.on > b.on
        ? 1
        : (a.deliveryNoteId ?? 0) - (b.deliveryNoteId ?? 0) || (a.adjustmentId ?? 0) - (b.adjustmentId ?? 0),
  )
}

/** Orders on deposit or prepaid terms. What has left is asked for on its note: an order asks for the rest only. */
const waitingOrders = async (ctx: Reader, customerId: number): Promise<Asked[]> => {
  const orders = await ctx.db
    .selectFrom('orders')
    .select(['id', 'number', 'orderedOn', 'totalFen', 'customerPo', 'settlement', 'depositFen', 'state'])
    .where('customerId', '=', customerId)
    .where('voidedAt', 'is', null)
    .where('settlement', 'in', ['deposit', 'prepaid'])
    .where('state', 'not in', ['void', 'delivered', 'completed', 'settled'])
    .orderBy('orderedOn')
    .orderBy('id')
    .execute()
  if (orders.length === 0) return []
  const onNotes = await ctx.db
    .selectFrom('deliveryLines')
    .innerJoin('deliveryNotes', 'deliveryNotes.id', 'deliveryLines.deliveryNoteId')
    .select(['deliveryLines.orderId', ({ fn }) => fn.sum('deliveryLines.amountFen').as('fen')])
    .where(
      'deliveryLines.orderId',
      'in',
      orders.map(({ id }) => id),
    )
    .where('deliveryNotes.kind', '=', 'delivery')
    .where('deliveryNotes.releasedAt', 'is not', null)
    .where('deliveryNotes.voidedAt', 'is', null)
    .groupBy('deliveryLines.orderId')
    .execute()
  const delivered = new Map(onNotes.map(({ orderId, fen }) => [orderId, Number(fen)]))
  return orders.map(({ id, number, orderedOn, totalFen, customerPo, settlement, depositFen, state }) => ({
    orderId: id,
    deliveryNoteId: null,
    adjustmentId: null,
    number,
    on: orderedOn,
    totalFen: totalFen - (delivered.get(id) ?? 0),
    depositFen: settlement === 'deposit' && beforeDeposit.includes(state) ? depositFen : 0,
    customerPo,
    remark: '',
  }))
}

/**
 * What money of a customer can be set against, in fen: released notes and charges not yet paid, oldest first, then
 * orders that wait for money. Returns and deductions have been taken off the oldest.
 */
export const openItemsOf = async (ctx: Reader, customerId: number): Promise<OpenItem[]> => {
  const assigned = await assignedOf(ctx, customerId)
  const all = await chargesOf(ctx, customerId)
  const paidOf = (item: Asked): number => assigned.get(targetKey(item)) ?? 0
  const charges = all.filter(({ totalFen }) => totalFen > 0)
  const creditFen = all.reduce((sum, { totalFen }) => sum + Math.max(0, -totalFen), 0)
  const credits = spreadCredit(
    creditFen,
    charges.map((item) => Math.max(0, item.totalFen - paidOf(item))),
  )
  const items = [
    ...charges.map((item, index) => ({ ...item, creditFen: credits[index] ?? 0 })),
    ...(await waitingOrders(ctx, customerId)).map((item) => ({ ...item, creditFen: 0 })),
  ]
  return items
    .map((item) => ({
      ...item,
      paidFen: paidOf(item),
      depositFen: Math.max(0, item.depositFen - paidOf(item)),
      openFen: item.totalFen - paidOf(item) - item.creditFen,
    }))
    .filter(({ openFen }) => openFen > 0)
}
