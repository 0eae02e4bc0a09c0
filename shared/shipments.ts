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
import type { PhraseKey, Translate } from './language.ts'
import { formatQuantity } from './quantities.ts'
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
/**
 * How a line of the plan stands in words. `noted`: what of it is on notes that have not left, `gone` what has left
 * (thousandths): a note that holds only a part of what is to go is told as such, 已开单 4/20.
 */
export const shipStateWords = (
  t: Translate,
  { state, quantity, gone, noted }: { state: ShipState; quantity: number; gone: number; noted: number },
): string =>
  (state === 'planned' || state === 'stored') && noted > 0
    ? t('shipments.notedPart', { noted: formatQuantity(noted), toGo: formatQuantity(quantity - gone) })
    : t(shipStateKeys[state])
/** Goods of these are still in the house. */
export const openShipStates = ['planned', 'stored', 'noted'] as const satisfies readonly ShipState[]

/** Why the workshop is asked (duty 56): nobody said yet, the work slipped past the day said, the ship day passed. */
export const askReasons = ['ask', 'slipped', 'overdue'] as const
export type AskReason = (typeof askReasons)[number]

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
  /** Days from today on, half a year far, on which nobody works. */
  restDays: z.array(date).max(200),
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
  /** The line of the shipping plan with that day: a note takes its day and way. */
  planId: id.nullable(),
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
  /** A notice line that is in the list whatever is shown: the one that was just put in. */
  also: id.nullable().default(null),
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
  /** Of a note that has left: its number and how it travels (duty 92). */
  sent: z
    .strictObject({
      number: z.string(),
      carrier: z.string(),
      carrierPhone: z.string(),
      tracking: z.string(),
      expectedOn: date.nullable(),
      leftOn: date.nullable(),
    })
    .nullable(),
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
        gone: thousandths,
        /** On notes that have not left. */
        noted: thousandths,
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
      /** Somebody was asked about the goods a final inspection rejected. */
      sure: flag.default(false),
    }),
    z.strictObject({ id }),
  ),
  /** Takes an entry back, all of it or `quantity`: the rest of it is put in again under the same day and place. */
  takeBack: command(
    'store.write',
    z.strictObject({ id, quantity: positiveThousandths.nullable().default(null), reason: requiredText(200) }),
    z.strictObject({ id }),
  ),
  tellFacts: query(
    'deliveries.read',
    z.strictObject({ orderId: id, deliveryNoteId: id.nullable().default(null) }),
    TellFacts,
  ),
  tell: command(
    'shipments.tell',
    z.strictObject({
      orderId: id,
      /** The note that has left, where the customer is told of it. */
      deliveryNoteId: id.nullable().default(null),
      whom: requiredText(30),
      channel: z.enum(channels),
      way: z.enum(shipWays),
      shipOn: date.nullable(),
      words: requiredText(500),
    }),
    z.strictObject({ id }),
  ),
}
