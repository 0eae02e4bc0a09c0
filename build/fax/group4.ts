import type { Bilevel } from '../../shared/faxFiles.ts'
import { blackRuns, whiteRuns } from '../../shared/faxRunCodes.ts'

/** Vertical mode words of ITU-T T.6 table 1, by a1 − b1 from −3 to 3. */
const verticalWords = ['0000010', '000010', '010', '1', '011', '000011', '0000011']
const passWord = '0001'
const horizontalWord = '001'
const endOfLine = '000000000001'

const white = 0
const black = 1

class BitWriter {
  private bytes: number[] = []
  private current = 0
  private filled = 0

  write(word: string): void {
    for (const bit of word) {
      this.current = (this.current << 1) | (bit === '1' ? 1 : 0)
      this.filled += 1
      if (this.filled === 8) this.flush()
    }
  }

  private flush(): void {
    this.bytes.push(this.current)
    this.current = 0
    this.filled = 0
  }

  finish(): Uint8Array {
    if (this.filled > 0) {
      this.current <<= 8 - this.filled
      this.flush()
    }
    return Uint8Array.from(this.bytes)
  }
}

function writeRun(out: BitWriter, length: number, colour: number): void {
  const codes = colour === white ? whiteRuns : blackRuns
  let rest = length
  while (rest >= 2560 + 64) {
    out.write(codes.long[39]!)
    rest -= 2560
  }
  if (rest >= 64) out.write(codes.long[Math.floor(rest / 64) - 1]!)
  out.write(codes.short[rest % 64]!)
}

/** The end of the run of `colour` that starts at `from`: `from` itself when the pixel there has another colour. */
function runEnd(row: Uint8Array, from: number, colour: number): number {
  let at = from
  while (at < row.length && row[at] === colour) at += 1
  return at
}

/** One line by ITU-T T.6 2.2: pass, vertical or horizontal mode against the line above. */
function writeLine(out: BitWriter, row: Uint8Array, above: Uint8Array): void {
  let a0 = 0
  let colour = white
  // Before the first pixel stands an imaginary white one, so the very first search may stop at pixel 0.
  let a1 = runEnd(row, 0, white)
  let b1 = runEnd(above, 0, white)
  while (a0 < row.length) {
    const b2 = runEnd(above, b1, 1 - colour)
    if (b2 < a1) {
      out.write(passWord)
      a0 = b2
    } else if (Math.abs(a1 - b1) <= 3) {
      out.write(verticalWords[a1 - b1 + 3]!)
      a0 = a1
      colour = 1 - colour
    } else {
      const a2 = runEnd(row, a1, 1 - colour)
      out.write(horizontalWord)
      writeRun(out, a1 - a0, colour)
      writeRun(out, a2 - a1, 1 - colour)
      a0 = a2
    }
    a1 = runEnd(row, a0, colour)
    b1 = runEnd(above, runEnd(above, a0, 1 - colour), colour)
  }
}

function rowOf(picture: Bilevel, y: number): Uint8Array {
  return picture.pixels.subarray(y * picture.width, (y + 1) * picture.width)
}

/** Group 4 (ITU-T T.6, TIFF compression 4): what fax servers and modern multifunction machines store. */
export function encodeGroup4(picture: Bilevel): Uint8Array {
  const out = new BitWriter()
  let above = new Uint8Array(picture.width)
  for (let y = 0; y < picture.height; y += 1) {
    const row = rowOf(picture, y)
    writeLine(out, row, above)
    above = row as Uint8Array<ArrayBuffer>
  }
  out.write(endOfLine + endOfLine)
  return out.finish()
}

/** Group 3 one-dimensional (ITU-T T.4, TIFF compression 3 with options 0): what old fax modems store. */
export function encodeGroup3(picture: Bilevel): Uint8Array {
  const out = new BitWriter()
  for (let y = 0; y < picture.height; y += 1) {
    const row = rowOf(picture, y)
    out.write(endOfLine)
    let at = 0
    let colour = white
    while (at < row.length) {
      const end = runEnd(row, at, colour)
      writeRun(out, end - at, colour)
      at = end
      colour = colour === white ? black : white
    }
  }
  out.write(endOfLine.repeat(6))
  return out.finish()
}
