import { z } from 'zod'
import { command, query } from './contract.ts'
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
  thousandths,
  version,
  voidInput,
} from './fields.ts'
import type { PhraseKey } from './language.ts'
import { PaperOutput } from './papers.ts'

/** The classes of 月结检查 (duty 103, S0-9.12), in the order they are gone through. */
export const findingKinds = [
  'numberGap',
  'serialGap',
  'faxWithoutOrder',
  'orderWithoutNote',
  'finishedWithoutNote',
  'noteNotLeft',
  'unsignedNote',
  'openDifference',
  'noteInNoStatement',
  'zeroPrice',
  'moneyNotAssigned',
  'moneyNotConfirmed',
  'codNotHandedIn',
  'codDifference',
  'customerWithoutStatement',
  'statementNotSigned',
  'statementDisputed',
] as const
export type FindingKind = (typeof findingKinds)[number]
export const findingKeys: Record<FindingKind, PhraseKey> = {
  numberGap: 'monthEnd.numberGap',
  serialGap: 'monthEnd.serialGap',
  faxWithoutOrder: 'monthEnd.faxWithoutOrder',
  orderWithoutNote: 'monthEnd.orderWithoutNote',
  finishedWithoutNote: 'monthEnd.finishedWithoutNote',
  noteNotLeft: 'monthEnd.noteNotLeft',
  unsignedNote: 'monthEnd.unsignedNote',
  openDifference: 'monthEnd.openDifference',
  noteInNoStatement: 'monthEnd.noteInNoStatement',
  zeroPrice: 'monthEnd.zeroPrice',
  moneyNotAssigned: 'monthEnd.moneyNotAssigned',
  moneyNotConfirmed: 'monthEnd.moneyNotConfirmed',
  codNotHandedIn: 'monthEnd.codNotHandedIn',
  codDifference: 'monthEnd.codDifference',
  customerWithoutStatement: 'monthEnd.customerWithoutStatement',
  statementNotSigned: 'monthEnd.statementNotSigned',
  statementDisputed: 'monthEnd.statementDisputed',
}

/** One thing a month lacks: the paper it is about (`id` 0: a number without a paper) and its money, fen. */
export const Finding = z.strictObject({
  id: count,
  number: z.string(),
  customer: z.string(),
  on: z.string(),
  text: z.string(),
  fen,
})
export type Finding = z.output<typeof Finding>

/** A class that is handed over as it is: how many there were, why, by whom and when. */
export const SignOff = z.strictObject({ id, total: count, fen, reason: z.string(), by: z.string(), at: instant })
export type SignOff = z.output<typeof SignOff>

/** A class and what it lacks: of this month (and, where things stay open, of the months before it), and of the month before. */
export const MonthClass = z.strictObject({
  kind: z.enum(findingKinds),
  total: count,
  fen,
  /** As many there are still of the month before. */
  before: count,
  signedOff: SignOff.nullable(),
})
export type MonthClass = z.output<typeof MonthClass>

/** clean: nothing · signedOff: known, with a reason · more: more came since that was said · open. */
export const classStates = ['clean', 'signedOff', 'more', 'open'] as const
export type ClassState = (typeof classStates)[number]
export const classStateOf = ({ total, signedOff }: Pick<MonthClass, 'total' | 'signedOff'>): ClassState => {
  if (total === 0) return 'clean'
  if (!signedOff) return 'open'
  return total > signedOff.total ? 'more' : 'signedOff'
}
/** The month can be given to accounting with it. */
export const isSettledClass = (row: Pick<MonthClass, 'total' | 'signedOff'>): boolean =>
  ['clean', 'signedOff'].includes(classStateOf(row))

const Sum = z.strictObject({ count, fen })
/** The papers of a calendar month, added up; fen. Returns and deductions are negative. */
export const MonthSums = z.strictObject({
  notes: Sum,
  returns: Sum,
  exchanges: Sum,
  replacements: Sum,
  adjustments: Sum,
  receipts: Sum,
  /** 台账 of all customers, from the ledger. */
  openingFen: fen,
  closingFen: fen,
  /** Closings of every customer's last statement up to the month's end. */
  statements: Sum,
  /** Papers up to the month's end that stand in none of them. */
  unstated: Sum,
  /** Papers that stand in one and were voided since: what they would add. */
  statedVoid: Sum,
  cod: Sum,
  codOpenFen: fen,
  unsigned: Sum,
  /** Left up to the month's end and not wholly invoiced. */
  uninvoiced: Sum,
})
export type MonthSums = z.output<typeof MonthSums>
export const sumNames = ['notes', 'returns', 'exchanges', 'replacements', 'adjustments', 'receipts'] as const
export type SumName = (typeof sumNames)[number]
export const sumKeys: Record<SumName, PhraseKey> = {
  notes: 'monthEnd.sumNotes',
  returns: 'monthEnd.sumReturns',
  exchanges: 'monthEnd.sumExchanges',
  replacements: 'monthEnd.sumReplacements',
  adjustments: 'monthEnd.sumAdjustments',
  receipts: 'monthEnd.sumReceipts',
}

/** 期初 + 送货 + 退货 + 换货 + 补件 + 扣款运费 − 收款, fen: what the papers alone make of it. */
export const byPapersFen = (sums: MonthSums): number =>
  sums.openingFen +
  sums.notes.fen +
  sums.returns.fen +
  sums.exchanges.fen +
  sums.replacements.fen +
  sums.adjustments.fen -
  sums.receipts.fen
