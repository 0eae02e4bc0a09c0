import { PGlite } from '@electric-sql/pglite'
import { Kysely, PGliteDialect } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { differencesOf } from '../../../shared/cod.ts'
import { migrate } from '../../db/migrate.ts'
import type { Database } from '../../db/schema.ts'
import { makeOrder } from '../../testing/checkedOrder.ts'
import { collectCod, countHandover, handOverAll } from '../../testing/cod.ts'
import { keyNote, sendNote } from '../../testing/notes.ts'
import { openOffice, type TestOffice } from '../../testing/office.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openOffice()
})
afterEach(() => office.close())

/** A note of 100 yuan a piece, paid on delivery, that left with a driver. */
const sentCod = async (on: TestOffice, pieces: number, driver = '老何') => {
  const order = await makeOrder(on, { settlement: 'cash', pieces: [pieces] })
  return sendNote(on, await keyNote(on, order, [pieces], { driver, codFen: pieces * 10_000 }))
}
const codOf = async (noteId: number) => (await office.as.clerk.cod.ofNote({ deliveryNoteId: noteId }))!

test('collected, handed over with several notes, counted by the cashier: one receipt a note, in his name', async () => {
  const [one, other] = [await sentCod(office, 5), await sentCod(office, 3)]
  expect(await codOf(one.id)).toMatchObject({ state: 'toCollect', openFen: 50_000, driver: '老何' })
  await collectCod(office, one.id)
  const second = await collectCod(office, other.id, undefined, { method: 'bank' })
  expect(second).toMatchObject({ state: 'onDriver', onDriverFen: 30_000, openFen: 30_000 })
  const handover = await handOverAll(office, '老何')
  expect(handover).toMatchObject({ number: 'JK261122-01', collectedFen: 80_000, state: 'waiting', handedFen: null })
  expect(await codOf(one.id)).toMatchObject({ state: 'handedOver', waitingFen: 50_000 })
  // a clerk does not count money
  await expect(
    office.as.clerk.cod.count({
      id: handover.id,
      version: handover.version,
      countedFen: 50_000,
      slipNumber: '',
      lines: [],
    }),
  ).rejects.toMatchObject({ code: 'app.notAllowed' })
  // cash on the table is the cash on the slip; a transfer is not on the table
  await expect(
    office.as.cashier.cod.count({
      id: handover.id,
      version: handover.version,
      countedFen: 80_000,
      slipNumber: '',
      lines: [],
    }),
  ).rejects.toMatchObject({ code: 'cod.countDiffers', field: 'countedFen' })
  const counted = await countHandover(office, handover)
  expect(counted).toMatchObject({ state: 'counted', handedFen: 80_000, countedFen: 50_000, confirmedByName: '孙会' })
  const receipts = (await office.as.cashier.receipts.list({})).rows
  expect(
    receipts.map(({ kind, method, amountFen, assignedFen, state, slipNumber }) => [
      kind,
      method,
      amountFen,
      assignedFen,
      state,
      slipNumber,
    ]),
  ).toEqual([
    ['cod', 'bank', 30_000, 30_000, 'confirmed', 'JK261122-01'],
    ['cod', 'cash', 50_000, 50_000, 'confirmed', 'JK261122-01'],
  ])
  for (const { id } of [one, other]) expect(await codOf(id)).toMatchObject({ state: 'closed', openFen: 0 })
  expect(await office.as.clerk.deliveries.read({ id: one.id })).toMatchObject({
    paidFen: 50_000,
    codCollectedFen: 50_000,
  })
  expect(await office.as.clerk.cod.drivers({})).toEqual([])
  await expect(countHandover(office, { ...counted, version: counted.version })).rejects.toMatchObject({
    code: 'cod.countedAlready',
  })
})

