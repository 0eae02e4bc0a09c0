import { PGlite } from '@electric-sql/pglite'
import { Kysely, PGliteDialect } from 'kysely'
import { afterEach, expect, test } from 'vitest'
import { orderSorts } from '../shared/orderListTerms.ts'
import { findBrokenAudit } from './db/audit.ts'
import { migrate } from './db/migrate.ts'
import type { Database } from './db/schema.ts'
import {
  checkOrder,
  furnitureDraft,
  makeGoods,
  makeMasters,
  payOrder,
  shipNote,
  signConfirmation,
} from './testing/mainLine.ts'
import { openOffice, type TestOffice } from './testing/office.ts'

/** The whole road of one order, from the fax to the signed statement: the same facts on both databases. */

const postgres = async (): Promise<Kysely<Database>> => {
  const asNumber = (value: string): number => {
    const number = Number(value)
    if (!Number.isSafeInteger(number)) throw new RangeError(`${value} is out of range`)
    return number
  }
  const db = new Kysely<Database>({ dialect: new PGliteDialect({ pglite: new PGlite({ parsers: { 20: asNumber } }) }) })
  await migrate(db, 'postgres')
  return db
}

let office: TestOffice
afterEach(() => office.close())

for (const database of ['sqlite', 'postgres'] as const)
  test(`from fax to statement on ${database}`, async () => {
    office = await openOffice(database === 'postgres' ? { db: await postgres() } : {})
    const masters = await makeMasters(office)
    const keyed = await office.as.clerk.orders.save(await furnitureDraft(office, masters))
    expect(keyed).toMatchObject({
      number: 'DH261122-01',
      state: 'toCheck',
      totalFen: 4_737_600,
      totalPacks: 96,
      depositFen: 1_421_280,
    })

    const checked = await checkOrder(office, keyed.id)
    expect(checked.state).toBe('toSign')
    await signConfirmation(office, keyed.id)
    await expect(office.as.merchandiser.production.release({ orderId: keyed.id })).rejects.toMatchObject({
      code: expect.stringMatching(/^(production|gates)\./),
    })

    await payOrder(office, masters.customerId, keyed.id, 'deposit', 1_421_280, '2026-11-22')
    expect((await office.as.merchandiser.orders.read({ id: keyed.id })).state).toBe('toRelease')
    const notice = await office.as.merchandiser.production.release({ orderId: keyed.id })
    expect(notice.number).toBe('SC261122-01')

    await makeGoods(office)
    expect((await office.as.merchandiser.orders.read({ id: keyed.id })).state).toBe('toDeliver')
    office.setDay('2026-12-15')

    const draft = await office.as.merchandiser.deliveries.newDraft({ orderId: keyed.id })
    const note = await office.as.merchandiser.deliveries.save({ ...draft, driver: '老何' })
    expect(note).toMatchObject({ number: 'XS261215-01', totalFen: 4_737_600, totalPacks: 96, state: 'draft' })
    await expect(shipNote(office, note.id)).rejects.toMatchObject({ code: 'deliveries.moneyMissingHidden' })

    await payOrder(office, masters.customerId, keyed.id, 'balance', 3_316_320, '2026-12-15')
    const ready = await office.as.warehouse.deliveries.read({ id: note.id })
    await office.as.warehouse.deliveries.release({ id: note.id, version: ready.version, overrideReason: null })
    expect(await office.as.merchandiser.deliveries.read({ id: note.id })).toMatchObject({
      state: 'released',
      paidFen: 4_737_600,
      signed: 'waiting',
    })
    expect((await office.as.merchandiser.orders.read({ id: keyed.id })).state).toBe('delivered')

    const [signBack] = (await office.as.merchandiser.signBacks.list({ kind: 'delivery' })).rows
    await office.as.warehouse.signBacks.markReturned({
      id: signBack!.id,
      version: signBack!.version,
      result: 'same',
      difference: '',
      differenceFen: null,
      copy: null,
    })
    expect(['completed', 'settled']).toContain((await office.as.merchandiser.orders.read({ id: keyed.id })).state)

    office.setDay('2027-01-02')
    const statement = await office.as.merchandiser.statements.make({ customerId: masters.customerId, month: '2026-12' })
    expect(statement).toMatchObject({
      openingFen: 0,
      chargesFen: 4_737_600,
      receiptsFen: 4_737_600,
      closingFen: 0,
      state: 'draft',
    })
    expect(
      statement.lines.map(({ kind, amountFen, receivedFen, balanceFen }) => [kind, amountFen, receivedFen, balanceFen]),
    ).toEqual([
      ['receipt', 0, 1_421_280, -1_421_280],
      ['delivery', 1_416_000, 0, -5_280],
      ['delivery', 1_713_600, 0, 1_708_320],
      ['delivery', 1_608_000, 0, 3_316_320],
      ['receipt', 0, 3_316_320, 0],
    ])
    const sent = await office.as.merchandiser.signBacks.markSent({
      kind: 'statement',
      documentId: statement.id,
      sentTo: '王老板',
    })
    await office.as.merchandiser.signBacks.markReturned({
      id: sent.id,
      version: sent.version,
      result: 'same',
      difference: '',
      differenceFen: null,
      copy: null,
    })
    expect((await office.as.merchandiser.statements.read({ id: statement.id })).state).toBe('settled')

    expect(await office.as.merchandiser.orderList.rows({ shown: 'closed', due: 'overdue' })).toEqual({
      rows: [],
      total: 0,
    })
    for (const shown of ['all', 'settled'] as const)
      for (const by of orderSorts) {
        const filter = { shown, text: 'yxjj', sort: { by, down: true } }
        expect((await office.as.merchandiser.orderList.rows(filter)).rows).toMatchObject([
          { number: 'DH261122-01', unpaidFen: 0, delivered: 90_000, deposit: 'confirmed' },
        ])
        expect(await office.as.merchandiser.orderList.totals({ ...filter, text: '' })).toEqual({
          orders: 1,
          quantity: 90_000,
          packs: 96,
          amountFen: 4_737_600,
          unpaidFen: 0,
        })
      }
    expect(await office.as.merchandiser.orderList.ids({ rush: true, question: true })).toEqual([])

    const monthEnd = await office.as.merchandiser.monthEnd.check({ month: '2026-12' })
    expect(monthEnd.classes.filter(({ total }) => total > 0)).toEqual([])
    expect(await office.as.merchandiser.search.find({ typed: 'yxjj' })).toMatchObject([
      { kind: 'customer', title: '永兴家居' },
    ])
    expect(await office.as.merchandiser.search.answer({ customerId: masters.customerId, orderId: null })).toMatchObject(
      { unpaidFen: 0, orders: [] },
    )
    expect(await office.as.merchandiser.today.list({})).toEqual({ rows: [], total: 0, waiting: 0 })
    expect(await findBrokenAudit(office.db)).toBeNull()
  })
