import type { Output } from '../../../shared/contract.ts'
import { daysBetween } from '../../../shared/dates.ts'
import { type Enclosure, type EnclosureKind, enclosureState } from '../../../shared/noticeDesk.ts'
import type { production } from '../../../shared/production.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Context } from '../../context.ts'
import { refuseFuture, standingNotice } from './standing.ts'

const enclosureRows = (ctx: Context) =>
  ctx.db
    .selectFrom('noticeEnclosures')
    .leftJoin('users', 'users.id', 'noticeEnclosures.receivedBy')
    .select([
      'noticeEnclosures.id',
      'noticeEnclosures.noticeId',
      'noticeEnclosures.kind',
      'noticeEnclosures.label',
      'noticeEnclosures.pieces',
      'noticeEnclosures.remark',
      'noticeEnclosures.handedTo',
      'noticeEnclosures.handedOn',
      'noticeEnclosures.returnedBy',
      'noticeEnclosures.returnedOn',
      'noticeEnclosures.version',
      'users.name as receivedBy',
    ])
type Row = Awaited<ReturnType<ReturnType<typeof enclosureRows>['execute']>>[number]
const shown = (row: Row): Enclosure => ({ ...row, kind: row.kind as EnclosureKind, state: enclosureState(row) })

/** 随单物 of one notice, in the order they were written down (duty 35). */
export const enclosures = async (ctx: Context, { noticeId }: { noticeId: number }): Promise<Enclosure[]> =>
  (
    await enclosureRows(ctx)
      .where('noticeEnclosures.noticeId', '=', noticeId)
      .orderBy('noticeEnclosures.id')
      .limit(200)
      .execute()
  ).map(shown)

const one = async (ctx: Context, id: number): Promise<Enclosure> => {
  const row = await enclosureRows(ctx).where('noticeEnclosures.id', '=', id).executeTakeFirst()
  if (!row) throw refuse('app.notFound')
  return shown(row)
}
/** The thing as the person saw it. */
const asSeen = async (ctx: Context, id: number, version: number): Promise<Enclosure> => {
  const found = await one(ctx, id)
  if (found.version !== version) throw refuse('app.stale')
  return found
}
/** The thing as the person saw it, of a notice that stands; what is out of a void one can still come back. */
const seen = async (ctx: Context, id: number, version: number): Promise<Enclosure> => {
  const found = await asSeen(ctx, id, version)
  await standingNotice(ctx, found.noticeId)
  return found
}

type Step = Partial<{
  kind: string
  label: string
  pieces: number
  remark: string
  handedTo: string
  handedOn: string | null
  handedBy: number | null
  returnedBy: string
  returnedOn: string | null
  receivedBy: number | null
}>
const step = async (ctx: Context, before: Enclosure, values: Step, reason?: string): Promise<Enclosure> => {
  await ctx.db
    .updateTable('noticeEnclosures')
    .set({ ...values, version: before.version + 1 })
    .where('id', '=', before.id)
    .execute()
  ctx.record({ entity: 'noticeEnclosures', id: before.id, before, after: { ...values, ...(reason ? { reason } : {}) } })
  return one(ctx, before.id)
}

type Draft = {
  id: number | null
  noticeId: number
  kind: EnclosureKind
  label: string
  pieces: number
  remark: string
  version: number
}
export const saveEnclosure = async (ctx: Context, { id, version, noticeId, ...fields }: Draft): Promise<Enclosure> => {
  if (id !== null) {
    const before = await seen(ctx, id, version)
    if (before.noticeId !== noticeId) throw refuse('app.notFound')
    return step(ctx, before, fields)
  }
  await standingNotice(ctx, noticeId)
  const { many } = await ctx.db
    .selectFrom('noticeEnclosures')
    .select(({ fn }) => fn.countAll<number>().as('many'))
    .where('noticeId', '=', noticeId)
    .executeTakeFirstOrThrow()
  if (Number(many) >= 200) throw refuse('notices.tooMany')
  const made = await ctx.db
    .insertInto('noticeEnclosures')
    .values({ noticeId, ...fields, handedTo: '', returnedBy: '', version: 1 })
    .returning('id')
    .executeTakeFirstOrThrow()
  ctx.record({ entity: 'noticeEnclosures', id: made.id, after: { noticeId, ...fields } })
  return one(ctx, made.id)
}

