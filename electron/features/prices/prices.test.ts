import { afterEach, beforeEach, expect, test } from 'vitest'
import { emptyProduct } from '../../../shared/products.ts'
import { openOffice, type TestOffice } from '../../testing/office.ts'
import { addCustomer, lineDraft, orderDraft, saveOrder } from '../../testing/orders.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openOffice()
})
afterEach(() => office.close())

/** 彩盒 of the packaging shop (sample-data.md 5.2): list 2.80, from 1000 on 1.65, from 3000 on 0.92; 箱 of 200. */
const addBox = async (): Promise<number> =>
  (
    await office.as.clerk.products.save({
      ...emptyProduct,
      code: 'CH-01',
      name: '彩盒',
      unit: '个',
      listPriceMicros: 2_800_000,
      units: [{ unit: '箱', factor: 200_000 }],
      breaks: [
        { minQuantity: 1_000_000, priceMicros: 1_650_000 },
        { minQuantity: 3_000_000, priceMicros: 920_000 },
      ],
    })
  ).id
const offer = (customerId: number, productId: number, pieces: number, unit = '') =>
  office.as.clerk.prices.offer({ customerId, productId, quantity: pieces * 1000, unit, on: '2026-11-22' })
const agree = (customerId: number, productId: number, pieces: number, priceMicros: number) =>
  office.as.merchandiser.prices.save({
    id: null,
    customerId,
    productId,
    minQuantity: pieces * 1000,
    priceMicros,
    validFrom: '2026-01-01',
    remark: '年度协议',
    version: 0,
  })
const sell = (customerId: number, productId: number, pieces: number, priceMicros: number, unit = '个') =>
  saveOrder(
    office,
    orderDraft(office, customerId, {
      lines: [lineDraft({ productId, code: 'CH-01', name: '彩盒', unit, quantity: pieces * 1000, priceMicros })],
    }),
  )

test('offers the break of the list price a quantity reaches, before the last price, after the agreed one', async () => {
  const customerId = await addCustomer(office)
  const productId = await addBox()
  expect(await offer(customerId, productId, 500)).toMatchObject({ source: 'list', priceMicros: 2_800_000 })
  expect(await offer(customerId, productId, 3000)).toMatchObject({ source: 'list', priceMicros: 920_000 })
  await sell(customerId, productId, 800, 2_500_000)
  expect(await offer(customerId, productId, 500)).toEqual({
    quotation: '',
    source: 'last',
    priceMicros: 2_500_000,
    lastPriceMicros: 2_500_000,
    lastOn: '2026-11-22',
  })
  expect(await offer(customerId, productId, 1000)).toMatchObject({ source: 'list', priceMicros: 1_650_000 })
  await agree(customerId, productId, 1000, 1_500_000)
  expect(await offer(customerId, productId, 1000)).toMatchObject({ source: 'agreed', priceMicros: 1_500_000 })
  expect(await offer(customerId, productId, 999)).toMatchObject({ source: 'last' })
})

test('reckons quantity, price and last price in the unit that is keyed', async () => {
  const customerId = await addCustomer(office)
  const productId = await addBox()
  // 5 箱 are 1000 个: 1.65 × 200
  expect(await offer(customerId, productId, 5, '箱')).toMatchObject({ source: 'list', priceMicros: 330_000_000 })
  const order = await sell(customerId, productId, 5, 330_000_000, '箱')
  expect(order.lines[0]).toMatchObject({ priceSource: 'list', unit: '箱', amountFen: 165_000 })
  expect(await offer(customerId, productId, 1)).toMatchObject({ source: 'last', priceMicros: 1_650_000 })
  // nobody knows what is in a 袋
  expect(await offer(customerId, productId, 5, '袋')).toMatchObject({ source: 'typed', priceMicros: 0 })
})

test('tells all prices of a product, those of this customer first, then of others, each newest first, agreed ones too', async () => {
  const customerId = await addCustomer(office)
  const otherId = await addCustomer(office, { code: 'SS', name: '单氏家私厂', shortName: '单氏' })
  const productId = await addBox()
  await agree(otherId, productId, 0, 2_000_000)
  const first = await sell(customerId, productId, 800, 2_500_000)
  const second = await sell(otherId, productId, 100, 2_000_000)
  const spoiled = await sell(otherId, productId, 9, 9_000_000)
  await office.as.merchandiser.orders.void({ id: spoiled.id, version: spoiled.version, reason: '打错' })
  const past = await office.as.clerk.prices.past({ customerId, productId })
  expect(past.map(({ customer, priceMicros, source, document }) => [customer, priceMicros, source, document])).toEqual([
    ['永兴家居', 2_500_000, 'typed', first.number],
    ['单氏', 2_000_000, 'agreed', second.number],
    ['单氏', 2_000_000, 'agreed', '年度协议'],
  ])
  await expect(office.as.workshop.prices.past({ customerId, productId })).rejects.toMatchObject({
    code: 'app.notAllowed',
  })
})

test('never lets other customers crowd out what this one paid', async () => {
  const customerId = await addCustomer(office)
  const otherId = await addCustomer(office, { code: 'SS', name: '单氏家私厂', shortName: '单氏' })
  const productId = await addBox()
  const own = await sell(customerId, productId, 800, 2_500_000)
  for (let time = 0; time < 45; time += 1) await sell(otherId, productId, 100 + time, 2_000_000)
  const past = await office.as.clerk.prices.past({ customerId, productId })
  expect(past.map((row) => row.customerId === customerId).indexOf(false)).toBe(1)
  expect(past[0]!.orderId).toBe(own.id)
  expect(past.length).toBe(41)
})
