import { dateOf } from '../../../shared/dates.ts'
import { coveredBy, type LotEvent } from '../../../shared/finalLots.ts'
import type { Context } from '../../context.ts'

type Reader = Pick<Context, 'db'>

/** Final inspections of these order lines that stand. */
const finalsOf = (ctx: Reader, orderLineIds: readonly number[]) =>
  ctx.db
    .selectFrom('inspections')
    .innerJoin('orderLines', 'orderLines.id', 'inspections.orderLineId')
    .select(['inspections.id', 'inspections.number', 'inspections.state', 'inspections.orderLineId'])
    .select(['inspections.noticeLineId', 'inspections.operationId', 'inspections.decision', 'inspections.lot'])
    .select(['inspections.keyedAt', 'orderLines.name'])
    .where('inspections.orderLineId', 'in', orderLineIds)
    .where('inspections.kind', '=', 'final')
    .where('inspections.voidedAt', 'is', null)
    .orderBy('inspections.id')
    .execute()
export type Final = Awaited<ReturnType<typeof finalsOf>>[number]

/** Conceded parts of rejected lots (thousandths). */
const concessionsOf = async (ctx: Reader, inspectionIds: readonly number[]) =>
  inspectionIds.length === 0
    ? []
    : ctx.db
        .selectFrom('inspectionDisposals')
        .select(['inspectionId', 'quantity', 'at'])
        .where('inspectionId', 'in', inspectionIds)
        .where('kind', '=', 'concession')
        .where('takenBackAt', 'is', null)
        .execute()

/**
 * Entries that stand of the processes of some notice lines. One that was taken back and written anew for its day counts
 * from when it was first written.
 */
const entriesOf = async (ctx: Reader, noticeLineIds: readonly number[]) => {
  if (noticeLineIds.length === 0) return []
  const rows = await ctx.db
    .selectFrom('operations')
    .innerJoin('dailyReports', 'dailyReports.operationId', 'operations.id')
    .select(['operations.noticeLineId', 'operations.id as operationId', 'operations.sequence'])
    .select(['dailyReports.id', 'dailyReports.good', 'dailyReports.scrap', 'dailyReports.reportedOn'])
    .select(['dailyReports.at', 'dailyReports.origin', 'dailyReports.originId', 'dailyReports.reverses'])
    .where('operations.noticeLineId', 'in', noticeLineIds)
    .execute()
  const taken = new Set(rows.map(({ reverses }) => reverses))
  const dayOf = ({ operationId, reportedOn }: (typeof rows)[number]): string => `${operationId} ${reportedOn}`
  const firstAt = new Map<string, string>()
  for (const row of rows)
    if (taken.has(row.id) && row.origin === 'report' && row.at < (firstAt.get(dayOf(row)) ?? '\uffff'))
      firstAt.set(dayOf(row), row.at)
  return rows
    .filter(({ id, reverses }) => reverses === null && !taken.has(id))
    .map((row) => {
      const first = row.origin === 'report' ? firstAt.get(dayOf(row)) : undefined
      return first !== undefined && first < row.at ? { ...row, at: first } : row
    })
}
type Entry = Awaited<ReturnType<typeof entriesOf>>[number]

/** An event on its day; within a day as it was written down. */
interface Dated {
  day: string
  at: string
  /** Of one instant: what was made, what was said of it, what was taken out of it. */
  rank: number
  event: LotEvent
}

/** A report counts from the day it is of; what is said of goods counts from when it was written down. */
const inTime = (events: readonly Dated[]): LotEvent[] =>
  events
    .toSorted(
      (one, other) => one.day.localeCompare(other.day) || one.at.localeCompare(other.at) || one.rank - other.rank,
    )
    .map(({ event }) => event)

const saidOn = (at: string, event: LotEvent): Dated => ({ day: dateOf(new Date(at)), at, rank: 1, event })

const madeEvents = (entries: readonly Entry[], operationId: number, rejected: ReadonlySet<number>): Dated[] => {
  const own = entries.find((entry) => entry.operationId === operationId)
  if (!own) return []
  return entries.flatMap((entry): Dated[] => {
    const { reportedOn: day, at, good, scrap, origin, originId, sequence } = entry
    if (entry.operationId === operationId) {
      if (origin === 'quality' && originId !== null && rejected.has(originId))
        return [{ day, at, rank: 2, event: { kind: 'disposed', quantity: -good } }]
      return [{ day, at, rank: origin === 'quality' ? 2 : 0, event: { kind: 'made', quantity: good } }]
    }
    const lost = entry.noticeLineId === own.noticeLineId && sequence > own.sequence && scrap !== 0
    return lost ? [{ day, at, rank: 2, event: { kind: 'made', quantity: -scrap } }] : []
  })
}

export interface LineCover {
  orderLineId: number
  noticeLineId: number | null
  operationId: number | null
  /** What its final inspections cover (thousandths). */
  passed: number
  /** Rejected by them, and nobody has dealt with it (thousandths). */
  rejected: number
  /** Through the process, with those (thousandths). */
  there: number
}

/**
 * How much of the goods of some order lines final inspections cover, by the process they looked at; and the inspections.
 * Goods of no notice are covered by the lots that were let through.
 */
export const coverOf = async (
  ctx: Reader,
  orderLineIds: readonly number[],
): Promise<{ finals: Final[]; conceded: Map<number, number>; covers: LineCover[] }> => {
  if (orderLineIds.length === 0) return { finals: [], conceded: new Map(), covers: [] }
  const finals = await finalsOf(ctx, orderLineIds)
  const rejected = new Set(finals.filter(({ decision }) => decision === 'reject').map(({ id }) => id))
  const concessions = await concessionsOf(ctx, [...rejected])
  const noticeLineIds = [...new Set(finals.flatMap(({ noticeLineId }) => noticeLineId ?? []))]
  const entries = Map.groupBy(await entriesOf(ctx, noticeLineIds), ({ noticeLineId }) => noticeLineId)
  const conceded = new Map<number, number>()
  for (const { inspectionId, quantity } of concessions)
    conceded.set(inspectionId, (conceded.get(inspectionId) ?? 0) + quantity)
  const groups = Map.groupBy(finals, (each) => `${each.orderLineId} ${each.noticeLineId} ${each.operationId}`)
  const covers = [...groups.values()].map((own): LineCover => {
    const { orderLineId, noticeLineId, operationId } = own[0]!
    const ids = new Set(own.map(({ id }) => id))
    const lots = own.flatMap(({ decision, lot, keyedAt }): Dated[] =>
      decision === null
        ? []
        : [saidOn(keyedAt, { kind: decision === 'reject' ? 'rejected' : 'passed', quantity: lot })],
    )
    const parts = concessions
      .filter(({ inspectionId }) => ids.has(inspectionId))
      .map(({ at, quantity }) => saidOn(at, { kind: 'conceded', quantity }))
    const made =
      noticeLineId === null || operationId === null
        ? [{ day: '', at: '', rank: 0, event: { kind: 'made' as const, quantity: Number.MAX_SAFE_INTEGER } }]
        : madeEvents(entries.get(noticeLineId) ?? [], operationId, rejected)
    const { passed, rejected: waiting, there } = coveredBy(inTime([...made, ...lots, ...parts]))
    return { orderLineId, noticeLineId, operationId, passed, rejected: waiting, there }
  })
  return { finals, conceded, covers }
}
