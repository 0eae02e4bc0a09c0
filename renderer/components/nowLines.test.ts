import { expect, test } from 'vitest'
import { NowLines } from './nowLines.ts'

interface Line {
  process: string
  quantity: number | null
  price: number | null
}
const drawn: Line[] = [{ process: '白茬', quantity: null, price: null }]
/** A cell of the first line is left with a quantity: as the grid does it. */
const typeQuantity = (lines: { rows: Line[] }, quantity: number): Line[] =>
  lines.rows.map((line, index) => (index === 0 ? { ...line, quantity } : line))

test('a cell left after a price was found and before it is shown keeps the price', () => {
  let own = drawn
  const grid = new NowLines<Line, { current?: () => readonly Line[] }, null>({ current: () => own }, drawn, null)
  // the answer is written by the page, which is not drawn yet
  own = own.map((line) => ({ ...line, price: 60_000_000 }))
  expect(typeQuantity(grid, 4000)).toEqual([{ process: '白茬', quantity: 4000, price: 60_000_000 }])
})

test('a grid whose lines only the hand changes goes by its last deed', () => {
  const grid = new NowLines<Line, { current?: () => readonly Line[] }, null>({}, drawn, null)
  grid.rows = typeQuantity(grid, 4000)
  expect(grid.rows).toEqual([{ process: '白茬', quantity: 4000, price: null }])
})
