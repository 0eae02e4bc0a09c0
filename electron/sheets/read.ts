import * as XLSX from 'xlsx'
import {
  outsideLimits,
  type OutsideCell,
  type OutsideSheet,
  type OutsideTable,
  type TextEncoding,
} from '../../shared/sheets.ts'
import { prescanWorkbook } from './prescan.ts'
import { OutsideProblem } from './problem.ts'
import { decodeText, readDelimited } from './text.ts'
import { archiveOf } from './zip.ts'

// Runs in the import process only (electron/importer.ts): nothing here may be trusted to come back.

const signature = (bytes: Uint8Array, ...wanted: number[]): boolean =>
  wanted.every((byte, index) => bytes[index] === byte)

/** Pictures, PDF, RTF, old archives: the files most often chosen by mistake. */
const isOther = (bytes: Uint8Array): boolean =>
  signature(bytes, 0x25, 0x50, 0x44, 0x46) ||
  signature(bytes, 0x89, 0x50, 0x4e, 0x47) ||
  signature(bytes, 0xff, 0xd8, 0xff) ||
  signature(bytes, 0x7b, 0x5c, 0x72, 0x74, 0x66) ||
  signature(bytes, 0x52, 0x61, 0x72, 0x21)

const options: XLSX.ParsingOptions = {
  dense: true,
  sheetRows: outsideLimits.rows + 1,
  cellFormula: false,
  cellHTML: false,
  cellNF: true,
  cellStyles: false,
  bookVBA: false,
}

type DenseSheet = XLSX.WorkSheet & { '!data'?: (XLSX.CellObject | undefined)[][] }

const two = (number: number): string => String(number).padStart(2, '0')

const isDateFormat = (() => {
  // A sheet has a handful of formats and a hundred thousand cells.
  const known = new Map<string, boolean>()
  return (format: string): boolean => {
    const answer = known.get(format) ?? Boolean(XLSX.SSF.is_date(format))
    known.set(format, answer)
    return answer
  }
})()

/** A day number as `YYYY-MM-DD`; a time of day alone as it is shown. */
const dateText = (value: number, format: string, date1904: boolean): string => {
  const parts: { y: number; m: number; d: number } | null = XLSX.SSF.parse_date_code(value, { date1904 })
  if (!parts || (value < 1 && !date1904)) return XLSX.SSF.format(format, value)
  return `${String(parts.y).padStart(4, '0')}-${two(parts.m)}-${two(parts.d)}`
}

/** Formats that show more than the number: `00000` keeps the zeros of a code, `"YP-"000` its prefix. */
const codeFormat = /^(?:"[^"]*"|\\.|[A-Za-z-])*0{2,}$/

/**
 * The format of a numeric cell. The library does not know the built-in Chinese date formats until it has shown one:
 * then only the text it made tells.
 */
const formatOf = (cell: XLSX.CellObject): string =>
  cell.z === undefined ? (/^\d{1,2}\/\d{1,2}\/\d{2}$/.test(cell.w ?? '') ? 'yyyy-mm-dd' : 'General') : String(cell.z)

const errorTexts: Record<number, string> = {
  0: '#NULL!',
  7: '#DIV/0!',
  15: '#VALUE!',
  23: '#REF!',
  29: '#NAME?',
  36: '#NUM!',
  42: '#N/A',
}

const cellOf = (cell: XLSX.CellObject | undefined, date1904: boolean): OutsideCell => {
  if (!cell || cell.v === undefined || cell.v === null || cell.t === 'z') return null
  if (cell.t === 'e') return errorTexts[Number(cell.v)] ?? '#ERROR'
  if (cell.t === 'b') return cell.v ? 'TRUE' : 'FALSE'
  const value = Number(cell.v)
  if (cell.t !== 'n' || !Number.isFinite(value)) return String(cell.v) === '' ? null : String(cell.v)
  const format = formatOf(cell)
  if (format === 'General') return value
  if (isDateFormat(format)) return dateText(value, format, date1904)
  return codeFormat.test(format) ? XLSX.SSF.format(format, value) : value
}

interface Budget {
  cells: number
  characters: number
}

const trimmed = (row: OutsideCell[]): OutsideCell[] => row.slice(0, row.findLastIndex((cell) => cell !== null) + 1)

