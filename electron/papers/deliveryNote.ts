import { amountInWords } from '../../shared/amountInWords.ts'
import { type Translate, translator } from '../../shared/language.ts'
import { formatFen } from '../../shared/money.ts'
import { formatQuantity } from '../../shared/quantities.ts'
import {
  type Align,
  type Block,
  cell,
  fieldRow,
  fittingPoints,
  paragraphs,
  type Pen,
  row,
  ruled,
  signBoxes,
  stack,
} from './blocks.ts'
import type { DeliveryNoteLine, DeliveryNotePaper } from './data.ts'
import { type DeliveryColumns, deliveryColumns, FEWEST_LINES, FORM, formSheet } from './deliveryForm.ts'
import { dotsFace } from './face.ts'
import { contactText, editionText } from './letterhead.ts'
import { wrapText } from './measure.ts'
import { finishPaper, type Paper, type PaperOptions } from './paper.ts'
import { innerWidth, Style } from './style.ts'
import { type Column, spanRow, tableHead, tableRows } from './table.ts'

export interface DeliveryNoteOptions extends PaperOptions {
  /**
   * Copies by name: 白存根, 红客户, 黄回单. A laser printer gets one set of pages for each; empty for a
   * dot-matrix printer, which prints once through all parts.
   */
  copies?: string[]
  /** False for the driver's and the warehouse's note: no unit price, no amount. */
  prices?: boolean
  /** 已送/未送 of each order line. */
  progress?: boolean
}

const titleKeys = {
  delivery: 'papers.deliveryNote',
  return: 'deliveries.kindReturn',
  replacement: 'deliveries.kindReplacement',
  exchange: 'deliveries.kindExchange',
} as const

/** One printed row of the goods table and the line whose figures it opens, if it opens one. */
interface PrintedRow {
  block: Block
  line: DeliveryNoteLine | null
}

interface Sums {
  packs: number
  quantity: number
  fen: number
}

interface Form {
  rows: PrintedRow[]
  /** Sums of this form alone, and of all forms up to and with it. */
  own: Sums
  running: Sums
}

interface Setting {
  pen: Pen
  t: Translate
  paper: DeliveryNotePaper
  shown: DeliveryColumns
  columns: Column<DeliveryNoteLine>[]
  fields: Block
  note: Block
  contactLines: string[]
  /** Printed rows of goods on each form: 8 unless address or note text need more room. */
  lines: number
}

const CONTACT = { width: 176, page: 40 }
/** 第 n 版 · 第 n 次打印 in one line; the wider letters of dots take the room from the title. */
const editionMm = (): number => (dotsFace() ? 44 : 34)

const stateText = (paper: DeliveryNotePaper, t: Translate): string =>
  paper.voided ? t('papers.voided') : paper.released ? '' : t('papers.notReleased')

/** One line as large as it fits, at least 9 points; what is longer still goes on over further lines. */
const headCell = (
  pen: Pen,
  text: string,
  width: number,
  most: number,
  align: Align,
): { lines: number; html: string } => {
  const points = fittingPoints(text, width - 2, most, 9, true)
  const lines = wrapText(text, width - 2, points, true)
  const lineMm = lines.length > 1 ? 3.3 : 6
  return { lines: lines.length, html: cell(pen, lines, { width, align, bold: true, points, lineMm }) }
}

const titleBlock = (setting: Setting, page: number, pages: number, copy: string | undefined): Block => {
  const { pen, t, paper, contactLines } = setting
  const state = stateText(paper, t)
  const title = `${paper.company.name}　${t(titleKeys[paper.kind ?? 'delivery'])}${state && `【${state}】`}`
  const cells = [
    headCell(pen, copy ? `【${copy}】` : '', 28, 12, 'left'),
    headCell(pen, title, 130 - editionMm(), 14, 'center'),
    headCell(pen, `No. ${paper.number}`, 58, 12, 'right'),
  ]
  const width = editionMm()
  const edition = cell(pen, wrapText(editionText(paper, t), width - 2, pen.sheet.points), { width })
  const lines = Math.max(...cells.map((part) => part.lines))
  const top = row(pen, Math.max(6, lines * 3.3), [edition, ...cells.map((part) => part.html)])
  const pageText = t('papers.page', { page, pages })
  const contact = cell(pen, contactLines, { width: CONTACT.width })
  const place = cell(pen, [pageText], { width: CONTACT.page, align: 'right' })
  return stack([top, row(pen, 4 + (contactLines.length - 1) * pen.sheet.lineMm, [contact, place])])
}

