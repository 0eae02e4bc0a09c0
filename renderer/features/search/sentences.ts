import { daysBetween, plusDays } from '../../../shared/dates.ts'
import type { Translate } from '../../../shared/language.ts'
import { formatFen } from '../../../shared/money.ts'
import { type OrderState, orderStateKeys } from '../../../shared/orderStates.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import { shipWayKeys } from '../../../shared/shipments.ts'
import type { Answer, AnswerLine, AnswerOrder } from '../../../shared/search.ts'
import { formatInstant, weekdayOf } from '../../lib/values.ts'

const dayText = (t: Translate, day: string): string =>
  t('search.dueDay', { day: day.slice(5), weekday: weekdayOf(day) })

/** 今天, 昨天, 明天 or the day itself. */
export const whenText = (t: Translate, day: string, today: string): string => {
  if (day === today) return t('app.today')
  if (day === plusDays(today, -1)) return t('today.yesterday')
  if (day === plusDays(today, 1)) return t('today.tomorrow')
  return dayText(t, day)
}

/** The calendar day of an instant on this PC. */
export const dayOfInstant = (instant: string): string => {
  const at = new Date(instant)
  return `${at.getFullYear()}-${String(at.getMonth() + 1).padStart(2, '0')}-${String(at.getDate()).padStart(2, '0')}`
}

/** The planned ship day, said at the end of a line's sentence; nothing where none is set. */
const shipWords = (t: Translate, { shipOn, shipWay }: AnswerLine, today: string): string => {
  if (shipOn === null || shipWay === null) return ''
  const values = { day: dayText(t, shipOn), way: t(shipWayKeys[shipWay]) }
  return t(shipOn < today ? 'search.shipPast' : 'search.shipPlanned', values)
}

const lineSentence = (t: Translate, order: AnswerOrder, line: AnswerLine, today: string): string => {
  const pieces = (quantity: number): string => `${formatQuantity(quantity)} ${line.unit}`
  const goods = [line.name, line.colour, pieces(line.quantity)].filter(Boolean).join(' ')
  const values = {
    goods: order.rush ? `${t('search.rush')}${goods}` : goods,
    number: order.number,
    due: dayText(t, line.dueOn),
    delivered:
      line.delivered > 0 ? t('search.deliveredSome', { done: pieces(line.delivered) }) : t('search.deliveredNone'),
  }
  const bad = line.rejected > 0 ? t('search.rejected', { quantity: pieces(line.rejected) }) : ''
  const ship = bad + shipWords(t, line, today)
  if (line.delivered >= line.quantity) return t('search.allDelivered', values)
  if (line.finished >= line.quantity) return t('search.finished', values) + ship
  if (line.process === null || line.forecastOn === null)
    return t('search.notBegun', { ...values, state: t(orderStateKeys[order.state as OrderState]) })
  const days = daysBetween(line.dueOn, line.forecastOn)
  const day = line.forecastOn.slice(5)
  const forecast = days > 0 ? t('search.forecastLate', { day, days }) : t('search.forecastOnTime', { day })
  if (line.at) {
    const { process, factory, out, wantedOn, lateDays } = line.at
    const at = { process, factory, out: pieces(out), day: wantedOn.slice(5), days: lateDays }
    const where = t(lateDays > 0 ? 'outsourcing.atFactoryLate' : 'outsourcing.atFactory', at)
    return t('search.outside', { ...values, where, forecast }) + bad
  }
  if (line.startOn !== null)
    return t('search.planned', { ...values, process: line.process, start: line.startOn.slice(5), forecast }) + ship
  return t('search.making', { ...values, process: line.process, done: pieces(line.done), forecast }) + ship
}

/** What is told of the promise that stands; nothing once goods left after it. */
const promiseWords = (t: Translate, { lastPromise, promiseDelivered }: Answer, today: string): string | null => {
  if (!lastPromise || promiseDelivered) return null
  const values = {
    when: whenText(t, dayOfInstant(lastPromise.at), today),
    by: lastPromise.by,
    day: lastPromise.promisedOn.slice(5),
    words: lastPromise.words,
    days: daysBetween(lastPromise.promisedOn, today),
  }
  const words = t(values.days > 0 ? 'search.promisedLate' : 'search.promised', values)
  return lastPromise.changes > 0 ? t('search.promisedChanged', { words, count: lastPromise.changes }) : words
}

const unpaidWords = (t: Translate, { unpaidFen, customer }: Answer): string | null => {
  if (unpaidFen === null) return null
  if (unpaidFen === 0) return t('search.nothingUnpaid')
  const kinds = { deposit: 'search.kindBalance', monthly: 'search.kindMonthly' } as const
  const kind =
    customer.settlement === 'deposit' || customer.settlement === 'monthly'
      ? kinds[customer.settlement]
      : 'search.kindGoods'
  return t('search.unpaid', { amount: formatFen(unpaidFen), kind: t(kind) })
}

/** Where the last goods are: told while they travel under a number, or a carrier's day is known. */
const wayWords = (t: Translate, { lastDelivery }: Answer): string | null => {
  if (!lastDelivery || lastDelivery.arrivedOn !== null) return null
  const { tracking, carrier, carrierPhone, expectedOn, number, on } = lastDelivery
  if (tracking === '' && carrier === '') return null
  const words = [
    t('search.onTheWay', { day: dayText(t, on), number }),
    carrier === '' ? null : t('search.travelsWith', { carrier: [carrier, carrierPhone].filter(Boolean).join(' ') }),
    tracking === '' ? null : t('search.tracking', { tracking }),
    expectedOn === null ? null : t('search.arrives', { day: dayText(t, expectedOn) }),
  ].filter((each) => each !== null)
  return t('search.sentence', { words: words.join(t('search.comma')) })
}

/**
 * The sentences that are read out to the caller: one for each open line, then money and the last promise. Of more than
 * `mostLines` lines the rest is one key away.
 */
export const spokenAnswer = (t: Translate, answer: Answer, today: string, mostLines = 4): string[] => {
  const lines = answer.orders.flatMap((order) => order.lines.map((line) => ({ order, line })))
  const open = lines.filter(({ line }) => line.delivered < line.quantity)
  const told = open.length > 0 ? open : lines
  const sentences = told.slice(0, mostLines).map(({ order, line }) => lineSentence(t, order, line, today))
  if (told.length > mostLines) sentences.push(t('search.moreLines', { count: told.length - mostLines }))
  if (told.length === 0) {
    const last = answer.lastDelivery
    const ended = last
      ? t('search.lastDelivery', { day: dayText(t, last.on), packs: last.packs, number: last.number })
      : ''
    sentences.push(`${t('search.noOrders')}${ended}`)
  }
  const way = wayWords(t, answer)
  if (way !== null) sentences.push(way)
  const rest = [unpaidWords(t, answer), promiseWords(t, answer, today)].filter((words) => words !== null)
  if (rest.length > 0) sentences.push(t('search.sentence', { words: rest.join(t('search.comma')) }))
  return sentences
}

/** Grey words under the last promise: who, when, the how-manieth. */
export const promiseNote = (t: Translate, { lastPromise, promises, promiseDelivered }: Answer): string => {
  if (!lastPromise) return ''
  const values = {
    by: lastPromise.by,
    at: formatInstant(lastPromise.at),
    count: promises,
    changed: promises - 1,
  }
  if (promiseDelivered) return t('search.factPromiseKept', values)
  return t(promises > 1 ? 'search.factPromiseChanged' : 'search.factPromiseBy', values)
}
