import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { amountInWords } from '../../shared/amountInWords.ts'
import { deriveOrderState, openOrderStates, urgencyOf, type OrderState } from '../../shared/orderStates.ts'
import { orderTotals } from '../../shared/orders.ts'
import type { Context } from '../context.ts'
import { openOffice, type TestOffice } from '../testing/office.ts'
import {
  addCustomer,
  addFurniture,
  addFurnitureOrder,
  callBack,
  draftLines,
  lineDraft,
  orderDraft,
  saveOrder,
  signConfirmation,
} from '../testing/orders.ts'
import { orderFacts } from './orders.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openOffice()
})
afterEach(() => office.close())

test('saves the furniture order with its number, packs, total and deposit', async () => {
  const order = await addFurnitureOrder(office)
  expect({
    number: order.number,
    state: order.state,
    totalFen: order.totalFen,
    packs: order.totalPacks,
    depositFen: order.depositFen,
    words: amountInWords(order.totalFen!),
    sources: order.lines.map((line) => line.priceSource),
    keyedBy: order.keyedBy,
    proof: order.proof,
  }).toEqual({
    number: 'DH261122-01',
    state: 'toCheck',
    totalFen: 4_737_600,
    packs: 96,
    depositFen: 1_421_280,
    words: '肆万柒仟叁佰柒拾陆元整',
    sources: ['list', 'list', 'list'],
    keyedBy: '陈静',
    proof: { number: '0757-8321 0000', pages: 2, on: '2026-11-22' },
  })
  const second = await saveOrder(office, orderDraft(office, order.customerId))
  expect(second.number).toBe('DH261122-02')
})

test('keeps a typed total and lets the price follow, to the fen', async () => {
  const customerId = await addCustomer(office)
  const order = await saveOrder(
    office,
    orderDraft(office, customerId, {
      lines: [lineDraft({ quantity: 3000, typedSide: 'total', amountFen: 100_000 })],
    }),
  )
  expect(order.lines[0]).toMatchObject({ typedSide: 'total', amountFen: 100_000, priceMicros: 333_333_333 })
  expect(order.totalFen).toBe(100_000)
})

test('an order has no packs below nothing', async () => {
  const draft = orderDraft(office, await addCustomer(office), { lines: [lineDraft({ packs: -1 })] })
  await expect(office.as.clerk.orders.save(draft)).rejects.toMatchObject({ field: 'lines.0.packs' })
  expect((await office.as.clerk.orders.list({})).total).toBe(0)
})

test('totals agree with an independent count in tenths of a millionth of a fen', () => {
  const line = fc.record({
    quantity: fc.integer({ min: 1, max: 50_000_000 }),
    packs: fc.integer({ min: 0, max: 5000 }),
    priceMicros: fc.integer({ min: 0, max: 90_000_000_000 }),
    typedSide: fc.constantFrom('price' as const, 'total' as const),
    amountFen: fc.integer({ min: 0, max: 900_000_000 }),
  })
  // a total whose unit price is beyond counting is refused (orders/tax.test.ts)
  const counted = line.filter(
    ({ typedSide, amountFen, quantity }) => typedSide === 'price' || amountFen <= 1e8 * quantity,
  )
  fc.assert(
    fc.property(
      fc.array(counted, { maxLength: 30 }),
      fc.integer({ min: 0, max: 10_000 }),
      fc.constantFrom('deposit', 'monthly'),
      (lines, depositBasisPoints, settlement) => {
        let total = 0n
        for (const { quantity, priceMicros, typedSide, amountFen } of lines) {
          // schoolbook rounding on decimal text: drop seven digits, look at the first one dropped
          const digits = (BigInt(quantity) * BigInt(priceMicros)).toString().padStart(9, '0')
          total +=
            typedSide === 'total' ? BigInt(amountFen) : BigInt(digits.slice(0, -7)) + (digits.at(-7)! >= '5' ? 1n : 0n)
        }
        const share = (total * BigInt(depositBasisPoints)).toString().padStart(6, '0')
        const deposit = settlement === 'deposit' ? BigInt(share.slice(0, -4)) + (share.at(-4)! >= '5' ? 1n : 0n) : 0n
        expect(orderTotals(lines, { settlement, depositBasisPoints })).toEqual({
          totalFen: Number(total),
          totalQuantity: lines.reduce((sum, each) => sum + each.quantity, 0),
          totalPacks: lines.reduce((sum, each) => sum + each.packs, 0),
          depositFen: Number(deposit),
        })
      },
    ),
  )
})

