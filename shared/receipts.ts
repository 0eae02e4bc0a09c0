import { z } from 'zod'
import { command, query } from './contract.ts'
import {
  count,
  date,
  fen,
  flag,
  id,
  instant,
  pageOf,
  paging,
  positiveFen,
  requiredText,
  text,
  version,
  voidInput,
} from './fields.ts'
import type { PhraseKey } from './language.ts'
import { PaperOutput } from './papers.ts'

/** 订金 · 余款 · 月结款 · 代收款 (duties 28 to 32, 90). */
export const receiptKinds = ['deposit', 'balance', 'monthly', 'cod'] as const
export type ReceiptKind = (typeof receiptKinds)[number]
export const receiptMethods = ['bank', 'cash', 'cheque', 'wechat', 'alipay', 'other'] as const
export const receiptStates = ['entered', 'confirmed', 'void'] as const

const target = {
  orderId: id.nullable().default(null),
  deliveryNoteId: id.nullable().default(null),
  adjustmentId: id.nullable().default(null),
}

export type ReceiptState = (typeof receiptStates)[number]
export const receiptKindKeys: Record<ReceiptKind, PhraseKey> = {
  deposit: 'receipts.kindDeposit',
  balance: 'receipts.kindBalance',
  monthly: 'receipts.kindMonthly',
  cod: 'receipts.kindCod',
}
export const receiptMethodKeys: Record<(typeof receiptMethods)[number], PhraseKey> = {
  bank: 'receipts.methodBank',
  cash: 'receipts.methodCash',
  cheque: 'receipts.methodCheque',
  wechat: 'receipts.methodWechat',
  alipay: 'receipts.methodAlipay',
  other: 'receipts.methodOther',
}
export const receiptStateKeys: Record<ReceiptState, PhraseKey> = {
  entered: 'receipts.stateEntered',
  confirmed: 'receipts.stateConfirmed',
  void: 'receipts.stateVoid',
}

/** Money set against an order (before its goods leave), a delivery note or a charge (期初, 运费, 样品费): exactly one. */
export const Allocation = z
  .strictObject({ ...target, amountFen: positiveFen })
  .refine(
    (chosen) =>
      [chosen.orderId, chosen.deliveryNoteId, chosen.adjustmentId].filter((each) => each !== null).length === 1,
  )
export type Allocation = z.output<typeof Allocation>

/** What a receipt may be set against: a released note or a charge not yet paid, or an order that waits for money. */
export const OpenItem = z.strictObject({
  orderId: id.nullable(),
  deliveryNoteId: id.nullable(),
  adjustmentId: id.nullable(),
  number: z.string(),
  on: date,
  /** What it comes to; for an order its goods that are not on a note yet. */
  totalFen: fen,
  /** What is missing of the deposit of an order that waits for it; 0 for everything else. */
  depositFen: fen,
  /** Confirmed and entered money already set against it. */
  paidFen: fen,
  /** Returns and deductions of the customer, taken off the oldest first. */
  creditFen: fen,
  openFen: fen,
  customerPo: z.string(),
  /** What a charge is for. */
  remark: z.string(),
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
  id,
  number: z.string(),
  customerId: id,
  customer: z.string(),
  receivedOn: date,
  kind: z.enum(receiptKinds),
  method: z.enum(receiptMethods),
  payer: z.string(),
  slipNumber: z.string(),
  amountFen: fen,
  assignedFen: fen,
  state: z.enum(receiptStates),
  enteredBy: z.string(),
  confirmedByName: z.string().nullable(),
  confirmedAt: instant.nullable(),
  version,
})
export type ReceiptRow = z.output<typeof ReceiptRow>

export const Receipt = ReceiptRow.extend({
  remark: z.string(),
  voidReason: z.string().nullable(),
  /** 冲销: the entry that took it back, where a statement carried it already. */
  reversalNumber: z.string().nullable(),
  reversedOn: date.nullable(),
  printed: count,
  allocations: z.array(
    z.strictObject({
      orderId: id.nullable(),
      deliveryNoteId: id.nullable(),
      adjustmentId: id.nullable(),
      number: z.string(),
      amountFen: fen,
    }),
  ),
})
export type Receipt = z.output<typeof Receipt>

/** The open item an allocation names. */
export const targetKey = ({
  orderId,
  deliveryNoteId,
  adjustmentId,
}: Pick<OpenItem, 'orderId' | 'deliveryNoteId' | 'adjustmentId'>): string =>
  deliveryNoteId !== null
    ? `note:${deliveryNoteId}`
    : adjustmentId !== null
      ? `adjustment:${adjustmentId}`
      : `order:${orderId}`

