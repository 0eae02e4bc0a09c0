import type { Alignment, Borders, Font, Style } from 'exceljs'

/**
 * What a column holds. `money` is fen, `unitPrice` micros (millionths of a yuan), `quantity` thousandths,
 * `integer` a plain count, `date` `YYYY-MM-DD`, `text` is always text, also when it looks like a formula.
 */
export type ColumnKind = 'text' | 'money' | 'unitPrice' | 'quantity' | 'integer' | 'date'

export type SheetCell = string | number | null | undefined

/** Money and quantities in red when negative, so that a return is seen without reading the sign. */
export const numberFormats = {
  text: '@',
  money: '#,##0.00;[Red]-#,##0.00',
  unitPrice: '#,##0.00####;[Red]-#,##0.00####',
  quantity: '#,##0;[Red]-#,##0',
  // Excel shows a bare point for a whole number under `0.###`, so fractions have a format of their own.
  fraction: '#,##0.###;[Red]-#,##0.###',
  integer: '#,##0;[Red]-#,##0',
  date: 'yyyy-mm-dd',
} as const

const divisors: Partial<Record<ColumnKind, number>> = { money: 100, unitPrice: 1_000_000, quantity: 1000 }

/** Characters no XML can hold: half of a surrogate pair, U+FFFE and U+FFFF. The writer drops control codes itself. */
const unwritable = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]|[\uFFFE\uFFFF]/g
/** `_x0041_` is Excel's own way to write a character; typed by a person it has to be kept from being one. */
const escapeLike = /_(?=x[0-9A-Fa-f]{4}_)/g
const longest = 32_767
const suspicious = /[\uD800-\uDFFF\uFFFE\uFFFF]|_x/

export const textCell = (text: string): string => {
  if (text.length <= longest && !suspicious.test(text)) return text
  const clean = text.replace(unwritable, '\uFFFD').replace(escapeLike, '_x005F_')
  return clean.length > longest ? `${clean.slice(0, longest - 1)}…` : clean
}

/**
 * A date as Excel keeps it, the days since 1899-12-30. Excel has a wrong leap day in 1900: older dates stay text.
 */
const dayNumber = (date: string): number | string => {
  const year = Number(date.slice(0, 4))
  const time = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN
  return Number.isNaN(time) || year <= 1900 ? textCell(date) : time / 86_400_000 + 25_569
}

const dayNumbers = new Map<string, number | string>()

export const dateCell = (date: string): number | string => {
  const known = dayNumbers.get(date)
  if (known !== undefined) return known
  // A few years of days are soon all known; made-up texts must not grow it without end.
  if (dayNumbers.size > 5000) dayNumbers.clear()
  const day = dayNumber(date)
  dayNumbers.set(date, day)
  return day
}

/**
 * The value a cell is written with. A division by a power of ten of a safe integer gives the double nearest to
 * the decimal, which is what Excel itself stores when the decimal is typed: exact to the fen.
 */
export const cellValue = (kind: ColumnKind, cell: SheetCell): string | number | null => {
  if (cell === null || cell === undefined || cell === '') return null
  if (kind === 'text') return textCell(String(cell))
  if (kind === 'date') return dateCell(String(cell))
  if (typeof cell !== 'number' || !Number.isSafeInteger(cell)) {
    throw new TypeError(`a ${kind} cell takes a whole number, got ${typeof cell} ${String(cell).slice(0, 20)}`)
  }
  return cell / (divisors[kind] ?? 1)
}

export const isFraction = (cell: SheetCell): boolean => typeof cell === 'number' && cell % 1000 !== 0

/** Width of a text in characters of the standard width: a Chinese character takes two. */
export const textWidth = (text: string): number => {
  let width = 0
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    width += code >= 0x1100 && !(code >= 0x2000 && code <= 0x2e7f && code !== 0x203b) ? 2 : 1
  }
  return width
}

/** Width a cell needs as it is shown, thousands separators and the sign included. */
export const cellWidth = (kind: ColumnKind, cell: SheetCell): number => {
  if (cell === null || cell === undefined) return 0
  if (kind === 'date') return 10
  const value = cellValue(kind, cell)
  if (typeof value !== 'number')
    return Math.max(
      0,
      ...String(value ?? '')
        .split('\n')
        .map(textWidth),
    )
  const decimals = kind === 'money' ? 3 : kind === 'unitPrice' ? 5 : isFraction(cell) && kind === 'quantity' ? 4 : 0
  const digits = String(Math.trunc(Math.abs(value))).length
  return digits + Math.floor((digits - 1) / 3) + decimals + (value < 0 ? 1 : 0)
}

/** `A` of 0, `AA` of 26. */
export const columnLetter = (index: number): string =>
  index < 26
    ? String.fromCharCode(65 + index)
    : columnLetter(Math.floor(index / 26) - 1) + String.fromCharCode(65 + (index % 26))

/** A name Excel accepts for a sheet: at most 31 characters, none of `[]:*?/\`, unlike every name in `taken`. */
export const sheetName = (wanted: string, taken: ReadonlySet<string> = new Set()): string => {
  const clean =
    textCell(wanted)
      .replace(/[[\]:*?/\\'\p{Cc}]/gu, ' ')
      .trim() || 'Sheet1'
  for (let copy = 1; ; copy += 1) {
    const suffix = copy === 1 ? '' : ` (${copy})`
    // Cut by whole characters: half of a surrogate pair would make the file unreadable.
    let cut = [...clean]
    while (cut.join('').length > 31 - suffix.length) cut = cut.slice(0, -1)
    const name = cut.join('').trim() + suffix
    if (!taken.has(name.toLowerCase())) return name
  }
}

const thin = { style: 'thin', color: { argb: 'FF7F7F7F' } } as const
const boxed: Partial<Borders> = { top: thin, left: thin, bottom: thin, right: thin }
const songti: Partial<Font> = { name: '宋体', size: 10, family: 3, charset: 134 }

/** One frozen style object for each use: the writer recognises an object it has seen and does not build it again. */
export const cellStyle = (style: {
  format?: string
  bold?: boolean
  size?: number
  fill?: string
  boxed?: boolean
  align?: Partial<Alignment>
}): Partial<Style> =>
  Object.freeze({
    ...(style.format ? { numFmt: style.format } : {}),
    font: { ...songti, ...(style.bold ? { bold: true } : {}), ...(style.size ? { size: style.size } : {}) },
    ...(style.boxed ? { border: boxed } : {}),
    ...(style.fill
      ? { fill: { type: 'pattern' as const, pattern: 'solid' as const, fgColor: { argb: style.fill } } }
      : {}),
    ...(style.align ? { alignment: style.align } : {}),
  })

export const headFill = 'FFE8EEF4'
