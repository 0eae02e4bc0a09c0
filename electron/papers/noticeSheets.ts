import type { Translate } from '../../shared/language.ts'
import { formatQuantity } from '../../shared/quantities.ts'
import { type Block, fieldRow, gap, paragraphs, type Pen, ruled } from './blocks.ts'
import type { Flow } from './pages.ts'
import { innerWidth } from './style.ts'
import { type Column, tableFlow, type TableStyle } from './table.ts'

/** The trade's own fields of one line: short ones two a row, long ones over the whole width; a size table below. */
export interface NoticeLineSheet {
  /** `1 TS-801 餐桌`; '' where the notice has one line. */
  caption: string
  fields: { label: string; value: string; wide: boolean }[]
  /** Rows of cells, the first one the head; empty without a size table. */
  table: string[][]
}
/** Colours × sizes of one garment on the notice. */
export interface NoticeMatrix {
  caption: string
  sizes: string[]
  /** Thousandths for each of `sizes`; null where the colour has none of it. */
  rows: { colour: string; quantities: (number | null)[]; total: number }[]
}

const rows: TableStyle = { rowMm: 5.6, headMm: 5.6, mostLines: 8 }
/** As many sizes or columns stand beside each other and can still be read. */
const mostColumns = 12

const heading = (pen: Pen, caption: string, name: string): Flow[] =>
  caption === ''
    ? []
    : paragraphs(pen, caption, { width: innerWidth(pen.sheet), bold: true }).map((block): Flow => ({
        block,
        together: name,
      }))

const box = (pen: Pen) =>
  ({ rowMm: 5.8, lineMm: pen.sheet.lineMm, points: pen.sheet.points, rule: 'box', labelMm: 24 }) as const

/** Short fields two a row, the last alone over the whole width; a long one takes its row for itself. */
const fieldRows = (pen: Pen, fields: NoticeLineSheet['fields']): Block[] => {
  const width = innerWidth(pen.sheet)
  const blocks: Block[] = []
  for (let at = 0; at < fields.length;) {
    const [one, other] = [fields[at]!, fields[at + 1]]
    const pair = !one.wide && other && !other.wide ? [one, other] : [one]
    const block = fieldRow(
      pen,
      pair.map(({ label, value }) => ({ label, value, width: width / pair.length })),
      box(pen),
    )
    blocks.push(at === 0 ? ruled(block) : block)
    at += pair.length
  }
  return blocks
}

const tableColumns = (pen: Pen, head: string[]): Column<string[]>[] => {
  const shown = head.slice(0, mostColumns)
  const first = shown.length > 1 ? 34 : innerWidth(pen.sheet)
  const each = (innerWidth(pen.sheet) - first) / Math.max(1, shown.length - 1)
  return shown.map((label, index) => ({
    label,
    width: index === 0 ? first : each,
    align: index === 0 ? 'left' : 'center',
    text: (row) => row[index] ?? '',
  }))
}

/** The trade's fields of one line, and its size table. */
export const sheetFlow = (pen: Pen, { caption, fields, table }: NoticeLineSheet, index: number): Flow[] => {
  const name = `sheet ${index}`
  const [head, ...body] = table
  const widest = Math.max(0, ...table.map((row) => row.length))
  const full = head === undefined ? [] : Array.from({ length: widest }, (_, at) => head[at] ?? '')
  const blocks = fieldRows(pen, fields)
  return [
    ...heading(pen, caption, name),
    // the caption never stands alone at the foot of a page
    ...blocks.map((block, at): Flow => (at === 0 ? { block, together: name } : { block })),
    ...(full.length > 0 ? [{ block: gap(pen, 1) }, ...tableFlow(pen, tableColumns(pen, full), body, rows, name)] : []),
    { block: gap(pen, 2) },
  ]
}

type MatrixRow = NoticeMatrix['rows'][number]
/** Colours down, sizes across, sums at the right and below. More sizes than fit go on in a further table. */
export const matrixFlow = (pen: Pen, { caption, sizes, rows: colours }: NoticeMatrix, t: Translate): Flow[] => {
  const flow: Flow[] = heading(pen, caption, `matrix ${caption}`)
  const sum: MatrixRow = {
    colour: t('papers.total'),
    quantities: sizes.map((_, at) => colours.reduce((total, row) => total + (row.quantities[at] ?? 0), 0)),
    total: colours.reduce((total, row) => total + row.total, 0),
  }
  for (let from = 0; from < sizes.length; from += mostColumns) {
    const part = sizes.slice(from, from + mostColumns)
    const width = (innerWidth(pen.sheet) - 34 - 24) / part.length
    const columns: Column<MatrixRow>[] = [
      { label: t('papers.color'), width: 34, text: (row) => row.colour },
      ...part.map((size, at): Column<MatrixRow> => ({
        label: size,
        width,
        figure: true,
        text: (row) => {
          const quantity = row.quantities[from + at] ?? null
          return quantity === null ? '' : formatQuantity(quantity)
        },
      })),
      { label: t('papers.total'), width: 24, figure: true, text: (row) => formatQuantity(row.total) },
    ]
    flow.push(...tableFlow(pen, columns, colours.length > 1 ? [...colours, sum] : colours, rows, `matrix ${caption}`))
  }
  return [...flow, { block: gap(pen, 2) }]
}
