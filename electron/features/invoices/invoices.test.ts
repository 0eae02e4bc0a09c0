import { PGlite } from '@electric-sql/pglite'
import fc from 'fast-check'
import { Kysely, PGliteDialect } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { coversTooMuch, type InvoiceDraft, isInvoiceNumber, spreadInvoice } from '../../../shared/invoices.ts'
import { taxContained } from '../../../shared/money.ts'
import { migrate } from '../../db/migrate.ts'
import type { Database } from '../../db/schema.ts'
import { checkOrder, furnitureDraft, makeMasters } from '../../testing/mainLine.ts'
import { noteDraft, noteLine, receive, sendNote } from '../../testing/notes.ts'
import { openOffice, type TestOffice } from '../../testing/office.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openOffice()
})
afterEach(() => office.close())

/** A monthly customer with an order of 12 tables, 72 chairs, 6 wardrobes; notes of them leave on the days told. */
const begin = async (on: TestOffice = office) => {
  const masters = await makeMasters(on, { settlement: 'monthly' })
  const keyed = await on.as.clerk.orders.save({
    ...(await furnitureDraft(on, masters)),
    proof: { number: '0757-8321 0002', pages: 1, on: '2026-11-22' },
  })
  const order = await checkOrder(on, keyed.id)
  const [table, chair] = order.lines.map(({ id }) => id) as [number, number]
  const send = async (line: number, pieces: number, kind: 'delivery' | 'return' = 'delivery') =>
    sendNote(on, await on.as.clerk.deliveries.save(noteDraft(masters.customerId, [noteLine(line, pieces)], { kind })))
  return { customerId: masters.customerId, table, chair, send }
}

let last = 10_000_000
const draft = (customerId: number, amountFen: number, changes: Partial<InvoiceDraft> = {}): InvoiceDraft => ({
  customerId,
  kind: 'special',
  code: '',
  number: String((last += 1)),
  issuedOn: '2026-11-22',
  amountFen,
  taxBasisPoints: 1300,
  taxFen: taxContained(amountFen, 1300),
  remark: '',
  statementId: null,
  parts: [],
  ...changes,
})
const ofNote = (deliveryNoteId: number, amountFen: number) => ({ deliveryNoteId, adjustmentId: null, amountFen })

test('a note is invoiced in parts, never above its amount, and what is open says so', async () => {
  const { customerId, table, send } = await begin()
  const note = await send(table, 5) // 5 × 1 180.00
  const state = () => office.as.cashier.invoices.ofNote({ deliveryNoteId: note.id })
  expect(await state()).toEqual({ state: 'none', invoicedFen: 0, numbers: [] })
  const first = await office.as.cashier.invoices.enter(
    draft(customerId, 200_000, { parts: [ofNote(note.id, 200_000)] }),
  )
  expect(first).toMatchObject({ state: 'standing', uncoveredFen: 0, taxFen: 23_009, title: expect.any(String) })
  expect(await state()).toEqual({ state: 'partly', invoicedFen: 200_000, numbers: [first.number] })
  expect((await office.as.cashier.invoices.uninvoiced({ customerId })).rows).toMatchObject([
    { number: note.number, totalFen: 590_000, invoicedFen: 200_000, openFen: 390_000 },
  ])
  await expect(
    office.as.cashier.invoices.enter(draft(customerId, 400_000, { parts: [ofNote(note.id, 390_001)] })),
  ).rejects.toMatchObject({ code: 'invoices.moreThanLeft', field: 'parts.0.amountFen' })
  await office.as.cashier.invoices.enter(draft(customerId, 390_000, { parts: [ofNote(note.id, 390_000)] }))
  expect((await state()).state).toBe('whole')
  expect(await office.as.cashier.invoices.uninvoicedSums({})).toEqual({
    count: 0,
    totalFen: 0,
    invoicedFen: 0,
    openFen: 0,
  })
})

