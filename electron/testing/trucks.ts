import type { CarriageDraft, Journey } from '../../shared/journeys.ts'
import type { Truck, TruckDraft } from '../../shared/trucks.ts'
import type { TestOffice } from './office.ts'

/** The office works with 装车 and 出厂 as steps of their own. */
export const askGateSteps = async (office: TestOffice, on = true): Promise<void> => {
  const { office: now, versions } = await office.as.owner.settings.read({})
  await office.as.owner.settings.saveOffice({ office: { ...now, gateSteps: on }, version: versions.office })
}

export const truckDraft = (changes: Partial<TruckDraft> = {}): TruckDraft => ({
  id: null,
  onDay: '2026-11-22',
  vehicleId: null,
  plate: '粤X12345',
  driver: '老何',
  phone: '13800000001',
  carrier: '',
  limitPacks: 0,
  limitVolume: 0,
  limitWeight: 0,
  freightFen: 0,
  freightBy: 'us',
  route: '',
  remark: '',
  reason: '',
  version: 0,
  ...changes,
})
export const keyTruck = (office: TestOffice, changes: Partial<TruckDraft> = {}): Promise<Truck> =>
  office.as.clerk.trucks.save(truckDraft(changes))

/** A truck as it stands, to act on it. */
export const truckNow = (office: TestOffice, id: number): Promise<Truck> => office.as.clerk.trucks.read({ id })
export const putNotes = async (office: TestOffice, truckId: number, deliveryNoteIds: number[]): Promise<Truck> => {
  const { id, version } = await truckNow(office, truckId)
  return office.as.warehouse.trucks.put({ id, version, deliveryNoteIds })
}

export const journeyNow = (office: TestOffice, deliveryNoteId: number): Promise<Journey> =>
  office.as.clerk.journeys.read({ deliveryNoteId })

/** What is written about the carrier of a note, the rest as it stands. */
export const carry = async (
  office: TestOffice,
  deliveryNoteId: number,
  changes: Partial<CarriageDraft>,
): Promise<Journey> => {
  const now = await journeyNow(office, deliveryNoteId)
  const { way, carrier, carrierPhone, tracking, freightBy, freightFen, expectedOn } = now
  const { pickedUpBy, pickedUpProof, pickedUpVehicle, authorised, volume, weight } = now
  return office.as.clerk.journeys.save({
    way,
    carrier,
    carrierPhone,
    tracking,
    freightBy,
    freightFen,
    expectedOn,
    pickedUpBy,
    pickedUpProof,
    pickedUpVehicle,
    authorised,
    volume,
    weight,
    deliveryNoteId,
    version: now.version,
    ...changes,
  })
}

/** The load of a note is checked by the warehouse; pieces (not thousandths) that differ by line, with their why. */
export const loadNote = async (
  office: TestOffice,
  deliveryNoteId: number,
  differing: Record<number, { pieces: number; packs?: number; explanation?: string }> = {},
): Promise<Journey> => {
  const { version, lines } = await journeyNow(office, deliveryNoteId)
  return office.as.warehouse.journeys.checkLoad({
    deliveryNoteId,
    version,
    checkedBy: '老周',
    lines: lines.map(({ lineId, sequence, picked, pickedPacks }) => ({
      lineId,
      quantity: differing[sequence] ? differing[sequence].pieces * 1000 : picked,
      packs: differing[sequence]?.packs ?? pickedPacks,
      explanation: differing[sequence]?.explanation ?? '',
    })),
  })
}

export const passed = {
  keeper: '门卫老李',
  driver: '老何',
  vehicle: '粤X12345',
  leftOn: '2026-11-22',
  leftTime: '14:05',
}
export const passGate = async (office: TestOffice, deliveryNoteId: number): Promise<Journey> =>
  office.as.warehouse.journeys.gate({
    deliveryNoteId,
    version: (await journeyNow(office, deliveryNoteId)).version,
    ...passed,
  })
