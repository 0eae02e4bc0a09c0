import type { Output } from '../../../shared/contract.ts'
import type { operations, Reopened, ReportRow } from '../../../shared/operations.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import { refuse } from '../../../shared/refusals.ts'
import { dateOf } from '../../../shared/dates.ts'
import type { Context } from '../../context.ts'
import { noticeGoodsColumns, specOfNotice } from '../noticeGoods.ts'
import { refuseBrokenUnit } from '../../wholeUnits.ts'
import { refreshOrder } from '../orders.ts'
import { addFinished } from '../production.ts'
import { refuseWithoutFilm } from '../production/filmGate.ts'
import { type Stood, stoodBefore } from './cut.ts'
import { refreshOperations } from './facts.ts'
import { overOut, refuseOutside, refusePassedBelowOut } from './outside.ts'
import { askRejected } from './rejected.ts'
import { troubleCauses } from './troubleCauses.ts'

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
      'operations.scrap',
      'operations.finishedOn',
      'noticeLines.finishedQuantity',
      'noticeLines.closedAt',
      'notices.number as noticeNumber',
      'notices.releasedAt',
      'notices.voidedAt',
      'notices.orderId',
      ...noticeGoodsColumns,
      'orderLines.unit',
    ])
    .where(by, 'in', ids)
    .orderBy('operations.noticeLineId')
    .orderBy('operations.sequence')
    .execute()
type Operation = Awaited<ReturnType<typeof operationsOf>>[number]

const describe = (operation: Operation): string => [operation.name, specOfNotice(operation)].filter(Boolean).join(' ')

/** Past its plan on that day, unless it was done in time before (duty 60). */
const isLate = (operation: Operation, day: string): boolean =>
  day > operation.plannedFinish && (operation.finishedOn === null || operation.finishedOn > operation.plannedFinish)

const checkRow = (operation: Operation, row: ReportRow, { reportedOn, origin }: Posting, at: string): void => {
  if (operation.voidedAt !== null) throw refuse('operations.noticeVoid', { notice: operation.noticeNumber }, at)
  if (operation.closedAt !== null) throw refuse('operations.lineClosed', { notice: operation.noticeNumber }, at)
  const released = dateOf(new Date(operation.releasedAt))
  if (reportedOn < released)
    throw refuse('operations.beforeRelease', { notice: operation.noticeNumber, released }, 'reportedOn')
  // goods that came back or were inspected are checked where they were typed
  if (origin === 'report') {
    const what = `${operation.processName} ${describe(operation)}`
    for (const part of ['good', 'bad', 'rework', 'scrap'] as const)
      refuseBrokenUnit(
        row[part],
        { unit: operation.unit, what, known: [operation.quantity, operation.good] },
        `${at}.${part}`,
      )
  }
  if (row.rework + row.scrap > row.bad)
    throw refuse(
      'operations.badParts',
      {
        process: operation.processName,
        bad: formatQuantity(row.bad),
        rework: formatQuantity(row.rework),
        scrap: formatQuantity(row.scrap),
      },
      `${at}.${row.scrap > 0 ? 'scrap' : 'rework'}`,
    )
  // with people beside them the hours are those of each; alone they may be those of all together
  if (row.people > 0 && row.hours > 24_000)
    throw refuse(
      'operations.hoursOfDay',
      { process: operation.processName, hours: formatQuantity(row.hours), people: row.people },
      `${at}.hours`,
    )
  if (origin !== 'quality' && isLate(operation, reportedOn) && row.causeCode === null)
    throw refuse(
      'operations.causeNeeded',
      { process: operation.processName, planned: operation.plannedFinish },
      `${at}.causeCode`,
    )
}

/**
 * What is above the notice (more than its target), or above what the process before passed on less its scrap; thousandths.
 * `brought`: pieces a factory gave back with this entry; they counted for the process while they were outside.
 */
const excessOf = (operation: Operation, previous: Operation | undefined, brought = 0) => ({
  target: operation.good + brought - operation.quantity,
  previous: previous ? operation.good + operation.scrap + brought - previous.good : 0,
})

/** What may stand above the notice though it did not before the entry (thousandths), by operation. */
interface Allowed {
  /** Came back of a factory: it counted for the process while it was outside. */
  brought?: ReadonlyMap<number, number>
  /** How it stood when the entry that is taken back was written. */
  stood?: Stood
}

