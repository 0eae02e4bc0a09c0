import { cellValue, isFraction, numberFormats } from '../cells.ts'
import { type BookSheet, rowsOf } from './book.ts'
import { columnLetters, columnNumber } from './references.ts'
import type { StyleBook } from './styles.ts'
import type { Value } from './values.ts'
import { attributeOf, childOf, childrenOf, elementsOf, madeIn, type XmlElement } from './xmlTree.ts'

/** A live formula; `value` is what it comes to. */
export type Written = Value & { formula?: string }

const columnOf = (cell: XmlElement): number => columnNumber(/^[A-Z]+/i.exec(cell.attributes['r'] ?? 'A')?.[0] ?? 'A')

/** Writes our figures into the cells of a sheet, which keep their looks. */
export class CellWriter {
  private readonly sheet: XmlElement
  private readonly styles: StyleBook
  private readonly rows = new Map<number, XmlElement>()

  constructor({ xml }: BookSheet, styles: StyleBook) {
    this.sheet = xml
    this.styles = styles
    for (const row of rowsOf(xml).rows) this.rows.set(Number(row.attributes['r']), row)
  }

  /** The row, made where the template has nothing in it. */
  row(number: number): XmlElement {
    const known = this.rows.get(number)
    if (known) return known
    const data = childOf(this.sheet, 'sheetData')!
    const row = madeIn(data, 'row', { r: String(number) })
    const at = data.children.findIndex((each) => typeof each !== 'string' && Number(each.attributes['r']) > number)
    data.children.splice(at < 0 ? data.children.length : at, 0, row)
    this.rows.set(number, row)
    return row
  }

  private cell(number: number, column: number): XmlElement {
    const row = this.row(number)
    const place = `${columnLetters(column)}${number}`
    const known = elementsOf(row).find((cell) => cell.attributes['r'] === place)
    if (known) return known
    const style = this.rowStyle(row) ?? this.columnStyle(column)
    const cell = madeIn(row, 'c', { r: place, ...(style ? { s: style } : {}) })
    const at = row.children.findIndex((each) => typeof each !== 'string' && columnOf(each) > column)
    row.children.splice(at < 0 ? row.children.length : at, 0, cell)
    // told wrongly, a reader may pass over what lies outside
    delete row.attributes['spans']
    return cell
  }

  private rowStyle(row: XmlElement): string | undefined {
    return ['1', 'true'].includes(attributeOf(row, 'customFormat')) ? row.attributes['s'] : undefined
  }

  private columnStyle(column: number): string | undefined {
    const list = childOf(this.sheet, 'cols')
    return (list ? childrenOf(list, 'col') : []).find(
      (each) => Number(attributeOf(each, 'min')) <= column && column <= Number(attributeOf(each, 'max')),
    )?.attributes['style']
  }

  private styleFor({ kind, value }: Written, content: string | number, index: number): number {
    if (typeof content === 'string') return /^[=+\-@\t\r]/.test(content) ? this.styles.forRiskyText(index) : index
    if (kind === 'date') return this.styles.forDay(index)
    if (kind === 'money' || kind === 'unitPrice') return this.styles.forFigure(index, numberFormats[kind])
    const asNumber = this.styles.forFigure(index, 'General')
    return kind === 'quantity' && isFraction(value)
      ? this.styles.forFraction(asNumber, numberFormats.fraction)
      : asNumber
  }

  /** What stood in the cell goes; nothing to say leaves it empty. */
  write(number: number, column: number, written: Written): void {
    const cell = this.cell(number, column)
    const content = cellValue(written.kind, written.value)
    cell.children = []
    for (const name of ['t', 'cm', 'vm', 'ph']) delete cell.attributes[name]
    if (content === null || content === '') return
    const style = this.styleFor(written, content, Number(cell.attributes['s'] ?? 0))
    if (style > 0) cell.attributes['s'] = String(style)
    if (typeof content === 'string') {
      cell.attributes['t'] = 'inlineStr'
      const text = madeIn(cell, 't', { 'xml:space': 'preserve' }, [unwritten(content)])
      cell.children = [madeIn(cell, 'is', {}, [text])]
      return
    }
    if (written.formula !== undefined) cell.children.push(madeIn(cell, 'f', {}, [written.formula]))
    cell.children.push(madeIn(cell, 'v', {}, [String(content)]))
  }
}

/** Control characters, which XML cannot hold. */
// oxlint-disable-next-line no-control-regex
const unwritten = (text: string): string => text.replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F]/g, '')
