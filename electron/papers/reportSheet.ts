import { percentText } from '../../shared/figures.ts'
import { translator } from '../../shared/language.ts'
import { formatFen, formatMicros } from '../../shared/money.ts'
import { formatQuantity } from '../../shared/quantities.ts'
import type { CellKind, ReportCell, ReportColumn } from '../../shared/reports.ts'
import { gap, paragraphs, type Pen, ruled, signBoxes } from './blocks.ts'
import type { PaperHead } from './data.ts'
import { letterhead, letterSheet } from './letterhead.ts'
import { type Flow, layPages } from './pages.ts'
import { finishPaper, type Paper, type PaperOptions } from './paper.ts'
import { innerWidth, Style } from './style.ts'
import { type Column, tableFlow } from './table.ts'

/** A report as it prints (duties 105–108, 134, 136): its columns, at most some hundred rows, its sums. */
export interface ReportPaper extends PaperHead {
  title: string
  /** The day or the month. */
  when: string
  /** What is filtered, in words. */
  note: string
  columns: ReportColumn[]
  rows: ReportCell[][]
  totals: ReportCell[]
  total: number
  foot: string[]
}

/** A cell in words; nothing where there is nothing. */
const cellText = (kind: CellKind, cell: ReportCell | undefined): string => {
  if (cell === null || cell === undefined) return ''
  if (typeof cell === 'string') return cell
  if (kind === 'money') return formatFen(cell)
  if (kind === 'price') return formatMicros(cell)
  if (kind === 'quantity') return formatQuantity(cell)
  return kind === 'percent' ? percentText(cell) : cell.toLocaleString('en')
}

/** Millimetres a column takes before all of them are made to fill the sheet. */
const widths: Record<CellKind, number> = {
  text: 34,
  date: 23,
  integer: 17,
  quantity: 24,
  money: 30,
  price: 24,
  percent: 18,
}
const pxOfMm = 3.4

const columnsOf = (pen: Pen, paper: ReportPaper): Column<ReportCell[]>[] => {
  const wanted = paper.columns.map(({ kind, width }) =>
    kind === 'text' ? (width === null ? 48 : Math.max(14, width / pxOfMm)) : widths[kind],
  )
  const scale = innerWidth(pen.sheet) / wanted.reduce((sum, each) => sum + each, 0)
  return paper.columns.map(({ header, kind }, index) => ({
    label: header,
    width: wanted[index]! * scale,
    ...(kind === 'date' ? { align: 'center' as const } : {}),
    figure: kind !== 'text' && kind !== 'date',
    text: (cells) => cellText(kind, cells[index]),
  }))
}

/** A report, A4 across. */
export const reportSheet = (paper: ReportPaper, options: PaperOptions = {}): Paper => {
  const t = translator(options.language ?? 'zh-CN')
  const pen: Pen = { sheet: letterSheet(8.5, true), style: new Style() }
  const width = innerWidth(pen.sheet)
  const dateText = [paper.when, paper.note].filter(Boolean).join('　')
  const head = letterhead(pen, { company: paper.company, title: paper.title, number: '', dateText }, t)
  const words = (text: string): Flow[] =>
    paragraphs(pen, text, { width, points: 8 }).map((block): Flow => ({ block, together: 'foot' }))
  const hasTotals = paper.totals.some((cell) => cell !== null)
  const totals = paper.totals.map((cell, index): ReportCell => (index === 0 ? t('app.total') : cell))
  const more =
    paper.total > paper.rows.length ? t('reports.printedMore', { total: paper.total, printed: paper.rows.length }) : ''
  const boxes = [
    { width: width / 2, caption: t('papers.madeBy'), name: paper.madeBy },
    { width: width / 2, caption: t('papers.checkedBy') },
  ]
  const records = hasTotals ? [...paper.rows, totals] : paper.rows
  const flow: Flow[] = [
    ...tableFlow(pen, columnsOf(pen, paper), records, { rowMm: 5.8, headMm: 6.6, mostLines: 6 }, 'rows'),
    { block: gap(pen, 2), together: 'foot' },
    ...[more, ...paper.foot].filter(Boolean).flatMap(words),
    { block: gap(pen, 2), together: 'foot' },
    { block: ruled(signBoxes(pen, boxes, 14)), together: 'foot' },
  ]
  const name = [paper.title, paper.when, paper.note].filter(Boolean).join(' ')
  return finishPaper(pen, name, layPages(pen, flow, head, 6))
}
