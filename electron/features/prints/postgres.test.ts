import { PGlite } from '@electric-sql/pglite'
import { Kysely, PGliteDialect } from 'kysely'
import { afterEach, expect, test } from 'vitest'
import { migrate } from '../../db/migrate.ts'
import type { Database } from '../../db/schema.ts'
import { openOffice, type TestOffice } from '../../testing/office.ts'
import { addFurnitureOrder } from '../../testing/orders.ts'
import { printOf } from '../../testing/prints.ts'

let office: TestOffice
afterEach(() => office.close())

const postgres = async (): Promise<Kysely<Database>> => {
  const db = new Kysely<Database>({
    dialect: new PGliteDialect({ pglite: new PGlite({ parsers: { 20: (text: string) => Number(text) } }) }),
  })
  await migrate(db, 'postgres')
  return db
}

/** Two prints of a confirmation and a reprint, and all that is read of them. */
const story = async () => {
  const { id } = await addFurnitureOrder(office)
  const letter = await office.as.clerk.orders.confirmationPaper({ id })
  const first = await printOf(office, 'clerk', 'orderConfirmation', { id }, letter)
  office.setDay('2026-11-24')
  await printOf(office, 'merchandiser', 'orderConfirmation', { id }, letter)
  const { prints } = office.as.clerk
  await prints.keepAgain({ id: first.id, copies: 1, to: 'pdf', place: '确认书.pdf' })
  return {
    all: await prints.list({}),
    ofOrder: await prints.list({ document: 'orders', documentId: id, limit: 1 }),
    found: await prints.list({ number: 'dh', from: '2026-11-24', till: '2026-11-24', paper: 'orderConfirmation' }),
    mine: await prints.list({ personId: office.userIds.merchandiser }),
    warehouse: (await office.as.warehouse.prints.list({})).rows.map(({ open }) => open),
    exact: await prints.exact({ id: first.id }),
  }
}

test('is the same on PostgreSQL', async () => {
  office = await openOffice()
  const here = await story()
  await office.close()
  office = await openOffice({ db: await postgres() })
  expect(await story()).toEqual(here)
  expect(here.all.rows.map(({ nth, to }) => [nth, to])).toEqual([
    [3, 'pdf'],
    [2, 'printer'],
    [1, 'printer'],
  ])
})