/** Σ 对账单期末 + 没进对账单的 − 进了对账单又作废的, fen: what the statements make of it. */
export const byStatementsFen = (sums: MonthSums): number =>
  sums.statements.fen + sums.unstated.fen - sums.statedVoid.fen
/** What papers and statements differ from the ledger by, fen; both are 0 where nothing is wrong. */
export const tiesOf = (sums: MonthSums): { papersFen: number; statementsFen: number } => ({
  papersFen: byPapersFen(sums) - sums.closingFen,
  statementsFen: byStatementsFen(sums) - sums.closingFen,
})

/** The sheets of the pack beside the cover, the balances and the exceptions. */
export const packSheets = [
  'notes',
  'returns',
  'receipts',
  'adjustments',
  'statements',
  'cod',
  'unsigned',
  'uninvoiced',
] as const
export type PackSheet = (typeof packSheets)[number]
export const packSheetKeys: Record<PackSheet, PhraseKey> = {
  notes: 'monthEnd.sheetNotes',
  returns: 'monthEnd.sheetReturns',
  receipts: 'monthEnd.sheetReceipts',
  adjustments: 'monthEnd.sheetAdjustments',
  statements: 'monthEnd.sheetStatements',
  cod: 'monthEnd.sheetCod',
  unsigned: 'monthEnd.sheetUnsigned',
  uninvoiced: 'monthEnd.sheetUninvoiced',
}
/** A paper on a sheet of the pack. `fens`: its money columns, as the sheet names them. */
export const PackRow = z.strictObject({
  on: z.string(),
  number: z.string(),
  customer: z.string(),
  kind: z.string(),
  text: z.string(),
  quantity: thousandths,
  fens: z.array(fen).max(5),
  state: z.string(),
})
export type PackRow = z.output<typeof PackRow>

/** A class as it was handed over. */
export const HandedClass = z.strictObject({
  kind: z.enum(findingKinds),
  total: count,
  fen,
  reason: z.string(),
  by: z.string(),
})
export type HandedClass = z.output<typeof HandedClass>

/** 月结移交单: a month given to accounting. */
export const MonthHandover = z.strictObject({
  id,
  number: z.string(),
  month,
  taker: z.string(),
  takenOn: date,
  remark: z.string(),
  by: z.string(),
  at: instant,
  sums: MonthSums,
  classes: z.array(HandedClass),
  voided: flag,
  voidReason: z.string().nullable(),
  printed: count,
  version,
})
export type MonthHandover = z.output<typeof MonthHandover>

/** What became of a paper of the month after it was handed over. */
export const changeKinds = ['released', 'voided', 'confirmed', 'adjusted', 'stated'] as const
export const changeKeys: Record<(typeof changeKinds)[number], PhraseKey> = {
  released: 'monthEnd.changeReleased',
  voided: 'monthEnd.changeVoided',
  confirmed: 'monthEnd.changeConfirmed',
  adjusted: 'monthEnd.changeAdjusted',
  stated: 'monthEnd.changeStated',
}
export const changedWords = ['deliveries', 'receipts', 'adjustments', 'statements'] as const
/** `fen`: what it changes the month's closing by (of a statement: nothing, 0). */
export const LaterChange = z.strictObject({
  word: z.enum(changedWords),
  id,
  number: z.string(),
  customer: z.string(),
  on: date,
  at: instant,
  change: z.enum(changeKinds),
  fen,
})
export type LaterChange = z.output<typeof LaterChange>

export const monthEnd = {
  /** Every class with its counts, and the hand-over of the month if there was one. */
  check: query(
    'statements.read',
    z.strictObject({ month }),
    z.strictObject({ month, classes: z.array(MonthClass), handover: MonthHandover.nullable() }),
  ),
  rows: query('statements.read', z.strictObject({ ...paging, month, kind: z.enum(findingKinds) }), pageOf(Finding)),
  /** Leaves a class as it is, with a reason. `total`: how many were seen; another number is refused. */
  signOff: command(
    'statements.write',
    z.strictObject({ month, kind: z.enum(findingKinds), total: count.min(1), reason: requiredText(200) }),
    SignOff,
  ),
  takeBack: command('statements.write', z.strictObject({ id, reason: requiredText(200) }), z.strictObject({ id })),
  sums: query('statements.read', z.strictObject({ month }), MonthSums),
  pack: query('statements.read', z.strictObject({ ...paging, month, sheet: z.enum(packSheets) }), pageOf(PackRow)),
  /** Gives the month to accounting: every class must be clean or signed off. `closingFen`: the ledger as it was seen. */
  handOver: command(
    'statements.write',
    z.strictObject({ month, taker: requiredText(20), takenOn: date, remark: text(200), closingFen: fen }),
    MonthHandover,
  ),
  handovers: query('statements.read', z.strictObject(paging), pageOf(MonthHandover)),
  handover: query('statements.read', byId, MonthHandover),
  /** What became of the month since, the newest first, and its sums as they are now. */
  changes: query('statements.read', z.strictObject({ ...paging, id }), pageOf(LaterChange)),
  voidHandover: command('statements.write', voidInput, MonthHandover),
  paper: query('statements.read', byId, PaperOutput),
  markPrinted: command('statements.read', byId, z.strictObject({ printed: count })),
}
