import { type ExceptionDraft, type ExceptionLevel, levelKeys, levelsAbove } from '../../../shared/exceptions.ts'
import { type Exception, causeOfSub } from '../../../shared/exceptions.ts'
import { translate } from '../../../shared/language.ts'
import { may } from '../../../shared/permissions.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Context } from '../../context.ts'
import { refuseFarDay } from '../../days.ts'
import { nextNumber } from '../../db/numbering.ts'
import { readException } from './read.ts'

interface Named {
  id: number
  version: number
}

/** The slip as it stands; refuses an edit of an older one. */
const standing = async (ctx: Context, { id, version }: Named) => {
  const row = await ctx.db.selectFrom('exceptions').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw refuse('app.notFound')
  if (row.version !== version) throw refuse('app.stale')
  if (row.voidedAt !== null) throw refuse('exceptions.isVoid', { number: row.number })
  return row
}
type Standing = Awaited<ReturnType<typeof standing>>

const change = async (ctx: Context, before: Standing, values: Partial<Standing>): Promise<Exception> => {
  await ctx.db
    .updateTable('exceptions')
    .set({ ...values, version: before.version + 1 })
    .where('id', '=', before.id)
    .execute()
  ctx.record({ entity: 'exceptions', id: before.id, before, after: values })
  return readException(ctx, before.id)
}

/** Somebody who still works here: a slip in nobody's hands is cleared by nobody. */
const refuseNobody = async (ctx: Context, ownerId: number): Promise<void> => {
  const person = await ctx.db.selectFrom('users').select('active').where('id', '=', ownerId).executeTakeFirst()
  if (person?.active !== 1) throw refuse('exceptions.ownerGone', {}, 'ownerId')
}

const refuseStrangeSub = async (
  ctx: Context,
  { causeCode, causeSub }: Pick<ExceptionDraft, 'causeCode' | 'causeSub'>,
) => {
  if (causeSub === '') return
  const known = await ctx.db.selectFrom('subCodes').select('id').where('code', '=', causeSub).executeTakeFirst()
  if (!known || causeOfSub(causeSub) !== causeCode)
    throw refuse('operations.subCodeUnknown', { code: causeSub }, 'causeCode')
}

const placed = async (ctx: Context, { operationId, workshop }: Pick<ExceptionDraft, 'operationId' | 'workshop'>) => {
  if (operationId === null) {
    if (workshop === '') throw refuse('exceptions.placeNeeded', {}, 'place')
    return { orderId: null, noticeLineId: null, operationId: null, processName: '', workshop }
  }
  const row = await ctx.db
    .selectFrom('operations')
    .innerJoin('noticeLines', 'noticeLines.id', 'operations.noticeLineId')
    .innerJoin('notices', 'notices.id', 'noticeLines.noticeId')
    .select(['operations.noticeLineId', 'operations.processName', 'operations.workshop', 'notices.orderId'])
    .select(['notices.voidedAt', 'notices.number'])
    .where('operations.id', '=', operationId)
    .executeTakeFirst()
  if (!row) throw refuse('app.notFound', {}, 'place')
  if (row.voidedAt !== null) throw refuse('operations.noticeVoid', { notice: row.number }, 'place')
  return {
    orderId: row.orderId,
    noticeLineId: row.noticeLineId,
    operationId,
    processName: row.processName,
    workshop: row.workshop,
  }
}

/** Opens an 异常单 (duties 24, 61): what, where, since when; whose it is and by when it is to be cleared. */
export const open = async (ctx: Context, draft: ExceptionDraft): Promise<Exception> => {
  if (draft.sinceOn > ctx.today) throw refuse('exceptions.sinceFuture', {}, 'sinceOn')
  refuseFarDay(ctx, draft.sinceOn, 'sinceOn')
  refuseFarDay(ctx, draft.clearOn, 'clearOn')
  if (draft.clearOn < draft.sinceOn) throw refuse('exceptions.clearBeforeSince', {}, 'clearOn')
  await refuseNobody(ctx, draft.ownerId)
  await refuseStrangeSub(ctx, draft)
  const place = await placed(ctx, draft)
  const number = await nextNumber(ctx, 'YC', ctx.today)
  const values = {
    ...place,
    number,
    sinceOn: draft.sinceOn,
    openedBy: ctx.user.id,
    openedAt: ctx.now,
    causeCode: draft.causeCode,
    causeSub: draft.causeSub,
    what: draft.what,
    solution: draft.solution,
    customerAnswer: draft.customerAnswer,
    ownerId: draft.ownerId,
    clearOn: draft.clearOn,
    clearTime: draft.clearTime,
    level: null,
    clearedOn: null,
    clearedTime: '',
    clearedBy: null,
    clearedAt: null,
    how: '',
    voidedAt: null,
    voidedBy: null,
    voidReason: null,
    state: 'open',
    version: 1,
  }
  const { id } = await ctx.db.insertInto('exceptions').values(values).returning('id').executeTakeFirstOrThrow()
  ctx.record({ entity: 'exceptions', id, after: values })
  return readException(ctx, id)
}

