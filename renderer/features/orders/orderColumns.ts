import { taxOfLine } from '../../../shared/lineTax.ts'
import { formatFen, formatMicros } from '../../../shared/money.ts'
import { priceSourceKeys } from '../../../shared/orders.ts'
import type { Translate } from '../../../shared/language.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import { otherSumOfSizes } from '../../../shared/sizeRuns.ts'
import { factorOfUnit, inBasicUnits, isUnitWord, readQuantity } from '../../../shared/units.ts'
import type { Option } from '../../components/Field.tsx'
import type { CellMark, LineColumn } from '../../components/LineGrid.tsx'
import { pictureColumn } from '../../components/pictureColumn.tsx'
import { productsFor } from '../../components/ProductPicker.tsx'
import { breaksLine, type FormLine, isCounted, sidesOf } from './orderForm.ts'

/** Where the price of a line comes from: told by the figure, 手输 where it is nobody's but the hand's (duty 10). */
const sourceText = (line: FormLine, t: Translate): string => {
  if (line.priceMicros === null) return ''
  if (line.offer && line.priceMicros === line.offer.priceMicros)
    return line.offer.quotation === '' || line.offer.source !== 'quoted'
      ? t(priceSourceKeys[line.offer.source])
      : t('quotations.priceOf', { number: line.offer.quotation })
  if (line.offer && line.priceMicros === line.offer.lastPriceMicros) return t('orders.priceLast')
  return t('orders.priceTyped')
}

/** Known colours under the cell; what was typed stands first, so Enter never changes it. */
export const completeOf =
  (colours: readonly string[]) =>
  async (typed: string): Promise<Option[]> => {
    const own = colours.map((colour) => colour.trim())
    const fitting = own.filter((colour) => colour !== '' && colour !== typed.trim() && colour.includes(typed.trim()))
    return [typed.trim(), ...fitting].map((colour) => ({ value: colour, label: colour }))
  }
const completeColour = (typed: string, line: FormLine): Promise<Option[]> =>
  completeOf(line.colours.split(/[/、,]/))(typed)

/** `3 打` is a quantity and its unit; a unit the product's card does not have is not guessed at. */
const readUnits =
  (t: Translate) =>
  (typed: string, line: FormLine): { values: Partial<FormLine> } | { sentence: string } | null => {
    const read = readQuantity(typed)
    if (!read || read.unit === '') return null
    const known = line.packing ? [line.packing.unit, ...line.units.map(({ unit }) => unit)] : []
    if (known.length > 0 && !known.includes(read.unit))
      return { sentence: t('orders.unitUnknown', { code: line.code, unit: read.unit, units: known.join('、') }) }
    if (known.length === 0 && !isUnitWord(read.unit)) return null
    return { values: read }
  }

const completeUnit = async (typed: string, line: FormLine): Promise<Option[]> => {
  const own = line.packing ? [line.packing.unit, ...line.units.map(({ unit }) => unit)] : []
  return [...new Set([typed.trim(), ...own])].map((unit) => ({ value: unit, label: unit }))
}

export interface ColumnsAsked {
  customerId: number | null
  /** Tax inside the amounts, basis points; 0 where there is none. */
  rate: number
  /** The price without tax and the tax have their columns. */
  taxShown: boolean
  /** A price of a quotation is among them: its number needs room. */
  quoted: boolean
  /** A click on the picture of a line. */
  onPicture: (row: number) => void
}

