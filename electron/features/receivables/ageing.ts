import { type RawBuilder, sql } from 'kysely'
import { daysBetween, plusDays } from '../../../shared/dates.ts'
import { type Aged, type AgedItem, creditDays, dueDay, type ReceivableFilter } from '../../../shared/receivables.ts'
import type { Context } from '../../context.ts'
import { oldestFirst } from './oldestFirst.ts'

type Reader = Pick<Context, 'db'>

const ofCustomer = (customerId: number | null, table: string): RawBuilder<unknown> =>
  customerId === null ? sql`` : sql` and ${sql.ref(`${table}.customerId`)} = ${customerId}`

/**
 * Charges up to a day (fen; returns and deductions are negative) with the confirmed money of that day set against each.
 * `rank` puts what is no delivery first on its day, as the list of open documents has it.
 */
const chargesUpTo = (on: string, customerId: number | null): RawBuilder<unknown> => {
  const paid = (column: string): RawBuilder<unknown> => sql`
    select ${sql.ref(`a.${column}`)} as "id", sum(a."amountFen") as "fen"
    from "receiptAllocations" a join "receipts" r on r."id" = a."receiptId"
    where ${sql.ref(`a.${column}`)} is not null and r."confirmedAt" is not null and r."voidedAt" is null
      and r."receivedOn" <= ${on}${ofCustomer(customerId, 'r')} group by ${sql.ref(`a.${column}`)}`
  return sql`
    select n."customerId", 1 as "rank", n."id", n."deliveryOn" as "on", n."totalFen" as "fen", coalesce(p."fen", 0) as "paid"
    from "deliveryNotes" n left join (${paid('deliveryNoteId')}) p on p."id" = n."id"
    where n."releasedAt" is not null and (n."voidedAt" is null or n."reversedOn" > ${on}) and n."deliveryOn" <= ${on}${ofCustomer(customerId, 'n')}
    union all
    select d."customerId", 0, d."id", d."adjustedOn", d."amountFen", coalesce(p."fen", 0)
    from "adjustments" d left join (${paid('adjustmentId')}) p on p."id" = d."id"
    where d."voidedAt" is null and d."adjustedOn" <= ${on}${ofCustomer(customerId, 'd')}`
}

/** What is left of each charge once the customer's credits are taken off the oldest; `credit` is what was taken off. */
const openCharges = (on: string, customerId: number | null): RawBuilder<unknown> => sql`
  select "customerId", "rank", "id", "on", "fen", "paid", "open" - "left" as "credit", "left" from (${oldestFirst(sql`
    select q.*, case when "fen" > 0 then "fen" - "paid" else 0 end as "open", case when "fen" < 0 then -"fen" else 0 end as "back"
    from (${chargesUpTo(on, customerId)}) q`)}) x`

/** The terms there are, each with the first day of a charge that is not due, at most 30, 60 and 90 days late. */
const boundsOf = async (ctx: Reader, on: string): Promise<RawBuilder<unknown>> => {
  const found = await ctx.db.selectFrom('customers').select(['settlement', 'termDays']).distinct().execute()
  const days = [...new Set([0, ...found.map(creditDays)])]
  const rows = days.map((each) => {
    const first = (late: number): RawBuilder<unknown> => sql.lit(plusDays(on, -each - late))
    return sql`select ${sql.lit(each)} as "days", ${first(0)} as "b0", ${first(30)} as "b30", ${first(60)} as "b60", ${first(90)} as "b90"`
  })
  return sql.join(rows, sql` union all `)
}

const received = (on: string, customerId: number | null): RawBuilder<unknown> => sql`
  select "customerId", sum("amountFen") as "fen" from "receipts"
  where "confirmedAt" is not null and "voidedAt" is null and "receivedOn" <= ${on}${ofCustomer(customerId, 'receipts')} group by "customerId"`

