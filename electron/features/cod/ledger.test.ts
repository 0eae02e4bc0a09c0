import fc from 'fast-check'
import { expect, test } from 'vitest'
import { makeOrder } from '../../testing/checkedOrder.ts'
import { collectCod, countHandover, handOverAll } from '../../testing/cod.ts'
import { keyNote, receive, sendNote } from '../../testing/notes.ts'
import { openOffice, type TestOffice } from '../../testing/office.ts'

/** A deed of a day on the road; `note` and `part` choose among what is there. */
type Deed = {
  do:
    | 'collect'
    | 'handOver'
    | 'settle'
    | 'unsettle'
    | 'repay'
    | 'voidReceipt'
    | 'voidHandover'
    | 'takeBack'
    | 'bank'
    | 'deduct'
  note: number
  part: number
}

/** One note by hand: what the driver has with him, what was counted, what was settled and by whom, all in fen. */
interface Page {
  driver: string
  customerId: number
  toCollect: number
  pocket: number[]
  handed: number
  driverOwes: number
  others: number
  /** All cash drivers took of the customer, in the office or not; and what was missing of it at the counts. */
  taken: number
  short: number
  /** Paid to the bank on this note, and deducted from the customer's account. */
  bank: number
  deducted: number
  /** A driver was there, or something was settled: before, he collects what the paper says. */
  said: boolean
}

/** By hand: what is neither in the office nor settled. Bank money and deductions stand for what no driver took, no more. */
const openOf = (page: Page): number => {
  const settled = page.driverOwes + page.others
  const borne = Math.min(page.driverOwes, page.short)
  const withCustomer = page.toCollect - page.taken - (settled - borne)
  const paidBeside = page.bank + (page.said ? page.deducted : 0)
  return page.toCollect - page.handed - settled - Math.max(0, Math.min(withCustomer, paidBeside))
}

const drivers = ['老何', '小冯']

