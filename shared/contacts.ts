import { z } from 'zod'
import { command, query } from './contract.ts'
import { count, date, flag, id, instant, pageOf, paging, requiredText, text } from './fields.ts'
import type { PhraseKey } from './language.ts'
import { PaperOutput } from './papers.ts'

export const channels = ['phone', 'fax', 'wechat', 'email', 'visit'] as const
export type Channel = (typeof channels)[number]
export const channelKeys: Record<Channel, PhraseKey> = {
  phone: 'contacts.phone',
  fax: 'contacts.fax',
  wechat: 'contacts.wechat',
  email: 'contacts.email',
  visit: 'contacts.visit',
}
/** in: the customer came to us; out: we to the customer. */
export const directions = ['in', 'out'] as const
export type Direction = (typeof directions)[number]
export const directionKeys: Record<Direction, PhraseKey> = { in: 'contacts.in', out: 'contacts.out' }

/** What a line of the log is made of: only talks and letters are written here, the rest is read where it stands. */
export const contactSources = ['talk', 'progressReply', 'promise', 'slip', 'check'] as const
export type ContactSource = (typeof contactSources)[number]
export const contactSourceKeys: Record<ContactSource, PhraseKey> = {
  talk: 'contacts.sourceTalk',
  progressReply: 'contacts.sourceReply',
  promise: 'contacts.sourcePromise',
  slip: 'contacts.sourceSlip',
  check: 'contacts.sourceCheck',
}

/** One line of 往来记录 (duty 117). */
export const ContactRow = z.strictObject({
  source: z.enum(contactSources),
  id,
  at: instant,
  channel: z.enum(channels),
  direction: z.enum(directions),
  /** Who on the customer's side. */
  person: z.string(),
  summary: z.string(),
  by: z.string(),
  orderId: id.nullable(),
  orderNumber: z.string().nullable(),
  inboxItemId: id.nullable(),
  fileName: z.string().nullable(),
  nextOn: date.nullable(),
})
export type ContactRow = z.output<typeof ContactRow>

export const ContactDraft = z.strictObject({
  customerId: id,
  orderId: id.nullable(),
  channel: z.enum(channels),
  direction: z.enum(directions),
  person: text(30),
  summary: requiredText(300),
  inboxItemId: id.nullable().default(null),
  nextOn: date.nullable().default(null),
})
export type ContactDraft = z.output<typeof ContactDraft>

/** The letter asked for: which customer, and the words under its table. */
export const ProgressAsked = z.strictObject({ customerId: id, note: text(500).default('') })

export const contacts = {
  list: query('customers.read', z.strictObject({ ...paging, customerId: id }), pageOf(ContactRow)),
  add: command('messages.write', ContactDraft, ContactRow),
  /** Papers of the customer that may be attached, the newest first. */
  papers: query(
    'inbox.read',
    z.strictObject({ customerId: id }),
    z.array(z.strictObject({ id, fileName: z.string(), receivedAt: instant })).max(30),
  ),
  /** 客户进度回复函 (duty 58), ready for preview, print and PDF. */
  progressPaper: query('customers.read', ProgressAsked, PaperOutput),
  /** The same as words to paste into a chat, and whom it goes to. */
  progressText: query(
    'customers.read',
    ProgressAsked,
    z.strictObject({
      text: z.string(),
      orders: count,
      lines: count,
      more: flag,
      person: z.string(),
      fax: z.string(),
    }),
  ),
  progressSent: command(
    'messages.write',
    z.strictObject({ customerId: id, channel: z.enum(channels), person: text(60), note: text(500).default('') }),
    ContactRow,
  ),
}
