import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { spreadOldest } from '../../../shared/receipts.ts'
import { makeCustomer, makeOrder } from '../../testing/checkedOrder.ts'
import { furnitureDraft, makeMasters, payOrder } from '../../testing/mainLine.ts'
import { keyNote, noteDraft, noteLine, receive, sendNote } from '../../testing/notes.ts'
import { openOffice, type TestOffice } from '../../testing/office.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openOffice()
})
afterEach(() => office.close())

/** A customer on monthly terms with notes that have left, in pieces at 100 yuan, by day. */
const withNotes = async (days: [string, number][]) => {
  const customerId = await makeCustomer(office)
  const notes = []
  for (const [deliveryOn, pieces] of days)
    notes.push(
      await sendNote(
        office,
        await keyNote(office, await makeOrder(office, { customerId, pieces: [pieces] }), [pieces], {
          deliveryOn,
        }),
      ),
    )
  return { customerId, notes }
}
const openOf = async (customerId: number) =>
  (await office.as.clerk.receipts.openItems({ customerId })).map(({ number, openFen }) => [number, openFen])

test('money is set against the oldest notes first, by their day; the rest waits', async () => {
  const { customerId, notes } = await withNotes([
    ['2026-11-20', 2],
    ['2026-11-10', 3],
    ['2026-11-15', 4],
  ])
  const [c, a, b] = notes.map(({ number }) => number)
  expect(await openOf(customerId)).toEqual([
    [a, 30_000],
    [b, 40_000],
    [c, 20_000],
  ])
  const receipt = await receive(office, customerId, 50_000, '2026-11-22')
  expect(receipt.allocations.map(({ number, amountFen }) => [number, amountFen])).toEqual([
    [a, 30_000],
    [b, 20_000],
  ])
  expect(receipt).toMatchObject({
    number: 'SK261122-01',
    assignedFen: 50_000,
    state: 'confirmed',
    confirmedByName: '孙会',
  })
  expect(await openOf(customerId)).toEqual([
    [b, 20_000],
    [c, 20_000],
  ])
  const more = await receive(office, customerId, 45_000, '2026-11-22')
  expect(more).toMatchObject({ assignedFen: 40_000 })
  expect(await office.as.clerk.receipts.waiting({})).toEqual({
    unconfirmed: 0,
    unconfirmedFen: 0,
    unassigned: 1,
    unassignedFen: 5000,
  })
})

test('chosen amounts: of this customer, open, once, and not more than there is', async () => {
  const { customerId, notes } = await withNotes([
    ['2026-11-10', 3],
    ['2026-11-15', 4],
  ])
  const { notes: others } = await withNotes([['2026-11-10', 3]])
  const enter = (amountFen: number, parts: [number, number][]) =>
    office.as.clerk.receipts.enter({
      customerId,
      receivedOn: '2026-11-22',
      kind: 'balance',
      method: 'cash',
      payer: '',
      slipNumber: '',
      amountFen,
      remark: '',
      allocations: parts.map(([deliveryNoteId, fen]) => ({ deliveryNoteId, amountFen: fen })),
    })
  const [a, b] = notes.map(({ id }) => id) as [number, number]
  await expect(enter(10_000, [[others[0]!.id, 100]])).rejects.toMatchObject({ code: 'receipts.notOpen' })
  await expect(enter(50_000, [[a, 30_001]])).rejects.toMatchObject({
    code: 'receipts.moreThanOpen',
    field: 'allocations.0.amountFen',
  })
  await expect(
    enter(50_000, [
      [a, 100],
      [a, 100],
    ]),
  ).rejects.toMatchObject({ code: 'receipts.chosenTwice' })
  await expect(
    enter(10_000, [
      [a, 6000],
      [b, 6000],
    ]),
  ).rejects.toMatchObject({ code: 'receipts.moreThanReceived' })
  const entered = await enter(50_000, [[b, 35_000]])
  expect(entered).toMatchObject({
    state: 'entered',
    assignedFen: 35_000,
    payer: expect.stringContaining('永兴家居'),
  })
  // entered money already takes its place: two receipts cannot pay one note twice
  await expect(enter(10_000, [[b, 5001]])).rejects.toMatchObject({ code: 'receipts.moreThanOpen' })
  const assigned = await office.as.clerk.receipts.assign({
    id: entered.id,
    version: entered.version,
    allocations: 'oldest',
  })
  expect(assigned.allocations.map(({ deliveryNoteId, amountFen }) => [deliveryNoteId, amountFen])).toEqual([
    [a, 30_000],
    [b, 20_000],
  ])
  await expect(
    office.as.clerk.receipts.assign({ id: entered.id, version: entered.version, allocations: 'oldest' }),
  ).rejects.toMatchObject({ code: 'app.stale' })
  await expect(
    office.as.clerk.receipts.enter({
      customerId,
      receivedOn: '2026-11-23',
      kind: 'balance',
      method: 'cash',
      payer: '',
      slipNumber: '',
      amountFen: 1,
      remark: '',
      allocations: [],
    }),
  ).rejects.toMatchObject({ code: 'receipts.future', field: 'receivedOn' })
})

