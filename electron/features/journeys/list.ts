import { sql } from 'kysely'
import type { z } from 'zod'
import type { JourneyRow, JourneyShow, journeys } from '../../../shared/journeys.ts'
import type { Context } from '../../context.ts'
import { findByTerm } from '../../db/search.ts'

/**
 * The ways that are meant, on their own table alone. A note whose signed copy is back has arrived, whether or not somebody
 * said so: what is on its way is among the copies that are waited for, and those stay few.
 */
export const chosenJourneys = (ctx: Pick<Context, 'db' | 'today'>, show: JourneyShow) => {
  const rows = ctx.db.selectFrom('journeys')
  if (show === 'house') return rows.where('journeys.state', 'in', [sql.lit('house'), sql.lit('loaded')])
  if (show === 'arrived') return rows.where('journeys.state', '=', sql.lit('arrived'))
  const out = rows
    .where('journeys.state', '=', sql.lit('underWay'))
    .where('journeys.deliveryNoteId', 'in', (copies) =>
      copies
        .selectFrom('signBacks')
        .select('signBacks.documentId')
        .where('signBacks.kind', '=', 'delivery')
        .where('signBacks.state', '=', 'waiting'),
    )
  if (show === 'overdue') return out.where('journeys.expectedOn', '<', ctx.today)
  return show === 'own'
    ? out.where('journeys.way', '=', 'deliver').where('journeys.expectedOn', 'is', null)
    : out.where(({ or, eb }) => or([eb('journeys.way', '<>', 'deliver'), eb('journeys.expectedOn', 'is not', null)]))
}

export const rowColumns = [
  'journeys.deliveryNoteId',
  'deliveryNotes.number',
  'deliveryNotes.customerId',
  'customers.shortName as customer',
  'deliveryNotes.totalPacks as packs',
  'deliveryNotes.driver',
  'deliveryNotes.vehicle',
  'journeys.state',
  'journeys.way',
  'journeys.carrier',
  'journeys.carrierPhone',
  'journeys.tracking',
  'journeys.gateDriver',
  'journeys.gateVehicle',
  'journeys.leftOn',
  'journeys.expectedOn',
  'journeys.arrivedOn',
  'journeys.signer',
  'journeys.acceptedOn',
  'journeys.version',
] as const

const ordersOf = async (ctx: Context, noteIds: number[]): Promise<Map<number, string>> => {
  if (noteIds.length === 0) return new Map()
  const lines = await ctx.db
    .selectFrom('deliveryLines')
    .select(['deliveryNoteId', 'orderNumber'])
    .distinct()
    .where('deliveryNoteId', 'in', noteIds)
    .where('orderNumber', '<>', '')
    .execute()
  return new Map(
    [...Map.groupBy(lines, ({ deliveryNoteId }) => deliveryNoteId)].map(([id, own]) => [
      id,
      own.map(({ orderNumber }) => orderNumber).join(' '),
    ]),
  )
}

/** 在途, by when it should arrive; typed: a note's number, a tracking number or a customer. */
export const listJourneys = async (
  ctx: Context,
  { show, typed, offset, limit }: z.output<typeof journeys.list.input>,
): Promise<{ rows: JourneyRow[]; total: number }> => {
  let chosen = chosenJourneys(ctx, show)
  if (typed !== '') {
    const [notes, customers] = [
      await findByTerm(ctx, 'delivery', typed, 200),
      await findByTerm(ctx, 'customer', typed, 200),
    ]
    chosen = chosen.where(({ or, eb }) =>
      or([
        eb('journeys.deliveryNoteId', 'in', [0, ...notes]),
        eb('journeys.deliveryNoteId', 'in', (notesOf) =>
          notesOf
            .selectFrom('deliveryNotes')
            .select('deliveryNotes.id')
            .where('customerId', 'in', [0, ...customers]),
        ),
      ]),
    )
  }
  const { total } = await chosen.select(({ fn }) => fn.countAll().as('total')).executeTakeFirstOrThrow()
  const latest = show === 'arrived'
  const found = await chosen
    .innerJoin('deliveryNotes', 'deliveryNotes.id', 'journeys.deliveryNoteId')
    .innerJoin('customers', 'customers.id', 'deliveryNotes.customerId')
    .select(rowColumns)
    .$if(!latest, (rows) =>
      rows
        // no day said comes after every day
        .orderBy(({ fn, val }) => fn.coalesce('journeys.expectedOn', val('9999')))
        .orderBy('journeys.leftOn'),
    )
    .orderBy('journeys.id', latest ? 'desc' : 'asc')
    .limit(limit)
    .offset(offset)
    .execute()
  const orders = await ordersOf(
    ctx,
    found.map(({ deliveryNoteId }) => deliveryNoteId),
  )
  const rows = found.map(({ driver, vehicle, gateDriver, gateVehicle, ...row }) => ({
    ...row,
    state: row.state as JourneyRow['state'],
    way: row.way as JourneyRow['way'],
    driver: gateDriver || driver,
    vehicle: gateVehicle || vehicle,
    orderNumbers: orders.get(row.deliveryNoteId) ?? '',
    overdue: show !== 'arrived' && row.state === 'underWay' && row.expectedOn !== null && row.expectedOn < ctx.today,
  }))
  return { rows, total: Number(total) }
}

/** How many notes each filter of the list has; arrived ones are not counted. */
export const countJourneys = async (ctx: Context) => {
  const count = async (show: JourneyShow): Promise<number> =>
    Number(
      (
        await chosenJourneys(ctx, show)
          .select(({ fn }) => fn.countAll().as('n'))
          .executeTakeFirstOrThrow()
      ).n,
    )
  return {
    road: await count('road'),
    overdue: await count('overdue'),
    house: await count('house'),
    own: await count('own'),
  }
}
