import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { plusDays } from '../../../shared/dates.ts'
import { type MadeOrder, makeCustomer, makeOrder } from '../../testing/checkedOrder.ts'
import { keyNote, noteDraft, noteLine, sendNote } from '../../testing/notes.ts'
import { openOffice, type TestOffice } from '../../testing/office.ts'

/** Random months of an office against a ledger of its own: what each customer owes, and where each paper stands. */

let office: TestOffice
beforeEach(async () => {
  office = await openOffice()
})
afterEach(() => office.close())

interface Entry {
  kind: 'note' | 'return' | 'receipt' | 'adjustment'
  id: number
  customer: number
  on: string
  /** Positive: the customer owes it. */
  fen: number
  statement: number | null
}
interface Stated {
  id: number
  customer: number
  month: string
  closing: number
}

const acts = [
  'note',
  'note',
  'note',
  'receipt',
  'receipt',
  'return',
  'adjust',
  'void',
  'assign',
  'state',
  'state',
  'unstate',
] as const
const step = fc.record({
  act: fc.constantFrom(...acts),
  customer: fc.nat(1),
  size: fc.integer({ min: 1, max: 9 }),
  which: fc.nat(30),
  wait: fc.integer({ min: 0, max: 12 }),
  late: fc.constantFrom(0, 0, 0, 20, 45),
})
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

/** The office and the ledger beside it, moved together. */
class Months {
  day = '2026-01-05'
  entries: Entry[] = []
  stated: Stated[] = []
  customers: number[] = []
  orders: MadeOrder[] = []
  /** Entry that takes a receipt back → the receipt. */
  reversals = new Map<number, number>()

  standing(customer: number): Stated | undefined {
    return this.stated.filter((each) => each.customer === customer).at(-1)
  }
  balance(customer: number): number {
    return this.entries.filter((entry) => entry.customer === customer).reduce((sum, { fen }) => sum + fen, 0)
  }
  add(entry: Omit<Entry, 'statement'>): void {
    this.entries.push({ ...entry, statement: null })
  }

  async begin(): Promise<void> {
    for (const cutoffDay of [0, 25]) {
      const id = await makeCustomer(office)
      await office.db.updateTable('customers').set({ cutoffDay }).where('id', '=', id).execute()
      this.customers.push(id)
      this.orders.push(await makeOrder(office, { customerId: id, pieces: [500] }))
    }
  }

  async play({ act, customer: index, size, which, wait, late }: Step): Promise<void> {
    this.day = plusDays(this.day, wait)
    office.setDay(this.day)
    const customer = this.customers[index]!
    const on = plusDays(this.day, -late)
    const mine = this.entries.filter((entry) => entry.customer === customer)
    if (act === 'note') {
      const note = await sendNote(office, await keyNote(office, this.orders[index]!, [size], { deliveryOn: on }))
      this.add({ kind: 'note', id: note.id, customer, on, fen: note.totalFen })
    } else if (act === 'return') await this.bringBack(index, size, on)
    else if (act === 'receipt') {
      const entered = await office.as.clerk.receipts.enter({
        customerId: customer,
        receivedOn: on,
        kind: 'balance',
        method: 'bank',
        payer: '',
        slipNumber: '',
        amountFen: size * 7777,
        remark: '',
        allocations: which % 2 === 0 ? 'oldest' : [],
      })
      await office.as.cashier.receipts.confirm({ id: entered.id, version: entered.version, slipNumber: entered.number })
      this.add({ kind: 'receipt', id: entered.id, customer, on, fen: -size * 7777 })
    } else if (act === 'adjust') {
      const { id, amountFen } = await office.as.cashier.statements.adjust({
        customerId: customer,
        adjustedOn: on,
        kind: which % 2 === 0 ? 'deduction' : 'freight',
        amountFen: which % 2 === 0 ? -size * 111 : size * 99,
        reason: '—',
      })
      this.add({ kind: 'adjustment', id, customer, on, fen: amountFen })
    } else if (act === 'void') await this.voidOne(mine[which % Math.max(1, mine.length)])
    else if (act === 'assign') await this.assign(mine.filter(({ kind }) => kind === 'receipt')[which % 5])
    else if (act === 'state') await this.state(customer)
    else await this.unstate(customer)
  }

