import { Proposal } from '../../../shared/proposals.ts'
import type { Context } from '../../context.ts'

/** What a notice line and its processes were when an entry was written; quantities in thousandths. */
export interface Stood {
  /** Good of each process then, by operation. */
  good: ReadonlyMap<number, number>
  /** Taken from the order line by change slips since. */
  cut: number
}

const quantityOf = (json: string, orderLineId: number): number =>
  Proposal.parse(JSON.parse(json)).lines.find(({ id }) => id === orderLineId)?.quantity ?? 0

/**
 * How a notice line stood when an entry was written: what is taken back makes no more than was there then, and above what
 * is wanted now only as far as change slips (duty 93) took from the line since.
 */
export const stoodBefore = async (
  ctx: Pick<Context, 'db'>,
  entry: { id: number; at: string },
  noticeLineId: number,
): Promise<Stood> => {
  const rows = await ctx.db
    .selectFrom('dailyReports')
    .innerJoin('operations', 'operations.id', 'dailyReports.operationId')
    .select(({ fn }) => ['dailyReports.operationId', fn.sum('dailyReports.good').as('good')])
    .where('operations.noticeLineId', '=', noticeLineId)
    .where('dailyReports.id', '<', entry.id)
    .groupBy('dailyReports.operationId')
    .execute()
  const slips = await ctx.db
    .selectFrom('orderChanges')
    .innerJoin('notices', 'notices.orderId', 'orderChanges.orderId')
    .innerJoin('noticeLines', 'noticeLines.noticeId', 'notices.id')
    .select(['orderChanges.before', 'orderChanges.after', 'noticeLines.orderLineId'])
    .where('noticeLines.id', '=', noticeLineId)
    .where('orderChanges.appliedAt', '>=', entry.at)
    .execute()
  return {
    good: new Map(rows.map(({ operationId, good }) => [operationId, Number(good)])),
    cut: slips.reduce(
      (sum, { before, after, orderLineId }) =>
        sum + Math.max(0, quantityOf(before, orderLineId) - quantityOf(after, orderLineId)),
      0,
    ),
  }
}
