import type { Selectable } from 'kysely'
import { overLimits, sumLoads } from '../../../shared/loads.ts'
import { may } from '../../../shared/permissions.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Truck, TruckMove, Vehicle } from '../../../shared/trucks.ts'
import type { Context } from '../../context.ts'
import type { TrucksTable } from '../../db/schemaTrucks.ts'
import { truckNoteColumns, truckNotes } from './waiting.ts'

/** The notes on some trucks, void ones left out, in the order they are unloaded. */
const stopsOf = async (ctx: Pick<Context, 'db'>, truckIds: readonly number[]) => {
  if (truckIds.length === 0) return new Map<number, never[]>()
  const found = await ctx.db
    .selectFrom('truckStops')
    .innerJoin('deliveryNotes', 'deliveryNotes.id', 'truckStops.deliveryNoteId')
    .innerJoin('customers', 'customers.id', 'deliveryNotes.customerId')
    .leftJoin('journeys', 'journeys.deliveryNoteId', 'deliveryNotes.id')
    .select(truckNoteColumns)
    .select('truckStops.truckId')
    .where('truckStops.truckId', 'in', truckIds)
    .where('deliveryNotes.voidedAt', 'is', null)
    .orderBy('truckStops.truckId')
    .orderBy('truckStops.sequence')
    .orderBy('truckStops.id')
    .execute()
  const notes = await truckNotes(
    ctx,
    found.map(({ truckId: _, ...note }) => note),
  )
  return Map.groupBy(notes, (_note, index) => found[index]!.truckId)
}

const truckOf = (
  row: Selectable<TrucksTable>,
  stops: Truck['stops'],
  departedBy: string,
  seesMoney: boolean,
): Truck => {
  const load = sumLoads(stops.map((stop) => stop.load))
  const { departedAt, departedBy: _by, voidedAt: _at, voidedBy: _who, keyedBy: _k, keyedAt: _ka, ...rest } = row
  return {
    ...rest,
    freightFen: seesMoney ? row.freightFen : null,
    freightBy: row.freightBy as Truck['freightBy'],
    state: row.state as Truck['state'],
    departed: departedAt === null ? null : { by: departedBy, at: departedAt },
    stops,
    load,
    over: overLimits(load, row),
  }
}

const trucksOf = async (ctx: Context, rows: (Selectable<TrucksTable> & { departer: string | null })[]) => {
  const stops = await stopsOf(
    ctx,
    rows.map(({ id }) => id),
  )
  const seesMoney = may(ctx.user.role, 'prices.read')
  return rows.map(({ departer, ...row }) => truckOf(row, stops.get(row.id) ?? [], departer ?? '', seesMoney))
}

const truckRows = (ctx: Context) =>
  ctx.db
    .selectFrom('trucks')
    .leftJoin('users', 'users.id', 'trucks.departedBy')
    .selectAll('trucks')
    .select('users.name as departer')

export const readTruck = async (ctx: Context, id: number): Promise<Truck> => {
  const row = await truckRows(ctx).where('trucks.id', '=', id).executeTakeFirst()
  if (!row) throw refuse('app.notFound')
  return (await trucksOf(ctx, [row]))[0]!
}

/** The trucks of a day; void ones are not among them. */
export const trucksOfDay = async (ctx: Context, onDay: string): Promise<Truck[]> =>
  trucksOf(
    ctx,
    await truckRows(ctx)
      .where('trucks.onDay', '=', onDay)
      .where('trucks.voidedAt', 'is', null)
      .orderBy('trucks.id')
      .limit(100)
      .execute(),
  )

/** What was changed about a truck, newest first. */
export const movesOf = async (ctx: Context, truckId: number): Promise<TruckMove[]> =>
  (
    await ctx.db
      .selectFrom('truckMoves')
      .innerJoin('users', 'users.id', 'truckMoves.userId')
      .leftJoin('deliveryNotes', 'deliveryNotes.id', 'truckMoves.deliveryNoteId')
      .select([
        'truckMoves.id',
        'truckMoves.what',
        'deliveryNotes.number',
        'truckMoves.before',
        'truckMoves.after',
        'truckMoves.reason',
        'users.name as by',
        'truckMoves.at',
      ])
      .where('truckMoves.truckId', '=', truckId)
      .orderBy('truckMoves.id', 'desc')
      .limit(500)
      .execute()
  ).map((row) => ({ ...row, number: row.number ?? '', what: row.what as TruckMove['what'] }))

/** Our own first, then by number plate; those no longer used last. */
export const listVehicles = async (ctx: Pick<Context, 'db'>): Promise<Vehicle[]> =>
  (
    await ctx.db
      .selectFrom('vehicles')
      .selectAll()
      .orderBy('active', 'desc')
      .orderBy('own', 'desc')
      .orderBy('plate')
      .limit(300)
      .execute()
  ).map((row) => ({ ...row, own: row.own === 1, active: row.active === 1 }))
