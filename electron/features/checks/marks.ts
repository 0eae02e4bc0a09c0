import type { CheckField, checks } from '../../../shared/checks.ts'
import type { Output } from '../../../shared/contract.ts'
import type { z } from 'zod'
import { refuse } from '../../../shared/refusals.ts'
import type { Context } from '../../context.ts'
import { blankMark, dropMark, dropMarks, dropTicks, findMark, putMark } from '../checks.ts'
import { type Correction, correctLine, fieldValue, oldestOf, restoreLine, type Was } from '../orders/correct.ts'
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
  name: ['spec'],
  quantity: ['packs'],
}

/** An earlier version of the program kept the columns as they were, and nothing else. */
const keptFlat = (columns: object): Was =>
  Object.fromEntries(Object.entries(columns).map(([key, value]) => [key, { turn: 0, value }]))

/** What a mark 改 keeps of its correction, as JSON. */
const keptOf = (mark: { field: string; newValue: string; keyed: string }): Correction => {
  const kept = JSON.parse(mark.keyed) as Partial<Correction>
  const { turn = 0, was = keptFlat(kept), made = null } = kept
  return { field: mark.field as CheckField, newValue: mark.newValue, turn, was, made }
}

const correctionsOf = async (ctx: Context, orderLineId: number): Promise<Correction[]> => {
  const marks = await ctx.db
    .selectFrom('checkMarks')
    .select(['field', 'newValue', 'keyed'])
    .where('orderLineId', '=', orderLineId)
    .where('mark', '=', 'changed')
    .execute()
  return marks.map(keptOf)
}

/** The line without the correction of a field; the others keep theirs and say anew what they correct. */
const takeBack = async (
  ctx: Context,
  orderLineId: number,
  field: CheckField,
  all: readonly Correction[],
  apart: boolean,
): Promise<void> => {
  for (const { field: other, oldValue, turn, was, made } of await restoreLine(ctx, orderLineId, field, all, apart))
    await ctx.db
      .updateTable('checkMarks')
      .set({ oldValue, keyed: JSON.stringify({ turn, was, made }) })
      .where('orderLineId', '=', orderLineId)
      .where('field', '=', other)
      .execute()
  await dropTicks(ctx, orderLineId, following[field] ?? [])
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
  const apart = await asksSpecApart(ctx, line)
  const standing = await correctionsOf(ctx, line.id)
  const turn = Math.max(0, ...standing.map((one) => one.turn)) + 1
  const made = await correctLine(ctx, line.id, field, value, turn, apart)
  // what was corrected of a field that says something else now no longer holds; how it was keyed is not forgotten
  const replaced = standing.filter(
    (one) =>
      one.field === field ||
      (following[field]?.includes(one.field) && Object.keys(one.made ?? one.was).some((key) => says(made, key))),
  )
  await dropTicks(ctx, line.id, following[field] ?? [])
  await dropMarks(
    ctx,
    line.id,
    replaced.map((one) => one.field).filter((each) => each !== field),
  )
  const kept = { ...made, was: oldestOf([made.was, ...replaced.map((one) => one.was)]) }
  const { newValue } = kept
  const first = before?.mark === 'changed' ? before.oldValue : made.oldValue
  if (first === newValue) {
    // corrected back to what was keyed: to its typed side and its last space
    await takeBack(ctx, line.id, field, [...standing.filter((one) => !replaced.includes(one)), kept], apart)
    await putMark(ctx, line, field, { ...blankMark, ...talk, mark: 'ok' })
  } else
    await putMark(ctx, line, field, {
      mark: 'changed',
      oldValue: first,
      newValue,
      ...talk,
      keyed: JSON.stringify({ turn, was: kept.was, made: kept.made }),
    })
  return newValue
}

/** Whether a correction left a column with something else in it. */
const says = ({ was, made }: Correction, key: string): boolean => {
  const column = key as keyof Was
  return made !== null && column in made && was[column]?.value !== made[column]
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
    const apart = await asksSpecApart(ctx, line)
    const all = await correctionsOf(ctx, orderLineId)
    // an early version of the program kept only what the field said
    if (mark.keyed === blankMark.keyed) await correctLine(ctx, orderLineId, field, mark.oldValue, 0, apart)
    else await takeBack(ctx, orderLineId, field, all, apart)
  }
  if (mark?.mark === 'question') await withdrawQuestion(ctx, orderLineId, field)
  await dropMark(ctx, orderLineId, field)
  return line.orderId
}
