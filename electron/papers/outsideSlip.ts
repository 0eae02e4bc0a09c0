import { type PhraseKey, type Translate, translator } from '../../shared/language.ts'
import { formatFen, formatMicros } from '../../shared/money.ts'
import { amountInWords } from '../../shared/amountInWords.ts'
import { formatQuantity } from '../../shared/quantities.ts'
import { type Block, fieldRow, gap, paragraphs, type Pen, ruled, signBoxes } from './blocks.ts'
import type { EditionHead } from './data.ts'
import { furtherFields, furtherRows, has, laidOut, layoutSheet, noteParagraphs, type PaperLayout } from './layout.ts'
import { sizeColumns } from './layoutColumns.ts'
import { sourceText } from './layoutSources.ts'
import { letterhead, letterSheet } from './letterhead.ts'
import { type Flow, layPages } from './pages.ts'
import { finishPaper, type Paper, type PaperOptions } from './paper.ts'
import { innerWidth, Style } from './style.ts'
import { type Column, roomForFigures, tableFlow } from './table.ts'

export interface OutsideSlipLine {
  noticeNumber: string
  process: string
  goods: string
  requirement: string
  unit: string
  quantity: number
  priceMicros: number | null
  amountFen: number | null
  wantedOn: string
}

/** One copy of the 外协加工单: who it is for, and whether it tells what the work costs. */
export interface OutsideCopy {
  name: string
  priced: boolean
}

/** 外协加工单 (papers.md 4.15, duty 71): no customer is named on it, the factory is told what to do and by when. */
export interface OutsideSlipPaper extends EditionHead {
  factory: string
  contact: string
  phone: string
  fax: string
  sentOn: string
  packing: string
  enclosures: string
  requirement: string
  remark: string
  lines: OutsideSlipLine[]
  /** Null where the prices are not shown to who prints it. */
  totalFen: number | null
  copies: OutsideCopy[]
}

const BOTTOM = 8
/** 品名规格 gives room to figures, down to so many millimetres. */
const LEAST_GOODS = 40

/** Every column a 外协加工单 can have. */
export const outsideColumns = (pen: Pen, priced: boolean, t: Translate): Column<OutsideSlipLine>[] => {
  const fixed = 8 + 30 + 18 + 11 + 20 + 22 + (priced ? 18 + 22 : 0)
  return [
    { key: 'sequence', label: t('papers.sequence'), width: 8, align: 'center', text: (_, index) => String(index + 1) },
    { key: 'notice', label: t('outsourcing.paperNotice'), width: 30, text: (line) => line.noticeNumber },
    { key: 'process', label: t('operations.process'), width: 18, align: 'center', text: (line) => line.process },
    {
      key: 'goods',
      needed: true,
      label: t('outsourcing.paperGoods'),
      width: innerWidth(pen.sheet) - fixed,
      text: (line) => [line.goods, line.requirement].filter(Boolean).join('\n'),
    },
    ...sizeColumns(t, (line: OutsideSlipLine) => line.goods),
    { key: 'unit', label: t('papers.unit'), width: 11, align: 'center', text: (line) => line.unit },
    {
      key: 'quantity',
      label: t('papers.quantity'),
      width: 20,
      figure: true,
      needed: true,
      text: (line) => formatQuantity(line.quantity),
    },
    ...(priced
      ? [
          {
            key: 'price',
            label: t('papers.price'),
            width: 18,
            figure: true,
            text: (line: OutsideSlipLine) => (line.priceMicros === null ? '' : formatMicros(line.priceMicros)),
          },
          {
            key: 'amount',
            label: t('papers.amount'),
            width: 22,
            figure: true,
            text: (line: OutsideSlipLine) => (line.amountFen === null ? '' : formatFen(line.amountFen)),
          },
        ]
      : []),
    { key: 'wantedOn', label: t('outsourcing.wantedOn'), width: 22, align: 'center', text: (line) => line.wantedOn },
  ]
}

const columnsOf = (
  pen: Pen,
  paper: OutsideSlipPaper,
  priced: boolean,
  t: Translate,
  layout: PaperLayout | undefined,
): Column<OutsideSlipLine>[] => {
  const columns = laidOut(pen, outsideColumns(pen, priced, t), layout, paper.lines)
  if (layout) return columns
  return roomForFigures(
    pen,
    columns,
    paper.lines,
    columns.findIndex(({ key }) => key === 'goods'),
    LEAST_GOODS,
  )
}

const box = (pen: Pen) =>
  ({ rowMm: 6.8, lineMm: pen.sheet.lineMm, points: pen.sheet.points, rule: 'box', labelMm: 24 }) as const

