import { LINE_DOTS } from './characters.ts'
import type { DotPage, DotText } from './drawing.ts'
import type { Rule } from './rules.ts'

/** Columns of 24 pins beside each other, printed as a bit image: bit 23 is the uppermost pin. */
export interface Stretch {
  x: number
  columns: number[]
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

const stretchesOf = (columns: Map<number, number>): Stretch[] => {
  const stretches: Stretch[] = []
  for (const [x, pins] of [...columns].toSorted(([one], [other]) => one - other)) {
    const last = stretches.at(-1)
    const start = x - (x % STEP)
    if (last && start - (last.x + last.columns.length) < JUMP) {
      while (last.x + last.columns.length < x) last.columns.push(0)
      last.columns.push(pins)
    } else stretches.push({ x: start, columns: [...Array.from({ length: x - start }, () => 0), pins] })
  }
  return stretches
}

/** Rules still to be printed; a line down the page is printed piece by piece. */
interface Left {
  rule: Rule
  /** First row of dots not printed yet. */
  next: number
}

const isDone = ({ rule, next }: Left): boolean => next > (rule.way === 'down' ? rule.to : rule.at)

/** Whether a line across would be struck over a text of the same pass: it waits for the next. */
const strikes = ({ at, from, to }: Rule, y: number, texts: DotText[]): boolean =>
  at < y + LINE_DOTS && texts.some((text) => text.x <= to && text.x + text.width > from)

const pins = (from: number, to: number): number => {
  let bits = 0
  for (let pin = from; pin <= to; pin += 1) bits |= 1 << (LINE_DOTS - 1 - pin)
  return bits
}

const printRules = (left: Left[], y: number, texts: DotText[]): Stretch[] => {
  const columns = new Map<number, number>()
  const strike = (x: number, bits: number): void => void columns.set(x, (columns.get(x) ?? 0) | bits)
  const end = y + LINE_DOTS - 1
  for (const one of left) {
    const { rule, next } = one
    if (isDone(one) || next > end) continue
    if (rule.way === 'down') {
      const last = Math.min(rule.to, end)
      strike(rule.at, pins(next - y, last - y))
      one.next = last + 1
    } else if (!strikes(rule, y, texts)) {
      for (let x = rule.from; x <= rule.to; x += 1) strike(x, pins(rule.at - y, rule.at - y))
      one.next = rule.at + 1
    }
  }
  return stretchesOf(columns)
}

/**
 * The passes of a page from top to bottom, the paper never fed back: each line of text has its own, and the rules that
 * lie in its 24 rows are printed with it.
 */
export const passesOf = ({ texts, rules }: DotPage): Pass[] => {
  const lines = [...Map.groupBy(texts, ({ y }) => y)].toSorted(([one], [other]) => one - other)
  const left = rules.map((rule): Left => ({ rule, next: rule.way === 'down' ? rule.from : rule.at }))
  const passes: Pass[] = []
  let at = 0
  for (;;) {
    const waiting = left.filter((one) => !isDone(one)).map(({ next }) => next)
    const line = lines[at]
    const y = Math.min(line?.[0] ?? Infinity, ...waiting)
    if (y === Infinity) return passes
    const here = line?.[0] === y ? line[1].toSorted((one, other) => one.x - other.x) : []
    if (here.length > 0) at += 1
    passes.push({ y, texts: here, stretches: printRules(left, y, here) })
  }
}
