import type { ReportRow } from '../../../shared/operations.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Context } from '../../context.ts'
import { rejectedOf } from '../quality.ts'

/**
 * A later process works on goods a final inspection rejected and nobody has dealt with only when somebody was asked
 * (duties 74, 75): where it reports more than there is beside them.
 */
export const askRejected = async (ctx: Context, rows: readonly ReportRow[]): Promise<void> => {
  const ids = rows.flatMap(({ operationId, good }) => (good > 0 ? [operationId] : []))
  if (ids.length === 0) return
  // most days nothing of these orders was ever rejected: one question is enough then
  const named = await ctx.db
    .selectFrom('operations')
    .innerJoin('noticeLines', 'noticeLines.id', 'operations.noticeLineId')
    .innerJoin('orderLines', 'orderLines.id', 'noticeLines.orderLineId')
    .select(['operations.id', 'operations.noticeLineId', 'operations.sequence', 'operations.processName'])
    .select(['operations.good', 'operations.scrap', 'noticeLines.orderLineId', 'orderLines.name', 'orderLines.unit'])
    .where('operations.id', 'in', ids)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('inspections')
          .select('inspections.id')
          .whereRef('inspections.orderLineId', '=', 'noticeLines.orderLineId')
          .where('inspections.kind', '=', 'final')
          .where('inspections.decision', '=', 'reject')
          .where('inspections.voidedAt', 'is', null),
      ),
    )
    .execute()
  if (named.length === 0) return
  const rejected = await rejectedOf(
    ctx,
    named.map(({ orderLineId }) => orderLineId),
  )
  if (rejected.length === 0) return
  const looked = new Map(
    (
      await ctx.db
        .selectFrom('operations')
        .select(['id', 'sequence'])
        .where(
          'id',
          'in',
          rejected.map(({ operationId }) => operationId ?? 0),
        )
        .execute()
    ).map(({ id, sequence }) => [id, sequence]),
  )
  for (const [index, { operationId, good }] of rows.entries()) {
    const own = named.find(({ id }) => id === operationId)
    const found = rejected.find(
      (each) =>
        each.noticeLineId === own?.noticeLineId &&
        each.operationId !== null &&
        (looked.get(each.operationId) ?? Infinity) < own.sequence,
    )
    if (!own || !found || own.good + own.scrap + good <= found.there - found.quantity) continue
    throw refuse(
      'operations.rejectedGoods',
      {
        process: own.processName,
        goods: own.name,
        unit: own.unit,
        numbers: found.numbers,
        rejected: formatQuantity(found.quantity),
      },
      `rows.${index}.good`,
    )
  }
}
