import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { makeOrder, type MadeOrder } from '../../testing/checkedOrder.ts'
import { keyNote, noteDraft, noteLine, sendNote } from '../../testing/notes.ts'
import { openOffice, type TestOffice } from '../../testing/office.ts'
import { toleranceOf } from './tolerance.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openOffice()
})
afterEach(() => office.close())

const orderWith = async (percent: number, pieces = [100]): Promise<MadeOrder> => {
  const order = await makeOrder(office, { pieces })
  await office.db
    .updateTable('customers')
    .set({ overBasisPoints: percent * 100 })
    .where('id', '=', order.customerId)
    .execute()
  return order
}

test('a customer that takes 3 % more gets it with a mark, and not a piece above', async () => {
  const order = await orderWith(3)
  const [line] = await office.as.clerk.deliveries.openLines({ orderId: order.id })
  expect(line!.tolerance).toBe(3000)
  await expect(keyNote(office, order, [104])).rejects.toMatchObject({
    code: 'deliveries.moreThanTolerance',
    field: 'lines.0.quantity',
  })
  const note = await keyNote(office, order, [103])
  expect(note.lines).toMatchObject([{ over: 3000 }])
  const sent = await sendNote(office, note)
  // what is over is charged like the rest
  expect(sent.totalFen).toBe(1_030_000)
  expect((await office.as.clerk.orders.read({ id: order.id })).state).toBe('delivered')
  expect(await office.as.clerk.deliveries.openLines({ orderId: order.id })).toEqual([])
})

test('what is over is counted with the notes before it', async () => {
  const order = await orderWith(5)
  const first = await keyNote(office, order, [60])
  const second = await keyNote(office, order, [44])
  expect([first.lines[0]!.over, second.lines[0]!.over]).toEqual([0, 4000])
  await expect(keyNote(office, order, [2])).rejects.toMatchObject({ code: 'deliveries.moreThanTolerance' })
})

test('above the tolerance the manager says why, by name; nobody else lets it out', async () => {
  const order = await orderWith(3)
  const wanted = (overReason: string) => noteDraft(order.customerId, [noteLine(order.lineIds[0]!, 110)], { overReason })
  await expect(office.as.clerk.deliveries.save(wanted('客户要'))).rejects.toMatchObject({
    code: 'deliveries.moreThanTolerance',
  })
  await expect(office.as.manager.deliveries.save(wanted(''))).rejects.toMatchObject({
    code: 'deliveries.sayWhyOver',
    field: 'overReason',
  })
  const note = await office.as.manager.deliveries.save(wanted('客户电话同意多收'))
  expect(note).toMatchObject({ overReason: '客户电话同意多收', lines: [{ over: 10_000 }] })
  await sendNote(office, note)
  const { version } = await office.as.clerk.deliveries.read({ id: note.id })
  await office.as.manager.deliveries.void({ id: note.id, version, reason: '退回' })
  expect((await office.as.clerk.deliveries.openLines({ orderId: order.id }))[0]).toMatchObject({ remaining: 100_000 })
})

test('without a tolerance it stays as it was', async () => {
  const order = await orderWith(0)
  await expect(keyNote(office, order, [101])).rejects.toMatchObject({ code: 'deliveries.moreThanOrdered' })
})

test('of counted goods it is whole pieces, never more than the per cent', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10_000_000 }), fc.integer({ min: 0, max: 10_000 }), (ordered, points) => {
      const tolerance = toleranceOf(ordered, points)
      const exact = (BigInt(ordered) * BigInt(points)) / 10_000n
      expect(BigInt(tolerance) <= exact).toBe(true)
      if (ordered % 1000 === 0) {
        expect(tolerance % 1000).toBe(0)
        expect(Number(exact) - tolerance).toBeLessThan(1000)
      } else expect(tolerance).toBe(Number(exact))
    }),
  )
})

test('the warehouse and the workshop see no money of goods, whatever they ask', async () => {
  const order = await makeOrder(office, { pieces: [7], settlement: 'prepaid', priceYuan: 137 })
  const note = await keyNote(office, order, [7])
  for (const role of ['warehouse', 'workshop'] as const) {
    const { deliveries, gates } = office.as[role]
    const answers = [
      await deliveries.read({ id: note.id }),
      await deliveries.list({}),
      await deliveries.sums({}),
      await deliveries.openLines({ orderId: order.id }),
      await gates.note({ deliveryNoteId: note.id }),
      (await deliveries.paper({ id: note.id, prices: true })).pages,
    ]
    const text = JSON.stringify(answers)
    // 7 × 137.00 in fen, in micros, and as it prints
    for (const amount of ['95900', '13700', '959.00', '137.00']) expect(text).not.toContain(amount)
  }
  expect(await office.as.clerk.deliveries.read({ id: note.id })).toMatchObject({ totalFen: 95_900 })
  expect(await office.as.warehouse.gates.note({ deliveryNoteId: note.id })).toMatchObject({
    open: false,
    reason: 'missing',
  })
})

test('a note the warehouse makes of cash goods collects all of them, and keeps what the office wrote', async () => {
  const order = await makeOrder(office, { pieces: [4], settlement: 'cash', priceYuan: 50 })
  const wanted = noteDraft(order.customerId, [noteLine(order.lineIds[0]!, 4)])
  const made = await office.as.warehouse.deliveries.save(wanted)
  expect(made.codFen).toBe(20_000)
  // all of it, with a piece less as well
  const three = { ...wanted, lines: [noteLine(order.lineIds[0]!, 3)] }
  const fewer = await office.as.warehouse.deliveries.save({ ...three, id: made.id, version: 1 })
  expect(fewer.codFen).toBe(15_000)
  const { version } = await office.as.clerk.deliveries.save({
    ...three,
    id: made.id,
    version: fewer.version,
    codFen: 12_000,
  })
  const again = await office.as.warehouse.deliveries.save({ ...three, id: made.id, version, remark: '先打电话' })
  expect(again).toMatchObject({ codFen: 12_000, remark: '先打电话' })
})

test('a driver collects no more than the note and what is owed; what he is told too little is seen before he leaves', async () => {
  const order = await makeOrder(office, { pieces: [4], settlement: 'cash', priceYuan: 50 })
  const save = (codFen: number, of: { id: number; version: number } | null = null) =>
    office.as.clerk.deliveries.save(
      noteDraft(order.customerId, [noteLine(order.lineIds[0]!, 4)], {
        codFen,
        ...(of && { id: of.id, version: of.version }),
      }),
    )
  await expect(save(99_999_999_00)).rejects.toMatchObject({ code: 'deliveries.codAboveOwed', field: 'codFen' })
  const made = await save(100)
  expect(made.cashGapFen).toBe(19_900)
  expect((await office.as.warehouse.deliveries.read({ id: made.id })).cashGapFen).toBe(0)
  const whole = await save(20_000, made)
  expect(whole.cashGapFen).toBe(0)
  // an old debt may come with it
  await office.as.cashier.statements.adjust({
    customerId: order.customerId,
    adjustedOn: '2026-11-20',
    kind: 'freight',
    amountFen: 5000,
    reason: '上月运费',
  })
  expect((await save(25_000, whole)).codFen).toBe(25_000)
})
