import { type Translate, translator } from '../../../shared/language.ts'
import { driftSheets, rulerLineMicrons, type TestPage } from '../../../shared/printers.ts'
import type { PaperOptions } from '../paper.ts'
import { DOT_MM, dotsWide, LINE_DOTS, printerText } from './characters.ts'
import { type DotPage, type DotPaper, type DotText, firstColumnMm, printedWidthMm } from './drawing.ts'
import { LOADED_MM } from './preview.ts'
import type { Rule } from './rules.ts'

interface Size {
  widthMm: number
  heightMm: number
}

const dots = (millimetres: number): number => Math.round(millimetres / DOT_MM)

/** Draws in millimetres from the paper's left and top edges, as the ruler page of the other ways is measured. */
class Sheet {
  readonly texts: DotText[] = []
  readonly rules: Rule[] = []
  readonly #leftMm: number
  constructor(leftMm: number) {
    this.#leftMm = leftMm
  }

  across(y: number, from: number, to: number): void {
    this.rules.push({ way: 'across', at: this.#y(y), from: this.#x(from), to: this.#x(to) })
  }

  down(x: number, from: number, to: number): void {
    this.rules.push({ way: 'down', at: this.#x(x), from: this.#y(from), to: this.#y(to) })
  }

  words(x: number, y: number, words: string, bold = false): void {
    const text = printerText(words)
    const left = Math.round(this.#x(x) / 3) * 3
    this.texts.push({ x: left, y: this.#y(y), width: dotsWide(text), text, bold, wide: false })
  }

  #x(millimetres: number): number {
    return Math.max(0, dots(millimetres - this.#leftMm))
  }

  #y(millimetres: number): number {
    return Math.max(0, dots(millimetres - LOADED_MM))
  }

  page(): DotPage {
    return { texts: this.texts, rules: this.rules }
  }
}

const markMm = (millimetre: number): number => (millimetre % 10 === 0 ? 4 : millimetre % 5 === 0 ? 3 : 1.5)
const line = rulerLineMicrons / 1000
/** Rulers hang from the first line and stand at the first column, in millimetres from the paper's edges. */
const RULER_MM = 10

const rulers = (sheet: Sheet, firstMm: number, lastMm: number, heightMm: number): void => {
  for (let x = Math.ceil(firstMm); x <= lastMm; x += 1) {
    sheet.down(x, RULER_MM, RULER_MM + markMm(x))
    if (x % 20 === 0 && x > line && x < lastMm - 14) sheet.words(x - 1.7, RULER_MM + 4.4, String(x))
  }
  for (let y = RULER_MM; y <= heightMm - 8; y += 1) sheet.across(y, lastMm - markMm(y), lastMm)
}

const rulerPage = (size: Size, t: Translate): DotPage => {
  const firstMm = firstColumnMm(size.widthMm)
  const lastMm = Math.min(firstMm + printedWidthMm(size.widthMm), size.widthMm) - 0.4
  const left = firstMm
  const sheet = new Sheet(firstMm)
  rulers(sheet, left, lastMm, size.heightMm)
  sheet.across(line, left, lastMm - 8)
  sheet.down(Math.max(line, left), line, size.heightMm - 10)
  const [boxWidth, boxHeight] = size.widthMm >= 140 && size.heightMm >= 110 ? [100, 50] : [40, 20]
  const inside = Math.max(line, left) + 3
  const [x, y] = [inside + 5, line + 22]
  sheet.across(y, x, x + boxWidth)
  sheet.across(y + boxHeight, x, x + boxWidth)
  sheet.down(x, y, y + boxHeight)
  sheet.down(x + boxWidth, y, y + boxHeight)
  sheet.words(x + 1.5, y + boxHeight - 6, t('printers.box', { width: boxWidth, height: boxHeight }))
  sheet.words(inside, line + 1.5, t('printers.line20'))
  sheet.words(inside + 5, line + 8, `${t('printers.sheetHead')}  ${t('printers.modeText')}`, true)
  sheet.words(inside + 5, line + 14, t('printers.sheetForm', { width: size.widthMm, height: size.heightMm }))
  // as long as each other where the printer keeps to 24 and 12 dots
  sheet.words(x + 1.5, y + 4, '一二三四五六七八九十｜')
  sheet.words(x + 1.5, y + 9, '12345678901234567890｜')
  return sheet.page()
}

const driftPage = (size: Size, number: number, t: Translate): DotPage => {
  const firstMm = firstColumnMm(size.widthMm)
  const left = firstMm + 5
  const width = Math.min(120, size.widthMm - 2 * left)
  const sheet = new Sheet(firstMm)
  sheet.across(line, left, left + width)
  for (let away = -10; away <= 10; away += 1)
    sheet.across(line + away, left + width - 12, left + width - 12 + markMm(Math.abs(away)))
  sheet.words(left + 2, line + 2, t('printers.sheetNumber', { sheet: number, sheets: driftSheets }), true)
  sheet.words(left + 2, line + 2 + LINE_DOTS * DOT_MM + 1.5, t('printers.markLine'))
  return sheet.page()
}

/** 尺子页 and 十张走纸页 as the papers in dots go: the same lines at the same places, printed by the same commands. */
export const dotTestPaper = (page: TestPage, size: Size, options: PaperOptions = {}): DotPaper => {
  const t = translator(options.language ?? 'zh-CN')
  const pages =
    page === 'ruler'
      ? [rulerPage(size, t)]
      : Array.from({ length: driftSheets }, (_, index) => driftPage(size, index + 1, t))
  const columns = Math.round(printedWidthMm(size.widthMm) / DOT_MM)
  return { pages, heightMm: size.heightMm, columns, missing: [], pictures: 0 }
}
