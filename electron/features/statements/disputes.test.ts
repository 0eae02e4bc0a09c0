import { afterEach, beforeEach, expect, test } from 'vitest'
import { statementDueOn } from '../../../shared/statementDisputes.ts'
import { type MadeOrder, makeCustomer, makeOrder } from '../../testing/checkedOrder.ts'
import { keyNote, sendNote } from '../../testing/notes.ts'
import { openOffice, type TestOffice } from '../../testing/office.ts'

/** What a dispute may come to, who may settle it by money, and what opens it or its period again. */

let office: TestOffice
let customerId: number
let order: MadeOrder
beforeEach(async () => {
  office = await openOffice()
  office.setDay('2026-09-25')
  customerId = await makeCustomer(office)
  order = await makeOrder(office, { customerId, pieces: [500] })
  office.setDay('2026-10-05')
  await sendNote(office, await keyNote(office, order, [3], { deliveryOn: '2026-10-05' }))
  office.setDay('2026-11-01')
})
afterEach(() => office.close())

const october = () => office.as.cashier.statements.make({ customerId, month: '2026-10' })
const send = (documentId: number) =>
  office.as.merchandiser.signBacks.markSent({ kind: 'statement', documentId, sentTo: '传真' })
const differs = async (documentId: number, differenceFen: number | null) => {
  const { id, version } = await send(documentId)
  return office.as.merchandiser.signBacks.markReturned({
    id,
    version,
    result: 'different',
    difference: '少两件',
    differenceFen,
    copy: null,
  })
}
const read = (id: number) => office.as.cashier.statements.read({ id })
const settle = async (who: 'merchandiser' | 'cashier' | 'manager', id: number, amountFen: number) =>
  office.as[who].statements.settleDispute({
    id,
    version: (await read(id)).version,
    how: 'adjusted',
    amountFen,
    reason: '王会计电话',
  })

test('refuses a difference above the largest figure of the statement, named and settled alike', async () => {
  const { id, number } = await october()
  await expect(differs(id, 9_999_999_900)).rejects.toMatchObject({
    code: 'statements.disputeTooLarge',
    field: 'differenceFen',
    message: expect.stringContaining(`${number} 上最大的数是 300.00`),
  })
  await differs(id, 30_000)
  await expect(settle('cashier', id, -30_001)).rejects.toMatchObject({
    code: 'statements.disputeTooLarge',
    field: 'amountFen',
  })
  expect(await settle('cashier', id, -30_000)).toMatchObject({ state: 'settled' })
})

test('only who may put money on an account settles by an amount, and writes deductions or takes them back', async () => {
  const { id } = await october()
  await differs(id, -2000)
  await expect(settle('merchandiser', id, -2000)).rejects.toMatchObject({ code: 'app.notAllowed' })
  const adjust = (who: 'merchandiser' | 'manager', kind: 'deduction' | 'freight' | 'other', amountFen: number) =>
    office.as[who].statements.adjust({ customerId, adjustedOn: '2026-11-01', kind, amountFen, reason: '运损' })
  for (const [kind, fen] of [
    ['deduction', -100],
    ['other', 100],
    ['freight', -100],
  ] as const)
    await expect(adjust('merchandiser', kind, fen)).rejects.toMatchObject({ code: 'app.notAllowed' })
  expect(await adjust('merchandiser', 'freight', 800)).toMatchObject({ amountFen: 800 })
  const deduction = await adjust('manager', 'deduction', -100)
  await expect(
    office.as.merchandiser.statements.voidAdjustment({ id: deduction.id, version: deduction.version, reason: '错' }),
  ).rejects.toMatchObject({ code: 'app.notAllowed' })
  expect(await settle('manager', id, -2000)).toMatchObject({ state: 'signed' })
})

test('a price may be raised by whoever states; one that lowers what is owed only by who may settle', async () => {
  const { id } = await october()
  const { deliveryLineId } = (await read(id)).lines[0]!
  const correct = (who: 'merchandiser' | 'manager' | 'cashier', priceMicros: number) =>
    office.as[who].statements.correctPrice({ deliveryLineId: deliveryLineId!, priceMicros, reason: '合同价' })
  await expect(correct('merchandiser', 90_000_000)).rejects.toMatchObject({ code: 'app.notAllowed' })
  expect(await correct('merchandiser', 110_000_000)).toMatchObject({ amountFen: 3000 })
  // back to what the note says is lower than what the account says so far
  await expect(correct('merchandiser', 100_000_000)).rejects.toMatchObject({ code: 'app.notAllowed' })
  expect(await correct('cashier', 100_000_000)).toMatchObject({ amountFen: -3000 })
  expect(await correct('manager', 90_000_000)).toMatchObject({ amountFen: -3000 })
})

test('the entry that settled a dispute is void: the dispute is open again', async () => {
  const { id } = await october()
  await differs(id, -2000)
  await settle('cashier', id, -2000)
  const [entry] = (await office.as.cashier.statements.adjustments({ customerId })).rows
  const settledBy = async () =>
    (await office.db.selectFrom('statements').select('disputeEntryId').where('id', '=', id).executeTakeFirstOrThrow())
      .disputeEntryId
  expect(await settledBy()).toBe(entry!.id)
  await office.as.cashier.statements.voidAdjustment({ id: entry!.id, version: entry!.version, reason: '记错' })
  expect(await read(id)).toMatchObject({ state: 'disputed', disputeHow: '', lockedAt: null, differenceFen: -2000 })
  expect(await settledBy()).toBeNull()
  expect((await office.as.cashier.statements.list({ state: 'disputed' })).total).toBe(1)
  // and settled anew by another sum
  expect(await settle('cashier', id, -1500)).toMatchObject({ state: 'signed', disputeHow: 'adjusted' })
})

