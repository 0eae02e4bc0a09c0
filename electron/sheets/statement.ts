import type { Style } from 'exceljs'
import { translator, type Language, type Translate } from '../../shared/language.ts'
import { groupRows, type StatementWishes } from '../../shared/statementGroups.ts'
import { usualFields } from '../../shared/statementSheet.ts'
import type { StatementPaper, StatementPaperRow } from '../papers/data.ts'
import {
  cellStyle,
  cellValue,
  columnLetter,
  headFill,
  isFraction,
  numberFormats,
  sheetName,
  textCell,
  textWidth,
  type ColumnKind,
} from './cells.ts'
import { writeWhole } from './file.ts'
import { writeStatementFoot } from './statementFoot.ts'
import { headingRow, spread, statementFacts, type StatementColumn, type StatementSheet } from './statementLayout.ts'
import { isProduct, mustAddUp, rowCells, sizes } from './statementRows.ts'
import { pageSetup, streamWorkbook, type WorkbookWriter } from './write.ts'

/** A statement that brings along how its customer wants the workbook. */
export type ShapedStatement = StatementPaper & {
  shape?: StatementWishes & { columns: readonly StatementColumn[] }
}

export interface StatementOptions {
  /** In place of what the statement brings along. */
  columns?: readonly StatementColumn[]
  landscape?: boolean
  language?: Language
}

const openingRow = 7

const align = (horizontal: 'left' | 'center' | 'right', wrapText = false) =>
  ({ horizontal, vertical: 'middle', wrapText }) as const
const horizontals = {
  text: 'left',
  date: 'center',
  money: 'right',
  unitPrice: 'right',
  quantity: 'right',
  integer: 'right',
} as const

const bodyStyles = (bold: boolean) => {
  const of = (kind: ColumnKind, format: string = numberFormats[kind]): Partial<Style> =>
    cellStyle({ format, boxed: true, bold, align: align(horizontals[kind], kind === 'text') })
  return {
    text: of('text'),
    date: of('date'),
    money: of('money'),
    unitPrice: of('unitPrice'),
    quantity: of('quantity'),
    integer: of('integer'),
    fraction: of('quantity', numberFormats.fraction),
    // sizes are written without separators: 1200
    size: of('quantity', '0'),
    sizeFraction: of('quantity', '0.###'),
  }
}
const plain = bodyStyles(false)
const bold = bodyStyles(true)
const styles = {
  company: cellStyle({ bold: true, size: 16, align: align('center') }),
  address: cellStyle({ align: align('center') }),
  title: cellStyle({ bold: true, size: 18, align: align('center') }),
  heading: cellStyle({ bold: true, boxed: true, fill: headFill, align: align('center', true) }),
}

const line = (
  { sheet, columns }: StatementSheet,
  number: number,
  text: string,
  style: Partial<Style>,
  height: number,
): void => {
  const row = sheet.getRow(number)
  row.height = height
  spread(sheet, row, 1, columns.length, text, style)
  row.commit()
}

const writeHead = (of: StatementSheet): void => {
  const { sheet, paper, t, columns, middle } = of
  const { company, customer } = paper
  line(of, 1, company.name, styles.company, 26)
  line(
    of,
    2,
    t('sheets.companyLine', { address: company.address, phone: company.phone, fax: company.fax }),
    styles.address,
    16,
  )
  line(of, 3, t('sheets.statementTitle'), styles.title, 28)
  const pairs = [
    [t('sheets.to', { name: customer.name || customer.shortName }), t('sheets.numberLine', { number: paper.number })],
    [
      t('sheets.contactLine', { contact: customer.contact, phone: customer.phone, fax: customer.fax }),
      t('sheets.periodLine', { from: paper.periodFrom, to: paper.periodTo }),
    ],
  ] as const
  for (const [index, [left, right]] of pairs.entries()) {
    const row = sheet.getRow(4 + index)
    row.height = 18
    spread(sheet, row, 1, middle, left)
    spread(sheet, row, middle + 1, columns.length, right)
    row.commit()
  }
  const head = sheet.getRow(headingRow)
  head.height = 22
  for (const [index, { field, heading }] of columns.entries()) {
    head.getCell(index + 1).value = textCell(heading || t(statementFacts[field].heading))
    head.getCell(index + 1).style = styles.heading
  }
  head.commit()
}