const headFields = (pen: Pen, paper: OutsideSlipPaper, t: Translate): Block[] => {
  const width = innerWidth(pen.sheet)
  const field = (label: PhraseKey, value: string, share: number, bold = false) => ({
    label: t(label),
    value,
    width: width * share,
    bold,
  })
  return [
    ruled(fieldRow(pen, [field('outsourcing.factory', paper.factory, 1, true)], box(pen))),
    fieldRow(
      pen,
      [
        field('papers.contact', paper.contact, 1 / 3),
        field('papers.phone', paper.phone, 1 / 3),
        field('papers.fax', paper.fax, 1 / 3),
      ],
      box(pen),
    ),
  ]
}

const terms = (pen: Pen, paper: OutsideSlipPaper, priced: boolean, t: Translate): Block[] => {
  const width = innerWidth(pen.sheet)
  const whole = (label: PhraseKey, value: string): Block[] =>
    value === '' ? [] : [fieldRow(pen, [{ label: t(label), value, width }], box(pen))]
  const total =
    priced && paper.totalFen !== null
      ? t('papers.moneyInWords', { amount: formatFen(paper.totalFen), words: amountInWords(paper.totalFen) })
      : ''
  return [
    ...whole('papers.total', total),
    ...whole('outsourcing.requirement', paper.requirement),
    ...whole('outsourcing.packing', paper.packing),
    ...whole('outsourcing.enclosures', paper.enclosures),
    ...whole('papers.remark', paper.remark),
  ]
}

const signing = (pen: Pen, paper: OutsideSlipPaper, t: Translate): Block => {
  const half = innerWidth(pen.sheet) / 2
  const below = [t('papers.signedOn')]
  return ruled(
    signBoxes(
      pen,
      [
        { width: half, caption: t('outsourcing.sealOurs'), name: `${paper.company.name}　${paper.madeBy}`, below },
        { width: half, caption: t('outsourcing.sealTheirs'), name: paper.factory, below },
      ],
      44,
    ),
  )
}

/** The pages of one copy, with its name at the head. */
const copyPages = (
  pen: Pen,
  paper: OutsideSlipPaper,
  copy: OutsideCopy,
  t: Translate,
  layout: PaperLayout | undefined,
): string[] => {
  const title = t('outsourcing.paperTitle')
  const width = innerWidth(pen.sheet)
  const plain = (blocks: Block[]): Flow[] => blocks.map((block) => ({ block }))
  const named = copy.name
  const columns = columnsOf(pen, paper, copy.priced, t, layout)
  const further = furtherFields(layout, sourceText('outsideSlip', paper))
  const flow: Flow[] = [
    ...plain([...headFields(pen, paper, t), ...furtherRows(pen, further, box(pen), 3)]),
    ...plain([gap(pen, 2)]),
    ...tableFlow(pen, columns, paper.lines, { rowMm: 7.5, headMm: 7, mostLines: 8 }, `lines ${named}`),
    ...plain([gap(pen, 2)]),
    ...terms(pen, paper, copy.priced && has(columns, 'amount'), t).map((block, index): Flow => ({
      block: index === 0 ? ruled(block) : block,
    })),
    ...plain([gap(pen, 1.5)]),
    ...plain([...paragraphs(pen, t('outsourcing.paperClause'), { width }), ...noteParagraphs(pen, layout)]),
    { block: gap(pen, 2), together: `closing ${named}` },
    { block: signing(pen, paper, t), together: `closing ${named}` },
  ]
  const head = letterhead(
    pen,
    { ...paper, title, dateText: `${t('outsourcing.sentOn')}：${paper.sentOn}`, copy: named },
    t,
    layout,
  )
  return layPages(pen, flow, head, BOTTOM)
}

/** 外协加工单, A4: one copy after another, the one for the warehouse without prices; both sides sign and stamp. */
export const outsideSlip = (paper: OutsideSlipPaper, options: PaperOptions = {}): Paper => {
  const t = translator(options.language ?? 'zh-CN')
  const { layout } = options
  const pen: Pen = { sheet: layoutSheet(letterSheet(10.5), layout), style: new Style() }
  const copies = paper.copies.map((copy) => ({
    name: copy.name,
    pages: copyPages(pen, paper, copy, t, layout),
  }))
  return finishPaper(
    pen,
    `${t('outsourcing.paperTitle')} ${paper.number}`,
    copies.flatMap(({ pages }) => pages),
    copies.flatMap(({ name, pages }) => pages.map(() => name)),
    layout,
  )
}
