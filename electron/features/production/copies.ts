import type { Copies } from '../../../shared/noticeProcedures.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Context } from '../../context.ts'
import { readOffice } from '../settings.ts'
import { refuseFuture, standingNotice } from './standing.ts'

/** 发放登记 of a notice (duty 36): who signed for which copy of which version. */
export const copies = async (ctx: Context, { noticeId }: { noticeId: number }): Promise<Copies> => {
  const notice = await ctx.db
    .selectFrom('notices')
    .select(['number', 'workshop', 'edition'])
    .where('id', '=', noticeId)
    .executeTakeFirst()
  if (!notice) throw refuse('app.notFound')
  const rows = await ctx.db
    .selectFrom('noticeCopies')
    .innerJoin('users', 'users.id', 'noticeCopies.userId')
    .leftJoin('users as withdrawers', 'withdrawers.id', 'noticeCopies.withdrawnBy')
    .select([
      'noticeCopies.id',
      'noticeCopies.copy',
      'noticeCopies.workshop',
      'noticeCopies.receiver',
      'noticeCopies.receivedOn',
      'noticeCopies.edition',
      'noticeCopies.oldBack',
      'users.name as keyedBy',
      'withdrawers.name as withdrawnBy',
      'noticeCopies.withdrawnReason',
    ])
    .where('noticeCopies.noticeId', '=', noticeId)
    .orderBy('noticeCopies.id')
    .limit(400)
    .execute()
  return {
    noticeId,
    ...notice,
    names: (await readOffice(ctx)).noticeCopyNames,
    handed: rows.map(({ oldBack, ...row }) => ({ ...row, oldBack: oldBack === 1 })),
  }
}

type Given = {
  noticeId: number
  copy: string
  workshop: string
  receiver: string
  receivedOn: string
  edition: number
  oldBack: boolean
}

/**
 * A copy of a version is one sheet of paper: who has it signed once; a wrong entry is struck out first. Another entry may
 * say that the old sheet came back afterwards.
 */
const refuseHandedTwice = async (
  ctx: Context,
  { noticeId, copy, workshop, edition, oldBack }: Omit<Given, 'receiver' | 'receivedOn'>,
): Promise<void> => {
  const before = await ctx.db
    .selectFrom('noticeCopies')
    .select(['receiver', 'receivedOn'])
    .where('noticeId', '=', noticeId)
    .where('copy', '=', copy)
    .where('workshop', '=', workshop)
    .where('edition', '=', edition)
    .where('withdrawnReason', 'is', null)
    .$if(oldBack, (rows) => rows.where('oldBack', '=', 1))
    .limit(1)
    .executeTakeFirst()
  if (before)
    throw refuse(
      'notices.handedTwice',
      { copy: [copy, workshop].filter(Boolean).join(' '), edition, on: before.receivedOn, receiver: before.receiver },
      'copy',
    )
}

export const handOut = async (ctx: Context, { edition, oldBack, ...given }: Given): Promise<Copies> => {
  const notice = await standingNotice(ctx, given.noticeId)
  if (notice.edition !== edition) throw refuse('notices.otherEdition', { edition: notice.edition })
  refuseFuture(ctx, given.receivedOn, 'receivedOn')
  await refuseHandedTwice(ctx, { ...given, edition, oldBack })
  const { id } = await ctx.db
    .insertInto('noticeCopies')
    .values({ ...given, edition, oldBack: oldBack ? 1 : 0, userId: ctx.user.id, at: ctx.now })
    .returning('id')
    .executeTakeFirstOrThrow()
  await ctx.db.updateTable('notices').set({ givenEdition: edition }).where('id', '=', given.noticeId).execute()
  ctx.record({ entity: 'noticeCopies', id, after: { ...given, edition, oldBack } })
  return copies(ctx, given)
}

/** A wrong entry stays, struck out with its reason. */
export const withdrawHandOut = async (
  ctx: Context,
  { id, reason }: { id: number; reason: string },
): Promise<Copies> => {
  const row = await ctx.db.selectFrom('noticeCopies').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw refuse('app.notFound')
  if (row.withdrawnReason !== null) throw refuse('notices.withdrawnAlready')
  await ctx.db
    .updateTable('noticeCopies')
    .set({ withdrawnBy: ctx.user.id, withdrawnReason: reason })
    .where('id', '=', id)
    .execute()
  ctx.record({ entity: 'noticeCopies', id, before: row, after: { withdrawnReason: reason } })
  return copies(ctx, row)
}
