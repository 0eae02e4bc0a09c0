import type { Translate } from '../../shared/language.ts'
import { formatFen, formatMicros } from '../../shared/money.ts'
import { formatQuantity } from '../../shared/quantities.ts'
import type { LayoutContent } from '../../shared/layouts.ts'
import type { DeliveryNoteLine } from './data.ts'
import { sheetSize, TRACTOR_MM } from './layout.ts'
import { gridColumns, sizeColumns } from './layoutColumns.ts'
import type { Sheet } from './style.ts'
import type { Column } from './table.ts'

/**
 * The form of a 送货单: 二等分, 241 × 139.7 mm, and its height budget in millimetres (papers.md 4.5).
 * 6 + 10 + 24 + 7 + 8 × 7 + 5.5 + 7 + 6 + 12 + 6 = 139.5.
 */
export const FORM = {
  marginMm: 6,
  titleMm: 10,
  fieldsMm: 24,
  headMm: 7,
  lineRowMm: 7,
  lines: 8,
  subtotalMm: 5.5,
  totalMm: 7,
  noteMm: 6,
  signMm: 12,
} as const

/** Fewest goods lines a form keeps when names, address or note text need more room than usual. */
export const FEWEST_LINES = 1

/** 二等分: half of the 241 × 279.4 mm continuous form. 9 points; 216 mm between the tractor strips. */
export const formSheet: Sheet = {
  widthMm: 241,
  heightMm: 139.7,
  marginTop: FORM.marginMm,
  marginSide: TRACTOR_MM,
  points: 9,
  lineMm: 3.3,
}

/** Height budget of a form in millimetres, and the sheet it stands on. */
export interface DeliveryForm {
  sheet: Sheet
  titleMm: number
  fieldsMm: number
  headMm: number
  lineRowMm: number
  lines: number
  subtotalMm: number
  totalMm: number
  noteMm: number
  signMm: number
}

const { marginMm, ...half } = FORM
/** 三等分 has no millimetre to give away: 5 lines × 6. 3.5 + 10 + 16 + 5.5 + 30 + 5 + 5 + 4.5 + 10 + 3.5 = 93. */
const third = {
  ...half,
  fieldsMm: 16,
  headMm: 5.5,
  lineRowMm: 6,
  lines: 5,
  subtotalMm: 5,
  totalMm: 5,
  noteMm: 4.5,
  signMm: 10,
}
const THIRD_MARGIN = 3.5

/** Rows that fit between head and foot of a form. */
const roomFor = (budget: Omit<DeliveryForm, 'sheet'>, sheet: Sheet): number => {
  const { titleMm, fieldsMm, headMm, subtotalMm, totalMm, noteMm, signMm, lineRowMm } = budget
  const taken = 2 * sheet.marginTop + titleMm + fieldsMm + headMm + subtotalMm + totalMm + noteMm + signMm
  return Math.floor((sheet.heightMm - taken + 0.01) / lineRowMm)
}

/** The form a layout asks for: 二等分 unless told, 一等分 26 lines, 三等分 5 lines, A4, A5, or a size of one's own. */
export const deliveryForm = (content: LayoutContent | undefined): DeliveryForm => {
  const kind = content?.form.kind ?? 'half'
  if (!content || (kind === 'half' && content.lines === null)) return { ...half, sheet: formSheet }
  const size = sheetSize(content, 'half')
  const low = size.heightMm < 120
  const marginSide = size.widthMm >= 230 ? TRACTOR_MM : 8
  const sheet = { ...formSheet, ...size, marginSide, marginTop: low ? THIRD_MARGIN : FORM.marginMm }
  const budget = low ? third : { ...half, ...(size.heightMm > 250 ? { noteMm: 8, signMm: 22 } : {}) }
  const most = Math.max(FEWEST_LINES, roomFor(budget, sheet))
  // a pre-printed form has as many lines as were printed on it
  const wanted = content.lines ?? most
  return { ...budget, sheet, lines: content.overprint.on ? wanted : Math.min(wanted, most) }
}

export interface DeliveryColumns {
  /** False leaves out unit price and amount, for driver and warehouse. */
  prices: boolean
  /** 已送/未送 of the order line. */
  progress: boolean
}

type Key = 'number' | 'description' | 'color' | 'remark'

