import { type Translate, translator } from '../../shared/language.ts'
import { formatQuantity } from '../../shared/quantities.ts'
import { type ShipRow, shipStateWords, shipWayKeys, transportKeys } from '../../shared/shipments.ts'
import { gap, paragraphs, type Pen } from './blocks.ts'
import type { PaperHead } from './data.ts'
import { furtherFields, furtherRows, laidOut, noteParagraphs } from './layout.ts'
import { sourceText } from './layoutSources.ts'
import { letterhead, letterSheet } from './letterhead.ts'
import { type Flow, layPages } from './pages.ts'
import { finishPaper, type Paper, type PaperOptions } from './paper.ts'
import { innerWidth, Style } from './style.ts'
import { type Column, roomForFigures, tableFlow, type TableStyle } from './table.ts'

/** 出货计划: what leaves on which day, for the store and the drivers. No price is on it. */
export interface ShippingPlanPaper extends PaperHead {
  on: string
  /** What is filtered, in words. */
  note: string
  rows: ShipRow[]
  /** How many lines there are in all: more than are printed. */
  total: number
}

const BOTTOM = 6
const rowStyle: TableStyle = { rowMm: 6, headMm: 6.4, mostLines: 6 }

/** Every column a 出货计划 can have; none of them is money. */
export const planColumns = (pen: Pen, t: Translate): Column<ShipRow>[] => [
  { key: 'shipOn', label: t('shipments.shipOn'), width: 22, align: 'center', text: (row) => row.shipOn },
  { key: 'customer', label: t('app.customer'), width: 30, text: (row) => row.customer },
  { key: 'region', label: t('shipments.region'), width: 17, text: (row) => row.region },
  { key: 'order', label: t('shipments.order'), width: 27, text: (row) => row.orderNumber },
  {
    key: 'goods',
    needed: true,
    label: t('shipments.goods'),
    width: innerWidth(pen.sheet) - 225,
    text: (row) => (row.rush ? `${t('operations.rush')} ${row.description}` : row.description),
  },
  {
    key: 'quantity',
    label: t('app.quantity'),
    width: 18,
    figure: true,
    needed: true,
    text: (row) => formatQuantity(row.quantity - row.gone),
  },
  { key: 'unit', label: t('app.unit'), width: 11, align: 'center', text: (row) => row.unit },
  {
    key: 'packs',
    label: t('shipments.packs'),
    width: 13,
    figure: true,
    text: (row) => (row.packs > 0 ? formatQuantity(row.packs * 1000) : ''),
  },
  { key: 'way', label: t('shipments.way'), width: 17, align: 'center', text: (row) => t(shipWayKeys[row.way]) },
  {
    key: 'transport',
    label: t('shipments.transport'),
    width: 24,
    text: (row) =>
      row.transport === 'none' ? '' : [t(transportKeys[row.transport]), row.arrangedBy].filter(Boolean).join(' '),
  },
  { key: 'state', label: t('app.state'), width: 17, align: 'center', text: (row) => shipStateWords(t, row) },
  { key: 'remark', label: t('app.remark'), width: 29, text: (row) => row.note },
]

/** 出货计划, A4 across (duty 56): by ship day, with 提货方式, packs and who finds the truck. */
export const shippingPlan = (paper: ShippingPlanPaper, options: PaperOptions = {}): Paper => {
  const t = translator(options.language ?? 'zh-CN')
  const { layout } = options
  const pen: Pen = { sheet: letterSheet(9, true), style: new Style() }
  const usual = laidOut(pen, planColumns(pen, t), layout, paper.rows)
  const columns = layout ? usual : roomForFigures(pen, usual, paper.rows, 4, 40)
  const style = { rowMm: 6.4, lineMm: pen.sheet.lineMm, points: pen.sheet.points, rule: 'line' } as const
  const further = furtherRows(pen, furtherFields(layout, sourceText('shippingPlan', paper)), style, 4)
  const title = t('shipments.title')
  const dateText = [`${t('papers.date')}：${paper.on}`, paper.note, `${t('papers.madeBy')}：${paper.madeBy}`]
    .filter(Boolean)
    .join('　')
  const head = letterhead(pen, { company: paper.company, title, number: '', dateText }, t, layout)
  const packs = paper.rows.reduce((sum, row) => sum + row.packs, 0)
  const foot = [
    t('shipments.paperSum', { lines: paper.rows.length, packs: formatQuantity(packs * 1000) }),
    paper.total > paper.rows.length ? t('shipments.paperMore', { total: paper.total }) : '',
  ]
    .filter(Boolean)
    .join(' ')
  const flow: Flow[] = [
    ...further.map((block): Flow => ({ block })),
    ...tableFlow(pen, columns, paper.rows, rowStyle, 'plan'),
    { block: gap(pen, 1.5), together: 'sum' },
    ...paragraphs(pen, foot, { width: innerWidth(pen.sheet), bold: true }).map((block): Flow => ({
      block,
      together: 'sum',
    })),
    ...noteParagraphs(pen, layout).map((block): Flow => ({ block })),
  ]
  return finishPaper(pen, `${title} ${paper.on}`, layPages(pen, flow, head, BOTTOM), [], layout)
}
