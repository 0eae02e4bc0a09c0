import type { Translate } from '../../../shared/language.ts'
import { groupRows, type StatementWishes } from '../../../shared/statementGroups.ts'
import type { TemplateColumn, TemplatePlace } from '../../../shared/statementTemplate.ts'
import type { StatementPaperRow } from '../../papers/data.ts'
import { isProduct, mustAddUp } from '../statementRows.ts'
import { OutsideProblem } from '../problem.ts'
import { type BookSheet, rowsOf, TemplateBook } from './book.ts'
import { CellWriter, type Written } from './cellWriter.ts'
import { Finding, type Found, type Spot } from './find.ts'
import { forgetResults, moveDown, writeOutShared } from './move.ts'
import { columnLetters, copiedFormula, movedRow, type RowMove } from './references.ts'
import { StyleBook } from './styles.ts'
import { columnValues, placeValues, type TemplateStatement } from './values.ts'
import { childOf, childrenOf, copyOf, elementsOf, localName, madeIn, textOf, type XmlElement } from './xmlTree.ts'

const sameSheet = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase()

/** 明细 becomes as many rows as there are entries; one, empty, where there are none. Merges inside it are repeated. */
const repeatRow = (sheet: BookSheet, move: RowMove): void => {
  const { data, rows } = rowsOf(sheet.xml)
  const pattern = rows.find((row) => row.attributes['r'] === String(move.at))
  if (pattern) {
    const copies = Array.from({ length: move.by + 1 }, (_, copy) => {
      const row = copyOf(pattern)
      row.attributes['r'] = String(move.at + copy)
      for (const cell of elementsOf(row)) {
        cell.attributes['r'] = (cell.attributes['r'] ?? '').replace(/\d+$/, String(move.at + copy))
        const formula = childOf(cell, 'f')
        if (!formula) continue
        formula.children = [copiedFormula(textOf(formula), sheet.name, move, copy)]
        if (formula.attributes['ref']) formula.attributes['ref'] = cell.attributes['r']!
      }
      return row
    })
    data.children.splice(data.children.indexOf(pattern), 1, ...copies)
  }
  const merges = childOf(sheet.xml, 'mergeCells')
  if (!merges) return
  const inside = childrenOf(merges, 'mergeCell').filter((merge) =>
    new RegExp(`^\\$?[A-Z]+\\$?${move.at}:\\$?[A-Z]+\\$?${move.at + move.by}$`, 'i').test(
      merge.attributes['ref'] ?? '',
    ),
  )
  merges.children = [
    ...merges.children.filter((merge) => typeof merge === 'string' || !inside.includes(merge)),
    ...inside.flatMap((merge) =>
      Array.from({ length: move.by + 1 }, (_, copy) => {
        const [from = '', to = ''] = (merge.attributes['ref'] ?? '').replaceAll('$', '').split(':')
        const on = (cell: string): string => cell.replace(/\d+$/, String(move.at + copy))
        return madeIn(merges, 'mergeCell', { ref: `${on(from)}:${on(to)}` })
      }),
    ),
  ]
  merges.attributes['count'] = String(elementsOf(merges).length)
}

/** The names of the columns stand for all their entries: an own `=SUM(金额)` adds them up. */
const stretchNames = (book: TemplateBook, found: Found, move: RowMove): void => {
  if (move.by === 0) return
  const columns = new Set([...found.columns.values()].flat())
  for (const { element, text } of book.names()) {
    const single = /^(.*!)\$?([A-Z]{1,3})\$?(\d+)$/i.exec(text)
    const sheet = (single?.[1] ?? '').slice(0, -1).replace(/^'|'$/g, '').replaceAll("''", "'")
    if (!single || Number(single[3]) !== move.at || !sameSheet(sheet, move.sheet)) continue
    const letters = single[2]!.toUpperCase()
    if ([...columns].some((column) => columnLetters(column) === letters))
      element.children = [`${single[1]}$${letters}$${move.at}:$${letters}$${move.at + move.by}`]
  }
}

/** Excel opens the file and works everything out; the order of its calculation is found anew. */
const workOutOnOpening = async (book: TemplateBook): Promise<void> => {
  const chain = await book.partOf('calcChain')
  if (chain !== null) await book.drop(chain)
  const { workbook } = book
  const known = childOf(workbook, 'calcPr')
  if (known) {
    known.attributes['fullCalcOnLoad'] = '1'
    return
  }
  const before = ['definedNames', 'externalReferences', 'functionGroups', 'sheets']
  const at = before
    .map((name) => workbook.children.findIndex((child) => typeof child !== 'string' && localName(child.name) === name))
    .find((index) => index >= 0)
  workbook.children.splice((at ?? -1) + 1, 0, madeIn(workbook, 'calcPr', { fullCalcOnLoad: '1' }))
}

