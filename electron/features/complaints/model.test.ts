import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Complaint } from '../../../shared/complaints.ts'
import { makeOrder } from '../../testing/checkedOrder.ts'
import { keyNote, noteDraft, noteLine, sendNote } from '../../testing/notes.ts'
import { openOffice, type TestOffice } from '../../testing/office.ts'

/** What somebody at the desk tries; `pieces` may be more than there are. */
interface Deed {
  do: 'takeBack' | 'exchange' | 'deduct' | 'undo' | 'voidNote' | 'replace' | 'byHand'
  /** Which of the two notes' complaints. */
  at: number
  pieces: number
  /** Percent of what the pieces are worth. */
  share: number
}

/** A line of a note in a book kept by hand: pieces and fen, nothing of it from the program. */
interface Page {
  delivered: number
  back: { noteId: number; pieces: number; kind: 'return' | 'exchange' }[]
  off: { id: number; pieces: number; fen: number }[]
}
const price = 10_000
const sum = (parts: readonly number[]): number => parts.reduce((total, each) => total + each, 0)
const gone = (page: Page): number => sum([...page.back, ...page.off].map(({ pieces }) => pieces))

const allowed = async (deed: () => Promise<unknown>): Promise<boolean> => {
  try {
    await deed()
    return true
  } catch (error) {
    expect((error as { code?: string }).code).toMatch(/^(complaints|deliveries)\./)
    return false
  }
}

/** Plays the deeds against the book: the program lets through what the book lets through, and nothing else. */
const play = async (office: TestOffice, deeds: readonly Deed[]): Promise<void> => {
  const order = await makeOrder(office, { pieces: [20] })
  const { complaints, deliveries } = office.as.manager
  const ids: number[] = []
  const book: Page[] = []
  for (const pieces of [8, 12]) {
    const note = await sendNote(office, await keyNote(office, order, [pieces]))
    const made = await complaints.save({
      id: null,
      customerId: order.customerId,
      contact: '',
      phone: '',
      receivedOn: '2026-11-22',
      receivedTime: '08:00',
      deliveryLineId: note.lines[0]!.id,
      orderLineId: null,
      code: '',
      description: '',
      colour: '',
      unit: '',
      quantity: null,
      badQuantity: null,
      kind: 'quality',
      what: '划伤',
      wants: 'return',
      wantsWords: '',
      photos: [],
      version: 0,
    })
    await complaints.decide({ id: made.id, version: made.version, confirmed: true, opinion: '' })
    ids.push(made.id)
    book.push({ delivered: pieces, back: [], off: [] })
  }
  let byHand = 0
  let parts = 0
  const held = (): number => 20 - byHand - sum(book.map(gone))
  const read = (at: number): Promise<Complaint> => complaints.read({ id: ids[at]! })
  for (const { do: what, at, pieces, share } of deeds) {
    const page = book[at]!
    const now = await read(at)
    const named = { id: now.id, version: now.version }
    const fits = pieces <= page.delivered - gone(page) && pieces <= held()
    if (what === 'takeBack' || what === 'exchange') {
      const did = await allowed(() =>
        complaints[what]({ ...named, quantity: pieces * 1000, on: '2026-11-22', remark: '' }),
      )
      // an exchanged piece comes back and goes out again: it is held, but no second time
      const kind = what === 'takeBack' ? 'return' : 'exchange'
      expect({ what, pieces, did }).toEqual({ what, pieces, did: fits })
      if (did) page.back.push({ noteId: (await read(at)).notes.at(-1)!.id, pieces, kind })
      if (did) await sendNote(office, await deliveries.read({ id: page.back.at(-1)!.noteId }))
      if (did && kind === 'exchange') byHand -= pieces
    } else if (what === 'deduct') {
      const fen = Math.max(1, Math.round((pieces * price * share) / 100))
      const did = await allowed(() =>
        complaints.deduct({ ...named, quantity: pieces * 1000, amountFen: fen, reason: '划' }),
      )
      expect({ what, pieces, share, did }).toEqual({ what, pieces, share, did: fits && fen <= pieces * price })
      if (did) page.off.push({ id: (await read(at)).deductions.at(-1)!.id, pieces, fen })
    } else if (what === 'undo') {
      const last = page.off.pop()
      if (last) await complaints.takeDeductionBack({ id: last.id, version: now.version, reason: '错' })
    } else if (what === 'voidNote') {
      const last = page.back.at(-1)
      if (!last) continue
      const { version } = await deliveries.read({ id: last.noteId })
      const did = await allowed(() => deliveries.void({ id: last.noteId, version, reason: '错' }))
      if (did) page.back.pop()
      if (did && last.kind === 'exchange') byHand += last.pieces
    } else if (what === 'byHand') {
      const draft = noteDraft(order.customerId, [noteLine(order.lineIds[0]!, pieces)], { kind: 'return' })
      const did = await allowed(async () => sendNote(office, await deliveries.save(draft)))
      expect({ what, pieces, did }).toEqual({ what, pieces, did: pieces <= held() })
      if (did) byHand += pieces
    } else if (parts < 2) {
      parts += 1
      const made = await complaints.replace({
        ...named,
        way: 'stock',
        reason: '划伤',
        responsible: '张强',
        chargeFen: 0,
        delivery: '',
        wantedOn: '2026-11-22',
        remark: '',
        parts: [
          {
            productId: null,
            name: `脚${parts}`,
            material: '',
            colourNumber: '',
            size: '',
            holes: '',
            unit: '只',
            quantity: pieces * 1000,
            remark: '',
          },
        ],
      })
      const slip = made.replacements.at(-1)!
      const sent = await complaints.send({ id: slip.id, version: slip.version, on: '2026-11-22', truck: null })
      await sendNote(office, await deliveries.read({ id: sent.noteId }))
    }
  }
  await compare(office, order.customerId, book, { parts, byHand, read })
}

