import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { plusDays } from '../../../shared/dates.ts'
import { runExport } from '../../exports.ts'
import { readOutside } from '../../sheets/read.ts'
import { makeCustomer, makeOrder } from '../../testing/checkedOrder.ts'
import { enterReceipt, keyNote, receive, sendNote } from '../../testing/notes.ts'
import { openOffice, type TestOffice } from '../../testing/office.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openOffice()
})
afterEach(() => office.close())

const send = async (customerId: number, deliveryOn: string, pieces: number) =>
  sendNote(
    office,
    await keyNote(office, await makeOrder(office, { customerId, pieces: [pieces] }), [pieces], { deliveryOn }),
  )

test('by age from the terms, as of any day, less what is set against each; what is over is 预收', async () => {
  const customerId = await makeCustomer(office)
  await office.db
    .updateTable('customers')
    .set({ settlement: 'monthly', termDays: 30 })
    .where('id', '=', customerId)
    .execute()
  for (const [on, pieces] of [
    ['2026-07-01', 1],
    ['2026-08-10', 2],
    ['2026-09-10', 4],
    ['2026-10-10', 8],
    ['2026-11-10', 16],
  ] as const)
    await send(customerId, on, pieces)
  const now = async (on: string | null = null) => (await office.as.cashier.receivables.list({ customerId, on })).rows[0]
  expect(await now()).toMatchObject({
    balanceFen: 310_000,
    notDueFen: 160_000,
    to30Fen: 80_000,
    to60Fen: 40_000,
    to90Fen: 20_000,
    over90Fen: 10_000,
    overdueFen: 150_000,
    prepaidFen: 0,
  })
  await receive(office, customerId, 15_000, '2026-11-20')
  expect(await now()).toMatchObject({ balanceFen: 295_000, to90Fen: 15_000, over90Fen: 0, overdueFen: 135_000 })
  // before that money came
  expect(await now('2026-11-19')).toMatchObject({ balanceFen: 310_000, over90Fen: 10_000 })
  expect(await now('2026-08-09')).toMatchObject({ balanceFen: 10_000, to30Fen: 10_000, notDueFen: 0 })
  expect(await now('2026-06-30')).toBeUndefined()
  await receive(office, customerId, 50_000, '2026-11-22', [])
  expect(await now()).toMatchObject({ balanceFen: 245_000, overdueFen: 135_000, prepaidFen: 50_000 })
  const { sums, total } = await office.as.cashier.receivables.list({ view: 'prepaid' })
  expect([total, sums.prepaidFen, sums.balanceFen]).toEqual([1, 50_000, 245_000])
})

test('money that waits for the cashier is shown beside what is owed, and is in no other sum', async () => {
  const [customerId, fresh] = [await makeCustomer(office, '永兴家居'), await makeCustomer(office, '长乐家居')]
  await send(customerId, '2026-11-10', 10)
  const first = await enterReceipt(office, {
    customerId,
    receivedOn: '2026-11-12',
    amountFen: 15_000,
    slipNumber: 'W1',
  })
  await enterReceipt(office, { customerId: fresh, receivedOn: '2026-11-13', amountFen: 7000, slipNumber: 'W2' })
  const { rows, sums } = await office.as.cashier.receivables.list({ order: 'balance' })
  expect(
    rows.map(({ customer, balanceFen, prepaidFen, waitingFen }) => [customer, balanceFen, prepaidFen, waitingFen]),
  ).toEqual([
    ['永兴家居', 100_000, 0, 15_000],
    ['长乐家居', 0, 0, 7000],
  ])
  expect(sums.waitingFen).toBe(22_000)
  expect((await office.as.cashier.receivables.read({ customerId, on: '2026-11-11' })).waitingFen).toBe(0)
  await office.as.cashier.receipts.confirm({ id: first.id, version: first.version, slipNumber: 'W1' })
  expect((await office.as.cashier.receivables.read({ customerId })).waitingFen).toBe(0)
})

