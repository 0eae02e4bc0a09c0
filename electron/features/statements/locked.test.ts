import { afterEach, beforeEach, expect, test } from 'vitest'
import { type MadeOrder, makeCustomer, makeOrder } from '../../testing/checkedOrder.ts'
import { keyNote, receive, sendNote } from '../../testing/notes.ts'
import { openOffice, type TestOffice } from '../../testing/office.ts'

/** A period the customer signed is locked: what was wrong in it stands in the next one, as an entry of its own. */

let office: TestOffice
let customerId: number
let order: MadeOrder
beforeEach(async () => {
  office = await openOffice()
  office.setDay('2026-09-25')
  customerId = await makeCustomer(office)
  order = await makeOrder(office, { customerId, pieces: [500] })
})
afterEach(() => office.close())

const send = async (day: string, pieces: number, deliveryOn = day) => {
  office.setDay(day)
  return sendNote(office, await keyNote(office, order, [pieces], { deliveryOn }))
}
const make = async (day: string, month: string) => {
  office.setDay(day)
  return office.as.cashier.statements.make({ customerId, month })
}
const back = async (documentId: number, result: 'same' | 'different', differenceFen: number | null = null) => {
  const sent = await office.as.merchandiser.signBacks.markSent({ kind: 'statement', documentId, sentTo: '传真' })
  await office.as.merchandiser.signBacks.markReturned({
    id: sent.id,
    version: sent.version,
    result,
    difference: result === 'different' ? '少两件' : '',
    differenceFen,
    copy: null,
  })
}
const read = (id: number) => office.as.cashier.statements.read({ id })
const voidNote = async (id: number) => {
  const { version } = await office.as.clerk.deliveries.read({ id })
  return office.as.manager.deliveries.void({ id, version, reason: '送错一车' })
}
/** What the documents say is owed at a month's end. */
const owedAt = async (month: string): Promise<number> =>
  (await office.as.cashier.statements.accounts({ month })).rows.find((row) => row.customerId === customerId)
    ?.closingFen ?? 0
const facts = (lines: Awaited<ReturnType<typeof read>>['lines']) =>
  lines.map(({ on, kind, documentNumber, quantity, amountFen, balanceFen }) => [
    on,
    kind,
    documentNumber,
    quantity,
    amountFen,
    balanceFen,
  ])

test('a note of a signed period is taken back by a 冲销 row of the next; the signed one and its month stay', async () => {
  const note = await send('2026-10-05', 3)
  const kept = await send('2026-10-06', 1)
  const october = await make('2026-11-01', '2026-10')
  expect(october.closingFen).toBe(40_000)
  // not signed yet: the statement is made anew instead
  await expect(voidNote(note.id)).rejects.toMatchObject({ code: 'deliveries.inStatement' })
  await back(october.id, 'same')
  office.setDay('2026-11-12')
  await voidNote(note.id)
  await expect(voidNote(note.id)).rejects.toMatchObject({ code: 'deliveries.isVoid' })
  expect(await read(october.id)).toMatchObject({ closingFen: 40_000, state: 'signed' })
  expect([await owedAt('2026-10'), await owedAt('2026-11')]).toEqual([40_000, 10_000])
  const november = await make('2026-12-01', '2026-11')
  expect(november).toMatchObject({ openingFen: 40_000, closingFen: 10_000 })
  expect(facts(november.lines)).toEqual([['2026-11-12', 'adjustment', note.number, -3000, -30_000, 10_000]])
  expect(november.lines[0]).toMatchObject({ remark: '冲销 送错一车' })
  // taken back once: not again in December, and again where November is made anew
  await office.as.cashier.statements.void({ id: november.id, version: november.version, reason: '重做' })
  expect((await make('2026-12-01', '2026-11')).closingFen).toBe(10_000)
  expect((await make('2027-01-01', '2026-12')).lines).toEqual([])
  expect((await office.as.clerk.customers.credit({ id: customerId })).owedFen).toBe(10_000)
  expect(kept.totalFen).toBe(10_000)
  const ledger = await office.as.cashier.statements.ledger({ customerId })
  expect(ledger.rows.map(({ number, amountFen }) => [number, amountFen])).toEqual([
    [note.number, 30_000],
    [kept.number, 10_000],
    [note.number, -30_000],
  ])
})

