import { type Translate, translator } from '../../shared/language.ts'
import { formatFen } from '../../shared/money.ts'
import type { Aged, ReceivableRow } from '../../shared/receivables.ts'
import { fieldRow, gap, type Pen } from './blocks.ts'
import type { PaperHead } from './data.ts'
import { letterhead, letterSheet } from './letterhead.ts'
import { type Flow, layPages } from './pages.ts'
import { finishPaper, type Paper, type PaperOptions } from './paper.ts'
import { innerWidth, Style } from './style.ts'
import { type Column, roomForFigures, spanRow, tableFlow } from './table.ts'

/** 应收账龄表 (duty 32): what each customer owes on a day, how old it is, what was said last. */
export interface ReceivableListPaper extends PaperHead {
  /** Money and papers up to this day. */
  on: string
  /** What was asked for: 全部, 逾期的 … */
  view: string
  total: number
  rows: Pick<ReceivableRow, 'customer' | 'promise' | 'lastCall' | keyof Aged>[]
  sums: Aged
}

type Row = ReceivableListPaper['rows'][number]
const CUSTOMER = 1

const promised = ({ promise }: Row): string =>
  promise === null ? '' : `${promise.promisedOn.slice(5)}\n${formatFen(promise.amountFen)}`

const columnsOf = (pen: Pen, rows: Row[], t: Translate): Column<Row>[] => {
  const money = (label: string, field: keyof Aged): Column<Row> => ({
    label,
    width: 24,
    figure: true,
    text: (row) => (row[field] === 0 ? '' : formatFen(row[field])),
  })
  const width = innerWidth(pen.sheet)
  const columns: Column<Row>[] = [
    { label: t('papers.sequence'), width: 8, align: 'center', text: (_, index) => String(index + 1) },
    { label: t('app.customer'), width: width - 8 - 7 * 24 - 24 - 40, text: (row) => row.customer },
    money(t('receivables.balance'), 'balanceFen'),
    money(t('receivables.notDue'), 'notDueFen'),
    money(t('receivables.to30'), 'to30Fen'),
    money(t('receivables.to60'), 'to60Fen'),
    money(t('receivables.to90'), 'to90Fen'),
    money(t('receivables.over90'), 'over90Fen'),
    money(t('receivables.prepaid'), 'prepaidFen'),
    { label: t('receivables.promise'), width: 24, align: 'center', text: promised },
    {
      label: t('receivables.lastCall'),
      width: 40,
      text: ({ lastCall }) => (lastCall === null ? '' : `${lastCall.on.slice(5)} ${lastCall.summary}`),
    },
  ]
  return roomForFigures(pen, columns, rows, CUSTOMER, 18)
}

/** 应收账龄表, A4 across. */
export const receivableList = (paper: ReceivableListPaper, options: PaperOptions = {}): Paper => {
  const t = translator(options.language ?? 'zh-CN')
  const pen: Pen = { sheet: letterSheet(9, true), style: new Style() }
  const width = innerWidth(pen.sheet)
  const title = t('receivables.paperTitle')
  const columns = columnsOf(pen, paper.rows, t)
  const sum = (field: keyof Aged) => ({ spans: 1, text: formatFen(paper.sums[field]), figure: true, bold: true })
  const field = { rowMm: 6.6, lineMm: pen.sheet.lineMm, points: pen.sheet.points, rule: 'line' } as const
  const shown =
    paper.rows.length < paper.total
      ? t('receivables.paperPart', { count: paper.rows.length, total: paper.total })
      : t('receivables.paperAll', { count: paper.total })
  const flow: Flow[] = [
    {
      block: fieldRow(
        pen,
        [
          { label: t('receivables.view'), value: paper.view, width: width / 3 },
          { label: t('app.customer'), value: shown, width: width / 3 },
          { label: t('papers.madeBy'), value: paper.madeBy, width: width / 3 },
        ],
        field,
      ),
    },
    { block: gap(pen, 1.5) },
    ...tableFlow(pen, columns, paper.rows, { rowMm: 6.6, headMm: 7, mostLines: 3 }, 'customers'),
    {
      block: spanRow(
        pen,
        columns,
        [
          { spans: 2, text: t('app.total'), align: 'right', bold: true },
          sum('balanceFen'),
          sum('notDueFen'),
          sum('to30Fen'),
          sum('to60Fen'),
          sum('to90Fen'),
          sum('over90Fen'),
          sum('prepaidFen'),
          { spans: 2, text: '' },
        ],
        7,
      ),
    },
  ]
  const dateText = t('receivables.asOf', { on: paper.on })
  const head = letterhead(pen, { company: paper.company, number: '', title, dateText }, t)
  return finishPaper(pen, `${title} ${paper.on}`, layPages(pen, flow, head, 6))
}
