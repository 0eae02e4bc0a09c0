import type { z } from 'zod'
import { tablePlan } from '../../../shared/inspectionPlan.ts'
import { inspectionListOf } from '../../../shared/inspectionLists.ts'
import {
  type InspectionKind,
  type InspectionTarget,
  largestLot,
  type ProposedInspection,
  type quality,
} from '../../../shared/quality.ts'
import { refuse } from '../../../shared/refusals.ts'
import { acceptOfSample, type InspectedLot, proposedStrictness } from '../../../shared/sampling.ts'
import { aqls, type Strictness } from '../../../shared/samplingTables.ts'
import type { Context } from '../../context.ts'
import { readOffice } from '../settings.ts'
import { otherLotsOf } from './lots.ts'
import { targetOf } from './targets.ts'

type Asked = z.output<typeof quality.propose.input>
type Operation = InspectionTarget['operations'][number]

/** The AQL one step tighter; the tightest has none. */
const tighter = (aql: number): number | null => aqls[(aqls as readonly number[]).indexOf(aql) - 1] ?? null

/** Lots looked at by the same measure before, oldest first: of the same goods for the same customer, or of the same factory. */
const historyOf = async (
  ctx: Context,
  kind: InspectionKind,
  target: InspectionTarget,
  operation: Operation | null,
): Promise<InspectedLot[]> => {
  if (kind === 'patrol') return []
  const line = await ctx.db
    .selectFrom('orderLines')
    .select('productId')
    .where('id', '=', target.orderLineId)
    .executeTakeFirstOrThrow()
  const outside = kind === 'incoming' && operation !== null
  const rows = await ctx.db
    .selectFrom('inspections')
    .select(['strictness', 'decision', 'sample', 'aqlMajor', 'acceptMajor', 'foundMajor'])
    .where('kind', '=', kind)
    .where('reinspects', 'is', null)
    .where('voidedAt', 'is', null)
    .where('decision', 'is not', null)
    .$if(outside, (some) =>
      some.where('workshop', '=', operation!.workshop).where('processName', '=', operation!.processName),
    )
    .$if(!outside && line.productId !== null, (some) =>
      some.where('productId', '=', line.productId).where('customerId', '=', target.customerId),
    )
    .$if(!outside && line.productId === null, (some) => some.where('orderLineId', '=', target.orderLineId))
    .orderBy('id', 'desc')
    .limit(30)
    .execute()
  return rows.toReversed().map((row) => {
    const step = tighter(row.aqlMajor)
    return {
      strictness: row.strictness as Strictness,
      accepted: row.decision === 'accept',
      accept: row.acceptMajor ?? 0,
      acceptedTighter:
        row.decision === 'accept' && step !== null && row.foundMajor <= acceptOfSample(row.sample, 'normal', step),
    }
  })
}

/** The process that is inspected where nobody named one: outside for incoming goods, the last for goods about to leave. */
const usualOperation = (kind: InspectionKind, { operations }: InspectionTarget): Operation | null =>
  (kind === 'incoming'
    ? operations.find(({ outside }) => outside)
    : kind === 'final'
      ? undefined
      : operations.findLast(({ good }) => good > 0)) ??
  operations.at(-1) ??
  null

/** All that is there, of a lot looked at again no more than it had; with nothing there the whole of the goods, to be typed over. */
const lotAsked = (again: number | null, there: number, quantity: number): number => {
  const lot = again === null ? there : Math.min(again, there)
  return lot > 0 ? lot : quantity
}

/** What an inspection of these goods starts with: its lot, its plan, how strict, and what is looked at. */
export const propose = async (ctx: Context, asked: Asked): Promise<ProposedInspection> => {
  const target = await targetOf(ctx, asked)
  const operation =
    asked.operationId === null
      ? usualOperation(asked.kind, target)
      : target.operations.find(({ id }) => id === asked.operationId)
  if (operation === undefined) throw refuse('app.notFound')
  const office = await readOffice(ctx)
  const list = inspectionListOf(office)
  const history = await historyOf(ctx, asked.kind, target, operation)
  const { strictness, reason } = proposedStrictness(history)
  const again = asked.reinspects === null ? null : await lotOf(ctx, asked.reinspects)
  const otherLots = await otherLotsOf(ctx, target, operation, null)
  const there =
    asked.kind === 'final'
      ? largestLot({ kind: 'final', quantity: target.quantity, good: operation?.good ?? null, otherLots })
      : operation === null || operation.good === 0
        ? target.quantity
        : operation.good
  if (Math.max(there, target.quantity) <= 0) throw refuse('quality.nothingThere')
  const plan = {
    kind: asked.kind,
    lot: lotAsked(again, there, target.quantity),
    level: office.inspectionLevel,
    strictness,
    aqlCritical: office.inspectionAql.critical,
    aqlMajor: office.inspectionAql.major,
    aqlMinor: office.inspectionAql.minor,
  }
  return {
    target,
    otherLots,
    proposed: { strictness, reason, lots: history.length },
    defects: list.defects,
    draft: {
      ...plan,
      id: null,
      version: 0,
      orderLineId: target.orderLineId,
      noticeLineId: target.noticeLineId,
      operationId: operation?.id ?? null,
      inspectedOn: ctx.today,
      sample: tablePlan(plan).sample,
      sampleReason: '',
      inspector: ctx.user.name,
      remark: '',
      reinspects: asked.reinspects,
      items: list.items.map((item) => ({ item, result: 'none' as const, note: '' })),
      defects: [],
    },
  }
}

const lotOf = async (ctx: Context, id: number): Promise<number> => {
  const row = await ctx.db.selectFrom('inspections').select('lot').where('id', '=', id).executeTakeFirst()
  if (!row) throw refuse('app.notFound')
  return row.lot
}
