import type { Generated } from 'kysely'
import type { Flag, Row } from './schemaMasters.ts'

/** The tables of what leaves on which truck, and of each note's way to the customer. */
export interface VehiclesTable extends Row {
  plate: string
  own: Flag
  carrier: string
  driver: string
  phone: string
  /** 0 = no limit. Packs; thousandths of a cubic metre; thousandths of a kilogram. */
  limitPacks: number
  limitVolume: number
  limitWeight: number
  active: Flag
  version: number
}
export interface TrucksTable extends Row {
  number: string
  onDay: string
  vehicleId: number | null
  plate: string
  driver: string
  phone: string
  carrier: string
  limitPacks: number
  limitVolume: number
  limitWeight: number
  freightFen: number
  /** us, customer */
  freightBy: string
  route: string
  remark: string
  departedAt: string | null
  departedBy: number | null
  /** Why it left with more than the vehicle may carry. */
  overReason: Generated<string>
  printed: Generated<number>
  voidedAt: string | null
  voidedBy: number | null
  voidReason: string | null
  /** Derived: planned, departed, void. */
  state: string
  keyedBy: number
  keyedAt: string
  version: number
}
/** A note on a truck; 1 is unloaded first. */
export interface TruckStopsTable extends Row {
  truckId: number
  deliveryNoteId: number
  sequence: number
  /** The note's own driver and number plate, from before it was put on a truck. */
  ownDriver: Generated<string>
  ownVehicle: Generated<string>
}
/** What was changed about a truck, in words; rows are never changed. */
export interface TruckMovesTable extends Row {
  truckId: number
  deliveryNoteId: number | null
  /** on, off, order, day, vehicle, departed, reopened */
  what: string
  before: string
  after: string
  reason: string
  userId: number
  at: string
}
export interface JourneysTable extends Row {
  deliveryNoteId: number
  /** deliver, pickUp, freight, courier */
  way: string
  carrier: Generated<string>
  carrierPhone: Generated<string>
  tracking: Generated<string>
  freightFen: Generated<number>
  freightBy: string
  expectedOn: string | null
  pickedUpBy: Generated<string>
  pickedUpProof: Generated<string>
  pickedUpVehicle: Generated<string>
  authorised: Generated<Flag>
  /** Typed where the products do not tell: thousandths of a cubic metre, of a kilogram. */
  volume: number | null
  weight: number | null
  /** 装车 and 出厂 were asked for when it was released. */
  stepsAsked: Generated<Flag>
  releasedAt: string | null
  loadedAt: string | null
  loadedBy: number | null
  loadChecker: Generated<string>
  gatedAt: string | null
  gatedBy: number | null
  gateKeeper: Generated<string>
  gateDriver: Generated<string>
  gateVehicle: Generated<string>
  leftOn: string | null
  leftTime: Generated<string>
  arrivedOn: string | null
  arrivedBy: number | null
  signer: Generated<string>
  acceptedOn: string | null
  arrivalNote: Generated<string>
  voidedAt: string | null
  /** Derived: preparing, house, loaded, underWay, arrived, void. */
  state: string
  version: number
}
export interface LoadChecksTable extends Row {
  journeyId: number
  deliveryLineId: number
  quantity: number
  packs: number
  explanation: Generated<string>
}
