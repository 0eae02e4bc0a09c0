import { type LabelCode, type LabelForm, labelSizes } from '../../shared/labels.ts'
import { cell, fittingPoints, gap, PAD, type Pen, row, spacer, stack } from './blocks.ts'
import { wrapText } from './measure.ts'
import { finishPaper, type Paper } from './paper.ts'
import { mm, type Sheet, Style } from './style.ts'
import { scanSymbol, symbolAddress } from './symbols.ts'

/** One label on one pack (duty 83). No price is on it. */
export interface PackLabel {
  customer: string
  /** `3/24` */
  place: string
  /** Order and PO, goods, colour, what is in the pack: one line each, most important first. */
  lines: string[]
  /** 正唛 and 侧唛, as the customer wants them; line breaks are kept. */
  marks: string[]
  /** What the symbol says, and what stands under it in writing. */
  text: string
}

const SHEET = { widthMm: 210, heightMm: 297, gapMm: 2.5 }
const MARGIN = 1.5
const sizes = [18, 16, 14, 12, 11, 10, 9, 8, 7, 6] as const
const lineOf = (points: number): number => Number((points * 0.42).toFixed(2))

/** Lines at the greatest size at which all of them find room; at the smallest what is left over ends in …. */
const fitted = (texts: readonly string[], widthMm: number, heightMm: number): { points: number; lines: string[] } => {
  for (const points of sizes) {
    const lines = texts.flatMap((text) => wrapText(text, widthMm - 2 * PAD, points, true))
    const most = Math.max(1, Math.floor(heightMm / lineOf(points)))
    if (lines.length <= most) return { points, lines }
    if (points === sizes.at(-1)) return { points, lines: [...lines.slice(0, most - 1), '…'] }
  }
  return { points: 6, lines: [] }
}

/** The symbol, `widthMm` × `heightMm`, its quiet zone within. */
const symbolCell = (pen: Pen, code: LabelCode, text: string, widthMm: number, heightMm: number): string => {
  const address = symbolAddress(scanSymbol(code, text))
  const frame = pen.style.use(`width: ${mm(widthMm)}; height: ${mm(heightMm)}`)
  return `<div class="cell ${frame}"><div class="${frame} ${pen.style.use(`content: url("${address}")`)}"></div></div>`
}

const headRow = (pen: Pen, label: PackLabel, width: number, heightMm: number) => {
  const placeWidth = Math.min(width * 0.36, 26)
  const name = fittingPoints(label.customer, width - placeWidth - 2, heightMm * 2, 7, true)
  const place = fittingPoints(label.place, placeWidth - 2, heightMm * 2.1, 7, true)
  const [short = ''] = wrapText(label.customer, width - placeWidth - 2, name, true)
  return row(pen, heightMm, [
    cell(pen, [short], {
      width: width - placeWidth,
      bold: true,
      points: name,
      lineMm: heightMm - 0.4,
      classes: 'bottom',
    }),
    cell(pen, [label.place], {
      width: placeWidth,
      bold: true,
      align: 'right',
      points: place,
      lineMm: heightMm - 0.4,
      classes: 'bottom',
    }),
  ])
}

/** One label within its own edges. */
const labelHtml = (
  pen: Pen,
  label: PackLabel,
  code: LabelCode,
  size: { widthMm: number; heightMm: number },
): string => {
  const [width, height] = [size.widthMm - 2 * MARGIN, size.heightMm - 2 * MARGIN]
  const headMm = height > 55 ? 9 : height > 40 ? 7 : 5.5
  const footMm = 3.4
  const foot = row(pen, footMm, [cell(pen, [label.text], { width, align: 'right', points: 6.5, lineMm: 3 })])
  const texts = [...label.lines, ...label.marks]
  const words = (room: { width: number; height: number }) => {
    const { points, lines } = fitted(texts, room.width, room.height)
    return cell(pen, lines, { width: room.width, bold: true, points, lineMm: lineOf(points), classes: 'start' })
  }
  const head = headRow(pen, label, width, headMm)
  const room = height - headMm - footMm
  if (code === 'qr') {
    const side = Math.min(room, width * 0.42)
    const body = row(pen, room, [
      words({ width: width - side, height: room }),
      `<div class="cell end ${pen.style.use(`width: ${mm(side)}`)}">${symbolCell(pen, code, label.text, side, side)}</div>`,
    ])
    return stack([head, body, foot]).html
  }
  const barsMm = Math.max(9, room * 0.32)
  const textMm = room - barsMm
  return stack([
    head,
    row(pen, textMm, [words({ width, height: textMm })]),
    row(pen, barsMm, [symbolCell(pen, code, label.text, width, barsMm)]),
    foot,
  ]).html
}

const singles = (pen: Pen, labels: readonly PackLabel[], code: LabelCode, size: (typeof labelSizes)[LabelForm]) =>
  labels.map((label) => `<div class="page">${labelHtml(pen, label, code, size)}</div>`)

/** A4 sheets of labels: the sheets of the shops, 2.5 mm between the columns and none between the rows. */
const sheets = (pen: Pen, labels: readonly PackLabel[], code: LabelCode, size: (typeof labelSizes)[LabelForm]) => {
  const each = size.across * size.down
  const side = (SHEET.widthMm - size.across * size.widthMm - (size.across - 1) * SHEET.gapMm) / 2
  const top = (SHEET.heightMm - size.down * size.heightMm) / 2
  const frame = pen.style.use(
    `width: ${mm(size.widthMm)}; height: ${mm(size.heightMm)}; padding: ${mm(MARGIN)}; flex: none; overflow: hidden`,
  )
  const pages: string[] = []
  for (let from = 0; from < labels.length; from += each) {
    const rows = Array.from({ length: size.down }, (_, line) => {
      const own = labels.slice(from + line * size.across, Math.min(from + each, from + (line + 1) * size.across))
      const cells = own.flatMap((label, index) => [
        spacer(pen, index === 0 ? side : SHEET.gapMm),
        `<div class="${frame}">${labelHtml(pen, label, code, size)}</div>`,
      ])
      return row(pen, size.heightMm, cells)
    })
    pages.push(`<div class="page">${stack([gap(pen, top), ...rows]).html}</div>`)
  }
  return pages
}

/** Labels and 唛头 for packs: one to a page on a label printer, or sheets of them on A4. */
export const packLabels = (
  title: string,
  labels: readonly PackLabel[],
  { form, code }: { form: LabelForm; code: LabelCode },
): Paper => {
  const size = labelSizes[form]
  const single = size.across * size.down === 1
  const sheet: Sheet = single
    ? { ...size, marginTop: MARGIN, marginSide: MARGIN, points: 8, lineMm: 3.4 }
    : { ...SHEET, marginTop: 0, marginSide: 0, points: 8, lineMm: 3.4 }
  const pen: Pen = { sheet, style: new Style() }
  return finishPaper(pen, title, (single ? singles : sheets)(pen, labels, code, size))
}
