import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { makeCustomer, makeMoney, makeNote, makeOrder } from '../../testing/checkedOrder.ts'
import { openOffice, type TestOffice } from '../../testing/office.ts'
import { depositGate, depositGates, shippingGate } from '../gates.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openOffice()
})
afterEach(() => office.close())

test('keeps an order on deposit terms back until the cashier has confirmed the whole deposit', async () => {
  const order = await makeOrder(office, { settlement: 'deposit', depositFen: 1_421_280 })
  await makeMoney(office, { customerId: order.customerId, orderId: order.id }, 1_421_280, false)
  expect(await office.as.clerk.gates.order({ orderId: order.id })).toMatchObject({
    open: false,
    reason: 'missing',
    confirmedFen: 0,
    neededFen: 1_421_280,
  })
  await makeMoney(office, { customerId: order.customerId, orderId: order.id }, 1_421_279)
  expect(await office.as.clerk.gates.order({ orderId: order.id })).toMatchObject({
    open: false,
    confirmedFen: 1_421_279,
  })
  await makeMoney(office, { customerId: order.customerId, orderId: order.id }, 1)
  expect(await office.as.clerk.gates.order({ orderId: order.id })).toEqual({
    open: true,
    reason: 'paid',
    neededFen: 1_421_280,
    confirmedFen: 1_421_280,
    confirmedBy: '孙会',
    slipNumber: 'SLIP-1',
    override: null,
  })
})

test('asks no money before production of orders paid otherwise', async () => {
  for (const settlement of ['prepaid', 'monthly', 'cash'] as const) {
    const order = await makeOrder(office, { settlement, depositFen: 100 })
    expect(await depositGate(office, order.id)).toMatchObject({ open: true, reason: 'noMoneyNeeded', neededFen: 0 })
  }
})

test('does not count money of a voided receipt', async () => {
  const order = await makeOrder(office, { settlement: 'deposit', depositFen: 500 })
  const receiptId = await makeMoney(office, { customerId: order.customerId, orderId: order.id }, 500)
  await office.db
    .updateTable('receipts')
    .set({ voidedAt: '2026-11-22T01:00:00.000Z', voidReason: '退票' })
    .where('id', '=', receiptId)
    .execute()
  expect((await depositGate(office, order.id)).open).toBe(false)
})

test('still counts a deposit that has moved to the note it was used for', async () => {
  const order = await makeOrder(office, { settlement: 'deposit', depositFen: 60_000 })
  const note = await makeNote(
    office,
    order.customerId,
    [{ orderId: order.id, orderLineId: order.lineIds[0]!, pieces: 10 }],
    true,
  )
  await makeMoney(office, { customerId: order.customerId, deliveryNoteId: note }, 60_000)
  expect(await depositGate(office, order.id)).toMatchObject({ open: true, confirmedFen: 60_000 })
})

test('lets monthly and cash-on-delivery goods leave unpaid', async () => {
  for (const settlement of ['monthly', 'cash'] as const) {
    const order = await makeOrder(office, { settlement })
    const note = await makeNote(office, order.customerId, [
      { orderId: order.id, orderLineId: order.lineIds[0]!, pieces: 20 },
    ])
    expect(await office.as.warehouse.gates.note({ deliveryNoteId: note })).toMatchObject({
      open: true,
      reason: 'noMoneyNeeded',
    })
  }
})

test('lets goods of deposit and prepaid orders leave when what left before and this note are paid', async () => {
  const order = await makeOrder(office, { settlement: 'deposit', depositFen: 60_000, pieces: [20] })
  const line = order.lineIds[0]!
  await makeNote(office, order.customerId, [{ orderId: order.id, orderLineId: line, pieces: 5 }], true) // 500.00
  const note = await makeNote(office, order.customerId, [{ orderId: order.id, orderLineId: line, pieces: 3 }]) // 300.00
  const other = await makeNote(office, order.customerId, [{ orderId: order.id, orderLineId: line, pieces: 12 }]) // not left, not this one
  await makeMoney(office, { customerId: order.customerId, orderId: order.id }, 60_000)
  expect(await shippingGate(office, note)).toMatchObject({ open: false, neededFen: 80_000, confirmedFen: 60_000 })
  await makeMoney(office, { customerId: order.customerId, deliveryNoteId: note }, 20_000)
  expect(await shippingGate(office, note)).toMatchObject({ open: true, reason: 'paid', confirmedFen: 80_000 })
  expect(await shippingGate(office, other)).toMatchObject({ open: false, neededFen: 170_000 })
})

