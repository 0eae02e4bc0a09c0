/** A ruled line one dot thick: dots from `from` up to `to`, both with it, on row or column `at`. */
export interface Rule {
  way: 'across' | 'down'
  at: number
  from: number
  to: number
}

/** The ruled lines of a page. Cells rule their own edges; what lies on one line becomes one line. */
export class RuleBook {
  readonly #rules: Rule[] = []

  across(y: number, from: number, to: number): void {
    this.#rules.push({ way: 'across', at: y, from, to })
  }

  down(x: number, from: number, to: number): void {
    this.#rules.push({ way: 'down', at: x, from, to })
  }

  /** All lines, none in two pieces and none twice. */
  joined(): Rule[] {
    const lines = Map.groupBy(this.#rules, ({ way, at }) => at * 2 + (way === 'across' ? 0 : 1))
    return [...lines.values()].flatMap((pieces) => {
      const whole: Rule[] = []
      for (const piece of pieces.toSorted((one, other) => one.from - other.from)) {
        const last = whole.at(-1)
        if (last && piece.from <= last.to) last.to = Math.max(last.to, piece.to)
        else whole.push({ ...piece })
      }
      return whole
    })
  }
}
