import { translator } from '../../shared/language.ts'
import { type KnownLoad, type Limits, overLimits } from '../../shared/loads.ts'
import { formatFen } from '../../shared/money.ts'
import { formatQuantity } from '../../shared/quantities.ts'
import { fieldRow, gap, paragraphs, type Pen, ruled, signBoxes } from './blocks.ts'
import type { PaperHead } from './data.ts'
import { letterhead, letterSheet } from './letterhead.ts'
import { type Flow, layPages } from './pages.ts'
import { finishPaper, type Paper, type PaperOptions } from './paper.ts'
import { innerWidth, Style } from './style.ts'
import { type Column, tableFlow, type TableStyle } from './table.ts'

export interface TruckStopRow {
  number: string
  customer: string
  address: string
  contact: string
  phone: string
  load: KnownLoad
  codFen: number
}
/** 拼车单 / 装车单: the stops of a truck in the order they are unloaded. No price is on it, only what is collected. */
export interface TruckPaper extends PaperHead, Limits {
  printed: number
  on: string
  plate: string
  driver: string
  phone: string
  carrier: string
  route: string
  remark: string
  stops: TruckStopRow[]
  load: KnownLoad
}

const BOTTOM = 8
const rowStyle: TableStyle = { rowMm: 9, headMm: 7, mostLines: 6 }

/** An amount with a mark where some lines have none: `1.25 +2 未知`. */
const measured = (amount: number, unknown: number, missing: string): string =>
  [amount > 0 || unknown === 0 ? formatQuantity(amount) : '', unknown > 0 ? missing : ''].filter(Boolean).join(' ')

/** 装车单, A4 across (duty 91): the last stop is loaded first. */
export const truckSheet = (paper: TruckPaper, options: PaperOptions = {}): Paper => {
  const t = translator(options.language ?? 'zh-CN')
  const pen: Pen = { sheet: letterSheet(9.5, true), style: new Style() }
  const width = innerWidth(pen.sheet)
  const missing = (count: number): string => t('trucks.unknownLines', { count })
  const columns: Column<TruckStopRow>[] = [
    { label: t('trucks.stop'), width: 9, align: 'center', text: (_, index) => String(index + 1) },
    {
      label: t('trucks.loading'),
      width: 11,
      align: 'center',
      text: (_, index) => String(paper.stops.length - index),
    },
    { label: t('deliveries.title'), width: 25, text: (stop) => stop.number },
    { label: t('app.customer'), width: 20, text: (stop) => stop.customer },
    { label: t('deliveries.address'), width: width - 196, text: (stop) => stop.address },
    { label: t('deliveries.contact'), width: 44, text: (stop) => [stop.contact, stop.phone].filter(Boolean).join(' ') },
    { label: t('deliveries.packs'), width: 13, figure: true, text: (stop) => String(stop.load.packs) },
    {
      label: t('trucks.volume'),
      width: 18,
      align: 'right',
      text: ({ load }) => measured(load.volume, load.unknownVolume, missing(load.unknownVolume)),
    },
    {
      label: t('trucks.weight'),
      width: 18,
      align: 'right',
      text: ({ load }) => measured(load.weight, load.unknownWeight, missing(load.unknownWeight)),
    },
    {
      label: t('deliveries.cod'),
      width: 22,
      figure: true,
      text: (stop) => (stop.codFen > 0 ? formatFen(stop.codFen) : ''),
    },
    { label: t('trucks.loadedTick'), width: 16, text: () => '' },
  ]
  const field = { rowMm: 7, lineMm: pen.sheet.lineMm, points: pen.sheet.points, rule: 'line' } as const
  const { load } = paper
  const limit = (value: number, text: string): string => (value === 0 ? '' : t('trucks.ofLimit', { limit: text }))
  const sums = [
    `${t('deliveries.packs')} ${load.packs}${limit(paper.limitPacks, String(paper.limitPacks))}`,
    `${t('trucks.volume')} ${measured(load.volume, load.unknownVolume, missing(load.unknownVolume))}${limit(paper.limitVolume, formatQuantity(paper.limitVolume))}`,
    `${t('trucks.weight')} ${measured(load.weight, load.unknownWeight, missing(load.unknownWeight))}${limit(paper.limitWeight, formatQuantity(paper.limitWeight))}`,
  ]
  const cod = paper.stops.reduce((sum, { codFen }) => sum + codFen, 0)
  const foot = [
    `${t('app.total')}：${sums.join('　')}`,
    cod > 0 ? `${t('deliveries.codFen')}：￥${formatFen(cod)}` : '',
    overLimits(load, paper).length > 0 ? t('trucks.paperOver') : '',
    paper.remark,
    t('trucks.paperOrder'),
  ]
    .filter(Boolean)
    .join('\n')
  const flow: Flow[] = [
    {
      block: fieldRow(
        pen,
        [
          { label: t('deliveries.vehicle'), value: paper.plate, width: 46, bold: true },
          { label: t('deliveries.driver'), value: [paper.driver, paper.phone].filter(Boolean).join(' '), width: 62 },
          { label: t('trucks.carrier'), value: paper.carrier, width: width - 108 },
        ],
        field,
      ),
    },
    { block: fieldRow(pen, [{ label: t('trucks.route'), value: paper.route, width }], field) },
    { block: gap(pen, 2) },
    ...tableFlow(pen, columns, paper.stops, rowStyle, 'stops'),
    { block: gap(pen, 2), together: 'closing' },
    ...paragraphs(pen, foot, { width, bold: true }).map((block): Flow => ({ block, together: 'closing' })),
    { block: gap(pen, 2), together: 'closing' },
    {
      block: ruled(
        signBoxes(
          pen,
          [
            { width: width / 4, caption: t('papers.madeBy'), name: paper.madeBy },
            { width: width / 4, caption: t('trucks.loader') },
            { width: width / 4, caption: t('deliveries.driver'), name: paper.driver },
            { width: width / 4, caption: t('journeys.keeper') },
          ],
          18,
        ),
      ),
      together: 'closing',
    },
  ]
  const title = t('trucks.paperTitle')
  const dateText = `${t('trucks.onDay')}：${paper.on}`
  const head = letterhead(pen, { ...paper, version: 1, title, dateText }, t)
  return finishPaper(pen, `${title} ${paper.number}`, layPages(pen, flow, head, BOTTOM))
}
