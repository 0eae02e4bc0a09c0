import type { CheckField, CheckLine } from './checks.ts'
import type { FaxText } from './faxReading.ts'

/**
 * What a reading of the fax says beside the keyed numbers. It is only a hint: a number that two readings agree on and
 * that is not the keyed one. Whatever is unsure says nothing, because a false alarm costs more trust than it gains.
 */
export type FaxHint = { line: number; field: CheckField; kind: 'same' } | (FaxDifference & { kind: 'different' })
type FaxDifference = {
  line: number
  field: CheckField
  /** What stands on the fax, as it seems: `20`, `TS-812`. */
  value: string
}

/** Writing that was read in a cell of the fax: the row of its table is the head or that of a line of the order. */
export interface ReadCell {
  page: number
  row: 'head' | number
  column: number
  /** The same writing read in two ways. */
  texts: readonly FaxText[]
}

/** What is compared of a line. */
export type HintedLine = Pick<CheckLine, 'code' | 'name' | 'fields' | 'quantity' | 'priceMicros' | 'amountFen'>

/** A number as it was read; `sure` = nothing in the cell makes its digits doubtful. */
interface ReadNumber {
  value: string
  sure: boolean
}

/** `1280.00` → `1280`, `007` → `7`: numbers are compared as they are spoken. */
const plain = (digits: string): string => {
  const [whole = '', decimals = ''] = digits.split('.')
  const end = decimals.replace(/0+$/, '')
  return `${whole.replace(/^0+(?=\d)/, '') || '0'}${end ? `.${end}` : ''}`
}

const scaled = (value: number, decimals: number): string =>
  plain(
    `${BigInt(value) / 10n ** BigInt(decimals)}.${String(BigInt(value) % 10n ** BigInt(decimals)).padStart(decimals, '0')}`,
  )

