import { type Check, checkProgress, checks } from '../../../shared/checks.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Context, Handlers } from '../../context.ts'
import { insertMany } from '../../db/batches.ts'
import { blankMark } from '../checks.ts'
import { refreshOrder, stampChecked } from '../orders.ts'
import { firstOpenQuestion } from '../questions.ts'
import { readOffice } from '../settings.ts'
import { placeBand } from './bands.ts'
import { answerAbout, findLine, markField, markOpenQuestions, unmarkField } from './marks.ts'
import { askedOfLines, callOf, findOrder, marksOf, mayCheck, readCheck } from './read.ts'

/** Where the office asks for it, the salesperson is spoken to before anything is marked (duty 5). */
const refuseBeforeSalesperson = async (ctx: Context, orderId: number): Promise<void> => {
  if (!(await readOffice(ctx)).salespersonFirst) return
  const call = await callOf(ctx, orderId)
  if (call && call.salespersonToldAt !== null) return
  const { number, salesperson } = await findOrder(ctx, orderId)
  throw refuse('checks.salespersonFirst', { number, salesperson }, 'salespersonTold')
}

/** What a second keying still lacks where the order's way asks for one. */
const refuseOpenBlind = ({ way, number, blind }: Check): void => {
  if (way === 'callBack' && blind === null) return
  if (blind === null) throw refuse('blindKeys.needed', { number }, 'blind')
  if (blind.submittedAt === null) {
    if (way !== 'callBack') throw refuse('blindKeys.stillKeying', { number, by: blind.by }, 'blind')
  } else if (blind.open > 0) throw refuse('blindKeys.differencesOpen', { number, open: blind.open }, 'blind')
}

const refuseUnfinished = async (ctx: Context, check: Check): Promise<void> => {
  if (!check.call && check.way !== 'blind') throw refuse('checks.callFirst', {}, 'spokenTo')
  const asked = await firstOpenQuestion(ctx, check.orderId)
  if (asked) throw refuse('checks.questionOpen', { line: asked.line, question: asked.question })
  refuseOpenBlind(check)
  const { left } = checkProgress(check)
  const open = check.lines.find((line) => line.fields.some((field) => !line.marks.some((mark) => mark.field === field)))
  if (left > 0) throw refuse('checks.notAll', { left, line: open?.sequence ?? 0 })
  if (check.inbox.length === 0) throw refuse('checks.paperFirst', { number: check.number })
  await refuseColourless(ctx, check.orderId)
}

/** Goods that are made in several colours say which: a second keying of what costs money does not ask for it. */
const refuseColourless = async (ctx: Context, orderId: number): Promise<void> => {
  const line = await ctx.db
    .selectFrom('orderLines')
    .innerJoin('products', 'products.id', 'orderLines.productId')
    .select(['orderLines.sequence', 'products.colours'])
    .where('orderLines.orderId', '=', orderId)
    .where('orderLines.colour', '=', '')
    .where('orderLines.cancelledAt', 'is', null)
    .where((where) => where.or(['/', '、', ','].map((mark) => where('products.colours', 'like', `%${mark}%`))))
    .orderBy('orderLines.sequence')
    .limit(1)
    .executeTakeFirst()
  if (line) throw refuse('checks.colourMissing', { line: line.sequence, colours: line.colours })
}

/** A colleague wrote the order anew while the page still showed the old one: what he keyed was not read out. */
const refuseUnseen = async (ctx: Context, orderId: number, seen: number | undefined): Promise<void> => {
  if (seen !== undefined && (await findOrder(ctx, orderId)).version !== seen) throw refuse('app.stale')
}

/** Ticks what is not marked yet of lines of one order; gives the order. */
const tickLines = async (ctx: Context, orderLineIds: readonly number[]): Promise<number> => {
  const { orderId } = await findLine(ctx, orderLineIds[0]!)
  const order = await findOrder(ctx, orderId)
  mayCheck(ctx, order)
  await refuseBeforeSalesperson(ctx, orderId)
  const asked = await askedOfLines(ctx, order)
  const marks = await marksOf(ctx, orderId)
  for (const id of orderLineIds) {
    const line = await findLine(ctx, id)
    if (line.orderId !== orderId) throw refuse('app.notFound')
    const left = (asked.get(id) ?? []).filter((field) => !marks.get(id)?.some((mark) => mark.field === field))
    if (left.length === 0) continue
    const stamp = { orderId, orderLineId: id, mark: 'ok', userId: ctx.user.id, at: ctx.now }
    await insertMany(
      ctx.db,
      'checkMarks',
      left.map((field) => ({ ...blankMark, ...stamp, field })),
    )
    ctx.record({ entity: 'checkMarks', id, after: { line: line.sequence, fields: left, mark: 'ok' } })
  }
  return orderId
}

/** Papers that stand on a finished check: it is not opened again under them. */
const refuseReopen = async (ctx: Context, orderId: number, number: string): Promise<void> => {
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
  if (sent || notice || slip) throw refuse('checks.tooLateToReopen', { number })
  // a delivery note on the way holds the order as it was checked
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
    // taken back, the tick asks for the salesperson again
    if (!salespersonTold && (await readOffice(ctx)).salespersonFirst) {
      const { number, salesperson } = await findOrder(ctx, orderId)
      throw refuse('checks.salespersonFirst', { number, salesperson }, 'salespersonTold')
    }
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

  async mark(ctx, { seen, ...input }) {
    const { orderId } = await findLine(ctx, input.orderLineId)
    await refuseUnseen(ctx, orderId, seen)
    await refuseBeforeSalesperson(ctx, orderId)
    await markField(ctx, input)
    await refreshOrder(ctx, orderId)
    return readCheck(ctx, orderId)
  },

  async markLines(ctx, { orderLineIds, seen }) {
    await refuseUnseen(ctx, (await findLine(ctx, orderLineIds[0]!)).orderId, seen)
    return readCheck(ctx, await tickLines(ctx, orderLineIds))
  },

  async answer(ctx, { orderLineId, field, answer, newValue }) {
    const line = await findLine(ctx, orderLineId)
    mayCheck(ctx, await findOrder(ctx, line.orderId))
    await answerAbout(ctx, line, field, { answer, newValue })
    await refreshOrder(ctx, line.orderId)
    return readCheck(ctx, line.orderId)
  },

  async unmark(ctx, { orderLineId, field }) {
    const orderId = await unmarkField(ctx, orderLineId, field)
    await refreshOrder(ctx, orderId)
    return readCheck(ctx, orderId)
  },

  async finish(ctx, { orderId, version }) {
    mayCheck(ctx, await findOrder(ctx, orderId))
    await refuseUnfinished(ctx, await readCheck(ctx, orderId))
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
    await refuseReopen(ctx, orderId, order.number)
    await stampChecked(ctx, orderId, version, null)
    await markOpenQuestions(ctx, orderId)
    ctx.record({ entity: 'orders', id: orderId, after: { reopened: reason } })
    await refreshOrder(ctx, orderId)
    return readCheck(ctx, orderId)
  },

  placeBand,
}
