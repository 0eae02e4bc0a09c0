import { type RawBuilder, sql } from 'kysely'
import type { Context } from '../../context.ts'

/**
 * What is not paid of notes that left, in fen: `id customerId left`. Returns and deductions of a customer cover his oldest
 * charge first, as the ages of the receivables have it (receivables/ageing.ts), here as the account stands now: `paidFen`
 * is the confirmed money of a note. Only what is open is looked at, so that it costs the open notes and not all.
 */
export const unpaidNotes = (customerIds: readonly number[] | null): RawBuilder<unknown> => {
  const of = (table: string): RawBuilder<unknown> =>
    customerIds === null ? sql`` : sql` and ${sql.ref(`${table}.customerId`)} in (${sql.join(customerIds)})`
  const left = sql`n."releasedAt" is not null and n."voidedAt" is null`
  const paid = sql`coalesce((select sum(a."amountFen") from "receiptAllocations" a join "receipts" r on r."id" = a."receiptId"
    where a."adjustmentId" = d."id" and r."confirmedAt" is not null and r."voidedAt" is null), 0)`
  return sql`
    select x."id", x."customerId", case when x."upTo" - x."open" >= x."credits" then x."open" else x."upTo" - x."credits" end as "left"
    from (
      select o.*, coalesce(b."credits", 0) as "credits",
        sum(o."open") over (partition by o."customerId" order by o."on", o."rank", o."id" rows unbounded preceding) as "upTo"
      from (
        select n."customerId", 1 as "rank", n."id", n."deliveryOn" as "on", n."totalFen" - n."paidFen" as "open"
        from "deliveryNotes" n where n."totalFen" > n."paidFen" and ${left}${of('n')}
        union all
        select q."customerId", 0, q."id", q."on", q."open" from (
          select d."customerId", d."id", d."adjustedOn" as "on", d."amountFen" - ${paid} as "open"
          from "adjustments" d where d."amountFen" > 0 and d."voidedAt" is null${of('d')}
        ) q where q."open" > 0
      ) o
      left join (
        select c."customerId", sum(c."back") as "credits" from (
          select n."customerId", -n."totalFen" as "back" from "deliveryNotes" n where n."totalFen" < 0 and ${left}${of('n')}
          union all
          select d."customerId", -d."amountFen" from "adjustments" d where d."amountFen" < 0 and d."voidedAt" is null${of('d')}
        ) c group by c."customerId"
      ) b on b."customerId" = o."customerId"
    ) x where x."rank" = 1 and x."upTo" > x."credits"`
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