const halfWidth = (text: string): string =>
  text
    .replace(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(/\u3000/g, ' ')
    .replace(/[、。]/g, (sign) => (sign === '、' ? ',' : '.'))

/** What a badly sent digit is often taken for; next to digits it makes the number doubtful. */
const digitLike = /[BDGIJLOQSZbgiloqsz|[\](){}!?/\\一二了工]/

/**
 * The numbers that `text` may mean. A comma parts thousands; `2.917` may be 2917 with a badly sent comma, so it is read
 * both ways and is sure of neither. Digits parted by a space may be one number or two.
 */
export const numbersIn = (text: string): ReadNumber[] => {
  const clean = halfWidth(text)
  const parts = [...clean.matchAll(/\d[\d.,]*/g)].map((match) => ({ digits: match[0], at: match.index }))
  const joined = parts.length > 1 && /\d\s+\d/.test(clean)
  const numbers = parts.flatMap(({ digits, at }): ReadNumber[] => {
    const digitsOnly = digits.replace(/[.,]+$/, '')
    const before = clean.slice(0, at).trimEnd().at(-1) ?? ''
    const after = clean.slice(at + digits.length).trimStart()[0] ?? ''
    const sure = !joined && !digitLike.test(before) && !digitLike.test(after) && before !== '-' && before !== '.'
    if (/^\d{1,3}(,\d{3})+(\.\d+)?$/.test(digitsOnly)) return [{ value: plain(digitsOnly.replaceAll(',', '')), sure }]
    if (/^\d+$/.test(digitsOnly)) return [{ value: plain(digitsOnly), sure }]
    const inThousands = { value: plain(digitsOnly.replace(/[.,]/g, '')), sure: false }
    if (/^\d{1,3}([.,]+\d{3})+$/.test(digitsOnly))
      return [inThousands, ...(/^\d+\.\d+$/.test(digitsOnly) ? [{ value: plain(digitsOnly), sure: false }] : [])]
    if (/^\d+\.\d+$/.test(digitsOnly)) return [{ value: plain(digitsOnly), sure }]
    const noCommas = digitsOnly.replaceAll(',', '')
    return /^\d+\.\d+$/.test(noCommas) ? [inThousands, { value: plain(noCommas), sure: false }] : [inThousands]
  })
  if (joined) numbers.push({ value: plain(parts.map(({ digits }) => digits.replace(/\D/g, '')).join('')), sure: false })
  return numbers
}

/** Letters and digits of a code, as it may be written with or without dashes. */
const codeOf = (text: string): string =>
  halfWidth(text)
    .replace(/[^A-Za-z0-9]/g, '')
    .toUpperCase()
const digitsOf = (text: string): string => halfWidth(text).replace(/\D/g, '')

/** The keyed number of a field as it is spoken; null where the field is no number or nothing is keyed. */
const keyedNumber = (line: HintedLine, field: CheckField): string | null => {
  if (field === 'quantity') return line.quantity > 0 ? scaled(line.quantity, 3) : null
  if (field === 'price') return line.priceMicros > 0 ? scaled(line.priceMicros, 6) : null
  return null
}

const says = (text: string, number: string): boolean => numbersIn(text).some(({ value }) => value === number)

/** Whether some reading of a cell holds what is keyed in a field. */
const holds = (cell: ReadCell, line: HintedLine, field: CheckField): boolean => {
  if (field === 'code') {
    const code = codeOf(line.code)
    return code.length >= 3 && cell.texts.some(({ text }) => codeOf(text).includes(code))
  }
  const number = keyedNumber(line, field)
  return number !== null && cell.texts.some(({ text }) => says(text, number))
}

const heads: Partial<Record<CheckField, RegExp>> = {
  quantity: /数\s*量|數\s*量|订\s*数|量|qty|quantity/i,
  price: /单\s*价|單\s*價|价\s*格|price/i,
}
const hintedFields = ['code', 'quantity', 'price'] as const
/** What a head row that names the column counts for, in lines whose number stands in it. */
const headWeight = 1.5

/** The column of a field in the table of a page, by its head and by the numbers found in it; null when nothing is clear. */
const columnOf = (cells: readonly ReadCell[], lines: readonly HintedLine[], field: CheckField): number | null => {
  const scores = new Map<number, number>()
  const add = (column: number, weight: number): unknown => scores.set(column, (scores.get(column) ?? 0) + weight)
  const head = heads[field]
  const rowsSeen = new Set<string>()
  for (const cell of cells) {
    if (cell.row === 'head') {
      if (head && cell.texts.some(({ text }) => head.test(text))) add(cell.column, headWeight)
      continue
    }
    const line = lines[cell.row]
    const key = `${cell.row} ${cell.column}`
    if (!line || rowsSeen.has(key) || !holds(cell, line, field)) continue
    rowsSeen.add(key)
    add(cell.column, 1)
  }
  const [best, next] = [...scores].sort(([, one], [, other]) => other - one)
  if (!best || best[1] < headWeight || best[1] === next?.[1]) return null
  return best[0]
}

/** Whether a row of the fax is this line's at all: something of the line stands in it. */
const isRowOf = (cells: readonly ReadCell[], line: HintedLine): boolean => {
  if (hintedFields.some((field) => cells.some((cell) => holds(cell, line, field)))) return true
  const amount = line.amountFen > 0 ? scaled(line.amountFen, 2) : null
  if (amount !== null && cells.some(({ texts }) => texts.some(({ text }) => says(text, amount)))) return true
  const name = [...line.name.replace(/[^\p{Script=Han}]/gu, '')]
  const words = cells.flatMap(({ texts }) => texts.map(({ text }) => text)).join(' ')
  return name.length >= 2 && name.filter((sign) => words.includes(sign)).length * 2 > name.length
}

/** One of the readings has to be this sure, and none surer of something else. */
const sureEnough = 60

/** The one number all readings of a cell agree on; null when there is any doubt. */
const agreedNumber = (cells: readonly ReadCell[]): string | null => {
  const [cell, ...more] = cells
  if (!cell || more.length > 0 || cell.texts.length < 2) return null
  const readings = cell.texts.map(({ text }) => numbersIn(text))
  const [first] = readings[0] ?? []
  if (!first || readings.some((each) => each.length !== 1 || !each[0]!.sure || each[0]!.value !== first.value))
    return null
  return cell.texts.some(({ confidence }) => confidence >= sureEnough) ? first.value : null
}

/** A code of as many digits as the keyed one, but others, that all readings agree on. */
const agreedCode = (cells: readonly ReadCell[], line: HintedLine): string | null => {
  const [cell, ...more] = cells
  if (!cell || more.length > 0 || cell.texts.length < 2) return null
  const digits = cell.texts.map(({ text }) => digitsOf(text))
  const keyed = digitsOf(line.code)
  if (keyed.length < 2 || digits.some((each) => each !== digits[0] || each.length !== keyed.length || each === keyed))
    return null
  const surest = cell.texts.toSorted((one, other) => other.confidence - one.confidence)[0]!
  return surest.confidence >= sureEnough ? surest.text.replace(/\s+/g, '') : null
}

const hintOf = (
  row: readonly ReadCell[],
  columns: Record<string, number | null>,
  lines: readonly HintedLine[],
  at: number,
  field: (typeof hintedFields)[number],
): FaxHint | null => {
  const line = lines[at]!
  const column = columns[field] ?? null
  const cells = column === null ? row : row.filter((cell) => cell.column === column)
  if (cells.some((cell) => holds(cell, line, field))) return { line: at, field, kind: 'same' }
  if (column === null) return null
  if (field !== 'code' && keyedNumber(line, field) === null) return null
  const value = field === 'code' ? agreedCode(cells, line) : agreedNumber(cells)
  return value === null ? null : { line: at, field, kind: 'different', value }
}

/**
 * Compares what was read on a fax with what is keyed. A difference is told only where the column of the field is
 * known, the row is the line's own, and both readings agree on one other number in that cell. Where most lines of a
 * page differ in a field it is not the lines that are wrong: the rows, the column or the prices are meant otherwise.
 */
export const faxHints = (lines: readonly HintedLine[], read: readonly ReadCell[]): FaxHint[] => {
  const pages = [...new Set(read.map(({ page }) => page))]
  return pages.flatMap((page) => {
    const cells = read.filter((cell) => cell.page === page)
    const columns = Object.fromEntries(hintedFields.map((field) => [field, columnOf(cells, lines, field)]))
    // one column cannot be the quantity and the price
    if (columns['quantity'] === columns['price']) columns['quantity'] = columns['price'] = null
    const hints = lines.flatMap((line, at) => {
      const row = cells.filter((cell) => cell.row === at)
      if (row.length === 0 || !isRowOf(row, line)) return []
      return hintedFields
        .filter((field) => line.fields.includes(field))
        .flatMap((field) => hintOf(row, columns, lines, at, field) ?? [])
    })
    return hints.filter(({ field, kind }) => kind === 'same' || !mostDiffer(hints, field))
  })
}

const mostDiffer = (hints: readonly FaxHint[], of: CheckField): boolean => {
  const kinds = hints.filter(({ field }) => field === of).map(({ kind }) => kind)
  const different = kinds.filter((kind) => kind === 'different').length
  return different > 1 && different * 2 > kinds.length
}
