import { z } from 'zod'
import { command, query } from './contract.ts'
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
  version,
} from './fields.ts'
import type { PhraseKey } from './language.ts'
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
    }),
    pageOf(SignBackRow),
  ),
  read: query('signedIn', byId, SignBackRow),
  /** Marks a paper as sent, or sent again: what was still out of it before is cancelled. */
  markSent: command(
    'signBacks.write',
    z.strictObject({ kind: z.enum(signBackKinds), documentId: id, sentTo: text(60) }),
    SignBackRow,
  ),
  /** Writes down that the customer was asked for it again, whom one spoke to. */
  chase: command('signBacks.write', z.strictObject({ id, version, spokenTo: text(60) }), SignBackRow),
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
    }),
    SignBackRow,
  ),
  /** The copy of a return that was marked without it. One that is there stays: `undo` takes the whole return back. */
  attach: command('signBacks.write', z.strictObject({ id, version, copy: bytes }), SignBackRow),
  /** What differed is settled: by whom, when and how. */
  settle: command('signBacks.write', z.strictObject({ id, version, how: requiredText(200) }), SignBackRow),
  /** Takes a return back that was marked by mistake; both stay in the log. */
  undo: command('signBacks.write', z.strictObject({ id, version, reason: requiredText(200) }), SignBackRow),
  /** The signed copy's bytes; empty when none was kept. */
  copy: query('signedIn', z.strictObject({ id }), z.strictObject({ bytes, mediaType: z.string() })),
  counts: query('signedIn', nothing, z.strictObject({ waiting: count, overdue: count, different: count })),
}
