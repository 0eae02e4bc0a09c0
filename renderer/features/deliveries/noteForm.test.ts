import { expect, test } from 'vitest'
import type { OpenLine } from '../../../shared/deliveries.ts'
import { noteKeeping } from './drafts.ts'
import { emptyForm, lineOf, linesOfShort, resumedNote } from './noteForm.ts'

const held = (orderLineId: number, remaining: number): OpenLine =>
  ({
    orderLineId,
    remaining,
    orderNumber: 'DH261122-01',
    code: 'TS-801',
    description: '餐桌',
    colour: '',
    unit: '张',
    finished: 0,
    delivered: remaining,
    stored: null,
    share: null,
    priceMicros: 100_000_000,
    packing: { packs: 2, packUnits: 1 },
    tolerance: 0,
  }) as unknown as OpenLine
const note = {
  lines: [
    { id: 1, orderLineId: 11 },
    { id: 2, orderLineId: 12 },
    { id: 3, orderLineId: null },
    { id: 4, orderLineId: 12 },
  ],
} as Parameters<typeof linesOfShort>[1]
const load = (lineId: number, picked: number, loaded: number | null) => ({ lineId, picked, loaded })

test('what was not loaded is on the slip, order line by order line, never more than the customer holds', () => {
  const loads = [load(1, 10_000, 10_000), load(2, 4000, 3000), load(3, 5000, 0), load(4, 6000, 1000)]
  const lines = linesOfShort('return', note, loads, [held(11, 10_000), held(12, 10_000)])
  expect(lines.map(({ orderLineId, quantity, direction }) => [orderLineId, quantity, direction])).toEqual([
    [12, 6000, 'out'],
  ])
  expect(linesOfShort('return', note, loads, [held(12, 2000)]).map(({ quantity }) => quantity)).toEqual([2000])
  // brought later it costs nothing: the note was charged already
  expect(linesOfShort('replacement', note, loads, [held(12, 10_000)]).map(({ amountFen }) => amountFen)).toEqual([0])
  expect(linesOfShort('return', note, loads, [held(12, 10_000)])[0]!.amountFen).toBeLessThan(0)
})

test('nothing is on it before the load was checked, or where more was loaded', () => {
  expect(linesOfShort('return', note, [load(1, 10_000, null), load(2, 4000, 5000)], [held(11, 10_000)])).toEqual([])
})

test('a kept note begins again with what is open today; a change of a note keeps its figures', () => {
  const line = { ...lineOf('delivery', held(11, 10_000), 'out', 8000), remark: '急' }
  const form = { ...emptyForm('delivery', '2026-11-27'), customerId: 1, driver: '老何', lines: [line] }
  const [again] = resumedNote(form, [held(11, 6000)]).lines
  expect(again).toMatchObject({ remaining: 6000, quantity: 8000, packs: 16, remark: '急' })
  expect(again!.key).not.toBe(line.key)
  // all of it left with another note meanwhile: the quantity stands, the cell says that nothing is open
  expect(resumedNote(form, []).lines[0]).toMatchObject({ remaining: 0, quantity: 8000 })
  expect(resumedNote({ ...form, id: 5 }, [held(11, 0)]).lines[0]).toMatchObject({ remaining: 10_000 })
})

test('a note is worth keeping once a hand changed it, whether it is new or stands already', () => {
  const fresh = { ...emptyForm('delivery', '2026-11-27'), customerId: 1 }
  const line = lineOf('delivery', held(11, 10_000))
  const worth = (part: object, changed: boolean) => noteKeeping.worthKeeping({ form: { ...fresh, ...part }, changed })
  expect([
    worth({ lines: [line] }, false),
    worth({ lines: [line] }, true),
    worth({}, true),
    worth({ driver: '老何' }, true),
    worth({ id: 5 }, true),
  ]).toEqual([false, true, false, true, true])
  const kept: unknown = JSON.parse(JSON.stringify(noteKeeping.pack({ form: fresh, changed: true })))
  expect(noteKeeping.unpack(kept)).toEqual({ form: fresh, changed: true })
  expect(noteKeeping.unpack({ lines: [] })).toBeNull()
})
