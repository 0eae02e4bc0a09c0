import { afterEach, beforeEach, expect, test } from 'vitest'
import type { BankField } from '../../../shared/bankImport.ts'
import { makeCustomer, makeOrder } from '../../testing/checkedOrder.ts'
import { collectCod } from '../../testing/cod.ts'
import { enterReceipt, keyNote, receive, sendNote } from '../../testing/notes.ts'
import { openOffice, type TestOffice } from '../../testing/office.ts'

const account = '6222 0000 1234 5678'
const fields: BankField[] = ['on', 'income', 'outgo', 'payer', 'payerAccount', 'slip', 'summary', 'balance']

let office: TestOffice
let customerId: number
let notes: { id: number; number: string }[]
beforeEach(async () => {
  office = await openOffice()
  customerId = await makeCustomer(office, '永兴家居')
  await office.db
    .updateTable('customers')
    .set({ name: '佛山市永兴家居有限公司', contact: '王永兴', settlement: 'monthly' })
    .where('id', '=', customerId)
    .execute()
  notes = []
  // 300.00, 400.00, 500.00
  for (const [deliveryOn, pieces] of [
    ['2026-10-01', 3],
    ['2026-10-09', 4],
    ['2026-11-02', 5],
  ] as const)
    notes.push(
      await sendNote(
        office,
        await keyNote(office, await makeOrder(office, { customerId, pieces: [pieces] }), [pieces], { deliveryOn }),
      ),
    )
})
afterEach(() => office.close())

const row = (on: string, income: string, payer: string, slip: string, summary = '货款', balance = '') => [
  on,
  income,
  '',
  payer,
  '',
  slip,
  summary,
  balance,
]
const bring = (rows: string[][]) =>
  office.as.clerk.bank.import({ account, headings: { on: '交易日期' }, fields, rows, fileName: '11 月流水.xlsx' })
const open = async () => (await office.as.cashier.bank.list({})).rows
const notePaid = async (index: number) => (await office.as.clerk.deliveries.read({ id: notes[index]!.id })).paidFen
const yes = async (role: 'cashier' | 'clerk', index = 0) => {
  const line = (await open())[index]!
  return office.as[role].bank.accept({
    id: line.id,
    version: line.version,
    customerId: line.proposal!.customerId,
    allocations: line.proposal!.parts.map(({ number: _, ...part }) => part),
  })
}

test('each line is proposed to its payer and to what it fits; nothing is booked before the yes', async () => {
  await bring([
    row('2026-11-20', '400.00', '佛山市永兴家居有限公司', 'A1'),
    row('20261121', '800', '永兴家居', 'A2'),
    row('2026/11/21 10:03:11', '700.00', '王永兴', 'A3'),
    row('2026-11-21', '250.00', '佛山市永兴家居（有限）公司', 'A4'),
    row('2026-11-21', '9,999.00', '谁也不是', 'A5'),
  ])
  expect(
    (await open()).map(({ proposal }) => [
      proposal?.payerWay,
      proposal?.amountWay,
      proposal?.parts.map(({ number, amountFen }) => [number, amountFen]),
      proposal?.leftFen,
    ]),
  ).toEqual([
    ['name', 'one', [[notes[1]!.number, 40_000]], 0],
    [
      'shortName',
      'several',
      [
        [notes[0]!.number, 30_000],
        [notes[2]!.number, 50_000],
      ],
      0,
    ],
    [
      'contact',
      'several',
      [
        [notes[0]!.number, 30_000],
        [notes[1]!.number, 40_000],
      ],
      0,
    ],
    ['name', 'oldest', [[notes[0]!.number, 25_000]], 0],
    [undefined, undefined, undefined, undefined],
  ])
  expect((await office.as.clerk.receipts.list({})).total).toBe(0)
  // the cashier's yes is a confirmed receipt, anybody else's an entered one
  const first = await yes('cashier')
  expect(first).toMatchObject({ state: 'booked', decidedBy: '孙会', customer: '永兴家居' })
  expect(await office.as.clerk.receipts.read({ id: first.receiptId! })).toMatchObject({
    state: 'confirmed',
    slipNumber: 'A1',
    receivedOn: '2026-11-20',
    kind: 'monthly',
    amountFen: 40_000,
  })
  expect(await notePaid(1)).toBe(40_000)
  const second = await yes('clerk')
  expect(await office.as.clerk.receipts.read({ id: second.receiptId! })).toMatchObject({
    state: 'entered',
    assignedFen: 80_000,
  })
  expect(await notePaid(0)).toBe(0)
  await expect(
    office.as.clerk.bank.accept({ id: first.id, version: first.version, customerId, allocations: [] }),
  ).rejects.toMatchObject({ code: 'bank.decided' })
  // a payer somebody said yes to is known the next time, whatever the name
  const [stranger] = (await open()).filter(({ payer }) => payer === '谁也不是')
  await office.as.cashier.bank.accept({ id: stranger!.id, version: stranger!.version, customerId, allocations: [] })
  await bring([row('2026-11-22', '10', '谁也不是', 'B1')])
  expect((await open()).at(-1)!.proposal).toMatchObject({
    payerWay: 'before',
    customerId,
    amountWay: 'none',
    leftFen: 1000,
  })
})

