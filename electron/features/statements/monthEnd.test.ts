import { afterEach, beforeEach, expect, test } from 'vitest'
import type { FindingKind } from '../../../shared/monthEnd.ts'
import { makeCustomer, makeOrder } from '../../testing/checkedOrder.ts'
import { keyNote, noteDraft, noteLine, receive, sendNote } from '../../testing/notes.ts'
import { openOffice, type TestOffice } from '../../testing/office.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openOffice()
  office.setDay('2026-10-05')
})
afterEach(() => office.close())

const findings = async (month = '2026-10') => {
  const { findings: all } = await office.as.merchandiser.statements.monthEnd({ month })
  return Object.fromEntries(
    all
      .filter(({ total }) => total > 0)
      .map(({ kind, rows }) => [kind, rows.map(({ number, customer, fen }) => number || `${customer} ${fen}`)]),
  ) as Partial<Record<FindingKind, string[]>>
}
const sign = async (noteId: number) => {
  const [copy] = (await office.as.merchandiser.signBacks.list({ kind: 'delivery', documentId: noteId })).rows
  await office.as.warehouse.signBacks.markReturned({
    id: copy!.id,
    version: copy!.version,
    result: 'same',
    difference: '',
    differenceFen: null,
    copy: null,
  })
}
const ship = async (
  customerId: number,
  pieces: number,
  changes: Parameters<typeof noteDraft>[2] = {},
  order: Parameters<typeof makeOrder>[1] = {},
) => {
  const made = await makeOrder(office, { customerId, pieces: [pieces], dueOn: '2026-10-20', ...order })
  return sendNote(office, await keyNote(office, made, [pieces], { deliveryOn: '2026-10-10', ...changes }))
}

test('a month in order has no findings', async () => {
  const customerId = await makeCustomer(office)
  const note = await ship(customerId, 3)
  await sign(note.id)
  await receive(office, customerId, 30_000, '2026-10-05')
  office.setDay('2026-11-01')
  const statement = await office.as.merchandiser.statements.make({ customerId, month: '2026-10' })
  const sent = await office.as.merchandiser.signBacks.markSent({
    kind: 'statement',
    documentId: statement.id,
    sentTo: '王老板',
  })
  await office.as.merchandiser.signBacks.markReturned({
    id: sent.id,
    version: sent.version,
    result: 'same',
    difference: '',
    differenceFen: null,
    copy: null,
  })
  expect(await findings()).toEqual({})
})

test('every planted fault is found, by its number', async () => {
  const customerId = await makeCustomer(office)
  const unsigned = await ship(customerId, 3, { serial: '000101' })
  const zero = await ship(customerId, 2, { serial: '000104' }, { priceYuan: 0 })
  const cod = await ship(customerId, 1, { codFen: 10_000 })
  await sign(zero.id)
  await sign(cod.id)
  const waiting = await makeOrder(office, { customerId, dueOn: '2026-10-30', number: 'DH261003-09' })
  const later = await makeOrder(office, { customerId, dueOn: '2026-11-30' })
  // a note of it that was voided is no note
  const voided = await keyNote(office, waiting, [1])
  await office.as.clerk.deliveries.void({ id: voided.id, version: voided.version, reason: '错' })
  office.setDay('2026-10-08')
  const left = await receive(office, customerId, 90_000, '2026-10-06')
  const entered = await office.as.clerk.receipts.enter({
    customerId,
    receivedOn: '2026-10-07',
    kind: 'monthly',
    method: 'bank',
    payer: '',
    slipNumber: '',
    amountFen: 700,
    remark: '',
    allocations: [],
  })
  // a number that was given out and whose paper is gone
  await office.db
    .updateTable('numberSeries')
    .set({ last: 6 })
    .where('kind', '=', 'XS')
    .where('day', '=', '2026-10-05')
    .execute()
  office.setDay('2026-11-02')
  const found = await findings()
  expect(found).toEqual({
    numberGap: ['XS261005-05', 'XS261005-06'],
    serialGap: ['000102', '000103'],
    orderWithoutNote: ['DH261003-09'],
    unsignedNote: [unsigned.number],
    noteInNoStatement: [unsigned.number, zero.number, cod.number],
    zeroPrice: [zero.number],
    moneyNotAssigned: [left.number],
    moneyNotConfirmed: [entered.number],
    codNotHandedIn: [cod.number],
    customerWithoutStatement: ['永兴家居 -50000'],
  })
  expect(later.id).toBeGreaterThan(0)
  const statement = await office.as.merchandiser.statements.make({ customerId, month: '2026-10' })
  const after = await findings()
  expect(after.noteInNoStatement).toBeUndefined()
  expect(after.customerWithoutStatement).toBeUndefined()
  expect(after.statementNotSigned).toEqual([statement.number])
})

test("a customer's own cut-off day ends the month: what leaves after it is not missing", async () => {
  const customerId = await makeCustomer(office)
  await office.db.updateTable('customers').set({ cutoffDay: 25 }).where('id', '=', customerId).execute()
  await sign((await ship(customerId, 1, { deliveryOn: '2026-10-26' })).id)
  office.setDay('2026-11-02')
  expect(await findings()).toEqual({})
  expect((await findings('2026-11')).noteInNoStatement).toHaveLength(1)
})

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
