import { z } from 'zod'
import { blindFields, BlindState } from './blindKeys.ts'
import { command, query } from './contract.ts'
import {
  count,
  date,
  fen,
  flag,
  id,
  instant,
  micros,
  nothing,
  packs,
  requiredText,
  text,
  thousandths,
  version,
} from './fields.ts'
import { InboxRow } from './inbox.ts'
import type { PhraseKey } from './language.ts'
import { orderStates } from './orderStates.ts'

/** How an order is checked: called back, keyed a second time blind, or both. */
export const checkWays = ['callBack', 'blind', 'both'] as const
export type CheckWay = (typeof checkWays)[number]
/** Ways an order comes that leave a paper to key from a second time: what was only said, or read from a file, has none. */
const writtenSources: readonly string[] = ['fax', 'visit', 'email', 'message']

/** The way the office chose; from its amount on an order is keyed a second time as well. Without a paper: called back. */
export const checkWayOf = (
  office: { checkWay: CheckWay; blindFromFen: number },
  { totalFen, source }: { totalFen: number; source: string },
): CheckWay => {
  if (!writtenSources.includes(source)) return 'callBack'
  return office.checkWay === 'callBack' && office.blindFromFen > 0 && totalFen >= office.blindFromFen
    ? 'both'
    : office.checkWay
}

/** Fields of a line the call-back goes through (duty 6); which of them is a setting of the office. */
export const checkFields = ['code', 'name', 'colour', 'quantity', 'price', 'dueOn'] as const
export type CheckField = (typeof checkFields)[number]
export const checkFieldKeys: Record<CheckField, PhraseKey> = {
  code: 'checks.fieldCode',
  name: 'checks.fieldName',
  colour: 'checks.fieldColour',
  quantity: 'checks.fieldQuantity',
  price: 'checks.fieldPrice',
  dueOn: 'checks.fieldDueOn',
}

/** What has to be marked of each line: in a blind check the fields that were keyed a second time. */
export const fieldsOfWay = (way: CheckWay, office: { checkFields: readonly CheckField[] }): CheckField[] =>
  way === 'blind' ? [...blindFields] : [...office.checkFields]

/** ✓ as keyed · 改 corrected, both values kept · 问 still to be asked. */
export const checkMarkKinds = ['ok', 'changed', 'question'] as const
export type CheckMarkKind = (typeof checkMarkKinds)[number]

export const CheckMark = z.strictObject({
  field: z.enum(checkFields),
  mark: z.enum(checkMarkKinds),
  oldValue: z.string(),
  newValue: z.string(),
  question: z.string(),
  answer: z.string(),
  by: z.string(),
  at: instant,
})
export type CheckMark = z.output<typeof CheckMark>

export const CheckLine = z.strictObject({
  id,
  sequence: count,
  productId: id.nullable(),
  code: z.string(),
  name: z.string(),
  spec: z.string(),
  colour: z.string(),
  unit: z.string(),
  quantity: thousandths,
  packs,
  priceMicros: micros,
  lastPriceMicros: micros.nullable(),
  amountFen: fen,
  dueOn: date,
  customerPo: z.string(),
  remark: z.string(),
  /** Hash of its 图片 or its product's; '' = none. */
  picture: z.string(),
  marks: z.array(CheckMark).max(6),
})
export type CheckLine = z.output<typeof CheckLine>

export const CheckCall = z.strictObject({
  id,
  spokenTo: z.string(),
  phone: z.string(),
  startedAt: instant,
  finishedAt: instant.nullable(),
  salespersonToldAt: instant.nullable(),
  by: z.string(),
})

/** Where a line stands on the fax, as somebody showed it: page from 0, place and height in shares of the page. */
export const FaxBandPlace = z.strictObject({
  inboxItemId: id,
  line: count.max(1000),
  page: count.max(1000),
  top: z.number().min(0).max(1),
  height: z.number().min(0.001).max(1),
})
export type FaxBandPlace = z.output<typeof FaxBandPlace>

export const Check = z.strictObject({
  orderId: id,
  number: z.string(),
  state: z.enum(orderStates),
  rush: flag,
  customerId: id,
  customerName: z.string(),
  contact: z.string(),
  phone: z.string(),
  salesperson: z.string(),
  keyedBy: z.string(),
  keyedAt: instant,
  /** Another person must do it: this one keyed the order (four eyes). */
  sameEyes: flag,
  checkedBy: z.string().nullable(),
  checkedAt: instant.nullable(),
  /** The first sentence on the phone (duty 7). */
  greeting: z.string(),
  fields: z.array(z.enum(checkFields)).min(1).max(6),
  way: z.enum(checkWays),
  /** The salesperson has to be asked before the call (duty 5). */
  salespersonFirst: flag,
  /** The second keying that stands, and how many of its differences are open once it is handed in. */
  blind: BlindState.extend({ open: count }).nullable(),
  bands: z.array(FaxBandPlace).max(1000),
  call: CheckCall.nullable(),
  lines: z.array(CheckLine).max(300),
  inbox: z.array(InboxRow).max(20),
  totalFen: fen,
  totalPacks: packs,
  depositFen: fen,
  depositBasisPoints: count,
  bankAccount: z.string(),
  /** Version of the order: `finish` and `reopen` send it back. */
  version,
})
export type Check = z.output<typeof Check>

/** How far a check is: fields to go through, and how many are ✓ / 改 / 问. */
export const checkProgress = (check: {
  fields: readonly CheckField[]
  lines: readonly { marks: readonly { field: CheckField; mark: CheckMarkKind }[] }[]
}) => {
  const counts = { fields: check.lines.length * check.fields.length, ok: 0, changed: 0, question: 0 }
  for (const line of check.lines)
    for (const { field, mark } of line.marks) if (check.fields.includes(field)) counts[mark] += 1
  return { ...counts, left: counts.fields - counts.ok - counts.changed }
}

const place = { orderLineId: id, field: z.enum(checkFields) }

export const checks = {
  read: query('checks.write', z.strictObject({ orderId: id }), Check),
  /** Opens the call, or corrects who is on the phone in the one that is open. */
  start: command(
    'checks.write',
    z.strictObject({ orderId: id, spokenTo: requiredText(40), phone: text(40), salespersonTold: flag }),
    Check,
  ),
  mark: command(
    'checks.write',
    z.discriminatedUnion('mark', [
      z.strictObject({ ...place, mark: z.literal('ok') }),
      z.strictObject({ ...place, mark: z.literal('changed'), newValue: text(200) }),
      z.strictObject({
        ...place,
        mark: z.literal('question'),
        question: requiredText(200),
        askedWhom: text(40).default(''),
      }),
    ]),
    Check,
  ),
  /** Ticks what is not marked yet of one line, or of several lines. */
  markLines: command('checks.write', z.strictObject({ orderLineIds: z.array(id).min(1).max(300) }), Check),
  /** The customer's answer to a question: as keyed, or changed. */
  answer: command(
    'checks.write',
    z.strictObject({ ...place, answer: requiredText(200), newValue: text(200).nullable() }),
    Check,
  ),
  /** Takes one mark back; a corrected value goes back to what it was. */
  unmark: command('checks.write', z.strictObject(place), Check),
  finish: command('checks.write', z.strictObject({ orderId: id, version }), Check),
  /** 反审核: opens a finished check again, with a reason, while nothing was signed or produced (duty 11). */
  reopen: command('checks.write', z.strictObject({ orderId: id, version, reason: requiredText(200) }), Check),
  /** Keeps where a line stands on a paper, for the next who looks at it. */
  placeBand: command('checks.write', FaxBandPlace, nothing),
}
