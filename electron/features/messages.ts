import { plusDays } from '../../shared/dates.ts'
import type { messages } from '../../shared/messages.ts'
import { refuse } from '../../shared/refusals.ts'
import type { Context, Handlers } from '../context.ts'

/** Promises made to a customer, newest first. */
export const promisesOf = (ctx: Pick<Context, 'db'>, customerId: number, limit: number) =>
  ctx.db
    .selectFrom('promises')
    .leftJoin('orders', 'orders.id', 'promises.orderId')
    .select([
      'promises.id',
      'promises.customerId',
      'promises.orderId',
      'orders.number as orderNumber',
      'promises.promisedOn',
      'promises.words',
      'promises.userName as by',
      'promises.at',
    ])
    .where('promises.customerId', '=', customerId)
    .orderBy('promises.id', 'desc')
    .limit(limit)
    .execute()

const slips = (ctx: Context) =>
  ctx.db
    .selectFrom('messages')
    .innerJoin('users as receiver', 'receiver.id', 'messages.forUserId')
    .innerJoin('users as writer', 'writer.id', 'messages.userId')
    .select([
      'messages.id',
      'messages.forUserId',
      'receiver.name as forName',
      'messages.name',
      'messages.factory',
      'messages.phone',
      'messages.matter',
      'writer.name as by',
      'messages.at',
      'messages.calledBackAt',
      'messages.version',
    ])

const readSlip = (ctx: Context, id: number) => slips(ctx).where('messages.id', '=', id).executeTakeFirstOrThrow()

export const messagesHandlers: Handlers<typeof messages> = {
  async promise(ctx, { customerId, orderId, promisedOn, words }) {
    if (promisedOn < ctx.today) throw refuse('messages.promisePast', {}, 'promisedOn')
    if (promisedOn > plusDays(ctx.today, 730)) throw refuse('messages.promiseFar', {}, 'promisedOn')
    if (orderId !== null) {
      const order = await ctx.db.selectFrom('orders').select('customerId').where('id', '=', orderId).executeTakeFirst()
      if (order?.customerId !== customerId) throw refuse('app.notFound', {}, 'orderId')
    }
    const values = {
      customerId,
      orderId,
      promisedOn,
      words,
      userId: ctx.user.id,
      userName: ctx.user.name,
      at: ctx.now,
    }
    const { id } = await ctx.db.insertInto('promises').values(values).returning('id').executeTakeFirstOrThrow()
    ctx.record({ entity: 'promises', id, after: values })
    return (await promisesOf(ctx, customerId, 1))[0]!
  },
  promises: (ctx, { customerId, limit }) => promisesOf(ctx, customerId, limit),

  async leave(ctx, draft) {
    const person = await ctx.db
      .selectFrom('users')
      .select('id')
      .where('id', '=', draft.forUserId)
      .where('active', '=', 1)
      .executeTakeFirst()
    if (!person) throw refuse('app.notFound', {}, 'forUserId')
    const { id } = await ctx.db
      .insertInto('messages')
      .values({ ...draft, userId: ctx.user.id, at: ctx.now, version: 1 })
      .returning('id')
      .executeTakeFirstOrThrow()
    ctx.record({ entity: 'messages', id, after: draft })
    return readSlip(ctx, id)
  },

  async mine(ctx, { done }) {
    const rows = slips(ctx)
      .where('messages.forUserId', '=', ctx.user.id)
      .where('messages.calledBackAt', done ? 'is not' : 'is', null)
    return rows.orderBy('messages.at', 'desc').limit(200).execute()
  },

  async calledBack(ctx, { id, version }) {
    const row = await ctx.db
      .updateTable('messages')
      .set({ calledBackAt: ctx.now, version: version + 1 })
      .where('id', '=', id)
      .where('forUserId', '=', ctx.user.id)
      .where('version', '=', version)
      .returning('id')
      .executeTakeFirst()
    if (!row) throw refuse('app.stale')
    ctx.record({ entity: 'messages', id, after: { calledBackAt: ctx.now } })
    return readSlip(ctx, id)
  },

  async waiting(ctx) {
    const { found } = await ctx.db
      .selectFrom('messages')
      .select(({ fn }) => fn.countAll().as('found'))
      .where('forUserId', '=', ctx.user.id)
      .where('calledBackAt', 'is', null)
      .executeTakeFirstOrThrow()
    return { count: Number(found) }
  },
}
