import { sql } from 'kysely'
import type { z } from 'zod'
import type { cod, CodDriver, CodEntry, CodNote, CodRow, CodSettlement } from '../../../shared/cod.ts'
import { daysBetween } from '../../../shared/dates.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Context } from '../../context.ts'

const openStates = ['toCollect', 'onDriver', 'handedOver', 'difference'] as const

const noteRows = (ctx: Context) =>
  ctx.db
    .selectFrom('codNotes')
    .innerJoin('customers', 'customers.id', 'codNotes.customerId')
    .selectAll('codNotes')
    .select('customers.shortName as customer')

type FoundNote = Awaited<ReturnType<ReturnType<typeof noteRows>['execute']>>[number]
const rowOf = (row: FoundNote, today: string): CodRow => ({
  ...row,
  state: row.state as CodRow['state'],
  days: Math.max(0, daysBetween(row.deliveredOn, today)),
})

/** Money each driver has with him or on a slip, by who collected it: that may be another than who drove the note. */
const moneyOfDrivers = async (ctx: Context): Promise<Map<string, { onDriverFen: number; waitingFen: number }>> => {
  // said as the index of what is with the drivers says it
  const carried = await ctx.db
    .selectFrom('codEntries')
    .select(({ fn }) => ['driver', fn.sum('collectedFen').as('fen')])
    .where('handoverId', 'is', null)
    .where('handedFen', 'is', null)
    .where('reversedAt', 'is', null)
    .groupBy('driver')
    .execute()
  const handed = await ctx.db
    .selectFrom('codHandovers')
    .select(({ fn }) => ['driver', fn.sum('collectedFen').as('fen')])
    .where('state', '=', sql.lit('waiting'))
    .groupBy('driver')
    .execute()
  const money = new Map<string, { onDriverFen: number; waitingFen: number }>()
  for (const { driver, fen } of carried)
    if (Number(fen) > 0) money.set(driver, { onDriverFen: Number(fen), waitingFen: 0 })
  for (const { driver, fen } of handed)
    money.set(driver, { onDriverFen: money.get(driver)?.onDriverFen ?? 0, waitingFen: Number(fen) })
  return money
}

/** Drivers with money to account for, or with debts; the longest waiting first. */
export const driversOf = async (ctx: Context): Promise<CodDriver[]> => {
  const inState = (state: string) => sql<number>`sum(case when "state" = ${sql.lit(state)} then "openFen" else 0 end)`
  const rows = await ctx.db
    .selectFrom('codNotes')
    .select(({ fn }) => [
      'driver',
      fn.countAll().as('notes'),
      fn.sum('openFen').as('openFen'),
      inState('toCollect').as('toCollectFen'),
      inState('difference').as('differenceFen'),
      fn.min<string>('deliveredOn').as('first'),
    ])
    .where(
      'state',
      'in',
      openStates.map((state) => sql.lit(state)),
    )
    .groupBy('driver')
    .execute()
  const debts = await ctx.db
    .selectFrom('codSettlements')
    .select(({ fn }) => ['driver', fn.sum('amountFen').as('fen')])
    .where('bearer', '=', sql.lit('driver'))
    .where('reversedAt', 'is', null)
    .groupBy('driver')
    .execute()
  const owed = new Map(debts.map(({ driver, fen }) => [driver, Number(fen)]))
  const money = await moneyOfDrivers(ctx)
  const known = new Set(rows.map(({ driver }) => driver))
  const none = {
    notes: 0,
    openFen: 0,
    toCollectFen: 0,
    differenceFen: 0,
    first: ctx.today,
  }
  return [
    ...rows,
    ...[...new Set([...owed.keys(), ...money.keys()])]
      .filter((driver) => !known.has(driver))
      .map((driver) => ({ driver, ...none })),
  ]
    .map(({ driver, first, ...sums }) => ({
      driver,
      notes: Number(sums.notes),
      openFen: Number(sums.openFen),
      onDriverFen: money.get(driver)?.onDriverFen ?? 0,
      waitingFen: money.get(driver)?.waitingFen ?? 0,
      toCollectFen: Number(sums.toCollectFen),
      differenceFen: Number(sums.differenceFen),
      owedFen: owed.get(driver) ?? 0,
      oldestDays: Math.max(0, daysBetween(first, ctx.today)),
    }))
    .toSorted((one, other) => other.oldestDays - one.oldestDays || (one.driver < other.driver ? -1 : 1))
    .slice(0, 200)
}

