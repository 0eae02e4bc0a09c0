import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { writeTiff } from '../../build/fax/tiff.ts'
import { decodeFax, FaxUnreadable, squareHeight } from './faxPages.ts'
import { openTiff } from './faxTiff.ts'

const sample = (name: string) => new Uint8Array(readFileSync(new URL(`../../e2e/samples/${name}`, import.meta.url)))

describe('the pages of a fax', () => {
  test('a TIFF is decoded page by page', () => {
    const pageOf = openTiff(sample('furniture-order.tif'))
    const pictures = [1, 0, 1].map(pageOf)
    expect(pictures.map(({ width, height, colours }) => [width, height, colours.length])).toEqual(
      pictures.map(() => [1728, 2291, 1728 * 2291 * 4]),
    )
    const [first, , again] = pictures.map((picture) => Buffer.from(picture.colours.buffer))
    expect(first!.equals(again!)).toBe(true)
    expect(() => pageOf(2)).toThrow('no page 2')
  })

  test('a preview before the first page is passed over', () => {
    const black = { width: 8, height: 1, pixels: new Uint8Array(8).fill(1) }
    const white = { width: 16, height: 1, pixels: new Uint8Array(16) }
    const file = writeTiff([black, white].map((picture) => ({ picture, xResolution: 204, yResolution: 196 })))
    new DataView(file.buffer).setUint32(8 + 2 + 8, 1, true)
    expect(openTiff(file)(0).width).toBe(16)
  })

  test('a standard fax is stretched to the shape of its sheet', () => {
    const standard = { width: 1728, height: 1145, xResolution: 204, yResolution: 98 }
    const fine = { width: 1728, height: 2291, xResolution: 204, yResolution: 196 }
    const silent = { xResolution: 0, yResolution: 0 }
    expect([standard, fine, { ...standard, ...silent }, { ...fine, ...silent }].map(squareHeight)).toEqual([
      2383, 2385, 2383, 2291,
    ])
  })

  test('what is no fax, or another kind than was said, is not opened', async () => {
    const problem = (name: string, mediaType: 'image/tiff' | 'image/png') =>
      decodeFax(sample(name), mediaType).catch(
        (refusal: unknown) => refusal instanceof FaxUnreadable && refusal.problem,
      )
    expect(await problem('not-a-fax.tif', 'image/tiff')).toBe('notAFax')
    expect(await problem('furniture-order.jpg', 'image/png')).toBe('notAFax')
  })
})
