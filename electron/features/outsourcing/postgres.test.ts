import { PGlite } from '@electric-sql/pglite'
import { Kysely, PGliteDialect } from 'kysely'
import { expect, test } from 'vitest'
import { migrate } from '../../db/migrate.ts'
import type { Database } from '../../db/schema.ts'
import { openOffice } from '../../testing/office.ts'
import { addFactory, backRow, slipDraft } from '../../testing/outsourcing.ts'
import { workshopOf } from '../../testing/workshop.ts'

/** A slip sent, partly back late, asked about, its copy signed: everything the office tells of it afterwards. */
const walk = async (db?: Kysely<Database>) => {
  const office = await openOffice(db ? { db } : {})
  const shop = workshopOf(office)
  const { outsourcing: out, signBacks, today } = office.as.merchandiser
  await shop.keepProcesses(['开料', '面漆', '包装'])
  const { ids } = await shop.inWork({ number: 'DH261122-77' })
  await shop.report('2026-11-22', shop.row(ids[0]!, 20))
  const factoryId = await addFactory(office)
  const before = await out.sendable({ typed: '餐', all: true })
  const draft = slipDraft(factoryId, [{ operationId: ids[1]!, pieces: 12, wantedOn: '2026-11-24' }])
  const slip = await out.save(draft)
  const sent = await signBacks.markSent({ kind: 'outsourcing', documentId: slip.id, sentTo: '传真' })
  office.setDay('2026-11-26')
  const rows = [backRow(slip.lines[0]!.id, { good: 7, bad: 2, scrap: 1 }, 'earlier')]
  const back = await out.back({ sure: true, id: slip.id, version: slip.version, returnedOn: '2026-11-26', rows })
  const asked = (await today.list({})).rows.filter(({ kind }) => kind === 'outsideDue' || kind === 'outsideOut')
  await out.answer({ lineIds: [slip.lines[0]!.id], spokenTo: '张师傅', words: '明天', promisedOn: '2026-11-27' })
  const period = { factoryId, from: '2026-11-01', to: '2026-11-30' }
  const told = {
    before: before.rows.map(({ processName, available }) => [processName, available]),
    none: (await out.sendable({ typed: '%', all: true })).total,
    slip: back.lines.map(({ open, good, bad, lateDays, state }) => [open, good, bad, lateDays, state]),
    asked: asked.map(({ kind, of, days, urgency }) => [kind, of, days, urgency]),
    calls: (await out.calls({})).map(({ open, due, unanswered, lateDays }) => [open, due, unanswered, lateDays]),
    questions: (await out.questions({ factoryId })).map(({ promisedOn, askedToday }) => [promisedOn, askedToday]),
    figures: await out.figures(period),
    due: (await out.dueLines(period)).total,
    returned: (await out.returned(period)).rows.map(({ good, bad, scrap }) => [good, bad, scrap]),
    list: (await out.list({ typed: 'sddd', state: 'late' })).rows.map(({ number, open }) => [number, open]),
    factories: (await out.factories({ typed: '' })).rows.map(({ openLines, lateLines }) => [openLines, lateLines]),
    prices: await out.lastPrices({ factoryId, operationIds: [ids[1]!] }),
    copy: (await signBacks.read({ id: sent.id })).customerName,
    board: (await office.as.workshop.operations.board({})).rows[0]!.steps.map(({ at }) => at?.out ?? null),
  }
  await office.close()
  return told
}

test('both databases tell the same of a slip', async () => {
  const asNumber = (text: string): number => Number(text)
  const postgres = new Kysely<Database>({
    dialect: new PGliteDialect({ pglite: new PGlite({ parsers: { 20: asNumber } }) }),
  })
  await migrate(postgres, 'postgres')
  const told = await walk()
  expect(told).toMatchObject({
    before: [['面漆', 20000]],
    none: 0,
    slip: [[3000, 7000, 2000, 2, 'partly']],
    asked: [
      ['outsideDue', 1, 2, 'late'],
      ['outsideOut', 0, 3, 'waiting'],
    ],
    calls: [[1, 1, 0, 2]],
    figures: { due: 1, late: 1, lateDays: 2, good: 7000, bad: 2000, scrap: 1000, lost: 0, amountFen: 3000 },
    list: [['WX261122-01', 3000]],
    prices: [{ priceMicros: 2_500_000 }],
    copy: '顺达电镀',
    board: [null, 3000, null],
  })
  expect(await walk(postgres)).toEqual({
    ...told,
    prices: [{ operationId: expect.any(Number), priceMicros: 2_500_000 }],
  })
})
