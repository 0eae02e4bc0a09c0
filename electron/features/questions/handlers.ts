import { daysBetween } from '../../../shared/dates.ts'
import { type QuestionField, type QuestionRow, questions } from '../../../shared/questions.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Context, Handlers } from '../../context.ts'
import { answerAbout, askAbout, findLine } from '../checks/marks.ts'
import { asksSpecApart, findOrder, mayCheck } from '../checks/read.ts'
import { refreshOrder } from '../orders.ts'
import { fieldValue } from '../orders/correct.ts'
import { askQuestion, closeQuestion } from '../questions.ts'

const rows = (ctx: Context) =>
  ctx.db
    .selectFrom('questions')
    .innerJoin('orders', 'orders.id', 'questions.orderId')
    .innerJoin('customers', 'customers.id', 'orders.customerId')
    .innerJoin('users as askers', 'askers.id', 'questions.askedBy')
    .leftJoin('users as answerers', 'answerers.id', 'questions.answeredBy')
    .selectAll('questions')
    .select([
      'orders.number',
      'customers.shortName as customerName',
      'askers.name as asker',
      'answerers.name as answerer',
    ])
type Found = Awaited<ReturnType<ReturnType<typeof rows>['execute']>>[number]

const rowOf = (
  { asker, answerer, askedBy: _, answeredBy: __, withdrawnAt, withdrawnBy: ___, field, ...row }: Found,
  today: string,
): QuestionRow => ({
  ...row,
  field: field as QuestionField,
  askedBy: asker,
  answeredBy: answerer,
  withdrawn: withdrawnAt !== null,
  ageDays: Math.max(0, daysBetween(row.askedAt.slice(0, 10), row.answeredAt?.slice(0, 10) ?? today)),
})

const readRow = async (ctx: Context, id: number): Promise<QuestionRow> => {
  const row = await rows(ctx).where('questions.id', '=', id).executeTakeFirst()
  if (!row) throw refuse('app.notFound')
  return rowOf(row, ctx.today)
}

/** After the check a question may still come up, until the order is in the workshop. */
const refuseReleased = async (ctx: Context, orderId: number, number: string): Promise<void> => {
  const notice = await ctx.db
    .selectFrom('notices')
    .select('number')
    .where('orderId', '=', orderId)
    .where('voidedAt', 'is', null)
    .limit(1)
    .executeTakeFirst()
  if (notice) throw refuse('questions.released', { number, notice: notice.number })
}

export const questionsHandlers: Handlers<typeof questions> = {
  async list(ctx, { offset, limit, state, orderId, mine }) {
    const narrowed = ctx.db
      .selectFrom('questions')
      .innerJoin('orders', 'orders.id', 'questions.orderId')
      .where('orders.voidedAt', 'is', null)
      .$if(orderId !== undefined, (some) => some.where('questions.orderId', '=', orderId!))
      .$if(mine, (some) => some.where('orders.merchandiserId', '=', ctx.user.id))
      .$if(state === 'open', (some) =>
        some.where('questions.answeredAt', 'is', null).where('questions.withdrawnAt', 'is', null),
      )
      .$if(state === 'answered', (some) => some.where('questions.answeredAt', 'is not', null))
    const { total } = await narrowed.select(({ fn }) => fn.countAll().as('total')).executeTakeFirstOrThrow()
    const ids = await narrowed
      .select('questions.id')
      .orderBy(state === 'answered' ? 'questions.answeredAt' : 'questions.askedAt', state === 'open' ? 'asc' : 'desc')
      .orderBy('questions.id')
      .offset(offset)
      .limit(limit)
      .execute()
    if (ids.length === 0) return { rows: [], total: Number(total) }
    const places = new Map(ids.map(({ id }, index) => [id, index]))
    const found = await rows(ctx)
      .where('questions.id', 'in', [...places.keys()])
      .execute()
    return {
      rows: found.map((row) => rowOf(row, ctx.today)).toSorted((a, b) => places.get(a.id)! - places.get(b.id)!),
      total: Number(total),
    }
  },

  async ask(ctx, { orderLineId, field, question, askedWhom }) {
    const line = await findLine(ctx, orderLineId)
    const order = await findOrder(ctx, line.orderId)
    if (order.voidedAt !== null) throw refuse('orders.isVoid', { number: order.number })
    await refuseReleased(ctx, order.id, order.number)
    const id =
      order.checkedAt === null
        ? (mayCheck(ctx, order), await askAbout(ctx, line, field, { question, askedWhom }))
        : await askQuestion(ctx, {
            orderId: order.id,
            orderLineId,
            line: line.sequence,
            field,
            keyedValue: fieldValue(line, field, await asksSpecApart(ctx, line)),
            question,
            askedWhom,
          })
    await refreshOrder(ctx, order.id)
    return readRow(ctx, id)
  },

  async answer(ctx, { id, answer, answeredOn, newValue }) {
    const row = await ctx.db.selectFrom('questions').selectAll().where('id', '=', id).executeTakeFirst()
    if (!row) throw refuse('app.notFound')
    if (row.answeredAt !== null || row.withdrawnAt !== null) throw refuse('checks.notAsked')
    const order = await findOrder(ctx, row.orderId)
    if (order.voidedAt !== null) throw refuse('orders.isVoid', { number: order.number })
    if (row.field === 'line' || row.orderLineId === null || order.checkedAt !== null) {
      if (newValue !== null)
        throw refuse(
          row.field === 'line' ? 'questions.lineIsSettled' : 'questions.changeNeedsReopen',
          {
            number: order.number,
          },
          'newValue',
        )
      await closeQuestion(ctx, id, { answer, answeredOn, newValue: '' })
    } else {
      mayCheck(ctx, order)
      await answerAbout(ctx, await findLine(ctx, row.orderLineId), row.field as Exclude<QuestionField, 'line'>, {
        answer,
        answeredOn,
        newValue,
      })
    }
    await refreshOrder(ctx, row.orderId)
    return readRow(ctx, id)
  },
}
