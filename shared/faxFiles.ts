/**
 * What a file from outside is, told by its own bytes and never by its name: the four kinds a faxed order arrives in.
 * Only heads and directories are read, so that a hostile file costs no more time than an honest one.
 */

export type FaxMediaType = 'image/tiff' | 'application/pdf' | 'image/jpeg' | 'image/png'

/** `damaged` is a fax that broke off or contradicts itself; `notAFax` is another kind of file. */
export type FaxProblem = 'empty' | 'tooLarge' | 'notAFax' | 'damaged' | 'tooManyPixels'

/** A black-and-white picture, one byte a pixel, row by row: 1 is black, as in ITU-T T.4. */
export type Bilevel = { width: number; height: number; pixels: Uint8Array }

export type FaxFile = { mediaType: FaxMediaType; pages: number }

/** 20 MB: a hundred fax pages, or a photo from any phone. */
export const largestFaxBytes = 20 * 1024 * 1024

/** 40 megapixels on one page: A4 at 600 dpi is 35. */
export const largestPagePixels = 40_000_000

/** More pages than any fax has, more fields and strips than any page: they bound the walk through a hostile file. */
const mostPages = 500
const mostTiffFields = 1000
const mostTiffStrips = 100_000

type Size = { width: number; height: number }
type Pages = Size[] | 'damaged' | 'notAFax'

/** Where one page of a TIFF lies in its file, and what its scale is. */
export type TiffPage = Size & {
  /** Place of the page among all directories of the file, previews included. */
  directory: number
  /** Dots per inch (or per centimetre: only their ratio matters); 0 when the file does not say. */
  xResolution: number
  yResolution: number
}

function startsWith(bytes: Uint8Array, signature: number[], at = 0): boolean {
  return signature.every((value, index) => bytes[at + index] === value)
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

// ---- TIFF ----------------------------------------------------------------------------------------------------------

/** Bytes of one value by TIFF 6.0 field type; index 0 is no type. */
const tiffTypeSizes = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4]

/** None, Group 3 (two ways), Group 4, LZW, JPEG (two ways), deflate (two ways), PackBits. */
const tiffCompressions = new Set([1, 2, 3, 4, 5, 6, 7, 8, 32773, 32946])

type TiffField = { type: number; count: number; place: number }
type Tiff = { view: DataView; little: boolean }

function tiffValues(tiff: Tiff, field: TiffField | undefined, most: number): number[] {
  if (!field) return []
  const { view, little } = tiff
  const size = tiffTypeSizes[field.type]!
  return Array.from({ length: Math.min(field.count, most) }, (_, index) => {
    const at = field.place + index * size
    if (field.type === 3) return view.getUint16(at, little)
    if (field.type === 4) return view.getUint32(at, little)
    if (field.type === 5) return view.getUint32(at, little) / Math.max(1, view.getUint32(at + 4, little))
    return view.getUint8(at)
  })
}

/** The fields of the directory at `at` and the place of the next one; undefined when anything lies outside the file. */
function tiffDirectory(tiff: Tiff, at: number): { fields: Map<number, TiffField>; next: number } | undefined {
  const { view, little } = tiff
  const end = view.byteLength
  if (at < 8 || at + 2 > end) return undefined
  const count = view.getUint16(at, little)
  const tail = at + 2 + count * 12
  if (count === 0 || count > mostTiffFields || tail > end) return undefined
  const fields = new Map<number, TiffField>()
  for (let entry = at + 2; entry < tail; entry += 12) {
    const type = view.getUint16(entry + 2, little)
    const values = view.getUint32(entry + 4, little)
    const size = tiffTypeSizes[type]
    if (!size) return undefined
    const place = values * size <= 4 ? entry + 8 : view.getUint32(entry + 8, little)
    if (place + values * size > end) return undefined
    fields.set(view.getUint16(entry, little), { type, count: values, place })
  }
  // Some fax programs forget the closing zero of the very last directory.
  return { fields, next: tail + 4 <= end ? view.getUint32(tail, little) : 0 }
}

