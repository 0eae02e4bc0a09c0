import { plusDays } from './dates.ts'
import type { PhraseKey, Translate } from './language.ts'

/** What a complaint is about (papers.md 4.8); 错货 and 漏货 count in the error rate (duty 134). */
export const complaintKinds = [
  'quality',
  'quantity',
  'wrongStyle',
  'damage',
  'late',
  'service',
  'wrongGoods',
  'missing',
] as const
export type ComplaintKind = (typeof complaintKinds)[number]
export const complaintKindKeys: Record<ComplaintKind, PhraseKey> = {
  quality: 'complaints.kindQuality',
  quantity: 'complaints.kindQuantity',
  wrongStyle: 'complaints.kindWrongStyle',
  damage: 'complaints.kindDamage',
  late: 'complaints.kindLate',
  service: 'complaints.kindService',
  wrongGoods: 'complaints.kindWrongGoods',
  missing: 'complaints.kindMissing',
}

/** What the customer wants (papers.md 4.8). */
export const complaintWants = ['replacement', 'exchange', 'return', 'deduction', 'other'] as const
export type ComplaintWant = (typeof complaintWants)[number]
export const complaintWantKeys: Record<ComplaintWant, PhraseKey> = {
  replacement: 'complaints.wantReplacement',
  exchange: 'complaints.wantExchange',
  return: 'complaints.wantReturn',
  deduction: 'complaints.wantDeduction',
  other: 'complaints.wantOther',
}

export const complaintStates = ['toConfirm', 'confirmed', 'rejected', 'closed', 'void'] as const
export type ComplaintState = (typeof complaintStates)[number]
export const complaintStateKeys: Record<ComplaintState, PhraseKey> = {
  toConfirm: 'complaints.stateToConfirm',
  confirmed: 'complaints.stateConfirmed',
  rejected: 'complaints.stateRejected',
  closed: 'complaints.stateClosed',
  void: 'complaints.stateVoid',
}

export interface ComplaintFacts {
  voidedAt: string | null
  closedAt: string | null
  /** What the manager said: `confirmed` or `rejected`; null while nobody has. */
  decision: string | null
}
/** The state of a complaint from what happened to it (duties 96–98). */
export const deriveComplaintState = ({ voidedAt, closedAt, decision }: ComplaintFacts): ComplaintState => {
  if (voidedAt !== null) return 'void'
  if (closedAt !== null) return 'closed'
  if (decision === null) return 'toConfirm'
  return decision === 'rejected' ? 'rejected' : 'confirmed'
}

/** 小配件 leave from stock; 整件 and parts that must be made go to the workshop (papers.md 4.9). */
export const replacementWays = ['stock', 'made'] as const
export type ReplacementWay = (typeof replacementWays)[number]
export const replacementWayKeys: Record<ReplacementWay, PhraseKey> = {
  stock: 'complaints.wayStock',
  made: 'complaints.wayMade',
}

/** 待下单 → 生产中 → 待寄 → 已寄 (papers.md 4.9). */
export const replacementStates = ['toOrder', 'making', 'toSend', 'sent', 'void'] as const
export type ReplacementState = (typeof replacementStates)[number]
export const replacementStateKeys: Record<ReplacementState, PhraseKey> = {
  toOrder: 'complaints.replacementToOrder',
  making: 'complaints.replacementMaking',
  toSend: 'complaints.replacementToSend',
  sent: 'complaints.replacementSent',
  void: 'complaints.stateVoid',
}

export interface ReplacementFacts {
  voidedAt: string | null
  way: ReplacementWay
  /** Its production notice has been released. */
  noticed: boolean
  /** Quantities in thousandths: on the slip, through the last process, on notes that have left. */
  wanted: number
  finished: number
  sent: number
}
export const deriveReplacementState = (facts: ReplacementFacts): ReplacementState => {
  if (facts.voidedAt !== null) return 'void'
  if (facts.sent >= facts.wanted) return 'sent'
  if (facts.way === 'stock' || facts.finished >= facts.wanted) return 'toSend'
  return facts.noticed ? 'making' : 'toOrder'
}

/** Minutes from one moment to another, never less than none. */
export const minutesBetween = (from: string, to: string): number =>
  Math.max(0, Math.floor((new Date(to).getTime() - new Date(from).getTime()) / 60_000))

/** `25 分钟`, `3 小时 5 分`, `2 天 4 小时`: the time gap on a complaint (duty 96). */
export const gapWords = (t: Translate, minutes: number): string => {
  if (minutes < 60) return t('complaints.gapMinutes', { minutes })
  const hours = Math.floor(minutes / 60)
  if (hours < 24) return t('complaints.gapHours', { hours, minutes: minutes % 60 })
  return t('complaints.gapDays', { days: Math.floor(hours / 24), hours: hours % 24 })
}

/** Whether something asked for `hours` ago at most is late at a moment; 0 hours = never. */
export const isOverHours = (from: string, now: string, hours: number): boolean =>
  hours > 0 && minutesBetween(from, now) > hours * 60

/** The first day a complaint of the same product still counts as the same again, 90 days before. */
export const repeatDays = 90
export const repeatsSince = (day: string): string => plusDays(day, -repeatDays)

export interface CostParts {
  /** Fen; null = nobody said. */
  materialFen: number | null
  labourFen: number | null
  freightFen: number | null
  otherFen: number | null
  /** Taken off the customer's account for it: known from the account itself. */
  deductionFen: number
}
/** What a complaint cost in fen; null while nobody has said anything. */
export const costOf = ({ materialFen, labourFen, freightFen, otherFen, deductionFen }: CostParts): number | null => {
  const typed = [materialFen, labourFen, freightFen, otherFen].filter((part) => part !== null)
  if (typed.length === 0 && deductionFen === 0) return null
  return typed.reduce((sum, part) => sum + part, deductionFen)
}

/** What may still come back, be exchanged or be deducted of a line of a note (thousandths). */
export interface LineUse {
  /** On the line of the note. */
  delivered: number
  returned: number
  exchanged: number
  deducted: number
}
export const leftOfLine = ({ delivered, returned, exchanged, deducted }: LineUse): number =>
  Math.max(0, delivered - returned - exchanged - deducted)
