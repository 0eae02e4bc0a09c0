import type { Wrongs } from './useLines.ts'

/** The lines as they stood, with the texts that could not be read. */
export interface Moment<Row> {
  rows: readonly Row[]
  wrongs: Wrongs
}

/** How many deeds can be taken back. */
const most = 200

const sameRow = (a: object, b: object): boolean => {
  if (a === b) return true
  const one = Object.entries(a)
  return one.length === Object.keys(b).length && one.every(([key, value]) => value === b[key as keyof typeof b])
}
/** Whether nothing would be seen to change from one moment to the other. */
export const sameMoment = <Row extends object>(a: Moment<Row>, b: Moment<Row>): boolean =>
  a.rows.length === b.rows.length &&
  a.rows.every((row, index) => sameRow(row, b.rows[index]!)) &&
  JSON.stringify(a.wrongs) === JSON.stringify(b.wrongs)

/** The first line that differs: where the cursor goes after a deed was taken back. */
export const firstChange = <Row extends object>(before: readonly Row[], now: readonly Row[]): number => {
  const at = now.findIndex((row, index) => before[index] === undefined || !sameRow(row, before[index]))
  return at === -1 ? Math.max(0, Math.min(before.length, now.length) - 1) : at
}

/**
 * Undo and redo over whole deeds of a grid: a cell typed with all it filled in, a paste, a deleted or moved line.
 * What was taken back stays to be redone until the next deed.
 */
export class LineHistory<Row extends object> {
  #past: Moment<Row>[] = []
  #future: Moment<Row>[] = []

  /** Before a deed: how the lines stand now. */
  remember(now: Moment<Row>): void {
    const last = this.#past.at(-1)
    if (!last || !sameMoment(last, now)) this.#past.push(now)
    if (this.#past.length > most) this.#past.shift()
    this.#future = []
  }
  /** The moment before the last deed, or null where there is none. */
  back(now: Moment<Row>): Moment<Row> | null {
    const moment = this.#take(this.#past, now)
    if (moment) this.#future.push(now)
    return moment
  }
  forth(now: Moment<Row>): Moment<Row> | null {
    const moment = this.#take(this.#future, now)
    if (moment) this.#past.push(now)
    return moment
  }
  clear(): void {
    this.#past = []
    this.#future = []
  }
  #take(from: Moment<Row>[], now: Moment<Row>): Moment<Row> | null {
    for (;;) {
      const moment = from.pop()
      if (!moment) return null
      if (!sameMoment(moment, now)) return moment
    }
  }
}
