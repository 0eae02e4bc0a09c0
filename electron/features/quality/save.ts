import { plusDays } from '../../../shared/dates.ts'
import { brokenClasses, foundOf, piecesOf, planOfSample } from '../../../shared/inspectionPlan.ts'
import { type InspectionDraft, type InspectionTarget, largestLot } from '../../../shared/quality.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Context } from '../../context.ts'
import { refuseBrokenUnit } from '../../wholeUnits.ts'
import { nextNumber } from '../../db/numbering.ts'
import { setSearchTerms } from '../../db/search.ts'
import { refuseUnknownPictures } from '../pictures.ts'
import { refreshInspection } from '../quality.ts'
import { otherLotsOf } from './lots.ts'
import { targetOf } from './targets.ts'

type Operation = InspectionTarget['operations'][number]

/** An inspection that may still be acted on. Refuses what is missing, changed by somebody else, or void. */
export const openInspection = async (ctx: Context, id: number, version: number) => {
  const row = await ctx.db.selectFrom('inspections').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw refuse('app.notFound')
  if (row.version !== version) throw refuse('app.stale')
  if (row.voidedAt !== null) throw refuse('quality.isVoid', { number: row.number })
  return row
}

const refuseVoid = async (ctx: Context, target: InspectionTarget): Promise<void> => {
  const order = await ctx.db
    .selectFrom('orders')
    .select(['voidedAt', 'number'])
    .where('id', '=', target.orderId)
    .executeTakeFirstOrThrow()
  if (order.voidedAt !== null) throw refuse('orders.isVoid', { number: order.number })
  if (target.noticeLineId === null) return
  const notice = await ctx.db
    .selectFrom('noticeLines')
    .innerJoin('notices', 'notices.id', 'noticeLines.noticeId')
    .select(['notices.voidedAt', 'notices.number'])
    .where('noticeLines.id', '=', target.noticeLineId)
    .executeTakeFirstOrThrow()
  if (notice.voidedAt !== null) throw refuse('operations.noticeVoid', { notice: notice.number })
}

const operationOf = (draft: InspectionDraft, target: InspectionTarget): Operation | null => {
  if (target.noticeLineId === null) {
    if (draft.kind !== 'final') throw refuse('quality.onlyFinal', {}, 'kind')
    return null
  }
  const operation = target.operations.find(({ id }) => id === draft.operationId)
  if (!operation) throw refuse('quality.processNeeded', {}, 'operationId')
  return operation
}

/** The lot is there: at most what the notice asks for, and for goods about to leave what came through their process. */
const checkLot = async (
  ctx: Context,
  draft: InspectionDraft,
  target: InspectionTarget,
  operation: Operation | null,
): Promise<void> => {
  const { unit, quantity } = target
  refuseBrokenUnit(draft.lot, { unit, what: target.orderNumber, known: [quantity, operation?.good ?? 0] }, 'lot')
  const final = draft.kind === 'final'
  const otherLots = final ? await otherLotsOf(ctx, target, operation, draft.id) : 0
  const most = largestLot({ kind: draft.kind, quantity, good: operation?.good ?? null, otherLots })
  if (draft.lot <= most) return
  const lot = formatQuantity(draft.lot)
  if (!final) throw refuse('quality.lotTooLarge', { lot, quantity: formatQuantity(quantity), unit }, 'lot')
  const process = operation?.processName ?? target.orderNumber
  throw refuse('quality.lotNotThere', { lot, left: formatQuantity(most), unit, process }, 'lot')
}

const checkAgain = async (ctx: Context, draft: InspectionDraft): Promise<void> => {
  if (draft.reinspects === null) return
  const first = await ctx.db
    .selectFrom('inspections')
    .select(['number', 'orderLineId', 'kind', 'decision', 'voidedAt'])
    .where('id', '=', draft.reinspects)
    .executeTakeFirst()
  if (!first || first.orderLineId !== draft.orderLineId || first.kind !== draft.kind) throw refuse('app.notFound')
  if (first.decision !== 'reject' || first.voidedAt !== null)
    throw refuse('quality.notRejected', { number: first.number }, 'reinspects')
}

