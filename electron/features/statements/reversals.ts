import { sql } from 'kysely'
import type { Context } from '../../context.ts'
import type { UnstatedFact } from './account.ts'

/**
 * 冲销: notes a statement carries that were taken back afterwards. Each of their stated rows comes back with the other
 * sign, on the day it was taken back, once: `undo:note:12:34`.
 */
export const unstatedReversals = async (
  ctx: Pick<Context, 'db'>,
  customerId: number,
  to: string,
): Promise<UnstatedFact[]> => {
  const rows = await ctx.db
    .selectFrom('deliveryNotes')
    .innerJoin('deliveryLines', 'deliveryLines.deliveryNoteId', 'deliveryNotes.id')
    .innerJoin('statementRows', (join) =>
      join.on(
        'statementRows.sourceKey',
        '=',
        sql<string>`'note:' || "deliveryNotes"."id" || ':' || "deliveryLines"."id"`,
      ),
    )
    .leftJoin('statementRows as undone', (join) =>
      join.on(
        'undone.sourceKey',
        '=',
        sql<string>`'undo:note:' || "deliveryNotes"."id" || ':' || "deliveryLines"."id"`,
      ),
    )
    .select([
      'deliveryNotes.reversedOn',
      'deliveryNotes.number',
      'deliveryNotes.voidReason',
      'deliveryLines.sequence',
      'statementRows.sourceKey',
      'statementRows.code',
      'statementRows.customerPo',
      'statementRows.description',
      'statementRows.unit',
      'statementRows.quantity',
      'statementRows.priceMicros',
      'statementRows.amountFen',
    ])
    .where('deliveryNotes.customerId', '=', customerId)
    .where('deliveryNotes.reversedOn', 'is not', null)
    .where('deliveryNotes.reversedOn', '<=', to)
    .where('undone.id', 'is', null)
    .execute()
  return rows.map((row) => ({
    on: row.reversedOn!,
    kind: 'adjustment',
    documentNumber: row.number,
    sequence: row.sequence,
    sourceKey: `undo:${row.sourceKey!}`,
    code: row.code,
    customerPo: row.customerPo,
    description: row.description,
    unit: row.unit,
    quantity: row.quantity === null ? null : -row.quantity,
    priceMicros: row.priceMicros,
    amountFen: -row.amountFen,
    receivedFen: 0,
    unsigned: false,
    remark: `冲销 ${row.voidReason ?? ''}`.trim(),
  }))
}
