import { amountInWords } from '../../shared/amountInWords.ts'
import { type Translate, translator } from '../../shared/language.ts'
import { formatFen, formatMicros } from '../../shared/money.ts'
import { formatQuantity } from '../../shared/quantities.ts'
import { type Block, type Field, fieldRow, gap, paragraphs, type Pen, ruled, signBoxes } from './blocks.ts'
import type { OrderConfirmationLine, OrderConfirmationPaper } from './data.ts'
import {
  furtherFields,
  furtherRows,
  has,
  labelSpan,
  laidOut,
  layoutSheet,
  type PaperLayout,
  sumCells,
} from './layout.ts'
import { sizeColumns } from './layoutColumns.ts'
import { sourceText } from './layoutSources.ts'
import { accountText, letterhead, letterSheet } from './letterhead.ts'
import { type Flow, layPages } from './pages.ts'
import { finishPaper, type Paper, type PaperOptions } from './paper.ts'
import { innerWidth, Style } from './style.ts'
import { type Column, spanRow, tableFlow } from './table.ts'

const BOTTOM = 8

/** Every column a 订货确认书 can have. */
export const confirmationColumns = (paper: OrderConfirmationPaper, t: Translate): Column<OrderConfirmationLine>[] => {
  const tax =
    paper.taxIncluded === null ? '' : t(paper.taxIncluded ? 'papers.taxIncludedShort' : 'papers.taxExcludedShort')
  const manyNumbers = new Set(paper.lines.map((line) => line.customerPo)).size > 1
  const remark = (line: OrderConfirmationLine): string =>
    [manyNumbers && line.customerPo ? `PO ${line.customerPo}` : '', line.remark].filter(Boolean).join('\n')
  return [
    { key: 'sequence', label: t('papers.sequence'), width: 8, align: 'center', text: (_, index) => String(index + 1) },
    { key: 'customerPo', label: t('papers.customerPo'), width: 24, extra: true, text: (line) => line.customerPo },
    { key: 'code', label: t('papers.code'), width: 18, text: (line) => line.code },
    {
      key: 'description',
      label: t('papers.descriptionRequirement'),
      width: 47,
      needed: true,
      text: (line) => [line.description, line.requirement].filter(Boolean).join('\n'),
    },
    ...sizeColumns(t, (line: OrderConfirmationLine) => line.description),
    { key: 'color', label: t('papers.color'), width: 12, align: 'center', text: (line) => line.color },
    { key: 'unit', label: t('papers.unit'), width: 10, align: 'center', text: (line) => line.unit },
    {
      key: 'quantity',
      label: t('papers.quantity'),
      width: 15,
      figure: true,
      needed: true,
      text: (line) => formatQuantity(line.quantity),
    },
    { key: 'packs', label: t('papers.packs'), width: 11, figure: true, text: (line) => String(line.packs) },
    {
      key: 'price',
      label: `${t('papers.price')}${tax && `\n${tax}`}`,
      width: 18,
      figure: true,
      text: (line) => formatMicros(line.priceMicros),
    },
    { key: 'amount', label: t('papers.amount'), width: 22, figure: true, text: (line) => formatFen(line.amountFen) },
    { key: 'due', label: t('papers.due'), width: 13, align: 'center', text: (line) => line.dueOn.slice(5) },
    { key: 'remark', label: t('papers.remark'), width: 20, text: remark },
  ]
}

/** The sum under each column that has one. */
const totalsOf =
  (paper: OrderConfirmationPaper) =>
  ({ key }: { key?: string }): string | null => {
    if (key === 'quantity') return paper.totalQuantity === null ? '' : formatQuantity(paper.totalQuantity)
    if (key === 'packs') return String(paper.totalPacks)
    return key === 'amount' ? formatFen(paper.totalFen) : null
  }

const money = (fen: number, t: Translate): string =>
  t('papers.moneyInWords', { amount: formatFen(fen), words: amountInWords(fen) })

/** A row of the sums: its label over the first columns, what it says over the others. */
const saidRow = (
  pen: Pen,
  columns: Column<OrderConfirmationLine>[],
  label: string,
  text: string,
  bold = false,
): Block => {
  const spans = labelSpan(columns, 26)
  return spanRow(
    pen,
    columns,
    [
      { spans, text: label, align: 'center' },
      { spans: columns.length - spans, text, bold },
    ],
    7,
  )
}

const sums = (
  pen: Pen,
  paper: OrderConfirmationPaper,
  columns: Column<OrderConfirmationLine>[],
  t: Translate,
): Block[] => {
  const label = { text: t('papers.total'), align: 'center', bold: true } as const
  const rows = [spanRow(pen, columns, sumCells(columns, totalsOf(paper), label), 7)]
  // a customer's layout without amounts tells no sum of them either
  if (!has(columns, 'amount')) return rows
  rows.push(saidRow(pen, columns, t('papers.totalInWords'), money(paper.totalFen, t), true))
  if (paper.taxText) rows.push(saidRow(pen, columns, t('papers.ofWhichTax'), paper.taxText))
  if (paper.depositFen > 0) rows.push(saidRow(pen, columns, t('papers.deposit'), money(paper.depositFen, t), true))
  return rows
}

const boxStyle = (pen: Pen, labelMm: number) =>
  ({ rowMm: 6.4, lineMm: pen.sheet.lineMm, points: pen.sheet.points, rule: 'box', labelMm }) as const