const words = new Set(['s', 'str', 'inlineStr'])

/**
 * A column the office hid does not belong to the statement: the words of it that stand under a name of ours, which the
 * form to begin from is full of, do not go to the customer. Formulas and figures of the office's own stay.
 */
const emptyUnused = (book: TemplateBook, { place, column }: Finding['unused']): void => {
  for (const { name, xml, part } of book.sheets) {
    if (part === '') continue
    const [spots, columns] = [place, column].map((all) => all.filter(({ sheet }) => sameSheet(sheet, name)))
    const cells = new Set(spots!.map((spot) => `${columnLetters(spot.column)}${spot.row}`))
    const letters = new Set(columns!.map((spot) => columnLetters(spot.column)))
    for (const cell of rowsOf(xml).rows.flatMap((row) => elementsOf(row))) {
      const at = cell.attributes['r'] ?? ''
      if (!cells.has(at) && !letters.has(at.replace(/\d+$/, ''))) continue
      if (!words.has(cell.attributes['t'] ?? '') || childOf(cell, 'f')) continue
      cell.children = []
      delete cell.attributes['t']
    }
  }
}

/** Against a slip of the hand, as our own workbook has it: read, copied and widened, not typed over. */
const lock = ({ xml }: BookSheet): void => {
  if (childOf(xml, 'sheetProtection')) return
  const before = ['sheetCalcPr', 'sheetData']
  const at = before
    .map((name) => xml.children.findIndex((child) => typeof child !== 'string' && localName(child.name) === name))
    .find((index) => index >= 0)
  const protection = { sheet: '1', formatColumns: '0', formatRows: '0', sort: '0', autoFilter: '0' }
  xml.children.splice((at ?? -1) + 1, 0, madeIn(xml, 'sheetProtection', protection))
}

/** Our figures as live formulas where what they are worked out from stands in the template, to the fen. */
class Formulas {
  private readonly found: Found
  private readonly move: RowMove

  constructor(found: Found, move: RowMove) {
    this.found = found
    this.move = move
  }

  private place(place: TemplatePlace): string | null {
    const spot = this.found.places.get(place)?.[0]
    if (!spot) return null
    const { sheet, row, column } = spot
    if (sameSheet(sheet, this.move.sheet)) return `${columnLetters(column)}${movedRow(this.move, row)}`
    return `'${sheet.replaceAll("'", "''")}'!${columnLetters(column)}${row}`
  }

  private column(column: TemplateColumn): string | null {
    const first = this.found.columns.get(column)?.[0]
    return first === undefined ? null : columnLetters(first)
  }

  amount(row: StatementPaperRow, number: number): string | null {
    const [quantity, price] = [this.column('quantity'), this.column('price')]
    return quantity && price && isProduct(row) ? `ROUND(${quantity}${number}*${price}${number},2)` : null
  }

  /** The balance above, or 期初余额, plus this row less what was received. */
  balance(number: number): string | null {
    const [amount, received, balance] = [this.column('amount'), this.column('received'), this.column('balance')]
    const before = number === this.move.at ? this.place('opening') : `${balance}${number - 1}`
    return amount && received && balance && before ? `ROUND(${before}+${amount}${number}-${received}${number},2)` : null
  }

  /** The sheet of 明细 has to be named from any other. */
  sum(column: 'amount' | 'received', from: Spot): string | null {
    const letters = this.column(column)
    const sheet = sameSheet(from.sheet, this.move.sheet) ? '' : `'${this.move.sheet.replaceAll("'", "''")}'!`
    return letters && `ROUND(SUM(${sheet}${letters}${this.move.at}:${letters}${this.move.at + this.move.by}),2)`
  }

  closing(from: Spot): string | null {
    const opening = this.place('opening')
    // on another sheet every cell would have to be named with its own
    const charges = this.place('charges') ?? this.sum('amount', from)
    const received = this.place('received') ?? this.sum('received', from)
    const all = [opening, charges, received]
    return sameSheet(from.sheet, this.move.sheet) && all.every(Boolean)
      ? `ROUND(${opening}+${charges}-${received},2)`
      : null
  }
}

const liveColumn = (
  formulas: Formulas,
  column: TemplateColumn,
  row: StatementPaperRow,
  number: number,
): string | null =>
  column === 'amount' ? formulas.amount(row, number) : column === 'balance' ? formulas.balance(number) : null

