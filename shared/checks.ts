import { z } from 'zod'
import { command, query } from './contract.ts'
import {
  byId,
  count,
  date,
  fen,
  flag,
  id,
  instant,
  micros,
  packs,
  requiredText,
  text,
  thousandths,
  version,
} from './fields.ts'
import { InboxRow } from './inbox.ts'
import type { PhraseKey } from './language.ts'
import { orderStates } from './orderStates.ts'

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
      z.strictObject({ ...place, mark: z.literal('question'), question: requiredText(200) }),
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
  /** Questions still open, of all orders. */
  questions: query(
    'checks.write',
    byId.partial(),
    z
      .array(
        z.strictObject({
          orderId: id,
          number: z.string(),
          line: count,
          field: z.enum(checkFields),
          question: z.string(),
          at: instant,
          by: z.string(),
        }),
      )
      .max(500),
  ),
}
