import { deepEqual, equal } from 'node:assert/strict'
import type { Note, NoteKind } from '../../../shared/deliveries.ts'
import { plusDays } from '../../../shared/dates.ts'
import { makeCustomer, makeOrder } from '../checkedOrder.ts'
import { noteDraft, noteLine, sendNote } from '../notes.ts'
import { openOffice, type TestOffice } from '../office.ts'
import { Closing, refusalOf, type World } from './closing.ts'
import { Undoing } from './undoing.ts'
import { type Goods, type GoodsKind, type Paper, type Part, PlainLedger, type Statement } from './plainLedger.ts'

/** Random numbers that come again with their seed (mulberry32): a whole number below `below`. */
export const seeded = (seed: number): ((below: number) => number) => {
  let state = seed >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below)
  }
}

const cutoffs = [0, 25, 0, 10, 20, 0]

/**
 * An office and a plain ledger beside it, moved together by random steps: orders, notes that leave, come back or are
 * torn up, exchanges, replacements, deductions, money, statements sent, signed and disputed, papers dated back.
 * Whatever the one refuses the other must refuse for the same reason; at every month's end all balances are equal.
 */
export class Play implements World {
  readonly closing = new Closing(this)
  private readonly undoing = new Undoing(this)
  readonly ledger = new PlainLedger()
  readonly counts: Record<string, number> = {}
  day = '2026-01-05'
  readonly customers: { id: number; cutoffDay: number }[] = []
  readonly goodsOf = new Map<number, Goods[]>()
  readonly office: TestOffice
  readonly random: (below: number) => number

  private constructor(office: TestOffice, seed: number) {
    this.office = office
    this.random = seeded(seed)
  }

  static async begin(seed: number): Promise<Play> {
    const office = await openOffice()
    const play = new Play(office, seed)
    office.setDay(play.day)
    for (const cutoffDay of cutoffs) {
      const id = await makeCustomer(office, `客户${cutoffDay}`)
      await office.db.updateTable('customers').set({ cutoffDay }).where('id', '=', id).execute()
      play.customers.push({ id, cutoffDay })
      play.goodsOf.set(id, [])
      if (play.random(2) === 0) await play.adjust(id, 'opening')
    }
    return play
  }

  /** One random deed; now and then a day passes, and with the month all accounts are closed and compared. */
  async step(): Promise<void> {
    if (this.random(9) === 0) await this.nextDay()
    const { id, cutoffDay } = this.one(this.customers)
    const deeds: [number, string, () => Promise<void>][] = [
      [7, 'order', () => this.order(id)],
      [24, 'delivery', () => this.write(id, 'delivery')],
      [6, 'return', () => this.write(id, 'return')],
      [4, 'exchange', () => this.write(id, 'exchange')],
      [3, 'replacement', () => this.write(id, 'replacement')],
      [6, 'leave', () => this.leave(this.recent(id, ({ state, parts }) => state === 'drafted' && parts.length > 0))],
      [14, 'receipt', () => this.receive(id)],
      [
        4,
        'confirm',
        () => this.confirm(this.recent(id, ({ kind, state }) => kind === 'receipt' && state === 'drafted')),
      ],
      [
        4,
        'assign',
        () =>
          this.assign(
            this.recent(id, ({ kind, state }) => kind === 'receipt' && (state === 'drafted' || state === 'standing')),
          ),
      ],
      [5, 'adjust', () => this.adjust(id)],
      [
        9,
        'void',
        () =>
          this.undoing.tear(
            this.recent(id, ({ state, kind }) => kind !== 'reversal' && state !== 'void' && state !== 'reversed'),
          ),
      ],
      [3, 'price', () => this.undoing.correct(this.recent(id, this.priced))],
      [3, 'statement', () => this.closing.state(id, cutoffDay)],
      [3, 'send', () => this.closing.send(this.latest(id))],
      [
        3,
        'settle',
        () => this.closing.settle(this.one(this.ledger.statements.filter(({ customer }) => customer === id))),
      ],
      [3, 'sign', () => this.closing.sign(this.latest(id))],
      [
        2,
        'unstate',
        () => this.closing.unstate(this.one(this.ledger.statements.filter(({ customer }) => customer === id))),
      ],
    ]
    let dice = this.random(deeds.reduce((all, [weight]) => all + weight, 0))
    const [, name, deed] = deeds.find(([weight]) => (dice -= weight) < 0)!
    this.counts[name] = (this.counts[name] ?? 0) + 1
    await deed()
  }

