import { createHash } from 'node:crypto'
import type { Language } from '../../shared/language.ts'
import type { PaperOutput } from '../../shared/papers.ts'
import type { Pen } from './blocks.ts'
import type { PaperLayout } from './layout.ts'
import { escapeHtml } from './html.ts'
import { baseCss } from './style.ts'

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
  ...(layout ? { layout: { name: layout.name, version: layout.version } } : {}),
})

/** The complete standalone document for print() and printToPDF(); nothing but its own styles may load. */
export const paperDocument = (paper: Paper): string => {
  const css =
    `@page { size: ${paper.widthMm}mm ${paper.heightMm}mm; margin: 0 }\n` +
    `html, body { margin: 0; padding: 0; background: #fff }\n${paper.css}`
  const digest = createHash('sha256').update(css).digest('base64')
  return (
    '<!doctype html>\n<html><head><meta charset="utf-8">' +
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${digest}'; img-src data:">` +
    `<title>${escapeHtml(paper.title)}</title><style>${css}</style></head>\n` +
    `<body>${paper.pages.join('\n')}</body></html>\n`
  )
}
