import { type Translate, translator } from '../../shared/language.ts'
import { formatQuantity } from '../../shared/quantities.ts'
import { type Block, fieldRow, gap, paragraphs, type Pen, ruled } from './blocks.ts'
import type { PaperHead } from './data.ts'
import { letterhead, letterSheet } from './letterhead.ts'
import { type Flow, layPages } from './pages.ts'
import { finishPaper, type Paper, type PaperOptions } from './paper.ts'
import { innerWidth, Style } from './style.ts'
import { type Column, roomForFigures, tableFlow } from './table.ts'

export interface OutsideCallLine {
  number: string
  goods: string
  process: string
  unit: string
  quantity: number
  open: number
  wantedOn: string
  lateDays: number
  /** What was said last: `11-25 张师傅:后天好 → 11-28`; '' = never asked. */
  said: string
}

/** 外协问进度表 (duty 70): today's questions for one factory, room to write the answers in. */
export interface OutsideCallPaper extends PaperHead {
  factory: string
  contact: string
  phone: string
  on: string
  lines: OutsideCallLine[]
}

const GOODS = 2

const columnsOf = (pen: Pen, lines: OutsideCallLine[], t: Translate): Column<OutsideCallLine>[] => {
  const width = innerWidth(pen.sheet)
  const fixed = 8 + 30 + 18 + 12 + 19 + 19 + 19 + 46 + 52
  const columns: Column<OutsideCallLine>[] = [
    { label: t('papers.sequence'), width: 8, align: 'center', text: (_, index) => String(index + 1) },
    { label: t('papers.number'), width: 30, text: (line) => line.number },
    { label: t('papers.description'), width: width - fixed, text: (line) => line.goods },
    { label: t('operations.process'), width: 18, align: 'center', text: (line) => line.process },
    { label: t('papers.unit'), width: 12, align: 'center', text: (line) => line.unit },
    { label: t('outsourcing.sent'), width: 19, figure: true, text: (line) => formatQuantity(line.quantity) },
    { label: t('outsourcing.open'), width: 19, figure: true, text: (line) => formatQuantity(line.open) },
    {
      label: t('outsourcing.wantedOn'),
      width: 19,
      align: 'center',
      text: (line) =>
        [line.wantedOn.slice(5), line.lateDays > 0 ? t('operations.lateBy', { days: line.lateDays }) : '']
          .filter(Boolean)
          .join('\n'),
    },
    { label: t('outsourcing.saidLast'), width: 46, text: (line) => line.said },
    { label: t('outsourcing.answerToday'), width: 52, text: () => '' },
  ]
  return roomForFigures(pen, columns, lines, GOODS, 30)
}

const headFields = (pen: Pen, paper: OutsideCallPaper, t: Translate): Block => {
  const third = innerWidth(pen.sheet) / 3
  return ruled(
    fieldRow(
      pen,
      [
        { label: t('outsourcing.factory'), value: paper.factory, width: third, bold: true },
        { label: t('papers.contact'), value: paper.contact, width: third },
        { label: t('papers.phone'), value: paper.phone, width: third },
      ],
      { rowMm: 6.8, lineMm: pen.sheet.lineMm, points: pen.sheet.points, rule: 'box', labelMm: 22 },
    ),
  )
}

/** 外协问进度表, A4 landscape. */
export const outsideCalls = (paper: OutsideCallPaper, options: PaperOptions = {}): Paper => {
  const t = translator(options.language ?? 'zh-CN')
  const pen: Pen = { sheet: letterSheet(10, true), style: new Style() }
  const title = t('outsourcing.callTitle')
  const head = letterhead(
    pen,
    { company: paper.company, number: '', title, dateText: `${t('papers.date')}：${paper.on}` },
    t,
  )
  const table =
    paper.lines.length === 0
      ? paragraphs(pen, t('outsourcing.callNothing'), { width: innerWidth(pen.sheet) }).map((block): Flow => ({
          block,
        }))
      : tableFlow(pen, columnsOf(pen, paper.lines, t), paper.lines, { rowMm: 12, headMm: 7, mostLines: 8 }, 'lines')
  const foot = paragraphs(pen, `${t('papers.madeBy')}：${paper.madeBy}　　${t('outsourcing.callFoot')}`, {
    width: innerWidth(pen.sheet),
  })
  const flow: Flow[] = [
    { block: headFields(pen, paper, t) },
    { block: gap(pen, 2) },
    ...table,
    { block: gap(pen, 3) },
    ...foot.map((block): Flow => ({ block })),
  ]
  return finishPaper(pen, `${title} ${paper.factory} ${paper.on}`, layPages(pen, flow, head, 8))
}
