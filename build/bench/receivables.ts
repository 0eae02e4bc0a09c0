import { plusDays } from '../../shared/dates.ts'
import type { LedgerPlace } from '../../shared/receivables.ts'
import { benchToday } from './dataset.ts'
import { contest, type Figure, figureOf } from './measure.ts'
import type { BenchOffice } from './office.ts'
import { columnsOf, insertText, type Row } from './rows.ts'

/** What customers owe: the ages of all of them from 50,000 orders' notes, and a ledger of 10,000 rows. */

/** The same ages by the shortest SQL that gives them: open notes less what was set against each, credits off the oldest. */
const agesSql = `
  with charge as (
    select n."customerId", 1 as "rank", n."id", n."deliveryOn" as "on", n."totalFen" as "fen", coalesce((
      select sum(a."amountFen") from "receiptAllocations" a join "receipts" r on r."id" = a."receiptId"
      where a."deliveryNoteId" = n."id" and r."confirmedAt" is not null and r."voidedAt" is null and r."receivedOn" <= $on), 0) as "paid"
    from "deliveryNotes" n where n."releasedAt" is not null and n."voidedAt" is null and n."deliveryOn" <= $on
    union all
    select d."customerId", 0, d."id", d."adjustedOn", d."amountFen", coalesce((
      select sum(a."amountFen") from "receiptAllocations" a join "receipts" r on r."id" = a."receiptId"
      where a."adjustmentId" = d."id" and r."confirmedAt" is not null and r."voidedAt" is null and r."receivedOn" <= $on), 0)
    from "adjustments" d where d."voidedAt" is null and d."adjustedOn" <= $on
  ), run as (
    select *, sum(max("fen", 0) - case when "fen" > 0 then "paid" else 0 end) over (partition by "customerId" order by "on", "rank", "id") as "upTo",
      sum(max(-"fen", 0)) over (partition by "customerId") as "credit" from charge
  ), open as (
    select *, case when "fen" <= 0 then 0 else min("fen" - "paid", max(0, "upTo" - "credit")) end as "left" from run
  )
  select c."id", c."shortName", c."settlement", c."termDays", c."creditLimitFen", o.*, coalesce(r."fen", 0) as "received",
    count(*) over () as "total", sum(o."left") over () as "sum"
  from "customers" c join (
    select o."customerId", sum(o."fen") as "charged", sum(o."left") as "left",
      sum(case when julianday($on) - julianday(o."on") - k."termDays" <= 0 then "left" else 0 end) as "notDue",
      sum(case when julianday($on) - julianday(o."on") - k."termDays" between 1 and 30 then "left" else 0 end) as "to30",
      sum(case when julianday($on) - julianday(o."on") - k."termDays" between 31 and 60 then "left" else 0 end) as "to60",
      sum(case when julianday($on) - julianday(o."on") - k."termDays" between 61 and 90 then "left" else 0 end) as "to90",
      sum(case when julianday($on) - julianday(o."on") - k."termDays" > 90 then "left" else 0 end) as "over90"
    from open o join "customers" k on k."id" = o."customerId" group by o."customerId"
  ) o on o."customerId" = c."id"
  left join (select "customerId", sum("amountFen") as "fen" from "receipts" where "confirmedAt" is not null and "voidedAt" is null and "receivedOn" <= $on group by "customerId") r on r."customerId" = c."id"
  order by o."left" - o."notDue" desc limit 100`

/** A page of 应收款 as of today, with sums, last calls, promises and used credit. */
export const ageing50k = async (office: BenchOffice): Promise<Figure> => {
  const ages = office.bare.prepare(agesSql)
  const { notes } = office.bare
    .prepare('select count(*) as "notes" from "deliveryNotes" where "releasedAt" is not null')
    .get() as {
    notes: number
  }
  const times = await contest({
    ours: () => office.call('receivables.list', { limit: 100 }),
    baseline: () => ages.all({ on: benchToday }),
    rounds: 20,
  })
  return figureOf('ageing-50k-notes', `${notes.toLocaleString('en')} released notes`, 3, times)
}

const rowsOfLedger = 10_000

/** A customer of its own with 6,000 notes and 4,000 receipts; gives its id. */
const longLedger = ({ bare }: BenchOffice): number => {
  const copy = (table: string, where: string): Row =>
    bare.prepare(`select * from "${table}" where ${where} limit 1`).get() as Row
  const insert = (table: string, row: Row): number =>
    Number(
      bare.prepare(insertText(table, row)).run(columnsOf(row).map((column) => row[column] ?? null)).lastInsertRowid,
    )
  const customerId = insert('customers', { ...copy('customers', '"id" = 1'), code: 'LEDGER', name: 'ledger' })
  const note = copy('deliveryNotes', '"releasedAt" is not null and "voidedAt" is null')
  const receipt = copy('receipts', `"state" = 'confirmed'`)
  bare.transaction(() => {
    for (let index = 0; index < rowsOfLedger; index += 1) {
      const on = plusDays('2024-01-01', Math.trunc(index / 12))
      const number = `L${String(index).padStart(6, '0')}`
      if (index % 5 < 3)
        insert('deliveryNotes', {
          ...note,
          customerId,
          number,
          deliveryOn: on,
          totalFen: 100_000 + index,
          paidFen: 0,
          serial: '',
        })
      else
        insert('receipts', {
          ...receipt,
          customerId,
          number,
          receivedOn: on,
          amountFen: 150_000 + index,
          assignedFen: 0,
        })
    }
  })()
  return customerId
}

const ledgerSql = `
  select *, sum("charge" - "paid") over (order by "on", "rank", "number" rows unbounded preceding) as "balance" from (
    select "deliveryOn" as "on", 0 as "rank", "kind", "id", "number", "remark", "totalFen" as "charge", 0 as "paid" from "deliveryNotes" where "customerId" = $id and "releasedAt" is not null and "voidedAt" is null
    union all select "adjustedOn", 0, "kind", "id", "number", "reason", "amountFen", 0 from "adjustments" where "customerId" = $id and "voidedAt" is null
    union all select "receivedOn", 1, 'receipt', "id", "number", "slipNumber", 0, "amountFen" from "receipts" where "customerId" = $id and "confirmedAt" is not null and "voidedAt" is null)
  order by "on", "rank", "number"`

/** 台账 of one customer with running balances, as its workbook reads it, page after page. */
export const ledger10k = async (office: BenchOffice): Promise<Figure> => {
  const id = longLedger(office)
  const whole = office.bare.prepare(ledgerSql)
  const ours = async (): Promise<void> => {
    let after: LedgerPlace | null = null
    let read = 0
    for (;;) {
      const page = (await office.call('receivables.ledger', { customerId: id, after })) as {
        rows: unknown[]
        next: LedgerPlace | null
        rest: boolean
      }
      read += page.rows.length
      if (!page.rest) break
      after = page.next
    }
    if (read !== rowsOfLedger) throw new Error(`${read} rows of the ledger`)
  }
  const times = await contest({ ours, baseline: () => whole.all({ id }), rounds: 15 })
  return figureOf('ledger-10k-rows', `${rowsOfLedger.toLocaleString('en')} rows of one customer`, 3, times)
}