export const handEnclosure = async (
  ctx: Context,
  asked: { id: number; version: number; handedTo: string; handedOn: string },
): Promise<Enclosure> => {
  const before = await seen(ctx, asked.id, asked.version)
  if (before.state === 'out') throw refuse('notices.alreadyOut', { who: before.handedTo })
  refuseFuture(ctx, asked.handedOn, 'handedOn')
  // what came back may go out once more: its first way stays in the audit
  return step(ctx, before, {
    handedTo: asked.handedTo,
    handedOn: asked.handedOn,
    handedBy: ctx.user.id,
    returnedBy: '',
    returnedOn: null,
    receivedBy: null,
  })
}

export const returnEnclosure = async (
  ctx: Context,
  asked: { id: number; version: number; returnedBy: string; returnedOn: string; remark: string },
): Promise<Enclosure> => {
  const before = await asSeen(ctx, asked.id, asked.version)
  if (before.state !== 'out' || before.handedOn === null) throw refuse('notices.notOut')
  refuseFuture(ctx, asked.returnedOn, 'returnedOn')
  if (asked.returnedOn < before.handedOn)
    throw refuse('notices.backBeforeOut', { handed: before.handedOn }, 'returnedOn')
  return step(ctx, before, {
    returnedBy: asked.returnedBy,
    returnedOn: asked.returnedOn,
    receivedBy: ctx.user.id,
    ...(asked.remark === '' ? {} : { remark: asked.remark }),
  })
}

export const undoEnclosure = async (
  ctx: Context,
  { id, version, reason }: { id: number; version: number; reason: string },
): Promise<Enclosure> => {
  const before = await asSeen(ctx, id, version)
  if (before.state === 'here') throw refuse('notices.nothingToUndo')
  const back = { returnedBy: '', returnedOn: null, receivedBy: null }
  return step(ctx, before, before.state === 'back' ? back : { handedTo: '', handedOn: null, handedBy: null }, reason)
}

export const dropEnclosure = async (
  ctx: Context,
  { id, version }: { id: number; version: number },
): Promise<Record<string, never>> => {
  const before = await seen(ctx, id, version)
  if (before.state !== 'here') throw refuse('notices.wasOut')
  await ctx.db.deleteFrom('noticeEnclosures').where('id', '=', id).execute()
  ctx.record({ entity: 'noticeEnclosures', id, before, after: null })
  return {}
}

type Filter = { offset: number; limit: number; finished: boolean; kind: EnclosureKind | null }
const openRows = (ctx: Context, { finished, kind }: Pick<Filter, 'finished' | 'kind'>) =>
  enclosureRows(ctx)
    .innerJoin('notices', 'notices.id', 'noticeEnclosures.noticeId')
    .innerJoin('orders', 'orders.id', 'notices.orderId')
    .innerJoin('customers', 'customers.id', 'orders.customerId')
    .where('noticeEnclosures.handedOn', 'is not', null)
    .where('noticeEnclosures.returnedOn', 'is', null)
    .$if(finished, (rows) => rows.where('notices.state', '=', 'finished'))
    .$if(kind !== null, (rows) => rows.where('noticeEnclosures.kind', '=', kind!))

/** 随单物未还 over all notices, the longest out first; a void notice's things are to come back too. */
export const openEnclosures = async (
  ctx: Context,
  { offset, limit, ...filter }: Filter,
): Promise<Output<typeof production.openEnclosures>> => {
  const rows = await openRows(ctx, filter)
    .select([
      'notices.number as noticeNumber',
      'notices.state as noticeState',
      'notices.dueOn',
      'orders.number as orderNumber',
      'customers.shortName',
      'customers.name as customerName',
    ])
    .orderBy('noticeEnclosures.handedOn')
    .orderBy('noticeEnclosures.id')
    .offset(offset)
    .limit(limit)
    .execute()
  const { total } = await openRows(ctx, filter)
    .clearSelect()
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  return {
    rows: rows.map(({ shortName, customerName, noticeState, noticeNumber, orderNumber, dueOn, ...row }) => ({
      ...shown(row),
      noticeNumber,
      orderNumber,
      dueOn,
      customer: shortName || customerName,
      finished: noticeState !== 'making',
      days: Math.max(0, daysBetween(row.handedOn!, ctx.today)),
    })),
    total: Number(total),
  }
}
