import type { Selectable } from 'kysely'
import { plusDays } from '../../../shared/dates.ts'
import { may } from '../../../shared/permissions.ts'
import { refuse } from '../../../shared/refusals.ts'
import {
  deriveTruckState,
  type Truck,
  type TruckDraft,
  type TruckMove,
  type Vehicle,
  type VehicleDraft,
} from '../../../shared/trucks.ts'
import type { Context } from '../../context.ts'
import { nextNumber } from '../../db/numbering.ts'
import type { TrucksTable } from '../../db/schemaTrucks.ts'
import { setCarriage } from '../deliveries.ts'
import { readTruck } from './read.ts'

type TruckRow = Selectable<TrucksTable>
interface WithNotes {
  id: number
  version: number
  deliveryNoteIds: number[]
}

/** A truck that is still being planned, as the hand saw it. */
export const openTruck = async (ctx: Context, id: number, version: number, departed = false): Promise<TruckRow> => {
  const row = await ctx.db.selectFrom('trucks').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw refuse('app.notFound')
  if (row.version !== version) throw refuse('app.stale')
  if (row.voidedAt !== null) throw refuse('trucks.isVoid', { number: row.number })
  if (!departed && row.departedAt !== null) throw refuse('trucks.departedAlready', { number: row.number })
  return row
}

/** Changes facts of a truck and stores the state that follows. */
export const setTruck = async (
  ctx: Context,
  before: TruckRow,
  facts: Record<string, string | number | null>,
): Promise<void> => {
  const state = deriveTruckState({ ...before, ...facts })
  await ctx.db
    .updateTable('trucks')
    .set({ ...facts, state, version: before.version + 1 })
    .where('id', '=', before.id)
    .execute()
  ctx.record({ entity: 'trucks', id: before.id, before, after: { ...facts, state } })
}

/** The record of what was changed about a truck, in words that stay as they were. */
export const addMove = async (
  ctx: Context,
  truckId: number,
  what: TruckMove['what'],
  words: { deliveryNoteId?: number; before?: string; after?: string; reason?: string },
): Promise<void> => {
  await ctx.db
    .insertInto('truckMoves')
    .values({
      truckId,
      what,
      deliveryNoteId: words.deliveryNoteId ?? null,
      before: words.before ?? '',
      after: words.after ?? '',
      reason: words.reason ?? '',
      userId: ctx.user.id,
      at: ctx.now,
    })
    .execute()
}

const stopsOn = (ctx: Pick<Context, 'db'>, truckId: number) =>
  ctx.db
    .selectFrom('truckStops')
    .innerJoin('deliveryNotes', 'deliveryNotes.id', 'truckStops.deliveryNoteId')
    .select([
      'truckStops.deliveryNoteId',
      'truckStops.ownDriver',
      'truckStops.ownVehicle',
      'deliveryNotes.number',
      'deliveryNotes.driver',
      'deliveryNotes.vehicle',
      'deliveryNotes.voidedAt',
    ])
    .where('truckStops.truckId', '=', truckId)
    .orderBy('truckStops.sequence')
    .orderBy('truckStops.id')
    .execute()

/** Notes that are on a truck, in order, void ones left out. */
export const notesOn = async (ctx: Pick<Context, 'db'>, truckId: number) =>
  (await stopsOn(ctx, truckId)).filter(({ voidedAt }) => voidedAt === null)

const vehicleWords = ({ plate, driver, carrier }: Pick<TruckRow, 'plate' | 'driver' | 'carrier'>): string =>
  [plate, driver, carrier].filter(Boolean).join(' ')

type Carried = Pick<Awaited<ReturnType<typeof stopsOn>>[number], 'driver' | 'vehicle' | 'ownDriver' | 'ownVehicle'>

/** Driver and number plate of a note without the truck's: its own again, or what was typed by hand meanwhile. */
const withoutTruck = (note: Carried, truck: Pick<TruckRow, 'driver' | 'plate'>) => ({
  driver: truck.driver !== '' && note.driver === truck.driver ? note.ownDriver : note.driver,
  vehicle: truck.plate !== '' && note.vehicle === truck.plate ? note.ownVehicle : note.vehicle,
})

/** The notes on a truck carry its driver and number plate; what was typed by hand for another one stays. */
const passOn = async (
  ctx: Context,
  truckId: number,
  before: Pick<TruckRow, 'driver' | 'plate'>,
  truck: Pick<TruckRow, 'driver' | 'plate'>,
) => {
  for (const note of await notesOn(ctx, truckId)) {
    const own = withoutTruck(note, before)
    await setCarriage(ctx, note.deliveryNoteId, {
      driver: truck.driver || own.driver,
      vehicle: truck.plate || own.vehicle,
    })
  }
}

const refuseStrangeDay = (ctx: Context, onDay: string): void => {
  if (onDay < plusDays(ctx.today, -60) || onDay > plusDays(ctx.today, 180))
    throw refuse('deliveries.strangeDay', { on: onDay }, 'onDay')
}

