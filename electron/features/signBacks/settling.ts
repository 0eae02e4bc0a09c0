import { refuse } from '../../../shared/refusals.ts'
import type { SignBackKind } from '../../../shared/signBacks.ts'
import type { Context } from '../../context.ts'

/** The copy of a document that came back different is settled, in words, by who and when. */
export const settleCopy = async (ctx: Context, kind: SignBackKind, documentId: number, how: string): Promise<void> => {
  const copy = await ctx.db
    .selectFrom('signBacks')
    .select(['id', 'documentNumber', 'state', 'settledAt', 'version'])
    .where('kind', '=', kind)
    .where('documentId', '=', documentId)
    .where('state', '=', 'different')
    .executeTakeFirst()
  if (!copy) throw refuse('app.notFound')
  const values = { settledAt: ctx.now, settledBy: ctx.user.id, settledHow: how.slice(0, 200) }
  await ctx.db
    .updateTable('signBacks')
    .set({ ...values, version: copy.version + 1 })
    .where('id', '=', copy.id)
    .execute()
  ctx.record({ entity: 'signBacks', id: copy.id, before: { settledAt: copy.settledAt }, after: values })
}

/** What settled a copy is undone: it is open again, as it came back. */
export const reopenCopy = async (ctx: Context, kind: SignBackKind, documentId: number): Promise<void> => {
  const opened = await ctx.db
    .updateTable('signBacks')
    .set(({ eb }) => ({ settledAt: null, settledBy: null, settledHow: '', version: eb('version', '+', 1) }))
    .where('kind', '=', kind)
    .where('documentId', '=', documentId)
    .where('state', '=', 'different')
    .where('settledAt', 'is not', null)
    .returning('id')
    .execute()
  for (const { id } of opened) ctx.record({ entity: 'signBacks', id, after: { settledAt: null } })
}
