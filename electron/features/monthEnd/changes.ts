import { type RawBuilder, sql } from 'kysely'
import { lastDayOfMonth } from '../../../shared/dates.ts'
import type { LaterChange } from '../../../shared/monthEnd.ts'
import type { Context } from '../../context.ts'
import { readHandover } from './handovers.ts'

type Reader = Pick<Context, 'db'>

interface Paper {
  word: string
  table: RawBuilder<unknown>
  /** The day it belongs to, when it became a fact, and what it adds to a customer's account. */
  on: RawBuilder<unknown>
  fact: RawBuilder<unknown>
  fen: RawBuilder<unknown>
  change: string
}

const papers: Paper[] = [
  {
    word: 'deliveries',
    table: sql`"deliveryNotes"`,
    on: sql`p."deliveryOn"`,
    fact: sql`p."releasedAt"`,
    fen: sql`p."totalFen"`,
    change: 'released',
  },
  {
    word: 'receipts',
    table: sql`"receipts"`,
    on: sql`p."receivedOn"`,
    fact: sql`p."confirmedAt"`,
    fen: sql`-p."amountFen"`,
    change: 'confirmed',
  },
  {
    word: 'adjustments',
    table: sql`"adjustments"`,
    on: sql`p."adjustedOn"`,
    fact: sql`p."at"`,
    fen: sql`p."amountFen"`,
    change: 'adjusted',
  },
  {
    word: 'statements',
    table: sql`"statements"`,
    on: sql`p."periodTo"`,
    fact: sql`p."madeAt"`,
    fen: sql`0`,
    change: 'stated',
  },
]

/** Papers up to a day that became facts after an instant, and those that were facts by then and were voided since. */
const changesSince = (at: string, to: string): RawBuilder<unknown> =>
  sql.join(
    papers.flatMap(({ word, table, on, fact, fen, change }) => {
      const row = (
        when: RawBuilder<unknown>,
        what: string,
        money: RawBuilder<unknown>,
        where: RawBuilder<unknown>,
      ): RawBuilder<unknown> => sql`
        select ${sql.lit(word)} as "word", p."id", p."number", c."shortName" as "customer", ${on} as "on", ${when} as "at", ${sql.lit(what)} as "change", ${money} as "fen"
        from ${table} p join "customers" c on c."id" = p."customerId" where ${on} <= ${to} and ${where}`
      return [
        row(fact, change, fen, sql`${fact} > ${at} and p."voidedAt" is null`),
        row(sql`p."voidedAt"`, 'voided', sql`-(${fen})`, sql`p."voidedAt" > ${at} and ${fact} <= ${at}`),
      ]
    }),
    sql` union all `,
  )

/** What became of a month after it was handed over: the difference of its closing is the sum of their money. */
export const laterChanges = async (
  ctx: Reader,
  { id, offset, limit }: { id: number; offset: number; limit: number },
): Promise<{ rows: LaterChange[]; total: number }> => {
  const { month, at } = await readHandover(ctx, id)
  const changes = changesSince(at, lastDayOfMonth(month))
  const { rows } =
    await sql<LaterChange>`select h.* from (${changes}) h order by h."at" desc, h."word", h."id" limit ${limit} offset ${offset}`.execute(
      ctx.db,
    )
  const { rows: counted } = await sql<{ total: number }>`select count(*) as "total" from (${changes}) h`.execute(ctx.db)
  return {
    rows: rows.map((row) => ({ ...row, id: Number(row.id), fen: Number(row.fen) })),
    total: Number(counted[0]!.total),
  }
}