/**
 * Good never above the notice, good and scrap never above what the process before passed on (papers.md 4.3). Gives what
 * an entry broke; what stood above before, because a change slip took from the notice, is left: goods that were at a
 * factory meanwhile come back above what is wanted now.
 */
const brokenBalance = (
  before: Operation[],
  after: Operation[],
  { brought = new Map(), stood }: Allowed,
): { operation: Operation; previous: Operation | null } | null => {
  const previousOf = (chain: Operation[], index: number): Operation | undefined =>
    chain[index - 1]?.noticeLineId === chain[index]!.noticeLineId ? chain[index - 1] : undefined
  for (const [index, operation] of after.entries()) {
    const previous = previousOf(after, index)
    const now = excessOf(operation, previous)
    const was = excessOf(before[index]!, previousOf(before, index), brought.get(operation.id))
    const cut = stood && operation.good <= (stood.good.get(operation.id) ?? 0) ? stood.cut : 0
    if (now.target > Math.max(0, was.target, cut)) return { operation, previous: null }
    if (previous && now.previous > Math.max(0, was.previous)) return { operation, previous }
  }
  return null
}

/** Sums the operations anew and passes what came through the last process on to notice and order. */
const passOn = async (ctx: Context, before: Operation[]): Promise<Operation[]> => {
  const lineIds = [...new Set(before.map((operation) => operation.noticeLineId))]
  await refreshOperations(ctx, lineIds)
  const after = await operationsOf(ctx, 'operations.noticeLineId', lineIds)
  // an order knows of its processes only what came through the last of them
  const lasts = lineIds.map((lineId) => after.findLast(({ noticeLineId }) => noticeLineId === lineId)!)
  const through = lasts.filter(({ good, finishedQuantity }) => good !== finishedQuantity)
  for (const { noticeLineId, good, finishedQuantity } of through)
    await addFinished(ctx, noticeLineId, good - finishedQuantity)
  for (const orderId of new Set(through.map((last) => last.orderId))) await refreshOrder(ctx, orderId)
  return after
}

/** Processes that were done before an entry and are not any more, or that it would have ended but for what was scrapped later. */
const reopenedOf = (before: Operation[], after: Operation[]): Reopened[] =>
  after.flatMap(({ id, noticeNumber, processName, quantity, good, unit, finishedOn }, index) => {
    const was = before[index]!
    const again = was.finishedOn !== null || (quantity > was.quantity && good >= was.quantity)
    return finishedOn === null && again
      ? [{ operationId: id, noticeNumber, processName, more: quantity - good, unit }]
      : []
  })

/** The operations a posting names, each once, in the order of its rows. */
const namedOnce = async (ctx: Context, posting: Posting): Promise<Operation[]> => {
  const ids = posting.rows.map((row) => row.operationId)
  const found = new Map((await operationsOf(ctx, 'operations.id', ids)).map((operation) => [operation.id, operation]))
  const seen = new Set<number>()
  return posting.rows.map((row, index) => {
    const operation = found.get(row.operationId)
    if (!operation) throw refuse('app.notFound')
    if (seen.has(row.operationId))
      throw refuse(
        'operations.twice',
        { process: operation.processName, description: describe(operation) },
        `rows.${index}`,
      )
    seen.add(row.operationId)
    checkRow(operation, row, posting, `rows.${index}`)
    return operation
  })
}

/** A sub-code is one of the company's own, and of the cause it is written beside (duty 61). */
const refuseStrangeSubs = async (ctx: Context, rows: readonly ReportRow[]): Promise<void> => {
  if (rows.every(({ causeSub }) => causeSub === '')) return
  const known = new Map(
    (await ctx.db.selectFrom('subCodes').select(['code', 'causeCode']).execute()).map((sub) => [
      sub.code,
      sub.causeCode,
    ]),
  )
  const at = rows.findIndex(({ causeSub, causeCode }) => causeSub !== '' && known.get(causeSub) !== causeCode)
  if (at >= 0) throw refuse('operations.subCodeUnknown', { code: rows[at]!.causeSub }, `rows.${at}.causeCode`)
}

