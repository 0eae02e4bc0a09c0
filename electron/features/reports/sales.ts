import { type RawBuilder, sql } from 'kysely'
import { lastDayOfMonth } from '../../../shared/dates.ts'
import { shareOf } from '../../../shared/figures.ts'
import type { ReportRow } from '../../../shared/reports.ts'
import { all, limited, monthsBefore, reversedReceipts, standingNote, yearTo, exceptOrders } from './parts.ts'
import { type Ask, type Build, column, pagedTable, type Reader, tableOf } from './table.ts'

/** Lines of notes that left or came back in some months; returns are negative. */
export const soldLines = (
  from: string,
  to: string,
  customerId: number | null = null,
  code: string | null = null,
) => sql`
  from "deliveryNotes" n join "deliveryLines" l on l."deliveryNoteId" = n."id" join "customers" c on c."id" = n."customerId"
  where n."deliveryOn" >= ${`${from}-01`} and n."deliveryOn" <= ${lastDayOfMonth(to)} and ${standingNote}
    ${customerId === null ? sql`` : sql`and n."customerId" = ${customerId}`} ${code === null ? sql`` : sql`and ${goodsKey} = ${code}`}`
/** Goods are told apart by their code; what has none, by its name. */
export const goodsKey: RawBuilder<unknown> = sql`coalesce(nullif(l."code", ''), l."description")`

/** The goods of one customer in a month. */
export const goods: Build = async (ctx, { filter, page, t }) => {
  const { month, customerId } = filter
  const found = await all<{ goods: string; name: string; unit: string; quantity: number; fen: number; notes: number }>(
    ctx,
    sql`select ${goodsKey} as "goods", min(l."description") as "name", min(l."unit") as "unit", sum(l."quantity") as "quantity", sum(l."amountFen") as "fen", count(distinct n."id") as "notes"
      ${soldLines(month, month, customerId)} group by ${goodsKey} order by sum(l."amountFen") desc, ${goodsKey} ${limited(page)}`,
  )
  const [sums] = await all<{ total: number; quantity: number; fen: number }>(
    ctx,
    sql`select count(distinct ${goodsKey}) as "total", sum(l."quantity") as "quantity", sum(l."amountFen") as "fen" ${soldLines(month, month, customerId)}`,
  )
  const columns = [
    column('goods', t('app.product'), 'text', 140),
    column('name', t('reports.goodsName')),
    column('notes', t('reports.notesOut'), 'integer', 80),
    column('quantity', t('app.quantity'), 'quantity', 100),
    column('unit', t('app.unit'), 'text', 56),
    column('fen', t('app.amount'), 'money', 130),
  ]
  const rows = found.map((row): ReportRow => ({
    key: row.goods,
    cells: [row.goods, row.name, Number(row.notes), Number(row.quantity), row.unit, Number(row.fen)],
    target: {
      report: 'sales',
      title: row.goods,
      filter: { ...(customerId === null ? {} : { customerId }), month, code: row.goods },
    },
  }))
  return pagedTable(columns, rows, Number(sums!.total), {
    totals: { quantity: Number(sums!.quantity ?? 0), fen: Number(sums!.fen ?? 0) },
  })
}