test('only the cashier confirms and voids, once, with a slip; a void receipt leaves its notes unpaid', async () => {
  const { customerId, notes } = await withNotes([['2026-11-10', 3]])
  const entered = await office.as.clerk.receipts.enter({
    customerId,
    receivedOn: '2026-11-22',
    kind: 'monthly',
    method: 'bank',
    payer: '王老板',
    slipNumber: '',
    amountFen: 30_000,
    remark: '',
    allocations: 'oldest',
  })
  const paid = async () => (await office.as.clerk.deliveries.read({ id: notes[0]!.id })).paidFen
  expect(await paid()).toBe(0)
  await expect(
    office.as.merchandiser.receipts.confirm({ id: entered.id, version: entered.version, slipNumber: '1' }),
  ).rejects.toMatchObject({ code: 'app.notAllowed' })
  await expect(
    office.as.cashier.receipts.confirm({ id: entered.id, version: entered.version, slipNumber: ' ' }),
  ).rejects.toMatchObject({ code: 'app.badInputEmpty', field: 'slipNumber' })
  const confirmed = await office.as.cashier.receipts.confirm({
    id: entered.id,
    version: entered.version,
    slipNumber: '工行 7788',
  })
  expect(confirmed).toMatchObject({ confirmedByName: '孙会', slipNumber: '工行 7788' })
  expect(await paid()).toBe(30_000)
  await expect(
    office.as.cashier.receipts.confirm({ id: entered.id, version: confirmed.version, slipNumber: '2' }),
  ).rejects.toMatchObject({ code: 'receipts.alreadyConfirmed' })
  await expect(
    office.as.clerk.receipts.void({ id: entered.id, version: confirmed.version, reason: '退票' }),
  ).rejects.toMatchObject({ code: 'app.notAllowed' })
  const voided = await office.as.cashier.receipts.void({
    id: entered.id,
    version: confirmed.version,
    reason: '退票',
  })
  expect(voided).toMatchObject({ state: 'void', voidReason: '退票', assignedFen: 0, allocations: [] })
  expect(await paid()).toBe(0)
  await expect(
    office.as.clerk.receipts.assign({ id: entered.id, version: voided.version, allocations: 'oldest' }),
  ).rejects.toMatchObject({ code: 'receipts.isVoid' })
})

