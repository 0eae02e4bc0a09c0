import { sql, type SqlBool } from 'kysely'
import type { z } from 'zod'
import { daysBetween } from '../../../shared/dates.ts'
import { sniffFax } from '../../../shared/faxFiles.ts'
import { may } from '../../../shared/permissions.ts'
import { refuse } from '../../../shared/refusals.ts'
import {
  isOpenDifference,
  mayOpenCopy,
  type SignBackKind,
  type SignBackRow,
  type signBacks,
  type SignBackState,
} from '../../../shared/signBacks.ts'
import type { Context } from '../../context.ts'
import { differenceFacts, openDifference } from './differences.ts'
import { escalatedBefore } from './finding.ts'

/** Copies with whose they are, who took them along and what was said of them last. */
export const copies = (ctx: Context) =>
  ctx.db
    .selectFrom('signBacks')
    .leftJoin('customers', 'customers.id', 'signBacks.customerId')
    .leftJoin('outsideFactories', 'outsideFactories.id', 'signBacks.factoryId')
    .innerJoin('users as senders', 'senders.id', 'signBacks.sentBy')
    .leftJoin('users as receivers', 'receivers.id', 'signBacks.returnedBy')
    .leftJoin('users as settlers', 'settlers.id', 'signBacks.settledBy')
    .leftJoin('deliveryNotes', (join) =>
      join.onRef('deliveryNotes.id', '=', 'signBacks.documentId').on('signBacks.kind', '=', 'delivery'),
    )
    .leftJoin('signBackChases', (join) =>
      join.on(
        'signBackChases.id',
        '=',
        sql<number>`(select max("id") from "signBackChases" "said" where "said"."signBackId" = "signBacks"."id")`,
      ),
    )
    .selectAll('signBacks')
    .select([
      'customers.shortName as customer',
      'customers.phone as customerPhone',
      'outsideFactories.shortName as factory',
      'outsideFactories.phone as factoryPhone',
      'senders.name as sender',
      'receivers.name as receiver',
      'settlers.name as settler',
      'deliveryNotes.driver',
      'signBackChases.spokenTo as lastSpokenTo',
      'signBackChases.answer as lastAnswer',
    ])

type Found = Awaited<ReturnType<ReturnType<typeof copies>['execute']>>[number]

type Known = Awaited<ReturnType<typeof differenceFacts>>

export const rowOf = (
  { sender, receiver, settler, customer, customerPhone, factory, factoryPhone, ...found }: Found,
  { today, user }: Pick<Context, 'today' | 'user'>,
  known: Known,
): SignBackRow => {
  const { sentBy: _, returnedBy: __, edition: ___, factoryId: ____, inboxItemId: _____, ...row } = found
  return {
    ...row,
    customerName: customer ?? factory ?? '',
    phone: customerPhone ?? factoryPhone ?? '',
    differenceFen: may(user.role, 'prices.read') ? row.differenceFen : null,
    kind: row.kind as SignBackKind,
    state: row.state as SignBackState,
    sentBy: sender,
    returnedBy: receiver,
    settledBy: settler,
    driver: row.driver ?? '',
    lastSpokenTo: row.lastSpokenTo ?? '',
    lastAnswer: row.lastAnswer ?? '',
    open: isOpenDifference({
      state: row.state as SignBackState,
      settled: row.settledAt !== null,
      ...(known.get(row.id) ?? { overtaken: false, corrected: false }),
    }),
    ageDays: Math.max(0, daysBetween(row.sentAt.slice(0, 10), today)),
    overdueDays: row.state === 'waiting' ? Math.max(0, daysBetween(row.dueOn, today)) : 0,
  }
}

export const readCopy = async (ctx: Context, id: number): Promise<SignBackRow> => {
  const row = await copies(ctx).where('signBacks.id', '=', id).executeTakeFirst()
  if (!row) throw refuse('app.notFound')
  return rowOf(row, ctx, await differenceFacts(ctx, [id]))
}

