import { type Cells, type ImportColumn, plainNumber, type Problem, type RowPlan } from './imports.ts'
import { formatMicros, parseMicros, parseQuantity } from './money.ts'
import { emptyProduct, type ProductDraft, type ProductField } from './products.ts'

export const productColumns: readonly ImportColumn<ProductField>[] = [
  {
    field: 'code',
    label: 'products.code',
    aliases: [
      '货号',
      '产品编号',
      '产品编码',
      '产品代码',
      '型号',
      '款号',
      '编号',
      '编码',
      'code',
      'item no',
      'item',
      'sku',
      'product code',
    ],
  },
  {
    field: 'name',
    label: 'products.name',
    aliases: ['品名', '产品名称', '货品名称', '商品名称', '名称', 'name', 'description', 'product name'],
  },
  {
    field: 'spec',
    label: 'products.spec',
    aliases: ['规格型号', '规格', '尺寸', 'specification', 'spec', 'size'],
  },
  { field: 'unit', label: 'products.unit', aliases: ['计量单位', '单位', 'unit'] },
  {
    field: 'packs',
    label: 'products.packs',
    aliases: ['包数', '件数', '包装数', '每套包数', 'packs', 'packages'],
  },
  {
    field: 'packUnits',
    label: 'products.packUnits',
    aliases: ['装箱数', '每箱数量', '每包数量', '箱装数', '入数', 'units per pack', 'pcs per carton', 'qty per ctn'],
  },
  {
    field: 'packSize',
    label: 'products.packSize',
    aliases: [
      '外箱尺寸',
      '包装尺寸',
      '纸箱尺寸',
      '箱规',
      '箱子尺寸',
      '每包尺寸',
      'carton size',
      'pack size',
      'packing size',
    ],
  },
  {
    field: 'packLength',
    label: 'products.packLength',
    aliases: ['每包长', '外箱长', '箱长', '包装长', 'pack length', 'carton length'],
  },
  {
    field: 'packWidth',
    label: 'products.packWidth',
    aliases: ['每包宽', '外箱宽', '箱宽', '包装宽', 'pack width', 'carton width'],
  },
  {
    field: 'packHeight',
    label: 'products.packHeight',
    aliases: ['每包高', '外箱高', '箱高', '包装高', 'pack height', 'carton height'],
  },
  {
    field: 'packWeight',
    label: 'products.packWeight',
    aliases: ['每包重', '毛重', '每箱毛重', '箱重', '包装重量', 'gross weight', 'g.w.', 'pack weight', 'carton weight'],
  },
  {
    field: 'colours',
    label: 'products.colours',
    aliases: ['颜色', '可选颜色', '色号', 'colour', 'color', 'colours', 'colors'],
  },
  {
    field: 'series',
    label: 'products.series',
    aliases: ['系列', '类别', '分类', '大类', 'series', 'category'],
  },
  {
    field: 'listPrice',
    label: 'products.listPrice',
    aliases: ['标价', '出厂价', '单价', '含税单价', '价格', '售价', 'price', 'list price', 'unit price'],
  },
  {
    field: 'floorPrice',
    label: 'products.floorPrice',
    aliases: ['最低价', '底价', '限价', 'floor price', 'lowest price'],
  },
  {
    field: 'leadDays',
    label: 'products.leadDays',
    aliases: ['生产天数', '生产周期', '交货天数', '货期', 'lead days', 'lead time'],
  },
  {
    field: 'initials',
    label: 'products.initials',
    aliases: ['助记码', '拼音码', '拼音', 'initials', 'pinyin'],
  },
  {
    field: 'sellingPoints',
    label: 'products.sellingPoints',
    aliases: ['卖点', '特点', 'selling points', 'features'],
  },
  {
    field: 'processNotes',
    label: 'products.processNotes',
    aliases: ['工艺要点', '工艺说明', '工艺', '备注', 'process notes', 'remark'],
  },
]

const lengths: Partial<Record<ProductField, number>> = {
  code: 30,
  name: 60,
  spec: 60,
  unit: 8,
  colours: 100,
  series: 20,
  initials: 20,
  sellingPoints: 200,
  processNotes: 500,
}

