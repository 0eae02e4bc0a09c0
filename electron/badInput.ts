import type { z } from 'zod'
import { type Language, type PhraseKey, translate } from '../shared/language.ts'
import { tableOf } from '../shared/phraseTables.ts'
import { refuse } from '../shared/refusals.ts'

/** What the office calls the fields that people type most. */
const fieldKeys: Record<string, PhraseKey> = {
  quantity: 'app.quantity',
  unit: 'app.unit',
  amountFen: 'app.amount',
  priceMicros: 'orders.price',
  dueOn: 'orders.dueOn',
  packs: 'orders.packs',
  code: 'orders.code',
  description: 'orders.description',
  colour: 'orders.colour',
  customerPo: 'orders.customerPo',
  customerId: 'app.customer',
  contact: 'orders.contact',
  phone: 'orders.phone',
  deliveryPlace: 'orders.deliveryPlace',
  packing: 'orders.packing',
  remark: 'app.remark',
  reason: 'app.reason',
  slipNumber: 'receipts.slip',
  receivedOn: 'receipts.receivedOn',
  payer: 'receipts.payer',
  adjustedOn: 'app.date',
  noteOn: 'app.date',
  deliveryOn: 'app.date',
  issuedOn: 'app.date',
  switchOn: 'openings.switchOn',
  checkFen: 'openings.checkFen',
  differenceFen: 'signBacks.differenceAmount',
  month: 'archive.month',
  codFen: 'deliveries.codFen',
  stopHours: 'exceptions.stopHours',
  stopPeople: 'exceptions.stopPeople',
  what: 'exceptions.what',
  how: 'exceptions.how',
  ownerId: 'exceptions.owner',
  clearOn: 'exceptions.clearOn',
  sinceOn: 'exceptions.since',
  method: 'deliveries.method',
  driver: 'deliveries.driver',
  vehicle: 'deliveries.vehicle',
  serial: 'deliveries.serial',
  address: 'deliveries.address',
  loaded: 'journeys.loadedPieces',
  loadedPacks: 'journeys.loadedPacks',
  freightFen: 'journeys.freight',
  expectedOn: 'journeys.expectedOn',
  arrivedOn: 'journeys.arrivedOn',
  leftOn: 'journeys.leftOn',
  leftTime: 'journeys.leftTime',
  tracking: 'journeys.tracking',
  plate: 'trucks.plate',
  onDay: 'trucks.onDay',
  limitPacks: 'trucks.limitPacks',
  limitVolume: 'trucks.limitVolume',
  limitWeight: 'trucks.limitWeight',
  collectedFen: 'cod.collectAmount',
  collectedOn: 'cod.collectedOn',
  countedFen: 'cod.countedCash',
  handedOn: 'cod.handedOn',
  paidOn: 'cod.collectedOn',
  box: 'archive.box',
  borrower: 'archive.borrower',
  lentOn: 'archive.lentOn',
  returnedOn: 'archive.returnedOn',
  readyOn: 'shipments.readyOn',
  clearedOn: 'exceptions.clearedOn',
  costFen: 'exceptions.cost',
  solution: 'exceptions.solution',
  pieces: 'notices.pieces',
  good: 'operations.good',
  bad: 'operations.bad',
  rework: 'operations.rework',
  scrap: 'operations.scrap',
  hours: 'operations.hours',
  people: 'operations.people',
  machine: 'operations.machine',
}

/** A label is a few words without a value or a full stop; sentences share the tables with them. */
const isLabel = (words: string | undefined): words is string =>
  words !== undefined && words.length <= 14 && !/[{。?!:]/.test(words)

/**
 * The label of a field: of its own word's screen first (`invoices.issuedOn` for `issuedOn` of `invoices.enter`), then what
 * the office calls it everywhere, then its name without its unit (`amountFen` → `amount`). Null where no screen names it.
 */
const labelOf = (word: string, name: string): PhraseKey | null => {
  const known = (of: string, key: string): PhraseKey | null =>
    isLabel(tableOf('zh-CN')?.[of]?.[key]) ? (`${of}.${key}` as PhraseKey) : null
  const bare = name.replace(/(Fen|Micros|BasisPoints|Id|On|At)$/, '')
  return known(word, name) ?? fieldKeys[name] ?? known(word, bare) ?? known('app', name) ?? known('app', bare)
}

const valueAt = (input: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((value, part) => (value as Record<PropertyKey, unknown> | null | undefined)?.[part], input)

/** What is wrong, as far as the form of the input says it. */
const whyOf = (
  issue: z.core.$ZodIssue,
  input: unknown,
): { key: PhraseKey; values?: Record<string, string | number> } => {
  const value = valueAt(input, issue.path)
  if (value === null || value === undefined || (typeof value === 'string' && value.trim() === ''))
    return { key: 'app.badInputEmpty' }
  // what is no day at all is never said back: only figures that look like one
  const isDay = issue.code === 'custom' && issue.params?.['as'] === 'date'
  if (isDay && typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value))
    return { key: 'app.badInputDay', values: { typed: value } }
  if (issue.code === 'too_small' && typeof value === 'number' && Number(issue.minimum) <= 1 && value <= 0)
    return { key: Number(issue.minimum) === 0 && issue.inclusive ? 'app.badInputNegative' : 'app.badInputPositive' }
  if (issue.code === 'too_big' && typeof value === 'number') return { key: 'app.badInputLarge' }
  if (issue.code === 'too_big' && typeof value === 'string')
    return { key: 'app.badInputLong', values: { most: Number(issue.maximum) } }
  return { key: 'app.badInput' }
}

/**
 * The refusal of an input of a call (`channel`) that is not of its form: its field in the words of the office, the line it
 * stands in, and what is wrong with it. For every form at once.
 */
export const refuseInput = (
  issue: z.core.$ZodIssue | undefined,
  channel: string,
  input: unknown,
  language: Language,
) => {
  const path = issue?.path ?? []
  const key = labelOf(channel.split('.')[0] ?? '', String(path.at(-1)))
  const line = path.find((part) => typeof part === 'number')
  const say = (phrase: PhraseKey, values = {}): string => translate(language, phrase, values)
  const field = [
    ...(typeof line === 'number' ? [say('app.lineNumber', { line: line + 1 })] : []),
    ...(key ? [say(key)] : []),
  ].join(' ')
  if (!issue || field === '') return refuse('app.badInputSomewhere', {}, path.join('.'))
  const why = whyOf(issue, input)
  return refuse(why.key, { field, ...why.values }, path.join('.'))
}
