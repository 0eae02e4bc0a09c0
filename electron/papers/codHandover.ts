import { amountInWords } from '../../shared/amountInWords.ts'
import { differencesOf } from '../../shared/cod.ts'
import { type Translate, translator } from '../../shared/language.ts'
import { formatFen } from '../../shared/money.ts'
import { gap, paragraphs, type Pen, ruled, signBoxes } from './blocks.ts'
import type { PaperHead } from './data.ts'
import { letterhead, letterSheet } from './letterhead.ts'
import { type Flow, layPages } from './pages.ts'
import { finishPaper, type Paper, type PaperOptions } from './paper.ts'
import { innerWidth, Style } from './style.ts'
import { type Column, roomForFigures, spanRow, tableFlow } from './table.ts'

export interface CodHandoverLine {
  number: string
  customer: string
  toCollectFen: number
  collectedFen: number
  method: string
  collectedOn: string
  /** Why the driver brought another amount than he was to collect. */
  collectReason: string
  handedFen: number | null
  reason: string
}
/** 代收款交接单 (duty 90): what a driver hands to the cashier, note by note. */
export interface CodHandoverPaper extends PaperHead {
  printed: number
  driver: string
  on: string
  remark: string
  slipNumber: string
  voided: boolean
  /** Null: not counted yet, room is left to write it in. */
  countedBy: string | null
  handedFen: number | null
  collectedFen: number
  lines: CodHandoverLine[]
}

const CUSTOMER = 2

const columnsOf = (pen: Pen, lines: CodHandoverLine[], t: Translate): Column<CodHandoverLine>[] => {
  const width = innerWidth(pen.sheet)
  const columns: Column<CodHandoverLine>[] = [
    { label: t('papers.sequence'), width: 8, align: 'center', text: (_, index) => String(index + 1) },
    { label: t('cod.note'), width: 28, text: (line) => line.number },
    { label: t('app.customer'), width: width - 193, text: (line) => line.customer },
    { label: t('cod.collectedOn'), width: 23, align: 'center', text: (line) => line.collectedOn },
    { label: t('cod.toCollect'), width: 25, figure: true, text: (line) => formatFen(line.toCollectFen) },
    { label: t('cod.collected'), width: 25, figure: true, text: (line) => formatFen(line.collectedFen) },
    { label: t('cod.method'), width: 16, align: 'center', text: (line) => line.method },
    {
      label: t('cod.handed'),
      width: 25,
      figure: true,
      text: (line) => (line.handedFen === null ? '' : formatFen(line.handedFen)),
    },
    {
      label: t('cod.differenceReason'),
      width: 43,
      text: differencesOf,
    },
  ]
  return roomForFigures(pen, columns, lines, CUSTOMER, 22)
}

const inWords = (fen: number, t: Translate): string =>
  t('papers.moneyInWords', { amount: formatFen(fen), words: amountInWords(fen) })

/** 代收款交接单, A4 across. */
export const codHandover = (paper: CodHandoverPaper, options: PaperOptions = {}): Paper => {
  const t = translator(options.language ?? 'zh-CN')
  const pen: Pen = { sheet: letterSheet(10, true), style: new Style() }
  const width = innerWidth(pen.sheet)
  const title = t('cod.handoverTitle')
  const dateText = `${t('cod.driver')}：${paper.driver}　${t('papers.date')}：${paper.on}`
  const head = letterhead(
    pen,
    {
      company: paper.company,
      number: paper.number,
      title,
      dateText,
      printed: paper.printed,
      version: 1,
      mark: paper.voided ? t('cod.stateVoid') : undefined,
    },
    t,
  )
  const columns = columnsOf(pen, paper.lines, t)
  const sum = (field: 'toCollectFen' | 'collectedFen'): string =>
    formatFen(paper.lines.reduce((total, line) => total + line[field], 0))
  const text = (words: string, bold = false): Flow[] =>
    paragraphs(pen, words, { width, bold }).map((block): Flow => ({ block, together: 'foot' }))
  const total = spanRow(
    pen,
    columns,
    [
      { spans: 4, text: t('cod.paperSum', { count: paper.lines.length }), align: 'right', bold: true },
      { spans: 1, text: sum('toCollectFen'), figure: true, bold: true },
      { spans: 1, text: sum('collectedFen'), figure: true, bold: true },
      { spans: 1, text: '' },
      { spans: 1, text: paper.handedFen === null ? '' : formatFen(paper.handedFen), figure: true, bold: true },
      { spans: 1, text: '' },
    ],
    7.5,
  )
  const third = width / 3
  const flow: Flow[] = [
    ...tableFlow(pen, columns, paper.lines, { rowMm: 7.5, headMm: 7.5, mostLines: 5 }, 'lines'),
    { block: total, together: 'foot' },
    { block: gap(pen, 2), together: 'foot' },
    ...text(`${t('cod.paperCollected')}：${inWords(paper.collectedFen, t)}`),
    ...text(
      paper.handedFen === null
        ? `${t('cod.paperCounted')}：________________________________　${t('cod.slip')}：________________`
        : `${t('cod.paperCounted')}：${inWords(paper.handedFen, t)}　${t('cod.slip')}：${paper.slipNumber}`,
      true,
    ),
    ...(paper.remark ? text(`${t('papers.remark')}：${paper.remark}`) : []),
    { block: gap(pen, 2), together: 'foot' },
    {
      block: ruled(
        signBoxes(
          pen,
          [
            { width: third, caption: t('cod.signDriver'), name: paper.driver },
            { width: third, caption: t('papers.madeBy'), name: paper.madeBy },
            { width: third, caption: t('cod.signCashier'), name: paper.countedBy ?? '' },
          ],
          22,
        ),
      ),
      together: 'foot',
    },
  ]
  return finishPaper(pen, `${title} ${paper.number}`, layPages(pen, flow, head, 8))
}