test('another amount needs its reason; the difference is settled by who bears it', async () => {
  const notes = [await sentCod(office, 5), await sentCod(office, 5), await sentCod(office, 5)]
  await expect(collectCod(office, notes[0]!.id, 40_000)).rejects.toMatchObject({
    code: 'cod.reasonNeeded',
    field: 'reason',
  })
  for (const { id } of notes) await collectCod(office, id, 40_000, { reason: '客户说少一件' })
  const slip = await handOverAll(office, '老何')
  // the cashier sees what the driver was given less, and why
  expect(slip.lines.map(differencesOf)).toEqual(notes.map(() => '-100.00 客户说少一件'))
  const { pages } = await office.as.cashier.cod.handoverPaper({ id: slip.id })
  expect(pages.join('')).toContain('客户说少一件')
  await countHandover(office, slip)
  const bearers = ['customer', 'deduction', 'driver'] as const
  for (const [index, bearer] of bearers.entries()) {
    const cod = await codOf(notes[index]!.id)
    expect(cod).toMatchObject({ state: 'difference', openFen: 10_000 })
    expect(
      await office.as.merchandiser.cod.settle({ id: cod.id, version: cod.version, bearer, reason: '老板同意' }),
    ).toMatchObject({ state: 'closed', settledFen: 10_000, openFen: 0 })
  }
  // the customers owe only what was left on the account
  const owed = await Promise.all(
    notes.map(async ({ customerId }) => (await office.as.clerk.customers.credit({ id: customerId })).owedFen),
  )
  expect(owed).toEqual([10_000, 0, 0])
  expect(await office.as.clerk.cod.drivers({})).toMatchObject([
    { driver: '老何', notes: 0, openFen: 0, owedFen: 10_000 },
  ])
  const [debt] = await office.as.clerk.cod.debts({ driver: '老何' })
  expect(debt).toMatchObject({ number: notes[2]!.number, amountFen: 10_000 })
  // paid back in two parts: the customer's note is paid with it
  await office.as.clerk.cod.repay({
    settlementId: debt!.id,
    version: debt!.noteVersion,
    amountFen: 4000,
    method: 'cash',
    paidOn: '2026-11-22',
  })
  const back = await handOverAll(office, '老何')
  expect(back.lines.map(({ toCollectFen, collectedFen }) => [toCollectFen, collectedFen])).toEqual([[10_000, 4000]])
  await countHandover(office, back)
  const [rest] = await office.as.clerk.cod.debts({ driver: '老何' })
  expect(rest).toMatchObject({ amountFen: 6000 })
  const all = { settlementId: rest!.id, version: rest!.noteVersion, amountFen: 6000, method: 'cash' } as const
  await expect(office.as.clerk.cod.repay({ ...all, paidOn: '2026-11-01' })).rejects.toMatchObject({
    code: 'cod.beforeDelivery',
    field: 'paidOn',
  })
  expect(await office.as.clerk.deliveries.read({ id: notes[2]!.id })).toMatchObject({ paidFen: 44_000 })
  expect((await office.as.clerk.customers.credit({ id: notes[2]!.customerId })).owedFen).toBe(0)
})

test('a driver who comes back without is a difference until it is settled or collected later', async () => {
  const note = await sentCod(office, 2)
  expect(await collectCod(office, note.id, 0, { reason: '老板不在' })).toMatchObject({
    state: 'difference',
    openFen: 20_000,
  })
  expect(await office.as.clerk.cod.onDriver({ driver: '老何' })).toEqual([])
  expect(await collectCod(office, note.id)).toMatchObject({ state: 'onDriver' })
})

test('less than the driver said is counted with its reason; what is missing is a difference, nothing at all stays with him', async () => {
  const [one, other] = [await sentCod(office, 5), await sentCod(office, 3)]
  await collectCod(office, one.id)
  await collectCod(office, other.id)
  const handover = await handOverAll(office, '老何')
  await expect(
    office.as.cashier.cod.count({
      id: handover.id,
      version: handover.version,
      countedFen: 79_900,
      slipNumber: '',
      lines: [{ lineId: handover.lines[0]!.id, handedFen: 49_900, reason: '' }],
    }),
  ).rejects.toMatchObject({ code: 'cod.lineReason', field: 'lines.0.reason' })
  await countHandover(office, handover, '', { 0: 49_900, 1: 0 })
  expect(await codOf(one.id)).toMatchObject({ state: 'difference', handedFen: 49_900, openFen: 100 })
  expect(await codOf(other.id)).toMatchObject({ state: 'onDriver', onDriverFen: 30_000, handedFen: 0 })
})