/** The book a careful clerk would keep beside the program: nothing in it comes from the program's own sums. */
const play = async (office: TestOffice, deeds: Deed[]): Promise<Page[]> => {
  const notes: number[] = []
  const book: Page[] = []
  for (const [index, pieces] of [3, 5, 7].entries()) {
    const order = await makeOrder(office, { settlement: 'cash', pieces: [pieces] })
    const driver = drivers[index % 2]!
    const note = await sendNote(office, await keyNote(office, order, [pieces], { driver, codFen: pieces * 10_000 }))
    notes.push(note.id)
    book.push({
      driver,
      customerId: order.customerId,
      toCollect: pieces * 10_000,
      pocket: [],
      handed: 0,
      driverOwes: 0,
      others: 0,
      taken: 0,
      short: 0,
      bank: 0,
      deducted: 0,
      said: false,
    })
  }
  const sum = (parts: number[]): number => parts.reduce((total, part) => total + part, 0)
  for (const deed of deeds) {
    const at = deed.note % notes.length
    const page = book[at]!
    const cod = (await office.as.clerk.cod.ofNote({ deliveryNoteId: notes[at]! }))!
    const left = openOf(page) - sum(page.pocket)
    if (deed.do === 'collect') {
      const amount = Math.round((Math.max(0, left) * deed.part) / 100) + (deed.part > 95 ? 700 : 0)
      await collectCod(office, notes[at]!, amount, { reason: '—' })
      page.said = true
      if (amount > 0) page.pocket.push(amount)
      page.taken += amount
    } else if (deed.do === 'takeBack') {
      const entry = cod.entries.find(
        ({ handedFen, reversedReason, collectedFen }) =>
          handedFen === null && reversedReason === null && collectedFen > 0,
      )
      if (!entry) continue
      await office.as.clerk.cod.takeBack({ entryId: entry.id, version: cod.version, reason: '错' })
      page.pocket.splice(page.pocket.indexOf(entry.collectedFen), 1)
      page.taken -= entry.collectedFen
      page.said =
        cod.entries.some(({ id, reversedReason }) => id !== entry.id && reversedReason === null) ||
        cod.settlements.some(({ reversedReason }) => reversedReason === null)
    } else if (deed.do === 'handOver') {
      const own = book.filter(({ driver }) => driver === page.driver)
      if (own.every(({ pocket }) => pocket.length === 0)) continue
      const handover = await handOverAll(office, page.driver)
      // the first line is counted short by a part of it
      const first = handover.lines[0]!
      const short = deed.part < 30 ? Math.round((first.collectedFen * deed.part) / 100) : 0
      await countHandover(office, handover, '', short > 0 ? { 0: first.collectedFen - short } : {})
      const firstPage = book[notes.indexOf(first.deliveryNoteId)]!
      for (const each of own) {
        each.handed += sum(each.pocket)
        each.pocket = []
      }
      if (short > 0 && first.collectedFen - short > 0) {
        firstPage.handed -= short
        firstPage.short += short
      } else if (short > 0) {
        firstPage.handed -= first.collectedFen
        firstPage.pocket.push(first.collectedFen)
      }
    } else if (deed.do === 'settle') {
      const open = openOf(page)
      if (left === 0 || (left < 0 && (open > 0 || page.pocket.length > 0)) || open === 0) continue
      const bearer = left < 0 ? 'customer' : (['driver', 'customer', 'deduction'] as const)[deed.part % 3]!
      const amount = left < 0 ? left : Math.max(1, Math.round((left * deed.part) / 100))
      await office.as.cashier.cod.settle({
        id: cod.id,
        version: cod.version,
        bearer,
        amountFen: left < 0 ? null : amount,
        reason: '说好',
      })
      if (bearer === 'driver') page.driverOwes += amount
      else page.others += amount
      page.said = true
    } else if (deed.do === 'unsettle') {
      const settled = cod.settlements.find(({ reversedReason }) => reversedReason === null)
      if (!settled) continue
      await office.as.cashier.cod.unsettle({ settlementId: settled.id, version: cod.version, reason: '错' })
      if (settled.bearer === 'driver') page.driverOwes -= settled.amountFen
      else page.others -= settled.amountFen
      page.said =
        cod.entries.some(({ reversedReason }) => reversedReason === null) ||
        cod.settlements.some(({ id, reversedReason }) => id !== settled.id && reversedReason === null)
    } else if (deed.do === 'repay') {
      const debt = cod.settlements.find(({ bearer, reversedReason }) => bearer === 'driver' && reversedReason === null)
      if (!debt) continue
      const amount = Math.max(1, Math.round((debt.amountFen * deed.part) / 100))
      await office.as.clerk.cod.repay({
        settlementId: debt.id,
        version: cod.version,
        amountFen: amount,
        method: 'cash',
        paidOn: '2026-11-22',
      })
      page.driverOwes -= amount
      page.pocket.push(amount)
      page.taken += amount
      page.said = true
    } else if (deed.do === 'bank') {
      const [item] = await office.as.clerk.receipts.openItems({ customerId: page.customerId })
      const amount = Math.round(((item?.openFen ?? 0) * deed.part) / 100)
      if (amount === 0) continue
      await receive(office, page.customerId, amount, '2026-11-22')
      page.bank += amount
    } else if (deed.do === 'deduct') {
      const amount = deed.part * 300
      await office.as.cashier.statements.adjust({
        customerId: page.customerId,
        adjustedOn: '2026-11-22',
        kind: 'deduction',
        amountFen: -amount,
        reason: '来料短少',
      })
      page.deducted += amount
    } else if (deed.do === 'voidReceipt') {
      const entry = cod.entries.find(({ receiptId }) => receiptId !== null)
      if (!entry) continue
      // what a slip was counted with does not go alone: the book stays
      const { version } = await office.as.cashier.receipts.read({ id: entry.receiptId! })
      await expect(
        office.as.cashier.receipts.void({ id: entry.receiptId!, version, reason: '假币' }),
      ).rejects.toMatchObject({ code: 'cod.receiptOfHandover' })
    } else {
      const [handover] = (await office.as.clerk.cod.handovers({ state: 'counted', driver: page.driver })).rows
      if (!handover) continue
      const open = new Map<number, { collected: number; handed: number }[]>()
      for (const [place, id] of notes.entries())
        for (const entry of (await office.as.clerk.cod.ofNote({ deliveryNoteId: id }))!.entries)
          if (entry.handoverId === handover.id && entry.handedFen !== null)
            open.set(place, [...(open.get(place) ?? []), { collected: entry.collectedFen, handed: entry.handedFen }])
      await office.as.cashier.cod.voidHandover({ id: handover.id, version: handover.version, reason: '点错' })
      for (const [place, entries] of open)
        for (const { collected, handed } of entries) {
          book[place]!.handed -= handed
          book[place]!.short -= collected - handed
          book[place]!.pocket.push(collected)
        }
    }
  }
  return book
}

