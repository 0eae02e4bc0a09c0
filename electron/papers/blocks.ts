import { dotsFace } from './face.ts'
import { escapeHtml } from './html.ts'
import { textWidth, WIDE_POINTS, wrapText } from './measure.ts'
import { mm, type Sheet, type Style } from './style.ts'

/** A piece of a page: its height is known before anything is rendered, so pages can be filled exactly. */
export interface Block {
  heightMm: number
  html: string
}

/** What a paper is drawn with: its sheet of paper and its growing style sheet. */
export interface Pen {
  sheet: Sheet
  style: Style
}

/** Space between a cell's line and its text, each side, in millimetres. */
export const PAD = 0.9

export type Align = 'left' | 'right' | 'center'

export interface CellStyle {
  width: number
  align?: Align
  bold?: boolean | undefined
  /** Extra classes: `trail`, `bottom`, `start` … */
  classes?: string
  points?: number
  lineMm?: number
  /** Lifts the text off the line below it. */
  liftMm?: number
}

export const linesHtml = (lines: string[]): string =>
  lines.map((line) => `<span class="l">${line === '' ? '&#160;' : escapeHtml(line)}</span>`).join('')

/** Height in millimetres a row of so many lines needs. */
export const rowHeight = (pen: Pen, lines: number, atLeast: number, padMm = 1.4): number =>
  Math.max(atLeast, lines * pen.sheet.lineMm + padMm)

/** One cell of already broken lines. */
export const cell = (pen: Pen, lines: string[], style: CellStyle, role = ''): string => {
  const classes = ['cell', style.align ?? 'left', style.classes ?? '', style.bold ? 'bold' : '']
  classes.push(
    pen.style.use(`width: ${mm(style.width)}`),
    pen.style.use(`padding: 0 ${mm(PAD)} ${mm(style.liftMm ?? 0)}`),
  )
  if (style.points) classes.push(pen.style.use(`font-size: ${style.points}pt`))
  if (style.lineMm) classes.push(pen.style.use(`line-height: ${mm(style.lineMm)}`))
  return `<div class="${classes.filter(Boolean).join(' ')}"${role && ` role="${role}"`}>${linesHtml(lines)}</div>`
}

/** A row of cells of one height. */
export const row = (pen: Pen, heightMm: number, cells: string[], classes = '', role = ''): Block => ({
  heightMm,
  html:
    `<div class="row ${pen.style.use(`height: ${mm(heightMm)}`)}${classes && ` ${classes}`}"` +
    `${role && ` role="${role}"`}>${cells.join('')}</div>`,
})

/** Closes a row of ruled boxes at its top. */
export const ruled = (block: Block): Block => ({
  ...block,
  html: block.html.replace('class="row', 'class="row top'),
})

export const stack = (blocks: Block[]): Block => ({
  heightMm: blocks.reduce((sum, block) => sum + block.heightMm, 0),
  html: blocks.map((block) => block.html).join('\n'),
})

export const gap = (pen: Pen, heightMm: number): Block => row(pen, heightMm, [])

export interface TextStyle {
  width: number
  points?: number
  lineMm?: number
  align?: Align
  bold?: boolean
  classes?: string
}

/** Text over the whole width, in blocks of at most eight lines so that a long one may go on over the page. */
export const paragraphs = (pen: Pen, text: string, style: TextStyle): Block[] => {
  const points = style.points ?? pen.sheet.points
  const lineMm = style.lineMm ?? pen.sheet.lineMm
  const lines = wrapText(text, style.width - 2 * PAD, points, style.bold)
  const blocks: Block[] = []
  for (let from = 0; from < lines.length; from += 8) {
    const part = lines.slice(from, from + 8)
    blocks.push(row(pen, part.length * lineMm, [cell(pen, part, { ...style, points, lineMm })]))
  }
  return blocks
}

/** A label and its value; `width` is the share of the line the pair takes. */
export interface Field {
  label: string
  value: string
  width: number
  bold?: boolean
}

export interface FieldStyle {
  /** Height of a row of one line. */
  rowMm: number
  /** Height each further line of a value adds. */
  lineMm: number
  points: number
  /** `line`: value over a thin line, as on slips. `box`: ruled cells, as on letters. */
  rule: 'line' | 'box'
  /** Fixed width of labels in ruled boxes, so that they stand under each other. */
  labelMm?: number
}

interface MeasuredField {
  field: Field
  label: string
  labelWidth: number
  valueWidth: number
  lines: string[]
}

/** Space between two fields over lines, in millimetres. */
const FIELD_GAP = 2

