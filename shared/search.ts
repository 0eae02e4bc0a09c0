import { z } from 'zod'
import { query } from './contract.ts'
import { count, date, fen, flag, id, text, thousandths } from './fields.ts'
import { settlements } from './customers.ts'
import { PromiseRow } from './messages.ts'

export const hitKinds = ['customer', 'order', 'product', 'notice', 'delivery', 'receipt', 'statement'] as const
/** One thing the box found; `customerId` opens its answer. */
export const Hit = z.strictObject({ kind: z.enum(hitKinds), id, customerId: id.nullable(), title: z.string(), detail: z.string() })
export type Hit = z.output<typeof Hit>

/** One open order as it is read out to a caller. Quantities thousandths. */
export const AnswerOrder = z.strictObject({
  id, number: z.string(), customerPo: z.string(), state: z.string(), dueOn: date, rush: flag,
  lines: z.array(z.strictObject({
    orderLineId: id, description: z.string(), unit: z.string(), quantity: thousandths, delivered: thousandths, finished: thousandths,
    /** The process the work is at, and what has come through it; null before the notice. */
    process: z.string().nullable(), done: thousandths, forecastOn: date.nullable(),
  })),
})
/** The answer to a caller, on one card (duties 44, 50). */
export const Answer = z.strictObject({
  customer: z.strictObject({ id, name: z.string(), shortName: z.string(), grade: z.string(), contact: z.string(), phone: z.string(), settlement: z.enum(settlements), depositBasisPoints: count, limitFen: fen, owedFen: fen, overdueFen: fen, blacklistNote: z.string() }),
  orders: z.array(AnswerOrder).max(30),
  openOrders: count,
  /** Delivered and not yet paid, fen; what `prices.read` may see, else null. */
  unpaidFen: fen.nullable(),
  lastPromise: PromiseRow.nullable(),
  /** How often the promise for these orders was changed. */
  promises: count,
  unsigned: z.array(z.strictObject({ number: z.string(), days: count })).max(20),
  lastDelivery: z.strictObject({ number: z.string(), on: date, packs: count, driver: z.string() }).nullable(),
})
export type Answer = z.output<typeof Answer>

export const search = {
  find: query('customers.read', z.strictObject({ typed: text(60) }), z.array(Hit).max(60)),
  answer: query('customers.read', z.strictObject({ customerId: id, orderId: id.nullable() }), Answer),
}