/** Are all strips (or tiles) of the page inside the file? */
function stripsAreWhole(tiff: Tiff, fields: Map<number, TiffField>): boolean {
  const offsets = tiffValues(tiff, fields.get(273) ?? fields.get(324), mostTiffStrips)
  const lengths = tiffValues(tiff, fields.get(279) ?? fields.get(325), mostTiffStrips)
  if (offsets.length === 0 || lengths.length !== offsets.length) return false
  return offsets.every((offset, index) => {
    const length = lengths[index]!
    return offset >= 8 && length > 0 && offset + length <= tiff.view.byteLength
  })
}

function tiffPage(tiff: Tiff, fields: Map<number, TiffField>, directory: number): TiffPage | 'damaged' | 'notAFax' {
  const number = (tag: number) => tiffValues(tiff, fields.get(tag), 1)[0]
  const width = number(256) ?? 0
  const height = number(257) ?? 0
  if (width === 0 || height === 0 || !stripsAreWhole(tiff, fields)) return 'damaged'
  if (!tiffCompressions.has(number(259) ?? 1)) return 'notAFax'
  return { directory, width, height, xResolution: number(282) ?? 0, yResolution: number(283) ?? 0 }
}

/** The pages of a TIFF in order, without previews and masks. */
export function tiffPages(bytes: Uint8Array): TiffPage[] | 'damaged' | 'notAFax' {
  if (bytes.length < 8) return 'damaged'
  const tiff = { view: viewOf(bytes), little: bytes[0] === 0x49 }
  const pages: TiffPage[] = []
  const seen = new Set<number>()
  let at = tiff.view.getUint32(4, tiff.little)
  for (let directory = 0; at !== 0; directory += 1) {
    if (seen.has(at) || directory === mostPages) return 'damaged'
    seen.add(at)
    const found = tiffDirectory(tiff, at)
    if (!found) return 'damaged'
    const kind = tiffValues(tiff, found.fields.get(254), 1)[0] ?? 0
    const isPreviewOrMask = (kind & 0b101) !== 0
    if (!isPreviewOrMask) {
      const page = tiffPage(tiff, found.fields, directory)
      if (typeof page === 'string') return page
      pages.push(page)
    }
    at = found.next
  }
  return pages.length > 0 ? pages : 'damaged'
}

// ---- JPEG ----------------------------------------------------------------------------------------------------------

const isFrameHead = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)

/** Does the picture data that starts at `from` reach its end mark? A cut-off photo does not. */
function hasEndOfImage(bytes: Uint8Array, from: number): boolean {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    if (bytes[at + 1] === 0xd9) return true
  }
  return false
}

function jpegPages(bytes: Uint8Array): Pages {
  const view = viewOf(bytes)
  let size: Size | undefined
  let at = 2
  while (at + 4 <= bytes.length) {
    if (bytes[at] !== 0xff) return 'damaged'
    const marker = bytes[at + 1]!
    if (marker === 0xff) {
      at += 1
      continue
    }
    const length = view.getUint16(at + 2)
    if (length < 2 || at + 2 + length > bytes.length) return 'damaged'
    if (isFrameHead(marker) && length >= 8) {
      size = { height: view.getUint16(at + 5), width: view.getUint16(at + 7) }
    }
    at += 2 + length
    if (marker === 0xda) return size && hasEndOfImage(bytes, at) ? [size] : 'damaged'
  }
  return 'damaged'
}

// ---- PNG -----------------------------------------------------------------------------------------------------------

const pngSignature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

function pngPages(bytes: Uint8Array): Pages {
  const view = viewOf(bytes)
  let size: Size | undefined
  let hasPicture = false
  let at = 8
  while (at + 12 <= bytes.length) {
    const length = view.getUint32(at)
    const name = String.fromCharCode(...bytes.subarray(at + 4, at + 8))
    if (at + 12 + length > bytes.length) return 'damaged'
    if (at === 8) {
      if (name !== 'IHDR' || length !== 13) return 'damaged'
      size = { width: view.getUint32(16), height: view.getUint32(20) }
    }
    if (name === 'IDAT') hasPicture = true
    if (name === 'IEND') return size && hasPicture ? [size] : 'damaged'
    at += 12 + length
  }
  return 'damaged'
}

