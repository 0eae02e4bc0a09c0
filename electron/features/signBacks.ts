import { plusDays } from '../../shared/dates.ts'
import type { SignBackKind } from '../../shared/signBacks.ts'
import type { Context } from '../context.ts'

export interface SentPaper {
  kind: SignBackKind
  documentId: number
  documentNumber: string
  /** Whose signature is awaited: a customer's, or a factory's. */
  customerId: number | null
  factoryId?: number | null
  /** Fax number, name or driver it went to. */
  sentTo: string
  /** 第 n 版 of what went out; default 1. */
  edition?: number
  /** Calendar days until the signed copy is due back, or the day itself. */
  days: number
  dueOn?: string
}

const close = async (
  ctx: Context,
  kind: SignBackKind,
  documentId: number,
  states: string[],
  edition?: number,
): Promise<void> => {
  const closed = await ctx.db
    .updateTable('signBacks')
    .set(({ eb }) => ({ state: 'cancelled', version: eb('version', '+', 1) }))
    .where('kind', '=', kind)
    .where('documentId', '=', documentId)
    .where('state', 'in', states)
    .$if(edition !== undefined, (copies) => copies.where('edition', '=', edition!))
    .returning('id')
    .execute()
  for (const { id } of closed) ctx.record({ entity: 'signBacks', id, after: { state: 'cancelled' } })
}

/**
 * A paper went out and its signed copy is awaited. Whatever was known of an earlier copy is closed, so that each
 * document has one standing row; what was different stays written in the closed one. The caller refreshes its
 * document and order.
 */
export const openSignBack = async (ctx: Context, { days, dueOn, ...paper }: SentPaper): Promise<void> => {
  await close(ctx, paper.kind, paper.documentId, ['waiting', 'different'])
  // what was signed of an earlier edition stays signed
  await close(ctx, paper.kind, paper.documentId, ['same'], paper.edition ?? 1)
  const values = {
    ...paper,
    sentAt: ctx.now,
    sentBy: ctx.user.id,
    dueOn: dueOn ?? plusDays(ctx.today, days),
    state: 'waiting',
    version: 1,
  }
  const { id } = await ctx.db.insertInto('signBacks').values(values).returning('id').executeTakeFirstOrThrow()
  ctx.record({ entity: 'signBacks', id, after: values })
}

/** A newer version takes its place: what was signed of the older one, or not yet, is no answer any more. */
export const closeSignBacks = (ctx: Context, kind: SignBackKind, documentId: number): Promise<void> =>
  close(ctx, kind, documentId, ['waiting', 'same', 'different'])

/** Nothing is awaited of a document any more: it was voided or taken back. A copy that came back stays. */
export const cancelSignBack = (ctx: Context, kind: SignBackKind, documentId: number): Promise<void> =>
  close(ctx, kind, documentId, ['waiting'])
