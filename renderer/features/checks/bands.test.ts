import { expect, test } from 'vitest'
import { bandOfLine, knownBand } from './bands.ts'

const rows = [0.1, 0.15, 0.2, 0.25].map((top) => ({ top, height: 0.05 }))

test('each line has the row under the head row', () => {
  const pages = new Map([[0, rows]])
  expect([0, 1, 2].map((line) => bandOfLine(pages, new Map(), line))).toEqual(
    [0.15, 0.2, 0.25].map((top) => ({ page: 0, top, height: 0.05 })),
  )
})

test('lines beyond the first page go on with the table of the next', () => {
  const pages = new Map([
    [1, rows],
    [0, rows],
  ])
  expect(bandOfLine(pages, new Map(), 3)).toEqual({ page: 1, top: 0.15, height: 0.05 })
})

test('without a table the lines stand evenly, and never off the page', () => {
  expect(bandOfLine(new Map(), new Map(), 0)).toEqual({ page: 0, top: 0.25, height: 0.026 })
  expect(bandOfLine(new Map(), new Map(), 99).top).toBeCloseTo(0.974)
})

test('the lines after one that was moved by hand follow it', () => {
  const moved = new Map([[1, { page: 0, top: 0.5, height: 0.03 }]])
  expect(bandOfLine(new Map(), moved, 3).top).toBeCloseTo(0.56)
  expect(bandOfLine(new Map([[0, rows]]), moved, 2).top).toBeCloseTo(0.55)
  expect(bandOfLine(new Map([[0, rows]]), moved, 0).top).toBe(0.15)
})

test('a line is known where a row or a hand shows it, and a hand shows the whole row it points into', () => {
  const pages = new Map([[0, rows]])
  expect([0, 3].map((line) => knownBand(pages, new Map(), line))).toEqual([{ page: 0, top: 0.15, height: 0.05 }, null])
  const moved = new Map([[0, { page: 0, top: 0.21, height: 0.02 }]])
  expect(knownBand(pages, moved, 0)).toEqual({ page: 0, top: 0.2, height: 0.05 })
  expect(knownBand(new Map(), moved, 0)).toEqual({ page: 0, top: 0.21, height: 0.02 })
  expect(knownBand(new Map(), moved, 1)?.top).toBeCloseTo(0.23)
})