export const listCopies = async (
  ctx: Context,
  {
    offset,
    limit,
    kind,
    state,
    customerId,
    overdueOnly,
    documentId,
    open,
    escalated,
  }: z.output<typeof signBacks.list.input>,
): Promise<{ rows: SignBackRow[]; total: number }> => {
  let rows = copies(ctx)
  let counted = ctx.db.selectFrom('signBacks')
  const narrow = (column: 'kind' | 'customerId' | 'documentId', value: string | number): void => {
    rows = rows.where(`signBacks.${column}`, '=', value as never)
    counted = counted.where(column, '=', value as never)
  }
  if (kind !== undefined) narrow('kind', kind)
  if (customerId !== undefined) narrow('customerId', customerId)
  if (documentId !== undefined) narrow('documentId', documentId)
  // one document: all its copies; a list: those in one state
  if (documentId === undefined) {
    rows = rows.where('signBacks.state', '=', state)
    counted = counted.where('state', '=', state)
  }
  if (open !== undefined) {
    const wanted = open ? openDifference : sql<SqlBool>`not ${openDifference}`
    rows = rows.where(wanted)
    counted = counted.where(wanted)
  }
  if (overdueOnly) {
    rows = rows.where('signBacks.dueOn', '<', ctx.today)
    counted = counted.where('dueOn', '<', ctx.today)
  }
  const before = escalated ? await escalatedBefore(ctx) : null
  if (escalated) {
    rows = rows.where('signBacks.dueOn', '<', before ?? '')
    counted = counted.where('dueOn', '<', before ?? '')
  }
  const { total } = await counted.select(({ fn }) => fn.countAll().as('total')).executeTakeFirstOrThrow()
  const found = await rows
    .orderBy('signBacks.dueOn', state === 'waiting' ? 'asc' : 'desc')
    .orderBy('signBacks.id')
    .limit(limit)
    .offset(offset)
    .execute()
  const known = await differenceFacts(
    ctx,
    found.filter((row) => row.state === 'different').map(({ id }) => id),
  )
  return { rows: found.map((row) => rowOf(row, ctx, known)), total: Number(total) }
}

/** The signed copy's bytes; none where no copy was kept. */
export const copyBytes = async (ctx: Context, id: number) => {
  const row = await ctx.db
    .selectFrom('signBacks')
    .select(['sha256', 'kind', 'documentNumber as number'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw refuse('app.notFound')
  if (!mayOpenCopy(ctx.user.role, row.kind as SignBackKind))
    throw refuse('signBacks.copyHidden', { number: row.number })
  const bytes = row.sha256 === null ? null : await ctx.files.get(row.sha256)
  if (!bytes) return { bytes: new Uint8Array(), mediaType: '' }
  const found = sniffFax(bytes)
  return { bytes: bytes as Uint8Array<ArrayBuffer>, mediaType: 'problem' in found ? '' : found.mediaType }
}

/** Those the manager is told of. */
const late = async (ctx: Context, of: (before: string) => Promise<number>): Promise<number> => {
  const before = await escalatedBefore(ctx)
  return before === null ? 0 : of(before)
}

export const countCopies = async (ctx: Context) => {
  const of = async (before: string | null): Promise<number> => {
    let rows = ctx.db.selectFrom('signBacks').where('state', '=', 'waiting')
    if (before !== null) rows = rows.where('dueOn', '<', before)
    return Number((await rows.select(({ fn }) => fn.countAll().as('many')).executeTakeFirstOrThrow()).many)
  }
  const { many } = await ctx.db
    .selectFrom('signBacks')
    .where(openDifference)
    .select(({ fn }) => fn.countAll().as('many'))
    .executeTakeFirstOrThrow()
  return {
    waiting: await of(null),
    overdue: await of(ctx.today),
    different: Number(many),
    escalated: await late(ctx, of),
  }
}