type Live = { formula: string; result: number }

const liveAmount = (of: StatementSheet, row: StatementPaperRow, number: number): Live | null => {
  const quantity = of.letters.get('quantity')
  const price = of.letters.get('price')
  if (!quantity || !price || !isProduct(row)) return null
  return { formula: `ROUND(${quantity}${number}*${price}${number},2)`, result: row.amountFen / 100 }
}

/** The balance above, plus this row's amount, less what was received; rounded, so that it never ends in 0.0000001. */
const liveBalance = (of: StatementSheet, fen: number, number: number): Live | null => {
  const [amount, received, balance] = (['amount', 'received', 'balance'] as const).map((field) => of.letters.get(field))
  if (!amount || !received || !balance) return null
  return {
    formula: `ROUND(${balance}${number - 1}+${amount}${number}-${received}${number},2)`,
    result: fen / 100,
  }
}

const writeRow = (of: StatementSheet, row: StatementPaperRow, number: number): void => {
  const cells = rowCells(row, of.t)
  const target = of.sheet.getRow(number)
  for (const [index, { field }] of of.columns.entries()) {
    const { kind } = statementFacts[field]
    const live =
      field === 'amount'
        ? liveAmount(of, row, number)
        : field === 'balance'
          ? liveBalance(of, row.balanceFen, number)
          : null
    const cell = target.getCell(index + 1)
    cell.value = live ?? cellValue(kind, cells[field])
    const fraction = kind === 'quantity' && isFraction(cells[field])
    cell.style = sizes.has(field) ? plain[fraction ? 'sizeFraction' : 'size'] : fraction ? plain.fraction : plain[kind]
  }
  target.commit()
}

const writeOpening = (of: StatementSheet): void => {
  const row = of.sheet.getRow(openingRow)
  const label = of.letters.has('description') ? 'description' : of.columns[0]?.field
  for (const [index, { field }] of of.columns.entries()) {
    const cell = row.getCell(index + 1)
    if (field === 'balance') cell.value = of.paper.openingFen / 100
    else if (field === label) cell.value = of.t('sheets.opening')
    cell.style = bold[field === label ? 'text' : statementFacts[field].kind]
  }
  row.commit()
}

const liveSum = (of: StatementSheet, field: 'amount' | 'received', fen: number, last: number): number | Live => {
  const letter = of.letters.get(field) ?? ''
  if (last === openingRow) return fen / 100
  return { formula: `ROUND(SUM(${letter}${openingRow + 1}:${letter}${last}),2)`, result: fen / 100 }
}

const writeSums = (of: StatementSheet, last: number): void => {
  const { paper, letters } = of
  const number = last + 1
  const row = of.sheet.getRow(number)
  row.height = 20
  const [amount, received, balance] = (['amount', 'received', 'balance'] as const).map((field) => letters.get(field))
  const closing = {
    formula: `ROUND(${balance}${openingRow}+${amount}${number}-${received}${number},2)`,
    result: paper.closingFen / 100,
  }
  for (const [index, { field }] of of.columns.entries()) {
    const cell = row.getCell(index + 1)
    if (index === 0) cell.value = of.t('sheets.sum')
    else if (field === 'amount') cell.value = liveSum(of, 'amount', paper.chargesFen, last)
    else if (field === 'received') cell.value = liveSum(of, 'received', paper.receiptsFen, last)
    else if (field === 'balance') cell.value = amount && received ? closing : paper.closingFen / 100
    cell.style = index === 0 ? styles.heading : bold[statementFacts[field].kind]
  }
  row.commit()
}

/** `&` starts a code in a page footer; a name that holds one is written with two. */
const footerText = (text: string): string => text.replaceAll('&', '&&')

