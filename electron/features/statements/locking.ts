import { sql } from 'kysely'
import type { Context } from '../../context.ts'

/** Signed by the customer, or its dispute settled so that it stands (SQL on "statements"). */
export const isSigned = sql<boolean>`exists (select 1 from "signBacks" where "signBacks"."kind" = 'statement' and "signBacks"."documentId" = "statements"."id"
  and ("signBacks"."state" = 'same' or ("signBacks"."state" = 'different' and "signBacks"."settledAt" is not null)))`

/**
 * How a note stands in statements: in none; in one that can still be void and made anew (`open`); or in a period that is
 * locked, because it or a later one of the customer is signed (demands 14): what is wrong goes to the next as an entry.
 */
export const statedAs = async (
  ctx: Pick<Context, 'db'>,
  { id, customerId }: { id: number; customerId: number },
): Promise<'none' | 'open' | 'locked'> => {
  const stated = await ctx.db
    .selectFrom('deliveryLines')
    .innerJoin('statementRows', (join) =>
      join.on(
        'statementRows.sourceKey',
        '=',
        sql<string>`'note:' || "deliveryLines"."deliveryNoteId" || ':' || "deliveryLines"."id"`,
      ),
    )
    .innerJoin('statements', 'statements.id', 'statementRows.statementId')
    .select('statements.periodTo')
    .where('deliveryLines.deliveryNoteId', '=', id)
    .limit(1)
    .executeTakeFirst()
  if (!stated) return 'none'
  const signed = await ctx.db
    .selectFrom('statements')
    .select('id')
    .where('customerId', '=', customerId)
    .where('voidedAt', 'is', null)
    .where('periodTo', '>=', stated.periodTo)
    .where(isSigned)
    .limit(1)
    .executeTakeFirst()
  return signed ? 'locked' : 'open'
}
