import { z } from 'zod'
import { command, query } from './contract.ts'
import { invoiceKinds } from './customers.ts'
import {
  byId,
  count,
  date,
  fen,
  flag,
  id,
  instant,
  month,
  pageOf,
  paging,
  requiredText,
  text,
  typedFen,
  version,
  voidInput,
} from './fields.ts'
import { noteKinds } from './deliveries.ts'
import { invoicedStates } from './invoicedStates.ts'
import type { PhraseKey } from './language.ts'
import { taxContained } from './money.ts'
import { PaperOutput } from './papers.ts'
import { adjustmentKinds } from './statements.ts'

/** 普票 · 专票: what the tax bureau's invoice is. Whether it is on paper or electronic, its number tells. */
export const paperKinds = ['general', 'special'] as const
export type PaperKind = (typeof paperKinds)[number]
export const paperKindKeys: Record<PaperKind, PhraseKey> = {
  general: 'invoices.kindGeneral',
  special: 'invoices.kindSpecial',
}
/** What a customer wants: no invoice at all, or one of the kinds. */
export const wantedKindKeys: Record<(typeof invoiceKinds)[number], PhraseKey> = {
  none: 'invoices.wantsNone',
  ...paperKindKeys,
}

/** 正常 · 已红冲 · 红字 · 作废. */
export const invoiceStates = ['standing', 'reversed', 'red', 'void'] as const
export type InvoiceState = (typeof invoiceStates)[number]
export const invoiceStateKeys: Record<InvoiceState, PhraseKey> = {
  standing: 'invoices.stateStanding',
  reversed: 'invoices.stateReversed',
  red: 'invoices.stateRed',
  void: 'invoices.stateVoid',
}
/** As it is shown: one that stands with a part of it taken back is 部分红冲. */
export const shownInvoiceStates = ['standing', 'partly', 'reversed', 'red', 'void'] as const
export type ShownInvoiceState = (typeof shownInvoiceStates)[number]
export const shownInvoiceStateKeys: Record<ShownInvoiceState, PhraseKey> = {
  ...invoiceStateKeys,
  partly: 'invoices.statePartly',
}
export const shownInvoiceState = ({
  state,
  takenBackFen,
}: {
  state: InvoiceState
  takenBackFen: number
}): ShownInvoiceState => (state === 'standing' && takenBackFen !== 0 ? 'partly' : state)

export interface InvoiceFacts {
  voided: boolean
  /** Red ones take all of it back. */
  reversed: boolean
  /** It takes another one back. */
  reverses: boolean
}
export const invoiceStateOf = ({ voided, reversed, reverses }: InvoiceFacts): InvoiceState =>
  voided ? 'void' : reversed ? 'reversed' : reverses ? 'red' : 'standing'

/** Whether a part of a document can be on an invoice: from nothing to what is left of it, on its side of zero. */
export const isPartOf = (partFen: number, leftFen: number): boolean =>
  leftFen >= 0 ? partFen > 0 && partFen <= leftFen : partFen < 0 && partFen >= leftFen

/** What of an invoice stands against no document yet, fen: 预开, to be covered when the goods leave. */
export const uncoveredFen = (amountFen: number, parts: readonly { amountFen: number }[]): number =>
  amountFen - parts.reduce((sum, part) => sum + part.amountFen, 0)
/** An invoice covers no more than it says: what is left uncovered is on its side of zero. */
export const coversTooMuch = (amountFen: number, parts: readonly { amountFen: number }[]): boolean =>
  uncoveredFen(amountFen, parts) * Math.sign(amountFen) < 0

/** 8 digits (with the 10 or 12 of its code, or without), or the 20 of an electronic one that has no code. */
export const isInvoiceNumber = (code: string, number: string): boolean =>
  /^\d{20}$/.test(number) ? code === '' : /^\d{8}$/.test(number) && /^(\d{10}|\d{12})?$/.test(code)

