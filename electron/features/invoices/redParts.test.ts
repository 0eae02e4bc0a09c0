import { PGlite } from '@electric-sql/pglite'
import fc from 'fast-check'
import { Kysely, PGliteDialect, sql } from 'kysely'
import { expect, test } from 'vitest'
import type { InvoiceDraft } from '../../../shared/invoices.ts'
import { taxContained } from '../../../shared/money.ts'
import { migrate } from '../../db/migrate.ts'
import type { Database } from '../../db/schema.ts'
import { checkOrder, furnitureDraft, makeMasters } from '../../testing/mainLine.ts'
import { noteDraft, noteLine, sendNote } from '../../testing/notes.ts'
import { openOffice, type TestOffice } from '../../testing/office.ts'
import { uninvoicedUntil } from './open.ts'

/** A monthly customer; notes of tables (1 180.00) and chairs (238.00) leave, or come back. */
const begin = async (on: TestOffice) => {
  const masters = await makeMasters(on, { settlement: 'monthly' })
  const keyed = await on.as.clerk.orders.save({
    ...(await furnitureDraft(on, masters)),
    proof: { number: '0757-8321 0002', pages: 1, on: '2026-11-22' },
  })
  const order = await checkOrder(on, keyed.id)
  const [table, chair] = order.lines.map(({ id }) => id) as [number, number]
  const { customerId } = masters
  const send = async (line: number, pieces: number, kind: 'delivery' | 'return' = 'delivery') =>
    sendNote(on, await on.as.clerk.deliveries.save(noteDraft(customerId, [noteLine(line, pieces)], { kind })))
  let last = 20_000_000
  const number = (): string => String((last += 1))
  const draft = (amountFen: number, parts: InvoiceDraft['parts']): InvoiceDraft => ({
    customerId,
    kind: 'special',
    code: '',
    number: number(),
    issuedOn: '2026-11-22',
    amountFen,
    taxBasisPoints: 1300,
    taxFen: taxContained(amountFen, 1300),
    remark: '',
    statementId: null,
    parts,
  })
  const { invoices } = on.as.cashier
  const read = (id: number) => invoices.read({ id })
  /** A part taken back: amount and parts as on the first invoice. Null: all that is left. */
  const red = async (id: number, amountFen: number | null, parts: InvoiceDraft['parts'] = [], taxFen?: number) => {
    const { version } = await read(id)
    return invoices.reverse({
      id,
      version,
      number: number(),
      code: '',
      issuedOn: '2026-11-22',
      reason: '退货',
      part: amountFen === null ? null : { amountFen, taxFen: taxFen ?? taxContained(amountFen, 1300), parts },
    })
  }
  const open = async (noteId: number): Promise<number> =>
    (await invoices.uninvoiced({ customerId })).rows.find(({ deliveryNoteId }) => deliveryNoteId === noteId)?.openFen ??
    0
  return { customerId, table, chair, send, draft, number, invoices, read, red, open }
}
const of = (deliveryNoteId: number, amountFen: number) => ({ deliveryNoteId, adjustmentId: null, amountFen })

