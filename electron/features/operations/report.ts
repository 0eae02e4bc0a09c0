import type { Output } from '../../../shared/contract.ts'
import type { operations, ReportRow } from '../../../shared/operations.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import { refuse } from '../../../shared/refusals.ts'
import { dateOf } from '../../../shared/dates.ts'
import type { Context } from '../../context.ts'
import { refreshOrder } from '../orders.ts'
import { addFinished } from '../production.ts'
import { refuseWithoutFilm } from '../production/filmGate.ts'
import { refreshOperations } from './facts.ts'

const operationsOf = (ctx: Context, by: 'operations.id' | 'operations.noticeLineId', ids: number[]) =>
  ctx.db
    .selectFrom('operations')
    .innerJoin('noticeLines', 'noticeLines.id', 'operations.noticeLineId')
    .innerJoin('notices', 'notices.id', 'noticeLines.noticeId')
    .innerJoin('orderLines', 'orderLines.id', 'noticeLines.orderLineId')
    .select([
      'operations.id',
      'operations.noticeLineId',
      'operations.processName',
      'operations.workshop',
      'operations.sequence',
      'operations.plannedFinish',
      'operations.quantity',
      'operations.good',
      'operations.bad',
      'operations.finishedOn',
      'noticeLines.finishedQuantity',
      'notices.number as noticeNumber',
      'notices.releasedAt',
      'notices.voidedAt',
      'notices.orderId',
      'orderLines.name',
      'orderLines.spec',
    ])
    .where(by, 'in', ids)
    .orderBy('operations.noticeLineId')
    .orderBy('operations.sequence')
    .execute()
type Operation = Awaited<ReturnType<typeof operationsOf>>[number]

const describe = ({ name, spec }: Operation): string => [name, spec].filter(Boolean).join(' ')

/** Past its plan on that day, unless it was done in time before (duty 60). */
const isLate = (operation: Operation, day: string): boolean =>
  day > operation.plannedFinish && (operation.finishedOn === null || operation.finishedOn > operation.plannedFinish)

const checkRow = (operation: Operation, row: ReportRow, day: string, at: string): void => {
  if (operation.voidedAt !== null) throw refuse('operations.noticeVoid', { notice: operation.noticeNumber }, at)
  const released = dateOf(new Date(operation.releasedAt))
  if (day < released)
    throw refuse('operations.beforeRelease', { notice: operation.noticeNumber, released }, 'reportedOn')
  if (isLate(operation, day) && row.causeCode === null)
    throw refuse(
      'operations.causeNeeded',
      { process: operation.processName, planned: operation.plannedFinish },
      `${at}.causeCode`,
    )
}

/** Good never above the notice, never above what the process before passed on (papers.md 4.3). Gives what breaks it. */
const brokenBalance = (chain: Operation[]): { operation: Operation; previous: Operation | null } | null => {
  for (const [index, operation] of chain.entries()) {
    const previous = chain[index - 1] ?? null
    if (operation.good > operation.quantity) return { operation, previous: null }
    if (previous && previous.noticeLineId === operation.noticeLineId && operation.good > previous.good)
      return { operation, previous }
  }
  return null
}

/** Sums the operations anew and passes what came through the last process on to notice and order. */
const passOn = async (ctx: Context, before: Operation[]): Promise<Operation[]> => {
  const lineIds = [...new Set(before.map((operation) => operation.noticeLineId))]
  await refreshOperations(
    ctx,
    before.map((operation) => operation.id),
  )
  const after = await operationsOf(ctx, 'operations.noticeLineId', lineIds)
  for (const lineId of lineIds) {
    const last = after.findLast((operation) => operation.noticeLineId === lineId)!
    if (last.good !== last.finishedQuantity) await addFinished(ctx, lineId, last.good - last.finishedQuantity)
  }
  for (const orderId of new Set(before.map((operation) => operation.orderId))) await refreshOrder(ctx, orderId)
  return after
}

type Report = { reportedOn: string; workshop: string; rows: ReportRow[] }

