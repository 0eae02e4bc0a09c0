import { type Translate, translator } from '../../shared/language.ts'
import { type Block, fieldRow, gap, paragraphs, type Pen, ruled, signBoxes } from './blocks.ts'
import type { EditionHead } from './data.ts'
import { furtherFields, furtherRows, laidOut, layoutSheet, noteParagraphs, stretched } from './layout.ts'
import { sourceText } from './layoutSources.ts'
import { letterhead, letterSheet } from './letterhead.ts'
import { type Flow, layPages } from './pages.ts'
import { finishPaper, type Paper, type PaperOptions } from './paper.ts'
import { innerWidth, Style } from './style.ts'
import { type Column, tableFlow, type TableStyle } from './table.ts'

export interface ChangeSlipEntry {
  place: string
  label: string
  before: string
  after: string
}
export interface ChangeSlipEffect {
  goods: string
  before: string
  after: string
  released: string
  made: string
  outside: string
  delivered: string
  loss: string
}
export interface ChangeSlipDepartment {
  department: string
  name: string
  on: string
  how: string
}

/** What the 订单变更通知单 says (papers.md, duty 93); the customer's copy leaves out what is the house's own. */
export interface ChangeSlipPaper extends EditionHead {
  orderNumber: string
  customerName: string
  asked: string
  writtenOn: string
  reason: string
  /** '' = not printed. */
  bought: string
  proof: string
  entries: ChangeSlipEntry[]
  effects: ChangeSlipEffect[]
  lossText: string
  moneyText: string
  approvedBy: string
  approvedOn: string
  departments: ChangeSlipDepartment[]
  customerSigns: boolean
}

const BOTTOM = 8
const rows: TableStyle = { rowMm: 6.4, headMm: 6.4, mostLines: 8 }

/** Every column of what a 变更单 changes. */
export const entryColumns = (t: Translate): Column<ChangeSlipEntry>[] => [
  { key: 'sequence', label: t('papers.sequence'), width: 8, align: 'center', text: (_, index) => String(index + 1) },
  { key: 'place', label: t('changes.place'), width: 62, text: (entry) => entry.place },
  { key: 'what', label: t('changes.what'), width: 24, align: 'center', text: (entry) => entry.label },
  { key: 'before', label: t('changes.before'), width: 50, needed: true, text: (entry) => entry.before },
  { key: 'after', label: t('changes.after'), width: 50, needed: true, text: (entry) => entry.after },
]
const effectColumns = (t: Translate): Column<ChangeSlipEffect>[] => [
  { label: t('papers.sequence'), width: 8, align: 'center', text: (_, index) => String(index + 1) },
  { label: t('changes.goods'), width: 60, text: (effect) => effect.goods },
  { label: t('changes.before'), width: 18, figure: true, text: (effect) => effect.before },
  { label: t('changes.after'), width: 18, figure: true, text: (effect) => effect.after },
  { label: t('changes.released'), width: 18, figure: true, text: (effect) => effect.released },
  { label: t('changes.started'), width: 18, figure: true, text: (effect) => effect.made },
  { label: t('changes.outside'), width: 18, figure: true, text: (effect) => effect.outside },
  { label: t('changes.delivered'), width: 18, figure: true, text: (effect) => effect.delivered },
  { label: t('changes.loss'), width: 18, figure: true, text: (effect) => effect.loss },
]
const departmentColumns = (t: Translate): Column<ChangeSlipDepartment>[] => [
  { label: t('changes.department'), width: 40, align: 'center', text: (each) => each.department },
  { label: t('changes.signName'), width: 62, text: (each) => each.name },
  { label: t('changes.signOn'), width: 46, align: 'center', text: (each) => each.on },
  { label: t('changes.signHow'), width: 46, align: 'center', text: (each) => each.how },
]

const box = (pen: Pen) =>
  ({ rowMm: 6.4, lineMm: pen.sheet.lineMm, points: pen.sheet.points, rule: 'box', labelMm: 24 }) as const

