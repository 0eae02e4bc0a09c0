import { amountInWords } from '../../shared/amountInWords.ts'
import { translator } from '../../shared/language.ts'
import { formatFen } from '../../shared/money.ts'
import { fieldRow, gap, paragraphs, type Pen, ruled, signBoxes } from './blocks.ts'
import type { PaperHead } from './data.ts'
import { dotsFace } from './face.ts'
import { letterhead, letterSheet } from './letterhead.ts'
import { type Flow, layPages } from './pages.ts'
import { finishPaper, type Paper, type PaperOptions } from './paper.ts'
import { innerWidth, type Sheet, Style } from './style.ts'

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
  /** What the money was set against; fen. The rest is kept for the customer. */
  parts: { number: string; amountFen: number }[]
  printed: number
  /** null: the cashier has not seen the money yet. */
  confirmedBy: string | null
  voided: boolean
}

/** A5 across; on a dot-matrix printer a third of the continuous form, 241 × 93.1 mm. */
const slipSheet = (): Sheet =>
  dotsFace()
    ? { ...letterSheet(9.5), heightMm: 93.1, marginSide: 14 }
    : { ...letterSheet(10), widthMm: 210, heightMm: 148, marginSide: 10 }

/** 收款收据 of one receipt. */
export const receiptSlip = (paper: ReceiptSlipPaper, options: PaperOptions = {}): Paper => {
  const t = translator(options.language ?? 'zh-CN')
  const pen: Pen = { sheet: slipSheet(), style: new Style() }
  const width = innerWidth(pen.sheet)
  const small = dotsFace() !== null
  const field = { rowMm: small ? 6 : 8.4, lineMm: pen.sheet.lineMm, points: pen.sheet.points, rule: 'line' } as const
  const third = width / 3
  const line = (...fields: Parameters<typeof fieldRow>[1]): Flow => ({ block: fieldRow(pen, fields, field) })
  const setFen = paper.parts.reduce((sum, { amountFen }) => sum + amountFen, 0)
  const parts = [
    ...paper.parts.map(({ number, amountFen }) => `${number} ${formatFen(amountFen)}`),
    ...(setFen < paper.amountFen ? [t('receipts.slipKept', { amount: formatFen(paper.amountFen - setFen) })] : []),
  ]
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
    { block: gap(pen, small ? 1 : 3) },
    ...paragraphs(pen, `${t('receipts.slipFor')}：${parts.join('　')}`, { width }).map((block): Flow => ({ block })),
    ...(paper.remark
      ? paragraphs(pen, `${t('papers.remark')}：${paper.remark}`, { width }).map((block): Flow => ({ block }))
      : []),
    { block: gap(pen, small ? 1 : 4), together: 'closing' },
    {
      block: ruled(
        signBoxes(
          pen,
          [
            { width: third, caption: t('receipts.slipSeal') },
            { width: third, caption: t('receipts.slipCashier'), name: paper.confirmedBy ?? '' },
            { width: third, caption: t('receipts.slipKeyer'), name: paper.madeBy },
          ],
          small ? 13 : 30,
        ),
      ),
      together: 'closing',
    },
  ]
  const title = t('receipts.slipTitle')
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
      title,
      dateText: `${t('papers.date')}：${paper.on}`,
      printed: paper.printed,
      version: 1,
      mark,
    },
    t,
  )
  return finishPaper(pen, `${title} ${paper.number}`, layPages(pen, flow, head, small ? 4 : 6))
}