test('a call is in the log; a promise that was not kept comes back to today, until its money comes', async () => {
  const customerId = await makeCustomer(office)
  await send(customerId, '2026-09-10', 10)
  const call = (more: object) =>
    office.as.merchandiser.receivables.call({ customerId, person: '王老板', summary: '月底付', ...more })
  await expect(call({ promisedOn: '2026-11-25' })).rejects.toMatchObject({ code: 'receivables.amountMissing' })
  await expect(call({ amountFen: 1 })).rejects.toMatchObject({ code: 'receivables.dayMissing' })
  await expect(call({ promisedOn: '2026-11-21', amountFen: 1 })).rejects.toMatchObject({ code: 'receivables.dayPast' })
  await expect(call({ promisedOn: '2026-11-25', amountFen: 9_999_999_900 })).rejects.toMatchObject({
    code: 'receivables.moreThanOwed',
    field: 'amountFen',
  })
  const { promise } = await call({ promisedOn: '2026-11-25', amountFen: 60_000 })
  expect(promise).toMatchObject({ promisedOn: '2026-11-25', amountFen: 60_000, state: 'open', by: '李敏' })
  expect((await office.as.merchandiser.contacts.list({ customerId })).rows[0]).toMatchObject({
    summary: '月底付 答应 2026-11-25 付 600.00',
    direction: 'out',
    person: '王老板',
  })
  const tasks = async (role: 'merchandiser' | 'cashier' | 'workshop' = 'merchandiser') =>
    (await office.as[role].today.list({})).rows
      .filter(({ kind }) => kind === 'payBroken' || kind === 'payDue')
      .map(({ kind, urgency, amountFen, days }) => [kind, urgency, amountFen, days])
  expect(await tasks()).toEqual([])
  office.setDay('2026-11-25')
  expect(await tasks()).toEqual([['payDue', 'today', 60_000, 0]])
  await receive(office, customerId, 20_000, '2026-11-25')
  office.setDay('2026-11-27')
  expect(await tasks()).toEqual([['payBroken', 'late', 40_000, 2]])
  expect(await tasks('cashier')).toEqual([['payBroken', 'late', 40_000, 2]])
  expect(await tasks('workshop')).toEqual([])
  const state = async () =>
    (await office.as.cashier.receivables.read({ customerId })).promises.map((each) => each.state)
  expect(await state()).toEqual(['broken'])
  expect((await office.as.cashier.receivables.list({ view: 'broken' })).total).toBe(1)
  await call({ promisedOn: '2026-11-30', amountFen: 40_000, summary: '再等三天' })
  expect(await state()).toEqual(['open', 'changed'])
  expect(await tasks()).toEqual([])
  expect((await office.as.cashier.receivables.list({ view: 'broken' })).total).toBe(0)
  await receive(office, customerId, 40_000, '2026-11-27')
  expect(await state()).toEqual(['kept', 'changed'])
  office.setDay('2026-12-03')
  expect(await tasks()).toEqual([])
})

test('as of a past day the last call and the promise are those known that day, and a promise is what it was', async () => {
  const customerId = await makeCustomer(office)
  await send(customerId, '2026-09-10', 10)
  const call = (promisedOn: string, summary: string) =>
    office.as.merchandiser.receivables.call({ customerId, person: '', summary, promisedOn, amountFen: 60_000 })
  office.setDay('2026-11-02')
  await call('2026-11-05', '五号付')
  office.setDay('2026-11-12')
  await call('2026-11-20', '二十号付')
  office.setDay('2026-11-18')
  await receive(office, customerId, 60_000, '2026-11-18')
  const known = async (on: string) => {
    const row = (await office.as.cashier.receivables.list({ on })).rows[0]!
    const { promises } = await office.as.cashier.receivables.read({ customerId, on })
    return [row.lastCall?.summary.slice(0, 3), row.promise?.promisedOn, row.promise?.state, promises.length]
  }
  const broken = async (on: string) => (await office.as.cashier.receivables.list({ on, view: 'broken' })).total
  expect(await known('2026-11-01')).toEqual([undefined, undefined, undefined, 0])
  expect(await known('2026-11-03')).toEqual(['五号付', '2026-11-05', 'open', 1])
  expect(await known('2026-11-10')).toEqual(['五号付', '2026-11-05', 'broken', 1])
  expect(await known('2026-11-15')).toEqual(['二十号', '2026-11-20', 'open', 2])
  expect(await known('2026-11-18')).toEqual(['二十号', '2026-11-20', 'kept', 2])
  expect([await broken('2026-11-03'), await broken('2026-11-10'), await broken('2026-11-15')]).toEqual([0, 1, 0])
})

