import { z } from 'zod'
import { command, query } from './contract.ts'
import { settlements } from './customers.ts'
import { daysBetween, plusDays } from './dates.ts'
import { count, date, fen, flag, id, pageOf, paging, positiveFen, requiredText, text } from './fields.ts'
import type { PhraseKey } from './language.ts'
import { PaperOutput } from './papers.ts'
import { LedgerRow } from './statements.ts'

/** 未到期, then days past due (duty 32). */
export const ages = ['notDue', 'to30', 'to60', 'to90', 'over90'] as const
export type Age = (typeof ages)[number]
export const ageKeys: Record<Age, PhraseKey> = {
  notDue: 'receivables.notDue',
  to30: 'receivables.to30',
  to60: 'receivables.to60',
  to90: 'receivables.to90',
  over90: 'receivables.over90',
}

/** Days of credit: those of a monthly customer; who pays otherwise owes at once. The same as the credit strip counts. */
export const creditDays = ({ settlement, termDays }: { settlement: string; termDays: number }): number =>
  settlement === 'monthly' ? termDays : 0

/** The last day on which a charge of a day may be paid. */
export const dueDay = (on: string, terms: { settlement: string; termDays: number }): string =>
  plusDays(on, creditDays(terms))

export const ageOf = (dueOn: string, asOf: string): Age => {
  const days = daysBetween(dueOn, asOf)
  if (days <= 0) return 'notDue'
  return days <= 30 ? 'to30' : days <= 60 ? 'to60' : days <= 90 ? 'to90' : 'over90'
}

/**
 * open: the day has not passed · kept: all of it came by the day · late: it came, after the day · changed: another day
 * was named before it came · broken: the day passed without it.
 */
export const payStates = ['open', 'kept', 'late', 'changed', 'broken'] as const
export type PayState = (typeof payStates)[number]
export const payStateKeys: Record<PayState, PhraseKey> = {
  open: 'receivables.payOpen',
  kept: 'receivables.payKept',
  late: 'receivables.payLate',
  changed: 'receivables.payChanged',
  broken: 'receivables.payBroken',
}

/** What becomes of a promise to pay: `paidByFen` came by the day, `paidFen` in all since it was made. */
export const payStateOf = (
  promise: { amountFen: number; promisedOn: string },
  facts: { paidByFen: number; paidFen: number; changed: boolean },
  today: string,
): PayState => {
  if (facts.paidByFen >= promise.amountFen) return 'kept'
  if (facts.changed) return 'changed'
  if (promise.promisedOn >= today) return 'open'
  return facts.paidFen >= promise.amountFen ? 'late' : 'broken'
}

export const PayPromise = z.strictObject({
  id,
  promisedOn: date,
  amountFen: fen,
  person: z.string(),
  by: z.string(),
  saidOn: date,
  /** Confirmed money that came since, fen. */
  paidFen: fen,
  state: z.enum(payStates),
})
export type PayPromise = z.output<typeof PayPromise>

export const LastCall = z.strictObject({ on: date, summary: z.string(), person: z.string(), by: z.string() })

/** What a customer owes on a day, by age; fen. */
export const Aged = z.strictObject({
  /** Charges less money, as the ledger has it: all ages less what was paid in advance. */
  balanceFen: fen,
  notDueFen: fen,
  to30Fen: fen,
  to60Fen: fen,
  to90Fen: fen,
  over90Fen: fen,
  overdueFen: fen,
  /** 预收: money and credits that are set against nothing that was delivered. */
  prepaidFen: fen,
  /** 待确认: entered up to the day and not confirmed by the cashier; in no other sum. */
  waitingFen: fen,
})
export type Aged = z.output<typeof Aged>
export const agedFields = [
  'balanceFen',
  'notDueFen',
  'to30Fen',
  'to60Fen',
  'to90Fen',
  'over90Fen',
  'overdueFen',
  'prepaidFen',
  'waitingFen',
] as const satisfies (keyof Aged)[]