/**
 * Packs as offices write them: `2` and `2 包` are 2 for 1 unit; `1(2把/箱)`, `2把/箱`, `1/2` are 1 for 2 units.
 * Null when it is none of these.
 */
export const readPacks = (typed: string): { packs: number; packUnits: number } | null => {
  const clean = typed.replace(/\s/g, '')
  const whole = (text: string): number => Number(text)
  const inside = /(\d{1,5})\p{L}{0,2}[/每一]?[箱包件扎捆]/u
  const plain = /^(\d{1,3})[包件箱]?$/.exec(clean)
  if (plain) return { packs: whole(plain[1]!), packUnits: 1 }
  const fraction = /^(\d{1,3})[包件箱]?[/:](\d{1,5})\p{L}{0,2}$/u.exec(clean)
  if (fraction && whole(fraction[2]!) > 0) return { packs: whole(fraction[1]!), packUnits: whole(fraction[2]!) }
  const bracket = /^(\d{1,3})[包件箱]?\((.+)\)$/.exec(clean)
  const units = inside.exec(bracket ? bracket[2]! : clean)
  if (!units || whole(units[1]!) === 0) return null
  return { packs: bracket ? whole(bracket[1]!) : 1, packUnits: whole(units[1]!) }
}

/** Sizes of a pack as offices write them, in cm: `62×42×35`, `62*42*35cm`, `0.62x0.42x0.35m`, `620×420×350mm`. Thousandths of a cm. */
export const readPackSize = (typed: string): Pick<ProductDraft, 'packLength' | 'packWidth' | 'packHeight'> | null => {
  const clean = typed.replace(/\s/g, '').toLowerCase()
  const match = /^([\d.]+)(?:cm|mm|m)?[x×*✕]([\d.]+)(?:cm|mm|m)?[x×*✕]([\d.]+)(cm|mm|m|厘米|毫米|米)?$/.exec(clean)
  if (!match) return null
  const unit = match[4] ?? 'cm'
  const inCm = unit === 'mm' || unit === '毫米' ? 0.1 : unit === 'm' || unit === '米' ? 100 : 1
  const sizes = [match[1]!, match[2]!, match[3]!].map((text) => {
    const thousandths = parseQuantity(text)
    return thousandths === null ? Number.NaN : Math.round(thousandths * inCm)
  })
  if (sizes.some((size) => !(size > 0 && size <= 2e6))) return null
  return { packLength: sizes[0]!, packWidth: sizes[1]!, packHeight: sizes[2]! }
}

type ProductProblem = Problem<ProductField>
type Values = Partial<ProductDraft>
const textFields = [
  'code',
  'name',
  'spec',
  'unit',
  'colours',
  'series',
  'initials',
  'sellingPoints',
  'processNotes',
] as const

const wholeNumber = (typed: string, least: number, most: number): number | null => {
  const thousandths = parseQuantity(plainNumber(typed.replace(/[天日]/g, '')))
  const number = thousandths === null ? Number.NaN : thousandths / 1000
  return Number.isInteger(number) && number >= least && number <= most ? number : null
}

/** A blank cell says nothing: the product keeps what it has. */
const readCells = (cells: Cells<ProductField>, problems: ProductProblem[]): Values => {
  const values: Values = {}
  const wrong = (field: ProductField, key: ProductProblem['key']): void =>
    void problems.push({ field, key, values: { typed: cells[field] ?? '' } })
  for (const field of textFields) {
    const typed = cells[field]
    if (!typed) continue
    const most = lengths[field]!
    if (typed.length > most) problems.push({ field, key: 'imports.tooLong', values: { most } })
    else if (field === 'colours') values.colours = typed.replace(/[、,;]/g, '/')
    else values[field] = field === 'initials' ? typed.toLowerCase() : typed
  }
  if (cells.packs) {
    const read = readPacks(cells.packs)
    if (!read) wrong('packs', 'imports.badPacks')
    else Object.assign(values, read)
  }
  if (cells.packUnits) {
    const units = wholeNumber(cells.packUnits, 1, 99_999)
    if (units === null) wrong('packUnits', 'imports.badWhole')
    else values.packUnits = units
  }
  if (cells.packSize) {
    const size = readPackSize(cells.packSize)
    if (!size) wrong('packSize', 'imports.badSize')
    else Object.assign(values, size)
  }
  for (const [field, most] of [
    ['packLength', 2e6],
    ['packWidth', 2e6],
    ['packHeight', 2e6],
    ['packWeight', 1e8],
  ] as const) {
    if (!cells[field]) continue
    const read = parseQuantity(plainNumber(cells[field].replace(/\s*(cm|kg|厘米|公斤|千克)$/i, '')))
    if (read === null || read < 0 || read > most) wrong(field, 'imports.badQuantity')
    else values[field] = read
  }
  if (cells.leadDays) {
    const days = wholeNumber(cells.leadDays, 0, 365)
    if (days === null) wrong('leadDays', 'imports.badDays')
    else values.leadDays = days
  }
  for (const [field, into] of [
    ['listPrice', 'listPriceMicros'],
    ['floorPrice', 'floorPriceMicros'],
  ] as const) {
    if (!cells[field]) continue
    const price = parseMicros(plainNumber(cells[field]))
    if (price === null || price < 0) wrong(field, 'imports.badPrice')
    else values[into] = price
  }
  return values
}

