import { z } from 'zod'
import { query } from './contract.ts'
import { count, fen, flag, id, nothing } from './fields.ts'

/** What 今日要办 is made of (duty 109), most pressing first. */
export const taskKinds = ['callBack', 'question', 'faxWithoutOrder', 'lateWithoutCause', 'promiseDue', 'deposit', 'toRelease', 'dueSoon', 'askShipDate', 'toConfirmMoney', 'confirmationOut', 'noteOut', 'statementOut', 'cod'] as const
export type TaskKind = (typeof taskKinds)[number]
/** Where a task is done. */
export const taskPlaces = ['check', 'order', 'inbox', 'board', 'release', 'receipts', 'note', 'signBacks', 'statement', 'answer'] as const

export const Task = z.strictObject({
  kind: z.enum(taskKinds),
  /** now: do it at once; late; today; waiting. */
  urgency: z.enum(['now', 'late', 'today', 'waiting']),
  place: z.enum(taskPlaces),
  id,
  customerId: id.nullable(),
  number: z.string(),
  customer: z.string(),
  /** Days late or waiting, and an amount where there is one. */
  days: count,
  amountFen: fen.nullable(),
  detail: z.string(),
})
export type Task = z.output<typeof Task>

export const today = {
  list: query('signedIn', z.strictObject({ mine: flag.default(false) }), z.strictObject({ tasks: z.array(Task).max(400), total: count })),
  counts: query('signedIn', nothing, z.strictObject({ tasks: count, inbox: count, late: count, toConfirm: count, unsigned: count })),
}
