import { amountInWords } from '../../shared/amountInWords.ts'
import { type Translate, translator } from '../../shared/language.ts'
import { formatFen } from '../../shared/money.ts'
import { findingKeys, type HandedClass, type MonthSums, sumKeys, sumNames, tiesOf } from '../../shared/monthEnd.ts'
import { gap, paragraphs, type Pen, ruled, signBoxes } from './blocks.ts'
import type { PaperHead } from './data.ts'
import { letterhead, letterSheet } from './letterhead.ts'
import { type Flow, layPages } from './pages.ts'
import { finishPaper, type Paper, type PaperOptions } from './paper.ts'
import { innerWidth, Style } from './style.ts'
import { type Column, roomForFigures, tableFlow, type TableStyle } from './table.ts'

/** 月结移交单 (duty 103): a month's sums and known exceptions, signed by who gives and who takes. */
export interface MonthHandoverPaper extends PaperHead {
  printed: number
  month: string
  taker: string
  takenOn: string
  remark: string
  voided: boolean
  sums: MonthSums
  /** Classes with something open in them. */
  classes: HandedClass[]
}

type SumLine = [label: string, count: string, fen: number]

const sumLines = (sums: MonthSums, t: Translate): SumLine[] => {
  const ties = tiesOf(sums)
  const lines: SumLine[] = [
    [t('monthEnd.opening'), '', sums.openingFen],
    ...sumNames.map((name): SumLine => [
      t(sumKeys[name]),
      String(sums[name].count),
      name === 'receipts' ? -sums[name].fen : sums[name].fen,
    ]),
    [t('monthEnd.closing'), '', sums.closingFen],
    [t('monthEnd.sumStatements'), String(sums.statements.count), sums.statements.fen],
    [t('monthEnd.sumUnstated'), String(sums.unstated.count), sums.unstated.fen],
    [t('monthEnd.sumStatedVoid'), String(sums.statedVoid.count), -sums.statedVoid.fen],
    [t('monthEnd.tiePapers'), '', ties.papersFen],
    [t('monthEnd.tieStatements'), '', ties.statementsFen],
    [t('monthEnd.sumCod'), String(sums.cod.count), sums.cod.fen],
    [t('monthEnd.sumCodOpen'), '', sums.codOpenFen],
    [t('monthEnd.sumUnsigned'), String(sums.unsigned.count), sums.unsigned.fen],
    [t('monthEnd.sumUninvoiced'), String(sums.uninvoiced.count), sums.uninvoiced.fen],
  ]
  return lines
}

const style: TableStyle = { rowMm: 6.4, headMm: 7, mostLines: 4 }

const sumColumns = (pen: Pen, lines: SumLine[], t: Translate): Column<SumLine>[] => {
  const width = innerWidth(pen.sheet)
  const columns: Column<SumLine>[] = [
    { label: t('monthEnd.item'), width: width - 70, text: ([label]) => label },
    { label: t('monthEnd.papers'), width: 25, figure: true, text: ([, count]) => count },
    { label: t('app.amount'), width: 45, figure: true, text: ([, , fen]) => formatFen(fen) },
  ]
  return roomForFigures(pen, columns, lines, 0, 40)
}

const classColumns = (pen: Pen, rows: HandedClass[], t: Translate): Column<HandedClass>[] => {
  const width = innerWidth(pen.sheet)
  const columns: Column<HandedClass>[] = [
    { label: t('monthEnd.class'), width: 52, text: ({ kind }) => t(findingKeys[kind]) },
    { label: t('monthEnd.found'), width: 16, figure: true, text: ({ total }) => String(total) },
    { label: t('app.amount'), width: 30, figure: true, text: ({ fen }) => (fen === 0 ? '' : formatFen(fen)) },
    { label: t('monthEnd.reason'), width: width - 120, text: ({ reason }) => reason },
    { label: t('monthEnd.signedBy'), width: 22, text: ({ by }) => by },
  ]
  return roomForFigures(pen, columns, rows, 3, 30)
}

/** 月结移交单, A4 upright. */
export const monthHandover = (paper: MonthHandoverPaper, options: PaperOptions = {}): Paper => {
  const t = translator(options.language ?? 'zh-CN')
  const pen: Pen = { sheet: letterSheet(10), style: new Style() }
  const width = innerWidth(pen.sheet)
  const title = t('monthEnd.handoverTitle')
  const head = letterhead(
    pen,
    {
      company: paper.company,
      number: paper.number,
      title,
      dateText: `${t('monthEnd.month')}：${paper.month}`,
      printed: paper.printed,
      version: 1,
      mark: paper.voided ? t('app.void') : undefined,
    },
    t,
  )
  const text = (words: string, bold = false): Flow[] =>
    paragraphs(pen, words, { width, bold }).map((block): Flow => ({ block, together: 'foot' }))
  const lines = sumLines(paper.sums, t)
  const closing = paper.sums.closingFen
  const third = width / 3
  const boxes = [
    { width: third, caption: t('monthEnd.signGiver'), name: paper.madeBy },
    { width: third, caption: t('monthEnd.signTaker'), name: '' },
    { width: third, caption: t('monthEnd.signChecker'), name: '' },
  ]
  const flow: Flow[] = [
    ...tableFlow(pen, sumColumns(pen, lines, t), lines, style, 'sums'),
    { block: gap(pen, 3) },
    ...(paper.classes.length === 0
      ? paragraphs(pen, t('monthEnd.noExceptions'), { width }).map((block): Flow => ({ block }))
      : tableFlow(pen, classColumns(pen, paper.classes, t), paper.classes, style, 'classes')),
    { block: gap(pen, 2), together: 'foot' },
    ...text(
      `${t('monthEnd.closing')}：${t('papers.moneyInWords', { amount: formatFen(closing), words: amountInWords(closing) })}`,
      true,
    ),
    ...text(t('monthEnd.taken', { taker: paper.taker, on: paper.takenOn })),
    ...(paper.remark ? text(`${t('papers.remark')}：${paper.remark}`) : []),
    { block: gap(pen, 2), together: 'foot' },
    { block: ruled(signBoxes(pen, boxes, 24)), together: 'foot' },
  ]
  return finishPaper(pen, `${title} ${paper.number}`, layPages(pen, flow, head, 8))
}
