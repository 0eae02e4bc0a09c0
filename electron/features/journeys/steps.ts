import type { z } from 'zod'
import { dateOf, plusDays } from '../../../shared/dates.ts'
import { type CarriageDraft, type Journey, type journeys, unexplained } from '../../../shared/journeys.ts'
import { may } from '../../../shared/permissions.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Context } from '../../context.ts'
import { refuseBrokenUnit } from '../../wholeUnits.ts'
import { insertMany } from '../../db/batches.ts'
import { setSearchTerms } from '../../db/search.ts'
import { type GatePassed, journeyOf, setJourney, undoGate, writeGate } from '../journeys.ts'
import { loadLinesOf, readJourney } from './read.ts'

/** The note and its way, as the hand saw it; a void note has none, and goods that come back go another way. */
const openWay = async (ctx: Context, deliveryNoteId: number, version: number) => {
  const note = await ctx.db
    .selectFrom('deliveryNotes')
    .select(['id', 'number', 'kind', 'serial', 'customerId', 'releasedAt', 'voidedAt'])
    .where('id', '=', deliveryNoteId)
    .executeTakeFirst()
  if (!note) throw refuse('app.notFound')
  if (note.voidedAt !== null) throw refuse('deliveries.isVoid', { number: note.number })
  if (note.kind === 'return') throw refuse('journeys.comesBack', { number: note.number })
  const journey = await journeyOf(ctx, deliveryNoteId)
  if ((journey?.version ?? 0) !== version) throw refuse('app.stale')
  return { note, journey }
}

/** What the customer fetches is on no truck of ours: it is taken off first, or the truck carries what is not there. */
const refuseOnTruck = async (ctx: Context, note: { id: number; number: string }): Promise<void> => {
  const truck = await ctx.db
    .selectFrom('truckStops')
    .innerJoin('trucks', 'trucks.id', 'truckStops.truckId')
    .select(['trucks.number', 'trucks.departedAt'])
    .where('truckStops.deliveryNoteId', '=', note.id)
    .executeTakeFirst()
  if (!truck) return
  if (truck.departedAt !== null) throw refuse('trucks.goneWith', { number: note.number, truck: truck.number }, 'way')
  throw refuse('journeys.onTruckFirst', { number: note.number, truck: truck.number }, 'way')
}

/** 提货方式, carrier, tracking number, freight, who picks up (duty 92). */
export const saveCarriage = async (ctx: Context, draft: CarriageDraft): Promise<Journey> => {
  const { deliveryNoteId, version, freightFen, authorised, ...values } = draft
  const { note, journey } = await openWay(ctx, deliveryNoteId, version)
  if (values.expectedOn !== null) {
    const [from, to] = [plusDays(ctx.today, -60), plusDays(ctx.today, 180)]
    if (values.expectedOn < from || values.expectedOn > to)
      throw refuse('deliveries.strangeDay', { on: values.expectedOn }, 'expectedOn')
  }
  // goods that wait at the gate are let out by what is written there: no change behind its back
  if (journey?.arrivedOn && values.way !== journey.way)
    throw refuse('journeys.arrivedAlready', { number: note.number }, 'way')
  if (values.way === 'pickUp' && journey?.way !== 'pickUp') await refuseOnTruck(ctx, note)
  // who sees no money changes none
  const money = freightFen !== null && may(ctx.user.role, 'prices.read') ? freightFen : (journey?.freightFen ?? 0)
  await setJourney(ctx, deliveryNoteId, { ...values, freightFen: money, authorised: authorised ? 1 : 0 })
  await setSearchTerms(ctx, 'delivery', note.id, note.customerId, {
    exact: [note.number, note.number.slice(2), note.serial, values.tracking],
  })
  return readJourney(ctx, deliveryNoteId)
}

