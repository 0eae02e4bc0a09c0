import { may } from '../../../shared/permissions.ts'
import type { Context } from '../../context.ts'

/** Prices are no business of a role that may not see them: it reads 0. */
export const pricesFor = <Row extends { listPriceMicros: number; floorPriceMicros?: number }>(
  ctx: Context,
  row: Row,
): Row => {
  if (may(ctx.user.role, 'prices.read')) return row
  return {
    ...row,
    listPriceMicros: 0,
    ...(row.floorPriceMicros === undefined ? {} : { floorPriceMicros: 0 }),
  }
}
