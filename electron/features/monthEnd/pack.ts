import { type RawBuilder, sql } from 'kysely'
import { lastDayOfMonth } from '../../../shared/dates.ts'
import type { PackRow, PackSheet } from '../../../shared/monthEnd.ts'
import type { Context } from '../../context.ts'
import { uninvoicedOf } from '../invoices/open.ts'

/** `id on number customer kind text quantity state` and up to four columns of money, `fen1` … `fen4`. */
type SheetQuery = (from: string, to: string) => RawBuilder<unknown>

const signBack = sql`coalesce((select b."state" from "signBacks" b where b."kind" = 'delivery' and b."documentId" = n."id" and b."state" <> 'cancelled' order by b."id" desc limit 1), '')`
const notes = (from: string, to: string, kinds: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  select n."id", n."deliveryOn" as "on", n."number", c."shortName" as "customer", n."kind", n."serial" as "text", n."totalQuantity" as "quantity",
    n."totalFen" as "fen1", n."paidFen" as "fen2", 0 as "fen3", 0 as "fen4", ${signBack} as "state"
  from "deliveryNotes" n join "customers" c on c."id" = n."customerId"
  where n."deliveryOn" >= ${from} and n."deliveryOn" <= ${to} and n."releasedAt" is not null and n."voidedAt" is null and n."kind" in ${kinds}`

const queries: Record<Exclude<PackSheet, 'uninvoiced'>, SheetQuery> = {
  notes: (from, to) => notes(from, to, sql`('delivery')`),
  returns: (from, to) => notes(from, to, sql`('return', 'exchange', 'replacement')`),
  receipts: (from, to) => sql`
    select r."id", r."receivedOn" as "on", r."number", c."shortName" as "customer", r."method" as "kind", r."slipNumber" as "text", 0 as "quantity",
      r."amountFen" as "fen1", r."assignedFen" as "fen2", 0 as "fen3", 0 as "fen4", coalesce(r."confirmedByName", '') as "state"
    from "receipts" r join "customers" c on c."id" = r."customerId"
    where r."receivedOn" >= ${from} and r."receivedOn" <= ${to} and r."confirmedAt" is not null and r."voidedAt" is null`,
  adjustments: (from, to) => sql`
    select a."id", a."adjustedOn" as "on", a."number", c."shortName" as "customer", a."kind", a."reason" as "text", 0 as "quantity",
      a."amountFen" as "fen1", 0 as "fen2", 0 as "fen3", 0 as "fen4", u."name" as "state"
    from "adjustments" a join "customers" c on c."id" = a."customerId" join "users" u on u."id" = a."userId"
    where a."adjustedOn" >= ${from} and a."adjustedOn" <= ${to} and a."voidedAt" is null`,
  statements: (_from, to) => sql`
    select s."id", s."periodTo" as "on", s."number", c."shortName" as "customer", '' as "kind", s."periodFrom" as "text", 0 as "quantity",
      s."openingFen" as "fen1", s."chargesFen" + s."returnsFen" + s."deductionsFen" as "fen2", s."receiptsFen" as "fen3", s."closingFen" as "fen4",
      coalesce((select b."state" from "signBacks" b where b."kind" = 'statement' and b."documentId" = s."id" and b."state" <> 'cancelled' order by b."id" desc limit 1), '') as "state"
    from "statements" s join "customers" c on c."id" = s."customerId"
    where s."voidedAt" is null and s."periodTo" <= ${to} and not exists (select 1 from "statements" t
      where t."customerId" = s."customerId" and t."voidedAt" is null and t."periodTo" <= ${to} and t."periodTo" > s."periodTo")`,
  cod: (from, to) => sql`
    select k."id", k."deliveredOn" as "on", k."number", c."shortName" as "customer", k."driver" as "kind", '' as "text", 0 as "quantity",
      k."toCollectFen" as "fen1", k."handedFen" as "fen2", k."settledFen" as "fen3", k."openFen" as "fen4", k."state"
    from "codNotes" k join "customers" c on c."id" = k."customerId"
    where k."deliveredOn" >= ${from} and k."deliveredOn" <= ${to} and k."state" <> 'void'`,
  unsigned: (_from, to) => sql`
    select n."id", n."deliveryOn" as "on", n."number", c."shortName" as "customer", n."kind", n."driver" as "text", n."totalQuantity" as "quantity",
      n."totalFen" as "fen1", 0 as "fen2", 0 as "fen3", 0 as "fen4", b."dueOn" as "state"
    from "signBacks" b join "deliveryNotes" n on n."id" = b."documentId" join "customers" c on c."id" = n."customerId"
    where b."kind" = 'delivery' and b."state" = 'waiting' and n."releasedAt" is not null and n."voidedAt" is null and n."deliveryOn" <= ${to}`,
}

type Found = Omit<PackRow, 'fens'> & Record<'fen1' | 'fen2' | 'fen3' | 'fen4', number>

/** The invoices' own list, as the pack shows it: amount, invoiced, left. */
const uninvoicedRows = async (
  ctx: Context,
  month: string,
  page: { offset: number; limit: number },
): Promise<{ rows: PackRow[]; total: number }> => {
  const { rows, total } = await uninvoicedOf(ctx, { customerId: null, statementId: null, month, all: false, ...page })
  return {
    rows: rows.map(({ on, number, customer, kind, totalFen, invoicedFen, openFen }) => ({
      on,
      number,
      customer,
      kind,
      text: '',
      quantity: 0,
      fens: [totalFen, invoicedFen, openFen],
      state: '',
    })),
    total,
  }
}

/** A page of a sheet of the pack, by day; the statements by customer. */
export const packRows = async (
  ctx: Context,
  { month, sheet, offset, limit }: { month: string; sheet: PackSheet; offset: number; limit: number },
): Promise<{ rows: PackRow[]; total: number }> => {
  if (sheet === 'uninvoiced') return uninvoicedRows(ctx, month, { offset, limit })
  const query = queries[sheet](`${month}-01`, lastDayOfMonth(month))
  const order = sheet === 'statements' ? sql`p."customer", p."id"` : sql`p."on", p."id"`
  const { rows } =
    await sql<Found>`select p.* from (${query}) p order by ${order} limit ${limit} offset ${offset}`.execute(ctx.db)
  const { rows: counted } = await sql<{ total: number }>`select count(*) as "total" from (${query}) p`.execute(ctx.db)
  return {
    rows: rows.map(({ on, number, customer, kind, text, quantity, state, fen1, fen2, fen3, fen4 }) => ({
      on,
      number,
      customer,
      kind,
      text,
      quantity: Number(quantity),
      fens: [fen1, fen2, fen3, fen4].map(Number),
      state,
    })),
    total: Number(counted[0]!.total),
  }
}
