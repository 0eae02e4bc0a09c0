import { DOT_MM, dotsWide } from './dots/characters.ts'
import { dotsFace } from './face.ts'
import { plainText } from './html.ts'

/**
 * How wide text will be, worked out without a screen, so that the data worker can break lines and pages itself
 * and preview, print and PDF come out the same. Widths are the wider of Microsoft YaHei and Noto Sans CJK;
 * a test measures real glyphs against this table.
 */

/** Widths of U+0020 … U+007E in thousandths of an em. */
const ascii = [
  300, 346, 535, 595, 572, 945, 800, 304, 353, 353, 480, 700, 304, 410, 304, 410, 572, 572, 572, 572, 572, 572, 572,
  572, 572, 572, 304, 304, 700, 700, 700, 490, 975, 665, 680, 658, 725, 605, 570, 710, 750, 310, 550, 665, 560, 925,
  770, 775, 660, 775, 670, 615, 620, 742, 660, 950, 650, 620, 645, 353, 410, 353, 700, 575, 620, 580, 640, 530, 640,
  575, 365, 640, 625, 290, 300, 570, 295, 950, 625, 635, 640, 640, 410, 490, 400, 625, 540, 825, 540, 545, 515, 353,
  300, 353, 700,
]
const WIDEST = 1300
const BOLD = 1.075
/** Millimetres of one typographic point. */
export const POINT_MM = 25.4 / 72

const characterWidth = (character: string): number => {
  const code = character.codePointAt(0)!
  if (code >= 0x20 && code <= 0x7e) return ascii[code - 0x20]!
  // pictographs and the few signs wider than a square
  if (code >= 0x1f000 || (code >= 0x2e3a && code <= 0x2e3b)) return WIDEST
  return 1000
}

/** From this size on a text is printed in dots of double width: titles. */
export const WIDE_POINTS = 13

/** Width in millimetres of one line of text at a size in points, in the letters of the face the paper is laid out for. */
export const textWidth = (text: string, points: number, bold = false): number => {
  const dots = dotsFace()
  if (dots) return dotsWide(text) * DOT_MM * dots.squeeze * (points >= WIDE_POINTS ? 2 : 1)
  let thousandths = 0
  for (const character of text) thousandths += characterWidth(character)
  return (thousandths / 1000) * points * POINT_MM * (bold ? BOLD : 1)
}

/** Characters that may not open a line: 、。，！？）》 … */
const closing = /^[、。，．：；！？）》」』】〉〕”’％‰℃…,.:;!?)\]}%]$/
/** Characters that stay with what follows: （《「 … */
const opening = /^[（《「『【〈〔“‘¥￥([{]$/
/** Words and numbers are kept whole; a dimension like 1400×800×750 is one word, a size and its pieces M:120 as well. */
const tokenPattern = /[A-Za-z0-9\u00c0-\u024f×.,'#&+*°"²³_~@%]+(?::\d+)?[-/]*|[ ]+|[^]/gu

const tokensOf = (paragraph: string): string[] => {
  const tokens: string[] = []
  for (const token of paragraph.match(tokenPattern) ?? []) {
    const previous = tokens.at(-1)
    if (previous !== undefined && previous.trim() !== '' && closing.test(token)) tokens[tokens.length - 1] += token
    else if (previous !== undefined && opening.test([...previous].at(-1)!)) tokens[tokens.length - 1] += token
    else tokens.push(token)
  }
  return tokens
}

/** Breaks a word wider than the line between its characters. */
const cut = (word: string, width: number, points: number, bold: boolean): string[] => {
  const pieces: string[] = []
  let piece = ''
  for (const character of word) {
    if (piece !== '' && textWidth(piece + character, points, bold) > width) {
      pieces.push(piece)
      piece = character
    } else piece += character
  }
  pieces.push(piece)
  return pieces
}

const wrapParagraph = (paragraph: string, width: number, points: number, bold: boolean): string[] => {
  const lines: string[] = []
  let line = ''
  for (const token of tokensOf(paragraph)) {
    if (textWidth((line + token).trimEnd(), points, bold) <= width) {
      line += token
      continue
    }
    if (line.trim() !== '') lines.push(line.trimEnd())
    const pieces = cut(token.trimStart(), width, points, bold)
    lines.push(...pieces.slice(0, -1))
    line = pieces.at(-1)!
  }
  if (line.trim() !== '' || lines.length === 0) lines.push(line.trimEnd())
  return lines
}

/** Breaks text into lines no wider than `width` millimetres. Always at least one line. */
export const wrapText = (text: string, width: number, points: number, bold = false): string[] =>
  plainText(text)
    .split('\n')
    .flatMap((paragraph) => wrapParagraph(paragraph, width, points, bold))

/** Digits and what stands among them. A figure with words beside it (`12 张`) is broken as text. */
const bareFigure = /^[-−+￥¥\d,.:%‰ ]*$/

/**
 * A number for a cell: with thousands separators where they fit, else without, else broken over lines.
 * A figure is never shortened.
 */
export const wrapNumber = (text: string, width: number, points: number, bold = false): string[] => {
  if (!bareFigure.test(text)) return wrapText(text, width, points, bold)
  if (textWidth(text, points, bold) <= width) return [text]
  const bare = text.replaceAll(',', '')
  return textWidth(bare, points, bold) <= width ? [bare] : cut(bare, width, points, bold)
}

/** Joins parts with a blank square and begins a new line between two parts, never inside one. */
export const joinParts = (parts: string[], width: number, points: number): string => {
  const lines: string[] = []
  for (const part of parts) {
    const line = lines.at(-1)
    const joined = `${line}　${part}`
    if (line !== undefined && textWidth(joined, points) <= width) lines[lines.length - 1] = joined
    else lines.push(part)
  }
  return lines.join('\n')
}
