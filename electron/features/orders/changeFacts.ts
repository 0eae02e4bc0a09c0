import type { Translate } from '../../../shared/language.ts'
import type { OrderChain } from '../../../shared/orders.ts'
import type { Context } from '../../context.ts'

type Fact = OrderChain['facts'][number]

/** What change slips did in the life of an order, and the slips themselves (duty 93). */
export const changesOf = async (
  ctx: Context,
  orderId: number,
  say: Translate,
  seesMoney: boolean,
): Promise<Pick<OrderChain, 'facts' | 'papers'>> => {
  const rows = await ctx.db
    .selectFrom('orderChanges')
    .innerJoin('users as writers', 'writers.id', 'orderChanges.writtenBy')
    .leftJoin('users as approvers', 'approvers.id', 'orderChanges.approvedBy')
    .leftJoin('users as withdrawers', 'withdrawers.id', 'orderChanges.withdrawnBy')
    .selectAll('orderChanges')
    .select(['writers.name as writer', 'approvers.name as approver', 'withdrawers.name as withdrawer'])
    .where('orderId', '=', orderId)
    .orderBy('orderChanges.id')
    .execute()
  const copies =
    rows.length === 0
      ? []
      : await ctx.db
          .selectFrom('signBacks')
          .innerJoin('users', 'users.id', 'signBacks.sentBy')
          .select(['documentId', 'documentNumber', 'sentAt', 'sentTo', 'users.name'])
          .where('kind', '=', 'change')
          .where(
            'documentId',
            'in',
            rows.map(({ id }) => id),
          )
          .execute()
  const fact = (id: number, at: string | null, kind: string, words: string, by: string | null): Fact[] =>
    at === null ? [] : [{ at, kind, words, by: by ?? '', word: 'changes', documentId: id }]
  return {
    facts: [
      ...rows.flatMap((row) => [
        ...fact(
          row.id,
          row.writtenAt,
          'changeWritten',
          say('changes.factWritten', { number: row.number, reason: row.reason }),
          row.writer,
        ),
        ...fact(
          row.id,
          row.approvedAt,
          'changeApproved',
          say('changes.factApproved', { number: row.number }),
          row.approver,
        ),
        ...fact(
          row.id,
          row.appliedAt,
          'changeDone',
          say('changes.factDone', { number: row.number, edition: row.edition }),
          row.approver,
        ),
        ...fact(
          row.id,
          row.withdrawnAt,
          'changeWithdrawn',
          say(row.refused === 1 ? 'changes.factRefused' : 'changes.factWithdrawn', {
            number: row.number,
            reason: row.withdrawReason ?? '',
          }),
          row.withdrawer,
        ),
      ]),
      ...copies.flatMap((copy) =>
        fact(
          copy.documentId,
          copy.sentAt,
          'changeSent',
          say('changes.factSent', { number: copy.documentNumber, sentTo: copy.sentTo }),
          copy.name,
        ),
      ),
    ],
    papers: rows.map((row) => ({
      kind: 'change',
      id: row.id,
      number: row.number,
      on: row.writtenAt.slice(0, 10),
      state: row.state,
      amountFen: seesMoney ? row.afterFen - row.beforeFen : null,
    })),
  }
}
