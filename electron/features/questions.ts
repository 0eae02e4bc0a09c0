import type { QuestionField } from '../../shared/questions.ts'
import type { Context } from '../context.ts'

type Reader = Pick<Context, 'db'>

export interface NewQuestion {
  orderId: number
  orderLineId: number | null
  line: number
  field: QuestionField
  keyedValue: string
  question: string
  askedWhom: string
}

/** Questions that have no answer yet and were not taken back. */
const open = (ctx: Reader) =>
  ctx.db.selectFrom('questions').where('answeredAt', 'is', null).where('withdrawnAt', 'is', null)

/** Asks the customer something about an order (duty 15). Asked again about the same field, the words are replaced. Gives its id. */
export const askQuestion = async (ctx: Context, asked: NewQuestion): Promise<number> => {
  const before =
    asked.orderLineId === null
      ? undefined
      : await open(ctx)
          .selectAll()
          .where('orderLineId', '=', asked.orderLineId)
          .where('field', '=', asked.field)
          .executeTakeFirst()
  if (before) {
    const words = { question: asked.question, askedWhom: asked.askedWhom }
    await ctx.db.updateTable('questions').set(words).where('id', '=', before.id).execute()
    ctx.record({ entity: 'questions', id: before.id, before, after: words })
    return before.id
  }
  const values = { ...asked, askedBy: ctx.user.id, askedAt: ctx.now, answer: '', newValue: '' }
  const { id } = await ctx.db.insertInto('questions').values(values).returning('id').executeTakeFirstOrThrow()
  ctx.record({ entity: 'questions', id, after: values })
  return id
}

/** Writes the answer to a question down. */
export const closeQuestion = async (
  ctx: Context,
  id: number,
  { answer, newValue, answeredOn = ctx.today }: { answer: string; newValue: string; answeredOn?: string | undefined },
): Promise<void> => {
  const values = { answer, newValue, answeredOn, answeredBy: ctx.user.id, answeredAt: ctx.now }
  await ctx.db.updateTable('questions').set(values).where('id', '=', id).execute()
  ctx.record({ entity: 'questions', id, after: values })
}

/** The open question about a field of a line. */
export const openQuestionOf = (ctx: Reader, orderLineId: number, field: QuestionField) =>
  open(ctx).selectAll().where('orderLineId', '=', orderLineId).where('field', '=', field).executeTakeFirst()

/** All open questions of an order. */
export const openQuestions = (ctx: Reader, orderId: number) =>
  open(ctx).selectAll().where('orderId', '=', orderId).orderBy('id').execute()

/** The oldest open question of an order: what a refusal names. */
export const firstOpenQuestion = (ctx: Reader, orderId: number) =>
  open(ctx)
    .select(['id', 'line', 'field', 'question'])
    .where('orderId', '=', orderId)
    .orderBy('line')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()

/** Takes the open question about a field back: it is not asked any more. */
export const withdrawQuestion = async (ctx: Context, orderLineId: number, field: QuestionField): Promise<void> => {
  const asked = await openQuestionOf(ctx, orderLineId, field)
  if (!asked) return
  const values = { withdrawnAt: ctx.now, withdrawnBy: ctx.user.id }
  await ctx.db.updateTable('questions').set(values).where('id', '=', asked.id).execute()
  ctx.record({ entity: 'questions', id: asked.id, before: { question: asked.question }, after: values })
}

/** The order is void: what is still open about it is asked no more. */
export const withdrawQuestionsOf = async (ctx: Context, orderId: number): Promise<void> => {
  const values = { withdrawnAt: ctx.now, withdrawnBy: ctx.user.id }
  for (const { id, question } of await openQuestions(ctx, orderId)) {
    await ctx.db.updateTable('questions').set(values).where('id', '=', id).execute()
    ctx.record({ entity: 'questions', id, before: { question }, after: values })
  }
}

/** The line goes: what was asked about it stays readable, what is open is asked no more. */
export const releaseQuestionsOfLine = async (ctx: Context, orderLineId: number): Promise<void> => {
  await ctx.db
    .updateTable('questions')
    .set({ withdrawnAt: ctx.now, withdrawnBy: ctx.user.id })
    .where('orderLineId', '=', orderLineId)
    .where('answeredAt', 'is', null)
    .where('withdrawnAt', 'is', null)
    .execute()
  await ctx.db.updateTable('questions').set({ orderLineId: null }).where('orderLineId', '=', orderLineId).execute()
}
