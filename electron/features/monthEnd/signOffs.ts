import type { z } from 'zod'
import type { monthEnd, SignOff } from '../../../shared/monthEnd.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Context } from '../../context.ts'

type Reader = Pick<Context, 'db'>

const standing = (ctx: Reader) =>
  ctx.db
    .selectFrom('monthSignOffs')
    .innerJoin('users', 'users.id', 'monthSignOffs.userId')
    .select([
      'monthSignOffs.id',
      'monthSignOffs.kind',
      'monthSignOffs.month',
      'monthSignOffs.total',
      'monthSignOffs.fen',
      'monthSignOffs.reason',
      'users.name as by',
      'monthSignOffs.at',
    ])
    .where('monthSignOffs.voidedAt', 'is', null)

/** The standing sign-offs of a month by class. */
export const signOffsOf = async (ctx: Reader, month: string): Promise<Map<string, SignOff>> =>
  new Map(
    (await standing(ctx).where('month', '=', month).execute()).map(({ kind, month: _, ...signOff }) => [kind, signOff]),
  )

/** Leaves a class as it is: who says so, why, and how many there were. A second word takes the place of the first. */
export const writeSignOff = async (
  ctx: Context,
  { month, kind, total, reason }: z.output<typeof monthEnd.signOff.input>,
  found: { total: number; fen: number },
): Promise<SignOff> => {
  if (found.total !== total) throw refuse('monthEnd.countChanged', { seen: total, now: found.total }, 'total')
  await ctx.db
    .updateTable('monthSignOffs')
    .set({ voidedAt: ctx.now, voidedBy: ctx.user.id, voidReason: reason })
    .where('month', '=', month)
    .where('kind', '=', kind)
    .where('voidedAt', 'is', null)
    .execute()
  const values = { month, kind, total, fen: found.fen, reason, userId: ctx.user.id, at: ctx.now }
  const { id } = await ctx.db.insertInto('monthSignOffs').values(values).returning('id').executeTakeFirstOrThrow()
  ctx.record({ entity: 'monthSignOffs', id, after: values })
  return { id, total, fen: found.fen, reason, by: ctx.user.name, at: ctx.now }
}

export const takeBackSignOff = async (ctx: Context, id: number, reason: string): Promise<{ id: number }> => {
  const before = await standing(ctx).where('monthSignOffs.id', '=', id).executeTakeFirst()
  if (!before) throw refuse('app.stale')
  await ctx.db
    .updateTable('monthSignOffs')
    .set({ voidedAt: ctx.now, voidedBy: ctx.user.id, voidReason: reason })
    .where('id', '=', id)
    .execute()
  ctx.record({ entity: 'monthSignOffs', id, before, after: { reason } })
  return { id }
}
