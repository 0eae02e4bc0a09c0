import { type Translate, translator } from '../../shared/language.ts'
import { formatQuantity } from '../../shared/quantities.ts'
import { type Block, type Field, fieldRow, gap, paragraphs, type Pen, ruled, signBoxes } from './blocks.ts'
import type { NoticeMaterial, NoticeProcess, ProductionNoticeLine, ProductionNoticePaper } from './data.ts'
import { matrixFlow, sheetFlow } from './noticeSheets.ts'
import {
  furtherFields,
  furtherRows,
  laidOut,
  layoutSheet,
  noteParagraphs,
  type PaperLayout,
  stretched,
  sumCells,
} from './layout.ts'
import { sizeColumns } from './layoutColumns.ts'
import { sourceText } from './layoutSources.ts'
import { letterhead, letterSheet } from './letterhead.ts'
import { type Flow, layPages } from './pages.ts'
import { finishPaper, type Paper, type PaperOptions } from './paper.ts'
import { innerWidth, Style } from './style.ts'
import { type Column, spanRow, tableFlow, type TableStyle } from './table.ts'

export interface ProductionNoticeOptions extends PaperOptions {
  /** Copies by name: 生产, 仓库, 品管, 跟单存. Each gets its own set of pages. */
  copies?: string[]
}

const BOTTOM = 8
const rows: TableStyle = { rowMm: 6, headMm: 6, mostLines: 8 }

/** 200 basis points → `2%`. */
const percentText = (basisPoints: number): string => `${basisPoints / 100}%`

/** 图片 takes its room from the text and the weights, and only where a line has one. */
const PICTURE_WIDTH = 20
const pictureColumn = (t: Translate): Column<ProductionNoticeLine> => ({
  key: 'picture',
  label: t('pictures.title'),
  width: PICTURE_WIDTH,
  text: () => '',
  picture: (line) => line.picture ?? '',
})

/** Every column of the goods on a 生产通知单; none of them is money. */
export const noticeColumns = (t: Translate, pictured: boolean): Column<ProductionNoticeLine>[] => [
  { key: 'sequence', label: t('papers.sequence'), width: 8, align: 'center', text: (_, index) => String(index + 1) },
  { key: 'code', label: t('papers.code'), width: 20, text: (line) => line.code },
  ...(pictured ? [pictureColumn(t)] : []),
  {
    key: 'description',
    needed: true,
    label: t('papers.descriptionProcess'),
    width: pictured ? 50 : 60,
    text: (line) => [line.description, line.requirement].filter(Boolean).join('\n'),
  },
  ...sizeColumns(t, (line: ProductionNoticeLine) => line.description),
  { key: 'color', label: t('papers.color'), width: 14, align: 'center', text: (line) => line.color },
  { key: 'unit', label: t('papers.unit'), width: 10, align: 'center', text: (line) => line.unit },
  {
    key: 'quantity',
    label: t('papers.quantity'),
    width: 16,
    figure: true,
    needed: true,
    text: (line) => formatQuantity(line.quantity),
  },
  {
    key: 'spare',
    label: t('papers.spare'),
    width: 13,
    figure: true,
    text: (line) => (line.spareBasisPoints ? percentText(line.spareBasisPoints) : ''),
  },
  { key: 'packs', label: t('papers.packs'), width: 13, figure: true, text: (line) => String(line.packs) },
  {
    key: 'weight',
    label: t('papers.weight'),
    width: pictured ? 15 : 25,
    align: 'center',
    text: (line) => line.weightText,
  },
  { key: 'due', label: t('papers.due'), width: 15, align: 'center', text: (line) => line.dueOn.slice(5) },
]

const isPictured = ({ lines }: ProductionNoticePaper): boolean => lines.some(({ picture }) => picture)

const amount = (thousandths: number | null, unit: string): string =>
  thousandths === null ? '' : `${formatQuantity(thousandths)} ${unit}`.trim()

const materialColumns = (t: Translate): Column<NoticeMaterial>[] => [
  { label: t('papers.sequence'), width: 8, align: 'center', text: (_, index) => String(index + 1) },
  { label: t('papers.material'), width: 48, text: (material) => material.name },
  { label: t('papers.spec'), width: 62, text: (material) => material.spec },
  {
    label: t('papers.perUnit'),
    width: 26,
    figure: true,
    text: (material) => amount(material.perUnit, material.unit),
  },
  {
    label: t('papers.loss'),
    width: 18,
    figure: true,
    text: (material) => (material.lossBasisPoints === null ? '' : percentText(material.lossBasisPoints)),
  },
  {
    label: t('papers.totalUse'),
    width: 32,
    figure: true,
    text: (material) => amount(material.total, material.unit),
  },
]