const waiting = (on: string, customerId: number | null): RawBuilder<unknown> => sql`
  select "customerId", sum("amountFen") as "fen" from "receipts"
  where "state" = 'entered' and "receivedOn" <= ${on}${ofCustomer(customerId, 'receipts')} group by "customerId"`

/** Each customer's ages on a day, in fen. */
const agedOf = async (ctx: Reader, on: string, customerId: number | null): Promise<RawBuilder<unknown>> => {
  const between = (from: string | null, to: string | null): RawBuilder<unknown> =>
    sql`sum(case when ${from === null ? sql`1 = 1` : sql`o."on" >= ${sql.ref(`b.${from}`)}`}${to === null ? sql`` : sql` and o."on" < ${sql.ref(`b.${to}`)}`} then o."left" else 0 end)`
  return sql`
    select c."id" as "customerId", c."shortName" as "customer", c."settlement", c."termDays", c."creditLimitFen" as "limitFen",
      coalesce(g."charged", 0) - coalesce(r."fen", 0) as "balanceFen",
      coalesce(g."notDue", 0) as "notDueFen", coalesce(g."to30", 0) as "to30Fen", coalesce(g."to60", 0) as "to60Fen",
      coalesce(g."to90", 0) as "to90Fen", coalesce(g."over90", 0) as "over90Fen",
      coalesce(g."left", 0) - coalesce(g."notDue", 0) as "overdueFen",
      coalesce(g."left", 0) - coalesce(g."charged", 0) + coalesce(r."fen", 0) as "prepaidFen",
      coalesce(w."fen", 0) as "waitingFen"
    from "customers" c
    left join (
      select o."customerId", sum(o."fen") as "charged", sum(o."left") as "left", ${between('b0', null)} as "notDue",
        ${between('b30', 'b0')} as "to30", ${between('b60', 'b30')} as "to60", ${between('b90', 'b60')} as "to90",
        ${between(null, 'b90')} as "over90"
      from (${openCharges(on, customerId)}) o
      join "customers" k on k."id" = o."customerId"
      join (${await boundsOf(ctx, on)}) b on b."days" = case when k."settlement" = 'monthly' then k."termDays" else 0 end
      group by o."customerId"
    ) g on g."customerId" = c."id"
    left join (${received(on, customerId)}) r on r."customerId" = c."id"
    left join (${waiting(on, customerId)}) w on w."customerId" = c."id"
    where (g."customerId" is not null or r."customerId" is not null or w."customerId" is not null)${customerId === null ? sql`` : sql` and c."id" = ${customerId}`}`
}

/** The last promise of each customer that was known on a day, where its day had passed and its money had not come by then. */
export const brokenPromises = (on: string): RawBuilder<unknown> => sql`
  select p."customerId" from "payPromises" p
  where p."promisedOn" < ${on} and p."saidOn" <= ${on}
    and not exists (select 1 from "payPromises" l where l."customerId" = p."customerId" and l."id" > p."id" and l."saidOn" <= ${on})
    and coalesce((select sum(r."amountFen") from "receipts" r where r."customerId" = p."customerId" and r."state" = 'confirmed' and r."enteredAt" >= p."at" and r."receivedOn" >= p."saidOn" and r."receivedOn" <= ${on}), 0) < p."amountFen"`

const wanted = (view: ReceivableFilter['view'], on: string): RawBuilder<unknown> => {
  if (view === 'overdue') return sql`"overdueFen" > 0`
  if (view === 'prepaid') return sql`"prepaidFen" > 0`
  if (view === 'broken') return sql`"customerId" in (${brokenPromises(on)})`
  return sql`("balanceFen" <> 0 or "overdueFen" <> 0 or "prepaidFen" <> 0 or "waitingFen" <> 0)`
}

const orderOf = {
  overdue: sql`"overdueFen" desc, "balanceFen" desc, "customerId"`,
  balance: sql`"balanceFen" desc, "customerId"`,
  name: sql`"customer", "customerId"`,
} as const