test('tells where each price comes from: agreed, last, list, typed', async () => {
  const customerId = await addCustomer(office)
  const ids = await addFurniture(office)
  const productId = ids.get('TS-801')!
  const save = (yuan: number) =>
    saveOrder(
      office,
      orderDraft(office, customerId, {
        lines: [lineDraft({ productId, code: 'TS-801', priceMicros: yuan * 1_000_000 })],
      }),
    )
  await office.as.manager.prices.save({
    id: null,
    customerId,
    productId,
    minQuantity: 0,
    priceMicros: 1_100_000_000,
    validFrom: '2026-01-01',
    remark: '',
    version: 0,
  })
  const told = []
  for (const yuan of [1180, 1150, 1150, 1100]) told.push((await save(yuan)).lines[0]!)
  expect(told.map((line) => [line.priceSource, line.lastPriceMicros])).toEqual([
    ['list', null],
    ['typed', 1_180_000_000],
    ['last', 1_150_000_000],
    ['agreed', 1_150_000_000],
  ])
})

test('refuses a stale edit and keeps what the first one saved', async () => {
  const order = await addFurnitureOrder(office)
  const edit = (remark: string) =>
    saveOrder(
      office,
      orderDraft(office, order.customerId, {
        id: order.id,
        version: order.version,
        remark,
        lines: draftLines(order),
      }),
    )
  await edit('先改')
  await expect(edit('后改')).rejects.toMatchObject({ code: 'app.stale' })
  expect((await office.as.owner.orders.read({ id: order.id })).remark).toBe('先改')
})

test('books a repeated request once', async () => {
  const customerId = await addCustomer(office)
  const draft = orderDraft(office, customerId)
  const requestId = crypto.randomUUID()
  const send = () => office.app.call({ userId: office.userIds.clerk, host: 'PC-1' }, 'orders.save', draft, requestId)
  const [first, second] = [await send(), await send()]
  expect(second).toEqual(first)
  expect((await office.as.clerk.orders.list({})).total).toBe(1)
})

test('lets nobody but the office key orders, and hides money from the workshop', async () => {
  const order = await addFurnitureOrder(office)
  for (const role of ['cashier', 'warehouse', 'workshop'] as const)
    await expect(office.as[role].orders.save(orderDraft(office, order.customerId))).rejects.toMatchObject({
      code: 'app.notAllowed',
    })
  const seen = await office.as.workshop.orders.read({ id: order.id })
  expect([
    seen.totalFen,
    seen.depositFen,
    ...seen.lines.flatMap((line) => [line.priceMicros, line.amountFen, line.lastPriceMicros]),
  ]).toEqual(Array(11).fill(null))
  expect((await office.as.warehouse.orders.list({})).rows[0]!.totalFen).toBeNull()
})

test('drops the mark of a field that is edited afterwards, and only that', async () => {
  const order = await addFurnitureOrder(office)
  const started = await office.as.merchandiser.checks.start({
    orderId: order.id,
    spokenTo: '王老板',
    phone: '',
    salespersonTold: false,
  })
  await office.as.merchandiser.checks.markLines({ orderLineIds: [started.lines[0]!.id] })
  const now = await office.as.clerk.orders.read({ id: order.id })
  const lines = draftLines(now).map((line, index) => (index === 0 ? { ...line, quantity: 13_000, packs: 26 } : line))
  const saved = await saveOrder(
    office,
    orderDraft(office, order.customerId, { id: order.id, version: now.version, lines }),
  )
  const check = await office.as.merchandiser.checks.read({ orderId: order.id })
  expect(check.lines[0]!.marks.map((mark) => mark.field).sort()).toEqual(['code', 'colour', 'dueOn', 'name', 'price'])
  expect(saved).toMatchObject({
    totalFen: 4_737_600 + 118_000,
    totalPacks: 98,
    marks: { fields: 21, ok: 5, changed: 0, questions: 0 },
  })
})

