import { z } from 'zod'
import { count, date, fen, flag, id, instant, requiredText, text, thousandths, version } from './fields.ts'

const card = {
  name: requiredText(60),
  shortName: requiredText(20),
  /** 助记码: pinyin initials, corrected by hand. */
  initials: text(20),
  contact: text(20),
  phone: text(40),
  fax: text(40),
  address: text(100),
  /** The processes it does. */
  processIds: z.array(id).max(60),
  remark: text(500),
  active: flag,
}
/** 外协厂: a factory outside (duty 72). */
export const FactoryDraft = z.strictObject({ id: id.nullable(), ...card, version })
export type FactoryDraft = z.output<typeof FactoryDraft>
export const FactoryCard = z.strictObject({ id, ...card, version })
export type FactoryCard = z.output<typeof FactoryCard>

export const emptyFactory: FactoryDraft = {
  id: null,
  name: '',
  shortName: '',
  initials: '',
  contact: '',
  phone: '',
  fax: '',
  address: '',
  processIds: [],
  remark: '',
  active: true,
  version: 0,
}

export const FactoryRow = z.strictObject({
  id,
  name: z.string(),
  shortName: z.string(),
  initials: z.string(),
  contact: z.string(),
  phone: z.string(),
  /** 电镀、抛光 */
  processes: z.string(),
  /** Lines still outside, and of them past their day. */
  openLines: count,
  lateLines: count,
  active: flag,
})
export type FactoryRow = z.output<typeof FactoryRow>

export const FactoryFound = z.strictObject({
  id,
  name: z.string(),
  shortName: z.string(),
  contact: z.string(),
  phone: z.string(),
  processes: z.string(),
})
export type FactoryFound = z.output<typeof FactoryFound>

/** What a period says of a factory, from the records alone. Quantities in thousandths. */
export const FactoryFigures = z.strictObject({
  /** Lines whose day lies in the period and has come; of them not whole back on that day. */
  due: count,
  late: count,
  /** Calendar days of all late ones together. */
  lateDays: count,
  /** Of what came back in the period: good, rejects, of them scrap; given up as lost. */
  good: thousandths,
  bad: thousandths,
  scrap: thousandths,
  lost: thousandths,
  /** Amount of the slips sent in the period; null for who sees no prices. */
  amountFen: fen.nullable(),
  /** For what came back good in the period. */
  payableFen: fen.nullable(),
})
export type FactoryFigures = z.output<typeof FactoryFigures>

/** 晚交率: late of due. */
export const lateRateOf = ({ late, due }: Pick<FactoryFigures, 'late' | 'due'>) => ({
  numerator: late,
  denominator: due,
})
/** 不良率 = 不良/(合格+不良) (papers.md 4.4); what was lost is no reject. */
export const defectRateOf = ({ good, bad }: Pick<FactoryFigures, 'good' | 'bad'>) => ({
  numerator: bad,
  denominator: good + bad,
})
/** `12.5%`, half up to a tenth; a dash where there is nothing to divide by. */
export const percentText = ({ numerator, denominator }: { numerator: number; denominator: number }): string =>
  denominator === 0 ? '—' : `${(Math.floor((numerator * 2000 + denominator) / (denominator * 2)) / 10).toFixed(1)}%`

/** One factory on the call sheet. */
export const CallFactory = z.strictObject({
  factoryId: id,
  factory: z.string(),
  contact: z.string(),
  phone: z.string(),
  open: count,
  /** Due today or past its day, and of them not asked about today. */
  due: count,
  unanswered: count,
  lateDays: count,
  askedAt: instant.nullable(),
})
export type CallFactory = z.output<typeof CallFactory>

export const CallQuestion = z.strictObject({
  lineId: id,
  slipId: id,
  number: z.string(),
  orderNumber: z.string(),
  processName: z.string(),
  description: z.string(),
  unit: z.string(),
  sentOn: date,
  wantedOn: date,
  quantity: thousandths,
  open: thousandths,
  lateDays: count,
  /** The day the next process is planned to end: who waits for it. */
  plannedFinish: date,
  /** What was said last. */
  askedAt: instant.nullable(),
  spokenTo: z.string(),
  words: z.string(),
  /** The day promised last, and how often it was put off. */
  promisedOn: date.nullable(),
  putOff: count,
  /** Asked about on this day already. */
  askedToday: flag,
})
export type CallQuestion = z.output<typeof CallQuestion>
