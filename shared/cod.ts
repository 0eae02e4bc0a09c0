import { z } from 'zod'
import { command, query } from './contract.ts'
import {
  count,
  date,
  fen,
  flag,
  id,
  instant,
  nothing,
  pageOf,
  paging,
  positiveFen,
  requiredText,
  text,
  typedFen,
  version,
  voidInput,
} from './fields.ts'
import { formatFen } from './money.ts'
import type { PhraseKey } from './language.ts'
import { PaperOutput } from './papers.ts'

/** 未收 · 司机手里 · 待点收 · 有差额 · 已结 · 作废 (duty 90). */
export const codStates = ['toCollect', 'onDriver', 'handedOver', 'difference', 'closed', 'void'] as const
export type CodState = (typeof codStates)[number]
export const codStateKeys: Record<CodState, PhraseKey> = {
  toCollect: 'cod.stateToCollect',
  onDriver: 'cod.stateOnDriver',
  handedOver: 'cod.stateHandedOver',
  difference: 'cod.stateDifference',
  closed: 'cod.stateClosed',
  void: 'cod.stateVoid',
}
/** How the customer paid the driver. */
export const codMethods = ['cash', 'bank', 'wechat', 'alipay'] as const
export type CodMethod = (typeof codMethods)[number]
export const codMethodKeys: Record<CodMethod, PhraseKey> = {
  cash: 'receipts.methodCash',
  bank: 'receipts.methodBank',
  wechat: 'receipts.methodWechat',
  alipay: 'receipts.methodAlipay',
}
/** Who bears what is missing: the driver owes it, the customer goes on owing it, or it was agreed to be taken off. */
export const codBearers = ['driver', 'customer', 'deduction'] as const
export type CodBearer = (typeof codBearers)[number]
export const codBearerKeys: Record<CodBearer, PhraseKey> = {
  driver: 'cod.bearerDriver',
  customer: 'cod.bearerCustomer',
  deduction: 'cod.bearerDeduction',
}
export const handoverStates = ['waiting', 'counted', 'void'] as const
export type HandoverState = (typeof handoverStates)[number]
export const handoverStateKeys: Record<HandoverState, PhraseKey> = {
  waiting: 'cod.handoverWaiting',
  counted: 'cod.handoverCounted',
  void: 'cod.handoverVoid',
}

/** Money of one note, in fen. */
export interface CodFacts {
  voided: boolean
  toCollectFen: number
  /** Collected and still with the driver; on a hand-over nobody counted yet; counted by the cashier. */
  onDriverFen: number
  waitingFen: number
  handedFen: number
  /**
   * Settled without the driver's money: by his debt, the customer's account or a deduction (negative where too much came
   * in), and by what the customer paid the office itself or had deducted (`codElsewhere`).
   */
  settledFen: number
  /** The driver said something of it, or something was settled: what is missing is a difference. */
  said: boolean
}

type CodSums = Pick<CodFacts, 'toCollectFen' | 'handedFen' | 'settledFen'>
/** The cash of a note and how its differences were settled, in fen. */
export interface CodCash extends CodSums {
  /** All that drivers took of the customer, counted or not; as counted where that is more than they said. */
  collectedFen: number
  /** Still with the driver or on a hand-over nobody counted. */
  pendingFen: number
  /** Of what is settled, what the driver bears. */
  driverFen: number
}
/**
 * What no driver took of the customer and nobody settled, in fen (duty 90). What a driver bears settles first what he
 * handed in short.
 */
export const codUncollected = (cash: CodCash): number => {
  const short = Math.max(0, cash.collectedFen - cash.pendingFen - cash.handedFen)
  return Math.max(0, cash.toCollectFen - cash.collectedFen - (cash.settledFen - Math.min(cash.driverFen, short)))
}
/**
 * What the customer paid the office itself of the cash that was to be collected, or had deducted, in fen (duty 90):
 * whatever stands against the note beside its cash, above the part of it that was never to be collected. It fills what
 * no driver collected and no more: cash a driver took is owed to the office whatever the customer paid beside it.
 */
export const codElsewhere = (cash: CodCash & { noteFen: number; otherPaidFen: number }): number =>
  Math.max(0, Math.min(cash.otherPaidFen - (cash.noteFen - cash.toCollectFen), codUncollected(cash)))

/** What of a note is neither handed in nor settled, in fen; negative where more came in than was to be collected. */
export const codOpen = ({ toCollectFen, handedFen, settledFen }: CodSums): number =>
  toCollectFen - handedFen - settledFen

