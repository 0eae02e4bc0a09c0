import { PGlite } from '@electric-sql/pglite'
import { Kysely, PGliteDialect } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findingKinds, packSheets } from '../../../shared/monthEnd.ts'
import { mainReports, mayReport, reportNames } from '../../../shared/reports.ts'
import { migrate } from '../../db/migrate.ts'
import type { Database } from '../../db/schema.ts'
import { makeCustomer, makeOrder } from '../../testing/checkedOrder.ts'
import { type MonthDeed, playMonths } from '../../testing/months.ts'
import { keyNote, receive, sendNote } from '../../testing/notes.ts'
import { openOffice, type TestOffice } from '../../testing/office.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openOffice()
})
afterEach(() => office.close())

const base = { day: '2026-11-02', month: '2026-10', limit: 200 }
const story: MonthDeed[] = Array.from({ length: 26 }, (_, index) => ({
  do: (['order', 'ship', 'money', 'order', 'ship', 'return', 'ship'] as const)[index % 7]!,
  customer: index % 3,
  day: 10 + index * 2,
  part: 37 * index,
}))

test('whoever sees no prices sees no money in any report, and is refused those that are nothing else', async () => {
  await playMonths(office, story)
  office.setDay('2026-11-02')
  for (const role of ['warehouse', 'workshop'] as const)
    for (const report of reportNames) {
      const asked = office.as[role].reports.table({ ...base, report, measure: 'amount' })
      if (!mayReport(role, report)) {
        await expect(asked).rejects.toMatchObject({ code: 'reports.ofMoney' })
        continue
      }
      const table = await asked
      expect(table.columns.filter(({ kind }) => kind === 'money' || kind === 'price')).toEqual([])
      expect(table.chart?.kind ?? 'percent').toBe('percent')
      const priced = await office.as.manager.reports.table({ ...base, report, measure: 'quantity' })
      expect(table.total).toBe(priced.total)
      for (const row of table.rows) expect(row.cells).toHaveLength(table.columns.length)
      const paper = await office.as[role].reports.paper({ day: base.day, month: base.month, report })
      expect(paper.pages.join('')).not.toMatch(/¥|元/)
    }
  expect((await office.as.workshop.reports.table({ ...base, report: 'daily' })).foot).toBe('')
})

test('三个月未下单: the day before three months is silent, the day itself is not; the usual amount is the mean of six', async () => {
  const customerId = await makeCustomer(office, '老客户')
  const other = await makeCustomer(office, '新客户')
  await makeCustomer(office, '没下过单')
  const on = async (id: number, orderedOn: string) =>
    office.db.updateTable('orders').set({ orderedOn }).where('id', '=', id).execute()
  for (let n = 1; n <= 7; n++) {
    const { id } = await makeOrder(office, { customerId, pieces: [n], priceYuan: 1 })
    await on(id, `2026-0${n}-15`)
  }
  const { id } = await makeOrder(office, { customerId: other })
  await on(id, '2026-08-02')
  const { rows } = await office.as.manager.reports.table({ ...base, report: 'silent' })
  // 2 to 7 yuan: 4.50
  expect(rows.map(({ cells }) => cells)).toEqual([['老客户', '', '', '', '', '2026-07-15', 110, 7, 450]])
  const later = await office.as.manager.reports.table({ ...base, day: '2026-11-03', report: 'silent' })
  expect(later.rows.map(({ cells }) => [cells[0], cells[5]])).toEqual([
    ['老客户', '2026-07-15'],
    ['新客户', '2026-08-02'],
  ])
  expect((await office.as.manager.reports.table({ ...base, day: '2026-05-31', report: 'silent' })).rows).toEqual([])
})

test('发货通报: what left that day, what is planned and what is due within seven days, by region and shop', async () => {
  const customerId = await makeCustomer(office, '永兴店')
  await office.db.updateTable('customers').set({ region: '广东' }).where('id', '=', customerId).execute()
  office.setDay('2026-11-22')
  const made = await makeOrder(office, { customerId, pieces: [5, 8], dueOn: '2026-11-29' })
  await sendNote(office, await keyNote(office, made, [2, 0], { deliveryOn: '2026-11-22' }))
  await makeOrder(office, { customerId, pieces: [9], dueOn: '2026-11-30' })
  const { rows, foot } = await office.as.warehouse.reports.table({ ...base, day: '2026-11-22', report: 'dispatch' })
  expect(rows.map(({ cells }) => [cells[0], cells[1], cells[2], cells[3], cells[6]])).toEqual([
    ['广东', '永兴店', '已发', '2026-11-22', 2000],
    ['广东', '永兴店', '交期', '2026-11-29', 3000],
    ['广东', '永兴店', '交期', '2026-11-29', 8000],
  ])
  expect(foot).toBe('当天已发 1 行,未来七天 2 行')
})