  async bringBack(index: number, size: number, on: string): Promise<void> {
    const customer = this.customers[index]!
    const pieces = (kind: string): number =>
      this.entries
        .filter((entry) => entry.customer === customer && entry.kind === kind)
        .reduce((sum, { fen }) => sum + fen / 10_000, 0)
    const held = pieces('note') + pieces('return')
    const save = office.as.clerk.deliveries.save(
      noteDraft(customer, [noteLine(this.orders[index]!.lineIds[0]!, size)], {
        kind: 'return',
        deliveryOn: on,
      }),
    )
    if (size > held) return expect(save).rejects.toMatchObject({ code: 'deliveries.moreThanDelivered' })
    const note = await sendNote(office, await save)
    this.add({ kind: 'return', id: note.id, customer, on, fen: note.totalFen })
  }

  async voidOne(entry: Entry | undefined): Promise<void> {
    if (!entry) return
    const { id, kind } = entry
    const returned = -this.entries
      .filter((each) => each.customer === entry.customer && each.kind === 'return')
      .reduce((sum, { fen }) => sum + fen, 0)
    const sold = this.entries
      .filter((each) => each.customer === entry.customer && each.kind === 'note')
      .reduce((sum, { fen }) => sum + fen, 0)
    const words = kind === 'receipt' ? office.as.cashier.receipts : office.as.clerk.deliveries
    const call = async (): Promise<unknown> => {
      if (kind !== 'adjustment') return words.void({ id, version: (await words.read({ id })).version, reason: '作废' })
      const row = (
        await office.as.cashier.statements.adjustments({ customerId: entry.customer, limit: 200 })
      ).rows.find((each) => each.id === id)!
      return office.as.cashier.statements.voidAdjustment({ id, version: row.version, reason: '作废' })
    }
    if (entry.statement !== null && kind === 'receipt') return this.reverse(entry, call)
    if (entry.statement !== null)
      return expect(call()).rejects.toMatchObject({
        code: kind === 'adjustment' ? 'statements.adjustmentStated' : 'deliveries.inStatement',
      })
    if (kind === 'note' && sold - entry.fen < returned)
      return expect(call()).rejects.toMatchObject({ code: 'deliveries.returnedAlready' })
    await call()
    this.entries = this.entries.filter((each) => each !== entry)
    // a reversal that is taken back lets its receipt stand again
    this.reversals.delete(id)
  }

  /** A receipt that was told to the customer stays; what takes it back is an entry of its own, once. */
  async reverse(entry: Entry, call: () => Promise<unknown>): Promise<void> {
    if ([...this.reversals.values()].includes(entry.id))
      return expect(call()).rejects.toMatchObject({ code: 'receipts.isVoid' })
    await call()
    const { reversalId } = await office.db
      .selectFrom('receipts')
      .select('reversalId')
      .where('id', '=', entry.id)
      .executeTakeFirstOrThrow()
    this.reversals.set(reversalId!, entry.id)
    this.add({ kind: 'adjustment', id: reversalId!, customer: entry.customer, on: this.day, fen: -entry.fen })
  }

  async assign(entry: Entry | undefined): Promise<void> {
    if (!entry) return
    const { version } = await office.as.cashier.receipts.read({ id: entry.id })
    const assign = office.as.cashier.receipts.assign({ id: entry.id, version, allocations: 'oldest' })
    if ([...this.reversals.values()].includes(entry.id))
      return expect(assign).rejects.toMatchObject({ code: 'receipts.isVoid' })
    await assign
  }

  async state(customer: number): Promise<void> {
    const month = plusDays(`${this.day.slice(0, 7)}-01`, -1).slice(0, 7)
    const last = this.standing(customer)
    const make = office.as.cashier.statements.make({ customerId: customer, month })
    if (last && last.month >= month)
      return expect(make).rejects.toMatchObject({
        code: last.month === month ? 'statements.alreadyMade' : 'statements.laterExists',
      })
    const statement = await make
    const taken = this.entries.filter(
      (entry) => entry.customer === customer && entry.statement === null && entry.on <= statement.periodTo,
    )
    expect(statement.openingFen).toBe(last?.closing ?? 0)
    expect(statement.closingFen).toBe((last?.closing ?? 0) + taken.reduce((sum, { fen }) => sum + fen, 0))
    expect(
      statement.openingFen +
        statement.chargesFen +
        statement.returnsFen +
        statement.deductionsFen -
        statement.receiptsFen,
    ).toBe(statement.closingFen)
    expect(statement.lines).toHaveLength(taken.length)
    for (const entry of taken) entry.statement = statement.id
    this.stated.push({ id: statement.id, customer, month, closing: statement.closingFen })
  }

