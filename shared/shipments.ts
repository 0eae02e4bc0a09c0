import { z } from 'zod'
import { channels } from './contacts.ts'
import { command, query } from './contract.ts'
import {
  count,
  date,
  flag,
  id,
  instant,
  packs,
  pageOf,
  paging,
  positiveThousandths,
  requiredText,
  text,
  thousandths,
  typedPacks,
  version,
} from './fields.ts'
import type { PhraseKey } from './language.ts'
import { PaperOutput } from './papers.ts'

/** 提货方式 (duty 57): 送货 · 自提 · 物流 · 快递. */
export const shipWays = ['deliver', 'pickUp', 'freight', 'courier'] as const
export type ShipWay = (typeof shipWays)[number]
export const shipWayKeys: Record<ShipWay, PhraseKey> = {
  deliver: 'shipments.wayDeliver',
  pickUp: 'shipments.wayPickUp',
  freight: 'shipments.wayFreight',
  courier: 'shipments.wayCourier',
}

/** What has to be ordered for the goods to leave (duty 56): nothing, a truck, or space on a ship. */
export const transports = ['none', 'truck', 'booking'] as const
export type Transport = (typeof transports)[number]
export const transportKeys: Record<Transport, PhraseKey> = {
  none: 'shipments.transportNone',
  truck: 'shipments.transportTruck',
  booking: 'shipments.transportBooking',
}

/** 待出货 · 已入库 · 已开单 · 已出货; 撤销 by reason, or another answer took its place. */
export const shipStates = ['planned', 'stored', 'noted', 'gone', 'withdrawn', 'replaced'] as const
export type ShipState = (typeof shipStates)[number]
export const shipStateKeys: Record<ShipState, PhraseKey> = {
  planned: 'shipments.statePlanned',
  stored: 'shipments.stateStored',
  noted: 'shipments.stateNoted',
  gone: 'shipments.stateGone',
  withdrawn: 'shipments.stateWithdrawn',
  replaced: 'shipments.stateReplaced',
}
/** Goods of these are still in the house. */
export const openShipStates = ['planned', 'stored', 'noted'] as const satisfies readonly ShipState[]

/** A line of the plan and what it is reckoned from; quantities thousandths. */
export interface PlanFacts {
  id: number
  shipOn: string
  quantity: number
  /** Delivered of its order line when it was answered. */
  deliveredBefore: number
  withdrawnAt: string | null
  replacedAt: string | null
  /** What had left when it was withdrawn or replaced: that stays. */
  goneQuantity: number
}
export interface PlanStanding {
  id: number
  state: ShipState
  /** Left the house, on notes that have not left, and in the store, of what this line plans. */
  goneQuantity: number
  notedQuantity: number
  storedQuantity: number
}

/**
 * How the lines of the plan of one order line stand: what was delivered since they were answered goes to the first ship
 * day first, then what is on notes, then what is in the store. `there` is what lies in the store, `onNotes` what is on
 * delivery notes that have not left.
 */
export const derivePlans = (
  plans: readonly PlanFacts[],
  line: { delivered: number; onNotes: number; there: number },
): PlanStanding[] => {
  const inOrder = plans.toSorted((one, other) => one.shipOn.localeCompare(other.shipOn) || one.id - other.id)
  let [taken, onNotes, there] = [0, line.onNotes, line.there]
  return inOrder.map((plan) => {
    const { id, quantity, withdrawnAt, replacedAt, deliveredBefore } = plan
    const closed = withdrawnAt !== null || replacedAt !== null
    const planned = closed ? plan.goneQuantity : quantity
    const start = Math.max(taken, deliveredBefore)
    if (planned > 0) taken = start + planned
    const goneQuantity = closed ? plan.goneQuantity : Math.min(quantity, Math.max(0, line.delivered - start))
    if (closed) {
      const state = withdrawnAt !== null ? 'withdrawn' : 'replaced'
      return { id, state, goneQuantity, notedQuantity: 0, storedQuantity: 0 }
    }
    const open = quantity - goneQuantity
    const notedQuantity = Math.min(open, onNotes)
    const storedQuantity = Math.min(open, there)
    onNotes -= notedQuantity
    there -= storedQuantity
    const state =
      open === 0 ? 'gone' : notedQuantity === open ? 'noted' : storedQuantity === open ? 'stored' : 'planned'
    return { id, state, goneQuantity, notedQuantity, storedQuantity }
  })
}