test('the deposit of one order lets no goods of another leave, though they are on one note', async () => {
  const customerId = await makeCustomer(office)
  const terms = { customerId, settlement: 'deposit' as const, depositFen: 30_000, pieces: [10] }
  const [paid, begun] = [await makeOrder(office, terms), await makeOrder(office, terms)]
  const [goods, others] = [paid, begun].map((order) => ({ orderId: order.id, orderLineId: order.lineIds[0]! }))
  const note = await makeNote(office, customerId, [
    { ...goods!, pieces: 10 },
    { ...others!, pieces: 1 },
  ])
  await makeMoney(office, { customerId, orderId: paid.id }, 80_000)
  await makeMoney(office, { customerId, orderId: begun.id }, 30_000)
  // 1,000 and 100 yuan of goods, 800 and 300 of money: 200 are missing, whatever lies on the other order
  expect(await shippingGate(office, note)).toMatchObject({ open: false, neededFen: 110_000, confirmedFen: 90_000 })
  await makeMoney(office, { customerId, orderId: paid.id }, 20_000)
  expect(await shippingGate(office, note)).toMatchObject({ open: true, confirmedFen: 110_000 })
})

test('what was paid for the note itself is for all that is on it', async () => {
  const customerId = await makeCustomer(office)
  const paid = await makeOrder(office, { customerId, settlement: 'deposit', depositFen: 30_000, pieces: [10] })
  const later = await makeOrder(office, { customerId, settlement: 'deposit', depositFen: 60_000, pieces: [30] })
  await makeMoney(office, { customerId, orderId: paid.id }, 84_000)
  await makeMoney(office, { customerId, orderId: later.id }, 60_000)
  const note = await makeNote(office, customerId, [
    { orderId: paid.id, orderLineId: paid.lineIds[0]!, pieces: 10 },
    { orderId: later.id, orderLineId: later.lineIds[0]!, pieces: 2 },
  ])
  // 1,000.00 and 200.00: of the second deposit 200.00 are for what leaves of its own order
  expect(await shippingGate(office, note)).toMatchObject({ open: false, neededFen: 120_000, confirmedFen: 104_000 })
  await makeMoney(office, { customerId, deliveryNoteId: note }, 16_000)
  expect(await shippingGate(office, note)).toMatchObject({ open: true, reason: 'paid', confirmedFen: 120_000 })
})

test('no yuan opens two gates: for any notes and money, both orders together never count more than there is', async () => {
  const customerId = await makeCustomer(office)
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat(9), fc.nat(9), fc.nat(30_000)), { minLength: 1, maxLength: 4 }),
      fc.nat(20_000),
      fc.nat(20_000),
      async (notes, onFirst, onSecond) => {
        const first = await makeOrder(office, {
          customerId,
          settlement: 'deposit',
          depositFen: 10_000,
          number: undefined,
        })
        const second = await makeOrder(office, { customerId, settlement: 'deposit', depositFen: 10_000 })
        let total = 0
        for (const [mine, theirs, fen] of notes) {
          const lines = [
            { orderId: first.id, orderLineId: first.lineIds[0]!, pieces: mine },
            { orderId: second.id, orderLineId: second.lineIds[0]!, pieces: theirs },
          ].filter((line) => line.pieces > 0)
          if (lines.length === 0) continue
          const deliveryNoteId = await makeNote(office, customerId, lines, true)
          if (fen > 0) await makeMoney(office, { customerId, deliveryNoteId }, fen)
          total += fen
        }
        for (const [order, fen] of [
          [first, onFirst],
          [second, onSecond],
        ] as const) {
          if (fen > 0) await makeMoney(office, { customerId, orderId: order.id }, fen)
          total += fen
        }
        const gates = await depositGates(office, [first.id, second.id])
        const counted = [...gates.values()].reduce((sum, gate) => sum + gate.confirmedFen, 0)
        expect(counted).toBeLessThanOrEqual(total)
        expect(total - counted).toBeLessThanOrEqual(notes.length)
        for (const id of [first.id, second.id]) expect(gates.get(id)).toEqual(await depositGate(office, id))
      },
    ),
    { numRuns: 25 },
  )
})

