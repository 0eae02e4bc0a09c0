import type { Translate } from '../../shared/language.ts'
import { formatFen, formatMicros } from '../../shared/money.ts'
import { formatQuantity } from '../../shared/quantities.ts'
import type { DeliveryNoteLine } from './data.ts'
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
  marginSide: 12.5,
  points: 9,
  lineMm: 3.3,
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

/** 序 8 · PO/单号 24 · 品名规格 62 · 颜色 16 · 单位 10 · 包数 14 · 数量 18 · 单价 18 · 金额 24 · 备注 22. */
export const deliveryColumns = (
  shown: DeliveryColumns,
  severalOrders: boolean,
  t: Translate,
): Column<DeliveryNoteLine>[] => {
  const width = widthsOf(shown)
  const money: Column<DeliveryNoteLine>[] = [
    { label: t('papers.price'), width: 18, figure: true, text: (line) => formatMicros(line.priceMicros) },
    { label: t('papers.amount'), width: 24, figure: true, text: (line) => formatFen(line.amountFen) },
  ]
  const progress: Column<DeliveryNoteLine>[] = [
    { label: t('papers.delivered'), width: 13, figure: true, text: (line) => formatQuantity(line.delivered) },
    {
      label: t('papers.undelivered'),
      width: 13,
      figure: true,
      text: (line) => formatQuantity(line.undelivered),
    },
  ]
  const description = (line: DeliveryNoteLine): string => [line.code, line.description].filter(Boolean).join(' ')
  return [
    { label: t('papers.sequence'), width: 8, align: 'center', text: (_, index) => String(index + 1) },
    { label: t('papers.poNumber'), width: width.number, text: (line) => numberText(line, severalOrders) },
    { label: t('papers.description'), width: width.description, text: description },
    { label: t('papers.color'), width: width.color, align: 'center', text: (line) => line.color },
    { label: t('papers.unit'), width: 10, align: 'center', text: (line) => line.unit },
    { label: t('papers.packs'), width: 14, figure: true, text: (line) => String(line.packs) },
    { label: t('papers.quantity'), width: 18, figure: true, text: (line) => formatQuantity(line.quantity) },
    ...(shown.prices ? money : []),
    ...(shown.progress ? progress : []),
    { label: t('papers.remark'), width: width.remark, text: (line) => line.remark },
  ]
}
