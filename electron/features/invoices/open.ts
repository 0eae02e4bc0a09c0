import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import { daysBetween, lastDayOfMonth } from '../../../shared/dates.ts'
import type { invoices, Uninvoiced, UnpaidInvoice } from '../../../shared/invoices.ts'
import type { Context } from '../../context.ts'
import { invoicedFen, invoicedOfAdjustment } from '../invoices.ts'

interface OpenFilter {
  customerId: number | null
  statementId: number | null
  /** Documents up to this day; null = all. */
  until: string | null
  all: boolean
}
type Asked = z.output<typeof invoices.uninvoicedSums.input>
const filterOf = ({ month, ...filter }: Asked): OpenFilter => ({
  ...filter,
  until: month === null ? null : lastDayOfMonth(month),
})

const noteOnStatement = (statementId: number): RawBuilder<unknown> =>
  sql` and exists (select 1 from "statementRows" where "statementRows"."statementId" = ${statementId}
    and "statementRows"."sourceKey" like 'note:' || "deliveryNotes"."id" || ':%')`
const chargeOnStatement = (statementId: number): RawBuilder<unknown> =>
  sql` and exists (select 1 from "statementRows" where "statementRows"."statementId" = ${statementId}
    and "statementRows"."sourceKey" = 'adjustment:' || "adjustments"."id")`

/**
 * Released notes and charges with what they come to and what is invoiced of it, fen. What an office carried over at
 * its switch-over was invoiced before.
 */
const documents = ({ customerId, statementId, until: day, all }: OpenFilter): RawBuilder<unknown> => {
  const whose = (table: string) =>
    customerId === null ? sql`` : sql` and ${sql.ref(`${table}.customerId`)} = ${customerId}`
  const until = (column: string) => (day === null ? sql`` : sql` and ${sql.ref(column)} <= ${day}`)
  const wanting = (table: string) =>
    all || customerId !== null
      ? sql``
      : sql` and exists (select 1 from "customers" where "customers"."id" = ${sql.ref(`${table}.customerId`)} and "customers"."invoiceKind" <> 'none')`
  return sql`
    select "deliveryNotes"."id" as "deliveryNoteId", cast(null as bigint) as "adjustmentId", "deliveryNotes"."customerId", "deliveryNotes"."kind", "deliveryNotes"."number",
      "deliveryNotes"."deliveryOn" as "on", "deliveryNotes"."totalFen", ${invoicedFen} as "invoicedFen"
    from "deliveryNotes" where "deliveryNotes"."releasedAt" is not null and "deliveryNotes"."voidedAt" is null and "deliveryNotes"."totalFen" <> 0${whose('deliveryNotes')}${until('deliveryNotes.deliveryOn')}${wanting('deliveryNotes')}${statementId === null ? sql`` : noteOnStatement(statementId)}
    union all select null, "adjustments"."id", "adjustments"."customerId", "adjustments"."kind", "adjustments"."number",
      "adjustments"."adjustedOn", "adjustments"."amountFen", ${invoicedOfAdjustment}
    from "adjustments" where "adjustments"."voidedAt" is null and "adjustments"."kind" <> 'opening'${whose('adjustments')}${until('adjustments.adjustedOn')}${wanting('adjustments')}${statementId === null ? sql`` : chargeOnStatement(statementId)}`
}

type Numbers = Record<'count' | 'totalFen' | 'invoicedFen', number | null>
const openSums = (row: Partial<Numbers> | undefined) => {
  const [totalFen, invoicedFen] = [Number(row?.totalFen ?? 0), Number(row?.invoicedFen ?? 0)]
  return { count: Number(row?.count ?? 0), totalFen, invoicedFen, openFen: totalFen - invoicedFen }
}

