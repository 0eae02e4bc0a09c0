import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { makeOrder } from '../../testing/checkedOrder.ts'
import { collectCod, countHandover, handOverAll } from '../../testing/cod.ts'
import { keyNote, noteDraft, noteLine, receive, sendNote } from '../../testing/notes.ts'
import { openOffice, type TestOffice } from '../../testing/office.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openOffice()
})
afterEach(() => office.close())

const versioned = async (id: number) => ({
  id,
  version: (await office.as.warehouse.deliveries.read({ id })).version,
})

test('a prepaid note stays until the cashier has confirmed its money, or a manager answers for it', async () => {
  const order = await makeOrder(office, { settlement: 'prepaid', pieces: [10] })
  const first = await keyNote(office, order, [4])
  await expect(sendNote(office, first)).rejects.toMatchObject({
    // the warehouse reads that money is missing, not how much
    code: 'deliveries.moneyMissingHidden',
    message: expect.not.stringContaining('400'),
  })
  const entered = await office.as.clerk.receipts.enter({
    customerId: order.customerId,
    receivedOn: '2026-11-22',
    kind: 'balance',
    method: 'bank',
    payer: '',
    slipNumber: '',
    amountFen: 40_000,
    remark: '',
    allocations: [{ orderId: order.id, amountFen: 40_000 }],
  })
  await expect(
    office.as.merchandiser.deliveries.release({ ...(await versioned(first.id)), overrideReason: null }),
  ).rejects.toMatchObject({ code: 'deliveries.moneyMissing', message: expect.stringContaining('400.00') })
  await office.as.cashier.receipts.confirm({
    id: entered.id,
    version: entered.version,
    slipNumber: '工行 88',
  })
  await office.as.warehouse.deliveries.release({ ...(await versioned(first.id)), overrideReason: null })
  expect(await office.as.clerk.deliveries.read({ id: first.id })).toMatchObject({
    paidFen: 40_000,
    gate: { reason: 'paid', confirmedBy: '孙会', slipNumber: '工行 88' },
  })

  const second = await keyNote(office, order, [6])
  await expect(sendNote(office, second)).rejects.toMatchObject({
    code: 'deliveries.moneyMissingHidden',
  })
  await expect(
    office.as.warehouse.deliveries.release({ ...(await versioned(second.id)), overrideReason: '老客户' }),
  ).rejects.toMatchObject({ code: 'gates.overrideNotAllowed' })
  const overridden = await office.as.manager.deliveries.release({
    ...(await versioned(second.id)),
    overrideReason: '老客户,下午到款',
  })
  expect(overridden).toMatchObject({
    state: 'released',
    paidFen: 0,
    gate: { open: true, reason: 'override', override: { by: '赵经理', reason: '老客户,下午到款' } },
  })
})

test('entered money goes with the goods and counts once it is confirmed; a void note gives it back to its order', async () => {
  const order = await makeOrder(office, { settlement: 'deposit', depositFen: 30_000, pieces: [10] })
  const entered = await office.as.clerk.receipts.enter({
    customerId: order.customerId,
    receivedOn: '2026-11-22',
    kind: 'deposit',
    method: 'bank',
    payer: '',
    slipNumber: '',
    amountFen: 100_000,
    remark: '',
    allocations: [{ orderId: order.id, amountFen: 100_000 }],
  })
  const note = await sendNote(office, await keyNote(office, order, [10]), '款在途')
  expect((await office.as.clerk.receipts.read({ id: entered.id })).allocations).toEqual([
    { orderId: null, deliveryNoteId: note.id, adjustmentId: null, number: note.number, amountFen: 100_000 },
  ])
  expect(note.paidFen).toBe(0)
  await office.as.cashier.receipts.confirm({ id: entered.id, version: entered.version, slipNumber: '1' })
  expect((await office.as.clerk.deliveries.read({ id: note.id })).paidFen).toBe(100_000)

  await office.as.clerk.deliveries.void({ ...(await versioned(note.id)), reason: '客户改地址' })
  expect(await office.as.clerk.receipts.read({ id: entered.id })).toMatchObject({
    assignedFen: 100_000,
    allocations: [{ orderId: order.id, deliveryNoteId: null, amountFen: 100_000 }],
  })
  expect(await office.as.clerk.gates.order({ orderId: order.id })).toMatchObject({
    open: true,
    reason: 'paid',
    confirmedFen: 100_000,
  })
  expect((await sendNote(office, await keyNote(office, order, [10]))).paidFen).toBe(100_000)
})