/** A product without its units and route: an import leaves them alone. */
export type ProductBasics = Omit<ProductDraft, 'units' | 'breaks' | 'route'>

const columnOf: Partial<Record<keyof ProductDraft, ProductField>> = {
  listPriceMicros: 'listPrice',
  floorPriceMicros: 'floorPrice',
}
/** Sizes in cm and weights in kg are kept in thousandths. */
const inThousandths: ReadonlySet<string> = new Set(['packLength', 'packWidth', 'packHeight', 'packWeight'])
const shown = (field: keyof ProductDraft, value: ProductBasics[keyof ProductBasics] | undefined): string => {
  if (field.endsWith('Micros')) return String(Number(value) / 1_000_000)
  return inThousandths.has(field) ? String(Number(value) / 1000) : String(value ?? '')
}

/** What becomes of every row of a list of products; found again by code. Pure: nothing is written. */
export const planProducts = (
  rows: readonly Cells<ProductField>[],
  known: {
    products: readonly ProductBasics[]
    /** Whether who imports may lower a floor price (duty 14). */
    mayLowerFloor: boolean
    initialsOf: (name: string) => string
  },
): RowPlan<ProductField, ProductBasics>[] => {
  const byCode = new Map(known.products.map((product) => [product.code, product]))
  const seen = new Map<string, number>()
  const { units: _units, breaks: _breaks, route: _route, ...empty } = emptyProduct
  return rows.map((cells, index) => {
    const problems: ProductProblem[] = []
    const values = readCells(cells, problems)
    const [code, name] = [cells.code ?? '', cells.name ?? '']
    const before = byCode.get(code)
    if (code === '') problems.push({ field: 'code', key: 'imports.noCode' })
    else if (seen.has(code))
      problems.push({
        field: 'code',
        key: 'imports.twice',
        values: { row: seen.get(code)! + 1, value: code },
      })
    else seen.set(code, index)
    if (!before && name === '') problems.push({ field: 'name', key: 'imports.noProductName' })
    const plan = { code, name: name || (before?.name ?? ''), problems, changes: [], draft: null }
    if (problems.length > 0) return { ...plan, verdict: 'wrong' }
    if (!before) {
      const draft = { ...empty, ...values, code, name }
      return {
        ...plan,
        verdict: 'new',
        draft: { ...draft, initials: values.initials ?? known.initialsOf(name) },
      }
    }
    const changes = (Object.keys(values) as (keyof ProductBasics)[])
      .filter((field) => before[field] !== values[field])
      .map((field) => ({
        field: columnOf[field] ?? (field as ProductField),
        from: shown(field, before[field]),
        to: shown(field, values[field]),
      }))
    if (changes.length === 0) return { ...plan, verdict: 'same' }
    const floor = before.floorPriceMicros
    if (!known.mayLowerFloor && (values.floorPriceMicros ?? floor) < floor) {
      const lower = { key: 'products.lowerFloor', values: { floor: formatMicros(floor) } } as const
      return { ...plan, verdict: 'wrong', problems: [{ field: 'floorPrice', ...lower }] }
    }
    return { ...plan, verdict: 'change', changes, draft: { ...before, ...values } }
  })
}
