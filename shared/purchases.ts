import { z } from 'zod'
import { command, query } from './contract.ts'
import {
  byId,
  byIdVersion,
  count,
  date,
  flag,
  id,
  instant,
  micros,
  pageOf,
  paging,
  positiveThousandths,
  requiredText,
  text,
  thousandths,
  version,
  voidInput,
} from './fields.ts'
import type { PhraseKey } from './language.ts'
import {
  materialStates,
  purchaseKinds,
  type PurchaseKind,
  purchaseStates,
  type PurchaseState,
} from './materialNeeds.ts'
import { PaperOutput } from './papers.ts'

export const purchaseKindKeys: Record<PurchaseKind, PhraseKey> = {
  purchase: 'purchases.kindPurchase',
  stock: 'purchases.kindStock',
  customer: 'purchases.kindCustomer',
}
export const purchaseStateKeys: Record<PurchaseState, PhraseKey> = {
  open: 'purchases.stateOpen',
  arrived: 'purchases.stateArrived',
  ended: 'purchases.stateEnded',
  void: 'purchases.stateVoid',
}

export const PurchaseRow = z.strictObject({
  id,
  number: z.string(),
  kind: z.enum(purchaseKinds),
  orderId: id.nullable(),
  orderNumber: z.string(),
  materialId: id,
  code: z.string(),
  name: z.string(),
  spec: z.string(),
  unit: z.string(),
  supplier: z.string(),
  quantity: thousandths,
  arrived: thousandths,
  /** Not here yet: 在途. */
  inTransit: thousandths,
  orderedOn: date,
  /** 预计到: the supplier's last word, and its first one. */
  promisedOn: date.nullable(),
  firstPromisedOn: date.nullable(),
  /** The first process of the order that needs it; null without an order or a plan. */
  startOn: date.nullable(),
  process: z.string(),
  /** Calendar days past the promise. */
  lateDays: count,
  lastArrivedOn: date.nullable(),
  chases: count,
  lastChase: z.string(),
  lastChasedOn: date.nullable(),
  /** Millionths of a yuan a unit; null for a role that may not see it. */
  priceMicros: micros.nullable(),
  remark: z.string(),
  state: z.enum(purchaseStates),
  version,
})
export type PurchaseRow = z.output<typeof PurchaseRow>
export const Arrival = z.strictObject({
  id,
  arrivedOn: date,
  quantity: thousandths,
  noteNumber: z.string(),
  remark: z.string(),
  reverses: id.nullable(),
  reversed: flag,
  by: z.string(),
  at: instant,
})
export type Arrival = z.output<typeof Arrival>
/** 跟催: who was asked, when, what was said, and the day that was promised. */
export const Chase = z.strictObject({
  id,
  chasedOn: date,
  person: z.string(),
  answer: z.string(),
  promisedOn: date.nullable(),
  by: z.string(),
  at: instant,
})
export type Chase = z.output<typeof Chase>
export const Purchase = z.strictObject({
  ...PurchaseRow.shape,
  endedReason: z.string(),
  voidReason: z.string().nullable(),
  keyedBy: z.string(),
  arrivals: z.array(Arrival).max(500),
  chaseList: z.array(Chase).max(500),
})
export type Purchase = z.output<typeof Purchase>

export const PurchaseDraft = z.strictObject({
  kind: z.enum(purchaseKinds).default('purchase'),
  /** Null: 备料, for no order. */
  orderId: id.nullable(),
  materialId: id,
  supplier: text(60).default(''),
  quantity: positiveThousandths,
  promisedOn: date.nullable().default(null),
  priceMicros: micros.nullable().default(null),
  remark: text(100).default(''),
})
export type PurchaseDraft = z.output<typeof PurchaseDraft>