test('a number is used once, by its shape, and stays used when void', async () => {
  const { customerId } = await begin()
  const enter = (changes: Partial<InvoiceDraft>) =>
    office.as.cashier.invoices.enter({ ...draft(customerId, 100, changes), sure: true })
  const one = await enter({ number: '12345678', code: '4400201130' })
  for (const again of [
    { number: '12345678', code: '4400201130' },
    { number: '12345678', code: '' },
  ])
    await expect(enter(again)).rejects.toMatchObject({ code: 'invoices.numberUsed', field: 'number' })
  await enter({ number: '12345678', code: '4400201131' })
  await enter({ number: '26442000000123456789' })
  await expect(enter({ number: '2644200000012345678' })).rejects.toMatchObject({ code: 'invoices.numberShape' })
  await expect(enter({ issuedOn: '2026-11-23' })).rejects.toMatchObject({ code: 'invoices.future' })
  await expect(enter({ taxFen: 500 })).rejects.toMatchObject({ code: 'invoices.taxOff' })
  await office.as.cashier.invoices.void({ id: one.id, version: one.version, reason: '打坏' })
  await expect(enter({ number: '12345678', code: '4400201130' })).rejects.toMatchObject({ code: 'invoices.numberUsed' })
  expect(isInvoiceNumber('440020113', '12345678')).toBe(false)
})

test('a red invoice takes all of it back; the month keeps both; void, the first stands again', async () => {
  const { customerId, table, send } = await begin()
  const note = await send(table, 1)
  const one = await office.as.cashier.invoices.enter(draft(customerId, 118_000, { parts: [ofNote(note.id, 118_000)] }))
  await expect(
    office.as.manager.deliveries.void({ id: note.id, version: note.version, reason: '开错' }),
  ).rejects.toMatchObject({ code: 'invoices.stands' })
  office.setDay('2026-12-03')
  const red = await office.as.cashier.invoices.reverse({
    id: one.id,
    version: one.version,
    number: '26442000000999999999',
    code: '',
    issuedOn: '2026-12-03',
    reason: '抬头开错',
  })
  expect(red).toMatchObject({ state: 'red', amountFen: -118_000, taxFen: -13_575, otherNumber: one.number })
  expect(await office.as.cashier.invoices.read({ id: one.id })).toMatchObject({ state: 'reversed', otherId: red.id })
  expect((await office.as.cashier.invoices.ofNote({ deliveryNoteId: note.id })).state).toBe('none')
  const sums = async (month: string) => (await office.as.cashier.invoices.monthSums({ month })).amountFen
  expect([await sums('2026-11'), await sums('2026-12')]).toEqual([118_000, -118_000])
  await office.as.cashier.invoices.void({ id: red.id, version: red.version, reason: '红字也开错' })
  expect((await office.as.cashier.invoices.ofNote({ deliveryNoteId: note.id })).state).toBe('whole')
  expect(await office.as.cashier.invoices.read({ id: one.id })).toMatchObject({ state: 'standing', otherId: null })
  expect(await sums('2026-12')).toBe(0)
})

test('an invoice in advance is covered when the goods have left; a return is taken off', async () => {
  const { customerId, table, chair, send } = await begin()
  await expect(office.as.cashier.invoices.enter(draft(customerId, 94_200))).rejects.toMatchObject({
    code: 'invoices.moreThanOpen',
    field: 'amountFen',
    message: '永兴家居 没开票的只有 0.00,这张开 942.00,多 942.00。',
  })
  const early = await office.as.cashier.invoices.enter({ ...draft(customerId, 94_200), sure: true })
  expect(early.uncoveredFen).toBe(94_200)
  const note = await send(table, 1)
  const back = await send(chair, 1)
  await office.as.clerk.deliveries.read({ id: back.id })
  const taken = await send(chair, 1, 'return')
  expect(taken.totalFen).toBe(-23_800)
  const covered = await office.as.cashier.invoices.cover({
    id: early.id,
    version: early.version,
    parts: [ofNote(note.id, 118_000), ofNote(taken.id, -23_800)],
  })
  expect(covered).toMatchObject({ uncoveredFen: 0 })
  expect((await office.as.cashier.invoices.uninvoiced({ customerId })).rows.map(({ number }) => number)).toEqual([
    back.number,
  ])
  await expect(
    office.as.cashier.invoices.cover({ id: early.id, version: covered.version, parts: [ofNote(note.id, 118_000)] }),
  ).rejects.toMatchObject({ code: 'invoices.coversTooMuch' })
})