/** The four header lines; set closer when one of them needs two lines. */
const fieldsBlock = (pen: Pen, paper: DeliveryNotePaper, t: Translate): Block => {
  const { customer } = paper
  const blockOf = (rowMm: number): Block => {
    const style = { rowMm, lineMm: pen.sheet.lineMm, points: pen.sheet.points, rule: 'line' } as const
    return stack([
      fieldRow(
        pen,
        [
          { label: t('papers.receiver'), value: customer.name, width: 112, bold: true },
          { label: t('papers.contact'), value: customer.contact, width: 46 },
          { label: t('papers.phone'), value: customer.phone, width: 58 },
        ],
        style,
      ),
      fieldRow(
        pen,
        [
          { label: t('papers.deliveryAddress'), value: paper.address, width: 158 },
          { label: t('papers.deliveredOn'), value: paper.deliveredOn, width: 58 },
        ],
        style,
      ),
      fieldRow(
        pen,
        [
          { label: t('papers.orderNumbers'), value: paper.orderNumbers, width: 96 },
          { label: t('papers.deliveryWay'), value: paper.deliveryMode, width: 62 },
          { label: t('papers.payment'), value: paper.paymentText, width: 58 },
        ],
        style,
      ),
      fieldRow(
        pen,
        [
          { label: t('papers.vehicle'), value: paper.vehicle, width: 62 },
          { label: t('papers.driver'), value: paper.driver, width: 96 },
          { label: t('papers.serialNumber'), value: paper.serialNumber, width: 58 },
        ],
        style,
      ),
    ])
  }
  const usual = blockOf(FORM.fieldsMm / 4)
  return usual.heightMm <= FORM.fieldsMm ? usual : blockOf(4.8)
}

const noteBlock = (pen: Pen, paper: DeliveryNotePaper, t: Translate): Block => {
  const width = innerWidth(pen.sheet)
  const text = paper.noteText === '' ? '' : `${t('papers.note')}：${paper.noteText}`
  const lines = stack(paragraphs(pen, text, { width }))
  return { heightMm: Math.max(FORM.noteMm, lines.heightMm + 1), html: lines.html }
}

const signRow = (setting: Setting): Block => {
  const { pen, t, paper } = setting
  return ruled(
    signBoxes(
      pen,
      [
        { width: 32, caption: t('papers.madeBy'), name: paper.madeBy },
        { width: 32, caption: t('papers.warehouse'), name: paper.warehouse },
        { width: 32, caption: t('papers.deliverer'), name: paper.deliverer },
        { width: 56, caption: t('papers.senderStamp') },
        { width: 64, caption: t('papers.receiverStamp') },
      ],
      FORM.signMm,
    ),
  )
}

const settingOf = (paper: DeliveryNotePaper, options: DeliveryNoteOptions): Setting => {
  const t = translator(options.language ?? 'zh-CN')
  const pen: Pen = { sheet: formSheet, style: new Style() }
  const shown = { prices: options.prices ?? true, progress: options.progress ?? false }
  const severalOrders = new Set(paper.lines.map((line) => line.orderNumber)).size > 1
  const setting: Setting = {
    pen,
    t,
    paper,
    shown,
    columns: deliveryColumns(shown, severalOrders, t),
    fields: fieldsBlock(pen, paper, t),
    note: noteBlock(pen, paper, t),
    contactLines: wrapText(contactText(paper.company, t), CONTACT.width - 2, pen.sheet.points),
    lines: FORM.lines,
  }
  const titles = (options.copies ?? ['']).map((copy) => titleBlock(setting, 1, 1, copy).heightMm)
  const more =
    Math.max(0, ...titles.map((height) => height - FORM.titleMm)) +
    Math.max(0, setting.fields.heightMm - FORM.fieldsMm) +
    (setting.note.heightMm - FORM.noteMm) +
    (signRow(setting).heightMm - FORM.signMm)
  return { ...setting, lines: Math.max(FEWEST_LINES, FORM.lines - Math.ceil(more / FORM.lineRowMm)) }
}

const nothing: Sums = { packs: 0, quantity: 0, fen: 0 }
const addLine = (sums: Sums, line: DeliveryNoteLine): Sums => ({
  packs: sums.packs + line.packs,
  quantity: sums.quantity + line.quantity,
  fen: sums.fen + line.amountFen,
})

/** Deals the printed rows out to forms; a line's rows stay on one form where they can. */
const formsOf = (setting: Setting): Form[] => {
  const { pen, columns, paper, lines } = setting
  const style = { rowMm: FORM.lineRowMm, headMm: FORM.headMm, mostLines: 2, padMm: 0.2 }
  const forms: PrintedRow[][] = [[]]
  for (const [index, line] of paper.lines.entries()) {
    const blocks = tableRows(pen, columns, line, index, style)
    if (forms.at(-1)!.length > 0 && forms.at(-1)!.length + Math.min(blocks.length, lines) > lines) forms.push([])
    for (const [at, block] of blocks.entries()) {
      if (forms.at(-1)!.length === lines) forms.push([])
      forms.at(-1)!.push({ block, line: at === 0 ? line : null })
    }
  }
  let running = nothing
  return forms.map((rows) => {
    const opened = rows.flatMap((printed) => (printed.line ? [printed.line] : []))
    const own = opened.reduce(addLine, nothing)
    running = opened.reduce(addLine, running)
    return { rows, own, running }
  })
}

