import { missingReviews, type Review, reviews, type Verdict } from '../../../shared/reviews.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Context, Handlers } from '../../context.ts'
import { refuseSecondKeyer } from '../blindKeys.ts'
import { refreshOrder } from '../orders.ts'
import { overrideReview, reviewsMissing } from '../reviews.ts'
import { readOffice } from '../settings.ts'
import { reviewPaper } from './paper.ts'

const orderOf = async (ctx: Context, orderId: number) => {
  const order = await ctx.db
    .selectFrom('orders')
    .innerJoin('customers', 'customers.id', 'orders.customerId')
    .select(['orders.id', 'orders.number', 'acceptance', 'reviewNeeded', 'voidedAt', 'customers.shortName'])
    .where('orders.id', '=', orderId)
    .executeTakeFirst()
  if (!order) throw refuse('app.notFound')
  return order
}

/** An order whose review may still go on. */
const standingOrder = async (ctx: Context, orderId: number) => {
  const order = await orderOf(ctx, orderId)
  if (order.voidedAt !== null) throw refuse('orders.isVoid', { number: order.number })
  return order
}

const sheetOf = (ctx: Context, orderId: number) =>
  ctx.db
    .selectFrom('orderReviews')
    .innerJoin('users as starters', 'starters.id', 'orderReviews.startedBy')
    .leftJoin('users as overriders', 'overriders.id', 'orderReviews.overrideBy')
    .selectAll('orderReviews')
    .select(['starters.name as starter', 'overriders.name as overrider'])
    .where('orderId', '=', orderId)
    .executeTakeFirst()

const opinionsOf = async (ctx: Context, reviewId: number): Promise<Review['opinions']> => {
  const rows = await ctx.db
    .selectFrom('reviewOpinions')
    .leftJoin('users', 'users.id', 'reviewOpinions.keyedBy')
    .select([
      'department',
      'verdict',
      'opinion',
      'reviewOpinions.name',
      'reviewedOn as on',
      'checks',
      'users.name as keyedBy',
    ])
    .where('reviewId', '=', reviewId)
    .orderBy('sequence')
    .execute()
  return rows.map((row) => ({
    ...row,
    verdict: row.verdict as Verdict | null,
    checks: JSON.parse(row.checks) as string[],
  }))
}

export const readReview = async (ctx: Context, orderId: number): Promise<Review> => {
  const order = await orderOf(ctx, orderId)
  const sheet = await sheetOf(ctx, orderId)
  const office = await readOffice(ctx)
  const opinions = sheet ? await opinionsOf(ctx, sheet.id) : []
  return {
    orderId,
    orderNumber: order.number,
    customerName: order.shortName,
    acceptance: order.acceptance,
    needed: order.reviewNeeded === 1,
    startedBy: sheet?.starter ?? null,
    startedAt: sheet?.startedAt ?? null,
    opinions,
    checklist: office.reviewLines,
    missing: missingReviews(opinions),
    override:
      sheet && sheet.overrideAt !== null
        ? { by: sheet.overrider ?? '', reason: sheet.overrideReason ?? '', at: sheet.overrideAt }
        : null,
    version: sheet?.version ?? 0,
  }
}

const start = async (ctx: Context, orderId: number): Promise<void> => {
  const order = await standingOrder(ctx, orderId)
  const { reviewDepartments } = await readOffice(ctx)
  const known = await sheetOf(ctx, orderId)
  const own = known ? await opinionsOf(ctx, known.id) : []
  if (own.length > 0) throw refuse('reviews.startedAlready', { number: order.number })
  // a sheet that was passed over by the manager's word may still be filled in
  const { id } =
    known ??
    (await ctx.db
      .insertInto('orderReviews')
      .values({ orderId, startedBy: ctx.user.id, startedAt: ctx.now, version: 1 })
      .returning('id')
      .executeTakeFirstOrThrow())
  const rows = reviewDepartments.map((department, index) => ({
    reviewId: id,
    sequence: index + 1,
    department,
    verdict: null,
    opinion: '',
    name: '',
    reviewedOn: '',
    checks: '[]',
    keyedBy: null,
    keyedAt: null,
  }))
  await ctx.db.insertInto('reviewOpinions').values(rows).execute()
  ctx.record({ entity: 'orderReviews', id: orderId, after: { started: reviewDepartments } })
  await refreshOrder(ctx, orderId)
}

export const reviewsHandlers: Handlers<typeof reviews> = {
  read: (ctx, { orderId }) => readReview(ctx, orderId),

  async start(ctx, { orderId }) {
    await start(ctx, orderId)
    return readReview(ctx, orderId)
  },

  async give(ctx, { orderId, version, department, verdict, opinion, name, on, checks }) {
    const order = await standingOrder(ctx, orderId)
    const sheet = await sheetOf(ctx, orderId)
    if (!sheet) throw refuse('reviews.notStarted', { number: order.number })
    if (sheet.version !== version) throw refuse('app.stale')
    if (verdict !== 'yes' && opinion === '') throw refuse('reviews.reasonForNo', {}, 'opinion')
    const values = {
      verdict,
      opinion,
      name,
      reviewedOn: on,
      checks: JSON.stringify(checks),
      keyedBy: ctx.user.id,
      keyedAt: ctx.now,
    }
    const before = await ctx.db
      .selectFrom('reviewOpinions')
      .selectAll()
      .where('reviewId', '=', sheet.id)
      .where('department', '=', department)
      .executeTakeFirst()
    if (!before) throw refuse('reviews.noSuchDepartment', { department }, 'department')
    await ctx.db.updateTable('reviewOpinions').set(values).where('id', '=', before.id).execute()
    await ctx.db
      .updateTable('orderReviews')
      .set({ version: version + 1 })
      .where('id', '=', sheet.id)
      .execute()
    ctx.record({ entity: 'orderReviews', id: orderId, before, after: { department, ...values } })
    await refreshOrder(ctx, orderId)
    return readReview(ctx, orderId)
  },

  async override(ctx, { orderId, reason }) {
    await standingOrder(ctx, orderId)
    if (!(await reviewsMissing(ctx, [orderId])).has(orderId)) throw refuse('gates.alreadyOpen')
    await overrideReview(ctx, orderId, reason)
    await refreshOrder(ctx, orderId)
    return readReview(ctx, orderId)
  },

  async paper(ctx, { id }) {
    await refuseSecondKeyer(ctx, id)
    const sheet = await sheetOf(ctx, id)
    return reviewPaper(ctx, await readReview(ctx, id), (sheet?.printed ?? 0) + 1)
  },

  async markPrinted(ctx, { id }) {
    const sheet = await sheetOf(ctx, id)
    if (!sheet) return { printed: 0 }
    await ctx.db
      .updateTable('orderReviews')
      .set({ printed: sheet.printed + 1 })
      .where('id', '=', sheet.id)
      .execute()
    ctx.record({ entity: 'orderReviews', id, after: { printed: sheet.printed + 1 } })
    return { printed: sheet.printed + 1 }
  },
}
