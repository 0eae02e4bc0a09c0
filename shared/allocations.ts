import { z } from 'zod'
import { command, query } from './contract.ts'
import { grades } from './customers.ts'
import {
  byId,
  count,
  date,
  flag,
  id,
  instant,
  pageOf,
  paging,
  requiredText,
  text,
  thousandths,
  version,
} from './fields.ts'
import type { PhraseKey } from './language.ts'
import { PaperOutput } from './papers.ts'

/** Goods as the order lines name them: code, colour and unit; the name stands for goods without a code. */
export const Goods = z.strictObject({ code: text(30), name: text(60), colour: text(20), unit: text(8) })
export type Goods = z.output<typeof Goods>

export const goodsOfLine = ({ code, name, colour, unit }: Goods): Goods => ({
  code,
  name: code === '' ? name : '',
  colour,
  unit,
})
export const goodsKey = ({ code, name, colour, unit }: Goods): string =>
  JSON.stringify([code, code === '' ? name : '', colour, unit])

/** What an open order line wants of some goods (thousandths), and how it ranks. */
export interface Want {
  orderLineId: number
  grade: string
  rush: boolean
  dueOn: string
  wanted: number
}

/** A before B before C (duty 94); within a grade rush first, then the first due, then the order keyed first. */
export const byRank = (one: Want, other: Want): number =>
  one.grade.localeCompare(other.grade) ||
  Number(other.rush) - Number(one.rush) ||
  one.dueOn.localeCompare(other.dueOn) ||
  one.orderLineId - other.orderLineId

/**
 * What each line gets of what is there (thousandths): the first in rank all it wants, the next of what is left. Never
 * more than is there, never more than a line wants.
 */
export const proposeSplit = (available: number, wants: readonly Want[]): Map<number, number> => {
  let left = Math.max(0, available)
  return new Map(
    wants.toSorted(byRank).map(({ orderLineId, wanted }) => {
      const given = Math.min(left, Math.max(0, wanted))
      left -= given
      return [orderLineId, given]
    }),
  )
}

/** What a line still has to get of what it was given: less what was delivered since (thousandths). */
export const leftOfGiven = (line: { quantity: number; deliveredBefore: number; delivered: number }): number =>
  Math.max(0, line.quantity - Math.max(0, line.delivered - line.deliveredBefore))

export const allocationStates = ['standing', 'done', 'replaced', 'void'] as const
export type AllocationState = (typeof allocationStates)[number]
export const allocationStateKeys: Record<AllocationState, PhraseKey> = {
  standing: 'allocations.stateStanding',
  done: 'allocations.stateDone',
  replaced: 'allocations.stateReplaced',
  void: 'allocations.stateVoid',
}
export const deriveAllocation = (facts: {
  voidedAt: string | null
  replacedBy: number | null
  left: number
}): AllocationState => {
  if (facts.voidedAt !== null) return 'void'
  if (facts.replacedBy !== null) return 'replaced'
  return facts.left > 0 ? 'standing' : 'done'
}

/** Goods more than one may want: what is there against what is wanted up to a day (thousandths). */
export const GoodsRow = z.strictObject({
  ...Goods.shape,
  description: z.string(),
  available: thousandths,
  wanted: thousandths,
  short: thousandths,
  lines: count,
  customers: count,
  firstDueOn: date,
  /** The split that stands for them. */
  allocation: z.strictObject({ id, number: z.string() }).nullable(),
})
export type GoodsRow = z.output<typeof GoodsRow>

export const SplitLine = z.strictObject({
  orderLineId: id,
  orderId: id,
  orderNumber: z.string(),
  customerId: id,
  customer: z.string(),
  grade: z.enum(grades),
  rush: flag,
  dueOn: date,
  /** Not delivered and on no open note; on notes that have not left; finished of its own work; what the split proposes. */
  wanted: thousandths,
  noted: thousandths,
  finished: thousandths,
  proposed: thousandths,
  /** The day the rest of its own work will be done, where it can be said. */
  restOn: date.nullable(),
})
export type SplitLine = z.output<typeof SplitLine>
export const Split = z.strictObject({
  ...Goods.shape,
  description: z.string(),
  untilOn: date,
  available: thousandths,
  /** Of it, what was made for orders that were given up. */
  free: thousandths,
  /** There besides, on delivery notes that have not left. */
  noted: thousandths,
  lines: z.array(SplitLine).max(500),
  standing: z.strictObject({ id, number: z.string() }).nullable(),
})
export type Split = z.output<typeof Split>

export const AllocationLine = SplitLine.omit({ finished: true, noted: true }).extend({
  id,
  quantity: thousandths,
  reason: z.string(),
  /** Still to go out of what it was given. */
  left: thousandths,
})
export type AllocationLine = z.output<typeof AllocationLine>
export const AllocationRow = z.strictObject({
  id,
  number: z.string(),
  description: z.string(),
  unit: z.string(),
  available: thousandths,
  given: thousandths,
  left: thousandths,
  /** What is there where that is less than is still given; null otherwise. */
  there: thousandths.nullable(),
  customers: count,
  untilOn: date,
  state: z.enum(allocationStates),
  by: z.string(),
  at: instant,
  version,
})
export type AllocationRow = z.output<typeof AllocationRow>
export const Allocation = AllocationRow.extend({
  remark: z.string(),
  lines: z.array(AllocationLine).max(500),
  voidReason: z.string().nullable(),
  replacedBy: z.string().nullable(),
  printed: count,
})
export type Allocation = z.output<typeof Allocation>

export const allocations = {
  /** Goods by what is short of them up to a day. `split`: only those of which something is there and several want. */
  goods: query(
    'deliveries.read',
    z.strictObject({ ...paging, untilOn: date.nullable().default(null), split: flag.default(true) }),
    pageOf(GoodsRow).extend({ untilOn: date }),
  ),
  propose: query('deliveries.read', z.strictObject({ ...Goods.shape, untilOn: date }), Split),
  /** Saves a split. `available` is what the hand saw: moved since, the split is looked at again. */
  save: command(
    'allocations.write',
    z.strictObject({
      ...Goods.shape,
      untilOn: date,
      available: thousandths,
      remark: text(200),
      lines: z
        .array(
          z.strictObject({
            orderLineId: id,
            quantity: thousandths.min(0).max(1e12),
            reason: text(100),
            restOn: date.nullable(),
          }),
        )
        .min(1)
        .max(500),
    }),
    Allocation,
  ),
  list: query('deliveries.read', z.strictObject(paging), pageOf(AllocationRow)),
  read: query('deliveries.read', byId, Allocation),
  void: command('allocations.write', z.strictObject({ id, version, reason: requiredText(200) }), Allocation),
  /** 短缺分配通知: a page for each customer, or of one. */
  paper: query('deliveries.read', z.strictObject({ id, customerId: id.nullable().default(null) }), PaperOutput),
  markPrinted: command(
    'deliveries.read',
    z.strictObject({ id, customerId: id.nullable().default(null) }),
    z.strictObject({ printed: count }),
  ),
}