  private readonly priced = ({ kind, state, parts }: Paper): boolean =>
    parts.length > 0 && kind !== 'replacement' && state === 'standing'
  private one<T>(of: readonly T[]): T {
    return of[this.random(of.length)] as T
  }
  private recent(customer: number, fits: (paper: Paper) => boolean): Paper | undefined {
    return this.one(this.ledger.papers.filter((paper) => paper.customer === customer && fits(paper)).slice(-25))
  }
  private latest(customer: number): Statement | undefined {
    return this.ledger.lastStatement(customer)
  }
  /** Mostly today, sometimes some days back, now and then into a period that is stated already. */
  private someDay(): string {
    const back = this.random(12)
    return plusDays(this.day, back < 8 ? 0 : back < 11 ? -this.random(6) : -this.random(70))
  }

  private async nextDay(): Promise<void> {
    const month = this.day.slice(0, 7)
    this.day = plusDays(this.day, 1)
    this.office.setDay(this.day)
    if (this.day.slice(0, 7) === month) return
    if (this.random(2) === 0) await this.closing.stateAll(month)
    await this.closing.compare(month)
  }

  private async order(customer: number): Promise<void> {
    const priceMicros = Array.from({ length: 1 + this.random(3) }, () => 1 + this.random(900_000_000))
    const pieces = priceMicros.map(() => 1 + this.random(60))
    const { lineIds } = await makeOrder(this.office, { customerId: customer, pieces })
    for (const [index, id] of lineIds.entries()) {
      const goods = {
        id,
        customer,
        ordered: pieces[index]! * 1000,
        priceMicros: priceMicros[index]!,
        amountFen: 0,
        parts: [],
      }
      // a price agreed for the whole line leaves fen that no single piece has
      goods.amountFen = Math.round((goods.ordered * goods.priceMicros) / 10_000_000) + this.random(3) - 1
      const { priceMicros: price, amountFen } = goods
      await this.office.db
        .updateTable('orderLines')
        .set({ priceMicros: price, amountFen })
        .where('id', '=', id)
        .execute()
      this.goodsOf.get(customer)!.push(goods)
    }
  }

  /** Lines of a paper of this kind: what there is to take, once in a while more than that. */
  private choose(customer: number, kind: NoteKind): { goods: Goods; pieces: number; back: boolean; left: number }[] {
    const leftOf = (goods: Goods): number =>
      kind === 'delivery'
        ? this.ledger.toDeliver(goods)
        : kind === 'replacement'
          ? this.ledger.delivered(goods)
          : this.ledger.held(goods)
    const open = this.goodsOf
      .get(customer)!
      .slice(-14)
      .filter((goods) => leftOf(goods) > 0)
    const chosen = new Set(Array.from({ length: 1 + this.random(3) }, () => this.one(open)).filter(Boolean))
    return [...chosen].flatMap((goods) => {
      const left = leftOf(goods)
      const pieces =
        this.random(20) === 0 ? left / 1000 + 1 : this.random(3) === 0 ? left / 1000 : 1 + this.random(left / 1000)
      const line = { goods, pieces, left }
      if (kind !== 'exchange') return [{ ...line, back: kind === 'return' }]
      // as many again, or another number: 换多换少
      const out = this.random(2) === 0 ? pieces : 1 + this.random(pieces + 2)
      const most = goods.ordered - this.ledger.noted(goods) + this.ledger.surelyBack(goods) + pieces * 1000
      return [
        { ...line, back: true },
        { goods, pieces: out, back: false, left: most },
      ]
    })
  }