test('what is invoiced and not paid: the money of a note pays its oldest invoice first', async () => {
  const { customerId, table, send } = await begin()
  const note = await send(table, 2) // 2 360.00
  const one = await office.as.cashier.invoices.enter(draft(customerId, 136_000, { parts: [ofNote(note.id, 136_000)] }))
  const two = await office.as.cashier.invoices.enter(draft(customerId, 100_000, { parts: [ofNote(note.id, 100_000)] }))
  await receive(office, customerId, 150_000, '2026-11-22')
  office.setDay('2026-12-02')
  expect((await office.as.cashier.invoices.unpaid({})).rows).toEqual([
    {
      id: two.id,
      number: two.number,
      customerId,
      customer: '永兴家居',
      issuedOn: '2026-11-22',
      amountFen: 100_000,
      openFen: 86_000,
      days: 10,
    },
  ])
  expect(await office.as.cashier.invoices.unpaidSums({})).toEqual({
    count: 1,
    amountFen: 100_000,
    openFen: 86_000,
    unassignedFen: 0,
  })
  expect(one.state).toBe('standing')
})

test('customers that want no invoice are left out unless asked; who sees no statements sees no invoices', async () => {
  const { customerId, table, send } = await begin()
  await send(table, 1)
  const card = await office.as.clerk.customers.read({ id: customerId })
  await office.as.clerk.customers.save({ ...card, invoiceKind: 'none' })
  expect((await office.as.cashier.invoices.uninvoiced({})).total).toBe(0)
  expect((await office.as.cashier.invoices.uninvoiced({ all: true })).total).toBe(1)
  expect((await office.as.cashier.invoices.uninvoiced({ customerId })).total).toBe(1)
  await expect(office.as.warehouse.invoices.list({})).rejects.toMatchObject({ code: 'app.notAllowed' })
  await expect(office.as.workshop.invoices.uninvoicedSums({})).rejects.toMatchObject({ code: 'app.notAllowed' })
})

test('开票资料 of a card is printed, and an invoice is found by the end of its number', async () => {
  const { customerId } = await begin()
  const card = await office.as.clerk.customers.read({ id: customerId })
  await office.as.clerk.customers.save({
    ...card,
    taxNumber: '91500103MA5U000000',
    taxAddress: '民族路 188 号',
    taxPhone: '023-63710000',
    taxBank: '工行解放碑支行 3100',
  })
  const { pages } = await office.as.clerk.invoices.slip({ id: customerId })
  for (const words of ['开票资料', '91500103MA5U000000', '民族路 188 号', '工行解放碑支行'])
    expect(pages.join('')).toContain(words)
  const number = '26442000000123456789'
  await office.as.cashier.invoices.enter({ ...draft(customerId, 100, { number }), sure: true })
  expect(await office.as.cashier.search.find({ typed: '23456789' })).toMatchObject([{ kind: 'invoice' }])
})

test('the proposal never covers more than the invoice or than a document has open', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -5000, max: 5000 }).filter((fen) => fen !== 0),
      fc.array(
        fc.integer({ min: -1500, max: 1500 }).filter((fen) => fen !== 0),
        { maxLength: 8 },
      ),
      (amountFen, open) => {
        const items = open.map((openFen) => ({ openFen }))
        const parts = spreadInvoice(amountFen, items)
        expect(coversTooMuch(amountFen, parts)).toBe(false)
        for (const { item, amountFen: fen } of parts) {
          expect(Math.sign(fen)).toBe(Math.sign(item.openFen))
          expect(Math.abs(fen)).toBeLessThanOrEqual(Math.abs(item.openFen))
        }
        const sum = open.reduce((total, fen) => total + fen, 0)
        if (sum === amountFen) expect(parts).toHaveLength(items.length)
      },
    ),
  )
})

