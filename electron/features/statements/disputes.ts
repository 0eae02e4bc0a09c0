import { formatFen } from '../../../shared/money.ts'
import { may } from '../../../shared/permissions.ts'
import { refuse } from '../../../shared/refusals.ts'
import { disputeLimitFen } from '../../../shared/statementDisputes.ts'
import { roleName } from '../../../shared/users.ts'
import type { Context } from '../../context.ts'
import { reopenCopy } from '../signBacks/settling.ts'
import { isSigned } from './locking.ts'

/** Refuses who may not put money on an account without goods, or open a signed period (permission `statements.settle`). */
export const allowSettling = (ctx: Context): void => {
  if (!may(ctx.user.role, 'statements.settle'))
    throw refuse('app.notAllowed', { role: roleName(ctx.user.role, ctx.language) })
}

/** Refuses a difference (fen, either sign) that is more than anything the statement says: `disputeLimitFen`. */
export const refuseOverLimit = (
  statement: Parameters<typeof disputeLimitFen>[0] & { number: string },
  fen: number,
  field: string,
): void => {
  const limit = disputeLimitFen(statement)
  if (Math.abs(fen) > limit)
    throw refuse(
      'statements.disputeTooLarge',
      { number: statement.number, amount: formatFen(fen), limit: formatFen(limit) },
      field,
    )
}

/** The difference a customer named when a statement came back different: within what the statement says. */
export const refuseDifference = async (ctx: Context, statementId: number, fen: number): Promise<void> => {
  const statement = await ctx.db
    .selectFrom('statements')
    .select(['number', 'openingFen', 'chargesFen', 'returnsFen', 'deductionsFen', 'receiptsFen', 'closingFen'])
    .where('id', '=', statementId)
    .executeTakeFirstOrThrow()
  refuseOverLimit(statement, fen, 'differenceFen')
}

/** The entry that settled a dispute is void: nothing settles it any more, the statement is disputed again. */
export const reopenDispute = async (ctx: Context, adjustmentId: number): Promise<void> => {
  const statement = await ctx.db
    .selectFrom('statements')
    .select(['id', 'disputeFen', 'version'])
    .where('disputeEntryId', '=', adjustmentId)
    .where('disputeHow', '=', 'adjusted')
    .where('voidedAt', 'is', null)
    .executeTakeFirst()
  if (!statement) return
  const { id, disputeFen, version } = statement
  const after = { disputeHow: '', disputeFen: 0, disputeEntryId: null }
  await ctx.db
    .updateTable('statements')
    .set({ ...after, version: version + 1 })
    .where('id', '=', id)
    .execute()
  await reopenCopy(ctx, 'statement', id)
  ctx.record({ entity: 'statements', id, before: { disputeHow: 'adjusted', disputeFen }, after })
}

/**
 * The mark that a statement came back is taken off. Of a signed one that opens its period again, so only by who may; and
 * one whose dispute was settled by an entry first by making that entry void.
 */
export const allowTakingBack = async (ctx: Context, statementId: number): Promise<void> => {
  const signed = await ctx.db
    .selectFrom('statements')
    .select(['number', 'disputeHow'])
    .where('id', '=', statementId)
    .where(isSigned)
    .executeTakeFirst()
  if (!signed) return
  allowSettling(ctx)
  const entry = await ctx.db
    .selectFrom('statements')
    .innerJoin('adjustments', 'adjustments.id', 'statements.disputeEntryId')
    .select('adjustments.number')
    .where('statements.id', '=', statementId)
    .where('statements.disputeHow', '=', 'adjusted')
    .where('adjustments.voidedAt', 'is', null)
    .executeTakeFirst()
  if (entry) throw refuse('statements.settledByEntry', { number: signed.number, entry: entry.number })
  if (signed.disputeHow !== '')
    await ctx.db.updateTable('statements').set({ disputeHow: '' }).where('id', '=', statementId).execute()
}
