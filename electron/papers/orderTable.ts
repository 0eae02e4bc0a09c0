import { translator } from '../../shared/language.ts'
import { gap, PAD, type Pen } from './blocks.ts'
import type { CompanyHead } from './data.ts'
import { letterhead, letterSheet } from './letterhead.ts'
import { textWidth } from './measure.ts'
import { type Flow, layPages } from './pages.ts'
import { finishPaper, type Paper, type PaperOptions } from './paper.ts'
import { innerWidth, Style } from './style.ts'
import { type Column, spanRow, tableFlow, type TableStyle } from './table.ts'

/** The order list as it stands on a screen: texts only, its columns in CSS px of the screen. */
export interface OrderTablePaper {
  company: CompanyHead
  on: string
  madeBy: string
  /** What is filtered, in words. */
  note: string
  columns: { label: string; width: number; figure: boolean }[]
  rows: string[][]
  /** Sums under the columns that have one. */
  sums: (string | null)[]
}

const BOTTOM = 6
const rowStyle: TableStyle = { rowMm: 5.6, headMm: 7, mostLines: 8 }
/** Sizes in points, the first at which the columns fit is taken. */
const sizes = [9, 8, 7, 6]
const leastText = 9

/** A figure, a date and a number are never broken: what the longest of them needs, in millimetres. */
const whole = (column: OrderTablePaper['columns'][number], texts: string[], points: number): number => {
  const words = column.figure ? texts : texts.filter((text) => /^[\w./-]{1,12}$/.test(text))
  return Math.max(0, ...words.map((text) => textWidth(text, points, column.figure))) + 2 * PAD + 0.2
}

/** What each column cannot do without at a size. */
const needs = (paper: OrderTablePaper, points: number): number[] =>
  paper.columns.map((column, index) => {
    const texts = [...paper.rows.map((row) => row[index]!), paper.sums[index] ?? '']
    return Math.max(column.figure ? 0 : leastText, whole(column, texts, points))
  })

/** Widths on paper: as on the screen, but a figure is never squeezed; the texts share what is left. */
const widthsOf = (paper: OrderTablePaper, room: number, points: number): number[] | null => {
  const least = needs(paper, points)
  const needed = least.reduce((sum, each) => sum + each, 0)
  if (needed > room) return null
  const asked = paper.columns.reduce((sum, { width }) => sum + width, 0)
  const wanted = paper.columns.map(({ width }, index) => Math.max(least[index]!, (width / asked) * room))
  const over = wanted.reduce((sum, each) => sum + each, 0) - room
  const spare = wanted.map((width, index) => width - least[index]!)
  const spareAll = spare.reduce((sum, each) => sum + each, 0)
  return wanted.map((width, index) => width - (spareAll > 0 ? (over * spare[index]!) / spareAll : 0))
}

const fitting = (paper: OrderTablePaper): { points: number; widths: number[] } => {
  const room = innerWidth(letterSheet(9, true))
  for (const points of sizes) {
    const widths = widthsOf(paper, room, points)
    if (widths) return { points, widths }
  }
  // more columns than a sheet is wide: all alike, every text broken where it must be
  return { points: sizes.at(-1)!, widths: paper.columns.map(() => room / paper.columns.length) }
}

/** 合计 under the table, each sum under its own column. */
const sumCells = (paper: OrderTablePaper, label: string) => {
  const first = paper.sums.findIndex((sum) => sum !== null)
  const lead = first < 0 ? paper.sums.length : first
  return [
    ...(lead > 0 ? [{ spans: lead, text: label, bold: true }] : []),
    ...paper.sums.slice(lead).map((sum) => ({ spans: 1, text: sum ?? '', bold: true, figure: true })),
  ]
}

/** 订单跟踪表, A4 across. */
export const orderTable = (paper: OrderTablePaper, options: PaperOptions = {}): Paper => {
  const t = translator(options.language ?? 'zh-CN')
  const { points, widths } = fitting(paper)
  const pen: Pen = { sheet: letterSheet(points, true), style: new Style() }
  const columns = paper.columns.map(({ label, figure }, index): Column<string[]> => ({
    label,
    width: widths[index]!,
    figure,
    text: (row) => row[index]!,
  }))
  const title = t('orderList.title')
  const dateText = [`${t('papers.date')}：${paper.on}`, paper.note, `${t('papers.madeBy')}：${paper.madeBy}`]
    .filter(Boolean)
    .join('　')
  const head = letterhead(pen, { company: paper.company, title, number: '', dateText }, t)
  const sum = spanRow(pen, columns, sumCells(paper, t('orderList.sumOrders', { orders: paper.rows.length })), 6.4)
  const flow: Flow[] = [
    ...tableFlow(pen, columns, paper.rows, rowStyle, 'table'),
    { block: sum, together: 'sum' },
    { block: gap(pen, 1), together: 'sum' },
  ]
  return finishPaper(pen, `${title} ${paper.on}`, layPages(pen, flow, head, BOTTOM))
}
