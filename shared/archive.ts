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
  month,
  nothing,
  pageOf,
  paging,
  requiredText,
  text,
  version,
  voidInput,
} from './fields.ts'
import type { PhraseKey } from './language.ts'
import { orderStates } from './orderStates.ts'
import { PaperOutput } from './papers.ts'

/** The papers of a finished order that belong in its box (duty 118): what it was ordered by, and what of it was signed. */
export const archivePapers = ['fax', 'confirmation', 'notice', 'delivery', 'statement'] as const
export type ArchivePaper = (typeof archivePapers)[number]
export const archivePaperKeys: Record<ArchivePaper, PhraseKey> = {
  fax: 'archive.paperFax',
  confirmation: 'archive.paperConfirmation',
  notice: 'archive.paperNotice',
  delivery: 'archive.paperDelivery',
  statement: 'archive.paperStatement',
}

export interface ArchiveFacts {
  /** A fax, scan or noted paper it was keyed from. */
  fax: boolean
  /** Its confirmation went out or must be signed; it came back the same. */
  confirmationWanted: boolean
  confirmationSigned: boolean
  /** A standing production notice. */
  notice: boolean
  /** Released delivery notes with its goods: how many, not signed back, not in a statement. */
  notes: number
  unsigned: number
  unstated: number
}

/** Which papers of an order are missing, in the order they lie in the folder. */
export const missingPapers = (facts: ArchiveFacts): ArchivePaper[] =>
  archivePapers.filter((paper) => {
    if (paper === 'fax') return !facts.fax
    if (paper === 'confirmation') return facts.confirmationWanted && !facts.confirmationSigned
    if (paper === 'notice') return !facts.notice
    if (paper === 'delivery') return facts.notes === 0 || facts.unsigned > 0
    return facts.unstated > 0
  })

/** A closed box is not changed any more; one that lies open is. */
export const batchStates = ['open', 'closed', 'void'] as const
export type BatchState = (typeof batchStates)[number]
export const batchStateKeys: Record<BatchState, PhraseKey> = {
  open: 'archive.stateOpen',
  closed: 'archive.stateClosed',
  void: 'archive.stateVoid',
}

const orderHead = {
  orderId: id,
  orderNumber: z.string(),
  customerId: id,
  customer: z.string(),
  customerPo: z.string(),
  orderState: z.enum(orderStates),
  missing: z.array(z.enum(archivePapers)),
}

/** A finished order that lies in no box yet. */
export const WaitingOrder = z.strictObject({ ...orderHead, deliveredOn: date })
export type WaitingOrder = z.output<typeof WaitingOrder>

/** An order in a box: what is missing of it now, or as it was when the box was closed. */
export const ArchiveItem = z.strictObject({
  ...orderHead,
  id,
  sequence: count,
  putBy: z.string(),
  putAt: instant,
  /** Out of its box: to whom, since when, until when. */
  loan: z.strictObject({ id, borrower: z.string(), papers: z.string(), lentOn: date, dueOn: date, version }).nullable(),
})
export type ArchiveItem = z.output<typeof ArchiveItem>

export const Batch = z.strictObject({
  id,
  number: z.string(),
  month,
  workshop: z.string(),
  box: z.string(),
  place: z.string(),
  remark: z.string(),
  orders: count,
  /** Orders in it that lack a paper. */
  incomplete: count,
  printed: count,
  state: z.enum(batchStates),
  madeBy: z.string(),
  madeAt: instant,
  closedBy: z.string().nullable(),
  closedAt: instant.nullable(),
  reopenReason: z.string(),
  voidReason: z.string().nullable(),
  version,
})
export type Batch = z.output<typeof Batch>

export const Loan = z.strictObject({
  id,
  itemId: id,
  batchId: id,
  box: z.string(),
  orderId: id,
  orderNumber: z.string(),
  customer: z.string(),
  borrower: z.string(),
  papers: z.string(),
  purpose: z.string(),
  lentOn: date,
  dueOn: date,
  lentBy: z.string(),
  returnedOn: date.nullable(),
  returnedBy: z.string().nullable(),
  remark: z.string(),
  lateDays: count,
  version,
})
export type Loan = z.output<typeof Loan>