/** One workshop's day, all rows or none (duties 51, 52). */
export const report = async (
  ctx: Context,
  { reportedOn, workshop, rows }: Report,
): Promise<Output<typeof operations.report>> => {
  if (reportedOn > ctx.today) throw refuse('operations.future', { day: reportedOn }, 'reportedOn')
  const ids = rows.map((row) => row.operationId)
  const found = new Map((await operationsOf(ctx, 'operations.id', ids)).map((operation) => [operation.id, operation]))
  const seen = new Set<number>()
  for (const [index, row] of rows.entries()) {
    const operation = found.get(row.operationId)
    if (!operation) throw refuse('app.notFound')
    if (seen.has(row.operationId))
      throw refuse(
        'operations.twice',
        { process: operation.processName, description: describe(operation) },
        `rows.${index}`,
      )
    seen.add(row.operationId)
    checkRow(operation, row, reportedOn, `rows.${index}`)
  }
  await refuseWithoutFilm(
    ctx,
    ids.map((id) => found.get(id)!),
  )
  const written = await ctx.db
    .insertInto('dailyReports')
    .values(
      rows.map((row) => ({
        ...row,
        reportedOn,
        workshop: workshop || found.get(row.operationId)!.workshop,
        reverses: null,
        userId: ctx.user.id,
        at: ctx.now,
      })),
    )
    .returning('id')
    .execute()
  const after = await passOn(ctx, [...found.values()])
  const broken = brokenBalance(after)
  if (broken) {
    const { operation, previous } = broken
    const index = rows.findIndex((row) => row.operationId === operation.id)
    const values = { process: operation.processName, good: formatQuantity(operation.good) }
    throw previous
      ? refuse(
          'operations.abovePrevious',
          { ...values, previous: previous.processName, passed: formatQuantity(previous.good) },
          `rows.${index}.good`,
        )
      : refuse(
          'operations.aboveQuantity',
          { ...values, quantity: formatQuantity(operation.quantity) },
          `rows.${index}.good`,
        )
  }
  ctx.record({ entity: 'dailyReports', id: written[0]?.id ?? null, after: { reportedOn, workshop, rows } })
  return {
    reportIds: written.map((row) => row.id),
    finished: after
      .filter((operation) => operation.finishedOn !== null && found.get(operation.id)?.finishedOn === null)
      .map((operation) => operation.id),
  }
}

/** Takes one report back by an entry with the same day and negative quantities; the first entry stays. */
export const reverse = async (
  ctx: Context,
  { reportId, reason }: { reportId: number; reason: string },
): Promise<{ reportId: number }> => {
  const first = await ctx.db.selectFrom('dailyReports').selectAll().where('id', '=', reportId).executeTakeFirst()
  if (!first) throw refuse('app.notFound')
  if (first.reverses !== null) throw refuse('operations.reversalStays')
  const taken = await ctx.db.selectFrom('dailyReports').select('id').where('reverses', '=', reportId).executeTakeFirst()
  if (taken) throw refuse('operations.alreadyReversed')
  const before = await operationsOf(ctx, 'operations.id', [first.operationId])
  const { id } = await ctx.db
    .insertInto('dailyReports')
    .values({
      reportedOn: first.reportedOn,
      workshop: first.workshop,
      operationId: first.operationId,
      good: -first.good,
      bad: -first.bad,
      hours: -first.hours,
      people: first.people,
      causeCode: null,
      causeNote: reason,
      reverses: reportId,
      userId: ctx.user.id,
      at: ctx.now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const broken = brokenBalance(await passOn(ctx, before))
  if (broken?.previous)
    throw refuse('operations.reversalBreaks', {
      process: broken.previous.processName,
      passed: formatQuantity(broken.previous.good),
      next: broken.operation.processName,
      good: formatQuantity(broken.operation.good),
    })
  ctx.record({ entity: 'dailyReports', id, before: first, after: { reverses: reportId, reason } })
  return { reportId: id }
}