const livePlace = (formulas: Formulas, place: TemplatePlace, spot: Spot): string | null => {
  if (place === 'charges') return formulas.sum('amount', spot)
  if (place === 'received') return formulas.sum('received', spot)
  return place === 'closing' ? formulas.closing(spot) : null
}

const withFormula = (value: Written, formula: string | null): Written =>
  formula === null ? value : { ...value, formula }

/** The cells of 明细 and the single ones. */
const writeAll = async (
  book: TemplateBook,
  found: Found,
  move: RowMove,
  paper: TemplateStatement,
  t: Translate,
): Promise<void> => {
  const styles = await StyleBook.of(book)
  const writers = new Map<string, CellWriter>()
  const writerOf = (name: string): CellWriter => {
    const key = name.toLowerCase()
    const sheet = book.sheets.find((each) => each.name.toLowerCase() === key)!
    const writer = writers.get(key) ?? new CellWriter(sheet, styles)
    writers.set(key, writer)
    return writer
  }
  const formulas = new Formulas(found, move)
  const detail = writerOf(move.sheet)
  const hasSpec = found.columns.has('spec')
  for (const [index, row] of paper.rows.entries()) {
    const values = columnValues(row, index, hasSpec, t)
    for (const [column, at] of found.columns)
      for (const each of at)
        detail.write(
          move.at + index,
          each,
          withFormula(values[column], liveColumn(formulas, column, row, move.at + index)),
        )
  }
  if (paper.rows.length === 0)
    for (const each of [...found.columns.values()].flat()) detail.write(move.at, each, { kind: 'text', value: null })
  const values = placeValues(paper, t)
  for (const [place, spots] of found.places)
    for (const spot of spots) {
      const row = sameSheet(spot.sheet, move.sheet) ? movedRow(move, spot.row) : spot.row
      // without entries the sums are 0 and have nothing to add up
      const live = paper.rows.length === 0 && place !== 'closing' ? null : livePlace(formulas, place, spot)
      writerOf(spot.sheet).write(row, spot.column, withFormula(values[place], live))
    }
}

/**
 * 对账单 in the office's own form: the bytes of a new workbook. Throws an OutsideProblem where the template is none or
 * its names do not do; refuses a statement that does not add up.
 */
export const fillTemplate = async (
  template: Uint8Array,
  given: TemplateStatement & { shape?: StatementWishes },
  t: Translate,
): Promise<Uint8Array> => {
  mustAddUp(given)
  const rows = groupRows(given.openingFen, given.rows, given.shape?.grouping ?? 'line', t)
  const paper = { ...given, rows }
  const book = await TemplateBook.open(template)
  const finding = new Finding(book)
  const { detail, places, columns, problems } = finding
  if (!detail || problems.length > 0) throw new OutsideProblem('damaged')
  const found: Found = { detail, places, columns }
  const sheet = book.sheets.find(({ name }) => sameSheet(name, detail.sheet))
  if (!sheet || sheet.part === '') throw new OutsideProblem('damaged')
  const move: RowMove = { sheet: sheet.name, at: detail.row, by: Math.max(0, rows.length - 1) }
  for (const { xml, part } of book.sheets) {
    if (part === '') continue
    writeOutShared(xml)
    forgetResults(xml)
  }
  emptyUnused(book, finding.unused)
  await moveWithPattern(book, sheet, move)
  stretchNames(book, found, move)
  await writeAll(book, found, move, paper, t)
  if (given.shape?.lock) for (const each of book.sheets) if (each.part !== '') lock(each)
  await workOutOnOpening(book)
  return book.save()
}

/** The formulas of 明细 are copied as they were written, not as they were moved. */
const moveWithPattern = async (book: TemplateBook, sheet: BookSheet, move: RowMove): Promise<void> => {
  const pattern = rowsOf(sheet.xml).rows.find((row) => row.attributes['r'] === String(move.at))
  const written = new Map<XmlElement, XmlElement['children']>()
  for (const cell of pattern ? elementsOf(pattern) : []) {
    const formula = childOf(cell, 'f')
    if (formula) written.set(formula, formula.children)
  }
  await moveDown(book, move)
  for (const [formula, children] of written) formula.children = children
  repeatRow(sheet, move)
}

/** What a file from outside says of itself as a template. Runs in the import process. */
export const inspectTemplate = async (bytes: Uint8Array): Promise<ReturnType<Finding['report']>> =>
  new Finding(await TemplateBook.open(bytes)).report()