export const ReceivableRow = Aged.extend({
  customerId: id,
  customer: z.string(),
  settlement: z.enum(settlements),
  termDays: count,
  /** 0 = no limit. */
  limitFen: fen,
  /** Owed and still on order, today. */
  usedFen: fen,
  lastCall: LastCall.nullable(),
  promise: PayPromise.nullable(),
})
export type ReceivableRow = z.output<typeof ReceivableRow>

/** Of the credit limit, whole percent; null without a limit. */
export const usedPercent = ({ limitFen, usedFen }: Pick<ReceivableRow, 'limitFen' | 'usedFen'>): number | null =>
  limitFen <= 0 ? null : Math.round((Math.max(0, usedFen) * 100) / limitFen)

export const orders = ['overdue', 'balance', 'name'] as const
export const views = ['all', 'overdue', 'broken', 'prepaid'] as const
export type ReceivableView = (typeof views)[number]
export const viewKeys: Record<ReceivableView, PhraseKey> = {
  all: 'app.all',
  overdue: 'receivables.viewOverdue',
  broken: 'receivables.viewBroken',
  prepaid: 'receivables.viewPrepaid',
}

/** A charge of a customer that is not paid on a day. */
export const AgedItem = z.strictObject({
  kind: z.enum(['note', 'charge', 'opening']),
  documentId: id,
  number: z.string(),
  on: date,
  dueOn: date,
  /** Days past due; 0 while it is not. */
  lateDays: count,
  totalFen: fen,
  paidFen: fen,
  creditFen: fen,
  openFen: fen,
  remark: z.string(),
})
export type AgedItem = z.output<typeof AgedItem>

export const receivableFilter = {
  /** Any day: money and papers up to it. Null: today. */
  on: date.nullable().default(null),
  view: z.enum(views).default('all'),
  customerId: id.nullable().default(null),
  order: z.enum(orders).default('overdue'),
}

/** Where the ledger was left off: the next rows follow it. */
export const LedgerPlace = z.strictObject({
  on: date,
  rank: z.number().int(),
  number: text(40),
  kind: text(20),
  documentId: id,
  balanceFen: fen,
})

export const receivables = {
  list: query(
    'statements.read',
    z.strictObject({ ...paging, ...receivableFilter }),
    z.strictObject({ rows: z.array(ReceivableRow).max(200), total: count, on: date, sums: Aged }),
  ),
  /** What a customer has not paid, the oldest first. */
  items: query(
    'statements.read',
    z.strictObject({ ...paging, customerId: id, on: date.nullable().default(null) }),
    pageOf(AgedItem),
  ),
  /** A customer alone: ages, limit, calls and promises. */
  read: query(
    'statements.read',
    z.strictObject({ customerId: id, on: date.nullable().default(null) }),
    ReceivableRow.extend({ contact: z.string(), phone: z.string(), promises: z.array(PayPromise).max(50) }),
  ),
  /** A call for money: who said what; with a day and an amount it is a promise. */
  call: command(
    'receipts.write',
    z.strictObject({
      customerId: id,
      person: text(30),
      summary: requiredText(300),
      promisedOn: date.nullable().default(null),
      amountFen: positiveFen.nullable().default(null),
      nextOn: date.nullable().default(null),
      /** Somebody was asked about a promise of more than is owed. */
      sure: flag.default(false),
    }),
    z.strictObject({ customerId: id, promise: PayPromise.nullable() }),
  ),
  /** 台账 of a customer from a place on, without counting what came before again: for the workbook. */
  ledger: query(
    'statements.read',
    z.strictObject({
      customerId: id,
      from: date.nullable().default(null),
      to: date.nullable().default(null),
      after: LedgerPlace.nullable().default(null),
      limit: count.min(1).max(5000).default(5000),
    }),
    z.strictObject({ rows: z.array(LedgerRow).max(5000), next: LedgerPlace.nullable(), rest: flag }),
  ),
  paper: query('statements.read', z.strictObject(receivableFilter), PaperOutput),
}
export type LedgerPlace = z.output<typeof LedgerPlace>
export type ReceivableFilter = { [K in keyof typeof receivableFilter]: z.output<(typeof receivableFilter)[K]> }
