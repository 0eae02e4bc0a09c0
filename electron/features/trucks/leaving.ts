import type { z } from 'zod'
import { overLimits, sumLoads } from '../../../shared/loads.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Truck, trucks } from '../../../shared/trucks.ts'
import type { Context } from '../../context.ts'
import { journeyOf, loadsOfNotes, undoGate, writeGate } from '../journeys.ts'
import { refuseAtGate, refuseSignedFor, refuseStrangeLeaving } from '../journeys/steps.ts'
import { addMove, notesOn, openTruck, setTruck } from './planning.ts'
import { readTruck } from './read.ts'

/** Names every note that holds the truck, not only the first. */
const refuseUnreleased = async (
  ctx: Context,
  truck: string,
  notes: readonly { deliveryNoteId: number; number: string }[],
): Promise<void> => {
  const waiting: string[] = []
  for (const { deliveryNoteId, number } of notes)
    if (!(await journeyOf(ctx, deliveryNoteId))?.releasedAt) waiting.push(number)
  if (waiting.length > 0) throw refuse('trucks.notReleased', { truck, numbers: waiting.join(' ') })
}

/**
 * 出车 (duty 91): every note on it is released, and where 装车 and 出厂 are steps it is loaded and passes the gate with
 * the truck. More than the vehicle may carry needs a reason.
 */
export const depart = async (ctx: Context, input: z.output<typeof trucks.depart.input>): Promise<Truck> => {
  const { id, version, overReason, keeper, leftOn, leftTime } = input
  const truck = await openTruck(ctx, id, version)
  const notes = await notesOn(ctx, id)
  if (notes.length === 0) throw refuse('trucks.empty', { number: truck.number })
  refuseStrangeLeaving(ctx, leftOn)
  const loads = await loadsOfNotes(
    ctx,
    notes.map(({ deliveryNoteId }) => deliveryNoteId),
  )
  const over = overLimits(sumLoads([...loads.values()]), truck)
  if (over.length > 0 && overReason === '') throw refuse('trucks.overLimit', { number: truck.number }, 'overReason')
  await refuseUnreleased(ctx, truck.number, notes)
  for (const { deliveryNoteId } of notes) {
    const journey = await journeyOf(ctx, deliveryNoteId)
    if (!journey || journey.stepsAsked === 0) continue
    if (keeper === '') throw refuse('journeys.keeperNeeded', {}, 'keeper')
    await refuseAtGate(ctx, deliveryNoteId, leftOn)
    await writeGate(ctx, deliveryNoteId, { keeper, driver: truck.driver, vehicle: truck.plate, leftOn, leftTime })
  }
  const reason = over.length > 0 ? overReason : ''
  await setTruck(ctx, truck, { departedAt: ctx.now, departedBy: ctx.user.id, overReason: reason })
  await addMove(ctx, id, 'departed', { after: `${leftOn} ${leftTime}`, reason })
  return readTruck(ctx, id)
}

/** It did not leave after all. What has arrived already was on it, and stays. */
export const reopen = async (
  ctx: Context,
  { id, version, reason }: { id: number; version: number; reason: string },
): Promise<Truck> => {
  const truck = await openTruck(ctx, id, version, true)
  if (truck.departedAt === null) throw refuse('trucks.notDeparted', { number: truck.number })
  for (const { deliveryNoteId, number } of await notesOn(ctx, id)) {
    const journey = await journeyOf(ctx, deliveryNoteId)
    if (journey?.arrivedOn) throw refuse('journeys.arrivedAlready', { number })
    await refuseSignedFor(ctx, { id: deliveryNoteId, number })
    if (journey?.gatedAt) await undoGate(ctx, deliveryNoteId)
  }
  await setTruck(ctx, truck, { departedAt: null, departedBy: null, overReason: '' })
  await addMove(ctx, id, 'reopened', { reason })
  return readTruck(ctx, id)
}
