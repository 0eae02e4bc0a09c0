import type { Output } from '../../../shared/contract.ts'
import type {
  Disposal,
  Inspection,
  InspectionDefect,
  InspectionDraft,
  InspectionFilter,
  InspectionItem,
  InspectionRow,
  quality,
} from '../../../shared/quality.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Context } from '../../context.ts'
import { goodsOfNotice, noticeGoodsColumns } from '../noticeGoods.ts'
import { findByTerm } from '../../db/search.ts'
import { placeOf } from './there.ts'
import { targetOf } from './targets.ts'

const rowColumns = [
  'inspections.id',
  'inspections.number',
  'inspections.kind',
  'inspections.state',
  'inspections.orderId',
  'orders.number as orderNumber',
  'inspections.customerId',
  'customers.shortName as customer',
  'orderLines.code',
  ...noticeGoodsColumns,
  'orderLines.unit',
  'inspections.processName',
  'inspections.inspectedOn',
  'inspections.inspector',
  'inspections.lot',
  'inspections.sample',
  'inspections.foundCritical',
  'inspections.foundMajor',
  'inspections.foundMinor',
  'inspections.waiting',
  'inspections.version',
] as const

const inspectionRows = (ctx: Context) =>
  ctx.db
    .selectFrom('inspections')
    .innerJoin('orders', 'orders.id', 'inspections.orderId')
    .innerJoin('orderLines', 'orderLines.id', 'inspections.orderLineId')
    .innerJoin('customers', 'customers.id', 'inspections.customerId')
    .leftJoin('noticeLines', 'noticeLines.id', 'inspections.noticeLineId')
    .select(rowColumns)

type Found = Awaited<ReturnType<ReturnType<typeof inspectionRows>['execute']>>[number]

const rowOf = (row: Found): InspectionRow => ({
  id: row.id,
  number: row.number,
  kind: row.kind as InspectionRow['kind'],
  state: row.state as InspectionRow['state'],
  orderId: row.orderId,
  orderNumber: row.orderNumber,
  customerId: row.customerId,
  customer: row.customer,
  code: row.code,
  description: goodsOfNotice(row),
  unit: row.unit,
  processName: row.processName,
  inspectedOn: row.inspectedOn,
  inspector: row.inspector,
  lot: row.lot,
  sample: row.sample,
  foundCritical: row.foundCritical,
  foundMajor: row.foundMajor,
  foundMinor: row.foundMinor,
  waiting: row.waiting,
  version: row.version,
})

/** The inspections that are meant, without what is shown of them: counted on their own table alone. */
const chosen = async (ctx: Context, filter: InspectionFilter) => {
  const { kind, state, customerId, orderId, defect, text, from, to } = filter
  const byNumber = text === '' ? null : await findByTerm(ctx, 'inspection', text, 200)
  return ctx.db
    .selectFrom('inspections')
    .$if(byNumber !== null, (rows) => rows.where('inspections.id', 'in', byNumber!.length > 0 ? byNumber! : [0]))
    .$if(kind !== null, (rows) => rows.where('inspections.kind', '=', kind))
    .$if(state !== null, (rows) => rows.where('inspections.state', '=', state))
    .$if(customerId !== null, (rows) => rows.where('inspections.customerId', '=', customerId))
    .$if(orderId !== null, (rows) => rows.where('inspections.orderId', '=', orderId))
    .$if(from !== null, (rows) => rows.where('inspections.inspectedOn', '>=', from))
    .$if(to !== null, (rows) => rows.where('inspections.inspectedOn', '<=', to))
    .$if(defect !== '', (rows) =>
      rows.where('inspections.id', 'in', (found) =>
        found.selectFrom('inspectionDefects').select('inspectionId').where('defect', '=', defect),
      ),
    )
}

/** 检验单登记: newest first, page by page. */
export const listInspections = async (
  ctx: Context,
  { offset, limit, ...filter }: InspectionFilter & { offset: number; limit: number },
): Promise<Output<typeof quality.list>> => {
  const rows = await chosen(ctx, filter)
  const { total } = await rows.select(({ fn }) => fn.countAll().as('total')).executeTakeFirstOrThrow()
  const page = rows
    .select('inspections.id')
    .orderBy('inspections.inspectedOn', 'desc')
    .orderBy('inspections.id', 'desc')
    .limit(limit)
    .offset(offset)
  const found = await inspectionRows(ctx)
    .where('inspections.id', 'in', page)
    .orderBy('inspections.inspectedOn', 'desc')
    .orderBy('inspections.id', 'desc')
    .execute()
  return { rows: found.map(rowOf), total: Number(total) }
}

const disposalsOf = async (ctx: Context, inspectionId: number): Promise<Disposal[]> => {
  const rows = await ctx.db
    .selectFrom('inspectionDisposals')
    .innerJoin('users', 'users.id', 'inspectionDisposals.by')
    .leftJoin('users as takers', 'takers.id', 'inspectionDisposals.takenBackBy')
    .select(['inspectionDisposals.id', 'kind', 'quantity', 'note', 'users.name as by', 'inspectionDisposals.at'])
    .select(['takenBackAt', 'takenBackReason', 'takers.name as taker'])
    .where('inspectionId', '=', inspectionId)
    .orderBy('inspectionDisposals.id')
    .limit(200)
    .execute()
  return rows.map(({ takenBackAt, takenBackReason, taker, ...row }) => ({
    ...row,
    kind: row.kind as Disposal['kind'],
    takenBack: takenBackAt === null ? null : { by: taker ?? '', at: takenBackAt, reason: takenBackReason ?? '' },
  }))
}