const deed = fc.record({
  do: fc.constantFrom<Deed['do']>(
    'collect',
    'collect',
    'handOver',
    'handOver',
    'settle',
    'unsettle',
    'repay',
    'voidReceipt',
    'voidHandover',
    'takeBack',
    'bank',
    'bank',
    'deduct',
  ),
  note: fc.nat({ max: 2 }),
  part: fc.integer({ min: 1, max: 100 }),
})

test('to collect = handed in + settled + open, to the fen, by driver and customer; receipts are what was handed in', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { minLength: 4, maxLength: 14 }), async (deeds) => {
      const office = await openOffice()
      const book = await play(office, deeds)
      const shown = await office.as.clerk.cod.drivers({})
      for (const driver of drivers) {
        const own = book.filter((page) => page.driver === driver)
        const sum = (of: (page: Page) => number): number => own.reduce((total, page) => total + of(page), 0)
        const open = sum(openOf)
        const told = shown.find((row) => row.driver === driver)
        expect(told?.openFen ?? 0).toBe(open)
        expect(told?.owedFen ?? 0).toBe(sum(({ driverOwes }) => driverOwes))
        expect(told?.onDriverFen ?? 0).toBe(sum(({ pocket }) => pocket.reduce((total, part) => total + part, 0)))
      }
      const receipts = (await office.as.cashier.receipts.list({ limit: 200 })).rows.filter(
        ({ state }) => state !== 'void',
      )
      for (const customerId of new Set(book.map((page) => page.customerId))) {
        const own = book.filter((page) => page.customerId === customerId)
        const came = receipts
          .filter((row) => row.customerId === customerId)
          .reduce((total, row) => total + row.amountFen, 0)
        expect(came).toBe(own.reduce((total, { handed, bank }) => total + handed + bank, 0))
        const rows = (await office.as.clerk.cod.notes({ customerId, show: 'open' })).rows
        const closed = (await office.as.clerk.cod.notes({ customerId, show: 'closed' })).rows
        for (const row of [...rows, ...closed])
          expect(row.toCollectFen).toBe(row.handedFen + row.settledFen + row.openFen)
        expect([...rows, ...closed].reduce((total, row) => total + row.toCollectFen, 0)).toBe(
          own.reduce((total, { toCollect }) => total + toCollect, 0),
        )
      }
      // every slip that stands is the sum of its standing receipts
      const standing = new Map(receipts.map((row) => [row.id, row.amountFen]))
      for (const { id } of (await office.as.cashier.cod.handovers({ state: 'counted' })).rows) {
        const { handedFen, lines } = await office.as.cashier.cod.handover({ id })
        expect(lines.reduce((total, { receiptId }) => total + (standing.get(receiptId ?? 0) ?? 0), 0)).toBe(handedFen)
      }
      await office.close()
    }),
    { numRuns: 12 },
  )
})
