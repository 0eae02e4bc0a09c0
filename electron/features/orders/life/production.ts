import type { Context } from '../../../context.ts'
import type { Fact, Say } from './life.ts'

/** Each process of the order as a whole: the day it was begun, and the day the last line came through. */
export const processFacts = async (ctx: Context, orderId: number, say: Say): Promise<Fact[]> => {
  const rows = await ctx.db
    .selectFrom('operations')
    .innerJoin('noticeLines', 'noticeLines.id', 'operations.noticeLineId')
    .innerJoin('notices', 'notices.id', 'noticeLines.noticeId')
    .select(['operations.processName', 'operations.startedOn', 'operations.finishedOn', 'notices.id as noticeId'])
    .where('notices.orderId', '=', orderId)
    .where('notices.voidedAt', 'is', null)
    .orderBy('operations.sequence')
    .limit(3000)
    .execute()
  return [...Map.groupBy(rows, ({ processName }) => processName)].flatMap(([process, all]): Fact[] => {
    const begun = all.map(({ startedOn }) => startedOn).filter((day) => day !== null)
    const ended = all.map(({ finishedOn }) => finishedOn).filter((day) => day !== null)
    const fact = (at: string, kind: string, words: string): Fact => ({
      at,
      kind,
      words,
      by: '',
      word: 'production',
      documentId: all[0]!.noticeId,
    })
    return [
      ...(begun.length === 0 ? [] : [fact(begun.toSorted()[0]!, 'begun', say('orders.factBegun', { process }))]),
      ...(ended.length < all.length
        ? []
        : [fact(ended.toSorted().at(-1)!, 'madeAll', say('orders.factMadeAll', { process }))]),
    ]
  })
}
