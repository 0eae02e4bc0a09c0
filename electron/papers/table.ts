import { type Align, type Block, cell, type Pen, PAD, row, rowHeight } from './blocks.ts'
import { textWidth, wrapNumber, wrapText } from './measure.ts'
import type { Flow } from './pages.ts'
import { mm } from './style.ts'

/** A column: `width` in millimetres, figures right aligned and never shortened. */
export interface Column<Row> {
  /** Names the column in the office's layouts for ever; a column without one is always printed as it is. */
  key?: string
  label: string
  width: number
  align?: Align
  figure?: boolean
  text: (row: Row, index: number) => string
  /** A `data:` address shown in place of the text, at most as wide as the column and `PICTURE_MM` high; '' for none. */
  picture?: (row: Row) => string
  /** Not printed unless a layout asks for it. */
  extra?: boolean
  /** The paper means nothing without it: no layout leaves it out. */
  needed?: boolean
  /** Fewest millimetres it can do with, where that is not told by its figures. */
  least?: number
}

/** Height of a picture in a row, in millimetres. */
const PICTURE_MM = 15
/** Room above and below a picture together. */
const PICTURE_PAD_MM = 1.2

export interface TableStyle {
  /** Height of a row of one line. */
  rowMm: number
  headMm: number
  /** Most lines of one printed row; what is longer goes on in a further row. */
  mostLines: number
  /** Room above and below the text together. */
  padMm?: number
}

const edge = (index: number): string => (index === 0 ? 'lead trail bottom' : 'trail bottom')

const alignOf = <Row>(column: Column<Row>): Align => column.align ?? (column.figure ? 'right' : 'left')

/** One cell with a picture, whole and undistorted. The address stands once in the style sheet, however often it is shown. */
const pictureCell = (pen: Pen, address: string, width: number, classes: string): string => {
  const frame = pen.style.use(`width: ${mm(width - 2 * PAD)}; height: ${mm(PICTURE_MM)}; object-fit: contain`)
  const cellClasses = `cell ${classes} ${pen.style.use(`width: ${mm(width)}`)} ${pen.style.use(`padding: 0 ${mm(PAD)}`)}`
  return `<div class="${cellClasses}" role="cell"><div class="${frame} ${pen.style.use(`content: url("${address}")`)}"></div></div>`
}

/** The ruled head of a table. */
export const tableHead = <Row>(pen: Pen, columns: Column<Row>[], heightMm: number): Block => {
  const labels = columns.map((column) => wrapText(column.label, column.width - 2 * PAD, pen.sheet.points))
  const lines = Math.max(...labels.map((label) => label.length))
  const cells = columns.map((column, index) =>
    cell(pen, labels[index]!, { width: column.width, align: 'center', classes: edge(index) }, 'columnheader'),
  )
  return row(pen, rowHeight(pen, lines, heightMm), cells, 'top', 'row')
}

/**
 * The printed rows of one record: usually one. A text longer than `mostLines` goes on in a further row, so that
 * nothing is cut off and no row is higher than a page.
 */
export const tableRows = <Row>(
  pen: Pen,
  columns: Column<Row>[],
  record: Row,
  index: number,
  style: TableStyle,
): Block[] => {
  const broken = columns.map((column) => {
    const wrap = column.figure ? wrapNumber : wrapText
    return wrap(column.text(record, index), column.width - 2 * PAD, pen.sheet.points)
  })
  const most = Math.max(...broken.map((lines) => lines.length))
  const blocks: Block[] = []
  for (let from = 0; from < most; from += style.mostLines) {
    const parts = broken.map((lines) => lines.slice(from, from + style.mostLines))
    const lines = Math.max(...parts.map((part) => part.length))
    const pictures = columns.map((column) => (from === 0 && column.picture?.(record)) || '')
    const cells = columns.map((column, at) =>
      pictures[at]
        ? pictureCell(pen, pictures[at], column.width, edge(at))
        : cell(pen, parts[at]!, { width: column.width, align: alignOf(column), classes: edge(at) }, 'cell'),
    )
    const least = pictures.some(Boolean) ? Math.max(style.rowMm, PICTURE_MM + PICTURE_PAD_MM) : style.rowMm
    blocks.push(row(pen, rowHeight(pen, lines, least, style.padMm), cells, '', 'row'))
  }
  return blocks
}

/** A ruled row whose cells span columns, for sums: `spans` columns wide each. */
export const spanRow = <Row>(
  pen: Pen,
  columns: Column<Row>[],
  cells: { spans: number; text: string; align?: Align; bold?: boolean; figure?: boolean }[],
  atLeast: number,
  padMm?: number,
): Block => {
  let at = 0
  const parts = cells.map((part) => {
    const width = columns.slice(at, at + part.spans).reduce((sum, column) => sum + column.width, 0)
    at += part.spans
    const wrap = part.figure ? wrapNumber : wrapText
    return { ...part, width, lines: wrap(part.text, width - 2 * PAD, pen.sheet.points, part.bold ?? false) }
  })
  const most = Math.max(...parts.map((part) => part.lines.length))
  const html = parts.map((part, index) =>
    cell(
      pen,
      part.lines,
      {
        width: part.width,
        align: part.align ?? (part.figure ? 'right' : 'left'),
        bold: part.bold ?? false,
        classes: edge(index),
      },
      'cell',
    ),
  )
  return row(pen, rowHeight(pen, most, atLeast, padMm), html, '', 'row')
}

/** A whole table as a flow: its head stays with the first row and is repeated on each further page. */
export const tableFlow = <Row>(
  pen: Pen,
  columns: Column<Row>[],
  records: Row[],
  style: TableStyle,
  name: string,
): Flow[] => {
  const head = tableHead(pen, columns, style.headMm)
  const blocks = records.flatMap((record, index) => tableRows(pen, columns, record, index, style))
  return [
    { block: head, together: name },
    ...blocks.map((block, index): Flow => (index === 0 ? { block, head, together: name } : { block, head })),
  ]
}

/**
 * Widens columns of figures to what their longest figure needs, in bold as sums are, and takes the room from one column of text,
 * down to `least` millimetres of it.
 */
export const roomForFigures = <Row>(
  pen: Pen,
  columns: Column<Row>[],
  records: Row[],
  flexible: number,
  least: number,
): Column<Row>[] => {
  let spare = columns[flexible]!.width - least
  const widened = columns.map((column) => {
    if (!column.figure) return column
    const widths = records.map((record, index) => textWidth(column.text(record, index), pen.sheet.points, true))
    const wanted = Math.ceil((Math.max(0, ...widths) + 2 * PAD) * 2) / 2
    const more = Math.min(spare, Math.max(0, wanted - column.width))
    spare -= more
    return { ...column, width: column.width + more }
  })
  return widened.map((column, index) => (index === flexible ? { ...column, width: least + spare } : column))
}
