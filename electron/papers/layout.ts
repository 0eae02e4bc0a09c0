import type { LayoutContent, LayoutForm } from '../../shared/layouts.ts'
import {
  type Align,
  type Block,
  type Field,
  fieldRow,
  type FieldStyle,
  paragraphs,
  PAD,
  type Pen,
  row,
} from './blocks.ts'
import { textWidth } from './measure.ts'
import { innerWidth, mm, type Sheet } from './style.ts'
import type { Column } from './table.ts'

/** A layout on its way into a paper: what the office decided, and its logo as a `data:` address ('' = none). */
export interface PaperLayout {
  name: string
  version: number
  content: LayoutContent
  logo: string
}

/** What a column of text keeps when others need its room, in millimetres; the widest of them gives first, down to `ROOMY`. */
const LEAST_TEXT = 8
const ROOMY = 20
/** Differences smaller than this are rounding, not room. */
const HAIR = 0.01

const sumOf = (columns: readonly { width: number }[]): number => columns.reduce((sum, { width }) => sum + width, 0)

export interface Fitted<Row> {
  columns: Column<Row>[]
  /** Millimetres by which the columns are wider than the paper even at their narrowest; 0 = they fit. */
  overMm: number
}

/**
 * The columns an office has chosen, in its order, under its names, as wide as it wants them: their sum is exactly `inner`.
 * A figure gets what its longest figure needs (`leastOf`); what is over or missing is the widest text column's, then the
 * other texts', those whose width was typed last. Columns without a key stay in front, columns the layout does not know are left out.
 */
export const applyLayout = <Row>(
  columns: readonly Column<Row>[],
  { columns: chosen }: Pick<LayoutContent, 'columns'>,
  inner: number,
  leastOf: (column: Column<Row>) => number,
): Fitted<Row> => {
  const wanted = chosen
    .filter(({ shown }) => shown)
    .flatMap(({ key, label, widthMm }) => {
      const same = columns.filter((column) => column.key === key)
      return same.map((column) => ({
        ...column,
        label: label !== '' && same.length === 1 ? label : column.label,
        width: widthMm === null ? column.width : widthMm / same.length,
      }))
    })
  const picked = chosen.length === 0 ? columns.filter(({ extra }) => !extra) : wanted
  const typed = new Set(chosen.filter(({ widthMm }) => widthMm !== null).map(({ key }) => key))
  return fitted(
    picked.map((column) => ({ ...column, width: Math.max(column.width, leastOf(column)) })),
    (column) => column.key !== undefined && typed.has(column.key),
    inner,
    leastOf,
  )
}

/** Gives and takes so that the widths fill the paper exactly. */
const fitted = <Row>(
  columns: Column<Row>[],
  isTyped: (column: Column<Row>) => boolean,
  inner: number,
  leastOf: (column: Column<Row>) => number,
): Fitted<Row> => {
  const spare = inner - sumOf(columns)
  if (Math.abs(spare) < HAIR || columns.length === 0) return { columns, overMm: 0 }
  const widths = columns.map(({ width }) => width)
  const isText = (index: number): boolean => !columns[index]!.figure && !columns[index]!.picture
  const texts = widths.map((_, index) => index).filter(isText)
  const last = (index: number): number => (isTyped(columns[index]!) ? 1 : 0)
  const byWidth = (indexes: number[]): number[] =>
    indexes.toSorted((one, other) => last(one) - last(other) || widths[other]! - widths[one]!)
  const flexible = byWidth(texts.length > 0 ? texts : widths.map((_, index) => index))[0]!
  if (spare > 0) widths[flexible]! += spare
  else {
    let missing = -spare
    const take = (index: number, least: number): void => {
      const given = Math.min(missing, Math.max(0, widths[index]! - least))
      widths[index]! -= given
      missing -= given
    }
    if (texts.length > 0) take(flexible, ROOMY)
    for (const index of byWidth(texts.filter((each) => each !== flexible))) take(index, LEAST_TEXT)
    if (texts.length > 0) take(flexible, LEAST_TEXT)
    // the room a figure was given beyond its longest one
    for (const index of byWidth(widths.map((_, each) => each)))
      take(index, Math.max(LEAST_TEXT, leastOf(columns[index]!)))
    if (missing >= HAIR) {
      // nothing is cut: each gets its share and breaks what does not fit over lines
      const share = inner / widths.reduce((sum, width) => sum + width, 0)
      return {
        columns: columns.map((column, index) => ({ ...column, width: widths[index]! * share })),
        overMm: missing,
      }
    }
  }
  return { columns: columns.map((column, index) => ({ ...column, width: widths[index]! })), overMm: 0 }
}

