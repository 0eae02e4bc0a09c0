import type { PaperOutput } from '../../../shared/papers.ts'
import { WIDE_POINTS } from '../measure.ts'
import { DOT_MM, dotsWide, LINE_DOTS, MISSING, missingCharacters, printerText } from './characters.ts'
import { type Box, type PageRules, readPage, readPageRules, readRules, type Rules } from './markup.ts'
import { type Rule, RuleBook } from './rules.ts'

/** A line of text on the paper: `x` and `y` of its upper left corner and its width in dots (1/180 inch). */
export interface DotText {
  x: number
  y: number
  width: number
  text: string
  bold: boolean
  /** Printed at double width. */
  wide: boolean
}

/** One form as the printer gets it: from the first line it prints on and the first column it reaches. */
export interface DotPage {
  texts: DotText[]
  rules: Rule[]
}

export interface DotPaper {
  pages: DotPage[]
  /** Of the form, so far as the printer feeds it. */
  heightMm: number
  /** Columns of dots the printer needs to have. */
  columns: number
  /** Characters that were replaced by 〓. */
  missing: string[]
  /** Pictures that text cannot show. */
  pictures: number
}

/** Printers of 80 columns print 8 inches and take paper up to 257 mm; those of 136 columns print 13.6 inches. */
const NARROW = { printMm: 203.2, paperMm: 257 }
const WIDE_MM = 345.44
export const printedWidthMm = (sheetMm: number): number => (sheetMm > NARROW.paperMm ? WIDE_MM : NARROW.printMm)

/** Single sheets lie at the left guide, this much before the first column; wider paper lies in the middle. */
const GUIDE_MM = 3.4
/** Where the printer's first column is, in millimetres from the left edge of the paper. */
export const firstColumnMm = (sheetMm: number): number => Math.max(GUIDE_MM, (sheetMm - printedWidthMm(sheetMm)) / 2)

/** The last line of a ruled box needs its own column of dots. */
const RULE_MM = 0.4

/** How much narrower than laid out a sheet has to be printed to come within the columns of its printer. */
export const squeezeOf = (paper: PaperOutput): number => {
  const inner = paper.widthMm - 2 * readPageRules(paper).sideMm
  return Math.max(1, inner / (printedWidthMm(paper.widthMm) - RULE_MM))
}

const toDots = (millimetres: number): number => Math.round(millimetres / DOT_MM)
/** Text begins on whole sixtieths of an inch, which every ESC/P printer can be sent to (`ESC $`). */
const STEP = 3
const onStep = (dots: number): number => Math.round(dots / STEP) * STEP

interface Place {
  x: number
  y: number
  width: number
  height: number
}

/** What the classes of a paper say: one by one, and together as boxes have them. */
interface Sizes {
  classes: Map<string, Rules>
  known: Map<ReadonlySet<string>, Rules>
}

/** Lays out the boxes as the browser does: rows of cells one beside the other, text where its cell wants it. */
class Drawing {
  readonly texts: DotText[] = []
  readonly rules = new RuleBook()
  readonly #classes: Map<string, Rules>
  readonly #known: Map<ReadonlySet<string>, Rules>
  readonly #page: PageRules
  readonly #squeeze: number
  readonly #shift: number
  readonly missing = new Set<string>()
  pictures = 0

  constructor(paper: PaperOutput, squeeze: number, page: PageRules, { classes, known }: Sizes) {
    this.#classes = classes
    this.#known = known
    this.#page = page
    this.#squeeze = squeeze
    // squeezed about the middle of the sheet
    const middle = paper.widthMm / 2
    this.#shift = middle - firstColumnMm(paper.widthMm) - middle / this.#squeeze
  }

