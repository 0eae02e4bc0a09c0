import { z } from 'zod'
import { command, query } from './contract.ts'
import { daysBetween, plusDays } from './dates.ts'
import {
  byId,
  bytes,
  count,
  date,
  fen,
  flag,
  id,
  instant,
  nothing,
  pageOf,
  paging,
  requiredText,
  text,
  thousandths,
  version,
} from './fields.ts'
import type { PhraseKey } from './language.ts'
import { PaperOutput } from './papers.ts'
import { may, type Role } from './permissions.ts'

/** Papers sent to a customer that must come back signed: one component for all three (demands, decision 6). */
export const signBackKinds = ['confirmation', 'delivery', 'statement', 'change', 'quotation', 'outsourcing'] as const
export type SignBackKind = (typeof signBackKinds)[number]
export const signBackStates = ['waiting', 'same', 'different', 'cancelled'] as const
export type SignBackState = (typeof signBackStates)[number]

export const signBackKindKeys: Record<SignBackKind, PhraseKey> = {
  confirmation: 'signBacks.confirmation',
  delivery: 'signBacks.delivery',
  statement: 'signBacks.statement',
  change: 'signBacks.change',
  quotation: 'signBacks.quotation',
  outsourcing: 'signBacks.outsourcing',
}
export const signBackStateKeys: Record<SignBackState, PhraseKey> = {
  waiting: 'signBacks.stateWaiting',
  same: 'signBacks.stateSame',
  different: 'signBacks.stateDifferent',
  cancelled: 'signBacks.stateCancelled',
}

/** Signed papers carry prices: whoever does not see them opens signed delivery notes only. */
export const mayOpenCopy = (role: Role | null, kind: SignBackKind): boolean =>
  may(role, 'prices.read') || (kind === 'delivery' && may(role, 'deliveries.read'))

/** How late a signed copy is, in calendar days past its day: not due yet, 0–3, 4–7, 8–15, 16–30, more (duty 87). */
export const lateBuckets = ['notDue', 'to3', 'to7', 'to15', 'to30', 'more'] as const
export type LateBucket = (typeof lateBuckets)[number]
export const lateBucketKeys: Record<LateBucket, PhraseKey> = {
  notDue: 'signBacks.bucketNotDue',
  to3: 'signBacks.bucketTo3',
  to7: 'signBacks.bucketTo7',
  to15: 'signBacks.bucketTo15',
  to30: 'signBacks.bucketTo30',
  more: 'signBacks.bucketMore',
}
/** First and last day late of each bucket. */
const bucketDays: Record<Exclude<LateBucket, 'notDue'>, [from: number, to: number]> = {
  to3: [0, 3],
  to7: [4, 7],
  to15: [8, 15],
  to30: [16, 30],
  more: [31, 40_000],
}
const lateNames = ['to3', 'to7', 'to15', 'to30', 'more'] as const

/** The bucket of a paper that is due on a day. */
export const bucketOf = (dueOn: string, today: string): LateBucket => {
  const late = daysBetween(dueOn, today)
  if (late < 0) return 'notDue'
  return lateNames.find((name) => late <= bucketDays[name][1])!
}
/** The due days of a bucket, first and last; null = open at that end. */
export const daysOfBucket = (bucket: LateBucket, today: string): { from: string | null; to: string | null } => {
  if (bucket === 'notDue') return { from: plusDays(today, 1), to: null }
  const [from, to] = bucketDays[bucket]
  return { from: bucket === 'more' ? null : plusDays(today, -to), to: plusDays(today, -from) }
}

/** What the papers that are out are counted by. */
export const ageingGroups = ['driver', 'customer', 'kind'] as const
export type AgeingGroup = (typeof ageingGroups)[number]
/** Papers of one driver, one customer (or factory outside), or one kind. */
export const AgeingRow = z.strictObject({
  /** `driver` or kind by its text, `c12` a customer, `f3` a factory. */
  key: z.string(),
  name: z.string(),
  phone: z.string(),
  notDue: count,
  to3: count,
  to7: count,
  to15: count,
  to30: count,
  more: count,
  total: count,
  /** Days the oldest is late; 0 when none is. */
  oldestDays: count,
})
export type AgeingRow = z.output<typeof AgeingRow>