/** Tax of an invoice as its paper says: the sum of its lines may be some fen beside the tax of the sum. */
export const isSensibleTax = (amountFen: number, taxFen: number, basisPoints: number): boolean =>
  Math.abs(taxFen - taxContained(amountFen, basisPoints)) <= 100

const Part = z.strictObject({ deliveryNoteId: id.nullable(), adjustmentId: id.nullable(), amountFen: typedFen })
/** What of an invoice is for a document: exactly one of the ids, fen, negative for a return. */
export type InvoicePart = z.output<typeof Part>
export const partKey = ({ deliveryNoteId, adjustmentId }: Pick<InvoicePart, 'deliveryNoteId' | 'adjustmentId'>) =>
  deliveryNoteId !== null ? `note:${deliveryNoteId}` : `adjustment:${adjustmentId ?? 0}`

/** A document that is not wholly invoiced. Fen; `openFen` is what is left to invoice. */
export const Uninvoiced = z.strictObject({
  deliveryNoteId: id.nullable(),
  adjustmentId: id.nullable(),
  customerId: id,
  customer: z.string(),
  kind: z.enum([...noteKinds, ...adjustmentKinds]),
  number: z.string(),
  on: date,
  totalFen: fen,
  invoicedFen: fen,
  openFen: fen,
})
export type Uninvoiced = z.output<typeof Uninvoiced>

export const InvoiceRow = z.strictObject({
  id,
  number: z.string(),
  code: z.string(),
  kind: z.enum(paperKinds),
  customerId: id,
  customer: z.string(),
  issuedOn: date,
  amountFen: fen,
  taxBasisPoints: count,
  taxFen: fen,
  uncoveredFen: fen,
  state: z.enum(invoiceStates),
  /** What red invoices take back of it, on its side of zero; 0 of a red one. */
  takenBackFen: fen,
  remark: z.string(),
  version,
})
export type InvoiceRow = z.output<typeof InvoiceRow>
export const Invoice = InvoiceRow.extend({
  title: z.string(),
  statementId: id.nullable(),
  statementNumber: z.string().nullable(),
  /** The red one that took the last of it back, or the one it takes back. */
  otherId: id.nullable(),
  otherNumber: z.string().nullable(),
  /** Red invoices of it, the oldest first; void ones are not among them. */
  reds: z
    .array(z.strictObject({ id, number: z.string(), issuedOn: date, amountFen: fen, remark: z.string() }))
    .max(200),
  /** What is left of it after its red ones: what the next can take back at most. */
  left: z.strictObject({ amountFen: fen, taxFen: fen, uncoveredFen: fen }),
  by: z.string(),
  at: instant,
  voidReason: z.string().nullable(),
  /** `leftFen`: what of the part still stands after red invoices. */
  parts: z.array(Part.extend({ number: z.string(), on: date, totalFen: fen, leftFen: fen })).max(2000),
})
export type Invoice = z.output<typeof Invoice>

/** 已开未收: what of an invoice no confirmed money was set against, oldest invoice of a document paid first; fen. */
export const UnpaidInvoice = z.strictObject({
  id,
  number: z.string(),
  customerId: id,
  customer: z.string(),
  issuedOn: date,
  amountFen: fen,
  openFen: fen,
  days: count,
})
export type UnpaidInvoice = z.output<typeof UnpaidInvoice>

const paper = {
  code: text(12),
  number: requiredText(20),
  issuedOn: date,
}
export const InvoiceDraft = z.strictObject({
  ...paper,
  customerId: id,
  kind: z.enum(paperKinds),
  /** With tax; negative for a red one of returned goods. */
  amountFen: typedFen.refine((amount) => amount !== 0),
  taxBasisPoints: count.max(10_000),
  taxFen: typedFen,
  remark: text(200),
  statementId: id.nullable(),
  parts: z.array(Part).max(2000),
})
export type InvoiceDraft = z.output<typeof InvoiceDraft>

const openFilter = {
  customerId: id.nullable().default(null),
  statementId: id.nullable().default(null),
  /** Documents up to the end of a month. */
  month: month.nullable().default(null),
  /** Customers that want no invoice too. */
  all: flag.default(false),
}
const OpenSums = z.strictObject({ count, totalFen: fen, invoicedFen: fen, openFen: fen })
const unpaidFilter = { customerId: id.nullable().default(null) }

