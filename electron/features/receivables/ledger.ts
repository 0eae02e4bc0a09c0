import { type RawBuilder, sql } from 'kysely'
import type { LedgerPlace, receivables } from '../../../shared/receivables.ts'
import type { LedgerRow } from '../../../shared/statements.ts'
import type { z } from 'zod'
import type { Context } from '../../context.ts'

type Reader = Pick<Context, 'db'>
type Asked = z.output<(typeof receivables.ledger)['input']>
type Found = Omit<LedgerRow, 'amountFen' | 'receivedFen' | 'balanceFen' | 'customer'> & {
  rank: number
  charge: number
  paid: number
}

interface Source {
  table: string
  day: string
  /** Charges before money on the same day. */
  rank: 0 | 1
  kind: RawBuilder<unknown>
  remark: RawBuilder<unknown>
  charge: RawBuilder<unknown>
  paid: RawBuilder<unknown>
  stands: RawBuilder<unknown>
}

const sources: readonly Source[] = [
  {
    table: 'deliveryNotes',
    day: 'deliveryOn',
    rank: 0,
    kind: sql`"kind"`,
    remark: sql`"remark"`,
    charge: sql`"totalFen"`,
    paid: sql`0`,
    stands: sql`"releasedAt" is not null and ("voidedAt" is null or "reversedOn" is not null)`,
  },
  {
    // 冲销: void after its period was locked, it comes off the account on the day it was taken back
    table: 'deliveryNotes',
    day: 'reversedOn',
    rank: 0,
    kind: sql`"kind"`,
    remark: sql`"voidReason"`,
    charge: sql`-"totalFen"`,
    paid: sql`0`,
    stands: sql`"reversedOn" is not null`,
  },
  {
    table: 'adjustments',
    day: 'adjustedOn',
    rank: 0,
    kind: sql`"kind"`,
    remark: sql`"reason"`,
    charge: sql`"amountFen"`,
    paid: sql`0`,
    stands: sql`"voidedAt" is null`,
  },
  {
    table: 'receipts',
    day: 'receivedOn',
    rank: 1,
    kind: sql`'receipt'`,
    remark: sql`"slipNumber"`,
    charge: sql`0`,
    paid: sql`"amountFen"`,
    stands: sql`"confirmedAt" is not null and "voidedAt" is null`,
  },
]

/** What comes after a place in the order of the ledger: day, charges first, number. */
const after = ({ day, rank }: Source, place: LedgerPlace | null): RawBuilder<unknown> => {
  if (place === null) return sql``
  const on = sql.ref(day)
  if (rank > place.rank) return sql` and ${on} >= ${place.on}`
  if (rank < place.rank) return sql` and ${on} > ${place.on}`
  return sql` and (${on} > ${place.on} or (${on} = ${place.on} and "number" > ${place.number}))`
}

const balanceBefore = async (ctx: Reader, { customerId, from }: Asked): Promise<number> => {
  if (from === null) return 0
  const sums = sources.map(
    ({ table, day, charge, paid, stands }) =>
      sql`select sum(${charge} - ${paid}) as "fen" from ${sql.table(table)} where "customerId" = ${customerId} and ${sql.ref(day)} < ${from} and ${stands}`,
  )
  const { rows } = await sql<{
    fen: number | null
  }>`select sum("fen") as "fen" from (${sql.join(sums, sql` union all `)}) s`.execute(ctx.db)
  return Number(rows[0]?.fen ?? 0)
}

/**
 * 台账 of a customer from a place on (duty 104): each table is read from there by its index, and the balance goes on
 * from the balance of the place, so that a ledger of any length costs what its rows cost.
 */
export const ledgerFrom = async (
  ctx: Reader,
  asked: Asked,
): Promise<{ rows: LedgerRow[]; next: LedgerPlace | null; rest: boolean }> => {
  const { customerId, from, to, after: place, limit } = asked
  const parts = sources.map((source) => {
    const { table, day, rank, kind, remark, charge, paid, stands } = source
    const on = sql.ref(day)
    return sql`select * from (select ${on} as "on", ${sql.lit(rank)} as "rank", ${kind} as "kind", "id" as "documentId", "number", ${remark} as "remark", ${charge} as "charge", ${paid} as "paid"
      from ${sql.table(table)} where "customerId" = ${customerId} and ${stands}${from === null ? sql`` : sql` and ${on} >= ${from}`}${to === null ? sql`` : sql` and ${on} <= ${to}`}${after(source, place)}
      order by ${on}, "number" limit ${limit + 1}) ${sql.ref(`${table} part`)}`
  })
  const { rows: found } = await sql<Found>`
    select * from (${sql.join(parts, sql` union all `)}) m order by "on", "rank", "number" limit ${limit + 1}`.execute(
    ctx.db,
  )
  const { shortName: customer } = await ctx.db
    .selectFrom('customers')
    .select('shortName')
    .where('id', '=', customerId)
    .executeTakeFirstOrThrow()
  let balanceFen = place === null ? await balanceBefore(ctx, asked) : place.balanceFen
  const rows = found.slice(0, limit).map((row): LedgerRow => {
    const [amountFen, receivedFen] = [Number(row.charge), Number(row.paid)]
    balanceFen += amountFen - receivedFen
    return {
      customerId,
      customer,
      on: row.on,
      kind: row.kind,
      documentId: Number(row.documentId),
      number: row.number,
      remark: row.remark,
      amountFen,
      receivedFen,
      balanceFen,
    }
  })
  const last = rows.at(-1)
  return {
    rows,
    next: last
      ? {
          on: last.on,
          rank: last.kind === 'receipt' ? 1 : 0,
          number: last.number,
          kind: last.kind,
          documentId: last.documentId,
          balanceFen,
        }
      : null,
    rest: found.length > limit,
  }
}
