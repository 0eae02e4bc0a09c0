import { amountInWords } from '../../shared/amountInWords.ts'
import { type Translate, translator } from '../../shared/language.ts'
import { formatFen } from '../../shared/money.ts'
import { fieldRow, gap, paragraphs, type Pen, ruled, signBoxes } from './blocks.ts'
import type { PaperHead } from './data.ts'
import { dotsFace } from './face.ts'
import { furtherFields, furtherRows, laidOut, layoutSheet, noteParagraphs, type PaperLayout } from './layout.ts'
import { sourceText } from './layoutSources.ts'
import { letterhead, letterSheet } from './letterhead.ts'
import { type Flow, layPages } from './pages.ts'
import { finishPaper, type Paper, type PaperOptions } from './paper.ts'
import { innerWidth, type Sheet, Style } from './style.ts'
import { type Column, roomForFigures, tableFlow } from './table.ts'

/** What of the money was set against one document, fen; the last row may be what is kept for the customer. */
export interface ReceiptSlipPart {
  /** 送货单, 订单, 费用; '' of what is kept. */
  kind: string
  number: string
  on: string
  customerPo: string
  /** What the document comes to; null where there is none. */
  totalFen: number | null
  amountFen: number
}

/** 收款收据 (papers.md 4.15): money that came in, for the customer's books. */
export interface ReceiptSlipPaper extends PaperHead {
  on: string
  customer: string
  payer: string
  kind: string
  method: string
  slipNumber: string
  amountFen: number
  remark: string
  /** What the money was set against. The rest is kept for the customer. */
  parts: ReceiptSlipPart[]
  printed: number
  /** null: the cashier has not seen the money yet. */
  confirmedBy: string | null
  voided: boolean
}

/** A5 across; on a dot-matrix printer a third of the continuous form, 241 × 93.1 mm. */
export const slipSheet = (): Sheet =>
  dotsFace()
    ? { ...letterSheet(9.5), heightMm: 93.1, marginSide: 14 }
    : { ...letterSheet(10), widthMm: 210, heightMm: 148, marginSide: 10 }

/** A sheet so low has no room for a table: what the money is for is told in lines of text. */
const LOW_MM = 100
/** 单号 gives room to figures, down to so many millimetres. */
const LEAST_NUMBER = 24

/** Every column a 收款收据 can have. */
export const receiptColumns = (pen: Pen, t: Translate): Column<ReceiptSlipPart>[] => {
  const fixed = 10 + 26 + 30 + 34
  return [
    { key: 'sequence', label: t('papers.sequence'), width: 10, align: 'center', text: (_, index) => String(index + 1) },
    { key: 'kind', label: t('receipts.slipPaperKind'), width: 26, align: 'center', text: (part) => part.kind },
    {
      key: 'number',
      label: t('receipts.slipPaper'),
      width: innerWidth(pen.sheet) - fixed,
      needed: true,
      text: (part) => part.number,
    },
    { key: 'on', label: t('papers.date'), width: 30, align: 'center', text: (part) => part.on },
    { key: 'customerPo', label: t('papers.customerPo'), width: 30, extra: true, text: (part) => part.customerPo },
    {
      key: 'total',
      label: t('receipts.slipPaperTotal'),
      width: 30,
      figure: true,
      extra: true,
      text: (part) => (part.totalFen === null ? '' : formatFen(part.totalFen)),
    },
    {
      key: 'amount',
      label: t('receipts.slipPart'),
      width: 34,
      figure: true,
      needed: true,
      text: (part) => formatFen(part.amountFen),
    },
  ]
}

/** What the money was set against, and what of it is kept. */
const partsOf = (paper: ReceiptSlipPaper, t: Translate): ReceiptSlipPart[] => {
  const keptFen = paper.amountFen - paper.parts.reduce((sum, { amountFen }) => sum + amountFen, 0)
  if (paper.voided || keptFen <= 0) return paper.parts
  const kept = { kind: '', number: t('receipts.slipKeptRow'), on: '', customerPo: '', totalFen: null }
  return [...paper.parts, { ...kept, amountFen: keptFen }]
}

