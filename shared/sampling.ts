import type { PhraseKey } from './language.ts'
import {
  aqls,
  type Letter,
  letters,
  type Level,
  levels,
  lotRanges,
  masterTables,
  sampleSizes,
  type Strictness,
} from './samplingTables.ts'

/*
 * 计数抽样 by GB/T 2828.1-2012, the same as ISO 2859-1:1999 (duties 73, 74): single sampling, lot by lot. Up to AQL 10 it
 * counts nonconforming pieces or nonconformities per hundred, above it nonconformities alone.
 */

export const strictnessKeys: Record<Strictness, PhraseKey> = {
  normal: 'quality.normal',
  tightened: 'quality.tightened',
  reduced: 'quality.reduced',
}

/** A plan: so many pieces, accepted up to `accept` defects, rejected from `accept + 1`. */
export interface SamplingPlan {
  letter: Letter
  /** Pieces to look at; all of the lot where the table asks for as many or more. */
  sample: number
  accept: number
  reject: number
  /** 全检: the table's sample is as large as the lot or larger. */
  whole: boolean
}

/** AQL as it is written: 2500 → `2.5`, 4000 → `4.0`, 10 → `0.010`, 10000 → `10`. */
export const aqlText = (aql: number): string =>
  aql >= 10_000 ? String(aql / 1000) : aql >= 1000 ? (aql / 1000).toFixed(1) : (aql / 1000).toFixed(aql < 100 ? 3 : 2)

/** The code letter of a lot of so many pieces; a single piece is a lot of the smallest range. */
export const codeLetter = (lot: number, level: Level): Letter => {
  const range = lotRanges.find(([most]) => lot <= most) ?? lotRanges.at(-1)!
  return range[1].split(' ')[levels.indexOf(level)] as Letter
}

const cells: Record<Strictness, Map<Letter, string[]>> = {
  normal: new Map(),
  tightened: new Map(),
  reduced: new Map(),
}
for (const [strictness, table] of Object.entries(masterTables))
  for (const [letter, row] of Object.entries(table))
    cells[strictness as Strictness].set(letter as Letter, row.split(' '))

/** The cell of a master table: a number, `↓` or `↑`. */
const cellOf = (strictness: Strictness, letter: Letter, aql: number): string =>
  cells[strictness].get(letter)?.[(aqls as readonly number[]).indexOf(aql)] ?? ''

/** The letter whose plan is used after all arrows were followed, and its Ac. */
export const masterPlan = (
  strictness: Strictness,
  letter: Letter,
  aql: number,
): { letter: Letter; sample: number; accept: number } => {
  let at = letters.indexOf(letter)
  let cell = cellOf(strictness, letter, aql)
  while (cell === '↓' || cell === '↑') {
    at += cell === '↓' ? 1 : -1
    cell = cellOf(strictness, letters[at]!, aql)
  }
  if (!/^\d+$/.test(cell)) throw new RangeError(`no plan for ${strictness} ${letter} ${aql}`)
  return { letter: letters[at]!, sample: sampleSizes[strictness][at]!, accept: Number(cell) }
}

/** The plan for a lot of so many pieces (duties 73, 74). */
export const planFor = (lot: number, level: Level, strictness: Strictness, aql: number): SamplingPlan => {
  const { letter, sample, accept } = masterPlan(strictness, codeLetter(lot, level), aql)
  return { letter, accept, reject: accept + 1, sample: Math.min(sample, lot), whole: sample >= lot }
}

/**
 * Ac for a sample that is not the table's, decided by hand: that of the largest sample of the column that is no larger. A
 * smaller one than any of them lets no defect pass, so that nobody buys acceptance by looking at less.
 */
export const acceptOfSample = (sample: number, strictness: Strictness, aql: number): number => {
  let accept = 0
  for (const [index, letter] of letters.entries()) {
    const cell = cellOf(strictness, letter, aql)
    const size = sampleSizes[strictness][index]
    if (size !== undefined && size <= sample && /^\d+$/.test(cell)) accept = Number(cell)
  }
  return accept
}

/** A lot inspected for the first time, oldest first: what the switching rules look at (9.3 of the standard). */
export interface InspectedLot {
  strictness: Strictness
  accepted: boolean
  accept: number
  /** Whether it would have been accepted under the AQL one step tighter. */
  acceptedTighter: boolean
}

/** Why a strictness is proposed. */
export const switchReasons = [
  'first',
  'stays',
  'twoOfFive',
  'fiveAccepted',
  'score',
  'reducedRejected',
  'stop',
] as const
export type SwitchReason = (typeof switchReasons)[number]
export const switchReasonKeys: Record<SwitchReason, PhraseKey> = {
  first: 'quality.switchFirst',
  stays: 'quality.switchStays',
  twoOfFive: 'quality.switchTwoOfFive',
  fiveAccepted: 'quality.switchFiveAccepted',
  score: 'quality.switchScore',
  reducedRejected: 'quality.switchReducedRejected',
  stop: 'quality.switchStop',
}

/** Points of a lot under normal inspection (9.3.3.2): Ac ≥ 2 earns 3 when the tighter AQL accepts it, Ac 0 or 1 earns 2. */
const pointsOf = ({ accepted, accept, acceptedTighter }: InspectedLot): number | null =>
  accept >= 2 ? (acceptedTighter ? 3 : null) : accepted ? 2 : null

const scoreOf = (lots: readonly InspectedLot[]): number =>
  lots.reduce((score, lot) => {
    const points = pointsOf(lot)
    return points === null ? 0 : score + points
  }, 0)

/**
 * 转移规则: how the next lot is to be inspected, from those before it. 2 of 5 rejected → tightened; 5 accepted in a row under
 * tightened → normal, 5 rejected under it → inspection stops until something is done; 30 points under normal → reduced; one
 * rejected under reduced → normal. Only a proposal: a person decides, and also says whether production runs steadily.
 */
export const proposedStrictness = (
  history: readonly InspectedLot[],
): { strictness: Strictness; reason: SwitchReason } => {
  const last = history.at(-1)
  if (!last) return { strictness: 'normal', reason: 'first' }
  const since = history.findLastIndex(({ strictness }) => strictness !== last.strictness) + 1
  const lots = history.slice(since)
  if (last.strictness === 'tightened') {
    if (lots.filter(({ accepted }) => !accepted).length >= 5) return { strictness: 'tightened', reason: 'stop' }
    const five = lots.slice(-5)
    return five.length === 5 && five.every(({ accepted }) => accepted)
      ? { strictness: 'normal', reason: 'fiveAccepted' }
      : { strictness: 'tightened', reason: 'stays' }
  }
  if (last.strictness === 'reduced')
    return last.accepted
      ? { strictness: 'reduced', reason: 'stays' }
      : { strictness: 'normal', reason: 'reducedRejected' }
  if (lots.slice(-5).filter(({ accepted }) => !accepted).length >= 2)
    return { strictness: 'tightened', reason: 'twoOfFive' }
  return scoreOf(lots) >= 30 ? { strictness: 'reduced', reason: 'score' } : { strictness: 'normal', reason: 'stays' }
}
