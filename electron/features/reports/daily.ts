import { type RawBuilder, sql } from 'kysely'
import { formatFen } from '../../../shared/money.ts'
import type { ReportRow } from '../../../shared/reports.ts'
import { all, exceptOrders, limited, noteSeller, orderSeller, reversedReceipts, standingNote } from './parts.ts'
import { type Ask, type Build, column, pagedTable, type Reader, tableOf } from './table.ts'

/** The papers of some days: `what` orders, notes, returns, receipts or complaints, whose they are, their fen. */
const papersOf = (from: string, to: string, hidden: readonly number[]): RawBuilder<unknown> => sql`
  select 'orders' as "what", o."id", o."number", c."shortName" as "customer", c."region", ${orderSeller} as "salesperson", o."totalFen" as "fen"
    from "orders" o join "customers" c on c."id" = o."customerId"
    where o."orderedOn" >= ${from} and o."orderedOn" <= ${to} and o."voidedAt" is null${exceptOrders(hidden)}
  union all select case when n."kind" in ('return', 'exchange') then 'returns' else 'notes' end, n."id", n."number", c."shortName", c."region", ${noteSeller}, n."totalFen"
    from "deliveryNotes" n join "customers" c on c."id" = n."customerId"
    where n."deliveryOn" >= ${from} and n."deliveryOn" <= ${to} and ${standingNote}
  union all select 'receipts', r."id", r."number", c."shortName", c."region", c."salesperson", r."amountFen"
    from "receipts" r join "customers" c on c."id" = r."customerId"
    where r."receivedOn" >= ${from} and r."receivedOn" <= ${to} and r."confirmedAt" is not null and r."voidedAt" is null
  union all select 'receipts', r."id", r."number", c."shortName", c."region", c."salesperson", -r."amountFen"
    from ${reversedReceipts} join "customers" c on c."id" = r."customerId"
    where d."adjustedOn" >= ${from} and d."adjustedOn" <= ${to}
  union all select 'complaints', k."id", k."number", c."shortName", c."region", c."salesperson", 0
    from "complaints" k join "customers" c on c."id" = k."customerId"
    where k."receivedOn" >= ${from} and k."receivedOn" <= ${to} and k."voidedAt" is null`

const whats = ['orders', 'notes', 'returns', 'receipts'] as const
type What = (typeof whats)[number] | 'complaints'
type Sums = Record<What, { count: number; fen: number }>
interface Found {
  what: What
  region: string
  salesperson: string
  count: number
  fen: number
}
const noSums = (): Sums => ({
  orders: { count: 0, fen: 0 },
  notes: { count: 0, fen: 0 },
  returns: { count: 0, fen: 0 },
  receipts: { count: 0, fen: 0 },
  complaints: { count: 0, fen: 0 },
})

const groupsOf = async (ctx: Reader, from: string, to: string, hidden: readonly number[]): Promise<Found[]> =>
  all<Found>(
    ctx,
    sql`select p."what", p."region", p."salesperson", count(*) as "count", sum(p."fen") as "fen" from (${papersOf(from, to, hidden)}) p
      group by p."what", p."region", p."salesperson" order by p."region", p."salesperson"`,
  )
const add = (sums: Sums, { what, count, fen }: Found): Sums => ({
  ...sums,
  [what]: { count: sums[what].count + Number(count), fen: sums[what].fen + Number(fen) },
})

/** The same from the first of the month to the day, in one line. */
const soFar = async (ctx: Reader, { filter: { day }, hidden, t }: Ask): Promise<string> => {
  const sums = (await groupsOf(ctx, `${day.slice(0, 7)}-01`, day, hidden)).reduce(add, noSums())
  return t('reports.soFar', {
    orders: `${sums.orders.count}/${formatFen(sums.orders.fen)}`,
    notes: `${sums.notes.count}/${formatFen(sums.notes.fen)}`,
    returns: `${sums.returns.count}/${formatFen(sums.returns.fen)}`,
    receipts: `${sums.receipts.count}/${formatFen(sums.receipts.fen)}`,
  })
}

