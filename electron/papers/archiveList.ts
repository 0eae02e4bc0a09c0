import { translator } from '../../shared/language.ts'
import { type Block, fieldRow, fittingPoints, gap, paragraphs, type Pen, ruled, signBoxes } from './blocks.ts'
import type { PaperHead } from './data.ts'
import { letterhead, letterSheet } from './letterhead.ts'
import { type Flow, layPages } from './pages.ts'
import { finishPaper, type Paper, type PaperOptions } from './paper.ts'
import { innerWidth, type Sheet, Style } from './style.ts'
import { type Column, tableFlow } from './table.ts'

export interface ArchiveListLine {
  orderNumber: string
  customer: string
  customerPo: string
  /** Numbers, one a line. */
  notices: string
  notes: string
  missing: string
  loan: string
}
/** 归档清单 (duty 118, papers.md 4.15): what lies in a box. */
export interface ArchiveListPaper extends PaperHead {
  printed: number
  month: string
  workshop: string
  box: string
  place: string
  remark: string
  closedBy: string | null
  closedOn: string
  lines: ArchiveListLine[]
}

/** 归档清单, A4 upright. */
export const archiveList = (paper: ArchiveListPaper, options: PaperOptions = {}): Paper => {
  const t = translator(options.language ?? 'zh-CN')
  const pen: Pen = { sheet: letterSheet(9.5), style: new Style() }
  const width = innerWidth(pen.sheet)
  const title = t('archive.listTitle')
  const dateText = `${t('archive.month')}：${paper.month}`
  const head = letterhead(pen, { ...paper, title, dateText, version: 1 }, t)
  const columns: Column<ArchiveListLine>[] = [
    { label: t('papers.sequence'), width: 8, align: 'center', text: (_, index) => String(index + 1) },
    { label: t('papers.orderNumber'), width: 27, text: (line) => line.orderNumber },
    { label: t('app.customer'), width: 26, text: (line) => line.customer },
    { label: t('papers.customerPo'), width: 26, text: (line) => line.customerPo },
    { label: t('archive.notices'), width: 28, text: (line) => line.notices },
    { label: t('archive.notes'), width: 28, text: (line) => line.notes },
    {
      label: t('archive.missing'),
      width: width - 143,
      text: (line) => [line.missing, line.loan].filter(Boolean).join('\n'),
    },
  ]
  const box = { rowMm: 6.8, lineMm: pen.sheet.lineMm, points: pen.sheet.points, rule: 'box', labelMm: 20 } as const
  const third = width / 3
  const incomplete = paper.lines.filter(({ missing }) => missing !== '').length
  const flow: Flow[] = [
    {
      block: ruled(
        fieldRow(
          pen,
          [
            { label: t('archive.box'), value: paper.box, width: third, bold: true },
            { label: t('archive.workshop'), value: paper.workshop || t('app.all'), width: third },
            { label: t('archive.place'), value: paper.place, width: third },
          ],
          box,
        ),
      ),
    },
    { block: gap(pen, 2) },
    ...tableFlow(pen, columns, paper.lines, { rowMm: 7, headMm: 7, mostLines: 8 }, 'lines'),
    { block: gap(pen, 2), together: 'foot' },
    ...paragraphs(
      pen,
      [t('archive.paperSum', { count: paper.lines.length, incomplete }), paper.remark].filter(Boolean).join('　'),
      { width, bold: true },
    ).map((block): Flow => ({ block, together: 'foot' })),
    { block: gap(pen, 2), together: 'foot' },
    {
      block: ruled(
        signBoxes(
          pen,
          [
            { width: third, caption: t('papers.madeBy'), name: paper.madeBy },
            {
              width: third,
              caption: t('archive.closer'),
              name: [paper.closedBy, paper.closedOn].filter(Boolean).join(' '),
            },
            { width: third, caption: t('archive.keeper') },
          ],
          20,
        ),
      ),
      together: 'foot',
    },
  ]
  return finishPaper(pen, `${title} ${paper.box}`, layPages(pen, flow, head, 8))
}

export interface ArchiveLabelPaper {
  number: string
  month: string
  workshop: string
  box: string
  place: string
  orders: number
  first: string
  last: string
}

const labelSheet: Sheet = { widthMm: 100, heightMm: 70, marginTop: 5, marginSide: 5, points: 11, lineMm: 5 }

/** The label on the box, 100 × 70 mm: its number to be read from afar. */
export const archiveLabel = (paper: ArchiveLabelPaper, options: PaperOptions = {}): Paper => {
  const t = translator(options.language ?? 'zh-CN')
  const pen: Pen = { sheet: labelSheet, style: new Style() }
  const width = innerWidth(pen.sheet)
  const big = fittingPoints(paper.box, width - 4, 40, 16, true)
  const head = (): Block => gap(pen, 0.5)
  const lines = [
    [`${t('archive.month')} ${paper.month}`, paper.workshop].filter(Boolean).join('　'),
    t('archive.labelOrders', { count: paper.orders }),
    paper.first === paper.last ? paper.first : `${paper.first} ~ ${paper.last}`,
    [paper.number, paper.place].filter(Boolean).join('　'),
  ]
  const flow: Flow[] = [
    ...paragraphs(pen, paper.box, { width, align: 'center', bold: true, points: big, lineMm: big * 0.46 }),
    gap(pen, 2),
    ...lines.flatMap((line) => paragraphs(pen, line, { width, align: 'center', points: 11, lineMm: 6 })),
  ].map((block): Flow => ({ block }))
  return finishPaper(pen, `${t('archive.label')} ${paper.box}`, layPages(pen, flow, head, 5))
}