const processColumns = (t: Translate): Column<NoticeProcess>[] => [
  { label: t('papers.sequence'), width: 8, align: 'center', text: (_, index) => String(index + 1) },
  { label: t('papers.process'), width: 30, text: (process) => process.name },
  { label: t('papers.standard'), width: 66, text: (process) => process.standard },
  { label: t('papers.plannedFrom'), width: 24, align: 'center', text: (process) => process.plannedFrom },
  { label: t('papers.plannedTo'), width: 24, align: 'center', text: (process) => process.plannedTo },
  {
    label: t('papers.outsourced'),
    width: 14,
    align: 'center',
    text: (process) => (process.outsourced ? t('papers.outsourcedMark') : ''),
  },
  { label: t('papers.doneSigned'), width: 28, text: () => '' },
]

const boxStyle = (pen: Pen) =>
  ({ rowMm: 6, lineMm: pen.sheet.lineMm, points: pen.sheet.points, rule: 'box', labelMm: 22 }) as const

/** The customer as the workshop may see it: the code, and the name only where the office shows it. */
const customerText = (paper: ProductionNoticePaper): string =>
  paper.showCustomerName ? [paper.customerCode, paper.customerName].filter(Boolean).join(' ') : paper.customerCode

const headFields = (pen: Pen, paper: ProductionNoticePaper, t: Translate): Block[] => {
  const third = innerWidth(pen.sheet) / 3
  const field = (label: Parameters<Translate>[0], value: string, bold = false): Field => ({
    label: t(label),
    value,
    width: third,
    bold,
  })
  const boxes = [
    [
      field('papers.orderNumber', paper.orderNumber),
      field(paper.showCustomerName ? 'papers.customerShort' : 'papers.customerCode', customerText(paper)),
      field('papers.urgency', t(paper.rush ? 'papers.rush' : 'papers.ordinary'), paper.rush),
    ],
    [
      field('papers.orderedOn', paper.orderedOn),
      field('papers.dueOn', paper.dueOn, true),
      field('papers.workshop', paper.workshop),
    ],
    [
      field('papers.edition', paper.edition),
      // goods without a version number have no empty box for it
      ...(paper.editionNumber === '' ? [] : [field('papers.editionNumber', paper.editionNumber)]),
      { ...field('papers.merchandiser', paper.merchandiser), width: paper.editionNumber === '' ? 2 * third : third },
    ],
  ]
  return boxes.map((fields) => fieldRow(pen, fields, boxStyle(pen)))
}

/** Stays visible on every print: the notice went out without the deposit, by whose word and why. */
const overrideBlocks = (pen: Pen, paper: ProductionNoticePaper, t: Translate): Block[] => {
  if (!paper.override) return []
  const text = t('papers.depositOverride', { ...paper.override })
  const columns = [{ label: '', width: innerWidth(pen.sheet), text: () => text }]
  return [ruled(spanRow(pen, columns, [{ spans: 1, text, bold: true }], 8)), gap(pen, 2)]
}

const particulars = (pen: Pen, paper: ProductionNoticePaper): Block[] => {
  const half = innerWidth(pen.sheet) / 2
  const blocks: Block[] = []
  for (let at = 0; at < paper.particulars.length; at += 2) {
    const pair = paper.particulars.slice(at, at + 2)
    const width = pair.length === 1 ? half * 2 : half
    const block = fieldRow(
      pen,
      pair.map((item) => ({ ...item, width })),
      { ...boxStyle(pen), labelMm: 28 },
    )
    blocks.push(at === 0 ? ruled(block) : block)
  }
  return blocks.length > 0 ? [...blocks, gap(pen, 2)] : []
}

const captioned = (pen: Pen, caption: string, table: Flow[], name: string): Flow[] => {
  const title = paragraphs(pen, caption, { width: innerWidth(pen.sheet), bold: true })
  return [{ block: gap(pen, 2), together: name }, ...title.map((block): Flow => ({ block, together: name })), ...table]
}

const requirements = (pen: Pen, paper: ProductionNoticePaper, t: Translate): Block[] => {
  const width = innerWidth(pen.sheet)
  const pairs: [Parameters<Translate>[0], string][] = [
    ['papers.packingWay', paper.packingText],
    ['papers.marks', paper.marksText],
    ['papers.qualityPoints', paper.qualityText],
    ['papers.enclosures', paper.enclosures.map((item) => `□ ${item}`).join('　')],
    ['papers.notes', [paper.notesText, t('papers.noticeClause')].filter(Boolean).join('\n')],
  ]
  const filled = pairs.filter(([, value]) => value !== '')
  const blocks = filled.map(([label, value]) => fieldRow(pen, [{ label: t(label), value, width }], boxStyle(pen)))
  return blocks.map((block, index) => (index === 0 ? ruled(block) : block))
}

