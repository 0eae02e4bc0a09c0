import { sql } from 'kysely'
import {
  deriveJourneyState,
  type Journey,
  type JourneyState,
  type LoadLine,
  shortOf,
} from '../../../shared/journeys.ts'
import { may } from '../../../shared/permissions.ts'
import { refuse } from '../../../shared/refusals.ts'
import { wayOfMethod } from '../../../shared/shipmentWords.ts'
import type { Context } from '../../context.ts'
import { journeyOf, loadsOfNotes } from '../journeys.ts'
import { readOffice } from '../settings.ts'

/** The lines of a note as they are looked at beside the truck: ordered, on the note, loaded (duty 89). */
export const loadLinesOf = async (
  ctx: Pick<Context, 'db'>,
  deliveryNoteId: number,
  journeyId: number | null,
): Promise<LoadLine[]> => {
  const rows = await ctx.db
    .selectFrom('deliveryLines')
    .leftJoin('orderLines', 'orderLines.id', 'deliveryLines.orderLineId')
    .leftJoin('loadChecks', (join) =>
      join.onRef('loadChecks.deliveryLineId', '=', 'deliveryLines.id').on('loadChecks.journeyId', '=', journeyId ?? 0),
    )
    .select([
      'deliveryLines.id as lineId',
      'deliveryLines.sequence',
      'deliveryLines.orderNumber',
      'deliveryLines.code',
      'deliveryLines.description',
      'deliveryLines.colour',
      'deliveryLines.unit',
      'orderLines.quantity as ordered',
      'deliveryLines.quantity as picked',
      'deliveryLines.packs as pickedPacks',
      'loadChecks.quantity as loaded',
      'loadChecks.packs as loadedPacks',
      'loadChecks.explanation',
    ])
    .where('deliveryLines.deliveryNoteId', '=', deliveryNoteId)
    // what an exchange takes back is not loaded here
    .where('deliveryLines.quantity', '>', 0)
    .orderBy('deliveryLines.sequence')
    .execute()
  return rows.map(({ code, description, colour, explanation, ...line }) => ({
    ...line,
    description: [code, description, colour].filter(Boolean).join(' '),
    explanation: explanation ?? '',
  }))
}

const headOf = async (ctx: Context, deliveryNoteId: number) => {
  const note = await ctx.db
    .selectFrom('deliveryNotes')
    .leftJoin('truckStops', 'truckStops.deliveryNoteId', 'deliveryNotes.id')
    .leftJoin('trucks', 'trucks.id', 'truckStops.truckId')
    .leftJoin('signBacks', (join) =>
      join
        .onRef('signBacks.documentId', '=', 'deliveryNotes.id')
        .on('signBacks.kind', '=', 'delivery')
        .on('signBacks.state', 'in', ['same', 'different']),
    )
    .select([
      'deliveryNotes.number',
      'deliveryNotes.method',
      'deliveryNotes.releasedAt',
      'deliveryNotes.voidedAt',
      'trucks.id as truckId',
      'trucks.number as truckNumber',
      'trucks.onDay',
      'trucks.departedAt',
      'signBacks.id as signedId',
    ])
    .where('deliveryNotes.id', '=', deliveryNoteId)
    .executeTakeFirst()
  if (!note) throw refuse('app.notFound')
  return note
}

const personOf = async (ctx: Context, id: number | null): Promise<string> =>
  id === null
    ? ''
    : ((await ctx.db.selectFrom('users').select('name').where('id', '=', id).executeTakeFirst())?.name ?? '')

