import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { CheckField } from '../../../shared/checks.ts'
import { lineAmount } from '../../../shared/money.ts'
import type { Order } from '../../../shared/orders.ts'
import { openOffice, type TestOffice } from '../../testing/office.ts'
import { addFurnitureOrder, draftLines, lineDraft, orderDraft, saveOrder } from '../../testing/orders.ts'

let office: TestOffice
let order: Order
beforeEach(async () => {
  office = await openOffice()
  order = await addFurnitureOrder(office)
})
afterEach(() => office.close())

const start = () =>
  office.as.merchandiser.checks.start({ orderId: order.id, spokenTo: '王老板', phone: '', salespersonTold: true })

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

test.each([
  ['the field alone', '{}'],
  [
    'the columns as they were',
    JSON.stringify({ quantity: 72_000, packs: 36, typedSide: 'price', amountFen: 1_713_600 }),
  ],
])('a correction kept by an earlier version of the program (%s) is taken back', async (_, keyed) => {
  await start()
  const { checks } = office.as.merchandiser
  const orderLineId = order.lines[1]!.id
  await checks.mark({ orderLineId, field: 'quantity', mark: 'changed', newValue: '80' })
  await office.db.updateTable('checkMarks').set({ keyed }).where('field', '=', 'quantity').execute()
  const { lines, totalFen } = await checks.unmark({ orderLineId, field: 'quantity' })
  expect(lines[1]).toMatchObject({ quantity: 72_000, packs: 36, amountFen: 1_713_600, marks: [] })
  expect(totalFen).toBe(4_737_600)
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
    quantity: ['30', '75', '16'],
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

test('a correction taken back after the tax was edited leaves lines that add up to their order', async () => {
  const own = await saveOrder(
    office,
    orderDraft(office, order.customerId, {
      taxMode: 'included',
      taxBasisPoints: 1300,
      lines: [
        lineDraft({ quantity: 10_000, netPriceMicros: 10_000_000 }),
        lineDraft({ quantity: 1000, priceMicros: 100_000_000 }),
      ],
    }),
  )
  const { merchandiser, clerk } = office.as
  await merchandiser.checks.start({ orderId: own.id, spokenTo: '王', phone: '', salespersonTold: true })
  const sums = async () => {
    const { totalFen, lines } = await merchandiser.orders.read({ id: own.id })
    expect(lines.reduce((sum, { amountFen }) => sum + amountFen!, 0)).toBe(totalFen)
    return totalFen
  }
  for (const [field, newValue, taxBasisPoints, total] of [
    ['price', '12', 600, 20_600],
    ['quantity', '11', 0, 20_000],
  ] as const) {
    const orderLineId = own.lines[0]!.id
    await merchandiser.checks.mark({ orderLineId, field, mark: 'changed', newValue })
    const now = await clerk.orders.read({ id: own.id })
    const { id, version } = now
    await clerk.orders.save(
      orderDraft(office, order.customerId, {
        id,
        version,
        taxMode: 'included',
        taxBasisPoints,
        lines: draftLines(now),
      }),
    )
    await sums()
    await merchandiser.checks.unmark({ orderLineId, field })
    expect(await sums()).toBe(total)
  }
})

test('what a line cannot hold is refused, and the order can still be read', async () => {
  await start()
  const { checks, orders, orderList } = office.as.merchandiser
  const orderLineId = order.lines[0]!.id
  const mark = (field: CheckField, newValue: string) => checks.mark({ orderLineId, field, mark: 'changed', newValue })
  for (const field of ['code', 'colour'] as const)
    await expect(mark(field, '长'.repeat(60))).rejects.toMatchObject({ code: 'checks.tooLong', field: 'newValue' })
  await expect(mark('quantity', '7572288660')).rejects.toMatchObject({ code: 'orders.notAQuantity' })
  await expect(mark('price', '9000000000')).rejects.toMatchObject({ code: 'orders.notAPrice' })
  await expect(mark('packs', '9999999999999')).rejects.toMatchObject({ code: 'checks.notPacks' })
  for (const day of ['2199-12-31', '1990-01-01', '9999-12-31', '0206-11-22'])
    await expect(mark('dueOn', day)).rejects.toMatchObject({ code: 'orders.notADate' })
  // a thousand million pieces of one line, and of another: more than one line may hold, the sum is still shown
  for (const line of order.lines.slice(0, 2))
    await checks.mark({ orderLineId: line.id, field: 'quantity', mark: 'changed', newValue: '999999999' })
  expect((await orders.read({ id: order.id })).totalQuantity).toBeGreaterThan(1e12)
  expect((await orderList.rows({})).rows).toHaveLength(1)
  expect((await orderList.totals({})).quantity).toBeGreaterThan(1e12)
})