test('an opening balance and freight are paid in their turn; returns and deductions come off the oldest', async () => {
  const { customerId, notes } = await withNotes([
    ['2026-11-10', 3],
    ['2026-11-15', 4],
  ])
  const adjust = (adjustedOn: string, kind: 'opening' | 'freight' | 'deduction', amountFen: number) =>
    office.as.cashier.statements.adjust({ customerId, adjustedOn, kind, amountFen, reason: '—' })
  const opening = await adjust('2026-10-31', 'opening', 12_000)
  const freight = await adjust('2026-11-12', 'freight', 500)
  await adjust('2026-11-16', 'deduction', -13_000)
  const line = (await office.as.clerk.deliveries.read({ id: notes[1]!.id })).lines[0]!
  await sendNote(
    office,
    await office.as.clerk.deliveries.save(
      noteDraft(customerId, [noteLine(line.orderLineId, 1)], { kind: 'return', deliveryOn: '2026-11-16' }),
    ),
  )
  // 12,000 + 30,000 + 500 + 40,000 less 13,000 and 10,000
  expect(await openOf(customerId)).toEqual([
    [notes[0]!.number, 19_000],
    [freight.number, 500],
    [notes[1]!.number, 40_000],
  ])
  expect((await office.as.clerk.customers.credit({ id: customerId })).owedFen).toBe(59_500)
  const receipt = await receive(office, customerId, 20_000, '2026-11-22')
  expect(receipt.allocations.map(({ number, amountFen }) => [number, amountFen])).toEqual([
    [notes[0]!.number, 19_000],
    [freight.number, 500],
    [notes[1]!.number, 500],
  ])
  await office.as.cashier.statements.voidAdjustment({
    id: freight.id,
    version: freight.version,
    reason: '不收运费',
  })
  expect(await office.as.clerk.receipts.read({ id: receipt.id })).toMatchObject({ assignedFen: 19_500 })
  expect(opening.kind).toBe('opening')
})

test('spreads every fen once: oldest first, never more than is open, never more than there is', () => {
  const items = fc.array(fc.integer({ min: 1, max: 100_000 }), { maxLength: 20 })
  fc.assert(
    fc.property(items, fc.integer({ min: 0, max: 500_000 }), (opens, amount) => {
      const parts = spreadOldest(
        amount,
        opens.map((openFen, index) => ({
          orderId: null,
          deliveryNoteId: index + 1,
          adjustmentId: null,
          openFen,
        })),
      )
      const total = opens.reduce((sum, open) => sum + open, 0)
      expect(parts.reduce((sum, { amountFen }) => sum + amountFen, 0)).toBe(Math.min(amount, total))
      for (const [index, { deliveryNoteId, amountFen }] of parts.entries()) {
        expect(deliveryNoteId).toBe(index + 1)
        if (index < parts.length - 1) expect(amountFen).toBe(opens[index])
      }
    }),
  )
})

test('an order tells what is missing of its deposit, and nothing any more once it is in', async () => {
  const masters = await makeMasters(office)
  const { id } = await office.as.clerk.orders.save(await furnitureDraft(office, masters))
  const waiting = async () =>
    (await office.as.clerk.receipts.openItems({ customerId: masters.customerId })).find(({ orderId }) => orderId === id)
  expect(await waiting()).toMatchObject({ totalFen: 4_737_600, depositFen: 1_421_280, openFen: 4_737_600 })
  await payOrder(office, masters.customerId, id, 'deposit', 421_280, '2026-11-22')
  expect(await waiting()).toMatchObject({ depositFen: 1_000_000, openFen: 4_316_320 })
  await payOrder(office, masters.customerId, id, 'deposit', 1_000_000, '2026-11-22')
  expect(await waiting()).toMatchObject({ depositFen: 0, openFen: 3_316_320 })
})

test('money a statement carries is taken back by an entry of today: both stand, the next statement says 冲销', async () => {
  const { customerId, notes } = await withNotes([['2026-10-10', 3]])
  const receipt = await receive(office, customerId, 30_000, '2026-10-20')
  const october = await office.as.cashier.statements.make({ customerId, month: '2026-10' })
  expect(october).toMatchObject({ closingFen: 0, receiptsFen: 30_000 })
  const voided = await office.as.cashier.receipts.void({ id: receipt.id, version: receipt.version, reason: '空头支票' })
  expect(voided).toMatchObject({
    state: 'void',
    voidReason: '空头支票',
    reversalNumber: 'TZ261122-01',
    reversedOn: '2026-11-22',
    assignedFen: 30_000,
  })
  expect(await office.as.clerk.deliveries.read({ id: notes[0]!.id })).toMatchObject({ paidFen: 0 })
  expect(await openOf(customerId)).toEqual([[notes[0]!.number, 30_000]])
  expect(await office.as.clerk.receipts.waiting({})).toMatchObject({ unassigned: 0 })
  // October stays as it was told
  expect(await office.as.cashier.statements.read({ id: october.id })).toMatchObject({ closingFen: 0 })
  office.setDay('2026-12-02')
  const november = await office.as.cashier.statements.make({ customerId, month: '2026-11' })
  expect(november).toMatchObject({ openingFen: 0, closingFen: 30_000 })
  expect(
    november.lines.map(({ kind, documentNumber, description, amountFen }) => [
      kind,
      documentNumber,
      description,
      amountFen,
    ]),
  ).toEqual([['adjustment', 'TZ261122-01', `冲销 ${receipt.number}:空头支票`, 30_000]])
  await expect(
    office.as.cashier.receipts.void({ id: receipt.id, version: voided.version, reason: '再来' }),
  ).rejects.toMatchObject({ code: 'receipts.isVoid' })
  // the same slip may come in again
  const again = await receive(office, customerId, 30_000, '2026-12-01')
  await office.as.cashier.receipts.read({ id: again.id })
  expect(await openOf(customerId)).toEqual([])
})

