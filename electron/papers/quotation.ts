import { type Translate, translator } from '../../shared/language.ts'
import { formatFen, formatMicros } from '../../shared/money.ts'
import { formatQuantity } from '../../shared/quantities.ts'
import type { LadderStep } from '../../shared/quotations.ts'
import { type Block, fieldRow, gap, paragraphs, type Pen, ruled, signBoxes } from './blocks.ts'
import type { CompanyHead } from './data.ts'
import { furtherFields, furtherRows, laidOut, layoutSheet, noteParagraphs } from './layout.ts'
import { sizeColumns } from './layoutColumns.ts'
import { sourceText } from './layoutSources.ts'
import { letterhead, letterSheet } from './letterhead.ts'
import { type Flow, layPages } from './pages.ts'
import { finishPaper, type Paper, type PaperOptions } from './paper.ts'
import { innerWidth, Style } from './style.ts'
import { type Column, tableFlow } from './table.ts'

const BOTTOM = 8

export interface QuotationPaperLine {
  description: string
  material: string
  unit: string
  steps: LadderStep[]
  minQuantity: number
  mouldFen: number
  leadDays: number
  packing: string
  remark: string
  /** 图片 as a `data:` address; without one on any line there is no column for it. */
  picture?: string | undefined
}
/** What a quotation says outside: never its costs. */
export interface QuotationPaper {
  company: CompanyHead
  number: string
  version: number
  printed: number
  madeBy: string
  customer: string
  contact: string
  phone: string
  fax: string
  quotedOn: string
  validUntil: string
  taxText: string
  payment: string
  delivery: string
  remark: string
  lines: QuotationPaperLine[]
}

/** The quantities any line has a price for, rising: the columns of the ladder. */
export const ladderOf = (lines: readonly { steps: readonly LadderStep[] }[]): number[] =>
  [...new Set(lines.flatMap(({ steps }) => steps.map(({ quantity }) => quantity)))].toSorted((a, b) => a - b)

const priceAt = (line: QuotationPaperLine, quantity: number): string => {
  const step = line.steps.find((each) => each.quantity === quantity)
  return step ? formatMicros(step.priceMicros) : '—'
}

/** Widths in millimetres of the columns that only some quotations have: 图片, 起订量, 模具/版费. */
const PICTURE_WIDTH = 20
const LEAST_WIDTH = 14
const MOULD_WIDTH = 17

/** Every column a 报价单 can have. */
export const quotationColumns = (pen: Pen, paper: QuotationPaper, t: Translate): Column<QuotationPaperLine>[] => {
  const ladder = ladderOf(paper.lines)
  const single = ladder.length === 1
  const stepWidth = single ? 24 : 17
  const pictured = paper.lines.some(({ picture }) => picture)
  const always = 8 + (pictured ? PICTURE_WIDTH : 0) + 10 + ladder.length * stepWidth + 11
  const remark = ({ packing, remark: words }: QuotationPaperLine): string => [packing, words].filter(Boolean).join('\n')
  const has = {
    mould: paper.lines.some((line) => line.mouldFen > 0),
    least: paper.lines.some((line) => line.minQuantity > 0),
    noted: paper.lines.some((line) => remark(line) !== ''),
  }
  const left = innerWidth(pen.sheet) - always - (has.mould ? MOULD_WIDTH : 0) - (has.least ? LEAST_WIDTH : 0)
  // beside a picture and a long ladder the goods would get too narrow a column: what else is said stands under them
  const folded = pictured && left < (has.noted ? 70 : 45)
  const [mould, least, noted] = [has.mould && !folded, has.least && !folded, has.noted && !folded]
  const text = folded ? innerWidth(pen.sheet) - always : left
  const more = (line: QuotationPaperLine): string[] => [
    line.minQuantity > 0 ? `${t('quotations.minQuantity')} ${formatQuantity(line.minQuantity)}` : '',
    line.mouldFen > 0 ? `${t('quotations.mould')} ${formatFen(line.mouldFen)}` : '',
    remark(line),
  ]
  return [
    { key: 'sequence', label: t('papers.sequence'), width: 8, align: 'center', text: (_, index) => String(index + 1) },
    ...(pictured
      ? [
          {
            key: 'picture',
            label: t('pictures.title'),
            width: PICTURE_WIDTH,
            text: () => '',
            picture: (line: QuotationPaperLine) => line.picture ?? '',
          },
        ]
      : []),
    {
      key: 'goods',
      needed: true,
      label: t('quotations.paperGoods'),
      width: noted ? text * 0.7 : text,
      text: (line) => [line.description, line.material, ...(folded ? more(line) : [])].filter(Boolean).join('\n'),
    },
    ...sizeColumns(t, (line: QuotationPaperLine) => line.description),
    { key: 'unit', label: t('papers.unit'), width: 10, align: 'center', text: (line) => line.unit },
    ...ladder.map((quantity): Column<QuotationPaperLine> => ({
      key: 'price',
      needed: true,
      label: single ? t('papers.price') : t('quotations.paperFrom', { quantity: formatQuantity(quantity) }),
      width: stepWidth,
      figure: true,
      text: (line) => priceAt(line, quantity),
    })),
    ...(least
      ? [
          {
            key: 'least',
            label: t('quotations.minQuantity'),
            width: LEAST_WIDTH,
            figure: true,
            text: (line: QuotationPaperLine) => (line.minQuantity > 0 ? formatQuantity(line.minQuantity) : ''),
          },
        ]
      : []),
    ...(mould
      ? [
          {
            key: 'mould',
            label: t('quotations.mould'),
            width: MOULD_WIDTH,
            figure: true,
            text: (line: QuotationPaperLine) => (line.mouldFen > 0 ? formatFen(line.mouldFen) : ''),
          },
        ]
      : []),
    {
      key: 'leadDays',
      label: t('quotations.leadDays'),
      width: 11,
      align: 'center',
      text: (line) => (line.leadDays > 0 ? String(line.leadDays) : ''),
    },
    ...(noted ? [{ key: 'remark', label: t('papers.remark'), width: text * 0.3, text: remark }] : []),
  ]
}