export const invoices = {
  list: query(
    'statements.read',
    z.strictObject({
      ...paging,
      month: month.nullable().default(null),
      customerId: id.nullable().default(null),
      state: z.enum(shownInvoiceStates).nullable().default(null),
    }),
    pageOf(InvoiceRow),
  ),
  /** Standing and red invoices of a month together, fen: a red one takes off what it reverses. */
  monthSums: query(
    'statements.read',
    z.strictObject({ month }),
    z.strictObject({ count, amountFen: fen, taxFen: fen, uncoveredFen: fen }),
  ),
  read: query('statements.read', byId, Invoice),
  /** 已出未开票: released notes and charges not wholly invoiced, oldest first; opening balances are not among them. */
  uninvoiced: query('statements.read', z.strictObject({ ...paging, ...openFilter }), pageOf(Uninvoiced)),
  uninvoicedSums: query('statements.read', z.strictObject(openFilter), OpenSums),
  unpaid: query('statements.read', z.strictObject({ ...paging, ...unpaidFilter }), pageOf(UnpaidInvoice)),
  unpaidSums: query(
    'statements.read',
    z.strictObject(unpaidFilter),
    z.strictObject({ count, amountFen: fen, openFen: fen, unassignedFen: fen }),
  ),
  /** How far one note is invoiced. */
  ofNote: query(
    'statements.read',
    z.strictObject({ deliveryNoteId: id }),
    z.strictObject({
      state: z.enum(invoicedStates),
      invoicedFen: fen,
      numbers: z.array(z.string()).max(200),
    }),
  ),
  /** `sure`: somebody was asked about an invoice of more than is left to invoice (预开). */
  enter: command('statements.write', InvoiceDraft.extend({ sure: flag.default(false) }), Invoice),
  /** 预开 that is covered now: its whole list of documents anew. */
  cover: command('statements.write', z.strictObject({ id, version, parts: z.array(Part).max(2000) }), Invoice),
  /**
   * 红冲: a red invoice of its own number takes back what is left of it, or a part (goods that came back, a lower
   * price). Amounts of the part as on the first invoice, fen: plus for a plain one. Gives the red one.
   */
  reverse: command(
    'statements.write',
    z.strictObject({
      ...paper,
      id,
      version,
      reason: requiredText(200),
      part: z
        .strictObject({ amountFen: typedFen, taxFen: typedFen, parts: z.array(Part).max(2000) })
        .nullable()
        .default(null),
    }),
    Invoice,
  ),
  /** 作废: a paper spoilt in its own month; its number stays used. */
  void: command('statements.write', voidInput, Invoice),
  /** Numbers and rates of the last one: what the next is pre-filled with. */
  next: query(
    'statements.write',
    z.strictObject({ customerId: id }),
    z.strictObject({
      kind: z.enum(paperKinds),
      code: z.string(),
      taxBasisPoints: count,
    }),
  ),
  /** 开票资料 of a customer (its id), to hand to whoever makes the invoice (duty 86). */
  slip: query('customers.read', byId, PaperOutput),
}

/**
 * What an invoice is for when nobody has said so: all that is open where it comes to the amount, returns taken off;
 * else the oldest charges first (of a red one: the oldest returns), as far as the amount goes. Fen.
 */
export const spreadInvoice = <I extends { openFen: number }>(
  amountFen: number,
  items: readonly I[],
): { item: I; amountFen: number }[] => {
  const all = items.reduce((sum, { openFen }) => sum + openFen, 0)
  if (amountFen !== 0 && all === amountFen) return items.map((item) => ({ item, amountFen: item.openFen }))
  const side = Math.sign(amountFen)
  let left = Math.abs(amountFen)
  return items.flatMap((item) => {
    const part = Math.min(left, item.openFen * side)
    if (part <= 0) return []
    left -= part
    return [{ item, amountFen: part * side }]
  })
}
