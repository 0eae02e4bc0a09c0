import { z } from 'zod'
import { command, query } from './contract.ts'
import { count, date, flag, id, micros, pageOf, paging, text, thousandths, version } from './fields.ts'
import { importProcedures } from './imports.ts'

/** Where a price came from (duty 10): 协议价 / 上次价 / 报价 / 标价 / 手输. */
export const priceSources = ['agreed', 'last', 'quoted', 'list', 'typed'] as const
export type PriceSource = (typeof priceSources)[number]

const terms = {
  customerId: id,
  productId: id,
  /** From this quantity on, thousandths. */
  minQuantity: thousandths.min(0),
  priceMicros: micros,
  validFrom: date,
  remark: text(100),
}
export const CustomerPrice = z.strictObject({
  id,
  ...terms,
  code: z.string(),
  name: z.string(),
  customer: z.string(),
  listPriceMicros: micros,
  version,
})
export const CustomerPriceDraft = z.strictObject({ id: id.nullable(), ...terms, version })

/** The price of a line as it is offered while typing. */
export const PriceOffer = z.strictObject({
  priceMicros: micros,
  source: z.enum(priceSources),
  /** What this customer paid last, and when. */
  lastPriceMicros: micros.nullable(),
  lastOn: date.nullable(),
  /** The accepted quotation it stands on; '' for every other source. */
  quotation: z.string().default(''),
})
export type PriceOffer = z.output<typeof PriceOffer>

/** One price a product was sold at or agreed at: a line of an order, or the terms of a customer. */
export const PastPrice = z.strictObject({
  on: z.string(),
  customerId: id,
  customer: z.string(),
  quantity: thousandths,
  unit: z.string(),
  priceMicros: micros,
  source: z.enum(priceSources),
  /** The order it stands in; null for agreed terms. */
  orderId: id.nullable(),
  document: z.string(),
})
export type PastPrice = z.output<typeof PastPrice>

/** Columns of a list that can be imported (shared/priceImport.ts). */
export const priceFields = ['customer', 'code', 'price', 'minQuantity', 'validFrom', 'remark'] as const
export type PriceField = (typeof priceFields)[number]

export const prices = {
  list: query(
    'prices.read',
    z.strictObject({
      ...paging,
      customerId: id.nullable().default(null),
      productId: id.nullable().default(null),
    }),
    pageOf(CustomerPrice),
  ),
  save: command('prices.write', CustomerPriceDraft, z.strictObject({ id, version })),
  remove: command('prices.write', z.strictObject({ id, version }), z.strictObject({ removed: flag })),
  offer: query(
    'prices.read',
    z.strictObject({
      customerId: id,
      productId: id,
      quantity: thousandths,
      /** The unit of the quantity and of the price; default the product's own. */
      unit: text(10).default(''),
      on: date,
    }),
    PriceOffer,
  ),
  /** What the customer paid for a product, newest first. */
  history: query(
    'prices.read',
    z.strictObject({ customerId: id, productId: id, limit: count.min(1).max(50).default(10) }),
    z.array(z.strictObject({ on: date, number: z.string(), quantity: thousandths, priceMicros: micros })).max(50),
  ),
  /** All prices of a product: what this customer paid or agreed, then others; each newest first. */
  past: query('prices.read', z.strictObject({ customerId: id.nullable(), productId: id }), z.array(PastPrice).max(120)),
  ...importProcedures('prices.write', priceFields),
}
