import { type PhraseKey, type Translate, translator } from '../../shared/language.ts'
import { invoicedStateKeys } from '../../shared/invoicedStates.ts'
import { formatFen, formatMicros } from '../../shared/money.ts'
import { groupRows } from '../../shared/statementGroups.ts'
import { formatQuantity } from '../../shared/quantities.ts'
import { type Block, fieldRow, gap, paragraphs, type Pen, ruled, signBoxes } from './blocks.ts'
import type { StatementPaper, StatementPaperRow, StatementRowKind } from './data.ts'
import {
  furtherFields,
  furtherRows,
  labelSpan,
  laidOut,
  layoutSheet,
  noteParagraphs,
  type PaperLayout,
  sumCells,
} from './layout.ts'
import { sizeColumns } from './layoutColumns.ts'
import { sourceText } from './layoutSources.ts'
import { accountText, letterhead, letterSheet } from './letterhead.ts'
import { joinParts } from './measure.ts'
import { type Flow, layPages } from './pages.ts'
import { finishPaper, type Paper, type PaperOptions } from './paper.ts'
import { innerWidth, Style } from './style.ts'
import { type Column, roomForFigures, spanRow, tableHead, tableRows, type TableStyle } from './table.ts'

const BOTTOM = 8
const rows: TableStyle = { rowMm: 6.6, headMm: 7, mostLines: 8 }

export const kindLabels: Record<StatementRowKind, PhraseKey> = {
  delivery: 'papers.kindDelivery',
  return: 'papers.kindReturn',
  replacement: 'papers.kindReplacement',
  exchangeOut: 'papers.kindExchange',
  exchangeIn: 'papers.kindExchange',
  deduction: 'papers.kindDeduction',
  freight: 'papers.kindFreight',
  sample: 'papers.kindSample',
  adjustment: 'papers.kindAdjustment',
  receipt: 'papers.kindReceipt',
}

/** What is no plain delivery says so before its text: `退货：餐椅`. */
const descriptionText = (row: StatementPaperRow, t: Translate): string =>
  row.kind === 'delivery' ? row.description : [t(kindLabels[row.kind]), row.description].filter(Boolean).join('：')

/** Every column a 对账单 can have. */
export const statementColumns = (paper: StatementPaper, t: Translate): Column<StatementPaperRow>[] => {
  const manyYears = paper.periodFrom.slice(0, 4) !== paper.periodTo.slice(0, 4)
  return [
    {
      key: 'date',
      label: t('papers.date'),
      width: manyYears ? 19 : 12.5,
      align: 'center',
      text: (row) => row.on.slice(manyYears ? 2 : 5),
    },
    {
      key: 'document',
      label: t('papers.documentAndPo'),
      width: 26,
      text: (row) => [row.documentNumber, row.customerPo].filter(Boolean).join('\n'),
    },
    { key: 'po', label: t('papers.customerPo'), width: 22, extra: true, text: (row) => row.customerPo },
    { key: 'code', label: t('statements.code'), width: 20, extra: true, text: (row) => row.code ?? '' },
    {
      key: 'description',
      label: t('papers.description'),
      width: manyYears ? 39 : 45.5,
      needed: true,
      text: (row) => descriptionText(row, t),
    },
    ...sizeColumns(t, (row: StatementPaperRow) => row.description),
    { key: 'unit', label: t('papers.unit'), width: 10, align: 'center', text: (row) => row.unit },
    {
      key: 'quantity',
      label: t('papers.quantity'),
      width: 12.5,
      figure: true,
      text: (row) => (row.quantity === null ? '' : formatQuantity(row.quantity)),
    },
    {
      key: 'price',
      label: t('papers.price'),
      width: 17,
      figure: true,
      text: (row) => (row.priceMicros === null ? '' : formatMicros(row.priceMicros)),
    },
    {
      key: 'amount',
      needed: true,
      label: t('papers.amount'),
      width: 20,
      figure: true,
      text: (row) => (row.kind === 'receipt' && row.amountFen === 0 ? '' : formatFen(row.amountFen)),
    },
    {
      key: 'received',
      needed: true,
      label: t('papers.received'),
      width: 20,
      figure: true,
      text: (row) => (row.receivedFen === 0 && row.kind !== 'receipt' ? '' : formatFen(row.receivedFen)),
    },
    {
      key: 'balance',
      label: t('papers.balance'),
      width: 20,
      figure: true,
      needed: true,
      text: (row) => formatFen(row.balanceFen),
    },
    {
      key: 'invoiced',
      label: t('invoices.tabInvoiced'),
      width: 14,
      align: 'center',
      extra: true,
      text: ({ invoiced = 'nothing' }) => (invoiced === 'nothing' ? '' : t(invoicedStateKeys[invoiced])),
    },
    { key: 'remark', label: t('papers.remark'), width: 14.5, text: (row) => `${row.unsigned ? '※' : ''}${row.remark}` },
  ]
}

