import { z } from 'zod'
import { command, query } from './contract.ts'
import {
  byIdVersion,
  count,
  date,
  fen,
  flag,
  id,
  instant,
  micros,
  requiredText,
  text,
  thousandths,
  version,
} from './fields.ts'
import { mostOrderLines } from './orderSheet.ts'
import { orderFields } from './orderSheetHead.ts'
import { pictureHash } from './pictures.ts'

/** right: goes into the order; look: goes in, after a look; wrong: cannot; leftOut: the user does not want it. */
export const lineVerdicts = ['right', 'look', 'wrong', 'leftOut'] as const
export type LineVerdict = (typeof lineVerdicts)[number]

const file = {
  customerId: id,
  /** The file as written proof, waiting in the inbox (duty 2). */
  inboxItemId: id,
  /** What stands above the table, for lines that say nothing themselves. */
  customerPo: text(60),
  dueOn: date.nullable(),
  /** What its last row of totals says the order costs; '' where it says nothing. */
  total: text(60).default(''),
  /** Which field each cell of a line is. */
  fields: z.array(z.enum(orderFields)).min(1).max(orderFields.length),
  lines: z
    .array(
      z.strictObject({
        sheet: text(200),
        row: count,
        hidden: flag,
        sumDiffers: flag,
        leftOut: flag,
        /** The picture of the row, kept before (`pictures.keep`); '' for none. */
        picture: pictureHash.default(''),
        cells: z.array(text(500)).max(orderFields.length),
      }),
    )
    .min(1)
    .max(mostOrderLines),
}
export const OrderFile = z.strictObject(file)
export type OrderFile = z.output<typeof OrderFile>

export const PlannedRow = z.strictObject({
  verdict: z.enum(lineVerdicts),
  problems: z.array(z.strictObject({ field: z.string().nullable(), sentence: z.string(), wrong: flag })),
  /** The customer's own words for the goods: what is bound to a product. */
  itemCode: z.string(),
  itemName: z.string(),
  productId: id.nullable(),
  code: z.string(),
  name: z.string(),
  spec: z.string(),
  colour: z.string(),
  unit: z.string(),
  quantity: thousandths.nullable(),
  priceMicros: micros.nullable(),
  amountFen: fen.nullable(),
  dueOn: z.string().nullable(),
  customerPo: z.string(),
})
export type PlannedRow = z.output<typeof PlannedRow>

/** `totalFen` of what becomes lines; `fileTotalFen` as the file itself adds up, null where it does not say. */
export const PlanCounts = z.strictObject({
  right: count,
  look: count,
  wrong: count,
  leftOut: count,
  totalFen: fen,
  fileTotalFen: fen.nullable(),
})
export type PlanCounts = z.output<typeof PlanCounts>

const Shape = z.strictObject({
  shape: requiredText(1000),
  header: count.max(20_000),
  depth: z.union([z.literal(1), z.literal(2)]),
  fields: z.partialRecord(z.enum(orderFields), text(200)),
})

/** What an order was made from, and whether that can still be undone. */
export const MadeImport = z.strictObject({
  fileName: z.string(),
  lines: count,
  leftOut: count,
  by: z.string(),
  at: instant,
  undoable: flag,
})

export const orderImports = {
  /** Kinds of files this customer sent before; and, without a customer, whose file of this shape it may be. */
  remembered: query(
    'orders.write',
    z.strictObject({ customerId: id.nullable(), shape: text(1000) }),
    z.strictObject({
      shapes: z.array(Shape).max(50),
      customers: z.array(z.strictObject({ id, shortName: z.string() })).max(5),
    }),
  ),
  /** A verdict for every line; writes nothing. */
  preview: query('orders.write', OrderFile, z.strictObject({ rows: z.array(PlannedRow), counts: PlanCounts })),
  /** Binds what the customer calls its goods to a product, once for all files to come. */
  bind: command(
    'orders.write',
    z.strictObject({ customerId: id, itemCode: text(80), itemName: text(160), productId: id }),
    z.strictObject({ productId: id }),
  ),
  /** Makes the order in one transaction: the same as a keyed one, to be checked by telephone. */
  make: command(
    'orders.write',
    z.strictObject({
      ...file,
      /** How the file was read, for the next one like it. */
      shape: Shape.nullable(),
      /** What the user confirmed; refused when the facts changed meanwhile. */
      expected: z.strictObject({ lines: count, totalFen: fen }),
    }),
    z.strictObject({ id, number: z.string(), lines: count, leftOut: count, totalFen: fen, version }),
  ),
  ofOrder: query('orders.read', z.strictObject({ id }), MadeImport.nullable()),
  /** Takes an imported order back while nobody has checked a line: it is void, its file waits in the inbox again. */
  undo: command('orders.write', byIdVersion, z.strictObject({ number: z.string(), fileName: z.string() })),
}