/** Why the workshop is asked (duty 56): nobody said yet, the work slipped past the day said, the ship day passed. */
export const askReasons = ['ask', 'slipped', 'overdue'] as const
export type AskReason = (typeof askReasons)[number]

/** A standing answer about some goods: thousandths and days. */
export interface StandingAnswer {
  quantity: number
  goneQuantity: number
  readyOn: string
  shipOn: string
  /** The day the work was to be done when it was answered; null when it was done. */
  forecastOn: string | null
}

/** Days before the forecast finish on which the workshop is asked. */
export const askDays = 3

/**
 * Why the workshop is to be asked about a notice line, or null. `open` is what has not left of it, `forecastOn` the day
 * its work will be done (null when done or not begun), `soon` the last day of the three.
 */
export const askReasonOf = (
  answers: readonly StandingAnswer[],
  { open, forecastOn, today, soon }: { open: number; forecastOn: string | null; today: string; soon: string },
): AskReason | null => {
  if (open <= 0) return null
  const standing = answers.filter(({ quantity, goneQuantity }) => goneQuantity < quantity)
  if (standing.some(({ shipOn }) => shipOn < today)) return 'overdue'
  const said = (answer: StandingAnswer): string =>
    answer.forecastOn !== null && answer.forecastOn > answer.readyOn ? answer.forecastOn : answer.readyOn
  if (forecastOn !== null && standing.some((answer) => forecastOn > said(answer))) return 'slipped'
  const covered = standing.reduce((sum, { quantity, goneQuantity }) => sum + quantity - goneQuantity, 0)
  return covered < open && forecastOn !== null && forecastOn <= soon ? 'ask' : null
}

/** What lies in the store of an order line (duty 57): put in less gone out; never less than nothing (thousandths). */
export const thereOf = (putIn: number, out: number): number => Math.max(0, putIn - out)

/** Days goods lie in the store until they are to leave: from the day they came in to the ship day, or to today when that has passed. */
export const storeDays = (
  sinceOn: string,
  leaveOn: string,
  today: string,
  between: (a: string, b: string) => number,
): number => Math.max(0, between(sinceOn, leaveOn > today ? leaveOn : today))

/** One line of the shipping plan (出货计划). */
export const ShipRow = z.strictObject({
  id,
  orderId: id,
  orderLineId: id,
  noticeLineId: id,
  orderNumber: z.string(),
  customerId: id,
  customer: z.string(),
  region: z.string(),
  rush: flag,
  description: z.string(),
  unit: z.string(),
  quantity: thousandths,
  packs,
  finished: thousandths,
  gone: thousandths,
  noted: thousandths,
  stored: thousandths,
  readyOn: date,
  shipOn: date,
  dueOn: date,
  way: z.enum(shipWays),
  transport: z.enum(transports),
  arrangedBy: z.string(),
  askedWhom: z.string(),
  note: z.string(),
  state: z.enum(shipStates),
  /** The ship day passed and the goods are still here. */
  overdue: flag,
  /** Days in the store until the ship day, where that is more than the office allows (duty 48); 0 otherwise. */
  early: count,
  told: z.strictObject({ whom: z.string(), at: instant, by: z.string() }).nullable(),
  by: z.string(),
  at: instant,
  withdrawReason: z.string(),
  version,
})
export type ShipRow = z.output<typeof ShipRow>