test('cash on delivery: handed in to the cashier, with what is missing; a void receipt asks for it again', async () => {
  const order = await makeOrder(office, { settlement: 'cash', pieces: [5] })
  const draft = await office.as.clerk.deliveries.newDraft({ orderId: order.id })
  expect(draft.codFen).toBe(50_000)
  const note = await sendNote(office, await office.as.clerk.deliveries.save({ ...draft, driver: '小冯' }))
  expect((await office.as.clerk.deliveries.list({ cod: true })).rows).toMatchObject([
    { number: note.number, codFen: 50_000, driver: '小冯' },
  ])
  expect(await office.as.clerk.deliveries.sums({})).toEqual({
    notes: 1,
    totalFen: 50_000,
    totalPacks: 0,
    openFen: 50_000,
    codFen: 50_000,
  })
  await collectCod(office, note.id, 49_000, { reason: '客户少带一百' })
  const counted = await countHandover(office, await handOverAll(office, '小冯'), '现收 7')
  const receiptId = counted.lines[0]!.receiptId!
  expect(await office.as.cashier.receipts.read({ id: receiptId })).toMatchObject({
    kind: 'cod',
    method: 'cash',
    amountFen: 49_000,
    assignedFen: 49_000,
    state: 'confirmed',
    confirmedByName: '孙会',
    slipNumber: '现收 7',
  })
  expect(await office.as.clerk.deliveries.read({ id: note.id })).toMatchObject({
    paidFen: 49_000,
    codCollectedFen: 49_000,
    codReceiptId: receiptId,
  })
  expect((await office.as.clerk.deliveries.list({ cod: true })).total).toBe(0)
  await office.as.cashier.cod.voidHandover({ id: counted.id, version: counted.version, reason: '假币' })
  expect(await office.as.clerk.deliveries.read({ id: note.id })).toMatchObject({
    paidFen: 0,
    codCollectedFen: null,
    codReceiptId: null,
  })
  expect((await office.as.clerk.deliveries.list({ cod: true })).total).toBe(1)
  // the driver has it to hand in again
  expect(await office.as.clerk.cod.onDriver({ driver: '小冯' })).toMatchObject([{ collectedFen: 49_000 }])
})

test('an order whose total was typed is delivered for exactly that total, however it is split, and comes back for it', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 2, max: 30 }),
      fc.integer({ min: 1, max: 99_999 }),
      fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 4 }),
      async (pieces, amountFen, cuts) => {
        const order = await makeOrder(office, { pieces: [pieces] })
        const priceMicros = Math.round((amountFen * 10_000) / pieces)
        await office.db
          .updateTable('orderLines')
          .set({ typedSide: 'total', amountFen, priceMicros })
          .where('id', '=', order.lineIds[0]!)
          .execute()
        let left = pieces
        let sum = 0
        for (const cut of [...cuts, pieces]) {
          const part = Math.min(cut, left)
          if (part === 0) break
          sum += (await sendNote(office, await keyNote(office, order, [part]))).totalFen
          left -= part
        }
        expect(sum).toBe(amountFen)
        // all of it back again, in one piece or two, leaves nothing owed
        for (const part of pieces > 2 ? [1, pieces - 1] : [pieces]) {
          const lines = [noteLine(order.lineIds[0]!, part)]
          const back = await office.as.clerk.deliveries.save(noteDraft(order.customerId, lines, { kind: 'return' }))
          sum += (await sendNote(office, back)).totalFen
        }
        expect(sum).toBe(0)
      },
    ),
    { numRuns: 15 },
  )
})

test('money against a note that is void is free again where no order waits for it', async () => {
  const order = await makeOrder(office, { settlement: 'monthly', pieces: [3] })
  const note = await sendNote(office, await keyNote(office, order, [3]))
  const receipt = await receive(office, order.customerId, 30_000, '2026-11-22')
  expect(receipt.allocations).toMatchObject([{ deliveryNoteId: note.id, amountFen: 30_000 }])
  await office.as.clerk.deliveries.void({ ...(await versioned(note.id)), reason: '退单' })
  expect(await office.as.clerk.receipts.read({ id: receipt.id })).toMatchObject({
    assignedFen: 0,
    allocations: [],
  })
  expect((await office.as.clerk.receipts.list({ unassigned: true })).total).toBe(1)
})
