import { z } from 'zod'
import { command, query } from './contract.ts'
import {
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
  typedFen,
  version,
} from './fields.ts'
import { type Cells, type ImportColumn, importProcedures, plainNumber, type Problem, type RowPlan } from './imports.ts'
import { isDateText, parseTypedDate } from './dates.ts'
import { formatFen, parseFen } from './money.ts'

/**
 * 期初 at the switch-over (duty 104): every note of the old books that is not paid, with its own number and day, so that
 * money can be set against it and its age is told. Typed or imported while the book is open; locked once the sum is the
 * one a person read off the old books. A locked note is corrected by reversal alone.
 */
export const openingFields = ['customer', 'number', 'on', 'amount', 'po', 'remark'] as const
export type OpeningField = (typeof openingFields)[number]

export const openingColumns: readonly ImportColumn<OpeningField>[] = [
  {
    field: 'customer',
    label: 'app.customer',
    aliases: ['客户', '客户名称', '客户简称', '客户全称', '单位名称', '往来单位', '客户编号', '客户代码', 'customer'],
  },
  {
    field: 'number',
    label: 'openings.number',
    aliases: ['单号', '送货单号', '单据号', '单据编号', '出库单号', '凭证号', 'note no', 'invoice no', 'document no'],
  },
  {
    field: 'on',
    label: 'app.date',
    aliases: ['日期', '送货日期', '单据日期', '出货日期', '开单日期', 'date'],
  },
  {
    field: 'amount',
    label: 'app.amount',
    aliases: ['金额', '未收金额', '欠款', '未收', '余额', '期初余额', '应收金额', 'amount', 'balance', 'open'],
  },
  {
    field: 'po',
    label: 'openings.customerPo',
    aliases: ['客户PO', 'PO', 'PO号', '客户订单号', '订单号', '合同号', 'customer po'],
  },
  { field: 'remark', label: 'app.remark', aliases: ['备注', '说明', '摘要', 'remark', 'note'] },
]

export const OpeningBook = z.strictObject({
  id,
  /** The last day of the old books. */
  switchOn: date,
  checkFen: fen.nullable(),
  sumFen: fen,
  notes: count,
  customers: count,
  lockedAt: instant.nullable(),
  lockedBy: z.string().nullable(),
  version,
})
export type OpeningBook = z.output<typeof OpeningBook>

/** What keeps a book from being locked, in fen: its check total less its sum; null before a total was typed. */
export const differenceFen = ({ checkFen, sumFen }: Pick<OpeningBook, 'checkFen' | 'sumFen'>): number | null =>
  checkFen === null ? null : checkFen - sumFen

export const OpeningNote = z.strictObject({
  id,
  bookId: id,
  customerId: id,
  customer: z.string(),
  number: z.string(),
  noteOn: date,
  customerPo: z.string(),
  amountFen: fen,
  remark: z.string(),
  /** What it is on the account, once locked: 调整单号. */
  adjustmentNumber: z.string().nullable(),
  reversed: flag,
  reversedReason: z.string(),
  locked: flag,
  version,
})
export type OpeningNote = z.output<typeof OpeningNote>

export const OpeningDraft = z.strictObject({
  id: id.nullable(),
  customerId: id,
  number: requiredText(40),
  noteOn: date,
  customerPo: text(40),
  /** Negative: the customer had paid in advance. */
  amountFen: typedFen.refine((amount) => amount !== 0),
  remark: text(100),
  version,
})
export type OpeningDraft = z.output<typeof OpeningDraft>

/** What is known of the books and customers when rows are read. */
export interface KnownOpenings {
  switchOn: string
  today: string
  /** By short name, name, statement name and code. */
  customerOf: (name: string) => { id: number; shortName: string } | 'none' | 'several'
  /** Notes of the open book and of locked ones, by `customerId number`. */
  noteOf: (
    customerId: number,
    number: string,
  ) => Pick<OpeningNote, 'id' | 'noteOn' | 'customerPo' | 'amountFen' | 'remark' | 'locked' | 'version'> | undefined
}

const excelDay = (typed: string): string | null => {
  const clean = typed.trim().replace(/[ T].*$/, '')
  return isDateText(clean) ? clean : null
}

const dayOf = (typed: string, { today, switchOn }: KnownOpenings): string | null =>
  excelDay(typed) ?? parseTypedDate(typed.split(' ')[0] ?? '', today, switchOn)

type Plan = RowPlan<OpeningField, OpeningDraft>

