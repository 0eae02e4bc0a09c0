import { type FilmItem, filmProcess, filmStateOf, filmWanted } from '../../../shared/noticeDesk.ts'
import type { Film } from '../../../shared/noticeProcedures.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Trade } from '../../../shared/settings.ts'
import type { Context } from '../../context.ts'
import { readOffice } from '../settings.ts'
import { filmChecksOf } from './filmGate.ts'
import { refuseFuture, standingNotice } from './standing.ts'

/** 菲林核对 of a notice (duty 42): every check, who signed it, what the customer answered. */
export const film = async (ctx: Context, { noticeId }: { noticeId: number }): Promise<Film> => {
  const notice = await ctx.db
    .selectFrom('notices')
    .select(['number', 'trade'])
    .where('id', '=', noticeId)
    .executeTakeFirst()
  if (!notice) throw refuse('app.notFound')
  const operations = await ctx.db
    .selectFrom('operations')
    .innerJoin('noticeLines', 'noticeLines.id', 'operations.noticeLineId')
    .select('operations.processName')
    .where('noticeLines.noticeId', '=', noticeId)
    .orderBy('noticeLines.id')
    .orderBy('operations.sequence')
    .execute()
  const office = await readOffice(ctx)
  const checks = await filmChecksOf(ctx, noticeId)
  return {
    noticeId,
    number: notice.number,
    wanted: filmWanted(office.filmCheck, notice.trade as Trade) || checks.length > 0,
    state: filmStateOf(checks),
    process: filmProcess(operations.map(({ processName }) => processName)) ?? '',
    items: office.filmItems,
    checks: checks.map(({ noticeId: _notice, userId: _user, ...check }) => check),
  }
}

/** Stores the state its checks make, for the lists. */
const refreshFilm = async (ctx: Context, noticeId: number): Promise<Film> => {
  const now = await film(ctx, { noticeId })
  await ctx.db.updateTable('notices').set({ film: now.state }).where('id', '=', noticeId).execute()
  return now
}

type Checked = { noticeId: number; items: FilmItem[]; checkedBy: string; checkedOn: string }
export const checkFilm = async (ctx: Context, asked: Checked): Promise<Film> => {
  const { noticeId, items, checkedBy, checkedOn } = asked
  await standingNotice(ctx, noticeId)
  refuseFuture(ctx, checkedOn, 'checkedOn')
  const silent = items.findIndex(({ mark, words }) => mark !== 'right' && words === '')
  if (silent >= 0) throw refuse('notices.filmWords', { item: items[silent]!.item }, `items.${silent}.words`)
  const { id } = await ctx.db
    .insertInto('filmChecks')
    .values({
      noticeId,
      items: JSON.stringify(items),
      checkedBy,
      checkedOn,
      userId: ctx.user.id,
      at: ctx.now,
      faxedTo: '',
      answer: '',
      answerRight: 0,
      version: 1,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  ctx.record({ entity: 'filmChecks', id, after: asked })
  return refreshFilm(ctx, noticeId)
}

const lastCheck = async (ctx: Context, id: number, version: number) => {
  const check = await ctx.db.selectFrom('filmChecks').selectAll().where('id', '=', id).executeTakeFirst()
  if (!check) throw refuse('app.notFound')
  await standingNotice(ctx, check.noticeId)
  const last = (await filmChecksOf(ctx, check.noticeId)).at(-1)!
  if (last.id !== id || check.version !== version) throw refuse('app.stale')
  return last
}

/** 已传真客户: what cannot be decided here is asked of the customer. */
export const faxFilm = async (
  ctx: Context,
  { id, version, faxedTo, faxedOn }: { id: number; version: number; faxedTo: string; faxedOn: string },
): Promise<Film> => {
  const check = await lastCheck(ctx, id, version)
  refuseFuture(ctx, faxedOn, 'faxedOn')
  if (faxedOn < check.checkedOn) throw refuse('notices.faxBeforeCheck', { checked: check.checkedOn }, 'faxedOn')
  const values = { faxedTo, faxedOn, answer: '', answeredOn: null, answerRight: 0 as const, version: version + 1 }
  await ctx.db.updateTable('filmChecks').set(values).where('id', '=', id).execute()
  ctx.record({ entity: 'filmChecks', id, before: check, after: values })
  return refreshFilm(ctx, check.noticeId)
}

type Answer = { id: number; version: number; answer: string; answeredOn: string; right: boolean }
export const answerFilm = async (ctx: Context, { id, version, answer, answeredOn, right }: Answer): Promise<Film> => {
  const check = await lastCheck(ctx, id, version)
  if (check.faxedOn === null) throw refuse('notices.notFaxed')
  refuseFuture(ctx, answeredOn, 'answeredOn')
  if (answeredOn < check.faxedOn) throw refuse('notices.answerBeforeFax', { faxed: check.faxedOn }, 'answeredOn')
  const values = { answer, answeredOn, answerRight: right ? (1 as const) : (0 as const), version: version + 1 }
  await ctx.db.updateTable('filmChecks').set(values).where('id', '=', id).execute()
  ctx.record({ entity: 'filmChecks', id, before: check, after: values })
  return refreshFilm(ctx, check.noticeId)
}