/** One time the signed copy was asked for: who was asked, what was answered, when it is asked after again. */
export const ChaseRow = z.strictObject({
  id,
  at: instant,
  by: z.string(),
  spokenTo: z.string(),
  answer: z.string(),
  nextOn: date.nullable(),
})
export type ChaseRow = z.output<typeof ChaseRow>

/** A line of a note beside what the customer signed for; quantities in thousandths. */
export const SignedLine = z.strictObject({
  deliveryLineId: id,
  sequence: count,
  description: z.string(),
  unit: z.string(),
  sent: thousandths,
  /** Null: signed as it stands. */
  received: thousandths.nullable(),
  words: z.string(),
})
export type SignedLine = z.output<typeof SignedLine>

const group = {
  /** Of one row of the ageing list. */
  by: z.enum(ageingGroups),
  key: z.string().max(80),
  bucket: z.enum(lateBuckets).nullable().default(null),
}

export interface DifferenceFacts {
  state: SignBackState
  /** Marked 已处理 by a person, with how. */
  settled: boolean
  /** The paper is void, or the order is called back anew: what differed is out of the world. */
  overtaken: boolean
  /** A later return, replacement or exchange of its goods, or an adjustment that names it. */
  corrected: boolean
}

/** A copy that came back different stays on every list until something was done about it. */
export const isOpenDifference = ({ state, settled, overtaken, corrected }: DifferenceFacts): boolean =>
  state === 'different' && !settled && !overtaken && !corrected

export const SignBackRow = z.strictObject({
  id,
  kind: z.enum(signBackKinds),
  documentId: id,
  documentNumber: z.string(),
  /** Whose signature is awaited; null where it is a factory outside that signs. */
  customerId: id.nullable(),
  customerName: z.string(),
  phone: z.string(),
  sentAt: instant,
  sentBy: z.string(),
  sentTo: z.string(),
  dueOn: date,
  state: z.enum(signBackStates),
  /** Calendar days since it was sent, and past its date (0 when not overdue or back). */
  ageDays: count,
  overdueDays: count,
  returnedAt: instant.nullable(),
  returnedBy: z.string().nullable(),
  difference: z.string().nullable(),
  /** By how much the customer's copy differs, in fen; null when no amount was named or who reads it sees no prices. */
  differenceFen: fen.nullable(),
  sha256: z.string().nullable(),
  chasedAt: instant.nullable(),
  chases: count,
  /** What the last chase was answered, by whom it was said, and when it is asked after again. */
  lastSpokenTo: z.string(),
  lastAnswer: z.string(),
  nextOn: date.nullable(),
  /** Who took a delivery note along. */
  driver: z.string(),
  /** Different and nobody has settled it yet, by a mark or by what was done since. */
  open: flag,
  settledAt: instant.nullable(),
  settledBy: z.string().nullable(),
  settledHow: z.string(),
  version,
})
export type SignBackRow = z.output<typeof SignBackRow>

