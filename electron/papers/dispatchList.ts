import type { DateText } from '../../shared/dates.ts'
import { type Translate, translator } from '../../shared/language.ts'
import { formatQuantity } from '../../shared/quantities.ts'
import { fieldRow, gap, type Pen, signBoxes } from './blocks.ts'
import type { PaperHead } from './data.ts'
import { letterhead, letterSheet } from './letterhead.ts'
import { type Flow, layPages } from './pages.ts'
import { finishPaper, type Paper, type PaperOptions } from './paper.ts'
import { innerWidth, Style } from './style.ts'
import { type Column, tableFlow, type TableStyle } from './table.ts'

export interface DispatchRow {
  noticeNumber: string
  /** Short name, or the code where the office hides names from the workshops. */
  customer: string
  description: string
  unit: string
  quantity: number
  done: number
  left: number
  plannedStart: DateText
  plannedFinish: DateText
  dueOn: DateText
  rush: boolean
  /** The workshop that does it. */
  workshop: string
}
/** The order of work of one process; `total` counts those that are not printed too. */
export interface DispatchPart {
  process: string
  total: number
  rows: DispatchRow[]
}
/** 派工单 (duty 49), A4: which piece of work comes when. */
export interface DispatchPaper extends PaperHead {
  on: DateText
  workshop: string
  parts: DispatchPart[]
}

const BOTTOM = 8
const rows: TableStyle = { rowMm: 7.4, headMm: 7, mostLines: 8 }

const daysText = ({ plannedStart, plannedFinish }: DispatchRow): string =>
  plannedStart === plannedFinish ? plannedStart.slice(5) : `${plannedStart.slice(5)}–${plannedFinish.slice(5)}`

const goodsText = ({ description, workshop: own }: DispatchRow, workshop: string): string =>
  own === '' || own === workshop ? description : `${description}【${own}】`

/** `workshop` is the one the sheet is headed with: what another one does says so beside its goods. */
const columnsOf = (t: Translate, workshop: string): Column<DispatchRow>[] => [
  { label: t('papers.place'), width: 10, align: 'center', text: (_, index) => String(index + 1) },
  { label: t('papers.noticeNumber'), width: 24, text: (row) => row.noticeNumber },
  { label: t('papers.customerShort'), width: 17, text: (row) => row.customer },
  { label: t('papers.description'), width: 47, text: (row) => goodsText(row, workshop) },
  { label: t('papers.unit'), width: 9, align: 'center', text: (row) => row.unit },
  { label: t('papers.ordered'), width: 14, figure: true, text: (row) => formatQuantity(row.quantity) },
  { label: t('papers.doneSoFar'), width: 14, figure: true, text: (row) => formatQuantity(row.done) },
  { label: t('papers.leftToDo'), width: 14, figure: true, text: (row) => formatQuantity(row.left) },
  { label: t('papers.plannedDays'), width: 26, align: 'center', text: daysText },
  {
    label: t('papers.due'),
    width: 19,
    align: 'center',
    text: (row) => [row.dueOn.slice(5), row.rush ? t('papers.rush') : ''].filter(Boolean).join(' '),
  },
]

/** The heading of a process, kept on the page of its first rows; what was left off is said. */
const partHead = (pen: Pen, { process, total, rows: printed }: DispatchPart, t: Translate): Flow['block'] =>
  fieldRow(
    pen,
    [
      {
        label: t('papers.process'),
        value:
          total > printed.length
            ? t('papers.dispatchMore', { process, total, printed: printed.length })
            : t('papers.dispatchCount', { process, total }),
        width: innerWidth(pen.sheet),
      },
    ],
    { rowMm: 7, lineMm: pen.sheet.lineMm, points: pen.sheet.points, rule: 'line' },
  )

/** 派工单: the order of work of one or several processes, A4, without any price (duty 49). */
export const dispatchList = (paper: DispatchPaper, options: PaperOptions = {}): Paper => {
  const t = translator(options.language ?? 'zh-CN')
  const sheet = letterSheet(9.5)
  const pen: Pen = { sheet, style: new Style() }
  const title = t('papers.dispatchList')
  const dateText = `${t('papers.reportOn')}：${paper.on}　${t('papers.workshop')}：${paper.workshop}`
  const width = innerWidth(sheet)
  const flow: Flow[] = paper.parts.flatMap((part, index): Flow[] => [
    ...(index > 0 ? [{ block: gap(pen, 3) }] : []),
    { block: partHead(pen, part, t), together: `part${index}` },
    ...tableFlow(pen, columnsOf(t, paper.workshop), part.rows, rows, `part${index}`),
  ])
  const boxes = [
    { width: width / 3, caption: t('papers.madeBy'), name: paper.madeBy },
    { width: width / 3, caption: t('papers.leader'), name: '' },
    { width: width / 3, caption: t('papers.signProduction'), name: '' },
  ]
  const closing: Flow[] = [gap(pen, 3), signBoxes(pen, boxes, 26)].map((block) => ({ block, together: 'closing' }))
  const head = letterhead(pen, { ...paper, title, dateText }, t)
  return finishPaper(pen, `${title} ${paper.on} ${paper.workshop}`, layPages(pen, [...flow, ...closing], head, BOTTOM))
}
