import { type RawBuilder, sql } from 'kysely'
import type { Context } from '../../context.ts'
import { oldestFirst } from '../receivables/oldestFirst.ts'

/**
 * What is not paid of notes that left, in fen: `id customerId left`. Returns and deductions of a customer cover his oldest
 * charge first, here as the account stands now: `paidFen` is the confirmed money of a note. Only what is open is looked
 * at, so that it costs the open notes and not all.
 */
export const unpaidNotes = (customerIds: readonly number[] | null): RawBuilder<unknown> => {
  const of = (table: string): RawBuilder<unknown> =>
    customerIds === null ? sql`` : sql` and ${sql.ref(`${table}.customerId`)} in (${sql.join(customerIds)})`
  const note = (
    open: RawBuilder<unknown>,
    back: RawBuilder<unknown>,
    which: RawBuilder<unknown>,
  ): RawBuilder<unknown> =>
    sql`select n."customerId", 1 as "rank", n."id", n."deliveryOn" as "on", ${open} as "open", ${back} as "back"
    from "deliveryNotes" n where ${which} and n."releasedAt" is not null and n."voidedAt" is null${of('n')}`
  const paid = sql`coalesce((select sum(a."amountFen") from "receiptAllocations" a join "receipts" r on r."id" = a."receiptId"
    where a."adjustmentId" = d."id" and r."confirmedAt" is not null and r."voidedAt" is null), 0)`
  return sql`
    select x."id", x."customerId", x."left" from (${oldestFirst(sql`
      ${note(sql`n."totalFen" - n."paidFen"`, sql`0`, sql`n."totalFen" > n."paidFen"`)}
      union all
      ${note(sql`0`, sql`-n."totalFen"`, sql`n."totalFen" < 0`)}
      union all
      select d."customerId", 0, d."id", d."adjustedOn", case when d."amountFen" > 0 then d."amountFen" - ${paid} else 0 end,
        case when d."amountFen" < 0 then -d."amountFen" else 0 end
      from "adjustments" d where d."voidedAt" is null${of('d')}`)}) x
    where x."rank" = 1 and x."left" > 0`
}

/** Note → what is not paid of it, of some customers. */
export const unpaidOf = async (
  ctx: Pick<Context, 'db'>,
  customerIds: readonly number[],
): Promise<Map<number, number>> => {
  if (customerIds.length === 0) return new Map()
  const { rows } = await sql<
    Record<'id' | 'left', number>
  >`select u."id", u."left" from (${unpaidNotes(customerIds)}) u`.execute(ctx.db)
  return new Map(rows.map(({ id, left }) => [Number(id), Number(left)]))
}
