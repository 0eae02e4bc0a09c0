import { z } from 'zod'
import { command, query } from './contract.ts'
import { count, date, fen, flag, id, instant, pageOf, paging, positiveFen, requiredText, text, version, voidInput } from './fields.ts'

/** 订金 · 余款 · 月结款 · 代收款 (duties 28 to 32, 90). */
export const receiptKinds = ['deposit', 'balance', 'monthly', 'cod'] as const
export type ReceiptKind = (typeof receiptKinds)[number]
export const receiptMethods = ['bank', 'cash', 'cheque', 'wechat', 'alipay', 'other'] as const
export const receiptStates = ['entered', 'confirmed', 'void'] as const

/** Money set against an order (before its goods leave) or a delivery note: exactly one of the two. */
export const Allocation = z
  .strictObject({ orderId: id.nullable(), deliveryNoteId: id.nullable(), amountFen: positiveFen })
  .refine(({ orderId, deliveryNoteId }) => (orderId === null) !== (deliveryNoteId === null))
export type Allocation = z.output<typeof Allocation>

/** What a receipt may be set against: a released note not yet paid, or an order that waits for money. */
export const OpenItem = z.strictObject({
  orderId: id.nullable(),
  deliveryNoteId: id.nullable(),
  number: z.string(),
  on: date,
  /** What it comes to; for an order the deposit, or the whole for prepaid terms. */
  totalFen: fen,
  /** Confirmed and entered money already set against it. */
  paidFen: fen,
  openFen: fen,
  customerPo: z.string(),
})
export type OpenItem = z.output<typeof OpenItem>

export const ReceiptDraft = z.strictObject({
  customerId: id,
  receivedOn: date,
  kind: z.enum(receiptKinds),
  method: z.enum(receiptMethods),
  payer: text(60),
  slipNumber: text(40),
  amountFen: positiveFen,
  remark: text(200),
  /** `oldest`: set against the oldest open notes, then orders; or chosen ones. */
  allocations: z.union([z.literal('oldest'), z.array(Allocation).max(500)]),
})
export type ReceiptDraft = z.output<typeof ReceiptDraft>

export const ReceiptRow = z.strictObject({
  id, number: z.string(), customerId: id, customer: z.string(), receivedOn: date, kind: z.enum(receiptKinds), method: z.enum(receiptMethods), payer: z.string(), slipNumber: z.string(),
  amountFen: fen, assignedFen: fen, state: z.enum(receiptStates), enteredBy: z.string(), confirmedByName: z.string().nullable(), confirmedAt: instant.nullable(), version,
})
export type ReceiptRow = z.output<typeof ReceiptRow>

export const Receipt = ReceiptRow.extend({
  remark: z.string(),
  voidReason: z.string().nullable(),
  allocations: z.array(z.strictObject({ orderId: id.nullable(), deliveryNoteId: id.nullable(), number: z.string(), amountFen: fen })),
})
export type Receipt = z.output<typeof Receipt>

/** Sets an amount against open items, oldest first, in fen; what is left over stays unassigned. */
export const spreadOldest = (amountFen: number, items: Pick<OpenItem, 'orderId' | 'deliveryNoteId' | 'openFen'>[]): Allocation[] => {
  let left = amountFen
  const allocations: Allocation[] = []
  for (const { orderId, deliveryNoteId, openFen } of items) {
    const part = Math.min(left, openFen)
    if (part <= 0) continue
    allocations.push({ orderId, deliveryNoteId, amountFen: part })
    left -= part
  }
  return allocations
}

export const receipts = {
  list: query('receipts.read', z.strictObject({ ...paging, customerId: id.nullable().default(null), state: z.enum(receiptStates).nullable().default(null), unassigned: flag.default(false), from: date.nullable().default(null), to: date.nullable().default(null) }), pageOf(ReceiptRow)),
  read: query('receipts.read', z.strictObject({ id }), Receipt),
  /** Open notes, oldest first, then orders that wait for a deposit or prepayment. */
  openItems: query('receipts.read', z.strictObject({ customerId: id }), z.array(OpenItem).max(1000)),
  enter: command('receipts.write', ReceiptDraft, Receipt),
  /** The cashier has seen the money (duties 29 to 31): by name, with the slip. Opens the gates. */
  confirm: command('receipts.confirm', z.strictObject({ id, version, slipNumber: requiredText(40) }), Receipt),
  /** Sets money anew that is not, or not wholly, assigned. */
  assign: command('receipts.write', z.strictObject({ id, version, allocations: z.union([z.literal('oldest'), z.array(Allocation).max(500)]) }), Receipt),
  void: command('receipts.confirm', voidInput, Receipt),
  /** Confirmed money that is not set against anything, and entered money nobody confirmed yet. */
  waiting: query('receipts.read', z.strictObject({}), z.strictObject({ unconfirmed: count, unconfirmedFen: fen, unassigned: count, unassignedFen: fen })),
}
