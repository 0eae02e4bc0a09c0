import { type RawBuilder, sql } from 'kysely'
import { daysBetween, lastDayOfMonth } from '../../../shared/dates.ts'
import { roundDivide } from '../../../shared/money.ts'
import type { ReportRow } from '../../../shared/reports.ts'
import { all, exceptOrders, limited, threeMonthsBefore } from './parts.ts'
import { type Build, column, pagedTable, type Reader, tableOf } from './table.ts'

/** How many of a customer's last orders its usual amount is the mean of. */
const usualOf = 6

/** Customers whose last order is older than three months; one without any was never a customer that went. */
const gone = (day: string, hidden: readonly number[]): RawBuilder<unknown> => sql`
  select * from (
    select c."id", c."shortName" as "customer", c."region", c."salesperson", c."contact", c."phone",
      (select o."orderedOn" from "orders" o where o."customerId" = c."id" and o."voidedAt" is null and o."orderedOn" <= ${day}${exceptOrders(hidden)}
        order by o."orderedOn" desc limit 1) as "lastOn"
    from "customers" c where c."active" = 1
  ) s where s."lastOn" < ${threeMonthsBefore(day)}`

/** 三个月未下单 (duty 136): customers whose last order is older, with what they used to order. */
export const silent: Build = async (ctx, { filter: { day }, page, t, hidden }) => {
  const ordered = sql`"orders" o where o."customerId" = s."id" and o."voidedAt" is null and o."orderedOn" <= ${day}${exceptOrders(hidden)}`
  const order = sql`order by s."lastOn", s."id"`
  const found = await all<{
    id: number
    customer: string
    region: string
    salesperson: string
    contact: string
    phone: string
    lastOn: string
    orders: number
    fen: number
  }>(
    ctx,
    sql`select s.*, (select count(*) from ${ordered}) as "orders",
        (select sum(u."totalFen") from (select o."totalFen" from ${ordered} order by o."orderedOn" desc, o."id" desc limit ${usualOf}) u) as "fen"
      from (select s.* from (${gone(day, hidden)}) s ${order} ${limited(page)}) s ${order}`,
  )
  const [counted] = await all<{ total: number }>(ctx, sql`select count(*) as "total" from (${gone(day, hidden)}) s`)
  const columns = [
    column('customer', t('app.customer')),
    column('region', t('customers.region'), 'text', 90),
    column('salesperson', t('customers.salesperson'), 'text', 90),
    column('contact', t('reports.contact'), 'text', 90),
    column('phone', t('reports.phone'), 'text', 130),
    column('lastOn', t('reports.lastOrder'), 'date', 100),
    column('days', t('reports.silentDays'), 'integer', 90),
    column('orders', t('reports.ordersBefore'), 'integer', 90),
    column('fen', t('reports.usualFen'), 'money', 130),
  ]
  const rows = found.map((row): ReportRow => {
    const orders = Number(row.orders)
    return {
      key: String(row.id),
      cells: [
        row.customer,
        row.region,
        row.salesperson,
        row.contact,
        row.phone,
        row.lastOn,
        daysBetween(row.lastOn, day),
        orders,
        roundDivide(BigInt(row.fen), BigInt(Math.min(orders, usualOf))),
      ],
      target: { word: 'customers', id: Number(row.id), title: row.customer },
    }
  })
  return pagedTable(columns, rows, Number(counted!.total))
}

/** Ordered and not left yet. */
const openLines = (hidden: readonly number[]): RawBuilder<unknown> => sql`
  from "orderLines" l join "orders" o on o."id" = l."orderId" join "customers" c on c."id" = o."customerId"
  where l."deliveredQuantity" < l."quantity" and l."customerId" is not null and l."cancelledAt" is null and o."voidedAt" is null${exceptOrders(hidden)}`
/** The month a line is due in, or `late`. */
const dueOf = (today: string): RawBuilder<unknown> =>
  sql`case when l."dueOn" < ${today} then 'late' else substr(l."dueOn", 1, 7) end`
/** Only what is due in a month, or late. */
const dueIn = (due: string | null, today: string): RawBuilder<unknown> => {
  if (due === null) return sql``
  if (due === 'late') return sql` and l."dueOn" < ${today}`
  return sql` and l."dueOn" >= ${today} and l."dueOn" >= ${`${due}-01`} and l."dueOn" <= ${lastDayOfMonth(due)}`
}

interface Amounts {
  quantity: number
  deliveredQuantity: number
  amountFen: number
}
/** Of a line that left in part its amount less the share that left, as on the credit strip. */
const openOf = (line: Amounts): number => {
  const [quantity, left, amountFen] = [line.quantity, line.deliveredQuantity, line.amountFen].map(Number) as [
    number,
    number,
    number,
  ]
  return amountFen - roundDivide(BigInt(amountFen) * BigInt(left), BigInt(quantity))
}