/** As wide as the column's longest text asks, within what keeps the page readable; figures have their fixed room. */
const widthOf = ({ field, heading = '' }: StatementColumn, paper: StatementPaper, t: Translate): number => {
  const { kind, width } = statementFacts[field]
  const needed = Math.max(width, textWidth(heading) + 2)
  if (kind !== 'text') return needed
  const longest = Math.max(0, ...paper.rows.map((row) => textWidth(String(rowCells(row, t)[field] ?? ''))))
  return Math.min(Math.max(needed, longest + 2), Math.max(needed, 42))
}

const fillSheet = async (
  workbook: WorkbookWriter,
  name: string,
  given: ShapedStatement,
  options: StatementOptions,
): Promise<void> => {
  const t = translator(options.language ?? 'zh-CN')
  const { shape } = given
  const columns = options.columns ?? shape?.columns ?? usualFields.map((field) => ({ field }))
  const paper = { ...given, rows: groupRows(given.openingFen, given.rows, shape?.grouping ?? 'line', t) }
  const sheet = workbook.addWorksheet(name, {
    views: [{ state: 'frozen', ySplit: headingRow, showGridLines: false }],
    pageSetup: pageSetup({ landscape: options.landscape ?? true, repeatFrom: 4, repeatTo: headingRow }),
    headerFooter: {
      oddFooter:
        `&L${footerText(t('sheets.versionLine', { number: paper.number, version: paper.version, printed: paper.printed }))}` +
        `&C${t('sheets.pageFooter')}&R${footerText(t('sheets.madeBy', { name: paper.madeBy }))}`,
    },
  })
  for (const [index, column] of columns.entries()) sheet.getColumn(index + 1).width = widthOf(column, paper, t)
  // against a slip of the hand: cells can be read, copied and widened, not typed over
  if (shape?.lock) await sheet.protect('', { formatColumns: true, formatRows: true, autoFilter: true, sort: true })
  const letters = new Map(columns.map(({ field }, index) => [field, columnLetter(index)]))
  const middle = Math.max(1, Math.min(columns.length - 1, Math.ceil(columns.length * 0.55)))
  const of: StatementSheet = { sheet, paper, t, columns, letters, middle, arrears: shape?.arrears ?? false }
  writeHead(of)
  writeOpening(of)
  let last = openingRow
  for (const row of paper.rows) {
    last += 1
    writeRow(of, row, last)
  }
  writeSums(of, last)
  const end = writeStatementFoot(of, last + 1)
  sheet.pageSetup.printArea = `A$1:${columnLetter(columns.length - 1)}$${end}`
  sheet.commit()
}

/**
 * Writes 对账单 (papers.md 4.6) as a workbook the customer's clerk can check: amounts, balances and sums are live
 * formulas that carry their value. Several statements make a sheet each, named by the customer's short name.
 */
export const writeStatements = async (
  path: string,
  papers: readonly ShapedStatement[],
  options: StatementOptions = {},
  progress?: (written: number) => void,
  signal?: AbortSignal,
): Promise<void> => {
  for (const paper of papers) mustAddUp(paper)
  const title = translator(options.language ?? 'zh-CN')('sheets.statementTitle')
  const names = new Set<string>()
  const fill = async (workbook: WorkbookWriter, stop: AbortSignal): Promise<void> => {
    for (const [index, paper] of papers.entries()) {
      stop.throwIfAborted()
      const whose = papers.length === 1 ? title : paper.customer.shortName || paper.customer.name
      const name = sheetName(`${whose} ${paper.periodTo.slice(0, 7)}`, names)
      names.add(name.toLowerCase())
      await fillSheet(workbook, name, paper, options)
      progress?.(index + 1)
    }
  }
  await writeWhole(path, (file, stop) => streamWorkbook(file, stop, (workbook) => fill(workbook, stop)), signal)
}

/** One statement as a workbook of its own; see `writeStatements`. */
export const writeStatement = (
  path: string,
  paper: ShapedStatement,
  options: StatementOptions = {},
  signal?: AbortSignal,
): Promise<void> => writeStatements(path, [paper], options, undefined, signal)
