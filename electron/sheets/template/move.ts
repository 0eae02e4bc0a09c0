import { type BookSheet, rowsOf, type TemplateBook } from './book.ts'
import {
  columnLetters,
  columnNumber,
  movedFormula,
  movedRanges,
  movedRow,
  type RowMove,
  stretchedRanges,
  translated,
} from './references.ts'
import {
  attributeOf,
  childOf,
  childrenOf,
  elementsOf,
  everyElement,
  localName,
  textOf,
  type XmlElement,
} from './xmlTree.ts'

/** What stands under 明细 moves down when its row becomes many, wherever the file says where something stands. */

const placeOf = (cell: XmlElement): { column: number; row: number } => {
  const [, letters = 'A', row = '1'] = /^([A-Z]+)(\d+)$/i.exec(cell.attributes['r'] ?? '') ?? []
  return { column: columnNumber(letters), row: Number(row) }
}

/** Formulas that several cells share are written out: their copies would be counted from the wrong row. */
export const writeOutShared = (sheet: XmlElement): void => {
  const masters = new Map<string, { text: string; column: number; row: number }>()
  const { rows } = rowsOf(sheet)
  const formulas = rows.flatMap((row) =>
    elementsOf(row).flatMap((cell) => {
      const formula = childOf(cell, 'f')
      return formula?.attributes['t'] === 'shared' ? [{ formula, ...placeOf(cell) }] : []
    }),
  )
  for (const { formula, column, row } of formulas)
    if (textOf(formula) !== '') masters.set(formula.attributes['si'] ?? '', { text: textOf(formula), column, row })
  for (const { formula, column, row } of formulas) {
    const master = masters.get(formula.attributes['si'] ?? '')
    if (master && textOf(formula) === '')
      formula.children = [translated(master.text, row - master.row, column - master.column)]
    formula.attributes = {}
  }
}

/** What the template last came to is not what it comes to now: whoever opens the file works its own formulas out. */
export const forgetResults = (sheet: XmlElement): void => {
  for (const row of rowsOf(sheet).rows)
    for (const cell of elementsOf(row)) {
      if (!childOf(cell, 'f')) continue
      cell.children = cell.children.filter((child) => typeof child === 'string' || localName(child.name) !== 'v')
      delete cell.attributes['t']
    }
}

const setText = (element: XmlElement, text: string): void => {
  element.children = [text]
}

/** An element that holds words alone: `formula1` of newer files holds an element that holds the formula. */
const isLeaf = (element: XmlElement): boolean =>
  element.children.length > 0 && element.children.every((child) => typeof child === 'string')

const formulaNames = new Set(['f', 'formula', 'formula1', 'formula2'])

/** Formulas anywhere in a part: cells, formats, checks, series of a chart. */
const moveFormulas = (part: XmlElement, sheet: string, move: RowMove): void => {
  for (const element of everyElement(part))
    if (formulaNames.has(localName(element.name)) && isLeaf(element))
      setText(element, movedFormula(textOf(element), sheet, move))
}

const rangeAttributes = ['ref', 'activeCell', 'topLeftCell'] as const

/** Merges, formats, checks, links, the marked cells: all that names cells of its own sheet outside of formulas. */
const moveRanges = (part: XmlElement, move: RowMove): void => {
  for (const element of everyElement(part)) {
    for (const name of rangeAttributes) {
      const said = element.attributes[name]
      if (said) element.attributes[name] = movedRanges(said, move)
    }
    const { sqref } = element.attributes
    const stretches = localName(element.name) !== 'selection'
    if (sqref) element.attributes['sqref'] = (stretches ? stretchedRanges : movedRanges)(sqref, move)
    if (localName(element.name) === 'sqref' && isLeaf(element)) setText(element, stretchedRanges(textOf(element), move))
  }
}

/** Rows and cells below stand lower; page breaks too. Formulas and ranges come after. */
const moveRows = (sheet: XmlElement, move: RowMove): void => {
  for (const row of rowsOf(sheet).rows) {
    const number = movedRow(move, Number(row.attributes['r']))
    row.attributes['r'] = String(number)
    for (const cell of elementsOf(row)) cell.attributes['r'] = `${columnLetters(placeOf(cell).column)}${number}`
  }
  for (const brk of childrenOf(childOf(sheet, 'rowBreaks') ?? { name: '', attributes: {}, children: [] }, 'brk')) {
    const after = Number(attributeOf(brk, 'id'))
    brk.attributes['id'] = String(after >= move.at ? after + move.by : after)
  }
}

/** Pictures, stamps and drawn boxes: their rows are counted from 0. */
const moveDrawing = (drawing: XmlElement, move: RowMove): void => {
  const shift = (corner: XmlElement | undefined): void => {
    const row = corner && childOf(corner, 'row')
    if (row) setText(row, String(movedRow(move, Number(textOf(row)) + 1) - 1))
  }
  for (const anchor of elementsOf(drawing)) {
    const from = childOf(anchor, 'from')
    const first = from && childOf(from, 'row')
    const below = first !== undefined && Number(textOf(first)) + 1 > move.at
    // one that keeps its size does not grow with the rows it lies over
    const grows = !['oneCell', 'absolute'].includes(attributeOf(anchor, 'editAs'))
    shift(from)
    if (below || grows) shift(childOf(anchor, 'to'))
  }
}

/** The boxes of comments, as old Excel draws them. */
const movedVml = (vml: string, move: RowMove): string =>
  vml
    .replace(
      /(<x:Row>)(\d+)(<\/x:Row>)/g,
      (_, a: string, row: string, b: string) => `${a}${movedRow(move, Number(row) + 1) - 1}${b}`,
    )
    .replace(/(<x:Anchor>)([^<]*)(<\/x:Anchor>)/g, (_, a: string, places: string, b: string) => {
      const numbers = places.split(',')
      const shifted = numbers.map((each, index) =>
        index === 2 || index === 6 ? ` ${movedRow(move, Number(each) + 1) - 1}` : each,
      )
      return a + shifted.join(',') + b
    })

const moveRelated = async (book: TemplateBook, sheet: BookSheet, move: RowMove): Promise<void> => {
  for (const { kind, part } of await book.relations(sheet.part)) {
    if (part === '') continue
    if (kind === 'vmlDrawing') await book.changeText(part, (text) => movedVml(text, move))
    if (!['drawing', 'comments', 'threadedComment', 'table'].includes(kind)) continue
    const xml = await book.xml(part)
    if (!xml) continue
    if (kind === 'drawing') moveDrawing(xml, move)
    else moveRanges(xml, move)
  }
}

/** Moves everything of the workbook that is below 明细 down by `move.by` rows. The row itself is not yet copied. */
export const moveDown = async (book: TemplateBook, move: RowMove): Promise<void> => {
  const isMoved = ({ name }: BookSheet): boolean => name.toLowerCase() === move.sheet.toLowerCase()
  for (const sheet of book.sheets) {
    if (sheet.part === '') continue
    if (isMoved(sheet)) {
      moveRows(sheet.xml, move)
      moveRanges(sheet.xml, move)
      await moveRelated(book, sheet, move)
    }
    moveFormulas(sheet.xml, sheet.name, move)
  }
  for (const part of book.partNames().filter((name) => /^xl\/charts\/chart[^/]*\.xml$/.test(name))) {
    const xml = await book.xml(part)
    if (xml) moveFormulas(xml, '', move)
  }
  for (const { element, text } of book.names()) setText(element, movedFormula(text, '', move))
}
