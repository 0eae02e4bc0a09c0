import { type Translate, translator } from '../../shared/language.ts'
import { formatQuantity } from '../../shared/quantities.ts'
import { type Block, fieldRow, gap, paragraphs, type Pen, ruled, signBoxes } from './blocks.ts'
import type { ProgressReplyPaper, ProgressReplyRow } from './data.ts'
import { letterhead, letterSheet } from './letterhead.ts'
import { type Flow, layPages } from './pages.ts'
import { finishPaper, type Paper, type PaperOptions } from './paper.ts'
import { innerWidth, Style } from './style.ts'
import { type Column, roomForFigures, tableFlow } from './table.ts'

const BOTTOM = 8
const GOODS = 2

const columnsOf = (pen: Pen, rows: ProgressReplyRow[], t: Translate): Column<ProgressReplyRow>[] => {
  const columns: Column<ProgressReplyRow>[] = [
    { label: t('papers.sequence'), width: 8, align: 'center', text: (_, index) => String(index + 1) },
    {
      label: t('papers.poNumber'),
      width: 31,
      text: (row) => [row.orderNumber, row.customerPo && `PO ${row.customerPo}`].filter(Boolean).join('\n'),
    },
    { label: t('papers.description'), width: 45, text: (row) => row.goods },
    { label: t('papers.ordered'), width: 15, figure: true, text: (row) => formatQuantity(row.quantity) },
    { label: t('papers.unit'), width: 10, align: 'center', text: (row) => row.unit },
    { label: t('papers.done'), width: 14, figure: true, text: (row) => formatQuantity(row.done) },
    { label: t('papers.delivered'), width: 14, figure: true, text: (row) => formatQuantity(row.delivered) },
    { label: t('papers.stage'), width: 21, align: 'center', text: (row) => row.stage },
    { label: t('papers.due'), width: 12, align: 'center', text: (row) => row.dueOn.slice(5) },
    { label: t('papers.expectedOn'), width: 12, align: 'center', text: (row) => row.expectedOn.slice(5) },
    { label: t('papers.promisedOn'), width: 12, align: 'center', text: (row) => row.promisedOn.slice(5) },
  ]
  return roomForFigures(pen, columns, rows, GOODS, 30)
}

const boxStyle = (pen: Pen) =>
  ({ rowMm: 6.4, lineMm: pen.sheet.lineMm, points: pen.sheet.points, rule: 'box', labelMm: 20 }) as const

const headFields = (pen: Pen, { customer }: ProgressReplyPaper, t: Translate): Block[] => {
  const width = innerWidth(pen.sheet)
  const third = width / 3
  return [
    ruled(fieldRow(pen, [{ label: t('papers.customer'), value: customer.name, width, bold: true }], boxStyle(pen))),
    fieldRow(
      pen,
      [
        { label: t('papers.attention'), value: customer.contact, width: third },
        { label: t('papers.phone'), value: customer.phone, width: third },
        { label: t('papers.fax'), value: customer.fax, width: third },
      ],
      boxStyle(pen),
    ),
  ]
}

const signing = (pen: Pen, paper: ProgressReplyPaper, t: Translate): Block[] => {
  const half = innerWidth(pen.sheet) / 2
  const boxes = [
    {
      width: half,
      caption: t('papers.sentFrom'),
      name: `${paper.company.name} ${paper.madeBy}`,
      below: [t('papers.signedOn')],
    },
    { width: half, caption: t('papers.attention'), name: paper.customer.contact, below: [t('papers.signedOn')] },
  ]
  return [gap(pen, 3), ruled(signBoxes(pen, boxes, 30))]
}

/** 客户进度回复函, A4, fax-safe: black, 10.5 points, no grey (duty 58). */
export const progressReply = (paper: ProgressReplyPaper, options: PaperOptions = {}): Paper => {
  const t = translator(options.language ?? 'zh-CN')
  const pen: Pen = { sheet: letterSheet(10.5), style: new Style() }
  const width = innerWidth(pen.sheet)
  const title = t('papers.progressReply')
  const head = letterhead(
    pen,
    { company: paper.company, number: paper.number, title, dateText: `${t('papers.date')}：${paper.on}` },
    t,
  )
  const table =
    paper.rows.length === 0
      ? paragraphs(pen, t('papers.progressNothing'), { width }).map((block): Flow => ({ block }))
      : tableFlow(pen, columnsOf(pen, paper.rows, t), paper.rows, { rowMm: 7, headMm: 7, mostLines: 8 }, 'rows')
  const note = paper.note === '' ? [] : paragraphs(pen, `${t('papers.noteText')}：${paper.note}`, { width })
  const flow: Flow[] = [
    ...headFields(pen, paper, t).map((block): Flow => ({ block })),
    { block: gap(pen, 2) },
    ...paragraphs(pen, t('papers.progressGreeting'), { width }).map((block): Flow => ({ block })),
    { block: gap(pen, 1.5) },
    ...table,
    { block: gap(pen, 2) },
    ...note.map((block): Flow => ({ block })),
    ...signing(pen, paper, t).map((block): Flow => ({ block, together: 'closing' })),
  ]
  return finishPaper(pen, `${title} ${paper.customer.shortName} ${paper.on}`, layPages(pen, flow, head, BOTTOM))
}