/**
 * The box that comes next in a month (`YYYY-MM`), in the office's own way of numbering: the greatest of the month plus
 * one (`2610-02` → `2610-03`), else the first of the month as the month before had it (`A-2609-04` → `A-2610-01`); ''
 * where the boxes that are there do not say.
 */
export const nextBox = (of: string, boxes: readonly { month: string; box: string }[]): string => {
  const numbered = boxes.flatMap(({ month: its, box }) => {
    const match = /^(.*\D)(\d{1,4})$/.exec(box)
    return match ? [{ month: its, before: match[1]!, number: Number(match[2]), digits: match[2]!.length }] : []
  })
  const written = (before: string, number: number, digits: number): string =>
    before + String(number).padStart(digits, '0')
  const [last] = numbered.filter(({ month: its }) => its === of).toSorted((a, b) => b.number - a.number)
  if (last) return written(last.before, last.number + 1, last.digits)
  const short = (text: string): string => text.slice(2).replace('-', '')
  const earlier = numbered
    .filter(({ month: its, before }) => before.includes(short(its)))
    .toSorted((a, b) => (a.month < b.month ? 1 : -1))[0]
  return earlier ? written(earlier.before.replace(short(earlier.month), short(of)), 1, earlier.digits) : ''
}

export const archive = {
  batches: query(
    'orders.read',
    z.strictObject({ ...paging, state: z.enum(batchStates).nullable().default(null) }),
    pageOf(Batch),
  ),
  read: query('orders.read', byId, Batch),
  items: query('orders.read', z.strictObject({ ...paging, batchId: id }), pageOf(ArchiveItem)),
  /** Finished orders whose last goods left in a month, made in a workshop ('' = any), that lie in no box. */
  waiting: query(
    'orders.read',
    z.strictObject({
      ...paging,
      month,
      workshop: z.string().max(40).default(''),
      show: z.enum(['all', 'complete', 'incomplete']).default('all'),
    }),
    pageOf(WaitingOrder),
  ),
  workshops: query('orders.read', nothing, z.array(z.string()).max(200)),
  open: command(
    'archive.write',
    z.strictObject({ month, workshop: text(40), box: requiredText(30), place: text(60), remark: text(200) }),
    Batch,
  ),
  /** Puts orders in, complete or not: what is missing stays written beside them. */
  putIn: command('archive.write', z.strictObject({ id, version, orderIds: z.array(id).min(1).max(200) }), Batch),
  /** Puts in every complete order of the box's month and workshop. */
  fill: command('archive.write', byIdVersion, z.strictObject({ put: count })),
  takeOut: command('archive.write', z.strictObject({ itemId: id, version, reason: requiredText(200) }), Batch),
  /** The box is full and tied up: its list stands. */
  close: command('archive.write', byIdVersion, Batch),
  reopen: command('archive.write', z.strictObject({ id, version, reason: requiredText(200) }), Batch),
  void: command('archive.write', voidInput, Batch),
  lend: command(
    'archive.write',
    z.strictObject({
      itemId: id,
      borrower: requiredText(40),
      papers: requiredText(100),
      purpose: text(100),
      lentOn: date,
      dueOn: date,
    }),
    Loan,
  ),
  giveBack: command(
    'archive.write',
    z.strictObject({ loanId: id, version, returnedOn: date, remark: text(200) }),
    Loan,
  ),
  loans: query('orders.read', z.strictObject({ ...paging, open: flag.default(true) }), pageOf(Loan)),
  /** Where the papers of an order lie; null: in no box. */
  placeOf: query(
    'orders.read',
    z.strictObject({ orderId: id }),
    z
      .strictObject({
        batchId: id,
        number: z.string(),
        box: z.string(),
        place: z.string(),
        borrower: z.string().nullable(),
      })
      .nullable(),
  ),
  /** 归档清单 of a box, and its label. */
  paper: query('orders.read', byId, PaperOutput),
  label: query('orders.read', byId, PaperOutput),
  markPrinted: command('archive.write', byId, z.strictObject({ printed: count })),
}
