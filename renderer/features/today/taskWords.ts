import { daysBetween, plusDays } from '../../../shared/dates.ts'
import type { PhraseKey, Translate } from '../../../shared/language.ts'
import { formatFen } from '../../../shared/money.ts'
import { signBackKindKeys, signBackKinds } from '../../../shared/signBacks.ts'
import type { Task, TaskKind } from '../../../shared/today.ts'
import type { Tone } from '../../components/StateBadge.tsx'
import { formatInstant, weekdayOf } from '../../lib/values.ts'
import { dayOfInstant } from '../search/sentences.ts'

const waitingKeys: Partial<Record<TaskKind, PhraseKey>> = {
  toConfirmMoney: 'today.waitingMoney',
  cod: 'today.waitingCod',
  codToCount: 'today.waitingMoney',
  papersLent: 'today.waitingBack',
  changeToApprove: 'today.waitingApproval',
  filmOpen: 'today.waitingAnswer',
  trouble: 'today.waitingTrouble',
  complaintToConfirm: 'today.waitingManager',
}

/** Shape and word of a task: ● 现在 ▲ 已晚 ◆ 今天, or what is waited for. */
export const badgeOf = (t: Translate, { urgency, kind }: Task): { tone: Tone; text: string } => {
  if (urgency === 'now') return { tone: 'now', text: t('today.now') }
  if (urgency === 'late') return { tone: 'bad', text: t('today.late') }
  if (urgency === 'today') return { tone: 'warn', text: t('today.today') }
  return { tone: 'plain', text: t(waitingKeys[kind] ?? 'today.waitingSign') }
}

/** 今天, 明天, 后天, 昨天, or `11-25 周三`. */
export const dayWords = (t: Translate, day: string, today: string): string => {
  const near = new Map([
    [today, t('app.today')],
    [plusDays(today, 1), t('today.tomorrow')],
    [plusDays(today, 2), t('today.dayAfter')],
    [plusDays(today, -1), t('today.yesterday')],
  ])
  return near.get(day) ?? t('today.onDay', { day: day.slice(5), weekday: weekdayOf(day) })
}

/** `09:31` of today, `昨天 09:31`, else `11-20 09:31`; a paper noted by its date alone has no time. */
const timeWords = (t: Translate, instant: string, today: string): string => {
  const day = dayOfInstant(instant)
  const text = formatInstant(instant)
  const time = text.slice(-5)
  if (time === '00:00') return dayWords(t, day, today)
  if (day === today) return time
  return day === plusDays(today, -1) ? `${t('today.yesterday')} ${time}` : text
}

const unsignedKeys: Partial<Record<TaskKind, PhraseKey>> = {
  confirmationOut: 'today.confirmationOut',
  noteOut: 'today.noteOut',
  statementOut: 'today.statementOut',
  changeOut: 'today.changeOut',
  quotationOut: 'today.quotationOut',
  outsideOut: 'today.outsideOut',
}

const plainKeys: Partial<Record<TaskKind, PhraseKey>> = {
  callBack: 'today.callBack',
  question: 'today.question',
  toRelease: 'today.toRelease',
  toConfirmMoney: 'today.toConfirm',
  lateWithoutCause: 'today.lateWithoutCause',
  deposit: 'today.deposit',
  askShipDate: 'today.askShipDate',
  toPutIn: 'today.toPutIn',
  tellCustomer: 'today.tellCustomer',
  arrivalOverdue: 'today.arrivalOverdue',
  splitOver: 'today.splitOver',
  truckOver: 'today.truckOver',
  changeDraft: 'today.changeDraft',
  changeToApprove: 'today.changeToApprove',
  changeToSend: 'today.changeToSend',
  changeUnsigned: 'today.changeUnsigned',
  quotationExpiring: 'today.quotationExpiring',
  toConfirm: 'today.sendConfirmation',
  toDeliver: 'today.toDeliver',
  copiesOld: 'today.copiesOld',
  enclosuresOut: 'today.enclosuresOut',
  lotRejected: 'today.lotRejected',
  lotToDecide: 'today.lotToDecide',
  lotToInspect: 'today.lotToInspect',
  lessonDue: 'today.lessonDue',
  signsLate: 'today.signsLate',
  papersLent: 'today.papersLent',
  codToCount: 'today.codToCount',
  codDiffers: 'today.codDiffers',
  payBroken: 'today.payBroken',
  payDue: 'today.payDue',
  complaintToReply: 'today.complaintToReply',
  complaintToConfirm: 'today.complaintToConfirm',
}
const filmKeys: Record<string, PhraseKey> = {
  none: 'today.filmNone',
  wrong: 'today.filmWrong',
  faxed: 'today.filmFaxed',
}

