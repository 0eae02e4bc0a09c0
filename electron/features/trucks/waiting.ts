import { type ExpressionBuilder, sql } from 'kysely'
import type { z } from 'zod'
import { sumLoads } from '../../../shared/loads.ts'
import type { TruckNote, trucks } from '../../../shared/trucks.ts'
import type { Context } from '../../context.ts'
import type { Database } from '../../db/schema.ts'
import { loadsOfNotes } from '../journeys.ts'

type Filter = z.output<typeof trucks.sums.input>

/**
 * Notes still here: not released, or waiting for 装车 and 出厂; where those are no steps, also what was released for
 * the day itself, as many an office writes the truck down afterwards.
 */
const stillHere = (ctx: Pick<Context, 'db'>, onDay: string) => (where: ExpressionBuilder<Database, 'deliveryNotes'>) =>
  where(
    'deliveryNotes.id',
    'in',
    ctx.db
      .selectFrom('deliveryNotes as n')
      .select('n.id')
      .where('n.releasedAt', 'is', null)
      .where('n.voidedAt', 'is', null)
      .where('n.kind', '<>', sql.lit('return'))
      .where('n.deliveryOn', '<=', onDay)
      .unionAll(
        ctx.db
          .selectFrom('journeys')
          .select('deliveryNoteId as id')
          .where('state', 'in', [sql.lit('house'), sql.lit('loaded')]),
      )
      .unionAll(
        ctx.db
          .selectFrom('journeys')
          .select('deliveryNoteId as id')
          .where('state', '=', sql.lit('underWay'))
          .where('leftOn', '=', onDay)
          .where('stepsAsked', '=', 0)
          .where('way', '=', 'deliver'),
      ),
  )

/** The notes that wait for a truck on a day, without what is shown of them. Who fetches goods needs none. */
const waiting = (ctx: Pick<Context, 'db'>, { onDay, region }: Filter) => {
  const rows = ctx.db
    .selectFrom('deliveryNotes')
    .innerJoin('customers', 'customers.id', 'deliveryNotes.customerId')
    .leftJoin('journeys', 'journeys.deliveryNoteId', 'deliveryNotes.id')
    .leftJoin('truckStops', 'truckStops.deliveryNoteId', 'deliveryNotes.id')
    .where(stillHere(ctx, onDay) as never)
    .where('deliveryNotes.voidedAt', 'is', null)
    .where('deliveryNotes.deliveryOn', '<=', onDay)
    .where('truckStops.id', 'is', null)
    .where(({ or, eb }) => or([eb('journeys.way', 'is', null), eb('journeys.way', '<>', 'pickUp')]))
  return region === null ? rows : rows.where('customers.region', '=', region)
}

export const truckNoteColumns = [
  'deliveryNotes.id as deliveryNoteId',
  'deliveryNotes.number',
  'customers.shortName as customer',
  'customers.region',
  'deliveryNotes.address',
  'deliveryNotes.contact',
  'deliveryNotes.phone',
  'deliveryNotes.deliveryOn',
  'deliveryNotes.codFen',
  'deliveryNotes.releasedAt',
  'journeys.state as journeyState',
] as const

type Found = Omit<TruckNote, 'released' | 'journeyState' | 'load'> & {
  releasedAt: string | null
  journeyState: string | null
}

/** Rows as they are shown, each with its load. */
export const truckNotes = async (ctx: Pick<Context, 'db'>, found: readonly Found[]): Promise<TruckNote[]> => {
  const loads = await loadsOfNotes(
    ctx,
    found.map(({ deliveryNoteId }) => deliveryNoteId),
  )
  return found.map(({ releasedAt, journeyState, ...note }) => ({
    ...note,
    released: releasedAt !== null,
    journeyState: (journeyState ?? 'preparing') as TruckNote['journeyState'],
    load: loads.get(note.deliveryNoteId) ?? sumLoads([]),
  }))
}

/** Region by region, so that neighbours stand together; oldest first within it. */
export const listWaiting = async (
  ctx: Context,
  { offset, limit, ...filter }: z.output<typeof trucks.notes.input>,
): Promise<{ rows: TruckNote[]; total: number }> => {
  const rows = waiting(ctx, filter)
  const { total } = await rows.select(({ fn }) => fn.countAll().as('total')).executeTakeFirstOrThrow()
  const found = await rows
    .select(truckNoteColumns)
    .orderBy('customers.region')
    .orderBy('deliveryNotes.deliveryOn')
    .orderBy('deliveryNotes.id')
    .limit(limit)
    .offset(offset)
    .execute()
  return { rows: await truckNotes(ctx, found), total: Number(total) }
}

/** Sums of the notes that wait, and the regions there are. */
export const sumWaiting = async (ctx: Context, filter: Filter): Promise<z.output<typeof trucks.sums.output>> => {
  const found = await waiting(ctx, filter).select(['deliveryNotes.id']).execute()
  const loads = await loadsOfNotes(
    ctx,
    found.map(({ id }) => id),
  )
  const regions = await waiting(ctx, { ...filter, region: null })
    .select('customers.region')
    .distinct()
    .where('customers.region', '<>', '')
    .orderBy('customers.region')
    .limit(200)
    .execute()
  return {
    notes: found.length,
    load: sumLoads([...loads.values()]),
    regions: regions.map(({ region }) => region),
  }
}
