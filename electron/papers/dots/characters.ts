/**
 * The characters of a 24-pin Chinese printer: half-width ASCII and the two-byte part of GB18030 (GBK). Its ROM has no
 * four-byte characters, so what lies there is written with signs it has, or shown as 〓 and named to the person.
 */

/** A half-width character is 12 dots wide, all others 24; a line of either is 24 dots high (1/180 inch each). */
export const HALF_DOTS = 12
export const FULL_DOTS = 24
export const LINE_DOTS = 24
/** Millimetres of one dot: 180 dots an inch across and down. */
export const DOT_MM = 25.4 / 180

/** Stands for a character the printer does not have: 〓. */
export const MISSING = '〓'

/** Signs people type that the ROM lacks, and what says the same. */
const substitutes: Record<string, string> = {
  '²': '2',
  '³': '3',
  '¥': '￥',
  µ: 'μ',
  '•': '·',
  '∙': '·',
  '✓': '√',
  '✔': '√',
  '☑': '■',
  '✗': '×',
  '☐': '□',
  Ø: 'φ',
  ø: 'φ',
  '⌀': 'φ',
  '\u2011': '-',
  '\u2012': '-',
  '\u2212': '-',
  '\u2009': ' ',
}

const isPrivate = (code: number): boolean => code >= 0xe000 && code <= 0xf8ff

/** Character → its two bytes as one number. Node reads GB18030 but does not write it: the table is read backwards, once. */
const readTable = (): Map<string, number> => {
  const decoder = new TextDecoder('gb18030')
  const table = new Map<string, number>()
  for (let lead = 0x81; lead <= 0xfe; lead += 1)
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      if (trail === 0x7f) continue
      const character = decoder.decode(Uint8Array.of(lead, trail))
      const code = character.codePointAt(0)!
      if ([...character].length !== 1 || code === 0xfffd || isPrivate(code)) continue
      if (!table.has(character)) table.set(character, (lead << 8) | trail)
    }
  return table
}
let table: Map<string, number> | null = null
const twoBytes = (character: string): number | undefined => (table ??= readTable()).get(character)

export const isHalf = (character: string): boolean => {
  const code = character.charCodeAt(0)
  return code >= 0x20 && code <= 0x7e
}
const isPrintable = (character: string): boolean => isHalf(character) || twoBytes(character) !== undefined

/** One sign may be written with the room of two: ㎏ as kg, ㈱ as (株). What takes more, ㌕, would leave a narrow column. */
const takesLittle = (text: string): boolean =>
  [...text].reduce((dots, character) => dots + (isHalf(character) ? HALF_DOTS : FULL_DOTS), 0) <= 2 * FULL_DOTS

const written = new Map<string, string>()
const write = (character: string): string => {
  if (isPrintable(character)) return character
  const plain = substitutes[character] ?? character.normalize('NFKD').replace(/\p{M}/gu, '')
  return plain !== '' && takesLittle(plain) && [...plain].every(isPrintable) ? plain : MISSING
}

/** How the printer writes one character. */
const writtenAs = (character: string): string => {
  const known = written.get(character)
  if (known !== undefined) return known
  const text = write(character)
  written.set(character, text)
  return text
}

/** The text in signs the printer has: `1.5 m²` as `1.5 m2`, `é` as `e`, a rare character as 〓. */
export const printerText = (text: string): string => {
  if (/^[ -~]*$/.test(text)) return text
  let result = ''
  for (const character of text) result += isHalf(character) ? character : writtenAs(character)
  return result
}

/** Characters of a text that become 〓, each once. */
export const missingCharacters = (text: string): string[] => [
  ...new Set([...text].filter((character) => character !== MISSING && writtenAs(character) === MISSING)),
]

const widths = new Map<string, number>()
const widthOf = (character: string): number => {
  const known = widths.get(character)
  if (known !== undefined) return known
  const signs = [...writtenAs(character)]
  const width = signs.reduce((sum, sign) => sum + (isHalf(sign) ? HALF_DOTS : FULL_DOTS), 0)
  widths.set(character, width)
  return width
}

/** Width in dots of a text as the printer writes it, in characters of normal width. */
export const dotsWide = (text: string): number => {
  let dots = 0
  for (const character of text) dots += isHalf(character) ? HALF_DOTS : widthOf(character)
  return dots
}

/** Code of a character the printer has: one byte for a half-width one, two as one number for all others. */
export const codeOf = (character: string): number =>
  isHalf(character) ? character.charCodeAt(0) : twoBytes(character)!