const changesOf = (before: NonNullable<ReturnType<KnownOpenings['noteOf']>>, draft: OpeningDraft): Plan['changes'] => [
  ...(before.noteOn === draft.noteOn ? [] : [{ field: 'on' as const, from: before.noteOn, to: draft.noteOn }]),
  ...(before.amountFen === draft.amountFen
    ? []
    : [{ field: 'amount' as const, from: formatFen(before.amountFen), to: formatFen(draft.amountFen) }]),
  ...(before.customerPo === draft.customerPo
    ? []
    : [{ field: 'po' as const, from: before.customerPo, to: draft.customerPo }]),
  ...(before.remark === draft.remark ? [] : [{ field: 'remark' as const, from: before.remark, to: draft.remark }]),
]

const readRow = (
  cells: Cells<OpeningField>,
  known: KnownOpenings,
  problems: Problem<OpeningField>[],
): OpeningDraft | null => {
  const wrong = (field: OpeningField, key: Problem<OpeningField>['key']): void =>
    void problems.push({ field, key, values: { typed: cells[field] ?? '' } })
  const customer = known.customerOf(cells.customer ?? '')
  if (customer === 'none') wrong('customer', 'openings.noCustomer')
  if (customer === 'several') wrong('customer', 'openings.severalCustomers')
  const number = cells.number ?? ''
  if (number === '' || number.length > 40) wrong('number', 'openings.badNumber')
  const noteOn = dayOf(cells.on ?? '', known)
  if (noteOn === null) wrong('on', 'openings.badDay')
  else if (noteOn > known.switchOn)
    problems.push({ field: 'on', key: 'openings.afterSwitch', values: { on: noteOn, switchOn: known.switchOn } })
  const amountFen = parseFen(plainNumber(cells.amount ?? ''))
  if (amountFen === null || Math.abs(amountFen) > 1e12) wrong('amount', 'imports.badMoney')
  else if (amountFen === 0) wrong('amount', 'openings.zero')
  for (const [field, most] of [
    ['po', 40],
    ['remark', 100],
  ] as const)
    if ((cells[field] ?? '').length > most) problems.push({ field, key: 'imports.tooLong', values: { most } })
  if (problems.length > 0 || typeof customer === 'string' || noteOn === null || amountFen === null) return null
  return {
    id: null,
    customerId: customer.id,
    number,
    noteOn,
    customerPo: cells.po ?? '',
    amountFen,
    remark: cells.remark ?? '',
    version: 0,
  }
}

/** What becomes of every row of a list of old notes. Found again by customer and number. Pure: nothing is written. */
export const planOpenings = (rows: readonly Cells<OpeningField>[], known: KnownOpenings): Plan[] => {
  const seen = new Map<string, number>()
  return rows.map((cells, index): Plan => {
    const problems: Problem<OpeningField>[] = []
    const draft = readRow(cells, known, problems)
    const plan = { code: cells.number ?? '', name: cells.customer ?? '', problems, changes: [], draft: null }
    if (draft === null) return { ...plan, verdict: 'wrong' }
    const key = `${draft.customerId} ${draft.number}`
    const first = seen.get(key)
    if (first !== undefined) {
      problems.push({ field: 'number', key: 'imports.twice', values: { row: first + 1, value: draft.number } })
      return { ...plan, verdict: 'wrong' }
    }
    seen.set(key, index)
    const before = known.noteOf(draft.customerId, draft.number)
    if (before === undefined) return { ...plan, verdict: 'new', draft }
    const changes = changesOf(before, draft)
    if (changes.length === 0) return { ...plan, verdict: 'same' }
    if (before.locked) {
      problems.push({ field: 'number', key: 'openings.isLocked', values: { number: draft.number } })
      return { ...plan, verdict: 'wrong' }
    }
    return { ...plan, verdict: 'change', changes, draft: { ...draft, id: before.id, version: before.version } }
  })
}

export const openings = {
  /** The books, the open one first. */
  books: query('statements.read', nothing, z.array(OpeningBook).max(100)),
  list: query(
    'statements.read',
    z.strictObject({ ...paging, bookId: id.nullable().default(null), customerId: id.nullable().default(null) }),
    pageOf(OpeningNote).extend({ sumFen: fen }),
  ),
  /** Opens a book, or changes the day and the check total of the open one. */
  saveBook: command(
    'statements.write',
    z.strictObject({ id: id.nullable(), switchOn: date, checkFen: typedFen.nullable(), version }),
    OpeningBook,
  ),
  save: command('statements.write', OpeningDraft, OpeningNote),
  /** Takes a note out of the open book. */
  remove: command('statements.write', z.strictObject({ id, version }), OpeningBook),
  /** The sum is the one that was typed: every note becomes a charge on its customer's account, on its old day. */
  lock: command('statements.write', z.strictObject({ id, version }), OpeningBook),
  /** A locked note was wrong: it is taken back, with the reason; the right one goes into a new book. */
  reverse: command('statements.write', z.strictObject({ id, version, reason: requiredText(100) }), OpeningNote),
  ...importProcedures('statements.write', openingFields),
}
