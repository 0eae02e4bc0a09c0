import { z } from 'zod'
import { bankFields } from './bankImport.ts'
import { command, query } from './contract.ts'
import { count, date, fen, flag, id, instant, nothing, pageOf, paging, requiredText, text, version } from './fields.ts'
import { importProcedures } from './imports.ts'
import type { PhraseKey } from './language.ts'
import { Allocation, type OpenItem, receiptStates, spreadOldest } from './receipts.ts'

/** open: nobody said yet · booked: its receipt was made from it · linked: to a receipt keyed before · unrelated: 无关. */
export const bankStates = ['open', 'booked', 'linked', 'unrelated'] as const
export type BankState = (typeof bankStates)[number]
export const bankStateKeys: Record<BankState, PhraseKey> = {
  open: 'bank.stateOpen',
  booked: 'bank.stateBooked',
  linked: 'bank.stateLinked',
  unrelated: 'bank.stateUnrelated',
}

/** Whether the amount fits papers to the fen: what does not is asked about before it is booked. */
export const isExact = (way: AmountWay): boolean => way === 'one' || way === 'several' || way === 'deposit'

/** How a payer was known: from an earlier yes, by a name of the card, or by the person it names. */
export const payerWays = ['before', 'name', 'shortName', 'contact', 'chosen'] as const
export type PayerWay = (typeof payerWays)[number]
export const payerWayKeys: Record<PayerWay, PhraseKey> = {
  before: 'bank.wayBefore',
  name: 'bank.wayName',
  shortName: 'bank.wayShortName',
  contact: 'bank.wayContact',
  chosen: 'bank.wayChosen',
}

/** What the amount fits: one document, several together, a deposit, or none, so that it goes to the oldest. */
export const amountWays = ['deposit', 'one', 'several', 'oldest', 'none'] as const
export type AmountWay = (typeof amountWays)[number]
export const amountWayKeys: Record<AmountWay, PhraseKey> = {
  deposit: 'bank.fitsDeposit',
  one: 'bank.fitsOne',
  several: 'bank.fitsSeveral',
  oldest: 'bank.fitsOldest',
  none: 'bank.fitsNone',
}

/** 永兴家居有限公司, 永兴 家居（有限）公司 and 永兴家居 are one payer. */
export const payerKeyOf = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}\p{S}]/gu, '')
    .replace(/(股份|有限|责任|責任)*(公司|厂|廠)?$/u, '')

/** The names a card is known by. */
export interface PayerNames {
  id: number
  name: string
  shortName: string
  statementName: string
  contact: string
}

/** Who pays, as a book of names answers: the whole name first, then the short one, then the person; never a guess between two. */
export const payerBook = (
  customers: readonly PayerNames[],
): ((payer: string) => { id: number; way: PayerWay } | null) => {
  const books = (['name', 'shortName', 'contact'] as const).map((way) => ({ way, of: new Map<string, Set<number>>() }))
  const add = (place: number, name: string, customerId: number): void => {
    const key = payerKeyOf(name)
    if (key === '') return
    const own = books[place]!.of.get(key) ?? new Set<number>()
    books[place]!.of.set(key, own.add(customerId))
  }
  for (const customer of customers) {
    add(0, customer.name, customer.id)
    add(0, customer.statementName, customer.id)
    add(1, customer.shortName, customer.id)
    add(2, customer.contact, customer.id)
  }
  return (payer) => {
    const key = payerKeyOf(payer)
    if (key === '') return null
    for (const { way, of } of books) {
      const found = of.get(key)
      if (found?.size === 1) return { id: [...found][0]!, way }
      if (found) return null
    }
    return null
  }
}

/** Items that come to exactly the amount together, the fewest and oldest first; null when none do. Looks at the oldest 18. */
export const exactSum = <T extends Pick<OpenItem, 'openFen'>>(amountFen: number, items: readonly T[]): T[] | null => {
  const some = items.slice(0, 18)
  const find = (from: number, left: number, size: number): T[] | null => {
    if (size === 0) return left === 0 ? [] : null
    for (let index = from; index <= some.length - size; index += 1) {
      const item = some[index]!
      if (item.openFen > left) continue
      const rest = find(index + 1, left - item.openFen, size - 1)
      if (rest) return [item, ...rest]
    }
    return null
  }
  // the oldest in a row is what customers pay by; then any few of them
  let sum = 0
  for (const [index, { openFen }] of items.entries()) {
    sum += openFen
    if (sum === amountFen && index > 0) return items.slice(0, index + 1)
    if (sum > amountFen) break
  }
  for (let size = 2; size <= Math.min(5, some.length); size += 1) {
    const found = find(0, amountFen, size)
    if (found) return found
  }
  return null
}

