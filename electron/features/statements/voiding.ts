import { refuse } from '../../../shared/refusals.ts'
import type { Statement } from '../../../shared/statements.ts'
import type { Context } from '../../context.ts'
import { cancelSignBack } from '../signBacks.ts'
import { lastStatement } from './account.ts'

/** A statement that was not signed, and the last of its customer, is void: its documents are free for the next. */
export const voidStatement = async (ctx: Context, statement: Statement, reason: string): Promise<void> => {
  const { id, version, number } = statement
  if (statement.state === 'void') throw refuse('statements.isVoid', { number })
  if (statement.state === 'signed' || statement.state === 'settled') throw refuse('statements.signedStands', { number })
  const last = await lastStatement(ctx, statement.customerId)
  if (last && last.id !== id)
    throw refuse('statements.laterExists', { customer: statement.customer, number: last.number })
  // its documents are free again for the next statement; what it said stays readable
  await ctx.db.updateTable('statementRows').set({ sourceKey: null }).where('statementId', '=', id).execute()
  await ctx.db
    .updateTable('statements')
    .set({
      state: 'void',
      voidedAt: ctx.now,
      voidedBy: ctx.user.id,
      voidReason: reason,
      version: version + 1,
    })
    .where('id', '=', id)
    .execute()
  await cancelSignBack(ctx, 'statement', id)
  ctx.record({
    entity: 'statements',
    id,
    before: { state: statement.state },
    after: { state: 'void', reason },
  })
}