test('a note that came late stands in the next statement on its own day', async () => {
  await send('2026-10-05', 1)
  await back((await make('2026-11-01', '2026-10')).id, 'same')
  const late = await send('2026-11-03', 2, '2026-10-28')
  const november = await make('2026-12-01', '2026-11')
  expect(facts(november.lines)).toEqual([['2026-10-28', 'delivery', late.number, 2000, 20_000, 30_000]])
})

test('a price of a signed period is corrected by the difference, each time to what the account says so far', async () => {
  const note = await send('2026-10-05', 3)
  const october = await make('2026-11-01', '2026-10')
  await back(october.id, 'same')
  const line = october.lines[0]!
  expect(line).toMatchObject({ documentNumber: note.number, deliveryLineId: expect.any(Number) })
  const correct = (priceMicros: number) =>
    office.as.cashier.statements.correctPrice({
      deliveryLineId: line.deliveryLineId!,
      priceMicros,
      reason: '合同价',
    })
  office.setDay('2026-11-10')
  expect(await correct(95_000_000)).toMatchObject({ amountFen: -1500 })
  expect(await correct(98_000_000)).toMatchObject({ amountFen: 900 })
  await expect(correct(98_000_000)).rejects.toMatchObject({ code: 'statements.samePrice' })
  const november = await make('2026-12-01', '2026-11')
  expect(november).toMatchObject({ openingFen: 30_000, closingFen: 29_400 })
  expect((await read(october.id)).closingFen).toBe(30_000)
  expect(november.lines[0]!.description).toContain(note.number)
  await expect(
    office.as.warehouse.statements.correctPrice({ deliveryLineId: 1, priceMicros: 1, reason: '—' }),
  ).rejects.toMatchObject({ code: 'app.notAllowed' })
})

test('a dispute ends by an adjustment in the next period, and is paid when that is paid too', async () => {
  await send('2026-10-05', 3)
  const october = await make('2026-11-01', '2026-10')
  await back(october.id, 'different', -2000)
  const disputed = await read(october.id)
  expect(disputed).toMatchObject({ state: 'disputed', differenceFen: -2000, disputeHow: '' })
  const settle = (how: 'adjusted' | 'accepted' | 'remade', amountFen: number | null, version = disputed.version) =>
    office.as.cashier.statements.settleDispute({ id: october.id, version, how, amountFen, reason: '王会计电话' })
  await expect(settle('adjusted', null)).rejects.toMatchObject({
    code: 'statements.disputeAmount',
    field: 'amountFen',
  })
  expect(await settle('adjusted', -2000)).toMatchObject({ state: 'signed', disputeHow: 'adjusted' })
  await expect(settle('accepted', null, disputed.version + 1)).rejects.toMatchObject({ code: 'statements.notDisputed' })
  expect((await office.as.cashier.statements.list({ state: 'signed' })).total).toBe(1)
  expect((await office.as.cashier.statements.list({ state: 'disputed' })).total).toBe(0)
  office.setDay('2026-11-06')
  await receive(office, customerId, 28_000, '2026-11-05')
  expect((await read(october.id)).state).toBe('settled')
  expect((await office.as.cashier.statements.list({ state: 'settled' })).total).toBe(1)
  const november = await make('2026-12-01', '2026-11')
  expect(november).toMatchObject({ openingFen: 30_000, closingFen: 0 })
})

test('a dispute ends by ours, or by the statement made anew', async () => {
  await send('2026-10-05', 3)
  const october = await make('2026-11-01', '2026-10')
  await back(october.id, 'different', -2000)
  const settle = async (id: number, how: 'accepted' | 'remade') =>
    office.as.cashier.statements.settleDispute({
      id,
      version: (await read(id)).version,
      how,
      amountFen: null,
      reason: '少录一张',
    })
  await office.as.cashier.statements.adjust({
    customerId,
    adjustedOn: '2026-10-31',
    kind: 'deduction',
    amountFen: -2000,
    reason: '运损',
  })
  const anew = await settle(october.id, 'remade')
  expect(anew).toMatchObject({ state: 'draft', closingFen: 28_000 })
  expect(anew.id).not.toBe(october.id)
  expect(await read(october.id)).toMatchObject({ state: 'void', disputeHow: 'remade', voidReason: '少录一张' })
  await back(anew.id, 'different', -100)
  expect(await settle(anew.id, 'accepted')).toMatchObject({ state: 'signed', disputeHow: 'accepted' })
  expect(
    (await office.as.merchandiser.signBacks.list({ kind: 'statement', documentId: anew.id })).rows.at(-1),
  ).toMatchObject({
    settledHow: '客户认我方数:少录一张',
  })
})

