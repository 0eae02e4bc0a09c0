import { translator, type Translate } from '../../shared/language.ts'
import { driftSheets, rulerLineMicrons } from '../../shared/printers.ts'
import { linesHtml, type Pen } from './blocks.ts'
import { finishPaper, type Paper, type PaperOptions } from './paper.ts'
import { mm, type Sheet, Style } from './style.ts'

export interface TestSheet {
  widthMm: number
  heightMm: number
}

/** Something at a place on the sheet, in millimetres from its left and top edges. */
const at = (pen: Pen, left: number, top: number, width: number, height: number, classes: string, html = ''): string =>
  `<div class="${pen.style.use(`position: absolute; left: ${mm(left)}; top: ${mm(top)}`)} ${pen.style.use(
    `width: ${mm(width)}; height: ${mm(height)}`,
  )} ${classes}">${html}</div>`

const words = (pen: Pen, left: number, top: number, text: string, width = 60, classes = ''): string =>
  at(pen, left, top, width, pen.sheet.lineMm, classes, linesHtml([text]))

/** Longer marks at every fifth and tenth millimetre. */
const markMm = (millimetre: number): number => (millimetre % 10 === 0 ? 5 : millimetre % 5 === 0 ? 3.5 : 2)

/** Rulers along the four edges, from 0 at the left and the top edge of the paper. */
const rulers = (pen: Pen): string => {
  const { widthMm, heightMm } = pen.sheet
  const marks: string[] = []
  for (let x = 1; x < widthMm; x += 1) {
    const long = markMm(x)
    marks.push(at(pen, x, 0, 0, long, 'lead'), at(pen, x, heightMm - 0.4 - long, 0, long, 'lead'))
    if (x % 10 === 0 && x > 19 && x < widthMm - 12)
      marks.push(
        words(pen, x - 4, 6.4, String(x), 8, 'center'),
        words(pen, x - 4, heightMm - 0.4 - 6.4 - pen.sheet.lineMm, String(x), 8, 'center'),
      )
  }
  for (let y = 1; y < heightMm - 0.4; y += 1) {
    const long = markMm(y)
    marks.push(at(pen, 0, y, long, 0, 'top'), at(pen, widthMm - long, y, long, 0, 'top'))
    if (y % 10 === 0 && y > 19 && y < heightMm - 12)
      marks.push(
        words(pen, 5.5, y - pen.sheet.lineMm / 2, String(y), 8),
        words(pen, widthMm - 5.5 - 8, y - pen.sheet.lineMm / 2, String(y), 8, 'right'),
      )
  }
  return marks.join('')
}

/** Where papers print: within the strips of the continuous form, or the margins of our letters. */
const frameOf = ({ widthMm }: TestSheet): { side: number; top: number } =>
  widthMm > 230 ? { side: 12.5, top: 6 } : { side: 15, top: 12 }

const box = (pen: Pen, t: Translate, left: number, top: number, width: number, height: number): string =>
  at(pen, left, top, width, height, 'top bottom lead trail') +
  words(pen, left + 2, top + height - pen.sheet.lineMm - 1.5, t('printers.box', { width, height }), width - 4)

const penOf = ({ widthMm, heightMm }: TestSheet): Pen => {
  const sheet: Sheet = { widthMm, heightMm, marginTop: 0, marginSide: 0, points: 9, lineMm: 3.6 }
  return { sheet, style: new Style() }
}

/**
 * 尺子页: millimetres from the edges of the paper on all four sides, the 20 lines that are measured, a box of
 * 100 × 50 mm (a smaller one where the form is small) and the frame papers print in.
 */
export const rulerPage = (sheet: TestSheet, options: PaperOptions = {}): Paper => {
  const t = translator(options.language ?? 'zh-CN')
  const pen = penOf(sheet)
  const { widthMm, heightMm } = sheet
  const line = rulerLineMicrons / 1000
  const { side, top } = frameOf(sheet)
  const [boxWidth, boxHeight] = widthMm >= 140 && heightMm >= 85 ? [100, 50] : [40, 20]
  const form = t('printers.sheetForm', { width: widthMm, height: heightMm })
  const page =
    rulers(pen) +
    at(pen, side, top, widthMm - 2 * side, heightMm - 2 * top - 0.4, 'top bottom lead trail') +
    at(pen, line, line, 0, heightMm - 2 * line, 'lead') +
    at(pen, line, line, widthMm - 2 * line, 0, 'top') +
    words(pen, line + 3, line - 5, t('printers.line20')) +
    box(pen, t, line + 8, line + 6, boxWidth, boxHeight) +
    words(pen, line + 11, line + 9, t('printers.sheetHead'), boxWidth - 6, 'bold') +
    words(pen, line + 11, line + 14, form, boxWidth - 6) +
    words(pen, line + 11, line + 19, t('printers.frame', { side, top }), boxWidth - 6)
  return finishPaper(pen, t('printers.ruler'), [`<div class="page">${page}</div>`])
}

/** 十张走纸页: the same mark on ten forms; the tenth shows what nine feeds drift. */
export const driftPages = (sheet: TestSheet, options: PaperOptions = {}): Paper => {
  const t = translator(options.language ?? 'zh-CN')
  const pen = penOf(sheet)
  const line = rulerLineMicrons / 1000
  const left = 15
  const width = Math.min(120, sheet.widthMm - 2 * left)
  const marks: string[] = []
  // a small ruler of ± 10 mm across the mark: how far two sheets differ is read off when they lie on each other
  for (let away = -10; away <= 10; away += 1)
    marks.push(at(pen, left + width - 12, line + away, markMm(Math.abs(away)) + 1, 0, 'top'))
  const pages = Array.from({ length: driftSheets }, (_, index) => {
    const number = t('printers.sheetNumber', { sheet: index + 1, sheets: driftSheets })
    return (
      `<div class="page">${at(pen, left, line, width, 0, 'top')}${marks.join('')}` +
      `${words(pen, left + 2, line + 2, number, 60, 'bold')}${words(pen, left + 2, line + 7, t('printers.markLine'), 80)}</div>`
    )
  })
  return finishPaper(pen, t('printers.drift'), pages)
}
