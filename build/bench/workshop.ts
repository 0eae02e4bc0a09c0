import { plusDays } from '../../shared/dates.ts'
import { benchToday } from './dataset.ts'
import { contest, type Figure, figureOf } from './measure.ts'
import type { BenchOffice } from './office.ts'
import { columnsOf, insertText, type Row } from './rows.ts'

/** The workshop's desk: the board over five thousand open lines, and a daily report of twenty rows. */

const openLines = 5_000

/** Brings the file to five thousand open lines: the newest finished ones are in work again, their last two processes open. */
const fillBoard = ({ bare }: BenchOffice): void => {
  const there = bare.prepare(`select count(*) from "noticeLines" where "state" in ('making', 'partly')`).pluck().get()
  const missing = openLines - Number(there)
  if (missing <= 0) return
  bare.exec(`
    create temp table "more" as select "id" from "noticeLines" where "state" = 'finished' order by "id" desc limit ${missing};
    update "noticeLines" set "state" = 'making', "finishedQuantity" = 0 where "id" in (select "id" from "more");
    update "notices" set "state" = 'making' where "id" in (select "noticeId" from "noticeLines" where "id" in (select "id" from "more"));
    create temp table "open" as select "id" from "operations"
      where "noticeLineId" in (select "id" from "more")
        and "sequence" >= (select max("sequence") - 1 from "operations" as "own" where "own"."noticeLineId" = "operations"."noticeLineId");
    delete from "dailyReports" where "operationId" in (select "id" from "open");
    update "operations" set "good" = 0, "finishedOn" = null, "startedOn" = null, "reportedOn" = null
      where "id" in (select "id" from "open");
    drop table "more";
    drop table "open";
    analyze "noticeLines";
  `)
}

const joined = `
  from "noticeLines" l join "notices" n on n."id" = l."noticeId" join "orderLines" w on w."id" = l."orderLineId"
    join "orders" o on o."id" = n."orderId"`

/** The same rows, asked of the bare database: a page of lines, their operations, the counts over the bar. */
const bareBoard = ({ bare }: BenchOffice): ((offset: number) => unknown) => {
  const heads = bare.prepare(`
    select l."id", l."noticeId", l."orderLineId", l."quantity", l."finishedQuantity", l."state", n."number", n."orderId", n."rush", n."releasedAt", o."number" as "orderNumber",
      o."customerId", o."merchandiserId", c."shortName", c."name" as "customerName", u."name" as "merchandiser", w."code", w."name", w."spec", w."colour", w."unit", w."dueOn", w."deliveredQuantity"
      ${joined} join "customers" c on c."id" = o."customerId" join "users" u on u."id" = o."merchandiserId"
    where l."state" in ('making', 'partly') order by w."dueOn", n."rush" desc, l."id" limit 100 offset ?`)
  const counts = bare.prepare(`
    select count(*) as "lines", count(distinct n."orderId") as "orders",
      sum(case when exists (select 1 from "operations" p where p."noticeLineId" = l."id" and p."finishedOn" is null and p."plannedFinish" < ?) then 1 else 0 end) as "late",
      sum(case when w."dueOn" >= ? and w."dueOn" <= ? then 1 else 0 end) as "soon" ${joined} where l."state" in ('making', 'partly')`)
  const early = bare.prepare(
    `select count(*) ${joined} where o."state" in ('inProduction', 'toDeliver', 'partlyDelivered') and n."state" <> 'void' and l."finishedQuantity" >= l."quantity" and w."deliveredQuantity" < w."quantity" and w."dueOn" > ?`,
  )
  return (offset) => {
    const rows = heads.all(offset) as { id: number }[]
    const places = rows.map(() => '?').join(', ')
    return {
      rows,
      operations: bare
        .prepare(`select * from "operations" where "noticeLineId" in (${places}) order by "noticeLineId", "sequence"`)
        .all(...rows.map(({ id }) => id)),
      counts: counts.get(benchToday, benchToday, plusDays(benchToday, 3)),
      early: early.get(plusDays(benchToday, 5)),
    }
  }
}

const offsets = [0, 2_400, 4_800, 100, 3_700]

export const oursOfBoard = (office: BenchOffice) => {
  fillBoard(office)
  return (round: number) => office.call('operations.board', { offset: offsets[round % 5], limit: 100 })
}

