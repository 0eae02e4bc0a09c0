import { z } from 'zod'
import { command, query } from './contract.ts'
import { byId, byIdVersion, count, date, fen, flag, id, instant, nothing, pageOf, paging } from './fields.ts'
import { requiredText, text, thousandths, typedFen, version, voidInput } from './fields.ts'
import type { PhraseKey } from './language.ts'
import { causeCodes, causeSigns, type CauseCode } from './operations.ts'
import { PaperOutput } from './papers.ts'

/** The company's own letter behind the number of a cause: `a` of ②a 模具 (duty 61). */
export const subLetters = z.string().regex(/^[a-z0-9]{1,3}$/)

/** How a sub-code is kept and typed: `2a` is the `a` of the second cause. */
export const subCodeOf = (cause: CauseCode, letters: string): string => `${causeCodes.indexOf(cause) + 1}${letters}`
/** `2a` → its cause; null for what is no sub-code. */
export const causeOfSub = (code: string): CauseCode | null =>
  /^[1-7][a-z0-9]{1,3}$/.test(code) ? (causeCodes[Number(code[0]) - 1] ?? null) : null
/** `2a`, `模具` → `②a 模具`; '' for none. */
export const subLabel = (code: string, name: string): string => {
  const cause = causeOfSub(code)
  return cause === null ? '' : `${causeSigns[cause]}${code.slice(1)} ${name}`.trim()
}

export const SubCode = z.strictObject({
  id,
  /** `2a` */
  code: z.string(),
  causeCode: z.enum(causeCodes),
  name: z.string(),
  /** A daily report with it asks for an 异常单. */
  opensException: flag,
  active: flag,
  version,
})
export type SubCode = z.output<typeof SubCode>

/** Whom a matter was carried up to (duty 59): 主管 → 经理 → 老板. */
export const exceptionLevels = ['supervisor', 'manager', 'boss'] as const
export type ExceptionLevel = (typeof exceptionLevels)[number]
export const levelKeys: Record<ExceptionLevel, PhraseKey> = {
  supervisor: 'exceptions.supervisor',
  manager: 'exceptions.manager',
  boss: 'exceptions.boss',
}
/** The levels that may still be told; one that was passed is not gone back to. */
export const levelsAbove = (level: ExceptionLevel | null): ExceptionLevel[] =>
  exceptionLevels.slice(level === null ? 0 : exceptionLevels.indexOf(level) + 1)

/** open and cleared are facts; overdue is an open one past its wanted time. */
export const exceptionStates = ['overdue', 'open', 'cleared', 'void'] as const
export type ExceptionState = (typeof exceptionStates)[number]
export const exceptionStateKeys: Record<ExceptionState, PhraseKey> = {
  overdue: 'exceptions.stateOverdue',
  open: 'exceptions.stateOpen',
  cleared: 'exceptions.stateCleared',
  void: 'exceptions.stateVoid',
}

export interface ExceptionFacts {
  voidedAt: string | null
  clearedOn: string | null
  /** The day it is to be cleared, and `HH:MM` where an hour was said; '' = by the end of the day. */
  clearOn: string
  clearTime: string
}
/** The state of an 异常单 at a moment of this PC's clock: `day` YYYY-MM-DD, `time` HH:MM. */
export const exceptionStateOf = (
  facts: ExceptionFacts,
  { day, time }: { day: string; time: string },
): ExceptionState => {
  if (facts.voidedAt !== null) return 'void'
  if (facts.clearedOn !== null) return 'cleared'
  if (facts.clearOn !== day) return facts.clearOn < day ? 'overdue' : 'open'
  return facts.clearTime !== '' && facts.clearTime < time ? 'overdue' : 'open'
}