test('a wrong hand-over is void with its receipts, and the money is with the driver again', async () => {
  const note = await sentCod(office, 5)
  await collectCod(office, note.id)
  const counted = await countHandover(office, await handOverAll(office, '老何'))
  const input = { id: counted.id, version: counted.version, reason: '点错' }
  await expect(office.as.clerk.cod.voidHandover(input)).rejects.toMatchObject({ code: 'app.notAllowed' })
  expect(await office.as.cashier.cod.voidHandover(input)).toMatchObject({ state: 'void', voidReason: '点错' })
  expect(await codOf(note.id)).toMatchObject({ state: 'onDriver', onDriverFen: 50_000, handedFen: 0 })
  expect((await office.as.cashier.receipts.list({ state: 'void' })).total).toBe(1)
  expect(await office.as.clerk.deliveries.read({ id: note.id })).toMatchObject({ paidFen: 0, codCollectedFen: null })
  expect((await handOverAll(office, '老何')).number).toBe('JK261122-02')
})

test('what a slip was counted with is void with the slip only; money of a void note is given back first', async () => {
  const [note, other] = [await sentCod(office, 5), await sentCod(office, 3)]
  for (const { id } of [note, other]) await collectCod(office, id)
  const counted = await countHandover(office, await handOverAll(office, '老何'))
  const voidReceipt = async (line: number) => {
    const { id, version } = await office.as.cashier.receipts.read({ id: counted.lines[line]!.receiptId! })
    return office.as.cashier.receipts.void({ id, version, reason: '退回客户' })
  }
  await expect(voidReceipt(0)).rejects.toMatchObject({
    code: 'cod.receiptOfHandover',
    message: expect.stringContaining(counted.number),
  })
  expect(await office.as.clerk.cod.onDriver({ driver: '老何' })).toEqual([])
  await office.as.manager.deliveries.void({
    id: note.id,
    version: (await office.as.clerk.deliveries.read({ id: note.id })).version,
    reason: '整单退回',
  })
  const voidSlip = () =>
    office.as.cashier.cod.voidHandover({ id: counted.id, version: counted.version, reason: '点错' })
  await expect(voidSlip()).rejects.toMatchObject({ code: 'cod.noteOfHandoverVoid' })
  await voidReceipt(0)
  expect(await codOf(note.id)).toMatchObject({
    state: 'void',
    onDriverFen: 0,
    entries: [{ reversedReason: '退回客户' }],
  })
  await voidSlip()
  expect((await office.as.clerk.cod.onDriver({ driver: '老何' })).map(({ number }) => number)).toEqual([other.number])
  expect((await office.as.clerk.customers.credit({ id: note.customerId })).owedFen).toBe(0)
})

test('another driver than the one who drove collects: the money is with him, and he hands it over', async () => {
  const note = await sentCod(office, 5)
  await collectCod(office, note.id, undefined, { driver: '小冯' })
  const shown = async () =>
    Object.fromEntries(
      (await office.as.clerk.cod.drivers({})).map((row) => [row.driver, [row.notes, row.onDriverFen, row.waitingFen]]),
    )
  expect(await shown()).toEqual({ 小冯: [0, 50_000, 0], 老何: [1, 0, 0] })
  const entries = await office.as.clerk.cod.onDriver({ driver: '小冯' })
  const slip = { driver: '小冯', entryIds: entries.map(({ id }) => id), remark: '' }
  // not before it was collected
  await expect(office.as.clerk.cod.handOver({ ...slip, handedOn: '2026-11-21' })).rejects.toMatchObject({
    code: 'cod.handedBefore',
    field: 'handedOn',
  })
  const handover = await handOverAll(office, '小冯')
  expect(await shown()).toEqual({ 小冯: [0, 0, 50_000], 老何: [1, 0, 0] })
  // what the cashier says of a line that is not on the slip is not lost without a word
  const count = { id: handover.id, version: handover.version, countedFen: 50_000, slipNumber: '' }
  const line = { lineId: handover.lines[0]!.id, handedFen: 50_000, reason: '' }
  for (const lines of [[{ ...line, lineId: 9999 }], [line, line]])
    await expect(office.as.cashier.cod.count({ ...count, lines })).rejects.toMatchObject({ code: 'app.stale' })
  await countHandover(office, handover)
  expect(await shown()).toEqual({})
})

