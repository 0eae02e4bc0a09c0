import { afterEach, beforeEach, expect, test } from 'vitest'
import { makeOrder, type MadeOrder } from '../../testing/checkedOrder.ts'
import { keyNote, noteDraft, noteLine, sendNote } from '../../testing/notes.ts'
import { openOffice, type TestOffice } from '../../testing/office.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openOffice()
})
afterEach(() => office.close())

/** Brings back so many pieces of the first line and gives out so many. */
const exchange = (order: MadeOrder, back: number, out: number) =>
  office.as.clerk.deliveries.save(
    noteDraft(
      order.customerId,
      [noteLine(order.lineIds[0]!, back, { direction: 'in' }), noteLine(order.lineIds[0]!, out)],
      { kind: 'exchange' },
    ),
  )
const voided = async (id: number) =>
  office.as.clerk.deliveries.void({
    id,
    version: (await office.as.clerk.deliveries.read({ id })).version,
    reason: '作废',
  })

test('what an exchange gives out beyond what it takes is delivered: no note brings the customer above the order', async () => {
  const order = await makeOrder(office, { pieces: [10] })
  await sendNote(office, await keyNote(office, order, [6]))
  await expect(exchange(order, 1, 6)).rejects.toMatchObject({ code: 'deliveries.moreThanOrdered' })
  // written and not gone, it has its goods already
  const draft = await exchange(order, 1, 4)
  await expect(keyNote(office, order, [2])).rejects.toMatchObject({ code: 'deliveries.moreThanOrdered' })
  await sendNote(office, draft)
  await expect(keyNote(office, order, [2])).rejects.toMatchObject({ code: 'deliveries.moreThanOrdered' })
  await sendNote(office, await keyNote(office, order, [1]))
})

test('goods on an open delivery note are not given out in exchange', async () => {
  const order = await makeOrder(office, { pieces: [10] })
  await sendNote(office, await keyNote(office, order, [6]))
  await keyNote(office, order, [4])
  await expect(exchange(order, 1, 2)).rejects.toMatchObject({ code: 'deliveries.moreThanOrdered' })
  expect(await exchange(order, 1, 1)).toMatchObject({ totalFen: 0 })
})

test('a return whose goods were given out again stays, and an exchange whose goods came back', async () => {
  const order = await makeOrder(office, { pieces: [10] })
  await sendNote(office, await keyNote(office, order, [10]))
  const returned = await sendNote(
    office,
    await office.as.clerk.deliveries.save(
      noteDraft(order.customerId, [noteLine(order.lineIds[0]!, 5)], { kind: 'return' }),
    ),
  )
  const exchanged = await sendNote(office, await exchange(order, 1, 6))
  await expect(voided(returned.id)).rejects.toMatchObject({ code: 'deliveries.givenOutAgain' })
  const all = await sendNote(
    office,
    await office.as.clerk.deliveries.save(
      noteDraft(order.customerId, [noteLine(order.lineIds[0]!, 10)], { kind: 'return' }),
    ),
  )
  await expect(voided(exchanged.id)).rejects.toMatchObject({ code: 'deliveries.returnedAlready' })
  // in the order they were made, last first, all of them go
  await voided(all.id)
  await voided(exchanged.id)
  await voided(returned.id)
})
