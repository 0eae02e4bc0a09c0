import { PGlite } from '@electric-sql/pglite'
import { Kysely, PGliteDialect } from 'kysely'
import { expect, it } from 'vitest'
import { migrate } from '../../db/migrate.ts'
import type { Database } from '../../db/schema.ts'
import { makeCustomer } from '../../testing/checkedOrder.ts'
import { keyNote, sendNote } from '../../testing/notes.ts'
import { openOffice } from '../../testing/office.ts'
import { answerShipDay, putInStore } from '../../testing/shipping.ts'
import { workshopOf } from '../../testing/workshop.ts'

/** One story of goods that leave, and what the pages say of it. */
const story = async (db?: Kysely<Database>): Promise<unknown> => {
  const office = await openOffice(db ? { db } : {})
  const shop = workshopOf(office)
  await shop.keepProcesses(['包装'])
  const [one, two] = [await makeCustomer(office, '永兴'), await makeCustomer(office, '长乐')]
  await office.db.updateTable('customers').set({ grade: 'B', region: '佛山' }).where('id', '=', one).execute()
  const mine = await shop.inWork({ customerId: one, number: 'DH261120-01', pieces: [10], dueOn: '2026-11-25' })
  const other = await shop.inWork({ customerId: two, number: 'DH261120-02', pieces: [8], dueOn: '2026-11-27' })
  await shop.report('2026-11-22', shop.row(mine.ids[0]!, 10))
  await answerShipDay(office, mine.order.id, '2026-11-24', '2026-11-22', { way: 'pickUp' })
  await putInStore(office, mine.lineId, 6)
  const tables = { code: 'TS-801', name: '', colour: '胡桃', unit: '张', untilOn: '2026-11-30' }
  const split = await office.as.merchandiser.allocations.propose(tables)
  const saved = await office.as.merchandiser.allocations.save({
    ...tables,
    available: split.available,
    remark: '',
    lines: split.lines.map(({ orderLineId, proposed, restOn }) => ({
      orderLineId,
      quantity: proposed,
      reason: '',
      restOn,
    })),
  })
  await sendNote(office, await keyNote(office, mine.order, [2]))
  const draft = await office.as.clerk.deliveries.newDraft({ orderId: mine.order.id })
  office.setDay('2026-12-05')
  const facts = {
    split: split.lines.map(({ customer, grade, wanted, proposed }) => [customer, grade, wanted, proposed]),
    saved: [saved.number, saved.given, saved.state],
    draft: draft.lines.map(({ quantity }) => quantity),
    plan: (await office.as.clerk.shipments.list({ region: '佛山', way: 'pickUp' })).rows.map(
      ({ shipOn, quantity, gone, stored, state, overdue }) => [shipOn, quantity, gone, stored, state, overdue],
    ),
    sums: await office.as.clerk.shipments.sums({}),
    store: await Promise.all(
      (['waiting', 'there', 'long', 'all'] as const).map(async (show) =>
        (await office.as.clerk.shipments.store({ show })).rows.map(({ finished, putIn, there, waiting, sinceOn }) => [
          finished,
          putIn,
          there,
          waiting,
          sinceOn,
        ]),
      ),
    ),
    counts: await office.as.clerk.shipments.storeCounts({}),
    goods: (await office.as.clerk.allocations.goods({})).rows.map(({ short, available, allocation }) => [
      short,
      available,
      allocation?.number,
    ]),
    today: (await office.as.merchandiser.today.list({ limit: 200 })).rows
      .filter(({ kind }) => ['askShipDate', 'toPutIn', 'tellCustomer'].includes(kind))
      .map(({ kind, number, process, days }) => [kind, number, process, days]),
    answer: (await office.as.clerk.search.answer({ customerId: one, orderId: null })).orders.map(({ lines }) =>
      lines.map(({ shipOn, shipWay }) => [shipOn, shipWay]),
    ),
    order: (await office.as.clerk.shipments.ofOrder({ orderId: mine.order.id })).there.map(({ quantity }) => quantity),
    other: (await office.as.clerk.shipments.ask({ orderId: other.order.id })).lines.map(({ open, reason }) => [
      open,
      reason,
    ]),
  }
  await office.close()
  return facts
}

it('says the same of goods that leave on both databases', async () => {
  const onSqlite = await story()
  const asNumber = (text: string): number => Number(text)
  const postgres = new Kysely<Database>({
    dialect: new PGliteDialect({ pglite: new PGlite({ parsers: { 20: asNumber } }) }),
  })
  await migrate(postgres, 'postgres')
  expect(await story(postgres)).toEqual(onSqlite)
  expect(onSqlite).toMatchObject({
    split: [
      ['长乐', 'A', 8000, 8000],
      ['永兴', 'B', 10_000, 2000],
    ],
    saved: ['FP261122-01', 10_000, 'standing'],
    plan: [['2026-11-24', 10_000, 2000, 4000, 'planned', true]],
    counts: { waiting: 1, there: 1, long: 1 },
    order: [4000],
    answer: [[['2026-11-24', 'pickUp']]],
  })
})