/** The cells of one sheet, counted against what the whole file may hold; empty rows at the end are left off. */
const limited = (rows: OutsideCell[][], budget: Budget): OutsideCell[][] => {
  const kept = rows.map(trimmed)
  for (const row of kept) {
    if (row.length > outsideLimits.columns) throw new OutsideProblem('tooManyColumns')
    budget.cells += row.length
    for (const cell of row) budget.characters += typeof cell === 'string' ? cell.length : 1
    if (budget.cells > outsideLimits.cells || budget.characters > outsideLimits.characters) {
      throw new OutsideProblem('tooMuchText')
    }
  }
  return kept.slice(0, kept.findLastIndex((row) => row.length > 0) + 1)
}

/** What is merged downwards or across, and what the sender hid: an order reads differently for it. */
const layoutOf = (book: XLSX.WorkBook, name: string): Omit<OutsideSheet, 'name' | 'rows'> => {
  const sheet = book.Sheets[name] as DenseSheet
  const merges = (sheet['!merges'] ?? []).slice(0, outsideLimits.merges)
  const hiddenAt = (list: readonly ({ hidden?: boolean } | null | undefined)[] | undefined): number[] =>
    Array.from(list ?? [], (each, index) => (each?.hidden ? index : -1)).filter((index) => index >= 0)
  const hiddenRows = hiddenAt(sheet['!rows']?.slice(0, outsideLimits.rows))
  const hiddenColumns = hiddenAt(sheet['!cols']?.slice(0, outsideLimits.columns))
  return {
    ...(merges.length > 0 ? { merges: merges.map(({ s, e }) => [s.r, s.c, e.r, e.c] as const) } : {}),
    ...(hiddenRows.length > 0 ? { hiddenRows } : {}),
    ...(hiddenColumns.length > 0 ? { hiddenColumns } : {}),
    ...(book.Workbook?.Sheets?.[book.SheetNames.indexOf(name)]?.Hidden ? { hidden: true } : {}),
  }
}

const sheetsOf = (book: XLSX.WorkBook): OutsideSheet[] => {
  const date1904 = Boolean(book.Workbook?.WBProps?.date1904)
  const budget: Budget = { cells: 0, characters: 0 }
  return book.SheetNames.map((name) => {
    // The library leaves a sheet out that it could not read; an order must not lose one in silence.
    if (!Object.hasOwn(book.Sheets, name)) throw new OutsideProblem('damaged')
    const data = (book.Sheets[name] as DenseSheet)['!data'] ?? []
    if (data.length > outsideLimits.rows) throw new OutsideProblem('tooManyRows')
    // Array.from also visits the rows and cells a sparse sheet leaves out.
    const rows = Array.from(data, (row) => {
      if ((row?.length ?? 0) > 16_384) throw new OutsideProblem('tooManyColumns')
      return Array.from(row ?? [], (cell) => cellOf(cell, date1904))
    })
    return { name, rows: limited(rows, budget), ...layoutOf(book, name) }
  })
}

const bookOf = (data: Uint8Array | string, more: XLSX.ParsingOptions): XLSX.WorkBook => {
  try {
    return XLSX.read(data, { ...options, ...more })
  } catch (error) {
    const said = error instanceof Error ? error.message : ''
    throw new OutsideProblem(/password|encrypt/i.test(said) ? 'encrypted' : 'damaged', error)
  }
}

/** An order of 300 lines is far smaller; its pictures are in parts of their own. */
const styledBytes = 2 * 1024 * 1024

const hasUnknownFormat = (book: XLSX.WorkBook): boolean =>
  Object.values(book.Sheets).some((sheet) =>
    (sheet as DenseSheet)['!data']?.some((row) => row?.some((cell) => cell?.t === 'n' && cell.z === undefined)),
  )

const libraryRead = (data: Uint8Array | string, more: XLSX.ParsingOptions): OutsideSheet[] => {
  // Showing every cell takes as long as reading it, and is needed for few files.
  // What is hidden comes only with all styles, which a large file is not asked for.
  const cellStyles = data.length < styledBytes
  const book = bookOf(data, { ...more, cellText: false, cellStyles })
  return sheetsOf(hasUnknownFormat(book) ? bookOf(data, { ...more, cellText: true, cellStyles }) : book)
}

type ReadArchive = Pick<OutsideTable, 'sheets' | 'pictures' | 'picturesMissing'>

const readArchive = async (bytes: Uint8Array, withPictures: boolean): Promise<ReadArchive> => {
  const { entries, unfit } = await prescanWorkbook(bytes)
  const sheets = libraryRead(unfit > 0 ? archiveOf(entries) : bytes, { type: 'array' })
  if (!withPictures) return { sheets }
  // loaded when wanted: a list of customers has none
  const { readPictures } = await import('./pictures.ts')
  const found = await readPictures(entries, sheets)
  return { ...found, ...(unfit > 0 || found.picturesMissing ? { picturesMissing: true } : {}) }
}