const refuseBroken = (broken: NonNullable<ReturnType<typeof brokenBalance>>, rows: readonly ReportRow[]): never => {
  const { operation, previous } = broken
  const index = rows.findIndex((row) => row.operationId === operation.id)
  const field = rows[index]?.scrap ? `rows.${index}.scrap` : `rows.${index}.good`
  const values = {
    process: operation.processName,
    good: formatQuantity(operation.good),
    scrap: formatQuantity(operation.scrap),
  }
  if (previous)
    throw refuse(
      operation.scrap > 0 ? 'operations.abovePreviousScrap' : 'operations.abovePrevious',
      { ...values, previous: previous.processName, passed: formatQuantity(previous.good) },
      field,
    )
  throw refuse('operations.aboveQuantity', { ...values, quantity: formatQuantity(operation.quantity) }, field)
}

/** Entries of one day, and where they come from: `originId` is the row of the word that posts them. */
export interface Posting {
  reportedOn: string
  workshop: string
  rows: ReportRow[]
  origin: 'report' | 'outsourcing' | 'quality'
  originId: number | null
  /** 白班, 夜班; '' where the office does not tell them apart. */
  shift?: string
}

/** Where an open 异常单 says why, nobody types it again. */
const withTroubleCauses = async (ctx: Context, rows: ReportRow[]): Promise<ReportRow[]> => {
  const without = rows.filter(({ causeCode, good }) => causeCode === null && good >= 0)
  const causes = await troubleCauses(
    ctx,
    without.map(({ operationId }) => operationId),
  )
  return rows.map((row) => {
    const cause = without.includes(row) ? causes.get(row.operationId) : undefined
    return cause ? { ...row, ...cause, causeNote: row.causeNote || cause.causeNote } : row
  })
}

/** What a posting brings back from outside, by operation (thousandths). */
const broughtBy = ({ origin, rows }: Posting): Map<number, number> =>
  new Map(origin === 'outsourcing' ? rows.map(({ operationId, good, bad }) => [operationId, good + bad]) : [])

/**
 * Writes entries of one day, all or none (duties 51, 52): quantities balance at every process afterwards, notice and
 * order know what came through. An inspection takes good back as rejects by rows with a negative `good`.
 */
export const postReports = async (
  ctx: Context,
  posting: Posting,
): Promise<{ reportIds: number[]; finished: number[]; reopened: Reopened[] }> => {
  const { reportedOn, workshop, origin, originId, shift = '' } = posting
  const rows = await withTroubleCauses(ctx, posting.rows)
  if (reportedOn > ctx.today) throw refuse('operations.future', { day: reportedOn }, 'reportedOn')
  const named = await namedOnce(ctx, { ...posting, rows })
  // what comes back of a factory, or is found bad, was printed before
  if (origin === 'report') await refuseWithoutFilm(ctx, named)
  await refuseStrangeSubs(ctx, rows)
  const before = await operationsOf(
    ctx,
    'operations.noticeLineId',
    named.map(({ noticeLineId }) => noticeLineId),
  )
  const taken = named.filter((_, index) => rows[index]!.good < 0).map(({ noticeLineId }) => noticeLineId)
  const over = await overOut(ctx, taken)
  const written = await ctx.db
    .insertInto('dailyReports')
    .values(
      rows.map((row, index) => ({
        ...row,
        reportedOn,
        workshop: workshop || named[index]!.workshop,
        shift,
        origin,
        originId,
        reverses: null,
        userId: ctx.user.id,
        at: ctx.now,
      })),
    )
    .returning('id')
    .execute()
  const after = await passOn(ctx, before)
  const broken = brokenBalance(before, after, { brought: broughtBy(posting) })
  if (broken) refuseBroken(broken, rows)
  await refusePassedBelowOut(ctx, taken, over)
  ctx.record({ entity: 'dailyReports', id: written[0]?.id ?? null, after: { reportedOn, workshop, rows } })
  return {
    reportIds: written.map((row) => row.id),
    finished: after
      .filter((operation, index) => operation.finishedOn !== null && before[index]!.finishedOn === null)
      .map((operation) => operation.id),
    reopened: reopenedOf(before, after),
  }
}

