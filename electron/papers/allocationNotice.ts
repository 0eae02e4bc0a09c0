import { translator } from '../../shared/language.ts'
import { formatQuantity } from '../../shared/quantities.ts'
import { type Block, fieldRow, gap, paragraphs, type Pen, ruled, signBoxes } from './blocks.ts'
import type { CustomerHead, EditionHead } from './data.ts'
import { letterhead, letterSheet } from './letterhead.ts'
import { type Flow, layPages } from './pages.ts'
import { finishPaper, type Paper, type PaperOptions } from './paper.ts'
import { innerWidth, Style } from './style.ts'
import { type Column, roomForFigures, tableFlow, type TableStyle } from './table.ts'

export interface AllocationNoticeLine {
  orderNumber: string
  customerPo: string
  wanted: number
  quantity: number
  unit: string
  dueOn: string
  /** The day the rest comes; null where nobody can say yet. */
  restOn: string | null
}
/** 短缺分配通知: what each customer gets now, and the rest when. No other customer's name is on it. */
export interface AllocationNoticePaper extends Omit<EditionHead, 'version'> {
  on: string
  goods: string
  remark: string
  voided: boolean
  customers: { customer: CustomerHead; lines: AllocationNoticeLine[] }[]
}

const pieces = (quantity: number, { unit }: AllocationNoticeLine): string => `${formatQuantity(quantity)} ${unit}`

const BOTTOM = 8
const rowStyle: TableStyle = { rowMm: 7, headMm: 7, mostLines: 4 }

/** 短缺分配通知, A4, a page for each customer (duty 94). */
export const allocationNotice = (paper: AllocationNoticePaper, options: PaperOptions = {}): Paper => {
  const t = translator(options.language ?? 'zh-CN')
  const pen: Pen = { sheet: letterSheet(10.5), style: new Style() }
  const width = innerWidth(pen.sheet)
  const box = { rowMm: 7.5, lineMm: pen.sheet.lineMm, points: pen.sheet.points, rule: 'box', labelMm: 24 } as const
  const title = t('allocations.paperTitle')
  const columns: Column<AllocationNoticeLine>[] = [
    { label: t('shipments.order'), width: 36, text: (line) => line.orderNumber },
    { label: t('orders.customerPo'), width: 34, text: (line) => line.customerPo },
    { label: t('papers.due'), width: 26, align: 'center', text: (line) => line.dueOn },
    { label: t('allocations.openQuantity'), width: 22, figure: true, text: (line) => pieces(line.wanted, line) },
    { label: t('allocations.getsNow'), width: 22, figure: true, text: (line) => pieces(line.quantity, line) },
    {
      label: t('allocations.rest'),
      width: 22,
      figure: true,
      text: (line) => pieces(line.wanted - line.quantity, line),
    },
    {
      label: t('allocations.restOn'),
      width: width - 162,
      align: 'center',
      text: (line) => (line.wanted === line.quantity ? '—' : (line.restOn ?? t('allocations.restUnknown'))),
    },
  ]
  const pages = paper.customers.flatMap(({ customer, lines }) => {
    const head = letterhead(
      pen,
      {
        company: paper.company,
        number: paper.number,
        printed: paper.printed,
        title,
        dateText: `${t('papers.date')}：${paper.on}`,
        mark: paper.voided ? t('app.void') : undefined,
      },
      t,
    )
    const words = (text: string): Block[] => paragraphs(pen, text, { width })
    const flow: Flow[] = [
      {
        block: ruled(
          fieldRow(
            pen,
            [
              { label: t('papers.customer'), value: customer.name, width: width * 0.6 },
              { label: t('papers.contact'), value: customer.contact, width: width * 0.4 },
            ],
            box,
          ),
        ),
      },
      {
        block: fieldRow(
          pen,
          [
            { label: t('papers.phone'), value: customer.phone, width: width * 0.6 },
            { label: t('papers.fax'), value: customer.fax, width: width * 0.4 },
          ],
          box,
        ),
      },
      { block: fieldRow(pen, [{ label: t('allocations.goods'), value: paper.goods, width, bold: true }], box) },
      { block: gap(pen, 3) },
      ...words(t('allocations.paperWords', { goods: paper.goods })).map((block): Flow => ({ block })),
      { block: gap(pen, 2) },
      ...tableFlow(pen, roomForFigures(pen, columns, lines, 1, 20), lines, rowStyle, 'lines'),
      { block: gap(pen, 3) },
      ...(paper.remark === '' ? [] : words(`${t('app.remark')}：${paper.remark}`).map((block): Flow => ({ block }))),
      ...words(t('allocations.paperSorry')).map((block): Flow => ({ block, together: 'sign' })),
      { block: gap(pen, 3), together: 'sign' },
      {
        block: ruled(
          signBoxes(
            pen,
            [
              {
                width: width / 2,
                caption: t('papers.madeBy'),
                name: paper.madeBy,
                below: [`${t('papers.date')}：${paper.on}`],
              },
              { width: width / 2, caption: t('allocations.customerSigns'), below: [`${t('papers.date')}：`] },
            ],
            24,
          ),
        ),
        together: 'sign',
      },
    ]
    return layPages(pen, flow, head, BOTTOM)
  })
  return finishPaper(pen, `${title} ${paper.number}`, pages)
}