/** Ruled empty rows below the last line, closed with 以下空白 so that nothing can be added after signing. */
const emptyRows = (setting: Setting, count: number): Block[] =>
  Array.from({ length: count }, (_, at) => {
    const { pen, columns, t } = setting
    const texts = columns.map((_column, index) => (at === 0 && index === 2 ? t('papers.blankBelow') : ''))
    const cells = texts.map((text) => ({ spans: 1, text, align: 'center' as const }))
    return spanRow(pen, columns, cells, FORM.lineRowMm, 0.2)
  })

const carried = (setting: Setting, before: Sums): string => {
  const { t, shown } = setting
  const packs = t('papers.packCount', { packs: before.packs })
  return t('papers.carriedOver', { sum: shown.prices ? `${packs} ￥${formatFen(before.fen)}` : packs })
}

const subtotalRow = (setting: Setting, form: Form, page: number, pages: number): Block => {
  const { pen, t, columns, shown, paper } = setting
  const before: Sums = {
    ...nothing,
    packs: form.running.packs - form.own.packs,
    fen: form.running.fen - form.own.fen,
  }
  const label =
    pages === 1
      ? t('papers.total')
      : [page > 1 ? carried(setting, before) : '', t('papers.pageSubtotal')].filter(Boolean).join('　')
  const quantity = paper.totalQuantity === null ? '' : formatQuantity(form.own.quantity)
  return spanRow(
    pen,
    columns,
    [
      { spans: 5, text: label, align: 'right' },
      { spans: 1, text: String(form.own.packs), figure: true, bold: true },
      { spans: 1, text: quantity, figure: true, bold: true },
      ...(shown.prices
        ? [
            { spans: 1, text: '' },
            { spans: 1, text: formatFen(form.own.fen), figure: true, bold: true },
          ]
        : []),
      { spans: shown.progress ? 3 : 1, text: '' },
    ],
    FORM.subtotalMm,
    0.2,
  )
}

/** The sum of all forms, in figures and 大写, on the last form only; before it 转下页 with the running sum. */
const totalRow = (setting: Setting, form: Form, page: number, pages: number): Block => {
  const { pen, t, shown, paper } = setting
  const last = page === pages
  const packs = t('papers.packCount', { packs: last ? paper.totalPacks : form.running.packs })
  const running = shown.prices ? `${packs} ￥${formatFen(form.running.fen)}` : packs
  const total = shown.prices
    ? `${t('papers.totalInWords')}：${t('papers.moneyInWords', { amount: formatFen(paper.totalFen), words: amountInWords(paper.totalFen) })}　${packs}`
    : `${t('papers.total')}：${packs}`
  const left = last ? total : t('papers.carryForward', { page: page + 1, sum: running })
  const collect = last && paper.collectFen !== 0 ? `${t('papers.collect')}：￥${formatFen(paper.collectFen)}` : ''
  const shares = collect ? [154, 62] : [216]
  const texts = collect ? [left, collect] : [left]
  const cells = texts.map((text, index) =>
    cell(pen, wrapText(text, shares[index]! - 2, pen.sheet.points, true), {
      width: shares[index]!,
      bold: true,
      classes: index === 0 ? 'lead trail bottom' : 'trail bottom',
    }),
  )
  return row(pen, FORM.totalMm, cells)
}

const formHtml = (setting: Setting, form: Form, page: number, pages: number, copy: string | undefined): string => {
  const { pen, columns, fields, note, lines } = setting
  const fieldsRoom = row(pen, Math.max(0.01, FORM.fieldsMm - fields.heightMm), [])
  const noteBox = row(pen, note.heightMm, [`<div class="cell">${note.html}</div>`])
  const blocks = [
    titleBlock(setting, page, pages, copy),
    fields,
    ...(fields.heightMm < FORM.fieldsMm ? [fieldsRoom] : []),
    row(pen, 1, []),
    tableHead(pen, columns, FORM.headMm - 1),
    ...form.rows.map((printed) => printed.block),
    ...emptyRows(setting, Math.max(0, lines - form.rows.length)),
    subtotalRow(setting, form, page, pages),
    totalRow(setting, form, page, pages),
    noteBox,
    signRow(setting),
  ]
  return `<div class="page">${stack(blocks).html}</div>`
}

/** 送货单 on 二等分 forms (papers.md 4.5, duties 84, 87, 88). */
export const deliveryNote = (paper: DeliveryNotePaper, options: DeliveryNoteOptions = {}): Paper => {
  const setting = settingOf(paper, options)
  const forms = formsOf(setting)
  const copies = options.copies ?? []
  const names = copies.length > 0 ? copies : [undefined]
  const pages = names.flatMap((copy) =>
    forms.map((form, index) => formHtml(setting, form, index + 1, forms.length, copy)),
  )
  const pageCopies = copies.flatMap((copy) => forms.map(() => copy))
  return finishPaper(
    setting.pen,
    `${setting.t(titleKeys[paper.kind ?? 'delivery'])} ${paper.number}`,
    pages,
    pageCopies,
  )
}
