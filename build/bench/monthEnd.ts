import { benchToday } from './dataset.ts'
import { contest, type Figure, figureOf } from './measure.ts'
import type { BenchOffice } from './office.ts'

const month = benchToday.slice(0, 7)
const days = { from: `${month}-01`, to: `${month}-30`, month }

const notes = `from "deliveryNotes" n where n."releasedAt" is not null and n."voidedAt" is null and n."deliveryOn" <= @to`

/** What each class of the check is about, as somebody would ask the tables by hand: how many, and their fen. */
const counts = [
  `select count(*) from "inboxItems" where "state" = 'waiting' and "receivedAt" <= @to || 'T~'`,
  `select count(*), sum(o."totalFen") from "orders" o where o."voidedAt" is null and o."dueOn" <= @to and o."state" in ('toCheck', 'toSign', 'toDeposit', 'toReview', 'toRelease', 'inProduction')
    and not exists (select 1 from "deliveryLines" l join "deliveryNotes" n on n."id" = l."deliveryNoteId" where l."orderId" = o."id" and n."voidedAt" is null)`,
  `select count(*), sum(o."totalFen") from "orders" o where o."voidedAt" is null and o."state" = 'toDeliver'
    and not exists (select 1 from "deliveryLines" l join "deliveryNotes" n on n."id" = l."deliveryNoteId" where l."orderId" = o."id" and n."voidedAt" is null)`,
  `select count(*), sum(n."totalFen") from "journeys" j join "deliveryNotes" n on n."id" = j."deliveryNoteId" where j."state" in ('house', 'loaded') and n."deliveryOn" <= @to`,
  `select count(*), sum(n."totalFen") from "signBacks" s join "deliveryNotes" n on n."id" = s."documentId" where s."kind" = 'delivery' and s."state" = 'waiting' and n."voidedAt" is null and n."deliveryOn" <= @to`,
  `select count(*), sum("differenceFen") from "signBacks" where "state" = 'different' and "settledAt" is null`,
  `select count(*), sum(n."totalFen") ${notes} and exists (select 1 from "deliveryLines" l where l."deliveryNoteId" = n."id"
    and not exists (select 1 from "statementRows" r where r."sourceKey" = 'note:' || n."id" || ':' || l."id"))`,
  `select count(*) from "deliveryLines" l join "deliveryNotes" n on n."id" = l."deliveryNoteId" where l."priceMicros" = 0 and n."kind" <> 'replacement' and n."deliveryOn" between @from and @to and n."voidedAt" is null`,
  `select count(*), sum("amountFen" - "assignedFen") from "receipts" where "state" = 'confirmed' and "assignedFen" < "amountFen" and "receivedOn" <= @to and "voidedAt" is null`,
  `select count(*), sum("amountFen") from "receipts" where "state" = 'entered' and "receivedOn" <= @to and "voidedAt" is null`,
  `select count(*), sum("openFen") from "codNotes" where "state" in ('toCollect', 'onDriver', 'handedOver', 'difference') and "deliveredOn" <= @to`,
  `select count(*), sum(s."closingFen") from "statements" s where s."periodTo" between @from and @to and s."voidedAt" is null
    and not exists (select 1 from "signBacks" b where b."kind" = 'statement' and b."documentId" = s."id" and b."state" in ('same', 'different'))`,
]
const lists = [
  `select "kind", "day", "last" from "numberSeries" where "day" between @from and @to`,
  ...['orders', 'notices', 'deliveryNotes', 'receipts', 'statements'].map(
    (table) =>
      `select "number" from "${table}" where "number" like '__' || substr(@month, 3, 2) || substr(@month, 6, 2) || '%'`,
  ),
  `select "serial" from "deliveryNotes" where "deliveryOn" between @from and @to and "serial" <> ''`,
  `select c."id", max(s."periodTo") from "customers" c left join "statements" s on s."customerId" = c."id" and s."voidedAt" is null group by c."id"`,
  `select m."customerId", sum(m."fen"), max(m."on") from (
    select "customerId", max("deliveryOn") as "on", sum("totalFen") as "fen" from "deliveryNotes" where "releasedAt" is not null and "voidedAt" is null and "deliveryOn" <= @to group by "customerId"
    union all select "customerId", max("adjustedOn"), sum("amountFen") from "adjustments" where "voidedAt" is null and "adjustedOn" <= @to group by "customerId"
    union all select "customerId", max("receivedOn"), -sum("amountFen") from "receipts" where "confirmedAt" is not null and "voidedAt" is null and "receivedOn" <= @to group by "customerId") m group by m."customerId"`,
]

/** 月结检查 of a month at 50,000 orders, beside the same questions asked of the bare tables one by one. */
export const monthEndCheck = async (office: BenchOffice): Promise<Figure> => {
  const asked = [...counts, ...lists].map((sql) => ({ statement: office.bare.prepare(sql), sql }))
  const values = ({ sql }: { sql: string }) =>
    Object.fromEntries(Object.entries(days).filter(([name]) => sql.includes(`@${name}`)))
  const times = await contest({
    ours: () => office.call('monthEnd.check', { month }),
    baseline: () => asked.map((each) => each.statement.all(values(each))),
    rounds: 15,
  })
  return figureOf('month-end-check', office.dataset, 3, times)
}
