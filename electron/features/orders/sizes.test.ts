import { afterEach, beforeEach, expect, test } from 'vitest'
import { emptyProduct } from '../../../shared/products.ts'
import { openOffice, type TestOffice } from '../../testing/office.ts'
import { addCustomer, lineDraft, orderDraft, saveOrder } from '../../testing/orders.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openOffice()
})
afterEach(() => office.close())

const shirts = async (quantity: number) => {
  const { id: productId } = await office.as.clerk.products.save({
    ...emptyProduct,
    code: 'T-101',
    name: '圆领T恤',
    sizes: 'S/M/L',
    unit: '件',
  })
  const line = { productId, code: 'T-101', name: '圆领T恤', spec: 'S:60 M:120 L:60', unit: '件' }
  return orderDraft(office, await addCustomer(office), { lines: [lineDraft({ ...line, quantity })] })
}

test('warns before an order is saved whose sizes are not its quantity', async () => {
  const draft = await shirts(250_000)
  expect(await office.as.clerk.orders.warnings(draft)).toContainEqual({
    kind: 'sizesDiffer',
    line: 0,
    message: '第 1 行:尺码加起来是 240,数量是 250。',
  })
  const right = { ...draft, lines: draft.lines.map((line) => ({ ...line, quantity: 240_000 })) }
  expect((await office.as.clerk.orders.warnings(right)).map(({ kind }) => kind)).not.toContain('sizesDiffer')
})

test('the call-back corrects the sizes before the quantity, so that they add up', async () => {
  const order = await saveOrder(office, await shirts(240_000))
  const { merchandiser } = office.as
  const orderLineId = order.lines[0]!.id
  const change = (field: 'quantity' | 'name', newValue: string) =>
    merchandiser.checks.mark({ orderLineId, field, mark: 'changed', newValue })
  await merchandiser.checks.start({ orderId: order.id, spokenTo: '王老板', phone: '', salespersonTold: true })
  await expect(change('quantity', '230')).rejects.toMatchObject({
    code: 'orders.sizesFirst',
    message: expect.stringContaining('240'),
  })
  await change('name', '圆领T恤 S:50 M:120 L:60')
  await change('quantity', '230')
  expect((await merchandiser.orders.read({ id: order.id })).lines[0]).toMatchObject({
    spec: 'S:50 M:120 L:60',
    quantity: 230_000,
  })
})
