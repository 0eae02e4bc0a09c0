import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { daysBetween, plusDays } from '../../../shared/dates.ts'
import { type MadeOrder, makeCustomer, makeOrder } from '../../testing/checkedOrder.ts'
import { keyNote, noteDraft, noteLine, sendNote } from '../../testing/notes.ts'
import { openOffice, type TestOffice } from '../../testing/office.ts'

/** Random money of a customer against a plain book of its own: what is open, how old, what is in advance, to the fen. */

let office: TestOffice
beforeEach(async () => {
  office = await openOffice()
})
afterEach(() => office.close())

const step = fc.record({
  act: fc.constantFrom('note', 'note', 'note', 'return', 'charge', 'pay', 'pay', 'payLoose', 'assign', 'void', 'state'),
  size: fc.integer({ min: 1, max: 9 }),
  which: fc.nat(20),
  wait: fc.integer({ min: 0, max: 20 }),
  late: fc.constantFrom(0, 0, 0, 9, 40),
})
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

interface Charge {
  key: string
  on: string
  rank: number
  id: number
  fen: number
}
interface Money {
  id: number
  on: string
  fen: number
  parts: Map<string, number>
  stated: boolean
  reversed: boolean
}

class Book {
  day = '2026-01-05'
  customer = 0
  order!: MadeOrder
  charges: Charge[] = []
  money: Money[] = []
  termDays: number

  constructor(termDays: number) {
    this.termDays = termDays
  }

  /** What is left of each charge on a day, the credits taken off the oldest first. */
  left(on: string, money: readonly Money[] = this.money): { charge: Charge; fen: number }[] {
    const there = this.charges
      .filter((charge) => charge.on <= on)
      .toSorted((a, b) => (a.on === b.on ? a.rank - b.rank || a.id - b.id : a.on < b.on ? -1 : 1))
    const paid = (key: string): number =>
      money.filter((each) => each.on <= on).reduce((sum, { parts }) => sum + (parts.get(key) ?? 0), 0)
    let credit = there.reduce((sum, { fen }) => sum + Math.max(0, -fen), 0)
    return there
      .filter(({ fen }) => fen > 0)
      .map((charge) => {
        const open = charge.fen - paid(charge.key)
        const off = Math.min(open, credit)
        credit -= off
        return { charge, fen: open - off }
      })
  }
  balance(on: string): number {
    const sum = (all: readonly { on: string; fen: number }[]): number =>
      all.filter((each) => each.on <= on).reduce((total, { fen }) => total + fen, 0)
    return sum(this.charges) - sum(this.money)
  }
  spread(fen: number, but: Money | null): Map<string, number> {
    let rest = fen
    const parts = new Map<string, number>()
    for (const { charge, fen: open } of this.left(
      '9999-12-31',
      this.money.filter((each) => each !== but),
    )) {
      const part = Math.min(rest, open)
      if (part > 0) parts.set(charge.key, part)
      rest -= Math.max(0, part)
    }
    return parts
  }

  async begin(): Promise<void> {
    this.customer = await makeCustomer(office)
    const terms = { settlement: 'monthly', termDays: this.termDays }
    await office.db.updateTable('customers').set(terms).where('id', '=', this.customer).execute()
    this.order = await makeOrder(office, { customerId: this.customer, pieces: [900] })
  }

  async play({ act, size, which, wait, late }: Step): Promise<void> {
    this.day = plusDays(this.day, wait)
    office.setDay(this.day)
    const on = plusDays(this.day, -late)
    if (act === 'note') {
      const note = await sendNote(office, await keyNote(office, this.order, [size], { deliveryOn: on }))
      this.charges.push({ key: `note:${note.id}`, on, rank: 1, id: note.id, fen: note.totalFen })
    } else if (act === 'return') await this.bringBack(size, on)
    else if (act === 'charge') {
      const fen = which % 2 === 0 ? -size * 1234 : size * 777
      const { id } = await office.as.cashier.statements.adjust({
        customerId: this.customer,
        adjustedOn: on,
        kind: fen < 0 ? 'deduction' : 'freight',
        amountFen: fen,
        reason: '—',
      })
      this.charges.push({ key: `adjustment:${id}`, on, rank: 0, id, fen })
    } else if (act === 'pay' || act === 'payLoose') await this.pay(size * 7_777, on, act === 'pay')
    else if (act === 'assign') await this.assign(this.money[which % Math.max(1, this.money.length)])
    else if (act === 'void') await this.voidOne(this.money[which % Math.max(1, this.money.length)])
    else await this.state()
  }

  async bringBack(size: number, on: string): Promise<void> {
    const held = this.charges.filter(({ rank }) => rank === 1).reduce((sum, { fen }) => sum + fen / 10_000, 0)
    if (size > held) return
    const draft = noteDraft(this.customer, [noteLine(this.order.lineIds[0]!, size)], { kind: 'return', deliveryOn: on })
    const note = await sendNote(office, await office.as.clerk.deliveries.save(draft))
    this.charges.push({ key: `note:${note.id}`, on, rank: 1, id: note.id, fen: note.totalFen })
  }