test('a signed period says since when it is locked; only who may settle opens it, and an entry of it goes first', async () => {
  const { id, lockedAt } = await october()
  expect(lockedAt).toBeNull()
  const { id: copyId } = await send(id)
  const copy = () => office.as.cashier.signBacks.read({ id: copyId })
  const back = { result: 'same' as const, difference: '', differenceFen: null, copy: null }
  await office.as.cashier.signBacks.markReturned({ id: copyId, version: (await copy()).version, ...back })
  expect((await read(id)).lockedAt).toBe((await copy()).returnedAt)
  const undo = async (who: 'merchandiser' | 'cashier') =>
    office.as[who].signBacks.undo({ id: copyId, version: (await copy()).version, reason: '还没签' })
  await expect(undo('merchandiser')).rejects.toMatchObject({ code: 'app.notAllowed' })
  expect(await undo('cashier')).toMatchObject({ state: 'waiting' })
  expect((await read(id)).lockedAt).toBeNull()
  const { version } = await copy()
  await office.as.cashier.signBacks.markReturned({
    id: copyId,
    version,
    ...back,
    result: 'different',
    difference: '少',
    differenceFen: -100,
  })
  await settle('cashier', id, -100)
  await expect(undo('cashier')).rejects.toMatchObject({ code: 'statements.settledByEntry' })
})

test('a day inside a period that is stated says in which statement its entry will stand', async () => {
  const { id, number } = await october()
  const stated = (on: string) => office.as.cashier.statements.statedOn({ customerId, on })
  const said = { number, periodFrom: '2026-10-01', periodTo: '2026-10-31', nextMonth: '2026-11' }
  expect(await stated('2026-10-20')).toEqual({ ...said, locked: false })
  const { id: copyId, version } = await send(id)
  const back = { result: 'same' as const, difference: '', differenceFen: null, copy: null }
  await office.as.cashier.signBacks.markReturned({ id: copyId, version, ...back })
  expect(await stated('2026-09-02')).toEqual({ ...said, locked: true })
  expect(await stated('2026-11-01')).toBeNull()
})

test('the paper asks for it back on the day the list waits for', async () => {
  office.setDay('2026-10-26')
  const { id } = await october()
  const replyBy = async () => (await office.as.cashier.statements.data({ id })).replyBy
  const printed = await replyBy()
  office.setDay('2026-10-28')
  expect((await send(id)).dueOn).toBe(printed)
  expect(await replyBy()).toBe(printed)
  office.setDay('2026-12-20')
  const again = await send(id)
  expect(again.dueOn > '2026-12-20').toBe(true)
  expect(await replyBy()).toBe(again.dueOn)
})

test('a signed copy is due so many days after the statement was made or its period ended, never in the past', () => {
  const due = (madeOn: string, today: string) => statementDueOn({ madeOn, periodTo: '2026-11-30', today, days: 5 })
  expect([due('2026-11-26', '2026-11-26'), due('2026-12-02', '2026-12-03'), due('2026-12-02', '2026-12-20')]).toEqual([
    '2026-12-05',
    '2026-12-07',
    '2026-12-25',
  ])
})

test('what was owed on the day of a statement says what was entered after it was made', async () => {
  const { number } = await october()
  const owed = async (on: string) => {
    const { rows, sumFen, laterFen } = await office.as.cashier.statements.balances({ on })
    return [sumFen, laterFen, ...rows.map((row) => [row.balanceFen, row.statedAs, row.statedFen, row.laterFen])]
  }
  expect(await owed('2026-10-31')).toEqual([30_000, 0, [30_000, number, 30_000, 0]])
  await office.as.cashier.statements.adjust({
    customerId,
    adjustedOn: '2026-10-20',
    kind: 'deduction',
    amountFen: -30_000,
    reason: '后来才谈好',
  })
  expect(await owed('2026-10-31')).toEqual([0, -30_000, [0, number, 30_000, -30_000]])
  expect(await owed('2026-10-30')).toEqual([0, 0])
  expect(await owed('2026-10-06')).toEqual([30_000, 0, [30_000, null, null, 0]])
})

test('before a run it is said how many are made, and why the others get none', async () => {
  const later = await makeCustomer(office)
  const card = await office.as.clerk.customers.read({ id: later })
  await office.as.clerk.customers.save({ ...card, cutoffDay: 25 })
  const ahead = (month: string) => office.as.cashier.statements.runAhead({ month })
  const none = { toMake: 0, forwardOnly: 0, closingFen: 0, existing: 0, notBegun: 0, nothing: 0 }
  expect(await ahead('2026-10')).toEqual({ ...none, toMake: 1, closingFen: 30_000, nothing: 1 })
  await october()
  expect(await ahead('2026-10')).toEqual({ ...none, existing: 1, nothing: 1 })
  expect(await ahead('2026-11')).toEqual({ ...none, toMake: 1, forwardOnly: 1, closingFen: 30_000, nothing: 1 })
  office.setDay('2026-11-26')
  expect(await ahead('2026-12')).toEqual({ ...none, notBegun: 1, nothing: 1 })
  expect(await office.as.cashier.statements.makeAll({ month: '2026-11' })).toMatchObject({ made: 1 })
})
