import { createHash } from 'node:crypto'
import type { Language } from '../../shared/language.ts'
import type { PaperOutput } from '../../shared/papers.ts'
import type { Pen } from './blocks.ts'
import { dotsFace } from './face.ts'
import type { PaperLayout } from './layout.ts'
import { escapeHtml } from './html.ts'
import { baseCss, mm } from './style.ts'

/**
 * A paper laid out: pages of class-only HTML in true millimetres, the same for preview, print and PDF.
 * `copies` names the copy of each page, `''` where the paper has one copy.
 */
export type Paper = PaperOutput

export interface PaperOptions {
  /** Papers are printed in zh-CN unless a customer wants another language. */
  language?: Language
  /** What the office has decided about this paper; without it the paper is as the program brings it. */
  layout?: PaperLayout | undefined
}

/** The finished paper of its pages, all of one unnamed copy unless `copies` says otherwise. */
export const finishPaper = (
  pen: Pen,
  title: string,
  pages: string[],
  copies: string[] = [],
  layout?: PaperLayout,
): Paper => ({
  title,
  css: `${baseCss(pen.sheet)}\n${pen.style.css()}`,
  pages,
  widthMm: pen.sheet.widthMm,
  heightMm: pen.sheet.heightMm,
  copies: pages.map((_page, index) => copies[index] ?? ''),
  ...dotsFace(),
  ...(layout ? { layout: { name: layout.name, version: layout.version } } : {}),
})

/** How one printer of this PC wants a sheet: moved, and of a corrected height. Whole microns (shared/printers.ts). */
export interface Adjustment {
  rightMicrons: number
  downMicrons: number
  heightCorrectionMicrons: number
}
const asItIs: Adjustment = { rightMicrons: 0, downMicrons: 0, heightCorrectionMicrons: 0 }

/** Each page in a form of the corrected height, which cuts what is moved over its edge: it never reaches the next form. */
const adjusted = (paper: Paper, { rightMicrons, downMicrons, heightCorrectionMicrons }: Adjustment) => {
  const heightMm = paper.heightMm + heightCorrectionMicrons / 1000
  const css = `
.form { width: ${mm(paper.widthMm)}; height: ${mm(heightMm - 0.3)}; overflow: hidden }
.form + .form { break-before: page }
.form .page { transform: translate(${mm(rightMicrons / 1000)}, ${mm(downMicrons / 1000)}) }`
  return { heightMm, css, pages: paper.pages.map((page) => `<div class="form">${page}</div>`) }
}

/**
 * The complete standalone document for print() and printToPDF(); nothing but its own styles may load. `adjustment` is
 * for paper alone: what is shown and kept is as it was laid out.
 */
export const paperDocument = (paper: Paper, adjustment: Adjustment = asItIs): string => {
  const isMoved = Object.values(adjustment).some((microns) => microns !== 0)
  const { heightMm, css: more, pages } = isMoved ? adjusted(paper, adjustment) : { ...paper, css: '' }
  const css =
    `@page { size: ${paper.widthMm}mm ${Number(heightMm.toFixed(3))}mm; margin: 0 }\n` +
    `html, body { margin: 0; padding: 0; background: #fff }\n${paper.css}${more}`
  const digest = createHash('sha256').update(css).digest('base64')
  return (
    '<!doctype html>\n<html><head><meta charset="utf-8">' +
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${digest}'; img-src data:">` +
    `<title>${escapeHtml(paper.title)}</title><style>${css}</style></head>\n` +
    `<body>${pages.join('\n')}</body></html>\n`
  )
}
