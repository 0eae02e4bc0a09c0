import { parseTypedDate } from './dates.ts'
import { type Cells, type ImportColumn, plainNumber, type Problem, type RowPlan } from './imports.ts'
import { formatMicros, parseMicros, parseQuantity } from './money.ts'
import type { PriceField } from './prices.ts'

export const priceColumns: readonly ImportColumn<PriceField>[] = [
  {
    field: 'customer',
    label: 'prices.customer',
    aliases: ['客户编号', '客户简称', '客户名称', '客户', 'customer', 'customer code'],
  },
  {
    field: 'code',
    label: 'prices.product',
    aliases: ['货号', '产品编号', '产品编码', '型号', '款号', 'code', 'item no', 'item', 'product code'],
  },
  {
    field: 'price',
    label: 'prices.price',
    aliases: ['协议价', '客户价', '单价', '价格', 'price', 'unit price', 'agreed price'],
  },
  {
    field: 'minQuantity',
    label: 'prices.minQuantity',
    aliases: ['起订量', '起订数量', '数量起', '最小数量', 'min quantity', 'moq', 'from quantity'],
  },
  {
    field: 'validFrom',
    label: 'prices.validFrom',
    aliases: ['生效日期', '起始日期', '从哪天起', '日期', 'valid from', 'from date', 'date'],
  },
  { field: 'remark', label: 'prices.remark', aliases: ['备注', '说明', 'remark', 'note'] },
]

export interface KnownPrice {
  id: number
  customerId: number
  productId: number
  minQuantity: number
  priceMicros: number
  validFrom: string
  remark: string
  version: number
}
export type PriceDraft = Omit<KnownPrice, 'id'> & { id: number | null }

export interface KnownForPrices {
  customers: readonly { id: number; code: string; name: string; shortName: string }[]
  products: readonly { id: number; code: string }[]
  prices: readonly KnownPrice[]
  /** A price without a date is valid from here on. */
  today: string
}

const keyOf = ({
  customerId,
  productId,
  validFrom,
  minQuantity,
}: Omit<KnownPrice, 'id' | 'priceMicros' | 'remark' | 'version'>): string =>
  `${customerId} ${productId} ${validFrom} ${minQuantity}`

/** Customers by code, full name and short name; two of one short name are told, not guessed. */
const customerFinder = (customers: KnownForPrices['customers']) => {
  const sure = new Map<string, number>()
  const short = Map.groupBy(customers, ({ shortName }) => shortName)
  for (const { id, code, name } of customers) {
    sure.set(code, id)
    sure.set(name, id)
  }
  return (typed: string): number | 'several' | null => {
    const id = sure.get(typed)
    if (id !== undefined) return id
    const found = short.get(typed) ?? []
    return found.length > 1 ? 'several' : (found[0]?.id ?? null)
  }
}

type PriceProblem = Problem<PriceField>
type Terms = Omit<KnownPrice, 'id' | 'version'>

/** What becomes of every row of a price list; found again by customer, product, day and quantity. Pure. */
export const planPrices = (
  rows: readonly Cells<PriceField>[],
  known: KnownForPrices,
): RowPlan<PriceField, PriceDraft>[] => {
  const findCustomer = customerFinder(known.customers)
  const products = new Map(known.products.map(({ id, code }) => [code, id]))
  const byTerms = new Map(known.prices.map((price) => [keyOf(price), price]))
  const seen = new Map<string, number>()

  const readTerms = (cells: Cells<PriceField>, problems: PriceProblem[]): Terms | null => {
    const wrong = (field: PriceField, key: PriceProblem['key']): null => {
      problems.push({ field, key, values: { typed: cells[field] ?? '', most: 100 } })
      return null
    }
    const customer = cells.customer ? findCustomer(cells.customer) : wrong('customer', 'imports.noCustomer')
    if (cells.customer && customer === null) wrong('customer', 'imports.customerUnknown')
    if (customer === 'several') wrong('customer', 'imports.customerSeveral')
    const productId = cells.code
      ? (products.get(cells.code) ?? wrong('code', 'imports.productUnknown'))
      : wrong('code', 'imports.noCode')
    const price = cells.price ? parseMicros(plainNumber(cells.price)) : null
    if (price === null || price <= 0) wrong('price', cells.price ? 'imports.badPrice' : 'imports.noPrice')
    const minQuantity = cells.minQuantity ? parseQuantity(plainNumber(cells.minQuantity)) : 0
    if (minQuantity === null || minQuantity < 0) wrong('minQuantity', 'imports.badQuantity')
    const validFrom = cells.validFrom ? parseTypedDate(cells.validFrom, known.today) : known.today
    if (validFrom === null) wrong('validFrom', 'imports.badDate')
    if ((cells.remark ?? '').length > 100) wrong('remark', 'imports.tooLong')
    if (
      problems.length > 0 ||
      typeof customer !== 'number' ||
      productId === null ||
      price === null ||
      minQuantity === null ||
      validFrom === null
    )
      return null
    return {
      customerId: customer,
      productId,
      priceMicros: price,
      minQuantity,
      validFrom,
      remark: cells.remark ?? '',
    }
  }

  return rows.map((cells, index) => {
    const problems: PriceProblem[] = []
    const terms = readTerms(cells, problems)
    const plan = { code: cells.code ?? '', name: cells.customer ?? '', problems, changes: [], draft: null }
    if (!terms) return { ...plan, verdict: 'wrong' }
    const key = keyOf(terms)
    const first = seen.get(key)
    if (first !== undefined) {
      problems.push({ field: null, key: 'imports.sameTerms', values: { row: first + 1 } })
      return { ...plan, verdict: 'wrong' }
    }
    seen.set(key, index)
    const before = byTerms.get(key)
    if (!before) return { ...plan, verdict: 'new', draft: { ...terms, id: null, version: 0 } }
    const remark = terms.remark || before.remark
    const changes: RowPlan<PriceField, PriceDraft>['changes'] = []
    if (before.priceMicros !== terms.priceMicros)
      changes.push({
        field: 'price',
        from: formatMicros(before.priceMicros),
        to: formatMicros(terms.priceMicros),
      })
    if (before.remark !== remark) changes.push({ field: 'remark', from: before.remark, to: remark })
    if (changes.length === 0) return { ...plan, verdict: 'same' }
    return {
      ...plan,
      verdict: 'change',
      changes,
      draft: { ...before, priceMicros: terms.priceMicros, remark },
    }
  })
}
