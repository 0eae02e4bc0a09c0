import { type Translate, translator } from '../../shared/language.ts'
import { fieldRow, gap, paragraphs, type Pen, ruled, signBoxes } from './blocks.ts'
import type { EditionHead } from './data.ts'
import { letterhead, letterSheet } from './letterhead.ts'
import { type Flow, layPages } from './pages.ts'
import { finishPaper, type Paper, type PaperOptions } from './paper.ts'
import { innerWidth, Style } from './style.ts'
import { type Column, tableFlow } from './table.ts'

export interface InspectionReportClass {
  severity: string
  aql: string
  accept: string
  reject: string
  found: string
}
export interface InspectionReportItem {
  item: string
  result: string
  note: string
}
export interface InspectionReportDefect {
  defect: string
  severity: string
  quantity: string
  note: string
  /** A `data:` address, '' for none. */
  picture: string
}
/** What the (出厂)检验报告 says of a lot; no price is on it. */
export interface InspectionReportPaper extends EditionHead {
  title: string
  inspectedOn: string
  customer: string
  orderNumber: string
  noticeNumber: string
  goods: string
  process: string
  lot: string
  sample: string
  plan: string
  acceptance: string
  classes: InspectionReportClass[]
  items: InspectionReportItem[]
  defects: InspectionReportDefect[]
  disposals: string
  remark: string
  decision: string
  inspector: string
  decidedBy: string
  decidedOn: string
  forCustomer: boolean
}

const BOTTOM = 8
const rows = { rowMm: 6, headMm: 6, mostLines: 6 }

const classColumns = (t: Translate): Column<InspectionReportClass>[] => [
  { label: t('quality.severity'), width: 44, align: 'center', text: (each) => each.severity },
  { label: t('quality.aql'), width: 40, figure: true, text: (each) => each.aql },
  { label: t('quality.accept'), width: 36, figure: true, text: (each) => each.accept },
  { label: t('quality.reject'), width: 36, figure: true, text: (each) => each.reject },
  { label: t('quality.found'), width: 38, figure: true, text: (each) => each.found },
]

/** The checklist in two halves beside each other: a dozen lines take half a page less. */
type Pair = [InspectionReportItem, InspectionReportItem | undefined]
const itemColumns = (t: Translate): Column<Pair>[] =>
  ([0, 1] as const).flatMap((side): Column<Pair>[] => [
    { label: t('quality.item'), width: 42, text: (pair) => pair[side]?.item ?? '' },
    { label: t('quality.itemResult'), width: 13, align: 'center', text: (pair) => pair[side]?.result ?? '' },
    { label: t('quality.itemNote'), width: 42, text: (pair) => pair[side]?.note ?? '' },
  ])

const defectColumns = (t: Translate, pictured: boolean): Column<InspectionReportDefect>[] => [
  { label: t('papers.sequence'), width: 10, align: 'center', text: (_, index) => String(index + 1) },
  { label: t('quality.defect'), width: 52, text: (each) => each.defect },
  { label: t('quality.severity'), width: 22, align: 'center', text: (each) => each.severity },
  { label: t('quality.quantity'), width: 22, figure: true, text: (each) => each.quantity },
  { label: t('quality.note'), width: pictured ? 60 : 88, text: (each) => each.note },
  ...(pictured
    ? [
        {
          label: t('pictures.title'),
          width: 28,
          align: 'center',
          text: () => '',
          picture: (each: InspectionReportDefect) => each.picture,
        } as const,
      ]
    : []),
]

const pairsOf = (items: readonly InspectionReportItem[]): Pair[] => {
  const half = Math.ceil(items.length / 2)
  return items.slice(0, half).map((item, index): Pair => [item, items[half + index]])
}

