import { sql, type SqlBool } from 'kysely'
import type { z } from 'zod'
import { daysBetween } from '../../../shared/dates.ts'
import { sniffFax } from '../../../shared/faxFiles.ts'
import { may, type Permission } from '../../../shared/permissions.ts'
import { refuse } from '../../../shared/refusals.ts'
import {
  isOpenDifference,
  type SignBackKind,
  type SignBackRow,
  signBacks,
  type SignBackState,
} from '../../../shared/signBacks.ts'
import { roleName } from '../../../shared/users.ts'
import { afterPreparing, type Context, type Handlers } from '../../context.ts'
import { carryOut, refuseIfDone } from '../changes/apply.ts'
import { ordersOfNote } from '../deliveries.ts'
import { refreshOrder } from '../orders.ts'
import { firstOpenQuestion } from '../questions.ts'
import { readOffice } from '../settings.ts'
import { openSignBack } from '../signBacks.ts'
import { differenceFacts, openDifference } from './differences.ts'

const copies = (ctx: Context) =>
  ctx.db
    .selectFrom('signBacks')
    .innerJoin('customers', 'customers.id', 'signBacks.customerId')
    .innerJoin('users as senders', 'senders.id', 'signBacks.sentBy')
    .leftJoin('users as receivers', 'receivers.id', 'signBacks.returnedBy')
    .leftJoin('users as settlers', 'settlers.id', 'signBacks.settledBy')
    .selectAll('signBacks')
    .select([
      'customers.shortName as customerName',
      'customers.phone',
      'senders.name as sender',
      'receivers.name as receiver',
      'settlers.name as settler',
    ])

type Found = Awaited<ReturnType<ReturnType<typeof copies>['execute']>>[number]

type Known = Awaited<ReturnType<typeof differenceFacts>>

const rowOf = (
  { sender, receiver, settler, sentBy: _, returnedBy: __, edition: ___, ...row }: Found,
  today: string,
  known: Known,
): SignBackRow => ({
  ...row,
  kind: row.kind as SignBackKind,
  state: row.state as SignBackState,
  sentBy: sender,
  returnedBy: receiver,
  settledBy: settler,
  open: isOpenDifference({
    state: row.state as SignBackState,
    settled: row.settledAt !== null,
    ...(known.get(row.id) ?? { overtaken: false, corrected: false }),
  }),
  ageDays: Math.max(0, daysBetween(row.sentAt.slice(0, 10), today)),
  overdueDays: row.state === 'waiting' ? Math.max(0, daysBetween(row.dueOn, today)) : 0,
})

const readCopy = async (ctx: Context, id: number): Promise<SignBackRow> => {
  const row = await copies(ctx).where('signBacks.id', '=', id).executeTakeFirst()
  if (!row) throw refuse('app.notFound')
  return rowOf(row, ctx.today, await differenceFacts(ctx, [id]))
}

const find = async (ctx: Context, id: number, version: number) => {
  const row = await ctx.db.selectFrom('signBacks').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw refuse('app.notFound')
  if (row.version !== version) throw refuse('app.stale')
  return row
}

/** The orders whose state hangs on the signed copy of a document. */
const refreshBehind = async (ctx: Context, kind: string, documentId: number): Promise<void> => {
  const orderIds =
    kind === 'confirmation' ? [documentId] : kind === 'delivery' ? await ordersOfNote(ctx, documentId) : []
  for (const orderId of orderIds) await refreshOrder(ctx, orderId)
  if (kind === 'change') await carryOut(ctx, documentId)
}

interface Document {
  edition?: number
  documentNumber: string
  customerId: number
  ready: boolean
  void: boolean
}

