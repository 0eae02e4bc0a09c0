import { sql } from 'kysely'
import { dateOf } from '../../shared/dates.ts'
import { deriveJourneyState } from '../../shared/journeys.ts'
import type { KnownLoad } from '../../shared/loads.ts'
import { wayOfMethod } from '../../shared/shipmentWords.ts'
import { refuse } from '../../shared/refusals.ts'
import type { Context } from '../context.ts'
import { inPieces } from '../db/batches.ts'
import { readOffice } from './settings.ts'

type Facts = Record<string, string | number | null>

/** The row of a note's way; null before anything was written down of it. */
export const journeyOf = (ctx: Pick<Context, 'db'>, deliveryNoteId: number) =>
  ctx.db.selectFrom('journeys').selectAll().where('deliveryNoteId', '=', deliveryNoteId).executeTakeFirst()

/** Writes facts of a note's way and the state that follows; the first fact makes the row. */
export const setJourney = async (ctx: Context, deliveryNoteId: number, facts: Facts): Promise<void> => {
  let before = await journeyOf(ctx, deliveryNoteId)
  if (!before) {
    const note = await ctx.db
      .selectFrom('deliveryNotes')
      .select(['method', 'releasedAt', 'voidedAt'])
      .where('id', '=', deliveryNoteId)
      .executeTakeFirst()
    if (!note) throw refuse('app.notFound')
    const { releasedAt, voidedAt } = note
    // a note from before ways were written down left when it was released
    const leftOn = releasedAt === null ? null : dateOf(new Date(releasedAt))
    const way = wayOfMethod(note.method) ?? 'deliver'
    const facts = { way, releasedAt, voidedAt, stepsAsked: 0 as const, loadedAt: null, gatedAt: null, arrivedOn: null }
    before = await ctx.db
      .insertInto('journeys')
      .values({ ...facts, deliveryNoteId, freightBy: 'us', leftOn, state: deriveJourneyState(facts), version: 0 })
      .returningAll()
      .executeTakeFirstOrThrow()
  }
  const state = deriveJourneyState({ ...before, ...facts })
  await ctx.db
    .updateTable('journeys')
    .set({ ...facts, state, version: before.version + 1 })
    .where('id', '=', before.id)
    .execute()
  ctx.record({ entity: 'journeys', id: before.id, before: { state: before.state }, after: { ...facts, state } })
}

/** A note was released: its goods leave now, or wait for 装车 and 出厂 where the office has them as steps (duty 88). */
export const openJourney = async (ctx: Context, deliveryNoteId: number): Promise<void> => {
  const { gateSteps } = await readOffice(ctx)
  await setJourney(ctx, deliveryNoteId, {
    releasedAt: ctx.now,
    stepsAsked: gateSteps ? 1 : 0,
    leftOn: gateSteps ? null : ctx.today,
  })
}

/** A note was voided: nothing of it is on its way. */
export const closeJourney = async (ctx: Context, deliveryNoteId: number): Promise<void> => {
  if (await journeyOf(ctx, deliveryNoteId)) await setJourney(ctx, deliveryNoteId, { voidedAt: ctx.now })
}

/** What passed the gate: who let it out, with whom, when. */
export interface GatePassed {
  keeper: string
  driver: string
  vehicle: string
  leftOn: string
  leftTime: string
}

export const writeGate = (ctx: Context, deliveryNoteId: number, passed: GatePassed): Promise<void> =>
  setJourney(ctx, deliveryNoteId, {
    gatedAt: ctx.now,
    gatedBy: ctx.user.id,
    gateKeeper: passed.keeper,
    gateDriver: passed.driver,
    gateVehicle: passed.vehicle,
    leftOn: passed.leftOn,
    leftTime: passed.leftTime,
  })

export const undoGate = (ctx: Context, deliveryNoteId: number): Promise<void> =>
  setJourney(ctx, deliveryNoteId, {
    gatedAt: null,
    gatedBy: null,
    gateKeeper: '',
    gateDriver: '',
    gateVehicle: '',
    leftOn: null,
    leftTime: '',
  })

