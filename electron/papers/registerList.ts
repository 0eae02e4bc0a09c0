import { translator } from '../../shared/language.ts'
import { gap, paragraphs, type Pen } from './blocks.ts'
import type { PaperHead } from './data.ts'
import { letterhead, letterSheet } from './letterhead.ts'
import { type Flow, layPages } from './pages.ts'
import { finishPaper, type Paper, type PaperOptions } from './paper.ts'
import { innerWidth, Style } from './style.ts'
import { type Column, tableFlow } from './table.ts'

export interface RegisterListRow {
  on: string
  direction: string
  number: string
  what: string
  subject: string
  party: string
  copies: number
  by: string
  /** Day and name, or that it is still waited for. */
  signed: string
}
/** 收发文登记簿 (duty 119). No amount is on it. */
export interface RegisterListPaper extends PaperHead {
  /** From when to when, and what it was filtered by. */
  period: string
  /** Lines there are; those printed may be fewer. */
  total: number
  rows: RegisterListRow[]
}

/** 收发文登记簿, A4 across. */
export const registerList = (paper: RegisterListPaper, options: PaperOptions = {}): Paper => {
  const t = translator(options.language ?? 'zh-CN')
  const pen: Pen = { sheet: letterSheet(9.5, true), style: new Style() }
  const width = innerWidth(pen.sheet)
  const title = t('register.paperTitle')
  const head = letterhead(pen, { company: paper.company, title, number: '', dateText: paper.period }, t)
  const fixed = 10 + 21 + 13 + 40 + 28 + 50 + 13 + 20 + 36
  const columns: Column<RegisterListRow>[] = [
    { label: t('papers.sequence'), width: 10, align: 'center', text: (_, index) => String(index + 1) },
    { label: t('papers.date'), width: 21, align: 'center', text: (row) => row.on },
    { label: t('register.direction'), width: 13, align: 'center', text: (row) => row.direction },
    { label: t('papers.number'), width: 40, text: (row) => row.number },
    { label: t('register.what'), width: 28, text: (row) => row.what },
    { label: t('register.subject'), width: width - fixed, text: (row) => row.subject },
    { label: t('register.party'), width: 50, text: (row) => row.party },
    { label: t('register.copies'), width: 13, figure: true, text: (row) => String(row.copies) },
    { label: t('register.by'), width: 20, text: (row) => row.by },
    { label: t('register.signed'), width: 36, text: (row) => row.signed },
  ]
  const sum =
    paper.total > paper.rows.length
      ? t('register.sumMore', { total: paper.total, printed: paper.rows.length })
      : t('register.sum', { total: paper.total })
  const flow: Flow[] = [
    ...tableFlow(pen, columns, paper.rows, { rowMm: 6.5, headMm: 7, mostLines: 5 }, 'lines'),
    { block: gap(pen, 2), together: 'foot' },
    ...paragraphs(pen, `${sum}　　${t('papers.madeBy')}：${paper.madeBy}`, { width, bold: true }).map(
      (block): Flow => ({ block, together: 'foot' }),
    ),
  ]
  return finishPaper(pen, `${title} ${paper.period}`.slice(0, 100), layPages(pen, flow, head, 8))
}