/** The state of a note's cash from its facts. */
export const codStateOf = (facts: CodFacts): CodState => {
  if (facts.voided) return 'void'
  if (facts.waitingFen > 0) return 'handedOver'
  if (facts.onDriverFen > 0) return 'onDriver'
  if (codOpen(facts) === 0) return 'closed'
  return facts.said ? 'difference' : 'toCollect'
}

/** What of a note is still to be collected beside what the driver has already, in fen. */
export const codLeft = ({
  openFen,
  onDriverFen,
  waitingFen,
}: {
  openFen: number
  onDriverFen: number
  waitingFen: number
}): number => openFen - onDriverFen - waitingFen

export const CodRow = z.strictObject({
  id,
  deliveryNoteId: id,
  number: z.string(),
  customerId: id,
  customer: z.string(),
  driver: z.string(),
  deliveredOn: date,
  toCollectFen: fen,
  onDriverFen: fen,
  waitingFen: fen,
  handedFen: fen,
  settledFen: fen,
  openFen: fen,
  state: z.enum(codStates),
  /** Calendar days since the goods left. */
  days: count,
  version,
})
export type CodRow = z.output<typeof CodRow>

/** One time the driver collected, or came back without money. */
export const CodEntry = z.strictObject({
  id,
  codNoteId: id,
  number: z.string(),
  customer: z.string(),
  toCollectFen: fen,
  driver: z.string(),
  collectedFen: fen,
  method: z.enum(codMethods),
  collectedOn: date,
  reason: z.string(),
  handoverId: id.nullable(),
  handoverNumber: z.string().nullable(),
  handedFen: fen.nullable(),
  receiptId: id.nullable(),
  by: z.string(),
  at: instant,
  reversedReason: z.string().nullable(),
})
export type CodEntry = z.output<typeof CodEntry>

export const CodSettlement = z.strictObject({
  id,
  codNoteId: id,
  number: z.string(),
  customer: z.string(),
  driver: z.string(),
  amountFen: fen,
  bearer: z.enum(codBearers),
  reason: z.string(),
  adjustmentNumber: z.string().nullable(),
  by: z.string(),
  at: instant,
  reversedReason: z.string().nullable(),
  /** Of its note, for the command that takes it back. */
  noteVersion: version,
})
export type CodSettlement = z.output<typeof CodSettlement>

export const CodNote = CodRow.extend({
  entries: z.array(CodEntry).max(200),
  settlements: z.array(CodSettlement).max(200),
})
export type CodNote = z.output<typeof CodNote>

/** What of a note's settled sum the customer paid the office itself or had deducted, in fen. */
export const codPaidElsewhere = ({ settledFen, settlements }: CodNote): number =>
  settlements.reduce(
    (left, { amountFen, reversedReason }) => left - (reversedReason === null ? amountFen : 0),
    settledFen,
  )

/** What one driver has to account for, in fen; notes are those not closed. */
export const CodDriver = z.strictObject({
  driver: z.string(),
  notes: count,
  openFen: fen,
  toCollectFen: fen,
  onDriverFen: fen,
  waitingFen: fen,
  /** What is missing of notes that were handed in, or where the driver came back without. */
  differenceFen: fen,
  /** What the driver owes: differences he bears and has not paid back. */
  owedFen: fen,
  oldestDays: count,
})
export type CodDriver = z.output<typeof CodDriver>

export const HandoverRow = z.strictObject({
  id,
  number: z.string(),
  driver: z.string(),
  handedOn: date,
  notes: count,
  collectedFen: fen,
  /** What the cashier counted and saw, all ways of paying together; null = not counted yet. */
  handedFen: fen.nullable(),
  slipNumber: z.string(),
  state: z.enum(handoverStates),
  madeBy: z.string(),
  confirmedByName: z.string().nullable(),
  confirmedAt: instant.nullable(),
  version,
})
export type HandoverRow = z.output<typeof HandoverRow>

export const HandoverLine = z.strictObject({
  id,
  number: z.string(),
  deliveryNoteId: id,
  customer: z.string(),
  /** What was still to be brought of the note: a second part, or a difference paid back, owes no more than that. */
  toCollectFen: fen,
  collectedFen: fen,
  method: z.enum(codMethods),
  collectedOn: date,
  /** Why the driver brought another amount than he was to collect; '' where it is the same. */
  collectReason: z.string(),
  handedFen: fen.nullable(),
  reason: z.string(),
  receiptId: id.nullable(),
  receiptNumber: z.string().nullable(),
})
export type HandoverLine = z.output<typeof HandoverLine>

interface Parts extends Pick<
  HandoverLine,
  'toCollectFen' | 'collectedFen' | 'collectReason' | 'handedFen' | 'reason'
> {}

