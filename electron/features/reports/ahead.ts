import { sql } from 'kysely'
import { daysBetween } from '../../../shared/dates.ts'
import { roundDivide } from '../../../shared/money.ts'
import type { ReportRow } from '../../../shared/reports.ts'
import { all, exceptOrders, threeMonthsBefore } from './parts.ts'
import { type Ask, type Build, column, type Reader, tableOf } from './table.ts'

/** How many of a customer's last orders its usual amount is the mean of. */
const usualOf = 6

/** 三个月未下单 (duty 136): customers whose last order is older, with what they used to order. */
export const silent: Build = async (ctx, { filter: { day }, page, t, hidden }) => {
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
    sql`select c."id", c."shortName" as "customer", c."region", c."salesperson", c."contact", c."phone", s."lastOn", s."orders",
        (select sum(u."totalFen") from (select o."totalFen" from "orders" o where o."customerId" = c."id" and o."voidedAt" is null and o."orderedOn" <= ${day}
          order by o."orderedOn" desc, o."id" desc limit ${usualOf}) u) as "fen"
      from "customers" c join (select o."customerId", max(o."orderedOn") as "lastOn", count(*) as "orders" from "orders" o
        where o."voidedAt" is null and o."orderedOn" <= ${day}${exceptOrders(hidden)} group by o."customerId") s on s."customerId" = c."id"
      where c."active" = 1 and s."lastOn" < ${threeMonthsBefore(day)} order by s."lastOn", c."id"`,
  )
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
  return tableOf(columns, rows, page, { summed: [] })
}

interface OpenLine {
  id: number
  orderId: number
  number: string
  customerId: number
  customer: string
  dueOn: string
  name: string
  spec: string
  colour: string
  unit: string
  quantity: number
  deliveredQuantity: number
  amountFen: number
}

/** Ordered and not left yet; of a line that left in part its amount less the share that left, as on the credit strip. */
const openLines = async (ctx: Reader, { hidden }: Ask): Promise<(OpenLine & { openFen: number; due: string })[]> => {
  const found = await all<OpenLine>(
    ctx,
    sql`select l."id", o."id" as "orderId", o."number", o."customerId", c."shortName" as "customer", l."dueOn", l."name", l."spec", l."colour", l."unit", l."quantity", l."deliveredQuantity", l."amountFen"
      from "orderLines" l join "orders" o on o."id" = l."orderId" join "customers" c on c."id" = o."customerId"
      where l."deliveredQuantity" < l."quantity" and l."customerId" is not null and l."cancelledAt" is null and o."voidedAt" is null${exceptOrders(hidden)} order by l."dueOn", l."id"`,
  )
  return found.map((line) => {
    const [quantity, gone, amountFen] = [Number(line.quantity), Number(line.deliveredQuantity), Number(line.amountFen)]
    return {
      ...line,
      quantity,
      deliveredQuantity: gone,
      openFen: amountFen - roundDivide(BigInt(amountFen) * BigInt(gone), BigInt(quantity)),
      due: line.dueOn < ctx.today ? 'late' : line.dueOn.slice(0, 7),
    }
  })
}

/** 在手订单 (duty 105): the value of what is ordered and has not left, by the month it is due in. */
export const forecast: Build = async (ctx, ask) => {
  const { page, t } = ask
  const groups = Map.groupBy(await openLines(ctx, ask), ({ due }) => due)
  const rows = [...groups]
    .toSorted(([one], [other]) => (one === 'late' ? -1 : other === 'late' ? 1 : one < other ? -1 : 1))
    .map(([due, own]): ReportRow => ({
      key: due,
      cells: [
        due === 'late' ? t('reports.pastDue') : due,
        new Set(own.map(({ customerId }) => customerId)).size,
        new Set(own.map(({ orderId }) => orderId)).size,
        own.length,
        own.reduce((sum, { openFen }) => sum + openFen, 0),
      ],
      target: { report: 'forecastRows', title: due === 'late' ? t('reports.pastDue') : due, filter: { due } },
    }))
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

/** The open lines behind a month of the forecast. */
export const forecastRows: Build = async (ctx, ask) => {
  const { filter, page, t } = ask
  const lines = (await openLines(ctx, ask)).filter(({ due }) => filter.due === null || due === filter.due)
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
  const rows = lines.map((line): ReportRow => ({
    key: String(line.id),
    cells: [
      line.dueOn,
      line.number,
      line.customer,
      [line.name, line.spec, line.colour].filter(Boolean).join(' '),
      line.quantity,
      line.deliveredQuantity,
      line.quantity - line.deliveredQuantity,
      line.unit,
      line.openFen,
    ],
    target: { word: 'orders', id: Number(line.orderId), title: line.number },
  }))
  return tableOf(columns, rows, page, { summed: [8] })
}
