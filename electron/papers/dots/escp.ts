import { codeOf, DOT_MM, isHalf } from './characters.ts'
import type { DotPage, DotPaper, DotText } from './drawing.ts'
import { type Pass, passesOf, type Stretch } from './passes.ts'

/**
 * ESC/P as the 24-pin printers of Chinese offices understand it (LQ-590KII, LQ-630K and what imitates the LQ-1600K):
 * only commands of that oldest set, steps of 1/180 inch down and 1/60 inch across, so that no model takes a command for
 * text. Rules are bit images, because box characters would tie every row of a paper to the height of a character.
 */

const ESC = 0x1b
const FS = 0x1c
const FF = 0x0c

const low = (value: number): number => value & 0xff
const high = (value: number): number => (value >> 8) & 0xff

/** Line spacing `ESC 3 n` and lines of a form `ESC C n` together give its length; both are at most this. */
const MOST = { spacing: 255, lines: 127 }
/** Usual forms are a whole number of sixths of an inch: 5½, 3⅔ and 11 inch. 93.1 mm is taken for what it means. */
const SIXTH_MM = 25.4 / 6
const SIXTH_DOTS = 30
const NEAR_MM = 0.35

/** Length of a form in dots, whole sixths where the form is one of the usual; corrected by what was measured. */
export const formDots = (heightMm: number, correctionMm = 0): number => {
  const sixths = Math.round(heightMm / SIXTH_MM)
  const usual = Math.abs(sixths * SIXTH_MM - heightMm) <= NEAR_MM
  return (usual ? sixths * SIXTH_DOTS : Math.round(heightMm / DOT_MM)) + Math.round(correctionMm / DOT_MM)
}

/** Spacing in 1/180 inch × lines that come out at a length in dots, or nearest to it. */
export const formLines = (dots: number): { spacing: number; lines: number } => {
  let best = { spacing: SIXTH_DOTS, lines: Math.min(MOST.lines, Math.round(dots / SIXTH_DOTS)) }
  const miss = ({ spacing, lines }: typeof best): number => Math.abs(spacing * lines - dots)
  for (let spacing = MOST.spacing; spacing >= 1 && miss(best) > 0; spacing -= 1) {
    const lines = Math.round(dots / spacing)
    if (lines >= 1 && lines <= MOST.lines && miss({ spacing, lines }) < miss(best)) best = { spacing, lines }
  }
  return best
}

/** How the whole print is moved, and its form corrected, on one printer. All in millimetres. */
export interface PrinterShift {
  rightMm?: number
  downMm?: number
  heightCorrectionMm?: number
}

class Stream {
  #room = new Uint8Array(64 * 1024)
  #length = 0
  #bold = false

