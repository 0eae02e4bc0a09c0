import { lastDayOfMonth } from '../../shared/dates.ts'
import { benchToday } from './dataset.ts'
import { contest, type Figure, figureOf } from './measure.ts'
import type { BenchOffice } from './office.ts'

/** Reports and the lists of the office's money and complaints, beside the same questions asked of the bare tables. */

const month = benchToday.slice(0, 7)
const monthBefore = '2026-10'

/** A year's lines that were due: how many had left by their day, and how many at all. */
const ratesSql = `
  select substr(r."dueOn", 1, 7) as "month", count(*), sum(r."inTime" >= r."quantity"), sum(r."gone" >= r."quantity") from (
    select l."dueOn", l."quantity", sum(case when n."deliveryOn" <= l."dueOn" then d."quantity" else 0 end) as "inTime",
      sum(case when n."id" is null then 0 else d."quantity" end) as "gone"
    from "orderLines" l join "orders" o on o."id" = l."orderId" left join "deliveryLines" d on d."orderLineId" = l."id"
      left join "deliveryNotes" n on n."id" = d."deliveryNoteId" and n."kind" = 'delivery' and n."releasedAt" is not null and n."voidedAt" is null
    where l."dueOn" >= @from and l."dueOn" <= @to and l."cancelledAt" is null and o."voidedAt" is null and o."checkedAt" is not null
      and (l."dueOn" < @today or l."deliveredQuantity" >= l."quantity") group by l."id"
  ) r group by 1`

/** 准时率 of a year, the slowest of the eleven: it looks at 66,000 lines and what left of each. */
export const reportRates = async (office: BenchOffice): Promise<Figure> => {
  const bare = office.bare.prepare(ratesSql)
  const days = { from: '2025-11-01', to: lastDayOfMonth(monthBefore), today: benchToday }
  const times = await contest({
    ours: () => office.call('reports.table', { report: 'rates', day: benchToday, month: monthBefore, limit: 100 }),
    baseline: () => bare.all(days),
    rounds: 15,
  })
  return figureOf('reports', `准时率, ${office.dataset}`, 3, times)
}

const matrixSql = [
  `select coalesce(nullif(l."code", ''), l."description") as "goods", sum(l."amountFen") as "fen" from "deliveryNotes" n join "deliveryLines" l on l."deliveryNoteId" = n."id"
    where n."deliveryOn" between @from and @to and n."releasedAt" is not null and n."voidedAt" is null group by 1 order by 2 desc limit 8`,
  `select n."customerId", coalesce(nullif(l."code", ''), l."description") as "goods", sum(l."amountFen") as "fen", sum(l."quantity") as "quantity" from "deliveryNotes" n join "deliveryLines" l on l."deliveryNoteId" = n."id"
    where n."deliveryOn" between @from and @to and n."releasedAt" is not null and n."voidedAt" is null group by 1, 2`,
]

/** 客户 × 产品 of a month, a page of it. */
export const reportMatrix = async (office: BenchOffice): Promise<Figure> => {
  const bare = matrixSql.map((sql) => office.bare.prepare(sql))
  const days = { from: `${monthBefore}-01`, to: lastDayOfMonth(monthBefore) }
  const times = await contest({
    ours: () => office.call('reports.table', { report: 'matrix', day: benchToday, month: monthBefore, limit: 100 }),
    baseline: () => bare.map((statement) => statement.all(days)),
    rounds: 40,
  })
  return figureOf('report-matrix', `客户 × 产品, ${office.dataset}`, 3, times)
}

/** What left up to a day and is not wholly invoiced: a page of it, and what all of it comes to. */
const notInvoicedSql = [
  `select o.*, c."shortName" from (
    select n."id", n."number", n."customerId", n."deliveryOn", n."totalFen", coalesce((select sum(l."amountFen") from "invoiceLines" l where l."deliveryNoteId" = n."id" and l."standing" = 1), 0) as "invoiced"
    from "deliveryNotes" n where n."releasedAt" is not null and n."voidedAt" is null and n."deliveryOn" <= @to) o
    join "customers" c on c."id" = o."customerId" where o."invoiced" <> o."totalFen" and c."invoiceKind" <> 'none' order by o."deliveryOn", o."number" limit 100`,
  `select count(*), sum(o."totalFen"), sum(o."invoiced") from (
    select n."totalFen", coalesce((select sum(l."amountFen") from "invoiceLines" l where l."deliveryNoteId" = n."id" and l."standing" = 1), 0) as "invoiced"
    from "deliveryNotes" n where n."releasedAt" is not null and n."voidedAt" is null and n."deliveryOn" <= @to) o where o."invoiced" <> o."totalFen"`,
]