/** Random invoices, red ones and voids against a plain book of what each note has: kept by hand in integer fen. */
test('after any deeds each note is invoiced by what stands, and never above its amount', async () => {
  const { customerId, table, send } = await begin()
  const notes = [await send(table, 1), await send(table, 2), await send(table, 3)]
  const book: { id: number; version: number; parts: { note: number; fen: number }[]; stands: boolean }[] = []
  const invoiced = (note: number): number =>
    book
      .filter(({ stands }) => stands)
      .flatMap(({ parts }) => parts)
      .reduce((sum, part) => sum + (part.note === note ? part.fen : 0), 0)
  const deed = fc.record({
    what: fc.constantFrom('enter', 'enter', 'red', 'void'),
    at: fc.nat(20),
    fens: fc.tuple(fc.integer({ min: 0, max: 200_000 }), fc.integer({ min: 0, max: 300_000 }), fc.nat(400_000)),
  })
  const step = async ({ what, at, fens }: { what: string; at: number; fens: number[] }): Promise<void> => {
    if (what === 'enter') {
      const parts = notes.flatMap((note, index) => (fens[index]! > 0 ? [{ note: index, fen: fens[index]! }] : []))
      if (parts.length === 0) return
      const fits = parts.every(({ note, fen }) => invoiced(note) + fen <= notes[note]!.totalFen)
      const amount = parts.reduce((sum, { fen }) => sum + fen, 0)
      const entered = office.as.cashier.invoices.enter(
        draft(customerId, amount, { parts: parts.map(({ note, fen }) => ofNote(notes[note]!.id, fen)) }),
      )
      if (!fits) return expect(entered).rejects.toMatchObject({ code: 'invoices.moreThanLeft' })
      const { id, version } = await entered
      book.push({ id, version, parts, stands: true })
      return
    }
    const standing = book.filter(({ stands }) => stands)
    const one = standing[at % Math.max(1, standing.length)]
    if (!one) return
    if (what === 'void') await office.as.cashier.invoices.void({ id: one.id, version: one.version, reason: '打坏' })
    else
      await office.as.cashier.invoices.reverse({
        id: one.id,
        version: one.version,
        number: String((last += 1)),
        code: '',
        issuedOn: '2026-11-22',
        reason: '红冲',
      })
    one.stands = false
  }
  for (const each of fc.sample(deed, { numRuns: 60, seed: 6 })) {
    await step(each)
    const open = (await office.as.cashier.invoices.uninvoiced({ customerId })).rows
    for (const [index, note] of notes.entries()) {
      const left = note.totalFen - invoiced(index)
      expect(left).toBeGreaterThanOrEqual(0)
      expect(open.find(({ deliveryNoteId }) => deliveryNoteId === note.id)?.openFen ?? 0).toBe(left)
    }
  }
})

const walk = async (db?: Kysely<Database>) => {
  const on = await openOffice(db ? { db } : {})
  const { customerId, table, chair, send } = await begin(on)
  const notes = [await send(table, 1), await send(chair, 2), await send(chair, 1, 'return')]
  const one = await on.as.cashier.invoices.enter(
    draft(customerId, 141_800, {
      number: '26442000000000000001',
      parts: notes.map(({ id, totalFen }) => ofNote(id, totalFen)).filter((_, index) => index !== 1),
      amountFen: 94_200,
      taxFen: taxContained(94_200, 1300),
    }),
  )
  await receive(on, customerId, 50_000, '2026-11-22')
  const told = {
    open: (await on.as.cashier.invoices.uninvoiced({})).rows.map(({ kind, openFen }) => [kind, openFen]),
    sums: await on.as.cashier.invoices.uninvoicedSums({ month: '2026-11' }),
    unpaid: (await on.as.cashier.invoices.unpaid({})).rows.map(({ openFen }) => openFen),
    unpaidSums: await on.as.cashier.invoices.unpaidSums({ customerId }),
    month: await on.as.cashier.invoices.monthSums({ month: '2026-11' }),
    parts: one.parts.map(({ totalFen, amountFen }) => [totalFen, amountFen]),
  }
  await on.close()
  return told
}

test('both databases tell the same of the invoices', { timeout: 120_000 }, async () => {
  const asNumber = (text: string): number => Number(text)
  const postgres = new Kysely<Database>({
    dialect: new PGliteDialect({ pglite: new PGlite({ parsers: { 20: asNumber } }) }),
  })
  await migrate(postgres, 'postgres')
  const told = await walk()
  expect(told).toMatchObject({
    open: [['delivery', 47_600]],
    unpaid: [44_200],
    parts: [
      [118_000, 118_000],
      [-23_800, -23_800],
    ],
  })
  expect(await walk(postgres)).toEqual(told)
})
