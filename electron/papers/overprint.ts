import { formatFen } from '../../shared/money.ts'
import type { PhraseKey } from '../../shared/language.ts'
import { type Align, cell, fittingPoints, PAD, type Pen } from './blocks.ts'
import type { DeliveryForm } from './deliveryForm.ts'
import { type Form, type Setting, stateText } from './deliverySetting.ts'
import { sumText, totalText } from './deliverySums.ts'
import { escapeHtml } from './html.ts'
import { wrapText } from './measure.ts'
import { mm } from './style.ts'

/** Where a text stands on a pre-printed form, millimetres from its left and upper edge. */
interface Spot {
  label: PhraseKey
  on: boolean
  xMm: number
  yMm: number
  widthMm: number
}

/** The words a pre-printed form can take, each where our own form has it. */
export const usualSpots = (form: DeliveryForm, rowMm: number): Record<string, Spot> => {
  const spot = (label: PhraseKey, xMm: number, yMm: number, widthMm: number, on = true): Spot => ({
    label,
    on,
    xMm,
    yMm,
    widthMm,
  })
  const first = form.sheet.marginTop + form.titleMm + form.fieldsMm + form.headMm
  const sums = Math.round((first + form.lines * rowMm) * 10) / 10
  return {
    number: spot('papers.number', 176, 6, 52),
    page: spot('layouts.pageOf', 200, 12, 28, false),
    customer: spot('papers.receiver', 30, 17, 96),
    contact: spot('papers.contact', 138, 17, 34),
    phone: spot('papers.phone', 182, 17, 46),
    address: spot('papers.deliveryAddress', 30, 23, 140),
    deliveredOn: spot('papers.deliveredOn', 188, 23, 40),
    orderNumbers: spot('papers.orderNumbers', 30, 29, 78),
    deliveryMode: spot('papers.deliveryWay', 124, 29, 46),
    payment: spot('papers.payment', 188, 29, 40),
    vehicle: spot('papers.vehicle', 30, 35, 44),
    driver: spot('papers.driver', 88, 35, 80),
    lines: spot('layouts.linesAt', form.sheet.marginSide, first, 216),
    sums: spot('layouts.sumsAt', form.sheet.marginSide, sums, 216),
    total: spot('papers.totalInWords', 40, sums + 6, 130),
    collect: spot('papers.collect', 190, sums + 6, 38),
    madeBy: spot('papers.madeBy', 26, sums + 19, 18),
    warehouse: spot('papers.warehouse', 58, sums + 19, 18),
    deliverer: spot('papers.deliverer', 92, sums + 19, 18),
  }
}

/** The spots of a layout: as usual unless the office has moved them or left them out. */
export const spotsOf = (setting: Setting): Record<string, Spot> => {
  const { rowMm, places } = setting.layout!.content.overprint
  return Object.fromEntries(
    Object.entries(usualSpots(setting.form, rowMm)).map(([key, usual]) => {
      const moved = places.find((place) => place.key === key)
      return [key, moved ? { ...usual, ...moved } : usual]
    }),
  )
}

/** Light on the screen, where the form's own lines would be; nothing of it is printed. */
export const overprintCss = `.ghost { position: absolute; border: 0.2mm dashed #bbb; color: #999; font-size: 6pt; line-height: 2.4mm;
  white-space: nowrap; overflow: visible }
.ghost span { position: absolute; left: 0; top: -2.5mm }
@media print { .ghost { display: none } }
.page .bare .cell { border-color: transparent }`

const box = (pen: Pen, xMm: number, yMm: number, widthMm: number, heightMm: number): string =>
  pen.style.use(`position: absolute; left: ${mm(xMm)}; top: ${mm(yMm)}; width: ${mm(widthMm)}; height: ${mm(heightMm)}`)

const ghost = (pen: Pen, label: string, at: [number, number, number, number]): string =>
  `<div class="ghost ${box(pen, ...at)}"><span>${escapeHtml(label)}</span></div>`

/** One text at its place: smaller where that keeps it on one line, else over further lines downwards. */
const placed = (
  setting: Setting,
  text: string,
  { xMm, yMm, widthMm }: Pick<Spot, 'xMm' | 'yMm' | 'widthMm'>,
  align: Align = 'left',
  most?: string[],
): string => {
  const { pen } = setting
  const { rightMm, downMm } = setting.layout!.content.overprint
  const points = most ? pen.sheet.points : fittingPoints(text, widthMm - 2 * PAD, pen.sheet.points, 8)
  const lines = most ?? wrapText(text, widthMm - 2 * PAD, points)
  const height = lines.length * pen.sheet.lineMm
  const at = box(pen, xMm + rightMm, yMm + downMm, widthMm, height)
  return cell(pen, lines, { width: widthMm, align, points, lineMm: pen.sheet.lineMm, classes: at })
}

