import { sql } from 'kysely'
import {
  type Check,
  type CheckField,
  type CheckMark,
  checkProgress,
  checks,
  type CheckLine,
} from '../../shared/checks.ts'
import type { OrderState } from '../../shared/orderStates.ts'
import { refuse } from '../../shared/refusals.ts'
import type { Context, Handlers } from '../context.ts'
import { papersOfOrder } from './inbox.ts'
import { correctLine, fieldValue, refreshOrder, stampChecked } from './orders.ts'
import { companyName, readOffice } from './settings.ts'

const findOrder = async (ctx: Context, orderId: number) => {
  const order = await ctx.db
    .selectFrom('orders')
    .innerJoin('customers', 'customers.id', 'orders.customerId')
    .innerJoin('users as keyers', 'keyers.id', 'orders.keyedBy')
    .leftJoin('users as checkers', 'checkers.id', 'orders.checkedBy')
    .selectAll('orders')
    .select([
      'customers.shortName as customerName',
      'customers.contact as usualContact',
      'customers.phone as usualPhone',
      'keyers.name as keyer',
      'checkers.name as checker',
    ])
    .where('orders.id', '=', orderId)
    .executeTakeFirst()
  if (!order) throw refuse('app.notFound')
  return order
}
type Found = Awaited<ReturnType<typeof findOrder>>

const marksOf = async (ctx: Context, orderId: number): Promise<Map<number, CheckMark[]>> => {
  const rows = await ctx.db
    .selectFrom('checkMarks')
    .innerJoin('users', 'users.id', 'checkMarks.userId')
    .select(['orderLineId', 'field', 'mark', 'oldValue', 'newValue', 'question', 'answer', 'at', 'users.name as by'])
    .where('orderId', '=', orderId)
    .execute()
  const byLine = new Map<number, CheckMark[]>()
  for (const { orderLineId, ...row } of rows) {
    const mark = { ...row, field: row.field as CheckField, mark: row.mark as CheckMark['mark'] }
    byLine.set(orderLineId, [...(byLine.get(orderLineId) ?? []), mark])
  }
  return byLine
}