test('a part of an invoice is taken back to the fen, then the rest; never more than is left', async () => {
  const office = await openOffice()
  const { customerId, table, chair, send, draft, invoices, read, red, open } = await begin(office)
  const [tables, chairs] = [await send(table, 1), await send(chair, 2)]
  const one = await invoices.enter(draft(165_600, [of(tables.id, 118_000), of(chairs.id, 47_600)]))
  await expect(red(one.id, 165_601)).rejects.toMatchObject({ code: 'invoices.redTooMuch', field: 'part.amountFen' })
  await expect(red(one.id, 0)).rejects.toMatchObject({ code: 'invoices.redTooMuch' })
  await expect(red(one.id, -100, [of(tables.id, -100)])).rejects.toMatchObject({ code: 'invoices.redTooMuch' })
  await expect(red(one.id, 60_000, [of(chairs.id, 60_000)])).rejects.toMatchObject({ code: 'invoices.redPartTooMuch' })
  await expect(red(one.id, 60_000, [of(chairs.id, 20_000)])).rejects.toMatchObject({ code: 'invoices.redUnspread' })
  await expect(red(one.id, 10_000, [of(chairs.id, 20_000)])).rejects.toMatchObject({
    code: 'invoices.redCoversTooMuch',
  })
  await expect(red(one.id, 20_000, [of(chairs.id, 10_000), of(chairs.id, 10_000)])).rejects.toMatchObject({
    code: 'invoices.redPartTooMuch',
  })
  await expect(red(one.id, 23_800, [of(chairs.id, 23_800)], 9000)).rejects.toMatchObject({ code: 'invoices.taxOff' })
  await expect(red(one.id, 165_600, [of(tables.id, 118_000)])).rejects.toMatchObject({ code: 'invoices.redAllOf' })
  // nothing of what was refused is there
  expect(await read(one.id)).toMatchObject({ version: one.version, takenBackFen: 0, reds: [] })

  // one chair came back
  const first = await red(one.id, 23_800, [of(chairs.id, 23_800)])
  expect(first).toMatchObject({ state: 'red', amountFen: -23_800, uncoveredFen: 0, otherNumber: one.number })
  expect(await read(one.id)).toMatchObject({
    state: 'standing',
    takenBackFen: 23_800,
    otherId: null,
    reds: [{ id: first.id, amountFen: -23_800, remark: '退货' }],
    left: { amountFen: 141_800, taxFen: 19_051 - 2738, uncoveredFen: 0 },
    parts: [{ leftFen: 118_000 }, { amountFen: 47_600, leftFen: 23_800 }],
  })
  expect([await open(tables.id), await open(chairs.id)]).toEqual([0, 23_800])
  expect(await uninvoicedUntil(office, customerId, '2026-11-30')).toBe(23_800)
  expect((await invoices.unpaidSums({ customerId })).openFen).toBe(141_800)
  expect((await invoices.unpaid({})).rows).toMatchObject([{ id: one.id, amountFen: 141_800, openFen: 141_800 }])
  expect((await invoices.list({ state: 'partly' })).rows).toMatchObject([{ id: one.id, takenBackFen: 23_800 }])
  expect((await invoices.monthSums({ month: '2026-11' })).amountFen).toBe(141_800)
  // the invoice keeps its papers in hand as far as a red one took of them
  const { version } = await read(one.id)
  await expect(invoices.cover({ id: one.id, version, parts: [of(tables.id, 118_000)] })).rejects.toMatchObject({
    code: 'invoices.redOfIt',
  })
  await expect(invoices.void({ id: one.id, version, reason: '打坏' })).rejects.toMatchObject({
    code: 'invoices.hasReds',
  })

  // the rest, to the fen of tax that is left
  const second = await red(one.id, null)
  expect(second).toMatchObject({ amountFen: -141_800, taxFen: -(19_051 - 2738) })
  expect(await read(one.id)).toMatchObject({ state: 'reversed', otherId: second.id, left: { amountFen: 0, taxFen: 0 } })
  expect([await open(tables.id), await open(chairs.id)]).toEqual([118_000, 47_600])
  expect((await invoices.unpaidSums({ customerId })).openFen).toBe(0)
  await expect(red(one.id, 100)).rejects.toMatchObject({ code: 'invoices.gone' })

  // a red one was wrong: void, it gives back what it took and nothing else
  await invoices.void({ id: second.id, version: second.version, reason: '开错' })
  expect(await read(one.id)).toMatchObject({ state: 'standing', takenBackFen: 23_800, otherId: null })
  expect([await open(tables.id), await open(chairs.id)]).toEqual([0, 23_800])
  // what came back is invoiced elsewhere meanwhile: the first red one cannot be void any more
  await invoices.enter(draft(23_800, [of(chairs.id, 23_800)]))
  await expect(invoices.void({ id: first.id, version: first.version, reason: '开错' })).rejects.toMatchObject({
    code: 'invoices.moreThanLeft',
  })
  expect(await open(chairs.id)).toBe(0)
  await office.close()
})

