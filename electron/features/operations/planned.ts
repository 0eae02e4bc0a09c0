import type { PlannedStep } from '../../../shared/operationPlan.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Context } from '../../context.ts'
import { inPieces } from '../../db/batches.ts'

/** What the plan changes of an operation; the first plan is never touched (duty 39). */

export interface NewDays extends PlannedStep {
  operationId: number
  version: number
}

/** Writes new planned days. Refuses where somebody changed or reported an operation meanwhile. */
export const writePlannedDays = async (ctx: Context, days: readonly NewDays[]): Promise<void> => {
  for (const { operationId, version, plannedStart, plannedFinish } of days) {
    const row = await ctx.db
      .updateTable('operations')
      .set({ plannedStart, plannedFinish, version: version + 1 })
      .where('id', '=', operationId)
      .where('version', '=', version)
      .returning('id')
      .executeTakeFirst()
    if (!row) throw refuse('app.stale')
  }
}

/** 外协, or back in the own workshop. */
export const setOutside = async (ctx: Context, operationId: number, outside: boolean): Promise<void> => {
  await ctx.db
    .updateTable('operations')
    .set(({ eb }) => ({ outside: outside ? (1 as const) : (0 as const), version: eb('version', '+', 1) }))
    .where('id', '=', operationId)
    .execute()
}

/** The order of work of a process: the first operations get places 1, 2, 3 … (duty 49). */
export const writeQueuePlaces = async (ctx: Context, places: ReadonlyMap<number, number>): Promise<void> => {
  for (const [id, queuePlace] of places)
    await ctx.db.updateTable('operations').set({ queuePlace }).where('id', '=', id).execute()
}

/** Back to the order by due date. Gives how many had a place. */
export const clearQueuePlaces = async (ctx: Context, processId: number): Promise<number> => {
  const placed = await ctx.db
    .updateTable('operations')
    .set({ queuePlace: null })
    .where('processId', '=', processId)
    .where('queuePlace', 'is not', null)
    .returning('id')
    .execute()
  return placed.length
}

/** Versions of operations, by their id. */
export const versionsOf = async (
  ctx: Pick<Context, 'db'>,
  ids: readonly number[],
): Promise<
  Map<number, { version: number; plannedStart: string; plannedFinish: string; finishedOn: string | null }>
> => {
  const found = new Map()
  for (const piece of inPieces(ids))
    for (const { id, ...row } of await ctx.db
      .selectFrom('operations')
      .select(['id', 'version', 'plannedStart', 'plannedFinish', 'finishedOn'])
      .where('id', 'in', piece)
      .execute())
      found.set(id, row)
  return found
}
