import type { Bilevel } from '../../shared/faxFiles.ts'
import type { FaxWriting } from '../../shared/faxReading.ts'
import { type RowBand, skewOf } from './faxRows.ts'

/** A line of writing in a cell of the table on a fax, upright, without ruled lines and cut down to its ink. */
export type FaxCell = { row: number; column: number; picture: Bilevel }

/** A ruled line between two columns crosses at least this share of the height of a row. */
const shortestSide = 0.8
/** It stands in at least this share of the rows. */
const commonSide = 0.5
/** The same line is at most this share of the page width off from row to row. */
const sameSide = 0.006
/** Ruled lines, and what a frayed sheet leaves of them, lie within this share of a cell from its edges. */
const edgeShare = 0.14
/** A row or column of dots this black at the edge of a cell is a ruled line. */
const rulerShare = 0.45
/** From the middle of a line between columns to the first dot that is not its own. */
const lineInset = 4
/** Upright scraps of such a line lie within this many dots from there. */
const scrapWidth = 4
/** Marks of fewer dots are line noise: no sign on a fax is as small, a decimal point has nine. */
const smallestMark = 6
/** Lines of writing in one cell are this many dots apart, and each at least this share of its height. */
const lineGap = 2
const smallestLine = 0.2
/** White left round the writing, in dots. */
const margin = 10

/** The rows of a table laid straight: dots of the page by the row's own place. */
type Strip = Bilevel & { row: number; middle: number }

/** A band turned upright by sliding its columns up or down. */
function stripOf(page: Bilevel, band: RowBand, row: number, slope: number): Strip {
  const top = band.top * page.height
  const height = Math.max(1, Math.round(band.height * page.height))
  const pixels = new Uint8Array(page.width * height)
  for (let x = 0; x < page.width; x += 1) {
    const from = Math.round(top + slope * (x - page.width / 2))
    for (let y = 0; y < height; y += 1) {
      const at = from + y
      if (at >= 0 && at < page.height) pixels[y * page.width + x] = page.pixels[at * page.width + x]!
    }
  }
  return { width: page.width, height, pixels, row, middle: top + height / 2 }
}

/** Where ruled lines cross a row from top to bottom. A line may lean or fray by a dot to each side. */
function sidesOf({ width, height, pixels }: Strip): number[] {
  const sides: number[] = []
  let from = -1
  for (let x = 0; x <= width; x += 1) {
    let black = 0
    for (let y = 0; x < width && y < height; y += 1) {
      const at = y * width + x
      if (pixels[at] || (x > 0 && pixels[at - 1]) || (x + 1 < width && pixels[at + 1])) black += 1
    }
    if (black >= height * shortestSide) {
      if (from < 0) from = x
    } else if (from >= 0) {
      sides.push((from + x - 1) / 2)
      from = -1
    }
  }
  return sides
}

/** The lines most rows agree on, from left to right, as they stand at `middle` 0; `lean` is dots left for each down. */
function columnsOf(strips: Strip[], lean: number): number[] {
  const places = strips
    .flatMap((strip) => sidesOf(strip).map((side) => ({ row: strip.row, x: side + lean * strip.middle })))
    .sort((one, other) => one.x - other.x)
  const tolerance = (strips[0]?.width ?? 0) * sameSide
  const columns: number[] = []
  let group: typeof places = []
  places.forEach((place, index) => {
    group.push(place)
    const next = places[index + 1]
    if (next && next.x - place.x <= tolerance) return
    if (new Set(group.map(({ row }) => row)).size >= strips.length * commonSide)
      columns.push(group.reduce((sum, { x }) => sum + x, 0) / group.length)
    group = []
  })
  return columns
}

function crop(picture: Bilevel, left: number, top: number, width: number, height: number): Bilevel {
  const pixels = new Uint8Array(width * height)
  for (let y = 0; y < height; y += 1)
    pixels.set(
      picture.pixels.subarray((top + y) * picture.width + left, (top + y) * picture.width + left + width),
      y * width,
    )
  return { width, height, pixels }
}

/** Wipes what is left of the ruled lines along the upper and lower edge. */
function wipeEdges({ width, height, pixels }: Bilevel): void {
  const deep = Math.max(3, Math.round(height * edgeShare))
  const shareOf = (y: number) => pixels.subarray(y * width, (y + 1) * width).reduce((sum, dot) => sum + dot, 0) / width
  let top = 0
  let bottom = height
  for (let step = 0; step < Math.min(deep, height); step += 1) {
    if (shareOf(step) >= rulerShare) top = step + 1
    if (shareOf(height - 1 - step) >= rulerShare) bottom = height - 1 - step
  }
  pixels.fill(0, 0, top * width)
  pixels.fill(0, bottom * width)
}

/** Dots that hang together: their places, and the box round them. */
type Blob = { dots: number[]; left: number; right: number; top: number; bottom: number }