  async pay(fen: number, on: string, oldest: boolean): Promise<void> {
    const parts = oldest ? this.spread(fen, null) : new Map<string, number>()
    const { id, version } = await office.as.clerk.receipts.enter({
      customerId: this.customer,
      receivedOn: on,
      kind: 'monthly',
      method: 'bank',
      payer: '',
      slipNumber: '',
      amountFen: fen,
      remark: '',
      allocations: oldest ? 'oldest' : [],
    })
    await office.as.cashier.receipts.confirm({ id, version, slipNumber: `S${id}` })
    this.money.push({ id, on, fen, parts, stated: false, reversed: false })
  }

  async assign(money: Money | undefined): Promise<void> {
    if (!money || money.reversed) return
    const { version } = await office.as.cashier.receipts.read({ id: money.id })
    money.parts = this.spread(money.fen, money)
    await office.as.cashier.receipts.assign({ id: money.id, version, allocations: 'oldest' })
  }

  async voidOne(money: Money | undefined): Promise<void> {
    if (!money || money.reversed) return
    const { version } = await office.as.cashier.receipts.read({ id: money.id })
    const voided = await office.as.cashier.receipts.void({ id: money.id, version, reason: '退票' })
    if (!money.stated) {
      expect(voided.reversalNumber).toBeNull()
      this.money = this.money.filter((each) => each !== money)
      return
    }
    expect(voided).toMatchObject({ reversedOn: this.day, state: 'void' })
    const { reversalId } = await office.db
      .selectFrom('receipts')
      .select('reversalId')
      .where('id', '=', money.id)
      .executeTakeFirstOrThrow()
    const key = `adjustment:${reversalId}`
    this.charges.push({ key, on: this.day, rank: 0, id: reversalId!, fen: money.fen })
    money.parts = new Map([[key, money.fen]])
    money.reversed = true
  }

  async state(): Promise<void> {
    const month = plusDays(`${this.day.slice(0, 7)}-01`, -1).slice(0, 7)
    const made = await office.as.cashier.statements.list({ customerId: this.customer, limit: 200 })
    if (made.rows.some(({ periodTo }) => periodTo.slice(0, 7) >= month)) return
    const { periodTo } = await office.as.cashier.statements.make({ customerId: this.customer, month })
    for (const each of this.money) if (each.on <= periodTo) each.stated = true
  }

  async check(on: string): Promise<void> {
    const [row] = (await office.as.cashier.receivables.list({ customerId: this.customer, on })).rows
    const left = this.left(on)
    const late = ({ charge }: { charge: Charge }): number => daysBetween(plusDays(charge.on, this.termDays), on)
    const sum = (from: number, to: number): number =>
      left.filter((each) => late(each) > from && late(each) <= to).reduce((total, { fen }) => total + fen, 0)
    const all = left.reduce((total, { fen }) => total + fen, 0)
    const balance = this.balance(on)
    const expected = {
      balanceFen: balance,
      notDueFen: sum(-Infinity, 0),
      to30Fen: sum(0, 30),
      to60Fen: sum(30, 60),
      to90Fen: sum(60, 90),
      over90Fen: sum(90, Infinity),
      overdueFen: sum(0, Infinity),
      prepaidFen: all - balance,
    }
    if (row) expect(row).toMatchObject(expected)
    else expect(expected).toMatchObject({ balanceFen: 0, overdueFen: 0, prepaidFen: 0 })
    const items = await office.as.cashier.receivables.items({ customerId: this.customer, on, limit: 200 })
    expect(items.rows.map(({ openFen }) => openFen)).toEqual(left.flatMap(({ fen }) => (fen > 0 ? [fen] : [])))
    expect(items.rows.reduce((total, { openFen }) => total + openFen, 0)).toBe(all)
  }

  /** The list of open documents, the ledger and the credit strip say the same as the book. */
  async checkNow(): Promise<void> {
    const open = await office.as.cashier.receipts.openItems({ customerId: this.customer })
    expect(open.map(({ openFen }) => openFen)).toEqual(
      this.left('9999-12-31').flatMap(({ fen }) => (fen > 0 ? [fen] : [])),
    )
    const owed = this.balance('9999-12-31')
    expect((await office.as.cashier.customers.credit({ id: this.customer })).owedFen).toBe(owed)
    const ledger = await office.as.cashier.receivables.ledger({ customerId: this.customer })
    expect(ledger.rows.at(-1)?.balanceFen ?? 0).toBe(owed)
  }
}

test(
  'for any notes, returns, charges, money, voids and statements: ages and balances are those of a plain book, on any day',
  { timeout: 120_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 6, maxLength: 24 }),
        fc.constantFrom(0, 30, 45),
        fc.nat(200),
        async (steps, termDays, back) => {
          const book = new Book(termDays)
          await book.begin()
          for (const each of steps) await book.play(each)
          // days of no account, and those on which a charge grows a class older
          const edges = [book.charges[0], book.charges.at(-1)].flatMap((charge) =>
            charge ? [0, 1, 30, 31, 60, 61, 90, 91].map((late) => plusDays(charge.on, termDays + late)) : [],
          )
          for (const on of [book.day, plusDays(book.day, -back), plusDays(book.day, 95), ...edges]) await book.check(on)
          await book.checkNow()
        },
      ),
      { numRuns: 12 },
    )
  },
)
