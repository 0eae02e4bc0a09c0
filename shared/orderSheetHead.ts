import { isPictureHeading } from './orderSheetPictures.ts'
import { matchColumns, plainHeading, type ColumnField, type SheetPicture } from './sheets.ts'

/**
 * Where the headings of a customer's own order stand and which column is what. Offices send merged titles above, two
 * rows of headings, sizes or colours side by side, the same block twice beside itself (demands.md 3.8).
 */

export const orderFields = [
  'itemCode',
  'code',
  'name',
  'spec',
  'colour',
  'material',
  'quantity',
  'unit',
  'price',
  'amount',
  'due',
  'po',
  'remark',
] as const
export type OrderField = (typeof orderFields)[number]

/** One sheet of the file. Rows and columns from 0; `merges` are `[top, left, bottom, right]`. */
export interface OrderSheet {
  name: string
  rows: string[][]
  merges?: readonly (readonly [number, number, number, number])[] | undefined
  hiddenRows?: readonly number[] | undefined
  hiddenColumns?: readonly number[] | undefined
  hidden?: boolean | undefined
  pictures?: readonly SheetPicture[] | undefined
}

const words = (list: string): string[] => list.split('、')

/** 货号 on a customer's order is usually the customer's own; 贵司货号 is ours. */
export const orderColumns: readonly ColumnField<OrderField>[] = [
  {
    field: 'itemCode',
    aliases: [
      words('货号、款号、客户货号、客户料号、物料号、物料编号、物料编码、物料代码、料号、商品编码'),
      words('商品编号、商品货号、产品编号、产品编码、产品代码、产品货号、编码、型号、产品型号、款式'),
      words('款式编号、存货编码、item no、item、item code、item number、sku、style、style no'),
      words('art no、article、article no、part no、material no、model、code、product code'),
    ].flat(),
  },
  {
    field: 'code',
    aliases: [
      words('贵司货号、贵司型号、贵司编号、贵厂货号、贵厂型号、工厂货号、厂方货号、厂家货号、工厂型号'),
      words('厂家型号、供应商货号、供应商型号、供方货号、你方货号、factory code、supplier code'),
      words('vendor item no'),
    ].flat(),
  },
  {
    field: 'name',
    aliases: [
      words('品名、名称、产品名称、商品名称、货品名称、货物名称、物料名称、物品名称、产品、存货名称'),
      words('货品、品名规格、名称及规格、物料描述、description、product、name、product name'),
      words('item name、goods、commodity、item description'),
    ].flat(),
  },
  {
    field: 'spec',
    aliases: words('规格、规格型号、尺寸、尺码、规格尺寸、产品规格、spec、specification、size、dimension'),
  },
  { field: 'colour', aliases: words('颜色、花色、色号、颜色色号、颜色名称、color、colour') },
  { field: 'material', aliases: words('材质、材料、面料、用料、material') },
  {
    field: 'quantity',
    aliases: [
      words('数量、订购数量、订货数量、订单数量、采购数量、总数量、数量合计、订货量、订购量、下单数量'),
      words('需求数量、要货数量、数、qty、quantity、order qty、order quantity、total qty、pcs'),
    ].flat(),
  },
  { field: 'unit', aliases: words('单位、计量单位、采购单位、unit、uom') },
  { field: 'price', aliases: words('单价、含税单价、采购单价、价格、单价元、不含税单价、price、unit price、u/price') },
  {
    field: 'amount',
    aliases: [
      words('金额、总价、总金额、价税合计、金额元、小计金额、货款、amount、total、total amount'),
      words('value'),
    ].flat(),
  },
  {
    field: 'due',
    aliases: [
      words('交期、交货期、交货日期、要求交期、需求日期、到货日期、要货日期、送货日期、出货日期'),
      words('交货时间、delivery date、delivery、due date、ship date、etd、required date'),
    ].flat(),
  },
  {
    field: 'po',
    aliases: [
      words('订单号、客户订单号、采购单号、采购订单号、订单编号、客户单号、合同号、po、po no'),
      words('po number、p/o、order no、order number'),
    ].flat(),
  },
  {
    field: 'remark',
    aliases: words('备注、说明、附注、要求、备注说明、特殊要求、remark、remarks、note、notes、comment'),
  },
]

