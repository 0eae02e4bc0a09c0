import { blackRuns, whiteRuns, type RunCodes } from '../../shared/faxRunCodes.ts'

/**
 * Decodes the run lengths of fax lines (ITU-T T.4 and T.6). Line noise is usual, so a broken line never stops the page
 * and never costs more than the bits it has: Group 3 takes up again at the next line, Group 4 keeps what came before.
 */

export type RunCoding = {
  /** TIFF compression: 2 runs without line ends, 3 Group 3, 4 Group 4. */
  compression: 2 | 3 | 4
  /** Group 3 only: lines may refer to the line above (bit 0 of T4Options). */
  twoDimensional: boolean
}

/** Where the colour changes on a line: at even places to black, at odd ones back to white; ends with the width. */
type Line = number[]

const longestCode = 13
const pass = 4
const horizontal = 5

/** By the next 13 bits: run × 16 + length of the code, or 0. */
function tableOf(codes: RunCodes): Uint16Array {
  const table = new Uint16Array(1 << longestCode)
  const enter = (code: string, run: number) => {
    const free = longestCode - code.length
    const from = Number.parseInt(code, 2) << free
    table.fill(run * 16 + code.length, from, from + (1 << free))
  }
  codes.short.forEach((code, run) => enter(code, run))
  codes.long.forEach((code, index) => enter(code, (index + 1) * 64))
  return table
}

const runTables = [tableOf(whiteRuns), tableOf(blackRuns)] as const

/** Modes by their words: vertical −3 to 3, pass, horizontal. */
const modes: readonly (readonly [word: string, mode: number])[] = [
  ['1', 0],
  ['011', 1],
  ['010', -1],
  ['001', horizontal],
  ['0001', pass],
  ['000011', 2],
  ['000010', -2],
  ['0000011', 3],
  ['0000010', -3],
]
const modeTable = Array.from({ length: 128 }, (_, bits) =>
  modes.find(([word]) => bits.toString(2).padStart(7, '0').startsWith(word)),
)

class BitReader {
  private readonly bytes: Uint8Array
  private readonly end: number
  place = 0

  constructor(bytes: Uint8Array) {
    this.bytes = bytes
    this.end = bytes.length * 8
  }

  get isAtEnd(): boolean {
    return this.place >= this.end
  }

  /** The next bits, at most 16, without taking them; zeros behind the end. */
  peek(count: number): number {
    const at = this.place >> 3
    const three = ((this.bytes[at] ?? 0) << 16) | ((this.bytes[at + 1] ?? 0) << 8) | (this.bytes[at + 2] ?? 0)
    return (three >> (24 - (this.place & 7) - count)) & ((1 << count) - 1)
  }

  /** Takes a line end (eleven zeros or more, then a one) when one stands here. */
  takeLineEnd(): boolean {
    return this.peek(11) === 0 && this.seekLineEnd()
  }

  /** Goes behind the next line end, wherever it is; false when there is none. */
  seekLineEnd(): boolean {
    // The bits already taken from the first byte are blanked, and not counted as zeros.
    let byte = (this.bytes[this.place >> 3] ?? 0) & (0xff >> (this.place & 7))
    let zeros = -(this.place & 7)
    for (let at = this.place >> 3; at < this.bytes.length; byte = this.bytes[++at]!) {
      if (byte === 0) {
        zeros += 8
        continue
      }
      const leading = Math.clz32(byte) - 24
      if (zeros + leading >= 11) {
        this.place = at * 8 + leading + 1
        return true
      }
      zeros = 31 - Math.clz32(byte & -byte)
    }
    this.place = this.end
    return false
  }

  align(): void {
    this.place = (this.place + 7) & ~7
  }
}

/** The length of a run, its long codes added up; −1 when the bits are no run. */
function readRun(bits: BitReader, colour: number, most: number): number {
  let length = 0
  while (length <= most) {
    const found = runTables[colour]![bits.peek(longestCode)]!
    if (found === 0 || bits.isAtEnd) return -1
    bits.place += found & 15
    const run = found >> 4
    length += run
    if (run < 64) return length
  }
  return -1
}