const checkDraft = async (ctx: Context, draft: InspectionDraft, tableSample: number): Promise<void> => {
  if (draft.inspectedOn > ctx.today || draft.inspectedOn < plusDays(ctx.today, -366))
    throw refuse('quality.strangeDay', { on: draft.inspectedOn }, 'inspectedOn')
  const pieces = piecesOf(draft.lot)
  if (draft.sample > pieces) throw refuse('quality.sampleTooLarge', { sample: draft.sample, pieces }, 'sample')
  if (draft.kind !== 'patrol' && draft.sample !== tableSample && draft.sampleReason === '')
    throw refuse('quality.sampleReasonNeeded', { sample: draft.sample, table: tableSample }, 'sampleReason')
  await refuseUnknownPictures(ctx, draft.defects)
  await checkAgain(ctx, draft)
}

/** What the inspection's table row says of a draft: its plan, what was found, what follows. */
const judged = (draft: InspectionDraft) => {
  const { tableSample, classes } = planOfSample(draft, draft.sample)
  const found = foundOf(draft.defects)
  const accept = new Map(classes.map((each) => [each.severity, each.accept]))
  return {
    tableSample,
    acceptCritical: accept.get('critical') ?? null,
    acceptMajor: accept.get('major') ?? null,
    acceptMinor: accept.get('minor') ?? null,
    foundCritical: found.critical,
    foundMajor: found.major,
    foundMinor: found.minor,
    result: brokenClasses(classes, found).length > 0 ? ('reject' as const) : ('accept' as const),
  }
}

const writeDefects = async (ctx: Context, inspectionId: number, { defects }: InspectionDraft): Promise<void> => {
  await ctx.db.deleteFrom('inspectionDefects').where('inspectionId', '=', inspectionId).execute()
  if (defects.length === 0) return
  await ctx.db
    .insertInto('inspectionDefects')
    .values(defects.map((defect, index) => ({ ...defect, inspectionId, sequence: index + 1 })))
    .execute()
}

const writeInspection = async (
  ctx: Context,
  draft: InspectionDraft,
  target: InspectionTarget,
  operation: Operation | null,
): Promise<number> => {
  const { id, version, defects: _defects, items, ...head } = draft
  const line = await ctx.db
    .selectFrom('orderLines')
    .select('productId')
    .where('id', '=', target.orderLineId)
    .executeTakeFirstOrThrow()
  const values = {
    ...head,
    ...judged(draft),
    // only what differs from the table needs its reason
    sampleReason: draft.sample === judged(draft).tableSample ? '' : draft.sampleReason,
    orderId: target.orderId,
    customerId: target.customerId,
    productId: line.productId,
    processName: operation?.processName ?? '',
    workshop: operation?.workshop ?? '',
    items: JSON.stringify(items),
    keyedBy: ctx.user.id,
    keyedAt: ctx.now,
  }
  if (id === null) {
    const number = await nextNumber(ctx, 'ZJ', ctx.today)
    const made = await ctx.db
      .insertInto('inspections')
      .values({ ...values, number, state: 'open', decisionReason: '', version: 1 })
      .returning('id')
      .executeTakeFirstOrThrow()
    await setSearchTerms(ctx, 'inspection', made.id, target.customerId, { exact: [number, number.slice(2)] })
    ctx.record({ entity: 'inspections', id: made.id, after: { ...values, number, defects: draft.defects } })
    return made.id
  }
  const before = await openInspection(ctx, id, version)
  if (before.decision !== null) throw refuse('quality.isDecided', { number: before.number })
  await ctx.db
    .updateTable('inspections')
    .set({ ...values, version: version + 1 })
    .where('id', '=', id)
    .execute()
  ctx.record({ entity: 'inspections', id, before, after: { ...values, defects: draft.defects } })
  return id
}

/** Writes an inspection down; until somebody decides it may be written anew. */
export const saveInspection = async (ctx: Context, draft: InspectionDraft): Promise<number> => {
  const target = await targetOf(ctx, draft)
  await refuseVoid(ctx, target)
  const operation = operationOf(draft, target)
  await checkLot(ctx, draft, target, operation)
  await checkDraft(ctx, draft, judged(draft).tableSample)
  const id = await writeInspection(ctx, draft, target, operation)
  await writeDefects(ctx, id, draft)
  if (draft.reinspects !== null) await refreshInspection(ctx, draft.reinspects)
  return id
}
