import { type RawBuilder, sql } from 'kysely'
import { complaintKindKeys, type ComplaintKind } from '../../../shared/complaintStates.ts'
import { lastDayOfMonth } from '../../../shared/dates.ts'
import { shareOf } from '../../../shared/figures.ts'
import type { ReportRow } from '../../../shared/reports.ts'
import { all, limited, monthsBefore, standingNote, yearTo } from './parts.ts'
import { type Build, column, pagedTable, rateTable } from './table.ts'

/** Confirmed complaints of wrong and missing goods, with the day they count on and the note line they are about. */
const wrong = (from: string, to: string): RawBuilder<unknown> => sql`
  select * from (
    select k."id", k."number", k."kind", k."what", k."customerId", k."description", k."colour", k."deliveryLineId", n."number" as "note",
      coalesce(n."deliveryOn", k."receivedOn") as "on", coalesce(k."deliveryLineId", -k."id") as "place"
    from "complaints" k left join "deliveryNotes" n on n."id" = k."deliveryNoteId"
    where k."decision" = 'confirmed' and k."voidedAt" is null and k."kind" in ('wrongGoods', 'missing')
  ) w where w."on" >= ${from} and w."on" <= ${to}`

interface Month {
  month: string
  lines: number
  wrongGoods: number
  missing: number
}

/** 差错率 (duty 134): note lines with a confirmed complaint of wrong or missing goods, of those that left, month by month. */
export const errors: Build = async (ctx, { filter, page, t }) => {
  const [from, to] = [`${monthsBefore(filter.month, 11)}-01`, lastDayOfMonth(filter.month)]
  const found = await all<Month>(
    ctx,
    sql`select substr(w."on", 1, 7) as "month", count(distinct w."place") as "lines",
        count(distinct case when w."kind" = 'wrongGoods' then w."place" end) as "wrongGoods",
        count(distinct case when w."kind" = 'missing' then w."place" end) as "missing"
      from (${wrong(from, to)}) w group by substr(w."on", 1, 7)`,
  )
  const left = await all<{ month: string; lines: number }>(
    ctx,
    sql`select substr(n."deliveryOn", 1, 7) as "month", count(*) as "lines"
      from "deliveryNotes" n join "deliveryLines" d on d."deliveryNoteId" = n."id"
      where n."kind" = 'delivery' and n."deliveryOn" >= ${from} and n."deliveryOn" <= ${to} and ${standingNote} group by substr(n."deliveryOn", 1, 7)`,
  )
  const wrongs = new Map(found.map((row) => [row.month, row]))
  const sent = new Map(left.map(({ month, lines }) => [month, Number(lines)]))
  const rows = yearTo(filter.month).map((month): ReportRow => {
    const { lines, wrongGoods, missing } = wrongs.get(month) ?? { lines: 0, wrongGoods: 0, missing: 0 }
    const of = sent.get(month) ?? 0
    return {
      key: month,
      cells: [month, Number(lines), of, shareOf(Number(lines), of), Number(wrongGoods), Number(missing)],
      target:
        Number(lines) === 0
          ? null
          : { report: 'errorRows', title: `${t('reports.errors')} ${month}`, filter: { month } },
    }
  })
  const columns = [
    column('month', t('reports.month')),
    column('wrong', t('reports.wrongLines'), 'integer', 140),
    column('sent', t('reports.sentLines'), 'integer', 140),
    column('rate', t('reports.errorRate'), 'percent', 120),
    column('wrongGoods', t('reports.wrongGoods'), 'integer', 140),
    column('missing', t('reports.missingGoods'), 'integer', 140),
  ]
  return rateTable(columns, rows, page, t('reports.errorRate'))
}

interface Wrong {
  id: number
  number: string
  kind: ComplaintKind
  what: string
  customer: string
  description: string
  colour: string
  note: string | null
  on: string
}

/** The complaints behind a month of 差错率. */
export const errorRows: Build = async (ctx, { filter: { month }, page, t }) => {
  const of = wrong(`${month}-01`, lastDayOfMonth(month))
  const found = await all<Wrong>(
    ctx,
    sql`select w.*, c."shortName" as "customer" from (${of}) w join "customers" c on c."id" = w."customerId" order by w."on", w."id" ${limited(page)}`,
  )
  const [counted] = await all<{ total: number }>(ctx, sql`select count(*) as "total" from (${of}) w`)
  const columns = [
    column('on', t('app.date'), 'date', 92),
    column('kind', t('reports.paper'), 'text', 70),
    column('number', t('app.number'), 'text', 120),
    column('customer', t('app.customer'), 'text', 120),
    column('note', t('reports.notesOut'), 'text', 120),
    column('description', t('reports.goodsName'), 'text', 260),
    column('what', t('app.remark')),
  ]
  const rows = found.map((row): ReportRow => ({
    key: String(row.id),
    cells: [
      row.on,
      t(complaintKindKeys[row.kind]),
      row.number,
      row.customer,
      row.note ?? '',
      [row.description, row.colour].filter(Boolean).join(' '),
      row.what,
    ],
    target: { word: 'complaints', id: Number(row.id), title: row.number },
  }))
  return pagedTable(columns, rows, Number(counted!.total))
}
