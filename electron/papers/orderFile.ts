import { type Translate, translator } from '../../shared/language.ts'
import { formatFen, formatMicros } from '../../shared/money.ts'
import { formatQuantity } from '../../shared/quantities.ts'
import { type Block, fieldRow, gap, paragraphs, type Pen, ruled, signBoxes } from './blocks.ts'
import type { OrderFileFact, OrderFilePaper } from './data.ts'
import { letterhead, letterSheet } from './letterhead.ts'
import { type Flow, layPages } from './pages.ts'
import { finishPaper, type Paper, type PaperOptions } from './paper.ts'
import { innerWidth, Style } from './style.ts'
import { type Column, roomForFigures, spanRow, tableFlow, type TableStyle } from './table.ts'

const BOTTOM = 8
const rows: TableStyle = { rowMm: 6, headMm: 6.4, mostLines: 8 }
type Line = OrderFilePaper['lines'][number]
type Listed = OrderFilePaper['papers'][number]

const lineColumns = (pen: Pen, paper: OrderFilePaper, t: Translate): Column<Line>[] => {
  const money: Column<Line>[] =
    paper.totalFen === null
      ? []
      : [
          { label: t('papers.price'), width: 20, figure: true, text: (line) => formatMicros(line.priceMicros ?? 0) },
          { label: t('papers.amount'), width: 24, figure: true, text: (line) => formatFen(line.amountFen ?? 0) },
        ]
  const columns: Column<Line>[] = [
    { label: t('papers.sequence'), width: 8, align: 'center', text: (_, index) => String(index + 1) },
    { label: t('papers.code'), width: 24, text: (line) => line.code },
    { label: t('papers.description'), width: 52, text: (line) => line.description },
    { label: t('papers.ordered'), width: 18, figure: true, text: (line) => formatQuantity(line.quantity) },
    { label: t('papers.unit'), width: 12, align: 'center', text: (line) => line.unit },
    { label: t('papers.delivered'), width: 18, figure: true, text: (line) => formatQuantity(line.delivered) },
    ...money,
    { label: t('papers.due'), width: 18, align: 'center', text: (line) => line.dueOn.slice(5) },
  ]
  const spare = innerWidth(pen.sheet) - columns.reduce((sum, { width }) => sum + width, 0)
  const filled = columns.map((column, index) => (index === 2 ? { ...column, width: column.width + spare } : column))
  return roomForFigures(pen, filled, paper.lines, 2, 30)
}

const factColumns = (pen: Pen, t: Translate): Column<OrderFileFact>[] => {
  const narrow = [30, 22, 24]
  const words = innerWidth(pen.sheet) - narrow.reduce((sum, width) => sum + width, 0)
  return [
    { label: t('papers.fileTime'), width: narrow[0]!, text: (fact) => fact.at },
    { label: t('papers.fileKind'), width: narrow[1]!, align: 'center', text: (fact) => fact.kind },
    { label: t('papers.fileWhat'), width: words, text: (fact) => fact.words },
    { label: t('papers.fileBy'), width: narrow[2]!, align: 'center', text: (fact) => fact.by },
  ]
}

const paperColumns = (pen: Pen, paper: OrderFilePaper, t: Translate): Column<Listed>[] => {
  const width = innerWidth(pen.sheet)
  const money = paper.totalFen !== null
  return [
    { label: t('papers.fileKind'), width: 34, text: ({ kind }) => kind },
    { label: t('papers.number'), width: width - 34 - 30 - 34 - (money ? 34 : 0), text: ({ number }) => number },
    { label: t('papers.date'), width: 30, align: 'center', text: ({ on }) => on },
    { label: t('papers.fileState'), width: 34, align: 'center', text: ({ state }) => state },
    ...(money
      ? [
          {
            label: t('papers.amount'),
            width: 34,
            figure: true,
            text: ({ amountFen }: Listed) => (amountFen === null ? '' : formatFen(amountFen)),
          },
        ]
      : []),
  ]
}

const headFields = (pen: Pen, paper: OrderFilePaper): Block[] => {
  const half = innerWidth(pen.sheet) / 2
  const style = { rowMm: 6.4, lineMm: pen.sheet.lineMm, points: pen.sheet.points, rule: 'box', labelMm: 24 } as const
  const pairs = Array.from({ length: Math.ceil(paper.fields.length / 2) }, (_, index) =>
    paper.fields.slice(index * 2, index * 2 + 2),
  )
  return pairs.map((pair, index) => {
    const fields = pair.map((field) => ({ ...field, width: pair.length === 1 ? half * 2 : half }))
    const block = fieldRow(pen, fields, style)
    return index === 0 ? ruled(block) : block
  })
}

const heading = (pen: Pen, words: string, together: string): Flow[] =>
  [gap(pen, 3), ...paragraphs(pen, words, { width: innerWidth(pen.sheet), bold: true })].map((block) => ({
    block,
    together,
  }))

const totalRow = (pen: Pen, columns: Column<Line>[], paper: OrderFilePaper, t: Translate): Flow[] =>
  paper.totalFen === null
    ? []
    : [
        {
          block: spanRow(
            pen,
            columns,
            [
              { spans: columns.length - 2, text: t('papers.total'), align: 'right', bold: true },
              { spans: 1, text: formatFen(paper.totalFen), figure: true, bold: true },
              { spans: 1, text: '' },
            ],
            6,
          ),
        },
      ]

/** 订单档案, A4: what is filed when an order is done, or asked for in between (duty 120). */
export const orderFile = (paper: OrderFilePaper, options: PaperOptions = {}): Paper => {
  const t = translator(options.language ?? 'zh-CN')
  const pen: Pen = { sheet: letterSheet(9.5), style: new Style() }
  const title = t('papers.orderFile')
  const head = letterhead(pen, { ...paper, title, dateText: paper.customer.shortName }, t)
  const lines = lineColumns(pen, paper, t)
  const third = innerWidth(pen.sheet) / 3
  const boxes = ['papers.merchandiser', 'papers.fileArchived', 'papers.fileReviewed'] as const
  const signs = signBoxes(
    pen,
    boxes.map((caption) => ({ width: third, caption: t(caption), below: [`${t('papers.date')}：`] })),
    22,
  )
  const flow: Flow[] = [
    ...headFields(pen, paper).map((block): Flow => ({ block })),
    ...heading(pen, t('papers.fileLines'), 'lines'),
    ...tableFlow(pen, lines, paper.lines, rows, 'lines'),
    ...totalRow(pen, lines, paper, t),
    ...heading(pen, t('papers.fileMilestones'), 'facts'),
    ...tableFlow(pen, factColumns(pen, t), paper.facts, rows, 'facts'),
    ...(paper.papers.length === 0
      ? []
      : [
          ...heading(pen, t('papers.filePapers'), 'papers'),
          ...tableFlow(pen, paperColumns(pen, paper, t), paper.papers, rows, 'papers'),
        ]),
    { block: gap(pen, 3), together: 'closing' },
    { block: ruled(signs), together: 'closing' },
  ]
  return finishPaper(pen, `${title} ${paper.number}`, layPages(pen, flow, head, BOTTOM))
}
