import type { Bilevel } from '../../shared/faxFiles.ts'
import { encodeGroup3, encodeGroup4 } from './group4.ts'

/** One page of a fax. Resolutions in dots per inch: fine is 204×196, standard 204×98. */
export type FaxPicture = { picture: Bilevel; xResolution: number; yResolution: number }

const SHORT = 3
const LONG = 4
const RATIONAL = 5

type Entry = { tag: number; type: number; values: number[] }

const compressions = {
  group4: { code: 4, optionsTag: 293, encode: encodeGroup4 },
  group3: { code: 3, optionsTag: 292, encode: encodeGroup3 },
} as const

function entriesOf(
  page: FaxPicture,
  index: number,
  count: number,
  compression: keyof typeof compressions,
  strip: { offset: number; length: number },
): Entry[] {
  const { code, optionsTag } = compressions[compression]
  return [
    { tag: 254, type: LONG, values: [2] },
    { tag: 256, type: SHORT, values: [page.picture.width] },
    { tag: 257, type: SHORT, values: [page.picture.height] },
    { tag: 258, type: SHORT, values: [1] },
    { tag: 259, type: SHORT, values: [code] },
    { tag: 262, type: SHORT, values: [0] },
    { tag: 266, type: SHORT, values: [1] },
    { tag: 273, type: LONG, values: [strip.offset] },
    { tag: 277, type: SHORT, values: [1] },
    { tag: 278, type: SHORT, values: [page.picture.height] },
    { tag: 279, type: LONG, values: [strip.length] },
    { tag: 282, type: RATIONAL, values: [page.xResolution, 1] },
    { tag: 283, type: RATIONAL, values: [page.yResolution, 1] },
    { tag: optionsTag, type: LONG, values: [0] },
    { tag: 296, type: SHORT, values: [2] },
    { tag: 297, type: SHORT, values: [index, count] },
  ].sort((one, other) => one.tag - other.tag)
}

/** The directory of one page at `at`; rationals lie behind it. `next` is the place of the following directory or 0. */
function directory(entries: Entry[], at: number, next: (end: number) => number): Uint8Array {
  const head = 2 + entries.length * 12 + 4
  const rationals = entries.filter((entry) => entry.type === RATIONAL).length
  const view = new DataView(new ArrayBuffer(head + rationals * 8))
  view.setUint16(0, entries.length, true)
  let behind = head
  entries.forEach((entry, index) => {
    const place = 2 + index * 12
    view.setUint16(place, entry.tag, true)
    view.setUint16(place + 2, entry.type, true)
    view.setUint32(place + 4, entry.type === RATIONAL ? 1 : entry.values.length, true)
    if (entry.type === RATIONAL) {
      view.setUint32(place + 8, at + behind, true)
      entry.values.forEach((value, part) => view.setUint32(behind + part * 4, value, true))
      behind += 8
    } else if (entry.type === SHORT) {
      entry.values.forEach((value, part) => view.setUint16(place + 8 + part * 2, value, true))
    } else {
      view.setUint32(place + 8, entry.values[0]!, true)
    }
  })
  view.setUint32(2 + entries.length * 12, next(at + behind), true)
  return new Uint8Array(view.buffer)
}

const even = (place: number) => place + (place % 2)

/** A little-endian multi-page TIFF/F file (RFC 2306), one strip a page. */
export function writeTiff(pages: FaxPicture[], compression: keyof typeof compressions = 'group4'): Uint8Array {
  const chunks: { at: number; bytes: Uint8Array }[] = []
  let end = 8
  pages.forEach((page, index) => {
    const strip = compressions[compression].encode(page.picture)
    const place = even(end)
    const entries = entriesOf(page, index, pages.length, compression, { offset: 0, length: strip.length })
    const size = directory(entries, place, () => 0).length
    entries.find((entry) => entry.tag === 273)!.values = [place + size]
    const last = index === pages.length - 1
    const head = directory(entries, place, (after) => (last ? 0 : even(after + strip.length)))
    chunks.push({ at: place, bytes: head }, { at: place + size, bytes: strip })
    end = place + size + strip.length
  })
  const file = new Uint8Array(end)
  file.set([0x49, 0x49, 42, 0, 8, 0, 0, 0])
  for (const chunk of chunks) file.set(chunk.bytes, chunk.at)
  return file
}