/** 已出未开票 as its page asks it: a hundred rows and the sums of all. */
export const notInvoiced = async (office: BenchOffice): Promise<Figure> => {
  const bare = notInvoicedSql.map((sql) => office.bare.prepare(sql))
  const times = await contest({
    ours: async () => {
      await office.call('invoices.uninvoiced', { month, limit: 100 })
      await office.call('invoices.uninvoicedSums', { month })
    },
    baseline: () => bare.map((statement) => statement.all({ to: lastDayOfMonth(month) })),
    rounds: 20,
  })
  return figureOf('not-invoiced', office.dataset, 3, times)
}

const complaintsSql = {
  count: `select count(*) from "complaints"`,
  page: `select k.*, c."shortName", c."name", u."name" as "decider", o."number" as "orderNumber", n."number" as "noteNumber"
    from (select * from "complaints" where "id" in (select "id" from "complaints" order by "receivedAt" desc, "id" desc limit 100)) k join "customers" c on c."id" = k."customerId" left join "users" u on u."id" = k."decidedBy" left join "orders" o on o."id" = k."orderId" left join "deliveryNotes" n on n."id" = k."deliveryNoteId"
    order by k."receivedAt" desc, k."id" desc`,
  notes: `select x."complaintId", n."number" from "complaintNotes" x join "deliveryNotes" n on n."id" = x."deliveryNoteId" where x."complaintId" in (select value from json_each(@ids))`,
  money: `select x."complaintId", a."number", x."amountFen" from "complaintDeductions" x join "adjustments" a on a."id" = x."adjustmentId" where x."takenBackAt" is null and x."complaintId" in (select value from json_each(@ids))`,
  slips: `select r."complaintId", r."number", r."wantedOn", (select sum(p."quantity") from "replacementParts" p where p."replacementId" = r."id") as "wanted",
      (select sum(l."quantity") from "complaintNotes" x join "deliveryNotes" n on n."id" = x."deliveryNoteId" join "deliveryLines" l on l."deliveryNoteId" = n."id" where x."replacementId" = r."id" and n."releasedAt" is not null and n."voidedAt" is null) as "sent"
    from "replacements" r where r."voidedAt" is null and r."complaintId" in (select value from json_each(@ids))`,
  repeats: `select o."id", o."productId", o."receivedOn" from "complaints" o where o."productId" in (select k."productId" from "complaints" k where k."id" in (select value from json_each(@ids)))
    and o."receivedOn" >= (select date(min(k."receivedOn"), '-90 days') from "complaints" k where k."id" in (select value from json_each(@ids)))`,
}

/** 投诉, all of five years, the newest hundred with what each led to and how often it came before. */
export const complaintsList = async (office: BenchOffice): Promise<Figure> => {
  const { bare } = office
  const [count, page] = [bare.prepare(complaintsSql.count), bare.prepare(complaintsSql.page)]
  const rest = [complaintsSql.notes, complaintsSql.money, complaintsSql.slips, complaintsSql.repeats].map((sql) =>
    bare.prepare(sql),
  )
  const { total } = (await office.call('complaints.list', { view: 'all', limit: 1 })) as { total: number }
  const times = await contest({
    ours: () => office.call('complaints.list', { view: 'all', limit: 100 }),
    baseline: () => {
      count.get()
      const ids = JSON.stringify((page.all() as { id: number }[]).map(({ id }) => id))
      for (const statement of rest) statement.all({ ids })
    },
    rounds: 200,
    warmUp: 100,
  })
  return figureOf('complaints-list', `${total.toLocaleString('en')} complaints`, 3, times)
}
