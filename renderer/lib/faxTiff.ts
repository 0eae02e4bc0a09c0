import UTIF, { type IFD } from 'utif2'
import { tiffPages } from '../../shared/faxFiles.ts'
import { decodeRuns } from './faxRuns.ts'

/** The decoded dots of one page, four bytes each. */
export type TiffPicture = { width: number; height: number; colours: Uint8ClampedArray<ArrayBuffer> }

const numbersOf = (directory: IFD, tag: number): number[] => Array.from((directory[`t${tag}`] ?? []) as number[])
const numberOf = (directory: IFD, tag: number, otherwise: number) => numbersOf(directory, tag)[0] ?? otherwise

const reversedBits = Uint8Array.from({ length: 256 }, (_, value) => {
  let reversed = 0
  for (let bit = 0; bit < 8; bit += 1) if (value & (1 << bit)) reversed |= 0x80 >> bit
  return reversed
})

/** Fax compressions are decoded here, as utif2 loses itself for minutes in a page with line noise. */
function decodeFaxPage(file: Uint8Array, directory: IFD, compression: 2 | 3 | 4): TiffPicture {
  const width = numberOf(directory, 256, 0)
  const height = numberOf(directory, 257, 0)
  const rowsPerStrip = Math.min(height, numberOf(directory, 278, height))
  const blackIsZero = numberOf(directory, 262, 0) === 1
  const isReversed = numberOf(directory, 266, 1) === 2
  const coding = { compression, twoDimensional: (numberOf(directory, 292, 0) & 1) === 1 }
  const lengths = numbersOf(directory, 279)
  const colours = new Uint32Array(width * height).fill(blackIsZero ? 0xff000000 : 0xffffffff)
  const ink = blackIsZero ? 0xffffffff : 0xff000000
  numbersOf(directory, 273).forEach((offset, index) => {
    const firstRow = index * rowsPerStrip
    const rows = Math.min(rowsPerStrip, height - firstRow)
    if (rows <= 0) return
    const stored = file.subarray(offset, offset + lengths[index]!)
    const strip = isReversed ? stored.map((byte) => reversedBits[byte]!) : stored
    decodeRuns(strip, width, rows, coding, (row, from, to) => {
      const start = (firstRow + row) * width
      colours.fill(ink, start + from, start + to)
    })
  })
  return { width, height, colours: new Uint8ClampedArray(colours.buffer) }
}

function decodeOtherPage(buffer: ArrayBuffer, directory: IFD): TiffPicture {
  // utif2 keeps what it decoded in the directory it was given; the copy goes when the page is drawn.
  const copy = { ...directory }
  UTIF.decodeImage(buffer, copy)
  const colours = new Uint8ClampedArray(UTIF.toRGBA8(copy).buffer as ArrayBuffer)
  return { width: copy.width, height: copy.height, colours }
}

/**
 * Opens a TIFF that `sniffFax` has accepted; its pages are decoded one at a time, counted from 0. Run it away from
 * the window's thread.
 */
export function openTiff(bytes: Uint8Array): (page: number) => TiffPicture {
  const pages = tiffPages(bytes)
  if (typeof pages === 'string') throw new Error(`TIFF: ${pages}`)
  const file = bytes.slice()
  const directories = UTIF.decode(file.buffer)
  return (page) => {
    const directory = directories[pages[page]?.directory ?? -1]
    if (!directory) throw new Error(`TIFF: no page ${page}`)
    const compression = numberOf(directory, 259, 1)
    const isTiled = directory.t322 !== undefined
    if (!isTiled && (compression === 2 || compression === 3 || compression === 4)) {
      return decodeFaxPage(file, directory, compression)
    }
    return decodeOtherPage(file.buffer, directory)
  }
}