test('what looks like a row before it in the same file is marked in the preview, and comes in', async () => {
  const rows = [
    row('2026-11-20', '100', '甲', ''),
    row('2026-11-20', '100', '甲', ''),
    row('2026-11-20', '250', '乙', 'A7'),
    // the same serial number, day and amount, other words
    row('2026-11-20', '250', '乙有限公司', 'A7'),
    row('2026-11-21', '250', '乙', 'A7'),
    row('2026-11-20', '100', '丙', ''),
  ]
  const shown = await office.as.clerk.bank.importPreview({ account, allIncome: false, fields, rows })
  expect(shown.rows.map(({ verdict, code, note }) => [verdict, code, note])).toEqual([
    ['new', '100.00', ''],
    ['new', '100.00', '疑似重复'],
    ['new', '250.00', ''],
    ['new', '250.00', '疑似重复'],
    ['new', '250.00', ''],
    ['new', '100.00', ''],
  ])
  expect(shown.rows[1]!.problems[0]!.sentence).toContain('序号 1')
  expect(shown.rows[3]!.problems[0]!.sentence).toContain('序号 3')
  expect(shown.counts).toEqual({ added: 6, changed: 0, same: 0, wrong: 0 })
})

test('a line comes in once, whatever file it is read from; money out and rubbish stay out, twins are two', async () => {
  const twins = [row('2026-11-20', '100', '甲', ''), row('2026-11-20', '100', '甲', '')]
  const out = ['2026-11-20', '', '55.00', '电费', '', 'Z', '', '']
  const total = ['合计', '300', '', '', '', '', '', '']
  expect(await bring([...twins, out, total])).toEqual({ added: 2, changed: 0, same: 1, wrong: 1 })
  expect(await bring([...twins, row('2026-11-21', '7', '乙', 'C')])).toEqual({
    added: 1,
    changed: 0,
    same: 2,
    wrong: 0,
  })
  expect(await office.as.clerk.bank.waiting({})).toEqual({ open: 3, openFen: 20_700 })
  expect((await office.as.clerk.bank.accounts({}))[0]).toMatchObject({ account, headings: { on: '交易日期' } })
})