test('the slip says what was received, for what, and whether the cashier has seen it; prints are counted', async () => {
  const { customerId, notes } = await withNotes([['2026-11-10', 3]])
  const text = async (id: number) =>
    (await office.as.clerk.receipts.paper({ id })).pages
      .join('')
      .replaceAll(/<[^>]+>/g, ' ')
      .replaceAll('&#160;', '')
      .replaceAll(/\s+/g, '')
  const entered = await office.as.clerk.receipts.enter({
    customerId,
    receivedOn: '2026-11-22',
    kind: 'balance',
    method: 'cash',
    payer: '王老板',
    slipNumber: '',
    amountFen: 45_050,
    remark: '',
    allocations: 'oldest',
  })
  expect(await text(entered.id)).toContain('未到账')
  const { id } = await office.as.cashier.receipts.confirm({
    id: entered.id,
    version: entered.version,
    slipNumber: '现 8',
  })
  const slip = await text(id)
  for (const words of [
    '收款收据',
    entered.number,
    '肆佰伍拾元伍角',
    '450.50',
    '王老板',
    '现8',
    `送货单${notes[0]!.number}2026-11-10300.00`,
    '预收150.50',
    '孙会',
  ])
    expect(slip).toContain(words)
  expect(slip).not.toContain('未到账')
  expect(await office.as.clerk.receipts.markPrinted({ id })).toEqual({ printed: 1 })
  expect(await text(id)).toContain('第2次打印')
})

test('before it is saved it is told of the same slip of the customer and of a month that was handed over', async () => {
  const customerId = await makeCustomer(office)
  const told = (slipNumber: string, receivedOn = '2026-11-22') =>
    office.as.clerk.receipts.toldOf({ customerId, slipNumber, receivedOn })
  const money = {
    customerId,
    receivedOn: '2026-11-21',
    kind: 'balance' as const,
    method: 'bank' as const,
    payer: '',
    slipNumber: 'X1',
    amountFen: 11_111,
    remark: '',
    allocations: 'oldest' as const,
  }
  const first = await office.as.clerk.receipts.enter(money)
  expect(await told('X2')).toEqual({ sameSlip: null, handedOver: null, farAboveFen: null })
  expect(await told('')).toEqual({ sameSlip: null, handedOver: null, farAboveFen: null })
  const far = (amountFen: number) =>
    office.as.clerk.receipts.toldOf({ customerId, slipNumber: '', receivedOn: '2026-11-22', amountFen })
  expect((await far(9_999_999_999)).farAboveFen).toBe(0)
  expect((await far(5_000_000)).farAboveFen).toBeNull()
  const { number } = first
  expect((await told('X1')).sameSlip).toEqual({ number, receivedOn: '2026-11-21', amountFen: 11_111 })
  expect(
    (
      await office.as.clerk.receipts.toldOf({
        customerId: await makeCustomer(office),
        slipNumber: 'X1',
        receivedOn: '2026-11-22',
      })
    ).sameSlip,
  ).toBeNull()
  await office.as.cashier.receipts.void({ id: first.id, version: first.version, reason: '重' })
  expect((await told('X1')).sameSlip).toBeNull()
  await expect(office.as.clerk.receipts.enter({ ...money, receivedOn: '1900-01-01' })).rejects.toMatchObject({
    field: 'receivedOn',
    message: expect.stringContaining('收款日期'),
  })
})
