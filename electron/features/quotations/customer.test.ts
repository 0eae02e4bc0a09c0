import { afterEach, beforeEach, expect, test } from 'vitest'
import { openOffice, type TestOffice } from '../../testing/office.ts'
import { addCustomer } from '../../testing/orders.ts'
import { editOf, quotationDraft, sendQuotation } from '../../testing/quotations.ts'

let office: TestOffice
let customerId: number
let other: number
beforeEach(async () => {
  office = await openOffice({ trade: 'printing' })
  customerId = await addCustomer(office)
  other = await addCustomer(office, { code: 'B2', name: '别家公司', shortName: '别家' })
})
afterEach(() => office.close())

const desk = () => office.as.merchandiser.quotations

test('a quotation that was sent stays with its customer, also as a new version', async () => {
  const sent = await sendQuotation(office, quotationDraft(customerId))
  const refused = { code: 'quotations.keepsCustomer', field: 'customerId', message: expect.stringContaining('F6') }
  const to = (change: { customerId: number | null; prospect?: string }) => desk().save({ ...editOf(sent), ...change })
  await expect(to({ customerId: other })).rejects.toMatchObject(refused)
  await expect(to({ customerId: null, prospect: '别家' })).rejects.toMatchObject(refused)
  const { version } = await to({ customerId })
  const second = { ...editOf(await desk().read({ id: sent.id })), version }
  await expect(desk().save({ ...second, customerId: other })).rejects.toMatchObject(refused)
  expect(await desk().read({ id: sent.id })).toMatchObject({ customerId, newest: 2 })
})

test('a draft nobody outside has seen goes to another customer, a prospect to its card', async () => {
  const draft = await desk().save(quotationDraft(customerId))
  await desk().save({ ...editOf(await desk().read({ id: draft.id })), customerId: other })
  expect(await desk().read({ id: draft.id })).toMatchObject({ customerId: other, newest: 1 })
  const prospect = await sendQuotation(office, quotationDraft(null, { prospect: '新锐文具厂' }))
  await desk().save({ ...editOf(prospect), customerId })
  expect(await desk().read({ id: prospect.id })).toMatchObject({ customerId, newest: 2 })
})
