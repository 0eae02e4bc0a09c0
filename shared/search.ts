import { z } from 'zod'
import { query } from './contract.ts'
import { settlements } from './customers.ts'
import { count, date, fen, flag, id, text, thousandths } from './fields.ts'
import { ContactRow } from './contacts.ts'
import { PromiseRow } from './messages.ts'
import { sameMatter } from './promises.ts'
import { shipWays } from './shipments.ts'
import { signBackKinds } from './signBacks.ts'

export const hitKinds = [
  'customer',
  'order',
  'product',
  'notice',
  'delivery',
  'receipt',
  'statement',
  'change',
  'quotation',
  'message',
  'inspection',
  'outsourcing',
  'factory',
  'fax',
  'handover',
  'archive',
  'invoice',
  'complaint',
  'adjustment',
  'truck',
  'monthHandover',
] as const
export type HitKind = (typeof hitKinds)[number]
/** One thing the box found; `customerId` opens its answer. */
export const Hit = z.strictObject({
  kind: z.enum(hitKinds),
  id,
  customerId: id.nullable(),
  title: z.string(),
  detail: z.string(),
  /** The box its papers lie in (duty 118), and who has borrowed them; '' = in none. */
  box: z.string(),
})
export type Hit = z.output<typeof Hit>

/** One line of an open order as it is read out to a caller. Quantities thousandths. */
export const AnswerLine = z.strictObject({
  orderLineId: id,
  customerPo: z.string(),
  name: z.string(),
  spec: z.string(),
  colour: z.string(),
  unit: z.string(),
  quantity: thousandths,
  delivered: thousandths,
  /** Through the last process. */
  finished: thousandths,
  dueOn: date,
  /** The process the work is at, and what has come through it; null before the notice and when all are done. */
  process: z.string().nullable(),
  done: thousandths,
  /** The factory outside the goods are at, how many, and when they are wanted back; null: they are here. */
  at: z
    .strictObject({ process: z.string(), factory: z.string(), out: thousandths, wantedOn: date, lateDays: count })
    .nullable(),
  /** The day the work is planned to begin; null once it has, and before the notice. */
  startOn: date.nullable(),
  /** The day it will be done as the work stands, not sooner than planned where nothing has begun (duty 45); null before the notice. */
  forecastOn: date.nullable(),
  /** Rejected by a final inspection and not dealt with: nobody can say when it will be good. */
  rejected: thousandths,
  /** The first ship day that stands in the shipping plan, and how the goods leave (duty 44); null where none is set. */
  shipOn: date.nullable(),
  shipWay: z.enum(shipWays).nullable(),
})
export type AnswerLine = z.output<typeof AnswerLine>

export const AnswerOrder = z.strictObject({
  id,
  number: z.string(),
  customerPo: z.string(),
  state: z.string(),
  dueOn: date,
  rush: flag,
  /** None for the person who keys the order a second time and must not see the first entry. */
  lines: z.array(AnswerLine),
  /** The last promise for each matter it belongs to: a line of it, all of it, everything that was on order when it was said. */
  promises: z.array(PromiseRow).max(300),
})
export type AnswerOrder = z.output<typeof AnswerOrder>

/**
 * The promise that holds for a line (null: the whole order): its own before its order's before what was said of everything
 * on order. One that goods have left for holds no more, and is told only where no other was made.
 */
export const promiseFor = (
  { id: orderId, promises }: Pick<AnswerOrder, 'id' | 'promises'>,
  orderLineId: number | null,
): PromiseRow | null => {
  const matters = [
    { orderId, orderLineId },
    { orderId, orderLineId: null },
    { orderId: null, orderLineId: null },
  ]
  const made = matters.flatMap((matter) => promises.find((promise) => sameMatter(promise, matter)) ?? [])
  return made.find(({ state }) => state !== 'kept') ?? made[0] ?? null
}

/** What is told of an order: the promise that holds for all of it, else the last one for one of its lines. */
export const promiseOfOrder = (order: Pick<AnswerOrder, 'id' | 'promises'>): PromiseRow | null =>
  promiseFor(order, null) ?? order.promises[0] ?? null

/** The first due day among the open goods a promise is for, and of which order; null where none is open. */
export const firstDue = (
  orders: readonly Pick<AnswerOrder, 'id' | 'number' | 'dueOn' | 'lines'>[],
  matter: { orderId: number | null; orderLineId: number | null },
): { number: string; dueOn: string } | null => {
  const due = orders
    .filter(({ id }) => matter.orderId === null || id === matter.orderId)
    .map(({ number, dueOn, lines }) => ({
      number,
      dueOn: lines.find(({ orderLineId }) => orderLineId === matter.orderLineId)?.dueOn ?? dueOn,
    }))
  return due.toSorted((one, other) => one.dueOn.localeCompare(other.dueOn))[0] ?? null
}

/** The day the open goods of some lines will all be done, as the work stands; null where nobody can say. */
export const forecastOf = (lines: readonly AnswerLine[]): string | null => {
  const open = lines.filter(({ delivered, quantity }) => delivered < quantity)
  const days = open.map(({ forecastOn }) => forecastOn).filter((day) => day !== null)
  return days.toSorted().at(-1) ?? null
}

/** The answer to a caller, on one card (duties 44, 50). Money is null for who may not see prices. */
export const Answer = z.strictObject({
  customer: z.strictObject({
    id,
    name: z.string(),
    shortName: z.string(),
    grade: z.string(),
    contact: z.string(),
    phone: z.string(),
    settlement: z.enum(settlements),
    depositBasisPoints: count,
    termDays: count,
    limitFen: fen.nullable(),
    owedFen: fen.nullable(),
    /** Owed and on order: what stands against the limit. */
    usedFen: fen.nullable(),
    overdueFen: fen.nullable(),
    blacklistNote: z.string(),
  }),
  /** Rush first, then by due date. */
  orders: z.array(AnswerOrder).max(30),
  openOrders: count,
  /**
   * What the customer still has to pay, fen: delivered and not paid; on deposit or prepayment terms the goods
   * on order too, less what came in (余款).
   */
  unpaidFen: fen.nullable(),
  lastPromise: PromiseRow.nullable(),
  /** Promises made for the same matter since the last delivery: the second and later are changes (duty 50). */
  promises: count,
  /** Goods left for the customer after the last promise was made. */
  promiseDelivered: flag,
  unsigned: z
    .array(z.strictObject({ kind: z.enum(signBackKinds), documentId: id, number: z.string(), days: count }))
    .max(20),
  /** The last three of 往来记录 (duty 117). */
  contacts: z.array(ContactRow).max(3),
  lastDelivery: z
    .strictObject({
      id,
      number: z.string(),
      on: date,
      packs: count,
      driver: z.string(),
      /** With whom it travels, and under which number the customer can follow it; '' where nothing was written down. */
      carrier: z.string(),
      carrierPhone: z.string(),
      tracking: z.string(),
      expectedOn: date.nullable(),
      arrivedOn: date.nullable(),
    })
    .nullable(),
})
export type Answer = z.output<typeof Answer>

export const search = {
  find: query('customers.read', z.strictObject({ typed: text(60) }), z.array(Hit).max(80)),
  answer: query('customers.read', z.strictObject({ customerId: id, orderId: id.nullable() }), Answer),
  /** Pinyin initials of names that are on screen, in their order: 生产日报 → scrb. */
  initials: query('signedIn', z.strictObject({ names: z.array(text(60)).max(200) }), z.array(z.string()).max(200)),
}
