import { z } from 'zod'
import { command, query } from './contract.ts'
import {
  byId,
  count,
  date,
  flag,
  id,
  instant,
  pageOf,
  paging,
  requiredText,
  text,
  version,
  voidInput,
} from './fields.ts'
import type { PhraseKey } from './language.ts'
import { PaperOutput } from './papers.ts'

/**
 * 收发文 (duty 119): every document that came or went, with number, day, from or to whom, handler and whether it was
 * signed for. What the program knows is read where it stands; only what it cannot know is written here by hand.
 */

/** in: it came to us; out: it left the desk, to a customer, a factory outside or a colleague. */
export const registerDirections = ['in', 'out'] as const
export type RegisterDirection = (typeof registerDirections)[number]
export const registerDirectionKeys: Record<RegisterDirection, PhraseKey> = { in: 'register.in', out: 'register.out' }

/**
 * Where a line comes from: `fax` the inbox, `sent` papers that must come back signed, `copy` notices given out,
 * `enclosure` what goes with them, `letter` 进度回复函, `loan` papers out of their box, `print` other prints of a
 * document, `hand` written by hand.
 */
export const registerSources = ['fax', 'sent', 'copy', 'enclosure', 'letter', 'loan', 'print', 'hand'] as const
export type RegisterSource = (typeof registerSources)[number]
export const registerSourceKeys: Record<RegisterSource, PhraseKey> = {
  fax: 'register.fax',
  sent: 'register.sent',
  copy: 'register.copy',
  enclosure: 'register.enclosure',
  letter: 'register.letter',
  loan: 'register.loan',
  print: 'register.print',
  hand: 'register.hand',
}

export const registerStates = ['none', 'waiting', 'back', 'void'] as const
export type RegisterState = (typeof registerStates)[number]
export const registerStateKeys: Record<RegisterState, PhraseKey> = {
  none: 'register.stateNone',
  waiting: 'register.stateWaiting',
  back: 'register.stateBack',
  void: 'register.stateVoid',
}

export interface RegisterFacts {
  voided: boolean
  /** Whether it is to be signed for or to come back. */
  wanted: boolean
  /** The day it was. */
  backOn: string | null
}
/** Signed for or back before it is waited for; what nobody has to sign is neither. */
export const registerState = ({ voided, wanted, backOn }: RegisterFacts): RegisterState => {
  if (voided) return 'void'
  if (backOn !== null) return 'back'
  return wanted ? 'waiting' : 'none'
}

export const RegisterRow = z.strictObject({
  source: z.enum(registerSources),
  id,
  direction: z.enum(registerDirections),
  on: date,
  /** The document's own number; of a hand-written line that of the other side, '' when it has none. */
  number: z.string(),
  /** What it is, in the reader's language: 送货单, 传真. */
  what: z.string(),
  /** What it is about: the copy, the words of a letter. */
  subject: z.string(),
  /** From or to whom. */
  party: z.string(),
  copies: count,
  /** Who handled it here; '' where nobody did: a fax that came by itself. */
  by: z.string(),
  state: z.enum(registerStates),
  backOn: date.nullable(),
  /** Who signed or brought it back. */
  backBy: z.string(),
  orderId: id.nullable(),
  orderNumber: z.string(),
  /** The document it opens: of `sent` its kind and id. */
  kind: z.string(),
  documentId: id,
})
export type RegisterRow = z.output<typeof RegisterRow>

/** A line written by hand: a courier's letter, a drawing on paper, an official letter. */
export const RegisterDraft = z.strictObject({
  id: id.nullable(),
  version,
  direction: z.enum(registerDirections),
  on: date,
  /** The number on the document. */
  theirs: text(60).default(''),
  party: requiredText(80),
  subject: requiredText(200),
  copies: z.number().int().min(1).max(999),
  /** Whether somebody has to sign for it. */
  wanted: flag,
  backOn: date.nullable(),
  backBy: text(40).default(''),
  remark: text(200).default(''),
})
export type RegisterDraft = z.output<typeof RegisterDraft>

export const RegisterEntry = RegisterDraft.extend({
  id,
  /** SW261126-01 (收文), FW261126-01 (发文). */
  number: z.string(),
  by: z.string(),
  at: instant,
  voidedAt: instant.nullable(),
  voidReason: z.string().nullable(),
})
export type RegisterEntry = z.output<typeof RegisterEntry>

/** The longest period in days; a number is looked for in all of them. */
export const longestPeriod = 366

export const registerFilter = {
  from: date,
  till: date,
  direction: z.enum(registerDirections).nullable().default(null),
  source: z.enum(registerSources).nullable().default(null),
  /** Only what is waited for. */
  waiting: flag.default(false),
  /** The beginning of a number, or of an order's: then the period does not count. */
  number: text(40).default(''),
}
export const RegisterFilter = z.strictObject(registerFilter)
export type RegisterFilter = z.output<typeof RegisterFilter>

export const register = {
  /** Newest first. */
  list: query('inbox.read', z.strictObject({ ...paging, ...registerFilter }), pageOf(RegisterRow)),
  read: query('inbox.read', byId, RegisterEntry),
  /** Writes a line, or changes one that stands. */
  save: command('inbox.write', RegisterDraft, RegisterEntry),
  void: command('inbox.write', voidInput, RegisterEntry),
  /** 收发文登记簿 as it is filtered. */
  paper: query('inbox.read', RegisterFilter, PaperOutput),
}
