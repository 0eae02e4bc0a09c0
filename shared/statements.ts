import { z } from 'zod'
import { command, query } from './contract.ts'
import {
  bytes,
  count,
  date,
  fen,
  flag,
  id,
  instant,
  micros,
  month,
  pageOf,
  paging,
  requiredText,
  thousandths,
  typedFen,
  version,
  voidInput,
} from './fields.ts'
import { noteKindKeys, noteKinds } from './deliveries.ts'
import { invoicedStates } from './invoicedStates.ts'
import type { PhraseKey, Translate } from './language.ts'
import { PaperOutput } from './papers.ts'
import { type RowKind, rowKinds } from './statementAccount.ts'
import { disputeEnds } from './statementDisputes.ts'
import { SheetShape } from './statementSheet.ts'
import { AccountRow, BalanceRow } from './statementAccounts.ts'

export const adjustmentKinds = ['deduction', 'freight', 'sample', 'opening', 'other'] as const
/** 草稿 · 已发 · 已回签 · 有异议 · 已收清 (duty 101). */
export const statementStates = ['draft', 'sent', 'signed', 'disputed', 'settled', 'void'] as const
export type StatementState = (typeof statementStates)[number]

export const statementStateKeys: Record<StatementState, PhraseKey> = {
  draft: 'statements.stateDraft',
  sent: 'statements.stateSent',
  signed: 'statements.stateSigned',
  disputed: 'statements.stateDisputed',
  settled: 'statements.stateSettled',
  void: 'statements.stateVoid',
}
export const adjustmentKindKeys: Record<(typeof adjustmentKinds)[number], PhraseKey> = {
  deduction: 'statements.kindDeduction',
  freight: 'statements.kindFreight',
  sample: 'statements.kindSample',
  opening: 'statements.kindOpening',
  other: 'statements.kindOther',
}
export const rowKindKeys: Record<RowKind, PhraseKey> = {
  delivery: 'papers.kindDelivery',
  return: 'papers.kindReturn',
  replacement: 'papers.kindReplacement',
  exchangeOut: 'papers.kindExchange',
  exchangeIn: 'papers.kindExchange',
  deduction: 'papers.kindDeduction',
  freight: 'papers.kindFreight',
  sample: 'papers.kindSample',
  adjustment: 'papers.kindAdjustment',
  receipt: 'papers.kindReceipt',
}
export const ledgerKindKeys: Record<LedgerRow['kind'], PhraseKey> = {
  ...noteKindKeys,
  ...adjustmentKindKeys,
  receipt: 'statements.receiptRow',
}

/** `对账单 永兴家居 2026-10.xlsx`: the workbook of a statement that ends on a day. */
export const statementFileName = (t: Translate, customer: string, periodTo: string): string =>
  `${t('statements.fileName', { customer, month: periodTo.slice(0, 7) })
    .replace(/[\\/:*?"<>|\r\n]+/g, ' ')
    .trim()}.xlsx`

/** The facts behind a statement's state. */
export interface StatementFacts {
  voided: boolean
  signBack: 'none' | 'waiting' | 'same' | 'different' | 'cancelled'
  /** What came back different was settled: the statement stands, with what was agreed for the next period. */
  settled?: boolean
  closingFen: number
  /** Confirmed money received after the period, in fen. */
  receivedSinceFen: number
}
export const deriveStatementState = ({
  voided,
  signBack,
  settled = false,
  closingFen,
  receivedSinceFen,
}: StatementFacts): StatementState => {
  if (voided) return 'void'
  if (signBack === 'different' && !settled) return 'disputed'
  if (signBack === 'same' || signBack === 'different') return receivedSinceFen >= closingFen ? 'settled' : 'signed'
  return signBack === 'waiting' ? 'sent' : 'draft'
}

export const StatementRow = z.strictObject({
  id,
  number: z.string(),
  customerId: id,
  customer: z.string(),
  periodFrom: date,
  periodTo: date,
  openingFen: fen,
  chargesFen: fen,
  returnsFen: fen,
  deductionsFen: fen,
  receiptsFen: fen,
  closingFen: fen,
  state: z.enum(statementStates),
  printed: count,
  madeAt: instant,
  disputeHow: z.enum(['', ...disputeEnds]),
  version,
})
export type StatementRow = z.output<typeof StatementRow>

