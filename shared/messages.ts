import { z } from 'zod'
import { command, query } from './contract.ts'
import { count, date, flag, id, instant, nothing, requiredText, text, version } from './fields.ts'

/** 答复: what a caller was promised, by whom; the next caller is told the same (duty 50). */
export const PromiseRow = z.strictObject({
  id,
  customerId: id,
  orderId: id.nullable(),
  orderNumber: z.string().nullable(),
  promisedOn: date,
  words: z.string(),
  by: z.string(),
  at: instant,
})
export type PromiseRow = z.output<typeof PromiseRow>

/** 留言条 (duty 115): waits on the person's 今日 until 已复电. */
export const MessageRow = z.strictObject({
  id,
  forUserId: id,
  forName: z.string(),
  name: z.string(),
  factory: z.string(),
  phone: z.string(),
  matter: z.string(),
  by: z.string(),
  at: instant,
  calledBackAt: instant.nullable(),
  version,
})
export type MessageRow = z.output<typeof MessageRow>

export const messages = {
  promise: command(
    'messages.write',
    z.strictObject({ customerId: id, orderId: id.nullable(), promisedOn: date, words: requiredText(200) }),
    PromiseRow,
  ),
  promises: query(
    'customers.read',
    z.strictObject({ customerId: id, limit: count.min(1).max(100).default(20) }),
    z.array(PromiseRow).max(100),
  ),
  leave: command(
    'messages.write',
    z.strictObject({
      forUserId: id,
      name: requiredText(30),
      factory: text(60),
      phone: text(40),
      matter: requiredText(200),
      customerId: id.nullable(),
    }),
    MessageRow,
  ),
  mine: query('signedIn', z.strictObject({ done: flag.default(false) }), z.array(MessageRow).max(200)),
  calledBack: command('messages.write', z.strictObject({ id, version }), MessageRow),
  waiting: query('signedIn', nothing, z.strictObject({ count })),
}
