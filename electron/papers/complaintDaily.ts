import { type Translate, translator } from '../../shared/language.ts'
import { gap, paragraphs, type Pen, ruled, signBoxes } from './blocks.ts'
import type { PaperHead } from './data.ts'
import { letterhead, letterSheet } from './letterhead.ts'
import { type Flow, layPages } from './pages.ts'
import { finishPaper, type Paper, type PaperOptions } from './paper.ts'
import { innerWidth, Style } from './style.ts'
import { type Column, tableFlow } from './table.ts'

export interface ComplaintDailyRow {
  timeText: string
  complaintNumber: string
  customer: string
  product: string
  quantityText: string
  kindText: string
  whatText: string
  wantsText: string
  decisionText: string
  remediesText: string
  responsible: string
}
/** 投诉日报 (duty 98): handed to the supervisor every day. No amount is on it. */
export interface ComplaintDailyPaper extends PaperHead {
  on: string
  sumsText: string
  rows: ComplaintDailyRow[]
  earlier: ComplaintDailyRow[]
}

const columnsOf = (pen: Pen, t: Translate): Column<ComplaintDailyRow>[] => {
  const fixed = 8 + 16 + 26 + 24 + 27 + 14 + 18 + 28 + 31 + 20
  const rest = innerWidth(pen.sheet) - fixed
  return [
    { label: t('papers.sequence'), width: 8, align: 'center', text: (_, index) => String(index + 1) },
    { label: t('complaints.time'), width: 16, align: 'center', text: (row) => row.timeText },
    { label: t('papers.number'), width: 26, text: (row) => row.complaintNumber },
    { label: t('app.customer'), width: 24, text: (row) => row.customer },
    { label: t('papers.product'), width: rest / 2, text: (row) => row.product },
    { label: t('complaints.quantities'), width: 27, align: 'right', text: (row) => row.quantityText },
    { label: t('complaints.kind'), width: 14, align: 'center', text: (row) => row.kindText },
    { label: t('complaints.what'), width: rest / 2, text: (row) => row.whatText },
    { label: t('complaints.wants'), width: 18, text: (row) => row.wantsText },
    { label: t('complaints.managerSays'), width: 28, text: (row) => row.decisionText },
    { label: t('complaints.remedies'), width: 31, text: (row) => row.remediesText },
    { label: t('complaints.responsible'), width: 20, text: (row) => row.responsible },
  ]
}

/** 投诉日报, A4 across: what came in that day, then what is still open from before. */
export const complaintDaily = (paper: ComplaintDailyPaper, options: PaperOptions = {}): Paper => {
  const t = translator(options.language ?? 'zh-CN')
  const pen: Pen = { sheet: letterSheet(9.5, true), style: new Style() }
  const width = innerWidth(pen.sheet)
  const title = t('complaints.dailyTitle')
  const dateText = `${t('papers.date')}：${paper.on}`
  const head = letterhead(pen, { company: paper.company, title, number: '', dateText }, t)
  const text = (words: string, bold = false): Flow[] =>
    paragraphs(pen, words, { width, bold }).map((block): Flow => ({ block }))
  const style = { rowMm: 8, headMm: 7, mostLines: 6 }
  const table = (label: string, rows: ComplaintDailyRow[], name: string): Flow[] => [
    ...text(label, true),
    ...(rows.length === 0 ? text(t('complaints.dailyNone')) : tableFlow(pen, columnsOf(pen, t), rows, style, name)),
    { block: gap(pen, 2) },
  ]
  const flow: Flow[] = [
    ...table(t('complaints.dailyToday', { count: paper.rows.length }), paper.rows, 'rows'),
    ...table(t('complaints.dailyEarlier', { count: paper.earlier.length }), paper.earlier, 'earlier'),
    ...text(paper.sumsText, true),
    { block: gap(pen, 2), together: 'foot' },
    {
      block: ruled(
        signBoxes(
          pen,
          [
            { width: width / 2, caption: t('papers.madeBy'), name: paper.madeBy },
            { width: width / 2, caption: t('complaints.signSupervisor'), name: '' },
          ],
          20,
        ),
      ),
      together: 'foot',
    },
  ]
  return finishPaper(pen, `${title} ${paper.on}`, layPages(pen, flow, head, 8))
}
