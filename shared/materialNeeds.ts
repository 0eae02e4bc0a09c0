import { type DateText, plusDays } from './dates.ts'
import { roundDivide } from './money.ts'

/** What one piece takes: millionths of the material's unit, and the loss that is reckoned with, basis points. */
export interface Use {
  usageMicros: number
  lossBasisPoints: number
}

/** The least multiple of `step` that is not below numerator / denominator. */
const upToStep = (numerator: bigint, denominator: bigint, step: number): number => {
  const whole = denominator * BigInt(step)
  return Number(((numerator + whole - 1n) / whole) * BigInt(step))
}

/**
 * 总用量 (duty 64): quantity × usage × (1 + loss), rounded up to the unit's step. `quantity` in thousandths of a piece,
 * the answer in thousandths of the material's unit.
 */
export const needOf = (quantity: number, { usageMicros, lossBasisPoints }: Use, step: number): number =>
  upToStep(BigInt(quantity) * BigInt(usageMicros) * BigInt(10_000 + lossBasisPoints), 10_000_000_000n, step)

/** 标准用量 of good pieces: quantity × usage, without loss and without rounding to a step; thousandths, half up. */
export const standardOf = (good: number, usageMicros: number): number =>
  roundDivide(BigInt(good) * BigInt(usageMicros), 1_000_000n)

/** The usage of one `factor` thousandths of the basic unit: 1 打 takes twelve times what 1 件 takes. */
export const usageInUnit = (usageMicros: number, factor: number): number =>
  roundDivide(BigInt(usageMicros) * BigInt(factor), 1000n)

/** 1450000 → `1.45`, 20000000 → `20`. */
export const usageText = (usageMicros: number): string => {
  const decimals = String(usageMicros % 1_000_000)
    .padStart(6, '0')
    .replace(/0+$/, '')
  return `${Math.trunc(usageMicros / 1_000_000).toLocaleString('en')}${decimals && `.${decimals}`}`
}

/** Of one material for one order, thousandths. `bought` is what all its purchases bring in the end. */
export interface Supply {
  needed: number
  /** What the pieces still to be worked take. */
  left: number
  bought: number
  arrived: number
}
export interface Balance {
  /** Nobody has ordered it: 未订, and 漏定 once a working day has passed over it. */
  unbought: number
  /** Not here yet: 欠. */
  short: number
  /** Ordered and not here: 在途. */
  inTransit: number
}
/**
 * Short is what is on its way towards the need, and what nobody has ordered; never more than is left to be worked: goods
 * that are made had their material.
 */
export const balanceOf = ({ needed, left, bought, arrived }: Supply): Balance => ({
  unbought: Math.min(left, Math.max(0, needed - bought)),
  short: Math.min(left, Math.max(0, needed - arrived)),
  inTransit: bought - arrived,
})

export const materialStates = ['toBuy', 'unbought', 'late', 'onWay', 'enough'] as const
export type MaterialState = (typeof materialStates)[number]

/**
 * How an order stands for one material. What nobody ordered is 未订 until `missedFrom`, the working day after its notice
 * was released, and 漏定 from then on (duty 66). `startOn` is the first process that needs it, `promisedOn` the last day a
 * supplier gave for what is on its way (null: none gave one). Late is a promise that is past or lies after the start.
 */
export const materialStateOf = (
  supply: Supply & { startOn: DateText; promisedOn: DateText | null; missedFrom: DateText },
  today: DateText,
): MaterialState => {
  const { unbought, short } = balanceOf(supply)
  if (short === 0) return 'enough'
  if (unbought > 0) return today < supply.missedFrom ? 'toBuy' : 'unbought'
  const { promisedOn, startOn } = supply
  return promisedOn === null || promisedOn < today || promisedOn > startOn ? 'late' : 'onWay'
}

/** The last day on which an order to the supplier is in time for the process. */
export const buyBy = (startOn: DateText, leadDays: number): DateText => plusDays(startOn, -leadDays)

/** Days before the last day to order on which what nobody ordered is called for. */
const callAhead = 2

/** Whether somebody has to do something about it now: it comes too late, or has to be ordered within two days. */
export const isPressing = (
  { state, startOn, leadDays }: { state: MaterialState; startOn: DateText; leadDays: number },
  today: DateText,
): boolean =>
  state === 'late' ||
  ((state === 'toBuy' || state === 'unbought') && buyBy(startOn, leadDays) <= plusDays(today, callAhead))

/** One purchase: what was ordered, what came, and whether anything more will come. */
export interface PurchaseFacts {
  kind: PurchaseKind
  quantity: number
  arrived: number
  ended: boolean
  voided: boolean
}
/** purchase: bought; stock: taken out of what is there (用库存); customer: the customer sends it (客供料). */
export const purchaseKinds = ['purchase', 'stock', 'customer'] as const
export type PurchaseKind = (typeof purchaseKinds)[number]
export const purchaseStates = ['open', 'arrived', 'ended', 'void'] as const
export type PurchaseState = (typeof purchaseStates)[number]

export const purchaseStateOf = ({ quantity, arrived, ended, voided }: PurchaseFacts): PurchaseState =>
  voided ? 'void' : arrived >= quantity ? 'arrived' : ended ? 'ended' : 'open'

/** What a purchase brings in the end. */
export const boughtOf = (facts: PurchaseFacts): number => {
  const state = purchaseStateOf(facts)
  return state === 'void' ? 0 : state === 'open' ? facts.quantity : facts.arrived
}

/** What a notice line used of one material, thousandths; good and scrap in thousandths of a piece. */
export interface UseFacts extends Use {
  step: number
  issued: number
  returned: number
}
export interface UseFigures {
  used: number
  standard: number
  /** For good and scrap with the loss of the list, rounded up to the step. */
  allowed: number
  /** Used above what is allowed, or below the standard (negative): it has to be explained. */
  unexplained: number
}
/** 结单 (duty 55): issued = standard + explained loss + returned; what is left over wants words. */
export const useOf = ({ issued, returned, step, ...use }: UseFacts, good: number, scrap: number): UseFigures => {
  const used = issued - returned
  const standard = standardOf(good, use.usageMicros)
  const allowed = Math.max(standard, needOf(good + scrap, use, step))
  return { used, standard, allowed, unexplained: used > allowed ? used - allowed : Math.min(0, used - standard) }
}

/** 用料损耗率 = (actual − standard) / standard in tenths of a percent (papers.md 4.4); null of nothing. */
export const lossRate = (used: number, standard: number): number | null => {
  if (standard <= 0) return null
  const difference = BigInt(used - standard) * 1000n
  const rate = roundDivide(difference < 0n ? -difference : difference, BigInt(standard))
  return difference < 0n && rate > 0 ? -rate : rate
}

/** A line as it is closed, thousandths: what was asked = good + short − over. */
export interface ClosingFigures {
  short: number
  over: number
}
export const closingOf = (quantity: number, good: number): ClosingFigures => ({
  short: Math.max(0, quantity - good),
  over: Math.max(0, good - quantity),
})
