import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Order } from '../../shared/orders.ts'
import { openOffice, type TestOffice } from '../testing/office.ts'
import { addFurnitureOrder, callBack, orderDraft, saveOrder, signConfirmation } from '../testing/orders.ts'

let office: TestOffice
let order: Order
beforeEach(async () => {
  office = await openOffice()
  order = await addFurnitureOrder(office)
})
afterEach(() => office.close())

const start = () =>
  office.as.merchandiser.checks.start({
    orderId: order.id,
    spokenTo: '王老板',
    phone: '139 2333 0000',
    salespersonTold: true,
  })
const lineIds = () => order.lines.map((line) => line.id)

test('goes through every field, and only then lets the order on', async () => {
  await start()
  const some = await office.as.merchandiser.checks.markLines({ orderLineIds: lineIds().slice(0, 2) })
  await expect(
    office.as.merchandiser.checks.finish({ orderId: order.id, version: some.version }),
  ).rejects.toMatchObject({ code: 'checks.notAll', message: expect.stringContaining('7 项') })
  await office.as.merchandiser.checks.markLines({ orderLineIds: lineIds() })
  const done = await office.as.merchandiser.checks.finish({ orderId: order.id, version: some.version })
  expect(done).toMatchObject({ state: 'toSign', checkedBy: '李敏', call: { spokenTo: '王老板', by: '李敏' } })
})

test('keeps both values of a correction and books amounts, packs and totals behind it', async () => {
  await start()
  const [, chairs] = order.lines
  const marked = await office.as.merchandiser.checks.mark({
    orderLineId: chairs!.id,
    field: 'quantity',
    mark: 'changed',
    newValue: '80',
  })
  expect(marked.lines[1]).toMatchObject({
    quantity: 80_000,
    packs: 40,
    amountFen: 1_904_000,
    marks: [{ field: 'quantity', mark: 'changed', oldValue: '72', newValue: '80', by: '李敏' }],
  })
  expect(marked).toMatchObject({ totalFen: 4_737_600 + 190_400, totalPacks: 100, depositFen: 1_478_400 })
  const again = await office.as.merchandiser.checks.mark({
    orderLineId: chairs!.id,
    field: 'quantity',
    mark: 'changed',
    newValue: '76',
  })
  expect(again.lines[1]!.marks[0]).toMatchObject({ oldValue: '72', newValue: '76' })
  const back = await office.as.merchandiser.checks.unmark({ orderLineId: chairs!.id, field: 'quantity' })
  expect(back).toMatchObject({ totalFen: 4_737_600, totalPacks: 96 })
  expect(back.lines[1]!.marks).toEqual([])
})

test.each([
  ['code', 'TS-905', { code: 'TS-905', name: '四门衣柜', unit: '套' }],
  ['name', '餐桌 1600×900×750', { name: '餐桌', spec: '1600×900×750' }],
  ['colour', '原木', { colour: '原木' }],
  ['price', '1,150.50', { priceMicros: 1_150_500_000, amountFen: 1_380_600 }],
  ['dueOn', '12-20', { dueOn: '2026-12-20' }],
  ['packs', '36', { packs: 36, quantity: 12_000, amountFen: 1_416_000 }],
  ['remark', '桌脚加长 2 公分', { remark: '桌脚加长 2 公分' }],
] as const)('corrects %s', async (field, newValue, expected) => {
  await start()
  const check = await office.as.merchandiser.checks.mark({
    orderLineId: order.lines[0]!.id,
    field,
    mark: 'changed',
    newValue,
  })
  expect(check.lines[0]).toMatchObject(expected)
})

