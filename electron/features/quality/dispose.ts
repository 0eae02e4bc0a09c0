import type { Reopened } from '../../../shared/operations.ts'
import type { DisposalKind } from '../../../shared/quality.ts'
import { may } from '../../../shared/permissions.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Context } from '../../context.ts'
import { refuseBrokenUnit } from '../../wholeUnits.ts'
import { postReports, reverseReport } from '../operations/report.ts'
import { inspectedOf, refreshInspection } from '../quality.ts'
import type { openInspection } from './save.ts'
import { storedOf } from './stored.ts'
import { type There, thereOf } from './there.ts'

type Found = Awaited<ReturnType<typeof openInspection>>
interface Wanted {
  kind: DisposalKind
  quantity: number
  note: string
}

const standingOf = (ctx: Context, inspectionId: number) =>
  ctx.db
    .selectFrom('inspectionDisposals')
    .selectAll()
    .where('inspectionId', '=', inspectionId)
    .where('takenBackAt', 'is', null)
    .orderBy('id', 'desc')
    .execute()

/** Goods in the store are no goods of the workshop: they are taken out of it first, by who keeps it (duty 85). */
const refuseStored = async (ctx: Context, found: Found, quantity: number, { good }: There): Promise<void> => {
  const stored = await storedOf(ctx, found.operationId)
  const outside = Math.max(0, good - stored)
  if (quantity <= outside) return
  const line = await ctx.db
    .selectFrom('orderLines')
    .innerJoin('orders', 'orders.id', 'orderLines.orderId')
    .select(['orders.number', 'orderLines.name', 'orderLines.unit'])
    .where('orderLines.id', '=', found.orderLineId)
    .executeTakeFirstOrThrow()
  throw refuse(
    'quality.inStore',
    {
      order: line.number,
      name: line.name,
      unit: line.unit,
      quantity: formatQuantity(quantity),
      stored: formatQuantity(stored),
      over: formatQuantity(quantity - outside),
    },
    'quantity',
  )
}

/** Takes the pieces out of the good quantity of the process inspected (duty 75): rework comes back as good, scrap is made again. */
const moveGoods = async (
  ctx: Context,
  found: Found,
  wanted: Wanted,
  unit: string,
): Promise<{ reportId: number; reopened: Reopened[] }> => {
  if (found.operationId === null) throw refuse('quality.noProcess', {}, 'kind')
  const where = await thereOf(ctx, found.operationId)
  const { there, process, next, workshop } = where
  if (wanted.quantity > there)
    throw refuse(
      next === null ? 'quality.leftAlready' : 'quality.wentOn',
      {
        quantity: formatQuantity(wanted.quantity),
        there: formatQuantity(Math.max(0, there)),
        unit,
        process,
        next: next ?? '',
      },
      'quantity',
    )
  if (next === null) await refuseStored(ctx, found, wanted.quantity, where)
  const { reportIds, reopened } = await postReports(ctx, {
    reportedOn: ctx.today,
    workshop,
    origin: 'quality',
    originId: found.id,
    rows: [
      {
        operationId: found.operationId,
        good: -wanted.quantity,
        bad: wanted.quantity,
        rework: wanted.kind === 'rework' ? wanted.quantity : 0,
        scrap: wanted.kind === 'scrap' ? wanted.quantity : 0,
        hours: 0,
        people: 0,
        machine: '',
        causeCode: null,
        causeSub: '',
        causeNote: [found.number, wanted.note].filter(Boolean).join(' ').slice(0, 100),
      },
    ],
  })
  // goods to rework are work of the process itself: whoever sends them back knows
  return { reportId: reportIds[0]!, reopened: wanted.kind === 'scrap' ? reopened : [] }
}

/**
 * 返工 · 报废 · 让步 of a rejected lot: together never more than the lot, never more than is there. Gives the processes
 * that have work again.
 */