  rulesOf({ classes }: Box): Rules {
    const known = this.#known.get(classes)
    if (known) return known
    const rules: Rules = {}
    for (const name of classes) Object.assign(rules, this.#classes.get(name))
    this.#known.set(classes, rules)
    return rules
  }

  #x(millimetres: number): number {
    return toDots(millimetres / this.#squeeze + this.#shift)
  }

  /** Rows from `y` on; gives where they end. */
  rows(boxes: Box[], x: number, y: number): number {
    for (const box of boxes) {
      const { heightMm } = this.rulesOf(box)
      if (!box.classes.has('row') || heightMm === undefined) throw new TypeError('no paper: a row is expected')
      this.#row(box, x, y, heightMm)
      y += heightMm
    }
    return y
  }

  #row(row: Box, x: number, y: number, height: number): void {
    const left = x
    for (const cell of row.children) {
      const width = this.rulesOf(cell).widthMm ?? 0
      this.#cell(cell, { x, y, width, height })
      x += width
    }
    if (row.classes.has('top')) this.rules.across(toDots(y), this.#x(left), this.#x(x))
  }

  #cell(cell: Box, { x, y, width, height }: Place): void {
    if (!cell.classes.has('cell')) throw new TypeError('no paper: a cell is expected')
    const [left, right, top, bottom] = [this.#x(x), this.#x(x + width), toDots(y), toDots(y + height)]
    if (cell.classes.has('top')) this.rules.across(top, left, right)
    if (cell.classes.has('bottom')) this.rules.across(bottom, left, right)
    if (cell.classes.has('lead')) this.rules.down(left, top, bottom)
    if (cell.classes.has('trail')) this.rules.down(right, top, bottom)
    this.#content(cell, { x, y, width, height })
  }

  #content(cell: Box, place: Place): void {
    const [first] = cell.children
    if (!first) return
    if (cell.classes.has('apart')) {
      const parts = cell.children.map(({ children }) => children)
      this.#lines(cell, parts[0] ?? [], place, 'start')
      this.#lines(cell, parts[1] ?? [], place, 'end')
    } else if (first.classes.has('row')) {
      const heights = cell.children.map((row) => this.rulesOf(row).heightMm ?? 0)
      const used = heights.reduce((sum, each) => sum + each, 0)
      this.rows(cell.children, place.x, place.y + (place.height - used) / 2)
    } else if (this.rulesOf(first).picture) this.pictures += 1
    else
      this.#lines(
        cell,
        cell.children,
        place,
        cell.classes.has('start') ? 'start' : cell.classes.has('end') ? 'end' : 'center',
      )
  }

  #lines(cell: Box, lines: Box[], place: Place, along: 'start' | 'center' | 'end'): void {
    const {
      sideMm = 0,
      topMm = 0,
      liftMm = 0,
      points = this.#page.points,
      lineMm = this.#page.lineMm,
    } = this.rulesOf(cell)
    const pitch = Math.max(LINE_DOTS, Math.round(lineMm / DOT_MM))
    const block = lines.length * pitch
    const top = toDots(place.y + topMm)
    const bottom = toDots(place.y + place.height - liftMm)
    const start = { start: top, center: Math.round((top + bottom - block) / 2), end: bottom - block }[along]
    const inside = { left: this.#x(place.x + sideMm), right: this.#x(place.x + place.width - sideMm) }
    for (const [index, { text }] of lines.entries()) {
      if (text === null) throw new TypeError('no paper: a line is expected')
      this.#text(text, cell, inside, start + index * pitch + ((pitch - LINE_DOTS) >> 1), points)
    }
  }

  #text(line: string, cell: Box, { left, right }: { left: number; right: number }, y: number, points: number): void {
    const written = printerText(line)
    const text = written.trim()
    if (text === '') return
    if (text.includes(MISSING)) for (const character of missingCharacters(line)) this.missing.add(character)
    const wide = points >= WIDE_POINTS
    const width = dotsWide(text) * (wide ? 2 : 1)
    const indent = dotsWide(written.slice(0, written.length - written.trimStart().length)) * (wide ? 2 : 1)
    const x = cell.classes.has('right')
      ? right - width
      : cell.classes.has('center')
        ? (left + right - width) / 2
        : left + indent
    this.texts.push({ x: Math.max(0, onStep(x)), y, width, text, bold: cell.classes.has('bold'), wide })
  }
}

/** The paper is never fed back: a page whose first line is higher than its own top begins that much lower. */
const fromTop = ({ texts, rules }: DotPage): DotPage => {
  const over = Math.max(0, ...texts.map(({ y }) => -y))
  if (over === 0) return { texts, rules }
  const lower = (rule: Rule): Rule =>
    rule.way === 'across' ? { ...rule, at: rule.at + over } : { ...rule, from: rule.from + over, to: rule.to + over }
  return { texts: texts.map((text) => ({ ...text, y: text.y + over })), rules: rules.map(lower) }
}

/**
 * A paper laid out for dots (face.ts) as texts and rules on the grid of a 24-pin printer. The form begins at the first
 * printed line, where the operator has set the paper, not at its edge; it is printed in the middle of its width.
 */
export const drawPaper = (paper: PaperOutput): DotPaper => {
  const { squeeze } = paper
  if (squeeze === undefined) throw new TypeError('no paper for dots: its letters are those of the screen')
  const page = readPageRules(paper)
  const sizes: Sizes = { classes: readRules(paper.css), known: new Map() }
  let pictures = 0
  const missing = new Set<string>()
  const pages = paper.pages.map((html): DotPage => {
    const box = readPage(html)
    const drawing = new Drawing(paper, squeeze, page, sizes)
    drawing.rows(box.children, page.sideMm, 0)
    pictures += drawing.pictures
    for (const character of drawing.missing) missing.add(character)
    return fromTop({ texts: drawing.texts, rules: drawing.rules.joined() })
  })
  const columns = Math.round(printedWidthMm(paper.widthMm) / DOT_MM)
  return { pages, heightMm: paper.heightMm, columns, missing: [...missing], pictures }
}
