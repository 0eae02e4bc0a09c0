import { z } from 'zod'
import { query } from './contract.ts'
import { count, date, fen, flag, id, instant, nothing, pageOf, paging } from './fields.ts'

/** What 今日要办 is made of (duty 109). */
export const taskKinds = [
  'different',
  'toConfirm',
  'noteStep',
  'toDeliver',
  'callBack',
  'question',
  'faxWithoutOrder',
  'toReview',
  'toRelease',
  'toConfirmMoney',
  'lateWithoutCause',
  'materialUnbought',
  'materialLate',
  'promiseDue',
  'payBroken',
  'payDue',
  'contactDue',
  'deposit',
  'dueSoon',
  'askShipDate',
  'toPutIn',
  'tellCustomer',
  'arrivalOverdue',
  'truckOver',
  'confirmationOut',
  'noteOut',
  'statementOut',
  'signsLate',
  'quotationOut',
  'quotationExpiring',
  'cod',
  'papersLent',
  'codToCount',
  'codDiffers',
  'changeDraft',
  'changeToApprove',
  'changeToSend',
  'changeUnsigned',
  'changeOut',
  'filmOpen',
  'copiesOld',
  'enclosuresOut',
  'lotRejected',
  'lotToDecide',
  'lotToInspect',
  'trouble',
  'lessonDue',
  'outsideDue',
  'outsideOut',
  'complaintToConfirm',
  'complaintToReply',
  'replacementDue',
] as const
export type TaskKind = (typeof taskKinds)[number]

/** Where a task is done. */
export const taskPlaces = [
  'check',
  'order',
  'inbox',
  'dailyReport',
  'release',
  'receipts',
  'note',
  'signBacks',
  'quotation',
  'answer',
  'change',
  'review',
  'confirmation',
  'newNote',
  'askShip',
  'store',
  'tell',
  'trucks',
  'film',
  'copies',
  'enclosures',
  'inspection',
  'newInspection',
  'exception',
  'lessons',
  'materials',
  'factoryCalls',
  'cod',
  'handover',
  'archive',
  'receivable',
  'complaint',
] as const
export type TaskPlace = (typeof taskPlaces)[number]

export const urgencies = ['now', 'late', 'today', 'waiting'] as const
export type Urgency = (typeof urgencies)[number]

/** One thing to do: the facts its sentence is made of. `id` is what its place opens. */
export const Task = z.strictObject({
  kind: z.enum(taskKinds),
  /** now: do it at once; late; today; waiting for somebody else. */
  urgency: z.enum(urgencies),
  place: z.enum(taskPlaces),
  id,
  customerId: id.nullable(),
  customer: z.string(),
  /** Number of the paper; the file name of a fax. */
  number: z.string(),
  /** How many papers this row stands for; the oldest is named. */
  papers: count.min(1),
  /** Calendar days late or waiting. */
  days: count,
  amountFen: fen.nullable(),
  /** Goods (餐桌 20 张), the words of a question or of a promise. */
  what: z.string(),
  /** How many more kinds of goods the order has. */
  more: count,
  /** Driver, fax number, who promised or keyed. */
  who: z.string(),
  /** Process of the workshop; step of a note; kind of a signed paper; why the workshop is asked. */
  process: z.string(),
  /** Fields checked of all, or pages of a fax. */
  done: count,
  of: count,
  /** When it began: keyed, received, sent. */
  at: instant.nullable(),
  /** The day it is due, promised or forecast. */
  on: date.nullable(),
  /** For the daily report: the workshop of the process. */
  workshop: z.string(),
})
export type Task = z.output<typeof Task>

export const today = {
  /** `mine`: only what belongs to orders the person follows (只看我跟的). `waiting`: how many of all wait for somebody else. */
  list: query(
    'signedIn',
    z.strictObject({ mine: flag.default(false), ...paging }),
    pageOf(Task).extend({ waiting: count }),
  ),
  counts: query(
    'signedIn',
    nothing,
    z.strictObject({
      tasks: count,
      urgent: count,
      inbox: count,
      late: count,
      toConfirm: count,
      unsigned: count,
    }),
  ),
}
