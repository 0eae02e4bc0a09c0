import { outsideLateDays } from '../../../shared/outsideStates.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Context } from '../../context.ts'

/** Where the goods of a process are that went to a factory outside. Quantities in thousandths. */
export interface Outside {
  slipId: number
  number: string
  factory: string
  /** Still there, and what of the open lines is back. */
  out: number
  back: number
  /** The first day something of it is wanted back; days past it. */
  wantedOn: string
  lateDays: number
}

/** The open lines of slips of these operations, those of one operation together (duty 69). */
export const outsideOf = async (
  ctx: Pick<Context, 'db' | 'today'>,
  operationIds: readonly number[],
): Promise<Map<number, Outside>> => {
  if (operationIds.length === 0) return new Map()
  const rows = await ctx.db
    .selectFrom('outsideLines')
    .innerJoin('outsideSlips', 'outsideSlips.id', 'outsideLines.slipId')
    .innerJoin('outsideFactories', 'outsideFactories.id', 'outsideLines.factoryId')
    .select([
      'outsideLines.operationId',
      'outsideLines.slipId',
      'outsideSlips.number',
      'outsideFactories.shortName as factory',
      'outsideLines.quantity',
      'outsideLines.open',
      'outsideLines.wantedOn',
      'outsideLines.backOn',
      'outsideLines.state',
    ])
    .where('outsideLines.operationId', 'in', operationIds)
    .where('outsideLines.state', 'in', ['out', 'partly'])
    .orderBy('outsideLines.wantedOn')
    .orderBy('outsideLines.id')
    .execute()
  return new Map(
    [...Map.groupBy(rows, ({ operationId }) => operationId)].map(([operationId, own]) => {
      const first = own[0]!
      return [
        operationId,
        {
          slipId: first.slipId,
          number: first.number,
          factory: [...new Set(own.map(({ factory }) => factory))].join('、'),
          out: own.reduce((sum, { open }) => sum + open, 0),
          back: own.reduce((sum, { quantity, open }) => sum + quantity - open, 0),
          wantedOn: first.wantedOn,
          lateDays: outsideLateDays(first, ctx.today),
        },
      ]
    }),
  )
}

/** A process whose goods are outside is reported by what comes back, not by the daily report. */
export const refuseOutside = async (ctx: Context, operationIds: readonly number[]): Promise<void> => {
  const outside = await outsideOf(ctx, operationIds)
  for (const [index, operationId] of operationIds.entries()) {
    const at = outside.get(operationId)
    if (at) throw refuse('outsourcing.reportOutside', { factory: at.factory, number: at.number }, `rows.${index}.good`)
  }
}

/** What goes to a factory is a process done outside from now on: the notice and the board say so. */
export const markOutside = async (ctx: Context, operationIds: readonly number[]): Promise<void> => {
  await ctx.db
    .updateTable('operations')
    .set({ outside: 1 })
    .where('id', 'in', operationIds)
    .where('outside', '=', 0)
    .execute()
}

/** The first slip by which goods of a notice, or of one of its lines, are outside. */
export const noticeOutside = (ctx: Context, noticeId: number, noticeLineId?: number) =>
  ctx.db
    .selectFrom('outsideLines')
    .innerJoin('outsideSlips', 'outsideSlips.id', 'outsideLines.slipId')
    .innerJoin('outsideFactories', 'outsideFactories.id', 'outsideLines.factoryId')
    .innerJoin('operations', 'operations.id', 'outsideLines.operationId')
    .innerJoin('noticeLines', 'noticeLines.id', 'operations.noticeLineId')
    .select(['outsideSlips.number', 'outsideFactories.shortName as factory'])
    .where('noticeLines.noticeId', '=', noticeId)
    .$if(noticeLineId !== undefined, (rows) => rows.where('noticeLines.id', '=', noticeLineId!))
    .where('outsideLines.state', 'in', ['out', 'partly'])
    .limit(1)
    .executeTakeFirst()

/** A notice whose goods are outside is not taken back. */
export const refuseNoticeOutside = async (ctx: Context, noticeId: number): Promise<void> => {
  const row = await noticeOutside(ctx, noticeId)
  if (row) throw refuse('outsourcing.noticeOutside', row)
}

/** A line whose goods are outside is not closed: what comes back could not be written down. */
export const refuseLineOutside = async (ctx: Context, noticeId: number, noticeLineId: number): Promise<void> => {
  const row = await noticeOutside(ctx, noticeId, noticeLineId)
  if (row) throw refuse('outsourcing.lineOutside', row)
}

/** Processes of some notice lines in the order they are passed, each with what of it is outside and the one before it. */
const chainsOut = async (ctx: Context, noticeLineIds: readonly number[]) => {
  if (noticeLineIds.length === 0) return []
  const rows = await ctx.db
    .selectFrom('operations')
    .select(['id', 'noticeLineId', 'processName', 'good', 'scrap', 'quantity'])
    .where('noticeLineId', 'in', noticeLineIds)
    .orderBy('noticeLineId')
    .orderBy('sequence')
    .execute()
  const outside = await outsideOf(
    ctx,
    rows.map(({ id }) => id),
  )
  return rows.flatMap((row, index) => {
    const [previous, at] = [rows[index - 1], outside.get(row.id)]
    if (!at) return []
    const own = previous?.noticeLineId === row.noticeLineId ? previous : null
    return [
      {
        ...row,
        at,
        previous: own,
        passed: own === null ? 0 : row.good + row.scrap + at.out - own.good,
        wanted: row.good + at.out - row.quantity,
      },
    ]
  })
}

/** How far goods outside stand above what was passed on to them, and above what is wanted (thousandths), by operation. */
export type OverOut = ReadonlyMap<number, { passed: number; wanted: number }>
export const overOut = async (ctx: Context, noticeLineIds: readonly number[]): Promise<OverOut> =>
  new Map((await chainsOut(ctx, noticeLineIds)).map(({ id, passed, wanted }) => [id, { passed, wanted }]))

/**
 * What was passed on to a factory stays passed on: the process before is not corrected below what is outside. What stood
 * above before (`was`), because a change slip took from the notice, is left.
 */
export const refusePassedBelowOut = async (
  ctx: Context,
  noticeLineIds: readonly number[],
  was: OverOut,
): Promise<void> => {
  for (const { id, processName, good, quantity, at, previous, passed, wanted } of await chainsOut(ctx, noticeLineIds)) {
    const before = was.get(id) ?? { passed: 0, wanted: 0 }
    if (previous && passed > Math.max(0, before.passed))
      throw refuse('outsourcing.passedBelowOut', {
        previous: previous.processName,
        passed: formatQuantity(previous.good),
        process: processName,
        factory: at.factory,
        out: formatQuantity(at.out),
      })
    if (wanted > Math.max(0, before.wanted))
      throw refuse('outsourcing.wantedBelowOut', {
        process: processName,
        quantity: formatQuantity(quantity),
        good: formatQuantity(good),
        factory: at.factory,
        out: formatQuantity(at.out),
      })
  }
}
