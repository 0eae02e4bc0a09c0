import type { trucks } from '../../../shared/trucks.ts'
import type { Handlers } from '../../context.ts'
import { depart, reopen } from './leaving.ts'
import { truckPaper } from './paper.ts'
import { orderStops, putOn, saveTruck, saveVehicle, takeOff, voidTruck } from './planning.ts'
import { listVehicles, movesOf, readTruck, trucksOfDay } from './read.ts'
import { listWaiting, sumWaiting } from './waiting.ts'

export const trucksHandlers: Handlers<typeof trucks> = {
  notes: listWaiting,
  sums: sumWaiting,
  day: (ctx, { onDay }) => trucksOfDay(ctx, onDay),
  read: (ctx, { id }) => readTruck(ctx, id),
  moves: (ctx, { id }) => movesOf(ctx, id),
  vehicles: listVehicles,
  saveVehicle,
  save: saveTruck,
  put: putOn,
  takeOff,
  order: orderStops,
  depart,
  reopen,
  void: voidTruck,
  paper: (ctx, { id }) => truckPaper(ctx, id),

  async markPrinted(ctx, { id }) {
    const { printed } = await ctx.db
      .updateTable('trucks')
      .set(({ eb }) => ({ printed: eb('printed', '+', 1) }))
      .where('id', '=', id)
      .returning('printed')
      .executeTakeFirstOrThrow()
    ctx.record({ entity: 'trucks', id, after: { printed } })
    return { printed }
  },
}