/** The paper itself: whose it is, and whether it may go out yet. */
const findDocument = async (ctx: Context, kind: SignBackKind, id: number): Promise<Document> => {
  if (kind === 'confirmation') {
    const order = await ctx.db
      .selectFrom('orders')
      .select(['number', 'customerId', 'checkedAt', 'voidedAt', 'edition'])
      .where('id', '=', id)
      .executeTakeFirst()
    if (!order) throw refuse('app.notFound')
    const asked = await firstOpenQuestion(ctx, id)
    if (asked && order.voidedAt === null)
      throw refuse('questions.holds', { number: order.number, line: asked.line, question: asked.question })
    return {
      documentNumber: order.number,
      customerId: order.customerId,
      ready: order.checkedAt !== null,
      void: order.voidedAt !== null,
      edition: order.edition,
    }
  }
  if (kind === 'delivery') {
    const note = await ctx.db
      .selectFrom('deliveryNotes')
      .select(['number', 'customerId', 'releasedAt', 'voidedAt'])
      .where('id', '=', id)
      .executeTakeFirst()
    if (!note) throw refuse('app.notFound')
    return {
      documentNumber: note.number,
      customerId: note.customerId,
      ready: note.releasedAt !== null,
      void: note.voidedAt !== null,
    }
  }
  if (kind === 'change') {
    const change = await ctx.db
      .selectFrom('orderChanges')
      .select(['number', 'customerId', 'state'])
      .where('id', '=', id)
      .executeTakeFirst()
    if (!change) throw refuse('app.notFound')
    return {
      documentNumber: change.number,
      customerId: change.customerId,
      ready: change.state === 'toSign' || change.state === 'done',
      void: change.state === 'withdrawn',
    }
  }
  const statement = await ctx.db
    .selectFrom('statements')
    .select(['number', 'customerId', 'voidedAt'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!statement) throw refuse('app.notFound')
  return {
    documentNumber: statement.number,
    customerId: statement.customerId,
    ready: true,
    void: statement.voidedAt !== null,
  }
}

/** Who may say that a paper went out or came back: each paper's own people; the warehouse only its delivery notes. */
const papersOf: Record<SignBackKind, Permission> = {
  confirmation: 'orders.write',
  delivery: 'signBacks.write',
  statement: 'statements.write',
  change: 'orders.write',
}
const allowPaper = (ctx: Context, kind: string): void => {
  if (!may(ctx.user.role, papersOf[kind as SignBackKind]))
    throw refuse('app.notAllowed', { role: roleName(ctx.user.role, ctx.language) })
}
const notReadyKeys = {
  confirmation: 'signBacks.checkFirst',
  delivery: 'signBacks.releaseFirst',
  statement: 'signBacks.releaseFirst',
  change: 'changes.approveFirst',
} as const

type Returned = z.output<typeof signBacks.markReturned.input>

const markReturned = async (ctx: Context, input: Returned, sha256: string | null): Promise<SignBackRow> => {
  const before = await find(ctx, input.id, input.version)
  allowPaper(ctx, before.kind)
  if (before.state === 'cancelled') throw refuse('signBacks.cancelledAlready', { number: before.documentNumber })
  if (before.state !== 'waiting') throw refuse('signBacks.backAlready', { number: before.documentNumber })
  if (input.result === 'different' && input.difference === '')
    throw refuse('signBacks.differenceNeeded', {}, 'difference')
  const values = {
    state: input.result,
    returnedAt: ctx.now,
    returnedBy: ctx.user.id,
    difference: input.result === 'different' ? input.difference : null,
    differenceFen: input.result === 'different' ? input.differenceFen : null,
    sha256,
  }
  await ctx.db
    .updateTable('signBacks')
    .set({ ...values, version: input.version + 1 })
    .where('id', '=', input.id)
    .execute()
  ctx.record({ entity: 'signBacks', id: input.id, before: { state: before.state }, after: values })
  await refreshBehind(ctx, before.kind, before.documentId)
  return readCopy(ctx, input.id)
}

export const signBacksHandlers: Handlers<typeof signBacks> = {
  async list(ctx, { offset, limit, kind, state, customerId, overdueOnly, documentId, open }) {
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
    return { rows: found.map((row) => rowOf(row, ctx.today, known)), total: Number(total) }
  },

  read: (ctx, { id }) => readCopy(ctx, id),

  async markSent(ctx, { kind, documentId, sentTo }) {
    allowPaper(ctx, kind)
    const paper = await findDocument(ctx, kind, documentId)
    if (paper.void) throw refuse('signBacks.isVoid', { number: paper.documentNumber })
    if (!paper.ready) throw refuse(notReadyKeys[kind], { number: paper.documentNumber })
    const standing = await ctx.db
      .selectFrom('signBacks')
      .select('state')
      .where('kind', '=', kind)
      .where('documentId', '=', documentId)
      .where('state', '=', 'same')
      .where('edition', '=', paper.edition ?? 1)
      .executeTakeFirst()
    if (standing) throw refuse('signBacks.backAlready', { number: paper.documentNumber })
    const { signBackDays } = await readOffice(ctx)
    await openSignBack(ctx, {
      kind,
      documentId,
      documentNumber: paper.documentNumber,
      customerId: paper.customerId,
      sentTo,
      edition: paper.edition ?? 1,
      days: signBackDays[kind === 'change' ? 'confirmation' : kind],
    })
    await refreshBehind(ctx, kind, documentId)
    const { id } = await ctx.db
      .selectFrom('signBacks')
      .select('id')
      .where('kind', '=', kind)
      .where('documentId', '=', documentId)
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow()
    return readCopy(ctx, id)
  },

  async chase(ctx, { id, version, spokenTo }) {
    const before = await find(ctx, id, version)
    if (before.state !== 'waiting') throw refuse('signBacks.backAlready', { number: before.documentNumber })
    await ctx.db
      .updateTable('signBacks')
      .set({ chases: before.chases + 1, chasedAt: ctx.now, version: version + 1 })
      .where('id', '=', id)
      .execute()
    ctx.record({
      entity: 'signBacks',
      id,
      before: { chases: before.chases },
      after: { chases: before.chases + 1, spokenTo },
    })
    return readCopy(ctx, id)
  },

  markReturned: afterPreparing(async (ctx, { copy }) => {
    if (copy === null) return null
    const found = sniffFax(copy)
    if ('problem' in found) throw refuse('signBacks.copyNotReadable', {}, 'copy')
    return ctx.files.put(copy)
  }, markReturned),

  async settle(ctx, { id, version, how }) {
    const before = await find(ctx, id, version)
    allowPaper(ctx, before.kind)
    if (before.state !== 'different') throw refuse('signBacks.nothingToSettle', { number: before.documentNumber })
    const values = { settledAt: ctx.now, settledBy: ctx.user.id, settledHow: how }
    await ctx.db
      .updateTable('signBacks')
      .set({ ...values, version: version + 1 })
      .where('id', '=', id)
      .execute()
    ctx.record({ entity: 'signBacks', id, before: { settledAt: before.settledAt }, after: values })
    return readCopy(ctx, id)
  },

  async undo(ctx, { id, version, reason }) {
    const before = await find(ctx, id, version)
    allowPaper(ctx, before.kind)
    if (before.state !== 'same' && before.state !== 'different')
      throw refuse('signBacks.notBack', { number: before.documentNumber })
    if (before.kind === 'change') await refuseIfDone(ctx, before.documentId)
    await ctx.db
      .updateTable('signBacks')
      .set({
        state: 'waiting',
        returnedAt: null,
        returnedBy: null,
        difference: null,
        differenceFen: null,
        sha256: null,
        settledAt: null,
        settledBy: null,
        settledHow: '',
        version: version + 1,
      })
      .where('id', '=', id)
      .execute()
    ctx.record({ entity: 'signBacks', id, before, after: { state: 'waiting', reason } })
    await refreshBehind(ctx, before.kind, before.documentId)
    return readCopy(ctx, id)
  },

  async copy(ctx, { id }) {
    const row = await ctx.db.selectFrom('signBacks').select('sha256').where('id', '=', id).executeTakeFirst()
    if (!row) throw refuse('app.notFound')
    const bytes = row.sha256 === null ? null : await ctx.files.get(row.sha256)
    if (!bytes) return { bytes: new Uint8Array(), mediaType: '' }
    const found = sniffFax(bytes)
    return { bytes: bytes as Uint8Array<ArrayBuffer>, mediaType: 'problem' in found ? '' : found.mediaType }
  },

  async counts(ctx) {
    const of = async (overdue: boolean): Promise<number> => {
      let rows = ctx.db.selectFrom('signBacks').where('state', '=', 'waiting')
      if (overdue) rows = rows.where('dueOn', '<', ctx.today)
      return Number((await rows.select(({ fn }) => fn.countAll().as('many')).executeTakeFirstOrThrow()).many)
    }
    const { many } = await ctx.db
      .selectFrom('signBacks')
      .where(openDifference)
      .select(({ fn }) => fn.countAll().as('many'))
      .executeTakeFirstOrThrow()
    return { waiting: await of(false), overdue: await of(true), different: Number(many) }
  },
}
