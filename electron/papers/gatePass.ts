import { translator } from '../../shared/language.ts'
import type { LoadLine } from '../../shared/journeys.ts'
import { formatQuantity } from '../../shared/quantities.ts'
import { fieldRow, gap, type Pen, ruled, signBoxes } from './blocks.ts'
import type { PaperHead } from './data.ts'
import { letterhead, letterSheet } from './letterhead.ts'
import { type Flow, layPages } from './pages.ts'
import { finishPaper, type Paper, type PaperOptions } from './paper.ts'
import { innerWidth, type Sheet, Style } from './style.ts'
import { type Column, tableFlow, type TableStyle } from './table.ts'

/** 放行单 (仓库联): the gate lets out what stands on it. No price, and no customer's money. */
export interface GatePassPaper extends PaperHead {
  on: string
  copy: string
  customer: string
  vehicle: string
  driver: string
  /** Who fetches the goods, with the number of the paper that was seen; '' where we deliver. */
  pickedUp: string
  released: string
  lines: LoadLine[]
  /** Packs as they were counted at the picking; null once they were counted at the truck. */
  packs: number | null
  loadChecker: string
  keeper: string
  leftAt: string
}

/** The packs the gate counts: as loaded, before the load check as they stand on the note. */
const packsOnTruck = ({ loadedPacks, pickedPacks }: LoadLine): number => loadedPacks ?? pickedPacks

/** A5 across: half a letter sheet, as a gatekeeper keeps them. */
const passSheet: Sheet = { ...letterSheet(9.5), widthMm: 210, heightMm: 148 }
const rowStyle: TableStyle = { rowMm: 6.4, headMm: 6.4, mostLines: 4 }

export const gatePass = (paper: GatePassPaper, options: PaperOptions = {}): Paper => {
  const t = translator(options.language ?? 'zh-CN')
  const pen: Pen = { sheet: passSheet, style: new Style() }
  const width = innerWidth(pen.sheet)
  const columns: Column<LoadLine>[] = [
    { label: t('papers.sequence'), width: 10, align: 'center', text: (line) => String(line.sequence) },
    { label: t('deliveries.orderNumber'), width: 28, text: (line) => line.orderNumber },
    { label: t('deliveries.description'), width: width - 132, text: (line) => line.description },
    { label: t('journeys.pickedPieces'), width: 18, figure: true, text: (line) => formatQuantity(line.picked) },
    {
      label: t('journeys.loadedPieces'),
      width: 18,
      figure: true,
      text: (line) => (line.loaded === null ? '' : formatQuantity(line.loaded)),
    },
    { label: t('app.unit'), width: 12, align: 'center', text: (line) => line.unit },
    { label: t('deliveries.packs'), width: 14, figure: true, text: (line) => String(packsOnTruck(line)) },
    { label: t('journeys.explanation'), width: 32, text: (line) => line.explanation },
  ]
  const field = { rowMm: 6.6, lineMm: pen.sheet.lineMm, points: pen.sheet.points, rule: 'line' } as const
  const flow: Flow[] = [
    {
      block: fieldRow(
        pen,
        [
          { label: t('app.customer'), value: paper.customer, width: 70, bold: true },
          { label: t('deliveries.vehicle'), value: paper.vehicle, width: 52 },
          { label: t('deliveries.driver'), value: paper.driver, width: width - 122 },
        ],
        field,
      ),
    },
    {
      block: fieldRow(
        pen,
        [
          { label: t('deliveries.release'), value: paper.released, width: 70 },
          {
            label: t('deliveries.packs'),
            value: String(paper.packs ?? paper.lines.reduce((sum, line) => sum + packsOnTruck(line), 0)),
            width: 30,
            bold: true,
          },
          { label: t('journeys.pickedUpBy'), value: paper.pickedUp, width: width - 100 },
        ],
        field,
      ),
    },
    { block: gap(pen, 1.5) },
    ...tableFlow(pen, columns, paper.lines, rowStyle, 'goods'),
    { block: gap(pen, 2), together: 'closing' },
    {
      block: ruled(
        signBoxes(
          pen,
          [
            { width: width / 4, caption: t('papers.madeBy'), name: paper.madeBy },
            { width: width / 4, caption: t('journeys.loadChecker'), name: paper.loadChecker },
            { width: width / 4, caption: t('journeys.keeper'), name: paper.keeper },
            { width: width / 4, caption: t('journeys.leftAt'), name: paper.leftAt },
          ],
          14,
        ),
      ),
      together: 'closing',
    },
  ]
  const title = t('journeys.passTitle')
  const dateText = `${t('papers.date')}：${paper.on}`
  const head = letterhead(pen, { company: paper.company, number: paper.number, title, dateText, copy: paper.copy }, t)
  return finishPaper(pen, `${title} ${paper.number}`, layPages(pen, flow, head, 6))
}