/** What a note that has not left waits for, by its state. */
const stepKeys: Record<string, PhraseKey> = {
  draft: 'today.stepPick',
  picked: 'today.stepInspect',
  inspected: 'today.stepCount',
  counted: 'today.stepRelease',
}

const differenceSentence = (t: Translate, { customer, number, process, what, amountFen }: Task): string => {
  const kind = signBackKinds.find((each) => each === process) ?? 'delivery'
  const values = { customer, number, paper: t(signBackKindKeys[kind]), what }
  return amountFen === null
    ? t('today.different', values)
    : t('today.differentBy', { ...values, amount: formatFen(amountFen) })
}

const materialKey = ({ kind, days, on }: Task): PhraseKey => {
  if (kind === 'materialUnbought') return days > 0 ? 'today.materialUnboughtLate' : 'today.materialUnbought'
  return on === null ? 'today.materialNoPromise' : 'today.materialLate'
}

/** The whole sentence an office would write; `**` marks what weighs. */
export const taskSentence = (t: Translate, task: Task, today: string): string => {
  const { kind, customer, number, days, papers, done, of, what, more, who, process, on, amountFen } = task
  const values = {
    customer,
    number,
    days,
    papers,
    done,
    of,
    what,
    process,
    who: who || t('today.driver'),
    goods: more > 0 ? t('today.goodsMore', { goods: what, count: more + 1, more }) : what,
    day: on?.slice(5) ?? '',
    when: on === null ? '' : dayWords(t, on, today),
    amount: formatFen(amountFen ?? 0),
  }
  const paper = unsignedKeys[kind]
  if (paper) return t(papers > 1 ? 'today.unsignedMany' : 'today.unsignedOne', { ...values, paper: t(paper) })
  if (kind === 'different') return differenceSentence(t, task)
  if (kind === 'noteStep' && what === 'return') return t(days > 0 ? 'today.noteBackLate' : 'today.noteBack', values)
  if (kind === 'noteStep')
    return t(days > 0 ? 'today.noteLate' : 'today.noteStep', {
      ...values,
      step: t(stepKeys[process] ?? 'today.stepPick'),
    })
  if (kind === 'faxWithoutOrder') return t(customer === '' ? 'today.fax' : 'today.faxOf', values)
  if (kind === 'promiseDue') return t(days > 0 ? 'today.promiseLate' : 'today.promiseDue', values)
  if (kind === 'contactDue') return t(days > 0 ? 'today.contactLate' : 'today.contactDue', values)
  if (kind === 'askShipDate' && process === 'slipped') return t('today.askSlipped', values)
  if (kind === 'askShipDate' && process === 'overdue') return t('today.askOverdue', values)
  if (kind === 'trouble')
    return t(customer === '' ? 'today.trouble' : 'today.troubleOf', { ...values, place: process || task.workshop })
  if (kind === 'replacementDue') return t(days > 0 ? 'today.replacementLate' : 'today.replacementDue', values)
  if (kind === 'outsideDue') return t(days > 0 ? 'today.outsideLate' : 'today.outsideDue', values)
  if (kind === 'dueSoon') return t(days > 0 ? 'today.dueLate' : 'today.dueSoon', values)
  if (kind === 'toReview') return t(what === '' ? 'today.toReviewStart' : 'today.toReview', values)
  if (kind === 'filmOpen') return t(filmKeys[process] ?? 'today.filmNone', values)
  if (kind === 'materialUnbought' || kind === 'materialLate') {
    const lacks = more > 0 ? t('today.materialMore', { what, count: more + 1 }) : what
    return t(materialKey(task), { ...values, what: lacks })
  }
  if (kind === 'cod') return t(papers > 1 ? 'today.codMany' : 'today.cod', values)
  return t(plainKeys[kind] ?? 'today.callBack', values)
}

/** The grey words at the right end: when it began, or the number of the paper. */
export const taskReference = (t: Translate, { kind, at, on, number, who }: Task, today: string): string => {
  if (kind === 'callBack' && at) return t('today.keyedAt', { time: timeWords(t, at, today) })
  if ((kind === 'complaintToConfirm' || kind === 'complaintToReply') && at)
    return t('today.receivedAt', { time: timeWords(t, at, today) })
  if (kind === 'faxWithoutOrder' && at) return t('today.receivedAt', { time: timeWords(t, at, today) })
  if (kind === 'cod' && on !== null) {
    const days = daysBetween(on, today)
    return days > 1 ? t('today.daysAgo', { count: days }) : dayWords(t, on, today)
  }
  if (unsignedKeys[kind] || kind === 'outsideDue') return who
  return number
}
