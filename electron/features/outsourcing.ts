import { outsideLineOf, type OutsideReturnFacts, sendableOf } from '../../shared/outsideStates.ts'
import { formatQuantity } from '../../shared/quantities.ts'
import { refuse } from '../../shared/refusals.ts'
import type { Context } from '../context.ts'

/** What stands outside of some processes now, thousandths; `without` leaves the lines of one slip out. */
export const outOf = async (
  ctx: Pick<Context, 'db'>,
  operationIds: readonly number[],
  without: number | null = null,
): Promise<Map<number, number>> => {
  if (operationIds.length === 0) return new Map()
  const rows = await ctx.db
    .selectFrom('outsideLines')
    .select('operationId')
    .select(({ fn }) => fn.sum<number>('open').as('out'))
    .where('operationId', 'in', operationIds)
    .where('state', 'in', ['out', 'partly'])
    .$if(without !== null, (lines) => lines.where('slipId', '<>', without!))
    .groupBy('operationId')
    .execute()
  return new Map(rows.map(({ operationId, out }) => [operationId, Number(out)]))
}

/** Stores what is left outside of these lines, as their standing returns say. */
export const refreshLines = async (ctx: Context, lineIds: readonly number[]): Promise<void> => {
  const lines = await ctx.db
    .selectFrom('outsideLines')
    .select(['id', 'quantity', 'state'])
    .where('id', 'in', lineIds)
    .execute()
  const returns = await ctx.db
    .selectFrom('outsideReturns')
    .select(['lineId', 'kind', 'returnedOn', 'good', 'bad', 'undone'])
    .where('lineId', 'in', lineIds)
    .where('takenBackAt', 'is', null)
    .execute()
  const ofLine = Map.groupBy(returns, ({ lineId }) => lineId)
  for (const { id, quantity, state } of lines) {
    const facts = (ofLine.get(id) ?? []) as OutsideReturnFacts[]
    await ctx.db
      .updateTable('outsideLines')
      .set(outsideLineOf(quantity, state === 'void', facts))
      .where('id', '=', id)
      .execute()
  }
}

/** Operations with what the process before passed on, for what may be sent of them. */
export const balanceOf = (ctx: Pick<Context, 'db'>, operationIds: readonly number[]) =>
  ctx.db
    .selectFrom('operations')
    .innerJoin('noticeLines', 'noticeLines.id', 'operations.noticeLineId')
    .innerJoin('notices', 'notices.id', 'noticeLines.noticeId')
    .leftJoin('operations as previous', (join) =>
      join
        .onRef('previous.noticeLineId', '=', 'operations.noticeLineId')
        .on((on) => on('previous.sequence', '=', on('operations.sequence', '-', 1))),
    )
    .select([
      'operations.id',
      'operations.noticeLineId',
      'operations.processName',
      'operations.plannedFinish',
      'operations.quantity',
      'operations.good',
      'operations.scrap',
      'operations.causeCode',
      'previous.good as passedOn',
      'notices.number as noticeNumber',
      'notices.voidedAt',
    ])
    .where('operations.id', 'in', operationIds)
    .execute()

/**
 * A correction must leave room for what is outside: what a process has done and what is outside of it together never
 * pass what it has to do, nor what the process before passed on.
 */
export const refuseOverSent = async (ctx: Context, operationIds: readonly number[]): Promise<void> => {
  const out = await outOf(ctx, operationIds)
  for (const { id, processName, quantity, good, scrap, passedOn } of await balanceOf(ctx, operationIds)) {
    const room = sendableOf({ quantity, good, scrap, passedOn, out: 0 })
    const outside = out.get(id) ?? 0
    if (outside > room)
      throw refuse('outsourcing.correctionBreaks', {
        process: processName,
        out: formatQuantity(outside),
        room: formatQuantity(room),
      })
  }
}

/** A slip that still stands, as the hand saw it. */
export const findSlip = async (ctx: Context, id: number, version: number) => {
  const slip = await ctx.db
    .selectFrom('outsideSlips')
    .innerJoin('outsideFactories', 'outsideFactories.id', 'outsideSlips.factoryId')
    .selectAll('outsideSlips')
    .select('outsideFactories.shortName as factory')
    .where('outsideSlips.id', '=', id)
    .executeTakeFirst()
  if (!slip) throw refuse('app.notFound')
  if (slip.voidedAt !== null) throw refuse('outsourcing.isVoid', { number: slip.number })
  if (slip.version !== version) throw refuse('app.stale')
  return slip
}

export const bumpSlip = async (ctx: Context, id: number, version: number): Promise<void> => {
  await ctx.db
    .updateTable('outsideSlips')
    .set({ version: version + 1 })
    .where('id', '=', id)
    .execute()
}