export const shipShows = ['open', 'today', 'week', 'overdue', 'gone', 'withdrawn'] as const
export type ShipShow = (typeof shipShows)[number]
export const shipShowKeys: Record<ShipShow, PhraseKey> = {
  open: 'shipments.showOpen',
  today: 'shipments.showToday',
  week: 'shipments.showWeek',
  overdue: 'shipments.showOverdue',
  gone: 'shipments.showGone',
  withdrawn: 'shipments.showWithdrawn',
}
const shipFilter = {
  show: z.enum(shipShows).default('open'),
  customerId: id.nullable().default(null),
  region: text(20).nullable().default(null),
  way: z.enum(shipWays).nullable().default(null),
  mine: flag.default(false),
}
export const ShipFilter = z.strictObject(shipFilter)
export type ShipFilter = z.output<typeof ShipFilter>

/** A line of an order the workshop is asked about; quantities thousandths. */
export const AskLine = z.strictObject({
  noticeLineId: id,
  orderLineId: id,
  noticeNumber: z.string(),
  description: z.string(),
  unit: z.string(),
  quantity: thousandths,
  finished: thousandths,
  /** What has not left of it, and what of that no standing answer covers. */
  open: thousandths,
  uncovered: thousandths,
  forecastOn: date.nullable(),
  dueOn: date,
  reason: z.enum(askReasons).nullable(),
  /** A new answer takes the place of the standing ones; otherwise it is about the rest. */
  replaces: flag,
  standing: z.array(z.strictObject({ shipOn: date, readyOn: date, quantity: thousandths })).max(50),
})
export type AskLine = z.output<typeof AskLine>
export const Asking = z.strictObject({
  orderId: id,
  orderNumber: z.string(),
  customerId: id,
  customer: z.string(),
  dueOn: date,
  lines: z.array(AskLine).max(300),
  /** As it was answered last for the customer. */
  way: z.enum(shipWays),
  askedBefore: z.array(z.string()).max(10),
  /** The newest answer about the order that the hand has seen; 0 for none. */
  version,
})
export type Asking = z.output<typeof Asking>

export const ShipAnswer = z.strictObject({
  orderId: id,
  version,
  askedWhom: requiredText(20),
  shipOn: date,
  way: z.enum(shipWays),
  transport: z.enum(transports),
  arrangedBy: text(20),
  note: text(200),
  lines: z
    .array(z.strictObject({ noticeLineId: id, quantity: positiveThousandths, readyOn: date }))
    .min(1)
    .max(100),
})
export type ShipAnswer = z.output<typeof ShipAnswer>

/** Finished goods of a notice line and where they are (成品入库); quantities thousandths. */
export const StoreRow = z.strictObject({
  noticeLineId: id,
  orderId: id,
  orderLineId: id,
  noticeNumber: z.string(),
  orderNumber: z.string(),
  customerId: id,
  customer: z.string(),
  rush: flag,
  description: z.string(),
  unit: z.string(),
  quantity: thousandths,
  /** Through the last process, put into the store, and what of it is still there. */
  finished: thousandths,
  putIn: thousandths,
  there: thousandths,
  /** Finished and not put in yet. */
  waiting: thousandths,
  /** How many packs the waiting goods make; null where that is not known. */
  waitingPacks: packs.nullable(),
  packing: z.strictObject({ packs: count, packUnits: count }).nullable(),
  finishedOn: date.nullable(),
  /** The day the oldest of what is there came in. */
  sinceOn: date.nullable(),
  place: z.string(),
  dueOn: date,
  shipOn: date.nullable(),
  told: flag,
})
export type StoreRow = z.output<typeof StoreRow>
export const storeShows = ['waiting', 'there', 'long', 'all'] as const
export type StoreShow = (typeof storeShows)[number]
const storeFilter = {
  show: z.enum(storeShows).default('all'),
  customerId: id.nullable().default(null),
  orderId: id.nullable().default(null),
  noticeLineId: id.nullable().default(null),
}

export const StoreEntry = z.strictObject({
  id,
  enteredOn: date,
  quantity: thousandths,
  packs,
  countedBy: z.string(),
  place: z.string(),
  explanation: z.string(),
  /** This entry takes another one back. */
  reverses: id.nullable(),
  reversed: flag,
  by: z.string(),
  at: instant,
})
export type StoreEntry = z.output<typeof StoreEntry>