const changeTruck = async (ctx: Context, before: TruckRow, draft: TruckDraft): Promise<void> => {
  const { id: _id, version: _version, reason, freightFen, ...values } = draft
  const [was, is] = [vehicleWords(before), vehicleWords(draft)]
  const moved = before.onDay !== draft.onDay || was !== is
  if (moved && before.printed > 0 && reason === '') throw refuse('trucks.sayWhy', { number: before.number }, 'reason')
  // who sees no money changes none
  const money = freightFen !== null && may(ctx.user.role, 'prices.read') ? freightFen : before.freightFen
  await setTruck(ctx, before, { ...values, freightFen: money })
  if (before.onDay !== draft.onDay)
    await addMove(ctx, before.id, 'day', { before: before.onDay, after: draft.onDay, reason })
  if (was !== is) {
    await addMove(ctx, before.id, 'vehicle', { before: was, after: is, reason })
    await passOn(ctx, before.id, before, draft)
  }
}

/** A truck of a day; a change of its day or its vehicle is kept in its record (duty 91). */
export const saveTruck = async (ctx: Context, draft: TruckDraft): Promise<Truck> => {
  refuseStrangeDay(ctx, draft.onDay)
  // a number alone sends nobody: something must say which truck it is
  const { plate, driver, phone, carrier, route, remark } = draft
  if (draft.vehicleId === null && [plate, driver, phone, carrier, route, remark].every((words) => words === ''))
    throw refuse('trucks.nothingTyped', {}, 'plate')
  if (draft.vehicleId !== null) {
    const known = await ctx.db.selectFrom('vehicles').select('id').where('id', '=', draft.vehicleId).executeTakeFirst()
    if (!known) throw refuse('app.notFound', {}, 'vehicleId')
  }
  if (draft.id !== null) {
    await changeTruck(ctx, await openTruck(ctx, draft.id, draft.version), draft)
    return readTruck(ctx, draft.id)
  }
  const { id: _id, version: _version, reason: _reason, freightFen, ...values } = draft
  const row = {
    ...values,
    freightFen: may(ctx.user.role, 'prices.read') ? (freightFen ?? 0) : 0,
    number: await nextNumber(ctx, 'PC', ctx.today),
    state: 'planned',
    keyedBy: ctx.user.id,
    keyedAt: ctx.now,
    version: 1,
  }
  const { id } = await ctx.db.insertInto('trucks').values(row).returning('id').executeTakeFirstOrThrow()
  ctx.record({ entity: 'trucks', id, after: row })
  return readTruck(ctx, id)
}

/** Where a note stands, for being put on a truck: here, and on no truck that has left. */
const noteToPut = async (ctx: Context, deliveryNoteId: number) => {
  const note = await ctx.db
    .selectFrom('deliveryNotes')
    .leftJoin('journeys', 'journeys.deliveryNoteId', 'deliveryNotes.id')
    .leftJoin('truckStops', 'truckStops.deliveryNoteId', 'deliveryNotes.id')
    .leftJoin('trucks', 'trucks.id', 'truckStops.truckId')
    .select([
      'deliveryNotes.number',
      'deliveryNotes.kind',
      'deliveryNotes.driver',
      'deliveryNotes.vehicle',
      'deliveryNotes.voidedAt',
      'deliveryNotes.releasedAt',
      'journeys.state',
      'journeys.stepsAsked',
      'journeys.way',
      'trucks.id as truckId',
      'trucks.number as truckNumber',
      'trucks.driver as truckDriver',
      'trucks.plate as truckPlate',
      'trucks.departedAt',
      'truckStops.ownDriver',
      'truckStops.ownVehicle',
    ])
    .where('deliveryNotes.id', '=', deliveryNoteId)
    .executeTakeFirst()
  if (!note) throw refuse('app.notFound')
  const { number, state, stepsAsked } = note
  if (note.voidedAt !== null) throw refuse('deliveries.isVoid', { number })
  if (note.kind === 'return') throw refuse('journeys.comesBack', { number })
  if (note.departedAt !== null) throw refuse('trucks.goneWith', { number, truck: note.truckNumber ?? '' })
  const gone =
    note.releasedAt !== null && (state === null || state === 'arrived' || (state === 'underWay' && stepsAsked === 1))
  if (gone) throw refuse('trucks.noteGone', { number })
  if (note.way === 'pickUp') throw refuse('trucks.pickedUp', { number })
  return note
}

