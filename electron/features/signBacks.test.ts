import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Order } from '../../shared/orders.ts'
import type { SignBackKind, SignBackRow } from '../../shared/signBacks.ts'
import { makeOrder } from '../testing/checkedOrder.ts'
import { keyNote, sendNote } from '../testing/notes.ts'
import { openOffice, type TestOffice } from '../testing/office.ts'
import { addFurnitureOrder, callBack } from '../testing/orders.ts'
import { quotationDraft, sendQuotation } from '../testing/quotations.ts'

let office: TestOffice
let order: Order
beforeEach(async () => {
  office = await openOffice()
  order = await addFurnitureOrder(office)
})
afterEach(() => office.close())

const send = () =>
  office.as.clerk.signBacks.markSent({ kind: 'confirmation', documentId: order.id, sentTo: '0757-8321 0000' })
const same = { result: 'same', difference: '', differenceFen: null, copy: null } as const
const state = async () => (await office.as.clerk.orders.read({ id: order.id })).state

test('the confirmation goes out after the call-back only', async () => {
  await expect(send()).rejects.toMatchObject({ code: 'signBacks.checkFirst' })
  await callBack(office, order.id)
  expect(await send()).toMatchObject({
    documentNumber: order.number,
    state: 'waiting',
    dueOn: '2026-11-24',
    sentBy: '陈静',
    customerName: '永兴家居',
  })
})

test('back the same: the order goes on, with the signed copy kept', async () => {
  await callBack(office, order.id)
  const sent = await send()
  const copy = new Uint8Array(readFileSync(new URL('../../e2e/samples/furniture-order.png', import.meta.url)))
  const back = await office.as.clerk.signBacks.markReturned({
    ...same,
    id: sent.id,
    version: sent.version,
    copy,
  })
  expect(back).toMatchObject({ state: 'same', returnedBy: '陈静' })
  expect(await state()).toBe('toDeposit')
  expect((await office.as.clerk.signBacks.copy({ id: sent.id })).bytes).toEqual(copy)
  await expect(
    office.as.clerk.signBacks.markReturned({ ...same, id: sent.id, version: back.version }),
  ).rejects.toMatchObject({ code: 'signBacks.backAlready' })
  await expect(send()).rejects.toMatchObject({ code: 'signBacks.backAlready' })
})

test('the signed copy comes after the word: it is put to the return, once', async () => {
  await callBack(office, order.id)
  const sent = await send()
  const picture = (name: string) => new Uint8Array(readFileSync(new URL(`../../e2e/samples/${name}`, import.meta.url)))
  const copy = picture('furniture-order.png')
  const attach = (version: number, bytes = copy) =>
    office.as.clerk.signBacks.attach({ id: sent.id, version, copy: bytes })
  await expect(attach(sent.version)).rejects.toMatchObject({ code: 'signBacks.notBack' })
  const back = await office.as.clerk.signBacks.markReturned({ ...same, id: sent.id, version: sent.version })
  await expect(attach(back.version, new Uint8Array([1, 2, 3]))).rejects.toMatchObject({
    code: 'signBacks.copyNotReadable',
  })
  const attached = await attach(back.version)
  expect(attached).toMatchObject({ state: 'same', returnedAt: back.returnedAt })
  expect((await office.as.clerk.signBacks.copy({ id: sent.id })).bytes).toEqual(copy)
  await expect(attach(attached.version, picture('furniture-order.jpg'))).rejects.toMatchObject({
    code: 'signBacks.copyThere',
  })
  await expect(
    office.as.workshop.signBacks.attach({ id: sent.id, version: attached.version, copy }),
  ).rejects.toMatchObject({
    code: 'app.notAllowed',
  })
})

test('back different: the difference must be said, and the order waits', async () => {
  await callBack(office, order.id)
  const sent = await send()
  await expect(
    office.as.clerk.signBacks.markReturned({
      ...same,
      result: 'different',
      id: sent.id,
      version: sent.version,
    }),
  ).rejects.toMatchObject({ code: 'signBacks.differenceNeeded', field: 'difference' })
  await office.as.clerk.signBacks.markReturned({
    ...same,
    result: 'different',
    difference: '餐椅改 80 把',
    differenceFen: 190_400,
    id: sent.id,
    version: sent.version,
  })
  expect(await state()).toBe('toSign')
  const again = await send()
  const all = (await office.as.clerk.signBacks.list({ documentId: order.id, kind: 'confirmation' })).rows
  expect(all.map((row) => [row.state, row.difference]).sort((a, b) => String(a).localeCompare(String(b)))).toEqual([
    ['cancelled', '餐椅改 80 把'],
    ['waiting', null],
  ])
  await office.as.clerk.signBacks.markReturned({ ...same, id: again.id, version: again.version })
  expect(await state()).toBe('toDeposit')
})