/** The lines of notes behind a cell of the matrix. */
export const sales: Build = async (ctx, { filter, page, t }) => {
  const { month, customerId, code } = filter
  const lines = soldLines(month, month, customerId, code)
  const found = await all<{
    id: number
    noteId: number
    number: string
    on: string
    customer: string
    code: string
    description: string
    colour: string
    unit: string
    quantity: number
    priceMicros: number
    fen: number
  }>(
    ctx,
    sql`select l."id", n."id" as "noteId", n."number", n."deliveryOn" as "on", c."shortName" as "customer", l."code", l."description", l."colour", l."unit", l."quantity", l."priceMicros", l."amountFen" as "fen"
      ${lines} order by n."deliveryOn", n."id", l."sequence" ${limited(page)}`,
  )
  const [sums] = await all<{ total: number; quantity: number; fen: number }>(
    ctx,
    sql`select count(*) as "total", sum(l."quantity") as "quantity", sum(l."amountFen") as "fen" ${lines}`,
  )
  const columns = [
    column('on', t('app.date'), 'date', 92),
    column('number', t('app.number'), 'text', 120),
    column('customer', t('app.customer'), 'text', 120),
    column('code', t('app.product'), 'text', 110),
    column('description', t('reports.goodsName')),
    column('colour', t('reports.colour'), 'text', 80),
    column('quantity', t('app.quantity'), 'quantity', 90),
    column('unit', t('app.unit'), 'text', 50),
    column('price', t('reports.price'), 'price', 100),
    column('fen', t('app.amount'), 'money', 120),
  ]
  const rows = found.map((row): ReportRow => ({
    key: String(row.id),
    cells: [
      row.on,
      row.number,
      row.customer,
      row.code,
      row.description,
      row.colour,
      Number(row.quantity),
      row.unit,
      Number(row.priceMicros),
      Number(row.fen),
    ],
    target: { word: 'deliveries', id: Number(row.noteId), title: row.number },
  }))
  return pagedTable(columns, rows, Number(sums!.total), {
    totals: { quantity: Number(sums!.quantity ?? 0), fen: Number(sums!.fen ?? 0) },
  })
}

/** Customers that have a bar. */
const charted = 10

/** Months by customer of a year, or of one month: what left less what came back, the largest first, with shares. */
export const top: Build = async (ctx, { filter: { reach, month }, page, t }) => {
  const from = reach === 'year' ? monthsBefore(month, 11) : month
  // a note's total is the sum of its lines
  const customers = sql`select n."customerId", sum(n."totalFen") as "fen" from "deliveryNotes" n
    where n."deliveryOn" >= ${`${from}-01`} and n."deliveryOn" <= ${lastDayOfMonth(month)} and ${standingNote} group by n."customerId"`
  const placed = (offset: number, limit: number) =>
    all<{ customerId: number; customer: string; fen: number; upTo: number }>(
      ctx,
      sql`select p.*, c."shortName" as "customer" from (
          select g."customerId", g."fen", sum(g."fen") over (order by g."fen" desc, g."customerId" rows unbounded preceding) as "upTo"
          from (${customers}) g order by g."fen" desc, g."customerId" ${limited({ offset, limit })}
        ) p join "customers" c on c."id" = p."customerId" order by p."fen" desc, p."customerId"`,
    )
  const found = await placed(page.offset, page.limit)
  const largest = page.offset === 0 && page.limit >= charted ? found.slice(0, charted) : await placed(0, charted)
  const [sums] = await all<{ total: number; fen: number }>(
    ctx,
    sql`select count(*) as "total", sum(g."fen") as "fen" from (${customers}) g`,
  )
  const whole = Number(sums!.fen ?? 0)
  const rows = found.map(({ customerId, customer, fen, upTo }, index): ReportRow => {
    const id = Number(customerId)
    return {
      key: String(id),
      cells: [
        page.offset + index + 1,
        customer,
        Number(fen),
        shareOf(Number(fen), whole),
        shareOf(Number(upTo), whole),
      ],
      target:
        reach === 'year'
          ? { word: 'customers', id, title: customer }
          : { report: 'goods', title: customer, filter: { customerId: id, month } },
    }
  })
  const columns = [
    column('rank', t('reports.rank'), 'integer', 60),
    column('customer', t('app.customer')),
    column('fen', t('reports.netFen'), 'money', 160),
    column('share', t('reports.share'), 'percent', 90),
    column('cumulative', t('reports.cumulative'), 'percent', 90),
  ]
  const points = largest.map(({ customer, fen }) => ({ label: customer, value: Number(fen) }))
  return pagedTable(columns, rows, Number(sums!.total), {
    totals: { fen: whole },
    chart: { kind: 'money', label: t('reports.netFen'), points },
  })
}

