import { afterEach, beforeEach, expect, test } from 'vitest'
import { openOffice, type TestOffice } from '../../testing/office.ts'
import { addCustomer, addFurnitureOrder, callBack, draftLines, lineDraft, orderDraft } from '../../testing/orders.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openOffice()
})
afterEach(() => office.close())

test('a saved line is sent once: twice it would be counted twice and kept once', async () => {
  const order = await addFurnitureOrder(office)
  const [line] = draftLines(order)
  const { id, version, customerId } = order
  const twice = orderDraft(office, customerId, { id, version, lines: [line!, line!] })
  await expect(office.as.clerk.orders.save(twice)).rejects.toMatchObject({ code: 'app.stale' })
  expect(await office.as.clerk.orders.read({ id })).toMatchObject({ totalFen: order.totalFen, version })
})

test('keeps the paper it was called back from, and what was called back with one customer is asked of the next', async () => {
  const order = await addFurnitureOrder(office)
  const { id, customerId } = order
  const other = await addCustomer(office, { code: 'QT', name: '其他', shortName: '其他' })
  const { checks } = office.as.merchandiser
  await checks.start({ orderId: id, spokenTo: '王老板', phone: '', salespersonTold: true })
  const ticked = await checks.markLines({ orderLineIds: order.lines.map((line) => line.id) })
  const edit = (customer: number, version: number, changes = {}) =>
    office.as.clerk.orders.save(orderDraft(office, customer, { id, version, lines: draftLines(order), ...changes }))
  await edit(other, ticked.version)
  expect(await checks.read({ orderId: id })).toMatchObject({ call: null, lines: [{ marks: [] }, {}, {}] })
  const back = await edit(customerId, ticked.version + 1)
  await callBack(office, id)
  const { version } = await office.as.clerk.orders.read({ id })
  expect(version).toBeGreaterThan(back.version)
  await expect(edit(customerId, version, { proof: null })).rejects.toMatchObject({ code: 'checks.paperFirst' })
  expect((await office.as.clerk.orders.read({ id })).inbox).toHaveLength(1)
})

test('what a colleague keys while the call goes on is not ticked unseen', async () => {
  const order = await addFurnitureOrder(office)
  const { id, customerId } = order
  const { checks } = office.as.merchandiser
  const { version } = await checks.start({ orderId: id, spokenTo: '王老板', phone: '', salespersonTold: true })
  const orderLineIds = order.lines.map((line) => line.id)
  const lines = draftLines(order).map((line, index) => (index === 0 ? { ...line, quantity: 120_000 } : line))
  await office.as.clerk.orders.save(orderDraft(office, customerId, { id, version, lines }))
  await expect(checks.markLines({ orderLineIds, seen: version })).rejects.toMatchObject({ code: 'app.stale' })
  const tick = { orderLineId: orderLineIds[0]!, field: 'quantity', mark: 'ok' } as const
  await expect(checks.mark({ ...tick, seen: version })).rejects.toMatchObject({ code: 'app.stale' })
  expect((await checks.mark({ ...tick, seen: version + 1 })).lines[0]!.marks).toHaveLength(1)
})

test('half a chair is ordered by nobody; half a metre is', async () => {
  const customerId = await addCustomer(office)
  const keyed = (unit: string, quantity: number) =>
    office.as.clerk.orders.save(
      orderDraft(office, customerId, { lines: [lineDraft(), lineDraft({ name: '餐椅', unit, quantity })] }),
    )
  await expect(keyed('件', 1_500)).rejects.toMatchObject({
    code: 'app.wholePieces',
    message: '餐椅:“件”按整数算,不能填 1.5。',
    field: 'lines.1.quantity',
  })
  expect((await office.as.clerk.orders.list({})).total).toBe(0)
  for (const unit of ['米', '平方米', 'kg']) expect((await keyed(unit, 1_500)).totalQuantity).toBeGreaterThan(0)
})

test('an order that stands in parts of a piece is written on in other fields; whole lines are not broken', async () => {
  const order = await addFurnitureOrder(office)
  const { id, customerId } = order
  const [first, second] = draftLines(order)
  // keyed by an earlier version of the program
  await office.db.updateTable('orderLines').set({ quantity: 2_500 }).where('id', '=', first!.id!).execute()
  const edit = (version: number, lines: ReturnType<typeof draftLines>) =>
    office.as.clerk.orders.save(orderDraft(office, customerId, { id, version, lines }))
  const parts = { ...first!, quantity: 2_500, remark: '送到二楼' }
  const saved = await edit(order.version, [parts, second!])
  const read = await office.as.clerk.orders.read({ id })
  expect(read.lines[0]).toMatchObject({ quantity: 2_500, remark: '送到二楼' })
  await expect(edit(saved.version, [parts, { ...second!, quantity: 3_500 }])).rejects.toMatchObject({
    code: 'app.wholePieces',
    field: 'lines.1.quantity',
  })
})

test('the call-back corrects no line to half a chair', async () => {
  const order = await addFurnitureOrder(office)
  const { checks } = office.as.merchandiser
  await checks.start({ orderId: order.id, spokenTo: '王老板', phone: '', salespersonTold: true })
  const orderLineId = order.lines[0]!.id
  const correct = { orderLineId, field: 'quantity', mark: 'changed', newValue: '2.5' } as const
  await expect(checks.mark(correct)).rejects.toMatchObject({ code: 'app.wholePieces', field: 'newValue' })
})
