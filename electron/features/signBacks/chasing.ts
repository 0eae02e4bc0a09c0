import type { z } from 'zod'
import { refuse } from '../../../shared/refusals.ts'
import type { ChaseRow, signBacks } from '../../../shared/signBacks.ts'
import type { Context } from '../../context.ts'
import { findCopy } from './finding.ts'

interface Asked {
  spokenTo: string
  answer: string
  nextOn: string | null
}

/** Writes one chase down beside those before it: none is ever overwritten (duty 87). */
const addChase = async (
  ctx: Context,
  { id, version }: { id: number; version: number },
  asked: Asked,
): Promise<void> => {
  const before = await findCopy(ctx, id, version)
  if (before.state !== 'waiting') throw refuse('signBacks.backAlready', { number: before.documentNumber })
  if (asked.nextOn !== null && asked.nextOn < ctx.today)
    throw refuse('signBacks.nextPast', { day: asked.nextOn }, 'nextOn')
  await ctx.db
    .insertInto('signBackChases')
    .values({ signBackId: id, ...asked, userId: ctx.user.id, at: ctx.now })
    .execute()
  await ctx.db
    .updateTable('signBacks')
    .set({ chases: before.chases + 1, chasedAt: ctx.now, nextOn: asked.nextOn, version: version + 1 })
    .where('id', '=', id)
    .execute()
  ctx.record({
    entity: 'signBacks',
    id,
    before: { chases: before.chases, nextOn: before.nextOn },
    after: { chases: before.chases + 1, ...asked },
  })
}

export const chaseOne = (ctx: Context, { id, version, ...asked }: z.output<typeof signBacks.chase.input>) =>
  addChase(ctx, { id, version }, asked)

/** The same call for several papers: who was asked and what was said stands on each of them. */
export const chaseMany = async (
  ctx: Context,
  { papers, ...asked }: z.output<typeof signBacks.chaseMany.input>,
): Promise<{ chased: number }> => {
  const own = [...new Map(papers.map((paper) => [paper.id, paper])).values()]
  for (const paper of own) await addChase(ctx, paper, asked)
  return { chased: own.length }
}

export const chaseRows = async (ctx: Context, id: number): Promise<ChaseRow[]> => {
  const rows = await ctx.db
    .selectFrom('signBackChases')
    .innerJoin('users', 'users.id', 'signBackChases.userId')
    .select(['signBackChases.id', 'at', 'users.name as by', 'spokenTo', 'answer', 'nextOn'])
    .where('signBackId', '=', id)
    .orderBy('signBackChases.id')
    .limit(200)
    .execute()
  return rows
}