export const listNotes = async (
  ctx: Context,
  { offset, limit, driver, customerId, show }: z.output<typeof cod.notes.input>,
): Promise<{ rows: CodRow[]; total: number }> => {
  // the states in words, not bound: the small index of what is open serves them
  const wanted = (show === 'open' ? openStates : [show]).map((state) => sql.lit(state))
  const rows = noteRows(ctx)
    .where('codNotes.state', 'in', wanted)
    .$if(driver !== null, (some) => some.where('codNotes.driver', '=', driver!))
    .$if(customerId !== null, (some) => some.where('codNotes.customerId', '=', customerId!))
  const { total } = await rows
    .clearSelect()
    .select(({ fn }) => fn.countAll().as('total'))
    .executeTakeFirstOrThrow()
  const way = show === 'closed' ? 'desc' : 'asc'
  const found = await rows
    .orderBy('codNotes.deliveredOn', way)
    .orderBy('codNotes.id', way)
    .limit(limit)
    .offset(offset)
    .execute()
  return { rows: found.map((row) => rowOf(row, ctx.today)), total: Number(total) }
}

/**
 * What was still to be brought of its note when an entry was made, in fen: not what came before it, nor what was let off
 * by then. What a driver bears he has still to bring.
 */
const leftOfNote = sql`"codNotes"."toCollectFen"
  - coalesce((select sum(coalesce(b."handedFen", b."collectedFen")) from "codEntries" b
    where b."codNoteId" = "codEntries"."codNoteId" and b."id" < "codEntries"."id" and b."reversedAt" is null), 0)
  - coalesce((select sum(s."amountFen") from "codSettlements" s
    where s."codNoteId" = "codEntries"."codNoteId" and s."bearer" <> 'driver' and s."at" < "codEntries"."at" and s."reversedAt" is null), 0)`
export const dueOfEntry = sql<number>`case when ${leftOfNote} > 0 then ${leftOfNote} else 0 end`

const entryRows = (ctx: Context) =>
  ctx.db
    .selectFrom('codEntries')
    .innerJoin('codNotes', 'codNotes.id', 'codEntries.codNoteId')
    .innerJoin('customers', 'customers.id', 'codNotes.customerId')
    .innerJoin('users', 'users.id', 'codEntries.userId')
    .leftJoin('codHandovers', 'codHandovers.id', 'codEntries.handoverId')
    .select([
      'codEntries.id',
      'codEntries.codNoteId',
      'codNotes.number',
      'customers.shortName as customer',
      dueOfEntry.as('toCollectFen'),
      'codEntries.driver',
      'codEntries.collectedFen',
      'codEntries.method',
      'codEntries.collectedOn',
      'codEntries.reason',
      'codEntries.handoverId',
      'codHandovers.number as handoverNumber',
      'codEntries.handedFen',
      'codEntries.receiptId',
      'users.name as by',
      'codEntries.at',
      'codEntries.reversedAt',
      'codEntries.reversedReason',
    ])

type FoundEntry = Awaited<ReturnType<ReturnType<typeof entryRows>['execute']>>[number]
const entryOf = ({ reversedAt, reversedReason, ...row }: FoundEntry): CodEntry => ({
  ...row,
  toCollectFen: Number(row.toCollectFen),
  method: row.method as CodEntry['method'],
  reversedReason: reversedAt === null ? null : reversedReason,
})

/** Money a driver has with him, the longest first. */
export const entriesOnDriver = async (ctx: Context, driver: string): Promise<CodEntry[]> =>
  (
    await entryRows(ctx)
      .where('codEntries.driver', '=', driver)
      .where('codEntries.handoverId', 'is', null)
      .where('codEntries.handedFen', 'is', null)
      .where('codEntries.reversedAt', 'is', null)
      .where('codEntries.collectedFen', '>', 0)
      .orderBy('codEntries.collectedOn')
      .orderBy('codEntries.id')
      .limit(200)
      .execute()
  ).map(entryOf)