/** 已出未开票 (duty 105), oldest first, with how many there are and what all of them come to: one walk over the notes. */
export const uninvoicedPage = async (
  ctx: Context,
  { offset, limit, ...asked }: z.output<typeof invoices.uninvoiced.input>,
): Promise<{ rows: Uninvoiced[]; total: number; sums: ReturnType<typeof openSums> }> => {
  const filter = filterOf(asked)
  const { rows } = await sql<Omit<Uninvoiced, 'openFen'> & Record<'count' | 'allFen' | 'allInvoicedFen', number>>`
    select o.*, c."shortName" as "customer" from (
      select d.*, count(*) over () as "count", sum(d."totalFen") over () as "allFen", sum(d."invoicedFen") over () as "allInvoicedFen"
      from (${documents(filter)}) d where d."invoicedFen" <> d."totalFen" order by d."on", d."number", d."customerId" limit ${limit} offset ${offset}
    ) o join "customers" c on c."id" = o."customerId" order by o."on", o."number", o."customerId"`.execute(ctx.db)
  const first = rows[0]
  const sums = first
    ? openSums({ count: first.count, totalFen: first.allFen, invoicedFen: first.allInvoicedFen })
    : // nothing is open, or the page lies behind the last row
      await sumsOf(ctx, filter)
  return {
    rows: rows.map(({ count: _count, allFen: _allFen, allInvoicedFen: _allInvoicedFen, ...row }) => {
      const [totalFen, invoiced] = [Number(row.totalFen), Number(row.invoicedFen)]
      return { ...row, totalFen, invoicedFen: invoiced, openFen: totalFen - invoiced }
    }),
    total: sums.count,
    sums,
  }
}

export const uninvoicedOf = async (ctx: Context, asked: z.output<typeof invoices.uninvoiced.input>) => {
  const { rows, total } = await uninvoicedPage(ctx, asked)
  return { rows, total }
}

const sumsOf = async (ctx: Pick<Context, 'db'>, filter: OpenFilter) => {
  const { rows } = await sql<Numbers>`
    select count(*) as "count", sum(d."totalFen") as "totalFen", sum(d."invoicedFen") as "invoicedFen"
    from (${documents(filter)}) d where d."invoicedFen" <> d."totalFen"`.execute(ctx.db)
  return openSums(rows[0])
}

export const uninvoicedSums = (ctx: Context, asked: Asked) => sumsOf(ctx, filterOf(asked))

/** 票未开 of a customer up to a day, fen. */
export const uninvoicedUntil = async (ctx: Pick<Context, 'db'>, customerId: number, until: string): Promise<number> =>
  (await sumsOf(ctx, { customerId, statementId: null, until, all: true })).openFen

/**
 * Invoices of which something may be open: for a note that is not paid, for a charge, or for nothing yet. Those that are
 * for paid notes alone, nearly all of them after a year, are not looked at.
 */
const maybeOpen = (customerId: number | null): RawBuilder<unknown> => {
  const whose = customerId === null ? sql`` : sql` and "customerId" = ${customerId}`
  return sql`
    select "invoiceId" as "id" from "invoiceLines" where "standing" = 1
      and "deliveryNoteId" in (select "id" from "deliveryNotes" where "paidFen" < "totalFen"${whose})
    union all select "invoiceId" from "invoiceLines" where "standing" = 1
      and "adjustmentId" in (select "id" from "adjustments" where "voidedAt" is null${whose})
    union all select "id" from "invoices" where "uncoveredFen" <> 0${whose}`
}

/**
 * Standing invoices with what no confirmed money was set against: the money of a document pays its oldest invoice
 * first; returns on an invoice take off what is open of it; what is covered by no document yet is open. What red
 * invoices took back of one is no more of it, document by document.
 */
