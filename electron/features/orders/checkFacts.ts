import type { z } from 'zod'
import type { PhraseKey, PhraseValues } from '../../../shared/language.ts'
import type { OrderFact } from '../../../shared/orders.ts'
import { may } from '../../../shared/permissions.ts'
import type { Context } from '../../context.ts'

type Fact = z.output<typeof OrderFact>

/** What the check of an order left in its life beside the call: the second keying, questions and their answers. */
export const checkFactsOf = async (
  ctx: Context,
  orderId: number,
  say: (key: PhraseKey, values?: PhraseValues) => string,
): Promise<Fact[]> => {
  const keyed = await ctx.db
    .selectFrom('blindKeys')
    .innerJoin('users', 'users.id', 'blindKeys.userId')
    .select(['submittedAt', 'users.name'])
    .where('orderId', '=', orderId)
    .where('droppedAt', 'is', null)
    .where('submittedAt', 'is not', null)
    .execute()
  const asked = await ctx.db
    .selectFrom('questions')
    .innerJoin('users as askers', 'askers.id', 'questions.askedBy')
    .leftJoin('users as answerers', 'answerers.id', 'questions.answeredBy')
    .select([
      'line',
      'field',
      'question',
      'askedAt',
      'answer',
      'answeredAt',
      'askers.name as asker',
      'answerers.name as answerer',
    ])
    .where('orderId', '=', orderId)
    .orderBy('questions.id')
    .limit(100)
    .execute()
  const fact = (at: string, kind: string, words: string, by: string): Fact => ({
    at,
    kind,
    words,
    by,
    word: null,
    documentId: null,
  })
  // what was asked about a price says a price
  const seesMoney = may(ctx.user.role, 'prices.read')
  const shown = (field: string, words: string): string => (field === 'price' && !seesMoney ? '…' : words)
  return [
    ...keyed.map((row) => fact(row.submittedAt!, 'keyedAgain', say('blindKeys.factKeyed'), row.name)),
    ...asked.flatMap((row) => [
      fact(
        row.askedAt,
        'asked',
        say('questions.factAsked', { line: row.line, question: shown(row.field, row.question) }),
        row.asker,
      ),
      ...(row.answeredAt === null
        ? []
        : [
            fact(
              row.answeredAt,
              'answered',
              say('questions.factAnswered', { answer: shown(row.field, row.answer) }),
              row.answerer ?? '',
            ),
          ]),
    ]),
  ]
}
