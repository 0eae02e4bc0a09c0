import { type Translate, translator } from '../../shared/language.ts'
import { formatQuantity } from '../../shared/quantities.ts'
import { type Block, fieldRow, gap, paragraphs, type Pen, ruled, signBoxes } from './blocks.ts'
import type { DailyReportPaper, DailyReportRow } from './data.ts'
import { letterhead, letterSheet } from './letterhead.ts'
import { type Flow, layPages } from './pages.ts'
import { finishPaper, type Paper, type PaperOptions } from './paper.ts'
import { innerWidth, Style } from './style.ts'
import { type Column, spanRow, tableFlow, type TableStyle } from './table.ts'

const BOTTOM = 8
const rows: TableStyle = { rowMm: 6.4, headMm: 7, mostLines: 8 }

/** `97.8%` of two quantities; empty when there is nothing to divide by. */
const share = (part: number, whole: number | null): string =>
  whole ? `${(Math.round((part * 1000) / whole) / 10).toFixed(1)}%` : ''

/** 480 minutes, 4 people → `8 h / 4`. */
const effortText = (row: DailyReportRow): string => {
  const hours = row.minutes === null ? '' : `${Number((row.minutes / 60).toFixed(1))} h`
  return [hours, row.people === null ? '' : String(row.people)].filter(Boolean).join(' / ')
}

/** 达成率 = 实际/计划; 合格率 = 合格/(合格+不良) (papers.md 4.4). */
const columnsOf = (t: Translate): Column<DailyReportRow>[] => [
  { label: t('papers.sequence'), width: 8, align: 'center', text: (_, index) => String(index + 1) },
  { label: t('papers.noticeNumber'), width: 22.5, text: (row) => row.noticeNumber },
  { label: t('papers.product'), width: 31, text: (row) => row.product },
  { label: t('papers.process'), width: 15, align: 'center', text: (row) => row.process },
  { label: t('papers.unit'), width: 9, align: 'center', text: (row) => row.unit },
  {
    label: t('papers.planned'),
    width: 11.5,
    figure: true,
    text: (row) => (row.planned === null ? '' : formatQuantity(row.planned)),
  },
  { label: t('papers.actual'), width: 11.5, figure: true, text: (row) => formatQuantity(row.actual) },
  { label: t('papers.good'), width: 11.5, figure: true, text: (row) => formatQuantity(row.good) },
  { label: t('papers.bad'), width: 9.5, figure: true, text: (row) => formatQuantity(row.bad) },
  { label: t('papers.rework'), width: 9.5, figure: true, text: (row) => formatQuantity(row.rework) },
  { label: t('papers.reached'), width: 13, figure: true, text: (row) => share(row.actual, row.planned) },
  { label: t('papers.passed'), width: 13, figure: true, text: (row) => share(row.good, row.good + row.bad) },
  { label: t('papers.hoursPeople'), width: 14, align: 'center', text: effortText },
  { label: t('papers.cause'), width: 15, text: (row) => row.cause },
]

/** Sums only where all rows count in one unit: a sum of chairs and boxes means nothing. */
const sumRow = (pen: Pen, paper: DailyReportPaper, columns: Column<DailyReportRow>[], t: Translate): Block[] => {
  const oneUnit = new Set(paper.rows.map((row) => row.unit)).size === 1
  if (!oneUnit) return []
  const sum = (read: (row: DailyReportRow) => number): number => paper.rows.reduce((all, row) => all + read(row), 0)
  const plannedRows = paper.rows.filter((row) => row.planned !== null)
  const planned = plannedRows.reduce((all, row) => all + (row.planned ?? 0), 0)
  const actualOfPlanned = plannedRows.reduce((all, row) => all + row.actual, 0)
  const figures = [
    formatQuantity(planned),
    formatQuantity(sum((row) => row.actual)),
    formatQuantity(sum((row) => row.good)),
    formatQuantity(sum((row) => row.bad)),
    formatQuantity(sum((row) => row.rework)),
    share(actualOfPlanned, planned),
    share(
      sum((row) => row.good),
      sum((row) => row.good + row.bad),
    ),
  ]
  return [
    spanRow(
      pen,
      columns,
      [
        { spans: 5, text: t('papers.total'), align: 'center', bold: true },
        ...figures.map((text) => ({ spans: 1, text, figure: true, bold: true })),
        { spans: 2, text: '' },
      ],
      rows.rowMm,
    ),
  ]
}

const headFields = (pen: Pen, paper: DailyReportPaper, t: Translate): Block[] => {
  const width = innerWidth(pen.sheet)
  const style = {
    rowMm: 6.4,
    lineMm: pen.sheet.lineMm,
    points: pen.sheet.points,
    rule: 'box',
    labelMm: 20,
  } as const
  const third = width / 3
  return [
    ruled(
      fieldRow(
        pen,
        [
          { label: t('papers.workshop'), value: paper.workshop, width: third },
          { label: t('papers.shift'), value: paper.shift, width: third },
          { label: t('papers.leader'), value: paper.leader, width: third },
        ],
        style,
      ),
    ),
    fieldRow(
      pen,
      [
        { label: t('papers.attendance'), value: paper.attendance, width: third },
        { label: t('papers.equipment'), value: paper.equipment, width: third * 2 },
      ],
      style,
    ),
  ]
}

const closing = (pen: Pen, paper: DailyReportPaper, t: Translate): Block[] => {
  const width = innerWidth(pen.sheet)
  const events = fieldRow(pen, [{ label: t('papers.events'), value: paper.eventsText, width }], {
    rowMm: 18,
    lineMm: pen.sheet.lineMm,
    points: pen.sheet.points,
    rule: 'box',
    labelMm: 20,
  })
  const boxes = [
    { width: width / 3, caption: t('papers.madeBy'), name: paper.madeBy },
    { width: width / 3, caption: t('papers.leader'), name: paper.leader },
    { width: width / 3, caption: t('papers.checkedBy'), name: paper.checkedBy },
  ]
  const clause = paragraphs(pen, t('papers.reportClause'), { width })
  return [gap(pen, 2), ruled(events), signBoxes(pen, boxes, 42), gap(pen, 1), ...clause]
}

/** 生产日报表: one workshop, one day, A4 (papers.md 4.4, duty 45). */
export const dailyReport = (paper: DailyReportPaper, options: PaperOptions = {}): Paper => {
  const t = translator(options.language ?? 'zh-CN')
  const sheet = letterSheet(9)
  const pen: Pen = { sheet, style: new Style() }
  const columns = columnsOf(t)
  const title = t('papers.dailyReport')
  const head = letterhead(pen, { ...paper, title, dateText: `${t('papers.reportOn')}：${paper.on}` }, t)
  const flow: Flow[] = [
    ...headFields(pen, paper, t).map((block): Flow => ({ block })),
    { block: gap(pen, 2) },
    ...tableFlow(pen, columns, paper.rows, rows, 'rows'),
    ...sumRow(pen, paper, columns, t).map((block): Flow => ({ block })),
    ...closing(pen, paper, t).map((block): Flow => ({ block, together: 'closing' })),
  ]
  return finishPaper(pen, `${title} ${paper.on} ${paper.workshop}`, layPages(pen, flow, head, BOTTOM))
}