const callOf = async (ctx: Context, orderId: number): Promise<Check['call']> => {
  const row = await ctx.db
    .selectFrom('checkCalls')
    .innerJoin('users', 'users.id', 'checkCalls.userId')
    .select(['checkCalls.id', 'spokenTo', 'phone', 'startedAt', 'finishedAt', 'salespersonToldAt', 'users.name as by'])
    .where('orderId', '=', orderId)
    .orderBy('checkCalls.id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ?? null
}

const linesOf = async (ctx: Context, orderId: number): Promise<CheckLine[]> => {
  const marks = await marksOf(ctx, orderId)
  const lines = await ctx.db
    .selectFrom('orderLines')
    .select([
      'id',
      'sequence',
      'productId',
      'code',
      'name',
      'spec',
      'colour',
      'unit',
      'quantity',
      'packs',
      'priceMicros',
      'lastPriceMicros',
      'amountFen',
      'dueOn',
      'customerPo',
      'remark',
    ])
    .where('orderId', '=', orderId)
    .where('cancelledAt', 'is', null)
    .orderBy('sequence')
    .execute()
  return lines.map((line) => ({ ...line, marks: marks.get(line.id) ?? [] }))
}

const readCheck = async (ctx: Context, orderId: number): Promise<Check> => {
  const order = await findOrder(ctx, orderId)
  const office = await readOffice(ctx)
  return {
    orderId,
    number: order.number,
    state: order.state as OrderState,
    rush: order.rush === 1,
    customerId: order.customerId,
    customerName: order.customerName,
    contact: order.contact || order.usualContact,
    phone: order.phone || order.usualPhone,
    salesperson: order.salesperson,
    keyedBy: order.keyer,
    keyedAt: order.keyedAt,
    sameEyes: order.fourEyes === 1 && order.keyedBy === ctx.user.id,
    checkedBy: order.checker,
    checkedAt: order.checkedAt,
    greeting: office.greeting.replace('{{company}}', await companyName(ctx)),
    fields: office.checkFields,
    call: await callOf(ctx, orderId),
    lines: await linesOf(ctx, orderId),
    inbox: await papersOfOrder(ctx, orderId),
    totalFen: order.totalFen,
    totalPacks: order.totalPacks,
    depositFen: order.depositFen,
    depositBasisPoints: order.depositBasisPoints,
    bankAccount: order.bankAccount,
    version: order.version,
  }
}

/** Whether this person may go on with this check at all: it is open, and other eyes than those that keyed it. */
const mayCheck = (ctx: Context, order: Found): void => {
  if (order.voidedAt !== null) throw refuse('orders.isVoid', { number: order.number })
  if (order.checkedAt !== null)
    throw refuse('checks.finishedAlready', { number: order.number, by: order.checker ?? '' })
  if (order.fourEyes === 1 && order.keyedBy === ctx.user.id) throw refuse('checks.sameEyes', { number: order.number })
}

const findLine = async (ctx: Context, orderLineId: number) => {
  const line = await ctx.db.selectFrom('orderLines').selectAll().where('id', '=', orderLineId).executeTakeFirst()
  if (!line) throw refuse('app.stale')
  return line
}

type Mark = {
  mark: 'ok' | 'changed' | 'question'
  oldValue: string
  newValue: string
  question: string
  answer: string
}
const blank = { oldValue: '', newValue: '', question: '', answer: '' }

const putMark = async (
  ctx: Context,
  line: { id: number; orderId: number },
  field: CheckField,
  mark: Mark,
): Promise<void> => {
  const values = { ...mark, userId: ctx.user.id, at: ctx.now }
  await ctx.db
    .insertInto('checkMarks')
    .values({ ...values, orderId: line.orderId, orderLineId: line.id, field })
    .onConflict((clash) => clash.columns(['orderLineId', 'field']).doUpdateSet(values))
    .execute()
}

const findMark = (ctx: Context, orderLineId: number, field: CheckField) =>
  ctx.db
    .selectFrom('checkMarks')
    .selectAll()
    .where('orderLineId', '=', orderLineId)
    .where('field', '=', field)
    .executeTakeFirst()

/** Takes the marks of some fields of a line away: what they said is not what the line says any more. */
export const dropMarks = async (ctx: Context, orderLineId: number, fields: readonly CheckField[]): Promise<void> => {
  if (fields.length === 0) return
  const dropped = await ctx.db
    .deleteFrom('checkMarks')
    .where('orderLineId', '=', orderLineId)
    .where('field', 'in', fields)
    .returningAll()
    .execute()
  for (const mark of dropped) ctx.record({ entity: 'checkMarks', id: mark.id, before: mark })
}
/** Takes all marks of a line away, before the line itself goes. */
export const dropLineMarks = (ctx: Context, orderLineId: number): Promise<void> =>
  dropMarks(ctx, orderLineId, ['code', 'name', 'colour', 'quantity', 'price', 'dueOn'])

const correct = async (
  ctx: Context,
  line: { id: number; orderId: number },
  field: CheckField,
  value: string,
  talk: { question: string; answer: string },
): Promise<void> => {
  const before = await findMark(ctx, line.id, field)
  const { oldValue, newValue } = await correctLine(ctx, line.id, field, value)
  // a new code brings its own name and unit: what was ticked for the old one is asked again
  if (field === 'code') await dropMarks(ctx, line.id, ['name', 'quantity'])
  const first = before?.mark === 'changed' ? before.oldValue : oldValue
  if (first === newValue) await putMark(ctx, line, field, { ...blank, ...talk, mark: 'ok' })
  else await putMark(ctx, line, field, { mark: 'changed', oldValue: first, newValue, ...talk })
}

const markField = async (ctx: Context, input: Parameters<(typeof checksHandlers)['mark']>[1]): Promise<number> => {
  const line = await findLine(ctx, input.orderLineId)
  mayCheck(ctx, await findOrder(ctx, line.orderId))
  const before = await findMark(ctx, line.id, input.field)
  if (input.mark === 'changed')
    await correct(ctx, line, input.field, input.newValue, {
      question: before?.question ?? '',
      answer: before?.answer ?? '',
    })
  else if (input.mark === 'question')
    await putMark(ctx, line, input.field, {
      ...blank,
      mark: 'question',
      oldValue: fieldValue(line, input.field),
      question: input.question,
    })
  else if (before?.mark === 'question') throw refuse('checks.answerFirst', { question: before.question }, input.field)
  // ✓ on a corrected field agrees with the correction: both values stay
  else if (before?.mark !== 'changed')
    await putMark(ctx, line, input.field, {
      ...blank,
      mark: 'ok',
      question: before?.question ?? '',
      answer: before?.answer ?? '',
    })
  ctx.record({ entity: 'checkMarks', id: line.id, before: before ?? null, after: input })
  return line.orderId
}

const refuseUnfinished = async (ctx: Context, check: Check): Promise<void> => {
  if (!check.call) throw refuse('checks.callFirst', {}, 'spokenTo')
  const question = check.lines
    .flatMap((line) => line.marks.map((mark) => ({ line, mark })))
    .find(({ mark }) => mark.mark === 'question')
  if (question) throw refuse('checks.questionOpen', { line: question.line.sequence, question: question.mark.question })
  const { left } = checkProgress(check)
  const open = check.lines.find((line) =>
    check.fields.some((field) => !line.marks.some((mark) => mark.field === field)),
  )
  if (left > 0) throw refuse('checks.notAll', { left, line: open?.sequence ?? 0 })
  if (check.inbox.length === 0) throw refuse('checks.paperFirst', { number: check.number })
}

/** A delivery note on the way holds the order as it was checked. */
const refuseUnderNote = async (ctx: Context, orderId: number, number: string): Promise<void> => {
  const note = await ctx.db
    .selectFrom('deliveryLines')
    .innerJoin('deliveryNotes', 'deliveryNotes.id', 'deliveryLines.deliveryNoteId')
    .select('deliveryNotes.number')
    .where('deliveryLines.orderId', '=', orderId)
    .where('deliveryNotes.voidedAt', 'is', null)
    .limit(1)
    .executeTakeFirst()
  if (note) throw refuse('checks.noteStands', { number, note: note.number })
}

export const checksHandlers: Handlers<typeof checks> = {
  read: (ctx, { orderId }) => readCheck(ctx, orderId),

  async start(ctx, { orderId, spokenTo, phone, salespersonTold }) {
    mayCheck(ctx, await findOrder(ctx, orderId))
    const open = await ctx.db
      .selectFrom('checkCalls')
      .selectAll()
      .where('orderId', '=', orderId)
      .where('finishedAt', 'is', null)
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst()
    const values = { spokenTo, phone, salespersonToldAt: salespersonTold ? (open?.salespersonToldAt ?? ctx.now) : null }
    // a call that was broken off goes on with the one who takes it up again
    if (open)
      await ctx.db
        .updateTable('checkCalls')
        .set({ ...values, userId: ctx.user.id })
        .where('id', '=', open.id)
        .execute()
    else
      await ctx.db
        .insertInto('checkCalls')
        .values({ ...values, orderId, startedAt: ctx.now, userId: ctx.user.id })
        .execute()
    ctx.record({ entity: 'orders', id: orderId, before: open ?? null, after: { call: values } })
    return readCheck(ctx, orderId)
  },

  async mark(ctx, input) {
    const orderId = await markField(ctx, input)
    await refreshOrder(ctx, orderId)
    return readCheck(ctx, orderId)
  },

  async markLines(ctx, { orderLineIds }) {
    const first = await findLine(ctx, orderLineIds[0]!)
    mayCheck(ctx, await findOrder(ctx, first.orderId))
    const { checkFields } = await readOffice(ctx)
    const marks = await marksOf(ctx, first.orderId)
    for (const id of orderLineIds) {
      const line = await findLine(ctx, id)
      if (line.orderId !== first.orderId) throw refuse('app.notFound')
      const left = checkFields.filter((field) => !marks.get(id)?.some((mark) => mark.field === field))
      if (left.length === 0) continue
      const values = left.map((field) => ({
        ...blank,
        orderId: line.orderId,
        orderLineId: id,
        field,
        mark: 'ok',
        userId: ctx.user.id,
        at: ctx.now,
      }))
      await ctx.db.insertInto('checkMarks').values(values).execute()
      ctx.record({ entity: 'checkMarks', id, after: { line: line.sequence, fields: left, mark: 'ok' } })
    }
    return readCheck(ctx, first.orderId)
  },

  async answer(ctx, { orderLineId, field, answer, newValue }) {
    const line = await findLine(ctx, orderLineId)
    mayCheck(ctx, await findOrder(ctx, line.orderId))
    const asked = await findMark(ctx, orderLineId, field)
    if (asked?.mark !== 'question') throw refuse('checks.notAsked')
    if (newValue === null) await putMark(ctx, line, field, { ...blank, mark: 'ok', question: asked.question, answer })
    else await correct(ctx, line, field, newValue, { question: asked.question, answer })
    ctx.record({ entity: 'checkMarks', id: orderLineId, before: asked, after: { field, answer, newValue } })
    await refreshOrder(ctx, line.orderId)
    return readCheck(ctx, line.orderId)
  },

  async unmark(ctx, { orderLineId, field }) {
    const line = await findLine(ctx, orderLineId)
    mayCheck(ctx, await findOrder(ctx, line.orderId))
    const mark = await findMark(ctx, orderLineId, field)
    if (mark?.mark === 'changed') await correctLine(ctx, orderLineId, field, mark.oldValue)
    await dropMarks(ctx, orderLineId, [field])
    await refreshOrder(ctx, line.orderId)
    return readCheck(ctx, line.orderId)
  },

  async finish(ctx, { orderId, version }) {
    mayCheck(ctx, await findOrder(ctx, orderId))
    const check = await readCheck(ctx, orderId)
    await refuseUnfinished(ctx, check)
    await stampChecked(ctx, orderId, version, ctx.user.id)
    await ctx.db
      .updateTable('checkCalls')
      .set({ finishedAt: ctx.now })
      .where('orderId', '=', orderId)
      .where('finishedAt', 'is', null)
      .execute()
    await refreshOrder(ctx, orderId)
    return readCheck(ctx, orderId)
  },

  async reopen(ctx, { orderId, version, reason }) {
    const order = await findOrder(ctx, orderId)
    if (order.checkedAt === null) throw refuse('checks.notFinished', { number: order.number })
    const sent = await ctx.db
      .selectFrom('signBacks')
      .select('id')
      .where('kind', '=', 'confirmation')
      .where('documentId', '=', orderId)
      .where('state', '<>', 'cancelled')
      .limit(1)
      .executeTakeFirst()
    const notice = await ctx.db
      .selectFrom('notices')
      .select('id')
      .where('orderId', '=', orderId)
      .where('voidedAt', 'is', null)
      .limit(1)
      .executeTakeFirst()
    const slip = await ctx.db
      .selectFrom('orderChanges')
      .select('id')
      .where('orderId', '=', orderId)
      .where('withdrawnAt', 'is', null)
      .limit(1)
      .executeTakeFirst()
    if (sent || notice || slip) throw refuse('checks.tooLateToReopen', { number: order.number })
    await refuseUnderNote(ctx, orderId, order.number)
    await stampChecked(ctx, orderId, version, null)
    ctx.record({ entity: 'orders', id: orderId, after: { reopened: reason } })
    await refreshOrder(ctx, orderId)
    return readCheck(ctx, orderId)
  },

  async questions(ctx, { id }) {
    let rows = ctx.db
      .selectFrom('checkMarks')
      .innerJoin('orders', 'orders.id', 'checkMarks.orderId')
      .innerJoin('orderLines', 'orderLines.id', 'checkMarks.orderLineId')
      .innerJoin('users', 'users.id', 'checkMarks.userId')
      .select([
        'checkMarks.orderId',
        'orders.number',
        'orderLines.sequence as line',
        'checkMarks.field',
        'checkMarks.question',
        'checkMarks.at',
        'users.name as by',
      ])
      .where('checkMarks.mark', '=', sql.lit('question')) // in words, not bound: the small index of open questions serves it
      .where('orders.voidedAt', 'is', null)
    if (id !== undefined) rows = rows.where('orders.id', '=', id)
    const found = await rows.orderBy('checkMarks.at').limit(500).execute()
    return found.map((row) => ({ ...row, field: row.field as CheckField }))
  },
}