test('pressed twice, or sent twice, counts once', async () => {
  const note = await sentCod(office, 5)
  const cod = await codOf(note.id)
  const twice = async (work: () => Promise<unknown>): Promise<string[]> =>
    Promise.all(
      [work(), work()].map((each) =>
        each.then(
          () => 'done',
          (error: { code: string }) => error.code,
        ),
      ),
    )
  const said = {
    driver: '老何',
    collectedFen: 40_000,
    method: 'cash',
    collectedOn: '2026-11-22',
    reason: '少',
  } as const
  const { clerk, cashier } = office.as
  expect(await twice(() => clerk.cod.collect({ id: cod.id, version: cod.version, ...said }))).toEqual([
    'done',
    'app.stale',
  ])
  const [entry] = await clerk.cod.onDriver({ driver: '老何' })
  const slip = { driver: '老何', entryIds: [entry!.id], handedOn: '2026-11-22', remark: '' }
  expect(await twice(() => clerk.cod.handOver(slip))).toEqual(['done', 'cod.notOnDriver'])
  const [row] = (await clerk.cod.handovers({})).rows
  const handover = await clerk.cod.handover({ id: row!.id })
  expect(await twice(() => countHandover(office, handover))).toEqual(['done', 'app.stale'])
  const open = await codOf(note.id)
  const settle = { id: open.id, version: open.version, bearer: 'driver', reason: '赔' } as const
  expect(await twice(() => cashier.cod.settle(settle))).toEqual(['done', 'app.stale'])
  const [debt] = await clerk.cod.debts({ driver: '老何' })
  const repay = { settlementId: debt!.id, version: debt!.noteVersion, amountFen: 10_000, method: 'cash' } as const
  expect(await twice(() => clerk.cod.repay({ ...repay, paidOn: '2026-11-22' }))).toEqual(['done', 'app.notFound'])
  // the same request again is answered as the first time, and done once
  const order = (await codOf(note.id)).version
  const requestId = crypto.randomUUID()
  const [back] = (await codOf(note.id)).entries.slice(-1)
  const send = () =>
    office.app.call(
      { userId: office.userIds.clerk, host: 'PC-1' },
      'cod.takeBack',
      { entryId: back!.id, version: order, reason: '录错' },
      requestId,
    )
  expect(await send()).toEqual(await send())
  expect(await codOf(note.id)).toMatchObject({ onDriverFen: 0, handedFen: 40_000 })
})

test('a slip is void whole: money a statement carries comes off by 冲销, the other is as if it never was', async () => {
  const [note, other] = [await sentCod(office, 5), await sentCod(office, 3)]
  for (const { id } of [note, other]) await collectCod(office, id)
  const counted = await countHandover(office, await handOverAll(office, '老何'))
  const owed = async ({ customerId }: { customerId: number }) =>
    (await office.as.clerk.customers.credit({ id: customerId })).owedFen
  const { statements, cod } = office.as.cashier
  await statements.make({ customerId: other.customerId, month: '2026-11' })
  expect([await owed(note), await owed(other)]).toEqual([0, 0])
  office.setDay('2026-12-02')
  await cod.voidHandover({ id: counted.id, version: counted.version, reason: '点错' })
  expect([await owed(note), await owed(other)]).toEqual([50_000, 30_000])
  expect(await codOf(other.id)).toMatchObject({ openFen: 30_000 })
  const december = await statements.preview({ customerId: other.customerId, month: '2026-12' })
  expect(december.lines.map(({ kind, amountFen }) => [kind, amountFen])).toEqual([['adjustment', 30_000]])
  expect((await statements.preview({ customerId: note.customerId, month: '2026-12' })).lines).toHaveLength(1)
})

