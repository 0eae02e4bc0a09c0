import { sql } from 'kysely'
import type { Channel, ContactRow, ContactSource, Direction } from '../../../shared/contacts.ts'
import { type PhraseKey, type PhraseValues, translate } from '../../../shared/language.ts'
import { may } from '../../../shared/permissions.ts'
import type { Context } from '../../context.ts'
import { statement } from '../../db/statement.ts'

/** Which facts make up the log: what was written by hand, and by its own word where it stands. */
interface Found {
  source: 'contact' | 'promise' | 'slip' | 'check'
  id: number
  at: string
}

const pageOfKeys = statement((db, customerId: number, limit: number, offset: number) =>
  db
    .selectFrom('contacts')
    .select([sql.lit('contact').as('source'), 'id', 'at'])
    .where('customerId', '=', customerId)
    .unionAll(
      db
        .selectFrom('promises')
        .select([sql.lit('promise').as('source'), 'id', 'at'])
        .where('customerId', '=', customerId),
    )
    .unionAll(
      db
        .selectFrom('messages')
        .select([sql.lit('slip').as('source'), 'id', 'calledBackAt as at'])
        .where('customerId', '=', customerId)
        .where('calledBackAt', 'is not', null)
        .$narrowType<{ at: string }>(),
    )
    .unionAll(
      db
        .selectFrom('checkCalls')
        .innerJoin('orders', 'orders.id', 'checkCalls.orderId')
        .select([sql.lit('check').as('source'), 'checkCalls.id', 'checkCalls.startedAt as at'])
        .where('orders.customerId', '=', customerId),
    )
    .orderBy('at', 'desc')
    .orderBy('source')
    .orderBy('id', 'desc')
    .limit(limit)
    .offset(offset),
)

/** The same for the card: the newest few, of calls only those about the newest orders. */
const newestKeys = statement((db, customerId: number) =>
  db
    .selectFrom(
      db
        .selectFrom('contacts')
        .select([sql.lit('contact').as('source'), 'id', 'at'])
        .where('customerId', '=', customerId)
        .orderBy('at', 'desc')
        .limit(sql.lit(3))
        .as('talks'),
    )
    .selectAll()
    .unionAll(
      db
        .selectFrom(
          db
            .selectFrom('promises')
            .select([sql.lit('promise').as('source'), 'id', 'at'])
            .where('customerId', '=', customerId)
            .orderBy('at', 'desc')
            .limit(sql.lit(3))
            .as('said'),
        )
        .selectAll(),
    )
    .unionAll(
      db
        .selectFrom(
          db
            .selectFrom('messages')
            .select([sql.lit('slip').as('source'), 'id', 'calledBackAt as at'])
            .where('customerId', '=', customerId)
            .where('calledBackAt', 'is not', null)
            .$narrowType<{ at: string }>()
            .orderBy('at', 'desc')
            .limit(sql.lit(3))
            .as('answered'),
        )
        .selectAll(),
    )
    .unionAll(
      db
        .selectFrom('checkCalls')
        .select([sql.lit('check').as('source'), 'id', 'startedAt as at'])
        .where('orderId', 'in', (orders) =>
          orders
            .selectFrom('orders')
            .select('id')
            .where('customerId', '=', customerId)
            .orderBy('orderedOn', 'desc')
            .limit(sql.lit(3)),
        ),
    )
    .orderBy('at', 'desc')
    .limit(sql.lit(3)),
)

type Say = (key: PhraseKey, values?: PhraseValues) => string
type Detail = Omit<ContactRow, 'at' | 'id'> & { id: number }
const unattached = { inboxItemId: null, fileName: null, nextOn: null }

type Asker = Pick<Context, 'db' | 'language' | 'user'>

/** Calls in which a payment was promised, of these: their words name the sum, which not every role sees. */
const hiddenTalks = async (ctx: Asker, ids: number[]): Promise<Set<number>> => {
  if (may(ctx.user.role, 'receipts.read')) return new Set()
  const rows = await ctx.db.selectFrom('payPromises').select('contactId').where('contactId', 'in', ids).execute()
  return new Set(rows.map(({ contactId }) => contactId))
}

const talks = async (ctx: Asker, ids: number[], say: Say): Promise<Detail[]> => {
  const hidden = await hiddenTalks(ctx, ids)
  const rows = await ctx.db
    .selectFrom('contacts')
    .innerJoin('users', 'users.id', 'contacts.userId')
    .leftJoin('orders', 'orders.id', 'contacts.orderId')
    .leftJoin('inboxItems', 'inboxItems.id', 'contacts.inboxItemId')
    .select([
      'contacts.id',
      'contacts.kind as source',
      'contacts.channel',
      'contacts.direction',
      'contacts.person',
      'contacts.summary',
      'users.name as by',
      'contacts.orderId',
      'orders.number as orderNumber',
      'contacts.inboxItemId',
      'inboxItems.fileName',
      'contacts.nextOn',
    ])
    .where('contacts.id', 'in', ids)
    .execute()
  return rows.map((row) => ({
    ...row,
    summary: hidden.has(row.id) ? say('contacts.promisedMoney') : row.summary,
    source: row.source as ContactSource,
    channel: row.channel as Channel,
    direction: row.direction as Direction,
  }))
}