const settlementRows = (ctx: Context) =>
  ctx.db
    .selectFrom('codSettlements')
    .innerJoin('codNotes', 'codNotes.id', 'codSettlements.codNoteId')
    .innerJoin('customers', 'customers.id', 'codNotes.customerId')
    .innerJoin('users', 'users.id', 'codSettlements.userId')
    .leftJoin('adjustments', 'adjustments.id', 'codSettlements.adjustmentId')
    .select([
      'codSettlements.id',
      'codSettlements.codNoteId',
      'codNotes.number',
      'customers.shortName as customer',
      'codSettlements.driver',
      'codSettlements.amountFen',
      'codSettlements.bearer',
      'codSettlements.reason',
      'adjustments.number as adjustmentNumber',
      'users.name as by',
      'codSettlements.at',
      'codSettlements.reversedAt',
      'codSettlements.reversedReason',
      'codNotes.version as noteVersion',
    ])

type FoundSettlement = Awaited<ReturnType<ReturnType<typeof settlementRows>['execute']>>[number]
const settlementOf = ({ reversedAt, reversedReason, ...row }: FoundSettlement): CodSettlement => ({
  ...row,
  bearer: row.bearer as CodSettlement['bearer'],
  reversedReason: reversedAt === null ? null : reversedReason,
})

/** What a driver owes and has not paid back. */
export const debtsOf = async (ctx: Context, driver: string): Promise<CodSettlement[]> =>
  (
    await settlementRows(ctx)
      .where('codSettlements.driver', '=', driver)
      .where('codSettlements.bearer', '=', sql.lit('driver'))
      .where('codSettlements.reversedAt', 'is', null)
      .orderBy('codSettlements.id')
      .limit(200)
      .execute()
  ).map(settlementOf)

const withDeeds = async (ctx: Context, row: FoundNote): Promise<CodNote> => ({
  ...rowOf(row, ctx.today),
  entries: (
    await entryRows(ctx).where('codEntries.codNoteId', '=', row.id).orderBy('codEntries.id').limit(200).execute()
  ).map(entryOf),
  settlements: (
    await settlementRows(ctx)
      .where('codSettlements.codNoteId', '=', row.id)
      .orderBy('codSettlements.id')
      .limit(200)
      .execute()
  ).map(settlementOf),
})

export const readCod = async (ctx: Context, id: number): Promise<CodNote> => {
  const row = await noteRows(ctx).where('codNotes.id', '=', id).executeTakeFirst()
  if (!row) throw refuse('app.notFound')
  return withDeeds(ctx, row)
}

export const codOfNote = async (ctx: Context, deliveryNoteId: number): Promise<CodNote | null> => {
  const row = await noteRows(ctx).where('codNotes.deliveryNoteId', '=', deliveryNoteId).executeTakeFirst()
  return row ? withDeeds(ctx, row) : null
}

/** For the counter in the nav: notes not closed, hand-overs to count, differences; `old`: one is older than a week. */
export const countCod = async (ctx: Context) => {
  const found = await ctx.db
    .selectFrom('codNotes')
    .select(({ fn }) => [
      fn.countAll().as('open'),
      fn.min<string | null>('deliveredOn').as('first'),
      sql<number>`sum(case when "state" = 'difference' then 1 else 0 end)`.as('differences'),
    ])
    .where(
      'state',
      'in',
      openStates.map((state) => sql.lit(state)),
    )
    .executeTakeFirstOrThrow()
  const { waiting } = await ctx.db
    .selectFrom('codHandovers')
    .select(({ fn }) => fn.countAll().as('waiting'))
    .where('state', '=', 'waiting')
    .executeTakeFirstOrThrow()
  return {
    open: Number(found.open),
    waiting: Number(waiting),
    differences: Number(found.differences ?? 0),
    old: found.first !== null && daysBetween(found.first, ctx.today) > 7,
  }
}