/** Widths of the columns that give room when prices or 已送/未送 come and go; each set sums to 216 mm. */
const widthsOf = ({ prices, progress }: DeliveryColumns): Record<Key, number> => {
  if (prices && progress) return { number: 23, description: 44, color: 14, remark: 17 }
  if (prices) return { number: 24, description: 62, color: 16, remark: 22 }
  if (progress) return { number: 26, description: 68, color: 16, remark: 30 }
  return { number: 28, description: 82, color: 18, remark: 38 }
}

/** The customer's PO; our order's number below it where the note covers several orders or there is no PO. */
const numberText = (line: DeliveryNoteLine, severalOrders: boolean): string =>
  [line.customerPo, severalOrders || line.customerPo === '' ? line.orderNumber : ''].filter(Boolean).join('\n')

export interface DeliveryShown extends DeliveryColumns {
  /** The note is of several orders: each line names its own. */
  severalOrders: boolean
  /** The amount in a grid of 万 千 百 十 元 角 分, wide enough for these amounts (fen); null = in figures. */
  grid: readonly number[] | null
}

/** 件数×每件: `36×2`, where every pack holds the same. */
const packedText = ({ packs, quantity }: DeliveryNoteLine): string =>
  packs > 0 && quantity > 0 && quantity % packs === 0 ? `${packs}×${formatQuantity(quantity / packs)}` : ''

const moneyColumns = (t: Translate, grid: readonly number[] | null): Column<DeliveryNoteLine>[] => {
  const amount: Column<DeliveryNoteLine> = {
    key: 'amount',
    label: t('papers.amount'),
    width: 24,
    figure: true,
    text: (line) => formatFen(line.amountFen),
  }
  return [
    { key: 'price', label: t('papers.price'), width: 18, figure: true, text: (line) => formatMicros(line.priceMicros) },
    ...(grid ? gridColumns(grid, 40, (line: DeliveryNoteLine) => line.amountFen) : [amount]),
  ]
}

/** 品名规格, and what a board or an export house wants of it in columns of its own. */
const goodsColumns = (t: Translate, width: Record<Key, number>): Column<DeliveryNoteLine>[] => [
  { key: 'code', label: t('papers.code'), width: 20, extra: true, text: (line) => line.code },
  { key: 'goods', label: t('layouts.goodsOnly'), width: 50, extra: true, text: (line) => line.description },
  {
    key: 'description',
    label: t('papers.description'),
    width: width.description,
    text: (line) => [line.code, line.description].filter(Boolean).join(' '),
  },
  ...sizeColumns(t, (line: DeliveryNoteLine) => line.description),
  { key: 'color', label: t('papers.color'), width: width.color, align: 'center', text: (line) => line.color },
]

/**
 * Every column a note can have. As it is brought: 序 8 · PO/单号 24 · 品名规格 62 · 颜色 16 · 单位 10 · 包数 14 · 数量 18 ·
 * 单价 18 · 金额 24 · 备注 22; the others are printed where a layout asks for them.
 */
export const deliveryColumns = (shown: DeliveryShown, t: Translate): Column<DeliveryNoteLine>[] => {
  const width = widthsOf(shown)
  const number = (line: DeliveryNoteLine): string => numberText(line, shown.severalOrders)
  const progress = { width: 13, figure: true, extra: !shown.progress }
  return [
    { key: 'sequence', label: t('papers.sequence'), width: 8, align: 'center', text: (_, index) => String(index + 1) },
    { key: 'number', label: t('papers.poNumber'), width: width.number, text: number },
    { key: 'order', label: t('papers.orderNumber'), width: 26, extra: true, text: (line) => line.orderNumber },
    ...goodsColumns(t, width),
    { key: 'unit', label: t('papers.unit'), width: 10, align: 'center', text: (line) => line.unit },
    { key: 'packs', label: t('papers.packs'), width: 14, figure: true, text: (line) => String(line.packs) },
    { key: 'packed', label: t('layouts.packed'), width: 20, align: 'center', extra: true, text: packedText },
    {
      key: 'quantity',
      label: t('papers.quantity'),
      width: 18,
      figure: true,
      needed: true,
      text: (line) => formatQuantity(line.quantity),
    },
    ...(shown.prices ? moneyColumns(t, shown.grid) : []),
    { ...progress, key: 'delivered', label: t('papers.delivered'), text: (line) => formatQuantity(line.delivered) },
    {
      ...progress,
      key: 'undelivered',
      label: t('papers.undelivered'),
      text: (line) => formatQuantity(line.undelivered),
    },
    { key: 'remark', label: t('papers.remark'), width: width.remark, text: (line) => line.remark },
  ]
}