export const signBacks = {
  list: query(
    'signedIn',
    z.strictObject({
      ...paging,
      kind: z.enum(signBackKinds).optional(),
      state: z.enum(signBackStates).default('waiting'),
      customerId: id.optional(),
      overdueOnly: flag.default(false),
      /** Of the different ones: true those nobody has settled, false the settled ones. */
      open: flag.optional(),
      documentId: id.optional(),
      /** Overdue longer than the office lets be (escalated to the manager). */
      escalated: flag.default(false),
    }),
    pageOf(SignBackRow),
  ),
  /** Papers that are out, counted by how late they are; the oldest group first. */
  ageing: query('signedIn', z.strictObject({ by: z.enum(ageingGroups) }), z.array(AgeingRow).max(500)),
  /** The papers of one group, the longest late first. */
  outOf: query('signedIn', z.strictObject({ ...paging, ...group }), pageOf(SignBackRow)),
  /** 回签催收单 of a group for the driver or the phone: no amount is on it. */
  chasePaper: query(
    'signBacks.write',
    z.strictObject({ ...group, except: z.array(id).max(200).default([]) }),
    PaperOutput,
  ),
  /** Papers that are out, by their number or the red number of the form, whole or without its first letters. */
  find: query('signedIn', z.strictObject({ typed: requiredText(40) }), z.array(SignBackRow).max(10)),
  /** Every time it was asked for, the first time first. */
  chaseRows: query('signedIn', byId, z.array(ChaseRow).max(200)),
  /** The lines of a delivery note with what the customer signed for. */
  signedLines: query('signedIn', byId, z.array(SignedLine).max(1000)),
  read: query('signedIn', byId, SignBackRow),
  /** Marks a paper as sent, or sent again: what was still out of it before is cancelled. */
  markSent: command(
    'signBacks.write',
    // `sure`: of a statement that does not tell what was entered after it was made
    z.strictObject({ kind: z.enum(signBackKinds), documentId: id, sentTo: text(60), sure: z.boolean().default(false) }),
    SignBackRow,
  ),
  /** Writes down that the customer was asked for it again, whom one spoke to. */
  chase: command(
    'signBacks.write',
    z.strictObject({
      id,
      version,
      spokenTo: text(60),
      answer: text(200).default(''),
      nextOn: date.nullable().default(null),
    }),
    SignBackRow,
  ),
  /** The same call for several papers of one customer, factory or driver. */
  chaseMany: command(
    'signBacks.write',
    z.strictObject({
      papers: z.array(z.strictObject({ id, version })).min(1).max(200),
      spokenTo: requiredText(60),
      answer: text(200),
      nextOn: date.nullable(),
    }),
    z.strictObject({ chased: count }),
  ),
  /** The signed copy is back: the same, or different with the difference in words. */
  markReturned: command(
    'signBacks.write',
    z.strictObject({
      id,
      version,
      result: z.enum(['same', 'different']),
      difference: text(500),
      differenceFen: fen.nullable(),
      copy: bytes.nullable(),
      /** The signed copy lies in the inbox already: it came back by fax. */
      inboxItemId: id.nullable().default(null),
      /** Lines of a delivery note the customer signed for another quantity, or wrote something beside. */
      lines: z
        .array(z.strictObject({ deliveryLineId: id, received: thousandths.min(0), words: text(100) }))
        .max(500)
        .default([]),
    }),
    SignBackRow,
  ),
  /** A driver hands over the papers of his tour: all of them came back the same. */
  returnMany: command(
    'signBacks.write',
    z.strictObject({ papers: z.array(z.strictObject({ id, version })).min(1).max(200) }),
    z.strictObject({ returned: count }),
  ),
  /** The copy of a return that was marked without it. One that is there stays: `undo` takes the whole return back. */
  attach: command('signBacks.write', z.strictObject({ id, version, copy: bytes }), SignBackRow),
  /** What differed is settled: by whom, when and how. */
  settle: command('signBacks.write', z.strictObject({ id, version, how: requiredText(200) }), SignBackRow),
  /** Takes a return back that was marked by mistake; both stay in the log. */
  undo: command('signBacks.write', z.strictObject({ id, version, reason: requiredText(200) }), SignBackRow),
  /** The signed copy's bytes; empty when none was kept. */
  copy: query('signedIn', z.strictObject({ id }), z.strictObject({ bytes, mediaType: z.string() })),
  counts: query(
    'signedIn',
    nothing,
    z.strictObject({ waiting: count, overdue: count, different: count, escalated: count }),
  ),
}
