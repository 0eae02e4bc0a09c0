import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { writeTiff } from '../build/fax/tiff.ts'
import { largestFaxBytes, sniffFax, tiffPages } from './faxFiles.ts'

const sample = (name: string) => new Uint8Array(readFileSync(new URL(`../e2e/samples/${name}`, import.meta.url)))
const text = (content: string) => new TextEncoder().encode(content)

const tiff = sample('furniture-order.tif')
const jpeg = sample('furniture-order.jpg')
const png = sample('furniture-order.png')
const pdf = sample('furniture-order.pdf')

const blank = (width: number, height: number) => ({ width, height, pixels: new Uint8Array(width * height) })
const smallTiff = () =>
  writeTiff([
    { picture: blank(16, 4), xResolution: 204, yResolution: 98 },
    { picture: blank(8, 8), xResolution: 204, yResolution: 196 },
  ])

/** Rewrites one field of the first directory of a little-endian TIFF. */
function withField(file: Uint8Array, tag: number, change: (view: DataView, place: number) => void): Uint8Array {
  const copy = file.slice()
  const view = new DataView(copy.buffer)
  const at = view.getUint32(4, true)
  for (let entry = at + 2; entry < at + 2 + view.getUint16(at, true) * 12; entry += 12) {
    if (view.getUint16(entry, true) === tag) change(view, entry)
  }
  return copy
}

function withPngSize(width: number, height: number): Uint8Array {
  const copy = png.slice()
  const view = new DataView(copy.buffer)
  view.setUint32(16, width)
  view.setUint32(20, height)
  return copy
}

describe('a fax is told by its bytes', () => {
  test('the four kinds and their pages', () => {
    expect([tiff, sample('furniture-order-standard.tif'), jpeg, png, pdf].map(sniffFax)).toEqual([
      { mediaType: 'image/tiff', pages: 2 },
      { mediaType: 'image/tiff', pages: 1 },
      { mediaType: 'image/jpeg', pages: 1 },
      { mediaType: 'image/png', pages: 1 },
      { mediaType: 'application/pdf', pages: 1 },
    ])
  })

  test('a view into a larger buffer is read in its own bounds', () => {
    const padded = new Uint8Array(tiff.length + 20)
    padded.set(tiff, 7)
    expect(sniffFax(padded.subarray(7, 7 + tiff.length))).toEqual({ mediaType: 'image/tiff', pages: 2 })
  })

  test('the resolution of each page of a TIFF', () => {
    expect(tiffPages(smallTiff())).toEqual([
      { directory: 0, width: 16, height: 4, xResolution: 204, yResolution: 98 },
      { directory: 1, width: 8, height: 8, xResolution: 204, yResolution: 196 },
    ])
  })

  test('a preview inside a TIFF is not a page', () => {
    const file = withField(smallTiff(), 254, (view, entry) => view.setUint32(entry + 8, 1, true))
    expect(tiffPages(file)).toEqual([{ directory: 1, width: 8, height: 8, xResolution: 204, yResolution: 196 }])
  })

  test('a big-endian TIFF', () => {
    const bytes = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 4]
    const fields = [
      [256, 24],
      [257, 1],
      [273, 62],
      [279, 3],
    ] as const
    for (const [tag, value] of fields) bytes.push(tag >> 8, tag & 255, 0, 4, 0, 0, 0, 1, 0, 0, 0, value)
    bytes.push(0, 0, 0, 0, 255, 0, 255)
    expect(sniffFax(Uint8Array.from(bytes))).toEqual({ mediaType: 'image/tiff', pages: 1 })
  })

  test('a PDF behind the commands of a fax server', () => {
    const wrapped = new Uint8Array(pdf.length + 20)
    wrapped.set(text('\u001b%-12345X@PJL JOB\r\n'))
    wrapped.set(pdf, 20)
    expect(sniffFax(wrapped)).toEqual({ mediaType: 'application/pdf', pages: 1 })
  })

  test('the pages of a PDF as far as they can be read', () => {
    const count = (body: string) => sniffFax(text(`%PDF-1.5\n${body}\nstartxref\n0\n%%EOF`))
    const pages = (number: number) => ({ mediaType: 'application/pdf', pages: number })
    expect(count('<</Type /Pages/Count 2>> <</Type/Page>> <</Type /Page /Parent 1 0 R>>')).toEqual(pages(2))
    expect(count('<< /Type /Pages /Kids [3 0 R 4 0 R 5 0 R] /Count 3 >>')).toEqual(pages(3))
    expect(count('<< /Linearized 1 /L 900 /N 7 /T 80 >> <</Type /ObjStm /N 100>>')).toEqual(pages(7))
    expect(count('<</Type /ObjStm /N 100>>')).toEqual(pages(1))
  })
})

