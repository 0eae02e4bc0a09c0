import { type DateText, daysBetween } from './dates.ts'
import type { PhraseKey } from './language.ts'

/** 外协加工单: processes done by a factory outside (duties 69, 71). Quantities in thousandths, amounts in fen. */
export const outsideStates = ['out', 'partly', 'back', 'void'] as const
export type OutsideState = (typeof outsideStates)[number]
export const outsideStateKeys: Record<OutsideState | 'unsent', PhraseKey> = {
  unsent: 'outsourcing.stateUnsent',
  out: 'outsourcing.stateOut',
  partly: 'outsourcing.statePartly',
  back: 'outsourcing.stateBack',
  void: 'outsourcing.stateVoid',
}

/** What a slip or line shows: one nobody sent yet holds its goods, but is not outside. */
export type ShownOutsideState = OutsideState | 'unsent'
export const shownOutsideState = ({ state, sent }: { state: OutsideState; sent: boolean }): ShownOutsideState =>
  state === 'out' && !sent ? 'unsent' : state

/** What came back of a line on one day, or was given up as lost, as it stands: not taken back. */
export interface OutsideReturnFacts {
  kind: 'back' | 'lost'
  returnedOn: DateText
  good: number
  bad: number
  undone: number
}

/** Pieces (thousandths) that are outside no more by one return: good, rejects and what came back as it went. */
export const cameBack = ({ good, bad, undone }: Pick<OutsideReturnFacts, 'good' | 'bad' | 'undone'>): number =>
  good + bad + undone

/** A line from its standing returns: what is still outside, since when nothing is, and the state that makes. */
export const outsideLineOf = (
  quantity: number,
  gone: boolean,
  returns: readonly OutsideReturnFacts[],
): { open: number; backOn: DateText | null; state: OutsideState } => {
  if (gone) return { open: 0, backOn: null, state: 'void' }
  const back = returns.reduce((sum, each) => sum + cameBack(each), 0)
  const open = quantity - back
  if (open > 0) return { open, backOn: null, state: back > 0 ? 'partly' : 'out' }
  const backOn = returns.map(({ returnedOn }) => returnedOn).reduce((last, day) => (day > last ? day : last), '')
  return { open: 0, backOn, state: 'back' }
}

/** The slip as its lines are: anything outside keeps it open. */
export const outsideSlipState = (lines: readonly { state: OutsideState }[]): OutsideState => {
  const standing = lines.filter(({ state }) => state !== 'void')
  if (standing.length === 0) return 'void'
  if (standing.every(({ state }) => state === 'back')) return 'back'
  return standing.every(({ state }) => state === 'out') ? 'out' : 'partly'
}

/** Calendar days a line came back after its day, or is past it and still outside; 0 when in time. */
export const outsideLateDays = (
  { wantedOn, backOn, state }: { wantedOn: DateText; backOn: DateText | null; state: string },
  today: DateText,
): number => (state === 'void' ? 0 : Math.max(0, daysBetween(wantedOn, backOn ?? today)))

/** What may still be sent out of a process (thousandths): what it may do, less what it has done and what is outside. */
export const sendableOf = (operation: {
  quantity: number
  good: number
  scrap: number
  out: number
  /** Good of the process before; null for the first. */
  passedOn: number | null
}): number => {
  const { quantity, good, scrap, out, passedOn } = operation
  const most = passedOn === null ? quantity : Math.min(quantity, passedOn - scrap)
  return Math.max(0, most - good - out)
}
