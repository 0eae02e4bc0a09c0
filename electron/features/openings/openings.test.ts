import { afterEach, beforeEach, expect, test } from 'vitest'
import { makeCustomer } from '../../testing/checkedOrder.ts'
import { receive } from '../../testing/notes.ts'
import { openOffice, type TestOffice } from '../../testing/office.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openOffice()
})
afterEach(() => office.close())

const begin = (checkFen: number | null = null) =>
  office.as.cashier.openings.saveBook({ id: null, switchOn: '2026-10-31', checkFen, version: 0 })
const add = (customerId: number, number: string, noteOn: string, amountFen: number) =>
  office.as.cashier.openings.save({
    id: null,
    customerId,
    number,
    noteOn,
    customerPo: 'PO-9',
    amountFen,
    remark: '',
    version: 0,
  })
const book = async () => (await office.as.cashier.openings.books({}))[0]!

test('are locked only when their sum is the one read off the old books; then they are open notes as old as they are', async () => {
  const customerId = await makeCustomer(office)
  await expect(add(customerId, '旧 1', '2026-09-02', 100_000)).rejects.toMatchObject({ code: 'openings.noBook' })
  const { id } = await begin(250_000)
  await add(customerId, '旧 1', '2026-09-02', 100_000)
  await add(customerId, '旧 2', '2026-08-15', 160_000)
  await expect(add(customerId, '旧 2', '2026-08-16', 1)).rejects.toMatchObject({
    code: 'openings.twice',
    field: 'number',
  })
  await expect(add(customerId, '旧 3', '2026-11-01', 1)).rejects.toMatchObject({ code: 'openings.afterSwitch' })
  await expect(office.as.cashier.openings.lock({ id, version: (await book()).version })).rejects.toMatchObject({
    code: 'openings.differs',
    message: expect.stringContaining('差 -100.00'),
  })
  // nothing is on the account before
  expect((await office.as.clerk.customers.credit({ id: customerId })).owedFen).toBe(0)
  const now = await book()
  await office.as.cashier.openings.saveBook({ id, switchOn: '2026-10-31', checkFen: 260_000, version: now.version })
  await expect(office.as.cashier.openings.lock({ id, version: now.version })).rejects.toMatchObject({
    code: 'app.stale',
  })
  const locked = await office.as.cashier.openings.lock({ id, version: (await book()).version })
  expect(locked).toMatchObject({ lockedBy: '孙会', sumFen: 260_000, notes: 2, customers: 1 })
  expect(
    (await office.as.clerk.receipts.openItems({ customerId })).map(({ number, on, openFen, customerPo }) => [
      number,
      on,
      openFen,
      customerPo,
    ]),
  ).toEqual([
    ['旧 2', '2026-08-15', 160_000, 'PO-9'],
    ['旧 1', '2026-09-02', 100_000, 'PO-9'],
  ])
  const receipt = await receive(office, customerId, 200_000, '2026-11-22')
  expect(receipt.allocations.map(({ number, amountFen }) => [number, amountFen])).toEqual([
    ['旧 2', 160_000],
    ['旧 1', 40_000],
  ])
  const { rows } = await office.as.cashier.receivables.list({ customerId })
  expect(rows).toMatchObject([{ balanceFen: 60_000, to90Fen: 60_000, overdueFen: 60_000, prepaidFen: 0 }])
  const items = await office.as.cashier.receivables.items({ customerId })
  expect(items.rows).toMatchObject([{ number: '旧 1', dueOn: '2026-09-02', lateDays: 81, openFen: 60_000 }])
})

test('are in the opening of the first statement once, and nowhere a second time', async () => {
  const customerId = await makeCustomer(office)
  const { id } = await begin(260_000)
  await add(customerId, '旧 1', '2026-09-02', 100_000)
  await add(customerId, '旧 2', '2026-08-15', 160_000)
  await office.as.cashier.openings.lock({ id, version: (await book()).version })
  const statement = await office.as.cashier.statements.make({ customerId, month: '2026-10' })
  expect(statement).toMatchObject({ openingFen: 260_000, lines: [], closingFen: 260_000 })
  office.setDay('2026-12-02')
  const next = await office.as.cashier.statements.make({ customerId, month: '2026-11' })
  expect(next).toMatchObject({ openingFen: 260_000, lines: [], closingFen: 260_000 })
  const ledger = await office.as.cashier.receivables.ledger({ customerId, from: '2026-11-01' })
  expect(ledger.rows).toEqual([])
})

