import type { z } from 'zod'
import type { blindKeys, BlindField, ComparedField, ComparedLine } from '../../../shared/blindKeys.ts'
import { blindFields } from '../../../shared/blindKeys.ts'
import { checkWayOf } from '../../../shared/checks.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Context } from '../../context.ts'
import { compareLines, standingBlind } from '../blindKeys.ts'
import { blankMark, findMark, putMark } from '../checks.ts'
import { askAbout, correct, findLine } from '../checks/marks.ts'
import { findOrder, mayCheck } from '../checks/read.ts'
import { tickMissing } from '../checks/ticks.ts'
import { refreshOrder } from '../orders.ts'
import { insertLine, removeLine } from '../orders/lineCorrections.ts'
import { askQuestion } from '../questions.ts'
import { readOffice } from '../settings.ts'

type SettleInput = z.output<typeof blindKeys.settle.input>

/** The difference that is meant, as both keyings stand now. */
const findDifference = (
  lines: readonly ComparedLine[],
  { orderLineId, blindLineId, field }: SettleInput,
): { line: ComparedLine; compared: ComparedField } => {
  const line = lines.find((each) => each.orderLineId === orderLineId && each.blindLineId === blindLineId)
  const compared = line?.fields.find((each) => each.field === field)
  if (!line || !compared?.differs) throw refuse('app.stale')
  return { line, compared }
}

/** One field: ✓ as keyed first, 改 to what was keyed second, or 问. Gives the id of the question. */
const settleField = async (
  ctx: Context,
  orderLineId: number,
  field: BlindField,
  compared: ComparedField,
  input: SettleInput,
): Promise<number | null> => {
  const line = await findLine(ctx, orderLineId)
  const mark = await findMark(ctx, orderLineId, field)
  if (input.choice === 'question') return askAbout(ctx, line, field, input)
  if (mark?.mark === 'question') throw refuse('checks.answerFirst', { question: mark.question }, field)
  if (input.choice === 'second') await correct(ctx, line, field, compared.second, { question: '', answer: '' })
  else if (!mark) await putMark(ctx, line, field, { ...blankMark, mark: 'ok' })
  return null
}

const linePlaced = async (ctx: Context, orderId: number, lines: readonly ComparedLine[], line: ComparedLine) => {
  const at = lines.indexOf(line)
  const next = lines.slice(at + 1).find((each) => each.orderLineId !== null && each.blindLineId !== null)
  const second = await ctx.db
    .selectFrom('blindLines')
    .selectAll()
    .where('id', '=', line.blindLineId!)
    .executeTakeFirstOrThrow()
  const added = await insertLine(ctx, orderId, next?.orderLineId ?? null, second)
  await ctx.db.updateTable('blindLines').set({ orderLineId: added }).where('id', '=', second.id).execute()
  const order = await findOrder(ctx, orderId)
  if (checkWayOf(await readOffice(ctx), order) === 'blind')
    await tickMissing(ctx, orderId, [
      {
        orderLineId: added,
        fields: blindFields.filter(
          (field) => !(field === 'price' && second.priceMicros === null) && !(field === 'dueOn' && !second.dueOn),
        ),
      },
    ])
}

/** A whole line only one of the two has: it stays away or comes in, stays or goes, or the customer is asked. */
const settleLine = async (
  ctx: Context,
  lines: readonly ComparedLine[],
  line: ComparedLine,
  input: SettleInput,
): Promise<number | null> => {
  const { compared } = findDifference(lines, input)
  if (input.choice === 'question')
    return askQuestion(ctx, {
      orderId: input.orderId,
      orderLineId: line.orderLineId,
      line: line.sequence,
      field: 'line',
      keyedValue: compared.first || compared.second,
      question: input.question,
      askedWhom: input.askedWhom,
    })
  if (compared.question !== '' && compared.answer === '')
    throw refuse('checks.answerFirst', { question: compared.question })
  if (input.choice === 'second') {
    if (line.orderLineId === null) await linePlaced(ctx, input.orderId, lines, line)
    else await removeLine(ctx, line.orderLineId)
  }
  return null
}

/** Settles one difference by name: first, second, or a question to the customer. What was decided stays readable. */
export const settle = async (ctx: Context, input: SettleInput): Promise<void> => {
  const order = await findOrder(ctx, input.orderId)
  mayCheck(ctx, order)
  const blind = await standingBlind(ctx, input.orderId)
  if (!blind || blind.submittedAt === null) throw refuse('blindKeys.needed', { number: order.number })
  if (input.choice === 'question' && input.question === '') throw refuse('blindKeys.questionNeeded', {}, 'question')
  const lines = await compareLines(ctx, input.orderId, blind.id)
  const { line, compared } = findDifference(lines, input)
  const questionId =
    input.field === 'line' || line.orderLineId === null
      ? await settleLine(ctx, lines, line, input)
      : await settleField(ctx, line.orderLineId, input.field, compared, input)
  const values = {
    blindKeyId: blind.id,
    orderLineId: line.orderLineId,
    blindLineId: line.blindLineId,
    field: input.field,
    choice: input.choice,
    firstValue: compared.first,
    secondValue: compared.second,
    questionId,
    userId: ctx.user.id,
    at: ctx.now,
  }
  const { id } = await ctx.db.insertInto('blindSettlements').values(values).returning('id').executeTakeFirstOrThrow()
  ctx.record({ entity: 'blindSettlements', id, after: values })
  await refreshOrder(ctx, input.orderId)
}
