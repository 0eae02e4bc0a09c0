import type { z } from 'zod'
import { lastDayOfMonth } from '../../../shared/dates.ts'
import { translator } from '../../../shared/language.ts'
import {
  findingKeys,
  HandedClass,
  isSettledClass,
  type MonthClass,
  type monthEnd,
  type MonthHandover,
  MonthSums,
} from '../../../shared/monthEnd.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Context } from '../../context.ts'
import { nextNumber } from '../../db/numbering.ts'
import { checkClasses } from './check.ts'
import { sumsOf } from './sums.ts'

type Reader = Pick<Context, 'db'>

const handovers = (ctx: Reader) =>
  ctx.db
    .selectFrom('monthHandovers')
    .innerJoin('users', 'users.id', 'monthHandovers.userId')
    .selectAll('monthHandovers')
    .select('users.name as by')

type Found = Awaited<ReturnType<ReturnType<typeof handovers>['execute']>>[number]

const handoverOf = ({ sums, classes, voidedAt, voidedBy: _by, userId: _user, ...row }: Found): MonthHandover => ({
  ...row,
  sums: MonthSums.parse(JSON.parse(sums)),
  classes: HandedClass.array().parse(JSON.parse(classes)),
  voided: voidedAt !== null,
})

export const readHandover = async (ctx: Reader, id: number): Promise<MonthHandover> => {
  const row = await handovers(ctx).where('monthHandovers.id', '=', id).executeTakeFirst()
  if (!row) throw refuse('app.notFound')
  return handoverOf(row)
}

/** The standing hand-over of a month. */
export const handoverOfMonth = async (ctx: Reader, month: string): Promise<MonthHandover | null> => {
  const row = await handovers(ctx).where('month', '=', month).where('voidedAt', 'is', null).executeTakeFirst()
  return row ? handoverOf(row) : null
}

export const listHandovers = async (
  ctx: Reader,
  { offset, limit }: { offset: number; limit: number },
): Promise<{ rows: MonthHandover[]; total: number }> => {
  const rows = await handovers(ctx)
    .orderBy('month', 'desc')
    .orderBy('monthHandovers.id', 'desc')
    .limit(limit)
    .offset(offset)
    .execute()
  const { total } = await ctx.db
    .selectFrom('monthHandovers')
    .select(({ fn }) => fn.countAll().as('total'))
    .executeTakeFirstOrThrow()
  return { rows: rows.map(handoverOf), total: Number(total) }
}

const handedClass = ({ kind, total, fen, signedOff }: MonthClass): HandedClass => ({
  kind,
  total,
  fen,
  reason: total === 0 ? '' : (signedOff?.reason ?? ''),
  by: total === 0 ? '' : (signedOff?.by ?? ''),
})

/** Gives a month to accounting with its sums and known exceptions (duty 103). */
export const handOver = async (
  ctx: Context,
  { closingFen, ...draft }: z.output<typeof monthEnd.handOver.input>,
): Promise<MonthHandover> => {
  const { month, takenOn } = draft
  const to = lastDayOfMonth(month)
  if (ctx.today < to) throw refuse('monthEnd.notOver', { last: to }, 'month')
  if (takenOn < to || takenOn > ctx.today) throw refuse('monthEnd.strangeDay', { from: to, to: ctx.today }, 'takenOn')
  const standing = await handoverOfMonth(ctx, month)
  if (standing) throw refuse('monthEnd.handedAlready', { month, number: standing.number }, 'month')
  const classes = await checkClasses(ctx, month)
  const openOnes = classes.filter((each) => !isSettledClass(each))
  const t = translator(ctx.language)
  if (openOnes.length > 0)
    throw refuse(
      'monthEnd.openClasses',
      { names: openOnes.map(({ kind, total }) => `${t(findingKeys[kind])} ${total}`).join('、') },
      'month',
    )
  const sums = await sumsOf(ctx, month)
  if (sums.closingFen !== closingFen) throw refuse('monthEnd.sumsChanged', {}, 'closingFen')
  const number = await nextNumber(ctx, 'YJ', ctx.today)
  const { id } = await ctx.db
    .insertInto('monthHandovers')
    .values({
      ...draft,
      number,
      sums: JSON.stringify(sums),
      classes: JSON.stringify(classes.map(handedClass)),
      userId: ctx.user.id,
      at: ctx.now,
      version: 1,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  ctx.record({ entity: 'monthHandovers', id, after: { ...draft, number, sums } })
  return readHandover(ctx, id)
}

/** Takes a hand-over back: the number stays, the month can be handed over anew. */
export const voidHandover = async (
  ctx: Context,
  { id, version, reason }: z.output<typeof monthEnd.voidHandover.input>,
): Promise<MonthHandover> => {
  const before = await readHandover(ctx, id)
  if (before.version !== version || before.voided) throw refuse('app.stale')
  await ctx.db
    .updateTable('monthHandovers')
    .set({ voidedAt: ctx.now, voidedBy: ctx.user.id, voidReason: reason, version: version + 1 })
    .where('id', '=', id)
    .execute()
  ctx.record({ entity: 'monthHandovers', id, before: { number: before.number }, after: { reason } })
  return readHandover(ctx, id)
}

export const countPrint = async (ctx: Context, id: number): Promise<{ printed: number }> => {
  const row = await ctx.db
    .updateTable('monthHandovers')
    .set(({ eb }) => ({ printed: eb('printed', '+', 1) }))
    .where('id', '=', id)
    .returning('printed')
    .executeTakeFirst()
  if (!row) throw refuse('app.notFound')
  ctx.record({ entity: 'monthHandovers', id, after: row })
  return row
}