  async unstate(customer: number): Promise<void> {
    const last = this.standing(customer)
    if (!last) return
    const earlier = this.stated.find((each) => each.customer === customer && each !== last)
    const voiding = async (id: number) =>
      office.as.cashier.statements.void({
        id,
        version: (await office.as.cashier.statements.read({ id })).version,
        reason: '重做',
      })
    if (earlier) await expect(voiding(earlier.id)).rejects.toMatchObject({ code: 'statements.laterExists' })
    await voiding(last.id)
    this.stated = this.stated.filter((each) => each !== last)
    for (const entry of this.entries) if (entry.statement === last.id) entry.statement = null
  }

  /** All that must hold at the end, straight from the tables. */
  async check(): Promise<void> {
    const accounts = new Map(
      (await office.as.cashier.statements.accounts({ month: '2027-12', limit: 200 })).rows.map((row) => [
        row.customerId,
        row.closingFen,
      ]),
    )
    for (const customer of this.customers) {
      expect(accounts.get(customer) ?? 0).toBe(this.balance(customer))
      expect((await office.as.clerk.customers.credit({ id: customer })).owedFen).toBe(this.balance(customer))
      const ledger = await office.as.cashier.statements.ledger({ customerId: customer, limit: 200 })
      expect(ledger.rows.at(-1)?.balanceFen ?? 0).toBe(this.balance(customer))
      await this.checkMoney(customer)
    }
    const rows = await office.db
      .selectFrom('statementRows')
      .select(['sourceKey', 'statementId'])
      .where('customerId', 'in', this.customers)
      .where('sourceKey', 'is not', null)
      .execute()
    const keyOf = ({ kind, id }: Entry): string =>
      kind === 'receipt' || kind === 'adjustment' ? `${kind}:${id}` : `note:${id}`
    const where = (entry: Entry): number[] =>
      rows
        .filter(({ sourceKey }) => sourceKey === keyOf(entry) || sourceKey!.startsWith(`${keyOf(entry)}:`))
        .map(({ statementId }) => statementId)
    for (const entry of this.entries) expect(where(entry)).toEqual(entry.statement === null ? [] : [entry.statement])
    expect(rows).toHaveLength(this.entries.filter(({ statement }) => statement !== null).length)
  }

  async checkMoney(customer: number): Promise<void> {
    const parts = await office.db
      .selectFrom('receiptAllocations')
      .innerJoin('receipts', 'receipts.id', 'receiptAllocations.receiptId')
      .select(['receipts.id', 'deliveryNoteId', 'receiptAllocations.amountFen'])
      .where('receipts.customerId', '=', customer)
      .execute()
    const sum = (use: (part: (typeof parts)[number]) => boolean): number =>
      parts.filter(use).reduce((total, { amountFen }) => total + amountFen, 0)
    for (const receipt of await office.db
      .selectFrom('receipts')
      .selectAll()
      .where('customerId', '=', customer)
      .execute()) {
      expect(receipt.assignedFen).toBe(sum(({ id }) => id === receipt.id))
      expect(receipt.assignedFen).toBeLessThanOrEqual(receipt.voidedAt === null ? receipt.amountFen : 0)
    }
    for (const note of await office.db
      .selectFrom('deliveryNotes')
      .selectAll()
      .where('customerId', '=', customer)
      .execute()) {
      expect(note.paidFen).toBe(sum(({ deliveryNoteId }) => deliveryNoteId === note.id))
      expect(note.paidFen).toBeLessThanOrEqual(Math.max(0, note.voidedAt === null ? note.totalFen : 0))
    }
  }
}

test(
  'for any months: balances are those of an independent ledger, every paper in exactly one statement',
  { timeout: 240_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 40 }), async (steps) => {
        const months = new Months()
        await months.begin()
        for (const each of steps) await months.play(each)
        await months.check()
        // at last everything is stated: nothing is left out, and the closing is what is owed
        months.day = plusDays(months.day, 70)
        office.setDay(months.day)
        for (const customer of months.customers) await months.state(customer)
        expect(months.entries.filter(({ statement }) => statement === null)).toEqual([])
        for (const customer of months.customers)
          expect(months.standing(customer)!.closing).toBe(months.balance(customer))
        await months.check()
      }),
      { numRuns: 20 },
    )
  },
)