/** Rows whose sub-code asks for an 异常单 (duty 61) and whose process has none open for it. */
const asksOf = async (ctx: Context, rows: readonly ReportRow[]): Promise<Output<typeof operations.report>['asks']> => {
  const named = rows.filter(({ causeSub }) => causeSub !== '')
  if (named.length === 0) return []
  const asking = await ctx.db.selectFrom('subCodes').select('code').where('opensException', '=', 1).execute()
  const codes = new Set(asking.map(({ code }) => code))
  const open = await ctx.db
    .selectFrom('exceptions')
    .select(['operationId', 'causeSub'])
    .where('state', '=', 'open')
    .where(
      'operationId',
      'in',
      named.map(({ operationId }) => operationId),
    )
    .execute()
  return named
    .filter(
      (row) =>
        codes.has(row.causeSub) &&
        !open.some(({ operationId, causeSub }) => operationId === row.operationId && causeSub === row.causeSub),
    )
    .map(({ operationId, causeSub, causeNote }) => ({ operationId, causeSub, causeNote }))
}

/** One workshop's day, all rows or none (duties 51, 52). */
export const report = async (
  ctx: Context,
  { sure, ...day }: Pick<Posting, 'reportedOn' | 'workshop' | 'rows' | 'shift'> & { sure: boolean },
): Promise<Output<typeof operations.report>> => {
  if (!sure) await askRejected(ctx, day.rows)
  await refuseOutside(
    ctx,
    day.rows.map(({ operationId }) => operationId),
  )
  return {
    ...(await postReports(ctx, { ...day, origin: 'report', originId: null })),
    asks: await asksOf(ctx, day.rows),
  }
}

/**
 * Takes one entry back by an entry with the same day and negative quantities; the first entry stays. Refuses where a
 * later process would stand on what was taken back.
 */
export const reverseReport = async (ctx: Context, reportId: number, reason: string): Promise<{ reportId: number }> => {
  const first = await ctx.db.selectFrom('dailyReports').selectAll().where('id', '=', reportId).executeTakeFirst()
  if (!first) throw refuse('app.notFound')
  if (first.reverses !== null) throw refuse('operations.reversalStays')
  const taken = await ctx.db.selectFrom('dailyReports').select('id').where('reverses', '=', reportId).executeTakeFirst()
  if (taken) throw refuse('operations.alreadyReversed')
  const [operation] = await operationsOf(ctx, 'operations.id', [first.operationId])
  if (operation!.closedAt !== null) throw refuse('operations.lineClosed', { notice: operation!.noticeNumber })
  const before = await operationsOf(ctx, 'operations.noticeLineId', [operation!.noticeLineId])
  const over = await overOut(ctx, [operation!.noticeLineId])
  const { id: _id, ...kept } = first
  const { id } = await ctx.db
    .insertInto('dailyReports')
    .values({
      ...kept,
      good: -first.good,
      bad: -first.bad,
      rework: -first.rework,
      scrap: -first.scrap,
      hours: -first.hours,
      causeCode: null,
      causeSub: '',
      causeNote: reason,
      reverses: reportId,
      userId: ctx.user.id,
      at: ctx.now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const stood = await stoodBefore(ctx, first, operation!.noticeLineId)
  const broken = brokenBalance(before, await passOn(ctx, before), { stood })
  if (broken) {
    const { operation: at, previous } = broken
    throw previous
      ? refuse('operations.reversalBreaks', {
          process: previous.processName,
          passed: formatQuantity(previous.good),
          next: at.processName,
          good: formatQuantity(at.good + at.scrap),
        })
      : refuse('operations.reversalMadeAgain', {
          process: at.processName,
          good: formatQuantity(at.good),
          quantity: formatQuantity(at.quantity),
        })
  }
  await refusePassedBelowOut(ctx, [operation!.noticeLineId], over)
  ctx.record({ entity: 'dailyReports', id, before: first, after: { reverses: reportId, reason } })
  return { reportId: id }
}

/** Takes a daily report back; an entry of another word is taken back where it was made. */
export const reverse = async (
  ctx: Context,
  { reportId, reason }: { reportId: number; reason: string },
): Promise<{ reportId: number }> => {
  const first = await ctx.db.selectFrom('dailyReports').select('origin').where('id', '=', reportId).executeTakeFirst()
  if (first && first.origin !== 'report')
    throw refuse(first.origin === 'quality' ? 'operations.reversalQuality' : 'operations.reversalOutsourcing')
  return reverseReport(ctx, reportId, reason)
}
