import { LINE_DOTS } from './characters.ts'
import type { DotPage, DotText } from './drawing.ts'
import type { Rule } from './rules.ts'

/** Columns of 24 pins beside each other, printed as a bit image: bit 23 is the uppermost pin. */
export interface Stretch {
  x: number
  columns: Int32Array
}

/** One movement of the print head over the paper: 24 rows of dots from `y` on. */
export interface Pass {
  y: number
  texts: DotText[]
  stretches: Stretch[]
}

/** Columns without a dot that are cheaper to print than to jump over. */
const JUMP = 12
/** Every stretch begins on a sixtieth of an inch. */
const STEP = 3

/** The pins struck in one pass, column by column. */
class Strokes {
  readonly #columns = new Int32Array(4096)
  #first = this.#columns.length
  #last = -1

  strike(from: number, to: number, bits: number): void {
    for (let x = from; x <= to; x += 1) this.#columns[x]! |= bits
    this.#first = Math.min(this.#first, from)
    this.#last = Math.max(this.#last, to)
  }

  /** What was struck, in pieces where a jump is cheaper; the columns are empty afterwards. */
  take(): Stretch[] {
    const stretches: Stretch[] = []
    let start = -1
    let end = -1
    for (let x = this.#first; x <= this.#last; x += 1) {
      if (this.#columns[x] === 0) continue
      const onStep = x - (x % STEP)
      if (start >= 0 && onStep - end >= JUMP) stretches.push(this.#piece(start, end))
      if (start < 0 || onStep - end >= JUMP) start = onStep
      end = x + 1
    }
    if (start >= 0) stretches.push(this.#piece(start, end))
    this.#columns.fill(0, this.#first, this.#last + 1)
    this.#first = this.#columns.length
    this.#last = -1
    return stretches
  }

  #piece(start: number, end: number): Stretch {
    return { x: start, columns: this.#columns.slice(start, end) }
  }
}

/** Rules still to be printed; a line down the page is printed piece by piece. */
interface Left {
  rule: Rule
  /** First row of dots not printed yet; beyond every page when it is done. */
  next: number
}

const DONE = Number.MAX_SAFE_INTEGER

/** Whether a line across would be struck over a text of the same pass: it waits for the next. */
const strikes = ({ at, from, to }: Rule, y: number, texts: DotText[]): boolean =>
  at < y + LINE_DOTS && texts.some((text) => text.x <= to && text.x + text.width > from)

const pins = (from: number, to: number): number => {
  let bits = 0
  for (let pin = from; pin <= to; pin += 1) bits |= 1 << (LINE_DOTS - 1 - pin)
  return bits
}

const printRules = (left: Left[], strokes: Strokes, y: number, texts: DotText[]): Stretch[] => {
  const end = y + LINE_DOTS - 1
  for (const one of left) {
    const { rule, next } = one
    if (next > end) continue
    if (rule.way === 'down') {
      const last = Math.min(rule.to, end)
      strokes.strike(rule.at, rule.at, pins(next - y, last - y))
      one.next = last === rule.to ? DONE : last + 1
    } else if (!strikes(rule, y, texts)) {
      strokes.strike(rule.from, rule.to, pins(rule.at - y, rule.at - y))
      one.next = DONE
    }
  }
  return strokes.take()
}

/**
 * The passes of a page from top to bottom, the paper never fed back: each line of text has its own, and the rules that
 * lie in its 24 rows are printed with it.
 */
export const passesOf = ({ texts, rules }: DotPage): Pass[] => {
  const lines = [...Map.groupBy(texts, ({ y }) => y)].toSorted(([one], [other]) => one - other)
  let left = rules.map((rule): Left => ({ rule, next: rule.way === 'down' ? rule.from : rule.at }))
  const strokes = new Strokes()
  const passes: Pass[] = []
  let at = 0
  for (;;) {
    let y = lines[at]?.[0] ?? Infinity
    left = left.filter(({ next }) => next !== DONE)
    for (const { next } of left) if (next < y) y = next
    if (y === Infinity) return passes
    const here = lines[at]?.[0] === y ? lines[at]![1].toSorted((one, other) => one.x - other.x) : []
    if (here.length > 0) at += 1
    passes.push({ y, texts: here, stretches: printRules(left, strokes, y, here) })
  }
}