test('an override needs the right, a reason and a closed gate, and then shows for ever', async () => {
  const order = await makeOrder(office, { settlement: 'deposit', depositFen: 500 })
  const ask = { gate: 'production', orderId: order.id, deliveryNoteId: null, reason: '老客户,明早到账' } as const
  await expect(office.as.merchandiser.gates.override(ask)).rejects.toMatchObject({ code: 'app.notAllowed' })
  await expect(office.as.manager.gates.override({ ...ask, reason: '  ' })).rejects.toMatchObject({
    code: 'app.badInputEmpty',
    field: 'reason',
  })
  const gone = await makeOrder(office, { settlement: 'deposit', depositFen: 500 })
  const { version } = await office.as.manager.orders.read({ id: gone.id })
  await office.as.manager.orders.void({ id: gone.id, version, reason: '客户取消' })
  await expect(office.as.manager.gates.override({ ...ask, orderId: gone.id })).rejects.toMatchObject({
    code: 'orders.isVoid',
  })
  await office.as.manager.gates.override(ask)
  await expect(office.as.manager.gates.override(ask)).rejects.toMatchObject({ code: 'gates.alreadyOpen' })
  const override = { by: '赵经理', reason: '老客户,明早到账', at: new Date('2026-11-22T09:00:00').toISOString() }
  expect(await depositGate(office, order.id)).toMatchObject({ open: true, reason: 'override', override })
  await makeMoney(office, { customerId: order.customerId, orderId: order.id }, 500)
  expect(await depositGate(office, order.id)).toMatchObject({ open: true, reason: 'paid', override })
  expect(await office.as.workshop.gates.overrides({ orderId: order.id })).toEqual([
    { id: 1, gate: 'production', orderId: order.id, deliveryNoteId: null, ...override },
  ])
})

test('an override is never rewritten and never deleted', async () => {
  const order = await makeOrder(office, { settlement: 'deposit', depositFen: 500 })
  await office.as.owner.gates.override({
    gate: 'production',
    orderId: order.id,
    deliveryNoteId: null,
    reason: '展会样品',
  })
  await expect(office.db.updateTable('gateOverrides').set({ reason: '别的' }).execute()).rejects.toThrow('append only')
  await expect(office.db.deleteFrom('gateOverrides').execute()).rejects.toThrow('append only')
})

test('a shipping override belongs to its note and to an order on it', async () => {
  const order = await makeOrder(office, { settlement: 'prepaid' })
  const stranger = await makeOrder(office, { settlement: 'prepaid' })
  const note = await makeNote(office, order.customerId, [
    { orderId: order.id, orderLineId: order.lineIds[0]!, pieces: 1 },
  ])
  const next = await makeNote(office, order.customerId, [
    { orderId: order.id, orderLineId: order.lineIds[0]!, pieces: 1 },
  ])
  const ask = { gate: 'shipping', deliveryNoteId: note, reason: '车已到' } as const
  await expect(office.as.manager.gates.override({ ...ask, orderId: stranger.id })).rejects.toMatchObject({
    code: 'gates.wrongOrder',
  })
  await expect(
    office.as.manager.gates.override({ ...ask, gate: 'production', orderId: order.id }),
  ).rejects.toMatchObject({ code: 'app.badInput' })
  await office.as.manager.gates.override({ ...ask, orderId: order.id })
  expect(await shippingGate(office, note)).toMatchObject({
    open: true,
    reason: 'override',
    override: { by: '赵经理', reason: '车已到' },
  })
  expect((await shippingGate(office, next)).open).toBe(false)
})