/** `.xls`, or an .xlsx with a password: Excel puts the encrypted archive into the old container. */
const readCompound = async (bytes: Uint8Array): Promise<OutsideSheet[]> => {
  const paths = compoundPaths(bytes)
  if (paths.some((path) => /EncryptedPackage$/i.test(path))) throw new OutsideProblem('encrypted')
  if (!paths.some((path) => /\/(Workbook|Book)$/i.test(path))) throw new OutsideProblem('notSpreadsheet')
  // Excel 95 wrote text in the code page of the PC; the tables for that are half a megabyte.
  if (paths.some((path) => /\/Book$/i.test(path))) XLSX.set_cptable(await import('xlsx/dist/cpexcel.full.mjs'))
  return libraryRead(bytes, { type: 'array' })
}

const compoundPaths = (bytes: Uint8Array): string[] => {
  try {
    return XLSX.CFB.read(bytes, { type: 'array' }).FullPaths
  } catch (error) {
    throw new OutsideProblem('damaged', error)
  }
}

// Some of what a web page or Excel's XML may say of a cell makes a sheet of any size.
const spans = /\b(colspan|rowspan|ss:Index|ss:MergeAcross|ss:MergeDown|ss:Span)\s*=\s*["']?\s*(\d+)/gi

const checkMarkup = (text: string): void => {
  if (/<!\s*(?:ENTITY|ELEMENT|ATTLIST)|<!DOCTYPE[^>]*\[/i.test(text)) throw new OutsideProblem('dtd')
  let count = 0
  for (const [, name, size] of text.matchAll(spans)) {
    const across = /colspan|MergeAcross/i.test(name ?? '')
    if (Number(size) > (across ? outsideLimits.columns : outsideLimits.rows)) {
      throw new OutsideProblem(across ? 'tooManyColumns' : 'tooManyRows')
    }
    count += 1
    if (count > outsideLimits.merges * 4) throw new OutsideProblem('tooManyMerges')
  }
  if ((text.match(/<(?:tr|row|ss:row)[\s>]/gi)?.length ?? 0) > outsideLimits.rows)
    throw new OutsideProblem('tooManyRows')
}

const isMarkup = (text: string): boolean =>
  /^\s*<(?:\?xml|!doctype|!--|html|head|meta|style|body|table|div|workbook)\b/i.test(text)

const readText = (bytes: Uint8Array, fileName: string, chosen?: TextEncoding): OutsideTable => {
  const { text, encoding } = decodeText(bytes, chosen)
  if (text.trim() === '') throw new OutsideProblem('emptyFile')
  if (!isMarkup(text)) {
    const name = fileName.replace(/\.[^.]*$/, '')
    return {
      fileName,
      kind: 'text',
      encoding,
      sheets: [{ name, rows: limited(readDelimited(text), { cells: 0, characters: 0 }) }],
    }
  }
  checkMarkup(text)
  if (!/<table|<(?:\w+:)?workbook/i.test(text)) throw new OutsideProblem('notSpreadsheet')
  // `raw` keeps every cell as written: 00123 stays a code, 3-5 does not become a date.
  return { fileName, kind: 'html', encoding, sheets: libraryRead(text, { type: 'string', raw: true }) }
}

/**
 * Reads a file from outside: .xlsx, .xls, web pages and XML saved as .xls, delimited text in any usual encoding.
 * The kind is told by the bytes, not by the name. Pictures are read of an .xlsx where they are asked for. Throws an
 * OutsideProblem with its code.
 */
export const readOutside = async (
  bytes: Uint8Array,
  fileName: string,
  encoding?: TextEncoding,
  withPictures = false,
): Promise<OutsideTable> => {
  if (bytes.byteLength > outsideLimits.fileBytes) throw new OutsideProblem('tooLarge')
  if (bytes.byteLength === 0) throw new OutsideProblem('emptyFile')
  if (signature(bytes, 0x50, 0x4b)) {
    if (/\.xlsm$/i.test(fileName)) throw new OutsideProblem('macros')
    if (/\.xlsb$/i.test(fileName)) throw new OutsideProblem('binaryWorkbook')
    return { fileName, kind: 'xlsx', encoding: null, ...(await readArchive(bytes, withPictures)) }
  }
  if (signature(bytes, 0xd0, 0xcf, 0x11, 0xe0)) {
    return { fileName, kind: 'xls', encoding: null, sheets: await readCompound(bytes) }
  }
  if (isOther(bytes)) throw new OutsideProblem('notSpreadsheet')
  return readText(bytes, fileName, encoding)
}
