import { copiesHeld, filmFaults, type FilmItem } from '../../../shared/noticeDesk.ts'
import { may } from '../../../shared/permissions.ts'
import type { Task } from '../../../shared/today.ts'
import type { Context } from '../../context.ts'
import { readOffice } from '../settings.ts'
import { daysPast, daysSince, mostOfKind, task } from './tasks.ts'

const noticesOf = (ctx: Context, mine: boolean) =>
  ctx.db
    .selectFrom('notices')
    .innerJoin('orders', 'orders.id', 'notices.orderId')
    .innerJoin('customers', 'customers.id', 'orders.customerId')
    .select([
      'notices.id',
      'notices.number',
      'orders.customerId',
      'customers.shortName as customer',
      'notices.releasedAt as at',
      'notices.dueOn as on',
    ])
    .$if(mine, (rows) => rows.where('orders.merchandiserId', '=', ctx.user.id))

const urgencyOfFilm = { none: 'today', wrong: 'now', faxed: 'waiting' } as const

/** Films nobody signed, with an error in them, or with the customer (duty 42). */
const filmTasks = async (ctx: Context, mine: boolean): Promise<Task[]> => {
  const { filmCheck } = await readOffice(ctx)
  if (filmCheck === 'off' || !may(ctx.user.role, 'checks.write')) return []
  const rows = await noticesOf(ctx, mine)
    .select('notices.film')
    .where('notices.state', '=', 'making')
    .where('notices.film', '<>', 'right')
    .$if(filmCheck === 'trade', (some) => some.where('notices.trade', '=', 'printing'))
    .orderBy('notices.dueOn')
    .orderBy('notices.id')
    .limit(mostOfKind)
    .execute()
  const checks = await ctx.db
    .selectFrom('filmChecks')
    .select(['noticeId', 'items'])
    .where('noticeId', 'in', [0, ...rows.map(({ id }) => id)])
    .orderBy('id')
    .execute()
  return rows.map(({ film, ...row }) =>
    task({
      ...row,
      kind: 'filmOpen',
      urgency: urgencyOfFilm[film as keyof typeof urgencyOfFilm],
      place: 'film',
      process: film,
      what: filmFaults(JSON.parse(checks.findLast(({ noticeId }) => noticeId === row.id)?.items ?? '[]') as FilmItem[]),
      days: daysSince(ctx, row.at),
    }),
  )
}

/** Notices of which somebody still has an older version in hand: it is to be changed for the new one (duty 36). */
const copyTasks = async (ctx: Context, mine: boolean): Promise<Task[]> => {
  const rows = await noticesOf(ctx, mine)
    .innerJoin('noticeCopies', 'noticeCopies.noticeId', 'notices.id')
    .select(['notices.edition as of', ({ fn }) => fn.max('noticeCopies.receivedOn').as('receivedOn')])
    .where('notices.state', '=', 'making')
    .where('noticeCopies.withdrawnReason', 'is', null)
    .whereRef('noticeCopies.edition', '<', 'notices.edition')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('noticeCopies as newer')
            .select('newer.id')
            .whereRef('newer.noticeId', '=', 'noticeCopies.noticeId')
            .whereRef('newer.copy', '=', 'noticeCopies.copy')
            .whereRef('newer.workshop', '=', 'noticeCopies.workshop')
            .whereRef('newer.id', '>', 'noticeCopies.id')
            .where('newer.withdrawnReason', 'is', null)
            .where((where) =>
              where.or([
                where('newer.oldBack', '=', 1),
                where('newer.edition', '=', where.ref('noticeCopies.edition')),
              ]),
            ),
        ),
      ),
    )
    .groupBy([
      'notices.id',
      'notices.number',
      'orders.customerId',
      'customers.shortName',
      'notices.releasedAt',
      'notices.dueOn',
      'notices.edition',
    ])
    .orderBy('notices.dueOn')
    .orderBy('notices.id')
    .limit(mostOfKind)
    .execute()
  if (rows.length === 0) return []
  const handed = await ctx.db
    .selectFrom('noticeCopies')
    .select(['noticeId', 'copy', 'workshop', 'receiver', 'edition', 'oldBack', 'withdrawnReason'])
    .where(
      'noticeId',
      'in',
      rows.map(({ id }) => id),
    )
    .orderBy('id')
    .execute()
  return rows.map(({ receivedOn: _, ...row }) => {
    const own = handed.filter(({ noticeId }) => noticeId === row.id)
    const held = copiesHeld(
      [],
      own.map(({ oldBack, ...each }) => ({ ...each, oldBack: oldBack === 1 })),
      row.of,
    )
    return task({
      ...row,
      kind: 'copiesOld',
      urgency: 'today',
      place: 'copies',
      who: [...new Set(held.flatMap(({ old }) => old.map(({ receiver }) => receiver)))].join('、'),
      days: daysSince(ctx, row.at),
    })
  })
}

/** 随单物 of finished notices that are not back (duty 35). */
const enclosureTasks = async (ctx: Context, mine: boolean): Promise<Task[]> => {
  const rows = await noticesOf(ctx, mine)
    .innerJoin('noticeEnclosures', 'noticeEnclosures.noticeId', 'notices.id')
    .select(({ fn }) => [
      fn.countAll<number>().as('things'),
      fn.min('noticeEnclosures.handedOn').as('handedOn'),
      fn.min('noticeEnclosures.handedTo').as('who'),
    ])
    .where('notices.state', '=', 'finished')
    .where('noticeEnclosures.handedOn', 'is not', null)
    .where('noticeEnclosures.returnedOn', 'is', null)
    .groupBy([
      'notices.id',
      'notices.number',
      'orders.customerId',
      'customers.shortName',
      'notices.releasedAt',
      'notices.dueOn',
    ])
    .orderBy('handedOn')
    .limit(mostOfKind)
    .execute()
  return rows.map(({ things, handedOn, ...row }) =>
    task({
      ...row,
      who: row.who ?? '',
      kind: 'enclosuresOut',
      urgency: 'today',
      place: 'enclosures',
      of: Number(things),
      on: handedOn,
      days: handedOn === null ? 0 : daysPast(ctx, handedOn),
    }),
  )
}

/** What stands around a production notice and is still open (duties 35, 36, 42). */
export const noticeTasks = async (ctx: Context, mine: boolean): Promise<Task[]> => {
  const films = await filmTasks(ctx, mine)
  if (!may(ctx.user.role, 'production.write') && !may(ctx.user.role, 'orders.write')) return films
  return [...films, ...(await copyTasks(ctx, mine)), ...(await enclosureTasks(ctx, mine))]
}
