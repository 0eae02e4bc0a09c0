import fc from 'fast-check'
import { expect, it } from 'vitest'
import { coveredBy, type LotEvent } from './finalLots.ts'

const event = fc.record({
  kind: fc.constantFrom('made', 'gone', 'passed', 'rejected', 'conceded', 'disposed'),
  quantity: fc.integer({ min: 1, max: 9 }),
})

/** Pieces on a shelf, each with what was said of it: taken one by one. */
type Piece = 'fresh' | 'passed' | 'rejected'
const take = (shelf: Piece[], from: readonly Piece[], many: number, put: Piece | null): void => {
  for (let left = many; left > 0; left -= 1) {
    const kind = from.find((each) => shelf.includes(each))
    if (kind === undefined) return
    shelf.splice(shelf.indexOf(kind), 1)
    if (put !== null) shelf.push(put)
  }
}

it('an inspection covers the pieces it looked at, whatever is made, lost, rejected, conceded and made again', () => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 25 }), (steps) => {
      const shelf: Piece[] = []
      const events: LotEvent[] = []
      const many = (kind: Piece): number => shelf.filter((each) => each === kind).length
      for (const { kind, quantity } of steps) {
        if (kind === 'made') {
          for (let left = quantity; left > 0; left -= 1) shelf.push('fresh')
          events.push({ kind, quantity })
        } else if (kind === 'gone') {
          const gone = Math.min(quantity, shelf.length)
          take(shelf, ['fresh', 'passed', 'rejected'], gone, null)
          events.push({ kind: 'made', quantity: -gone })
        } else if (kind === 'passed' || kind === 'rejected') {
          // a lot is never larger than what is there and not let through
          const lot = Math.min(quantity, shelf.length - many('passed'))
          take(shelf, ['fresh', 'rejected'], lot, kind)
          events.push({ kind, quantity: lot })
        } else if (kind === 'conceded' || kind === 'disposed') {
          const part = Math.min(quantity, many('rejected'))
          take(shelf, ['rejected'], part, kind === 'conceded' ? 'passed' : null)
          events.push({ kind, quantity: part })
        }
        expect(coveredBy(events)).toEqual({ there: shelf.length, passed: many('passed'), rejected: many('rejected') })
      }
    }),
    { numRuns: 1000 },
  )
})

it('covers no goods that were made in the place of what is gone', () => {
  const made = (quantity: number): LotEvent => ({ kind: 'made', quantity })
  expect(coveredBy([made(100), { kind: 'passed', quantity: 100 }, made(-10), made(10)])).toEqual({
    there: 100,
    passed: 90,
    rejected: 0,
  })
})
