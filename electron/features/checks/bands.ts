import type { FaxBandPlace } from '../../../shared/checks.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Context } from '../../context.ts'

const million = 1_000_000

/** Where somebody showed the lines of an order on its papers. */
export const bandsOf = async (ctx: Pick<Context, 'db'>, orderId: number): Promise<FaxBandPlace[]> => {
  const rows = await ctx.db
    .selectFrom('faxBands')
    .innerJoin('inboxItems', 'inboxItems.id', 'faxBands.inboxItemId')
    .select(['faxBands.inboxItemId', 'line', 'page', 'top', 'height'])
    .where('inboxItems.orderId', '=', orderId)
    .orderBy('line')
    .limit(1000)
    .execute()
  return rows.map((row) => ({ ...row, top: row.top / million, height: row.height / million }))
}

/** Keeps where a line stands on a paper; the place before makes way. */
export const placeBand = async (ctx: Context, { inboxItemId, line, page, top, height }: FaxBandPlace) => {
  const paper = await ctx.db.selectFrom('inboxItems').select('id').where('id', '=', inboxItemId).executeTakeFirst()
  if (!paper) throw refuse('app.notFound')
  const values = {
    page,
    top: Math.round(top * million),
    height: Math.round(height * million),
    userId: ctx.user.id,
    at: ctx.now,
  }
  await ctx.db
    .insertInto('faxBands')
    .values({ inboxItemId, line, ...values })
    .onConflict((clash) => clash.columns(['inboxItemId', 'line']).doUpdateSet(values))
    .execute()
  ctx.record({ entity: 'inboxItems', id: inboxItemId, after: { band: { line, ...values } } })
  return {}
}
