import { afterEach, beforeEach, expect, test } from 'vitest'
import type { FindingKind } from '../../../shared/monthEnd.ts'
import { makeCustomer, makeOrder } from '../../testing/checkedOrder.ts'
import { keyNote, noteDraft, receive, sendNote } from '../../testing/notes.ts'
import { openOffice, type TestOffice } from '../../testing/office.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openOffice()
  office.setDay('2026-10-05')
})
afterEach(() => office.close())

const findings = async (month = '2026-10') => {
  const { monthEnd } = office.as.merchandiser
  const found: Partial<Record<FindingKind, string[]>> = {}
  for (const { kind, total } of (await monthEnd.check({ month })).classes) {
    const { rows, total: listed } = await monthEnd.rows({ month, kind })
    expect({ kind, listed }).toEqual({ kind, listed: total })
    if (total > 0) found[kind] = rows.map(({ number, customer, fen }) => number || `${customer} ${fen}`)
  }
  return found
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
  // for one note: the cash of another is still with its driver
  const left = await receive(office, customerId, 90_000, '2026-10-06', [
    { orderId: null, deliveryNoteId: unsigned.id, adjustmentId: null, amountFen: 30_000 },
  ])
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