/** The columns of an order's lines. `also` are the names customers give them in their sheets. */
export const orderColumns = (
  t: Translate,
  { customerId, rate, taxShown, quoted, onPicture }: ColumnsAsked,
): LineColumn<FormLine>[] => [
  {
    key: 'code',
    header: t('orders.code'),
    also: ['款号', '编号', '产品编号', '商品编码', '客户货号', '型号', 'Item', 'Item No.', 'Code', 'Style'],
    kind: 'code',
    width: 76,
    complete: productsFor(customerId),
  },
  {
    key: 'description',
    header: t('orders.description'),
    also: ['品名', '名称', '产品名称', '商品名称', '品名规格', '规格', 'Description', 'Name'],
    kind: 'text',
    passed: true,
  },
  {
    key: 'colour',
    header: t('orders.colour'),
    also: ['颜色', '色号', '花色', 'Color', 'Colour'],
    kind: 'code',
    width: 58,
    complete: completeColour,
  },
  {
    key: 'quantity',
    header: t('app.quantity'),
    also: ['数量', '订购数量', '订单数量', '件数', 'Qty', 'Quantity'],
    kind: 'quantity',
    width: 66,
    counted: true,
    read: readUnits(t),
  },
  {
    key: 'unit',
    header: t('app.unit'),
    also: ['单位', 'Unit'],
    kind: 'code',
    width: 42,
    passed: true,
    complete: completeUnit,
  },
  {
    key: 'packs',
    header: t('orders.packs'),
    also: ['包数', '箱数', 'Cartons'],
    kind: 'integer',
    width: 54,
    passed: true,
  },
  {
    key: 'priceMicros',
    header: t('orders.price'),
    also: ['单价', '含税单价', '价格', 'Price', 'Unit Price'],
    kind: 'price',
    width: 76,
    passed: true,
  },
  ...(taxShown
    ? [
        {
          key: 'netPriceMicros' as const,
          header: t('orders.netPrice'),
          also: ['不含税单价', '未税单价'],
          kind: 'price' as const,
          width: 98,
          passed: true,
        },
      ]
    : []),
  {
    key: 'offer',
    header: t('orders.priceSource'),
    kind: 'text',
    width: quoted ? 142 : 56,
    readOnly: true,
    text: (line) => sourceText(line, t),
  },
  {
    key: 'amountFen',
    header: t('app.amount'),
    also: ['金额', '总价', '合计', '小计', 'Amount', 'Total'],
    kind: 'money',
    width: 84,
    passed: true,
  },
  ...(taxShown
    ? [
        {
          key: 'typedSide' as const,
          header: t('orders.tax'),
          kind: 'money' as const,
          width: 78,
          readOnly: true,
          text: (line: FormLine) => (line.amountFen === null ? '' : formatFen(taxOfLine(sidesOf(line), rate).taxFen)),
        },
      ]
    : []),
  {
    key: 'dueOn',
    header: t('orders.dueOn'),
    also: ['交期', '交货日期', '要货日期', 'Due', 'Delivery'],
    kind: 'date',
    width: 84,
    passed: true,
  },
  pictureColumn(t, onPicture),
]

const quantityMark = (t: Translate, line: FormLine, stood: readonly FormLine[]): CellMark | null => {
  if (line.quantity === null) return null
  if (breaksLine(line, stood))
    return { tone: 'bad', text: t('app.wholeUnit', { unit: line.unit, quantity: formatQuantity(line.quantity) }) }
  const sum = otherSumOfSizes({ spec: line.spec, quantity: line.quantity }, line.sizes)
  if (sum !== null)
    return {
      tone: 'bad',
      text: t('orders.sizesDiffer', { sum: formatQuantity(sum), quantity: formatQuantity(line.quantity) }),
    }
  const factor = line.packing && factorOfUnit(line.packing.unit, line.units, line.unit)
  if (!line.packing || factor === null || factor === 1000) return null
  const quantity = formatQuantity(inBasicUnits(line.quantity, factor))
  return { tone: 'info', text: t('orders.inBasicUnits', { quantity, unit: line.packing.unit }) }
}

/**
 * Notes on cells: a price that is not the last one, the side that was typed, sizes that do not add up, half a chair.
 * `stood`: the lines as they stand in the order.
 */
export const orderMarks =
  (t: Translate, stood: readonly FormLine[]) =>
  (line: FormLine, _index: number, key: string): CellMark | null => {
    if (key === 'quantity' && !isCounted(line)) return { tone: 'bad', text: t('app.amountTooLarge') }
    if (key === 'quantity') return quantityMark(t, line, stood)
    if ((key === 'netPriceMicros' && line.typedSide === 'net') || (key === 'amountFen' && line.typedSide === 'total'))
      return { tone: 'info', text: t('orders.sideStands') }
    if (key !== 'priceMicros' || line.priceMicros === null) return null
    const last = line.offer?.lastPriceMicros ?? null
    return last !== null && last !== line.priceMicros
      ? { tone: 'warn', text: t('orders.lastPrice', { price: formatMicros(last) }) }
      : null
  }
