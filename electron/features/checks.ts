import { type CheckField, checkFields, type CheckMark } from '../../shared/checks.ts'
import type { Context } from '../context.ts'
import { releaseQuestionsOfLine } from './questions.ts'

export interface Mark {
  mark: CheckMark['mark']
  oldValue: string
  newValue: string
  question: string
  answer: string
  /** JSON: what a correction found and made (`Correction` of orders/correct.ts). */
  keyed: string
}
export const blankMark = { oldValue: '', newValue: '', question: '', answer: '', keyed: '{}' }

/** Marks a field of a line ✓ / 改 / 问 in the name of who is signed in; the mark before makes way. */
export const putMark = async (
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

export const findMark = (ctx: Pick<Context, 'db'>, orderLineId: number, field: CheckField) =>
  ctx.db
    .selectFrom('checkMarks')
    .selectAll()
    .where('orderLineId', '=', orderLineId)
    .where('field', '=', field)
    .executeTakeFirst()

const takeAway = async (
  ctx: Context,
  orderLineId: number,
  fields: readonly CheckField[],
  kinds: readonly CheckMark['mark'][],
): Promise<void> => {
  if (fields.length === 0) return
  const dropped = await ctx.db
    .deleteFrom('checkMarks')
    .where('orderLineId', '=', orderLineId)
    .where('field', 'in', fields)
    .where('mark', 'in', kinds)
    .returningAll()
    .execute()
  for (const mark of dropped) ctx.record({ entity: 'checkMarks', id: mark.id, before: mark })
}

/**
 * Takes the marks of some fields of a line away: what they said is not what the line says any more. A question stays
 * until the customer has answered it, whatever is keyed meanwhile.
 */
export const dropMarks = (ctx: Context, orderLineId: number, fields: readonly CheckField[]): Promise<void> =>
  takeAway(ctx, orderLineId, fields, ['ok', 'changed'])

/** Takes the ✓ of some fields away: they are asked again. */
export const dropTicks = (ctx: Context, orderLineId: number, fields: readonly CheckField[]): Promise<void> =>
  takeAway(ctx, orderLineId, fields, ['ok'])

/** Another customer has the order: nothing of it was said to him, in whatever call. */
export const forgetCheck = async (ctx: Context, orderId: number): Promise<void> => {
  const lines = await ctx.db.selectFrom('orderLines').select('id').where('orderId', '=', orderId).execute()
  for (const { id } of lines) await dropMarks(ctx, id, checkFields)
  await ctx.db
    .updateTable('checkCalls')
    .set({ finishedAt: ctx.now })
    .where('orderId', '=', orderId)
    .where('finishedAt', 'is', null)
    .execute()
}

/** Takes the mark of one field away, a question too. */
export const dropMark = (ctx: Context, orderLineId: number, field: CheckField): Promise<void> =>
  takeAway(ctx, orderLineId, [field], ['ok', 'changed', 'question'])

/** Takes all marks of a line away, before the line itself goes. */
export const dropLineMarks = async (ctx: Context, orderLineId: number): Promise<void> => {
  await takeAway(ctx, orderLineId, checkFields, ['ok', 'changed', 'question'])
  await releaseQuestionsOfLine(ctx, orderLineId)
}
