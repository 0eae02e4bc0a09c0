import type { z } from 'zod'
import { refuse } from '../../../shared/refusals.ts'
import type { register, RegisterDraft, RegisterEntry } from '../../../shared/register.ts'
import type { Context } from '../../context.ts'
import { nextNumber } from '../../db/numbering.ts'

export const readEntry = async (ctx: Context, id: number): Promise<RegisterEntry> => {
  const row = await ctx.db
    .selectFrom('registerEntries')
    .innerJoin('users', 'users.id', 'registerEntries.userId')
    .selectAll('registerEntries')
    .select('users.name as by')
    .where('registerEntries.id', '=', id)
    .executeTakeFirst()
  if (!row) throw refuse('app.notFound')
  const { userId: _, voidedBy: __, direction, wanted, version, ...facts } = row
  return {
    ...facts,
    direction: direction as RegisterEntry['direction'],
    wanted: wanted === 1,
    version: Number(version),
  }
}

/** A line as it stands; refused where it has changed since or is void. */
const findEntry = async (ctx: Context, id: number, version: number) => {
  const row = await ctx.db.selectFrom('registerEntries').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw refuse('app.notFound')
  if (Number(row.version) !== version) throw refuse('app.stale')
  if (row.voidedAt !== null) throw refuse('register.voidAlready', { number: row.number })
  return row
}

const check = (ctx: Context, { on, backOn, backBy, wanted }: RegisterDraft): void => {
  if (on > ctx.today) throw refuse('register.future', {}, 'on')
  if (backOn !== null && backOn > ctx.today) throw refuse('register.future', {}, 'backOn')
  if (backOn !== null && backOn < on) throw refuse('register.backBefore', { on }, 'backOn')
  if (backOn === null && backBy !== '') throw refuse('register.backWhen', {}, 'backOn')
  if (backOn !== null && wanted && backBy === '') throw refuse('register.backWho', {}, 'backBy')
}

export const saveEntry = async (ctx: Context, draft: RegisterDraft): Promise<RegisterEntry> => {
  check(ctx, draft)
  const { id, version, wanted, ...facts } = draft
  const values = { ...facts, wanted: wanted ? 1 : 0 } as const
  if (id !== null) {
    const before = await findEntry(ctx, id, version)
    // its number says which way it went
    if (before.direction !== draft.direction) throw refuse('register.otherWay', { number: before.number }, 'direction')
    const after = { ...values, version: version + 1 }
    await ctx.db.updateTable('registerEntries').set(after).where('id', '=', id).execute()
    ctx.record({ entity: 'registerEntries', id, before, after })
    return readEntry(ctx, id)
  }
  const number = await nextNumber(ctx, draft.direction === 'in' ? 'SW' : 'FW', ctx.today)
  const made = { ...values, number, userId: ctx.user.id, at: ctx.now, version: 1 }
  const row = await ctx.db.insertInto('registerEntries').values(made).returning('id').executeTakeFirstOrThrow()
  ctx.record({ entity: 'registerEntries', id: row.id, after: made })
  return readEntry(ctx, row.id)
}

export const voidEntry = async (
  ctx: Context,
  { id, version, reason }: z.output<typeof register.void.input>,
): Promise<RegisterEntry> => {
  const before = await findEntry(ctx, id, version)
  const after = { voidedAt: ctx.now, voidedBy: ctx.user.id, voidReason: reason, version: version + 1 }
  await ctx.db.updateTable('registerEntries').set(after).where('id', '=', id).execute()
  ctx.record({ entity: 'registerEntries', id, before, after })
  return readEntry(ctx, id)
}