const partsFlow = (pen: Pen, paper: ReceiptSlipPaper, t: Translate, layout: PaperLayout | undefined): Flow[] => {
  const parts = partsOf(paper, t)
  if (parts.length === 0) return []
  const chosen = laidOut(pen, receiptColumns(pen, t), layout, parts)
  if (pen.sheet.heightMm < LOW_MM) {
    const texts = parts.map((part, index) =>
      chosen
        .filter(({ key }) => key !== 'sequence' && key !== 'kind')
        .map(({ text }) => text(part, index))
        .filter(Boolean)
        .join(' '),
    )
    const words = `${t('receipts.slipFor')}：${texts.join('　')}`
    return paragraphs(pen, words, { width: innerWidth(pen.sheet) }).map((block): Flow => ({ block }))
  }
  const columns = layout
    ? chosen
    : roomForFigures(
        pen,
        chosen,
        parts,
        chosen.findIndex(({ key }) => key === 'number'),
        LEAST_NUMBER,
      )
  return tableFlow(pen, columns, parts, { rowMm: 6.2, headMm: 6.2, mostLines: 4 }, 'parts')
}

/** The pages of one copy. */
const copyPages = (
  pen: Pen,
  paper: ReceiptSlipPaper,
  copy: string,
  t: Translate,
  layout: PaperLayout | undefined,
): string[] => {
  const width = innerWidth(pen.sheet)
  const small = pen.sheet.heightMm < LOW_MM
  const field = { rowMm: small ? 6 : 8.4, lineMm: pen.sheet.lineMm, points: pen.sheet.points, rule: 'line' } as const
  const third = width / 3
  const line = (...fields: Parameters<typeof fieldRow>[1]): Flow => ({ block: fieldRow(pen, fields, field) })
  const further = furtherFields(layout, sourceText('receiptSlip', paper))
  const flow: Flow[] = [
    line(
      { label: t('receipts.slipFrom'), value: paper.customer, width: 2 * third, bold: true },
      { label: t('receipts.method'), value: paper.method, width: third },
    ),
    line(
      { label: t('receipts.payer'), value: paper.payer, width: third },
      { label: t('receipts.kind'), value: paper.kind, width: third },
      { label: t('receipts.slip'), value: paper.slipNumber, width: third },
    ),
    line({
      label: t('receipts.slipAmount'),
      value: t('papers.moneyInWords', {
        amount: formatFen(paper.amountFen),
        words: amountInWords(paper.amountFen),
      }),
      width,
      bold: true,
    }),
    ...furtherRows(pen, further, field, 3).map((block): Flow => ({ block })),
    { block: gap(pen, small ? 1 : 3) },
    ...partsFlow(pen, paper, t, layout),
    ...(paper.remark
      ? [
          ...(small ? [] : [gap(pen, 1.2)]),
          ...paragraphs(pen, `${t('papers.remark')}：${paper.remark}`, { width }),
        ].map((block): Flow => ({ block }))
      : []),
    ...noteParagraphs(pen, layout).map((block): Flow => ({ block })),
    { block: gap(pen, small ? 1 : 3), together: 'closing' },
    {
      block: ruled(
        signBoxes(
          pen,
          [
            { width: third, caption: t('receipts.slipSeal') },
            { width: third, caption: t('receipts.slipCashier'), name: paper.confirmedBy ?? '' },
            { width: third, caption: t('receipts.slipKeyer'), name: paper.madeBy },
          ],
          small ? 13 : 26,
        ),
      ),
      together: 'closing',
    },
  ]
  const mark = paper.voided
    ? t('receipts.stateVoid')
    : paper.confirmedBy === null
      ? t('receipts.slipUnconfirmed')
      : undefined
  const head = letterhead(
    pen,
    {
      company: paper.company,
      number: paper.number,
      title: t('receipts.slipTitle'),
      dateText: `${t('papers.date')}：${paper.on}`,
      printed: paper.printed,
      version: 1,
      mark,
      copy: copy || undefined,
    },
    t,
    layout,
  )
  return layPages(pen, flow, head, small ? 4 : 6)
}

export interface ReceiptSlipOptions extends PaperOptions {
  /** Named copies, each on pages of its own; none: one without a name. */
  copies?: string[]
}

/** 收款收据 of one receipt. */
export const receiptSlip = (paper: ReceiptSlipPaper, options: ReceiptSlipOptions = {}): Paper => {
  const t = translator(options.language ?? 'zh-CN')
  const { layout } = options
  const pen: Pen = { sheet: layoutSheet(slipSheet(), layout), style: new Style() }
  const names = options.copies?.length ? options.copies : ['']
  const copies = names.map((name) => ({ name, pages: copyPages(pen, paper, name, t, layout) }))
  return finishPaper(
    pen,
    `${t('receipts.slipTitle')} ${paper.number}`,
    copies.flatMap(({ pages }) => pages),
    copies.flatMap(({ name, pages }) => pages.map(() => name)),
    layout,
  )
}