/** 装车查对 (duty 89): each line in pieces and packs as it was loaded, and who looked. */
export const checkLoad = async (
  ctx: Context,
  { deliveryNoteId, version, checkedBy, lines }: z.output<typeof journeys.checkLoad.input>,
): Promise<Journey> => {
  const { note, journey } = await openWay(ctx, deliveryNoteId, version)
  if (note.releasedAt === null || !journey) throw refuse('deliveries.notReleased', { number: note.number })
  if (journey.gatedAt !== null) throw refuse('journeys.gatedAlready', { number: note.number })
  const known = await loadLinesOf(ctx, deliveryNoteId, null)
  const byId = new Map(lines.map((line) => [line.lineId, line]))
  if (byId.size !== lines.length || known.length !== lines.length || known.some(({ lineId }) => !byId.has(lineId)))
    throw refuse('journeys.allLines', { number: note.number }, 'lines')
  await ctx.db.deleteFrom('loadChecks').where('journeyId', '=', journey.id).execute()
  const rows = known.map(({ lineId, unit, description, picked }) => {
    const { quantity, packs, explanation } = byId.get(lineId)!
    refuseBrokenUnit(quantity, { unit, what: description, known: [picked] }, 'lines')
    return { journeyId: journey.id, deliveryLineId: lineId, quantity, packs, explanation }
  })
  await insertMany(ctx.db, 'loadChecks', rows)
  ctx.record({ entity: 'loadChecks', id: journey.id, after: { checkedBy, lines: rows } })
  await setJourney(ctx, deliveryNoteId, { loadedAt: ctx.now, loadedBy: ctx.user.id, loadChecker: checkedBy })
  return readJourney(ctx, deliveryNoteId)
}

/**
 * Whether a note's goods may pass the gate: released, loaded, no difference without its why. Refuses, naming what is
 * missing (duties 88, 89).
 */
export const refuseAtGate = async (ctx: Context, deliveryNoteId: number, leftOn: string): Promise<void> => {
  const note = await ctx.db
    .selectFrom('deliveryNotes')
    .select('number')
    .where('id', '=', deliveryNoteId)
    .executeTakeFirstOrThrow()
  const journey = await journeyOf(ctx, deliveryNoteId)
  if (!journey?.releasedAt) throw refuse('deliveries.notReleased', { number: note.number })
  if (journey.gatedAt !== null || journey.stepsAsked === 0)
    throw refuse('journeys.gatedAlready', { number: note.number })
  const releasedOn = dateOf(new Date(journey.releasedAt))
  if (leftOn < releasedOn)
    throw refuse('journeys.beforeRelease', { number: note.number, on: leftOn, released: releasedOn }, 'leftOn')
  if (journey.loadedAt === null) throw refuse('journeys.loadFirst', { number: note.number })
  const bad = unexplained(await loadLinesOf(ctx, deliveryNoteId, journey.id))
  if (bad) throw refuse('journeys.explainLoad', { number: note.number, row: bad.sequence, goods: bad.description })
  if (journey.way === 'pickUp' && journey.pickedUpBy === '')
    throw refuse('journeys.whoPicksUp', { number: note.number })
}

/** The day and the hour something left: not to come, and not long ago. */
export const refuseStrangeLeaving = (ctx: Context, leftOn: string): void => {
  if (leftOn > ctx.today) throw refuse('journeys.notYet', { on: leftOn }, 'leftOn')
  if (leftOn < plusDays(ctx.today, -60)) throw refuse('deliveries.strangeDay', { on: leftOn }, 'leftOn')
}

/** 出厂 (duty 88): vehicle, driver, hour and who let it out. Notes on a truck leave with it. */
export const gate = async (
  ctx: Context,
  { deliveryNoteId, version, ...passed }: { deliveryNoteId: number; version: number } & GatePassed,
): Promise<Journey> => {
  const { note } = await openWay(ctx, deliveryNoteId, version)
  const truck = await ctx.db
    .selectFrom('truckStops')
    .innerJoin('trucks', 'trucks.id', 'truckStops.truckId')
    .select('trucks.number')
    .where('truckStops.deliveryNoteId', '=', deliveryNoteId)
    .where('trucks.state', '=', 'planned')
    .executeTakeFirst()
  if (truck) throw refuse('journeys.leavesByTruck', { number: note.number, truck: truck.number })
  if (passed.vehicle.trim() === '' && passed.driver.trim() === '') throw refuse('journeys.howItLeft', {}, 'vehicle')
  refuseStrangeLeaving(ctx, passed.leftOn)
  await refuseAtGate(ctx, deliveryNoteId, passed.leftOn)
  await writeGate(ctx, deliveryNoteId, passed)
  return readJourney(ctx, deliveryNoteId)
}