const allAliases = new Set(orderColumns.flatMap(({ aliases }) => aliases.map(plainHeading)))

/** `品名 Description` has two names: whichever is known is meant. */
export const simplerHeading = (heading: string): string => {
  const halves = [heading.replace(/[A-Za-z][A-Za-z\s./']*/g, ' '), heading.replace(/[^A-Za-z\s./']/g, ' ')]
  if (allAliases.has(plainHeading(heading))) return heading
  return halves.find((half) => allAliases.has(plainHeading(half))) ?? heading
}
const isAlias = (heading: string): boolean => allAliases.has(plainHeading(simplerHeading(heading)))

const clean = (text: string | undefined): string => (text ?? '').normalize('NFKC').trim()
const sizeLabel =
  /^(?:[2-6]?X{0,4}[SL]|M|F|均码|[2-5]\d(?:码|#)?|(?:[6-9]0|1[0-9][05])(?:cm|码)?|\d{2,3}\/\d{2,3}[A-Z]?|\d{2,3}(?:cm|码|#))$/i
const cartons = /箱|每|装|件数|毛重|净重|体积|ctn|carton|pack/i
const totals = /^(?:合计|小计|总计|总数|总数量|数量合计|total|sum|totalqty|ttl)$/i
const isNumber = (text: string): boolean => /^[-+¥$]?[\d,]+(?:\.\d+)?%?$/.test(text)

/** Sizes or colours side by side, one column for each. */
export interface Variants {
  field: 'spec' | 'colour'
  columns: { column: number; label: string }[]
  /** The column that adds them up; null when there is none. */
  total: number | null
}

/** How a sheet is read. */
export interface SheetReading {
  header: number
  depth: 1 | 2
  columns: Record<OrderField, number | null>
  /** Fields whose column is a guess. */
  guessed: OrderField[]
  variants: Variants | null
  /** How far to the right the same block stands again; 0 is the first one. */
  blocks: number[]
  blockFrom: number
  /** The headings in one text: by it the same kind of file is known again. */
  shape: string
  headings: string[]
}

/** The head cell that stands over a column: its own, or the one merged across it. */
const over = (sheet: OrderSheet, row: number, column: number): { text: string; wide: boolean } => {
  for (const [top, left, bottom, right] of sheet.merges ?? [])
    if (row >= top && row <= bottom && column >= left && column <= right)
      return { text: clean(sheet.rows[top]?.[left]), wide: right > left }
  return { text: clean(sheet.rows[row]?.[column]), wide: false }
}

/** Whether the row below the headings still belongs to them: only words, each under a head or a known word itself. */
const isSecondHead = (sheet: OrderSheet, row: number): boolean => {
  const cells = (sheet.rows[row + 1] ?? []).map(clean)
  const filled = cells.flatMap((text, column) => (text === '' ? [] : [{ text, column }]))
  return (
    filled.length > 0 &&
    filled.every(({ text, column }) => {
      const head = over(sheet, row, column)
      if (isNumber(text) && !sizeLabel.test(text)) return false
      return isAlias(text) || sizeLabel.test(text) || head.wide || (head.text === '' && text.length <= 8)
    })
  )
}

const headingsOf = (
  sheet: OrderSheet,
  row: number,
  depth: 1 | 2,
): { upper: string[]; lower: string[]; texts: string[] } => {
  const width = Math.min(100, Math.max(sheet.rows[row]?.length ?? 0, sheet.rows[row + 1]?.length ?? 0))
  const columns = Array.from({ length: width }, (_, column) => column)
  const hidden = new Set(sheet.hiddenColumns)
  const lower = columns.map((column) => (depth === 2 ? clean(sheet.rows[row + 1]?.[column]) : ''))
  let last = ''
  const upper = columns.map((column) => {
    const own = over(sheet, row, column).text
    // without merges (CSV) a head reaches over the empty heads beside it that have a second one below
    if (own === '' && depth === 2 && lower[column] !== '' && !sheet.merges) return last
    last = own
    return own
  })
  const texts = columns.map((column) => {
    const [up, low] = [upper[column]!, lower[column]!]
    if (hidden.has(column)) return ''
    if (low === '' || low === up) return up
    if (up === '' || isAlias(low)) return low
    return isAlias(up) && upper[column + 1] !== up && upper[column - 1] !== up ? up : `${up}${low}`
  })
  return { upper, lower, texts }
}

const findVariants = (
  { upper, lower, texts }: ReturnType<typeof headingsOf>,
  columns: Record<OrderField, number | null>,
): Variants | null => {
  const isSize = (column: number): boolean => lower[column] !== '' && sizeLabel.test(lower[column]!)
  const used = new Set(
    Object.entries(columns).flatMap(([field, column]) =>
      field === 'quantity' || column === null || isSize(column) ? [] : [column],
    ),
  )
  const labels = texts.map((text, column) => ({ column, label: lower[column] || text, under: upper[column]! }))
  const free = labels.filter(({ column, label }) => label !== '' && !used.has(column))
  const total = free.find(({ label }) => totals.test(plainHeading(label)))?.column ?? null
  const sizes = free.filter(({ label }) => sizeLabel.test(label))
  if (sizes.length >= 2) {
    const summed = sizes.some(({ column }) => column === columns.quantity) ? null : columns.quantity
    return { field: 'spec', columns: sizes.map(({ column, label }) => ({ column, label })), total: total ?? summed }
  }
  const quantities = free.filter(
    ({ column, under }) =>
      lower[column] !== '' &&
      /^(?:数量|qty|quantity|颜色|colou?r|颜色数量)$/i.test(plainHeading(simplerHeading(under))),
  )
  if (quantities.some(({ label }) => cartons.test(label))) return null
  const colours = quantities.filter(
    ({ column, label }) => column !== total && !totals.test(plainHeading(label)) && !isAlias(label),
  )
  if (colours.length < 2) return null
  const summed = quantities.find(({ label }) => totals.test(plainHeading(label)))?.column ?? null
  return { field: 'colour', columns: colours.map(({ column, label }) => ({ column, label })), total: summed }
}

/** 数量 over 箱数 / 每箱 / 总数: the pieces are meant, not the cartons. */
const pieces = ({ upper, lower }: ReturnType<typeof headingsOf>, column: number | null): number | null => {
  if (column === null || lower[column] === '') return column
  const same = upper.flatMap((text, each) => (text === upper[column] && lower[each] !== '' ? [each] : []))
  if (same.length < 2 || !same.some((each) => cartons.test(lower[each]!))) return column
  return (
    same.find((each) => /总|合计|total|ttl/i.test(lower[each]!)) ??
    same.find((each) => !cartons.test(lower[each]!)) ??
    column
  )
}

/** The same headings again to the right: 货号 数量 | 货号 数量. */
const findBlocks = (
  texts: string[],
  columns: Record<OrderField, number | null>,
): { blocks: number[]; from: number } => {
  const none = { blocks: [0], from: 0 }
  const name = columns.itemCode ?? columns.code ?? columns.name
  if (name === null || columns.quantity === null) return none
  const places = (column: number): number[] =>
    texts.flatMap((text, each) => (plainHeading(text) === plainHeading(texts[column]) ? [each] : []))
  const [names, quantities] = [places(name), places(columns.quantity)]
  if (names.length < 2 || names.length !== quantities.length) return none
  const blocks = names.map((each) => each - names[0]!)
  const regular = quantities.every((each, index) => each - quantities[0]! === blocks[index])
  const used = Object.values(columns).filter((column) => column !== null)
  const from = Math.min(...used.filter((column) => places(column).length === names.length))
  return regular ? { blocks, from } : none
}

export const shapeOf = (headings: readonly string[]): string =>
  headings.map(plainHeading).join('|').replace(/\|+$/, '').slice(0, 1000)

/** Reads the headings that stand at a row. */
export const readingAt = (sheet: OrderSheet, header: number, depth?: 1 | 2): SheetReading => {
  const rows: 1 | 2 = depth ?? (isSecondHead(sheet, header) ? 2 : 1)
  const heads = headingsOf(sheet, header, rows)
  const matches = matchColumns(
    heads.texts.map((text) => (isPictureHeading(text) ? '' : simplerHeading(text))),
    orderColumns,
  )
  const columns = Object.fromEntries(matches.map(({ field, column }) => [field, column])) as Record<
    OrderField,
    number | null
  >
  // 总数量 of a size table matches 数量; 合计 alone is no amount there
  const variants = findVariants(heads, columns)
  if (variants) {
    for (const field of orderFields) {
      const column = columns[field]
      if (column !== null && (variants.columns.some((each) => each.column === column) || column === variants.total))
        columns[field] = null
    }
  } else columns.quantity = pieces(heads, columns.quantity)
  const { blocks, from } = findBlocks(heads.texts, columns)
  return {
    header,
    depth: rows,
    columns,
    guessed: matches.filter(({ column, sure }) => column !== null && !sure).map(({ field }) => field),
    variants,
    blocks,
    blockFrom: from,
    shape: shapeOf(heads.texts),
    headings: heads.texts,
  }
}

const score = ({ columns, guessed, variants }: SheetReading): number => {
  const found = orderFields.filter((field) => columns[field] !== null)
  const named = columns.itemCode !== null || columns.code !== null || columns.name !== null
  const counted = columns.quantity !== null || variants !== null
  return found.length * 3 - guessed.length + (named && counted ? 20 : 0)
}

/** The reading a person would choose among the first 60 rows; the first row where nothing is known. */
export const guessReading = (sheet: OrderSheet): SheetReading => {
  let best: { reading: SheetReading; score: number } | null = null
  for (const [row, cells] of sheet.rows.slice(0, 60).entries()) {
    if (cells.filter((cell) => clean(cell) !== '').length < 2) continue
    const reading = readingAt(sheet, row)
    const points = score(reading)
    // words above the headings are no first head row where the second alone says as much
    const below = best?.reading.depth === 2 && best.reading.header === row - 1 && points === best.score
    if (points >= 6 && (best === null || points > best.score || below)) best = { reading, score: points }
  }
  return best?.reading ?? readingAt(sheet, 0)
}

export const isOrderReading = (reading: SheetReading): boolean => score(reading) >= 20

/** Where 数量 or 单价 stands over several columns: which was taken, and which were not. */
export const doubledHeads = ({
  columns,
  headings,
  blocks,
}: SheetReading): { field: OrderField; taken: number; others: number[] }[] =>
  (['quantity', 'price'] as const).flatMap((field) => {
    const taken = columns[field]
    // the same block beside itself has every heading again
    if (taken === null || blocks.length > 1) return []
    const plain = plainHeading(headings[taken])
    const others = headings.flatMap((text, column) =>
      column !== taken && plain !== '' && plainHeading(text) === plain ? [column] : [],
    )
    return others.length === 0 ? [] : [{ field, taken, others }]
  })

/** What is remembered of a kind of file: which heading is which field. Two columns of one heading: `数量#2`. */
export type RememberedFields = Partial<Record<OrderField, string>>

const headingKey = (headings: readonly string[], column: number): string => {
  const plain = plainHeading(headings[column])
  const before = headings.slice(0, column).filter((text) => plainHeading(text) === plain).length
  return before === 0 ? plain : `${plain}#${before + 1}`
}

export const fieldsToRemember = ({ columns, headings }: SheetReading): RememberedFields =>
  Object.fromEntries(
    orderFields.flatMap((field) => {
      const column = columns[field]
      return column === null ? [] : [[field, headingKey(headings, column)]]
    }),
  )

/** The reading with the columns as they were chosen for such a file before: found by their headings, never by place. */
export const withRemembered = (reading: SheetReading, fields: RememberedFields): SheetReading => {
  const keys = reading.headings.map((_, column) => headingKey(reading.headings, column))
  const columns = Object.fromEntries(
    orderFields.map((field) => {
      const wanted = fields[field]
      const column = wanted === undefined ? -1 : keys.indexOf(wanted)
      return [field, column < 0 ? null : column]
    }),
  ) as Record<OrderField, number | null>
  return { ...reading, columns, guessed: [] }
}
