import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { orderTax } from '../../../shared/lineTax.ts'
import type { Order } from '../../../shared/orders.ts'
import { openOffice, type TestOffice } from '../../testing/office.ts'
import { addCustomer, draftLines, lineDraft, orderDraft, saveOrder } from '../../testing/orders.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openOffice()
})
afterEach(() => office.close())

const money = (order: Order) => ({
  totalFen: order.totalFen,
  ...orderTax(
    order.lines.map((line) => ({ ...line, priceMicros: line.priceMicros!, amountFen: line.amountFen! })),
    order,
  ),
})
/** The saved order as the form sends it back, nothing touched. */
const sendBack = (order: Order) =>
  saveOrder(office, {
    ...orderDraft(office, order.customerId, {
      taxMode: order.taxMode,
      taxBasisPoints: order.taxBasisPoints,
    }),
    id: order.id,
    version: order.version,
    lines: draftLines(order),
  })

test('the two lines of the packaging shop: amounts, net and tax to the fen', async () => {
  const customerId = await addCustomer(office)
  const order = await saveOrder(
    office,
    orderDraft(office, customerId, {
      lines: [
        lineDraft({ quantity: 333_000, priceMicros: 12_500_000 }),
        lineDraft({ quantity: 10_007_000, priceMicros: 870_000 }),
      ],
    }),
  )
  expect(money(order)).toEqual({ totalFen: 1_286_859, netFen: 1_138_813, taxFen: 148_046 })
})

test('a price without tax stands: the order owes it with the tax on top, and a new rate counts from it', async () => {
  const customerId = await addCustomer(office)
  const order = await saveOrder(
    office,
    orderDraft(office, customerId, { lines: [lineDraft({ quantity: 3000, netPriceMicros: 10_000_000 })] }),
  )
  expect(money(order)).toEqual({ totalFen: 3390, netFen: 3000, taxFen: 390 })
  expect(order.lines[0]).toMatchObject({ netPriceMicros: 10_000_000, priceMicros: 11_300_000, amountFen: 3390 })
  const later = await saveOrder(office, {
    ...orderDraft(office, customerId, { taxBasisPoints: 600 }),
    id: order.id,
    version: order.version,
    lines: draftLines(order),
  })
  expect(money(later)).toEqual({ totalFen: 3180, netFen: 3000, taxFen: 180 })
})

test('the call-back keeps the side: another quantity counts from the price without tax, another price takes its place', async () => {
  const customerId = await addCustomer(office)
  const order = await saveOrder(
    office,
    orderDraft(office, customerId, { lines: [lineDraft({ quantity: 3000, netPriceMicros: 10_000_000 })] }),
  )
  const { merchandiser } = office.as
  const orderLineId = order.lines[0]!.id
  await merchandiser.checks.start({ orderId: order.id, spokenTo: '王老板', phone: '', salespersonTold: true })
  await merchandiser.checks.mark({ orderLineId, field: 'quantity', mark: 'changed', newValue: '5' })
  expect(money(await merchandiser.orders.read({ id: order.id }))).toEqual({ totalFen: 5650, netFen: 5000, taxFen: 650 })
  await merchandiser.checks.mark({ orderLineId, field: 'price', mark: 'changed', newValue: '11' })
  expect((await merchandiser.orders.read({ id: order.id })).lines[0]).toMatchObject({
    netPriceMicros: null,
    priceMicros: 11_000_000,
    amountFen: 5500,
  })
})

test('shows no price of any side to a role that may not see prices', async () => {
  const customerId = await addCustomer(office)
  const order = await saveOrder(
    office,
    orderDraft(office, customerId, { lines: [lineDraft({ netPriceMicros: 10_000_000 })] }),
  )
  expect((await office.as.workshop.orders.read({ id: order.id })).lines[0]).toMatchObject({
    netPriceMicros: null,
    priceMicros: null,
    amountFen: null,
  })
})

test('prints what of the total is tax, and nothing where the order is without it', async () => {
  const customerId = await addCustomer(office)
  const paper = async (taxMode: 'included' | 'excluded') => {
    const order = await saveOrder(
      office,
      orderDraft(office, customerId, { taxMode, lines: [lineDraft({ quantity: 333_000, priceMicros: 12_500_000 })] }),
    )
    return JSON.stringify(await office.as.clerk.orders.confirmationPaper({ id: order.id }))
  }
  expect(await paper('included')).toContain('不含税 3,683.63 + 税 13% 478.87')
  expect(await paper('excluded')).not.toContain('其中税额')
})

test('for any lines and any side typed: saved, opened and saved again nothing has changed', async () => {
  const customerId = await addCustomer(office)
  const line = fc
    .record({
      quantity: fc.integer({ min: 1, max: 20_000_000 }),
      priceMicros: fc.integer({ min: 0, max: 2_000_000_000 }),
      typedSide: fc.constantFrom('price' as const, 'total' as const),
      amountFen: fc.integer({ min: 0, max: 500_000_000 }),
      netPriceMicros: fc.option(fc.integer({ min: 0, max: 2_000_000_000 })),
      unit: fc.constantFrom('张', '打', '箱'),
      // a total over a thousandth of a piece has a unit price beyond counting: refused, see below
    })
    // no half table: what is counted in whole pieces
    .map((each) => (each.unit === '张' ? { ...each, quantity: Math.ceil(each.quantity / 1000) * 1000 } : each))
    .filter(({ typedSide, amountFen, quantity }) => typedSide === 'price' || amountFen <= 90_000_000 * quantity)
  await fc.assert(
    fc.asyncProperty(
      fc.array(line, { minLength: 1, maxLength: 8 }),
      fc.constantFrom('included' as const, 'excluded' as const),
      fc.constantFrom(0, 600, 1300),
      async (lines, taxMode, taxBasisPoints) => {
        const first = await saveOrder(
          office,
          orderDraft(office, customerId, { taxMode, taxBasisPoints, lines: lines.map((each) => lineDraft(each)) }),
        )
        const second = await sendBack(first)
        expect({ ...second, version: 0 }).toEqual({ ...first, version: 0, inbox: second.inbox })
        expect(money(second)).toEqual(money(first))
        const { totalFen, netFen, taxFen } = money(first)
        expect(netFen + taxFen).toBe(totalFen)
      },
    ),
    { numRuns: 40 },
  )
})

test('a negative total is refused at its cell: the order could never be read again', async () => {
  const customerId = await addCustomer(office)
  const draft = orderDraft(office, customerId, {
    lines: [lineDraft({ quantity: 8000, priceMicros: 1, typedSide: 'total', amountFen: -100_000 })],
  })
  await expect(saveOrder(office, draft)).rejects.toMatchObject({
    field: 'lines.0.amountFen',
    message: expect.stringContaining('第 1 行 金额'),
  })
})

test('a total whose unit price is beyond counting is refused, and nothing is written', async () => {
  const customerId = await addCustomer(office)
  const draft = orderDraft(office, customerId, {
    lines: [lineDraft({ unit: '米', quantity: 1, priceMicros: 0, typedSide: 'total', amountFen: 100_000_001 })],
  })
  await expect(saveOrder(office, draft)).rejects.toMatchObject({ code: 'app.amountTooLarge' })
  expect((await office.as.clerk.orders.list({})).total).toBe(0)
})
