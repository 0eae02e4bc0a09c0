import { type ExceptionLevel, levelKeys } from '../../../../shared/exceptions.ts'
import type { Context } from '../../../context.ts'
import type { Fact, Say } from './life.ts'

/** What went wrong with the order: each 异常单 opened, carried up, cleared (duties 24, 59, 61). */
export const troubleFacts = async (ctx: Context, orderId: number, say: Say): Promise<Fact[]> => {
  const slips = await ctx.db
    .selectFrom('exceptions')
    .innerJoin('users as openers', 'openers.id', 'exceptions.openedBy')
    .leftJoin('users as clearers', 'clearers.id', 'exceptions.clearedBy')
    .select(['exceptions.id', 'number', 'what', 'how', 'openedAt', 'clearedAt', 'openers.name as opener'])
    .select('clearers.name as clearer')
    .where('orderId', '=', orderId)
    .where('voidedAt', 'is', null)
    .orderBy('exceptions.id')
    .limit(100)
    .execute()
  if (slips.length === 0) return []
  const told = await ctx.db
    .selectFrom('exceptionLevels')
    .innerJoin('users', 'users.id', 'exceptionLevels.userId')
    .select(['exceptionId', 'level', 'exceptionLevels.name', 'at', 'users.name as by'])
    .where(
      'exceptionId',
      'in',
      slips.map(({ id }) => id),
    )
    .execute()
  return slips.flatMap((slip): Fact[] => {
    const { id, number } = slip
    const fact = (at: string, kind: string, words: string, by: string): Fact => ({
      at,
      kind,
      words,
      by,
      word: 'exceptions',
      documentId: id,
    })
    return [
      fact(slip.openedAt, 'troubled', say('exceptions.factOpened', { number, what: slip.what }), slip.opener),
      ...told
        .filter(({ exceptionId }) => exceptionId === id)
        .map(({ at, level, name, by }) => {
          const words = { number, name, level: say(levelKeys[level as ExceptionLevel]) }
          return fact(at, 'carriedUp', say('exceptions.factTold', words), by)
        }),
      ...(slip.clearedAt === null
        ? []
        : [
            fact(
              slip.clearedAt,
              'troubleCleared',
              say('exceptions.factCleared', { number, how: slip.how }),
              slip.clearer ?? '',
            ),
          ]),
    ]
  })
}