test('money keyed before is linked, not doubled: by slip, or by amount and day', async () => {
  const keyed = await receive(office, customerId, 30_000, '2026-11-19')
  await bring([
    row('2026-11-20', '300', '佛山市永兴家居有限公司', 'Q9'),
    row('2026-11-20', '300', '', keyed.slipNumber),
  ])
  const [byDay, bySlip] = await open()
  expect(byDay!.twin).toMatchObject({ number: keyed.number, sameSlip: false })
  expect(bySlip!.twin).toMatchObject({ number: keyed.number, sameSlip: true })
  await expect(
    office.as.cashier.bank.accept({ id: bySlip!.id, version: bySlip!.version, customerId, allocations: [] }),
  ).rejects.toMatchObject({ code: 'bank.keyedAlready' })
  const linked = await office.as.cashier.bank.link({ id: bySlip!.id, version: bySlip!.version, receiptId: keyed.id })
  expect(linked).toMatchObject({ state: 'linked', receiptNumber: keyed.number })
  await expect(
    office.as.cashier.bank.link({ id: byDay!.id, version: byDay!.version, receiptId: keyed.id }),
  ).rejects.toMatchObject({ code: 'bank.linkedAlready' })
  expect((await open())[0]!.twin).toBeNull()
  expect((await office.as.clerk.receipts.list({})).total).toBe(1)
  // its serial number once more: the slip has a line already; with another amount it is to be looked at
  await bring([
    row('2026-11-21', '300', '', keyed.slipNumber, '又一次'),
    row('2026-11-21', '310', '', keyed.slipNumber, '又一次'),
  ])
  const accept = async (amountFen: number) => {
    const { id, version } = (await open()).find((line) => line.summary === '又一次' && line.amountFen === amountFen)!
    return office.as.cashier.bank.accept({ id, version, customerId, allocations: [] })
  }
  await expect(accept(30_000)).rejects.toMatchObject({ code: 'bank.keyedTwice' })
  await expect(accept(31_000)).rejects.toMatchObject({ code: 'bank.keyedTwice' })
  const other = await receive(office, customerId, 12_300, '2026-11-19')
  await bring([row('2026-11-21', '124', '', other.slipNumber, '又一次')])
  await expect(accept(12_400)).rejects.toMatchObject({ code: 'bank.keyedOtherwise' })
})

test('a day that is still to come is a slip of the file', async () => {
  const rows = [row('2099-01-01', '100', '甲', 'A'), row('2026-11-22', '100', '甲', 'B')]
  const preview = await office.as.clerk.bank.importPreview({ account, fields, rows })
  expect(preview.rows.map(({ verdict }) => verdict)).toEqual(['wrong', 'new'])
  expect(preview.rows[0]!.problems).toMatchObject([{ field: 'on', sentence: '2099-01-01 还没到' }])
})

test('cash a driver has of the note that money fits is said beside the proposal', async () => {
  const order = await makeOrder(office, { customerId, settlement: 'cash', pieces: [7] })
  const note = await sendNote(office, await keyNote(office, order, [7], { driver: '老何', codFen: 70_000 }))
  const proposed = async () => (await open())[0]!.proposal
  await bring([row('2026-11-22', '700', '佛山市永兴家居有限公司', 'C1')])
  expect(await proposed()).toMatchObject({ amountWay: 'one', onRoad: [] })
  await collectCod(office, note.id)
  expect(await proposed()).toMatchObject({
    amountWay: 'one',
    onRoad: [{ number: note.number, driver: '老何', amountFen: 70_000 }],
  })
})

test('what is nobody’s is put aside with a reason and can be taken up again; a void receipt gives its line back', async () => {
  await bring([row('2026-11-20', '3.21', '工商银行', 'INT', '结息'), row('2026-11-20', '300', '永兴家居', 'A')])
  const [interest] = await open()
  const aside = await office.as.clerk.bank.unrelated({ id: interest!.id, version: interest!.version, reason: '利息' })
  expect(aside).toMatchObject({ state: 'unrelated', reason: '利息', decidedBy: '陈静' })
  const booked = await yes('cashier')
  await expect(office.as.clerk.bank.reopen({ id: booked.id, version: booked.version })).rejects.toMatchObject({
    code: 'bank.voidFirst',
  })
  expect(await open()).toEqual([])
  const { version } = await office.as.cashier.receipts.read({ id: booked.receiptId! })
  await office.as.cashier.receipts.void({ id: booked.receiptId!, version, reason: '认错客户' })
  await office.as.clerk.bank.reopen({ id: aside.id, version: aside.version })
  expect((await open()).map(({ payer }) => payer)).toEqual(['工商银行', '永兴家居'])
  expect(await notePaid(0)).toBe(0)
  await expect(office.as.workshop.bank.list({})).rejects.toMatchObject({ code: 'app.notAllowed' })
})