export type AgedCustomer = Aged & {
  customerId: number
  customer: string
  settlement: string
  termDays: number
  limitFen: number
}

const numbersOf = <T extends object>(row: T): T =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, name.endsWith('Fen') ? Number(value ?? 0) : value]),
  ) as T

const nothing: Aged = {
  balanceFen: 0,
  notDueFen: 0,
  to30Fen: 0,
  to60Fen: 0,
  to90Fen: 0,
  over90Fen: 0,
  overdueFen: 0,
  prepaidFen: 0,
  waitingFen: 0,
}

/** A page of customers with their ages on a day, how many there are, and the sums of all of them. */
export const agedPage = async (
  ctx: Reader,
  { on, view, customerId, order }: ReceivableFilter & { on: string },
  offset: number,
  limit: number,
): Promise<{ rows: AgedCustomer[]; total: number; sums: Aged }> => {
  const sums = (Object.keys(nothing) as (keyof Aged)[]).map(
    (field) => sql`sum(${sql.ref(field)}) over () as ${sql.ref(`all ${field}`)}`,
  )
  const { rows } = await sql<AgedCustomer & Record<string, number>>`
    select a.*, count(*) over () as "total", ${sql.join(sums)} from (${await agedOf(ctx, on, customerId)}) a
    where ${wanted(view, on)} order by ${orderOf[order]} limit ${limit} offset ${offset}`.execute(ctx.db)
  const first = rows[0]
  return {
    rows: rows.map((row) => {
      const { customerId: id, customer, settlement, termDays, limitFen } = numbersOf(row)
      const ages = Object.fromEntries(Object.keys(nothing).map((field) => [field, Number(row[field])])) as Aged
      return { customerId: id, customer, settlement, termDays: Number(termDays), limitFen, ...ages }
    }),
    total: Number(first?.['total'] ?? 0),
    sums: first
      ? (Object.fromEntries(Object.keys(nothing).map((field) => [field, Number(first[`all ${field}`] ?? 0)])) as Aged)
      : nothing,
  }
}

/** What a customer has not paid on a day, the oldest first. */
export const agedItems = async (
  ctx: Reader,
  customerId: number,
  on: string,
  offset: number,
  limit: number,
): Promise<{ rows: AgedItem[]; total: number }> => {
  const terms = await ctx.db
    .selectFrom('customers')
    .select(['settlement', 'termDays'])
    .where('id', '=', customerId)
    .executeTakeFirstOrThrow()
  type Row = Record<'rank' | 'id' | 'fen' | 'paid' | 'credit' | 'left' | 'total' | 'old', number> &
    Record<'on' | 'number' | 'remark', string>
  const { rows } = await sql<Row>`
    select o.*, count(*) over () as "total", coalesce(n."number", s."number", d."number") as "number", case when s."id" is null then 0 else 1 end as "old", coalesce(s."customerPo" || ' ' || s."remark", d."reason", n."remark", '') as "remark"
    from (${openCharges(on, customerId)}) o
    left join "deliveryNotes" n on o."rank" = 1 and n."id" = o."id"
    left join "adjustments" d on o."rank" = 0 and d."id" = o."id"
    left join "openingNotes" s on s."adjustmentId" = d."id"
    where o."left" > 0 order by o."on", o."rank", o."id" limit ${limit} offset ${offset}`.execute(ctx.db)
  return {
    rows: rows.map((row) => {
      const dueOn = dueDay(row.on, terms)
      return {
        kind: Number(row.rank) === 1 ? 'note' : Number(row.old) === 1 ? 'opening' : 'charge',
        documentId: Number(row.id),
        number: row.number,
        on: row.on,
        dueOn,
        lateDays: Math.max(0, daysBetween(dueOn, on)),
        totalFen: Number(row.fen),
        paidFen: Number(row.paid),
        creditFen: Number(row.credit),
        openFen: Number(row.left),
        remark: row.remark.trim(),
      }
    }),
    total: Number(rows[0]?.total ?? 0),
  }
}
