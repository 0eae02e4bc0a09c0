import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  clampPlace,
  downThePage,
  margin,
  moveBand,
  placeAfterZoom,
  placeShowingBand,
  scaleOf,
  transformOf,
  turned,
  type Turn,
} from './faxView.ts'

const page = { width: 1728, height: 2384 }
const view = { width: 500, height: 600 }
const turns = fc.constantFrom<Turn>(0, 1, 2, 3)

describe('where a fax lies in its window', () => {
  test('fitted to the width, to the window, turned, and by hand within bounds', () => {
    expect(scaleOf('width', page, 0, view)).toBeCloseTo(476 / 1728)
    expect(scaleOf('page', page, 0, view)).toBeCloseTo(576 / 2384)
    expect(scaleOf('width', page, 1, view)).toBeCloseTo(476 / 2384)
    expect([0.3, 90, 0.0001].map((zoom) => scaleOf(zoom, page, 0, view))).toEqual([0.3, 4, 0.05])
    expect(scaleOf('width', page, 0, { width: 0, height: 0 })).toBe(0.05)
  })

  test('a small sheet is centred at the top, a large one leaves no gap beyond the margin', () => {
    expect(clampPlace({ x: 90, y: 90 }, page, 0, 0.1, view)).toEqual({ x: (500 - 172.8) / 2, y: margin })
    expect(clampPlace({ x: 90, y: 90 }, page, 0, 1, view)).toEqual({ x: margin, y: margin })
    expect(clampPlace({ x: -9999, y: -9999 }, page, 0, 1, view)).toEqual({
      x: 500 - 1728 - margin,
      y: 600 - 2384 - margin,
    })
  })

  test('zooming keeps the dot under the pointer', () => {
    const place = { x: -100, y: -40 }
    const after = placeAfterZoom(place, { x: 200, y: 300 }, 0.5, 1)
    expect([(200 - place.x) / 0.5, (300 - place.y) / 0.5]).toEqual([200 - after.x, 300 - after.y])
  })

  test('a turned sheet covers the same corner', () => {
    const at = { x: 12, y: 12 }
    expect(([0, 1, 2, 3] as const).map((turn) => transformOf(at, { width: 100, height: 200 }, turn, 1))).toEqual([
      'translate(12px, 12px) rotate(0deg)',
      'translate(212px, 12px) rotate(90deg)',
      'translate(112px, 212px) rotate(180deg)',
      'translate(12px, 112px) rotate(270deg)',
    ])
  })

  test('dragging the band follows the hand, however the sheet is turned', () => {
    const down = ([0, 1, 2, 3] as const).map((turn) =>
      downThePage({ x: 30, y: 100 }, { width: 100, height: 200 }, turn, 0.5),
    )
    expect(down).toEqual([1, -0.3, -1, 0.3])
  })

  test('the band stays on the page', () => {
    const band = { page: 0, top: 0.9, height: 0.05 }
    expect([moveBand(band, 0.2).top, moveBand(band, -2).top]).toEqual([0.95, 0])
  })

  test('the band comes into sight and then nothing moves any more', () => {
    fc.assert(
      fc.property(
        turns,
        fc.double({ min: 0.2, max: 2, noNaN: true }),
        fc.double({ min: 0, max: 0.95, noNaN: true }),
        (turn, scale, top) => {
          const band = { page: 0, top, height: 0.04 }
          const start = clampPlace({ x: 0, y: 0 }, page, turn, scale, view)
          const show = (place: typeof start) =>
            clampPlace(placeShowingBand(place, band, page, turn, scale, view), page, turn, scale, view)
          const place = show(start)
          const again = show(place)
          expect(Math.hypot(again.x - place.x, again.y - place.y)).toBeLessThan(0.001)
          const length = page.height * scale
          const along = turn % 2 === 0 ? 'y' : 'x'
          const from = turn === 0 || turn === 3 ? top * length : (1 - top - band.height) * length
          expect(place[along] + from).toBeGreaterThanOrEqual(-0.001)
          const room = turn % 2 === 0 ? view.height : view.width
          expect(place[along] + from + band.height * length).toBeLessThanOrEqual(room + 0.001)
          expect(turned(page, turn).width).toBeGreaterThan(0)
        },
      ),
    )
  })
})
