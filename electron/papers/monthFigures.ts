import {
  byWorkshop,
  causeInFull,
  causeWords,
  figureKeys,
  figureKinds,
  figureOf,
  type FigureRow,
  type ParetoBar,
  partsText,
  percentText,
  type PlannedRow,
  rateNumber,
  shareOf,
  totalOf,
} from '../../shared/figures.ts'
import { type Translate, translator } from '../../shared/language.ts'
import { formatQuantity } from '../../shared/quantities.ts'
import { type Block, gap, paragraphs, type Pen, ruled, signBoxes } from './blocks.ts'
import type { PaperHead } from './data.ts'
import { letterhead, letterSheet } from './letterhead.ts'
import { type Flow, layPages } from './pages.ts'
import { finishPaper, type Paper, type PaperOptions } from './paper.ts'
import { innerWidth, Style } from './style.ts'
import { type Column, tableFlow, type TableStyle } from './table.ts'

/** 生产月报: what the month's figures are made of, by workshop and process. */
export interface MonthFiguresPaper extends PaperHead {
  month: string
  /** The last day that is counted; null before the month has begun. */
  through: string | null
  /** What is filtered, in words; '' for all. */
  note: string
  rows: FigureRow[]
  bars: ParetoBar[]
  missed: PlannedRow[]
  missedTotal: number
}

const BOTTOM = 6
const rowStyle: TableStyle = { rowMm: 5.6, headMm: 6.4, mostLines: 8 }

/** The total, then each workshop with its processes under it. */
const figureRows = (rows: FigureRow[], t: Translate): string[][] => {
  const cells = (workshop: string, process: string, sums: Parameters<typeof figureOf>[1]): string[] => [
    workshop,
    process,
    ...figureKinds.flatMap((kind) => {
      const figure = figureOf(kind, sums)
      return [figure.denominator > 0 ? partsText(kind, figure) : '', rateNumber(kind, figure)]
    }),
  ]
  return [
    cells(t('figures.total'), '', totalOf(rows)),
    ...byWorkshop(rows).flatMap((sums) => [
      cells(sums.workshop || t('figures.noWorkshop'), '', sums),
      ...rows.filter(({ workshop }) => workshop === sums.workshop).map((row) => cells('', row.processName, row)),
    ]),
  ]
}

const figureColumns = (t: Translate): Column<string[]>[] => [
  { label: t('operations.workshop'), width: 26, text: (row) => row[0]! },
  { label: t('operations.process'), width: 18, text: (row) => row[1]! },
  ...figureKinds.flatMap((kind, index): Column<string[]>[] => [
    { label: t(figureKeys[kind]), width: 26, figure: true, text: (row) => row[2 + index * 2]! },
    {
      label: kind === 'efficiency' ? t('figures.perHour', { pieces: '' }).trim() : '%',
      width: 13.5,
      figure: true,
      text: (row) => row[3 + index * 2]!,
    },
  ]),
]

const barColumns = (bars: ParetoBar[], t: Translate): Column<ParetoBar>[] => {
  const days = bars.reduce((sum, bar) => sum + bar.days, 0)
  return [
    { label: t('figures.causeHead'), width: 91, text: (bar) => causeWords(bar.causeCode, t) },
    { label: t('figures.operationsHead'), width: 38, figure: true, text: (bar) => bar.operations.toLocaleString('en') },
    { label: t('figures.shareHead'), width: 38, figure: true, text: (bar) => percentText(bar.share) },
    { label: t('figures.cumulativeHead'), width: 38, figure: true, text: (bar) => percentText(bar.cumulative) },
    { label: t('figures.daysHead'), width: 38, figure: true, text: (bar) => bar.days.toLocaleString('en') },
    {
      label: t('figures.shareHead'),
      width: 38,
      figure: true,
      text: (bar) => percentText(shareOf(bar.days, days) ?? 0),
    },
  ]
}

