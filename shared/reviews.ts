import { z } from 'zod'
import { command, query } from './contract.ts'
import { count, date, flag, id, instant, requiredText, text, version } from './fields.ts'
import type { PhraseKey } from './language.ts'
import { PaperOutput } from './papers.ts'

/** 能 · 有条件 · 不能: what a department says to an order (duties 22–25). */
export const verdicts = ['yes', 'conditional', 'no'] as const
export type Verdict = (typeof verdicts)[number]
export const verdictKeys: Record<Verdict, PhraseKey> = {
  yes: 'reviews.yes',
  conditional: 'reviews.conditional',
  no: 'reviews.no',
}

/** Which orders the office reviews before it makes them. */
export const reviewWishes = ['off', 'above', 'newVersion', 'all'] as const
export type ReviewWish = (typeof reviewWishes)[number]
export const reviewWishKeys: Record<ReviewWish, PhraseKey> = {
  off: 'reviews.wishOff',
  above: 'reviews.wishAbove',
  newVersion: 'reviews.wishNewVersion',
  all: 'reviews.wishAll',
}

/** Whether an order is to be reviewed, by what the office decided. */
export const reviewWanted = (
  office: { reviewWish: ReviewWish; reviewAboveFen: number },
  order: { totalFen: number; lines: readonly { newVersion: boolean }[] },
): boolean => {
  switch (office.reviewWish) {
    case 'off':
      return false
    case 'above':
      return order.totalFen > office.reviewAboveFen
    case 'newVersion':
      return order.lines.some((line) => line.newVersion)
    case 'all':
      return true
  }
}

/** Departments that stand against the release: silent, or 不能. 有条件 lets it go. */
export const missingReviews = (opinions: readonly { department: string; verdict: string | null }[]): string[] =>
  opinions.filter(({ verdict }) => verdict === null || verdict === 'no').map(({ department }) => department)

/** The department asked next after one: the next that said nothing yet, going round; null when all have. */
export const nextSilent = (
  opinions: readonly { department: string; verdict: string | null }[],
  department: string,
): string | null => {
  const at = opinions.findIndex((opinion) => opinion.department === department) + 1
  const round = [...opinions.slice(at), ...opinions.slice(0, at)]
  return round.find(({ verdict }) => verdict === null)?.department ?? null
}

export const Opinion = z.strictObject({
  department: z.string(),
  verdict: z.enum(verdicts).nullable(),
  opinion: z.string(),
  name: z.string(),
  on: z.string(),
  /** The lines of the checklist that were ticked. */
  checks: z.array(z.string()).max(20),
  keyedBy: z.string().nullable(),
})
export type Opinion = z.output<typeof Opinion>

export const Review = z.strictObject({
  orderId: id,
  orderNumber: z.string(),
  customerName: z.string(),
  acceptance: z.string(),
  needed: flag,
  startedBy: z.string().nullable(),
  startedAt: instant.nullable(),
  opinions: z.array(Opinion).max(20),
  /** What each department looks at: 人力, 设备产能, 物料 … */
  checklist: z.array(z.string()).max(20),
  /** Departments that stand against the release; empty when nobody does. */
  missing: z.array(z.string()).max(20),
  override: z.strictObject({ by: z.string(), reason: z.string(), at: instant }).nullable(),
  version,
})
export type Review = z.output<typeof Review>

export const reviews = {
  read: query('orders.read', z.strictObject({ orderId: id }), Review),
  /** Opens the sheet with one row for each department of the settings. */
  start: command('reviews.write', z.strictObject({ orderId: id }), Review),
  /** What a department said, typed back from the signed sheet. Said again, the later word stands. */
  give: command(
    'reviews.write',
    z.strictObject({
      orderId: id,
      version,
      department: requiredText(20),
      verdict: z.enum(verdicts),
      opinion: text(300),
      name: requiredText(20),
      on: date,
      checks: z.array(text(20)).max(20),
    }),
    Review,
  ),
  /** Lets the order go without its review, by name and reason. */
  override: command('gates.override', z.strictObject({ orderId: id, reason: requiredText(200) }), Review),
  paper: query('orders.read', z.strictObject({ id }), PaperOutput),
  markPrinted: command('orders.read', z.strictObject({ id }), z.strictObject({ printed: count })),
}
