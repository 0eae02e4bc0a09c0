import { type Translate, translator } from '../../shared/language.ts'
import { fieldRow, gap, paragraphs, type Pen, ruled, signBoxes } from './blocks.ts'
import type { DateText } from '../../shared/dates.ts'
import type { EditionHead } from './data.ts'
import { letterhead, letterSheet } from './letterhead.ts'
import { type Flow, layPages } from './pages.ts'
import { finishPaper, type Paper, type PaperOptions } from './paper.ts'
import { innerWidth, Style } from './style.ts'
import { type Column, tableFlow } from './table.ts'

/** 资料交接清单 (duty 43): what was handed over with a production notice, for two signatures. */
export interface HandoverPaper extends EditionHead {
  orderNumber: string
  customer: string
  /** `customer` is the code: the workshop does not read the name. */
  coded: boolean
  workshop: string
  dueOn: DateText | ''
  rows: {
    kind: string
    label: string
    pieces: string
    handedTo: string
    handedOn: string
    returnedOn: string
    remark: string
  }[]
}

type Row = HandoverPaper['rows'][number]
const columns = (t: Translate): Column<Row>[] => [
  { label: t('papers.sequence'), width: 8, align: 'center', text: (_, index) => String(index + 1) },
  { label: t('notices.kind'), width: 30, text: (row) => row.kind },
  { label: t('notices.label'), width: 52, text: (row) => row.label },
  { label: t('notices.pieces'), width: 14, figure: true, text: (row) => row.pieces },
  { label: t('notices.handedTo'), width: 24, text: (row) => row.handedTo },
  { label: t('notices.handedOn'), width: 20, align: 'center', text: (row) => row.handedOn.slice(5) },
  { label: t('notices.returnedOn'), width: 20, align: 'center', text: (row) => row.returnedOn.slice(5) },
  { label: t('app.remark'), width: 26, text: (row) => row.remark },
]

/** 资料交接清单, A4 (duty 43). */
export const handover = (paper: HandoverPaper, options: PaperOptions = {}): Paper => {
  const t = translator(options.language ?? 'zh-CN')
  const pen: Pen = { sheet: letterSheet(9.5), style: new Style() }
  const title = t('notices.handover')
  const width = innerWidth(pen.sheet)
  const box = { rowMm: 6.4, lineMm: pen.sheet.lineMm, points: pen.sheet.points, rule: 'box', labelMm: 22 } as const
  const head = letterhead(pen, { ...paper, title, dateText: `${t('papers.dueOn')}：${paper.dueOn}` }, t)
  const boxes = [t('notices.signGiven'), t('notices.signTaken'), t('notices.signBack')]
  const flow: Flow[] = [
    {
      block: ruled(
        fieldRow(
          pen,
          [
            { label: t('papers.orderNumber'), value: paper.orderNumber, width: width / 3 },
            {
              label: t(paper.coded ? 'papers.customerCode' : 'papers.customerShort'),
              value: paper.customer,
              width: width / 3,
            },
            { label: t('papers.workshop'), value: paper.workshop, width: width / 3 },
          ],
          box,
        ),
      ),
    },
    { block: gap(pen, 2) },
    ...(paper.rows.length > 0
      ? tableFlow(pen, columns(t), paper.rows, { rowMm: 6.4, headMm: 6.4, mostLines: 6 }, 'rows')
      : paragraphs(pen, t('notices.nothingEnclosed'), { width }).map((block): Flow => ({ block }))),
    { block: gap(pen, 3) },
    {
      block: ruled(
        signBoxes(
          pen,
          boxes.map((caption) => ({ width: width / 3, caption })),
          24,
        ),
      ),
      together: 'signing',
    },
  ]
  return finishPaper(pen, `${title} ${paper.number}`, layPages(pen, flow, head, 8))
}