test('rows say how far their papers are invoiced', async () => {
  const notes = [await send('2026-10-05', 3), await send('2026-10-06', 2), await send('2026-10-07', 1)]
  const part = (deliveryNoteId: number, amountFen: number) => ({ deliveryNoteId, adjustmentId: null, amountFen })
  await office.as.cashier.invoices.enter({
    customerId,
    kind: 'special',
    code: '',
    number: '12345678',
    issuedOn: '2026-10-07',
    amountFen: 35_000,
    taxBasisPoints: 1300,
    taxFen: 4027,
    remark: '',
    statementId: null,
    parts: [part(notes[0]!.id, 30_000), part(notes[1]!.id, 5000)],
  })
  const invoiced = ({ lines }: { lines: { invoiced: string }[] }) => lines.map((line) => line.invoiced)
  const preview = await office.as.cashier.statements.preview({ customerId, month: '2026-10' })
  expect(invoiced(preview)).toEqual(['whole', 'partly', 'none'])
  expect(invoiced(await make('2026-11-01', '2026-10'))).toEqual(['whole', 'partly', 'none'])
})

test('what is owed on any day is what the documents say up to it, for one and for all, taken-back notes too', async () => {
  const note = await send('2026-10-05', 3)
  await receive(office, customerId, 12_000, '2026-10-05')
  await back((await make('2026-11-01', '2026-10')).id, 'same')
  office.setDay('2026-11-12')
  await voidNote(note.id)
  const other = await makeCustomer(office)
  const order2 = await makeOrder(office, { customerId: other, pieces: [9] })
  await sendNote(office, await keyNote(office, order2, [2], { deliveryOn: '2026-11-12' }))
  const on = async (day: string, whose: number | null = null) => {
    const { rows, sumFen, total } = await office.as.cashier.statements.balances({ on: day, customerId: whose })
    return [total, sumFen, ...rows.map(({ balanceFen }) => balanceFen).sort((a, b) => a - b)]
  }
  expect(await on('2026-10-04')).toEqual([0, 0])
  expect(await on('2026-10-05')).toEqual([1, 18_000, 18_000])
  expect(await on('2026-11-11')).toEqual([1, 18_000, 18_000])
  expect(await on('2026-11-12')).toEqual([2, 8000, -12_000, 20_000])
  expect(await on('2026-11-12', other)).toEqual([1, 20_000, 20_000])
})

test('a note whose price was corrected takes the corrections off with it, stated or not', async () => {
  const note = await send('2026-10-05', 3)
  const first = await make('2026-11-01', '2026-10')
  await back(first.id, 'same')
  const correct = (priceMicros: number) =>
    office.as.cashier.statements.correctPrice({ deliveryLineId: note.lines[0]!.id, priceMicros, reason: '按合同' })
  office.setDay('2026-11-05')
  await correct(90_000_000)
  const november = await make('2026-11-30', '2026-11')
  expect(november.closingFen).toBe(27_000)
  await back(november.id, 'same')
  office.setDay('2026-12-03')
  await correct(80_000_000)
  await voidNote(note.id)
  expect([await owedAt('2026-11'), await owedAt('2026-12')]).toEqual([27_000, 0])
  expect((await make('2027-01-01', '2026-12')).closingFen).toBe(0)
})

test('调价 says the price before it, not the amount; the last correction of a line is void first', async () => {
  const note = await send('2026-11-02', 7)
  const correct = (priceMicros: number) =>
    office.as.cashier.statements.correctPrice({ deliveryLineId: note.lines[0]!.id, priceMicros, reason: '按合同' })
  const first = await correct(90_000_000)
  expect(first).toMatchObject({
    ofPrice: true,
    amountFen: -7000,
    reason: expect.stringContaining('单价改 90.00(原 100.00)'),
  })
  const second = await correct(95_500_000)
  expect(second).toMatchObject({ amountFen: 3850, reason: expect.stringContaining('单价改 95.50(原 90.00)') })
  const drop = ({ id, version }: { id: number; version: number }) =>
    office.as.cashier.statements.voidAdjustment({ id, version, reason: '记错' })
  await expect(drop(first)).rejects.toMatchObject({ code: 'statements.laterCorrection' })
  await drop(second)
  await drop(first)
  expect((await office.as.cashier.customers.credit({ id: customerId })).owedFen).toBe(70_000)
})
