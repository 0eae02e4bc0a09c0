import type { TemplateBook } from './book.ts'
import { attributeOf, childOf, childrenOf, copyOf, elementsOf, madeIn, type XmlElement } from './xmlTree.ts'

// Formats every workbook has without writing them down (ECMA-376 18.8.30); of the dates only that they are some.
const builtIn: Record<number, string> = { 0: 'General', 1: '0', 2: '0.00', 3: '#,##0', 4: '#,##0.00', 49: '@' }
const isBuiltInDate = (id: number): boolean =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58)

/** Whether a format shows a day: one with a year, month or day outside of quotes and brackets. */
const showsDay = (format: string): boolean => /[ymd]/i.test(format.replace(/"[^"]*"|\\.|\[[^\]]*\]/g, ''))

/** The styles of a workbook: what a cell looks like, and the same look with another format of numbers. */
export class StyleBook {
  private readonly styles: XmlElement | null
  private readonly made = new Map<string, number>()
  private readonly formats = new Map<number, string>()

  private constructor(styles: XmlElement | null) {
    this.styles = styles
  }

  static async of(book: TemplateBook): Promise<StyleBook> {
    const part = await book.partOf('styles')
    return new StyleBook(part === null ? null : await book.xml(part))
  }

  private list(name: string): XmlElement | undefined {
    return this.styles ? childOf(this.styles, name) : undefined
  }

  private look(index: number): XmlElement | undefined {
    const list = this.list('cellXfs')
    return list && childrenOf(list, 'xf')[index]
  }

  /** The number format of a style; a day's built-in one is `yyyy-mm-dd` here. */
  formatOf(index: number): string {
    const known = this.formats.get(index) ?? this.readFormat(index)
    this.formats.set(index, known)
    return known
  }

  private readFormat(index: number): string {
    const look = this.look(index)
    const id = Number(look ? attributeOf(look, 'numFmtId') : 0) || 0
    if (isBuiltInDate(id)) return 'yyyy-mm-dd'
    const list = this.list('numFmts')
    const own = list && childrenOf(list, 'numFmt').find((each) => attributeOf(each, 'numFmtId') === String(id))
    return own ? attributeOf(own, 'formatCode') : (builtIn[id] ?? '0')
  }

  private formatId(format: string): number {
    if (!this.styles) return 0
    let list = this.list('numFmts')
    if (!list) {
      list = madeIn(this.styles, 'numFmts')
      this.styles.children.unshift(list)
    }
    const known = childrenOf(list, 'numFmt').find((each) => attributeOf(each, 'formatCode') === format)
    if (known) return Number(attributeOf(known, 'numFmtId'))
    const next = Math.max(163, ...childrenOf(list, 'numFmt').map((each) => Number(attributeOf(each, 'numFmtId')))) + 1
    list.children.push(madeIn(list, 'numFmt', { numFmtId: String(next), formatCode: format }))
    list.attributes['count'] = String(elementsOf(list).length)
    return next
  }

  private variant(index: number, key: string, change: (look: XmlElement) => void): number {
    const known = this.made.get(`${index} ${key}`)
    if (known !== undefined) return known
    const list = this.list('cellXfs')
    const look = this.look(index)
    if (!list || !look) return index
    const copy = copyOf(look)
    change(copy)
    list.children.push(copy)
    const count = childrenOf(list, 'xf').length
    list.attributes['count'] = String(count)
    this.made.set(`${index} ${key}`, count - 1)
    return count - 1
  }

  private withFormat(index: number, format: string): number {
    return this.variant(index, format, (look) => {
      look.attributes['numFmtId'] = String(this.formatId(format))
      look.attributes['applyNumberFormat'] = '1'
    })
  }

  /**
   * The style for a day: the cell's own, unless its format shows no day. A cell that was never given a format would show
   * 46112 for 2026-03-31.
   */
  forDay(index: number): number {
    return showsDay(this.formatOf(index)) ? index : this.withFormat(index, 'yyyy-mm-dd')
  }

  /** The style for a figure: the cell's own, unless it has none or is a text's. */
  forFigure(index: number, usual: string): number {
    const format = this.formatOf(index)
    return format !== usual && (format === 'General' || format === '@') ? this.withFormat(index, usual) : index
  }

  /** A fraction in a cell whose format shows whole numbers would read as another quantity. */
  forFraction(index: number, fraction: string): number {
    const format = this.formatOf(index)
    return format === 'General' || format.includes('.') || showsDay(format) ? index : this.withFormat(index, fraction)
  }

  /** The style of a text that begins like a formula: it stays one when somebody edits the cell (quotePrefix). */
  forRiskyText(index: number): number {
    return this.variant(index, 'quote', (look) => {
      look.attributes['quotePrefix'] = '1'
    })
  }
}
