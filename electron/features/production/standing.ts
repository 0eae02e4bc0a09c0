import { refuse } from '../../../shared/refusals.ts'
import type { Context } from '../../context.ts'

/** A notice something is written to: it is there and not void. */
export const standingNotice = async (ctx: Context, id: number) => {
  const notice = await ctx.db
    .selectFrom('notices')
    .select(['id', 'number', 'orderId', 'workshop', 'trade', 'edition', 'givenEdition', 'voidedAt'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!notice) throw refuse('app.notFound')
  if (notice.voidedAt !== null) throw refuse('production.alreadyVoid', { number: notice.number })
  return notice
}

/** A day somebody says something happened: not one to come. */
export const refuseFuture = (ctx: Context, day: string, field: string): void => {
  if (day > ctx.today) throw refuse('notices.future', { day }, field)
}
