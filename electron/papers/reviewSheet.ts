import { type Translate, translator } from '../../shared/language.ts'
import { type Opinion, verdictKeys, verdicts } from '../../shared/reviews.ts'
import { fieldRow, gap, paragraphs, type Pen, ruled } from './blocks.ts'
import type { EditionHead } from './data.ts'
import { letterhead, letterSheet } from './letterhead.ts'
import { type Flow, layPages } from './pages.ts'
import { finishPaper, type Paper, type PaperOptions } from './paper.ts'
import { innerWidth, Style } from './style.ts'
import { type Column, tableFlow } from './table.ts'

export interface ReviewSheetLine {
  code: string
  description: string
  quantity: string
  dueOn: string
  newVersion: boolean
}
/** What the 订单评审表 says: the goods without prices, and a row for each department. */
export interface ReviewSheetPaper extends EditionHead {
  customerName: string
  orderedOn: string
  dueOn: string
  packing: string
  acceptance: string
  checklist: string[]
  lines: ReviewSheetLine[]
  opinions: Opinion[]
}

const BOTTOM = 8

const lineColumns = (t: Translate): Column<ReviewSheetLine>[] => [
  { label: t('papers.sequence'), width: 8, align: 'center', text: (_, index) => String(index + 1) },
  { label: t('papers.code'), width: 26, text: (line) => line.code },
  { label: t('changes.goods'), width: 94, text: (line) => line.description },
  { label: t('papers.quantity'), width: 24, figure: true, text: (line) => line.quantity },
  { label: t('papers.due'), width: 24, align: 'center', text: (line) => line.dueOn },
  {
    label: t('papers.edition'),
    width: 18,
    align: 'center',
    text: (line) => (line.newVersion ? t('orders.newVersion') : ''),
  },
]

const verdictText = (t: Translate, opinion: Opinion): string =>
  verdicts.map((verdict) => `${opinion.verdict === verdict ? '☑' : '□'}${t(verdictKeys[verdict])}`).join('\n')

/** Two boxes of the checklist beside each other, so that no word is broken. */
const twoALine = (boxes: readonly string[]): string =>
  boxes.map((box, index) => (index === 0 ? box : `${index % 2 === 0 ? '\n' : ' '}${box}`)).join('')

const opinionColumns = (t: Translate, checklist: readonly string[]): Column<Opinion>[] => [
  { label: t('reviews.department'), width: 20, align: 'center', text: (opinion) => opinion.department },
  {
    label: t('reviews.checklist'),
    width: 46,
    text: (opinion) => twoALine(checklist.map((line) => `${opinion.checks.includes(line) ? '☑' : '□'}${line}`)),
  },
  { label: t('reviews.verdict'), width: 22, text: (opinion) => verdictText(t, opinion) },
  { label: t('reviews.opinion'), width: 56, text: (opinion) => opinion.opinion },
  { label: t('reviews.name'), width: 28, align: 'center', text: (opinion) => opinion.name },
  { label: t('reviews.on'), width: 22, align: 'center', text: (opinion) => opinion.on },
]

/** 订单评审表, A4 (duties 22–25): printed for wet signatures, typed back afterwards. */
export const reviewSheet = (paper: ReviewSheetPaper, options: PaperOptions = {}): Paper => {
  const t = translator(options.language ?? 'zh-CN')
  const pen: Pen = { sheet: letterSheet(9.5), style: new Style() }
  const title = t('reviews.paperTitle')
  const width = innerWidth(pen.sheet)
  const box = { rowMm: 6.4, lineMm: pen.sheet.lineMm, points: pen.sheet.points, rule: 'box', labelMm: 24 } as const
  const head = letterhead(pen, { ...paper, title, dateText: `${t('papers.orderedOn')}：${paper.orderedOn}` }, t)
  const flow: Flow[] = [
    {
      block: ruled(
        fieldRow(
          pen,
          [
            { label: t('papers.customer'), value: paper.customerName, width: width / 3 },
            { label: t('papers.dueOn'), value: paper.dueOn, width: width / 3 },
            { label: t('papers.merchandiser'), value: paper.madeBy, width: width / 3 },
          ],
          box,
        ),
      ),
    },
    { block: fieldRow(pen, [{ label: t('reviews.acceptance'), value: paper.acceptance, width }], box) },
    { block: fieldRow(pen, [{ label: t('papers.packingWay'), value: paper.packing, width }], box) },
    { block: gap(pen, 2) },
    ...tableFlow(pen, lineColumns(t), paper.lines, { rowMm: 6, headMm: 6, mostLines: 8 }, 'lines'),
    { block: gap(pen, 2) },
    ...tableFlow(
      pen,
      opinionColumns(t, paper.checklist),
      paper.opinions,
      { rowMm: 18, headMm: 6, mostLines: 12 },
      'opinions',
    ),
    { block: gap(pen, 1) },
    ...paragraphs(pen, t('reviews.clause'), { width }).map((block): Flow => ({ block })),
  ]
  return finishPaper(pen, `${title} ${paper.number}`, layPages(pen, flow, head, BOTTOM))
}
