import { channelKeys, directionKeys } from '../../../../shared/contacts.ts'
import type { Context } from '../../../context.ts'
import { contactsOfOrder } from '../../contacts/log.ts'
import type { Fact, Say } from './life.ts'

/** What the customer was promised, each change with its reason (duty 50). */
export const promiseFacts = async (ctx: Context, orderId: number, say: Say): Promise<Fact[]> => {
  const rows = await ctx.db
    .selectFrom('promises')
    .leftJoin('orderLines', 'orderLines.id', 'promises.orderLineId')
    .select(['at', 'promisedOn', 'words', 'reason', 'userName', 'promises.customerId', 'orderLines.name as goods'])
    .where('promises.orderId', '=', orderId)
    .execute()
  return rows.map((row) => ({
    at: row.at,
    kind: 'promised',
    words: say(row.reason === '' ? 'orders.factPromised' : 'orders.factPromiseChanged', {
      on: row.promisedOn,
      words: [row.goods, row.words].filter(Boolean).join(' '),
      reason: row.reason,
    }),
    by: row.userName,
    word: 'customers',
    documentId: row.customerId,
  }))
}

/** What was said with the customer about this order (往来记录, duty 117). */
export const contactFacts = async (ctx: Context, orderId: number, say: Say): Promise<Fact[]> => {
  const order = await ctx.db.selectFrom('orders').select('customerId').where('id', '=', orderId).executeTakeFirst()
  const rows = await contactsOfOrder(ctx, orderId)
  return rows.map((row) => ({
    at: row.at,
    kind: 'contact',
    words: say('orders.factContact', {
      channel: say(channelKeys[row.channel]),
      direction: say(directionKeys[row.direction]),
      person: row.person,
      summary: [row.summary, row.fileName].filter(Boolean).join(' · '),
    }),
    by: row.by,
    ...(row.inboxItemId === null
      ? { word: 'customers', documentId: order?.customerId ?? null }
      : { word: 'inbox', documentId: row.inboxItemId }),
  }))
}
