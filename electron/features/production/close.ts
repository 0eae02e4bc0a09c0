import { closingOf } from '../../../shared/materialNeeds.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Context } from '../../context.ts'
import { refreshOperations } from '../operations/facts.ts'
import { refuseLineOutside } from '../operations/outside.ts'
import { refreshOrder } from '../orders.ts'
import { noticeLineState, refreshNotice } from '../production.ts'
import { refreshPlans } from '../shipments.ts'

const lineOf = async (ctx: Context, noticeLineId: number) => {
  const line = await ctx.db
    .selectFrom('noticeLines')
    .innerJoin('notices', 'notices.id', 'noticeLines.noticeId')
    .innerJoin('orderLines', 'orderLines.id', 'noticeLines.orderLineId')
    .select([
      'noticeLines.noticeId',
      'noticeLines.orderLineId',
      'noticeLines.quantity',
      'noticeLines.short',
      'noticeLines.finishedQuantity',
      'noticeLines.closedAt',
      'notices.orderId',
      'orderLines.quantity as ordered',
      'orderLines.cancelledAt',
    ])
    .where('noticeLines.id', '=', noticeLineId)
    .executeTakeFirst()
  if (!line) throw refuse('app.notFound')
  return line
}
type Line = Awaited<ReturnType<typeof lineOf>>

const store = async (
  ctx: Context,
  noticeLineId: number,
  line: Line,
  values: {
    quantity: number
    short: number
    closedAt: string | null
    closedBy: number | null
    closedReason: string | null
  },
): Promise<void> => {
  await ctx.db
    .updateTable('noticeLines')
    .set({ ...values, state: noticeLineState(values.quantity, line.finishedQuantity) })
    .where('id', '=', noticeLineId)
    .execute()
  await refreshOperations(ctx, [noticeLineId])
  await refreshNotice(ctx, line.noticeId)
  await refreshOrder(ctx, line.orderId)
  await refreshPlans(ctx, [line.orderLineId])
  ctx.record({ entity: 'noticeLines', id: noticeLineId, before: line, after: values })
}

/**
 * Closes a notice line (结单, duty 55): what was not made is given up here and waits for another notice, as ordered less
 * released says.
 */
export const closeLine = async (ctx: Context, noticeLineId: number, reason: string): Promise<void> => {
  const line = await lineOf(ctx, noticeLineId)
  await refuseLineOutside(ctx, line.noticeId, noticeLineId)
  const { short } = closingOf(line.quantity, line.finishedQuantity)
  await store(ctx, noticeLineId, line, {
    quantity: line.quantity - short,
    short: line.short + short,
    closedAt: ctx.now,
    closedBy: ctx.user.id,
    closedReason: reason,
  })
}

/** Fewer are asked of a notice than stood on the papers that were given out: it is another edition. */
const newEdition = async (ctx: Context, noticeId: number): Promise<void> => {
  await ctx.db
    .updateTable('notices')
    .set(({ eb }) => ({ edition: eb('edition', '+', 1), version: eb('version', '+', 1) }))
    .where('id', '=', noticeId)
    .whereRef('givenEdition', '=', 'edition')
    .execute()
}

/** Opens it again: what was given up comes back as far as no other notice holds it and the order still wants it. */
export const reopenLine = async (ctx: Context, noticeLineId: number): Promise<void> => {
  const line = await lineOf(ctx, noticeLineId)
  const { released } = await ctx.db
    .selectFrom('noticeLines')
    .innerJoin('notices', 'notices.id', 'noticeLines.noticeId')
    .select(({ fn }) => fn.sum<number | null>('noticeLines.quantity').as('released'))
    .where('noticeLines.orderLineId', '=', line.orderLineId)
    .where('notices.voidedAt', 'is', null)
    .executeTakeFirstOrThrow()
  // a line that was taken off the order wants nothing more
  const wanted = line.cancelledAt === null ? line.ordered : 0
  const back = Math.max(0, Math.min(line.short, wanted - Number(released ?? 0)))
  await store(ctx, noticeLineId, line, {
    quantity: line.quantity + back,
    short: line.short - back,
    closedAt: null,
    closedBy: null,
    closedReason: null,
  })
  if (back < line.short) await newEdition(ctx, line.noticeId)
}