export const board5000 = async (office: BenchOffice): Promise<Figure> => {
  const ours = oursOfBoard(office)
  const bare = bareBoard(office)
  const baseline = (round: number): unknown => bare(offsets[round % 5]!)
  return figureOf(
    'board-5000-lines',
    `${office.dataset}, ${openLines} open`,
    3,
    await contest({ ours, baseline, rounds: 40 }),
  )
}

const reportRows = 20

/** Processes that have work to do, one of a line. */
const workOf = ({ bare }: BenchOffice): { id: number; noticeLineId: number }[] =>
  bare
    .prepare(
      `select o."id", o."noticeLineId" from "operations" o join "noticeLines" l on l."id" = o."noticeLineId"
        join "operations" p on p."noticeLineId" = o."noticeLineId" and p."sequence" = o."sequence" - 1
       where l."state" = 'making' and o."finishedOn" is null and o."good" = 0 and p."finishedOn" is not null order by o."quantity" desc, o."id" desc limit 1000`,
    )
    .all() as { id: number; noticeLineId: number }[]

/** A piece each, of the largest lots first, so that no process is ever full. */
const entry = (operationId: number) => ({
  operationId,
  good: 1_000,
  bad: 0,
  rework: 0,
  scrap: 0,
  hours: 8_000,
  people: 4,
  machine: '',
  causeCode: 'machine' as const,
  causeSub: '',
  causeNote: '',
})

export const oursOfReport = (office: BenchOffice) => {
  const work = workOf(office)
  return (round: number) => {
    const from = (round * reportRows) % (work.length - reportRows)
    return office.call('operations.report', {
      reportedOn: benchToday,
      workshop: '木工车间',
      rows: work.slice(from, from + reportRows).map(({ id }) => entry(id)),
    })
  }
}

/** The same writes: the entries, the sums of every process of their lines, one audit row and one request. */
const bareReport = ({ bare }: BenchOffice, work: { id: number; noticeLineId: number }[]): ((round: number) => void) => {
  const one = (text: string): Row => bare.prepare(text).get() as Row
  const kinds = ['dailyReports', 'audit', 'requests'].map((table) => {
    const row = one(`select * from "${table}" order by rowid desc limit 1`)
    return { row, columns: columnsOf(row), insert: bare.prepare(insertText(table, row)) }
  })
  const [reports, audit, requests] = kinds as [(typeof kinds)[0], (typeof kinds)[0], (typeof kinds)[0]]
  const write = ({ row, columns, insert }: (typeof kinds)[0], changed: Row): void => {
    const values = { ...row, ...changed }
    insert.run(columns.map((column) => values[column] ?? null))
  }
  const chain = bare.prepare(`select * from "operations" where "noticeLineId" = ? order by "sequence"`)
  const own = bare.prepare(`select * from "dailyReports" where "operationId" = ?`)
  const sum = bare.prepare(
    `update "operations" set "good" = ?, "bad" = ?, "rework" = ?, "scrap" = ?, "startedOn" = ?, "finishedOn" = ?, "reportedOn" = ?, "causeCode" = ?, "causeSub" = ?, "causeNote" = ?, "quantity" = ?, "version" = ? where "id" = ?`,
  )
  const save = bare.transaction((round: number) => {
    const from = (round * reportRows) % (work.length - reportRows)
    for (const { id, noticeLineId } of work.slice(from, from + reportRows)) {
      write(reports, { ...entry(id), reportedOn: benchToday, reverses: null, operationId: id })
      for (const step of chain.all(noticeLineId) as Row[]) {
        const entries = own.all(step['id']) as Row[]
        const good = entries.reduce((all, each) => all + Number(each['good']), 0)
        const kept = [
          'bad',
          'rework',
          'scrap',
          'startedOn',
          'finishedOn',
          'reportedOn',
          'causeCode',
          'causeSub',
          'causeNote',
          'quantity',
        ]
        sum.run(good, ...kept.map((column) => step[column]), Number(step['version']) + 1, step['id'])
      }
    }
    write(audit, {})
    write(requests, { requestId: `bare-${round}` })
  })
  return (round) => save.immediate(round)
}

export const dailyReportSave = async (office: BenchOffice): Promise<Figure> => {
  const ours = oursOfReport(office)
  await ours(0)
  const baseline = bareReport(office, workOf(office))
  return figureOf(
    'daily-report-save',
    `${office.dataset}, ${reportRows} rows`,
    3,
    await contest({ ours, baseline, rounds: 30 }),
  )
}
