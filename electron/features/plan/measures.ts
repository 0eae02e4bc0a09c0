import type { Output } from '../../../shared/contract.ts'
import type { Measure, MeasureKind, plan } from '../../../shared/plan.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import { refuse } from '../../../shared/refusals.ts'
import { daysBetween } from '../../../shared/dates.ts'
import type { Context } from '../../context.ts'
import { noticeGoodsColumns, withGoods } from '../noticeGoods.ts'
import { refuseFarDay } from '../../days.ts'
import { outsideOf } from '../operations/outside.ts'
import { withWorkdays } from './load.ts'
import { loadByProcess, readOpen, readRules } from './open.ts'
import { type NewDays, setOutside, versionsOf, writePlannedDays } from '../operations/planned.ts'

interface OnDay {
  processId: number
  day: string
  amount: number
  reason: string
}

const processOf = async (ctx: Context, processId: number) => {
  const process = await ctx.db
    .selectFrom('processes')
    .select(['name', 'dailyCapacity', 'capacityUnit'])
    .where('id', '=', processId)
    .executeTakeFirst()
  if (!process) throw refuse('app.notFound')
  return process
}

const write = async (
  ctx: Context,
  values: { kind: MeasureKind; reason: string } & Partial<
    Record<'processId' | 'amount' | 'operationId' | 'noticeLineId', number> & { day: string }
  >,
): Promise<{ id: number }> => {
  const { id } = await ctx.db
    .insertInto('planMeasures')
    .values({
      processId: null,
      day: null,
      amount: null,
      operationId: null,
      noticeLineId: null,
      ...values,
      userId: ctx.user.id,
      at: ctx.now,
      version: 1,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  ctx.record({ entity: 'planMeasures', id, after: values })
  return { id }
}

/**
 * The most that one entry of overtime adds to a day (thousandths of the unit of the process): three times its usual capacity
 * less what was entered before, or what lies over the day's capacity, which the page proposes, whichever is more.
 */
const mostOvertime = async (ctx: Context, processId: number, day: string): Promise<number> => {
  const { rules } = await readRules(ctx)
  const rule = rules.get(processId)!
  const place = daysBetween(ctx.today, day)
  const own = (await readOpen(ctx)).filter((operation) => operation.processId === processId)
  const load = withWorkdays(() => loadByProcess(own, rules, ctx.today, place + 1)).get(processId)!
  const excess = load.load[place]! - (load.capacity[place] ?? 0)
  return Math.max(0, excess, 3 * rule.daily - (rule.extra.get(day) ?? 0))
}

/** 加班: the process can make so much more on that day, on a rest day too. */
export const overtime = async (ctx: Context, { processId, day, amount, reason }: OnDay): Promise<{ id: number }> => {
  const process = await processOf(ctx, processId)
  if (day < ctx.today) throw refuse('plan.dayGone', { day }, 'day')
  refuseFarDay(ctx, day, 'day')
  if (process.dailyCapacity === 0) throw refuse('plan.notLimited', { process: process.name }, 'amount')
  const most = await mostOvertime(ctx, processId, day)
  if (amount > most)
    throw refuse(
      'plan.overtimeTooMuch',
      {
        process: process.name,
        day,
        amount: formatQuantity(amount),
        most: formatQuantity(most),
        daily: formatQuantity(process.dailyCapacity),
        unit: process.capacityUnit,
      },
      'amount',
    )
  return write(ctx, { kind: 'overtime', processId, day, amount, reason })
}

/** A day with more than so many times the usual capacity of its process is a slip of the hand. */
const mostTimes = 10

/** Another capacity of a day; it takes the place of the one that was said before. */
export const otherCapacity = async (
  ctx: Context,
  { processId, day, amount, reason }: OnDay,
): Promise<{ id: number }> => {
  const process = await processOf(ctx, processId)
  if (day < ctx.today) throw refuse('plan.dayGone', { day }, 'day')
  refuseFarDay(ctx, day, 'day')
  // a process without a limit has nothing to be measured by
  if (process.dailyCapacity > 0 && amount > mostTimes * process.dailyCapacity)
    throw refuse(
      'plan.capacityTooMuch',
      {
        process: process.name,
        day,
        amount: formatQuantity(amount),
        times: mostTimes,
        daily: formatQuantity(process.dailyCapacity),
        unit: process.capacityUnit,
      },
      'amount',
    )
  await ctx.db
    .updateTable('planMeasures')
    .set(({ eb }) => ({
      withdrawnAt: ctx.now,
      withdrawnBy: ctx.user.id,
      withdrawReason: reason,
      version: eb('version', '+', 1),
    }))
    .where('kind', '=', 'capacity')
    .where('processId', '=', processId)
    .where('day', '=', day)
    .where('withdrawnAt', 'is', null)
    .execute()
  return write(ctx, { kind: 'capacity', processId, day, amount, reason })
}

/** 外协: what is left of the operation takes no capacity of the own workshop any more. */
export const sendOutside = async (
  ctx: Context,
  { operationId, version, reason }: { operationId: number; version: number; reason: string },
): Promise<{ id: number }> => {
  const operation = await ctx.db
    .selectFrom('operations')
    .innerJoin('noticeLines', 'noticeLines.id', 'operations.noticeLineId')
    .innerJoin('notices', 'notices.id', 'noticeLines.noticeId')
    .select(['operations.noticeLineId', 'operations.processName', 'operations.outside', 'operations.finishedOn'])
    .select(['operations.version', 'notices.voidedAt', 'notices.number'])
    .where('operations.id', '=', operationId)
    .executeTakeFirst()
  if (!operation) throw refuse('app.notFound')
  if (operation.version !== version) throw refuse('app.stale')
  if (operation.voidedAt !== null) throw refuse('operations.noticeVoid', { notice: operation.number })
  if (operation.finishedOn !== null) throw refuse('plan.finished', { process: operation.processName })
  if (operation.outside === 1) throw refuse('plan.outsideAlready', { process: operation.processName })
  await setOutside(ctx, operationId, true)
  return write(ctx, { kind: 'outside', operationId, noticeLineId: operation.noticeLineId, reason })
}

export interface Moved extends NewDays {
  beforeStart: string
  beforeFinish: string
}

/** Writes new days of operations of a line together with the measure that moved them. */
export const recordMove = async (
  ctx: Context,
  { noticeLineId, steps, reason }: { noticeLineId: number; steps: readonly Moved[]; reason: string },
): Promise<{ id: number }> => {
  await writePlannedDays(ctx, steps)
  const { id } = await write(ctx, { kind: 'move', noticeLineId, reason })
  await ctx.db
    .insertInto('planMoves')
    .values(
      steps.map(({ operationId, beforeStart, beforeFinish, plannedStart, plannedFinish }) => ({
        measureId: id,
        operationId,
        beforeStart,
        beforeFinish,
        afterStart: plannedStart,
        afterFinish: plannedFinish,
      })),
    )
    .execute()
  return { id }
}

/** Puts the days back that a measure moved, where they still stand as it left them. */
const moveBack = async (ctx: Context, measureId: number): Promise<void> => {
  const moves = await ctx.db.selectFrom('planMoves').selectAll().where('measureId', '=', measureId).execute()
  const now = await versionsOf(
    ctx,
    moves.map(({ operationId }) => operationId),
  )
  const days: NewDays[] = []
  for (const { operationId, ...move } of moves) {
    const operation = now.get(operationId)!
    if (operation.finishedOn !== null) continue
    if (operation.plannedStart !== move.afterStart || operation.plannedFinish !== move.afterFinish)
      throw refuse('plan.movedSince')
    days.push({
      operationId,
      version: operation.version,
      plannedStart: move.beforeStart,
      plannedFinish: move.beforeFinish,
    })
  }
  await writePlannedDays(ctx, days)
}

/** Goods at a factory are worked on there: the process comes back to the own workshop when they have. */
const refuseStillOutside = async (ctx: Context, operationId: number): Promise<void> => {
  const at = (await outsideOf(ctx, [operationId])).get(operationId)
  if (!at) return
  const { processName } = await ctx.db
    .selectFrom('operations')
    .select('processName')
    .where('id', '=', operationId)
    .executeTakeFirstOrThrow()
  throw refuse('plan.outsideStill', {
    process: processName,
    factory: at.factory,
    number: at.number,
    out: formatQuantity(at.out),
  })
}

/** Takes a measure back: the capacity, the place of work or the days are as they were before it. */
export const withdraw = async (
  ctx: Context,
  { id, version, reason }: { id: number; version: number; reason: string },
): Promise<Record<string, never>> => {
  const before = await ctx.db.selectFrom('planMeasures').selectAll().where('id', '=', id).executeTakeFirst()
  if (!before) throw refuse('app.notFound')
  if (before.version !== version) throw refuse('app.stale')
  if (before.withdrawnAt !== null) throw refuse('plan.withdrawnAlready')
  if (before.kind === 'outside') {
    await refuseStillOutside(ctx, before.operationId!)
    await setOutside(ctx, before.operationId!, false)
  }
  if (before.kind === 'move') await moveBack(ctx, id)
  const after = { withdrawnAt: ctx.now, withdrawnBy: ctx.user.id, withdrawReason: reason, version: version + 1 }
  await ctx.db.updateTable('planMeasures').set(after).where('id', '=', id).execute()
  ctx.record({ entity: 'planMeasures', id, before, after })
  return {}
}

interface Asked {
  offset: number
  limit: number
  standing: boolean
  processId: number | null
  noticeLineId: number | null
}

const wanted = (ctx: Context, { standing, processId, noticeLineId }: Asked) =>
  ctx.db
    .selectFrom('planMeasures')
    .$if(standing, (rows) => rows.where('planMeasures.withdrawnAt', 'is', null))
    .$if(processId !== null, (rows) => rows.where('planMeasures.processId', '=', processId))
    .$if(noticeLineId !== null, (rows) => rows.where('planMeasures.noticeLineId', '=', noticeLineId))

const rowsOf = (ctx: Context, asked: Asked) =>
  wanted(ctx, asked)
    .innerJoin('users', 'users.id', 'planMeasures.userId')
    .leftJoin('users as withdrawers', 'withdrawers.id', 'planMeasures.withdrawnBy')
    .leftJoin('processes', 'processes.id', 'planMeasures.processId')
    .leftJoin('operations', 'operations.id', 'planMeasures.operationId')
    .leftJoin('noticeLines', 'noticeLines.id', 'planMeasures.noticeLineId')
    .leftJoin('notices', 'notices.id', 'noticeLines.noticeId')
    .leftJoin('orderLines', 'orderLines.id', 'noticeLines.orderLineId')
    .leftJoin('orders', 'orders.id', 'notices.orderId')
    .select([
      'planMeasures.id',
      'planMeasures.version',
      'planMeasures.kind',
      'planMeasures.day',
      'planMeasures.amount',
      'planMeasures.noticeLineId',
      'planMeasures.reason',
      'planMeasures.at',
      'planMeasures.withdrawnAt',
      'planMeasures.withdrawReason',
      'users.name as by',
      'withdrawers.name as withdrawnBy',
      'processes.name as processName',
      'processes.capacityUnit',
      'operations.processName as operationName',
      'orders.number as orderNumber',
      ...noticeGoodsColumns,
    ])
    .orderBy('planMeasures.id', 'desc')
    .offset(asked.offset)
    .limit(asked.limit)
    .execute()

const movesOf = async (ctx: Context, measureIds: number[]) =>
  Map.groupBy(
    measureIds.length === 0
      ? []
      : await ctx.db
          .selectFrom('planMoves')
          .innerJoin('operations', 'operations.id', 'planMoves.operationId')
          .select([
            'planMoves.measureId',
            'operations.processName',
            'planMoves.beforeStart',
            'planMoves.beforeFinish',
            'planMoves.afterStart',
            'planMoves.afterFinish',
          ])
          .where('planMoves.measureId', 'in', measureIds)
          .orderBy('planMoves.id')
          .execute(),
    ({ measureId }) => measureId,
  )

/** What was done against overload, the newest first; withdrawn ones stay to be read. */
export const measures = async (ctx: Context, asked: Asked): Promise<Output<typeof plan.measures>> => {
  const { total } = await wanted(ctx, asked)
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  const rows = await rowsOf(ctx, asked)
  const moves = await movesOf(
    ctx,
    rows.map(({ id }) => id),
  )
  return {
    total: Number(total),
    rows: rows
      .map(withGoods)
      .map(({ kind, processName, operationName, capacityUnit, orderNumber, ...row }): Measure => ({
        ...row,
        kind: kind as MeasureKind,
        processName: processName ?? operationName ?? '',
        unit: capacityUnit ?? '',
        orderNumber: orderNumber ?? '',
        moves: (moves.get(row.id) ?? []).map(({ measureId: _, ...move }) => move),
        withdrawnBy: row.withdrawnBy ?? '',
        withdrawReason: row.withdrawReason ?? '',
      })),
  }
}
