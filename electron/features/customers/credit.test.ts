import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { problemsOfCredit } from '../../../shared/credit.ts'
import type { Order } from '../../../shared/orders.ts'
import { keyNote, receive, sendNote } from '../../testing/notes.ts'
import { openOffice, type TestOffice } from '../../testing/office.ts'
import { addCustomer, callBack, lineDraft, orderDraft, saveOrder, signConfirmation } from '../../testing/orders.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openOffice()
})
afterEach(() => office.close())

const step = fc.record({
  act: fc.constantFrom('order', 'order', 'note', 'note', 'note', 'receipt', 'voidOrder', 'voidNote', 'voidReceipt'),
  which: fc.nat(20),
  pieces: fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 3 }),
  priceMicros: fc.integer({ min: 1, max: 40_000_000 }),
  fen: fc.integer({ min: 1, max: 90_000 }),
})
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

interface LedgerLine {
  id: number
  ordered: number
  left: number
  fen: number
}

/** The office and a ledger of its own beside it: what was ordered, what left, what came in. */
class Ledger {
  customerId = 0
  orders: { order: Order; lines: LedgerLine[] }[] = []
  notes: { id: number; fen: number; parts: { line: LedgerLine; pieces: number }[] }[] = []
  receipts: { id: number; fen: number }[] = []

  used(): number {
    const onOrder = this.orders
      .flatMap(({ lines }) => lines)
      .reduce((sum, { fen, left, ordered }) => {
        const gone = ordered - left
        // half up, in whole numbers
        return sum + fen - Math.floor((2 * fen * gone + ordered) / (2 * ordered))
      }, 0)
    return onOrder + this.owed()
  }
  owed(): number {
    return this.notes.reduce((sum, { fen }) => sum + fen, 0) - this.receipts.reduce((sum, { fen }) => sum + fen, 0)
  }

  async play({ act, which, pieces, priceMicros, fen }: Step): Promise<void> {
    if (act === 'order') await this.order(pieces, priceMicros)
    else if (act === 'note') await this.note(which, pieces)
    else if (act === 'receipt') {
      const receipt = await receive(office, this.customerId, fen, '2026-11-22')
      this.receipts.push({ id: receipt.id, fen })
    } else if (act === 'voidOrder') await this.voidOrder(which)
    else if (act === 'voidNote') await this.voidNote(which)
    else await this.voidReceipt(which)
  }

  async order(pieces: number[], priceMicros: number): Promise<void> {
    const order = await saveOrder(
      office,
      orderDraft(office, this.customerId, {
        settlement: 'monthly',
        lines: pieces.map((each, index) => lineDraft({ quantity: each * 1000, priceMicros: priceMicros + index })),
      }),
    )
    await callBack(office, order.id)
    await signConfirmation(office, order.id)
    this.orders.push({
      order,
      lines: order.lines.map(({ id, quantity, amountFen }) => ({
        id,
        ordered: quantity / 1000,
        left: quantity / 1000,
        fen: amountFen!,
      })),
    })
  }

  async note(which: number, pieces: number[]): Promise<void> {
    const open = this.orders.filter(({ lines }) => lines.some(({ left }) => left > 0))
    const chosen = open[which % Math.max(1, open.length)]
    if (!chosen) return
    const wanted = chosen.lines.map(({ left }, index) => Math.min(left, pieces[index] ?? 0))
    if (wanted.every((each) => each === 0)) return
    const made = { id: chosen.order.id, customerId: this.customerId, lineIds: chosen.lines.map(({ id }) => id) }
    const note = await sendNote(office, await keyNote(office, made, wanted))
    const parts = chosen.lines.map((line, index) => ({ line, pieces: wanted[index]! }))
    for (const part of parts) part.line.left -= part.pieces
    this.notes.push({ id: note.id, fen: note.totalFen, parts })
  }

  async voidOrder(which: number): Promise<void> {
    const untouched = this.orders.filter(({ lines }) => lines.every(({ left, ordered }) => left === ordered))
    const chosen = untouched[which % Math.max(1, untouched.length)]
    if (!chosen) return
    const { id } = chosen.order
    const { version } = await office.as.clerk.orders.read({ id })
    await office.as.merchandiser.orders.void({ id, version, reason: '客户取消' })
    this.orders = this.orders.filter((each) => each !== chosen)
  }

  async voidNote(which: number): Promise<void> {
    const chosen = this.notes[which % Math.max(1, this.notes.length)]
    if (!chosen) return
    const { version } = await office.as.clerk.deliveries.read({ id: chosen.id })
    await office.as.clerk.deliveries.void({ id: chosen.id, version, reason: '开错' })
    for (const { line, pieces } of chosen.parts) line.left += pieces
    this.notes = this.notes.filter((each) => each !== chosen)
  }

  async voidReceipt(which: number): Promise<void> {
    const chosen = this.receipts[which % Math.max(1, this.receipts.length)]
    if (!chosen) return
    const { version } = await office.as.cashier.receipts.read({ id: chosen.id })
    await office.as.cashier.receipts.void({ id: chosen.id, version, reason: '退票' })
    this.receipts = this.receipts.filter((each) => each !== chosen)
  }
}