/** What each place says on this form of the note. */
const textsOf = (setting: Setting, form: Form, page: number, pages: number): Record<string, string> => {
  const { paper, t } = setting
  const collect = page === pages && paper.collectFen !== 0 ? `￥${formatFen(paper.collectFen)}` : ''
  const total = totalText(setting, form, page, pages)
  const label = page === pages ? `${t(setting.money ? 'papers.totalInWords' : 'papers.total')}：` : ''
  return {
    number: paper.number,
    page: t('papers.page', { page, pages }),
    customer: paper.customer.name,
    contact: paper.customer.contact,
    phone: paper.customer.phone,
    address: paper.address,
    deliveredOn: paper.deliveredOn,
    orderNumbers: paper.orderNumbers,
    deliveryMode: paper.deliveryMode,
    payment: paper.paymentText,
    vehicle: paper.vehicle,
    driver: paper.driver,
    total: total.slice(label !== '' && total.startsWith(label) ? label.length : 0),
    collect,
    madeBy: paper.madeBy,
    warehouse: paper.warehouse,
    deliverer: paper.deliverer,
  }
}

/** The goods of this form, row under row in the form's own columns. */
const goods = (setting: Setting, form: Form, { xMm, yMm }: Spot): string => {
  const { rowMm, rightMm, downMm } = setting.layout!.content.overprint
  const at = box(setting.pen, xMm + rightMm, yMm + downMm, 216, Math.max(rowMm, form.rows.length * rowMm))
  return `<div class="bare ${at}">${form.rows.map(({ block }) => block.html).join('')}</div>`
}

/** The sums of this form under their columns. */
const sums = (setting: Setting, form: Form, { xMm, yMm }: Spot): string => {
  let x = xMm
  return setting.columns
    .map((column) => {
      const text = sumText(setting.paper, form.own)(column) ?? ''
      const at = { xMm: x, yMm, widthMm: column.width }
      x += column.width
      return text === '' ? '' : placed(setting, text, at, column.align ?? 'right', [text])
    })
    .join('')
}

/** The form's table as the office has measured it: its columns, its rows. */
const ghostTable = (setting: Setting, { xMm, yMm }: Spot): string => {
  const { pen, columns, lines } = setting
  const { rowMm } = setting.layout!.content.overprint
  let x = xMm
  const uprights = columns.map((column) => {
    const html = ghost(pen, column.label, [x, yMm, column.width, lines * rowMm])
    x += column.width
    return html
  })
  const rows = Array.from({ length: lines }, (_, index) => ghost(pen, '', [xMm, yMm + index * rowMm, x - xMm, rowMm]))
  return [...uprights, ...rows].join('')
}

/**
 * 套打: one page with nothing but the texts, each where the pre-printed form has its blank; the form's lines are shown
 * light on the screen only. 未放行 and 作废 stand on it as on any note (duty 30).
 */
export const overprintPage = (setting: Setting, form: Form, page: number, pages: number): string => {
  const { pen, paper, t } = setting
  const spots = spotsOf(setting)
  const texts = textsOf(setting, form, page, pages)
  const state = stateText(paper, t)
  const said = Object.entries(spots).flatMap(([key, spot]) => {
    const text = texts[key]
    return text === undefined || text === '' || !spot.on ? [] : [placed(setting, text, spot)]
  })
  const ghosts = Object.entries(spots).flatMap(([key, spot]) =>
    key === 'lines' || key === 'sums' || !spot.on
      ? []
      : [ghost(pen, t(spot.label), [spot.xMm, spot.yMm, spot.widthMm, 4])],
  )
  return `<div class="page">${[
    ...ghosts,
    ghostTable(setting, spots['lines']!),
    ...said,
    goods(setting, form, spots['lines']!),
    spots['sums']!.on ? sums(setting, form, spots['sums']!) : '',
    state === '' ? '' : placed(setting, `【${state}】`, { xMm: 92, yMm: 6, widthMm: 40 }, 'center'),
  ].join('')}</div>`
}