  private async write(customer: number, kind: GoodsKind): Promise<void> {
    const chosen = this.choose(customer, kind)
    if (chosen.length === 0) return
    const tooMuch = chosen.find(({ pieces, left }) => pieces * 1000 > left)
    const on = this.someDay()
    const lines = chosen.map(({ goods, pieces, back }) =>
      noteLine(goods.id, pieces, { direction: back ? 'in' : 'out' }),
    )
    const draft = noteDraft(customer, lines, { kind, deliveryOn: on })
    if (tooMuch) {
      const code = await refusalOf(this.office.as.clerk.deliveries.save(draft))
      const expected =
        kind === 'delivery' || (kind === 'exchange' && !tooMuch.back)
          ? 'deliveries.moreThanOrdered'
          : 'deliveries.moreThanDelivered'
      return equal(code, expected)
    }
    const note = await this.office.as.clerk.deliveries.save(draft)
    const parts = chosen.map(({ goods, pieces, back }): Part => {
      const quantity = (back ? -1 : 1) * pieces * 1000
      return { goods, quantity, fen: this.ledger.amountOf(kind, goods, quantity) }
    })
    const fen = parts.reduce((all, part) => all + part.fen, 0)
    deepEqual(
      note.lines.map(({ amountFen }) => amountFen),
      parts.map((part) => part.fen),
    )
    const paper = this.ledger.add({ kind, id: note.id, customer, on, fen, parts, state: 'drafted' })
    if (this.random(6) > 0) await this.leave(paper, note)
  }

  private async leave(paper: Paper | undefined, note?: Note): Promise<void> {
    if (!paper) return
    await sendNote(this.office, note ?? (await this.office.as.clerk.deliveries.read({ id: paper.id })))
    paper.state = 'standing'
  }

  private async receive(customer: number): Promise<void> {
    const owed = this.ledger.balance(customer)
    const amountFen = this.random(3) === 0 && owed > 0 ? owed : 1 + this.random(3_000_000)
    const receivedOn = this.someDay()
    const { id } = await this.office.as.clerk.receipts.enter({
      customerId: customer,
      receivedOn,
      kind: 'balance',
      method: 'bank',
      payer: '',
      slipNumber: '',
      amountFen,
      remark: '',
      allocations: this.random(3) === 0 ? [] : 'oldest',
    })
    const paper = this.ledger.add({
      kind: 'receipt',
      id,
      customer,
      on: receivedOn,
      fen: -amountFen,
      parts: [],
      state: 'drafted',
    })
    if (this.random(8) > 0) await this.confirm(paper)
  }

  private async confirm(paper: Paper | undefined): Promise<void> {
    if (!paper) return
    const { receipts } = this.office.as.cashier
    const { id, version } = await receipts.read({ id: paper.id })
    await receipts.confirm({ id, version, slipNumber: `S${id}` })
    paper.state = 'standing'
  }

  private async assign(paper: Paper | undefined): Promise<void> {
    if (!paper) return
    const { receipts } = this.office.as.cashier
    const { id, version } = await receipts.read({ id: paper.id })
    await receipts.assign({ id, version, allocations: this.random(4) === 0 ? [] : 'oldest' })
  }

  private async adjust(customer: number, kind: 'opening' | null = null): Promise<void> {
    const chosen = kind ?? this.one(['deduction', 'freight', 'sample', 'other'] as const)
    const size = 1 + this.random(200_000)
    const amountFen = chosen === 'deduction' || (chosen === 'other' && this.random(2) === 0) ? -size : size
    const adjustedOn = kind === null ? this.someDay() : plusDays(this.day, -40)
    const { id } = await this.office.as.cashier.statements.adjust({
      customerId: customer,
      adjustedOn,
      kind: chosen,
      amountFen,
      reason: '—',
    })
    this.ledger.add({
      kind: chosen === 'opening' ? 'opening' : 'adjustment',
      id,
      customer,
      on: adjustedOn,
      fen: amountFen,
      parts: [],
      state: 'standing',
    })
  }
}

/** Plays so many steps of a seed and compares at the end of every month and at last. Gives how often each deed was done. */
export const playAccounts = async (
  seed: number,
  steps: number,
  told: (step: number) => void = () => {},
): Promise<Record<string, number>> => {
  const play = await Play.begin(seed)
  try {
    for (let step = 1; step <= steps; step++) {
      try {
        await play.step()
      } catch (error) {
        throw new Error(`seed ${seed}, step ${step}`, { cause: error })
      }
      if (step % 1000 === 0) told(step)
    }
    await play.closing.compare('2099-12')
  } finally {
    await play.office.close()
  }
  return play.counts
}