/** 日销售报表 (duty 107): orders in, notes out, goods back, money in and complaints of one day, by region and salesperson. */
export const daily: Build = async (ctx, ask) => {
  const { filter, page, t, hidden } = ask
  const groups = await groupsOf(ctx, filter.day, filter.day, hidden)
  const rows = [...Map.groupBy(groups, ({ region, salesperson }) => JSON.stringify([region, salesperson]))].map(
    ([key, own]): ReportRow => {
      const { region, salesperson } = own[0]!
      const sums = own.reduce(add, noSums())
      return {
        key,
        cells: [
          region || t('reports.noRegion'),
          salesperson || t('reports.noSalesperson'),
          ...whats.flatMap((what) => [sums[what].count, sums[what].fen]),
          sums.complaints.count,
        ],
        target: {
          report: 'dailyRows',
          title: [region || t('reports.noRegion'), salesperson || t('reports.noSalesperson')].join(' · '),
          filter: { region, salesperson },
        },
      }
    },
  )
  const columns = [
    column('region', t('customers.region')),
    column('salesperson', t('customers.salesperson'), 'text', 100),
    column('orders', t('reports.ordersIn'), 'integer', 70),
    column('ordersFen', t('reports.ordersFen'), 'money', 116),
    column('notes', t('reports.notesOut'), 'integer', 70),
    column('notesFen', t('reports.notesFen'), 'money', 116),
    column('returns', t('reports.goodsBack'), 'integer', 70),
    column('returnsFen', t('reports.returnsFen'), 'money', 110),
    column('receipts', t('reports.moneyIn'), 'integer', 70),
    column('receiptsFen', t('reports.receiptsFen'), 'money', 116),
    column('complaints', t('reports.complaintsIn'), 'integer', 60),
  ]
  return tableOf(columns, rows, page, { foot: await soFar(ctx, ask) })
}

const words = {
  orders: 'orders',
  notes: 'deliveries',
  returns: 'deliveries',
  receipts: 'receipts',
  complaints: 'complaints',
} as const
const kindKeys = {
  orders: 'reports.ordersIn',
  notes: 'reports.notesOut',
  returns: 'reports.goodsBack',
  receipts: 'reports.moneyIn',
  complaints: 'reports.complaintsIn',
} as const

/** The papers behind a row of the day. */
export const dailyRows: Build = async (ctx, { filter, page, t, hidden }) => {
  const { day, region, salesperson } = filter
  const where = sql`where 1 = 1 ${region === null ? sql`` : sql`and p."region" = ${region}`} ${salesperson === null ? sql`` : sql`and p."salesperson" = ${salesperson}`}`
  const papers = papersOf(day, day, hidden)
  const found = await all<{
    what: What
    id: number
    number: string
    customer: string
    salesperson: string
    fen: number
  }>(ctx, sql`select p.* from (${papers}) p ${where} order by p."what", p."number" ${limited(page)}`)
  const [sums] = await all<{ count: number }>(ctx, sql`select count(*) as "count" from (${papers}) p ${where}`)
  const columns = [
    column('what', t('reports.paper'), 'text', 90),
    column('number', t('app.number'), 'text', 130),
    column('customer', t('app.customer')),
    column('salesperson', t('customers.salesperson'), 'text', 110),
    column('fen', t('app.amount'), 'money', 130),
  ]
  const rows = found.map(({ what, id, number, customer, salesperson: seller, fen }): ReportRow => ({
    key: `${what} ${id}`,
    cells: [t(kindKeys[what]), number, customer, seller, what === 'complaints' ? null : Number(fen)],
    target: { word: words[what], id: Number(id), title: number },
  }))
  return pagedTable(columns, rows, Number(sums!.count))
}
