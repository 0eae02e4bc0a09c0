import { z } from 'zod'
import { command, query } from './contract.ts'
import { count, date, flag, id, instant, requiredText, text, version } from './fields.ts'

/** 结案小结 (duty 63): what went wrong with an order and what to do next time; of one product or of all of them. */
export const Lesson = z.strictObject({
  id,
  orderId: id,
  orderNumber: z.string(),
  customer: z.string(),
  /** Null: it goes for every product of the order. */
  productId: id.nullable(),
  product: z.string(),
  wrong: z.string(),
  better: z.string(),
  /** Looked at, and there is nothing to learn. */
  nothing: flag,
  by: z.string(),
  at: instant,
  version,
})
export type Lesson = z.output<typeof Lesson>

/** What went wrong with the order, as the facts have it: the words a lesson starts from. */
export const LessonFacts = z.strictObject({
  orderId: id,
  orderNumber: z.string(),
  customer: z.string(),
  products: z.array(z.strictObject({ productId: id, product: z.string() })).max(200),
  /** Lines that came through after their due date: calendar days, the process that lost them and its cause. */
  late: z
    .array(
      z.strictObject({
        description: z.string(),
        dueOn: date,
        finishedOn: date,
        days: count,
        causes: z.array(z.string()).max(20),
      }),
    )
    .max(100),
  exceptions: z.array(z.strictObject({ id, number: z.string(), what: z.string(), how: z.string() })).max(50),
  lessons: z.array(Lesson).max(100),
})
export type LessonFacts = z.output<typeof LessonFacts>

/** Lessons of a product that are shown when it comes again, the newest first. */
export const shownLessons = 5

export const lessons = {
  /** Of a product, whichever order it was; the newest first. */
  ofProduct: query('products.read', z.strictObject({ productId: id }), z.array(Lesson).max(50)),
  /** Of the products of an order that were made before: what its notice should know. */
  ofOrder: query('orders.read', z.strictObject({ orderId: id }), z.array(Lesson).max(50)),
  facts: query('orders.read', z.strictObject({ orderId: id }), LessonFacts),
  save: command(
    'orders.write',
    z.strictObject({
      id: id.nullable(),
      version,
      orderId: id,
      productId: id.nullable(),
      wrong: requiredText(300),
      better: requiredText(300),
    }),
    Lesson,
  ),
  /** Nothing to learn from this order: it is not asked again. */
  nothing: command('orders.write', z.strictObject({ orderId: id, why: text(100).default('') }), Lesson),
}