test('edits only what nobody agreed on with the customer once the call-back is finished', async () => {
  const order = await addFurnitureOrder(office)
  await callBack(office, order.id)
  const now = await office.as.clerk.orders.read({ id: order.id })
  const lines = draftLines(now)
  const draft = orderDraft(office, order.customerId, { id: order.id, version: now.version, lines })
  await expect(
    office.as.clerk.orders.save({
      ...draft,
      lines: [{ ...lines[0]!, quantity: 1000 }, lines[1]!, lines[2]!],
    }),
  ).rejects.toMatchObject({ code: 'orders.checkedLines' })
  await expect(office.as.clerk.orders.save({ ...draft, lines: lines.slice(0, 2) })).rejects.toMatchObject({
    code: 'orders.checkedLines',
  })
  await expect(office.as.clerk.orders.save({ ...draft, depositBasisPoints: 0 })).rejects.toMatchObject({
    code: 'orders.checkedLines',
  })
  await expect(office.as.clerk.orders.save({ ...draft, deliveryPlace: '仓库后门' })).rejects.toMatchObject({
    code: 'orders.checkedLines',
    field: 'deliveryPlace',
  })
  expect(await saveOrder(office, { ...draft, rush: true, rushReason: '展会' })).toMatchObject({
    rush: true,
    state: 'toSign',
  })
})

test('lines change places, go and come in one save', async () => {
  const order = await addFurnitureOrder(office)
  const [first, second] = draftLines(order)
  const saved = await saveOrder(
    office,
    orderDraft(office, order.customerId, {
      id: order.id,
      version: order.version,
      lines: [second!, lineDraft({ name: '茶几' }), first!],
    }),
  )
  expect(saved.lines.map((line) => [line.sequence, line.name])).toEqual([
    [1, '餐椅'],
    [2, '茶几'],
    [3, '餐桌'],
  ])
})

test('lists open orders, rush before others, then by due date', async () => {
  const customerId = await addCustomer(office)
  const save = (dueOn: string, rush: boolean) =>
    saveOrder(
      office,
      orderDraft(office, customerId, { rush, rushReason: rush ? '展会' : '', lines: [lineDraft({ dueOn })] }),
    )
  for (const [dueOn, rush] of [
    ['2026-12-20', false],
    ['2026-12-25', true],
    ['2026-12-10', false],
  ] as const)
    await save(dueOn, rush)
  const voided = await save('2026-12-01', false)
  await office.as.merchandiser.orders.void({ id: voided.id, version: voided.version, reason: '重复' })
  const due = async (input: Parameters<typeof office.as.clerk.orders.list>[0]) =>
    (await office.as.clerk.orders.list(input)).rows.map((row) => row.dueOn)
  expect(await due({})).toEqual(['2026-12-25', '2026-12-10', '2026-12-20', '2026-12-01'])
  expect(await due({ states: openOrderStates })).toEqual(['2026-12-25', '2026-12-10', '2026-12-20'])
  expect(await due({ dueFrom: '2026-12-10', dueTo: '2026-12-20' })).toEqual(['2026-12-10', '2026-12-20'])
  expect(await due({ text: 'DH261122-02' })).toEqual(['2026-12-25'])
  expect(await due({ text: '永兴', limit: 2 })).toEqual(['2026-12-25', '2026-12-10'])
  expect(await due({ text: '没有' })).toEqual([])
})

