import type { Output } from '../../../shared/contract.ts'
import type { DefectSum, LotSums, quality } from '../../../shared/quality.ts'
import type { Context } from '../../context.ts'

interface Asked {
  from: string
  to: string
  customerId: number | null
}

const firstTime = (ctx: Context, { from, to, customerId }: Asked) =>
  ctx.db
    .selectFrom('inspections')
    .where('inspections.inspectedOn', '>=', from)
    .where('inspections.inspectedOn', '<=', to)
    .where('inspections.voidedAt', 'is', null)
    .$if(customerId !== null, (rows) => rows.where('inspections.customerId', '=', customerId))

/**
 * 批合格率 and the kinds of defects of a time: lots judged and accepted by customer and kind, first inspections alone (a lot
 * inspected again counts once), a patrol has no lot; defects of all inspections, patrols too.
 */
export const qualityFigures = async (ctx: Context, asked: Asked): Promise<Output<typeof quality.figures>> => {
  const rows = await firstTime(ctx, asked)
    .innerJoin('customers', 'customers.id', 'inspections.customerId')
    .select(['inspections.customerId', 'customers.shortName as customer', 'inspections.kind', 'inspections.decision'])
    .select(({ fn }) => fn.countAll().as('lots'))
    .where('inspections.decision', 'is not', null)
    .where('inspections.reinspects', 'is', null)
    .where('inspections.kind', '<>', 'patrol')
    .groupBy(['inspections.customerId', 'customers.shortName', 'inspections.kind', 'inspections.decision'])
    .execute()
  const sums = new Map<string, LotSums>()
  for (const { customerId, customer, kind, decision, lots } of rows) {
    const key = `${customerId} ${kind}`
    const sum = sums.get(key) ?? {
      customerId,
      customer,
      kind: kind as LotSums['kind'],
      lots: 0,
      accepted: 0,
      conceded: 0,
      rejected: 0,
    }
    sum.lots += Number(lots)
    sum[decision === 'accept' ? 'accepted' : decision === 'reject' ? 'rejected' : 'conceded'] += Number(lots)
    sums.set(key, sum)
  }
  const defects = await firstTime(ctx, asked)
    .innerJoin('inspectionDefects', 'inspectionDefects.inspectionId', 'inspections.id')
    .select(['inspectionDefects.defect', 'inspectionDefects.severity'])
    .select(({ fn }) => fn.sum('inspectionDefects.quantity').as('quantity'))
    .groupBy(['inspectionDefects.defect', 'inspectionDefects.severity'])
    .execute()
  return {
    lots: [...sums.values()].toSorted((a, b) => b.lots - a.lots || a.customerId - b.customerId),
    defects: defects
      .map((row): DefectSum => ({
        ...row,
        severity: row.severity as DefectSum['severity'],
        quantity: Number(row.quantity),
      }))
      .toSorted((a, b) => b.quantity - a.quantity || (a.defect < b.defect ? -1 : 1))
      .slice(0, 500),
  }
}