/** What a column cannot do without: its longest figure in bold, as sums are, in steps of half a millimetre. */
export const leastFor =
  <Row>(pen: Pen, records: readonly Row[], sumTexts: (column: Column<Row>) => string = () => '') =>
  (column: Column<Row>): number => {
    if (column.least !== undefined) return column.least
    if (!column.figure) return 0
    const texts = [...records.map((record, index) => column.text(record, index)), sumTexts(column)]
    const longest = Math.max(0, ...texts.map((text) => textWidth(text, pen.sheet.points, true)))
    return longest === 0 ? 0 : Math.ceil((longest + 2 * PAD) * 2) / 2
  }

/** The columns of a paper: as they are, or as the office wants them. */
export const laidOut = <Row>(
  pen: Pen,
  columns: Column<Row>[],
  layout: PaperLayout | undefined,
  records: readonly Row[],
  sumTexts?: (column: Column<Row>) => string,
): Column<Row>[] =>
  layout
    ? applyLayout(columns, layout.content, innerWidth(pen.sheet), leastFor(pen, records, sumTexts)).columns
    : columns.filter(({ extra }) => !extra)

/** Whether a column is among those printed. */
export const has = <Row>(columns: readonly Column<Row>[], key: string): boolean =>
  columns.some((column) => column.key === key)

export interface SumCell {
  spans: number
  text: string
  align?: Align
  bold?: boolean
  figure?: boolean
}

/**
 * The cells of a row of sums under any choice of columns: the label over the columns before the first sum, a cell for each
 * sum, and one empty cell over each run between. A sum in the very first column leaves no room for the label.
 */
export const sumCells = <Row>(
  columns: readonly Column<Row>[],
  sums: (column: Column<Row>) => string | null,
  label: Omit<SumCell, 'spans'>,
  style: Omit<SumCell, 'spans' | 'text'> = { figure: true, bold: true },
): SumCell[] => {
  const cells: SumCell[] = []
  let run = 0
  const close = (): void => {
    if (run > 0) cells.push(cells.length === 0 ? { spans: run, ...label } : { spans: run, text: '' })
    run = 0
  }
  for (const column of columns) {
    const sum = sums(column)
    if (sum === null) run += 1
    else {
      close()
      cells.push({ spans: 1, text: sum, ...style, ...(column.align ? { align: column.align } : {}) })
    }
  }
  close()
  return cells
}

/** How many columns a label of so many millimetres spans: at least one, never all. */
export const labelSpan = (columns: readonly { width: number }[], wantedMm: number): number => {
  let width = 0
  for (const [index, column] of columns.entries()) {
    width += column.width
    if (width >= wantedMm - HAIR) return Math.max(1, Math.min(index + 1, columns.length - 1))
  }
  return Math.max(1, columns.length - 1)
}

/** Columns of a further table of the paper, made for `usual` millimetres, on a sheet of another width. */
export const stretched = <Row>(pen: Pen, columns: Column<Row>[]): Column<Row>[] => {
  const share = innerWidth(pen.sheet) / sumOf(columns)
  return Math.abs(share - 1) < 0.001 ? columns : columns.map((column) => ({ ...column, width: column.width * share }))
}

/** Further fields of the head with their texts; one that says nothing is not printed. */
export const furtherFields = (
  layout: PaperLayout | undefined,
  textOf: (source: string) => string,
): { label: string; value: string }[] =>
  (layout?.content.fields ?? []).flatMap(({ label, source, text }) => {
    const value = source === 'text' ? text : textOf(source)
    return value === '' ? [] : [{ label, value }]
  })

