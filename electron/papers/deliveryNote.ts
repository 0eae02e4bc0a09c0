import { type Translate, translator } from '../../shared/language.ts'
import { copyName } from '../../shared/layouts.ts'
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
import { deliveryColumns, type DeliveryForm, deliveryForm, FEWEST_LINES } from './deliveryForm.ts'
import { type Form, type PrintedRow, type Setting, shareOf, stateText, type Sums, USUAL_MM } from './deliverySetting.ts'
import { addLine, nothing, subtotalRow, sumText, totalRow } from './deliverySums.ts'
import { besideLogo, furtherFields, furtherRows, has, hasLogo, laidOut, type PaperLayout } from './layout.ts'
import { sourceText } from './layoutSources.ts'
import { dotsFace } from './face.ts'
import { contactText, editionText } from './letterhead.ts'
import { wrapText } from './measure.ts'
import { overprintCss, overprintPage } from './overprint.ts'
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

const CONTACT = { width: 176, page: 40 }
/** 第 n 版 · 第 n 次打印 in one line; the wider letters of dots take the room from the title. */
const editionMm = (): number => (dotsFace() ? 44 : 34)
/** A line of a title that goes over several: signs in dots are 24/180 inch high. */
const wrappedMm = (): number => (dotsFace() ? 3.4 : 3.3)

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
  const lineMm = lines.length > 1 ? wrappedMm() : 6
  return { lines: lines.length, html: cell(pen, lines, { width, align, bold: true, points, lineMm }) }
}

const titleOf = (setting: Setting, page: number, pages: number, copy: string | undefined, room: number): Block => {
  const { pen, t, paper, contactLines } = setting
  const share = room / USUAL_MM
  const state = stateText(paper, t)
  const title = `${paper.company.name}　${t(titleKeys[paper.kind ?? 'delivery'])}${state && `【${state}】`}`
  // beside a logo the title gives way, not the edition: it stays in one line
  const width = Math.min(editionMm(), room / 4)
  const cells = [
    headCell(pen, copy ? `【${copy}】` : '', 28 * share, 12, 'left'),
    headCell(pen, title, 130 * share - width, 14, 'center'),
    headCell(pen, `No. ${paper.number}`, 58 * share, 12, 'right'),
  ]
  const editionLines = wrapText(editionText(paper, t), width - 2, pen.sheet.points)
  const edition = cell(pen, editionLines, { width })
  const lines = Math.max(editionLines.length, ...cells.map((part) => part.lines))
  const top = row(pen, Math.max(6, lines * wrappedMm()), [edition, ...cells.map((part) => part.html)])
  const pageText = t('papers.page', { page, pages })
  const contact = cell(pen, contactLines, { width: CONTACT.width * share })
  const place = cell(pen, [pageText], { width: CONTACT.page * share, align: 'right' })
  return stack([top, row(pen, 4 + (contactLines.length - 1) * pen.sheet.lineMm, [contact, place])])
}

const titleBlock = (setting: Setting, page: number, pages: number, copy: string | undefined): Block => {
  const { pen, layout, form } = setting
  return hasLogo(layout)
    ? besideLogo(pen, layout, form.titleMm, false, (room) => titleOf(setting, page, pages, copy, room))
    : titleOf(setting, page, pages, copy, innerWidth(pen.sheet))
}

