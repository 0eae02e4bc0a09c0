import { z } from 'zod'
import { command, query } from './contract.ts'
import {
  byId,
  byIdVersion,
  bytes,
  count,
  date,
  id,
  flag,
  instant,
  pageOf,
  paging,
  requiredText,
  sha256,
  text,
  version,
} from './fields.ts'

export const inboxSources = ['folder', 'drop', 'pick', 'paper'] as const
export const inboxStates = ['waiting', 'linked', 'setAside'] as const

/** A paper from outside. The bytes lie under their SHA-256; a paper that was only noted has none ('' and 0 bytes). */
export const InboxRow = z.strictObject({
  id,
  sha256: z.string(),
  fileName: z.string(),
  mediaType: z.string(),
  byteLength: count,
  pages: count,
  source: z.enum(inboxSources),
  receivedAt: instant,
  customerId: id.nullable(),
  customerName: z.string().nullable(),
  orderId: id.nullable(),
  orderNumber: z.string().nullable(),
  state: z.enum(inboxStates),
  setAsideReason: z.string().nullable(),
  setAsideBy: z.string().nullable(),
  version,
})
export type InboxRow = z.output<typeof InboxRow>

/** A file taken in; `known`: the same bytes were there already, this is that paper. */
export const Received = InboxRow.extend({ known: flag })
export type Received = z.output<typeof Received>

export const inbox = {
  /** Takes a file in. The same bytes again give the paper that is there already. */
  receive: command(
    'inbox.write',
    z.strictObject({ bytes, fileName: requiredText(200), source: z.enum(['folder', 'drop', 'pick']) }),
    Received,
  ),
  /** Notes a paper that was kept as paper: fax number, pages and date are the 书面依据 (duty 2). */
  note: command(
    'inbox.write',
    z.strictObject({ number: requiredText(40), pages: count.min(1).max(200), on: date, customerId: id.nullable() }),
    InboxRow,
  ),
  list: query(
    'inbox.read',
    z.strictObject({ ...paging, state: z.enum(inboxStates).optional(), text: text(60).optional() }),
    pageOf(InboxRow),
  ),
  read: query('inbox.read', byId, InboxRow),
  /** The bytes of a paper; empty when only its note is kept. */
  bytes: query('inbox.read', byId, z.strictObject({ bytes, mediaType: z.string(), sha256: sha256.or(z.literal('')) })),
  assign: command('inbox.write', z.strictObject({ id, version, customerId: id.nullable() }), InboxRow),
  setAside: command('inbox.write', z.strictObject({ id, version, reason: requiredText(100) }), InboxRow),
  takeBack: command('inbox.write', byIdVersion, InboxRow),
  /** Puts a waiting paper with an order that exists already. */
  link: command('inbox.write', z.strictObject({ id, version, orderId: id }), InboxRow),
}