test('a note an invoice no longer stands for is void freely; what is in advance is taken back in part', async () => {
  const office = await openOffice()
  const { table, chair, send, draft, invoices, read, red } = await begin(office)
  const [tables, chairs] = [await send(table, 1), await send(chair, 1)]
  // 1 180.00 + 238.00 + 100.00 in advance
  const one = await invoices.enter({
    ...draft(151_800, [of(tables.id, 118_000), of(chairs.id, 23_800)]),
    sure: true,
  })
  await expect(red(one.id, 10_001)).rejects.toMatchObject({ code: 'invoices.redUnspread' })
  await red(one.id, 4000)
  expect((await read(one.id)).left).toMatchObject({ amountFen: 147_800, uncoveredFen: 6000 })
  await red(one.id, 23_800, [of(chairs.id, 23_800)])
  expect((await invoices.ofNote({ deliveryNoteId: chairs.id })).numbers).toEqual([])
  expect((await invoices.ofNote({ deliveryNoteId: tables.id })).numbers).toEqual([one.number])
  const note = await office.as.clerk.deliveries.read({ id: chairs.id })
  await office.as.manager.deliveries.void({ id: note.id, version: note.version, reason: '没送成' })
  // the advance that is left is covered, no more than that
  const more = await send(chair, 1)
  const { version } = await read(one.id)
  const cover = (fen: number) =>
    invoices.cover({ id: one.id, version, parts: [of(tables.id, 118_000), of(more.id, fen)] })
  await expect(cover(6001)).rejects.toMatchObject({ code: 'invoices.redOfIt' })
  await office.close()
})

test('the red ones of an invoice are found by an index', async () => {
  const office = await openOffice()
  const { rows } = await sql<{ detail: string }>`explain query plan select sum("amountFen") from "invoices"
    where "reversesId" = 1 and "state" = 'red'`.execute(office.db)
  expect(rows.map(({ detail }) => detail).join()).toContain('invoices_reversesId')
  await office.close()
})

interface Booked {
  id: number
  uncovered: number
  parts: Map<number, number>
  reds: { id: number; uncovered: number; parts: Map<number, number>; void: boolean }[]
  void: boolean
}
const sumOf = (parts: Iterable<number>): number => [...parts].reduce((sum, fen) => sum + fen, 0)

/** A plain book kept by hand: what stands of each invoice is what it was less its red ones, note by note. */
const leftIn = (one: Booked) => {
  const reds = one.reds.filter((each) => !each.void)
  const left = (note: number) => (one.parts.get(note) ?? 0) - sumOf(reds.map(({ parts }) => parts.get(note) ?? 0))
  const parts = new Map([...one.parts.keys()].map((note) => [note, left(note)]))
  const uncovered = one.uncovered - sumOf(reds.map((each) => each.uncovered))
  return { parts, uncovered, amount: sumOf(parts.values()) + uncovered }
}