/** The four header lines; set closer when one of them needs two lines. */
const fieldsBlock = (
  pen: Pen,
  paper: DeliveryNotePaper,
  { fieldsMm }: DeliveryForm,
  layout: PaperLayout | undefined,
  t: Translate,
): Block => {
  const { customer } = paper
  const share = shareOf(pen)
  const further = furtherFields(layout, sourceText('deliveryNote', paper))
  const blockOf = (rowMm: number): Block => {
    const style = { rowMm, lineMm: pen.sheet.lineMm, points: pen.sheet.points, rule: 'line' } as const
    return stack([
      fieldRow(
        pen,
        [
          { label: t('papers.receiver'), value: customer.name, width: 112 * share, bold: true },
          { label: t('papers.contact'), value: customer.contact, width: 46 * share },
          { label: t('papers.phone'), value: customer.phone, width: 58 * share },
        ],
        style,
      ),
      fieldRow(
        pen,
        [
          { label: t('papers.deliveryAddress'), value: paper.address, width: 158 * share },
          { label: t('papers.deliveredOn'), value: paper.deliveredOn, width: 58 * share },
        ],
        style,
      ),
      fieldRow(
        pen,
        [
          { label: t('papers.orderNumbers'), value: paper.orderNumbers, width: 96 * share },
          { label: t('papers.deliveryWay'), value: paper.deliveryMode, width: 62 * share },
          { label: t('papers.payment'), value: paper.paymentText, width: 58 * share },
        ],
        style,
      ),
      fieldRow(
        pen,
        [
          { label: t('papers.vehicle'), value: paper.vehicle, width: 62 * share },
          { label: t('papers.driver'), value: paper.driver, width: 96 * share },
          { label: t('papers.serialNumber'), value: paper.serialNumber, width: 58 * share },
        ],
        style,
      ),
      ...furtherRows(pen, further, style, 3),
    ])
  }
  const usual = blockOf(fieldsMm / 4)
  return usual.heightMm <= fieldsMm ? usual : blockOf(Math.min(4.8, fieldsMm / 4))
}

const noteBlock = (pen: Pen, noteText: string, { noteMm }: DeliveryForm, t: Translate): Block => {
  const width = innerWidth(pen.sheet)
  const text = noteText === '' ? '' : `${t('papers.note')}：${noteText}`
  const lines = stack(paragraphs(pen, text, { width }))
  return { heightMm: Math.max(noteMm, lines.heightMm + 1), html: lines.html }
}

const signRow = (setting: Setting): Block => {
  const { pen, t, paper, form } = setting
  const share = shareOf(pen)
  return ruled(
    signBoxes(
      pen,
      [
        { width: 32 * share, caption: t('papers.madeBy'), name: paper.madeBy },
        { width: 32 * share, caption: t('papers.warehouse'), name: paper.warehouse },
        { width: 32 * share, caption: t('papers.deliverer'), name: paper.deliverer },
        { width: 56 * share, caption: t('papers.senderStamp') },
        { width: 64 * share, caption: t('papers.receiverStamp') },
      ],
      form.signMm,
    ),
  )
}

const columnsOf = (
  pen: Pen,
  paper: DeliveryNotePaper,
  { layout, progress = false }: DeliveryNoteOptions,
  prices: boolean,
  t: Translate,
): Column<DeliveryNoteLine>[] => {
  const severalOrders = new Set(paper.lines.map((line) => line.orderNumber)).size > 1
  const grid = layout?.content.amountGrid ? [...paper.lines.map((line) => line.amountFen), paper.totalFen] : null
  const usual = deliveryColumns({ prices, progress, severalOrders, grid }, t)
  const all: Sums = { packs: paper.totalPacks, quantity: paper.totalQuantity ?? 0, fen: paper.totalFen }
  return laidOut(pen, usual, layout, paper.lines, (column) => sumText(paper, all)(column) ?? '')
}

const settingOf = (paper: DeliveryNotePaper, options: DeliveryNoteOptions, pen: Pen, prices: boolean): Setting => {
  const t = translator(options.language ?? 'zh-CN')
  const { layout } = options
  const form = deliveryForm(layout?.content)
  const columns = columnsOf(pen, paper, options, prices, t)
  const logoMm = hasLogo(layout) ? layout.content.logo!.widthMm : 0
  const contactMm = (CONTACT.width * (innerWidth(pen.sheet) - logoMm)) / USUAL_MM
  const setting: Setting = {
    pen,
    t,
    paper,
    form,
    layout,
    money: has(columns, 'amount'),
    columns,
    fields: fieldsBlock(pen, paper, form, layout, t),
    note: noteBlock(pen, layout?.content.noteText ?? paper.noteText, form, t),
    contactLines: wrapText(contactText(paper.company, t), contactMm - 2, pen.sheet.points),
    lines: form.lines,
  }
  if (layout?.content.overprint.on) return setting
  const scratch: Pen = { sheet: pen.sheet, style: new Style() }
  const titles = (options.copies ?? ['']).map((copy) => titleBlock(setting, 1, 1, copy).heightMm)
  const more =
    Math.max(0, ...titles.map((height) => height - form.titleMm)) +
    Math.max(0, setting.fields.heightMm - form.fieldsMm) +
    Math.max(0, tableHead(scratch, columns, form.headMm - 1).heightMm - (form.headMm - 1)) +
    (setting.note.heightMm - form.noteMm) +
    (signRow(setting).heightMm - form.signMm)
  return { ...setting, lines: Math.max(FEWEST_LINES, form.lines - Math.ceil(more / form.lineRowMm)) }
}

