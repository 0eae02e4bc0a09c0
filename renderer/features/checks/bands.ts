import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { FaxBandPlace } from '../../../shared/checks.ts'
import { client } from '../../lib/client.ts'
import type { RowBand } from '../../lib/faxRows.ts'
import type { FaxBand } from '../../lib/faxView.ts'
import { notify, sentenceOf } from '../../lib/notices.ts'

/** Where lines are looked for on a fax without a table: from a third of the page on, a line every 2.6 %. */
const firstTop = 0.25
const evenHeight = 0.026

/** The rows of the tables of all pages in order; the first of each page is its head row. */
const rowsInOrder = (pages: ReadonlyMap<number, RowBand[]>): FaxBand[] =>
  [...pages].sort(([a], [b]) => a - b).flatMap(([page, rows]) => rows.slice(1).map((row) => ({ page, ...row })))

/** The band of a line: where somebody put it, else the row found on the fax, else evenly spaced after what is known. */
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

/**
 * The band of a line where it is more than a guess: shown by a hand, or a row found on the fax. The row a hand has
 * shown is taken from edge to edge. Null where nobody knows.
 */
export const knownBand = (
  pages: ReadonlyMap<number, RowBand[]>,
  moved: ReadonlyMap<number, FaxBand>,
  line: number,
): FaxBand | null => {
  const isShown = [...moved.keys()].some((each) => each <= line)
  if (!isShown && !rowsInOrder(pages)[line]) return null
  const band = bandOfLine(pages, moved, line)
  const middle = band.top + band.height / 2
  const row = pages.get(band.page)?.find(({ top, height }) => middle >= top && middle < top + height)
  return row ? { page: band.page, ...row } : band
}

const nothingKept: readonly FaxBandPlace[] = []
/** A hand that moves the band step by step is waited for before it is kept. */
const pause = 600

/**
 * The blue band that follows the line being checked. Moved by hand, the next lines follow; where it was put is kept
 * with the paper, so that the next person sees it there.
 */
export const useBand = (line: number, kept: readonly FaxBandPlace[] = nothingKept) => {
  const [pages, setPages] = useState<ReadonlyMap<number, RowBand[]>>(new Map())
  const [paper, setPaper] = useState<number | null>(null)
  const [moved, setMoved] = useState<readonly FaxBandPlace[]>([])
  const waiting = useRef(new Map<string, { place: FaxBandPlace; timer: ReturnType<typeof setTimeout> }>())
  const keep = useCallback((place: FaxBandPlace): void => {
    client.checks.placeBand(place).catch((error: unknown) => notify(sentenceOf(error), 'bad'))
  }, [])
  useEffect(() => {
    const held = waiting.current
    return () => {
      for (const { place, timer } of held.values()) {
        clearTimeout(timer)
        keep(place)
      }
      held.clear()
    }
  }, [keep])
  const places = useMemo(() => {
    const own = [...kept, ...moved].filter(({ inboxItemId }) => inboxItemId === paper)
    return new Map(own.map(({ line: at, page, top, height }) => [at, { page, top, height }]))
  }, [kept, moved, paper])
  const onBandMove = (band: FaxBand): void => {
    if (paper === null) return
    const place = { inboxItemId: paper, line, ...band }
    const key = `${paper} ${line}`
    setMoved((before) => [...before.filter((each) => each.inboxItemId !== paper || each.line !== line), place])
    clearTimeout(waiting.current.get(key)?.timer)
    const timer = setTimeout(() => {
      waiting.current.delete(key)
      keep(place)
    }, pause)
    waiting.current.set(key, { place, timer })
  }
  return {
    band: bandOfLine(pages, places, line),
    /** The paper in front, and where a hand has shown lines on it. */
    paper,
    places,
    onRows: (page: number, rows: RowBand[]) => setPages((before) => new Map(before).set(page, rows)),
    onPaper: setPaper,
    onBandMove,
  }
}
