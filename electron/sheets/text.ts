import { outsideLimits, type OutsideCell, type TextEncoding } from '../../shared/sheets.ts'
import { OutsideProblem } from './problem.ts'

const marks: readonly (readonly [TextEncoding, readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
]

const decoded = (bytes: Uint8Array, encoding: TextEncoding): string | null => {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch (error) {
    // `fatal` throws TypeError for bytes that are no text in this encoding: the answer to the question asked.
    if (error instanceof TypeError) return null
    throw error
  }
}

// A text has none of these; a picture or a program soon does.
// eslint-disable-next-line no-control-regex
const binary = /[\0-\x08\x0e-\x1a\x1c-\x1f]/

// What stands in nearly every order and list, in both scripts.
const usual = new Set(
  '货貨号號品名规規格颜顏色数數量单單价價金额額交期备備注註订訂编編合计計总總元件张張个個套客户戶公司日',
)

/** Big5 rather than GB18030, which reads nearly any Big5 text as nonsense: told by the usual words. */
const isBig5 = (bytes: Uint8Array): boolean => {
  const start = bytes.subarray(0, 20_000)
  const words = (encoding: TextEncoding): number =>
    [...new TextDecoder(encoding).decode(start)].filter((character) => usual.has(character)).length
  return words('big5') > words('gb18030')
}

/**
 * The characters of a text file: by its mark, else strictly UTF-8, else GB18030 as Chinese Excel and old factory
 * programs write it, or Big5 where that makes more sense. What the user chose for a garbled preview is tried alone:
 * bytes that are no text in it are the problem `notThisEncoding`.
 */
export const decodeText = (bytes: Uint8Array, chosen?: TextEncoding): { text: string; encoding: TextEncoding } => {
  const marked = marks.find(([, mark]) => mark.every((byte, index) => bytes[index] === byte))?.[0]
  const order: TextEncoding[] = chosen
    ? [chosen]
    : marked
      ? [marked]
      : isBig5(bytes)
        ? ['utf-8', 'big5', 'gb18030']
        : ['utf-8', 'gb18030', 'big5']
  for (const encoding of order) {
    const text = decoded(bytes, encoding)
    if (text !== null && !binary.test(text)) return { text, encoding }
  }
  if (chosen) throw new OutsideProblem('notThisEncoding')
  throw new OutsideProblem(marked ? 'damaged' : 'notSpreadsheet')
}

const separators = ['\t', ',', ';', '|', '，'] as const

/** The separator found most often outside quotes in the first lines; a comma where there is none. */
const guessSeparator = (text: string): string => {
  const sample = text.slice(0, 20_000).replace(/"[^"]*"/g, '')
  const counts = separators.map((separator) => ({ separator, count: sample.split(separator).length - 1 }))
  return counts.reduce((best, each) => (each.count > best.count ? each : best)).count > 0
    ? counts.reduce((best, each) => (each.count > best.count ? each : best)).separator
    : ','
}

/**
 * Cells of a delimited text (RFC 4180, any usual separator, `sep=` line of Excel). Every cell is text as it stands:
 * a style number `00123` keeps its zeros.
 */
export const readDelimited = (text: string): OutsideCell[][] => {
  const told = /^sep=(.)\r?\n/.exec(text)
  const separator = told?.[1] ?? guessSeparator(text)
  const rows: OutsideCell[][] = []
  let row: OutsideCell[] = []
  let cells = 0
  const ends = new RegExp(`[${separator === '|' ? '\\|' : separator}\\r\\n]`, 'g')
  const put = (value: string): void => {
    row.push(value === '' ? null : value)
    cells += 1
    if (row.length > outsideLimits.columns) throw new OutsideProblem('tooManyColumns')
    if (cells > outsideLimits.cells) throw new OutsideProblem('tooMuchText')
  }
  let at = told ? told[0].length : 0
  while (at < text.length) {
    let value = ''
    if (text[at] === '"') {
      const quoted = readQuoted(text, at)
      value = quoted.value
      at = quoted.next
    }
    ends.lastIndex = at
    const end = ends.exec(text)?.index ?? text.length
    put(value + text.slice(at, end))
    at = end + 1
    if (text[end] === separator) {
      if (at >= text.length) put('')
      else continue
    }
    if (text[end] === '\r' && text[at] === '\n') at += 1
    rows.push(row)
    if (rows.length > outsideLimits.rows) throw new OutsideProblem('tooManyRows')
    row = []
  }
  return rows
}

/** The text between quotes from `at`, two quotes standing for one; without a closing quote, the rest. */
const readQuoted = (text: string, at: number): { value: string; next: number } => {
  let value = ''
  let from = at + 1
  for (;;) {
    const quote = text.indexOf('"', from)
    if (quote < 0) return { value: value + text.slice(from), next: text.length }
    value += text.slice(from, quote)
    if (text[quote + 1] !== '"') return { value, next: quote + 1 }
    value += '"'
    from = quote + 2
  }
}
