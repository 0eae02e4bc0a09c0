import { sql } from 'kysely'
import { may } from '../../../../shared/permissions.ts'
import type { Context } from '../../../context.ts'
import type { Life, Say } from './life.ts'

/** Statements that charge goods of the order, made and signed; only for who may read statements. */
export const statementsOf = async (ctx: Context, orderId: number, say: Say): Promise<Life> => {
  if (!may(ctx.user.role, 'statements.read')) return { facts: [], papers: [] }
  const rows = await ctx.db
    .selectFrom('deliveryLines')
    .innerJoin('statementRows', (join) =>
      join.on(
        'statementRows.sourceKey',
        '=',
        sql<string>`'note:' || "deliveryLines"."deliveryNoteId" || ':' || "deliveryLines"."id"`,
      ),
    )
    .innerJoin('statements', 'statements.id', 'statementRows.statementId')
    .innerJoin('users', 'users.id', 'statements.madeBy')
    .select(['statements.id', 'number', 'periodTo', 'madeAt', 'state', 'closingFen', 'users.name'])
    .distinct()
    .where('deliveryLines.orderId', '=', orderId)
    .where('statements.voidedAt', 'is', null)
    .orderBy('statements.id')
    .limit(100)
    .execute()
  const back =
    rows.length === 0
      ? []
      : await ctx.db
          .selectFrom('signBacks')
          .leftJoin('users', 'users.id', 'signBacks.returnedBy')
          .select(['documentId', 'documentNumber', 'returnedAt', 'state', 'difference', 'users.name'])
          .where('kind', '=', 'statement')
          .where('returnedAt', 'is not', null)
          .where(
            'documentId',
            'in',
            rows.map(({ id }) => id),
          )
          .execute()
  return {
    facts: [
      ...rows.map((row) => ({
        at: row.madeAt,
        kind: 'stated',
        words: say('orders.factStated', { number: row.number }),
        by: row.name,
        word: 'statements',
        documentId: row.id,
      })),
      ...back.map((row) => ({
        at: row.returnedAt!,
        kind: 'statementReturned',
        words: say(row.state === 'same' ? 'orders.factStatementSigned' : 'orders.factStatementDifferent', {
          number: row.documentNumber,
          difference: row.difference ?? '',
        }),
        by: row.name ?? '',
        word: 'statements',
        documentId: row.documentId,
      })),
    ],
    papers: rows.map((row) => ({
      kind: 'statement',
      id: row.id,
      number: row.number,
      on: row.periodTo,
      state: row.state,
      amountFen: row.closingFen,
    })),
  }
}