  /** Room for so many bytes more. */
  #grow(count: number): void {
    if (this.#length + count <= this.#room.length) return
    const larger = new Uint8Array(Math.max(this.#room.length * 2, this.#length + count))
    larger.set(this.#room.subarray(0, this.#length))
    this.#room = larger
  }

  push(...bytes: number[]): void {
    this.#grow(bytes.length)
    for (const byte of bytes) this.#room[this.#length++] = byte
  }

  #characters(text: string): void {
    this.#grow(text.length * 2)
    for (const character of text) {
      const code = codeOf(character)
      if (code > 0xff) this.#room[this.#length++] = high(code)
      this.#room[this.#length++] = low(code)
    }
  }

  start({ spacing, lines }: { spacing: number; lines: number }): void {
    this.push(ESC, 0x40) // as after switching on
    this.push(ESC, 0x52, 0) // ANK of the USA: $ is $ and \ is \
    this.push(ESC, 0x4f) // no skip over the perforation: the paper has its own margins
    this.push(ESC, 0x33, spacing)
    this.push(ESC, 0x43, lines) // and here is the top of the form
    this.push(ESC, 0x55, 1) // one way only: lines down the page stay straight
    this.push(ESC, 0x67) // 15 to the inch: a half-width character is 12 dots
    this.push(FS, 0x26) // Chinese
    this.push(FS, 0x53, 0, 0) // no room between them: 24 dots
  }

  down(dots: number): void {
    for (let left = dots; left > 0; left -= 255) this.push(ESC, 0x4a, Math.min(255, left))
  }

  across(x: number): void {
    const sixtieths = x / 3
    this.push(ESC, 0x24, low(sixtieths), high(sixtieths))
  }

  text({ text, bold, wide }: DotText): void {
    if (bold !== this.#bold) this.push(ESC, bold ? 0x45 : 0x46)
    this.#bold = bold
    if (!wide) {
      this.#characters(text)
      return
    }
    // each kind of character has its own command for double width, and on some models the one moves both
    for (const run of text.match(/[ -~]+|[^ -~]+/g) ?? []) {
      const half = isHalf(run[0]!)
      this.push(...(half ? [ESC, 0x57, 1] : [FS, 0x0e]))
      this.#characters(run)
      this.push(...(half ? [ESC, 0x57, 0] : [FS, 0x14]))
    }
  }

  image({ columns }: Stretch): void {
    this.push(ESC, 0x2a, 39, low(columns.length), high(columns.length))
    this.#grow(columns.length * 3)
    for (const pins of columns) {
      this.#room[this.#length++] = (pins >> 16) & 0xff
      this.#room[this.#length++] = high(pins)
      this.#room[this.#length++] = low(pins)
    }
  }

  formFeed(): void {
    this.push(FF)
  }

  bytes(): Uint8Array {
    return this.#room.slice(0, this.#length)
  }
}

const printPass = (stream: Stream, { texts, stretches }: Pass): void => {
  // both are in order: from left to right, as the head goes
  let [text, stretch] = [0, 0]
  while (text < texts.length || stretch < stretches.length) {
    const isText = (texts[text]?.x ?? Infinity) <= (stretches[stretch]?.x ?? Infinity)
    stream.across(isText ? texts[text]!.x : stretches[stretch]!.x)
    if (isText) stream.text(texts[text++]!)
    else stream.image(stretches[stretch++]!)
  }
}

const movedPage = ({ texts, rules }: DotPage, right: number, down: number): DotPage => ({
  texts: texts.map((text) => ({ ...text, x: text.x + right, y: text.y + down })),
  rules: rules.map((rule) => {
    const [along, at] = rule.way === 'across' ? [right, down] : [down, right]
    return { ...rule, at: rule.at + at, from: rule.from + along, to: rule.to + along }
  }),
})

/** Left, right and upper edge of what is printed on any page, in dots. */
const edgesOf = ({ pages }: DotPaper): { left: number; right: number; top: number } => {
  const all = pages.flatMap(({ texts, rules }) => [
    ...texts.map(({ x, y, width }) => ({ left: x, right: x + width, top: y })),
    ...rules.map(({ way, at, from, to }) =>
      way === 'across' ? { left: from, right: to + 1, top: at } : { left: at, right: at + 1, top: from },
    ),
  ])
  const least = (values: number[]): number => values.reduce((one, other) => Math.min(one, other), Infinity)
  return {
    left: least(all.map(({ left }) => left)),
    right: -least(all.map(({ right }) => -right)),
    top: least(all.map(({ top }) => top)),
  }
}

/** The whole paper moved on its printer, so far as its columns and the first line reach. */
const moved = (paper: DotPaper, { rightMm = 0, downMm = 0 }: PrinterShift): DotPaper => {
  const steps = Math.round(rightMm / DOT_MM / 3) * 3
  const dots = Math.round(downMm / DOT_MM)
  if (steps === 0 && dots === 0) return paper
  const { left, right, top } = edgesOf(paper)
  const room = Math.trunc(Math.max(0, paper.columns - right) / 3) * 3
  const across = Math.max(-Math.trunc(left / 3) * 3, Math.min(steps, room))
  const down = Math.max(-top, dots)
  return { ...paper, pages: paper.pages.map((page) => movedPage(page, across, down)) }
}

/** The bytes a printer takes: each page on its form, the paper at the top of the next one at the end. */
export const escp = (paper: DotPaper, shift: PrinterShift = {}): Uint8Array => {
  const stream = new Stream()
  stream.start(formLines(formDots(paper.heightMm, shift.heightCorrectionMm)))
  for (const page of moved(paper, shift).pages) {
    let y = 0
    for (const pass of passesOf(page)) {
      stream.down(pass.y - y)
      y = pass.y
      printPass(stream, pass)
    }
    stream.formFeed()
  }
  return stream.bytes()
}
