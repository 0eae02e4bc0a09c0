import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findingKinds, tiesOf } from '../../../shared/monthEnd.ts'
import { makeCustomer, makeOrder } from '../../testing/checkedOrder.ts'
import { keyNote, receive, sendNote } from '../../testing/notes.ts'
import { type MonthBook, type MonthDeed, playMonths } from '../../testing/months.ts'
import { openOffice, type TestOffice } from '../../testing/office.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openOffice()
  office.setDay('2026-10-05')
})
afterEach(() => office.close())

const month = '2026-10'
const check = async () => office.as.merchandiser.monthEnd.check({ month })
const open = async () =>
  Object.fromEntries((await check()).classes.filter(({ total }) => total > 0).map(({ kind, total }) => [kind, total]))
const signOff = async (reason = '月后补') => {
  const { monthEnd } = office.as.merchandiser
  for (const { kind, total, signedOff } of (await check()).classes)
    if (total > 0 && signedOff?.total !== total) await monthEnd.signOff({ month, kind, total, reason })
}
const handOver = async (closingFen?: number) => {
  const { monthEnd } = office.as.merchandiser
  const fen = closingFen ?? (await monthEnd.sums({ month })).closingFen
  return monthEnd.handOver({ month, taker: '孙会', takenOn: '2026-11-03', remark: '', closingFen: fen })
}

test('what came in and was never keyed, what was made and never left, what is disputed: each is a class of its own', async () => {
  const { clerk, merchandiser } = office.as
  const customerId = await makeCustomer(office)
  const fax = await clerk.inbox.note({ number: '0757-8321', pages: 1, on: '2026-10-05', customerId })
  const made = await makeOrder(office, { customerId, pieces: [4], dueOn: '2026-11-20' })
  await office.db
    .updateTable('orders')
    .set({ state: 'toDeliver', dueOn: '2026-10-20' })
    .where('id', '=', made.id)
    .execute()
  const shipped = await sendNote(
    office,
    await keyNote(office, await makeOrder(office, { customerId, pieces: [2] }), [2], { deliveryOn: '2026-10-12' }),
  )
  await office.db
    .updateTable('journeys')
    .set({ state: 'house', stepsAsked: 1 })
    .where('deliveryNoteId', '=', shipped.id)
    .execute()
  office.setDay('2026-11-02')
  const statement = await merchandiser.statements.make({ customerId, month })
  const copy = await merchandiser.signBacks.markSent({ kind: 'statement', documentId: statement.id, sentTo: '传真' })
  expect(await open()).toEqual({
    faxWithoutOrder: 1,
    finishedWithoutNote: 1,
    noteNotLeft: 1,
    unsignedNote: 1,
    statementNotSigned: 1,
  })
  await merchandiser.signBacks.markReturned({
    id: copy.id,
    version: copy.version,
    result: 'different',
    difference: '少一张',
    differenceFen: -10_000,
    copy: null,
  })
  await clerk.inbox.setAside({ id: fax.id, version: fax.version, reason: '广告' })
  expect(await open()).toEqual({ finishedWithoutNote: 1, noteNotLeft: 1, unsignedNote: 1, statementDisputed: 1 })
  const { rows } = await merchandiser.monthEnd.rows({ month, kind: 'statementDisputed' })
  expect(rows).toEqual([
    {
      id: statement.id,
      number: statement.number,
      customer: '永兴家居',
      on: '2026-10-31',
      text: '少一张',
      fen: -10_000,
    },
  ])
})

test('a month goes to accounting only when every class is clean or signed off with a reason', async () => {
  const { merchandiser, clerk, manager } = office.as
  const customerId = await makeCustomer(office)
  const note = await sendNote(
    office,
    await keyNote(office, await makeOrder(office, { customerId, pieces: [3] }), [3], { deliveryOn: '2026-10-10' }),
  )
  await expect(handOver()).rejects.toMatchObject({ code: 'monthEnd.notOver' })
  office.setDay('2026-11-03')
  await expect(handOver()).rejects.toMatchObject({ code: 'monthEnd.openClasses' })
  await expect(
    merchandiser.monthEnd.signOff({ month, kind: 'unsignedNote', total: 2, reason: '—' }),
  ).rejects.toMatchObject({ code: 'monthEnd.countChanged' })
  await expect(clerk.monthEnd.check({ month })).rejects.toMatchObject({ code: 'app.notAllowed' })
  await signOff('客户仓库盘点')
  await expect(handOver(1)).rejects.toMatchObject({ code: 'monthEnd.sumsChanged' })
  const first = await handOver()
  expect(first).toMatchObject({ number: 'YJ261103-01', month, taker: '孙会', by: '李敏', voided: false, printed: 0 })
  expect(first.sums).toMatchObject({ notes: { count: 1, fen: 30_000 }, closingFen: 30_000, openingFen: 0 })
  expect(first.classes.filter(({ total }) => total > 0)).toEqual([
    { kind: 'unsignedNote', total: 1, fen: 30_000, reason: '客户仓库盘点', by: '李敏' },
    { kind: 'noteInNoStatement', total: 1, fen: 30_000, reason: '客户仓库盘点', by: '李敏' },
    { kind: 'customerWithoutStatement', total: 1, fen: 30_000, reason: '客户仓库盘点', by: '李敏' },
  ])
  await expect(handOver()).rejects.toMatchObject({ code: 'monthEnd.handedAlready' })
  expect((await merchandiser.monthEnd.changes({ id: first.id })).rows).toEqual([])
  // money of the month that is confirmed afterwards, and the note voided
  office.setDay('2026-11-05')
  const late = await receive(office, customerId, 10_000, '2026-10-30', [])
  const { version } = await manager.deliveries.read({ id: note.id })
  office.setDay('2026-11-06')
  await manager.deliveries.void({ id: note.id, version, reason: '开错' })
  expect((await merchandiser.monthEnd.changes({ id: first.id })).rows).toMatchObject([
    { word: 'deliveries', number: note.number, change: 'voided', fen: -30_000, on: '2026-10-10' },
    { word: 'receipts', number: late.number, change: 'confirmed', fen: -10_000, on: '2026-10-30' },
  ])
  expect((await merchandiser.monthEnd.sums({ month })).closingFen).toBe(-10_000)
  const voided = await merchandiser.monthEnd.voidHandover({ id: first.id, version: first.version, reason: '重交' })
  expect(voided).toMatchObject({ voided: true, voidReason: '重交' })
  expect((await check()).handover).toBeNull()
  await merchandiser.monthEnd.markPrinted({ id: first.id })
  expect((await merchandiser.monthEnd.paper({ id: first.id })).pages[0]).toContain('YJ261103-01')
})

