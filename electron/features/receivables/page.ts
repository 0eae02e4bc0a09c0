import type { ReceivableFilter, ReceivableRow } from '../../../shared/receivables.ts'
import type { Context } from '../../context.ts'
import { onOrderOfAll } from '../customers.ts'
import { type AgedCustomer, agedPage } from './ageing.ts'
import { lastCalls, lastPromises } from './calls.ts'

/**
 * Rows of a page with what else is known of each customer: used credit (always of today), and the last call and
 * promise as they were known on that day.
 */
export const completed = async (ctx: Context, rows: AgedCustomer[], on: string): Promise<ReceivableRow[]> => {
  const ids = rows.map(({ customerId }) => customerId)
  const limited = rows.filter(({ limitFen }) => limitFen > 0).map(({ customerId }) => customerId)
  const [onOrder, calls, promises] = [
    await onOrderOfAll(ctx, limited),
    await lastCalls(ctx, ids, on),
    await lastPromises(ctx, ids, on),
  ]
  const owedNow =
    on === ctx.today || limited.length === 0
      ? new Map(rows.map((row) => [row.customerId, row.balanceFen]))
      : await balancesNow(ctx, limited)
  return rows.map((row) => ({
    ...row,
    settlement: row.settlement as ReceivableRow['settlement'],
    usedFen: (owedNow.get(row.customerId) ?? 0) + (onOrder.get(row.customerId) ?? 0),
    lastCall: calls.get(row.customerId) ?? null,
    promise: promises.get(row.customerId) ?? null,
  }))
}

const balancesNow = async (ctx: Context, ids: readonly number[]): Promise<Map<number, number>> => {
  const now = new Map<number, number>()
  for (const customerId of ids) {
    const { rows } = await agedPage(ctx, { on: ctx.today, view: 'all', customerId, order: 'name' }, 0, 1)
    now.set(customerId, rows[0]?.balanceFen ?? 0)
  }
  return now
}

/** A page of customers by age, complete. */
export const receivablePage = async (ctx: Context, filter: ReceivableFilter, offset: number, limit: number) => {
  const on = filter.on ?? ctx.today
  const { rows, total, sums } = await agedPage(ctx, { ...filter, on }, offset, limit)
  return { rows: await completed(ctx, rows, on), total, on, sums }
}
