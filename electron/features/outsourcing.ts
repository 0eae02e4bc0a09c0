import { outsideLineOf, type OutsideReturnFacts } from '../../shared/outsideStates.ts'
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
    .innerJoin('orderLines', 'orderLines.id', 'noticeLines.orderLineId')
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
      'orderLines.unit',
      'notices.number as noticeNumber',
      'notices.voidedAt',
    ])
    .where('operations.id', 'in', operationIds)
    .execute()

type Balance = Awaited<ReturnType<typeof balanceOf>>[number]

/** How far a process with its goods outside stands above what it has to do, and above what was passed on to it (thousandths). */
export interface OverSent {
  wanted: number
  passed: number
}

/** `sent`: of one line of a slip. It was wanted when it went, though a change slip may want less of it now. */
export const overSentOf = async (ctx: Context, operationId: number, sent: number): Promise<OverSent> => {
  const out = (await outOf(ctx, [operationId])).get(operationId) ?? 0
  const [{ quantity, good, scrap, passedOn }] = (await balanceOf(ctx, [operationId])) as [Balance]
  return {
    wanted: good + out - Math.max(quantity, sent),
    passed: passedOn === null ? 0 : good + scrap + out - passedOn,
  }
}

/**
 * A correction must leave room for what is outside: what a process has done and what is outside of it together never
 * pass what it has to do, nor what the process before passed on. What stood above before (`was`) is left.
 */
export const refuseOverSent = async (ctx: Context, operationId: number, sent: number, was: OverSent): Promise<void> => {
  const now = await overSentOf(ctx, operationId, sent)
  const above = Math.max(now.wanted - Math.max(0, was.wanted), now.passed - Math.max(0, was.passed))
  if (above <= 0) return
  const out = (await outOf(ctx, [operationId])).get(operationId) ?? 0
  const [{ processName }] = (await balanceOf(ctx, [operationId])) as [Balance]
  throw refuse('outsourcing.correctionBreaks', {
    process: processName,
    out: formatQuantity(out),
    room: formatQuantity(Math.max(0, out - above)),
  })
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