/** Random invoices, red ones of parts and wholes, and voids, told to the program and to the book. */
const play = async (office: TestOffice, numRuns: number, seed: number) => {
  const { customerId, table, chair, send, draft, invoices, read, red } = await begin(office)
  const notes = [await send(table, 1), await send(chair, 3), await send(table, 2)]
  const book: Booked[] = []
  const stands = (one: Booked): boolean => !one.void && leftIn(one).amount !== 0
  const invoiced = (note: number): number =>
    sumOf(book.filter((one) => !one.void).map((one) => leftIn(one).parts.get(note) ?? 0))
  const deed = fc.record({
    what: fc.constantFrom('enter', 'enter', 'part', 'part', 'part', 'part', 'rest', 'void', 'voidRed'),
    at: fc.nat(20),
    fens: fc.tuple(fc.nat(90_000), fc.nat(60_000), fc.nat(150_000)),
    share: fc.integer({ min: 1, max: 130 }),
    advance: fc.constantFrom(0, 0, 5000),
  })
  const told: string[] = []
  const attempt = async (fits: boolean, work: () => Promise<unknown>): Promise<boolean> => {
    const outcome = await work().then(
      () => true,
      (failure: { code: string }) => {
        expect(failure.code).toMatch(/^invoices\./)
        return false
      },
    )
    expect(outcome).toBe(fits)
    return outcome
  }
  for (const { what, at, fens, share, advance } of fc.sample(deed, { numRuns, seed })) {
    const live = book.filter(stands)
    const one = live[at % Math.max(1, live.length)]
    told.push(what)
    if (what === 'enter') {
      const parts = new Map(fens.flatMap((fen, note): [number, number][] => (fen > 0 ? [[note, fen]] : [])))
      if (parts.size === 0) continue
      const fits = [...parts].every(([note, fen]) => invoiced(note) + fen <= notes[note]!.totalFen)
      let id = 0
      const lines = [...parts].map(([note, fen]) => of(notes[note]!.id, fen))
      const done = await attempt(fits, async () => {
        id = (await invoices.enter(draft(sumOf(parts.values()) + advance, lines))).id
      })
      if (done) book.push({ id, uncovered: advance, parts, reds: [], void: false })
    } else if (!one) continue
    else if (what === 'part' || what === 'rest') {
      const left = leftIn(one)
      // a share of each note on it, now and then more than is left
      const parts = new Map(
        [...left.parts].flatMap(([note, fen], index): [number, number][] => {
          const taken = what === 'rest' ? fen : Math.floor((fen * (share + index * 7)) / 100)
          return taken === 0 ? [] : [[note, taken]]
        }),
      )
      const uncovered = what === 'rest' ? left.uncovered : Math.floor((left.uncovered * share) / 100)
      const amount = sumOf(parts.values()) + uncovered
      if (amount === 0) continue
      const within = uncovered <= left.uncovered && [...parts].every(([note, fen]) => fen <= left.parts.get(note)!)
      let id = 0
      const lines = [...parts].map(([note, fen]) => of(notes[note]!.id, fen))
      const tax = (await read(one.id)).left.taxFen
      const done = await attempt(within, async () => {
        id = (await red(one.id, what === 'rest' ? null : amount, lines, amount === left.amount ? tax : undefined)).id
      })
      if (done) one.reds.push({ id, uncovered, parts, void: false })
    } else if (what === 'void') {
      const { version } = await read(one.id)
      const fits = one.reds.every((each) => each.void)
      if (await attempt(fits, () => invoices.void({ id: one.id, version, reason: '打坏' }))) one.void = true
    } else {
      const reds = book.flatMap((each) => each.reds.filter((some) => !some.void))
      const wrong = reds[at % Math.max(1, reds.length)]
      if (!wrong) continue
      const fits = [...wrong.parts].every(([note, fen]) => invoiced(note) + fen <= notes[note]!.totalFen)
      const { version } = await read(wrong.id)
      if (await attempt(fits, () => invoices.void({ id: wrong.id, version, reason: '开错' }))) wrong.void = true
    }
    const openRows = (await invoices.uninvoiced({ customerId })).rows
    const opens = notes.map(({ id }) => openRows.find(({ deliveryNoteId }) => deliveryNoteId === id)?.openFen ?? 0)
    expect(opens).toEqual(notes.map(({ totalFen }, note) => totalFen - invoiced(note)))
    expect(await uninvoicedUntil(office, customerId, '2026-11-30')).toBe(sumOf(opens))
    // nobody paid: what is not paid is what stands of the invoices
    const standing = book.filter((each) => !each.void).map((each) => leftIn(each).amount)
    expect((await invoices.unpaidSums({ customerId })).openFen).toBe(sumOf(standing))
    for (const each of book.filter((some) => !some.void)) {
      const { left, state, takenBackFen, amountFen, parts } = await read(each.id)
      const mine = leftIn(each)
      expect([left.amountFen, left.uncoveredFen, amountFen - takenBackFen]).toEqual([
        mine.amount,
        mine.uncovered,
        mine.amount,
      ])
      expect(parts.map(({ leftFen }) => leftFen)).toEqual([...mine.parts.values()])
      expect(state).toBe(mine.amount === 0 ? 'reversed' : 'standing')
      expect(left.taxFen === 0 || left.amountFen !== 0).toBe(true)
      for (const fen of [mine.uncovered, ...mine.parts.values()]) expect(fen).toBeGreaterThanOrEqual(0)
    }
  }
  // the play had every deed in it, and red ones that went through
  expect(new Set(told).size).toBe(5)
  expect(book.flatMap(({ reds }) => reds).length).toBeGreaterThan(5)
  return {
    rows: (await invoices.list({ limit: 100 })).rows.map(({ amountFen, taxFen, state }) => [amountFen, taxFen, state]),
    month: await invoices.monthSums({ month: '2026-11' }),
  }
}

test(
  'after any red ones, in part or whole, notes and invoices are what a plain book says',
  { timeout: 120_000 },
  async () => {
    for (const seed of [3, 11]) {
      const office = await openOffice()
      await play(office, 70, seed)
      await office.close()
    }
  },
)

test('both databases tell the same of red invoices', { timeout: 180_000 }, async () => {
  const asNumber = (text: string): number => Number(text)
  const pglite = new PGlite({ parsers: { 20: asNumber } })
  const db = new Kysely<Database>({ dialect: new PGliteDialect({ pglite }) })
  await migrate(db, 'postgres')
  const [first, second] = [await openOffice(), await openOffice({ db })]
  expect(await play(second, 40, 5)).toEqual(await play(first, 40, 5))
  await first.close()
  await second.close()
})
