import { afterEach, beforeEach, expect, test } from 'vitest'
import { makeOrder } from '../../testing/checkedOrder.ts'
import { collectCod, countHandover, handOverAll } from '../../testing/cod.ts'
import { keyNote, receive, sendNote } from '../../testing/notes.ts'
import { openOffice, type TestOffice } from '../../testing/office.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openOffice()
})
afterEach(() => office.close())

/** Five pieces of 100 yuan that left with a driver who collects so much of them. */
const sentCod = async (codFen: number) => {
  const order = await makeOrder(office, { settlement: 'cash', pieces: [5] })
  const note = await keyNote(office, order, [5], { driver: '老何', codFen })
  return sendNote(office, note, codFen < 50_000 ? '其余先汇款' : null)
}
const codOf = async (noteId: number) => (await office.as.clerk.cod.ofNote({ deliveryNoteId: noteId }))!

test('what the customer pays the office itself its driver has not to collect; void, he has to again', async () => {
  const note = await sentCod(50_000)
  const part = await receive(office, note.customerId, 20_000, '2026-11-22')
  expect(await codOf(note.id)).toMatchObject({ state: 'toCollect', openFen: 30_000 })
  await receive(office, note.customerId, 30_000, '2026-11-22')
  expect(await codOf(note.id)).toMatchObject({ state: 'closed', openFen: 0 })
  await office.as.cashier.receipts.void({ id: part.id, version: part.version, reason: '银行退回' })
  expect(await codOf(note.id)).toMatchObject({ state: 'toCollect', openFen: 20_000 })
})

test('cash a driver has is owed to the office whatever the customer paid beside it, and the month-end says so', async () => {
  const note = await sentCod(50_000)
  await collectCod(office, note.id, 50_000)
  const bank = await receive(office, note.customerId, 50_000, '2026-11-22')
  expect(await codOf(note.id)).toMatchObject({ state: 'onDriver', openFen: 50_000, onDriverFen: 50_000, settledFen: 0 })
  expect(await office.as.clerk.cod.drivers({})).toMatchObject([
    { driver: '老何', openFen: 50_000, onDriverFen: 50_000 },
  ])
  const { sums } = { sums: await office.as.merchandiser.monthEnd.sums({ month: '2026-11' }) }
  expect(sums).toMatchObject({ cod: { count: 1, fen: 50_000 }, codOpenFen: 50_000 })
  // on a slip it is with the office's people, and still not in the office
  const slip = await handOverAll(office, '老何')
  expect(await codOf(note.id)).toMatchObject({ state: 'handedOver', openFen: 50_000, waitingFen: 50_000 })
  // a hundred is missing at the count: the driver's, though the customer paid all of it by bank too
  await countHandover(office, slip, '', { 0: 40_000 })
  expect(await codOf(note.id)).toMatchObject({ state: 'difference', openFen: 10_000, handedFen: 40_000 })
  await office.as.cashier.receipts.void({ id: bank.id, version: bank.version, reason: '银行退回' })
  expect(await codOf(note.id)).toMatchObject({ state: 'difference', openFen: 10_000 })
})

test('cash handed in and waiting for its count is chased of nobody but the cashier', async () => {
  const note = await sentCod(50_000)
  const chased = async () => (await office.as.clerk.today.list({})).rows.filter(({ kind }) => kind === 'cod').length
  await collectCod(office, note.id, 30_000, { reason: '先付一半' })
  expect(await chased()).toBe(1)
  await handOverAll(office, '老何')
  expect(await chased()).toBe(0)
  expect((await office.as.cashier.today.list({})).rows.filter(({ kind }) => kind === 'codToCount')).toHaveLength(1)
})

test('a deduction of the account covers what the driver did not get, the oldest first; void, it is a difference again', async () => {
  const order = await makeOrder(office, { settlement: 'cash', pieces: [5, 5] })
  const send = async (pieces: number[]) =>
    sendNote(office, await keyNote(office, order, pieces, { driver: '老何', codFen: 50_000 }))
  const [older, younger] = [await send([5, 0]), await send([0, 5])]
  for (const { id } of [older, younger]) await collectCod(office, id, 46_000, { reason: '客户说扣四十' })
  await countHandover(office, await handOverAll(office, '老何'))
  expect(await codOf(older.id)).toMatchObject({ state: 'difference', openFen: 4000 })
  const { customerId } = order
  const deduct = (amountFen: number) =>
    office.as.cashier.statements.adjust({
      customerId,
      adjustedOn: '2026-11-22',
      kind: 'deduction',
      amountFen,
      reason: '来料短少',
    })
  const first = await deduct(-5000)
  expect(await codOf(older.id)).toMatchObject({ state: 'closed', openFen: 0, settledFen: 4000 })
  expect(await codOf(younger.id)).toMatchObject({ state: 'difference', openFen: 3000, settledFen: 1000 })
  expect(await office.as.clerk.cod.drivers({})).toMatchObject([{ differenceFen: 3000 }])
  // what is settled of the younger by a deduction of its own takes nothing from the older
  const { id, version } = await codOf(younger.id)
  await office.as.cashier.cod.settle({ id, version, bearer: 'deduction', amountFen: null, reason: '说好' })
  expect(await codOf(younger.id)).toMatchObject({ state: 'closed', openFen: 0 })
  expect(await codOf(older.id)).toMatchObject({ state: 'closed', openFen: 0 })
  await office.as.cashier.statements.voidAdjustment({ id: first.id, version: first.version, reason: '算错' })
  expect(await codOf(older.id)).toMatchObject({ state: 'difference', openFen: 4000 })
  expect(await codOf(younger.id)).toMatchObject({ state: 'difference', openFen: 1000 })
})

test('money above the part that was to be collected is none of the driver’s', async () => {
  const note = await sentCod(30_000)
  await receive(office, note.customerId, 20_000, '2026-11-22')
  expect(await codOf(note.id)).toMatchObject({ state: 'toCollect', openFen: 30_000 })
  await receive(office, note.customerId, 30_000, '2026-11-22')
  expect(await codOf(note.id)).toMatchObject({ state: 'closed', openFen: 0, handedFen: 0 })
})

test('money of an order that comes to the note with its release is not collected once more', async () => {
  const order = await makeOrder(office, { settlement: 'prepaid', pieces: [5] })
  await receive(office, order.customerId, 50_000, '2026-11-22')
  const note = await sendNote(office, await keyNote(office, order, [5], { driver: '老何', codFen: 50_000 }))
  expect(await codOf(note.id)).toMatchObject({ state: 'closed', toCollectFen: 50_000, openFen: 0, handedFen: 0 })
  expect(await office.as.clerk.cod.drivers({})).toEqual([])
})
