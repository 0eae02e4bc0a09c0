import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { taxContained } from '../shared/money.ts'
import { makeCustomer, makeOrder } from './testing/checkedOrder.ts'
import { keyNote, receive, sendNote } from './testing/notes.ts'
import { openOffice, type TestOffice } from './testing/office.ts'

/** A hand that presses twice, and a call that is sent again: every deed of the money pages acts once. */

let office: TestOffice
let customerId: number
beforeEach(async () => {
  office = await openOffice()
  customerId = await makeCustomer(office)
})
afterEach(() => office.close())

/** The deed begun twice at once and a third time after: done once, the others told so. Gives what it did. */
const pressed = async <T>(deed: () => Promise<T>, codes: string[]): Promise<T> => {
  const outcomes = await Promise.allSettled([deed(), deed()])
  outcomes.push(...(await Promise.allSettled([deed()])))
  const done = outcomes.filter((outcome) => outcome.status === 'fulfilled')
  const refused = outcomes.filter((outcome) => outcome.status === 'rejected')
  expect(refused.map(({ reason }) => (reason as { code: string }).code).every((code) => codes.includes(code))).toBe(
    true,
  )
  expect(done).toHaveLength(1)
  return done[0]!.value
}
const rows = async (table: 'receipts' | 'invoices' | 'invoiceLines' | 'adjustments' | 'openingNotes') =>
  Number(
    (
      await office.db
        .selectFrom(table)
        .select(({ fn }) => fn.countAll().as('count'))
        .executeTakeFirstOrThrow()
    ).count,
  )
const sent = async (deliveryOn = '2026-11-10') => {
  const order = await makeOrder(office, { customerId, pieces: [3] })
  return sendNote(office, await keyNote(office, order, [3], { deliveryOn }))
}
const money = {
  receivedOn: '2026-11-22',
  kind: 'balance',
  method: 'bank',
  payer: '',
  slipNumber: '',
  amountFen: 20_000,
  remark: '',
  allocations: 'oldest',
} as const

test('a receipt that is sent again is one receipt with the first reply', async () => {
  await sent()
  const requestId = randomUUID()
  const caller = { userId: office.userIds.cashier, host: 'PC-1' }
  const enter = () => office.app.call(caller, 'receipts.enter', { ...money, customerId }, requestId)
  const replies = [...(await Promise.all([enter(), enter()])), await enter()]
  expect(replies[0]).toMatchObject({ ok: true })
  expect(replies[1]).toEqual(replies[0])
  expect(replies[2]).toEqual(replies[0])
  expect(await rows('receipts')).toBe(1)
})

test('a receipt is confirmed once: the note is paid once, and the slip counts once', async () => {
  const note = await sent()
  const entered = await office.as.clerk.receipts.enter({ ...money, customerId })
  const confirmed = await pressed(
    () => office.as.cashier.receipts.confirm({ id: entered.id, version: entered.version, slipNumber: '工行 7' }),
    ['app.stale', 'receipts.notEntered'],
  )
  expect(confirmed).toMatchObject({ state: 'confirmed', assignedFen: 20_000 })
  expect((await office.as.clerk.deliveries.read({ id: note.id })).paidFen).toBe(20_000)
  expect((await office.as.clerk.customers.credit({ id: customerId })).owedFen).toBe(10_000)
  expect(await rows('receipts')).toBe(1)
})

test('a receipt on a statement is taken back once', async () => {
  await sent('2026-10-10')
  office.setDay('2026-10-20')
  const receipt = await receive(office, customerId, 20_000, '2026-10-20')
  office.setDay('2026-11-01')
  await office.as.cashier.statements.make({ customerId, month: '2026-10' })
  office.setDay('2026-11-22')
  const before = await rows('adjustments')
  const { version } = await office.as.cashier.receipts.read({ id: receipt.id })
  const gone = await pressed(
    () => office.as.cashier.receipts.void({ id: receipt.id, version, reason: '空头支票' }),
    ['app.stale', 'receipts.voidAlready'],
  )
  expect(gone).toMatchObject({ state: 'void' })
  expect((await rows('adjustments')) - before).toBe(1)
  expect((await office.as.clerk.customers.credit({ id: customerId })).owedFen).toBe(30_000)
})

