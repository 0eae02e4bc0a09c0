import { translator } from '../../shared/language.ts'
import type { AgeingGroup } from '../../shared/signBacks.ts'
import { gap, paragraphs, type Pen } from './blocks.ts'
import type { PaperHead } from './data.ts'
import { letterhead, letterSheet } from './letterhead.ts'
import { type Flow, layPages } from './pages.ts'
import { finishPaper, type Paper, type PaperOptions } from './paper.ts'
import { innerWidth, Style } from './style.ts'
import { type Column, tableFlow } from './table.ts'

export interface SignChaseLine {
  number: string
  kind: string
  sentOn: string
  customer: string
  goods: string
  /** Days past its day; 0 = not late. */
  lateDays: number
  /** How often it was asked for and what was said last. */
  said: string
}

/** 回签催收单 (duty 87): what a driver is to bring back, or a customer to sign. No amount is on it. */
export interface SignChasePaper extends PaperHead {
  on: string
  by: AgeingGroup
  whose: string
  /** Which of them: 超 8–15 天; '' = all. */
  note: string
  lines: SignChaseLine[]
}

/** 回签催收单, A4 upright, a row high enough to sign in. */
export const signChaseList = (paper: SignChasePaper, options: PaperOptions = {}): Paper => {
  const t = translator(options.language ?? 'zh-CN')
  const pen: Pen = { sheet: letterSheet(9.5), style: new Style() }
  const width = innerWidth(pen.sheet)
  const second = paper.by === 'customer'
  const fixed = 8 + 27 + 20 + 26 + 14 + 30 + 28
  const columns: Column<SignChaseLine>[] = [
    { label: t('papers.sequence'), width: 8, align: 'center', text: (_, index) => String(index + 1) },
    { label: t('papers.number'), width: 27, text: (line) => line.number },
    { label: t('signBacks.sentAt'), width: 20, align: 'center', text: (line) => line.sentOn },
    second
      ? { label: t('signBacks.kind'), width: 26, align: 'center', text: (line) => line.kind }
      : { label: t('app.customer'), width: 26, text: (line) => line.customer },
    { label: t('papers.description'), width: width - fixed, text: (line) => line.goods },
    {
      label: t('signBacks.late'),
      width: 14,
      align: 'center',
      text: (line) => (line.lateDays > 0 ? t('signBacks.days', { days: line.lateDays }) : ''),
    },
    { label: t('signBacks.saidLast'), width: 30, text: (line) => line.said },
    { label: t('signBacks.signHere'), width: 28, text: () => '' },
  ]
  const title = t('signBacks.chaseTitle')
  const dateText = [`${t('papers.date')}：${paper.on}`, paper.note].filter(Boolean).join('　')
  const head = letterhead(pen, { company: paper.company, title, number: '', dateText }, t)
  const who = t(
    paper.by === 'driver'
      ? 'signBacks.ofDriver'
      : paper.by === 'customer'
        ? 'signBacks.ofCustomer'
        : 'signBacks.ofKind',
    { name: paper.whose },
  )
  const text = (words: string, bold = false, together?: string): Flow[] =>
    paragraphs(pen, words, { width, bold }).map((block): Flow => (together ? { block, together } : { block }))
  const flow: Flow[] = [
    ...text(who, true),
    { block: gap(pen, 1.5) },
    ...tableFlow(pen, columns, paper.lines, { rowMm: 9.5, headMm: 7, mostLines: 6 }, 'lines'),
    { block: gap(pen, 2), together: 'foot' },
    ...text(t('signBacks.chaseSum', { count: paper.lines.length }), true, 'foot'),
    { block: gap(pen, 4), together: 'foot' },
    ...text(
      `${t('papers.madeBy')}：${paper.madeBy}　　　　${t('signBacks.takenBy')}：______________　　　　${t('papers.date')}：______________`,
      false,
      'foot',
    ),
  ]
  return finishPaper(pen, `${title} ${paper.whose} ${paper.on}`, layPages(pen, flow, head, 8))
}