const closing = (pen: Pen, paper: ProductionNoticePaper, t: Translate): Block[] => {
  const width = innerWidth(pen.sheet)
  const people = fieldRow(
    pen,
    [
      { label: t('papers.madeBy'), value: paper.madeBy, width: width / 3 },
      { label: t('papers.checkedBy'), value: paper.approvedBy, width: width / 3 },
      { label: t('papers.merchandiser'), value: paper.merchandiser, width: width / 3 },
    ],
    { rowMm: 7, lineMm: pen.sheet.lineMm, points: pen.sheet.points, rule: 'line' },
  )
  const captions = [
    t('papers.signProduction'),
    t('papers.signWarehouse'),
    t('papers.signQuality'),
    t('papers.signWorkshop'),
  ]
  const boxes = captions.map((caption) => ({ width: width / 4, caption }))
  return [gap(pen, 1), people, gap(pen, 2), ruled(signBoxes(pen, boxes, 40.5))]
}

/** The sum under each column that has one. */
const totalsOf =
  (paper: ProductionNoticePaper) =>
  ({ key }: { key?: string }): string | null => {
    if (key === 'quantity') return paper.totalQuantity === null ? '' : formatQuantity(paper.totalQuantity)
    return key === 'packs' ? String(paper.totalPacks) : null
  }

const flowOf = (pen: Pen, paper: ProductionNoticePaper, t: Translate, layout?: PaperLayout): Flow[] => {
  const plain = (blocks: Block[]): Flow[] => blocks.map((block) => ({ block }))
  const further = furtherFields(layout, sourceText('productionNotice', paper))
  const [first, ...others] = [...headFields(pen, paper, t), ...furtherRows(pen, further, boxStyle(pen), 3)]
  const materials = tableFlow(pen, stretched(pen, materialColumns(t)), paper.materials, rows, 'materials')
  const processes = tableFlow(pen, stretched(pen, processColumns(t)), paper.processes, rows, 'processes')
  const totals = totalsOf(paper)
  const columns = laidOut(pen, noticeColumns(t, isPictured(paper)), layout, paper.lines, (one) => totals(one) ?? '')
  const label = { text: t('papers.total'), align: 'center', bold: true } as const
  return [
    ...plain([ruled(first!), ...others, gap(pen, 2), ...overrideBlocks(pen, paper, t)]),
    ...tableFlow(pen, columns, paper.lines, rows, 'lines'),
    ...plain([spanRow(pen, columns, sumCells(columns, totals, label), 6.6), gap(pen, 2), ...particulars(pen, paper)]),
    ...paper.matrices.flatMap((matrix) => matrixFlow(pen, matrix, t)),
    ...paper.sheets.flatMap((sheet, index) => sheetFlow(pen, sheet, index)),
    ...(paper.materials.length > 0 ? captioned(pen, t('papers.materialTable'), materials, 'materials') : []),
    ...(paper.processes.length > 0 ? captioned(pen, t('papers.processTable'), processes, 'processes') : []),
    { block: gap(pen, 2) },
    ...plain([...requirements(pen, paper, t), ...noteParagraphs(pen, layout)]),
    ...closing(pen, paper, t).map((block): Flow => ({ block, together: 'closing' })),
  ]
}

/** 生产通知单, A4 (papers.md 4.2, duties 33, 37). Carries no price of any kind. */
export const productionNotice = (paper: ProductionNoticePaper, options: ProductionNoticeOptions = {}): Paper => {
  const t = translator(options.language ?? 'zh-CN')
  const { layout } = options
  const pen: Pen = { sheet: layoutSheet(letterSheet(10), layout), style: new Style() }
  const title = t('papers.productionNotice')
  const flow = flowOf(pen, paper, t, layout)
  const copies = options.copies ?? []
  const names = copies.length > 0 ? copies : [undefined]
  const sets = names.map((copy) => {
    const mark = paper.rush ? t('papers.rush') : undefined
    const dateText = `${t('papers.releasedOn')}：${paper.releasedOn}`
    const head = letterhead(pen, { ...paper, title, dateText, copy, mark }, t, layout)
    return layPages(pen, flow, head, BOTTOM)
  })
  const pageCopies = sets.flatMap((set, index) => set.map(() => copies[index] ?? ''))
  return finishPaper(pen, `${title} ${paper.number}`, sets.flat(), pageCopies, layout)
}
