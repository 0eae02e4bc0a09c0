import type { z } from 'zod'
import { type cod, codLeft } from '../../../shared/cod.ts'
import { dateOf } from '../../../shared/dates.ts'
import { formatFen } from '../../../shared/money.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Context } from '../../context.ts'
import { refreshCod } from '../cod.ts'

/** The cash of a note that can still be acted on. */
export const standingCod = async (ctx: Context, id: number, version: number) => {
  const row = await ctx.db.selectFrom('codNotes').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw refuse('app.notFound')
  if (row.version !== version) throw refuse('app.stale')
  if (row.state === 'void') throw refuse('deliveries.isVoid', { number: row.number })
  return row
}

type Collected = Pick<
  z.output<typeof cod.collect.input>,
  'driver' | 'collectedFen' | 'method' | 'collectedOn' | 'reason'
>

/** Writes down what a driver has with him from now on. */
export const addEntry = async (ctx: Context, codNoteId: number, entry: Collected): Promise<void> => {
  const values = { codNoteId, ...entry, userId: ctx.user.id, at: ctx.now }
  const { id } = await ctx.db.insertInto('codEntries').values(values).returning('id').executeTakeFirstOrThrow()
  ctx.record({ entity: 'codEntries', id, after: values })
}

/** What the driver says he collected (duty 90). Nothing, or another amount than is left to collect, needs its reason. */
export const collect = async (
  ctx: Context,
  { id, version, ...entry }: z.output<typeof cod.collect.input>,
): Promise<void> => {
  const note = await standingCod(ctx, id, version)
  const left = codLeft(note)
  if (left <= 0 && entry.collectedFen > 0 && entry.reason === '')
    throw refuse('cod.nothingLeft', { number: note.number }, 'reason')
  if (entry.collectedFen !== left && entry.reason === '')
    throw refuse('cod.reasonNeeded', { left: formatFen(left), collected: formatFen(entry.collectedFen) }, 'reason')
  if (entry.collectedOn > dateOf(new Date(ctx.now))) throw refuse('receipts.future', {}, 'collectedOn')
  if (entry.collectedOn < note.deliveredOn) throw refuse('cod.beforeDelivery', { on: note.deliveredOn }, 'collectedOn')
  await addEntry(ctx, id, entry)
  await refreshCod(ctx, id)
}

/** Keyed by mistake: taken back as long as it is on no hand-over. Gives its note. */
export const takeBack = async (
  ctx: Context,
  { entryId, version, reason }: z.output<typeof cod.takeBack.input>,
): Promise<number> => {
  const entry = await ctx.db.selectFrom('codEntries').selectAll().where('id', '=', entryId).executeTakeFirst()
  if (!entry || entry.reversedAt !== null) throw refuse('app.notFound')
  await standingCod(ctx, entry.codNoteId, version)
  if (entry.handoverId !== null || entry.handedFen !== null) throw refuse('cod.onHandover')
  const after = { reversedAt: ctx.now, reversedBy: ctx.user.id, reversedReason: reason }
  await ctx.db.updateTable('codEntries').set(after).where('id', '=', entryId).execute()
  ctx.record({ entity: 'codEntries', id: entryId, before: entry, after })
  await refreshCod(ctx, entry.codNoteId)
  return entry.codNoteId
}