export const StatementLine = z.strictObject({
  on: date,
  kind: z.enum(rowKinds),
  documentNumber: z.string(),
  /** 物料号: the customer's own code of the goods, else ours; '' of what is no goods. */
  code: z.string(),
  customerPo: z.string(),
  description: z.string(),
  unit: z.string(),
  quantity: thousandths.nullable(),
  priceMicros: micros.nullable(),
  amountFen: fen,
  receivedFen: fen,
  balanceFen: fen,
  unsigned: flag,
  remark: z.string(),
  /** How far its paper is invoiced today. */
  invoiced: z.enum(invoicedStates),
  deliveryLineId: id.nullable(),
})
export type StatementLine = z.output<typeof StatementLine>

export const Statement = StatementRow.extend({
  lines: z.array(StatementLine),
  madeBy: z.string(),
  difference: z.string().nullable(),
  differenceFen: fen.nullable(),
  voidReason: z.string().nullable(),
  /** Its period is locked: since it, or a later one of the customer, was signed or its dispute settled. */
  lockedAt: instant.nullable(),
})
export type Statement = z.output<typeof Statement>

/** What would be on the statement of a period, before it is made. */
export const StatementPreview = z.strictObject({
  periodFrom: date,
  periodTo: date,
  openingFen: fen,
  closingFen: fen,
  lines: z.array(StatementLine),
  unsignedNotes: count,
  zeroPrices: count,
  madeAs: z.string().nullable(),
})

const head = z.strictObject({
  name: z.string(),
  address: z.string(),
  phone: z.string(),
  fax: z.string(),
  bankName: z.string().optional(),
  bankAccountName: z.string().optional(),
  bankAccount: z.string().optional(),
})
/** The statement as paper and workbook print it (electron/papers/data.ts, StatementPaper). */
export const StatementData = z.strictObject({
  company: head,
  number: z.string(),
  customer: z.strictObject({
    name: z.string(),
    shortName: z.string(),
    contact: z.string(),
    phone: z.string(),
    fax: z.string(),
  }),
  periodFrom: date,
  periodTo: date,
  openingFen: fen,
  rows: z.array(StatementLine),
  chargesFen: fen,
  receiptsFen: fen,
  closingFen: fen,
  closingWords: z.string(),
  /** 票未开: released and not invoiced up to the end of the period, all of the customer. */
  uninvoicedFen: fen,
  /** As this customer wants its workbook. */
  shape: SheetShape,
  /** The name of the office's own workbook it is exported in; '' = as the program makes it. */
  template: z.string(),
  customerAddress: z.string(),
  madeOn: date,
  termsText: z.string(),
  replyBy: z.string(),
  madeBy: z.string(),
  version: count,
  printed: count,
})

/** One paper of the ledger (台账, duty 104): what it charges or brings in, and the customer's balance after it, fen. */
export const LedgerRow = z.strictObject({
  customerId: id,
  customer: z.string(),
  on: date,
  kind: z.enum([...noteKinds, ...adjustmentKinds, 'receipt']),
  documentId: id,
  number: z.string(),
  remark: z.string(),
  amountFen: fen,
  receivedFen: fen,
  balanceFen: fen,
})
export type LedgerRow = z.output<typeof LedgerRow>

/** How far the statements of a month are. */
export const MonthSums = z.strictObject({
  made: count,
  draft: count,
  sent: count,
  signed: count,
  disputed: count,
  settled: count,
  openingFen: fen,
  chargesFen: fen,
  receiptsFen: fen,
  closingFen: fen,
})
export type MonthSums = z.output<typeof MonthSums>

export const AdjustmentRow = z.strictObject({
  id,
  number: z.string(),
  customerId: id,
  customer: z.string(),
  adjustedOn: date,
  kind: z.enum(adjustmentKinds),
  amountFen: fen,
  reason: z.string(),
  by: z.string(),
  stated: flag,
  voided: flag,
  /** 调价: it corrects the price of a line. */
  ofPrice: flag,
  version,
})
export type AdjustmentRow = z.output<typeof AdjustmentRow>

