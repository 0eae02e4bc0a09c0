import { type RawBuilder, sql } from 'kysely'

/**
 * The credits of each customer lie on his oldest charge, then on the next (the rule: `spreadCredit` of shared/receipts.ts).
 * Of rows `customerId rank id on open back`, in fen, `open` what is not paid of a charge and `back` what a row gives back,
 * the same rows with `left`: what the credits leave of it. On one day the lower `rank` is the older.
 */
export const oldestFirst = (charges: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  select s.*, case when "upTo" <= "credits" then 0 when "upTo" - "open" >= "credits" then "open" else "upTo" - "credits" end as "left"
  from (
    select c.*, sum("open") over (partition by "customerId" order by "on", "rank", "id" rows unbounded preceding) as "upTo",
      sum("back") over (partition by "customerId") as "credits"
    from (${charges}) c
  ) s`