test('an order being keyed a second time shows nothing of itself in the reports of who keys it', async () => {
  const { manager, merchandiser } = office.as
  const customerId = await makeCustomer(office)
  const { id } = await makeOrder(office, { customerId, pieces: [7], dueOn: '2026-11-29', checked: false })
  await office.db
    .updateTable('orders')
    .set({ state: 'toCheck', orderedOn: '2026-11-22' })
    .where('id', '=', id)
    .execute()
  await office.db
    .insertInto('blindKeys')
    .values({
      orderId: id,
      userId: office.userIds.merchandiser,
      startedAt: '2026-11-22T01:00:00.000Z',
      submittedAt: null,
      droppedAt: null,
    })
    .execute()
  for (const report of ['daily', 'forecast', 'forecastRows', 'months'] as const) {
    const asked = { ...base, day: '2026-11-22', month: '2026-11', report }
    const seen = (table: { rows: { cells: unknown[] }[] }): string =>
      JSON.stringify(table.rows.map(({ cells }) => cells))
    expect(seen(await manager.reports.table(asked))).toContain('70000')
    expect(seen(await merchandiser.reports.table(asked))).not.toContain('70000')
  }
})

/** Every report and every class of the month's end, as plain rows. */
const everything = async (desk: TestOffice) => {
  const { reports, monthEnd } = desk.as.manager
  const found: unknown[] = []
  for (const report of mainReports) {
    const { rows, total, totals, chart, foot } = await reports.table({ ...base, report })
    found.push([report, rows.map(({ cells }) => cells), total, totals, chart, foot])
  }
  for (const report of ['dailyRows', 'goods', 'sales', 'rateRows', 'forecastRows'] as const)
    found.push([report, (await reports.table({ ...base, report })).rows.map(({ cells }) => cells)])
  const { classes } = await monthEnd.check({ month: '2026-10' })
  found.push(classes)
  for (const kind of findingKinds) found.push((await monthEnd.rows({ month: '2026-10', kind })).rows)
  for (const sheet of packSheets) found.push((await monthEnd.pack({ month: '2026-10', sheet })).rows)
  found.push(await monthEnd.sums({ month: '2026-10' }))
  return found
}

test('money that bounced after it was stated is in its month, and off the month in which it was taken back', async () => {
  office.setDay('2026-10-18')
  const customerId = await makeCustomer(office)
  const { id } = await receive(office, customerId, 940_800, '2026-10-18')
  office.setDay('2026-11-01')
  await office.as.cashier.statements.make({ customerId, month: '2026-10' })
  office.setDay('2026-11-05')
  const { version } = await office.as.cashier.receipts.read({ id })
  await office.as.cashier.receipts.void({ id, version, reason: '退票' })
  const { rows } = await office.as.manager.reports.table({ ...base, month: '2026-11', report: 'months' })
  expect(rows.slice(0, 2).map(({ key, cells }) => [key, cells.at(-1)])).toEqual([
    ['2026-11', -940_800],
    ['2026-10', 940_800],
  ])
  const moneyIn = async (day: string) => {
    const { rows: papers } = await office.as.manager.reports.table({ ...base, day, report: 'dailyRows' })
    return papers.map(({ cells }) => cells.at(-1))
  }
  expect([await moneyIn('2026-10-18'), await moneyIn('2026-11-05')]).toEqual([[940_800], [-940_800]])
})

test('PostgreSQL tells the same of the same story', async () => {
  const told: unknown[] = []
  for (const other of [false, true]) {
    const db = other
      ? new Kysely<Database>({ dialect: new PGliteDialect({ pglite: await PGlite.create() }) })
      : undefined
    if (db) await migrate(db, 'postgres')
    const desk = db ? await openOffice({ db }) : office
    const book = await playMonths(desk, story)
    desk.setDay('2026-11-02')
    for (const { kind, total } of (await desk.as.merchandiser.monthEnd.check({ month: '2026-10' })).classes)
      if (total > 0) await desk.as.merchandiser.monthEnd.signOff({ month: '2026-10', kind, total, reason: '—' })
    const { closingFen } = await desk.as.merchandiser.monthEnd.sums({ month: '2026-10' })
    const draft = { month: '2026-10', taker: '孙会', takenOn: '2026-11-02', remark: '', closingFen }
    const { id } = await desk.as.merchandiser.monthEnd.handOver(draft)
    desk.setDay('2026-11-03')
    const money = book.money[0]!
    const { version } = await desk.as.cashier.receipts.read({ id: money.id })
    await desk.as.cashier.receipts.void({ id: money.id, version, reason: '记错' })
    const { rows } = await desk.as.merchandiser.monthEnd.changes({ id })
    expect(rows).toMatchObject([{ word: 'receipts', change: 'voided', fen: money.fen }])
    // order numbers of the test's own counter differ from office to office
    told.push(JSON.parse(JSON.stringify([rows, await everything(desk)]).replaceAll(/DH\d+-\d+/g, 'DH')))
    if (db) await desk.close()
  }
  expect(told[1]).toEqual(told[0])
})