/** `HH:MM` of what a hand types: `1630`, `16:30`, `9`; '' for nothing, null when it is no time. */
export const timeOf = (typed: string): string | null => {
  const sign = typed.trim().normalize('NFKC').replaceAll('点', ':').replace(/:$/, '')
  if (sign === '') return ''
  const parts = /^(\d{1,2}):?(\d{2})?$/.exec(sign)
  if (!parts) return null
  const [hour, minute] = [Number(parts[1]), Number(parts[2] ?? 0)]
  return hour > 23 || minute > 59 ? null : `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}

const clock = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d)?$/)
const cause = z.enum(causeCodes).nullable()

export const ExceptionRow = z.strictObject({
  id,
  number: z.string(),
  /** The day it began. */
  sinceOn: date,
  orderId: id.nullable(),
  orderNumber: z.string(),
  customer: z.string(),
  description: z.string(),
  processName: z.string(),
  workshop: z.string(),
  causeCode: cause,
  causeSub: z.string(),
  causeSubName: z.string(),
  what: z.string(),
  ownerId: id,
  owner: z.string(),
  clearOn: date,
  clearTime: z.string(),
  state: z.enum(exceptionStates),
  level: z.enum(exceptionLevels).nullable(),
  clearedOn: date.nullable(),
  /** Hours the work stood still, thousandths of an hour, and how many people waited. */
  stopHours: thousandths,
  stopPeople: count,
  /** Null for who sees no money. */
  costFen: fen.nullable(),
})
export type ExceptionRow = z.output<typeof ExceptionRow>

export const Exception = z.strictObject({
  ...ExceptionRow.shape,
  operationId: id.nullable(),
  noticeLineId: id.nullable(),
  noticeNumber: z.string(),
  solution: z.string(),
  customerAnswer: z.string(),
  openedBy: z.string(),
  openedAt: instant,
  clearedTime: z.string(),
  clearedBy: z.string().nullable(),
  how: z.string(),
  levels: z
    .array(
      z.strictObject({
        level: z.enum(exceptionLevels),
        name: z.string(),
        words: z.string(),
        by: z.string(),
        at: instant,
      }),
    )
    .max(20),
  voidReason: z.string().nullable(),
  version,
})
export type Exception = z.output<typeof Exception>

const words = { what: requiredText(300), solution: text(300).default(''), customerAnswer: text(300).default('') }

export const ExceptionDraft = z.strictObject({
  /** Where it is: a process of a notice line, or a workshop as a whole. */
  operationId: id.nullable(),
  workshop: text(20).default(''),
  causeCode: cause,
  causeSub: text(20).default(''),
  ...words,
  sinceOn: date,
  ownerId: id,
  clearOn: date,
  clearTime: clock.default(''),
})
export type ExceptionDraft = z.output<typeof ExceptionDraft>

/** A process in work that something may be wrong with. */
export const ExceptionPlace = z.strictObject({
  operationId: id,
  orderNumber: z.string(),
  customer: z.string(),
  description: z.string(),
  processName: z.string(),
  workshop: z.string(),
  causeCode: cause,
  causeSub: z.string(),
})
export type ExceptionPlace = z.output<typeof ExceptionPlace>

export const exceptionChoices = ['open', 'overdue', 'cleared', 'all'] as const
export type ExceptionChoice = (typeof exceptionChoices)[number]

export const exceptions = {
  /** Open ones first, the most overdue on top. */
  list: query(
    'operations.read',
    z.strictObject({
      ...paging,
      state: z.enum(exceptionChoices).default('open'),
      workshop: text(20).default(''),
      mine: flag.default(false),
      orderId: id.nullable().default(null),
    }),
    pageOf(ExceptionRow),
  ),
  counts: query('operations.read', nothing, z.strictObject({ open: count, overdue: count })),
  read: query('operations.read', byId, Exception),
  /** Processes in work by order number, customer, goods or process: what an 异常单 may be opened for. */
  places: query('operations.read', z.strictObject({ typed: text(100) }), z.array(ExceptionPlace).max(20)),
  place: query('operations.read', z.strictObject({ operationId: id }), ExceptionPlace),
  /** Whom a matter may be given to: everybody who works here. */
  people: query('operations.read', nothing, z.array(z.strictObject({ id, name: z.string() })).max(200)),
  open: command('operations.write', ExceptionDraft, Exception),
  amend: command(
    'operations.write',
    z.strictObject({ ...byIdVersion.shape, ...words, ownerId: id, clearOn: date, clearTime: clock.default('') }),
    Exception,
  ),
  /** Carries it up: whom, by name (duty 59). */
  escalate: command(
    'operations.write',
    z.strictObject({
      ...byIdVersion.shape,
      level: z.enum(exceptionLevels),
      name: requiredText(20),
      words: text(200).default(''),
    }),
    Exception,
  ),
  /** Says when and how it was cleared and what standing still cost; said again, the later word stands. */
  clear: command(
    'operations.write',
    z.strictObject({
      ...byIdVersion.shape,
      clearedOn: date,
      clearedTime: clock.default(''),
      how: requiredText(300),
      stopHours: thousandths.min(0).max(100_000_000),
      stopPeople: count.max(10_000),
      /** Null: who says it knows no money; what was there stays. */
      costFen: typedFen.nonnegative().nullable().default(null),
    }),
    Exception,
  ),
  reopen: command('operations.write', voidInput, Exception),
  void: command('production.write', voidInput, Exception),
  paper: query('operations.read', byId, PaperOutput),
  markPrinted: command('operations.read', byId, z.strictObject({ printed: count })),
  subCodes: query('signedIn', nothing, z.array(SubCode).max(200)),
  saveSubCode: command(
    'settings.write',
    z.strictObject({
      id: id.nullable(),
      causeCode: z.enum(causeCodes),
      letters: subLetters,
      name: requiredText(20),
      opensException: flag,
      active: flag,
      version,
    }),
    SubCode,
  ),
}