test('ages, is overdue, is chased', async () => {
  await callBack(office, order.id)
  const sent = await send()
  office.setDay('2026-11-27')
  const chased = await office.as.clerk.signBacks.chase({
    id: sent.id,
    version: sent.version,
    spokenTo: '王老板',
  })
  expect(chased).toMatchObject({ ageDays: 5, overdueDays: 3, chases: 1 })
  expect(await office.as.clerk.signBacks.counts({})).toEqual({ waiting: 1, overdue: 1, different: 0, escalated: 0 })
  await expect(
    office.as.clerk.signBacks.chase({ id: sent.id, version: sent.version, spokenTo: '' }),
  ).rejects.toMatchObject({ code: 'app.stale' })
  expect((await office.as.cashier.signBacks.list({ overdueOnly: true, kind: 'confirmation' })).rows).toMatchObject([
    { overdueDays: 3 },
  ])
})

test('a mark made by mistake is taken back with a reason', async () => {
  await callBack(office, order.id)
  const sent = await send()
  const back = await office.as.clerk.signBacks.markReturned({ ...same, id: sent.id, version: sent.version })
  const undone = await office.as.clerk.signBacks.undo({
    id: sent.id,
    version: back.version,
    reason: '标错单',
  })
  expect(undone).toMatchObject({ state: 'waiting', returnedAt: null })
  expect(await state()).toBe('toSign')
  await expect(
    office.as.workshop.signBacks.undo({ id: sent.id, version: undone.version, reason: '试' }),
  ).rejects.toMatchObject({ code: 'app.notAllowed' })
})

test('who sees no prices opens signed delivery notes only, and no difference in money', async () => {
  await callBack(office, order.id)
  const copy = new Uint8Array(readFileSync(new URL('../../e2e/samples/furniture-order.png', import.meta.url)))
  const sent = await send()
  await office.as.clerk.signBacks.markReturned({
    id: sent.id,
    version: sent.version,
    result: 'different',
    difference: '餐桌单价不同',
    differenceFen: 96_000,
    copy,
  })
  for (const role of ['warehouse', 'workshop'] as const) {
    await expect(office.as[role].signBacks.copy({ id: sent.id })).rejects.toMatchObject({
      code: 'signBacks.copyHidden',
      message: expect.stringContaining(order.number),
    })
    expect(await office.as[role].signBacks.read({ id: sent.id })).toMatchObject({ differenceFen: null })
    expect((await office.as[role].signBacks.list({ state: 'different' })).rows).toMatchObject([{ differenceFen: null }])
  }
  expect(await office.as.cashier.signBacks.read({ id: sent.id })).toMatchObject({ differenceFen: 96_000 })
  expect((await office.as.cashier.signBacks.copy({ id: sent.id })).bytes).toEqual(copy)
})

test('the warehouse opens the signed copy of its delivery note', async () => {
  const made = await makeOrder(office, { pieces: [4] })
  const note = await sendNote(office, await keyNote(office, made, [4]))
  const [out] = (await office.as.warehouse.signBacks.list({ kind: 'delivery', documentId: note.id })).rows
  const copy = new Uint8Array(readFileSync(new URL('../../e2e/samples/furniture-order.png', import.meta.url)))
  await office.as.warehouse.signBacks.markReturned({ ...same, id: out!.id, version: out!.version, copy })
  expect((await office.as.warehouse.signBacks.copy({ id: out!.id })).bytes).toEqual(copy)
})

test('a mark on a paper that is void or withdrawn is not taken back', async () => {
  const { as } = office
  const back = async (kind: SignBackKind, documentId: number) => {
    const [copy] = (await as.merchandiser.signBacks.list({ kind, documentId })).rows
    const { id, version } = copy!
    return as.merchandiser.signBacks.markReturned({ ...same, id, version })
  }
  const expectStays = async ({ id, version, documentNumber }: SignBackRow): Promise<void> => {
    await expect(as.merchandiser.signBacks.undo({ id, version, reason: '标错单' })).rejects.toMatchObject({
      code: 'signBacks.paperGone',
      message: expect.stringContaining(documentNumber),
    })
    expect(await as.merchandiser.signBacks.read({ id })).toMatchObject({ state: 'same', version })
  }
  await callBack(office, order.id)
  await send()
  const confirmation = await back('confirmation', order.id)
  await as.merchandiser.orders.void({
    id: order.id,
    version: (await as.clerk.orders.read({ id: order.id })).version,
    reason: '客户取消',
  })
  await expectStays(confirmation)
  const quotation = await sendQuotation(office, quotationDraft(order.customerId))
  const answer = await back('quotation', quotation.id)
  const { version } = await as.clerk.quotations.read({ id: quotation.id })
  await as.merchandiser.quotations.void({ id: quotation.id, version, reason: '重报' })
  await expectStays(answer)
})