/** Numbers of the slips since the load check that make good what was not loaded: brought later, or taken off. */
const madeGoodSince = async (
  ctx: Pick<Context, 'db'>,
  deliveryNoteId: number,
  loadedAt: string | null,
  lines: readonly LoadLine[],
): Promise<string[]> => {
  const short = lines.filter((line) => shortOf(line) > 0).map(({ lineId }) => lineId)
  if (loadedAt === null || short.length === 0) return []
  const rows = await ctx.db
    .selectFrom('deliveryLines as own')
    .innerJoin('deliveryLines as back', 'back.orderLineId', 'own.orderLineId')
    .innerJoin('deliveryNotes', 'deliveryNotes.id', 'back.deliveryNoteId')
    .select('deliveryNotes.number')
    .distinct()
    .where('own.deliveryNoteId', '=', deliveryNoteId)
    .where('own.id', 'in', short)
    .where('deliveryNotes.kind', '<>', sql.lit('delivery'))
    .where('deliveryNotes.voidedAt', 'is', null)
    .where('deliveryNotes.keyedAt', '>=', loadedAt)
    .orderBy('deliveryNotes.number')
    .limit(20)
    .execute()
  return rows.map(({ number }) => number)
}

/** The facts of a way nothing was written down of. */
const unwritten = { stepsAsked: 0, loadedAt: null, gatedAt: null, arrivedOn: null }

/** The way of a note: what is known of it, or what it starts with where nothing was written down. */
export const readJourney = async (ctx: Context, deliveryNoteId: number): Promise<Journey> => {
  const note = await headOf(ctx, deliveryNoteId)
  const row = await journeyOf(ctx, deliveryNoteId)
  const load = (await loadsOfNotes(ctx, [deliveryNoteId])).get(deliveryNoteId)
  const stamp = async (by: number | null | undefined, at: string | null | undefined) =>
    at ? { by: await personOf(ctx, by ?? null), at } : null
  const usual = wayOfMethod(note.method) ?? 'deliver'
  const seesMoney = may(ctx.user.role, 'prices.read')
  const lines = await loadLinesOf(ctx, deliveryNoteId, row?.id ?? null)
  return {
    deliveryNoteId,
    number: note.number,
    state: (row?.state as JourneyState | undefined) ?? deriveJourneyState({ ...unwritten, ...note, way: usual }),
    way: (row?.way as Journey['way'] | undefined) ?? usual,
    carrier: row?.carrier ?? '',
    carrierPhone: row?.carrierPhone ?? '',
    tracking: row?.tracking ?? '',
    freightFen: seesMoney ? (row?.freightFen ?? 0) : null,
    freightBy: (row?.freightBy as Journey['freightBy'] | undefined) ?? 'us',
    expectedOn: row?.expectedOn ?? null,
    pickedUpBy: row?.pickedUpBy ?? '',
    pickedUpProof: row?.pickedUpProof ?? '',
    pickedUpVehicle: row?.pickedUpVehicle ?? '',
    authorised: row?.authorised === 1,
    volume: row?.volume ?? null,
    weight: row?.weight ?? null,
    // before the release it is what the office asks for now
    stepsAsked: row?.releasedAt ? row.stepsAsked === 1 : (await readOffice(ctx)).gateSteps,
    loaded: await stamp(row?.loadedBy, row?.loadedAt),
    loadChecker: row?.loadChecker ?? '',
    gated: await stamp(row?.gatedBy, row?.gatedAt),
    gateKeeper: row?.gateKeeper ?? '',
    gateDriver: row?.gateDriver ?? '',
    gateVehicle: row?.gateVehicle ?? '',
    leftOn: row?.leftOn ?? null,
    leftTime: row?.leftTime ?? '',
    arrivedOn: row?.arrivedOn ?? null,
    arrivedBy: await personOf(ctx, row?.arrivedBy ?? null),
    signer: row?.signer ?? '',
    acceptedOn: row?.acceptedOn ?? null,
    arrivalNote: row?.arrivalNote ?? '',
    overdue:
      row?.state === 'underWay' && row.expectedOn !== null && row.expectedOn < ctx.today && note.signedId === null,
    load: load ?? { packs: 0, volume: 0, weight: 0, unknownVolume: 0, unknownWeight: 0 },
    truck:
      // a void note is on no truck, whichever it was put on
      note.truckId === null || note.voidedAt !== null
        ? null
        : {
            id: note.truckId,
            number: note.truckNumber ?? '',
            onDay: note.onDay ?? '',
            departed: note.departedAt !== null,
          },
    lines,
    madeGood: await madeGoodSince(ctx, deliveryNoteId, row?.loadedAt ?? null, lines),
    version: row?.version ?? 0,
  }
}
