import type { Translate } from '../../../shared/language.ts'
import type { OrderChain } from '../../../shared/orders.ts'
import { type Verdict, verdictKeys } from '../../../shared/reviews.ts'
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
    .leftJoin('users as appliers', 'appliers.id', 'orderChanges.appliedBy')
    .leftJoin('users as withdrawers', 'withdrawers.id', 'orderChanges.withdrawnBy')
    .selectAll('orderChanges')
    .select([
      'writers.name as writer',
      'approvers.name as approver',
      'appliers.name as applier',
      'withdrawers.name as withdrawer',
    ])
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
          row.applier ?? row.approver, // slips of older versions of the program know the approver alone
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

/** The review of an order in its life: begun, what each department said, passed over by whom (duties 22–25). */
export const reviewOf = async (
  ctx: Context,
  orderId: number,
  say: Translate,
): Promise<Pick<OrderChain, 'facts' | 'papers'>> => {
  const sheet = await ctx.db
    .selectFrom('orderReviews')
    .innerJoin('users as starters', 'starters.id', 'orderReviews.startedBy')
    .leftJoin('users as overriders', 'overriders.id', 'orderReviews.overrideBy')
    .select([
      'orderReviews.id',
      'startedAt',
      'overrideAt',
      'overrideReason',
      'starters.name as starter',
      'overriders.name as overrider',
    ])
    .where('orderId', '=', orderId)
    .executeTakeFirst()
  if (!sheet) return { facts: [], papers: [] }
  const opinions = await ctx.db
    .selectFrom('reviewOpinions')
    .leftJoin('users as keyers', 'keyers.id', 'reviewOpinions.keyedBy')
    .select(['department', 'verdict', 'opinion', 'reviewOpinions.name', 'keyedAt', 'keyers.name as keyer'])
    .where('reviewId', '=', sheet.id)
    .where('keyedAt', 'is not', null)
    .execute()
  const fact = (at: string | null, kind: string, words: string, by: string): Fact[] =>
    at === null ? [] : [{ at, kind, words, by, word: 'reviews', documentId: orderId }]
  return {
    facts: [
      ...(opinions.length > 0 || sheet.overrideAt !== sheet.startedAt
        ? fact(sheet.startedAt, 'reviewStarted', say('reviews.factStarted'), sheet.starter)
        : []),
      ...opinions.flatMap(({ keyedAt, department, verdict, opinion, name, keyer }) =>
        fact(
          keyedAt,
          'reviewGiven',
          [
            say('reviews.factGiven', { department, verdict: say(verdictKeys[verdict as Verdict]), opinion }).trim(),
            ...(keyer === null || keyer === name ? [] : [say('reviews.keyedBy', { name: keyer })]),
          ].join(' '),
          name,
        ),
      ),
      ...fact(
        sheet.overrideAt,
        'reviewOverridden',
        say('reviews.factOverridden', { reason: sheet.overrideReason ?? '' }),
        sheet.overrider ?? '',
      ),
    ],
    papers: [],
  }
}