test('keyed by mistake is taken back; a note is void only once no money of it is on its way', async () => {
  const note = await sentCod(office, 5)
  const { entries, version } = await collectCod(office, note.id)
  const voidNote = async () =>
    office.as.manager.deliveries.void({
      id: note.id,
      version: (await office.as.clerk.deliveries.read({ id: note.id })).version,
      reason: '开错',
    })
  await expect(voidNote()).rejects.toMatchObject({ code: 'cod.moneyOut' })
  expect(await office.as.clerk.cod.takeBack({ entryId: entries[0]!.id, version, reason: '录错单' })).toMatchObject({
    state: 'toCollect',
    onDriverFen: 0,
  })
  await voidNote()
  expect(await codOf(note.id)).toMatchObject({ state: 'void', openFen: 0 })
  expect(await office.as.clerk.cod.drivers({})).toEqual([])
})

test('too much is the customer’s, not the driver’s', async () => {
  const note = await sentCod(office, 5)
  await collectCod(office, note.id, 60_000, { reason: '客户多给一张' })
  await countHandover(office, await handOverAll(office, '老何'))
  const cod = await codOf(note.id)
  expect(cod).toMatchObject({ state: 'difference', openFen: -10_000 })
  const settle = (bearer: 'driver' | 'customer') =>
    office.as.cashier.cod.settle({ id: cod.id, version: cod.version, bearer, reason: '下次抵' })
  await expect(settle('driver')).rejects.toMatchObject({ code: 'cod.overIsCustomers' })
  expect(await settle('customer')).toMatchObject({ state: 'closed', settledFen: -10_000 })
  expect((await office.as.clerk.customers.credit({ id: note.customerId })).owedFen).toBe(-10_000)
})

test('who sees no prices sees no cash of notes', async () => {
  const note = await sentCod(office, 1)
  for (const role of ['warehouse', 'workshop'] as const) {
    await expect(office.as[role].cod.drivers({})).rejects.toMatchObject({ code: 'app.notAllowed' })
    await expect(office.as[role].cod.ofNote({ deliveryNoteId: note.id })).rejects.toMatchObject({
      code: 'app.notAllowed',
    })
  }
})

const walk = async (db?: Kysely<Database>) => {
  const on = await openOffice(db ? { db } : {})
  const notes = [await sentCod(on, 5), await sentCod(on, 3, '小冯'), await sentCod(on, 2, '小冯')]
  on.setDay('2026-11-24')
  for (const { id } of notes.slice(0, 2)) await collectCod(on, id, 20_000, { reason: '先付一部分' })
  const handover = await countHandover(on, await handOverAll(on, '小冯', '2026-11-24'), '现收 9')
  const [first] = (await on.as.clerk.cod.notes({ driver: '小冯', show: 'difference' })).rows
  await on.as.cashier.cod.settle({ id: first!.id, version: first!.version, bearer: 'driver', reason: '少收' })
  const told = {
    drivers: await on.as.clerk.cod.drivers({}),
    open: (await on.as.clerk.cod.notes({})).rows.map(({ number, state, openFen, days }) => [
      number,
      state,
      openFen,
      days,
    ]),
    handovers: (await on.as.clerk.cod.handovers({ state: 'counted' })).rows.map(({ notes: many, handedFen }) => [
      many,
      handedFen,
    ]),
    counts: await on.as.clerk.cod.counts({}),
    paper: (await on.as.clerk.cod.handoverPaper({ id: handover.id })).pages.length,
    found: (await on.as.cashier.search.find({ typed: '现收9' })).length > 0,
  }
  await on.close()
  return told
}

test('both databases tell the same of the cash', { timeout: 120_000 }, async () => {
  const asNumber = (text: string): number => Number(text)
  const postgres = new Kysely<Database>({
    dialect: new PGliteDialect({ pglite: new PGlite({ parsers: { 20: asNumber } }) }),
  })
  await migrate(postgres, 'postgres')
  const told = await walk()
  expect(told).toMatchObject({
    drivers: [
      {
        driver: '小冯',
        notes: 1,
        openFen: 20_000,
        toCollectFen: 20_000,
        onDriverFen: 0,
        differenceFen: 0,
        owedFen: 10_000,
        oldestDays: 2,
      },
      { driver: '老何', notes: 1, openFen: 50_000, toCollectFen: 0, onDriverFen: 20_000, owedFen: 0, oldestDays: 2 },
    ],
    counts: { open: 2, waiting: 0, differences: 0, old: false },
    handovers: [[1, 20_000]],
    paper: 1,
    found: true,
  })
  expect(await walk(postgres)).toEqual(told)
})
