import { afterEach, beforeEach, expect, test } from 'vitest'
import { openOffice, type TestOffice } from '../testing/office.ts'
import { addCustomer, addFurniture } from '../testing/orders.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openOffice()
})
afterEach(() => office.close())

const find = async (typed: string, customerId?: number) =>
  (await office.as.clerk.products.find({ typed, ...(customerId === undefined ? {} : { customerId }) })).map(
    ({ code, itemCode }) => [code, itemCode],
  )

test("finds a product by the customer's own code, for that customer alone, however it is written", async () => {
  const customerId = await addCustomer(office)
  const otherId = await addCustomer(office, { code: 'SS', name: '单氏家私厂', shortName: '单氏' })
  const ids = await addFurniture(office)
  await office.as.clerk.customerItems.save({ customerId, productId: ids.get('TS-812')!, itemCode: ' kh-77 ' })
  expect(await find('KH-77', customerId)).toEqual([['TS-812', 'KH-77']])
  expect(await find('ｋｈ-7', customerId)).toEqual([['TS-812', 'KH-77']])
  expect(await find('KH-77', otherId)).toEqual([])
  expect(await find('KH-77')).toEqual([])
  // our own code still completes
  expect(await find('TS-801', customerId)).toEqual([['TS-801', '']])
})

test('turns a code to another product instead of keeping two', async () => {
  const customerId = await addCustomer(office)
  const ids = await addFurniture(office)
  const save = (code: string) =>
    office.as.clerk.customerItems.save({ customerId, productId: ids.get(code)!, itemCode: 'KH-77' })
  const first = await save('TS-812')
  expect(await save('TS-905')).toEqual(first)
  expect(await office.as.clerk.customerItems.list({ customerId })).toMatchObject({
    total: 1,
    rows: [{ code: 'TS-905', itemCode: 'KH-77', customer: '永兴家居' }],
  })
  await office.as.clerk.customerItems.remove(first)
  expect(await find('KH-77', customerId)).toEqual([])
  await expect(office.as.clerk.customerItems.remove(first)).rejects.toMatchObject({ code: 'app.stale' })
})

test('refuses to be changed from the workshop', async () => {
  const customerId = await addCustomer(office)
  const ids = await addFurniture(office)
  await expect(
    office.as.workshop.customerItems.save({ customerId, productId: ids.get('TS-812')!, itemCode: 'KH-77' }),
  ).rejects.toMatchObject({ code: 'app.notAllowed' })
})