test('the credit used, the last call and the ledger from a place on', async () => {
  const customerId = await makeCustomer(office)
  const order = await makeOrder(office, { customerId, pieces: [10] })
  await sendNote(office, await keyNote(office, order, [4], { deliveryOn: '2026-11-10' }))
  await office.db.updateTable('customers').set({ creditLimitFen: 200_000 }).where('id', '=', customerId).execute()
  const row = (await office.as.cashier.receivables.list({})).rows[0]!
  const credit = await office.as.clerk.customers.credit({ id: customerId })
  expect([row.limitFen, row.usedFen]).toEqual([200_000, credit.usedFen])
  expect(credit.usedFen).toBe(100_000)
  for (let day = 0; day < 7; day += 1) await receive(office, customerId, 1000 + day, plusDays('2026-11-11', day), [])
  const whole = (await office.as.cashier.statements.ledger({ customerId, limit: 200 })).rows
  const rows = []
  let after = null
  for (;;) {
    const page: Awaited<ReturnType<typeof office.as.cashier.receivables.ledger>> =
      await office.as.cashier.receivables.ledger({ customerId, after, limit: 3 })
    rows.push(...page.rows)
    if (!page.rest) break
    after = page.next
  }
  expect(rows).toEqual(whole)
  expect(rows).toHaveLength(8)
  const later = await office.as.cashier.receivables.ledger({ customerId, from: '2026-11-15', to: '2026-11-16' })
  expect(later.rows).toEqual(whole.filter(({ on }) => on >= '2026-11-15' && on <= '2026-11-16'))
})

test('goes to Excel: the ages of all, and the ledger of one with its running balance', async () => {
  const customerId = await makeCustomer(office)
  await send(customerId, '2026-10-10', 8)
  await receive(office, customerId, 30_000, '2026-11-05')
  await send(customerId, '2026-11-10', 1)
  const folder = await mkdtemp(join(tmpdir(), 'gendan-receivables-'))
  const read = async (channel: string, input: unknown): Promise<unknown> => {
    const reply = await office.app.call({ userId: office.userIds.cashier, host: 'PC-1' }, channel, input)
    if (!reply.ok) throw new Error(reply.refusal.message)
    return reply.value
  }
  const sheet = async (kind: string, input: object): Promise<unknown[][]> => {
    const path = join(folder, 'a.xlsx')
    await runExport({ read, path, signal: new AbortController().signal, progress: () => undefined }, kind, input)
    return (await readOutside(await readFile(path), 'a.xlsx')).sheets[0]!.rows
  }
  const ages = await sheet('receivables', { on: '2026-11-22' })
  expect(ages[0]![0]).toBe('应收账龄表 截至 2026-11-22')
  expect(ages[1]!.slice(0, 8)).toEqual([
    '客户',
    '余额',
    '未到期',
    '1–30 天',
    '31–60 天',
    '61–90 天',
    '90 天以上',
    '预收',
  ])
  expect(ages[2]!.slice(1, 8)).toEqual([600, 0, 100, 500, 0, 0, 0])
  const ledger = await sheet('ledger', { what: 'papers', customerId, month: null })
  expect(ledger.slice(2, 5).map((cells) => [cells[1], cells[4], cells[5], cells[6]])).toEqual([
    ['2026-10-10', 800, 0, 800],
    ['2026-11-05', 0, 300, 500],
    ['2026-11-10', 100, 0, 600],
  ])
  // a month begins with what was owed before it
  const november = await sheet('ledger', { what: 'papers', customerId, month: '2026-11' })
  expect(november.slice(2, 4).map((cells) => cells[6])).toEqual([500, 600])
  await rm(folder, { recursive: true })
})

test('the office alone sees what is owed', async () => {
  await expect(office.as.workshop.receivables.list({})).rejects.toMatchObject({ code: 'app.notAllowed' })
  await expect(office.as.warehouse.receivables.call({ customerId: 1, person: '', summary: 'x' })).rejects.toMatchObject(
    {
      code: 'app.notAllowed',
    },
  )
})