const boxStyle = (pen: Pen, labelMm = 22) =>
  ({ rowMm: 6.4, lineMm: pen.sheet.lineMm, points: pen.sheet.points, rule: 'box', labelMm }) as const

const headFields = (pen: Pen, paper: StatementPaper, t: Translate): Block[] => {
  const { customer } = paper
  const name =
    customer.shortName && customer.shortName !== customer.name
      ? `${customer.name}（${customer.shortName}）`
      : customer.name
  const period = t('papers.periodText', { from: paper.periodFrom, to: paper.periodTo })
  const share = innerWidth(pen.sheet) / 198
  const first = [
    { label: t('papers.customer'), value: name, width: 138 * share, bold: true },
    { label: t('papers.contact'), value: customer.contact, width: 60 * share },
  ]
  const second = [
    { label: t('papers.period'), value: period, width: 74 * share },
    { label: t('papers.phone'), value: customer.phone, width: 64 * share },
    { label: t('papers.fax'), value: customer.fax, width: 60 * share },
  ]
  return [ruled(fieldRow(pen, first, boxStyle(pen))), fieldRow(pen, second, boxStyle(pen))]
}

/** 上期余额 is the first row and takes part in the running balance. */
const openingRow = (pen: Pen, paper: StatementPaper, columns: Column<StatementPaperRow>[], t: Translate): Block =>
  spanRow(
    pen,
    columns,
    sumCells(
      columns,
      ({ key }) => (key === 'balance' ? formatFen(paper.openingFen) : null),
      { text: t('papers.opening'), align: 'center' },
      { figure: true },
    ),
    rows.rowMm,
  )

/** `送货 47,376.00 退货 -714.00 … 收款 45,000.00`: what moved the balance, kind by kind. */
const summaryText = (pen: Pen, paper: StatementPaper, t: Translate, width: number): string => {
  const sums = new Map<PhraseKey, number>()
  for (const row of paper.rows) {
    const label = kindLabels[row.kind]
    sums.set(label, (sums.get(label) ?? 0) + (row.kind === 'receipt' ? row.receivedFen : row.amountFen))
  }
  const present = [...new Set(Object.values(kindLabels))].filter((label) => sums.has(label))
  const parts = present.map((label) => `${t(label)} ${formatFen(sums.get(label)!)}`)
  return joinParts([`${t('papers.opening')} ${formatFen(paper.openingFen)}`, ...parts], width - 2, pen.sheet.points)
}

/** Columns that the labels of the last rows stand over. */
const LABEL_MM = 31.5

const sumsOf =
  (paper: StatementPaper) =>
  ({ key }: { key?: string }): string | null => {
    if (key === 'amount') return formatFen(paper.chargesFen)
    if (key === 'received') return formatFen(paper.receiptsFen)
    return key === 'balance' ? formatFen(paper.closingFen) : null
  }

const sumRows = (pen: Pen, paper: StatementPaper, columns: Column<StatementPaperRow>[], t: Translate): Block[] => {
  const words = paper.closingWords.replace(/^人民[币幣]/, '')
  const spans = labelSpan(columns, LABEL_MM)
  const labelMm = columns.slice(0, spans).reduce((sum, { width }) => sum + width, 0)
  const closing = t('papers.moneyInWords', { amount: formatFen(paper.closingFen), words })
  return [
    spanRow(
      pen,
      columns,
      sumCells(columns, sumsOf(paper), { text: t('papers.subtotal'), align: 'center', bold: true }),
      7,
    ),
    spanRow(
      pen,
      columns,
      [
        { spans, text: t('papers.summary'), align: 'center' },
        { spans: columns.length - spans, text: summaryText(pen, paper, t, innerWidth(pen.sheet) - labelMm) },
      ],
      7,
    ),
    spanRow(
      pen,
      columns,
      [
        { spans, text: t('papers.closingInWords'), align: 'center' },
        { spans: columns.length - spans, text: closing, bold: true },
      ],
      8,
    ),
  ]
}

const footFields = (pen: Pen, paper: StatementPaper, labelMm: number, t: Translate): Block[] => {
  const width = innerWidth(pen.sheet)
  const pairs: [PhraseKey, string][] = [
    ['papers.payTo', accountText(paper.company, t)],
    ['papers.payment', paper.termsText],
  ]
  return pairs
    .filter(([, value]) => value !== '')
    .map(([label, value]) => fieldRow(pen, [{ label: t(label), value, width }], boxStyle(pen, labelMm)))
}

/** 票未开 / 上次结欠 / 本次结欠 / 本期回款 / 累积结欠 beside each other, where the customer wants them. */
const arrearsRow = (pen: Pen, paper: StatementPaper, t: Translate): Block => {
  const parts: [PhraseKey, number][] = [
    ['statements.arrearsBefore', paper.openingFen],
    ['statements.arrearsNow', paper.chargesFen],
    ['statements.arrearsPaid', paper.receiptsFen],
    ['statements.arrearsAll', paper.closingFen],
  ]
  if (paper.uninvoicedFen !== undefined) parts.unshift(['statements.arrearsUninvoiced', paper.uninvoicedFen])
  const width = innerWidth(pen.sheet) / parts.length
  return fieldRow(
    pen,
    parts.map(([label, fen]) => ({ label: t(label), value: formatFen(fen), width })),
    boxStyle(pen, 17),
  )
}

