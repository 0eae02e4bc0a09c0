import { type Translate, translator } from '../../shared/language.ts'
import { formatQuantity } from '../../shared/quantities.ts'
import { fieldRow, gap, type Pen, ruled, signBoxes } from './blocks.ts'
import type { PaperHead } from './data.ts'
import { letterhead, letterSheet } from './letterhead.ts'
import { type Flow, layPages } from './pages.ts'
import { finishPaper, type Paper, type PaperOptions } from './paper.ts'
import { innerWidth, Style } from './style.ts'
import { type Column, tableFlow } from './table.ts'

export interface MaterialSlipRow {
  code: string
  name: string
  spec: string
  unit: string
  quantity: number
  /** Taken back later by an entry of its own. */
  cancelled: boolean
}
/** 领料单 or 退料单 of one notice line; no price is on it. */
export interface MaterialSlipPaper extends PaperHead {
  kind: 'issue' | 'return'
  on: string
  noticeNumber: string
  orderNumber: string
  goods: string
  quantity: string
  person: string
  remark: string
  rows: MaterialSlipRow[]
}

const BOTTOM = 8

const columnsOf = (t: Translate): Column<MaterialSlipRow>[] => [
  { label: t('papers.sequence'), width: 10, align: 'center', text: (_, index) => String(index + 1) },
  { label: t('materials.code'), width: 32, text: (row) => row.code },
  { label: t('papers.material'), width: 48, text: (row) => row.name },
  { label: t('papers.spec'), width: 46, text: (row) => row.spec },
  { label: t('papers.unit'), width: 14, align: 'center', text: (row) => row.unit },
  { label: t('papers.quantity'), width: 24, figure: true, text: (row) => formatQuantity(row.quantity) },
  {
    label: t('papers.remark'),
    width: 20,
    text: (row) => (row.cancelled ? t('materials.takenBack') : ''),
  },
]

/** 领料单 / 退料单, A4 upright (duty 55). */
export const materialSlip = (paper: MaterialSlipPaper, options: PaperOptions = {}): Paper => {
  const t = translator(options.language ?? 'zh-CN')
  const sheet = letterSheet(10)
  const pen: Pen = { sheet, style: new Style() }
  const title = t(paper.kind === 'issue' ? 'materials.issueSlip' : 'materials.returnSlip')
  const width = innerWidth(sheet)
  const box = { rowMm: 6.6, lineMm: sheet.lineMm, points: sheet.points, rule: 'box', labelMm: 24 } as const
  const head = letterhead(pen, { ...paper, title, dateText: `${t('papers.date')}：${paper.on}` }, t)
  const flow: Flow[] = [
    {
      block: ruled(
        fieldRow(
          pen,
          [
            { label: t('materials.notice'), value: paper.noticeNumber, width: width / 2 },
            { label: t('papers.orderNumber'), value: paper.orderNumber, width: width / 2 },
          ],
          box,
        ),
      ),
    },
    {
      block: fieldRow(
        pen,
        [
          { label: t('papers.description'), value: paper.goods, width: (width * 2) / 3 },
          { label: t('papers.quantity'), value: paper.quantity, width: width / 3 },
        ],
        box,
      ),
    },
    { block: fieldRow(pen, [{ label: t('papers.remark'), value: paper.remark, width }], box) },
    { block: gap(pen, 2) },
    ...tableFlow(pen, columnsOf(t), paper.rows, { rowMm: 7, headMm: 7, mostLines: 6 }, 'rows'),
    { block: gap(pen, 2), together: 'closing' },
    {
      block: ruled(
        signBoxes(
          pen,
          [
            { width: width / 3, caption: t('papers.madeBy'), name: paper.madeBy },
            {
              width: width / 3,
              caption: t(paper.kind === 'issue' ? 'materials.taker' : 'materials.bringer'),
              name: paper.person,
            },
            { width: width / 3, caption: t('papers.signWarehouse') },
          ],
          24,
        ),
      ),
      together: 'closing',
    },
  ]
  return finishPaper(pen, `${title} ${paper.number}`, layPages(pen, flow, head, BOTTOM))
}