test('more of a class than was signed off opens it again; what was signed off can be taken back', async () => {
  const { merchandiser } = office.as
  const customerId = await makeCustomer(office)
  await receive(office, customerId, 5000, '2026-10-05', [])
  await signOff()
  const [one] = (await check()).classes.filter(({ kind }) => kind === 'moneyNotAssigned')
  expect(one).toMatchObject({ total: 1, fen: 5000, before: 0, signedOff: { total: 1, reason: '月后补', by: '李敏' } })
  office.setDay('2026-11-03')
  await receive(office, customerId, 700, '2026-10-06', [])
  await expect(handOver()).rejects.toMatchObject({ code: 'monthEnd.openClasses' })
  await merchandiser.monthEnd.takeBack({ id: one!.signedOff!.id, reason: '多了一笔' })
  await expect(merchandiser.monthEnd.takeBack({ id: one!.signedOff!.id, reason: '—' })).rejects.toMatchObject({
    code: 'app.stale',
  })
  // open still in November, and counted there as one of the month before
  const november = (await merchandiser.monthEnd.check({ month: '2026-11' })).classes
  expect(november.find(({ kind }) => kind === 'moneyNotAssigned')).toMatchObject({
    total: 2,
    before: 2,
    signedOff: null,
  })
  expect(november).toHaveLength(findingKinds.length)
})

const deed = fc.record<MonthDeed>({
  do: fc.constantFrom('order', 'order', 'ship', 'ship', 'ship', 'return', 'money', 'deduct', 'voidNote', 'voidMoney'),
  customer: fc.integer({ min: 0, max: 2 }),
  day: fc.integer({ min: 0, max: 72 }),
  part: fc.integer({ min: 0, max: 500 }),
})

/** A customer's balance at a day's end by hand, fen. */
const balance = (book: MonthBook, till: string): number => {
  const sum = (parts: { on: string; fen: number }[]): number =>
    parts.reduce((all, { on, fen }) => (on <= till ? all + fen : all), 0)
  const notes = book.notes.filter(({ voided }) => !voided)
  return (
    sum(notes.flatMap(({ on, lines }) => lines.map(({ fen }) => ({ on, fen })))) +
    sum(book.deductions) -
    sum(book.money.filter(({ voided }) => !voided))
  )
}

test('papers, statements and ledger agree in every story, and later changes make up the difference since', async () => {
  await office.close()
  await fc.assert(
    fc.asyncProperty(
      fc.array(deed, { minLength: 12, maxLength: 26 }),
      fc.array(deed, { minLength: 1, maxLength: 8 }),
      async (before, after) => {
        office = await openOffice()
        try {
          const book = await playMonths(office, before)
          const { monthEnd, statements } = office.as.merchandiser
          office.setDay('2026-11-02')
          const closing = balance(book, '2026-10-31')
          const unstated = await monthEnd.sums({ month })
          expect(unstated.closingFen).toBe(closing)
          expect(tiesOf(unstated)).toEqual({ papersFen: 0, statementsFen: 0 })
          await statements.makeAll({ month: '2026-09' })
          await statements.makeAll({ month })
          const sums = await monthEnd.sums({ month })
          expect(sums).toMatchObject({ closingFen: closing, unstated: { count: 0, fen: 0 } })
          expect(sums.statements.fen).toBe(closing)
          expect(tiesOf(sums)).toEqual({ papersFen: 0, statementsFen: 0 })
          office.setDay('2026-11-03')
          await signOff()
          const { id } = await handOver()
          // the same desk goes on with papers of the month: dated in it, keyed after it
          const late = after.filter(({ do: what }) => ['ship', 'money', 'deduct'].includes(what))
          await playMonths(
            office,
            late.map((each) => ({ ...each, day: 90 })),
            book,
          )
          office.setDay('2026-11-20')
          const customerId = book.customers[0]!.id
          for (const { part } of after) {
            await receive(office, customerId, 100 + part, '2026-10-20', [])
            book.money.push({ id: 0, customer: 0, on: '2026-10-20', fen: 100 + part, voided: false })
          }
          const now = await monthEnd.sums({ month })
          const changes = await monthEnd.changes({ id, limit: 200 })
          expect(now.closingFen).toBe(balance(book, '2026-10-31'))
          expect(changes.rows.reduce((sum, { fen }) => sum + fen, 0)).toBe(now.closingFen - sums.closingFen)
          expect(tiesOf(now)).toEqual({ papersFen: 0, statementsFen: 0 })
        } finally {
          await office.close()
        }
      },
    ),
    { numRuns: 4 },
  )
  office = await openOffice()
})