export const statements = {
  list: query(
    'statements.read',
    z.strictObject({
      ...paging,
      month: month.nullable().default(null),
      customerId: id.nullable().default(null),
      state: z.enum(statementStates).nullable().default(null),
    }),
    pageOf(StatementRow),
  ),
  /** Sums over the standing statements of a month. */
  monthSums: query('statements.read', z.strictObject({ month }), MonthSums),
  read: query('statements.read', z.strictObject({ id }), Statement),
  preview: query('statements.read', z.strictObject({ customerId: id, month }), StatementPreview),
  make: command('statements.write', z.strictObject({ customerId: id, month }), Statement),
  /** All customers with movement or a balance in a month; those that have one already are left as they are (duty 102). */
  makeAll: command(
    'statements.write',
    z.strictObject({ month }),
    z.strictObject({ made: count, existing: count, closingFen: fen, ids: z.array(id).max(5000) }),
  ),
  /** Customers that have no statement of a month or a later one: what a run goes through, one by one. */
  toMake: query(
    'statements.write',
    z.strictObject({ month }),
    z.array(z.strictObject({ id, customer: z.string() })).max(20_000),
  ),
  /** Before a run: how many statements it makes, and why the other customers get none. */
  runAhead: query(
    'statements.write',
    z.strictObject({ month }),
    z.strictObject({
      toMake: count,
      /** Of these: nothing moved, the balance alone is brought forward. */
      forwardOnly: count,
      closingFen: fen,
      /** Has one of the month or a later one. */
      existing: count,
      /** The period begins after today. */
      notBegun: count,
      /** Nothing moved and nothing is owed. */
      nothing: count,
    }),
  ),
  /** One customer of a run; null where there is no movement and no balance, or it has one by now. */
  makeNext: command(
    'statements.write',
    z.strictObject({ customerId: id, month }),
    z.strictObject({ id: id.nullable(), closingFen: fen.nullable() }),
  ),
  void: command('statements.write', voidInput, StatementRow),
  paper: query('statements.read', z.strictObject({ id }), PaperOutput),
  data: query('statements.read', z.strictObject({ id }), StatementData),
  /** The bytes of the template a statement is exported in. Refused where the file is gone. */
  template: query('statements.read', z.strictObject({ id }), z.strictObject({ bytes })),
  /** How many standing statements of a month are exported in a template of the office, and whose: the first few. */
  templated: query(
    'statements.read',
    z.strictObject({ month }),
    z.strictObject({ made: count, apart: count, customers: z.array(z.string()).max(5) }),
  ),
  markPrinted: command('statements.read', z.strictObject({ id }), z.strictObject({ printed: count })),
  /** 期初 / 本期发生 / 已收 / 期末 of every customer at a month's end, and their sums (duty 104). */
  accounts: query(
    'statements.read',
    z.strictObject({ ...paging, month }),
    z.strictObject({
      rows: z.array(AccountRow).max(200),
      total: count,
      sums: z.strictObject({ openingFen: fen, chargesFen: fen, receiptsFen: fen, closingFen: fen }),
    }),
  ),
  /** What customers owed at the end of any day; fen. */
  balances: query(
    'statements.read',
    z.strictObject({ ...paging, on: date, customerId: id.nullable().default(null) }),
    z.strictObject({ rows: z.array(BalanceRow).max(200), total: count, sumFen: fen, laterFen: fen }),
  ),
  /** Every note, charge and receipt with the running balance, by customer and day; of a month, of a customer, or all. */
  ledger: query(
    'statements.read',
    z.strictObject({
      ...paging,
      month: month.nullable().default(null),
      customerId: id.nullable().default(null),
    }),
    pageOf(LedgerRow),
  ),
  /**
   * Whether a day lies in a period the customer has a statement of: what is entered on it stands in the next one. Null
   * where it does not.
   */
  statedOn: query(
    'statements.read',
    z.strictObject({ customerId: id, on: date }),
    z.strictObject({ number: z.string(), periodFrom: date, periodTo: date, locked: flag, nextMonth: month }).nullable(),
  ),
  /** 扣款 and 其他, and what takes off, only by who may settle; a charge (freight, samples) by whoever states. */
  adjust: command(
    'statements.write',
    z.strictObject({
      customerId: id,
      adjustedOn: date,
      kind: z.enum(adjustmentKinds),
      amountFen: typedFen.refine((amount) => amount !== 0),
      reason: requiredText(100),
    }),
    AdjustmentRow,
  ),
  /** 调价 of goods that left, in micros: the difference is an adjustment of today. */
  correctPrice: command(
    'statements.write',
    z.strictObject({ deliveryLineId: id, priceMicros: micros, reason: requiredText(100) }),
    AdjustmentRow,
  ),
  /** How a dispute ended; `amountFen` is what goes to the next period where it is adjusted. Gives the one that stands. */
  settleDispute: command(
    'statements.write',
    z.strictObject({
      id,
      version,
      how: z.enum(disputeEnds),
      amountFen: typedFen.nullable(),
      reason: requiredText(120),
    }),
    Statement,
  ),
  adjustments: query(
    'statements.read',
    z.strictObject({ ...paging, customerId: id.nullable().default(null) }),
    pageOf(AdjustmentRow),
  ),
  voidAdjustment: command('statements.write', voidInput, AdjustmentRow),
}
