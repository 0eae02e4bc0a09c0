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
  // cash the driver has with him all the same is still to be handed in
  await collectCod(office, note.id, 30_000)
  const rest = await receive(office, note.customerId, 30_000, '2026-11-22')
  expect(await codOf(note.id)).toMatchObject({ state: 'onDriver', openFen: 0, onDriverFen: 30_000 })
  await countHandover(office, await handOverAll(office, '老何'))
  expect(await codOf(note.id)).toMatchObject({ state: 'closed', openFen: 0, handedFen: 30_000 })
  for (const { id, version } of [part, rest]) await office.as.cashier.receipts.void({ id, version, reason: '银行退回' })
  expect(await codOf(note.id)).toMatchObject({ state: 'difference', openFen: 20_000, handedFen: 30_000 })
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
