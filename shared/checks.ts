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

/**
 * Fields of a line the call-back may go through, in the order of the page's columns (duty 6). Which of them are asked
 * is a setting of the office, per product family: 规格, 材质/工艺 and 备注 are asked where the office's list names them.
 */
export const checkFields = [
  'code',
  'name',
  'spec',
  'colour',
  'material',
  'quantity',
  'packs',
  'price',
  'dueOn',
  'remark',
] as const
export type CheckField = (typeof checkFields)[number]
export const checkFieldKeys: Record<CheckField, PhraseKey> = {
  code: 'checks.fieldCode',
  name: 'checks.fieldName',
  spec: 'checks.fieldSpec',
  colour: 'checks.fieldColour',
  material: 'checks.fieldMaterial',
  quantity: 'checks.fieldQuantity',
  packs: 'checks.fieldPacks',
  price: 'checks.fieldPrice',
  dueOn: 'checks.fieldDueOn',
  remark: 'checks.fieldRemark',
}

/** The fields on by default, until an office decides otherwise (duties 4 and 6); 规格 stands with the name. */
export const usualCheckFields: CheckField[] = ['code', 'name', 'colour', 'quantity', 'packs', 'price', 'dueOn']

/** What costs money when it is wrong is on every list: no list of the office is without it (duties 4 and 6). */
export const isAlwaysChecked = (field: CheckField): boolean => blindFields.some((each) => each === field)

/** A list in the order of the columns, with what is always checked on it. */
export const checkListOf = (chosen: readonly CheckField[]): CheckField[] =>
  checkFields.filter((field) => isAlwaysChecked(field) || chosen.includes(field))

/** What the office's settings say of check columns: the standard list, and a list for some families (系列 of products). */
export interface CheckLists {
  checkFields: readonly CheckField[]
  familyFields: readonly { family: string; fields: readonly CheckField[] }[]
}

/**
 * What has to be marked of a line: in a blind check the fields that were keyed a second time; else the list of its
 * product's family, or the standard list where it has no product, no family, or the family no list.
 */
export const fieldsOfWay = (way: CheckWay, office: CheckLists, family: string | null): CheckField[] => {
  if (way === 'blind') return [...blindFields]
  const own = family === null || family === '' ? undefined : office.familyFields.find((each) => each.family === family)
  return [...(own?.fields ?? office.checkFields)]
}

/** ✓ as keyed · 改 corrected, both values kept · 问 still to be asked. */
export const checkMarkKinds = ['ok', 'changed', 'question'] as const
export type CheckMarkKind = (typeof checkMarkKinds)[number]

/**
 * The fields asked of a line when the list may have changed since its first mark (duty 6).
 * A check that is not finished follows the list as it is now: a field that came onto it is asked, a ✓ on a field that
 * went off it counts no more (and counts again when the field comes back). What was corrected or is being asked stays
 * asked, so that no 改 and no open 问 is lost from sight.
 * A finished check stays as it was finished: what carries a mark is what was asked. (A line a change slip brought later
 * carries none: it shows its list, and `checkProgress` does not count it.)
 */
export const askedFields = (
  list: readonly CheckField[],
  marks: readonly { field: CheckField; mark: CheckMarkKind }[],
  finished: boolean,
): CheckField[] => {
  const held = finished && marks.length > 0 ? [] : list
  return checkFields.filter(
    (field) => held.includes(field) || marks.some((mark) => mark.field === field && (finished || mark.mark !== 'ok')),
  )
}

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
  material: z.string(),
  remark: z.string(),
  /** The fields asked of this line, in the order of the columns. */
  fields: z.array(z.enum(checkFields)).max(checkFields.length),
  /** Hash of its 图片 or its product's; '' = none. */
  picture: z.string(),
  marks: z.array(CheckMark).max(checkFields.length),
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
  /** The columns: every field asked of any line. */
  fields: z.array(z.enum(checkFields)).max(checkFields.length),
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

/** How far a check is: fields asked of its lines, and how many of them are ✓ / 改 / 问. */
export const checkProgress = (check: {
  checkedAt: string | null
  lines: readonly {
    fields: readonly CheckField[]
    marks: readonly { field: CheckField; mark: CheckMarkKind }[]
  }[]
}) => {
  const counts = { fields: 0, ok: 0, changed: 0, question: 0 }
  for (const { fields, marks } of check.lines) {
    const counted = marks.filter(({ field }) => fields.includes(field))
    counts.fields += check.checkedAt === null ? fields.length : counted.length
    for (const { mark } of counted) counts[mark] += 1
  }
  return { ...counts, left: counts.fields - counts.ok - counts.changed }
}

const place = { orderLineId: id, field: z.enum(checkFields) }
/** The version of the order the page showed: what was never seen is not ticked. */
const seen = version.optional()

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
      z.strictObject({ ...place, mark: z.literal('ok'), seen }),
      z.strictObject({ ...place, mark: z.literal('changed'), newValue: text(200), seen }),
      z.strictObject({
        ...place,
        mark: z.literal('question'),
        question: requiredText(200),
        askedWhom: text(40).default(''),
        seen,
      }),
    ]),
    Check,
  ),
  /** Ticks what is not marked yet of one line, or of several lines. */
  markLines: command('checks.write', z.strictObject({ orderLineIds: z.array(id).min(1).max(300), seen }), Check),
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
