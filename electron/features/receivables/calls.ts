import { sql } from 'kysely'
import type { z } from 'zod'
import { dateOf, plusDays } from '../../../shared/dates.ts'
import { translate } from '../../../shared/language.ts'
import { formatFen } from '../../../shared/money.ts'
import { LastCall, type PayPromise, payStateOf, type receivables } from '../../../shared/receivables.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Context } from '../../context.ts'
import { writeContact } from '../contacts/writing.ts'
import { agedPage } from './ageing.ts'

type Reader = Pick<Context, 'db'>
type Call = z.output<(typeof receivables.call)['input']>

/** Promises to pay as they stood at the end of a day, the newest first, each with what had come by then since it was made. */
const promisesWhere = async (
  ctx: Reader,
  customerIds: readonly number[],
  lastOnly: boolean,
  on: string,
): Promise<(PayPromise & { customerId: number })[]> => {
  if (customerIds.length === 0) return []
  const came = (byDay: boolean) =>
    sql<number>`coalesce((select sum(r."amountFen") from "receipts" r where r."customerId" = "payPromises"."customerId" and r."state" = 'confirmed'
      and r."enteredAt" >= "payPromises"."at" and r."receivedOn" >= "payPromises"."saidOn" and r."receivedOn" <= ${on}${byDay ? sql` and r."receivedOn" <= "payPromises"."promisedOn"` : sql``}), 0)`
  const later = sql<number>`(select count(*) from "payPromises" l where l."customerId" = "payPromises"."customerId" and l."id" > "payPromises"."id" and l."saidOn" <= ${on})`
  const rows = await ctx.db
    .selectFrom('payPromises')
    .select([
      'id',
      'customerId',
      'promisedOn',
      'amountFen',
      'person',
      'userName as by',
      'saidOn',
      came(false).as('paidFen'),
      came(true).as('paidByFen'),
      later.as('later'),
    ])
    .where('customerId', 'in', customerIds)
    .where('saidOn', '<=', on)
    .$if(lastOnly, (some) => some.where(later, '=', 0))
    .orderBy('id', 'desc')
    .limit(lastOnly ? customerIds.length : 50)
    .execute()
  return rows.map(({ paidFen, paidByFen, later: changes, ...row }) => ({
    ...row,
    paidFen: Number(paidFen),
    state: payStateOf(
      row,
      { paidByFen: Number(paidByFen), paidFen: Number(paidFen), changed: Number(changes) > 0 },
      on,
    ),
  }))
}

const bare = ({ customerId: _customerId, ...promise }: PayPromise & { customerId: number }): PayPromise => promise

/** The promises of a customer that were known on a day. */
export const promisesOf = async (ctx: Reader, customerId: number, on: string): Promise<PayPromise[]> =>
  (await promisesWhere(ctx, [customerId], false, on)).map(bare)

/** The promise that held on a day, of each of these customers. */
export const lastPromises = async (
  ctx: Reader,
  customerIds: readonly number[],
  on: string,
): Promise<Map<number, PayPromise>> =>
  new Map((await promisesWhere(ctx, customerIds, true, on)).map((row) => [row.customerId, bare(row)]))

/** When each of these customers was last spoken to by the end of a day, and what was said. */
export const lastCalls = async (
  ctx: Reader,
  customerIds: readonly number[],
  on: string,
): Promise<Map<number, z.output<typeof LastCall>>> => {
  if (customerIds.length === 0) return new Map()
  const rows = await ctx.db
    .selectFrom('contacts')
    .innerJoin('users', 'users.id', 'contacts.userId')
    .select([
      'contacts.customerId',
      'contacts.contactedOn as on',
      'contacts.summary',
      'contacts.person',
      'users.name as by',
    ])
    .where('contacts.customerId', 'in', customerIds)
    .where('contacts.kind', '=', 'talk')
    .where('contacts.contactedOn', '<=', on)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('contacts as later')
            .select('later.id')
            .whereRef('later.customerId', '=', 'contacts.customerId')
            .where('later.kind', '=', 'talk')
            .where('later.contactedOn', '<=', on)
            .whereRef('later.id', '>', 'contacts.id'),
        ),
      ),
    )
    .execute()
  return new Map(rows.map(({ customerId, ...call }) => [customerId, call]))
}

