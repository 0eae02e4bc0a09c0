import type { Generated } from 'kysely'
import type { Row } from './schemaMasters.ts'

/** The tables of what is said to customers: promises, slips for colleagues, the contact log. */
export interface PromisesTable extends Row {
  customerId: number
  orderId: number | null
  promisedOn: string
  words: string
  userId: number
  userName: string
  at: string
  /** One line of the order; null for all of it. */
  orderLineId: number | null
  /** Why the promise before it was changed; '' for a first one. */
  reason: Generated<string>
}
export interface MessagesTable extends Row {
  forUserId: number
  name: string
  factory: string
  phone: string
  matter: string
  customerId: number | null
  userId: number
  at: string
  calledBackAt: string | null
  version: number
  calledBackBy: number | null
  /** What was said when it was called back. */
  answer: Generated<string>
}
export interface ContactsTable extends Row {
  customerId: number
  orderId: number | null
  /** talk, progressReply (客户进度回复函) */
  kind: string
  /** phone, fax, wechat, email, visit */
  channel: string
  /** in: the customer came to us; out: we to the customer. */
  direction: string
  person: string
  summary: string
  inboxItemId: number | null
  /** The day on the office's calendar; `at` is the instant it was written down. */
  contactedOn: string
  nextOn: string | null
  userId: number
  at: string
  version: number
}
