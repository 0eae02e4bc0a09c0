import { afterEach, beforeEach, expect, test } from 'vitest'
import { makeCustomer, makeOrder } from '../../testing/checkedOrder.ts'
import { keyNote, noteDraft, noteLine, receive, sendNote } from '../../testing/notes.ts'
import { openOffice, type TestOffice } from '../../testing/office.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openOffice()
  office.setDay('2026-10-05')
})
afterEach(() => office.close())

test('sent, disputed with its difference, voided, made anew, signed and settled', async () => {
  const customerId = await makeCustomer(office)
  const order = await makeOrder(office, { customerId, pieces: [9] })
  await sendNote(office, await keyNote(office, order, [9], { deliveryOn: '2026-10-10' }))
  await expect(office.as.merchandiser.statements.make({ customerId, month: '2026-11' })).rejects.toMatchObject({
    code: 'statements.periodAhead',
  })
  office.setDay('2026-11-01')
  const { statements, signBacks } = office.as.merchandiser
  const states = async (state: 'draft' | 'sent' | 'signed' | 'disputed' | 'settled' | 'void') =>
    (await statements.list({ month: '2026-10', state })).total
  const first = await statements.make({ customerId, month: '2026-10' })
  await expect(statements.make({ customerId, month: '2026-10' })).rejects.toMatchObject({
    code: 'statements.alreadyMade',
  })
  let copy = await signBacks.markSent({ kind: 'statement', documentId: first.id, sentTo: '传真' })
  expect((await statements.read({ id: first.id })).state).toBe('sent')
  await signBacks.markReturned({
    id: copy.id,
    version: copy.version,
    result: 'different',
    difference: '少了一张退货',
    differenceFen: -10_000,
    copy: null,
  })
  const disputed = await statements.read({ id: first.id })
  expect(disputed).toMatchObject({ state: 'disputed', difference: '少了一张退货', differenceFen: -10_000 })
  expect(await states('disputed')).toBe(1)
  await statements.void({ id: first.id, version: disputed.version, reason: '补退货单' })
  await sendNote(
    office,
    await office.as.clerk.deliveries.save(
      noteDraft(customerId, [noteLine(order.lineIds[0]!, 1)], { kind: 'return', deliveryOn: '2026-10-31' }),
    ),
  )
  const second = await statements.make({ customerId, month: '2026-10' })
  expect(second).toMatchObject({ closingFen: 80_000, returnsFen: -10_000 })
  copy = await signBacks.markSent({ kind: 'statement', documentId: second.id, sentTo: '传真' })
  await signBacks.markReturned({
    id: copy.id,
    version: copy.version,
    result: 'same',
    difference: '',
    differenceFen: null,
    copy: null,
  })
  expect(await states('signed')).toBe(1)
  await expect(statements.void({ id: second.id, version: second.version, reason: '—' })).rejects.toMatchObject({
    code: 'statements.signedStands',
  })
  await receive(office, customerId, 80_000, '2026-11-01')
  expect((await statements.read({ id: second.id })).state).toBe('settled')
  expect([await states('signed'), await states('settled'), await states('void')]).toEqual([0, 1, 1])
  expect(await statements.monthSums({ month: '2026-10' })).toEqual({
    made: 1,
    draft: 0,
    sent: 0,
    signed: 0,
    disputed: 0,
    settled: 1,
    openingFen: 0,
    chargesFen: 80_000,
    receiptsFen: 0,
    closingFen: 80_000,
  })
})

test('a draft that no longer says what is owed is not sent without a word', async () => {
  const customerId = await makeCustomer(office)
  const order = await makeOrder(office, { customerId, pieces: [9] })
  await sendNote(office, await keyNote(office, order, [9], { deliveryOn: '2026-10-10' }))
  office.setDay('2026-11-02')
  const { statements, signBacks } = office.as.merchandiser
  const draft = await statements.make({ customerId, month: '2026-10' })
  // money of November is none of its business, money of October is
  await receive(office, customerId, 10_000, '2026-11-01')
  await receive(office, customerId, 5_000, '2026-10-30')
  const send = (sure: boolean) => signBacks.markSent({ kind: 'statement', documentId: draft.id, sentTo: '传真', sure })
  await expect(send(false)).rejects.toMatchObject({
    code: 'statements.outdated',
    message: expect.stringMatching(/单上结欠 900\.00,到 2026-10-31 账上是 850\.00/),
  })
  expect((await statements.read({ id: draft.id })).state).toBe('draft')
  await statements.void({ id: draft.id, version: draft.version, reason: '重做' })
  const anew = await statements.make({ customerId, month: '2026-10' })
  expect(anew.closingFen).toBe(85_000)
  await signBacks.markSent({ kind: 'statement', documentId: anew.id, sentTo: '传真' })
  expect((await statements.read({ id: anew.id })).state).toBe('sent')
})
