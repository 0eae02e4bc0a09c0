import { sql } from 'kysely'
import { plusDays } from '../../../shared/dates.ts'
import { may } from '../../../shared/permissions.ts'
import type { Task } from '../../../shared/today.ts'
import type { Context } from '../../context.ts'
import { daysPast, mostOfKind, openStates, task } from './tasks.ts'

/**
 * Promises that fall due today or tomorrow, or were not kept (duties 32, 50). A later promise for the same matter takes
 * the place of the one before; goods that left for it since kept it. Who promised is held to it whatever the role.
 */
export const promiseTasks = async (ctx: Context, mine: boolean): Promise<Task[]> => {
  const all = may(ctx.user.role, 'orders.write') && !mine
  const rows = await ctx.db
    .selectFrom('promises')
    .innerJoin('customers', 'customers.id', 'promises.customerId')
    .leftJoin('orders', 'orders.id', 'promises.orderId')
    .select([
      'promises.customerId',
      'customers.shortName as customer',
      'orders.number',
      'promises.promisedOn',
      'promises.words',
      'promises.userName',
      'promises.at',
    ])
    .where('promises.promisedOn', '<=', plusDays(ctx.today, 1))
    .where('promises.promisedOn', '>=', plusDays(ctx.today, -30))
    .where((where) => where.or([where('promises.orderId', 'is', null), where('orders.state', 'in', openStates)]))
    .$if(!all, (some) =>
      some.where((where) =>
        where.or([where('promises.userId', '=', ctx.user.id), where('orders.merchandiserId', '=', ctx.user.id)]),
      ),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('promises as later')
            .select('later.id')
            .whereRef('later.customerId', '=', 'promises.customerId')
            .whereRef('later.id', '>', 'promises.id')
            .where(sql<boolean>`coalesce("later"."orderId", 0) = coalesce("promises"."orderId", 0)`)
            .where(sql<boolean>`coalesce("later"."orderLineId", 0) = coalesce("promises"."orderLineId", 0)`),
        ),
      ),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('deliveryNotes')
            .innerJoin('deliveryLines', 'deliveryLines.deliveryNoteId', 'deliveryNotes.id')
            .select('deliveryNotes.id')
            .whereRef('deliveryNotes.customerId', '=', 'promises.customerId')
            .whereRef('deliveryNotes.releasedAt', '>', 'promises.at')
            .where('deliveryNotes.kind', '=', 'delivery')
            .where('deliveryNotes.voidedAt', 'is', null)
            .where((where) =>
              where.or([
                where('promises.orderId', 'is', null),
                where.and([
                  where('promises.orderLineId', 'is', null),
                  where('deliveryLines.orderId', '=', where.ref('promises.orderId')),
                ]),
                where('deliveryLines.orderLineId', '=', where.ref('promises.orderLineId')),
              ]),
            ),
        ),
      ),
    )
    .orderBy('promises.promisedOn')
    .orderBy('promises.id')
    .limit(mostOfKind)
    .execute()
  return rows.map(({ promisedOn, words, userName, number, customerId, customer, at }) =>
    task({
      id: customerId,
      customerId,
      customer,
      at,
      number: number ?? '',
      kind: 'promiseDue',
      urgency: promisedOn < ctx.today ? 'late' : 'today',
      place: 'answer',
      days: daysPast(ctx, promisedOn),
      on: promisedOn,
      what: words,
      who: userName,
    }),
  )
}

/**
 * Customers somebody wanted to speak to again by today (duty 117): of the one who wrote it down, until a contact on or
 * after that day, or another next day, is written.
 */
export const contactTasks = async (ctx: Context): Promise<Task[]> => {
  const rows = await ctx.db
    .selectFrom('contacts')
    .innerJoin('customers', 'customers.id', 'contacts.customerId')
    .leftJoin('orders', 'orders.id', 'contacts.orderId')
    .select([
      'contacts.customerId',
      'customers.shortName as customer',
      'contacts.summary as what',
      'contacts.person as who',
      'contacts.nextOn',
      'contacts.at',
      'orders.number',
    ])
    .where('contacts.nextOn', '<=', ctx.today)
    .where('contacts.nextOn', '>=', plusDays(ctx.today, -90))
    .where('contacts.userId', '=', ctx.user.id)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('contacts as later')
            .select('later.id')
            .whereRef('later.customerId', '=', 'contacts.customerId')
            .whereRef('later.id', '>', 'contacts.id')
            .where(({ or, eb, ref }) =>
              or([eb('later.contactedOn', '>=', ref('contacts.nextOn')), eb('later.nextOn', 'is not', null)]),
            ),
        ),
      ),
    )
    .orderBy('contacts.nextOn')
    .orderBy('contacts.id')
    .limit(mostOfKind)
    .execute()
  return rows.map(({ nextOn, number, ...row }) =>
    task({
      ...row,
      id: row.customerId,
      number: number ?? '',
      kind: 'contactDue',
      urgency: nextOn! < ctx.today ? 'late' : 'today',
      place: 'answer',
      days: daysPast(ctx, nextOn!),
      on: nextOn,
    }),
  )
}
