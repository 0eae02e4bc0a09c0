import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { noteLoad } from '../../../shared/loads.ts'
import { deriveTruckState } from '../../../shared/trucks.ts'
import { makeCustomer, makeOrder } from '../../testing/checkedOrder.ts'
import { keyNote, sendNote } from '../../testing/notes.ts'
import { openOffice, type TestOffice } from '../../testing/office.ts'
import {
  askGateSteps,
  carry,
  journeyNow,
  keyTruck,
  loadNote,
  putNotes,
  truckDraft,
  truckNow,
} from '../../testing/trucks.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openOffice()
})
afterEach(async () => {
  const rows = await office.db.selectFrom('trucks').selectAll().execute()
  expect(rows.map(({ state }) => state)).toEqual(rows.map(deriveTruckState))
  await office.close()
})

let products = 0
/** A product packed one by one, in a box of so many cm each way and kilograms; 0 = nothing known. */
const makeProduct = async (cm: number, kilograms: number): Promise<number> => {
  products += 1
  const { id } = await office.as.clerk.products.save({
    id: null,
    code: `P${products}`,
    name: '餐桌',
    spec: '',
    initials: '',
    series: '',
    colours: '',
    sizes: '',
    unit: '张',
    packs: 1,
    packUnits: 1,
    listPriceMicros: 0,
    floorPriceMicros: 0,
    leadDays: 7,
    sellingPoints: '',
    processNotes: '',
    qualityPoints: '',
    picture: '',
    active: true,
    units: [],
    breaks: [],
    route: [],
    version: 0,
    packLength: cm * 1000,
    packWidth: cm * 1000,
    packHeight: cm * 1000,
    packWeight: kilograms * 1000,
  })
  return id
}
const noteOf = async (pieces: number, productId: number | null, region = '佛山') => {
  const customerId = await makeCustomer(office)
  await office.db.updateTable('customers').set({ region }).where('id', '=', customerId).execute()
  const order = await makeOrder(office, { customerId, pieces: [pieces], productIds: [productId] })
  return keyNote(office, order, [pieces])
}
const waiting = async (filter: { onDay?: string; region?: string | null } = {}) =>
  (await office.as.warehouse.trucks.notes({ onDay: '2026-11-22', region: null, ...filter })).rows.map(
    ({ number }) => number,
  )
const leaving = { keeper: '老李', leftOn: '2026-11-22', leftTime: '15:30', overReason: '' }

describe('the notes that wait for a truck', () => {
  it('are those still here, up to the day, by region', async () => {
    const [a, b, c] = [await noteOf(3, null, '佛山'), await noteOf(2, null, '中山'), await noteOf(4, null, '佛山')]
    await office.db.updateTable('deliveryNotes').set({ deliveryOn: '2026-11-25' }).where('id', '=', c.id).execute()
    expect(await waiting()).toEqual([b.number, a.number])
    expect(await waiting({ region: '佛山' })).toEqual([a.number])
    expect(await waiting({ onDay: '2026-11-25' })).toEqual([b.number, a.number, c.number])
    await carry(office, a.id, { way: 'pickUp' })
    expect(await waiting()).toEqual([b.number])
    const truck = await keyTruck(office)
    await putNotes(office, truck.id, [b.id])
    expect(await waiting()).toEqual([])
    const sums = await office.as.warehouse.trucks.sums({ onDay: '2026-11-25', region: null })
    expect(sums).toMatchObject({ notes: 1, load: { packs: 4 }, regions: ['佛山'] })
  })

  it('have the load their products give, or what was typed; what is not known is said', async () => {
    const [box, unknown] = [await makeProduct(50, 12), await makeProduct(0, 0)]
    const [known, dark] = [await noteOf(4, box), await noteOf(6, unknown)]
    const { rows } = await office.as.warehouse.trucks.notes({ onDay: '2026-11-22' })
    const loadOf = (id: number) => rows.find(({ deliveryNoteId }) => deliveryNoteId === id)!.load
    const nothing = { volume: null, weight: null }
    expect(loadOf(known.id)).toEqual(noteLoad([{ packs: 4, packVolume: 125_000, packWeight: 12_000 }], nothing))
    expect(loadOf(known.id)).toMatchObject({ volume: 500, weight: 48_000, unknownVolume: 0 })
    expect(loadOf(dark.id)).toMatchObject({ packs: 6, volume: 0, unknownVolume: 1, unknownWeight: 1 })
    await carry(office, dark.id, { volume: 1250, weight: 90_000 })
    expect((await journeyNow(office, dark.id)).load).toEqual({
      packs: 6,
      volume: 1250,
      weight: 90_000,
      unknownVolume: 0,
      unknownWeight: 0,
    })
    // what was counted at the picking is what the truck gets
    const { deliveries } = office.as.warehouse
    let now = await deliveries.pick({ id: known.id, version: known.version })
    now = await deliveries.inspect({ id: known.id, version: now.version, passed: true, remark: '' })
    await deliveries.countPacks({ id: known.id, version: now.version, packs: 3, explanation: '两包并一包' })
    expect((await journeyNow(office, known.id)).load).toMatchObject({ packs: 3, volume: 500 })
  })
})