/** Month or `late` → lines, orders, customers and fen that are open. The database adds up what has not left at all. */
const openByMonth = async (ctx: Reader, hidden: readonly number[], due: string | null) => {
  const lines = sql`${openLines(hidden)}${dueIn(due, ctx.today)}`
  const month = dueOf(ctx.today)
  const groups = await all<{ due: string; customers: number; orders: number; lines: number; fen: number }>(
    ctx,
    sql`select g."due", count(distinct g."customerId") as "customers", count(distinct g."orderId") as "orders", count(*) as "lines", sum(g."fen") as "fen"
      from (select ${month} as "due", o."customerId", l."orderId", case when l."deliveredQuantity" = 0 then l."amountFen" else 0 end as "fen" ${lines}) g
      group by g."due" order by g."due"`,
  )
  const parts = await all<Amounts & { due: string }>(
    ctx,
    sql`select ${month} as "due", l."quantity", l."deliveredQuantity", l."amountFen" ${lines} and l."deliveredQuantity" <> 0`,
  )
  return groups.map((group) => ({
    due: group.due,
    customers: Number(group.customers),
    orders: Number(group.orders),
    lines: Number(group.lines),
    fen: parts.reduce((sum, part) => sum + (part.due === group.due ? openOf(part) : 0), Number(group.fen)),
  }))
}

/** 在手订单 (duty 105): the value of what is ordered and has not left, by the month it is due in. */
export const forecast: Build = async (ctx, { page, t, hidden }) => {
  const groups = await openByMonth(ctx, hidden, null)
  const rows = [...groups.filter(({ due }) => due === 'late'), ...groups.filter(({ due }) => due !== 'late')].map(
    ({ due, customers, orders, lines, fen }): ReportRow => {
      const title = due === 'late' ? t('reports.pastDue') : due
      return {
        key: due,
        cells: [title, customers, orders, lines, fen],
        target: { report: 'forecastRows', title, filter: { due } },
      }
    },
  )
  const columns = [
    column('due', t('reports.dueMonth')),
    column('customers', t('reports.customers'), 'integer', 120),
    column('orders', t('reports.orders'), 'integer', 120),
    column('lines', t('reports.lines'), 'integer', 120),
    column('fen', t('reports.openFen'), 'money', 180),
  ]
  const points = rows.slice(0, 12).map(({ cells }) => ({ label: String(cells[0]), value: Number(cells[4]) }))
  return tableOf(columns, rows, page, {
    summed: [3, 4],
    chart: { kind: 'money', label: t('reports.openFen'), points },
  })
}

interface OpenLine extends Amounts {
  id: number
  orderId: number
  number: string
  customer: string
  dueOn: string
  name: string
  spec: string
  colour: string
  unit: string
}

/** The open lines behind a month of the forecast. */
export const forecastRows: Build = async (ctx, { filter: { due }, page, t, hidden }) => {
  const found = await all<OpenLine>(
    ctx,
    sql`select l."id", o."id" as "orderId", o."number", c."shortName" as "customer", l."dueOn", l."name", l."spec", l."colour", l."unit", l."quantity", l."deliveredQuantity", l."amountFen"
      ${openLines(hidden)}${dueIn(due, ctx.today)} order by l."dueOn", l."id" ${limited(page)}`,
  )
  const groups = await openByMonth(ctx, hidden, due)
  const sumOf = (name: 'lines' | 'fen'): number => groups.reduce((sum, group) => sum + group[name], 0)
  const columns = [
    column('dueOn', t('reports.dueOn'), 'date', 92),
    column('number', t('reports.order'), 'text', 120),
    column('customer', t('app.customer'), 'text', 120),
    column('description', t('reports.goodsName')),
    column('quantity', t('reports.ordered'), 'quantity', 90),
    column('gone', t('reports.goneAll'), 'quantity', 90),
    column('open', t('reports.openQuantity'), 'quantity', 90),
    column('unit', t('app.unit'), 'text', 50),
    column('fen', t('reports.openFen'), 'money', 130),
  ]
  const rows = found.map((line): ReportRow => ({
    key: String(line.id),
    cells: [
      line.dueOn,
      line.number,
      line.customer,
      [line.name, line.spec, line.colour].filter(Boolean).join(' '),
      Number(line.quantity),
      Number(line.deliveredQuantity),
      Number(line.quantity) - Number(line.deliveredQuantity),
      line.unit,
      openOf(line),
    ],
    target: { word: 'orders', id: Number(line.orderId), title: line.number },
  }))
  return pagedTable(columns, rows, sumOf('lines'), { totals: { fen: sumOf('fen') } })
}
