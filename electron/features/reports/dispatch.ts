import { type RawBuilder, sql } from 'kysely'
import { plusDays } from '../../../shared/dates.ts'
import type { ReportRow } from '../../../shared/reports.ts'
import { all, exceptOrders, limited, standingNote } from './parts.ts'
import { type Build, column, pagedTable } from './table.ts'

/** How many days after the day are told. */
const ahead = 7

/** Lines that left on the day. */
const shipped = (day: string): RawBuilder<unknown> => sql`
  select 'gone' as "what", c."region", c."shortName" as "customer", c."id" as "customerId", n."deliveryOn" as "on", l."description", l."colour", l."unit", l."quantity", l."packs",
    n."number", n."id" as "noteId", 0 as "orderId", n."driver" as "by"
  from "deliveryNotes" n join "deliveryLines" l on l."deliveryNoteId" = n."id" join "customers" c on c."id" = n."customerId"
  where n."deliveryOn" = ${day} and ${standingNote} and l."quantity" > 0 and n."kind" <> 'return'`

/** What the workshop has promised to have ready and is not gone, by its planned day. */
const planned = (from: string, to: string, hidden: readonly number[]): RawBuilder<unknown> => sql`
  select 'planned', c."region", c."shortName", c."id", s."shipOn", l."name" || case when l."spec" = '' then '' else ' ' || l."spec" end, l."colour", l."unit", s."quantity" - s."goneQuantity", s."packs",
    o."number", 0, o."id", s."arrangedBy"
  from "shipmentPlans" s join "orderLines" l on l."id" = s."orderLineId" join "orders" o on o."id" = s."orderId" join "customers" c on c."id" = o."customerId"
  where s."state" in ('planned', 'stored', 'noted') and s."shipOn" > ${from} and s."shipOn" <= ${to} and s."quantity" > s."goneQuantity"
    and l."cancelledAt" is null and o."voidedAt" is null${exceptOrders(hidden)}`

/** What is due and nobody has planned yet. */
const due = (from: string, to: string, hidden: readonly number[]): RawBuilder<unknown> => sql`
  select 'due', c."region", c."shortName", c."id", l."dueOn", l."name" || case when l."spec" = '' then '' else ' ' || l."spec" end, l."colour", l."unit", l."quantity" - l."deliveredQuantity", 0,
    o."number", 0, o."id", ''
  from "orderLines" l join "orders" o on o."id" = l."orderId" join "customers" c on c."id" = o."customerId"
  where l."deliveredQuantity" < l."quantity" and l."dueOn" > ${from} and l."dueOn" <= ${to} and l."cancelledAt" is null and o."voidedAt" is null and o."checkedAt" is not null
    and not exists (select 1 from "shipmentPlans" s where s."orderLineId" = l."id" and s."state" in ('planned', 'stored', 'noted'))${exceptOrders(hidden)}`

interface Found {
  what: 'gone' | 'planned' | 'due'
  region: string
  customer: string
  customerId: number
  on: string
  description: string
  colour: string
  unit: string
  quantity: number
  packs: number
  number: string
  noteId: number
  orderId: number
  by: string
}
const whatKeys = { gone: 'reports.gone', planned: 'reports.planned', due: 'reports.due' } as const

/** 发货通报 (duty 108): what left on a day and what comes in the next seven, by region and shop. */
export const dispatch: Build = async (ctx, { filter: { day }, page, t, hidden }) => {
  const to = plusDays(day, ahead)
  const lines = sql`${shipped(day)} union all ${planned(day, to, hidden)} union all ${due(day, to, hidden)}`
  const found = await all<Found>(
    ctx,
    sql`select d.* from (${lines}) d order by d."region", d."customer", d."customerId", d."on", d."number", d."description" ${limited(page)}`,
  )
  const [counted] = await all<{ total: number; packs: number; gone: number }>(
    ctx,
    sql`select count(*) as "total", sum(d."packs") as "packs", sum(case when d."what" = 'gone' then 1 else 0 end) as "gone" from (${lines}) d`,
  )
  const columns = [
    column('region', t('customers.region'), 'text', 80),
    column('customer', t('reports.shop'), 'text', 120),
    column('what', t('app.state'), 'text', 84),
    column('on', t('app.date'), 'date', 92),
    column('description', t('reports.goodsName')),
    column('colour', t('reports.colour'), 'text', 80),
    column('quantity', t('app.quantity'), 'quantity', 72),
    column('unit', t('app.unit'), 'text', 48),
    column('packs', t('reports.packs'), 'integer', 60),
    column('number', t('app.number'), 'text', 116),
    column('by', t('reports.carriedBy'), 'text', 90),
  ]
  const rows = found.map((row, index): ReportRow => ({
    key: String(page.offset + index),
    cells: [
      row.region || t('reports.noRegion'),
      row.customer,
      t(whatKeys[row.what]),
      row.on,
      row.description,
      row.colour,
      Number(row.quantity),
      row.unit,
      Number(row.packs) || null,
      row.number,
      row.by,
    ],
    target:
      row.what === 'gone'
        ? { word: 'deliveries', id: Number(row.noteId), title: row.number }
        : { word: 'orders', id: Number(row.orderId), title: row.number },
  }))
  const total = Number(counted!.total)
  return pagedTable(columns, rows, total, {
    totals: { packs: Number(counted!.packs ?? 0) },
    foot: t('reports.dispatchFoot', { gone: Number(counted!.gone ?? 0), coming: total - Number(counted!.gone ?? 0) }),
  })
}