/** 回执: the customer says whether it agrees, stamps and sends it back. Each stamp has more than 40 × 40 mm. */
const replySlip = (pen: Pen, paper: StatementPaper, t: Translate): Block[] => {
  const width = innerWidth(pen.sheet)
  const reply = [t('papers.replyChoice'), paper.replyBy && t('papers.replyBy', { date: paper.replyBy })]
  const choice = fieldRow(pen, [{ label: t('papers.replySlip'), value: reply.filter(Boolean).join('\n'), width }], {
    ...boxStyle(pen, 22),
    rowMm: 14,
    lineMm: 5.6,
  })
  const boxes = [
    {
      width: width / 2,
      caption: t('papers.sellerStamp'),
      name: paper.company.name,
      below: [`${t('papers.madeBy')}：${paper.madeBy}`],
    },
    {
      width: width / 2,
      caption: t('papers.customerStamp'),
      name: paper.customer.name,
      below: [t('papers.signedOn')],
    },
  ]
  return [gap(pen, 1.5), ruled(choice), signBoxes(pen, boxes, 51.5)]
}

/** The sums stand in the same columns and may be longer than any row. */
const sumsAsRow = (paper: StatementPaper): StatementPaperRow => ({
  on: paper.periodTo,
  kind: 'delivery',
  documentNumber: '',
  customerPo: '',
  description: '',
  unit: '',
  quantity: null,
  priceMicros: null,
  amountFen: paper.chargesFen,
  receivedFen: paper.receiptsFen,
  balanceFen: paper.closingFen,
  unsigned: false,
  remark: '',
})

const flowOf = (pen: Pen, paper: StatementPaper, t: Translate, layout?: PaperLayout): Flow[] => {
  const width = innerWidth(pen.sheet)
  const every = [...paper.rows, sumsAsRow(paper)]
  const usual = statementColumns(paper, t)
  const columns = layout
    ? laidOut(pen, usual, layout, every, ({ key }) => (key === 'balance' ? formatFen(paper.openingFen) : ''))
    : roomForFigures(pen, laidOut(pen, usual, undefined, every), every, 2, 26)
  const labelSpans = labelSpan(columns, LABEL_MM)
  const labelMm = columns.slice(0, labelSpans).reduce((sum, column) => sum + column.width, 0)
  const further = furtherFields(layout, sourceText('statement', paper))
  const head = tableHead(pen, columns, rows.headMm)
  const opening = openingRow(pen, paper, columns, t)
  const blocks = paper.rows.flatMap((row, index) => tableRows(pen, columns, row, index, rows))
  const notes = [paper.rows.some((row) => row.unsigned) ? t('papers.unsignedMark') : '', t('papers.statementClause')]
  const text = paragraphs(pen, notes.filter(Boolean).join('　'), { width })
  // whoever stamps the last page sees there what he says yes to
  const closing = (block: Block): Flow => ({ block, together: 'closing' })
  return [
    ...[...headFields(pen, paper, t), ...furtherRows(pen, further, boxStyle(pen), 3)].map((block): Flow => ({ block })),
    { block: gap(pen, 2) },
    { block: head, together: 'opening' },
    { block: opening, together: 'opening' },
    ...blocks.map((block): Flow => ({ block, head })),
    ...sumRows(pen, paper, columns, t).map((block): Flow => ({ block, head, together: 'closing' })),
    ...(layout?.content.statement.arrears ? [closing(arrearsRow(pen, paper, t))] : []),
    ...footFields(pen, paper, labelMm, t).map(closing),
    closing(gap(pen, 1)),
    ...text.map(closing),
    ...noteParagraphs(pen, layout).map(closing),
    ...replySlip(pen, paper, t).map(closing),
  ]
}

/** 对账单, A4, fax-safe (papers.md 4.6, duties 100–102). */
export const statement = (given: StatementPaper, options: PaperOptions = {}): Paper => {
  const t = translator(options.language ?? 'zh-CN')
  const { layout } = options
  const grouping = layout?.content.statement.grouping ?? 'line'
  const paper = { ...given, rows: groupRows(given.openingFen, given.rows, grouping, t) }
  const pen: Pen = { sheet: layoutSheet(letterSheet(10.5, false, 6), layout), style: new Style() }
  const title = t('papers.statement')
  const dateText = paper.replyBy ? t('papers.replyBy', { date: paper.replyBy }) : ''
  const head = letterhead(pen, { ...paper, title, dateText }, t, layout)
  const pages = layPages(pen, flowOf(pen, paper, t, layout), head, BOTTOM)
  return finishPaper(pen, `${title} ${paper.number}`, pages, [], layout)
}