const boxStyle = (pen: Pen, labelMm: number) =>
  ({ rowMm: 6.4, lineMm: pen.sheet.lineMm, points: pen.sheet.points, rule: 'box', labelMm }) as const

const headFields = (pen: Pen, paper: QuotationPaper, t: Translate): Block[] => {
  const third = innerWidth(pen.sheet) / 3
  const field = (label: string, value: string, width = third) => ({ label, value, width })
  return [
    fieldRow(
      pen,
      [
        { ...field(t('papers.customer'), paper.customer, third * 2), bold: true },
        field(t('papers.validUntil'), paper.validUntil),
      ],
      boxStyle(pen, 22),
    ),
    fieldRow(
      pen,
      [
        field(t('papers.contact'), paper.contact),
        field(t('papers.phone'), paper.phone),
        field(t('papers.fax'), paper.fax),
      ],
      boxStyle(pen, 22),
    ),
  ]
}

const termFields = (pen: Pen, paper: QuotationPaper, t: Translate): Block[] => {
  const width = innerWidth(pen.sheet)
  const whole = (label: string, value: string): Block[] =>
    value === '' ? [] : [fieldRow(pen, [{ label, value, width }], boxStyle(pen, 26))]
  return [
    ...whole(t('quotations.currency'), paper.taxText),
    ...whole(t('papers.payment'), paper.payment),
    ...whole(t('quotations.delivery'), paper.delivery),
    ...whole(t('papers.remark'), paper.remark),
  ]
}

const stamps = (pen: Pen, paper: QuotationPaper, t: Translate): Block => {
  const width = innerWidth(pen.sheet) / 2
  const below = [t('papers.signedOn')]
  return ruled(
    signBoxes(
      pen,
      [
        { width, caption: t('quotations.paperQuoter'), name: `${paper.company.name}　${paper.madeBy}`, below },
        { width, caption: t('quotations.paperAcceptance'), name: paper.customer, below },
      ],
      46,
    ),
  )
}

/** 报价单, A4, fax-safe: the ladder as a table, no costs (papers.md 4.10). */
export const quotationSheet = (paper: QuotationPaper, options: PaperOptions = {}): Paper => {
  const t = translator(options.language ?? 'zh-CN')
  const { layout } = options
  const pen: Pen = { sheet: layoutSheet(letterSheet(10.5), layout), style: new Style() }
  const width = innerWidth(pen.sheet)
  const title = t('quotations.quotation')
  const head = letterhead(pen, { ...paper, title, dateText: `${t('papers.date')}：${paper.quotedOn}` }, t, layout)
  const columns = laidOut(pen, quotationColumns(pen, paper, t), layout, paper.lines)
  const table = tableFlow(pen, columns, paper.lines, { rowMm: 7, headMm: 7, mostLines: 8 }, 'lines')
  const further = furtherFields(layout, sourceText('quotation', paper))
  const heads = [...headFields(pen, paper, t), ...furtherRows(pen, further, boxStyle(pen, 22), 3)]
  const clause = paragraphs(pen, t('quotations.paperClause', { until: paper.validUntil }), { width })
  const flow: Flow[] = [
    ...heads.map((block, index): Flow => ({ block: index === 0 ? ruled(block) : block })),
    { block: gap(pen, 2) },
    ...table,
    { block: gap(pen, 2) },
    ...termFields(pen, paper, t).map((block, index): Flow => ({ block: index === 0 ? ruled(block) : block })),
    { block: gap(pen, 1.5) },
    ...[...clause, ...noteParagraphs(pen, layout)].map((block): Flow => ({ block })),
    { block: gap(pen, 2), together: 'closing' },
    { block: stamps(pen, paper, t), together: 'closing' },
  ]
  return finishPaper(pen, `${title} ${paper.number}`, layPages(pen, flow, head, BOTTOM), [], layout)
}
