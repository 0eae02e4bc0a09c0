import { type Language, translate } from '../../shared/language.ts'
import { cellStyle, columnLetter, headFill, numberFormats, sheetName, textCell } from './cells.ts'
import { pageSetup, type WorkbookWriter } from './write.ts'

/** A line of a cover: its sum in fen, typed, taken from a cell of a sheet, or worked out of the lines above. */
export interface CoverLine {
  label: string
  count?: number
  fen: number
  /** The cell it is taken from: a sheet of this workbook, column from 0, row from 1. */
  from?: { sheet: string; column: number; row: number }
  /** Signs of the lines from the first one, that make this one. */
  add?: number[]
  /** What must be 0: the line after the ledger's, or statements and what is beside them, less the ledger. */
  check?: 'papers' | 'statements'
  bold?: boolean
}
interface Cover {
  name: string
  title: string
  note: string
  head: [string, string, string]
  lines: CoverLine[]
  language: Language
}

const first = 4
const quoted = (sheet: string): string => `'${sheetName(sheet).replaceAll("'", "''")}'`

/** The formula of a line; cells are at `C4` and below, in the order of the lines. */
const formulaOf = (line: CoverLine, lines: CoverLine[]): string | null => {
  const cell = (index: number): string => `C${first + index}`
  if (line.from) return `${quoted(line.from.sheet)}!${columnLetter(line.from.column)}${line.from.row}`
  if (line.add) return `ROUND(${line.add.map((sign, index) => `${sign < 0 ? '-' : '+'}${cell(index)}`).join('')},2)`
  if (!line.check) return null
  const closing = lines.findIndex(({ add }) => add !== undefined)
  // the ledger stands three lines below the statements: 对账单, 没进对账单的, 作废的, 客户余额
  const ledger = cell(closing + 4)
  if (line.check === 'papers') return `ROUND(${cell(closing)}-${ledger},2)`
  return `ROUND(${cell(closing + 1)}+${cell(closing + 2)}-${cell(closing + 3)}-${ledger},2)`
}

const styles = (bold: boolean) => ({
  label: cellStyle({ boxed: true, bold, align: { horizontal: 'left' } }),
  count: cellStyle({ boxed: true, bold, format: numberFormats.integer, align: { horizontal: 'right' } }),
  money: cellStyle({ boxed: true, bold, format: numberFormats.money, align: { horizontal: 'right' } }),
})
const plain = styles(false)
const strong = styles(true)

/** Adds the cover sheet: what each sheet sums to, with live references, and whether it all ties. */
export const addCover = (workbook: WorkbookWriter, cover: Cover): void => {
  const sheet = workbook.addWorksheet(sheetName(cover.name), {
    views: [{ state: 'frozen', ySplit: 3, showGridLines: false }],
    pageSetup: pageSetup({ landscape: false, repeatFrom: 1, repeatTo: 3 }),
    headerFooter: { oddFooter: `&C${translate(cover.language, 'sheets.pageFooter')}` },
  })
  for (const [index, width] of [38, 12, 22].entries()) sheet.getColumn(index + 1).width = width
  const title = sheet.getRow(1)
  title.height = 28
  title.getCell(1).value = textCell(cover.title)
  title.getCell(1).style = cellStyle({ bold: true, size: 16, align: { horizontal: 'center', vertical: 'middle' } })
  sheet.mergeCells(1, 1, 1, 3)
  title.commit()
  const note = sheet.getRow(2)
  note.getCell(1).value = textCell(cover.note)
  note.commit()
  const head = sheet.getRow(3)
  for (const [index, text] of cover.head.entries()) {
    head.getCell(index + 1).value = textCell(text)
    head.getCell(index + 1).style = cellStyle({
      bold: true,
      boxed: true,
      fill: headFill,
      align: { horizontal: 'center', vertical: 'middle' },
    })
  }
  head.commit()
  for (const [index, line] of cover.lines.entries()) {
    const style = line.bold ? strong : plain
    const row = sheet.getRow(first + index)
    const formula = formulaOf(line, cover.lines)
    row.getCell(1).value = textCell(line.label)
    row.getCell(1).style = style.label
    row.getCell(2).value = line.count ?? null
    row.getCell(2).style = style.count
    row.getCell(3).value = formula === null ? line.fen / 100 : { formula, result: line.fen / 100 }
    row.getCell(3).style = style.money
    row.commit()
  }
  sheet.pageSetup.printArea = `A$1:C$${first + cover.lines.length - 1}`
  sheet.commit()
}