test('refuses a correction that says nothing readable, with the field it belongs to', async () => {
  await start()
  const wrong = (field: 'quantity' | 'price' | 'dueOn', newValue: string) =>
    office.as.merchandiser.checks.mark({ orderLineId: order.lines[0]!.id, field, mark: 'changed', newValue })
  await expect(wrong('quantity', '很多')).rejects.toMatchObject({
    code: 'orders.notAQuantity',
    field: 'newValue',
  })
  await expect(wrong('quantity', '0')).rejects.toMatchObject({ code: 'orders.notAQuantity' })
  await expect(wrong('price', '-1')).rejects.toMatchObject({ code: 'orders.notAPrice' })
  await expect(wrong('dueOn', '13-45')).rejects.toMatchObject({ code: 'orders.notADate' })
  await expect(wrong('price', '')).rejects.toMatchObject({ code: 'orders.newValueNeeded' })
})

test('does not finish over an open question, and keeps question and answer', async () => {
  await start()
  const place = { orderLineId: order.lines[0]!.id, field: 'colour' } as const
  await office.as.merchandiser.checks.mark({ ...place, mark: 'question', question: '胡桃深色还是浅色' })
  const rest = await office.as.merchandiser.checks.markLines({ orderLineIds: lineIds() })
  await expect(
    office.as.merchandiser.checks.finish({ orderId: order.id, version: rest.version }),
  ).rejects.toMatchObject({ code: 'checks.questionOpen' })
  await expect(office.as.merchandiser.checks.mark({ ...place, mark: 'ok' })).rejects.toMatchObject({
    code: 'checks.answerFirst',
  })
  expect(await office.as.merchandiser.questions.list({})).toMatchObject({
    total: 1,
    rows: [{ number: order.number, line: 1, question: '胡桃深色还是浅色', askedBy: '李敏', keyedValue: '胡桃' }],
  })
  const answered = await office.as.merchandiser.checks.answer({
    ...place,
    answer: '深色',
    newValue: '深胡桃',
  })
  expect(answered.lines[0]!.marks.find((mark) => mark.field === 'colour')).toMatchObject({
    mark: 'changed',
    oldValue: '胡桃',
    newValue: '深胡桃',
    question: '胡桃深色还是浅色',
    answer: '深色',
  })
  expect(await office.as.merchandiser.checks.finish({ orderId: order.id, version: answered.version })).toMatchObject({
    state: 'toSign',
  })
})

test('who keyed the order cannot check it: the sentence, and the database itself', async () => {
  await expect(
    office.as.clerk.checks.start({
      orderId: order.id,
      spokenTo: '王老板',
      phone: '',
      salespersonTold: false,
    }),
  ).rejects.toMatchObject({ code: 'checks.sameEyes' })
  await expect(office.as.clerk.checks.markLines({ orderLineIds: lineIds() })).rejects.toMatchObject({
    code: 'checks.sameEyes',
  })
  await start()
  await office.as.merchandiser.checks.markLines({ orderLineIds: lineIds() })
  await expect(office.as.clerk.checks.finish({ orderId: order.id, version: order.version })).rejects.toMatchObject({
    code: 'checks.sameEyes',
  })
  await expect(
    sql`update "orders" set "checkedBy" = "keyedBy", "checkedAt" = '2026-11-22T10:00:00Z' where "id" = ${order.id}`.execute(
      office.db,
    ),
  ).rejects.toThrow(/check/i)
  expect((await office.as.clerk.checks.read({ orderId: order.id })).sameEyes).toBe(true)
})

test('one pair of eyes is enough where the office says so', async () => {
  const { office: settings, versions } = await office.as.owner.settings.read({})
  await office.as.owner.settings.saveOffice({
    office: { ...settings, fourEyes: false },
    version: versions.office,
  })
  const own = await saveOrder(office, orderDraft(office, order.customerId))
  const check = await office.as.clerk.checks.start({
    orderId: own.id,
    spokenTo: '王老板',
    phone: '',
    salespersonTold: false,
  })
  await office.as.clerk.checks.markLines({ orderLineIds: check.lines.map((line) => line.id) })
  expect(await office.as.clerk.checks.finish({ orderId: own.id, version: check.version })).toMatchObject({
    checkedBy: '陈静',
  })
})

