import { plusDays } from '../../shared/dates.ts'
import type { messages } from '../../shared/messages.ts'
import { refuse } from '../../shared/refusals.ts'
import type { Context, Handlers } from '../context.ts'
import { foldTerm, setSearchTerms } from '../db/search.ts'
import { workCalendar } from './settings.ts'
import { type PromiseMatter, promisesOf, promiseStanding } from './messages/promises.ts'

const slips = (ctx: Context) =>
  ctx.db
    .selectFrom('messages')
    .innerJoin('users as receiver', 'receiver.id', 'messages.forUserId')
    .innerJoin('users as writer', 'writer.id', 'messages.userId')
    .leftJoin('users as caller', 'caller.id', 'messages.calledBackBy')
    .select([
      'messages.id',
      'messages.forUserId',
      'receiver.name as forName',
      'messages.name',
      'messages.factory',
      'messages.phone',
      'messages.matter',
      'messages.customerId',
      'messages.userId',
      'writer.name as by',
      'messages.at',
      'messages.calledBackAt',
      'caller.name as calledBackBy',
      'messages.answer',
      'messages.version',
    ])

const readSlip = (ctx: Context, id: number) => slips(ctx).where('messages.id', '=', id).executeTakeFirstOrThrow()

/** The order, and the line where one is named, belong to the customer; else nothing is promised. */
const refuseStranger = async (ctx: Context, { customerId, orderId, orderLineId }: PromiseMatter): Promise<void> => {
  if (orderId === null && orderLineId !== null) throw refuse('app.notFound', {}, 'orderLineId')
  if (orderId === null) return
  const order = await ctx.db
    .selectFrom('orders')
    .select(['customerId', 'voidedAt', 'number'])
    .where('id', '=', orderId)
    .executeTakeFirst()
  if (order?.customerId !== customerId) throw refuse('app.notFound', {}, 'orderId')
  if (order.voidedAt !== null) throw refuse('orders.isVoid', { number: order.number }, 'orderId')
  if (orderLineId === null) return
  const line = await ctx.db.selectFrom('orderLines').select('orderId').where('id', '=', orderLineId).executeTakeFirst()
  if (line?.orderId !== orderId) throw refuse('app.notFound', {}, 'orderLineId')
}

const slipsIn = (ctx: Context, box: 'mine' | 'written' | 'waiting' | 'done', typed: string) => {
  let rows = slips(ctx)
  if (box === 'mine') rows = rows.where('messages.forUserId', '=', ctx.user.id)
  if (box === 'written') rows = rows.where('messages.userId', '=', ctx.user.id)
  else rows = rows.where('messages.calledBackAt', box === 'done' ? 'is not' : 'is', null)
  const wanted = `%${typed.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`
  const digits = foldTerm(typed)
  if (typed !== '')
    rows = rows.where(({ or, eb, fn, val }) =>
      or([
        ...(['name', 'factory', 'matter'] as const).map((column) => eb(`messages.${column}`, 'like', wanted)),
        // numbers are found however they are written
        eb(
          fn('replace', [fn('replace', ['messages.phone', val('-'), val('')]), val(' '), val('')]),
          'like',
          `%${digits}%`,
        ),
      ]),
    )
  return rows
}

export const messagesHandlers: Handlers<typeof messages> = {
  async promise(ctx, { customerId, orderId, orderLineId, promisedOn, words, reason }) {
    if (promisedOn < ctx.today) throw refuse('messages.promisePast', {}, 'promisedOn')
    if (promisedOn > plusDays(ctx.today, 730)) throw refuse('messages.promiseFar', {}, 'promisedOn')
    const matter = { customerId, orderId, orderLineId }
    await refuseStranger(ctx, matter)
    const { before } = await promiseStanding(ctx, matter)
    if (before && reason === '')
      throw refuse(
        'messages.reasonMissing',
        { day: before.promisedOn.slice(5), words: before.words, by: before.by },
        'reason',
      )
    const values = {
      ...matter,
      promisedOn,
      words,
      reason: before ? reason : '',
      userId: ctx.user.id,
      userName: ctx.user.name,
      at: ctx.now,
    }
    const { id } = await ctx.db.insertInto('promises').values(values).returning('id').executeTakeFirstOrThrow()
    ctx.record({
      entity: 'promises',
      id,
      ...(before ? { before: { promisedOn: before.promisedOn, words: before.words } } : {}),
      after: values,
    })
    return (await promisesOf(ctx, customerId, 1))[0]!
  },
  promises: (ctx, { customerId, limit }) => promisesOf(ctx, customerId, limit),
  async weighPromise(ctx, { promisedOn, ...matter }) {
    const works = promisedOn === null || (await workCalendar(ctx))(promisedOn)
    return { ...(await promiseStanding(ctx, matter)), rests: !works }
  },

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
    await setSearchTerms(ctx, 'message', id, draft.customerId, {
      anywhere: [draft.name, draft.factory, draft.phone],
    })
    ctx.record({ entity: 'messages', id, after: draft })
    return readSlip(ctx, id)
  },

  async mine(ctx, { done }) {
    const rows = slips(ctx)
      .where('messages.forUserId', '=', ctx.user.id)
      .where('messages.calledBackAt', done ? 'is not' : 'is', null)
    return rows.orderBy('messages.at', 'desc').limit(200).execute()
  },

  async list(ctx, { box, text, offset, limit }) {
    const rows = slipsIn(ctx, box, text)
    const { total } = await rows
      .clearSelect()
      .select(({ fn }) => fn.countAll().as('total'))
      .executeTakeFirstOrThrow()
    const found = await rows
      .orderBy(box === 'done' ? 'messages.calledBackAt' : 'messages.at', 'desc')
      .orderBy('messages.id', 'desc')
      .limit(limit)
      .offset(offset)
      .execute()
    return { rows: found, total: Number(total) }
  },

  async calledBack(ctx, { id, version, answer }) {
    const row = await ctx.db
      .updateTable('messages')
      .set({ calledBackAt: ctx.now, calledBackBy: ctx.user.id, answer, version: version + 1 })
      .where('id', '=', id)
      // the one it waits for, or the one who took it down and has settled it
      .where(({ or, eb }) => or([eb('forUserId', '=', ctx.user.id), eb('userId', '=', ctx.user.id)]))
      .where('calledBackAt', 'is', null)
      .where('version', '=', version)
      .returning('id')
      .executeTakeFirst()
    if (!row) throw refuse('app.stale')
    ctx.record({ entity: 'messages', id, after: { calledBackAt: ctx.now, answer } })
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
