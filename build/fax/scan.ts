import type { Bilevel } from '../../shared/faxFiles.ts'
import type { Grey } from './png.ts'

export type ScanOptions = {
  /** Height of the result in dots; the width stays. */
  height: number
  /** Degrees the sheet lies askew, clockwise positive; real feeders stay within ±1.5. */
  skew: number
  /** Share of dots that flip by line noise. */
  speckle: number
  /** Rows from the top that are never skewed: the sender line is printed by the machine, not scanned. */
  straightRows: number
  seed: number
}

/** Mulberry32: small, and the same on every machine, so that a sample can be made again byte by byte. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** The grey at a place between dots; paper outside the sheet is white. */
function greyAt(page: Grey, x: number, y: number): number {
  const left = Math.floor(x)
  const top = Math.floor(y)
  if (left < 0 || top < 0 || left + 1 >= page.width || top + 1 >= page.height) return 255
  const at = top * page.width + left
  const [right, down] = [x - left, y - top]
  const upper = page.pixels[at]! * (1 - right) + page.pixels[at + 1]! * right
  const lower = page.pixels[at + page.width]! * (1 - right) + page.pixels[at + page.width + 1]! * right
  return upper * (1 - down) + lower * down
}

/** Lays a square-dot page on the scanner: turns it, squeezes it to fax lines, thresholds it, adds noise. */
export function scan(page: Grey, options: ScanOptions): Bilevel {
  const random = seededRandom(options.seed)
  const { width } = page
  const pixels = new Uint8Array(width * options.height)
  const squeeze = page.height / options.height
  const angle = (-options.skew * Math.PI) / 180
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  for (let y = 0; y < options.height; y += 1) {
    const straight = y < options.straightRows
    const down = y * squeeze - page.height / 2
    for (let x = 0; x < width; x += 1) {
      const across = x - width / 2
      const grey = straight
        ? greyAt(page, x, y * squeeze)
        : greyAt(page, across * cos - down * sin + width / 2, across * sin + down * cos + page.height / 2)
      // Two draws make the noise of the lamp: edges fray, flat paper stays clean.
      const frayed = grey + (random() + random() - 1) * 110
      const dot = frayed < 128 ? 1 : 0
      pixels[y * width + x] = random() < options.speckle ? 1 - dot : dot
    }
  }
  return { width, height: options.height, pixels }
}
