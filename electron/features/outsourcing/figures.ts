import type { z } from 'zod'
import { lineAmount } from '../../../shared/money.ts'
import type { FactoryFigures } from '../../../shared/outsideFactories.ts'
import { outsideLateDays } from '../../../shared/outsideStates.ts'
import type { OutsideReturn, OutsideRow, outsourcing } from '../../../shared/outsourcing.ts'
import { may } from '../../../shared/permissions.ts'
import type { Context } from '../../context.ts'
import { noticeGoodsColumns } from '../noticeGoods.ts'
import { goodsText, outsideRows, rowsOf } from './list.ts'
import { returnRow } from './read.ts'

type Asked<K extends keyof typeof outsourcing> = z.output<(typeof outsourcing)[K]['input']>
type Period = Pick<Asked<'figures'>, 'factoryId' | 'from' | 'to'>

/** Lines whose day lies in the period and has come, or that are back: what the late rate divides by. */
const dueOf = (ctx: Context, { factoryId, from, to }: Period) =>
  ctx.db
    .selectFrom('outsideLines')
    .where('outsideLines.factoryId', '=', factoryId)
    .where('outsideLines.wantedOn', '>=', from)
    .where('outsideLines.wantedOn', '<=', to)
    .where((where) =>
      where.or([
        where('outsideLines.state', '=', 'back'),
        where.and([
          where('outsideLines.state', 'in', ['out', 'partly']),
          where('outsideLines.wantedOn', '<', ctx.today),
        ]),
      ]),
    )

const returnsIn = (ctx: Context, { factoryId, from, to }: Period) =>
  ctx.db
    .selectFrom('outsideReturns')
    .where('outsideReturns.factoryId', '=', factoryId)
    .where('outsideReturns.returnedOn', '>=', from)
    .where('outsideReturns.returnedOn', '<=', to)
    .where('outsideReturns.takenBackAt', 'is', null)

const amountOf = async (ctx: Context, { factoryId, from, to }: Period): Promise<number | null> => {
  if (!may(ctx.user.role, 'prices.read')) return null
  const { amount } = await ctx.db
    .selectFrom('outsideLines')
    .innerJoin('outsideSlips', 'outsideSlips.id', 'outsideLines.slipId')
    .where('outsideSlips.factoryId', '=', factoryId)
    .where('outsideSlips.sentOn', '>=', from)
    .where('outsideSlips.sentOn', '<=', to)
    .where('outsideLines.state', '<>', 'void')
    .select(({ fn }) => fn.sum<number>('outsideLines.amountFen').as('amount'))
    .executeTakeFirstOrThrow()
  return Number(amount ?? 0)
}

/** What the good pieces cost that came back in a period; null for who sees no prices. */
const payableOf = async (ctx: Context, period: Asked<'figures'>): Promise<number | null> => {
  if (!may(ctx.user.role, 'prices.read')) return null
  const rows = await returnsIn(ctx, period)
    .innerJoin('outsideLines', 'outsideLines.id', 'outsideReturns.lineId')
    .select('outsideLines.priceMicros')
    .select(({ fn }) => fn.sum<number>('outsideReturns.good').as('good'))
    .groupBy(['outsideReturns.lineId', 'outsideLines.priceMicros'])
    .execute()
  return rows.reduce((sum, { good, priceMicros }) => sum + lineAmount(Number(good), priceMicros), 0)
}

/** 晚交率 and 不良率 of a factory in a period, computed from its slips and returns alone (duty 72). */
export const factoryFigures = async (ctx: Context, period: Asked<'figures'>): Promise<FactoryFigures> => {
  const due = await dueOf(ctx, period).select(['wantedOn', 'backOn', 'state']).execute()
  const late = due.map((line) => outsideLateDays(line, ctx.today)).filter((days) => days > 0)
  const sums = await returnsIn(ctx, period)
    .select('kind')
    .select(({ fn }) => [
      fn.sum<number>('good').as('good'),
      fn.sum<number>('bad').as('bad'),
      fn.sum<number>('scrap').as('scrap'),
    ])
    .groupBy('kind')
    .execute()
  const of = (kind: string, part: 'good' | 'bad' | 'scrap'): number =>
    Number(sums.find((sum) => sum.kind === kind)?.[part] ?? 0)
  return {
    due: due.length,
    late: late.length,
    lateDays: late.reduce((sum, days) => sum + days, 0),
    good: of('back', 'good'),
    bad: of('back', 'bad'),
    scrap: of('back', 'scrap'),
    lost: of('lost', 'bad'),
    amountFen: await amountOf(ctx, period),
    payableFen: await payableOf(ctx, period),
  }
}

/** The lines the late rate is made of, by their day. */
export const dueLines = async (
  ctx: Context,
  { offset, limit, ...period }: Asked<'dueLines'>,
): Promise<{ rows: OutsideRow[]; total: number }> => {
  const { total } = await dueOf(ctx, period)
    .select(({ fn }) => fn.countAll().as('total'))
    .executeTakeFirstOrThrow()
  const found = await outsideRows(ctx)
    .where('outsideLines.id', 'in', dueOf(ctx, period).select('outsideLines.id'))
    .orderBy('outsideLines.wantedOn', 'desc')
    .orderBy('outsideLines.id', 'desc')
    .limit(limit)
    .offset(offset)
    .execute()
  return { rows: await rowsOf(ctx, found), total: Number(total) }
}

type Returned = OutsideReturn & {
  slipId: number
  number: string
  processName: string
  description: string
  unit: string
}

/** The returns the defect rate is made of, the newest first. */
export const returnedRows = async (
  ctx: Context,
  { offset, limit, ...period }: Asked<'returned'>,
): Promise<{ rows: Returned[]; total: number }> => {
  const { total } = await returnsIn(ctx, period)
    .select(({ fn }) => fn.countAll().as('total'))
    .executeTakeFirstOrThrow()
  const found = await returnsIn(ctx, period)
    .innerJoin('outsideLines', 'outsideLines.id', 'outsideReturns.lineId')
    .innerJoin('outsideSlips', 'outsideSlips.id', 'outsideLines.slipId')
    .innerJoin('operations', 'operations.id', 'outsideLines.operationId')
    .innerJoin('noticeLines', 'noticeLines.id', 'operations.noticeLineId')
    .innerJoin('orderLines', 'orderLines.id', 'noticeLines.orderLineId')
    .selectAll('outsideReturns')
    .select([
      'outsideLines.slipId',
      'outsideSlips.number',
      'operations.processName',
      'orderLines.code',
      ...noticeGoodsColumns,
      'orderLines.unit',
    ])
    .orderBy('outsideReturns.returnedOn', 'desc')
    .orderBy('outsideReturns.id', 'desc')
    .limit(limit)
    .offset(offset)
    .execute()
  return {
    rows: found.map((row) => ({
      ...returnRow(row),
      slipId: row.slipId,
      number: row.number,
      processName: row.processName,
      description: goodsText(row),
      unit: row.unit,
    })),
    total: Number(total),
  }
}