test(
  'for any orders, notes, receipts and voids, the used credit is that of an independent ledger',
  { timeout: 240_000 },
  async () => {
    let made = 0
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 30 }), async (steps) => {
        const ledger = new Ledger()
        made += 1
        ledger.customerId = await addCustomer(office, {
          code: `Z${made}`,
          name: `客户${made}`,
          shortName: `客户${made}`,
          settlement: 'monthly',
        })
        for (const each of steps) {
          await ledger.play(each)
          const credit = await office.as.cashier.customers.credit({ id: ledger.customerId })
          expect([credit.owedFen, credit.usedFen]).toEqual([ledger.owed(), ledger.used()])
          expect(credit.usedFen).toBe(credit.owedFen + credit.onOrderFen)
        }
        // everything that can leave leaves: nothing is left on order, not a fen
        for (let which = 0; ledger.orders.some(({ lines }) => lines.some(({ left }) => left > 0)); which += 1)
          await ledger.note(which, [99, 99, 99])
        expect(await office.as.cashier.customers.credit({ id: ledger.customerId })).toMatchObject({
          onOrderFen: 0,
          usedFen: ledger.owed(),
        })
      }),
      { numRuns: 15 },
    )
  },
)

const setControl = async (creditControl: 'off' | 'warn' | 'ask'): Promise<void> => {
  const { office: now, versions } = await office.as.owner.settings.read({})
  await office.as.owner.settings.saveOffice({ office: { ...now, creditControl }, version: versions.office })
}

/** A monthly customer with a limit of 1 000.00 and an order of 1 500.00, called back. */
const overLimit = async (): Promise<Order> => {
  const customerId = await addCustomer(office, { settlement: 'monthly', creditLimitFen: 100_000 })
  const draft = orderDraft(office, customerId, {
    settlement: 'monthly',
    lines: [lineDraft({ quantity: 15_000, priceMicros: 100_000_000 })],
  })
  expect((await office.as.clerk.orders.warnings(draft)).map(({ kind }) => kind)).toContain('overCredit')
  const order = await saveOrder(office, draft)
  await callBack(office, order.id)
  return order
}

test('over the limit the order is saved; confirming and releasing it ask a manager by name', async () => {
  await setControl('ask')
  const order = await overLimit()
  const sentence = {
    code: 'gates.heldCredit',
    message: expect.stringContaining('已用 1,500.00,超过额度 1,000.00,超 500.00'),
  }
  await expect(signConfirmation(office, order.id)).rejects.toMatchObject(sentence)
  await expect(
    office.as.merchandiser.gates.approve({ gate: 'credit', orderId: order.id, reason: '老客户' }),
  ).rejects.toMatchObject({ code: 'app.notAllowed' })
  await office.as.manager.gates.approve({ gate: 'credit', orderId: order.id, reason: '老客户,月底回款' })
  await signConfirmation(office, order.id)
  await office.as.merchandiser.production.release({ orderId: order.id })
  const [hold] = await office.as.merchandiser.gates.holds({ orderId: order.id })
  expect(hold).toMatchObject({ gate: 'credit', stops: false, approval: { by: '赵经理', reason: '老客户,月底回款' } })
  expect((await office.as.clerk.orders.chain({ id: order.id })).facts.map(({ words }) => words)).toContain(
    '客户资信 特批:老客户,月底回款',
  )
  // it stays on show when the money has come and nothing is the matter any more
  await receive(office, order.customerId, 100_000, '2026-11-22')
  expect(await office.as.merchandiser.gates.holds({ orderId: order.id })).toMatchObject([
    { sentence: '', approval: { by: '赵经理' } },
  ])
})

test('a manager who releases gives the reason there and then', async () => {
  await setControl('warn')
  const order = await overLimit()
  await signConfirmation(office, order.id)
  const heldOnTheList = async () => (await office.as.workshop.production.waiting({})).rows.map(({ heldBy }) => heldBy)
  expect(await heldOnTheList()).toEqual([[]])
  await setControl('ask')
  expect(await heldOnTheList()).toEqual([['credit']])
  await expect(
    office.as.merchandiser.production.release({ orderId: order.id, overrideReason: '急' }),
  ).rejects.toMatchObject({ code: 'gates.heldCredit' })
  await office.as.manager.production.release({ orderId: order.id, overrideReason: '老板同意' })
  expect(await office.as.manager.gates.holds({ orderId: order.id })).toMatchObject([
    { gate: 'credit', approval: { by: '赵经理', reason: '老板同意' } },
  ])
})

test('warns only, or looks away, as the office decided; amounts are not for the workshop', async () => {
  const order = await overLimit()
  expect(await office.as.merchandiser.gates.holds({ orderId: order.id })).toMatchObject([
    { gate: 'credit', stops: false },
  ])
  expect((await office.as.workshop.gates.holds({ orderId: order.id }))[0]!.sentence).toBe('超过信用额度')
  await setControl('off')
  expect(await office.as.merchandiser.gates.holds({ orderId: order.id })).toEqual([])
  await signConfirmation(office, order.id)
  await office.as.merchandiser.production.release({ orderId: order.id })
})

test('names blacklist, limit and overdue money, each for itself', () => {
  const fine = { limitFen: 100, usedFen: 100, overdueFen: 0, blacklistNote: '' }
  expect(problemsOfCredit(fine)).toEqual([])
  expect(problemsOfCredit(fine, 1)).toEqual(['overLimit'])
  expect(problemsOfCredit({ ...fine, limitFen: 0, usedFen: 9_999 })).toEqual([])
  expect(problemsOfCredit({ limitFen: 1, usedFen: 2, overdueFen: 3, blacklistNote: '跑单' })).toEqual([
    'blacklisted',
    'overLimit',
    'overdue',
  ])
})