const headFields = (pen: Pen, paper: ChangeSlipPaper, t: Translate): Block[] => {
  const width = innerWidth(pen.sheet)
  const field = (label: Parameters<Translate>[0], value: string, share: number) => ({
    label: t(label),
    value,
    width: width * share,
  })
  return [
    ruled(
      fieldRow(
        pen,
        [field('papers.customer', paper.customerName, 0.5), field('papers.orderNumber', paper.orderNumber, 0.5)],
        box(pen),
      ),
    ),
    fieldRow(pen, [field('changes.asked', paper.asked, 0.5), field('changes.proof', paper.proof, 0.5)], box(pen)),
    fieldRow(pen, [field('changes.reason', paper.reason, 1)], box(pen)),
    ...(paper.bought === '' ? [] : [fieldRow(pen, [field('changes.bought', paper.bought, 1)], box(pen))]),
  ]
}

const captioned = (pen: Pen, caption: string, table: Flow[], name: string): Flow[] => [
  { block: gap(pen, 2), together: name },
  ...paragraphs(pen, caption, { width: innerWidth(pen.sheet), bold: true }).map((block): Flow => ({
    block,
    together: name,
  })),
  ...table,
]

const closing = (pen: Pen, paper: ChangeSlipPaper, t: Translate): Block[] => {
  const width = innerWidth(pen.sheet)
  const third = width / (paper.customerSigns ? 3 : 2)
  const boxes = [
    { width: third, caption: t('papers.madeBy'), name: paper.madeBy, below: [paper.writtenOn] },
    { width: third, caption: t('changes.approver'), name: paper.approvedBy, below: [paper.approvedOn] },
    ...(paper.customerSigns ? [{ width: third, caption: t('changes.customerSeal') }] : []),
  ]
  const clause = paper.customerSigns ? paragraphs(pen, t('changes.customerClause'), { width }) : []
  return [gap(pen, 2), ...clause, ruled(signBoxes(pen, boxes, 26))]
}

/** 订单变更通知单, A4: before and after, effect, who was told, the customer's seal. */
export const changeSlip = (paper: ChangeSlipPaper, options: PaperOptions = {}): Paper => {
  const t = translator(options.language ?? 'zh-CN')
  const { layout } = options
  const pen: Pen = { sheet: layoutSheet(letterSheet(10), layout), style: new Style() }
  const further = furtherFields(layout, sourceText('changeSlip', paper))
  const title = t('changes.paperTitle')
  const plain = (blocks: Block[]): Flow[] => blocks.map((block) => ({ block }))
  const width = innerWidth(pen.sheet)
  const flow: Flow[] = [
    ...plain([...headFields(pen, paper, t), ...furtherRows(pen, further, box(pen), 3), gap(pen, 2)]),
    ...tableFlow(
      pen,
      laidOut(pen, stretched(pen, entryColumns(t)), layout, paper.entries),
      paper.entries,
      rows,
      'entries',
    ),
    ...plain([
      gap(pen, 2),
      ruled(fieldRow(pen, [{ label: t('changes.money'), value: paper.moneyText, width }], box(pen))),
    ]),
    ...(paper.effects.length > 0
      ? captioned(
          pen,
          t('changes.effectTitle'),
          tableFlow(pen, stretched(pen, effectColumns(t)), paper.effects, rows, 'effects'),
          'effects',
        )
      : []),
    ...(paper.lossText === '' ? [] : plain(paragraphs(pen, paper.lossText, { width, bold: true }))),
    ...(paper.departments.length > 0
      ? captioned(
          pen,
          t('changes.toldTitle'),
          tableFlow(pen, stretched(pen, departmentColumns(t)), paper.departments, { ...rows, rowMm: 8 }, 'departments'),
          'departments',
        )
      : []),
    ...plain(noteParagraphs(pen, layout)),
    ...closing(pen, paper, t).map((block): Flow => ({ block, together: 'closing' })),
  ]
  const head = letterhead(
    pen,
    { ...paper, title, dateText: `${t('changes.writtenOn')}：${paper.writtenOn}` },
    t,
    layout,
  )
  return finishPaper(pen, `${title} ${paper.number}`, layPages(pen, flow, head, BOTTOM), [], layout)
}
