import { z } from 'zod'
import { command, query } from './contract.ts'
import { count, date, flag, id, instant, nothing, pageOf, paging, requiredText, text, version } from './fields.ts'
import type { PhraseKey } from './language.ts'
import { promiseStates, type PromiseState } from './promises.ts'

export const promiseStateKeys: Record<PromiseState, PhraseKey> = {
  open: 'messages.stateOpen',
  broken: 'messages.stateBroken',
  kept: 'messages.stateKept',
  changed: 'messages.stateChanged',
}

/** 答复: what a caller was promised, by whom; the next caller is told the same (duty 50). */
export const PromiseRow = z.strictObject({
  id,
  customerId: id,
  orderId: id.nullable(),
  orderNumber: z.string().nullable(),
  orderLineId: id.nullable(),
  /** The goods of the line, where it is for one line. */
  goods: z.string().nullable(),
  promisedOn: date,
  words: z.string(),
  /** Why the one before was changed; '' for a first one. */
  reason: z.string(),
  by: z.string(),
  at: instant,
  state: z.enum(promiseStates),
  /** 改期 n 次. */
  changes: count,
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
  customerId: id.nullable(),
  userId: id,
  by: z.string(),
  at: instant,
  calledBackAt: instant.nullable(),
  calledBackBy: z.string().nullable(),
  /** What was said when it was called back. */
  answer: z.string(),
  version,
})
export type MessageRow = z.output<typeof MessageRow>

/** mine: for me and waiting · written: by me · waiting: of the whole office · done: called back. */
export const messageBoxes = ['mine', 'written', 'waiting', 'done'] as const
export type MessageBox = (typeof messageBoxes)[number]
export const messageBoxKeys: Record<MessageBox, PhraseKey> = {
  mine: 'messages.boxMine',
  written: 'messages.boxWritten',
  waiting: 'messages.boxWaiting',
  done: 'messages.boxDone',
}

export const messages = {
  promise: command(
    'messages.write',
    z.strictObject({
      customerId: id,
      orderId: id.nullable(),
      orderLineId: id.nullable().default(null),
      promisedOn: date,
      words: requiredText(200),
      /** Needed where a promise stands already, for the same matter or for everything the order was part of. */
      reason: text(100).default(''),
    }),
    PromiseRow,
  ),
  promises: query(
    'customers.read',
    z.strictObject({ customerId: id, limit: count.min(1).max(100).default(20) }),
    z.array(PromiseRow).max(100),
  ),
  /** Before it is promised: what that changes, the how-manieth change it is, and whether the office rests that day. */
  weighPromise: query(
    'customers.read',
    z.strictObject({ customerId: id, orderId: id.nullable(), orderLineId: id.nullable(), promisedOn: date.nullable() }),
    z.strictObject({ before: PromiseRow.nullable(), changes: count, rests: flag }),
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
  list: query(
    'signedIn',
    z.strictObject({ ...paging, box: z.enum(messageBoxes).default('mine'), text: text(60).default('') }),
    pageOf(MessageRow),
  ),
  calledBack: command('messages.write', z.strictObject({ id, version, answer: text(200).default('') }), MessageRow),
  waiting: query('signedIn', nothing, z.strictObject({ count })),
}
