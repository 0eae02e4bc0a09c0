import { type Translate, translator } from '../../shared/language.ts'
import { materialStateKeys } from '../../shared/materials.ts'
import { formatQuantity } from '../../shared/quantities.ts'
import type { ShortageRow } from '../../shared/purchases.ts'
import { fieldRow, gap, paragraphs, type Pen } from './blocks.ts'
import type { PaperHead } from './data.ts'
import { letterhead, letterSheet } from './letterhead.ts'
import { type Flow, layPages } from './pages.ts'
import { finishPaper, type Paper, type PaperOptions } from './paper.ts'
import { innerWidth, Style } from './style.ts'
import { type Column, roomForFigures, tableFlow } from './table.ts'

/** 欠料表 (papers.md 4.15): what orders lack, what suppliers said, and when the process begins. */
export interface ShortageListPaper extends PaperHead {
  on: string
  /** What was asked for: 漏定, 欠料 … */
  view: string
  rows: ShortageRow[]
}

const BOTTOM = 6
const MATERIAL = 4

const columnsOf = (t: Translate): Column<ShortageRow>[] => [
  { label: t('papers.sequence'), width: 8, align: 'center', text: (_, index) => String(index + 1) },
  { label: t('papers.documentNumber'), width: 24, text: (row) => row.orderNumber },
  { label: t('papers.customerShort'), width: 20, text: (row) => row.customer },
  { label: t('papers.due'), width: 13, align: 'center', text: (row) => row.dueOn.slice(5) },
  {
    label: t('papers.material'),
    width: 53,
    text: (row) => [[row.code, row.name].join(' '), row.spec].filter(Boolean).join('\n'),
  },
  { label: t('papers.unit'), width: 10, align: 'center', text: (row) => row.unit },
  { label: t('materials.needed'), width: 17, figure: true, text: (row) => formatQuantity(row.needed) },
  { label: t('materials.have'), width: 17, figure: true, text: (row) => formatQuantity(row.arrived) },
  { label: t('materials.short'), width: 17, figure: true, text: (row) => formatQuantity(row.short) },
  {
    label: t('materials.start'),
    width: 20,
    align: 'center',
    text: (row) => [row.process, row.startOn.slice(5)].filter(Boolean).join('\n'),
  },
  { label: t('purchases.supplier'), width: 26, text: (row) => row.supplier },
  {
    label: t('purchases.promised'),
    width: 20,
    align: 'center',
    text: (row) =>
      row.state === 'toBuy' || row.state === 'unbought'
        ? t(materialStateKeys[row.state])
        : row.promisedOn === null
          ? t('purchases.noPromise')
          : row.promisedOn.slice(5),
  },
  {
    label: t('purchases.lastChase'),
    width: 36,
    text: (row) => (row.lastChasedOn === null ? '' : `${row.lastChasedOn.slice(5)} ${row.lastChase}`),
  },
]

/** 欠料表, A4 across. */
export const shortageList = (paper: ShortageListPaper, options: PaperOptions = {}): Paper => {
  const t = translator(options.language ?? 'zh-CN')
  const sheet = letterSheet(9, true)
  const pen: Pen = { sheet, style: new Style() }
  const title = t('purchases.shortagePaper')
  const dateText = `${t('papers.date')}：${paper.on}　${paper.view}`
  const head = letterhead(pen, { ...paper, title, dateText }, t)
  const table =
    paper.rows.length === 0
      ? paragraphs(pen, t('purchases.nothingShort'), { width: innerWidth(sheet) }).map((block): Flow => ({ block }))
      : tableFlow(
          pen,
          roomForFigures(pen, columnsOf(t), paper.rows, MATERIAL, 30),
          paper.rows,
          { rowMm: 6.4, headMm: 7, mostLines: 6 },
          'rows',
        )
  const third = innerWidth(sheet) / 3
  const people = fieldRow(
    pen,
    [
      { label: t('papers.madeBy'), value: paper.madeBy, width: third },
      { label: t('purchases.buyer'), value: '', width: third },
      { label: t('papers.signProduction'), value: '', width: third },
    ],
    { rowMm: 8, lineMm: sheet.lineMm, points: sheet.points, rule: 'line' },
  )
  const flow: Flow[] = [...table, { block: gap(pen, 2), together: 'closing' }, { block: people, together: 'closing' }]
  return finishPaper(pen, `${title} ${paper.on}`, layPages(pen, flow, head, BOTTOM))
}