const missedColumns = (t: Translate): Column<PlannedRow>[] => [
  { label: t('operations.workshop'), width: 24, text: (row) => row.workshop },
  { label: t('operations.process'), width: 20, text: (row) => row.processName },
  { label: t('app.customer'), width: 28, text: (row) => row.customer },
  { label: t('operations.order'), width: 28, text: (row) => row.orderNumber },
  { label: t('operations.description'), width: 46, text: (row) => row.description },
  { label: t('app.quantity'), width: 19, figure: true, text: (row) => formatQuantity(row.quantity) },
  { label: t('figures.done'), width: 19, figure: true, text: (row) => formatQuantity(row.good) },
  { label: t('figures.planned'), width: 14, align: 'center', text: (row) => row.plannedFinish.slice(5) },
  {
    label: t('figures.finishedOrNew'),
    width: 25,
    align: 'center',
    text: (row) => row.finishedOn?.slice(5) ?? t('figures.expectedDay', { day: row.forecastOn?.slice(5) ?? '' }),
  },
  { label: t('figures.lateDays'), width: 14, figure: true, text: (row) => String(row.lateDays) },
  {
    label: t('figures.causeHead'),
    width: 44,
    text: (row) => causeInFull(row, t),
  },
]

const heading = (pen: Pen, text: string): Block[] =>
  paragraphs(pen, text, { width: innerWidth(pen.sheet), bold: true, points: 10.5, lineMm: 6 })

const rulesOf = (paper: MonthFiguresPaper, t: Translate): string => {
  const { untimed } = totalOf(paper.rows)
  return [
    t('figures.rules'),
    t('figures.rulesEfficiency'),
    untimed > 0 ? t('figures.untimed', { count: untimed }) : '',
    t('figures.rulesUnits'),
  ]
    .filter(Boolean)
    .join(' ')
}

const missedFlow = (pen: Pen, paper: MonthFiguresPaper, t: Translate): Flow[] => {
  const { missed, missedTotal } = paper
  const width = innerWidth(pen.sheet)
  if (missed.length === 0) return paragraphs(pen, t('figures.noMissed'), { width }).map((block): Flow => ({ block }))
  const more =
    missedTotal > missed.length
      ? paragraphs(pen, t('figures.missedMore', { total: missedTotal, printed: missed.length }), { width })
      : []
  return [...tableFlow(pen, missedColumns(t), missed, rowStyle, 'missed'), ...more.map((block): Flow => ({ block }))]
}

/** 生产月报, A4 across (duties 52, 53, 54, 60, 62). */
export const monthFigures = (paper: MonthFiguresPaper, options: PaperOptions = {}): Paper => {
  const t = translator(options.language ?? 'zh-CN')
  const pen: Pen = { sheet: letterSheet(8.5, true), style: new Style() }
  const title = t('figures.title')
  const dateText = [paper.month, paper.through && t('figures.through', { day: paper.through }), paper.note]
    .filter(Boolean)
    .join('　')
  const head = letterhead(pen, { company: paper.company, title, number: '', dateText }, t)
  const width = innerWidth(pen.sheet)
  const plain = (blocks: Block[], together?: string): Flow[] =>
    blocks.map((block) => (together === undefined ? { block } : { block, together }))
  const named = paper.bars.filter(({ operations }) => operations > 0)
  const flow: Flow[] = [
    ...tableFlow(pen, figureColumns(t), figureRows(paper.rows, t), rowStyle, 'figures'),
    ...plain(paragraphs(pen, rulesOf(paper, t), { width, points: 8 })),
    ...(named.length === 0
      ? []
      : [
          { block: gap(pen, 3), together: 'causes' },
          ...plain(heading(pen, t('figures.causes')), 'causes'),
          ...tableFlow(pen, barColumns(paper.bars, t), named, rowStyle, 'causes'),
        ]),
    { block: gap(pen, 3), together: 'missed' },
    ...plain(heading(pen, t('figures.missedList')), 'missed'),
    ...missedFlow(pen, paper, t),
    { block: gap(pen, 3), together: 'signing' },
    {
      block: ruled(
        signBoxes(
          pen,
          [
            { width: width / 2, caption: t('papers.madeBy'), name: paper.madeBy },
            { width: width / 2, caption: t('papers.checkedBy') },
          ],
          14,
        ),
      ),
      together: 'signing',
    },
  ]
  return finishPaper(pen, [title, paper.month, paper.note].filter(Boolean).join(' '), layPages(pen, flow, head, BOTTOM))
}