const measureField = (field: Field, style: FieldStyle, last: boolean): MeasuredField => {
  const boxed = style.rule === 'box'
  const label = boxed || field.label === '' ? field.label : `${field.label}：`
  const lineLabel = label === '' ? 0 : textWidth(label, style.points) + 0.2
  const labelWidth = boxed ? (style.labelMm ?? 0) : lineLabel
  const valueWidth = field.width - labelWidth - (boxed || last ? 0 : FIELD_GAP)
  return {
    field,
    label,
    labelWidth,
    valueWidth,
    lines: wrapText(field.value, valueWidth - 2 * PAD, style.points, field.bold),
  }
}

const boxedField = (pen: Pen, part: MeasuredField, style: FieldStyle, first: boolean): string => {
  const size = { points: style.points, lineMm: style.lineMm }
  const label = wrapText(part.label, part.labelWidth - 2 * PAD, style.points)
  return (
    cell(pen, label, {
      ...size,
      width: part.labelWidth,
      align: 'center',
      classes: `trail bottom${first ? ' lead' : ''}`,
    }) + cell(pen, part.lines, { ...size, width: part.valueWidth, bold: part.field.bold, classes: 'trail bottom' })
  )
}

const linedField = (pen: Pen, part: MeasuredField, style: FieldStyle, last: boolean): string => {
  const size = [
    'padding-bottom: 0.35mm',
    `width: ${mm(part.labelWidth)}`,
    `font-size: ${style.points}pt`,
    `line-height: ${mm(style.lineMm)}`,
  ]
  const label =
    part.label === ''
      ? ''
      : `<div class="cell end level ${size.map((rule) => pen.style.use(rule)).join(' ')}">${linesHtml([part.label])}</div>`
  const value = cell(pen, part.lines, {
    points: style.points,
    lineMm: style.lineMm,
    width: part.valueWidth,
    bold: part.field.bold,
    classes: 'end bottom',
    liftMm: 0.35,
  })
  return last ? label + value : label + value + spacer(pen, FIELD_GAP)
}

/** One row of label-value pairs; as high as its longest value needs. */
export const fieldRow = (pen: Pen, fields: Field[], style: FieldStyle): Block => {
  const parts = fields.map((field, index) => measureField(field, style, index === fields.length - 1))
  const boxed = style.rule === 'box'
  const labelLines = boxed
    ? parts.map((part) => wrapText(part.label, part.labelWidth - 2 * PAD, style.points).length)
    : []
  const most = Math.max(...labelLines, ...parts.map((part) => part.lines.length))
  const heightMm = Math.max(style.rowMm, boxed ? most * style.lineMm + 1.4 : style.rowMm + (most - 1) * style.lineMm)
  const cells = parts.map((part, index) =>
    boxed ? boxedField(pen, part, style, index === 0) : linedField(pen, part, style, index === parts.length - 1),
  )
  return row(pen, heightMm, cells)
}

export const spacer = (pen: Pen, width: number): string =>
  `<div class="cell ${pen.style.use(`width: ${mm(width)}`)}"></div>`

export interface SignBox {
  width: number
  /** Who signs: 供方（签章）. */
  caption: string
  /** The name already known. */
  name?: string
  /** Lines at the bottom of the box: 日期：… */
  below?: string[]
}

/** A row of ruled boxes to sign and stamp in; higher than `heightMm` only where a name needs it. */
export const signBoxes = (pen: Pen, boxes: SignBox[], heightMm: number): Block => {
  const broken = boxes.map((box) => {
    const wrap = (line: string): string[] => wrapText(line, box.width - 2 * PAD, pen.sheet.points)
    return { box, caption: wrap(`${box.caption}：${box.name ?? ''}`), below: (box.below ?? []).flatMap(wrap) }
  })
  const most = Math.max(...broken.map(({ caption, below }) => caption.length + below.length))
  const cells = broken.map(({ box, caption, below }, index) => {
    const classes = [
      `cell apart trail bottom${index === 0 ? ' lead' : ''}`,
      pen.style.use(`width: ${mm(box.width)}`),
      pen.style.use(`padding: ${mm(0.8)} ${mm(PAD)}`),
    ]
    return `<div class="${classes.join(' ')}"><div>${linesHtml(caption)}</div><div>${linesHtml(below)}</div></div>`
  })
  return row(pen, Math.max(heightMm, most * pen.sheet.lineMm + 2), cells)
}

/** The biggest size in points, at most `most`, at which the text keeps on one line of `width` millimetres. */
export const fittingPoints = (text: string, width: number, most: number, least: number, bold = false): number => {
  const wanted = textWidth(text, most, bold)
  if (wanted <= width) return most
  // dots have two sizes only: what is too wide for the big one takes the other
  if (dotsFace()) return Math.max(least, Math.min(most, WIDE_POINTS - 0.5))
  return Math.max(least, Math.floor(((most * width) / wanted) * 2) / 2)
}
