import { parseTypedDate } from './dates.ts'
import {
  guessReading,
  isOrderReading,
  type OrderField,
  orderFields,
  type OrderSheet,
  readingAt,
  type RememberedFields,
  type SheetReading,
  withRemembered,
} from './orderSheetHead.ts'
import { type LinePlace, picturesOfLines } from './orderSheetPictures.ts'
import { plainHeading, type SheetPicture } from './sheets.ts'

/** From the cells of a customer's order to its lines: totals, notes, blank rows and repeated headings are no lines. */

/** Lines of one order at most. */
export const mostOrderLines = 300

/** One line of the file: text as it stands, by field. */
export interface FileLine {
  sheet: string
  /** The row of the sheet, from 1. */
  row: number
  hidden: boolean
  /** The sizes of the row do not add up to its own total. */
  sumDiffers: boolean
  cells: Partial<Record<OrderField, string>>
}

export interface FileLines {
  lines: FileLine[]
  /** The picture of each line, null where the file has none. */
  pictures: (SheetPicture | null)[]
  /** Rows with words that are no lines: totals, notes, titles of groups. */
  passedOver: { sheet: string; row: number; words: string }[]
  /** Order number and due date where they stand above or below the table. */
  po: string
  due: string
  /** What the last row of totals says the order costs, as it stands; '' where it says nothing. */
  total: string
}

const clean = (text: string | undefined): string =>
  (text ?? '')
    .normalize('NFKC')
    .replace(/[\u200b\ufeff\u00a0]/g, ' ')
    .trim()
