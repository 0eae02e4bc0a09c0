import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openOffice, type TestOffice } from '../testing/office.ts'
import { addCustomer, orderDraft, saveOrder } from '../testing/orders.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openOffice()
})
afterEach(() => office.close())

const sample = (name: string) => new Uint8Array(readFileSync(new URL(`../../e2e/samples/${name}`, import.meta.url)))
const receive = (name: string, fileName = name) =>
  office.as.clerk.inbox.receive({ bytes: sample(name), fileName, source: 'drop' })

test.each([
  ['furniture-order.tif', 'image/tiff'],
  ['furniture-order.pdf', 'application/pdf'],
  ['furniture-order.jpg', 'image/jpeg'],
  ['furniture-order.png', 'image/png'],
])('takes %s in and gives its bytes back', async (name, mediaType) => {
  const paper = await receive(name)
  expect(paper).toMatchObject({
    fileName: name,
    mediaType,
    byteLength: sample(name).length,
    state: 'waiting',
    orderId: null,
  })
  expect((await office.as.clerk.inbox.bytes({ id: paper.id })).bytes).toEqual(sample(name))
})

test('the same bytes again are the same paper', async () => {
  const first = await receive('furniture-order.tif')
  expect((await receive('furniture-order.tif', 'fax-0002.tif')).id).toBe(first.id)
  expect((await office.as.clerk.inbox.list({})).total).toBe(1)
})

test('refuses what is no fax, by its bytes and with a sentence', async () => {
  await expect(receive('not-a-fax.tif', '订货单.pdf')).rejects.toMatchObject({
    code: expect.stringMatching(/^inbox\.problem/),
  })
  await expect(
    office.as.clerk.inbox.receive({ bytes: new Uint8Array(), fileName: 'leer.tif', source: 'folder' }),
  ).rejects.toMatchObject({ code: 'inbox.problemEmpty' })
  await expect(office.as.workshop.inbox.list({})).rejects.toMatchObject({ code: 'app.notAllowed' })
})

test('stays on the list until it has an order or was set aside with a reason', async () => {
  const paper = await receive('furniture-order.tif')
  const aside = await office.as.clerk.inbox.setAside({ id: paper.id, version: paper.version, reason: '广告' })
  expect(aside).toMatchObject({ state: 'setAside', setAsideReason: '广告', setAsideBy: '陈静' })
  const back = await office.as.clerk.inbox.takeBack({ id: paper.id, version: aside.version })
  expect((await office.as.clerk.inbox.list({ state: 'waiting' })).total).toBe(1)
  const customerId = await addCustomer(office)
  const assigned = await office.as.clerk.inbox.assign({ id: back.id, version: back.version, customerId })
  expect(assigned.customerName).toBe('永兴家居')
  expect(await office.as.clerk.orders.newDraft({ inboxItemId: paper.id })).toMatchObject({
    customerId,
    source: 'fax',
    inboxItemIds: [paper.id],
  })
  const order = await saveOrder(office, orderDraft(office, customerId, { inboxItemIds: [paper.id], proof: null }))
  expect(order.inbox).toMatchObject([{ id: paper.id, state: 'linked', orderNumber: order.number }])
  expect((await office.as.clerk.inbox.list({ state: 'waiting' })).total).toBe(0)
  await expect(
    office.as.clerk.inbox.setAside({ id: paper.id, version: order.inbox[0]!.version, reason: '重复' }),
  ).rejects.toMatchObject({ code: 'inbox.hasOrder' })
})

test('a paper of an order keeps the customer of the order', async () => {
  const paper = await receive('furniture-order.tif')
  const customerId = await addCustomer(office)
  const other = await addCustomer(office, { code: 'B2', name: '别家公司', shortName: '别家' })
  await saveOrder(office, orderDraft(office, customerId, { inboxItemIds: [paper.id], proof: null }))
  const { id, version } = await office.as.clerk.inbox.read({ id: paper.id })
  for (const to of [other, null])
    await expect(office.as.clerk.inbox.assign({ id, version, customerId: to })).rejects.toMatchObject({
      code: 'inbox.ofOrder',
      field: 'customerId',
    })
  expect(await office.as.clerk.inbox.read({ id })).toMatchObject({ customerId, version })
})

test('one paper belongs to one order', async () => {
  const paper = await receive('furniture-order.tif')
  const customerId = await addCustomer(office)
  const order = await saveOrder(office, orderDraft(office, customerId, { inboxItemIds: [paper.id], proof: null }))
  await expect(
    office.as.clerk.orders.save(orderDraft(office, customerId, { inboxItemIds: [paper.id], proof: null })),
  ).rejects.toMatchObject({ code: 'inbox.linkedElsewhere' })
  const second = await receive('furniture-order.png')
  expect(await office.as.clerk.inbox.link({ id: second.id, version: second.version, orderId: order.id })).toMatchObject(
    { orderNumber: order.number, state: 'linked' },
  )
  await expect(
    office.as.clerk.inbox.setAside({ id: second.id, version: second.version, reason: '旧' }),
  ).rejects.toMatchObject({ code: 'inbox.hasOrder' })
})

test('notes a paper without a file as written proof', async () => {
  const note = await office.as.clerk.inbox.note({
    number: '0757-8321 0000',
    pages: 2,
    on: '2026-11-21',
    customerId: null,
  })
  expect(note).toMatchObject({
    source: 'paper',
    sha256: '',
    pages: 2,
    receivedAt: '2026-11-21',
    state: 'waiting',
  })
  expect(await office.as.clerk.inbox.bytes({ id: note.id })).toEqual({
    bytes: new Uint8Array(),
    mediaType: '',
    sha256: '',
  })
  await expect(office.as.clerk.inbox.assign({ id: note.id, version: 99, customerId: null })).rejects.toMatchObject({
    code: 'app.stale',
  })
})
