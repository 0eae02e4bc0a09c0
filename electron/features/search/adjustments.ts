import type { Hit } from '../../../shared/search.ts'
import type { Context } from '../../context.ts'

/**
 * 调整 (TZ…) by their number, as it stands on statements: whole, without its letters, or from its beginning. At most six,
 * the newest first. Their numbers are unique, so their index is all that is needed.
 */
export const adjustmentsByNumber = async (ctx: Pick<Context, 'db'>, typed: string): Promise<Omit<Hit, 'box'>[]> => {
  const wanted = typed.trim().toUpperCase()
  // a day and more: less of a number would be half the office's adjustments
  if (!/^(TZ)?\d{6}(-\d{0,6})?$/.test(wanted)) return []
  const number = wanted.startsWith('TZ') ? wanted : `TZ${wanted}`
  const rows = await ctx.db
    .selectFrom('adjustments')
    .innerJoin('customers', 'customers.id', 'adjustments.customerId')
    .select([
      'adjustments.id',
      'adjustments.number',
      'adjustments.customerId',
      'customers.shortName',
      'adjustments.reason',
    ])
    .where('adjustments.number', '>=', number)
    .where('adjustments.number', '<', `${number}~`)
    .orderBy('adjustments.number', 'desc')
    .limit(6)
    .execute()
  return rows.map(({ id, number: title, customerId, shortName, reason }) => ({
    kind: 'adjustment',
    id,
    customerId,
    title,
    detail: [shortName, reason].filter(Boolean).join(' · '),
  }))
}