const headFields = (pen: Pen, paper: InspectionReportPaper, t: Translate): Flow[] => {
  const width = innerWidth(pen.sheet)
  const box = { rowMm: 6.4, lineMm: pen.sheet.lineMm, points: pen.sheet.points, rule: 'box', labelMm: 24 } as const
  const field = (label: Parameters<Translate>[0], value: string, share: number) => ({
    label: t(label),
    value,
    width: width * share,
  })
  const wide = (label: Parameters<Translate>[0], value: string): Flow[] =>
    value === '' ? [] : [{ block: fieldRow(pen, [field(label, value, 1)], box) }]
  return [
    {
      block: ruled(
        fieldRow(
          pen,
          [field('app.customer', paper.customer, 0.5), field('papers.orderNumber', paper.orderNumber, 0.5)],
          box,
        ),
      ),
    },
    ...wide('quality.goods', paper.goods),
    {
      block: fieldRow(
        pen,
        [
          field('quality.processName', paper.process, 0.25),
          field('quality.lot', paper.lot, 0.25),
          field('quality.sample', paper.sample, 0.25),
          field('papers.productionNotice', paper.noticeNumber, 0.25),
        ],
        box,
      ),
    },
    ...wide('quality.planTitle', paper.plan),
    ...wide('quality.acceptance', paper.acceptance),
  ]
}

/** 出厂检验报告 · 检验报告, A4: the lot, its plan, what was looked at and found, and who decided. */
export const inspectionReport = (paper: InspectionReportPaper, options: PaperOptions = {}): Paper => {
  const t = translator(options.language ?? 'zh-CN')
  const pen: Pen = { sheet: letterSheet(10), style: new Style() }
  const width = innerWidth(pen.sheet)
  const words = (label: Parameters<Translate>[0], value: string): Flow[] =>
    value === ''
      ? []
      : [
          { block: gap(pen, 1) },
          ...paragraphs(pen, `${t(label)}：${value}`, { width }).map((block): Flow => ({ block })),
        ]
  const third = width / (paper.forCustomer ? 3 : 2)
  const flow: Flow[] = [
    ...headFields(pen, paper, t),
    { block: gap(pen, 2) },
    ...tableFlow(pen, classColumns(t), paper.classes, rows, 'classes'),
    ...(paper.items.length > 0
      ? [{ block: gap(pen, 2) }, ...tableFlow(pen, itemColumns(t), pairsOf(paper.items), rows, 'items')]
      : []),
    ...(paper.defects.length > 0
      ? [
          { block: gap(pen, 2) },
          ...tableFlow(
            pen,
            defectColumns(
              t,
              paper.defects.some(({ picture }) => picture !== ''),
            ),
            paper.defects,
            rows,
            'defects',
          ),
        ]
      : []),
    ...words('quality.disposals', paper.disposals),
    ...words('app.remark', paper.remark),
    { block: gap(pen, 2), together: 'closing' },
    ...paragraphs(pen, `${t('quality.decision')}：${paper.decision}`, { width, bold: true, points: 12 }).map(
      (block): Flow => ({ block, together: 'closing' }),
    ),
    { block: gap(pen, 2), together: 'closing' },
    {
      block: ruled(
        signBoxes(
          pen,
          [
            { width: third, caption: t('quality.checkedBy'), name: paper.inspector, below: [paper.inspectedOn] },
            { width: third, caption: t('quality.approvedBy'), name: paper.decidedBy, below: [paper.decidedOn] },
            ...(paper.forCustomer ? [{ width: third, caption: t('quality.customerSeal') }] : []),
          ],
          24,
        ),
      ),
      together: 'closing',
    },
    ...(paper.forCustomer
      ? paragraphs(pen, t('quality.paperClause'), { width }).map((block): Flow => ({ block, together: 'closing' }))
      : []),
  ]
  const head = letterhead(pen, { ...paper, dateText: `${t('quality.inspectedOn')}：${paper.inspectedOn}` }, t)
  return finishPaper(pen, `${paper.title} ${paper.number}`, layPages(pen, flow, head, BOTTOM))
}
