import { type CheckField, checkFieldKeys } from '../../../../shared/checks.ts'
import { refuse } from '../../../../shared/refusals.ts'
import type { Context } from '../../../context.ts'
import type { Fact, Say } from './life.ts'

const stampsOf = async (ctx: Context, orderId: number) => {
  const order = await ctx.db
    .selectFrom('orders')
    .innerJoin('users as keyers', 'keyers.id', 'orders.keyedBy')
    .leftJoin('users as checkers', 'checkers.id', 'orders.checkedBy')
    .leftJoin('users as repliers', 'repliers.id', 'orders.repliedBy')
    .leftJoin('users as voiders', 'voiders.id', 'orders.voidedBy')
    .select([
      'keyedAt',
      'checkedAt',
      'repliedAt',
      'voidedAt',
      'voidReason',
      'keyers.name as keyer',
      'checkers.name as checker',
      'repliers.name as replier',
      'voiders.name as voider',
    ])
    .where('orders.id', '=', orderId)
    .executeTakeFirst()
  if (!order) throw refuse('app.notFound')
  return order
}

/** The written orders: faxes and what was noted on paper. */
export const inboxFacts = async (ctx: Context, orderId: number, say: Say): Promise<Fact[]> => {
  const papers = await ctx.db
    .selectFrom('inboxItems')
    .select(['id', 'receivedAt', 'fileName', 'pages'])
    .where('orderId', '=', orderId)
    .execute()
  return papers.map((paper) => ({
    at: paper.receivedAt,
    kind: 'received',
    words: say('orders.factReceived', { file: paper.fileName, pages: paper.pages }),
    by: '',
    word: 'inbox',
    documentId: paper.id,
  }))
}

/** Keyed, checked, told what to pay, voided: the stamps on the order itself. */
export const stampFacts = async (ctx: Context, orderId: number, say: Say): Promise<Fact[]> => {
  const order = await stampsOf(ctx, orderId)
  const file = await ctx.db
    .selectFrom('orderImports')
    .select(['fileName', 'lines'])
    .where('orderId', '=', orderId)
    .executeTakeFirst()
  const keyed = file
    ? say('orderImports.factImported', { file: file.fileName, lines: file.lines })
    : say('orders.factKeyed')
  const fact = (at: string | null, kind: string, words: string, by: string | null, page?: string): Fact[] =>
    at === null
      ? []
      : [
          {
            at,
            kind,
            words,
            by: by ?? '',
            ...(page === undefined ? { word: null, documentId: null } : { word: 'orders', documentId: orderId, page }),
          },
        ]
  return [
    ...fact(order.keyedAt, 'keyed', keyed, order.keyer),
    ...fact(order.checkedAt, 'checked', say('orders.factChecked'), order.checker, 'check'),
    ...fact(order.repliedAt, 'replied', say('orders.factReplied'), order.replier),
    ...fact(order.voidedAt, 'voided', say('orders.factVoided', { reason: order.voidReason ?? '' }), order.voider),
  ]
}

/** Call-backs, and each correction with both values (duty 4); questions tell their own facts. */
export const checkFacts = async (ctx: Context, orderId: number, say: Say, seesMoney: boolean): Promise<Fact[]> => {
  const check = { word: 'orders', documentId: orderId, page: 'check' }
  const calls = await ctx.db
    .selectFrom('checkCalls')
    .innerJoin('users', 'users.id', 'checkCalls.userId')
    .select(['startedAt', 'spokenTo', 'checkCalls.phone', 'users.name'])
    .where('orderId', '=', orderId)
    .execute()
  const marks = await ctx.db
    .selectFrom('checkMarks')
    .innerJoin('orderLines', 'orderLines.id', 'checkMarks.orderLineId')
    .innerJoin('users', 'users.id', 'checkMarks.userId')
    .select(['sequence', 'field', 'oldValue', 'newValue', 'at', 'users.name'])
    .where('checkMarks.orderId', '=', orderId)
    .where('mark', '=', 'changed')
    .orderBy('at')
    .orderBy('sequence')
    .limit(300)
    .execute()
  return [
    ...calls.map((call): Fact => ({
      at: call.startedAt,
      kind: 'called',
      words: say('orders.factCalled', { spokenTo: call.spokenTo, phone: call.phone }),
      by: call.name,
      ...check,
    })),
    ...marks.map((mark): Fact => {
      const hidden = mark.field === 'price' && !seesMoney
      return {
        at: mark.at,
        kind: 'corrected',
        words: say('orders.factCorrected', {
          line: mark.sequence,
          field: say(checkFieldKeys[mark.field as CheckField]),
          from: hidden ? '…' : mark.oldValue || say('orders.factEmpty'),
          to: hidden ? '…' : mark.newValue || say('orders.factEmpty'),
        }),
        by: mark.name,
        ...check,
      }
    }),
  ]
}