const refuseDays = (ctx: Context, { promisedOn, amountFen, nextOn }: Call): void => {
  if (promisedOn !== null && amountFen === null) throw refuse('receivables.amountMissing', {}, 'amountFen')
  if (promisedOn === null && amountFen !== null) throw refuse('receivables.dayMissing', {}, 'promisedOn')
  if (promisedOn !== null && promisedOn < ctx.today) throw refuse('receivables.dayPast', {}, 'promisedOn')
  if (promisedOn !== null && promisedOn > plusDays(ctx.today, 730)) throw refuse('receivables.dayFar', {}, 'promisedOn')
  if (nextOn !== null && nextOn < ctx.today) throw refuse('contacts.nextPast', {}, 'nextOn')
  if (nextOn !== null && nextOn > plusDays(ctx.today, 730)) throw refuse('contacts.nextFar', {}, 'nextOn')
}

/** Refuses a promise (fen) of more than the customer owes today, until somebody says it is meant (`sure`). */
const refuseMoreThanOwed = async (ctx: Context, { customerId, amountFen, sure }: Call): Promise<void> => {
  if (amountFen === null || sure) return
  const { rows } = await agedPage(ctx, { on: ctx.today, view: 'all', customerId, order: 'name' }, 0, 1)
  const [row] = rows
  // money that is set against nothing yet leaves the papers open: what they ask for may be promised
  const owedFen = Math.max(0, row?.balanceFen ?? 0, row ? row.notDueFen + row.overdueFen : 0)
  if (amountFen <= owedFen) return
  const card = await ctx.db
    .selectFrom('customers')
    .select('shortName')
    .where('id', '=', customerId)
    .executeTakeFirstOrThrow()
  throw refuse(
    'receivables.moreThanOwed',
    {
      customer: card.shortName,
      owed: formatFen(owedFen),
      amount: formatFen(amountFen),
      over: formatFen(amountFen - owedFen),
    },
    'amountFen',
  )
}

/** A call for money goes into 往来记录; what was promised is kept with its amount, so that it comes back when it fails. */
export const recordCall = async (
  ctx: Context,
  call: Call,
): Promise<{ customerId: number; promise: PayPromise | null }> => {
  const { customerId, person, promisedOn, amountFen, nextOn } = call
  const customer = await ctx.db.selectFrom('customers').select('id').where('id', '=', customerId).executeTakeFirst()
  if (!customer) throw refuse('app.notFound', {}, 'customerId')
  refuseDays(ctx, call)
  await refuseMoreThanOwed(ctx, call)
  const promised =
    promisedOn === null || amountFen === null
      ? ''
      : ` ${translate(ctx.language, 'receivables.promiseWords', { on: promisedOn, amount: formatFen(amountFen) })}`
  const contactId = await writeContact(ctx, {
    customerId,
    orderId: null,
    kind: 'talk',
    channel: 'phone',
    direction: 'out',
    person,
    summary: `${call.summary.slice(0, 300 - promised.length)}${promised}`,
    inboxItemId: null,
    nextOn,
  })
  if (promisedOn === null || amountFen === null) return { customerId, promise: null }
  const values = {
    customerId,
    contactId,
    promisedOn,
    amountFen,
    person,
    saidOn: dateOf(new Date(ctx.now)),
    userId: ctx.user.id,
    userName: ctx.user.name,
    at: ctx.now,
  }
  const { id } = await ctx.db.insertInto('payPromises').values(values).returning('id').executeTakeFirstOrThrow()
  ctx.record({ entity: 'payPromises', id, after: values })
  return { customerId, promise: (await promisesOf(ctx, customerId, values.saidOn))[0] ?? null }
}
