import { complaintKindKeys, type ComplaintKind, gapWords, minutesBetween } from '../../../../shared/complaintStates.ts'
import type { Context } from '../../../context.ts'
import type { Fact, Say } from './life.ts'

/** What the customer complained of in this order, the manager's word, 补件单, answer and end (duties 96–98). */
export const complaintFacts = async (ctx: Context, orderId: number, say: Say): Promise<Fact[]> => {
  const rows = await ctx.db
    .selectFrom('complaints')
    .innerJoin('users as takers', 'takers.id', 'complaints.takenBy')
    .leftJoin('users as deciders', 'deciders.id', 'complaints.decidedBy')
    .leftJoin('users as repliers', 'repliers.id', 'complaints.repliedBy')
    .leftJoin('users as closers', 'closers.id', 'complaints.closedBy')
    .selectAll('complaints')
    .select(['takers.name as taker', 'deciders.name as decider', 'repliers.name as replier', 'closers.name as closer'])
    .where('complaints.state', '<>', 'void')
    .where(({ or, eb, selectFrom }) =>
      or([
        eb('complaints.orderId', '=', orderId),
        // the order a replacement is made by tells the same story
        eb('complaints.id', 'in', selectFrom('replacements').select('complaintId').where('orderId', '=', orderId)),
      ]),
    )
    .orderBy('complaints.id')
    .limit(60)
    .execute()
  const ids = rows.map(({ id }) => id)
  const slips =
    ids.length === 0
      ? []
      : await ctx.db
          .selectFrom('replacements')
          .innerJoin('users', 'users.id', 'replacements.madeBy')
          .select(['complaintId', 'number', 'madeAt', 'users.name'])
          .where('complaintId', 'in', ids)
          .where('voidedAt', 'is', null)
          .execute()
  return rows.flatMap((row): Fact[] => {
    const { id, number } = row
    const fact = (at: string | null, kind: string, words: string, by: string | null): Fact[] =>
      at === null ? [] : [{ at, kind, words, by: by ?? '', word: 'complaints', documentId: id }]
    const gap = gapWords(say, minutesBetween(row.receivedAt, row.decidedAt ?? row.receivedAt))
    const kind = say(complaintKindKeys[row.kind as ComplaintKind])
    const decided = row.decision === 'rejected' ? 'complaints.factRejected' : 'complaints.factConfirmed'
    return [
      ...fact(
        row.receivedAt,
        'complained',
        say('complaints.factReceived', { number, kind, what: row.what }),
        row.taker,
      ),
      ...fact(
        row.decision === null ? null : row.decidedAt,
        'complaintDecided',
        say(decided, { number, gap, opinion: row.opinion }).trim(),
        row.decider,
      ),
      ...slips
        .filter(({ complaintId }) => complaintId === id)
        .flatMap((slip) =>
          fact(slip.madeAt, 'replacementMade', say('complaints.factSlip', { number, slip: slip.number }), slip.name),
        ),
      ...fact(
        row.repliedAt,
        'complaintReplied',
        say('complaints.factReplied', { number, to: row.repliedTo, words: row.replyWords }),
        row.replier,
      ),
      ...fact(
        row.closedAt,
        'complaintClosed',
        say('complaints.factClosed', { number, result: row.result }),
        row.closer,
      ),
    ]
  })
}
