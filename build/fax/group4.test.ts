import fc from 'fast-check'
import UTIF from 'utif2'
import { describe, expect, test } from 'vitest'
import type { Bilevel } from '../../shared/faxFiles.ts'
import { writeTiff } from './tiff.ts'

function decodePages(file: Uint8Array): Bilevel[] {
  const buffer = file.slice().buffer
  return UTIF.decode(buffer).map((directory) => {
    UTIF.decodeImage(buffer, directory)
    const colours = UTIF.toRGBA8(directory)
    const pixels = new Uint8Array(directory.width * directory.height)
    for (let at = 0; at < pixels.length; at += 1) pixels[at] = colours[at * 4] === 0 ? 1 : 0
    return { width: directory.width, height: directory.height, pixels }
  })
}

const fresh = fc.array(fc.integer({ min: 0, max: 5400 }), { maxLength: 12 })
/** The line above, each edge moved a little: what vertical mode is for. */
const moved = fc.array(fc.integer({ min: -4, max: 4 }), { minLength: 12, maxLength: 12 })

/** Rows of runs, which is what a fax line looks like: long white, short black, most much like the line above. */
const pictures: fc.Arbitrary<Bilevel> = fc
  .tuple(
    fc.integer({ min: 1, max: 5400 }),
    fresh,
    fc.array(
      fc.oneof(
        fresh.map((row) => ({ row })),
        moved.map((by) => ({ by })),
      ),
      { maxLength: 12 },
    ),
  )
  .map(([width, first, steps]) => {
    const rows = [first]
    for (const step of steps) {
      const above = rows[rows.length - 1]!
      rows.push('row' in step ? step.row : above.map((edge, index) => Math.max(0, edge + step.by[index]!)))
    }
    return { width, height: rows.length, pixels: paint(width, rows) }
  })

function paint(width: number, rows: number[][]): Uint8Array {
  const pixels = new Uint8Array(width * rows.length)
  rows.forEach((edges, y) => {
    const sorted = edges.map((edge) => edge % (width + 1)).sort((one, other) => one - other)
    for (let pair = 0; pair + 1 < sorted.length; pair += 2) {
      pixels.fill(1, y * width + sorted[pair]!, y * width + sorted[pair + 1]!)
    }
  })
  return pixels
}

const fine = (picture: Bilevel) => ({ picture, xResolution: 204, yResolution: 196 })

describe('fax compression', () => {
  test('Group 4 comes back pixel by pixel', () => {
    fc.assert(
      fc.property(pictures, (picture) => {
        const [page] = decodePages(writeTiff([fine(picture)], 'group4'))
        expect(Buffer.compare(page!.pixels, picture.pixels)).toBe(0)
      }),
      { numRuns: 300 },
    )
  })

  test('Group 3 comes back pixel by pixel', () => {
    fc.assert(
      fc.property(pictures, (picture) => {
        const [page] = decodePages(writeTiff([fine(picture)], 'group3'))
        expect(Buffer.compare(page!.pixels, picture.pixels)).toBe(0)
      }),
      { numRuns: 300 },
    )
  })

  test('pages of one file keep their order, size and resolution', () => {
    const wide = { width: 40, height: 2, pixels: new Uint8Array(80).fill(1) }
    const tall = { width: 9, height: 5, pixels: new Uint8Array(45) }
    const file = writeTiff([fine(wide), { picture: tall, xResolution: 204, yResolution: 98 }])
    expect(decodePages(file)).toEqual([wide, tall])
    expect(UTIF.decode(file.slice().buffer).map((directory) => directory.t283)).toEqual([[[196, 1]], [[98, 1]]])
  })
})
