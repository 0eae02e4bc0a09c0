import { isDateText, parseTypedDate, weekday } from '../../shared/dates.ts'
import type { PhraseKey } from '../../shared/language.ts'
import { formatFen, formatMicros, parseFen, parseMicros, parseQuantity } from '../../shared/money.ts'
import { formatQuantity } from '../../shared/quantities.ts'
import { say } from './language.ts'

/**
 * What a field or cell holds: text and choice are strings, quantity is thousandths, price micros, money fen,
 * integer a whole number, percent basis points (3000 = 30 %), date `YYYY-MM-DD`. Nothing typed is `null` ('' for text).
 */
export type ValueKind = 'text' | 'quantity' | 'price' | 'money' | 'integer' | 'percent' | 'date'
export type Value = string | number | null

/** Today on this PC's clock, `YYYY-MM-DD`. */
export const todayHere = (): string => {
  const now = new Date()
  return `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}-${String(now.getDate()).padStart(2, '0')}`
}

const parseInteger = (text: string): number | null => {
  const quantity = parseQuantity(text)
  return quantity !== null && quantity % 1000 === 0 ? quantity / 1000 : null
}
const parsePercent = (text: string): number | null => {
  const points = parseFen(text.replace(/[%％]/g, ''))
  return points !== null && points >= 0 && points <= 10_000 ? points : null
}

const numberFormats: Record<Exclude<ValueKind, 'text' | 'date'>, (value: number) => string> = {
  quantity: formatQuantity,
  price: formatMicros,
  money: formatFen,
  integer: String,
  percent: (points) => formatQuantity(points * 10),
}
const parsers: Record<Exclude<ValueKind, 'text' | 'date'>, (typed: string) => number | null> = {
  quantity: parseQuantity,
  price: parseMicros,
  money: parseFen,
  integer: parseInteger,
  percent: parsePercent,
}
const wrongKeys: Record<Exclude<ValueKind, 'text'>, PhraseKey> = {
  quantity: 'shell.wrongQuantity',
  price: 'shell.wrongPrice',
  money: 'shell.wrongMoney',
  integer: 'shell.wrongInteger',
  percent: 'shell.wrongPercent',
  date: 'shell.wrongDate',
}

/** A value that is a word or number already, as text. */
export const plainText = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''

/** The value as it stands in a field or cell. */
export const textOf = (kind: ValueKind, value: unknown): string => {
  if (value === null || value === undefined || value === '') return ''
  if (kind === 'text' || kind === 'date' || typeof value !== 'number') return plainText(value)
  return numberFormats[kind](value)
}

/** What a hand typed, read; or the sentence that says what is wrong with it. */
export type Typed = { ok: true; value: Value } | { ok: false; sentence: string }

/** `latest`: of a date, the last day that is allowed. */
export const readTyped = (kind: ValueKind, typed: string, latest?: string): Typed => {
  const text = typed.trim()
  if (kind === 'text') return { ok: true, value: text }
  if (text === '') return { ok: true, value: null }
  const value = kind === 'date' ? parseTypedDate(text, todayHere(), latest ?? null) : parsers[kind](text)
  return value === null ? { ok: false, sentence: say(wrongKeys[kind], { typed: text }) } : { ok: true, value }
}

const weekdays = [
  'shell.sunday',
  'shell.monday',
  'shell.tuesday',
  'shell.wednesday',
  'shell.thursday',
  'shell.friday',
  'shell.saturday',
] as const
/** `2026-11-25` → `周三`. */
export const weekdayOf = (date: string): string => (isDateText(date) ? say(weekdays[weekday(date)]!) : '')

/** An instant in the PC's own time: `11-22 09:31`, with the year where it is not this one. */
export const formatInstant = (instant: string): string => {
  const at = new Date(instant)
  if (Number.isNaN(at.getTime())) return instant
  const two = (number: number): string => String(number).padStart(2, '0')
  const day = `${two(at.getMonth() + 1)}-${two(at.getDate())} ${two(at.getHours())}:${two(at.getMinutes())}`
  return at.getFullYear() === new Date().getFullYear() ? day : `${at.getFullYear()}-${day}`
}
/** The seven days, Sunday first. */
export const weekdayNames = (): string[] => weekdays.map((key) => say(key))
