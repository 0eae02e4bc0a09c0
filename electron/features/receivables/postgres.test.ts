import { PGlite } from '@electric-sql/pglite'
import { Kysely, PGliteDialect } from 'kysely'
import { afterEach, expect, test } from 'vitest'
import type { BankField } from '../../../shared/bankImport.ts'
import { migrate } from '../../db/migrate.ts'
import type { Database } from '../../db/schema.ts'
import { makeCustomer, makeOrder } from '../../testing/checkedOrder.ts'
import { keyNote, receive, sendNote } from '../../testing/notes.ts'
import { openOffice, type TestOffice } from '../../testing/office.ts'

let office: TestOffice
afterEach(() => office.close())

const postgres = async (): Promise<Kysely<Database>> => {
  const db = new Kysely<Database>({
    dialect: new PGliteDialect({ pglite: new PGlite({ parsers: { 20: (text: string) => Number(text) } }) }),
  })
  await migrate(db, 'postgres')
  return db
}

const fields: BankField[] = ['on', 'income', 'payer', 'slip']

/** The money desk from the old books to a receipt that is taken back, and all that is read of it. */
const story = async () => {
  const { cashier, merchandiser } = office.as
  const customerId = await makeCustomer(office)
  await office.db
    .updateTable('customers')
    .set({ name: '长乐家居有限公司', code: 'K1', settlement: 'monthly', termDays: 30, creditLimitFen: 900_000 })
    .where('id', '=', customerId)
    .execute()
  const { id: bookId } = await cashier.openings.saveBook({
    id: null,
    switchOn: '2026-09-30',
    checkFen: 50_000,
    version: 0,
  })
  const rows = [['K1', '旧 1', '2026-08-02', '500.00']]
  await cashier.openings.import({ fields: ['customer', 'number', 'on', 'amount'], rows, fileName: 'a.xlsx' })
  await cashier.openings.lock({ id: bookId, version: (await cashier.openings.books({}))[0]!.version })
  const order = await makeOrder(office, { customerId, pieces: [9], number: 'DH261001-01' })
  await sendNote(office, await keyNote(office, order, [3], { deliveryOn: '2026-10-01' }))
  const receipt = await receive(office, customerId, 60_000, '2026-10-20')
  await cashier.statements.make({ customerId, month: '2026-10' })
  await cashier.receipts.void({ id: receipt.id, version: receipt.version, reason: '退票' })
  await merchandiser.receivables.call({
    customerId,
    person: '王',
    summary: '月底',
    promisedOn: '2026-11-23',
    amountFen: 10_000,
  })
  await cashier.bank.import({
    account: '1',
    headings: { on: '日期' },
    fields,
    rows: [['20261121', '300', '长乐家居', 'B1']],
    fileName: 'b.csv',
  })
  const [line] = (await cashier.bank.list({})).rows
  await cashier.bank.accept({
    id: line!.id,
    version: line!.version,
    customerId,
    allocations: line!.proposal!.parts.map(({ number: _number, ...part }) => part),
  })
  office.setDay('2026-11-25')
  const read = await cashier.receivables.read({ customerId })
  return {
    list: await cashier.receivables.list({}),
    overdue: await cashier.receivables.list({ view: 'overdue', on: '2026-10-25', order: 'name' }),
    broken: (await cashier.receivables.list({ view: 'broken', order: 'balance' })).total,
    items: await cashier.receivables.items({ customerId }),
    promises: read.promises,
    ledger: await cashier.receivables.ledger({ customerId, from: '2026-09-01' }),
    place: await cashier.receivables.ledger({
      customerId,
      after: (await cashier.receivables.ledger({ customerId, limit: 2 })).next,
      limit: 1,
    }),
    openings: await cashier.openings.list({}),
    bank: (await cashier.bank.list({ state: null })).rows.map(({ state, receiptNumber }) => [state, receiptNumber]),
    waiting: await cashier.bank.waiting({}),
    tasks: (await cashier.today.list({})).rows.map(({ kind, amountFen }) => [kind, amountFen]),
  }
}

test('is the same on PostgreSQL', async () => {
  office = await openOffice()
  const here = await story()
  await office.close()
  office = await openOffice({ db: await postgres() })
  const there = await story()
  const plain = (value: unknown): unknown =>
    JSON.parse(
      JSON.stringify(value)
        .replaceAll(/永兴家居\d*/g, '永兴家居')
        .replaceAll(/"at":"[^"]*"/g, '"at":""'),
    )
  expect(plain(there)).toEqual(plain(here))
  expect(here.list.rows[0]).toMatchObject({ balanceFen: 50_000, promise: { state: 'broken' } })
})
