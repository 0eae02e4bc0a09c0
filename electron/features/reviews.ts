import { missingReviews, reviewWanted } from '../../shared/reviews.ts'
import { may } from '../../shared/permissions.ts'
import { refuse } from '../../shared/refusals.ts'
import type { Context } from '../context.ts'
import { readOffice } from './settings.ts'

/** 1 where the office wants such an order reviewed: asked again whenever its goods or its amount change (duty 22). */
export const reviewNeed = async (
  ctx: Pick<Context, 'db'>,
  order: { totalFen: number; lines: readonly { newVersion: boolean }[] },
): Promise<0 | 1> => (reviewWanted(await readOffice(ctx), order) ? 1 : 0)

/**
 * Departments that stand against the release of these orders: all of a sheet that was not started though it should,
 * those silent or against it otherwise. An order that nothing stands against is not in the map.
 */
export const reviewsMissing = async (
  ctx: Pick<Context, 'db'>,
  orderIds: readonly number[],
): Promise<Map<number, string[]>> => {
  const missing = new Map<number, string[]>()
  if (orderIds.length === 0) return missing
  const orders = await ctx.db
    .selectFrom('orders')
    .leftJoin('orderReviews', 'orderReviews.orderId', 'orders.id')
    .select(['orders.id', 'orders.reviewNeeded', 'orderReviews.id as reviewId', 'orderReviews.overrideAt'])
    .where('orders.id', 'in', orderIds)
    .execute()
  const reviewIds = orders.flatMap(({ reviewId }) => reviewId ?? [])
  const opinions =
    reviewIds.length === 0
      ? []
      : await ctx.db
          .selectFrom('reviewOpinions')
          .select(['reviewId', 'department', 'verdict'])
          .where('reviewId', 'in', reviewIds)
          .orderBy('sequence')
          .execute()
  for (const { id, reviewNeeded, reviewId, overrideAt } of orders) {
    if (overrideAt !== null) continue
    if (reviewId === null && reviewNeeded === 1) missing.set(id, [])
    const against = missingReviews(opinions.filter((opinion) => opinion.reviewId === reviewId))
    if (against.length > 0) missing.set(id, against)
  }
  return missing
}

/** Lets an order go without its review, for ever by name and reason. The caller refreshes the order. */
export const overrideReview = async (ctx: Context, orderId: number, reason: string): Promise<void> => {
  if (!may(ctx.user.role, 'gates.override')) throw refuse('gates.overrideNotAllowed', {}, 'overrideReason')
  if (reason.trim() === '') throw refuse('gates.reasonNeeded', {}, 'overrideReason')
  const values = { overrideBy: ctx.user.id, overrideAt: ctx.now, overrideReason: reason.trim() }
  await ctx.db
    .insertInto('orderReviews')
    .values({ ...values, orderId, startedBy: ctx.user.id, startedAt: ctx.now, version: 1 })
    .onConflict((clash) => clash.column('orderId').doUpdateSet(values))
    .execute()
  ctx.record({ entity: 'orderReviews', id: orderId, after: values })
}