test('are corrected by reversal alone once locked, and the right one goes into another book', async () => {
  const customerId = await makeCustomer(office)
  const { id } = await begin(100_000)
  const note = await add(customerId, '旧 1', '2026-09-02', 100_000)
  await expect(
    office.as.cashier.openings.reverse({ id: note.id, version: note.version, reason: '重' }),
  ).rejects.toMatchObject({ code: 'openings.notLocked' })
  await office.as.cashier.openings.lock({ id, version: (await book()).version })
  const { reversed: _, ...locked } = (await office.as.cashier.openings.list({})).rows[0]!
  expect(locked).toMatchObject({ locked: true, adjustmentNumber: expect.stringMatching(/^TZ/) })
  await expect(
    office.as.cashier.openings.save({
      id: note.id,
      customerId,
      number: '旧 1',
      noteOn: '2026-09-02',
      customerPo: '',
      amountFen: 1,
      remark: '',
      version: note.version,
    }),
  ).rejects.toMatchObject({ code: 'openings.noBook' })
  await expect(office.as.cashier.openings.remove({ id: note.id, version: note.version })).rejects.toMatchObject({
    code: 'openings.isLocked',
  })
  await office.as.cashier.openings.reverse({ id: note.id, version: note.version, reason: '早就付了' })
  expect((await office.as.clerk.customers.credit({ id: customerId })).owedFen).toBe(0)
  await expect(
    office.as.cashier.openings.reverse({ id: note.id, version: note.version + 1, reason: '再来' }),
  ).rejects.toMatchObject({ code: 'openings.isReversed' })
  await begin(40_000)
  await add(customerId, '旧 1', '2026-09-02', 40_000)
  await office.as.cashier.openings.lock({ id: (await book()).id, version: (await book()).version })
  expect((await office.as.clerk.customers.credit({ id: customerId })).owedFen).toBe(40_000)
})

test('a list from Excel: each row is new, changed, the same or wrong with its sentence; read again it adds nothing', async () => {
  const customerId = await makeCustomer(office)
  const { shortName, code } = await office.as.clerk.customers.read({ id: customerId })
  await begin()
  const table = {
    fields: ['customer' as const, 'number' as const, 'on' as const, 'amount' as const, 'po' as const],
    rows: [
      [shortName, 'X-1', '2026-09-02', '1,234.56元', 'PO-1'],
      [code, 'X-2', '2026/9/15', '-500', ''],
      ['谁也不是', 'X-3', '2026-09-02', '1', ''],
      [shortName, 'X-4', '2026-11-02', '1', ''],
      [shortName, 'X-1', '2026-09-02', '7', ''],
      [shortName, 'X-5', '昨天', '0', ''],
    ],
  }
  const { rows, counts } = await office.as.cashier.openings.importPreview(table)
  expect(counts).toEqual({ added: 2, changed: 0, same: 0, wrong: 4 })
  expect(rows.map(({ verdict, problems }) => [verdict, ...problems.map(({ field }) => field)])).toEqual([
    ['new'],
    ['new'],
    ['wrong', 'customer'],
    ['wrong', 'on'],
    ['wrong', 'number'],
    ['wrong', 'on', 'amount'],
  ])
  const run = { ...table, fileName: '期初.xlsx', expected: { added: 2, changed: 0 } }
  expect(await office.as.cashier.openings.import(run)).toEqual(counts)
  expect(await book()).toMatchObject({ sumFen: 73_456, notes: 2 })
  const again = { ...table, rows: [[shortName, 'X-1', '2026-09-02', '1300', 'PO-1'], table.rows[1]!] }
  expect((await office.as.cashier.openings.importPreview(again)).counts).toEqual({
    added: 0,
    changed: 1,
    same: 1,
    wrong: 0,
  })
  await office.as.cashier.openings.import({ ...again, fileName: '改.xlsx' })
  expect(await book()).toMatchObject({ sumFen: 80_000, notes: 2 })
})

test('a locked note whose charge was made void elsewhere is off the account here too', async () => {
  const customerId = await makeCustomer(office)
  const { id } = await begin(100_000)
  await add(customerId, '旧 1', '2026-09-02', 100_000)
  await office.as.cashier.openings.lock({ id, version: (await book()).version })
  const [charge] = (await office.as.cashier.statements.adjustments({ customerId })).rows
  await office.as.cashier.statements.voidAdjustment({ id: charge!.id, version: charge!.version, reason: '录错' })
  const [note] = (await office.as.cashier.openings.list({})).rows
  expect(note).toMatchObject({ reversed: true, reversedReason: '录错' })
  await begin()
  await add(customerId, '旧 1', '2026-09-02', 5000)
})