// ---- PDF -----------------------------------------------------------------------------------------------------------

const latin = (bytes: Uint8Array) => new TextDecoder('latin1').decode(bytes)

/** Fax servers put printer commands before the PDF head; a web page or an archive that contains one is none. */
function isPdf(bytes: Uint8Array): boolean {
  const start = latin(bytes.subarray(0, 1024))
  const before = start.slice(0, Math.max(0, start.indexOf('%PDF-')))
  return start.includes('%PDF-') && !before.includes('<') && !before.startsWith('PK')
}

/**
 * The number of pages as far as it can be read without unpacking the file: the page objects that stand in it openly,
 * else the largest count of its page tree or the one of its web head, else 1. The viewer counts again.
 */
function countPdfPages(text: string): number {
  const objects = text.match(/\/Type\s{0,8}\/Page(?![A-Za-z])/g)?.length ?? 0
  if (objects > 0) return objects
  const countNear = (from: number, to: number, name: RegExp) =>
    Number(name.exec(text.slice(Math.max(0, from), to))?.[1] ?? 0)
  let most = text.slice(0, 1024).includes('/Linearized') ? countNear(0, 1024, /\/N\s{0,8}(\d{1,5})/) : 0
  let nodes = 0
  for (const node of text.matchAll(/\/Type\s{0,8}\/Pages/g)) {
    most = Math.max(most, countNear(node.index - 200, node.index + 400, /\/Count\s{0,8}(\d{1,5})/))
    nodes += 1
    if (nodes === mostPages) break
  }
  return Math.max(1, most)
}

function pdfFile(bytes: Uint8Array): FaxFile | { problem: FaxProblem } {
  const text = latin(bytes)
  if (!text.includes('startxref')) return { problem: 'damaged' }
  return { mediaType: 'application/pdf', pages: countPdfPages(text) }
}

// ---- all -----------------------------------------------------------------------------------------------------------

function pixelFile(mediaType: FaxMediaType, pages: Pages): FaxFile | { problem: FaxProblem } {
  if (typeof pages === 'string') return { problem: pages }
  if (pages.some((page) => page.width === 0 || page.height === 0)) return { problem: 'damaged' }
  if (pages.some((page) => page.width * page.height > largestPagePixels)) return { problem: 'tooManyPixels' }
  return { mediaType, pages: pages.length }
}

/** A picture as its own bytes say it: pixels each way, 0 × 0 never. */
export type PictureFile = Size & { mediaType: 'image/jpeg' | 'image/png' }

/** Tells whether a file is a JPEG or PNG that can be shown, and how large it is. Never throws. */
export function sniffPicture(bytes: Uint8Array): PictureFile | { problem: FaxProblem } {
  if (bytes.length === 0) return { problem: 'empty' }
  const jpeg = startsWith(bytes, [0xff, 0xd8, 0xff])
  if (!jpeg && !startsWith(bytes, pngSignature)) return { problem: 'notAFax' }
  const mediaType = jpeg ? 'image/jpeg' : 'image/png'
  const pages = jpeg ? jpegPages(bytes) : pngPages(bytes)
  const file = pixelFile(mediaType, pages)
  return 'problem' in file ? file : { mediaType, ...(pages as Size[])[0]! }
}

/** Tells what a file from outside is, or why it cannot be taken as a fax. Never throws; reads each byte at most twice. */
export function sniffFax(bytes: Uint8Array): FaxFile | { problem: FaxProblem } {
  if (bytes.length === 0) return { problem: 'empty' }
  if (bytes.length > largestFaxBytes) return { problem: 'tooLarge' }
  const isTiff = startsWith(bytes, [0x49, 0x49, 42, 0]) || startsWith(bytes, [0x4d, 0x4d, 0, 42])
  if (isTiff) return pixelFile('image/tiff', tiffPages(bytes))
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return pixelFile('image/jpeg', jpegPages(bytes))
  if (startsWith(bytes, pngSignature)) return pixelFile('image/png', pngPages(bytes))
  return isPdf(bytes) ? pdfFile(bytes) : { problem: 'notAFax' }
}