/** What the customer of finished goods is told: the facts of the words, quantities thousandths. */
export const TellFacts = z.strictObject({
  orderId: id,
  orderNumber: z.string(),
  customerId: id,
  customer: z.string(),
  contact: z.string(),
  phone: z.string(),
  company: z.string(),
  companyPhone: z.string(),
  address: z.string(),
  goods: z
    .array(
      z.strictObject({ description: z.string(), unit: z.string(), quantity: thousandths, packs: packs.nullable() }),
    )
    .max(300),
  way: z.enum(shipWays),
  shipOn: date.nullable(),
  last: z.strictObject({ whom: z.string(), at: instant, by: z.string() }).nullable(),
})
export type TellFacts = z.output<typeof TellFacts>

/** How an order is to leave, for its page and the answer to a caller. */
export const OrderShipping = z.strictObject({
  plans: z
    .array(
      z.strictObject({
        id,
        description: z.string(),
        unit: z.string(),
        quantity: thousandths,
        shipOn: date,
        way: z.enum(shipWays),
        state: z.enum(shipStates),
        overdue: flag,
      }),
    )
    .max(100),
  there: z.array(z.strictObject({ description: z.string(), unit: z.string(), quantity: thousandths })).max(300),
  told: z.strictObject({ whom: z.string(), at: instant, by: z.string(), way: z.enum(shipWays) }).nullable(),
  /** Goods are made for it: the workshop can be asked. */
  inWork: flag,
})
export type OrderShipping = z.output<typeof OrderShipping>

export const shipments = {
  list: query('deliveries.read', z.strictObject({ ...paging, ...shipFilter }), pageOf(ShipRow)),
  sums: query(
    'deliveries.read',
    ShipFilter,
    z.strictObject({ lines: count, orders: count, packs, overdue: count, regions: z.array(z.string()).max(200) }),
  ),
  paper: query('deliveries.read', ShipFilter, PaperOutput),
  /** What the workshop is asked about an order: its lines, and the answers that stand. */
  ask: query('deliveries.read', z.strictObject({ orderId: id }), Asking),
  /** The workshop's answer makes the lines of the plan (duty 56). */
  answer: command('shipments.answer', ShipAnswer, z.strictObject({ ids: z.array(id).max(100) })),
  withdraw: command(
    'shipments.answer',
    z.strictObject({ id, version, reason: requiredText(200) }),
    z.strictObject({ id }),
  ),
  ofOrder: query('orders.read', z.strictObject({ orderId: id }), OrderShipping),
  store: query('deliveries.read', z.strictObject({ ...paging, ...storeFilter }), pageOf(StoreRow)),
  storeCounts: query(
    'deliveries.read',
    z.strictObject({}),
    z.strictObject({ waiting: count, there: count, long: count, longDays: count, places: z.array(z.string()).max(50) }),
  ),
  entries: query('deliveries.read', z.strictObject({ noticeLineId: id }), z.array(StoreEntry).max(200)),
  putIn: command(
    'store.write',
    z.strictObject({
      noticeLineId: id,
      quantity: positiveThousandths,
      packs: typedPacks,
      countedBy: requiredText(20),
      enteredOn: date,
      place: text(20),
      explanation: text(100),
    }),
    z.strictObject({ id }),
  ),
  takeBack: command('store.write', z.strictObject({ id, reason: requiredText(200) }), z.strictObject({ id })),
  tellFacts: query('deliveries.read', z.strictObject({ orderId: id }), TellFacts),
  tell: command(
    'shipments.tell',
    z.strictObject({
      orderId: id,
      whom: requiredText(30),
      channel: z.enum(channels),
      way: z.enum(shipWays),
      shipOn: date.nullable(),
      words: requiredText(500),
    }),
    z.strictObject({ id }),
  ),
}