/** Deals the printed rows out to forms; a line's rows stay on one form where they can. */
const formsOf = (setting: Setting): Form[] => {
  const { pen, columns, paper, lines, form, layout } = setting
  const rowMm = layout?.content.overprint.on ? layout.content.overprint.rowMm : form.lineRowMm
  const mostLines = Math.max(1, Math.floor((rowMm - 0.2) / pen.sheet.lineMm))
  const style = { rowMm, headMm: form.headMm, mostLines, padMm: 0.2 }
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
    const { pen, columns, t, form } = setting
    const widest = columns.reduce((best, one, index) => (one.width > columns[best]!.width ? index : best), 0)
    const texts = columns.map((_column, index) => (at === 0 && index === widest ? t('papers.blankBelow') : ''))
    const cells = texts.map((text) => ({ spans: 1, text, align: 'center' as const }))
    return spanRow(pen, columns, cells, form.lineRowMm, 0.2)
  })

const formHtml = (setting: Setting, form: Form, page: number, pages: number, copy: string | undefined): string => {
  const { pen, columns, fields, note, lines } = setting
  const { fieldsMm, headMm } = setting.form
  const fieldsRoom = row(pen, Math.max(0.01, fieldsMm - fields.heightMm), [])
  const noteBox = row(pen, note.heightMm, [`<div class="cell">${note.html}</div>`])
  const blocks = [
    titleBlock(setting, page, pages, copy),
    fields,
    ...(fields.heightMm < fieldsMm ? [fieldsRoom] : []),
    row(pen, 1, []),
    tableHead(pen, columns, headMm - 1),
    ...form.rows.map((printed) => printed.block),
    ...emptyRows(setting, Math.max(0, lines - form.rows.length)),
    subtotalRow(setting, form, page, pages),
    totalRow(setting, form, page, pages),
    noteBox,
    signRow(setting),
  ]
  return `<div class="page">${stack(blocks).html}</div>`
}

/** The copies to print, and whether each tells prices: as the layout names them, or as the settings do. */
const copiesOf = ({ copies = [], prices = true, layout }: DeliveryNoteOptions) => {
  const named = layout?.content.copies ?? []
  if (copies.length === 0) return [{ name: undefined, prices }]
  return named.length > 0
    ? named.map((copy) => ({ name: copyName(copy), prices: prices && copy.prices }))
    : copies.map((name) => ({ name, prices }))
}

/** 送货单 on 二等分 forms, or what the office prints it on (papers.md 4.5, duties 84, 87, 88). */
export const deliveryNote = (paper: DeliveryNotePaper, options: DeliveryNoteOptions = {}): Paper => {
  const t = translator(options.language ?? 'zh-CN')
  const { layout } = options
  const pen: Pen = { sheet: deliveryForm(layout?.content).sheet, style: new Style() }
  const copies = copiesOf(options)
  const titled = { ...options, copies: copies.map(({ name }) => name ?? '') }
  const sets = new Map(
    [...new Set(copies.map(({ prices }) => prices))].map((prices) => {
      const setting = settingOf(paper, titled, pen, prices)
      return [prices, { setting, forms: formsOf(setting) }]
    }),
  )
  const over = layout?.content.overprint.on ?? false
  const pages = copies.flatMap(({ name, prices }) => {
    const { setting, forms } = sets.get(prices)!
    return forms.map((form, index) => ({
      html: over
        ? overprintPage(setting, form, index + 1, forms.length)
        : formHtml(setting, form, index + 1, forms.length, name),
      copy: name ?? '',
    }))
  })
  const title = `${t(titleKeys[paper.kind ?? 'delivery'])} ${paper.number}`
  const finished = finishPaper(
    pen,
    title,
    pages.map(({ html }) => html),
    pages.map(({ copy }) => copy),
    layout,
  )
  return over ? { ...finished, css: `${finished.css}\n${overprintCss}` } : finished
}
