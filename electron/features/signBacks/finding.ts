import { plusDays } from '../../../shared/dates.ts'
import { refuse } from '../../../shared/refusals.ts'
import { may, type Permission } from '../../../shared/permissions.ts'
import type { SignBackKind } from '../../../shared/signBacks.ts'
import { roleName } from '../../../shared/users.ts'
import type { Context } from '../../context.ts'
import { findByTerm, findByTerms, foldTerm, otherSerial, type SearchKind } from '../../db/search.ts'
import { readOffice } from '../settings.ts'

/** A copy as the person saw it; refused where it has changed since. */
export const findCopy = async (ctx: Context, id: number, version: number) => {
  const row = await ctx.db.selectFrom('signBacks').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw refuse('app.notFound')
  if (row.version !== version) throw refuse('app.stale')
  return row
}

/** Who may say that a paper went out or came back: each paper's own people; the warehouse only its delivery notes. */
const papersOf: Record<SignBackKind, Permission> = {
  confirmation: 'orders.write',
  delivery: 'signBacks.write',
  statement: 'statements.write',
  change: 'orders.write',
  quotation: 'quotations.write',
  outsourcing: 'outsourcing.write',
}
export const allowPaper = (ctx: Context, kind: string): void => {
  if (!may(ctx.user.role, papersOf[kind as SignBackKind]))
    throw refuse('app.notAllowed', { role: roleName(ctx.user.role, ctx.language) })
}

/** Due before this day: overdue longer than the office lets be; null where nothing is told to the manager. */
export const escalatedBefore = async (ctx: Pick<Context, 'db' | 'today'>): Promise<string | null> => {
  const { signEscalateDays } = await readOffice(ctx)
  return signEscalateDays === 0 ? null : plusDays(ctx.today, -signEscalateDays)
}

const searched: readonly [SearchKind, SignBackKind][] = [
  ['delivery', 'delivery'],
  ['order', 'confirmation'],
  ['statement', 'statement'],
  ['outside', 'outsourcing'],
  ['change', 'change'],
  ['quotation', 'quotation'],
]

/** Papers that are out with a number that starts with what was typed; the one with just this number alone where there is one. */
export const findOut = async (ctx: Context, typed: string): Promise<number[]> => {
  const met = await findByTerms(
    ctx,
    searched.map(([kind]) => kind),
    typed,
    20,
  )
  const serialToo = otherSerial(typed)
  if (serialToo !== null) {
    const more = await findByTerm(ctx, 'delivery', serialToo, 20)
    if (more.length > 0) met.set('delivery', [...new Set([...(met.get('delivery') ?? []), ...more])])
  }
  const ids: { id: number; documentNumber: string; serial: string | null }[] = []
  for (const [kind, of] of searched) {
    const documents = met.get(kind) ?? []
    if (documents.length === 0) continue
    ids.push(
      ...(await ctx.db
        .selectFrom('signBacks')
        .leftJoin('deliveryNotes', (join) =>
          join.onRef('deliveryNotes.id', '=', 'signBacks.documentId').on('signBacks.kind', '=', 'delivery'),
        )
        .select(['signBacks.id', 'signBacks.documentNumber', 'deliveryNotes.serial'])
        .where('signBacks.kind', '=', of)
        .where('signBacks.documentId', 'in', documents)
        .where('signBacks.state', '<>', 'cancelled')
        .orderBy('signBacks.id', 'desc')
        .execute()),
    )
  }
  const wanted = foldTerm(typed)
  const whole = ids.filter(({ documentNumber, serial }) =>
    [documentNumber, documentNumber.replace(/^[A-Z]+/, ''), serial ?? '', otherSerial(serial ?? '') ?? ''].some(
      (each) => foldTerm(each) === wanted,
    ),
  )
  return (whole.length > 0 ? whole : ids).slice(0, 10).map(({ id }) => id)
}