/** What money of a customer is proposed to be set against. The order of `items` is that of the open documents. */
export const fitAmount = (
  amountFen: number,
  items: readonly OpenItem[],
): { way: AmountWay; allocations: Allocation[] } => {
  const part = ({ orderId, deliveryNoteId, adjustmentId }: OpenItem, fenOf: number): Allocation => ({
    orderId,
    deliveryNoteId,
    adjustmentId,
    amountFen: fenOf,
  })
  const delivered = items.filter(({ orderId }) => orderId === null)
  const one = delivered.find(({ openFen }) => openFen === amountFen)
  if (one) return { way: 'one', allocations: [part(one, amountFen)] }
  const deposit = items.find(({ orderId, depositFen }) => orderId !== null && depositFen === amountFen)
  if (deposit) return { way: 'deposit', allocations: [part(deposit, amountFen)] }
  const order = items.find(({ orderId, openFen }) => orderId !== null && openFen === amountFen)
  if (order) return { way: 'one', allocations: [part(order, amountFen)] }
  const several = exactSum(amountFen, delivered)
  if (several) return { way: 'several', allocations: several.map((item) => part(item, item.openFen)) }
  const oldest = spreadOldest(amountFen, delivered)
  return { way: oldest.length > 0 ? 'oldest' : 'none', allocations: oldest }
}

export const BankProposal = z.strictObject({
  customerId: id,
  customer: z.string(),
  payerWay: z.enum(payerWays),
  amountWay: z.enum(amountWays),
  parts: z.array(z.strictObject({ ...Allocation.shape, number: z.string() })),
  /** What is left over and stays 预收, fen. */
  leftFen: fen,
  /** Cash of these notes that a driver took and the office has not: the money may be the same. */
  onRoad: z.array(z.strictObject({ number: z.string(), driver: z.string(), amountFen: fen })).max(50),
})
export type BankProposal = z.output<typeof BankProposal>

/** A receipt keyed before that looks like this money. */
export const BankTwin = z.strictObject({
  id,
  number: z.string(),
  customer: z.string(),
  receivedOn: date,
  slipNumber: z.string(),
  state: z.enum(['entered', 'confirmed']),
  sameSlip: flag,
})
export type BankTwin = z.output<typeof BankTwin>

export const BankLine = z.strictObject({
  id,
  account: z.string(),
  bankedOn: date,
  amountFen: fen,
  payer: z.string(),
  payerAccount: z.string(),
  slipNumber: z.string(),
  summary: z.string(),
  balanceFen: fen.nullable(),
  state: z.enum(bankStates),
  customer: z.string().nullable(),
  receiptId: id.nullable(),
  receiptNumber: z.string().nullable(),
  /** Where its receipt stands: entered money still waits for the cashier. */
  receiptState: z.enum(receiptStates).nullable(),
  reason: z.string(),
  decidedBy: z.string().nullable(),
  decidedAt: instant.nullable(),
  proposal: BankProposal.nullable(),
  twin: BankTwin.nullable(),
  version,
})
export type BankLine = z.output<typeof BankLine>

const imports = importProcedures('receipts.write', bankFields)
const account = requiredText(60)
/** Somebody said that the amounts of a file without signs and directions all came in; without it they are left out. */
const allIncome = flag.default(false)

export const bank = {
  list: query(
    'receipts.read',
    z.strictObject({ ...paging, state: z.enum(bankStates).nullable().default('open') }),
    pageOf(BankLine),
  ),
  read: query('receipts.read', z.strictObject({ id }), BankLine),
  /** The same line as if this customer had paid it. */
  proposeFor: query('receipts.read', z.strictObject({ id, customerId: id }), BankProposal),
  waiting: query('receipts.read', nothing, z.strictObject({ open: count, openFen: fen })),
  /** 收款账户 of the company, and how the columns of each account's file were read last: field → heading. */
  accounts: query(
    'receipts.read',
    nothing,
    z
      .array(z.strictObject({ account: z.string(), name: z.string(), headings: z.record(z.string(), z.string()) }))
      .max(20),
  ),
  /**
   * The yes: makes the receipt, and confirms it where a cashier said it who needs no second person (twoForMoney).
   * Nothing is booked without it.
   */
  accept: command(
    'receipts.write',
    z.strictObject({ id, version, customerId: id, allocations: z.array(Allocation).max(100) }),
    BankLine,
  ),
  /** The money was keyed before: the line belongs to that receipt, and no second one is made. */
  link: command('receipts.write', z.strictObject({ id, version, receiptId: id }), BankLine),
  /** 无关: not a customer's money. */
  unrelated: command('receipts.write', z.strictObject({ id, version, reason: requiredText(100) }), BankLine),
  /** Takes back 无关 or a link; the receipt of a booked line is voided instead. */
  reopen: command('receipts.write', z.strictObject({ id, version }), BankLine),
  importPreview: query(
    'receipts.write',
    imports.importPreview.input.extend({ account, allIncome }),
    imports.importPreview.output,
  ),
  import: command(
    'receipts.write',
    imports.import.input.extend({ account, allIncome, headings: z.record(z.string().max(20), text(60)) }),
    imports.import.output,
  ),
}