const promised = async (ctx: Pick<Context, 'db'>, ids: number[], say: Say): Promise<Detail[]> => {
  const rows = await ctx.db
    .selectFrom('promises')
    .leftJoin('orders', 'orders.id', 'promises.orderId')
    .select([
      'promises.id',
      'promisedOn',
      'words',
      'reason',
      'userName as by',
      'orderId',
      'orders.number as orderNumber',
    ])
    .where('promises.id', 'in', ids)
    .execute()
  return rows.map(({ promisedOn, words, reason, ...row }) => ({
    ...row,
    ...unattached,
    source: 'promise',
    channel: 'phone',
    direction: 'out',
    person: '',
    summary: say(reason === '' ? 'contacts.promised' : 'contacts.promisedChanged', { on: promisedOn, words, reason }),
  }))
}

const answered = async (ctx: Pick<Context, 'db'>, ids: number[], say: Say): Promise<Detail[]> => {
  const rows = await ctx.db
    .selectFrom('messages')
    .innerJoin('users', (join) =>
      join.on('users.id', '=', sql<number>`coalesce("messages"."calledBackBy", "messages"."forUserId")`),
    )
    .select(['messages.id', 'messages.name as person', 'matter', 'answer', 'users.name as by'])
    .where('messages.id', 'in', ids)
    .execute()
  return rows.map(({ matter, answer, ...row }) => ({
    ...row,
    ...unattached,
    source: 'slip',
    channel: 'phone',
    direction: 'out',
    orderId: null,
    orderNumber: null,
    summary: say(answer === '' ? 'contacts.calledBack' : 'contacts.calledBackSaid', { matter, answer }),
  }))
}

const checked = async (ctx: Pick<Context, 'db'>, ids: number[], say: Say): Promise<Detail[]> => {
  const rows = await ctx.db
    .selectFrom('checkCalls')
    .innerJoin('orders', 'orders.id', 'checkCalls.orderId')
    .innerJoin('users', 'users.id', 'checkCalls.userId')
    .select([
      'checkCalls.id',
      'checkCalls.spokenTo as person',
      'orders.id as orderId',
      'orders.number as orderNumber',
      'users.name as by',
    ])
    .where('checkCalls.id', 'in', ids)
    .execute()
  return rows.map((row) => ({
    ...row,
    ...unattached,
    source: 'check',
    channel: 'phone',
    direction: 'out',
    summary: say('contacts.checked', { number: row.orderNumber }),
  }))
}

const withDetails = async (ctx: Asker, keys: readonly Found[]): Promise<ContactRow[]> => {
  const say: Say = (key, values) => translate(ctx.language, key, values)
  const readers = { contact: talks, promise: promised, slip: answered, check: checked }
  const details = new Map<string, Detail>()
  for (const source of Object.keys(readers) as Found['source'][]) {
    const ids = keys.filter((key) => key.source === source).map(({ id }) => id)
    if (ids.length === 0) continue
    for (const detail of await readers[source](ctx, ids, say)) details.set(`${source} ${detail.id}`, detail)
  }
  return keys.map(({ source, id, at }) => ({ ...details.get(`${source} ${id}`)!, at }))
}

/** 往来记录 of a customer, newest first (duty 117). */
export const contactLog = async (
  ctx: Context,
  { customerId, limit, offset }: { customerId: number; limit: number; offset: number },
): Promise<{ rows: ContactRow[]; total: number }> => {
  const keys = (await pageOfKeys(ctx.db, customerId, limit, offset)) as Found[]
  const { total } = await ctx.db
    .selectNoFrom((from) => [
      sql<number>`${from.selectFrom('contacts').select(from.fn.countAll().as('n')).where('customerId', '=', customerId)}
        + ${from.selectFrom('promises').select(from.fn.countAll().as('n')).where('customerId', '=', customerId)}
        + ${from.selectFrom('messages').select(from.fn.countAll().as('n')).where('customerId', '=', customerId).where('calledBackAt', 'is not', null)}
        + ${from.selectFrom('checkCalls').innerJoin('orders', 'orders.id', 'checkCalls.orderId').select(from.fn.countAll().as('n')).where('orders.customerId', '=', customerId)}`.as(
        'total',
      ),
    ])
    .executeTakeFirstOrThrow()
  return { rows: await withDetails(ctx, keys), total: Number(total) }
}

/** The last three, for the answer card. */
export const lastContacts = async (ctx: Asker, customerId: number): Promise<ContactRow[]> => {
  const keys = (await newestKeys(ctx.db, customerId)) as Found[]
  return keys.length === 0 ? [] : withDetails(ctx, keys)
}

/** One entry as it was just written. */
export const readContact = async (ctx: Context, id: number): Promise<ContactRow> =>
  (await withDetails(ctx, [{ source: 'contact', id, at: ctx.now }]))[0]!

/** What was written down by hand about one order, oldest first, for its life. */
export const contactsOfOrder = async (ctx: Context, orderId: number): Promise<ContactRow[]> => {
  const keys = await ctx.db
    .selectFrom('contacts')
    .select(['id', 'at'])
    .where('orderId', '=', orderId)
    .orderBy('at')
    .limit(200)
    .execute()
  return keys.length === 0
    ? []
    : withDetails(
        ctx,
        keys.map((key) => ({ ...key, source: 'contact' })),
      )
}