test('an order without written proof is not confirmed', async () => {
  const bare = await saveOrder(office, orderDraft(office, order.customerId, { source: 'phone', proof: null }))
  await expect(callBack(office, bare.id)).rejects.toMatchObject({ code: 'checks.paperFirst' })
})

test('somebody must have been on the phone', async () => {
  await office.as.merchandiser.checks.markLines({ orderLineIds: lineIds() })
  await expect(
    office.as.merchandiser.checks.finish({ orderId: order.id, version: order.version }),
  ).rejects.toMatchObject({ code: 'checks.callFirst' })
})

test('a check that was broken off goes on where it stood, with one call', async () => {
  await start()
  await office.as.merchandiser.checks.mark({ orderLineId: order.lines[0]!.id, field: 'code', mark: 'ok' })
  office.setDay('2026-11-23')
  const taken = await office.as.manager.checks.start({
    orderId: order.id,
    spokenTo: '王小姐',
    phone: '',
    salespersonTold: true,
  })
  expect(taken.call).toMatchObject({
    spokenTo: '王小姐',
    by: '赵经理',
    startedAt: expect.stringContaining('2026-11-22'),
  })
  expect(taken.lines[0]!.marks).toHaveLength(1)
})

test('a stale finish, a second finish and a wrong role are refused', async () => {
  await start()
  const check = await office.as.merchandiser.checks.markLines({ orderLineIds: lineIds() })
  await expect(
    office.as.merchandiser.checks.finish({ orderId: order.id, version: check.version + 7 }),
  ).rejects.toMatchObject({ code: 'app.stale' })
  await office.as.merchandiser.checks.finish({ orderId: order.id, version: check.version })
  await expect(
    office.as.merchandiser.checks.finish({ orderId: order.id, version: check.version + 1 }),
  ).rejects.toMatchObject({ code: 'checks.finishedAlready' })
  await expect(office.as.workshop.checks.read({ orderId: order.id })).rejects.toMatchObject({
    code: 'app.notAllowed',
  })
})

test('opens again with a reason until the confirmation is out', async () => {
  await callBack(office, order.id)
  const { version } = await office.as.merchandiser.orders.read({ id: order.id })
  const opened = await office.as.merchandiser.checks.reopen({
    orderId: order.id,
    version,
    reason: '客户又来电',
  })
  expect(opened).toMatchObject({ state: 'toCheck', checkedBy: null })
  expect(opened.lines[0]!.marks).toHaveLength(7)
  // the call of the first check said nothing of what is asked now
  expect(opened.call).toBeNull()
  const finish = () => office.as.merchandiser.checks.finish({ orderId: order.id, version: opened.version })
  await expect(finish()).rejects.toMatchObject({ code: 'checks.callFirst' })
  await office.as.merchandiser.checks.start({
    orderId: order.id,
    spokenTo: '王老板',
    phone: '',
    salespersonTold: true,
  })
  await finish()
  await signConfirmation(office, order.id)
  const now = await office.as.merchandiser.orders.read({ id: order.id })
  await expect(
    office.as.merchandiser.checks.reopen({ orderId: order.id, version: now.version, reason: '改价' }),
  ).rejects.toMatchObject({ code: 'checks.tooLateToReopen' })
})

test('an order from a sample is called back like a fax: its number and place are the written proof (duty 13)', async () => {
  const draft = orderDraft(office, order.customerId, {
    source: 'sample',
    proof: { number: '样 26-118 三号柜', pages: 1, on: '2026-11-20' },
  })
  const { id } = await saveOrder(office, draft)
  const sampled = await office.as.merchandiser.orders.read({ id })
  expect(sampled).toMatchObject({ source: 'sample', proof: { number: '样 26-118 三号柜' } })
  await callBack(office, id)
  expect((await office.as.merchandiser.orders.read({ id })).state).toBe('toSign')
})
