import { afterEach, beforeEach, expect, test } from 'vitest'
import { emptyProduct } from '../../../shared/products.ts'
import { openOffice, type TestOffice } from '../../testing/office.ts'
import { addCustomer, addFurnitureOrder, lineDraft, orderDraft, saveOrder } from '../../testing/orders.ts'
import { acceptQuotation, boxLine, quotationDraft } from '../../testing/quotations.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openOffice()
})
afterEach(() => office.close())

test('warns before saving and still saves', async () => {
  const first = await addFurnitureOrder(office, { customerPo: 'PO-77' })
  const line = first.lines[1]!
  const product = await office.as.clerk.products.read({ id: line.productId! })
  await office.as.clerk.products.save({ ...product, floorPriceMicros: 230_000_000, leadDays: 10 })
  const draft = orderDraft(office, first.customerId, {
    customerPo: 'PO-77',
    lines: [
      lineDraft({
        productId: line.productId,
        code: line.code,
        unit: '把',
        quantity: 71_000,
        priceMicros: 220_000_000,
        dueOn: '2026-11-29',
      }),
      lineDraft({ dueOn: '2026-11-20' }),
    ],
  })
  const warnings = await office.as.clerk.orders.warnings(draft)
  expect(warnings.map(({ kind, line: at }) => [kind, at])).toEqual([
    ['dueBeforeLeadTime', 0],
    ['dueOnRestDay', 0],
    ['belowFloor', 0],
    ['packMultiple', 0],
    ['differsFromLast', 0],
    ['dueBeforeToday', 1],
    ['duplicatePo', null],
  ])
  expect((await saveOrder(office, draft)).number).toBe('DH261122-02')
})

test('a product without a list price is offered at none', async () => {
  const customerId = await addCustomer(office)
  const { clerk } = office.as
  const { id: productId } = await clerk.products.save({ ...emptyProduct, code: 'XX-99', name: '折叠凳', unit: '把' })
  const offer = await clerk.prices.offer({ customerId, productId, quantity: 1000, on: '2026-11-22' })
  expect(offer).toMatchObject({ source: 'typed', priceMicros: 0, lastPriceMicros: null })
})

test('warns of a unit the product does not know, and of another price than the one quoted for the quantity', async () => {
  const order = await addFurnitureOrder(office)
  const { customerId } = order
  const { productId, code } = order.lines[1]!
  await acceptQuotation(
    office,
    quotationDraft(customerId, {
      lines: [
        boxLine({
          productId,
          code,
          unit: '把',
          steps: [
            { quantity: 10_000, priceMicros: 230_000_000 },
            { quantity: 50_000, priceMicros: 220_000_000 },
          ],
        }),
      ],
    }),
  )
  const told = async (unit: string, quantity: number, priceMicros: number) => {
    const lines = [lineDraft({ productId, code, unit, quantity, priceMicros, dueOn: '2026-12-15' })]
    return (await office.as.clerk.orders.warnings(orderDraft(office, customerId, { lines }))).map(({ kind, message }) =>
      ['unknownUnit', 'quotedOther'].includes(kind) ? message : kind,
    )
  }
  expect(await told('把', 20_000, 230_000_000)).toEqual(['differsFromLast'])
  // a digit too many
  expect(await told('把', 99_999_999_000, 230_000_000)).toContain('largeLine')
  expect(await told('把', 60_000, 230_000_000)).toContain(
    '第 1 行:按报价单 BJD261122-01,60 的单价应为 220.00,现在是 230.00。',
  )
  expect(await told('箱', 3000, 238_000_000)).toEqual([
    '第 1 行:TS-812 没有单位“箱”(它按把卖),价格、包数没法换算;要用请先在产品资料里加这个单位。',
  ])
})
