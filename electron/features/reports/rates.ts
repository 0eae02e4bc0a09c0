import { type RawBuilder, sql } from 'kysely'
import { lastDayOfMonth } from '../../../shared/dates.ts'
import { daysBetween } from '../../../shared/dates.ts'
import { shareOf } from '../../../shared/figures.ts'
import type { ReportRow } from '../../../shared/reports.ts'
import { all, exceptOrders, limited, monthsBefore, yearTo } from './parts.ts'
import { type Build, column, pagedTable, rateTable } from './table.ts'

/**
 * Lines promised for a day of these months that is past, or that have left altogether: the denominator of 准时率. In time: all
 * of it had left with released delivery notes by the end of its day.
 */
const decided = (from: string, to: string, today: string, hidden: readonly number[]): RawBuilder<unknown> => sql`
  select l."id", l."dueOn", l."quantity", sum(case when n."deliveryOn" <= l."dueOn" then d."quantity" else 0 end) as "inTimeQuantity",
    sum(case when n."id" is null then 0 else d."quantity" end) as "goneQuantity", max(n."deliveryOn") as "lastOn"
  from "orderLines" l join "orders" o on o."id" = l."orderId"
    left join "deliveryLines" d on d."orderLineId" = l."id"
    left join "deliveryNotes" n on n."id" = d."deliveryNoteId" and n."kind" = 'delivery' and n."releasedAt" is not null and n."voidedAt" is null
  where l."dueOn" >= ${from} and l."dueOn" <= ${to} and l."cancelledAt" is null and o."voidedAt" is null and o."checkedAt" is not null
    and (l."dueOn" < ${today} or l."deliveredQuantity" >= l."quantity")${exceptOrders(hidden)}
  group by l."id", l."dueOn", l."quantity"`

/** 准时率 (duty 134): lines shipped by the day they were promised for, of those that were due, month by month. */
export const rates: Build = async (ctx, { filter, page, t, hidden }) => {
  const found = await all<{ month: string; due: number; inTime: number; gone: number }>(
    ctx,
    sql`select substr(r."dueOn", 1, 7) as "month", count(*) as "due", sum(case when r."inTimeQuantity" >= r."quantity" then 1 else 0 end) as "inTime",
        sum(case when r."goneQuantity" >= r."quantity" then 1 else 0 end) as "gone"
      from (${decided(`${monthsBefore(filter.month, 11)}-01`, lastDayOfMonth(filter.month), ctx.today, hidden)}) r group by substr(r."dueOn", 1, 7)`,
  )
  const byMonth = new Map(
    found.map(({ month, ...row }) => [
      month,
      { due: Number(row.due), inTime: Number(row.inTime), gone: Number(row.gone) },
    ]),
  )
  const rows = yearTo(filter.month).map((month): ReportRow => {
    const { due, inTime, gone } = byMonth.get(month) ?? { due: 0, inTime: 0, gone: 0 }
    return {
      key: month,
      cells: [month, inTime, due, shareOf(inTime, due), gone - inTime, due - gone],
      target: due === 0 ? null : { report: 'rateRows', title: `${t('reports.rates')} ${month}`, filter: { month } },
    }
  })
  const columns = [
    column('month', t('reports.month')),
    column('inTime', t('reports.inTime'), 'integer', 140),
    column('due', t('reports.dueLines'), 'integer', 140),
    column('rate', t('reports.onTimeRate'), 'percent', 120),
    column('late', t('reports.leftLate'), 'integer', 140),
    column('open', t('reports.notLeft'), 'integer', 140),
  ]
  return rateTable(columns, rows, page, t('reports.onTimeRate'))
}

interface Line {
  id: number
  orderId: number
  number: string
  customer: string
  dueOn: string
  name: string
  spec: string
  colour: string
  unit: string
  quantity: number
  inTimeQuantity: number
  goneQuantity: number
  lastOn: string | null
}

/** The lines behind a month of 准时率, those that were late first. */
export const rateRows: Build = async (ctx, { filter, page, t, hidden }) => {
  const { month, late } = filter
  const lines = decided(`${month}-01`, lastDayOfMonth(month), ctx.today, hidden)
  const where = late ? sql`where r."inTimeQuantity" < r."quantity"` : sql``
  const order = sql`order by case when r."inTimeQuantity" >= r."quantity" then 1 else 0 end, r."dueOn", r."id"`
  const found = await all<Line>(
    ctx,
    sql`select r.*, o."id" as "orderId", o."number", c."shortName" as "customer", l."name", l."spec", l."colour", l."unit"
      from (select r.* from (${lines}) r ${where} ${order} ${limited(page)}) r
        join "orderLines" l on l."id" = r."id" join "orders" o on o."id" = l."orderId" join "customers" c on c."id" = o."customerId" ${order}`,
  )
  const [counted] = await all<{ total: number }>(ctx, sql`select count(*) as "total" from (${lines}) r ${where}`)
  const columns = [
    column('dueOn', t('reports.promised'), 'date', 92),
    column('number', t('reports.order'), 'text', 120),
    column('customer', t('app.customer'), 'text', 120),
    column('description', t('reports.goodsName')),
    column('quantity', t('app.quantity'), 'quantity', 90),
    column('inTime', t('reports.goneInTime'), 'quantity', 90),
    column('gone', t('reports.goneAll'), 'quantity', 90),
    column('unit', t('app.unit'), 'text', 50),
    column('lastOn', t('reports.lastLeft'), 'date', 92),
    column('late', t('reports.lateDays'), 'integer', 80),
    column('verdict', t('app.state'), 'text', 90),
  ]
  const rows = found.map((line): ReportRow => {
    const quantity = Number(line.quantity)
    const inTime = Number(line.inTimeQuantity) >= quantity
    const gone = Number(line.goneQuantity) >= quantity
    const until = gone && line.lastOn !== null ? line.lastOn : ctx.today
    return {
      key: String(line.id),
      cells: [
        line.dueOn,
        line.number,
        line.customer,
        [line.name, line.spec, line.colour].filter(Boolean).join(' '),
        quantity,
        Number(line.inTimeQuantity),
        Number(line.goneQuantity),
        line.unit,
        line.lastOn,
        inTime ? 0 : daysBetween(line.dueOn, until),
        t(inTime ? 'reports.verdictInTime' : gone ? 'reports.verdictLate' : 'reports.verdictOpen'),
      ],
      target: { word: 'orders', id: Number(line.orderId), title: line.number },
    }
  })
  return pagedTable(columns, rows, Number(counted!.total))
}