const headFields = (pen: Pen, paper: OrderConfirmationPaper, t: Translate): Block[] => {
  const width = innerWidth(pen.sheet)
  const third = width / 3
  const field = (label: Parameters<Translate>[0], value: string, share = third): Field => ({
    label: t(label),
    value,
    width: share,
  })
  const { customer } = paper
  return [
    fieldRow(
      pen,
      [
        { label: t('papers.customer'), value: customer.name, width: third * 2, bold: true },
        field('papers.customerPo', paper.customerPo),
      ],
      boxStyle(pen, 22),
    ),
    fieldRow(
      pen,
      [
        field('papers.contact', customer.contact),
        field('papers.phone', customer.phone),
        field('papers.fax', customer.fax),
      ],
      boxStyle(pen, 22),
    ),
    fieldRow(
      pen,
      [
        field('papers.orderedOn', paper.orderedOn),
        field('papers.source', paper.source, paper.validUntil === '' ? third * 2 : third),
        ...(paper.validUntil === '' ? [] : [field('papers.validUntil', paper.validUntil)]),
      ],
      boxStyle(pen, 22),
    ),
  ]
}

/** The terms below the lines: payment, account, delivery, packing, acceptance. Empty ones leave no row. */
const termFields = (pen: Pen, paper: OrderConfirmationPaper, t: Translate): Block[] => {
  const width = innerWidth(pen.sheet)
  const whole = (label: Parameters<Translate>[0], value: string): Block[] =>
    value === '' ? [] : [fieldRow(pen, [{ label: t(label), value, width }], boxStyle(pen, 26))]
  return [
    ...whole('papers.payment', paper.paymentText),
    ...whole('papers.payTo', accountText(paper.company, t)),
    ...whole('papers.deliveryPlace', paper.deliveryPlace),
    fieldRow(
      pen,
      [
        {
          label: t('papers.deliveryMode'),
          value: paper.deliveryMode,
          width: paper.freightText === '' ? width : width / 2,
        },
        ...(paper.freightText === ''
          ? []
          : [{ label: t('papers.freight'), value: paper.freightText, width: width / 2 }]),
      ],
      boxStyle(pen, 26),
    ),
    ...whole('papers.packing', paper.packingText),
    ...whole('papers.acceptance', paper.acceptanceText),
    ...whole('papers.remark', paper.remark),
  ]
}

const people = (pen: Pen, paper: OrderConfirmationPaper, t: Translate): Block => {
  const width = innerWidth(pen.sheet) / 4
  return fieldRow(
    pen,
    [
      { label: t('papers.madeBy'), value: paper.madeBy, width },
      { label: t('papers.checkedBy'), value: paper.checkedBy, width },
      { label: t('papers.salesperson'), value: paper.salesperson, width },
      { label: t('papers.merchandiser'), value: paper.merchandiser, width },
    ],
    { rowMm: 7, lineMm: pen.sheet.lineMm, points: pen.sheet.points, rule: 'line' },
  )
}

/** Both stamps, each with room of more than 40 × 40 mm. */
const stamps = (pen: Pen, paper: OrderConfirmationPaper, t: Translate): Block[] => {
  const width = innerWidth(pen.sheet) / 2
  const signed = [t('papers.signedOn')]
  const boxes = [
    { width, caption: t('papers.sellerStamp'), name: paper.company.name, below: signed },
    { width, caption: t('papers.buyerStamp'), name: paper.customer.name, below: signed },
  ]
  return [gap(pen, 2), ruled(signBoxes(pen, boxes, 51.5))]
}

const flowOf = (pen: Pen, paper: OrderConfirmationPaper, t: Translate, layout?: PaperLayout): Flow[] => {
  const totals = totalsOf(paper)
  const columns = laidOut(pen, confirmationColumns(paper, t), layout, paper.lines, (column) => totals(column) ?? '')
  const width = innerWidth(pen.sheet)
  const further = furtherFields(layout, sourceText('orderConfirmation', paper))
  const fields = [...headFields(pen, paper, t), ...furtherRows(pen, further, boxStyle(pen, 22), 3)]
  const table = tableFlow(pen, columns, paper.lines, { rowMm: 7, headMm: 7, mostLines: 8 }, 'lines')
  const clauses = [layout?.content.noteText ?? paper.termsText, t('papers.confirmationClause')].filter(Boolean)
  const text = clauses.flatMap((clause) => paragraphs(pen, clause, { width }))
  const closing = [people(pen, paper, t), ...stamps(pen, paper, t)]
  return [
    ...fields.map((block, index): Flow => ({ block: index === 0 ? ruled(block) : block })),
    { block: gap(pen, 2) },
    ...table,
    ...sums(pen, paper, columns, t).map((block): Flow => ({ block, together: 'sums' })),
    ...termFields(pen, paper, t).map((block): Flow => ({ block })),
    { block: gap(pen, 1.5) },
    ...text.map((block): Flow => ({ block })),
    ...closing.map((block): Flow => ({ block, together: 'closing' })),
  ]
}

/** 订货确认书, A4, fax-safe: black, 10.5 points, no grey (papers.md 4.1, duty 9). */
export const orderConfirmation = (paper: OrderConfirmationPaper, options: PaperOptions = {}): Paper => {
  const t = translator(options.language ?? 'zh-CN')
  const { layout } = options
  const sheet = layoutSheet(letterSheet(10.5), layout)
  const pen: Pen = { sheet, style: new Style() }
  const title = t('papers.orderConfirmation')
  const head = letterhead(pen, { ...paper, title, dateText: `${t('papers.date')}：${paper.orderedOn}` }, t, layout)
  const pages = layPages(pen, flowOf(pen, paper, t, layout), head, BOTTOM)
  return finishPaper(pen, `${title} ${paper.number}`, pages, [], layout)
}