/** `-40.00 零头客户没给;-100.00 点钞少一百`: what the driver brought differs, then what the cashier counted; '' where nothing does. */
export const differencesOf = (line: Parts): string =>
  [
    [line.collectedFen - line.toCollectFen, line.collectReason],
    [(line.handedFen ?? line.collectedFen) - line.collectedFen, line.reason],
  ]
    .filter(([fen]) => fen !== 0)
    .map(([fen, why]) => `${formatFen(fen as number)} ${why}`.trim())
    .join(';')
export const Handover = HandoverRow.extend({
  remark: z.string(),
  /** Cash alone, as counted. */
  countedFen: fen.nullable(),
  printed: count,
  voidReason: z.string().nullable(),
  lines: z.array(HandoverLine).max(200),
})
export type Handover = z.output<typeof Handover>

/** Which notes of a driver are shown. */
export const codShows = ['open', 'toCollect', 'onDriver', 'handedOver', 'difference', 'closed'] as const
export type CodShow = (typeof codShows)[number]

export const cod = {
  /** Drivers with money to account for, the longest waiting first. */
  drivers: query('receipts.read', nothing, z.array(CodDriver).max(200)),
  notes: query(
    'receipts.read',
    z.strictObject({
      ...paging,
      driver: z.string().max(60).nullable().default(null),
      customerId: id.nullable().default(null),
      show: z.enum(codShows).default('open'),
    }),
    pageOf(CodRow),
  ),
  /** The cash of one delivery note; null where it collects none or has not left. */
  ofNote: query('receipts.read', z.strictObject({ deliveryNoteId: id }), CodNote.nullable()),
  read: query('receipts.read', z.strictObject({ id }), CodNote),
  /** What the driver says he collected: how much, how, when; another amount than was asked needs its reason. */
  collect: command(
    'receipts.write',
    z.strictObject({
      id,
      version,
      driver: requiredText(60),
      collectedFen: typedFen.min(0),
      method: z.enum(codMethods),
      collectedOn: date,
      reason: text(200),
    }),
    CodNote,
  ),
  /** Takes back what was keyed by mistake, as long as it is on no hand-over. */
  takeBack: command('receipts.write', z.strictObject({ entryId: id, version, reason: requiredText(200) }), CodNote),
  /** Money a driver has with him: what a hand-over is made of. */
  onDriver: query('receipts.read', z.strictObject({ driver: z.string().max(60) }), z.array(CodEntry).max(200)),
  /** 代收款交接单: the driver hands several notes' money over at once. */
  handOver: command(
    'receipts.write',
    z.strictObject({
      driver: requiredText(60),
      entryIds: z.array(id).min(1).max(200),
      handedOn: date,
      remark: text(200),
    }),
    Handover,
  ),
  handovers: query(
    'receipts.read',
    z.strictObject({
      ...paging,
      state: z.enum(handoverStates).nullable().default(null),
      driver: z.string().max(60).nullable().default(null),
    }),
    pageOf(HandoverRow),
  ),
  handover: query('receipts.read', z.strictObject({ id }), Handover),
  /** The cashier has counted the cash and seen the rest, note by note: receipts are made of it, in his name. */
  count: command(
    'receipts.confirm',
    z.strictObject({
      id,
      version,
      countedFen: typedFen.min(0),
      slipNumber: text(40),
      lines: z.array(z.strictObject({ lineId: id, handedFen: typedFen.min(0), reason: text(200) })).max(200),
    }),
    Handover,
  ),
  voidHandover: command('receipts.write', voidInput, Handover),
  /** What is missing (or too much) of a note is settled: who bears it and why. Fen; all that is open unless told. */
  settle: command(
    'cod.settle',
    z.strictObject({
      id,
      version,
      bearer: z.enum(codBearers),
      amountFen: positiveFen.nullable().default(null),
      reason: requiredText(200),
    }),
    CodNote,
  ),
  unsettle: command('cod.settle', z.strictObject({ settlementId: id, version, reason: requiredText(200) }), CodNote),
  /** What drivers owe and have not paid back. */
  debts: query('receipts.read', z.strictObject({ driver: z.string().max(60) }), z.array(CodSettlement).max(200)),
  /** The driver pays back what he owes of a note: it goes on a hand-over like what he collects. */
  repay: command(
    'receipts.write',
    z.strictObject({
      settlementId: id,
      version,
      amountFen: positiveFen,
      method: z.enum(codMethods),
      paidOn: date,
    }),
    CodNote,
  ),
  counts: query(
    'receipts.read',
    nothing,
    z.strictObject({ open: count, waiting: count, differences: count, old: flag }),
  ),
  handoverPaper: query('receipts.read', z.strictObject({ id }), PaperOutput),
  markPrinted: command('receipts.read', z.strictObject({ id }), z.strictObject({ printed: count })),
}