/** A line by its runs alone; undefined when it is broken. */
function readPlainLine(bits: BitReader, width: number): Line | undefined {
  const line: Line = []
  let at = 0
  let colour = 0
  while (at < width) {
    const run = readRun(bits, colour, width)
    if (run < 0 || at + run > width) return undefined
    at += run
    line.push(at)
    colour = 1 - colour
  }
  return line
}

/** A line by its differences from the one above; undefined when it is broken or the page is over. */
function readDifferenceLine(bits: BitReader, width: number, above: Line): Line | undefined {
  const line: Line = []
  let a0 = -1
  let colour = 0
  let index = 0
  while (a0 < width) {
    if (bits.isAtEnd) return undefined
    // b1: the first change above, right of a0, to the colour that is not the present one.
    index = Math.max(0, index - 2)
    while (index < above.length && (above[index]! <= a0 || index % 2 !== colour)) index += 1
    const b1 = above[index] ?? width
    const mode = modeTable[bits.peek(7)]
    if (!mode) return undefined
    bits.place += mode[0].length
    const from = Math.max(0, a0)
    if (mode[1] === pass) {
      a0 = above[index + 1] ?? width
    } else if (mode[1] === horizontal) {
      const first = readRun(bits, colour, width)
      const second = first < 0 ? -1 : readRun(bits, 1 - colour, width)
      if (second < 0 || from + first + second > width) return undefined
      line.push(from + first, from + first + second)
      a0 = from + first + second
    } else {
      const a1 = b1 + mode[1]
      if (a1 < from || a1 > width) return undefined
      line.push(a1)
      a0 = a1
      colour = 1 - colour
    }
  }
  return line
}

/** Calls `draw` with each black run of a line. */
function drawLine(line: Line, width: number, draw: (from: number, to: number) => void): void {
  for (let index = 0; index < line.length; index += 2) {
    const to = line[index + 1] ?? width
    if (to > line[index]!) draw(line[index]!, to)
  }
}

type Draw = (row: number, from: number, to: number) => void

function decodeGroup4(bits: BitReader, width: number, rows: number, draw: Draw): void {
  let above: Line = []
  for (let row = 0; row < rows; row += 1) {
    const line = readDifferenceLine(bits, width, above)
    if (!line) return
    drawLine(line, width, (from, to) => draw(row, from, to))
    above = line
  }
}

function decodeGroup3(bits: BitReader, width: number, rows: number, twoDimensional: boolean, draw: Draw): void {
  let above: Line = []
  // Some programs leave the line ends out; a page that has them takes up again at the next one.
  let needsLineEnd = false
  for (let row = 0; row < rows && !bits.isAtEnd; row += 1) {
    const hasLineEnd: boolean = bits.takeLineEnd() || (needsLineEnd && bits.seekLineEnd())
    if (needsLineEnd && !hasLineEnd) return
    // A line marked 0 refers to the line above; six line ends in a row close the page.
    const refers = twoDimensional && bits.peek(1) === 0
    if (twoDimensional) bits.place += 1
    if (hasLineEnd && bits.peek(12) === 1) return
    const line = refers ? readDifferenceLine(bits, width, above) : readPlainLine(bits, width)
    needsLineEnd = hasLineEnd || line === undefined
    // A broken line repeats the one above it, as fax machines do.
    above = line ?? above
    drawLine(above, width, (from, to) => draw(row, from, to))
  }
}

function decodeAlignedRuns(bits: BitReader, width: number, rows: number, draw: Draw): void {
  for (let row = 0; row < rows && !bits.isAtEnd; row += 1) {
    const line = readPlainLine(bits, width)
    if (!line) return
    drawLine(line, width, (from, to) => draw(row, from, to))
    bits.align()
  }
}

/** Decodes one strip of a fax page and calls `draw` for each run of black dots, `to` exclusive. */
export function decodeRuns(strip: Uint8Array, width: number, rows: number, coding: RunCoding, draw: Draw): void {
  const bits = new BitReader(strip)
  if (coding.compression === 4) decodeGroup4(bits, width, rows, draw)
  else if (coding.compression === 3) decodeGroup3(bits, width, rows, coding.twoDimensional, draw)
  else decodeAlignedRuns(bits, width, rows, draw)
}
