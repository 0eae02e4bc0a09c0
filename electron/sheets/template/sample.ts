import type { Alignment, Style, Workbook, Worksheet } from 'exceljs'
import type { PhraseKey, Translate } from '../../../shared/language.ts'
import type { SheetShape, StatementField } from '../../../shared/statementSheet.ts'
import {
  detailName,
  type TemplateColumn,
  templateColumns,
  type TemplatePlace,
  templatePlaces,
} from '../../../shared/statementTemplate.ts'
import { cellStyle, headFill, numberFormats } from '../cells.ts'
import { statementFacts } from '../statementLayout.ts'
import { pageSetup } from '../write.ts'

/**
 * A form to begin from: it looks like our own statement, every name is in it, and the office only moves things about.
 * Names it does not use lie in hidden columns at the right; what is hidden is not filled.
 */

interface Column {
  column: TemplateColumn
  heading: string
  width: number
  style: Partial<Style>
}

const rowOf = { headings: 7, opening: 8, detail: 9, sums: 10 } as const
const align = (horizontal: Alignment['horizontal'], wrapText = false): Partial<Alignment> => ({
  horizontal,
  vertical: 'middle',
  wrapText,
})
const boxed = (format: string, horizontal: Alignment['horizontal'], bold = false): Partial<Style> =>
  cellStyle({ format, boxed: true, bold, align: align(horizontal, horizontal === 'left') })
const line = (prefix = '', more: Parameters<typeof cellStyle>[0] = {}): Partial<Style> =>
  cellStyle({ format: prefix === '' ? '@' : `"${prefix}"@`, align: align('left'), ...more })

/** Always there: what papers.md asks of every statement, and what the balance is worked out from. */
const needed: readonly StatementField[] = ['date', 'document', 'description', 'amount', 'received', 'balance']
const own: Record<'sequence' | 'kind', PhraseKey> = {
  sequence: 'templates.columnSequence',
  kind: 'templates.columnKind',
}

const columnsOf = (shape: SheetShape, t: Translate): Column[] => {
  const asked = shape.columns.filter(({ field }, at) => shape.columns.findIndex((one) => one.field === field) === at)
  const fields = [
    ...asked,
    ...needed.filter((field) => !asked.some((one) => one.field === field)).map((field) => ({ field, heading: '' })),
  ]
  return fields.map(({ field, heading }) => {
    const { kind, width, heading: usual } = statementFacts[field]
    const horizontal = kind === 'text' ? 'left' : kind === 'date' ? 'center' : 'right'
    return { column: field, heading: heading || t(usual), width, style: boxed(numberFormats[kind], horizontal) }
  })
}

/** Names that are on no line of the form. */
const spare: readonly TemplatePlace[] = ['customerShort', 'from', 'to', 'month']

class Sample {
  readonly sheet: Worksheet
  private readonly workbook: Workbook
  private readonly columns: Column[]
  private readonly t: Translate

  constructor(workbook: Workbook, columns: Column[], t: Translate) {
    this.workbook = workbook
    this.columns = columns
    this.t = t
    this.sheet = workbook.addWorksheet(t('sheets.statementTitle'), {
      views: [{ state: 'frozen', ySplit: rowOf.headings, showGridLines: false }],
      pageSetup: pageSetup({ landscape: true, repeatFrom: 4, repeatTo: rowOf.headings }),
      headerFooter: { oddFooter: `&C${t('sheets.pageFooter')}` },
    })
    for (const [index, { width }] of columns.entries()) this.sheet.getColumn(index + 1).width = width
  }

  private last(): number {
    return this.columns.length
  }

  private name(row: number, column: number, name: string): void {
    this.sheet.getCell(row, column).value = name
    this.sheet.getCell(row, column).name = name
  }

  private spread(row: number, from: number, to: number, style: Partial<Style>): void {
    this.sheet.getCell(row, from).style = style
    if (to > from) this.sheet.mergeCells(row, from, row, to)
  }

  /** The names of a line side by side, each over its part of the width. */
  places(row: number, height: number, ...parts: readonly { place: TemplatePlace; style: Partial<Style> }[]): void {
    this.sheet.getRow(row).height = height
    const share = this.last() / parts.length
    for (const [index, { place, style }] of parts.entries()) {
      const from = Math.round(share * index) + 1
      this.spread(row, from, Math.round(share * (index + 1)), style)
      this.name(row, from, templatePlaces[place][0])
    }
  }

  /** Words that stay as they are. */
  words(row: number, height: number, text: string, style: Partial<Style>, from = 1, to = this.last()): void {
    this.sheet.getRow(row).height = height
    this.spread(row, from, to, style)
    this.sheet.getCell(row, from).value = text
  }