/** 欠料表 (papers.md 4.15): one material of one order. */
export const ShortageRow = z.strictObject({
  orderId: id,
  orderNumber: z.string(),
  customer: z.string(),
  merchandiser: z.string(),
  dueOn: date,
  rush: flag,
  materialId: id,
  code: z.string(),
  name: z.string(),
  spec: z.string(),
  unit: z.string(),
  supplier: z.string(),
  leadDays: count,
  needed: thousandths,
  bought: thousandths,
  arrived: thousandths,
  unbought: thousandths,
  short: thousandths,
  inTransit: thousandths,
  process: z.string(),
  startOn: date,
  /** The last day to order it in time, and the calendar days past it. */
  buyBy: date,
  buyLateDays: count,
  /** The last promise for what is on its way; null: nobody promised. */
  promisedOn: date.nullable(),
  /** Calendar days it comes after the process should begin; 0 in time. */
  afterStart: count,
  chases: count,
  lastChase: z.string(),
  lastChasedOn: date.nullable(),
  /** The open purchase that comes last: what is chased. */
  purchaseId: id.nullable(),
  state: z.enum(materialStates),
})
export type ShortageRow = z.output<typeof ShortageRow>

export const shortageViews = ['short', 'unbought', 'late'] as const
export type ShortageView = (typeof shortageViews)[number]
export const shortageViewKeys: Record<ShortageView, PhraseKey> = {
  short: 'purchases.viewShort',
  unbought: 'purchases.viewUnbought',
  late: 'purchases.viewLate',
}
export const shortageFilter = {
  /** All that is short; only what nobody ordered (漏定, duty 66); only what comes too late. */
  view: z.enum(shortageViews).default('short'),
  /** Only orders the caller follows. */
  mine: flag.default(false),
  orderId: id.nullable().default(null),
}
export const purchaseViews = ['open', 'late', 'arrived', 'all'] as const
export type PurchaseView = (typeof purchaseViews)[number]

export const purchases = {
  shortages: query(
    'materials.read',
    z.strictObject({ ...paging, ...shortageFilter }),
    z.strictObject({
      ...pageOf(ShortageRow).shape,
      counts: z.strictObject({ short: count, unbought: count, late: count }),
    }),
  ),
  shortagePaper: query('materials.read', z.strictObject(shortageFilter), PaperOutput),
  /** 在途 (duty 67) and all others. */
  list: query(
    'materials.read',
    z.strictObject({
      ...paging,
      view: z.enum(purchaseViews).default('open'),
      orderId: id.nullable().default(null),
      materialId: id.nullable().default(null),
      text: text(40).default(''),
    }),
    z.strictObject({ ...pageOf(PurchaseRow).shape, late: count }),
  ),
  read: query('materials.read', byId, Purchase),
  add: command(
    'materials.write',
    z.strictObject({
      orderedOn: date,
      rows: z.array(PurchaseDraft).min(1).max(200),
      /** Somebody was asked about a quantity far above the need. */
      sure: flag.default(false),
    }),
    z.strictObject({ ids: z.array(id), numbers: z.array(z.string()) }),
  ),
  edit: command(
    'materials.write',
    z.strictObject({
      id,
      version,
      supplier: text(60),
      quantity: positiveThousandths,
      promisedOn: date.nullable(),
      priceMicros: micros.nullable(),
      remark: text(100),
    }),
    Purchase,
  ),
  void: command('materials.write', voidInput, Purchase),
  /** The rest will not come; `resume` when it does after all. */
  end: command('materials.write', voidInput, Purchase),
  resume: command('materials.write', byIdVersion, Purchase),
  arrive: command(
    'materials.move',
    z.strictObject({
      id,
      arrivedOn: date,
      quantity: positiveThousandths,
      /** Number of the supplier's delivery note. */
      noteNumber: text(40).default(''),
      remark: text(100).default(''),
      /** Somebody was asked about more than was ordered. */
      sure: flag.default(false),
    }),
    Purchase,
  ),
  reverseArrival: command('materials.move', z.strictObject({ arrivalId: id, reason: requiredText(100) }), Purchase),
  chase: command(
    'materials.write',
    z.strictObject({ id, chasedOn: date, person: text(30), answer: requiredText(200), promisedOn: date.nullable() }),
    Purchase,
  ),
}