/**
 * The one order that waits for exactly this money (fen), its deposit or all of it: not the oldest note's share. Null where any other
 * open document comes to the same, and where none does.
 */
export const exactItem = <T extends Pick<OpenItem, 'orderId' | 'depositFen' | 'openFen'>>(
  amountFen: number,
  items: readonly T[],
): T | null => {
  const same = items.filter(({ depositFen, openFen }) => depositFen === amountFen || openFen === amountFen)
  return amountFen > 0 && same.length === 1 && same[0]!.orderId !== null ? same[0]! : null
}

/** Sets an amount against open items, oldest first, in fen; what is left over stays unassigned. */
export const spreadOldest = (
  amountFen: number,
  items: readonly Pick<OpenItem, 'orderId' | 'deliveryNoteId' | 'adjustmentId' | 'openFen'>[],
): Allocation[] => {
  let left = amountFen
  const allocations: Allocation[] = []
  for (const { orderId, deliveryNoteId, adjustmentId, openFen } of items) {
    const part = Math.min(left, openFen)
    if (part <= 0) continue
    allocations.push({ orderId, deliveryNoteId, adjustmentId, amountFen: part })
    left -= part
  }
  return allocations
}

/**
 * Takes a customer's credits (returns, deductions; fen) off the open items, oldest first. Gives the credit of each
 * item in the order of `openFens`.
 *
 * The rule: a credit belongs to the account, not to the paper it came from, and always lies on the oldest debt there is —
 * as the law sets money off that names no debt, and as ageing (`openCharges`) counts it. So it is not stored, and an older
 * note that is entered later (期初, a late note) takes it from the younger one, which is then open by as much: what the
 * customer owes is the same, and its oldest part is never younger than the papers say. Money a person has set against a
 * note (`receiptAllocations`) stays where it was put.
 */
export const spreadCredit = (creditFen: number, openFens: readonly number[]): number[] => {
  let left = creditFen
  return openFens.map((open) => {
    const part = Math.max(0, Math.min(left, open))
    left -= part
    return part
  })
}

export const receipts = {
  list: query(
    'receipts.read',
    z.strictObject({
      ...paging,
      customerId: id.nullable().default(null),
      state: z.enum(receiptStates).nullable().default(null),
      unassigned: flag.default(false),
      from: date.nullable().default(null),
      to: date.nullable().default(null),
    }),
    pageOf(ReceiptRow),
  ),
  read: query('receipts.read', z.strictObject({ id }), Receipt),
  /** Open notes, oldest first, then orders that wait for a deposit or prepayment. */
  openItems: query('receipts.read', z.strictObject({ customerId: id }), z.array(OpenItem).max(1000)),
  /** What should be known before a receipt is saved; null where there is nothing to say. */
  toldOf: query(
    'receipts.read',
    z.strictObject({ customerId: id, slipNumber: text(40), receivedOn: date, amountFen: fen.nullable().default(null) }),
    z.strictObject({
      /** A receipt of this customer that is not void has the slip number. */
      sameSlip: z.strictObject({ number: z.string(), receivedOn: date, amountFen: fen }).nullable(),
      /** The month of its day was given to accounting. */
      handedOver: z.strictObject({ month: z.string(), number: z.string() }).nullable(),
      /** What is open of the customer, fen, where the amount is far above it: a slip of the hand, or another customer. */
      farAboveFen: fen.nullable(),
    }),
  ),
  enter: command('receipts.write', ReceiptDraft, Receipt),
  /** The cashier has seen the money (duties 29 to 31): by name, with the slip. Opens the gates. */
  confirm: command(
    'receipts.confirm',
    z.strictObject({
      id,
      version,
      slipNumber: requiredText(40),
      /** True: the cashier was told that the slip number is known already, and it is another payment all the same. */
      knownSlip: flag.default(false),
    }),
    Receipt,
  ),
  /** Sets money anew that is not, or not wholly, assigned. */
  assign: command(
    'receipts.write',
    z.strictObject({
      id,
      version,
      allocations: z.union([z.literal('oldest'), z.array(Allocation).max(500)]),
    }),
    Receipt,
  ),
  /** Off the account where no statement carries it; else taken back by an entry of today, so that both facts stay. */
  void: command('receipts.confirm', voidInput, Receipt),
  /** 收款收据, for the customer. */
  paper: query('receipts.read', z.strictObject({ id }), PaperOutput),
  markPrinted: command('receipts.read', z.strictObject({ id }), z.strictObject({ printed: count })),
  /** Confirmed money that is not set against anything, and entered money nobody confirmed yet. */
  waiting: query(
    'receipts.read',
    z.strictObject({}),
    z.strictObject({ unconfirmed: count, unconfirmedFen: fen, unassigned: count, unassignedFen: fen }),
  ),
}
