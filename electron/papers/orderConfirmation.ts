import { amountInWords } from '../../shared/amountInWords.ts'
import { type Translate, translator } from '../../shared/language.ts'
import { formatFen, formatMicros } from '../../shared/money.ts'
import { formatQuantity } from '../../shared/quantities.ts'
import { type Block, type Field, fieldRow, gap, paragraphs, type Pen, ruled, signBoxes } from './blocks.ts'
import type { OrderConfirmationLine, OrderConfirmationPaper } from './data.ts'
import { accountText, letterhead, letterSheet } from './letterhead.ts'
import { type Flow, layPages } from './pages.ts'
import { finishPaper, type Paper, type PaperOptions } from './paper.ts'
import { innerWidth, Style } from './style.ts'
import { type Column, spanRow, tableFlow } from './table.ts'

const BOTTOM = 8

const columnsOf = (paper: OrderConfirmationPaper, t: Translate): Column<OrderConfirmationLine>[] => {
  const tax =
    paper.taxIncluded === null ? '' : t(paper.taxIncluded ? 'papers.taxIncludedShort' : 'papers.taxExcludedShort')
  const manyNumbers = new Set(paper.lines.map((line) => line.customerPo)).size > 1
  const remark = (line: OrderConfirmationLine): string =>
    [manyNumbers && line.customerPo ? `PO ${line.customerPo}` : '', line.remark].filter(Boolean).join('\n')
  return [
    { label: t('papers.sequence'), width: 8, align: 'center', text: (_, index) => String(index + 1) },
    { label: t('papers.code'), width: 18, text: (line) => line.code },
    {
      label: t('papers.descriptionRequirement'),
      width: 47,
      text: (line) => [line.description, line.requirement].filter(Boolean).join('\n'),
    },
    { label: t('papers.color'), width: 12, align: 'center', text: (line) => line.color },
    { label: t('papers.unit'), width: 10, align: 'center', text: (line) => line.unit },
    { label: t('papers.quantity'), width: 15, figure: true, text: (line) => formatQuantity(line.quantity) },
    { label: t('papers.packs'), width: 11, figure: true, text: (line) => String(line.packs) },
    {
      label: `${t('papers.price')}${tax && `\n${tax}`}`,
      width: 18,
      figure: true,
      text: (line) => formatMicros(line.priceMicros),
    },
    { label: t('papers.amount'), width: 22, figure: true, text: (line) => formatFen(line.amountFen) },
    { label: t('papers.due'), width: 13, align: 'center', text: (line) => line.dueOn.slice(5) },
    { label: t('papers.remark'), width: 20, text: remark },
  ]
}

const money = (fen: number, t: Translate): string =>
  t('papers.moneyInWords', { amount: formatFen(fen), words: amountInWords(fen) })

const sums = (
  pen: Pen,
  paper: OrderConfirmationPaper,
  columns: Column<OrderConfirmationLine>[],
  t: Translate,
): Block[] => {
  const quantity = paper.totalQuantity === null ? '' : formatQuantity(paper.totalQuantity)
  const rows = [
    spanRow(
      pen,
      columns,
      [
        { spans: 5, text: t('papers.total'), align: 'center', bold: true },
        { spans: 1, text: quantity, figure: true, bold: true },
        { spans: 1, text: String(paper.totalPacks), figure: true, bold: true },
        { spans: 1, text: '' },
        { spans: 1, text: formatFen(paper.totalFen), figure: true, bold: true },
        { spans: 2, text: '' },
      ],
      7,
    ),
    spanRow(
      pen,
      columns,
      [
        { spans: 2, text: t('papers.totalInWords'), align: 'center' },
        { spans: columns.length - 2, text: money(paper.totalFen, t), bold: true },
      ],
      7,
    ),
  ]
  if (paper.depositFen > 0)
    rows.push(
      spanRow(
        pen,
        columns,
        [
          { spans: 2, text: t('papers.deposit'), align: 'center' },
          { spans: columns.length - 2, text: money(paper.depositFen, t), bold: true },
        ],
        7,
      ),
    )
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

const flowOf = (pen: Pen, paper: OrderConfirmationPaper, t: Translate): Flow[] => {
  const columns = columnsOf(paper, t)
  const width = innerWidth(pen.sheet)
  const fields = headFields(pen, paper, t)
  const table = tableFlow(pen, columns, paper.lines, { rowMm: 7, headMm: 7, mostLines: 8 }, 'lines')
  const clauses = [paper.termsText, t('papers.confirmationClause')].filter(Boolean)
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
  const sheet = letterSheet(10.5)
  const pen: Pen = { sheet, style: new Style() }
  const title = t('papers.orderConfirmation')
  const head = letterhead(pen, { ...paper, title, dateText: `${t('papers.date')}：${paper.orderedOn}` }, t)
  const pages = layPages(pen, flowOf(pen, paper, t), head, BOTTOM)
  return finishPaper(pen, `${title} ${paper.number}`, pages)
}