describe('a truck', () => {
  it('takes notes in the order they are unloaded, and gives them its driver and number plate', async () => {
    const [a, b, c] = [await noteOf(1, null), await noteOf(2, null), await noteOf(3, null)]
    const truck = await keyTruck(office, { plate: '粤A99999', driver: '小马' })
    expect(truck.number).toBe('PC261122-01')
    const put = await putNotes(office, truck.id, [a.id, b.id, c.id])
    expect(put.stops.map(({ number }) => number)).toEqual([a.number, b.number, c.number])
    expect(put.load.packs).toBe(6)
    const ordered = await office.as.warehouse.trucks.order({
      id: truck.id,
      version: put.version,
      deliveryNoteIds: [c.id, a.id, b.id],
    })
    expect(ordered.stops.map(({ number }) => number)).toEqual([c.number, a.number, b.number])
    expect(await office.as.clerk.deliveries.read({ id: a.id })).toMatchObject({ driver: '小马', vehicle: '粤A99999' })
    const off = await office.as.warehouse.trucks.takeOff({
      id: truck.id,
      version: ordered.version,
      deliveryNoteIds: [a.id],
    })
    expect(off.stops).toHaveLength(2)
    // its own driver again
    expect(await office.as.clerk.deliveries.read({ id: a.id })).toMatchObject({ driver: '老何', vehicle: '' })
    expect(await waiting()).toEqual([a.number])
  })

  it('gives a note back the driver and the plate it had, over two trucks and a change of the truck', async () => {
    const note = await noteOf(1, null)
    const own = async () => {
      const { driver, vehicle } = await office.as.clerk.deliveries.read({ id: note.id })
      return [driver, vehicle]
    }
    await office.db.updateTable('deliveryNotes').set({ vehicle: '粤A1' }).where('id', '=', note.id).execute()
    const [one, two] = [await keyTruck(office, { plate: '粤B2', driver: '小马' }), await keyTruck(office)]
    await putNotes(office, one.id, [note.id])
    const put = await putNotes(office, two.id, [note.id])
    expect(await own()).toEqual(['老何', '粤X12345'])
    const bare = truckDraft({ id: two.id, version: put.version, plate: '', driver: '', carrier: '德邦' })
    const { version } = await office.as.clerk.trucks.save(bare)
    expect(await own()).toEqual(['老何', '粤A1'])
    await office.as.clerk.trucks.void({ id: two.id, version, reason: '不用了' })
    expect(await own()).toEqual(['老何', '粤A1'])
  })

  it('with nothing in it is refused', async () => {
    const nothing = truckDraft({ plate: '', driver: '', phone: '' })
    await expect(office.as.clerk.trucks.save(nothing)).rejects.toMatchObject({
      code: 'trucks.nothingTyped',
      field: 'plate',
    })
    expect(await office.as.clerk.trucks.save({ ...nothing, carrier: '德邦' })).toMatchObject({ carrier: '德邦' })
  })

  it('keeps a record of a note that moved, of its day and its vehicle; once printed it wants a why', async () => {
    const note = await noteOf(1, null)
    const [one, two] = [await keyTruck(office), await keyTruck(office, { plate: '粤B2', driver: '阿强' })]
    await putNotes(office, one.id, [note.id])
    await putNotes(office, two.id, [note.id])
    expect((await truckNow(office, one.id)).stops).toEqual([])
    const now = await truckNow(office, two.id)
    await office.as.clerk.trucks.markPrinted({ id: two.id })
    const changed = truckDraft({ id: two.id, version: now.version, onDay: '2026-11-23', plate: '粤C3', driver: '阿明' })
    await expect(office.as.clerk.trucks.save(changed)).rejects.toMatchObject({ code: 'trucks.sayWhy', field: 'reason' })
    await office.as.clerk.trucks.save({ ...changed, reason: '车坏了' })
    const moves = await office.as.clerk.trucks.moves({ id: two.id })
    expect(moves.map(({ what, before, after, reason }) => ({ what, before, after, reason }))).toEqual([
      { what: 'vehicle', before: '粤B2 阿强', after: '粤C3 阿明', reason: '车坏了' },
      { what: 'day', before: '2026-11-22', after: '2026-11-23', reason: '车坏了' },
      { what: 'on', before: one.number, after: '', reason: '' },
    ])
    expect(await office.as.clerk.trucks.moves({ id: one.id })).toMatchObject([
      { what: 'off', number: note.number, after: two.number },
      { what: 'on', number: note.number },
    ])
    expect(await office.as.clerk.deliveries.read({ id: note.id })).toMatchObject({ driver: '阿明', vehicle: '粤C3' })
  })

  it('over its limit leaves with a reason alone', async () => {
    const box = await makeProduct(100, 100)
    const note = await sendNote(office, await noteOf(3, box))
    const truck = await keyTruck(office, { limitVolume: 2500, limitWeight: 1_000_000 })
    const { version, over, load } = await putNotes(office, truck.id, [note.id])
    expect({ over, volume: load.volume }).toEqual({ over: ['volume'], volume: 3000 })
    const warned = async () =>
      (await office.as.merchandiser.today.list({ limit: 200 })).rows.filter(({ kind }) => kind === 'truckOver')
    expect(await warned()).toMatchObject([{ id: truck.id, number: truck.number, who: '粤X12345 老何' }])
    const { depart } = office.as.warehouse.trucks
    const ask = { id: truck.id, version, ...leaving }
    await expect(depart(ask)).rejects.toMatchObject({ code: 'trucks.overLimit', field: 'overReason' })
    expect(await depart({ ...ask, overReason: '客户急要,短途' })).toMatchObject({
      state: 'departed',
      overReason: '客户急要,短途',
    })
    expect(await warned()).toEqual([])
    await expect(putNotes(office, truck.id, [note.id])).rejects.toMatchObject({ code: 'trucks.departedAlready' })
    const sheet = await office.as.warehouse.trucks.paper({ id: truck.id })
    expect(sheet.pages.join('')).toContain('客户急要')
    expect(sheet.pages.join('')).not.toMatch(/单价|金额/)
  })

  it('does not leave with a note that is not released, nor empty', async () => {
    const truck = await keyTruck(office)
    const ask = { id: truck.id, ...leaving }
    const { depart } = office.as.warehouse.trucks
    await expect(depart({ ...ask, version: truck.version })).rejects.toMatchObject({ code: 'trucks.empty' })
    const [out, ...here] = [await sendNote(office, await noteOf(1, null)), await noteOf(1, null), await noteOf(2, null)]
    const { version } = await putNotes(
      office,
      truck.id,
      [out!, ...here].map(({ id }) => id),
    )
    // every note that holds the truck is named
    await expect(depart({ ...ask, version })).rejects.toMatchObject({
      code: 'trucks.notReleased',
      message: expect.stringMatching(`没有放行.*${here.map(({ number }) => number).join(' ')}`),
    })
  })

  it('takes its notes through the gate, each of them loaded, and back when it did not leave', async () => {
    await askGateSteps(office)
    const [a, b] = [await sendNote(office, await noteOf(2, null)), await sendNote(office, await noteOf(3, null))]
    const truck = await keyTruck(office)
    await putNotes(office, truck.id, [a.id, b.id])
    await loadNote(office, a.id)
    const depart = async () =>
      office.as.warehouse.trucks.depart({
        id: truck.id,
        version: (await truckNow(office, truck.id)).version,
        ...leaving,
      })
    await expect(depart()).rejects.toMatchObject({ code: 'journeys.loadFirst' })
    // nothing of the refused departure stays
    expect((await journeyNow(office, a.id)).state).toBe('loaded')
    await loadNote(office, b.id)
    await expect(
      office.as.warehouse.journeys.gate({
        deliveryNoteId: a.id,
        version: (await journeyNow(office, a.id)).version,
        keeper: '老李',
        driver: '',
        vehicle: '',
        leftOn: '2026-11-22',
        leftTime: '15:00',
      }),
    ).rejects.toMatchObject({ code: 'journeys.leavesByTruck' })
    await depart()
    expect(await journeyNow(office, b.id)).toMatchObject({
      state: 'underWay',
      gateKeeper: '老李',
      gateVehicle: '粤X12345',
      leftTime: '15:30',
    })
    const { version } = await truckNow(office, truck.id)
    await office.as.warehouse.trucks.reopen({ id: truck.id, version, reason: '车没走成' })
    expect((await journeyNow(office, b.id)).state).toBe('loaded')
    expect((await truckNow(office, truck.id)).state).toBe('planned')
  })

  it('once it has left is changed by nobody; a note that is void on the road comes off it', async () => {
    await askGateSteps(office)
    const [a, b] = [await sendNote(office, await noteOf(2, null)), await sendNote(office, await noteOf(3, null))]
    const truck = await keyTruck(office)
    await putNotes(office, truck.id, [a.id, b.id])
    // the customer fetches nothing that lies on our truck
    await expect(carry(office, a.id, { way: 'pickUp' })).rejects.toMatchObject({
      code: 'journeys.onTruckFirst',
      field: 'way',
    })
    for (const { id } of [a, b]) await loadNote(office, id)
    const { version } = await truckNow(office, truck.id)
    const { warehouse, clerk, manager } = office.as
    const leave = () => warehouse.trucks.depart({ id: truck.id, version, ...leaving })
    expect((await Promise.allSettled([leave(), leave()])).map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
    ])
    const ask = { id: truck.id, version: version + 1 }
    const gone = { code: 'trucks.departedAlready' }
    const notes = { ...ask, deliveryNoteIds: [a.id] }
    await expect(clerk.trucks.takeOff(notes)).rejects.toMatchObject(gone)
    await expect(clerk.trucks.put(notes)).rejects.toMatchObject(gone)
    await expect(clerk.trucks.order({ ...ask, deliveryNoteIds: [b.id, a.id] })).rejects.toMatchObject(gone)
    await expect(clerk.trucks.void({ ...ask, reason: '不用车' })).rejects.toMatchObject(gone)
    await expect(clerk.trucks.save(truckDraft({ ...ask, driver: '别人' }))).rejects.toMatchObject(gone)
    await expect(carry(office, a.id, { way: 'pickUp' })).rejects.toMatchObject({ code: 'trucks.goneWith' })
    const { version: noteVersion } = await clerk.deliveries.read({ id: a.id })
    await manager.deliveries.void({ id: a.id, version: noteVersion, reason: '客户拒收' })
    expect((await truckNow(office, truck.id)).stops.map(({ number }) => number)).toEqual([b.number])
    await warehouse.trucks.reopen({ ...ask, reason: '车没走成' })
    expect([(await journeyNow(office, a.id)).state, (await journeyNow(office, b.id)).state]).toEqual(['void', 'loaded'])
  })

  it('that is void gives its notes back; a void note is on none', async () => {
    const [a, b] = [await noteOf(2, null), await noteOf(3, null)]
    const truck = await keyTruck(office)
    await putNotes(office, truck.id, [a.id, b.id])
    const { version: noteVersion } = await office.as.clerk.deliveries.read({ id: a.id })
    await office.as.clerk.deliveries.void({ id: a.id, version: noteVersion, reason: '不送了' })
    expect((await journeyNow(office, a.id)).truck).toBeNull()
    const { stops, version } = await truckNow(office, truck.id)
    expect(stops.map(({ number }) => number)).toEqual([b.number])
    await office.as.clerk.trucks.void({ id: truck.id, version, reason: '不用车' })
    expect(await waiting()).toEqual([b.number])
    expect(await office.as.clerk.trucks.day({ onDay: '2026-11-22' })).toEqual([])
  })

  it('costs a freight the warehouse neither sees nor changes', async () => {
    const truck = await keyTruck(office, { freightFen: 50_000 })
    const seen = await office.as.warehouse.trucks.read({ id: truck.id })
    expect(seen.freightFen).toBeNull()
    await office.as.warehouse.trucks.save(
      truckDraft({ id: truck.id, version: seen.version, freightFen: 1, route: '佛山' }),
    )
    expect(await truckNow(office, truck.id)).toMatchObject({ freightFen: 50_000, route: '佛山' })
  })
})

it('a number plate stands once in the list of vehicles', async () => {
  const {
    route: _r,
    remark: _m,
    reason: _w,
    onDay: _d,
    vehicleId: _v,
    freightFen: _f,
    freightBy: _b,
    ...people
  } = truckDraft()
  const vehicle = { ...people, own: true, active: true, limitVolume: 9600 }
  const saved = await office.as.clerk.trucks.saveVehicle(vehicle)
  await expect(office.as.clerk.trucks.saveVehicle(vehicle)).rejects.toMatchObject({ code: 'trucks.plateTaken' })
  await office.as.clerk.trucks.saveVehicle({ ...saved, active: false })
  expect(await office.as.workshop.trucks.vehicles({})).toMatchObject([
    { plate: '粤X12345', limitVolume: 9600, active: false },
  ])
  await expect(office.as.workshop.trucks.saveVehicle({ ...vehicle, plate: 'X' })).rejects.toMatchObject({
    code: 'app.notAllowed',
  })
})
