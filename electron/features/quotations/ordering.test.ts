import { afterEach, beforeEach, expect, test } from 'vitest'
import { openOffice, type TestOffice } from '../../testing/office.ts'
import { addCustomer, addFurniture, lineDraft, orderDraft, saveOrder } from '../../testing/orders.ts'
import { acceptQuotation, boxLine, quotationDraft } from '../../testing/quotations.ts'

let office: TestOffice
let customerId: number
beforeEach(async () => {
  office = await openOffice({ trade: 'printing' })
  customerId = await addCustomer(office, { settlement: 'monthly' })
})
afterEach(() => office.close())

const desk = () => office.as.merchandiser.quotations

test('is 已成单 once all its goods are ordered: one of them at its quoted price leaves the others on offer', async () => {
  const ids = await addFurniture(office)
  const codes = ['TS-801', 'TS-812'] as const
  const steps = [{ quantity: 1000, priceMicros: 900_000_000 }]
  const { id } = await acceptQuotation(
    office,
    quotationDraft(customerId, {
      lines: codes.map((code) => boxLine({ productId: ids.get(code)!, code, name: code, steps, mouldFen: 0 })),
    }),
  )
  const order = (code: (typeof codes)[number]) =>
    saveOrder(
      office,
      orderDraft(office, customerId, {
        settlement: 'monthly',
        lines: [lineDraft({ productId: ids.get(code)!, code, quantity: 2000, priceMicros: 900_000_000 })],
      }),
    )
  expect((await order('TS-801')).lines[0]).toMatchObject({ priceSource: 'quoted', quotation: 'BJD261122-01' })
  expect((await desk().read({ id })).state).toBe('accepted')
  const last = await order('TS-812')
  expect((await desk().read({ id })).state).toBe('ordered')
  await office.as.merchandiser.orders.void({ id: last.id, version: last.version, reason: '客户取消' })
  expect((await desk().read({ id })).state).toBe('accepted')
})

test('the quoted days of delivery are counted from the day of the order', async () => {
  const { id } = await acceptQuotation(office, quotationDraft(customerId, { lines: [boxLine({ leadDays: 12 })] }))
  office.setDay('2026-11-25')
  const { lines } = await desk().orderDraft({ id, quantity: null })
  expect(lines.map(({ dueOn }) => dueOn)).toEqual(['2026-12-07', null])
})

test('makes the order at the rung that was chosen, the mould fee as a line of its own', async () => {
  const { id } = await acceptQuotation(office, quotationDraft(customerId))
  const { lines } = await desk().orderDraft({ id, quantity: 3_000_000 })
  expect(lines.map(({ name, quantity, priceMicros, newVersion }) => [name, quantity, priceMicros, newVersion])).toEqual(
    [
      ['彩盒', 3_000_000, 920_000, true],
      ['彩盒 模具/版费', 1000, 300_000_000, false],
    ],
  )
})

test('nobody quotes from half a box on; a ladder written in parts before is written again, and its order asks for whole ones', async () => {
  const halves = [{ quantity: 1500, priceMicros: 900_000 }]
  const half = quotationDraft(customerId, { lines: [boxLine({ steps: halves })] })
  await expect(desk().save(half)).rejects.toMatchObject({ code: 'app.wholePieces', field: 'ladder' })
  const metres = quotationDraft(customerId, { lines: [boxLine({ steps: halves, unit: '米' })] })
  await desk().save(metres)
  const whole = quotationDraft(customerId, { lines: [boxLine({ steps: [{ quantity: 1000, priceMicros: 900_000 }] })] })
  const { id, version } = await desk().save(whole)
  await office.db.updateTable('quotationPrices').set({ quantity: 1500 }).where('quantity', '=', 1000).execute()
  await desk().save({ ...half, id, version })
  expect((await desk().read({ id })).lines[0]!.steps).toEqual(halves)
})