const totalWords =
  /^(?:本?页?(?:合\s*计|小\s*计|总\s*计|总\s*数|累\s*计|共\s*计)|总金额|总数量|大写|金额大写|(?:sub|grand)?\s*-?total|sum)(?:\s*[:：(（]|\s|$|\d|[¥￥]|人民币|金额|数量)/i
const dittos = new Set(['同上', '〃', '″', '"', '”', "''", 'ditto', '同前'])
const names = ['itemCode', 'code', 'name'] as const
/** A cell merged over several rows is meant for each of them; of a quantity it would be counted again. */
const neverSpread = new Set<OrderField>(['quantity', 'amount'])

const hasDigit = (text: string): boolean => /\d/.test(text)
const looksLikeCode = (text: string): boolean => /^(?=.*\d)[A-Za-z0-9][A-Za-z0-9\-_/.#]{2,29}$/.test(text)

const spreadOf = (sheet: OrderSheet, row: number, column: number): string => {
  for (const [top, left, bottom, right] of sheet.merges ?? [])
    if (row > top && row <= bottom && column >= left && column <= right) return clean(sheet.rows[top]?.[left])
  return ''
}

type Cells = Partial<Record<OrderField, string>>

const cellsAt = (sheet: OrderSheet, reading: SheetReading, row: number, offset: number): Cells => {
  const cells: Cells = {}
  for (const field of orderFields) {
    const column = reading.columns[field]
    if (column === null) continue
    const at = column >= reading.blockFrom ? column + offset : column
    const own = clean(sheet.rows[row]?.[at])
    const text = own === '' && !neverSpread.has(field) ? spreadOf(sheet, row, at) : own
    if (text !== '') cells[field] = text.slice(0, 500)
  }
  return cells
}

/** The same headings again on the next page. */
const repeatsHead = ({ headings }: SheetReading, row: readonly string[]): boolean => {
  const filled = headings.flatMap((heading, column) => (heading === '' ? [] : [[heading, row[column]] as const]))
  const same = filled.filter(([heading, cell]) => plainHeading(heading) === plainHeading(cell) && cell !== undefined)
  return same.length >= 2 && same.length * 2 >= filled.length
}

interface RowFacts {
  filled: string[]
  named: boolean
  counts: string[]
  afterTotal: boolean
}

/** Whether a row is no line: a total, a note, the title of a group. A row with a code and no quantity is one. */
const isNoLine = ({ filled, named, counts, afterTotal }: RowFacts, cells: Cells): boolean => {
  if (totalWords.test(filled[0] ?? '') || names.some((field) => totalWords.test(cells[field] ?? ''))) return true
  const counted = counts.some(hasDigit)
  if (counted && (named || (filled.length > 2 && !afterTotal))) return false
  if (counted) return afterTotal || filled.length <= 2
  if (!named) return true
  const coded = looksLikeCode(cells.itemCode ?? cells.code ?? '')
  if (coded && !afterTotal) return false
  // words where the number should be, as 待定: a line whose quantity must be asked for
  const words = counts.filter((text) => text !== '')
  if (words.length > 0 && !afterTotal && !words.some((text) => /[:：]|盖章|签/.test(text))) return false
  return filled.length <= 1 || afterTotal || filled.some((text) => /[:：]/.test(text)) || words.length === 0
}

const poLabel =
  /(?:客户)?(?:订单号码?|订单编号|采购单号|采购订单号|采购编号|合同编?号|单据?编?号|P\/?\.?O\.?(?:\s*(?:No|Number|#))?\.?|Order\s*No\.?)\s*[:：#]?\s*(.*)$/i
const dueLabel = /(?:要求)?(?:交货日期|交货期限?|交期|到货日期|送货日期|Delivery\s*Date|Due\s*Date)\s*[:：]?\s*(.*)$/i

const labelled = (rows: readonly string[][], label: RegExp, fits: (text: string) => string): string => {
  for (const row of rows)
    for (const [column, cell] of row.entries()) {
      const found = label.exec(clean(cell))
      if (!found || found.index > 12) continue
      const inside = fits(clean(found[1]))
      if (inside !== '') return inside
      if (clean(found[1]) !== '') continue
      const beside = row
        .slice(column + 1, column + 5)
        .map(clean)
        .find((text) => text !== '')
      if (beside !== undefined && fits(beside) !== '') return fits(beside)
    }
  return ''
}
const asPo = (text: string): string => /^[A-Za-z0-9][A-Za-z0-9\-_/.#]{2,39}/.exec(text)?.[0].replace(/[.]$/, '') ?? ''
const asPoNumber = (text: string): string => (hasDigit(asPo(text)) ? asPo(text) : '')

/** Days as people write them; a time after the day is left off. */
export const fileDate = (text: string, today: string): string | null => {
  const plain = clean(text)
    .replace(/\s+\d{1,2}:\d{2}.*$/, '')
    .replace(/(?:前|之前|以前|交货?|左右)$/, '')
    .replace(/[(（]?(?:周|星期)[一二三四五六日天][)）]?/, '')
    .replace(/\s+/g, '')
  if (/^\d{5}$/.test(plain)) {
    // the day number of Excel, left as a number
    const day = new Date((Number(plain) - 25_569) * 86_400_000).toISOString().slice(0, 10)
    return day >= '2000' && day < '2100' ? day : null
  }
  const backwards = /^(\d{1,2})[/.-](\d{1,2})[/.-](20\d\d)$/.exec(plain)
  if (backwards) {
    const [, a, b, year] = backwards
    const monthFirst = parseTypedDate(`${year}-${a}-${b}`, today)
    return Number(a) > 12 ? parseTypedDate(`${year}-${b}-${a}`, today) : monthFirst
  }
  return parseTypedDate(plain, today)
}

const ditto = (cells: Cells, before: Cells | undefined): Cells => {
  if (!before) return cells
  return Object.fromEntries(
    Object.entries(cells).map(([field, text]) => [
      field,
      dittos.has(text) && !neverSpread.has(field as OrderField) ? (before[field as OrderField] ?? text) : text,
    ]),
  )
}

const joinedSpec = (...parts: (string | undefined)[]): string => parts.filter((part) => part).join(' ')

/** One row with its sizes side by side becomes one line for each size that is ordered. */
const expand = (sheet: OrderSheet, { variants }: SheetReading, line: FileLine): FileLine[] => {
  if (!variants) return [line]
  const row = sheet.rows[line.row - 1] ?? []
  const ordered = variants.columns
    .map(({ column, label }) => ({ label, quantity: clean(row[column]) }))
    .filter(({ quantity }) => quantity !== '' && !/^[-–—/]$|^0+(\.0+)?$/.test(quantity))
  const total = variants.total === null ? '' : clean(row[variants.total]).replaceAll(',', '')
  const sum = ordered.reduce((all, { quantity }) => all + Number(quantity.replaceAll(',', '')), 0)
  const sumDiffers = total !== '' && Number.isFinite(Number(total)) && Number.isFinite(sum) && Number(total) !== sum
  const { amount: _ofAll, ...shared } = line.cells
  const alone = ordered.length === 1 && line.cells.amount !== undefined ? { amount: line.cells.amount } : {}
  if (ordered.length === 0) return [{ ...line, sumDiffers }]
  return ordered.map(({ label, quantity }) => ({
    ...line,
    sumDiffers,
    cells: { ...shared, ...alone, quantity, [variants.field]: joinedSpec(shared[variants.field], label) },
  }))
}

const countsOf = (sheet: OrderSheet, { variants }: SheetReading, cells: Cells, row: number): string[] =>
  variants ? variants.columns.map(({ column }) => clean(sheet.rows[row]?.[column])) : [cells.quantity ?? '']

/** The lines of one sheet below its headings. */
export const readSheet = (sheet: OrderSheet, reading: SheetReading): FileLines => {
  const hidden = new Set(sheet.hiddenRows)
  const read: FileLines = { lines: [], pictures: [], passedOver: [], po: '', due: '', total: '' }
  const places: LinePlace[] = []
  let afterTotal = false
  let groupPo = ''
  const first = reading.header + reading.depth
  for (const [row, texts] of sheet.rows.entries()) {
    if (row < first) continue
    const filled = texts.map(clean).filter((text) => text !== '')
    if (filled.length === 0 || repeatsHead(reading, texts)) continue
    for (const offset of reading.blocks) {
      const cells = ditto(cellsAt(sheet, reading, row, offset), read.lines.at(-1)?.cells)
      const counts = countsOf(sheet, reading, cells, row)
      if (offset > 0 && names.every((field) => cells[field] === undefined) && counts.every((text) => text === ''))
        continue
      const named = names.some((field) => cells[field] !== undefined)
      if (isNoLine({ filled, named, counts, afterTotal }, cells)) {
        if (offset > 0) continue
        read.passedOver.push({ sheet: sheet.name, row: row + 1, words: filled.join(' ').slice(0, 120) })
        const final = /^(?:合\s*计|总\s*计|共\s*计|grand|total)/i
        const isFinal = filled.some((text) => final.test(text)) && !laterLines(sheet, reading, row)
        afterTotal ||= isFinal
        if (isFinal) read.total = cells.amount ?? read.total
        groupPo = reading.columns.po === null ? labelled([texts], poLabel, asPoNumber) || groupPo : ''
        continue
      }
      if (groupPo !== '' && cells.po === undefined) cells.po = groupPo
      const line = { sheet: sheet.name, row: row + 1, hidden: hidden.has(row), sumDiffers: false, cells }
      const lines = expand(sheet, reading, line)
      read.lines.push(...lines)
      places.push(...lines.map(() => ({ row, offset })))
    }
  }
  read.pictures = picturesOfLines(sheet, reading, places)
  const around = [...sheet.rows.slice(0, reading.header), ...sheet.rows.slice(first)]
  read.po = labelled(around.slice(0, reading.header), poLabel, asPoNumber)
  const outside = [...around.slice(0, reading.header), ...read.passedOver.map(({ row }) => sheet.rows[row - 1] ?? [])]
  read.due = labelled(outside, dueLabel, (text) => (fileDate(text, '2026-01-01') ? text : ''))
  return read
}

/** Whether lines with a code and a number follow: then this total is one in the middle. */
const laterLines = (sheet: OrderSheet, reading: SheetReading, row: number): boolean => {
  for (let next = row + 1; next < sheet.rows.length; next += 1) {
    const cells = cellsAt(sheet, reading, next, 0)
    const named = [cells.itemCode, cells.code, cells.name].filter((text) => text !== undefined)
    const first = (sheet.rows[next] ?? []).map(clean).find((text) => text !== '') ?? ''
    if (totalWords.test(first) || named.length === 0 || named.some((text) => /[:：]/.test(text))) continue
    if (countsOf(sheet, reading, cells, next).some((text) => /^[\d,]+(?:\.\d+)?\D{0,4}$/.test(text))) return true
  }
  return false
}

/** Which sheets are read, and how. */
export interface FileReading {
  sheets: number[]
  reading: SheetReading
  /** As the same kind of file was read before. */
  remembered: boolean
}

/** A kind of file this customer sent before. */
export interface RememberedShape {
  shape: string
  header: number
  depth: 1 | 2
  fields: RememberedFields
}

const rememberedReading = (sheet: OrderSheet, shapes: readonly RememberedShape[]): SheetReading | null => {
  for (const { shape, depth, fields } of shapes)
    for (const row of sheet.rows.slice(0, 60).keys()) {
      const reading = readingAt(sheet, row, depth)
      if (reading.shape === shape) return withRemembered(reading, fields)
    }
  return null
}

/** Reads further sheets as well where they have the same headings: one for each colour, one for each order number. */
const sameSheets = (sheets: readonly OrderSheet[], reading: SheetReading, at: number): number[] =>
  sheets.flatMap((sheet, index) =>
    index === at || (!sheet.hidden && !sheets[at]!.hidden && guessReading(sheet).shape === reading.shape)
      ? [index]
      : [],
  )

export const readingOfSheet = (
  sheets: readonly OrderSheet[],
  at: number,
  shapes: readonly RememberedShape[] = [],
  header?: number,
): FileReading => {
  const sheet = sheets[at] ?? { name: '', rows: [] }
  const known = header === undefined ? rememberedReading(sheet, shapes) : null
  const reading = known ?? (header === undefined ? guessReading(sheet) : readingAt(sheet, header))
  return { sheets: [at], reading, remembered: known !== null }
}

/** The reading a person would choose: as remembered, else the visible sheet that looks most like an order. */
export const guessFile = (sheets: readonly OrderSheet[], shapes: readonly RememberedShape[] = []): FileReading => {
  const each = sheets.map((sheet, at) => ({ ...readingOfSheet(sheets, at, shapes), hidden: sheet.hidden === true }))
  const lines = (found: FileReading): number => {
    const sheet = sheets[found.sheets[0]!]
    return sheet && isOrderReading(found.reading) ? readSheet(sheet, found.reading).lines.length : 0
  }
  const order = (found: (typeof each)[number]): number =>
    (found.hidden ? 0 : 1_000_000) +
    (found.remembered ? 100_000 : 0) +
    (isOrderReading(found.reading) ? 10_000 : 0) +
    lines(found)
  const best = each.toSorted((a, b) => order(b) - order(a))[0]
  if (!best) return readingOfSheet(sheets, 0)
  const { hidden: _, ...found } = best
  return isOrderReading(found.reading)
    ? { ...found, sheets: sameSheets(sheets, found.reading, found.sheets[0]!) }
    : found
}

/** The lines of all sheets that are read. Each sheet is read at its own headings. */
export const readFile = (sheets: readonly OrderSheet[], { sheets: chosen, reading }: FileReading): FileLines => {
  const parts = chosen.flatMap((at, place) => {
    const sheet = sheets[at]
    if (!sheet) return []
    if (place === 0 || chosen.length === 1) return [readSheet(sheet, reading)]
    const own = guessReading(sheet)
    return [readSheet(sheet, { ...reading, header: own.header, depth: own.depth })]
  })
  const po = parts.map((part) => part.po)
  return {
    // a number above one of several sheets belongs to its lines alone
    lines: parts.flatMap((part) =>
      part.lines.map((line) =>
        parts.length > 1 && part.po !== '' && line.cells.po === undefined
          ? { ...line, cells: { ...line.cells, po: part.po } }
          : line,
      ),
    ),
    pictures: parts.flatMap((part) => part.pictures),
    passedOver: parts.flatMap((part) => part.passedOver),
    po: po.find((text) => text !== '') ?? '',
    // several sheets have a total each, which is none of the order
    total: parts.length === 1 ? parts[0]!.total : '',
    due: parts.map((part) => part.due).find((text) => text !== '') ?? '',
  }
}