/** Further fields as rows of so many a row; the last row is filled by its own. */
export const furtherRows = (
  pen: Pen,
  fields: { label: string; value: string }[],
  style: FieldStyle,
  perRow: number,
): Block[] => {
  const width = innerWidth(pen.sheet)
  const blocks: Block[] = []
  for (let at = 0; at < fields.length; at += perRow) {
    const part = fields.slice(at, at + perRow)
    blocks.push(
      fieldRow(
        pen,
        part.map((field): Field => ({ ...field, width: width / part.length })),
        style,
      ),
    )
  }
  return blocks
}

/** The office's own note text of a letter, before its closing. */
export const noteParagraphs = (pen: Pen, layout: PaperLayout | undefined): Block[] =>
  layout?.content.noteText ? paragraphs(pen, layout.content.noteText, { width: innerWidth(pen.sheet) }) : []

/** The logo in a cell of its own size, whole and undistorted. */
export const logoCell = (pen: Pen, layout: PaperLayout, size: { widthMm: number; heightMm: number }): string => {
  const frame = pen.style.use(
    `width: ${mm(size.widthMm)}; height: ${mm(size.heightMm)}; object-fit: contain; object-position: left`,
  )
  const picture = pen.style.use(`content: url("${layout.logo}")`)
  return `<div class="cell ${pen.style.use(`width: ${mm(size.widthMm)}`)}"><div class="${frame} ${picture}"></div></div>`
}

export const hasLogo = (layout: PaperLayout | undefined): layout is PaperLayout =>
  layout !== undefined && layout.logo !== '' && layout.content.logo !== null

/** A block with the logo beside it, the block kept in the middle where `centred`. */
export const besideLogo = (
  pen: Pen,
  layout: PaperLayout,
  heightMm: number,
  centred: boolean,
  make: (widthMm: number) => Block,
): Block => {
  const { widthMm, heightMm: high, place } = layout.content.logo!
  const size = { widthMm, heightMm: Math.min(high, heightMm) }
  const room = innerWidth(pen.sheet) - widthMm * (centred ? 2 : 1)
  const block = make(room)
  const beside = `<div class="cell start ${pen.style.use(`width: ${mm(room)}`)}">${block.html}</div>`
  const empty = centred ? `<div class="cell ${pen.style.use(`width: ${mm(widthMm)}`)}"></div>` : ''
  const logo = logoCell(pen, layout, size)
  const cells = place === 'left' ? [logo, beside, empty] : [empty, beside, logo]
  return row(pen, Math.max(block.heightMm, size.heightMm), cells.filter(Boolean))
}

/** Height and width of each kind of sheet in millimetres; continuous forms keep 12.5 mm at each side for the tractor. */
const sheets: Record<Exclude<LayoutForm, 'own'>, { widthMm: number; heightMm: number }> = {
  half: { widthMm: 241, heightMm: 139.7 },
  whole: { widthMm: 241, heightMm: 279.4 },
  third: { widthMm: 241, heightMm: 93.1 },
  a4: { widthMm: 210, heightMm: 297 },
  a4across: { widthMm: 297, heightMm: 210 },
  a5: { widthMm: 210, heightMm: 148 },
}
export const TRACTOR_MM = 12.5

export const sheetSize = ({ form }: LayoutContent, usual: LayoutForm): { widthMm: number; heightMm: number } => {
  const kind = form.kind ?? usual
  return kind === 'own' ? { widthMm: form.widthMm, heightMm: form.heightMm } : sheets[kind]
}

/** A letter's sheet as the office wants it: its own unless a form was chosen. */
export const layoutSheet = (usual: Sheet, layout: PaperLayout | undefined): Sheet => {
  if (!layout || layout.content.form.kind === null) return usual
  const size = sheetSize(layout.content, 'a4')
  if (size.widthMm === usual.widthMm && size.heightMm === usual.heightMm) return usual
  return { ...usual, ...size, marginSide: size.widthMm === 241 ? TRACTOR_MM : usual.marginSide }
}
