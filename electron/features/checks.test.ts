import { sql } from 'kysely'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { CheckField } from '../../shared/checks.ts'
import { lineAmount } from '../../shared/money.ts'
import type { Order } from '../../shared/orders.ts'
import { openOffice, type TestOffice } from '../testing/office.ts'
import { addFurnitureOrder, callBack, lineDraft, orderDraft, saveOrder, signConfirmation } from '../testing/orders.ts'

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

test('packs follow the quantity: what was said of them is asked again', async () => {
  await start()
  const { checks } = office.as.merchandiser
  const orderLineId = order.lines[1]!.id
  const mark = (field: 'packs' | 'quantity', newValue: string) =>
    checks.mark({ orderLineId, field, mark: 'changed', newValue })
  const fields = (check: Awaited<ReturnType<typeof mark>>) => check.lines[1]!.marks.map(({ field }) => field)
  expect((await mark('packs', '41')).lines[1]).toMatchObject({ quantity: 72_000, packs: 41 })
  const more = await mark('quantity', '80')
  expect(fields(more)).toEqual(['quantity'])
  expect(more.lines[1]).toMatchObject({ packs: 40 })
  expect(fields(await mark('packs', '42'))).toEqual(['quantity', 'packs'])
  await expect(mark('packs', '1.5')).rejects.toMatchObject({ code: 'checks.notPacks', field: 'newValue' })
  // the quantity as it was keyed, the packs as they were said: 36 was keyed, 42 is said
  const back = await checks.unmark({ orderLineId, field: 'quantity' })
  expect(back.lines[1]).toMatchObject({ quantity: 72_000, packs: 42, marks: [{ oldValue: '36', newValue: '42' }] })
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
  await office.as.merchandiser.checks.finish({ orderId: order.id, version: opened.version })
  await signConfirmation(office, order.id)
  const now = await office.as.merchandiser.orders.read({ id: order.id })
  await expect(
    office.as.merchandiser.checks.reopen({ orderId: order.id, version: now.version, reason: '改价' }),
  ).rejects.toMatchObject({ code: 'checks.tooLateToReopen' })
})

test('a correction taken back leaves the line as it was keyed, to the fen and the last space', async () => {
  const { productId } = order.lines[0]!
  const own = await saveOrder(
    office,
    orderDraft(office, order.customerId, {
      lines: [
        lineDraft({
          productId,
          code: 'TS-801',
          name: '铜 螺丝 A',
          spec: 'M3 加长',
          quantity: 7_000_000,
          packs: 4,
          typedSide: 'total',
          amountFen: 100_000_000,
        }),
      ],
    }),
  )
  const { merchandiser } = office.as
  await merchandiser.checks.start({ orderId: own.id, spokenTo: '王', phone: '', salespersonTold: true })
  const orderLineId = own.lines[0]!.id
  const mark = (field: CheckField, newValue: string) =>
    merchandiser.checks.mark({ orderLineId, field, mark: 'changed', newValue })
  const now = async () => {
    const { version: _, marks: __, ...rest } = await merchandiser.orders.read({ id: own.id })
    return rest
  }
  const keyed = await now()
  const ways: [CheckField, string][][] = [
    [['quantity', '12']],
    [['price', '3.5']],
    [
      ['quantity', '12'],
      ['quantity', '13'],
    ],
    [['name', '铁 螺丝']],
    [['code', 'TS-812']],
    [['code', '没有的货号']],
    [
      ['colour', '黑'],
      ['dueOn', '2026-12-31'],
    ],
  ]
  for (const way of ways) {
    for (const [field, value] of way) await mark(field, value)
    expect(await now()).not.toEqual(keyed)
    for (const field of new Set(way.map(([each]) => each))) await merchandiser.checks.unmark({ orderLineId, field })
    expect(await now()).toEqual(keyed)
  }
  // the other one stands: the amount is what quantity and price make
  await mark('quantity', '12')
  await mark('price', '3.5')
  await merchandiser.checks.unmark({ orderLineId, field: 'quantity' })
  expect((await now()).totalFen).toBe(2_450_000)
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

test('corrections taken back in any order leave every line as it was keyed, and no amount of its own', async () => {
  const { productId } = order.lines[0]!
  const sides = [
    { typedSide: 'price' as const, priceMicros: 238_000_000 },
    { typedSide: 'total' as const, amountFen: 380_900 },
    { typedSide: 'price' as const, netPriceMicros: 210_619_469 },
  ]
  const own = await saveOrder(
    office,
    orderDraft(office, order.customerId, {
      taxMode: 'included',
      taxBasisPoints: 1300,
      lines: sides.map((side) => lineDraft({ productId, code: 'TS-801', quantity: 16_000, packs: 8, ...side })),
    }),
  )
  const { checks, orders } = office.as.merchandiser
  await checks.start({ orderId: own.id, spokenTo: '王', phone: '', salespersonTold: true })
  const now = async () => {
    const { version: _, marks: __, ...rest } = await orders.read({ id: own.id })
    return rest
  }
  const keyed = await now()
  const values: Partial<Record<CheckField, string[]>> = {
    code: ['TS-812', 'TS-905', '没有的货号'],
    name: ['铁 螺丝', '圆桌 1200×1200'],
    colour: ['黑', '白'],
    quantity: ['30', '7.5', '16'],
    packs: ['99', '3'],
    price: ['111.5', '0.000001', '238'],
    dueOn: ['2026-12-31'],
    remark: ['加急'],
  }
  const fields = Object.keys(values) as CheckField[]
  const step = fc.record({
    field: fc.constantFrom(...fields),
    pick: fc.nat(5),
    line: fc.nat(2),
    back: fc.boolean(),
  })
  const sound = async (): Promise<void> => {
    const { lines, totalFen } = await now()
    for (const { netPriceMicros, typedSide, quantity, priceMicros, amountFen } of lines)
      if (netPriceMicros === null && typedSide === 'price') expect(amountFen).toBe(lineAmount(quantity, priceMicros!))
    expect(totalFen).toBe(lines.reduce((sum, { amountFen }) => sum + amountFen!, 0))
  }
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 2, maxLength: 9 }),
      fc.shuffledSubarray(fields, { minLength: fields.length }),
      async (steps, order_) => {
        for (const { field, pick, line, back } of steps) {
          const place = { orderLineId: own.lines[line]!.id, field }
          const list = values[field]!
          if (back) await checks.unmark(place)
          else await checks.mark({ ...place, mark: 'changed', newValue: list[pick % list.length]! })
          await sound()
        }
        for (const { id: orderLineId } of own.lines)
          for (const field of order_) await checks.unmark({ orderLineId, field })
        expect(await now()).toEqual(keyed)
      },
    ),
    { numRuns: 60 },
  )
})