const most = 9e15
/** Absurd packs, a telephone number in the wrong field, must not stop a page. */
const safe = (value: unknown): number => Math.min(most, Math.round(Number(value ?? 0)))

/** Packs, m³ and kg of a note's lines, summed by the database; packs × cm³ may leave its integers. */
export const loadColumns = {
  packs: sql<number>`coalesce(sum(case when "deliveryLines"."packs" > 0 then "deliveryLines"."packs" else 0 end), 0)`,
  volume: sql<number>`coalesce(sum(case when "deliveryLines"."packs" > 0 then cast("deliveryLines"."packs" as double precision) * coalesce("products"."packVolume", 0) end), 0)`,
  weight: sql<number>`coalesce(sum(case when "deliveryLines"."packs" > 0 then cast("deliveryLines"."packs" as double precision) * coalesce("products"."packWeight", 0) end), 0)`,
  unknownVolume: sql<number>`coalesce(sum(case when "deliveryLines"."packs" > 0 and coalesce("products"."packVolume", 0) = 0 then 1 else 0 end), 0)`,
  unknownWeight: sql<number>`coalesce(sum(case when "deliveryLines"."packs" > 0 and coalesce("products"."packWeight", 0) = 0 then 1 else 0 end), 0)`,
}

/** The load of some notes: as their products tell, or as it was typed. Units as in shared/loads.ts. */
export const loadsOfNotes = async (
  ctx: Pick<Context, 'db'>,
  noteIds: readonly number[],
): Promise<Map<number, KnownLoad>> => {
  const loads = new Map<number, KnownLoad>()
  for (const ids of inPieces(noteIds)) {
    const rows = await ctx.db
      .selectFrom('deliveryLines')
      .innerJoin('deliveryNotes', 'deliveryNotes.id', 'deliveryLines.deliveryNoteId')
      .leftJoin('orderLines', 'orderLines.id', 'deliveryLines.orderLineId')
      .leftJoin('products', 'products.id', 'orderLines.productId')
      .leftJoin('journeys', 'journeys.deliveryNoteId', 'deliveryLines.deliveryNoteId')
      .leftJoin('loadChecks', (join) =>
        join
          .onRef('loadChecks.journeyId', '=', 'journeys.id')
          .onRef('loadChecks.deliveryLineId', '=', 'deliveryLines.id'),
      )
      .select(['deliveryLines.deliveryNoteId', 'journeys.volume as typedVolume', 'journeys.weight as typedWeight'])
      .select(['deliveryNotes.countedPacks', sql<number | null>`sum("loadChecks"."packs")`.as('loadedPacks')])
      .select([
        loadColumns.packs.as('packs'),
        loadColumns.volume.as('volume'),
        loadColumns.weight.as('weight'),
        loadColumns.unknownVolume.as('unknownVolume'),
        loadColumns.unknownWeight.as('unknownWeight'),
      ])
      .where('deliveryLines.deliveryNoteId', 'in', ids)
      .groupBy(['deliveryLines.deliveryNoteId', 'deliveryNotes.countedPacks', 'journeys.volume', 'journeys.weight'])
      .execute()
    for (const row of rows)
      loads.set(row.deliveryNoteId, {
        // what was counted at the truck, else at the picking, goes before what the lines say
        packs: safe(row.loadedPacks ?? row.countedPacks ?? row.packs),
        // cm³ → thousandths of a cubic metre, half up
        volume: row.typedVolume ?? safe(Number(row.volume) / 1000),
        weight: row.typedWeight ?? safe(row.weight),
        unknownVolume: row.typedVolume === null ? safe(row.unknownVolume) : 0,
        unknownWeight: row.typedWeight === null ? safe(row.unknownWeight) : 0,
      })
  }
  return loads
}
