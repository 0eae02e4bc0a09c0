import { PGlite } from '@electric-sql/pglite'
import { Kysely, PGliteDialect } from 'kysely'
import { afterEach, expect, test } from 'vitest'
import { migrate } from '../../db/migrate.ts'
import type { Database } from '../../db/schema.ts'
import { openOffice, type TestOffice } from '../../testing/office.ts'
import { workshopOf } from '../../testing/workshop.ts'

let office: TestOffice
afterEach(() => office.close())

const postgres = async (): Promise<Kysely<Database>> => {
  const db = new Kysely<Database>({
    dialect: new PGliteDialect({ pglite: new PGlite({ parsers: { 20: (text: string) => Number(text) } }) }),
  })
  await migrate(db, 'postgres')
  return db
}

/** A rejected lot with rework, taken in hand again and accepted, and all that is read of it. */
const story = async () => {
  const workshop = workshopOf(office)
  await workshop.keepProcesses(['开料', '包装'])
  const work = await workshop.inWork({ pieces: [100], settlement: 'monthly' })
  office.setDay('2026-11-24')
  for (const id of work.ids) await workshop.report('2026-11-24', workshop.row(id, 100))
  const { quality } = office.as.workshop
  const inspect = async (found: number, reinspects: number | null = null) => {
    const { draft } = await quality.propose({
      kind: 'final',
      orderLineId: null,
      noticeLineId: work.lineId,
      operationId: null,
      reinspects,
    })
    const made = await quality.save({
      ...draft,
      defects: found === 0 ? [] : [{ defect: '划伤', severity: 'major', quantity: found, note: '', picture: '' }],
    })
    return quality.decide({ id: made.id, version: made.version, decision: made.result, reason: '' })
  }
  const bad = await inspect(6)
  await quality.dispose({ id: bad.id, version: bad.version, kind: 'rework', quantity: 40_000, note: '' })
  await workshop.report('2026-11-24', workshop.row(work.ids.at(-1)!, 40))
  await inspect(0, bad.id)
  const draft = await office.as.warehouse.deliveries.newDraft({ orderId: work.order.id })
  const note = await office.as.warehouse.deliveries.save(draft)
  return {
    rows: (await quality.list({})).rows.map(({ number, state, lot, sample }) => ({ number, state, lot, sample })),
    counts: await quality.counts({}),
    found: (await quality.list({ text: bad.number, defect: '划伤', from: '2026-11-01', to: '2026-11-30' })).total,
    figures: (await quality.figures({ from: '2026-11-01', to: '2026-11-30' })).defects,
    covered: (await quality.ofNote({ deliveryNoteId: note.id })).lines.map(({ wanted, covered }) => [wanted, covered]),
    targets: (await quality.targets({ typed: '' })).map(({ quantity }) => quantity),
    disposals: (await quality.read({ id: bad.id })).disposals.map(({ kind, quantity }) => [kind, quantity]),
    tasks: (await office.as.merchandiser.today.list({})).rows.map(({ kind }) => kind),
  }
}

test('inspections are the same on both databases', async () => {
  office = await openOffice()
  const onSqlite = await story()
  await office.close()
  office = await openOffice({ db: await postgres() })
  expect(await story()).toEqual(onSqlite)
  expect(onSqlite).toMatchObject({
    rows: [{ state: 'accepted', lot: 100_000 }, { state: 'handled' }],
    counts: { open: 0, rejected: 0 },
    found: 1,
    covered: [[100_000, 100_000]],
    disposals: [['rework', 40_000]],
  })
})