function blobsOf({ width, height, pixels }: Bilevel): Blob[] {
  const seen = new Uint8Array(pixels.length)
  const blobs: Blob[] = []
  for (let start = 0; start < pixels.length; start += 1) {
    if (!pixels[start] || seen[start]) continue
    const blob: Blob = { dots: [start], left: width, right: 0, top: height, bottom: 0 }
    seen[start] = 1
    for (let next = 0; next < blob.dots.length; next += 1) {
      const at = blob.dots[next]!
      const x = at % width
      const y = (at - x) / width
      blob.left = Math.min(blob.left, x)
      blob.right = Math.max(blob.right, x)
      blob.top = Math.min(blob.top, y)
      blob.bottom = Math.max(blob.bottom, y)
      for (let ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny += 1)
        for (let nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx += 1) {
          const near = ny * width + nx
          if (!pixels[near] || seen[near]) continue
          seen[near] = 1
          blob.dots.push(near)
        }
    }
    blobs.push(blob)
  }
  return blobs
}

/** Takes away what is no writing: noise of a few dots, and scraps of ruled lines along the edges. */
function wipeScraps(cell: Bilevel): void {
  const { width, height, pixels } = cell
  const deep = Math.max(3, Math.round(height * edgeShare))
  const isScrap = ({ dots, left, right, top, bottom }: Blob): boolean => {
    if (dots.length < smallestMark) return true
    const atEdge = bottom < deep || top >= height - deep
    const flat = bottom - top < 4 && (right - left >= 8 || bottom < deep / 2 || top >= height - deep / 2)
    const thin = right - left < 4 && (right <= scrapWidth || left >= width - 1 - scrapWidth)
    return (atEdge && flat) || thin
  }
  for (const blob of blobsOf(cell)) if (isScrap(blob)) for (const at of blob.dots) pixels[at] = 0
}

/** The writing with white round it; undefined in an empty cell. */
function trimmed({ width, height, pixels }: Bilevel): Bilevel | undefined {
  let [left, right, top, bottom] = [width, -1, height, -1]
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      if (!pixels[y * width + x]) continue
      left = Math.min(left, x)
      right = Math.max(right, x)
      top = Math.min(top, y)
      bottom = y
    }
  if (right < 0) return undefined
  const size = { width: right - left + 1 + margin * 2, height: bottom - top + 1 + margin * 2 }
  const framed = new Uint8Array(size.width * size.height)
  for (let y = top; y <= bottom; y += 1)
    framed.set(pixels.subarray(y * width + left, y * width + right + 1), (y - top + margin) * size.width + margin)
  return { ...size, pixels: framed }
}

/** The lines of writing in a cell: parted where no ink is, if there is enough above and below to be writing. */
function linesOf(cell: Bilevel): Bilevel[] {
  const { width, height, pixels } = cell
  const inked = Array.from({ length: height }, (_, y) => pixels.subarray(y * width, (y + 1) * width).includes(1))
  const runs: { from: number; to: number }[] = []
  inked.forEach((ink, y) => {
    const last = runs.at(-1)
    if (!ink) return
    if (last && y - last.to <= lineGap) last.to = y
    else runs.push({ from: y, to: y })
  })
  const isWriting = runs.length > 1 && runs.every(({ from, to }) => to - from + 1 >= height * smallestLine)
  if (!isWriting) return [cell]
  return runs.map(({ from, to }) => crop(cell, 0, from, width, to - from + 1))
}

/** A page of half as many lines is brought to the shape of its sheet: every line as often as it takes. */
function stretched(picture: Bilevel, tall: number): Bilevel {
  const height = Math.max(1, Math.round(picture.height * tall))
  if (height === picture.height) return picture
  const { width } = picture
  const pixels = new Uint8Array(width * height)
  for (let y = 0; y < height; y += 1) {
    const from = Math.min(picture.height - 1, Math.floor(y / tall)) * width
    pixels.set(picture.pixels.subarray(from, from + width), y * width)
  }
  return { width, height, pixels }
}

/**
 * The writing in some rows of a fax page, cell by cell: read as a whole, a ruled table loses cells. `tall` is how
 * much higher a dot is than wide. Where no lines stand between the columns a row is one cell; empty cells are left out.
 */
export function cutCells(page: Bilevel, bands: readonly RowBand[], tall = 1): FaxCell[] {
  const slope = skewOf(page)
  // what lies askew leans by the same angle, but a dot is `tall` times as high as it is wide
  const lean = slope * tall * tall
  const strips = bands.map((band, row) => stripOf(page, band, row, slope))
  const columns = columnsOf(strips, lean)
  return strips.flatMap((strip) => {
    const sides = columns.map((x) => Math.round(x - lean * strip.middle))
    const edges = sides.length >= 2 ? sides : [-lineInset, page.width + lineInset]
    return edges.slice(1).flatMap((right, column) => {
      const left = Math.max(0, edges[column]! + lineInset)
      const width = Math.min(page.width, right - lineInset) - left
      if (width < 4) return []
      const cell = crop(strip, left, 0, width, strip.height)
      wipeEdges(cell)
      wipeScraps(cell)
      return linesOf(cell).flatMap((line) => {
        const writing = trimmed(line)
        return writing ? [{ row: strip.row, column, picture: stretched(writing, tall) }] : []
      })
    })
  })
}

/** A picture as it is sent to be read: eight dots a byte. */
export function writingOf({ width, height, pixels }: Bilevel): FaxWriting {
  const rowBytes = Math.ceil(width / 8)
  const dots = new Uint8Array(rowBytes * height)
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) if (pixels[y * width + x]) dots[y * rowBytes + (x >> 3)]! |= 0x80 >> (x & 7)
  return { width, height, dots }
}