test('an invoice is entered once and taken back once, by its number and by its version', async () => {
  const note = await sent()
  const draft = {
    customerId,
    kind: 'special',
    code: '',
    number: '26442000000000000001',
    issuedOn: '2026-11-22',
    amountFen: 30_000,
    taxBasisPoints: 1300,
    taxFen: taxContained(30_000, 1300),
    remark: '',
    statementId: null,
    parts: [{ deliveryNoteId: note.id, adjustmentId: null, amountFen: 30_000 }],
  } as const
  const invoice = await pressed(
    () => office.as.cashier.invoices.enter({ ...draft, parts: [...draft.parts] }),
    ['invoices.numberUsed'],
  )
  expect([await rows('invoices'), await rows('invoiceLines')]).toEqual([1, 1])
  let red = 10_000_000
  await pressed(
    () =>
      office.as.cashier.invoices.reverse({
        id: invoice.id,
        version: invoice.version,
        // a second press may even carry another number
        number: String((red += 1)),
        code: '',
        issuedOn: '2026-11-22',
        reason: '退货',
        part: {
          amountFen: 10_000,
          taxFen: taxContained(10_000, 1300),
          parts: [{ deliveryNoteId: note.id, adjustmentId: null, amountFen: 10_000 }],
        },
      }),
    ['app.stale'],
  )
  expect(await office.as.cashier.invoices.ofNote({ deliveryNoteId: note.id })).toMatchObject({ invoicedFen: 20_000 })
  expect(await rows('invoices')).toBe(2)
})

test('opening balances are put on the accounts once', async () => {
  const { openings } = office.as.cashier
  const { id } = await openings.saveBook({ id: null, switchOn: '2026-10-31', checkFen: 100_000, version: 0 })
  const note = { customerPo: '', remark: '', id: null, version: 0, customerId, noteOn: '2026-09-02' }
  await pressed(() => openings.save({ ...note, number: '旧 1', amountFen: 100_000 }), ['openings.twice'])
  const { version } = (await openings.books({}))[0]!
  const locked = await pressed(() => openings.lock({ id, version }), ['app.stale', 'openings.locked'])
  expect(locked).toMatchObject({ sumFen: 100_000, notes: 1 })
  expect([await rows('openingNotes'), await rows('adjustments')]).toEqual([1, 1])
  expect((await office.as.clerk.customers.credit({ id: customerId })).owedFen).toBe(100_000)
})

test('a dispute is settled once', async () => {
  office.setDay('2026-10-10')
  await sent('2026-10-10')
  office.setDay('2026-11-01')
  const { id } = await office.as.cashier.statements.make({ customerId, month: '2026-10' })
  const copy = await office.as.merchandiser.signBacks.markSent({ kind: 'statement', documentId: id, sentTo: '传真' })
  const answer = { result: 'different', difference: '少两件', differenceFen: -2000, copy: null } as const
  await office.as.merchandiser.signBacks.markReturned({ id: copy.id, version: copy.version, ...answer })
  const { version } = await office.as.cashier.statements.read({ id })
  const before = await rows('adjustments')
  const settled = await pressed(
    () =>
      office.as.cashier.statements.settleDispute({
        id,
        version,
        how: 'adjusted',
        amountFen: -2000,
        reason: '电话说好',
      }),
    ['app.stale', 'statements.notDisputed'],
  )
  expect(settled).toMatchObject({ state: 'signed', disputeHow: 'adjusted' })
  expect((await rows('adjustments')) - before).toBe(1)
  expect((await office.as.clerk.customers.credit({ id: customerId })).owedFen).toBe(28_000)
})