/** Puts notes behind those that are on the truck; they carry its driver and number plate from now on. */
export const putOn = async (ctx: Context, { id, version, deliveryNoteIds }: WithNotes): Promise<Truck> => {
  const truck = await openTruck(ctx, id, version)
  const there = await stopsOn(ctx, id)
  let sequence = there.length
  for (const deliveryNoteId of new Set(deliveryNoteIds)) {
    const note = await noteToPut(ctx, deliveryNoteId)
    if (note.truckId === id) continue
    let own = { driver: note.driver, vehicle: note.vehicle }
    if (note.truckId !== null) {
      const kept = { ...own, ownDriver: note.ownDriver ?? '', ownVehicle: note.ownVehicle ?? '' }
      own = withoutTruck(kept, { driver: note.truckDriver ?? '', plate: note.truckPlate ?? '' })
      await ctx.db.deleteFrom('truckStops').where('deliveryNoteId', '=', deliveryNoteId).execute()
      await addMove(ctx, note.truckId, 'off', { deliveryNoteId, after: truck.number })
    }
    const stop = { truckId: id, deliveryNoteId, sequence: ++sequence, ownDriver: own.driver, ownVehicle: own.vehicle }
    await ctx.db.insertInto('truckStops').values(stop).execute()
    await addMove(ctx, id, 'on', { deliveryNoteId, before: note.truckNumber ?? '' })
    const carriage = { driver: truck.driver || own.driver, vehicle: truck.plate || own.vehicle }
    await setCarriage(ctx, deliveryNoteId, carriage)
  }
  if (sequence > 500) throw refuse('trucks.tooMany', { number: truck.number })
  await setTruck(ctx, truck, {})
  return readTruck(ctx, id)
}

const removeStop = async (ctx: Context, truck: TruckRow, note: Awaited<ReturnType<typeof stopsOn>>[number]) => {
  await ctx.db.deleteFrom('truckStops').where('deliveryNoteId', '=', note.deliveryNoteId).execute()
  await addMove(ctx, truck.id, 'off', { deliveryNoteId: note.deliveryNoteId })
  if (note.voidedAt === null) await setCarriage(ctx, note.deliveryNoteId, withoutTruck(note, truck))
}

export const takeOff = async (ctx: Context, { id, version, deliveryNoteIds }: WithNotes): Promise<Truck> => {
  const truck = await openTruck(ctx, id, version)
  const there = await stopsOn(ctx, id)
  for (const deliveryNoteId of new Set(deliveryNoteIds)) {
    const note = there.find((each) => each.deliveryNoteId === deliveryNoteId)
    if (!note) throw refuse('trucks.notOn', { number: truck.number })
    await removeStop(ctx, truck, note)
  }
  await setTruck(ctx, truck, {})
  return readTruck(ctx, id)
}

/** The order in which the stops are unloaded. */
export const orderStops = async (ctx: Context, { id, version, deliveryNoteIds }: WithNotes): Promise<Truck> => {
  const truck = await openTruck(ctx, id, version)
  const there = await notesOn(ctx, id)
  const wanted = new Set(deliveryNoteIds)
  if (wanted.size !== there.length || there.some(({ deliveryNoteId }) => !wanted.has(deliveryNoteId)))
    throw refuse('app.stale')
  for (const [index, deliveryNoteId] of [...wanted].entries())
    await ctx.db
      .updateTable('truckStops')
      .set({ sequence: index + 1 })
      .where('deliveryNoteId', '=', deliveryNoteId)
      .execute()
  const numbers = new Map(there.map(({ deliveryNoteId, number }) => [deliveryNoteId, number]))
  await addMove(ctx, id, 'order', {
    before: there.map(({ number }) => number).join(' '),
    after: [...wanted].map((note) => numbers.get(note)).join(' '),
  })
  await setTruck(ctx, truck, {})
  return readTruck(ctx, id)
}

/** The truck is not needed: its notes wait again. */
export const voidTruck = async (
  ctx: Context,
  { id, version, reason }: { id: number; version: number; reason: string },
): Promise<Truck> => {
  const truck = await openTruck(ctx, id, version)
  for (const note of await stopsOn(ctx, id)) await removeStop(ctx, truck, note)
  await setTruck(ctx, truck, { voidedAt: ctx.now, voidedBy: ctx.user.id, voidReason: reason })
  return readTruck(ctx, id)
}

/** A vehicle of the list; a number plate stands in it once. */
export const saveVehicle = async (ctx: Context, { id, version, ...draft }: VehicleDraft): Promise<Vehicle> => {
  const taken = await ctx.db.selectFrom('vehicles').select('id').where('plate', '=', draft.plate).executeTakeFirst()
  if (taken && taken.id !== id) throw refuse('trucks.plateTaken', { plate: draft.plate }, 'plate')
  const values = {
    ...draft,
    own: draft.own ? (1 as const) : (0 as const),
    active: draft.active ? (1 as const) : (0 as const),
    version: version + 1,
  }
  const row =
    id === null
      ? await ctx.db.insertInto('vehicles').values(values).returningAll().executeTakeFirstOrThrow()
      : await ctx.db
          .updateTable('vehicles')
          .set(values)
          .where('id', '=', id)
          .where('version', '=', version)
          .returningAll()
          .executeTakeFirst()
  if (!row) throw refuse('app.stale')
  ctx.record({ entity: 'vehicles', id: row.id, after: row })
  return { ...row, own: row.own === 1, active: row.active === 1 }
}