  table(): void {
    const at = (column: TemplateColumn): number => this.columns.findIndex((each) => each.column === column) + 1
    this.sheet.getRow(rowOf.headings).height = 22
    this.sheet.getRow(rowOf.sums).height = 20
    const heading = cellStyle({ bold: true, boxed: true, fill: headFill, align: align('center', true) })
    for (const [index, { column, heading: text, style }] of this.columns.entries()) {
      const of = (row: number) => this.sheet.getCell(row, index + 1)
      of(rowOf.headings).value = text
      of(rowOf.headings).style = heading
      for (const row of [rowOf.opening, rowOf.sums]) of(row).style = { ...style, font: { ...style.font, bold: true } }
      of(rowOf.detail).style = style
      this.name(rowOf.detail, index + 1, templateColumns[column][0])
    }
    this.sheet.getCell(rowOf.opening, at('description')).value = this.t('sheets.opening')
    this.sheet.getCell(rowOf.sums, 1).value = this.t('sheets.sum')
    this.sheet.getCell(rowOf.sums, 1).style = heading
    this.name(rowOf.opening, at('balance'), templatePlaces.opening[0])
    this.name(rowOf.sums, at('amount'), templatePlaces.charges[0])
    this.name(rowOf.sums, at('received'), templatePlaces.received[0])
    this.name(rowOf.sums, at('balance'), templatePlaces.closing[0])
    const last = this.sheet.getCell(rowOf.detail, this.last()).address.replace(/\d+$/, '')
    this.workbook.definedNames.add(`'${this.sheet.name}'!$A$${rowOf.detail}:$${last}$${rowOf.detail}`, detailName)
  }

  /** Names that are not in use, ready to be moved in. */
  spares(): void {
    const used = new Set(this.columns.map(({ column }) => column))
    const columns = (Object.keys(templateColumns) as TemplateColumn[]).filter((column) => !used.has(column))
    const first = this.last() + 2
    for (const [index, column] of columns.entries()) {
      this.sheet.getCell(rowOf.headings, first + index).value =
        column === 'sequence' || column === 'kind' ? this.t(own[column]) : templateColumns[column][0]
      this.name(rowOf.detail, first + index, templateColumns[column][0])
    }
    for (const [index, place] of spare.entries()) this.name(index + 1, first, templatePlaces[place][0])
    for (let index = 0; index < columns.length; index += 1) this.sheet.getColumn(first + index).hidden = true
  }

  end(row: number): void {
    const last = this.sheet.getCell(row, this.last()).address.replace(/\d+$/, '')
    this.sheet.pageSetup.printArea = `A1:${last}${row}`
  }
}

const title = (size: number): Partial<Style> => cellStyle({ format: '@', bold: true, size, align: align('center') })

/** The bytes of the form, with the columns this customer has. */
export const sampleTemplate = async (shape: SheetShape, t: Translate): Promise<Uint8Array> => {
  const { default: ExcelJS } = await import('exceljs')
  const workbook = new ExcelJS.Workbook()
  workbook.creator = '跟单台'
  const sample = new Sample(workbook, columnsOf(shape, t), t)
  const labelled = (label: PhraseKey): Partial<Style> => line(t(label))
  const day = (label: PhraseKey): Partial<Style> =>
    cellStyle({ format: `"${t(label)}"yyyy-mm-dd`, align: align('left') })
  const words = line(t('templates.labelWords'), { bold: true, size: 11, align: align('left', true) })
  sample.places(1, 26, { place: 'company', style: title(16) })
  sample.places(
    2,
    16,
    { place: 'companyAddress', style: labelled('templates.labelAddress') },
    { place: 'companyPhone', style: labelled('templates.labelPhone') },
    { place: 'companyFax', style: labelled('templates.labelFax') },
  )
  sample.words(3, 28, t('sheets.statementTitle'), title(18))
  sample.places(
    4,
    18,
    { place: 'customer', style: line(t('sheets.to', { name: '' })) },
    { place: 'number', style: line(t('sheets.numberLine', { number: '' })) },
  )
  sample.places(
    5,
    18,
    { place: 'customerAddress', style: labelled('templates.labelAddress') },
    { place: 'period', style: labelled('templates.labelPeriod') },
  )
  sample.places(
    6,
    18,
    { place: 'contact', style: labelled('templates.labelContact') },
    { place: 'customerPhone', style: labelled('templates.labelPhone') },
    { place: 'customerFax', style: labelled('templates.labelFax') },
  )
  sample.table()
  sample.places(
    11,
    24,
    { place: 'words', style: words },
    {
      place: 'uninvoiced',
      style: cellStyle({ format: `"${t('templates.labelUninvoiced')}"#,##0.00`, align: align('right') }),
    },
  )
  sample.places(12, 17, { place: 'unsignedNote', style: line() })
  sample.places(
    13,
    17,
    { place: 'accountName', style: labelled('templates.labelName') },
    { place: 'bank', style: labelled('templates.labelBank') },
    { place: 'account', style: labelled('templates.labelAccount') },
  )
  sample.places(14, 17, { place: 'terms', style: line(t('templates.labelTerms'), { align: align('left', true) }) })
  sample.words(15, 17, t('sheets.checkPlease'), line())
  sample.words(17, 22, t('sheets.slip'), cellStyle({ bold: true, align: align('left', true) }))
  sample.words(
    18,
    115,
    `${t('sheets.slipCustomer')}\n\n\n\n\n\n${t('sheets.slipDate')}`,
    cellStyle({ align: { horizontal: 'left', vertical: 'top', wrapText: true } }),
  )
  sample.places(
    19,
    18,
    { place: 'replyBy', style: day('templates.labelReply') },
    { place: 'madeBy', style: labelled('templates.labelMadeBy') },
    { place: 'madeOn', style: day('templates.labelMadeOn') },
  )
  sample.spares()
  sample.end(19)
  return new Uint8Array(await workbook.xlsx.writeBuffer())
}