/** What the statement and the ledger say, against the book. */
const compare = async (
  office: TestOffice,
  customerId: number,
  book: readonly Page[],
  { parts, byHand, read }: { parts: number; byHand: number; read: (at: number) => Promise<Complaint> },
): Promise<void> => {
  const returned = sum(
    book.flatMap(({ back }) => back.filter(({ kind }) => kind === 'return').map(({ pieces }) => pieces)),
  )
  const exchanged = sum(
    book.flatMap(({ back }) => back.filter(({ kind }) => kind === 'exchange').map(({ pieces }) => pieces)),
  )
  const off = sum(book.flatMap((page) => page.off.map(({ fen }) => fen)))
  const hand = byHand + exchanged
  const { lines, closingFen } = await office.as.manager.statements.preview({ customerId, month: '2026-11' })
  const of = (kind: string): number => sum(lines.filter((line) => line.kind === kind).map(({ amountFen }) => amountFen))
  expect({
    delivery: of('delivery'),
    return: of('return'),
    exchangeIn: of('exchangeIn'),
    exchangeOut: of('exchangeOut'),
    replacement: of('replacement'),
    replacements: lines.filter(({ kind }) => kind === 'replacement').length,
    money: of('deduction') + of('adjustment'),
    closingFen,
  }).toEqual({
    delivery: 20 * price,
    return: -(returned + hand) * price + 0,
    exchangeIn: exchanged * price,
    exchangeOut: -exchanged * price + 0,
    replacement: 0,
    replacements: parts,
    money: -off + 0,
    closingFen: (20 - returned - hand) * price - off,
  })
  const { rows } = await office.as.manager.statements.ledger({ month: '2026-11', customerId })
  expect(rows.at(-1)?.balanceFen).toBe(closingFen)
  for (const [at, page] of book.entries()) {
    const { left } = await read(at)
    expect(left).toBe((page.delivered - gone(page)) * 1000)
  }
}

test('for any deeds: no piece comes back, is exchanged or paid for twice; statement and ledger are those of a book by hand', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.record({
          do: fc.constantFrom<Deed['do'][]>('takeBack', 'exchange', 'deduct', 'undo', 'voidNote', 'replace', 'byHand'),
          at: fc.integer({ min: 0, max: 1 }),
          pieces: fc.integer({ min: 1, max: 7 }),
          share: fc.integer({ min: 1, max: 130 }),
        }),
        { minLength: 4, maxLength: 16 },
      ),
      async (deeds) => {
        const office = await openOffice()
        try {
          await play(office, deeds)
        } finally {
          await office.close()
        }
      },
    ),
    { numRuns: 16 },
  )
})
