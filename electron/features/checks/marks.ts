import type { CheckField, checks } from '../../../shared/checks.ts'
import type { Output } from '../../../shared/contract.ts'
import type { z } from 'zod'
import { refuse } from '../../../shared/refusals.ts'
import type { Context } from '../../context.ts'
import { blankMark, dropMark, dropMarks, findMark, putMark } from '../checks.ts'
import { correctLine, fieldValue, restoreLine } from '../orders/correct.ts'
import { askQuestion, closeQuestion, openQuestionOf, openQuestions, withdrawQuestion } from '../questions.ts'
import { asksSpecApart, findOrder, mayCheck } from './read.ts'

export type MarkInput = z.output<typeof checks.mark.input>
export type CheckReply = Output<typeof checks.read>

export const findLine = async (ctx: Context, orderLineId: number) => {
  const line = await ctx.db.selectFrom('orderLines').selectAll().where('id', '=', orderLineId).executeTakeFirst()
  if (!line) throw refuse('app.stale')
  return line
}
type Line = Awaited<ReturnType<typeof findLine>>

/** What follows from a field and is asked again when that says something else. */
const following: Partial<Record<CheckField, readonly CheckField[]>> = {
  // a product's code brings its name, unit and packing
  code: ['name', 'spec', 'quantity', 'packs'],
  quantity: ['packs'],
}

/** 改: the field says the new value, the mark keeps both. Gives what it says now. */
export const correct = async (
  ctx: Context,
  line: { id: number; orderId: number },
  field: CheckField,
  value: string,
  talk: { question: string; answer: string },
): Promise<string> => {
  const before = await findMark(ctx, line.id, field)
  const apart = field === 'name' && (await asksSpecApart(ctx, line))
  const { oldValue, newValue, before: columns } = await correctLine(ctx, line.id, field, value, apart)
  await dropMarks(ctx, line.id, following[field] ?? [])
  // the name was corrected with its 规格: what was marked of that alone no longer holds
  if ('spec' in columns && field === 'name') await dropMarks(ctx, line.id, ['spec'])
  const again = before?.mark === 'changed'
  const first = again ? before.oldValue : oldValue
  // corrected twice: what was keyed is what comes back
  const keyed = again ? { ...columns, ...(JSON.parse(before.keyed) as object) } : columns
  if (first === newValue) await putMark(ctx, line, field, { ...blankMark, ...talk, mark: 'ok' })
  else
    await putMark(ctx, line, field, {
      mark: 'changed',
      oldValue: first,
      newValue,
      ...talk,
      keyed: JSON.stringify(keyed),
    })
  return newValue
}

/** 问: the field waits for the customer; the question is written down. Gives the question's id. */
export const askAbout = async (
  ctx: Context,
  line: Line,
  field: CheckField,
  { question, askedWhom }: { question: string; askedWhom: string },
): Promise<number> => {
  const keyedValue = fieldValue(line, field, await asksSpecApart(ctx, line))
  await putMark(ctx, line, field, { ...blankMark, mark: 'question', oldValue: keyedValue, question })
  return askQuestion(ctx, {
    orderId: line.orderId,
    orderLineId: line.id,
    line: line.sequence,
    field,
    keyedValue,
    question,
    askedWhom,
  })
}

/** What was asked after the check was finished stands on its field again once the check is open. */
export const markOpenQuestions = async (ctx: Context, orderId: number): Promise<void> => {
  for (const { orderLineId, field, keyedValue, question } of await openQuestions(ctx, orderId))
    if (orderLineId !== null && field !== 'line')
      await putMark(ctx, { id: orderLineId, orderId }, field as CheckField, {
        ...blankMark,
        mark: 'question',
        oldValue: keyedValue,
        question,
      })
}

/** The customer's answer about a field: as keyed (null), or changed. */
export const answerAbout = async (
  ctx: Context,
  line: Line,
  field: CheckField,
  { answer, newValue, answeredOn }: { answer: string; newValue: string | null; answeredOn?: string | undefined },
): Promise<void> => {
  const asked = await findMark(ctx, line.id, field)
  if (asked?.mark !== 'question') throw refuse('checks.notAsked')
  const talk = { question: asked.question, answer }
  const apart = await asksSpecApart(ctx, line)
  const now = newValue === null ? fieldValue(line, field, apart) : await correct(ctx, line, field, newValue, talk)
  if (newValue === null) await putMark(ctx, line, field, { ...blankMark, ...talk, mark: 'ok' })
  const open = await openQuestionOf(ctx, line.id, field)
  if (open) await closeQuestion(ctx, open.id, { answer, answeredOn, newValue: now === open.keyedValue ? '' : now })
  ctx.record({ entity: 'checkMarks', id: line.id, before: asked, after: { field, answer, newValue } })
}

/** Marks one field ✓ / 改 / 问; gives the order. */
export const markField = async (ctx: Context, input: MarkInput): Promise<number> => {
  const line = await findLine(ctx, input.orderLineId)
  mayCheck(ctx, await findOrder(ctx, line.orderId))
  const before = await findMark(ctx, line.id, input.field)
  const talk = { question: before?.question ?? '', answer: before?.answer ?? '' }
  if (before?.mark === 'question' && input.mark !== 'question')
    throw refuse('checks.answerFirst', { question: before.question }, input.field)
  if (input.mark === 'changed') await correct(ctx, line, input.field, input.newValue, talk)
  else if (input.mark === 'question') await askAbout(ctx, line, input.field, input)
  // ✓ on a corrected field agrees with the correction: both values stay
  else if (before?.mark !== 'changed') await putMark(ctx, line, input.field, { ...blankMark, ...talk, mark: 'ok' })
  ctx.record({ entity: 'checkMarks', id: line.id, before: before ?? null, after: input })
  return line.orderId
}

/** Takes one mark back; a corrected value goes back to what it was, a question is asked no more. Gives the order. */
export const unmarkField = async (ctx: Context, orderLineId: number, field: CheckField): Promise<number> => {
  const line = await findLine(ctx, orderLineId)
  mayCheck(ctx, await findOrder(ctx, line.orderId))
  const mark = await findMark(ctx, orderLineId, field)
  if (mark?.mark === 'changed') {
    const other = field === 'quantity' ? 'price' : field === 'price' ? 'quantity' : null
    const apart = field === 'name' && (await asksSpecApart(ctx, line))
    const standing = other !== null && (await findMark(ctx, orderLineId, other))?.mark === 'changed'
    const keyed = JSON.parse(mark.keyed) as Parameters<typeof restoreLine>[3]
    const ownSpec = field === 'name' && (await findMark(ctx, orderLineId, 'spec'))?.mark === 'changed'
    // a 规格 that was corrected by itself stays when the name goes back
    const back = ownSpec && keyed.name !== undefined ? { name: keyed.name } : keyed
    // a correction of an earlier version of the program kept only what the field said
    if (mark.keyed === blankMark.keyed) await correctLine(ctx, orderLineId, field, mark.oldValue, apart)
    else await restoreLine(ctx, orderLineId, field, back, standing)
    await dropMarks(ctx, orderLineId, following[field] ?? [])
    if (field === 'name' && 'spec' in back) await dropMarks(ctx, orderLineId, ['spec'])
  }
  if (mark?.mark === 'question') await withdrawQuestion(ctx, orderLineId, field)
  await dropMark(ctx, orderLineId, field)
  return line.orderId
}