const unpaid = (customerId: number | null): RawBuilder<unknown> => {
  const open = maybeOpen(customerId)
  return sql`
    select i."id", i."number", i."customerId", i."issuedOn", i."amountFen" + i."redFen" as "amountFen",
      i."uncoveredFen" + i."redUncoveredFen" + coalesce(sum(p."openFen"), 0) as "openFen"
    from (
      select i.*,
        coalesce((select sum(r."amountFen") from "invoices" r where r."reversesId" = i."id" and r."state" = 'red'), 0) as "redFen",
        coalesce((select sum(r."uncoveredFen") from "invoices" r where r."reversesId" = i."id" and r."state" = 'red'), 0) as "redUncoveredFen"
      from "invoices" i where i."id" in (${open}) and i."state" = 'standing' and i."amountFen" > 0
    ) i left join (
      select d."invoiceId", case
        when d."amountFen" < 0 then d."amountFen"
        when d."upTo" - d."paidFen" <= 0 then 0
        when d."upTo" - d."paidFen" < d."amountFen" then d."upTo" - d."paidFen"
        else d."amountFen" end as "openFen"
      from (
        select b."invoiceId", b."amountFen",
          sum(b."amountFen") over (partition by b."deliveryNoteId", b."adjustmentId" order by i."issuedOn", i."id" rows unbounded preceding) as "upTo",
          coalesce(n."paidFen", (select sum(a."amountFen") from "receiptAllocations" a join "receipts" r on r."id" = a."receiptId"
            where a."adjustmentId" = b."adjustmentId" and r."confirmedAt" is not null and r."voidedAt" is null), 0) as "paidFen"
        from (
          select e."invoiceId", e."deliveryNoteId", e."adjustmentId", sum(e."amountFen") as "amountFen" from (
            select i."id" as "invoiceId", l."deliveryNoteId", l."adjustmentId", l."amountFen"
            from (select distinct "id" from (${open}) m) o cross join "invoices" i cross join "invoiceLines" l
            where i."id" = o."id" and i."reversesId" is null and l."invoiceId" = i."id" and l."standing" = 1
            union all select o."id", l."deliveryNoteId", l."adjustmentId", l."amountFen"
            from (select distinct "id" from (${open}) m) o cross join "invoices" r cross join "invoiceLines" l
            where r."reversesId" = o."id" and l."invoiceId" = r."id" and l."standing" = 1
          ) e group by e."invoiceId", e."deliveryNoteId", e."adjustmentId"
        ) b join "invoices" i on i."id" = b."invoiceId" left join "deliveryNotes" n on n."id" = b."deliveryNoteId"
      ) d
    ) p on p."invoiceId" = i."id"
    group by i."id", i."number", i."customerId", i."issuedOn", i."amountFen", i."redFen", i."uncoveredFen", i."redUncoveredFen"`
}

/** 已开未收 (duty 105), oldest first, with how many there are. */
export const unpaidOf = async (
  ctx: Context,
  { offset, limit, customerId }: z.output<typeof invoices.unpaid.input>,
): Promise<{ rows: UnpaidInvoice[]; total: number }> => {
  const { rows } = await sql<Omit<UnpaidInvoice, 'days'> & { count: number }>`
    select u."id", u."number", u."customerId", c."shortName" as "customer", u."issuedOn", u."amountFen", u."openFen", count(*) over () as "count"
    from (${unpaid(customerId)}) u join "customers" c on c."id" = u."customerId" where u."openFen" > 0
    order by u."issuedOn", u."id" limit ${limit} offset ${offset}`.execute(ctx.db)
  const total = rows[0] ? Number(rows[0].count) : offset === 0 ? 0 : (await unpaidSums(ctx, customerId)).count
  return {
    rows: rows.map(({ count: _count, ...row }) => ({
      ...row,
      amountFen: Number(row.amountFen),
      openFen: Number(row.openFen),
      days: Math.max(0, daysBetween(row.issuedOn, ctx.today)),
    })),
    total,
  }
}

export const unpaidSums = async (ctx: Context, customerId: number | null) => {
  const { rows } = await sql<Record<'count' | 'amountFen' | 'openFen', number | null>>`
    select count(*) as "count", sum(u."amountFen") as "amountFen", sum(u."openFen") as "openFen"
    from (${unpaid(customerId)}) u where u."openFen" > 0`.execute(ctx.db)
  const left = await ctx.db
    .selectFrom('receipts')
    .select(({ fn, eb }) => fn.sum<number>(eb('amountFen', '-', eb.ref('assignedFen'))).as('fen'))
    .where('confirmedAt', 'is not', null)
    .where('voidedAt', 'is', null)
    .$if(customerId !== null, (some) => some.where('customerId', '=', customerId!))
    .executeTakeFirst()
  return {
    count: Number(rows[0]?.count ?? 0),
    amountFen: Number(rows[0]?.amountFen ?? 0),
    openFen: Number(rows[0]?.openFen ?? 0),
    unassignedFen: Number(left?.fen ?? 0),
  }
}