/** 签收 and 验收 (duty 92): when the goods arrived, who signed, when they were accepted. */
export const arrive = async (
  ctx: Context,
  { deliveryNoteId, version, arrivedOn, signer, acceptedOn, note: words }: z.output<typeof journeys.arrive.input>,
): Promise<Journey> => {
  const { note, journey } = await openWay(ctx, deliveryNoteId, version)
  if (!journey || (journey.state !== 'underWay' && journey.state !== 'arrived'))
    throw refuse('journeys.notUnderWay', { number: note.number })
  if (arrivedOn > ctx.today) throw refuse('journeys.notYet', { on: arrivedOn }, 'arrivedOn')
  if (journey.leftOn !== null && arrivedOn < journey.leftOn)
    throw refuse('journeys.beforeLeaving', { on: arrivedOn, left: journey.leftOn }, 'arrivedOn')
  if (acceptedOn !== null && (acceptedOn < arrivedOn || acceptedOn > ctx.today))
    throw refuse('journeys.acceptedBetween', { on: acceptedOn, arrived: arrivedOn }, 'acceptedOn')
  const facts = { arrivedOn, arrivedBy: ctx.user.id, signer, acceptedOn, arrivalNote: words }
  await setJourney(ctx, deliveryNoteId, facts)
  return readJourney(ctx, deliveryNoteId)
}

/** Goods a customer signed for have left, whatever is said of the gate afterwards. */
export const refuseSignedFor = async (ctx: Context, note: { id: number; number: string }): Promise<void> => {
  const signed = await ctx.db
    .selectFrom('signBacks')
    .select('id')
    .where('kind', '=', 'delivery')
    .where('documentId', '=', note.id)
    .where('state', 'in', ['same', 'different'])
    .executeTakeFirst()
  if (signed) throw refuse('journeys.signedFor', { number: note.number })
}

/** The gate or the arrival was put down by mistake. */
export const takeBack = async (
  ctx: Context,
  { deliveryNoteId, version, step, reason }: z.output<typeof journeys.takeBack.input>,
): Promise<Journey> => {
  const { note, journey } = await openWay(ctx, deliveryNoteId, version)
  if (step === 'arrival') {
    if (!journey?.arrivedOn) throw refuse('journeys.notArrived', { number: note.number })
    const nothing = { arrivedOn: null, arrivedBy: null, signer: '', acceptedOn: null, arrivalNote: '' }
    await setJourney(ctx, deliveryNoteId, nothing)
  } else {
    if (!journey?.gatedAt) throw refuse('journeys.notGated', { number: note.number })
    if (journey.arrivedOn !== null) throw refuse('journeys.arrivedAlready', { number: note.number })
    await refuseSignedFor(ctx, note)
    const truck = await ctx.db
      .selectFrom('truckStops')
      .innerJoin('trucks', 'trucks.id', 'truckStops.truckId')
      .select('trucks.number')
      .where('truckStops.deliveryNoteId', '=', deliveryNoteId)
      .where('trucks.state', '=', 'departed')
      .executeTakeFirst()
    if (truck) throw refuse('journeys.leavesByTruck', { number: note.number, truck: truck.number })
    await undoGate(ctx, deliveryNoteId)
  }
  ctx.record({ entity: 'journeys', id: journey.id, after: { takenBack: step, reason } })
  return readJourney(ctx, deliveryNoteId)
}
