import { exceptions, subCodeOf, type SubCode } from '../../../shared/exceptions.ts'
import type { CauseCode } from '../../../shared/operations.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Context, Handlers } from '../../context.ts'
import { exceptionPaper } from './paper.ts'
import { counts, list, place, places, readException } from './read.ts'
import { amend, clear, escalate, open, reopen, voidException } from './write.ts'

const subCodesOf = async (ctx: Pick<Context, 'db'>): Promise<SubCode[]> => {
  const rows = await ctx.db.selectFrom('subCodes').selectAll().orderBy('code').execute()
  return rows.map((row) => ({
    ...row,
    causeCode: row.causeCode as CauseCode,
    opensException: row.opensException === 1,
    active: row.active === 1,
  }))
}

export const exceptionsHandlers: Handlers<typeof exceptions> = {
  list,
  counts,
  read: (ctx, { id }) => readException(ctx, id),
  places,
  place,
  people: (ctx) => ctx.db.selectFrom('users').select(['id', 'name']).where('active', '=', 1).orderBy('id').execute(),
  open,
  amend,
  escalate,
  clear,
  reopen,
  void: voidException,
  paper: (ctx, { id }) => exceptionPaper(ctx, id),

  async markPrinted(ctx, { id }) {
    const row = await ctx.db.selectFrom('exceptions').select('printed').where('id', '=', id).executeTakeFirst()
    if (!row) throw refuse('app.notFound')
    const printed = row.printed + 1
    await ctx.db.updateTable('exceptions').set({ printed }).where('id', '=', id).execute()
    ctx.record({ entity: 'exceptions', id, after: { printed } })
    return { printed }
  },

  subCodes: subCodesOf,

  async saveSubCode(ctx, { id, letters, version, ...draft }) {
    const code = subCodeOf(draft.causeCode, letters)
    const taken = await ctx.db.selectFrom('subCodes').select(['id', 'name']).where('code', '=', code).executeTakeFirst()
    if (taken && taken.id !== id) throw refuse('exceptions.subCodeTaken', { code, name: taken.name }, 'letters')
    const before =
      id === null ? undefined : await ctx.db.selectFrom('subCodes').selectAll().where('id', '=', id).executeTakeFirst()
    if (id !== null && before?.version !== version) throw refuse('app.stale')
    // reports stand under it: the code of a sub-cause that was used is never another one
    if (before && before.code !== code) throw refuse('exceptions.subCodeStays', { code: before.code }, 'letters')
    const values = {
      code,
      causeCode: draft.causeCode,
      name: draft.name,
      opensException: draft.opensException ? (1 as const) : (0 as const),
      active: draft.active ? (1 as const) : (0 as const),
      version: version + 1,
    }
    if (id !== null) await ctx.db.updateTable('subCodes').set(values).where('id', '=', id).execute()
    const written =
      id ?? (await ctx.db.insertInto('subCodes').values(values).returning('id').executeTakeFirstOrThrow()).id
    ctx.record({ entity: 'subCodes', id: written, before, after: values })
    return { ...draft, code, id: written, version: version + 1 }
  },
}
