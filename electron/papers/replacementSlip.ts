import { translator } from '../../shared/language.ts'
import { formatQuantity } from '../../shared/quantities.ts'
import { fieldRow, gap, paragraphs, type Pen, ruled, signBoxes } from './blocks.ts'
import type { PaperHead } from './data.ts'
import { letterhead, letterSheet } from './letterhead.ts'
import { type Flow, layPages } from './pages.ts'
import { finishPaper, type Paper, type PaperOptions } from './paper.ts'
import { innerWidth, Style } from './style.ts'
import { type Column, tableFlow } from './table.ts'

export interface ReplacementSlipPart {
  name: string
  material: string
  colourNumber: string
  size: string
  holes: string
  unit: string
  /** Thousandths. */
  quantity: number
  remark: string
}
/** 补件单 (papers.md 4.9): what the warehouse picks or the workshop makes. No amount is on it. */
export interface ReplacementSlipPaper extends PaperHead {
  printed: number
  voided: boolean
  madeOn: string
  complaintText: string
  sourceText: string
  customer: string
  product: string
  wayText: string
  chargeText: string
  reasonText: string
  responsibleText: string
  deliveryText: string
  wantedOn: string
  remarkText: string
  confirmedBy: string
  parts: ReplacementSlipPart[]
}

/** 补件单, A4. */
export const replacementSlip = (paper: ReplacementSlipPaper, options: PaperOptions = {}): Paper => {
  const t = translator(options.language ?? 'zh-CN')
  const pen: Pen = { sheet: letterSheet(10.5), style: new Style() }
  const width = innerWidth(pen.sheet)
  const title = t('complaints.slipTitle')
  const box = { rowMm: 7.5, lineMm: pen.sheet.lineMm, points: pen.sheet.points, rule: 'box', labelMm: 26 } as const
  const head = letterhead(
    pen,
    {
      company: paper.company,
      number: paper.number,
      title,
      dateText: `${t('papers.date')}：${paper.madeOn}`,
      version: 1,
      printed: paper.printed,
      mark: paper.voided ? t('complaints.stateVoid') : undefined,
    },
    t,
  )
  const pairs: [string, string][][] = [
    [
      [t('complaints.ofComplaint'), paper.complaintText],
      [t('complaints.papersOf'), paper.sourceText],
    ],
    [
      [t('app.customer'), paper.customer],
      [t('papers.product'), paper.product],
    ],
    [
      [t('complaints.way'), paper.wayText],
      [t('complaints.charge'), paper.chargeText],
    ],
    [
      [t('complaints.reason'), paper.reasonText],
      [t('complaints.responsible'), paper.responsibleText],
    ],
    [
      [t('complaints.delivery'), paper.deliveryText],
      [t('complaints.wantedOn'), paper.wantedOn],
    ],
  ]
  const columns: Column<ReplacementSlipPart>[] = [
    { label: t('papers.sequence'), width: 9, align: 'center', text: (_, index) => String(index + 1) },
    { label: t('complaints.part'), width: width - 9 - 30 - 24 - 32 - 24 - 20 - 13, text: (part) => part.name },
    { label: t('complaints.material'), width: 30, text: (part) => part.material },
    { label: t('complaints.colourNumber'), width: 24, text: (part) => part.colourNumber },
    { label: t('complaints.size'), width: 32, text: (part) => part.size },
    { label: t('complaints.holes'), width: 24, text: (part) => [part.holes, part.remark].filter(Boolean).join(' ') },
    { label: t('app.quantity'), width: 20, figure: true, text: (part) => formatQuantity(part.quantity) },
    { label: t('app.unit'), width: 13, align: 'center', text: (part) => part.unit },
  ]
  const quarter = width / 4
  const flow: Flow[] = [
    ...pairs.map((pair, index): Flow => {
      const block = fieldRow(
        pen,
        pair.map(([label, value]) => ({ label, value, width: width / 2 })),
        box,
      )
      return { block: index === 0 ? ruled(block) : block }
    }),
    { block: gap(pen, 2) },
    ...tableFlow(pen, columns, paper.parts, { rowMm: 9, headMm: 8, mostLines: 6 }, 'parts'),
    ...(paper.remarkText === ''
      ? []
      : paragraphs(pen, `${t('papers.remark')}：${paper.remarkText}`, { width }).map((block): Flow => ({ block }))),
    { block: gap(pen, 3), together: 'foot' },
    {
      block: ruled(
        signBoxes(
          pen,
          [
            { width: quarter, caption: t('papers.madeBy'), name: paper.madeBy },
            { width: quarter, caption: t('complaints.signManager'), name: paper.confirmedBy },
            { width: quarter, caption: t('complaints.signLogistics'), name: '' },
            { width: quarter, caption: t('complaints.signWorkshop'), name: '' },
          ],
          24,
        ),
      ),
      together: 'foot',
    },
  ]
  return finishPaper(pen, `${title} ${paper.number}`, layPages(pen, flow, head, 8))
}