describe('what cannot be taken as a fax', () => {
  test('nothing, too much, another kind of file', () => {
    const tooLarge = new Uint8Array(largestFaxBytes + 1)
    tooLarge.set(tiff)
    expect(sniffFax(new Uint8Array(0))).toEqual({ problem: 'empty' })
    expect(sniffFax(tooLarge)).toEqual({ problem: 'tooLarge' })
    const others = [
      sample('not-a-fax.tif'),
      text('<svg xmlns="http://www.w3.org/2000/svg"></svg>'),
      text('<!doctype html><p>%PDF-1.4</p>startxref'),
      text('PK\u0003\u0004 order.xlsx %PDF-1.4 startxref'),
      text('GIF89a'),
      Uint8Array.of(0x49, 0x49, 43, 0, 8, 0, 0, 0, 16, 0),
      Uint8Array.of(0),
    ]
    expect(others.map(sniffFax)).toEqual(others.map(() => ({ problem: 'notAFax' })))
  })

  test('a TIFF in a compression nobody here can open', () => {
    const file = withField(smallTiff(), 259, (view, entry) => view.setUint16(entry + 8, 34712, true))
    expect(sniffFax(file)).toEqual({ problem: 'notAFax' })
  })

  test('a file that broke off', () => {
    const cut = (file: Uint8Array, share: number) => file.subarray(0, Math.floor(file.length * share))
    const parts = [tiff, jpeg, png].flatMap((file) => [cut(file, 0.05), cut(file, 0.6), cut(file, 0.99)])
    expect(parts.map(sniffFax)).toEqual(parts.map(() => ({ problem: 'damaged' })))
    expect(sniffFax(cut(pdf, 0.6))).toEqual({ problem: 'damaged' })
  })

  test('a TIFF whose directories run in a circle', () => {
    const file = smallTiff()
    const view = new DataView(file.buffer)
    const first = view.getUint32(4, true)
    const second = view.getUint32(first + 2 + view.getUint16(first, true) * 12, true)
    view.setUint32(second + 2 + view.getUint16(second, true) * 12, first, true)
    expect(sniffFax(file)).toEqual({ problem: 'damaged' })
  })

  test('a TIFF with four thousand million values in a field', () => {
    const file = withField(smallTiff(), 297, (view, entry) => view.setUint32(entry + 4, 0xffffffff, true))
    expect(sniffFax(file)).toEqual({ problem: 'damaged' })
  })

  test('a page of more than 40 megapixels, or of none', () => {
    const huge = withField(smallTiff(), 257, (view, entry) => {
      view.setUint16(entry + 2, 4, true)
      view.setUint32(entry + 8, 3_000_000, true)
    })
    expect([huge, withPngSize(8000, 5001), withPngSize(8000, 5000), withPngSize(0, 9)].map(sniffFax)).toEqual([
      { problem: 'tooManyPixels' },
      { problem: 'tooManyPixels' },
      { mediaType: 'image/png', pages: 1 },
      { problem: 'damaged' },
    ])
  })
})

describe('a hostile file', () => {
  const answersQuickly = (bytes: Uint8Array) => {
    const start = performance.now()
    const answer = sniffFax(bytes)
    expect('problem' in answer || answer.pages >= 1).toBe(true)
    expect(performance.now() - start).toBeLessThan(5000)
  }
  const heads = [smallTiff(), jpeg.subarray(0, 4000), png.subarray(0, 2000), pdf.subarray(0, 3000)]

  test('some bytes changed: never throws, never hangs', () => {
    const changes = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), {
      minLength: 1,
      maxLength: 12,
    })
    fc.assert(
      fc.property(
        fc.constantFrom(...heads, tiff),
        changes,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (file, edits, cut) => {
          const copy = file.slice()
          for (const [place, value] of edits) copy[place % Math.min(copy.length, 600)] = value
          answersQuickly(copy)
          answersQuickly(copy.subarray(0, Math.floor(copy.length * cut)))
        },
      ),
      { numRuns: 1500 },
    )
  })

  test('any bytes behind an honest head: never throws, never hangs', () => {
    const rest = fc.uint8Array({ maxLength: 400 })
    fc.assert(
      fc.property(fc.constantFrom(...heads), fc.integer({ min: 2, max: 30 }), rest, (file, keep, tail) => {
        const bytes = new Uint8Array(keep + tail.length)
        bytes.set(file.subarray(0, keep))
        bytes.set(tail, keep)
        answersQuickly(bytes)
      }),
      { numRuns: 1500 },
    )
  })

  test('20 MB made to be slow', () => {
    const full = (fill: string, head: Uint8Array) => {
      const bytes = new Uint8Array(largestFaxBytes)
      const pattern = text(fill)
      for (let at = 0; at < bytes.length; at += pattern.length) bytes.set(pattern.subarray(0, bytes.length - at), at)
      bytes.set(head)
      return bytes
    }
    answersQuickly(full('/Count 1', text('%PDF-1.4 startxref ')))
    answersQuickly(full('/Type /Pages', text('%PDF-1.4 startxref ')))
    answersQuickly(full('/Linearized /N ', text('%PDF-1.4 startxref ')))
    answersQuickly(full('startxre', text('%PDF-1.4 ')))
    answersQuickly(new Uint8Array(largestFaxBytes).fill(0xff))
    // Every directory of the chain names the same millions of strips.
    const many = new Uint8Array(largestFaxBytes)
    const view = new DataView(many.buffer)
    many.set([0x49, 0x49, 42, 0, 8, 0, 0, 0])
    for (let page = 0; page < 500; page += 1) {
      const at = 8 + page * 60
      const fields = [
        [256, 1, 9],
        [257, 1, 9],
        [273, 2_000_000, 40_000],
        [279, 2_000_000, 40_000],
      ] as const
      view.setUint16(at, fields.length, true)
      fields.forEach(([tag, count, value], index) => {
        view.setUint16(at + 2 + index * 12, tag, true)
        view.setUint16(at + 4 + index * 12, 4, true)
        view.setUint32(at + 6 + index * 12, count, true)
        view.setUint32(at + 10 + index * 12, value, true)
      })
      view.setUint32(at + 50, at + 60, true)
    }
    many.fill(8, 40_000, 9_000_000)
    answersQuickly(many)
  })
})
