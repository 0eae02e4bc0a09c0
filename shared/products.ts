import { z } from 'zod'
import { command, query } from './contract.ts'
import {
  count,
  flag,
  id,
  micros,
  pageOf,
  paging,
  positiveThousandths,
  requiredText,
  text,
  thousandths,
  version,
  nothing,
} from './fields.ts'
import { importProcedures } from './imports.ts'
import { pictureHash } from './pictures.ts'

const card = {
  code: requiredText(30),
  name: requiredText(60),
  spec: text(60),
  initials: text(20),
  series: text(20),
  /** Colours offered, separated by `/`. */
  colours: text(100),
  /** Sizes offered, separated by `/`, in the order they are written: S/M/L/XL. */
  sizes: text(100).default(''),
  unit: requiredText(8),
  /** `packs` packs hold `packUnits` units (duty 84): a table is 2 for 1, two chairs are 1 for 2. */
  packs: count.max(999),
  packUnits: count.min(1).max(99_999),
  /** Size of one pack, thousandths of a centimetre, and its weight, thousandths of a kilogram; 0 = not known (duty 91). */
  packLength: thousandths.min(0).max(2e6).default(0),
  packWidth: thousandths.min(0).max(2e6).default(0),
  packHeight: thousandths.min(0).max(2e6).default(0),
  packWeight: thousandths.min(0).max(1e8).default(0),
  listPriceMicros: micros,
  /** Below this price the order warns (duty 14). */
  floorPriceMicros: micros,
  leadDays: count.max(365),
  /** 卖点: read out on the phone (duty 131). */
  sellingPoints: text(200),
  /** 工艺要求 and 品质要点: copied onto each production notice when it is released (duty 26). */
  processNotes: text(500),
  qualityPoints: text(500).default(''),
  picture: pictureHash.default(''),
  active: flag,
  /** Other units: one 打 is 12 basic units = 12000. */
  units: z.array(z.strictObject({ unit: requiredText(8), factor: positiveThousandths })).max(20),
  /** Quantity breaks of the list price: from this many basic units on. Below the first the list price stands. */
  breaks: z
    .array(z.strictObject({ minQuantity: positiveThousandths, priceMicros: micros }))
    .max(20)
    .default([]),
  /** Its way through the workshops; empty = all processes of the office in order (duty 46). */
  route: z
    .array(
      z.strictObject({
        processId: id,
        standardDays: count.max(365),
        outside: flag,
        /** Units of the process's capacity in one basic unit of the product, thousandths: one 衣柜 is 3 units of 白茬. */
        unitsPerPiece: positiveThousandths.max(1e9),
        /** Minutes one person needs for one basic unit, thousandths; 0 = not said, and no part of the efficiency. */
        standardMinutes: thousandths.min(0).max(1e8),
      }),
    )
    .max(40),
}
export const Product = z.strictObject({ id, ...card, version })
export type Product = z.output<typeof Product>
export const ProductDraft = z.strictObject({ id: id.nullable(), ...card, version })
export type ProductDraft = z.output<typeof ProductDraft>

export const emptyProduct: ProductDraft = {
  id: null,
  code: '',
  name: '',
  spec: '',
  initials: '',
  series: '',
  colours: '',
  sizes: '',
  unit: '件',
  packs: 1,
  packUnits: 1,
  packLength: 0,
  packWidth: 0,
  packHeight: 0,
  packWeight: 0,
  listPriceMicros: 0,
  floorPriceMicros: 0,
  leadDays: 7,
  sellingPoints: '',
  processNotes: '',
  qualityPoints: '',
  picture: '',
  active: true,
  units: [],
  breaks: [],
  route: [],
  version: 0,
}

export const ProductRow = z.strictObject({
  id,
  code: z.string(),
  name: z.string(),
  spec: z.string(),
  series: z.string(),
  colours: z.string(),
  unit: z.string(),
  packs: count,
  packUnits: count,
  listPriceMicros: micros,
  active: flag,
})
export const ProductFound = z.strictObject({
  id,
  code: z.string(),
  name: z.string(),
  spec: z.string(),
  colours: z.string(),
  unit: z.string(),
  packs: count,
  packUnits: count,
  listPriceMicros: micros,
  sizes: z.string(),
  picture: z.string(),
  /** Other units with their factors, thousandths of the basic unit. */
  units: z.array(z.strictObject({ unit: z.string(), factor: thousandths })),
  /** The asking customer's own code of it; '' where none is known. */
  itemCode: z.string(),
})

/** Columns of a list that can be imported (shared/productImport.ts). */
export const productFields = [
  'code',
  'name',
  'spec',
  'unit',
  'packs',
  'packUnits',
  'packSize',
  'packLength',
  'packWidth',
  'packHeight',
  'packWeight',
  'colours',
  'series',
  'listPrice',
  'floorPrice',
  'leadDays',
  'initials',
  'sellingPoints',
  'processNotes',
] as const
export type ProductField = (typeof productFields)[number]

export const products = {
  list: query(
    'products.read',
    z.strictObject({ ...paging, typed: text(60).default(''), inactive: flag.default(false) }),
    pageOf(ProductRow),
  ),
  /** 系列 that products in use have, each once: a list for a name no product has would do nothing (duty 6). */
  series: query('products.read', nothing, z.array(z.string()).max(1000)),
  find: query(
    'products.read',
    z.strictObject({
      typed: text(60),
      limit: count.min(1).max(20).default(8),
      /** Whose own item codes are looked through as well (客户货号). */
      customerId: id.optional(),
    }),
    z.array(ProductFound).max(20),
  ),
  read: query('products.read', z.strictObject({ id }), Product),
  save: command('products.write', ProductDraft, Product),
  ...importProcedures('products.write', productFields),
}
