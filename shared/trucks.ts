import { z } from 'zod'
import { command, query } from './contract.ts'
import {
  byIdVersion,
  count,
  date,
  fen,
  flag,
  id,
  instant,
  nothing,
  packs,
  pageOf,
  paging,
  requiredText,
  text,
  thousandths,
  typedPacks,
  version,
  voidInput,
} from './fields.ts'
import { clockTime, freightPayers, journeyStates } from './journeys.ts'
import type { PhraseKey } from './language.ts'
import { loadMeasures } from './loads.ts'
import { PaperOutput } from './papers.ts'

/** 待出车 · 已出车 · 作废. */
export const truckStates = ['planned', 'departed', 'void'] as const
export type TruckState = (typeof truckStates)[number]
export const truckStateKeys: Record<TruckState, PhraseKey> = {
  planned: 'trucks.statePlanned',
  departed: 'trucks.stateDeparted',
  void: 'trucks.stateVoid',
}
export const deriveTruckState = (facts: { voidedAt: string | null; departedAt: string | null }): TruckState =>
  facts.voidedAt !== null ? 'void' : facts.departedAt !== null ? 'departed' : 'planned'

/** Limits of a vehicle: packs, thousandths of m³, thousandths of kg; 0 = no limit. */
const limits = {
  limitPacks: typedPacks.max(1e6),
  limitVolume: thousandths.min(0).max(1e9),
  limitWeight: thousandths.min(0).max(1e9),
}
const people = { plate: text(20), driver: text(20), phone: text(40), carrier: text(30) }

/** A vehicle of our own or of a carrier that is called again and again. */
export const VehicleDraft = z.strictObject({
  id: id.nullable(),
  ...people,
  plate: requiredText(20),
  own: flag,
  ...limits,
  active: flag,
  version,
})
export type VehicleDraft = z.output<typeof VehicleDraft>
export const Vehicle = VehicleDraft.extend({ id })
export type Vehicle = z.output<typeof Vehicle>

export const TruckDraft = z.strictObject({
  id: id.nullable(),
  onDay: date,
  vehicleId: id.nullable(),
  ...people,
  ...limits,
  /** null leaves it as it is: who sees no money changes none. */
  freightFen: fen.min(0).max(1e12).nullable(),
  freightBy: z.enum(freightPayers),
  route: text(60),
  remark: text(100),
  /** Why the day or the vehicle of a truck that was printed is changed. */
  reason: text(100).default(''),
  version,
})
export type TruckDraft = z.output<typeof TruckDraft>

const load = z.strictObject({
  packs,
  volume: thousandths,
  weight: thousandths,
  /** Lines whose product has no size or weight: they are not among the sums. */
  unknownVolume: count,
  unknownWeight: count,
})
/** A note that waits for a truck, or stands on one. */
export const TruckNote = z.strictObject({
  deliveryNoteId: id,
  number: z.string(),
  customer: z.string(),
  region: z.string(),
  address: z.string(),
  contact: z.string(),
  phone: z.string(),
  deliveryOn: date,
  codFen: fen,
  released: flag,
  journeyState: z.enum(journeyStates),
  load,
})
export type TruckNote = z.output<typeof TruckNote>

export const TruckMove = z.strictObject({
  id,
  what: z.enum(['on', 'off', 'order', 'day', 'vehicle', 'departed', 'reopened']),
  number: z.string(),
  before: z.string(),
  after: z.string(),
  reason: z.string(),
  by: z.string(),
  at: instant,
})
export type TruckMove = z.output<typeof TruckMove>

export const Truck = z.strictObject({
  id,
  number: z.string(),
  onDay: date,
  vehicleId: id.nullable(),
  ...people,
  ...limits,
  /** null where the one who asks sees no money. */
  freightFen: fen.nullable(),
  freightBy: z.enum(freightPayers),
  route: z.string(),
  remark: z.string(),
  state: z.enum(truckStates),
  departed: z.strictObject({ by: z.string(), at: instant }).nullable(),
  overReason: z.string(),
  printed: count,
  voidReason: z.string().nullable(),
  /** In the order they are unloaded; the last is loaded first. */
  stops: z.array(TruckNote).max(500),
  load,
  over: z.array(z.enum(loadMeasures)),
  version,
})
export type Truck = z.output<typeof Truck>

const notesFilter = {
  /** Notes of this day, and those of days before that are still here. */
  onDay: date,
  region: text(20).nullable().default(null),
}
const withNotes = byIdVersion.extend({ deliveryNoteIds: z.array(id).min(1).max(500) })

export const trucks = {
  /** Notes that wait for a truck. */
  notes: query('deliveries.read', z.strictObject({ ...paging, ...notesFilter }), pageOf(TruckNote)),
  sums: query(
    'deliveries.read',
    z.strictObject(notesFilter),
    z.strictObject({ notes: count, load, regions: z.array(z.string()).max(200) }),
  ),
  /** The trucks of a day with what is on them. */
  day: query('deliveries.read', z.strictObject({ onDay: date }), z.array(Truck).max(100)),
  read: query('deliveries.read', z.strictObject({ id }), Truck),
  moves: query('deliveries.read', z.strictObject({ id }), z.array(TruckMove).max(500)),
  vehicles: query('deliveries.read', nothing, z.array(Vehicle).max(300)),
  saveVehicle: command('deliveries.write', VehicleDraft, Vehicle),
  save: command('deliveries.write', TruckDraft, Truck),
  /** Puts notes on a truck behind the others; from another truck that has not left they move. */
  put: command('deliveries.write', withNotes, Truck),
  takeOff: command('deliveries.write', withNotes, Truck),
  /** All its notes in the order they are unloaded. */
  order: command('deliveries.write', withNotes, Truck),
  /** 出车: over a limit only with a reason; with 装车 and 出厂 as steps every note passes the gate with it. */
  depart: command(
    'deliveries.release',
    byIdVersion.extend({ overReason: text(200), keeper: text(20), leftOn: date, leftTime: clockTime }),
    Truck,
  ),
  /** It did not leave after all: the truck and what passed the gate with it are here again. */
  reopen: command('deliveries.release', voidInput, Truck),
  void: command('deliveries.write', voidInput, Truck),
  paper: query('deliveries.read', z.strictObject({ id }), PaperOutput),
  markPrinted: command('deliveries.read', z.strictObject({ id }), z.strictObject({ printed: count })),
}