type Amended = Named &
  Pick<ExceptionDraft, 'what' | 'solution' | 'customerAnswer' | 'ownerId' | 'clearOn' | 'clearTime'>

/** Other words, another owner, another time: while it is open. */
export const amend = async (ctx: Context, { id, version, ...values }: Amended): Promise<Exception> => {
  const before = await standing(ctx, { id, version })
  if (before.clearedOn !== null) throw refuse('exceptions.isCleared', { number: before.number })
  refuseFarDay(ctx, values.clearOn, 'clearOn')
  if (values.clearOn < before.sinceOn) throw refuse('exceptions.clearBeforeSince', {}, 'clearOn')
  await refuseNobody(ctx, values.ownerId)
  return change(ctx, before, values)
}

/** Carries the matter up (duty 59): who was told, when. Upwards only. */
export const escalate = async (
  ctx: Context,
  { level, name, words, ...named }: Named & { level: ExceptionLevel; name: string; words: string },
): Promise<Exception> => {
  const before = await standing(ctx, named)
  if (before.clearedOn !== null) throw refuse('exceptions.isCleared', { number: before.number })
  const told = before.level as ExceptionLevel | null
  if (!levelsAbove(told).includes(level))
    throw refuse('exceptions.levelPassed', { level: translate(ctx.language, levelKeys[told!]) }, 'level')
  await ctx.db
    .insertInto('exceptionLevels')
    .values({ exceptionId: before.id, level, name, words, userId: ctx.user.id, at: ctx.now })
    .execute()
  return change(ctx, before, { level })
}

interface Cleared extends Named {
  clearedOn: string
  clearedTime: string
  how: string
  stopHours: number
  stopPeople: number
  costFen: number | null
}

/**
 * Hours (thousandths) from the morning of the day it began until it was cleared: work does not stand still for longer.
 * Without a time of day that is until the day ended, or until now.
 */
const hoursSince = (
  sinceOn: string,
  { clearedOn, clearedTime }: Pick<Cleared, 'clearedOn' | 'clearedTime'>,
  now: string,
) => {
  const end =
    clearedTime === '' ? Date.parse(`${clearedOn}T23:59:59`) + 1000 : Date.parse(`${clearedOn}T${clearedTime}:00`)
  const hours =
    (Math.min(end, Math.max(Date.parse(now), Date.parse(`${clearedOn}T00:00:00`))) -
      Date.parse(`${sinceOn}T00:00:00`)) /
    3_600_000
  return Math.max(0, Math.ceil(hours)) * 1000
}

/** Writes down when and how it was cleared, and what standing still cost. */
export const clear = async (ctx: Context, { id, version, costFen, ...values }: Cleared): Promise<Exception> => {
  const before = await standing(ctx, { id, version })
  if (values.clearedOn > ctx.today) throw refuse('exceptions.clearedFuture', {}, 'clearedOn')
  if (values.clearedOn < before.sinceOn)
    throw refuse('exceptions.clearedBeforeSince', { since: before.sinceOn }, 'clearedOn')
  const most = hoursSince(before.sinceOn, values, ctx.now)
  if (values.stopHours > most)
    throw refuse('exceptions.stopTooLong', { since: before.sinceOn, most: formatQuantity(most) }, 'stopHours')
  const money = costFen !== null && may(ctx.user.role, 'prices.read') ? { costFen } : {}
  return change(ctx, before, { ...values, ...money, clearedBy: ctx.user.id, clearedAt: ctx.now, state: 'cleared' })
}

/** It came back, or was called cleared by mistake. */
export const reopen = async (ctx: Context, { reason, ...named }: Named & { reason: string }): Promise<Exception> => {
  const before = await standing(ctx, named)
  if (before.clearedOn === null) throw refuse('exceptions.isOpen', { number: before.number })
  ctx.record({ entity: 'exceptions', id: before.id, after: { reopened: reason } })
  return change(ctx, before, {
    clearedOn: null,
    clearedTime: '',
    clearedBy: null,
    clearedAt: null,
    state: 'open',
  })
}

export const voidException = async (
  ctx: Context,
  { reason, ...named }: Named & { reason: string },
): Promise<Exception> => {
  const before = await standing(ctx, named)
  return change(ctx, before, { voidedAt: ctx.now, voidedBy: ctx.user.id, voidReason: reason, state: 'void' })
}
