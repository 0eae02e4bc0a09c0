import { PGlite } from '@electric-sql/pglite'
import { Kysely, PGliteDialect } from 'kysely'
import { expect, it } from 'vitest'
import { migrate } from '../../db/migrate.ts'
import type { Database } from '../../db/schema.ts'
import { makeCustomer, makeOrder } from '../../testing/checkedOrder.ts'
import { keyNote, sendNote } from '../../testing/notes.ts'
import { openOffice } from '../../testing/office.ts'
import { askGateSteps, carry, journeyNow, keyTruck, loadNote, putNotes, truckNow } from '../../testing/trucks.ts'

/** One story of goods on a truck and on the road, and what the pages say of it. */
const story = async (db?: Kysely<Database>): Promise<unknown> => {
  const office = await openOffice(db ? { db } : {})
  await askGateSteps(office)
  const [one, two] = [await makeCustomer(office, '永兴'), await makeCustomer(office, '长乐')]
  await office.db
    .updateTable('customers')
    .set({ region: '佛山', overBasisPoints: 1000 })
    .where('id', '=', one)
    .execute()
  const mine = await makeOrder(office, { customerId: one, number: 'DH261120-01', pieces: [10, 4] })
  const other = await makeOrder(office, { customerId: two, number: 'DH261120-02', pieces: [8] })
  const [a, b] = [
    await sendNote(office, await keyNote(office, mine, [11, 4])),
    await sendNote(office, await keyNote(office, other, [3])),
  ]
  const draft = await keyNote(office, other, [5])
  await carry(office, a.id, { volume: 1250, weight: 90_000 })
  await carry(office, b.id, { way: 'freight', carrier: '德邦', tracking: 'DB1', expectedOn: '2026-11-24' })
  const truck = await keyTruck(office, { limitVolume: 1000 })
  await putNotes(office, truck.id, [b.id, a.id])
  await loadNote(office, a.id)
  await loadNote(office, b.id, { 1: { pieces: 2, explanation: '少一件' } })
  const { version } = await truckNow(office, truck.id)
  const leaving = { keeper: '老李', leftOn: '2026-11-22', leftTime: '15:30', overReason: '短途' }
  await office.as.warehouse.trucks.depart({ id: truck.id, version, ...leaving })
  office.setDay('2026-11-26')
  const facts = {
    waiting: await office.as.clerk.trucks.notes({ onDay: '2026-11-22' }),
    sums: await office.as.clerk.trucks.sums({ onDay: '2026-11-22' }),
    day: await office.as.clerk.trucks.day({ onDay: '2026-11-22' }),
    moves: await office.as.clerk.trucks.moves({ id: truck.id }),
    journeys: [await journeyNow(office, a.id), await journeyNow(office, b.id), await journeyNow(office, draft.id)],
    road: await office.as.clerk.journeys.list({ show: 'road' }),
    own: await office.as.clerk.journeys.list({ show: 'own', typed: '永' }),
    counts: await office.as.clerk.journeys.counts({}),
    tasks: (await office.as.merchandiser.today.list({ limit: 200 })).rows.filter(
      ({ kind }) => kind === 'arrivalOverdue',
    ),
    note: await office.as.clerk.deliveries.read({ id: a.id }),
    labels: (await office.as.clerk.labels.ofNote({ id: a.id, form: '60x40', code: 'code128' })).pages.length,
  }
  await office.close()
  return facts
}

it('trucks and journeys are the same on PostgreSQL', { timeout: 120_000 }, async () => {
  const asNumber = (text: string): number => Number(text)
  const pglite = new PGlite({ parsers: { 20: asNumber } })
  const db = new Kysely<Database>({ dialect: new PGliteDialect({ pglite }) })
  await migrate(db, 'postgres')
  const [there, here] = [JSON.stringify(await story(db)), JSON.stringify(await story())]
  // customers of a test are numbered through both offices
  const plain = (text: string): unknown => JSON.parse(text.replace(/(永兴|长乐)\d+/g, '$1'))
  expect(plain(there)).toEqual(plain(here))
  expect(here).toContain('arrivalOverdue')
})
