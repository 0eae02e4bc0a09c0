import { useState } from 'react'
import type { RowBand } from '../../lib/faxRows.ts'
import type { FaxBand } from '../../lib/faxView.ts'

/** Where lines are looked for on a fax without a table: from a third of the page on, a line every 2.6 %. */
const firstTop = 0.25
const evenHeight = 0.026

/** The rows of the tables of all pages in order; the first of each page is its head row. */
const rowsInOrder = (pages: ReadonlyMap<number, RowBand[]>): FaxBand[] =>
  [...pages].sort(([a], [b]) => a - b).flatMap(([page, rows]) => rows.slice(1).map((row) => ({ page, ...row })))

/** The band of a line: the row found on the fax, else evenly spaced after the last one that is known. */
export const bandOfLine = (
  pages: ReadonlyMap<number, RowBand[]>,
  moved: ReadonlyMap<number, FaxBand>,
  line: number,
): FaxBand => {
  const own = moved.get(line)
  if (own) return own
  const rows = rowsInOrder(pages)
  const found = rows[line]
  // a hand that moved the band of an earlier line has shown where the lines are: the next ones follow it
  const before = [...moved.keys()].filter((each) => each < line).sort((a, b) => b - a)[0]
  if (before !== undefined) {
    const from = moved.get(before)!
    const step =
      found && rows[before] && found.page === rows[before].page
        ? found.top - rows[before].top
        : from.height * (line - before)
    return { ...from, top: Math.min(1 - from.height, from.top + step) }
  }
  if (found) return found
  const last = rows.at(-1)
  const start = last ? last.top + last.height : firstTop
  const height = last?.height ?? evenHeight
  return { page: last?.page ?? 0, top: Math.min(1 - height, start + height * (line - rows.length)), height }
}

/** The blue band that follows the line being checked; it can be moved by hand, and the next lines follow. */
export const useBand = (line: number) => {
  const [pages, setPages] = useState<ReadonlyMap<number, RowBand[]>>(new Map())
  const [moved, setMoved] = useState<ReadonlyMap<number, FaxBand>>(new Map())
  return {
    band: bandOfLine(pages, moved, line),
    onRows: (page: number, rows: RowBand[]) => setPages((before) => new Map(before).set(page, rows)),
    onBandMove: (band: FaxBand) => setMoved((before) => new Map(before).set(line, band)),
  }
}
