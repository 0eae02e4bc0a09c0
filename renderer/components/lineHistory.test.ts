import fc from 'fast-check'
import { expect, test } from 'vitest'
import { firstChange, LineHistory } from './lineHistory.ts'

interface Row {
  key: number
  code: string
}
const moment = (...codes: string[]) => ({ rows: codes.map((code, key): Row => ({ key, code })), wrongs: {} })

test('takes deeds back and does them again, and a new deed ends what could be done again', () => {
  const history = new LineHistory<Row>()
  history.remember(moment('a'))
  history.remember(moment('a', 'b'))
  expect(history.back(moment('a', 'b', 'c'))).toEqual(moment('a', 'b'))
  expect(history.back(moment('a', 'b'))).toEqual(moment('a'))
  expect(history.forth(moment('a'))).toEqual(moment('a', 'b'))
  history.remember(moment('a', 'b'))
  expect(history.forth(moment('a', 'x'))).toBeNull()
})

test('passes over moments that would change nothing', () => {
  const history = new LineHistory<Row>()
  history.remember(moment('a'))
  history.remember(moment('b'))
  expect(history.back(moment('b'))).toEqual(moment('a'))
  expect(history.back(moment('a'))).toBeNull()
})

test('for any deeds: back to the beginning and forth again ends where it was', () => {
  fc.assert(
    fc.property(fc.array(fc.array(fc.string({ maxLength: 2 }), { maxLength: 4 }), { minLength: 1 }), (states) => {
      const history = new LineHistory<Row>()
      const [first, ...later] = states.map((codes) => moment(...codes))
      let now = first!
      for (const next of later) {
        history.remember(now)
        now = next
      }
      const end = now
      for (let before = history.back(now); before; before = history.back(now)) now = before as typeof now
      expect(now).toEqual(first)
      for (let next = history.forth(now); next; next = history.forth(now)) now = next as typeof now
      expect(now).toEqual(end)
    }),
  )
})

test('finds the line the cursor goes to', () => {
  expect(firstChange(moment('a', 'b').rows, moment('a', 'c').rows)).toBe(1)
  expect(firstChange(moment('a', 'b').rows, moment('a').rows)).toBe(0)
})
