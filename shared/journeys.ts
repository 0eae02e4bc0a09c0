import { z } from 'zod'
import { command, query } from './contract.ts'
import {
  count,
  date,
  fen,
  flag,
  id,
  instant,
  packs,
  pageOf,
  paging,
  requiredText,
  text,
  thousandths,
  typedPacks,
  version,
} from './fields.ts'
import type { PhraseKey } from './language.ts'
import { PaperOutput } from './papers.ts'
import { shipWays } from './shipments.ts'

/** 未放行 · 待装车 · 已装车 · 在途 · 已到货 · 作废: where a note's goods are (duties 88, 92). */
export const journeyStates = ['preparing', 'house', 'loaded', 'underWay', 'arrived', 'void'] as const
export type JourneyState = (typeof journeyStates)[number]
export const journeyStateKeys: Record<JourneyState, PhraseKey> = {
  preparing: 'journeys.statePreparing',
  house: 'journeys.stateHouse',
  loaded: 'journeys.stateLoaded',
  underWay: 'journeys.stateUnderWay',
  arrived: 'journeys.stateArrived',
  void: 'journeys.stateVoid',
}

/** What happened on the way; the state follows from it. */
export interface JourneyFacts {
  voidedAt: string | null
  releasedAt: string | null
  /** 1 where 装车 and 出厂 are steps of their own: else the goods are out when they are released. */
  stepsAsked: number
  loadedAt: string | null
  gatedAt: string | null
  arrivedOn: string | null
  way: string
}
export const deriveJourneyState = (facts: JourneyFacts): JourneyState => {
  if (facts.voidedAt !== null) return 'void'
  if (facts.releasedAt === null) return 'preparing'
  if (facts.stepsAsked === 1 && facts.gatedAt === null) return facts.loadedAt === null ? 'house' : 'loaded'
  // who fetches goods has them
  return facts.arrivedOn !== null || facts.way === 'pickUp' ? 'arrived' : 'underWay'
}

/** Who bears the freight: 我方付 · 客户付 (到付). */
export const freightPayers = ['us', 'customer'] as const
export type FreightPayer = (typeof freightPayers)[number]
export const freightPayerKeys: Record<FreightPayer, PhraseKey> = {
  us: 'journeys.freightUs',
  customer: 'journeys.freightCustomer',
}

/** HH:MM of the day. */
export const isClockTime = (time: string): boolean => /^([01]\d|2[0-3]):[0-5]\d$/.test(time)
export const clockTime = z.string().refine(isClockTime)

/** A line at the truck (duty 89): ordered, on the note, and what was really loaded. Quantities thousandths. */
export const LoadLine = z.strictObject({
  lineId: id,
  sequence: count,
  orderNumber: z.string(),
  description: z.string(),
  unit: z.string(),
  /** Of the order line; null for a part that is on no order. */
  ordered: thousandths.nullable(),
  picked: thousandths,
  pickedPacks: packs,
  /** null until the load was checked. */
  loaded: thousandths.nullable(),
  loadedPacks: packs.nullable(),
  explanation: z.string(),
})
export type LoadLine = z.output<typeof LoadLine>

/** Loaded is not what is on the note. */
export const loadDiffers = (line: {
  picked: number
  pickedPacks: number
  loaded: number | null
  loadedPacks: number | null
}): boolean => line.loaded !== line.picked || line.loadedPacks !== line.pickedPacks

/** What of a line on the note stayed here (thousandths); 0 until the load was checked. */
export const shortOf = ({ picked, loaded }: { picked: number; loaded: number | null }): number =>
  loaded === null ? 0 : Math.max(0, picked - loaded)
/** What lies on the truck beyond the note (thousandths). */
export const moreOf = ({ picked, loaded }: { picked: number; loaded: number | null }): number =>
  loaded === null ? 0 : Math.max(0, loaded - picked)

/** The first line that differs and says no why: it keeps the gate shut (duty 89). */
export const unexplained = <Line extends Parameters<typeof loadDiffers>[0] & { explanation: string }>(
  lines: readonly Line[],
): Line | undefined => lines.find((line) => loadDiffers(line) && line.explanation.trim() === '')

