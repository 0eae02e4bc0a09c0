import { type Translate, translator } from '../../shared/language.ts'
import { formatQuantity } from '../../shared/quantities.ts'
import { gap, paragraphs, type Pen, ruled, signBoxes } from './blocks.ts'
import type { PaperHead } from './data.ts'
import { letterhead, letterSheet } from './letterhead.ts'
import { type Flow, layPages } from './pages.ts'
import { finishPaper, type Paper, type PaperOptions } from './paper.ts'
import { innerWidth, Style } from './style.ts'
import { type Column, tableFlow, type TableStyle } from './table.ts'

/** 月生产计划 (duty 36): what each workshop is to finish in a month. */
export interface MonthPlanPaper extends PaperHead {
  month: string
  /** What is filtered, in words; '' for all workshops. */
  note: string
  sums: { workshop: string; unit: string; notices: number; quantity: number; good: number; byHand: number }[]
  rows: {
    workshop: string
    notice: string
    customer: string
    code: string
    description: string
    unit: string
    quantity: number
    good: number | null
    plannedFrom: string
    plannedTo: string
    remark: string
  }[]
  rowsTotal: number
}

const rowStyle: TableStyle = { rowMm: 5.8, headMm: 6.4, mostLines: 6 }

type Sum = MonthPlanPaper['sums'][number]
const sumColumns = (t: Translate): Column<Sum>[] => [
  { label: t('production.workshop'), width: 60, text: (sum) => sum.workshop || t('notices.noWorkshop') },
  { label: t('notices.noticesCount'), width: 34, figure: true, text: (sum) => String(sum.notices) },
  { label: t('notices.planQuantity'), width: 44, figure: true, text: (sum) => formatQuantity(sum.quantity) },
  {
    label: t('notices.planByHand'),
    width: 40,
    figure: true,
    text: (sum) => (sum.byHand ? formatQuantity(sum.byHand) : ''),
  },
  { label: t('app.total'), width: 44, figure: true, text: (sum) => formatQuantity(sum.quantity + sum.byHand) },
  { label: t('app.unit'), width: 15, align: 'center', text: (sum) => sum.unit },
  { label: t('production.finished'), width: 44, figure: true, text: (sum) => formatQuantity(sum.good) },
]

type Row = MonthPlanPaper['rows'][number]
const rowColumns = (t: Translate): Column<Row>[] => [
  { label: t('papers.sequence'), width: 9, align: 'center', text: (_, index) => String(index + 1) },
  { label: t('production.workshop'), width: 24, text: (row) => row.workshop || t('notices.noWorkshop') },
  { label: t('notices.noticeNumber'), width: 29, text: (row) => row.notice },
  { label: t('app.customer'), width: 26, text: (row) => row.customer },
  { label: t('papers.code'), width: 24, text: (row) => row.code },
  { label: t('production.description'), width: 66, text: (row) => row.description },
  { label: t('app.unit'), width: 10, align: 'center', text: (row) => row.unit },
  { label: t('app.quantity'), width: 20, figure: true, text: (row) => formatQuantity(row.quantity) },
  {
    label: t('production.finished'),
    width: 20,
    figure: true,
    text: (row) => (row.good === null ? '' : formatQuantity(row.good)),
  },
  { label: t('papers.plannedFrom'), width: 14, align: 'center', text: (row) => row.plannedFrom.slice(5) },
  { label: t('papers.plannedTo'), width: 14, align: 'center', text: (row) => row.plannedTo.slice(5) },
  { label: t('app.remark'), width: 25, text: (row) => row.remark },
]

/** 月生产计划, A4 across (duty 36): the sums by workshop, then every line behind them. */
export const monthPlan = (paper: MonthPlanPaper, options: PaperOptions = {}): Paper => {
  const t = translator(options.language ?? 'zh-CN')
  const pen: Pen = { sheet: letterSheet(8.5, true), style: new Style() }
  const title = t('notices.monthPlan')
  const width = innerWidth(pen.sheet)
  const dateText = [paper.month, paper.note].filter(Boolean).join('　')
  const head = letterhead(pen, { company: paper.company, title, number: '', dateText }, t)
  const more =
    paper.rowsTotal > paper.rows.length
      ? paragraphs(pen, t('notices.planMore', { total: paper.rowsTotal, printed: paper.rows.length }), { width })
      : []
  const flow: Flow[] = [
    ...tableFlow(pen, sumColumns(t), paper.sums, rowStyle, 'sums'),
    { block: gap(pen, 3) },
    ...tableFlow(pen, rowColumns(t), paper.rows, rowStyle, 'rows'),
    ...more.map((block): Flow => ({ block })),
    { block: gap(pen, 3) },
    {
      block: ruled(
        signBoxes(
          pen,
          [
            { width: width / 3, caption: t('papers.madeBy'), name: paper.madeBy },
            { width: width / 3, caption: t('papers.checkedBy') },
            { width: width / 3, caption: t('papers.signProduction') },
          ],
          14,
        ),
      ),
      together: 'signing',
    },
  ]
  return finishPaper(pen, [title, paper.month, paper.note].filter(Boolean).join(' '), layPages(pen, flow, head, 6))
}
