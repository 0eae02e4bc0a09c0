import { emptyCustomer, type CustomerDraft } from '../../../shared/customers.ts'
import type { CauseCode } from '../../../shared/operations.ts'
import { emptyProduct, type ProductDraft } from '../../../shared/products.ts'
import type { Company, Trade } from '../../../shared/settings.ts'

/** One process of a product's way, by its name in the office. */
export interface DemoStep {
  process: string
  days: number
  outside: boolean
  /** Units of the process's capacity one piece takes: a wardrobe is three times the carcase work of a table (duty 38). */
  units: number
  /** Minutes one person needs for one piece (标准工时); 0 = the office has not timed it. */
  minutes: number
}
export const step = (process: string, days = 1, units = 1, minutes = 0): DemoStep => ({
  process,
  days,
  outside: false,
  units,
  minutes,
})
/** Done by another factory: 绣花, 电镀, 烫金. */
export const outside = (process: string, days: number): DemoStep => ({
  process,
  days,
  outside: true,
  units: 1,
  minutes: 0,
})

/** A product of a demo office, and how it is ordered there. */
export interface DemoProduct {
  card: ProductDraft
  /** What stands under 材质/工艺 on the order line. */
  material: string
  /** Colours whose material is another. */
  materialOf?: Record<string, string>
  /** Its way through the workshops; empty = all processes of the office. */
  route: DemoStep[]
  /** A line is `of` basic units, `least` to `most` times. */
  lot: { least: number; most: number; of: number }
  /** Sizes of one set in the order of the card: 1:2:3:2:1; empty = no sizes. */
  ratio: number[]
}

/** What people of this trade say in the story. */
export interface DemoWords {
  rush: string
  drivers: string[]
  vehicle: string
  method: string
  /** Why a process was late, with its code of duty 60 and the company's own sub-code. */
  causes: (readonly [CauseCode, string, string?])[]
  /** The machine of the first process. */
  machine: string
  /** The first process of a late order that falls behind: 2 = the third. */
  lateFrom: number
  message: { name: string; factory: string; phone: string; matter: string }
  /** A fax nobody has made an order of. */
  faxNumber: string
  changes: {
    /** A customer takes twice as much of the first line. */
    doubled: string
    /** A customer asks for another day. */
    postponed: string
    /** A customer wants the first line otherwise, when something was bought already. */
    otherwise: { reason: string; bought: string; lossReason: string; remark: string }
  }
  quotation: {
    /** Quantities of the ladder with the percentage of the list price. */
    steps: [number, number][]
    minQuantity: number
    leadDays: number
    packing: string
    delivery: string
    /** Something new that needs a mould or a plate. */
    item: { name: string; spec: string; material: string; mouldFen: number }
  }
}

/** One of the four demo offices (sample-data.md 5.1 to 5.4). Customers pay as in every other one, place by place. */
export interface DemoTrade {
  trade: Trade
  company: Company
  /** Processes of this factory that the trade's usual list does not have, with the one they come after. */
  processes: { name: string; after: string; days: number; workshop: string }[]
  customers: CustomerDraft[]
  products: DemoProduct[]
  /** What the second customer agreed to pay for the second product, in yuan. */
  agreedYuan: number
  /** Products of one order at most; a product with sizes comes in two colours. */
  most: number
  /** Calendar days from an order to its due date, at least and at most. */
  dueDays: [number, number]
  /** The orders that lie late today without a cause: their numbers in the story, from 0. */
  causeless: [number, number]
  words: DemoWords
}

export const customer = (
  code: string,
  name: string,
  shortName: string,
  rest: Partial<CustomerDraft>,
): CustomerDraft => ({ ...emptyCustomer, code, name, shortName, ...rest })

/** `packs` packs hold `packUnits` units; the price in yuan; the floor is 85 % of it or of the lowest break. */
export const product = (
  code: string,
  name: string,
  spec: string,
  unit: string,
  packs: number,
  packUnits: number,
  yuan: number,
  { breaks = [], ...rest }: Omit<Partial<ProductDraft>, 'breaks'> & { breaks?: [number, number][] } = {},
): ProductDraft => ({
  ...emptyProduct,
  code,
  name,
  spec,
  unit,
  packs,
  packUnits,
  listPriceMicros: Math.round(yuan * 1_000_000),
  floorPriceMicros: Math.round((breaks.at(-1)?.[1] ?? yuan) * 850_000),
  leadDays: 15,
  breaks: breaks.map(([quantity, price]) => ({
    minQuantity: quantity * 1000,
    priceMicros: Math.round(price * 1_000_000),
  })),
  ...rest,
})
