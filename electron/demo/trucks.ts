import { plusDays } from '../../shared/dates.ts'
import type { Journey } from '../../shared/journeys.ts'
import type { Stage } from './story.ts'

/** One pack of the goods of all four offices: cm each way and kilograms. What is not named nobody has measured yet. */
const packs: Record<string, [number, number, number, number]> = {
  'TS-801': [145, 85, 18, 26],
  'TS-812': [58, 55, 96, 15.5],
  'TS-905': [222, 62, 24, 38],
  'TS-620': [205, 60, 28, 33],
  'TS-621': [48, 43, 54, 14],
  'TS-330': [206, 46, 26, 29.5],
  'HG-4325': [38, 28, 20, 20.3],
  'MX-30': [40, 30, 22, 14],
  'LS-128': [42, 30, 24, 16.2],
  'SJ-70': [52, 36, 30, 18.4],
  'JY-T201': [62, 42, 35, 15.6],
  'JY-T202': [62, 42, 35, 15.9],
  'JY-P310': [62, 42, 38, 17],
  'JY-W508': [62, 46, 42, 15],
  'CH-120': [50, 40, 35, 11],
  'SM-A58': [45, 32, 25, 17.5],
  'WX-620': [125, 85, 15, 14],
}

const measure = async ({ as }: Stage): Promise<void> => {
  const { rows } = await as.merchandiser.products.list({ limit: 200 })
  for (const { id, code } of rows) {
    const known = packs[code]
    if (!known) continue
    const [packLength, packWidth, packHeight, packWeight] = known.map((each) => Math.round(each * 1000))
    const card = await as.merchandiser.products.read({ id })
    await as.merchandiser.products.save({
      ...card,
      packLength: packLength!,
      packWidth: packWidth!,
      packHeight: packHeight!,
      packWeight: packWeight!,
    })
  }
}

const carriageOf = (journey: Journey) => {
  const { way, carrier, carrierPhone, tracking, freightBy, freightFen, expectedOn } = journey
  const { pickedUpBy, pickedUpProof, pickedUpVehicle, authorised, volume, weight, deliveryNoteId, version } = journey
  return {
    way,
    carrier,
    carrierPhone,
    tracking,
    freightBy,
    freightFen,
    expectedOn,
    deliveryNoteId,
    version,
    pickedUpBy,
    pickedUpProof,
    pickedUpVehicle,
    authorised,
    volume,
    weight,
  }
}

/** The last notes that left: two with a carrier on their way, one of them late; one that arrived and was accepted. */
const sendByCarrier = async ({ as, today }: Stage): Promise<void> => {
  const { rows } = await as.merchandiser.deliveries.list({ state: 'released', limit: 30 })
  const gone = rows.filter(({ kind, signed, codFen }) => kind === 'delivery' && signed === 'waiting' && codFen === 0)
  // what left before yesterday can be late already
  const late = gone.find(({ deliveryOn }) => deliveryOn <= plusDays(today, -2))
  const [onRoad, arrived] = gone.filter((note) => note !== late)
  const dueLate = late && plusDays(late.deliveryOn, 4)
  const sent = [
    {
      note: onRoad,
      carrier: '中铁物流',
      carrierPhone: '0757-8600 1234',
      tracking: 'ZT86001234',
      expectedOn: plusDays(today, 2),
    },
    {
      note: late,
      carrier: '德邦',
      carrierPhone: '95353',
      tracking: 'DPK3620117',
      expectedOn: dueLate && dueLate < today ? dueLate : plusDays(today, -1),
    },
    { note: arrived, carrier: '顺丰', carrierPhone: '95338', tracking: 'SF1390022', expectedOn: today },
  ]
  for (const [index, { note, ...carriage }] of sent.entries()) {
    if (!note) continue
    const journey = await as.merchandiser.journeys.read({ deliveryNoteId: note.id })
    const saved = await as.merchandiser.journeys.save({
      ...carriageOf(journey),
      ...carriage,
      way: index === 2 ? 'courier' : 'freight',
      freightFen: 18_000 + index * 4500,
      freightBy: index === 1 ? 'customer' : 'us',
    })
    if (note !== arrived) continue
    await as.merchandiser.journeys.arrive({
      deliveryNoteId: note.id,
      version: saved.version,
      arrivedOn: today,
      signer: '前台签收',
      acceptedOn: null,
      note: '包装完好',
    })
  }
}

/** The vehicles of the office, and a truck of today with notes that were just made out. */
const loadTruck = async ({ as, today, words }: Stage): Promise<void> => {
  const own = await as.merchandiser.trucks.saveVehicle({
    id: null,
    plate: words.vehicle,
    own: true,
    carrier: '',
    driver: words.drivers[0]!,
    phone: '138 2290 0101',
    limitPacks: 0,
    limitVolume: 12_000,
    limitWeight: 1_500_000,
    active: true,
    version: 0,
  })
  await as.merchandiser.trucks.saveVehicle({
    id: null,
    plate: '外车 6.8 米',
    own: false,
    carrier: '顺路货运',
    driver: '',
    phone: '139 0233 0102',
    limitPacks: 0,
    limitVolume: 35_000,
    limitWeight: 5_000_000,
    active: true,
    version: 0,
  })
  const { rows } = await as.merchandiser.orders.list({ states: ['inProduction'], limit: 200 })
  const notes: number[] = []
  // made out the day before: what is due next, the goods come from the workshop in the evening
  const next = rows.filter(({ dueOn }) => dueOn >= today).toSorted((one, other) => one.dueOn.localeCompare(other.dueOn))
  for (const order of next.slice(0, 4)) {
    const draft = await as.merchandiser.deliveries.newDraft({ orderId: order.id })
    const note = await as.merchandiser.deliveries.save({ ...draft, method: words.method })
    notes.push(note.id)
  }
  const { plate, driver, phone, carrier, limitPacks, limitVolume, limitWeight } = own
  const truck = await as.merchandiser.trucks.save({
    id: null,
    onDay: today,
    vehicleId: own.id,
    plate,
    driver,
    phone,
    carrier,
    limitPacks,
    limitVolume,
    limitWeight,
    freightFen: 0,
    freightBy: 'us',
    route: '',
    remark: '',
    version: 0,
  })
  if (notes.length > 1)
    await as.merchandiser.trucks.put({ id: truck.id, version: truck.version, deliveryNoteIds: notes.slice(0, 2) })
}

/** 拼车 and 在途 of today: measured packs, vehicles, a truck with notes on it, goods with carriers, one of them late. */
export const leaveTrucks = async (stage: Stage): Promise<void> => {
  await measure(stage)
  await sendByCarrier(stage)
  await loadTruck(stage)
}
