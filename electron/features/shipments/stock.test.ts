import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { keyNote, noteDraft, noteLine, sendNote } from '../../testing/notes.ts'
import { openOffice, type TestOffice } from '../../testing/office.ts'
import { putInStore } from '../../testing/shipping.ts'
import { workshopOf } from '../../testing/workshop.ts'
import { stockOfLines } from '../shipments.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openOffice()
})
afterEach(() => office.close())

type Deed =
  | { kind: 'make' | 'putIn' | 'deliver' | 'return'; pieces: number }
  | { kind: 'takeBack' | 'voidNote'; which: number }

const deed: fc.Arbitrary<Deed> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('make', 'putIn', 'deliver', 'return' as const),
    pieces: fc.integer({ min: 1, max: 12 }),
  }),
  fc.record({ kind: fc.constantFrom('takeBack', 'voidNote' as const), which: fc.integer({ min: 0, max: 4 }) }),
)

/** What a store clerk's book would say: pieces made, put in and out, without looking at the tables. */
interface Book {
  made: number
  entries: { id: number; pieces: number; back: boolean }[]
  notes: { id: number; pieces: number; void: boolean }[]
  returned: number
}
const sumOf = (rows: readonly { pieces: number }[]): number => rows.reduce((sum, { pieces }) => sum + pieces, 0)
const inOf = ({ entries }: Book): number => sumOf(entries.filter(({ back }) => !back))
const deliveredOf = ({ notes }: Book): number => sumOf(notes.filter((note) => !note.void))
const outOf = (book: Book): number => deliveredOf(book) - book.returned

describe('stock', () => {
  it('is what was put in less what went out, for any sequence of entries, corrections, deliveries and returns', async () => {
    const shop = workshopOf(office)
    await shop.keepProcesses(['包装'])
    const refused = async (work: () => Promise<unknown>): Promise<boolean> => {
      try {
        await work()
        return false
      } catch (error) {
        if (error instanceof Error && 'code' in error) return true
        throw error
      }
    }
    await fc.assert(
      fc.asyncProperty(fc.array(deed, { minLength: 4, maxLength: 14 }), async (deeds) => {
        const { order, lineId, ids } = await shop.inWork({ pieces: [40], settlement: 'monthly' })
        const book: Book = { made: 0, entries: [], notes: [], returned: 0 }
        const act = async (each: Deed): Promise<void> => {
          if (each.kind === 'make') {
            const no = await refused(() => shop.report('2026-11-22', shop.row(ids[0]!, each.pieces)))
            expect(no).toBe(book.made + each.pieces > 40)
            if (!no) book.made += each.pieces
          } else if (each.kind === 'putIn') {
            let id = 0
            const no = await refused(async () => ({ id } = await putInStore(office, lineId, each.pieces)))
            expect(no).toBe(inOf(book) + each.pieces > book.made)
            if (!no) book.entries.push({ id, pieces: each.pieces, back: false })
          } else if (each.kind === 'takeBack') {
            const entry = book.entries[each.which]
            if (!entry) return
            const no = await refused(() => office.as.warehouse.shipments.takeBack({ id: entry.id, reason: '点错' }))
            expect(no).toBe(entry.back)
            entry.back = true
          } else if (each.kind === 'deliver') {
            if (deliveredOf(book) + each.pieces > 40) return
            const keyed = await keyNote(office, order, [each.pieces])
            const short = each.pieces > Math.max(0, book.made - deliveredOf(book), inOf(book) - outOf(book))
            const { id, version } = keyed
            const allow = () => office.as.manager.deliveries.allowUnmade({ id, version, reason: '日报晚报' })
            if (short) {
              const pick = () => office.as.warehouse.deliveries.pick({ id, version })
              await expect(pick()).rejects.toMatchObject({ code: 'deliveries.unmade' })
            } else await expect(allow()).rejects.toMatchObject({ code: 'deliveries.allMade' })
            const note = await sendNote(office, short ? await allow() : keyed)
            book.notes.push({ id: note.id, pieces: each.pieces, void: false })
          } else if (each.kind === 'return') {
            if (book.returned + each.pieces > deliveredOf(book)) return
            const back = noteDraft(order.customerId, [noteLine(order.lineIds[0]!, each.pieces)], { kind: 'return' })
            await sendNote(office, await office.as.clerk.deliveries.save(back))
            book.returned += each.pieces
          } else if (each.kind === 'voidNote') {
            const note = book.notes[each.which]
            if (!note || note.void || deliveredOf(book) - note.pieces < book.returned) return
            const { version } = await office.as.manager.deliveries.read({ id: note.id })
            await office.as.manager.deliveries.void({ id: note.id, version, reason: '开错' })
            note.void = true
          }
        }
        for (const each of deeds) {
          await act(each)
          const [putIn, out] = [inOf(book), outOf(book)]
          const stock = (await stockOfLines(office, order.lineIds)).get(order.lineIds[0]!)
          expect(stock).toEqual({ putIn: putIn * 1000, out: out * 1000, there: Math.max(0, putIn - out) * 1000 })
        }
      }),
      { numRuns: 12 },
    )
  })
})