const byMonth = async (ctx: Reader, query: RawBuilder<unknown>): Promise<Map<string, { count: number; fen: number }>> =>
  new Map(
    (await all<{ month: string; count: number; fen: number }>(ctx, query)).map(({ month, count, fen }) => [
      month,
      { count: Number(count), fen: Number(fen) },
    ]),
  )

const monthFacts = async (ctx: Reader, { filter, hidden }: Ask) => {
  const [from, to] = [`${monthsBefore(filter.month, 11)}-01`, lastDayOfMonth(filter.month)]
  const notes = (kinds: RawBuilder<unknown>) =>
    byMonth(
      ctx,
      sql`select substr(n."deliveryOn", 1, 7) as "month", count(*) as "count", sum(n."totalFen") as "fen" from "deliveryNotes" n
        where n."deliveryOn" >= ${from} and n."deliveryOn" <= ${to} and ${standingNote} and n."kind" in ${kinds} group by substr(n."deliveryOn", 1, 7)`,
    )
  return {
    orders: await byMonth(
      ctx,
      sql`select substr(o."orderedOn", 1, 7) as "month", count(*) as "count", sum(o."totalFen") as "fen" from "orders" o
        where o."orderedOn" >= ${from} and o."orderedOn" <= ${to} and o."voidedAt" is null${exceptOrders(hidden)} group by substr(o."orderedOn", 1, 7)`,
    ),
    notes: await notes(sql`('delivery', 'replacement')`),
    returns: await notes(sql`('return', 'exchange')`),
    receipts: await byMonth(
      ctx,
      sql`select substr(m."on", 1, 7) as "month", count(*) as "count", sum(m."fen") as "fen" from (
          select r."receivedOn" as "on", r."amountFen" as "fen" from "receipts" r
            where r."receivedOn" >= ${from} and r."receivedOn" <= ${to} and r."confirmedAt" is not null and r."voidedAt" is null
          union all select d."adjustedOn", -r."amountFen" from ${reversedReceipts}
            where d."adjustedOn" >= ${from} and d."adjustedOn" <= ${to}
        ) m group by substr(m."on", 1, 7)`,
    ),
  }
}

/** 月度销售 (duty 136): orders in, goods out and back, money in, month by month of a year. */
export const months: Build = async (ctx, ask) => {
  const { filter, page, t } = ask
  const facts = await monthFacts(ctx, ask)
  const of = (name: keyof typeof facts, month: string) => facts[name].get(month) ?? { count: 0, fen: 0 }
  const rows = yearTo(filter.month).map((month): ReportRow => ({
    key: month,
    cells: [
      month,
      of('orders', month).count,
      of('orders', month).fen,
      of('notes', month).count,
      of('notes', month).fen,
      of('returns', month).fen,
      of('notes', month).fen + of('returns', month).fen,
      of('receipts', month).fen,
    ],
    target: { report: 'matrix', title: `${t('reports.matrix')} ${month}`, filter: { month } },
  }))
  const columns = [
    column('month', t('reports.month')),
    column('orders', t('reports.ordersIn'), 'integer', 70),
    column('ordersFen', t('reports.ordersFen'), 'money', 136),
    column('notes', t('reports.notesOut'), 'integer', 70),
    column('notesFen', t('reports.notesFen'), 'money', 136),
    column('returnsFen', t('reports.returnsFen'), 'money', 124),
    column('netFen', t('reports.netFen'), 'money', 136),
    column('receiptsFen', t('reports.receiptsFen'), 'money', 136),
  ]
  const points = rows.map(({ key, cells }) => ({ label: key.slice(2), value: Number(cells[6]) }))
  return tableOf(columns, rows.toReversed(), page, { chart: { kind: 'money', label: t('reports.netFen'), points } })
}
