import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import UTIF from 'utif2'
import { describe, expect, test } from 'vitest'
import { encodeGroup3, encodeGroup4 } from '../../build/fax/group4.ts'
import type { Bilevel } from '../../shared/faxFiles.ts'
import { decodeRuns, type RunCoding } from './faxRuns.ts'
import { openTiff } from './faxTiff.ts'

const group3: RunCoding = { compression: 3, twoDimensional: false }
const group4: RunCoding = { compression: 4, twoDimensional: false }

function decode(strip: Uint8Array, width: number, height: number, coding: RunCoding): Bilevel {
  const pixels = new Uint8Array(width * height)
  decodeRuns(strip, width, height, coding, (row, from, to) => {
    if (from < 0 || to > width || from >= to || row >= height) throw new Error(`run ${row}: ${from} to ${to}`)
    pixels.fill(1, row * width + from, row * width + to)
  })
  return { width, height, pixels }
}

const pictures: fc.Arbitrary<Bilevel> = fc
  .record({
    width: fc.integer({ min: 1, max: 3000 }),
    first: fc.array(fc.nat(3000), { maxLength: 14 }),
    moves: fc.array(fc.array(fc.integer({ min: -4, max: 4 }), { minLength: 14, maxLength: 14 }), {
      maxLength: 10,
    }),
  })
  .map(({ width, first, moves }) => {
    const rows = [first]
    for (const move of moves) rows.push(rows.at(-1)!.map((edge, index) => Math.max(0, edge + move[index]!)))
    const pixels = new Uint8Array(width * rows.length)
    rows.forEach((edges, row) => {
      const places = edges.map((edge) => Math.min(edge, width)).sort((one, other) => one - other)
      for (let pair = 0; pair + 1 < places.length; pair += 2) {
        pixels.fill(1, row * width + places[pair]!, row * width + places[pair + 1]!)
      }
    })
    return { width, height: rows.length, pixels }
  })

const sampleFile = (name: string) => new Uint8Array(readFileSync(new URL(`../../e2e/samples/${name}`, import.meta.url)))

describe('fax lines', () => {
  test('what was encoded comes back dot by dot, in Group 3 and in Group 4', () => {
    fc.assert(
      fc.property(pictures, (picture) => {
        const { width, height } = picture
        expect(Buffer.compare(decode(encodeGroup4(picture), width, height, group4).pixels, picture.pixels)).toBe(0)
        expect(Buffer.compare(decode(encodeGroup3(picture), width, height, group3).pixels, picture.pixels)).toBe(0)
      }),
      { numRuns: 300 },
    )
  })

  test.each(['furniture-order.tif', 'furniture-order-standard.tif'])('utif2 reads %s the same', (name) => {
    const file = sampleFile(name)
    const pageOf = openTiff(file)
    UTIF.decode(file.buffer).forEach((directory, page) => {
      UTIF.decodeImage(file.buffer, directory)
      expect(Buffer.compare(Buffer.from(pageOf(page).colours.buffer), UTIF.toRGBA8(directory))).toBe(0)
    })
  })

  test('Group 3 with lines that refer to the line above (K = 2), fill bits and reversed bytes', () => {
    // Width 8. Line 1 plain: 2 white, 3 black, 3 white. Line 2: the same (V0 V0 V0). Line 3 plain: 8 white. Then the end.
    const end = '000000000001'
    const bits = `0000${end}1${'0111'}${'10'}${'1000'}${end}0111000000${end}1${'10011'}${`${end}1`.repeat(6)}`
    const bytes = Uint8Array.from(bits.match(/.{1,8}/g)!, (byte) => Number.parseInt(byte.padEnd(8, '0'), 2))
    const { pixels } = decode(bytes, 8, 3, { compression: 3, twoDimensional: true })
    expect(Array.from(pixels).join('')).toBe('00111000' + '00111000' + '00000000')
  })

  test('runs without line ends, each line from a new byte', () => {
    const lines = ['0111' + '10' + '1000', '10011']
    const bits = lines.map((line) => line.padEnd(Math.ceil(line.length / 8) * 8, '0')).join('')
    const bytes = Uint8Array.from(bits.match(/.{8}/g)!, (byte) => Number.parseInt(byte, 2))
    const { pixels } = decode(bytes, 8, 2, { compression: 2, twoDimensional: false })
    expect(Array.from(pixels).join('')).toBe('00111000' + '00000000')
  })
})

describe('line noise', () => {
  const stripe: Bilevel = { width: 64, height: 40, pixels: new Uint8Array(64 * 40) }
  for (let row = 0; row < 40; row += 1) stripe.pixels.fill(1, row * 64 + 10, row * 64 + 30)

  test('a broken line of Group 3 repeats the one above, the rest is whole', () => {
    const strip = encodeGroup3(stripe)
    strip[60] = strip[60]! ^ 0xff
    const { pixels } = decode(strip, 64, 40, group3)
    const wrong = Array.from({ length: 40 }, (_, row) => row).filter(
      (row) => Buffer.compare(pixels.subarray(row * 64, row * 64 + 64), stripe.pixels.subarray(0, 64)) !== 0,
    )
    expect(wrong.length).toBeLessThanOrEqual(2)
    expect(wrong).not.toContain(39)
  })

  test('any bytes at all: no run outside the page, no waiting', () => {
    const codings = fc.record({ compression: fc.constantFrom(2, 3, 4), twoDimensional: fc.boolean() })
    const strips = fc.uint8Array({ maxLength: 3000 })
    fc.assert(
      fc.property(
        strips,
        fc.integer({ min: 1, max: 2000 }),
        fc.integer({ min: 1, max: 300 }),
        codings,
        (strip, width, height, coding) => {
          const start = performance.now()
          decode(strip, width, height, coding as RunCoding)
          expect(performance.now() - start).toBeLessThan(1000)
        },
      ),
      { numRuns: 500 },
    )
  })

  test('megabytes of runs that never end, and of nothing', () => {
    const start = performance.now()
    for (const byte of [0x00, 0x01, 0x1f, 0xff]) {
      const strip = new Uint8Array(5_000_000).fill(byte)
      for (const compression of [2, 3, 4] as const) decode(strip, 1728, 2291, { compression, twoDimensional: false })
    }
    expect(performance.now() - start).toBeLessThan(15_000)
  })
})