test('a file of unsigned amounts comes in by its directions, and waits for a word where it has none', async () => {
  const send = (table: { fields: BankField[]; rows: string[][] }, allIncome = false) =>
    office.as.clerk.bank.import({ account, headings: {}, fileName: '流水.xlsx', allIncome, ...table })
  const told: BankField[] = ['on', 'amount', 'direction', 'payer']
  const day = '2026-11-20'
  expect(
    await send({
      fields: told,
      rows: [
        [day, '300.00', '来账', '永兴家居'],
        [day, '(80.00)', '来账', '永兴家居'],
        [day, '5,000.00', '往账', '木材行'],
        [day, '12.00', '其他', '谁'],
      ],
    }),
  ).toEqual({ added: 1, changed: 0, same: 2, wrong: 1 })
  expect((await open()).map(({ payer, amountFen }) => [payer, amountFen])).toEqual([['永兴家居', 30_000]])

  const bare = {
    fields: ['on', 'amount', 'payer'] satisfies BankField[],
    rows: [
      [day, '400.00', '甲'],
      [day, '66.00', '供电局'],
    ],
  }
  const preview = await office.as.clerk.bank.importPreview({ account, ...bare })
  expect(preview.counts).toEqual({ added: 0, changed: 0, same: 0, wrong: 2 })
  expect(preview.rows[0]!.problems[0]!.sentence).toContain('没有写是收还是付')
  expect(await send(bare)).toEqual({ added: 0, changed: 0, same: 0, wrong: 2 })
  expect((await open()).length).toBe(1)
  expect(await send(bare, true)).toEqual({ added: 2, changed: 0, same: 0, wrong: 0 })
  expect((await open()).map(({ amountFen }) => amountFen)).toEqual([30_000, 40_000, 6600])
})

test('where the office wants two people for money, who books a line of the bank does not confirm it', async () => {
  const { office: now, versions } = await office.as.owner.settings.read({})
  await office.as.owner.settings.saveOffice({ office: { ...now, twoForMoney: true }, version: versions.office })
  await bring([row('2026-11-20', '400.00', '永兴家居', 'A1'), row('2026-11-20', '500.00', '永兴家居', 'A2')])
  const booked = await yes('cashier')
  expect(booked).toMatchObject({ state: 'booked', receiptState: 'entered' })
  expect(await notePaid(1)).toBe(0)
  const { id, version, slipNumber } = await office.as.cashier.receipts.read({ id: booked.receiptId! })
  await expect(office.as.cashier.receipts.confirm({ id, version, slipNumber })).rejects.toMatchObject({
    code: 'receipts.twoPeople',
  })
  // a receipt another one keyed is made sure by the bank's line, one's own is not
  const [line] = await open()
  const enter = (who: 'clerk' | 'cashier', amountFen: number, slipNumber: string) =>
    enterReceipt(office, { customerId, receivedOn: '2026-11-20', kind: 'monthly', slipNumber, amountFen }, who)
  const link = async (of: { id: number; version: number }, receiptId: number) =>
    (await office.as.cashier.bank.link({ id: of.id, version: of.version, receiptId })).receiptState
  expect(await link(line!, (await enter('clerk', 50_000, 'A2')).id)).toBe('confirmed')
  await bring([row('2026-11-21', '77.00', '永兴家居', 'A3')])
  const [other] = await open()
  expect(await link(other!, (await enter('cashier', 7700, 'A3')).id)).toBe('entered')
})

test('what went out is left and says so, what is here already says that', async () => {
  await bring([row('2026-11-20', '100', '甲', 'A')])
  const preview = await office.as.clerk.bank.importPreview({
    account,
    fields,
    rows: [row('2026-11-20', '100', '甲', 'A'), ['2026-11-20', '', '50.00', '电费', '', 'Z', '', '']],
  })
  expect(preview.rows.map(({ verdict, note }) => [verdict, note])).toEqual([
    ['same', '导入过了'],
    ['same', '支出,不记'],
  ])
})
