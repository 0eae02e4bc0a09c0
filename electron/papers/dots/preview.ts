import type { PaperOutput } from '../../../shared/papers.ts'
import type { Pen } from '../blocks.ts'
import { escapeHtml } from '../html.ts'
import { finishPaper } from '../paper.ts'
import { mm, Style } from '../style.ts'
import { DOT_MM, FULL_DOTS, HALF_DOTS } from './characters.ts'
import { type DotPage, type DotPaper, type DotText, firstColumnMm } from './drawing.ts'
import type { Rule } from './rules.ts'

/** Where the printers of the LQ series load the paper, unless somebody has moved it: millimetres above the first line. */
export const LOADED_MM = 8.5

/** A character of 24 dots in typographic points. */
const POINTS = (FULL_DOTS / 180) * 72

const css = `
.page { font-family: "Noto Sans Mono CJK SC", NSimSun, SimSun, "Noto Sans CJK SC", monospace; font-size: ${POINTS}pt }
.dot { position: absolute; white-space: pre; line-height: ${mm(FULL_DOTS * DOT_MM)} }
.wide { transform: scaleX(2); transform-origin: 0 0 }`

interface Corner {
  leftMm: number
  topMm: number
}

const place = (pen: Pen, corner: Corner, x: number, y: number): string =>
  pen.style.use(`left: ${mm(corner.leftMm + x * DOT_MM)}; top: ${mm(corner.topMm + y * DOT_MM)}`)

/** Half- and full-width characters in runs of their own, so that a font of other widths does not move what follows. */
const textHtml = (pen: Pen, corner: Corner, { x, y, text, bold, wide }: DotText): string => {
  let at = x
  return (text.match(/[ -~]+|[^ -~]+/g) ?? [])
    .map((run) => {
      const classes = `dot ${place(pen, corner, at, y)}${bold ? ' bold' : ''}${wide ? ' wide' : ''}`
      at += [...run].length * (run[0]! <= '~' ? HALF_DOTS : FULL_DOTS) * (wide ? 2 : 1)
      return `<div class="${classes}"><span class="l">${escapeHtml(run)}</span></div>`
    })
    .join('')
}

const ruleHtml = (pen: Pen, corner: Corner, { way, at, from, to }: Rule): string => {
  const [x, y] = way === 'across' ? [from, at] : [at, from]
  const length = mm((to - from + 1) * DOT_MM)
  const size = pen.style.use(way === 'across' ? `width: ${length}` : `height: ${length}`)
  return `<div class="dot ${place(pen, corner, x, y)} ${size} ${way === 'across' ? 'top' : 'lead'}"></div>`
}

const pageHtml = (pen: Pen, corner: Corner, { texts, rules }: DotPage): string =>
  `<div class="page">${rules.map((rule) => ruleHtml(pen, corner, rule)).join('')}` +
  `${texts.map((text) => textHtml(pen, corner, text)).join('')}</div>`

/** What comes out of the printer, on the form as it is usually loaded: for the eye and for the PDF that is kept. */
export const dotPreview = (paper: PaperOutput, drawn: DotPaper): PaperOutput => {
  const { widthMm, heightMm, title, copies } = paper
  const sheet = { widthMm, heightMm, marginTop: 0, marginSide: 0, points: POINTS, lineMm: FULL_DOTS * DOT_MM }
  const pen: Pen = { sheet, style: new Style() }
  const corner = { leftMm: firstColumnMm(widthMm), topMm: LOADED_MM }
  const pages = drawn.pages.map((page) => pageHtml(pen, corner, page))
  const finished = finishPaper(pen, title, pages, copies)
  return { ...finished, css: `${finished.css}${css}` }
}
