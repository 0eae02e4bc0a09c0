import { readFileSync } from 'node:fs'
import UTIF from 'utif2'
import { describe, expect, test } from 'vitest'
import { scan } from '../../build/fax/scan.ts'
import type { Bilevel } from '../../shared/faxFiles.ts'
import { findRows } from './faxRows.ts'

function samplePages(name: string): Bilevel[] {
  const buffer = Uint8Array.from(readFileSync(new URL(`../../e2e/samples/${name}`, import.meta.url))).buffer
  return UTIF.decode(buffer).map((directory) => {
    UTIF.decodeImage(buffer, directory)
    const colours = UTIF.toRGBA8(directory)
    const pixels = Uint8Array.from(
      { length: directory.width * directory.height },
      (_, at) => 1 - colours[at * 4]! / 255,
    )
    return { width: directory.width, height: directory.height, pixels }
  })
}

const dots = (page: Bilevel) =>
  findRows(page).map((row) => ({ top: row.top * page.height, bottom: (row.top + row.height) * page.height }))

/** Each edge of each row lies within 6 dots of where it was drawn. */
function expectRows(page: Bilevel, tops: number[], rowHeight: number): void {
  const rows = dots(page)
  expect(rows).toHaveLength(tops.length)
  rows.forEach((row, index) => {
    expect(Math.abs(row.top - tops[index]!)).toBeLessThan(6)
    expect(Math.abs(row.bottom - tops[index]! - rowHeight)).toBeLessThan(6)
  })
}

/** A page with a table drawn line by line, word-like blocks in its cells, and underlined blanks below it. */
function drawnTable(rows: number, rowHeight: number, skew: number): Bilevel {
  const [width, height] = [1728, 2384]
  const pixels = new Uint8Array(width * height).fill(255)
  const box = (x: number, y: number, w: number, h: number) => {
    for (let line = y; line < y + h; line += 1) pixels.fill(0, line * width + x, line * width + x + w)
  }
  for (let row = 0; row <= rows; row += 1) box(120, 500 + row * rowHeight, 1480, 4)
  for (const x of [120, 480, 1000, 1596]) box(x, 500, 4, rows * rowHeight + 4)
  for (let row = 0; row < rows; row += 1) {
    for (const x of [140, 500, 1020]) box(x, 500 + row * rowHeight + 14, 90, Math.max(4, rowHeight - 28))
  }
  box(700, 2100, 300, 3)
  box(200, 2200, 800, 3)
  return scan({ width, height, pixels }, { height, skew, speckle: 0.0005, straightRows: 0, seed: 7 })
}

describe('the rows of the table on a fax', () => {
  test('the head row and the three lines of the sample fax; none on its second page', () => {
    const [order, delivery] = samplePages('furniture-order.tif')
    // The browser laid the rows out from 264.6 px, each 54 px high, of 1192: in fax lines of the middle column.
    expectRows(order!, [508.7, 612.5, 716.2, 820], 103.8)
    expect(findRows(delivery!)).toEqual([])
  })

  test('a fax in standard resolution, half as many lines', () => {
    expectRows(samplePages('furniture-order-standard.tif')[0]!, [254.3, 306.2, 358.1, 410], 51.9)
  })

  test.each([-1.5, -1.1, -0.45, 0, 0.25, 0.9, 1.5])('a sheet askew by %s degrees', (skew) => {
    const tops = Array.from({ length: 9 }, (_, row) => 501.5 + row * 60)
    expectRows(drawnTable(9, 60, skew), tops, 60)
  })

  test('a sheet without a table, or an empty one', () => {
    const blank = { width: 400, height: 500, pixels: new Uint8Array(400 * 500) }
    const black = { width: 400, height: 500, pixels: new Uint8Array(400 * 500).fill(1) }
    expect([blank, black, { width: 0, height: 0, pixels: new Uint8Array(0) }].map(findRows)).toEqual([[], [], []])
  })
})