const stamp = z.strictObject({ by: z.string(), at: instant }).nullable()
const carriage = {
  way: z.enum(shipWays),
  carrier: text(30),
  carrierPhone: text(40),
  tracking: text(40),
  freightBy: z.enum(freightPayers),
  expectedOn: date.nullable(),
  pickedUpBy: text(20),
  /** Number of the identity card, or the telephone. */
  pickedUpProof: text(40),
  pickedUpVehicle: text(20),
  /** 提货委托书 was seen. */
  authorised: flag,
  /** Typed where the products do not tell: thousandths of a cubic metre, of a kilogram. */
  volume: thousandths.min(0).max(1e9).nullable(),
  weight: thousandths.min(0).max(1e12).nullable(),
}
export const Journey = z.strictObject({
  deliveryNoteId: id,
  number: z.string(),
  state: z.enum(journeyStates),
  ...carriage,
  /** null where the one who asks sees no money. */
  freightFen: fen.nullable(),
  stepsAsked: flag,
  loaded: stamp,
  loadChecker: z.string(),
  gated: stamp,
  gateKeeper: z.string(),
  gateDriver: z.string(),
  gateVehicle: z.string(),
  leftOn: date.nullable(),
  leftTime: z.string(),
  arrivedOn: date.nullable(),
  arrivedBy: z.string(),
  signer: z.string(),
  acceptedOn: date.nullable(),
  arrivalNote: z.string(),
  overdue: flag,
  /** As the products tell, or as it was typed. */
  load: z.strictObject({ packs, volume: thousandths, weight: thousandths, unknownVolume: count, unknownWeight: count }),
  truck: z.strictObject({ id, number: z.string(), onDay: date, departed: flag }).nullable(),
  lines: z.array(LoadLine).max(500),
  /** Slips written since the load check (退货, 补件, 换货) for goods of which less was loaded than stands on the note. */
  madeGood: z.array(z.string()).max(20),
  version,
})
export type Journey = z.output<typeof Journey>

export const CarriageDraft = z.strictObject({
  deliveryNoteId: id,
  version,
  ...carriage,
  /** null leaves it as it is: who sees no money changes none. */
  freightFen: fen.min(0).max(1e12).nullable(),
})
export type CarriageDraft = z.output<typeof CarriageDraft>

export const LoadCheck = z.strictObject({
  deliveryNoteId: id,
  version,
  checkedBy: requiredText(20),
  lines: z
    .array(
      z.strictObject({ lineId: id, quantity: thousandths.min(0).max(1e12), packs: typedPacks, explanation: text(100) }),
    )
    .max(500),
})

/** 在途: a note on its way, for the list. */
export const JourneyRow = z.strictObject({
  deliveryNoteId: id,
  number: z.string(),
  customerId: id,
  customer: z.string(),
  orderNumbers: z.string(),
  packs,
  state: z.enum(journeyStates),
  way: z.enum(shipWays),
  carrier: z.string(),
  carrierPhone: z.string(),
  tracking: z.string(),
  driver: z.string(),
  vehicle: z.string(),
  leftOn: date.nullable(),
  expectedOn: date.nullable(),
  arrivedOn: date.nullable(),
  signer: z.string(),
  acceptedOn: date.nullable(),
  /** It should have arrived and nobody said that it did. */
  overdue: flag,
  version,
})
export type JourneyRow = z.output<typeof JourneyRow>

export const journeyShows = ['road', 'overdue', 'house', 'own', 'arrived'] as const
export type JourneyShow = (typeof journeyShows)[number]
export const journeyShowKeys: Record<JourneyShow, PhraseKey> = {
  road: 'journeys.showRoad',
  overdue: 'journeys.showOverdue',
  house: 'journeys.showHouse',
  own: 'journeys.showOwn',
  arrived: 'journeys.showArrived',
}

const byNote = { deliveryNoteId: id, version }
export const journeys = {
  read: query('deliveries.read', z.strictObject({ deliveryNoteId: id }), Journey),
  list: query(
    'deliveries.read',
    z.strictObject({
      ...paging,
      show: z.enum(journeyShows).default('road'),
      typed: text(40).default(''),
    }),
    pageOf(JourneyRow),
  ),
  counts: query(
    'deliveries.read',
    z.strictObject({}),
    z.strictObject({ road: count, overdue: count, house: count, own: count }),
  ),
  /** 放行单 (仓库联) for the gate. */
  passPaper: query('deliveries.read', z.strictObject({ id }), PaperOutput),
  save: command('deliveries.write', CarriageDraft, Journey),
  checkLoad: command('deliveries.write', LoadCheck, Journey),
  gate: command(
    'deliveries.release',
    z.strictObject({
      ...byNote,
      keeper: requiredText(20),
      driver: text(20),
      vehicle: text(20),
      leftOn: date,
      leftTime: clockTime,
    }),
    Journey,
  ),
  arrive: command(
    'deliveries.write',
    z.strictObject({ ...byNote, arrivedOn: date, signer: text(20), acceptedOn: date.nullable(), note: text(200) }),
    Journey,
  ),
  /** Takes the gate or the arrival back that was put down by mistake; the reason stays in the record. */
  takeBack: command(
    'deliveries.release',
    z.strictObject({ ...byNote, step: z.enum(['gate', 'arrival']), reason: requiredText(200) }),
    Journey,
  ),
}