export const disposeOf = async (ctx: Context, found: Found, wanted: Wanted): Promise<Reopened[]> => {
  if (found.decision !== 'reject') throw refuse('quality.notRejected', { number: found.number })
  if (wanted.kind === 'concession') {
    if (!may(ctx.user.role, 'quality.concede')) throw refuse('quality.concessionByManager', {}, 'kind')
    if (wanted.note === '') throw refuse('quality.concessionReason', {}, 'note')
  }
  const { unit } = await ctx.db
    .selectFrom('orderLines')
    .select('unit')
    .where('id', '=', found.orderLineId)
    .executeTakeFirstOrThrow()
  const left = found.lot - (await standingOf(ctx, found.id)).reduce((sum, { quantity }) => sum + quantity, 0)
  refuseBrokenUnit(wanted.quantity, { unit, what: found.number, known: [found.lot, left] }, 'quantity')
  if (wanted.quantity > left)
    throw refuse(
      'quality.moreThanLot',
      { quantity: formatQuantity(wanted.quantity), left: formatQuantity(left), unit },
      'quantity',
    )
  const { reportId, reopened } =
    wanted.kind === 'concession' ? { reportId: null, reopened: [] } : await moveGoods(ctx, found, wanted, unit)
  const values = { ...wanted, inspectionId: found.id, reportId, by: ctx.user.id, at: ctx.now }
  const { id } = await ctx.db.insertInto('inspectionDisposals').values(values).returning('id').executeTakeFirstOrThrow()
  ctx.record({ entity: 'inspectionDisposals', id, after: values })
  await refreshInspection(ctx, found.id)
  return reopened
}

/** What left of the goods of an inspection above what final inspections let through (thousandths). */
const uncoveredOf = async (ctx: Context, { orderLineId }: Found): Promise<number> => {
  const { passed, left } = await inspectedOf(ctx, [orderLineId], null)
  return Math.max(0, (left.get(orderLineId) ?? 0) - (passed.get(orderLineId) ?? 0))
}

/** Refuses where goods left by this inspection: without it less is let through than went. */
const refuseUncovered = async (ctx: Context, found: Found, was: number): Promise<void> => {
  if ((await uncoveredOf(ctx, found)) > was) throw refuse('quality.leftByIt', { number: found.number })
}

const undo = async (ctx: Context, disposal: { id: number; reportId: number | null }, reason: string): Promise<void> => {
  if (disposal.reportId !== null) await reverseReport(ctx, disposal.reportId, reason)
  const values = { takenBackBy: ctx.user.id, takenBackAt: ctx.now, takenBackReason: reason }
  await ctx.db.updateTable('inspectionDisposals').set(values).where('id', '=', disposal.id).execute()
  ctx.record({ entity: 'inspectionDisposals', id: disposal.id, before: disposal, after: values })
}

/** Takes a disposal back: its pieces count as good again. */
export const takeBackDisposal = async (
  ctx: Context,
  found: Found,
  disposalId: number,
  reason: string,
): Promise<void> => {
  const disposal = (await standingOf(ctx, found.id)).find(({ id }) => id === disposalId)
  if (!disposal) throw refuse('quality.disposalGone')
  if (disposal.kind === 'concession' && !may(ctx.user.role, 'quality.concede'))
    throw refuse('quality.concessionByManager')
  const was = await uncoveredOf(ctx, found)
  await undo(ctx, disposal, reason)
  await refreshInspection(ctx, found.id)
  await refuseUncovered(ctx, found, was)
}

/** Voids an inspection and takes back what it moved; one by which goods have left stays. */
export const voidInspection = async (ctx: Context, found: Found, reason: string): Promise<void> => {
  const again = await ctx.db
    .selectFrom('inspections')
    .select('number')
    .where('reinspects', '=', found.id)
    .where('voidedAt', 'is', null)
    .limit(1)
    .executeTakeFirst()
  if (again) throw refuse('quality.inspectedAgain', { number: found.number, again: again.number })
  const was = await uncoveredOf(ctx, found)
  for (const disposal of await standingOf(ctx, found.id)) await undo(ctx, disposal, reason)
  const values = { voidedBy: ctx.user.id, voidedAt: ctx.now, voidReason: reason }
  await ctx.db.updateTable('inspections').set(values).where('id', '=', found.id).execute()
  ctx.record({ entity: 'inspections', id: found.id, before: { state: found.state }, after: values })
  await refreshInspection(ctx, found.id)
  if (found.reinspects !== null) await refreshInspection(ctx, found.reinspects)
  await refuseUncovered(ctx, found, was)
}