const defectsOf = async (ctx: Context, inspectionId: number): Promise<InspectionDefect[]> => {
  const rows = await ctx.db
    .selectFrom('inspectionDefects')
    .select(['defect', 'severity', 'quantity', 'note', 'picture'])
    .where('inspectionId', '=', inspectionId)
    .orderBy('sequence')
    .execute()
  return rows.map((row) => ({ ...row, severity: row.severity as InspectionDefect['severity'] }))
}

/** The row of an inspection and who did what to it. */
const wholeOf = (ctx: Context, id: number) =>
  inspectionRows(ctx)
    .leftJoin('users as deciders', 'deciders.id', 'inspections.decidedBy')
    .leftJoin('users as keyers', 'keyers.id', 'inspections.keyedBy')
    .leftJoin('inspections as earlier', 'earlier.id', 'inspections.reinspects')
    .select([
      'inspections.orderLineId',
      'inspections.noticeLineId',
      'inspections.operationId',
      'inspections.workshop',
      'inspections.level',
      'inspections.strictness',
      'inspections.aqlCritical',
      'inspections.aqlMajor',
      'inspections.aqlMinor',
      'inspections.tableSample',
      'inspections.sampleReason',
      'inspections.acceptCritical',
      'inspections.acceptMajor',
      'inspections.acceptMinor',
      'inspections.result',
      'inspections.items',
      'inspections.remark',
      'inspections.reinspects',
      'inspections.decision',
      'inspections.decisionReason',
      'inspections.decidedAt',
      'inspections.voidReason',
      'inspections.printed',
      'inspections.keyedAt',
      'deciders.name as decider',
      'keyers.name as keyer',
      'earlier.number as earlierNumber',
    ])
    .where('inspections.id', '=', id)
    .executeTakeFirst()
type Whole = NonNullable<Awaited<ReturnType<typeof wholeOf>>>

const draftOf = (row: Whole, defects: InspectionDefect[]): InspectionDraft => ({
  id: row.id,
  kind: row.kind as InspectionDraft['kind'],
  orderLineId: row.orderLineId,
  noticeLineId: row.noticeLineId,
  operationId: row.operationId,
  inspectedOn: row.inspectedOn,
  lot: row.lot,
  level: row.level as InspectionDraft['level'],
  strictness: row.strictness as InspectionDraft['strictness'],
  aqlCritical: row.aqlCritical,
  aqlMajor: row.aqlMajor,
  aqlMinor: row.aqlMinor,
  sample: row.sample,
  sampleReason: row.sampleReason,
  inspector: row.inspector,
  remark: row.remark,
  reinspects: row.reinspects,
  items: JSON.parse(row.items) as InspectionItem[],
  defects,
  version: row.version,
})

/** One inspection: what was looked at and found, what was decided, what became of its lot. */
export const readInspection = async (ctx: Context, id: number): Promise<Inspection> => {
  const row = await wholeOf(ctx, id)
  if (!row) throw refuse('app.notFound')
  const disposals = await disposalsOf(ctx, id)
  const after = await ctx.db
    .selectFrom('inspections')
    .select(['id', 'number', 'state'])
    .where('reinspects', '=', id)
    .orderBy('id')
    .limit(50)
    .execute()
  const standing = disposals.filter(({ takenBack }) => takenBack === null)
  const undisposed =
    row.decision === 'reject' && row.voidReason === null
      ? row.lot - standing.reduce((sum, { quantity }) => sum + quantity, 0)
      : 0
  return {
    ...rowOf(row),
    draft: draftOf(row, await defectsOf(ctx, id)),
    target: await targetOf(ctx, row),
    workshop: row.workshop,
    tableSample: row.tableSample,
    acceptCritical: row.acceptCritical,
    acceptMajor: row.acceptMajor,
    acceptMinor: row.acceptMinor,
    result: row.result as Inspection['result'],
    decision: row.decision as Inspection['decision'],
    decisionReason: row.decisionReason,
    decided: row.decidedAt === null ? null : { by: row.decider ?? '', at: row.decidedAt },
    keyed: { by: row.keyer ?? '', at: row.keyedAt },
    voidReason: row.voidReason,
    disposals,
    undisposed,
    ...(await placeOf(ctx, row, undisposed)),
    reinspects: row.reinspects === null ? null : { id: row.reinspects, number: row.earlierNumber ?? '' },
    reinspectedBy: after.map((each) => ({ ...each, state: each.state as Inspection['state'] })),
    printed: row.printed,
  }
}

/** For the counter beside the word: inspections to decide, and rejected lots nobody has done anything with. */
export const countInspections = async (ctx: Context): Promise<Output<typeof quality.counts>> => {
  const of = async (state: string): Promise<number> => {
    const row = await ctx.db
      .selectFrom('inspections')
      .select(({ fn }) => fn.countAll().as('found'))
      .where('state', '=', state)
      .executeTakeFirstOrThrow()
    return Number(row.found)
  }
  return { open: await of('open'), rejected: await of('rejected') }
}
