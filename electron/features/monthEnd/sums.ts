import { type RawBuilder, sql } from 'kysely'
import { lastDayOfMonth } from '../../../shared/dates.ts'
import type { MonthSums } from '../../../shared/monthEnd.ts'
import type { Context } from '../../context.ts'
import { uninvoicedSums } from '../invoices/open.ts'
import { accountsOf } from '../statements/ledger.ts'
import { codOutside, spanOf } from './classes.ts'
import { countClass } from './check.ts'

type Reader = Pick<Context, 'db'>

interface Sum {
  count: number
  fen: number
}

/** One row of integers, whatever the database sends. */
const one = async <Name extends string>(ctx: Reader, query: RawBuilder<unknown>): Promise<Record<Name, number>> => {
  const { rows } = await (query as RawBuilder<Record<Name, number | null>>).execute(ctx.db)
  return Object.fromEntries(Object.entries(rows[0] ?? {}).map(([name, value]) => [name, Number(value ?? 0)])) as Record<
    Name,
    number
  >
}

const noteSums = async (ctx: Reader, from: string, to: string): Promise<Map<string, Sum>> => {
  const { rows } = await sql<{ kind: string; count: number; fen: number }>`
    select "kind", count(*) as "count", sum("totalFen") as "fen" from "deliveryNotes"
    where "deliveryOn" >= ${from} and "deliveryOn" <= ${to} and "releasedAt" is not null and "voidedAt" is null group by "kind"`.execute(
    ctx.db,
  )
  return new Map(rows.map(({ kind, count, fen }) => [kind, { count: Number(count), fen: Number(fen) }]))
}

const total = (ctx: Reader, table: RawBuilder<unknown>, fen: RawBuilder<unknown>, where: RawBuilder<unknown>) =>
  one<'count' | 'fen'>(ctx, sql`select count(*) as "count", sum(${fen}) as "fen" from ${table} where ${where}`)

/** In a statement that ends by then. A void statement lets go of its rows. */
const stated = (key: RawBuilder<unknown>, to: string): RawBuilder<unknown> =>
  sql`exists (select 1 from "statementRows" w join "statements" s on s."id" = w."statementId" where w."sourceKey" = ${key} and s."periodTo" <= ${to})`
const keys = {
  line: sql`'note:' || n."id" || ':' || l."id"`,
  receipt: sql`'receipt:' || r."id"`,
  adjustment: sql`'adjustment:' || a."id"`,
}

/** What of the ledger stands in no statement up to a day: papers, and their fen. */
const unstatedOf = async (ctx: Reader, to: string): Promise<Sum> => {
  const parts = [
    await one<'count' | 'fen'>(
      ctx,
      sql`select count(distinct n."id") as "count", sum(l."amountFen") as "fen" from "deliveryNotes" n join "deliveryLines" l on l."deliveryNoteId" = n."id"
        where n."deliveryOn" <= ${to} and n."releasedAt" is not null and n."voidedAt" is null and not ${stated(keys.line, to)}`,
    ),
    await total(
      ctx,
      sql`"receipts" r`,
      sql`-r."amountFen"`,
      sql`r."receivedOn" <= ${to} and r."confirmedAt" is not null and r."voidedAt" is null and not ${stated(keys.receipt, to)}`,
    ),
    await total(
      ctx,
      sql`"adjustments" a`,
      sql`a."amountFen"`,
      sql`a."adjustedOn" <= ${to} and a."voidedAt" is null and not ${stated(keys.adjustment, to)}`,
    ),
  ]
  return parts.reduce((sum, part) => ({ count: sum.count + part.count, fen: sum.fen + part.fen }), { count: 0, fen: 0 })
}

/** Papers that were voided after they had been stated: the statements still hold them, the ledger does not. */
const statedVoidOf = async (ctx: Reader, to: string): Promise<Sum> =>
  one<'count' | 'fen'>(
    ctx,
    sql`select count(*) as "count", sum(v."fen") as "fen" from (
      select sum(w."amountFen") as "fen" from "deliveryNotes" n join "deliveryLines" l on l."deliveryNoteId" = n."id"
        join "statementRows" w on w."sourceKey" = ${keys.line} join "statements" s on s."id" = w."statementId"
        where n."voidedAt" is not null and s."periodTo" <= ${to} group by n."id"
      union all select -w."receivedFen" from "receipts" r join "statementRows" w on w."sourceKey" = ${keys.receipt} join "statements" s on s."id" = w."statementId"
        where r."voidedAt" is not null and s."periodTo" <= ${to}
      union all select w."amountFen" from "adjustments" a join "statementRows" w on w."sourceKey" = ${keys.adjustment} join "statements" s on s."id" = w."statementId"
        where a."voidedAt" is not null and s."periodTo" <= ${to}) v`,
  )

const codOf = (ctx: Reader, from: string, to: string) =>
  one<'count' | 'fen' | 'open'>(
    ctx,
    sql`select count(*) as "count", sum("toCollectFen") as "fen", sum(${codOutside}) as "open" from "codNotes" k
      where "deliveredOn" >= ${from} and "deliveredOn" <= ${to} and "state" <> 'void'`,
  )

/** A calendar month's papers added up, beside what ledger and statements say of it (duties 103, 104). */
export const sumsOf = async (ctx: Context, month: string): Promise<MonthSums> => {
  const [from, to] = [`${month}-01`, lastDayOfMonth(month)]
  const notes = await noteSums(ctx, from, to)
  const ofKind = (kind: string): Sum => notes.get(kind) ?? { count: 0, fen: 0 }
  const { sums } = await accountsOf(ctx, month, 0, 1)
  const cod = await codOf(ctx, from, to)
  const unsigned = await countClass(ctx, 'unsignedNote', spanOf(month))
  const uninvoiced = await uninvoicedSums(ctx, { customerId: null, statementId: null, month, all: false })
  return {
    notes: ofKind('delivery'),
    returns: ofKind('return'),
    exchanges: ofKind('exchange'),
    replacements: ofKind('replacement'),
    adjustments: await total(
      ctx,
      sql`"adjustments"`,
      sql`"amountFen"`,
      sql`"adjustedOn" >= ${from} and "adjustedOn" <= ${to} and "voidedAt" is null`,
    ),
    receipts: await total(
      ctx,
      sql`"receipts"`,
      sql`"amountFen"`,
      sql`"receivedOn" >= ${from} and "receivedOn" <= ${to} and "confirmedAt" is not null and "voidedAt" is null`,
    ),
    openingFen: sums.openingFen,
    closingFen: sums.closingFen,
    statements: await total(
      ctx,
      sql`"statements" s`,
      sql`s."closingFen"`,
      sql`s."voidedAt" is null and s."periodTo" <= ${to} and not exists (select 1 from "statements" t
        where t."customerId" = s."customerId" and t."voidedAt" is null and t."periodTo" <= ${to} and t."periodTo" > s."periodTo")`,
    ),
    unstated: await unstatedOf(ctx, to),
    statedVoid: await statedVoidOf(ctx, to),
    cod: { count: cod.count, fen: cod.fen },
    codOpenFen: cod.open,
    unsigned: { count: unsigned.total, fen: unsigned.fen },
    uninvoiced: { count: uninvoiced.count, fen: uninvoiced.openFen },
  }
}