test('voids with a reason, not by the clerk, and frees its fax', async () => {
  const order = await addFurnitureOrder(office)
  await expect(
    office.as.clerk.orders.void({ id: order.id, version: order.version, reason: '客户取消' }),
  ).rejects.toMatchObject({ code: 'app.notAllowed' })
  const voided = await office.as.merchandiser.orders.void({
    id: order.id,
    version: order.version,
    reason: '客户取消',
  })
  expect(voided).toMatchObject({ state: 'void', voidReason: '客户取消', inbox: [] })
  await expect(
    office.as.clerk.orders.save(orderDraft(office, order.customerId, { id: order.id, version: voided.version })),
  ).rejects.toMatchObject({ code: 'orders.isVoid' })
  expect((await office.as.clerk.inbox.list({ state: 'waiting' })).total).toBe(1)
})

test('starts a new order from the customer card and the last order', async () => {
  const order = await addFurnitureOrder(office, { deliveryPlace: '西门仓库', packing: '木架' })
  expect(await office.as.clerk.orders.newDraft({ customerId: order.customerId })).toMatchObject({
    customerName: '永兴家居',
    settlement: 'deposit',
    depositBasisPoints: 3000,
    deliveryPlace: '西门仓库',
    packing: '木架',
    salesperson: '周强',
    merchandiserId: office.userIds.merchandiser,
    bankAccount: '禾杉家具有限公司 工商银行乐从支行 6222 0000 1234 5678',
    contact: '王老板',
    orderedOn: '2026-11-22',
  })
})

test('stamps that the customer was told the amount, and prints the confirmation', async () => {
  const order = await addFurnitureOrder(office)
  expect(await office.as.clerk.orders.reply({ id: order.id, version: order.version })).toMatchObject({
    repliedBy: '陈静',
  })
  const paper = await office.as.clerk.orders.confirmationPaper({ id: order.id })
  expect(paper.title).toContain('DH261122-01')
  expect(paper.pages.join('')).toContain('肆万柒仟叁佰柒拾陆元整')
  await expect(office.as.workshop.orders.confirmationPaper({ id: order.id })).rejects.toMatchObject({
    code: 'orders.pricesHidden',
  })
})

test('every stored state is the one its facts give', async () => {
  const first = await addFurnitureOrder(office)
  const more = async () => (await saveOrder(office, orderDraft(office, first.customerId))).id
  const [unsigned, signed, voided] = [await more(), await more(), await more()]
  for (const id of [unsigned, signed]) await callBack(office, id)
  await signConfirmation(office, signed)
  const row = await office.as.clerk.orders.read({ id: voided })
  await office.as.merchandiser.orders.void({ id: voided, version: row.version, reason: '重复' })
  const rows = await office.db
    .selectFrom('orders')
    .select(['id', 'state', 'urgency', 'rush', 'dueOn'])
    .orderBy('id')
    .execute()
  for (const order of rows) {
    const state = deriveOrderState(await orderFacts({ db: office.db } as Context, order.id))
    expect([order.id, order.state, order.urgency]).toEqual([
      order.id,
      state,
      urgencyOf(state, order.rush === 1, order.dueOn),
    ])
  }
  expect(rows.map((order) => order.state)).toEqual(['toCheck', 'toSign', 'toDeposit', 'void'] satisfies OrderState[])
})

test('tells the life of an order in the order it happened', async () => {
  const order = await addFurnitureOrder(office)
  office.setDay('2026-11-22T10:00:00')
  await callBack(office, order.id)
  office.setDay('2026-11-23T10:00:00')
  await signConfirmation(office, order.id)
  const chain = await office.as.clerk.orders.chain({ id: order.id })
  expect(chain.facts.map((fact) => [fact.kind, fact.by])).toEqual([
    ['received', ''],
    ['keyed', '陈静'],
    ['called', '李敏'],
    ['checked', '李敏'],
    ['sent', '陈静'],
    ['returned', '陈静'],
  ])
  expect(chain.deposit).toMatchObject({ open: false, neededFen: 1_421_280, confirmedFen: 0 })
  expect(chain.confirmation).toMatchObject({ state: 'same', sentTo: '0757-8321 0000', difference: null })
})
