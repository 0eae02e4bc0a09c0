import { type Translate, translator } from '../../shared/language.ts'
import { formatQuantity } from '../../shared/quantities.ts'
import { type Block, fieldRow, gap, type Pen } from './blocks.ts'
import type { ProgressPaper, ProgressRow } from './data.ts'
import { letterhead, letterSheet } from './letterhead.ts'
import { type Flow, layPages } from './pages.ts'
import { finishPaper, type Paper, type PaperOptions } from './paper.ts'
import { innerWidth, Style } from './style.ts'
import { type Column, tableFlow, type TableStyle } from './table.ts'

const BOTTOM = 6
const rows: TableStyle = { rowMm: 6.4, headMm: 7, mostLines: 8 }
/** Processes side by side on one sheet; what a product passes beyond goes on in a second table. */
const MOST_PROCESSES = 8

/** Done so far over the day of the last report: `60` / `11-23`. */
const stepText = (row: ProgressRow, index: number): string => {
  const step = row.steps[index]
  if (!step) return step === null ? '—' : ''
  return [formatQuantity(step.quantity), step.on.slice(5)].filter(Boolean).join('\n')
}

const dueText = (row: ProgressRow, t: Translate): string =>
  [row.dueOn.slice(5), row.rush ? t('papers.rush') : ''].filter(Boolean).join('\n')

const expectedText = (row: ProgressRow, t: Translate): string =>
  [row.expectedOn.slice(5), row.lateDays > 0 ? t('papers.lateDays', { days: row.lateDays }) : '']
    .filter(Boolean)
    .join('\n')

/** Columns of papers.md 4.3; the processes share what the others leave of the sheet's 281 mm. */
const columnsOf = (pen: Pen, processes: string[], from: number, t: Translate): Column<ProgressRow>[] => {
  const before: Column<ProgressRow>[] = [
    { label: t('papers.sequence'), width: 8, align: 'center', text: (_, index) => String(index + 1) },
    { label: t('papers.customerShort'), width: 18.5, text: (row) => row.customer },
    { label: t('papers.documentNumber'), width: 22.5, text: (row) => row.number },
    { label: t('papers.description'), width: 39.5, text: (row) => row.description },
    { label: t('papers.ordered'), width: 13, figure: true, text: (row) => formatQuantity(row.quantity) },
    { label: t('papers.due'), width: 11.5, align: 'center', text: (row) => dueText(row, t) },
  ]
  const after: Column<ProgressRow>[] = [
    { label: t('papers.stocked'), width: 12, figure: true, text: (row) => formatQuantity(row.stocked) },
    { label: t('papers.delivered'), width: 12, figure: true, text: (row) => formatQuantity(row.delivered) },
    {
      label: t('papers.undelivered'),
      width: 12,
      figure: true,
      text: (row) => formatQuantity(row.undelivered),
    },
    { label: t('papers.cause'), width: 22, text: (row) => row.cause },
    { label: t('papers.expected'), width: 14.5, align: 'center', text: (row) => expectedText(row, t) },
    { label: t('papers.filledBy'), width: 12.5, align: 'center', text: (row) => row.filledBy },
  ]
  const fixed = [...before, ...after].reduce((sum, column) => sum + column.width, 0)
  const left = innerWidth(pen.sheet) - fixed
  const width = processes.length > 0 ? left / processes.length : 0
  const steps = processes.map((process, index): Column<ProgressRow> => ({
    label: process,
    width,
    align: 'center',
    text: (row) => stepText(row, from + index),
  }))
  const columns = [...before, ...steps, ...after]
  // without processes the description takes the room, so that the table keeps the width of the sheet
  return processes.length > 0
    ? columns
    : columns.map((column, index) => (index === 3 ? { ...column, width: column.width + left } : column))
}

const people = (pen: Pen, paper: ProgressPaper, t: Translate): Block => {
  const width = innerWidth(pen.sheet) / 3
  return fieldRow(
    pen,
    [
      { label: t('papers.madeBy'), value: paper.madeBy, width },
      { label: t('papers.checkedBy'), value: paper.checkedBy, width },
      { label: t('papers.signProduction'), value: '', width },
    ],
    { rowMm: 8, lineMm: pen.sheet.lineMm, points: pen.sheet.points, rule: 'line' },
  )
}

/** 生产进度表, A4 across, printed daily (papers.md 4.3). */
export const progressTable = (paper: ProgressPaper, options: PaperOptions = {}): Paper => {
  const t = translator(options.language ?? 'zh-CN')
  const sheet = letterSheet(9, true)
  const pen: Pen = { sheet, style: new Style() }
  const parts: string[][] = []
  for (let from = 0; from < Math.max(1, paper.processes.length); from += MOST_PROCESSES)
    parts.push(paper.processes.slice(from, from + MOST_PROCESSES))
  const title = t('papers.progressTable')
  const workshop = paper.workshop || t('papers.allWorkshops')
  const dateText = `${t('papers.reportOn')}：${paper.on}　${t('papers.workshop')}：${workshop}`
  const pages = parts.map((processes, part) => {
    const columns = columnsOf(pen, processes, part * MOST_PROCESSES, t)
    return tableFlow(pen, columns, paper.rows, rows, `part${part}`)
  })
  const continued = (part: number): string => (part === 0 ? '' : t('papers.continuedProcesses', { part }))
  const head = letterhead(pen, { ...paper, title, dateText }, t)
  const flow: Flow[] = pages.flatMap((table, part) => [
    ...(part > 0
      ? [
          { block: gap(pen, 3) },
          {
            block: fieldRow(pen, [{ label: '', value: `${title}${continued(part)}`, width: innerWidth(sheet) }], {
              rowMm: 6,
              lineMm: sheet.lineMm,
              points: sheet.points,
              rule: 'line',
            }),
            together: `part${part}`,
          },
        ]
      : []),
    ...table,
  ])
  const closing: Flow[] = [gap(pen, 2), people(pen, paper, t)].map((block) => ({
    block,
    together: 'closing',
  }))
  return finishPaper(pen, `${title} ${paper.on}`, layPages(pen, [...flow, ...closing], head, BOTTOM))
}
