import type { z } from 'zod'
import { lineAmount } from '../../../shared/money.ts'
import { outsideLateDays, type OutsideState } from '../../../shared/outsideStates.ts'
import type { OutsideRow, outsourcing } from '../../../shared/outsourcing.ts'
import { may } from '../../../shared/permissions.ts'
import type { Context } from '../../context.ts'
import { goodsOfNotice, noticeGoodsColumns, type NoticeGoods } from '../noticeGoods.ts'
import { findByTerms } from '../../db/search.ts'

type Asked = z.output<typeof outsourcing.list.input>

/** Rows are counted up to here; a longer list stands at this figure. */
const countedRows = 2000

/** Lines of slips with what they are of, before anything narrows them. */
export const outsideRows = (ctx: Pick<Context, 'db'>) =>
  ctx.db
    .selectFrom('outsideLines')
    .innerJoin('outsideSlips', 'outsideSlips.id', 'outsideLines.slipId')
    .innerJoin('outsideFactories', 'outsideFactories.id', 'outsideLines.factoryId')
    .innerJoin('operations', 'operations.id', 'outsideLines.operationId')
    .innerJoin('noticeLines', 'noticeLines.id', 'operations.noticeLineId')
    .innerJoin('notices', 'notices.id', 'noticeLines.noticeId')
    .innerJoin('orderLines', 'orderLines.id', 'noticeLines.orderLineId')
    .innerJoin('orders', 'orders.id', 'notices.orderId')
    .innerJoin('customers', 'customers.id', 'orders.customerId')
    .select([
      'outsideLines.id',
      'outsideLines.slipId',
      'outsideSlips.number',
      'outsideLines.factoryId',
      'outsideFactories.shortName as factory',
      'operations.processName',
      'operations.plannedFinish',
      'orders.number as orderNumber',
      'customers.shortName',
      'customers.name as customerName',
      'orderLines.code',
      ...noticeGoodsColumns,
      'orderLines.unit',
      'outsideSlips.sentOn',
      'outsideLines.wantedOn',
      'outsideLines.backOn',
      'outsideLines.quantity',
      'outsideLines.open',
      'outsideLines.priceMicros',
      'outsideLines.amountFen',
      'outsideLines.state',
    ])
export type OutsideFound = Awaited<ReturnType<ReturnType<typeof outsideRows>['execute']>>[number]

/** Code, name, spec and colour of what is outside, with the sizes of its own notice. */
export const goodsText = (row: NoticeGoods & { code: string }): string =>
  [row.code, goodsOfNotice(row)].filter(Boolean).join(' ')

/** Good and rejects that came back of some lines, thousandths. */
const backSums = async (ctx: Pick<Context, 'db'>, lineIds: number[]) => {
  const rows = await ctx.db
    .selectFrom('outsideReturns')
    .select('lineId')
    .select(({ fn }) => [fn.sum<number>('good').as('good'), fn.sum<number>('bad').as('bad')])
    .where('lineId', 'in', [0, ...lineIds])
    .where('takenBackAt', 'is', null)
    .groupBy('lineId')
    .execute()
  return new Map(rows.map(({ lineId, good, bad }) => [lineId, { good: Number(good), bad: Number(bad) }]))
}

/** Which of some slips were marked as sent to their factory, in this edition or one before. */
export const sentSlips = async (ctx: Pick<Context, 'db'>, slipIds: readonly number[]): Promise<Set<number>> => {
  const rows = await ctx.db
    .selectFrom('signBacks')
    .select('documentId')
    .distinct()
    .where('kind', '=', 'outsourcing')
    .where('documentId', 'in', [0, ...new Set(slipIds)])
    .execute()
  return new Set(rows.map(({ documentId }) => documentId))
}

/** The found lines as rows of a list, with what came back of each. */
export const rowsOf = async (ctx: Context, found: OutsideFound[]): Promise<OutsideRow[]> => {
  const sums = await backSums(
    ctx,
    found.map(({ id }) => id),
  )
  const sent = await sentSlips(
    ctx,
    found.map(({ slipId }) => slipId),
  )
  const priced = may(ctx.user.role, 'prices.read')
  return found.map((row) => ({
    id: row.id,
    slipId: row.slipId,
    number: row.number,
    factoryId: row.factoryId,
    factory: row.factory,
    processName: row.processName,
    orderNumber: row.orderNumber,
    customer: row.shortName || row.customerName,
    description: goodsText(row),
    unit: row.unit,
    sentOn: row.sentOn,
    wantedOn: row.wantedOn,
    backOn: row.backOn,
    quantity: row.quantity,
    open: row.open,
    good: sums.get(row.id)?.good ?? 0,
    bad: sums.get(row.id)?.bad ?? 0,
    lateDays: outsideLateDays(row, ctx.today),
    amountFen: priced ? row.amountFen : null,
    payableFen: priced ? lineAmount(sums.get(row.id)?.good ?? 0, row.priceMicros) : null,
    state: row.state as OutsideState,
    sent: sent.has(row.slipId),
  }))
}

/** Lines a typed text may mean: by number, goods, order or factory. Null: nothing was typed. */
const foundBy = async (ctx: Context, typed: string): Promise<{ slips: number[]; factories: number[] } | null> => {
  if (typed === '') return null
  const met = await findByTerms(ctx, ['outside', 'outsideGoods', 'outsideFactory'], typed, 200)
  return {
    slips: [0, ...(met.get('outside') ?? []), ...(met.get('outsideGoods') ?? [])],
    factories: [0, ...(met.get('outsideFactory') ?? [])],
  }
}

const narrowed = (ctx: Context, asked: Asked, found: Awaited<ReturnType<typeof foundBy>>) => {
  const { state, factoryId, from, to } = asked
  let rows = outsideRows(ctx)
  if (state === 'open' || state === 'late') rows = rows.where('outsideLines.state', 'in', ['out', 'partly'])
  if (state === 'late') rows = rows.where('outsideLines.wantedOn', '<', ctx.today)
  if (state === 'back' || state === 'void') rows = rows.where('outsideLines.state', '=', state)
  if (factoryId !== undefined) rows = rows.where('outsideLines.factoryId', '=', factoryId)
  if (from !== undefined) rows = rows.where('outsideLines.wantedOn', '>=', from)
  if (to !== undefined) rows = rows.where('outsideLines.wantedOn', '<=', to)
  if (found)
    rows = rows.where((where) =>
      where.or([
        where('outsideLines.slipId', 'in', found.slips),
        where('outsideLines.factoryId', 'in', found.factories),
      ]),
    )
  return rows
}

/** A page of lines of slips: what is outside by its day, what is back the newest first. */
export const listOutside = async (ctx: Context, asked: Asked): Promise<{ rows: OutsideRow[]; total: number }> => {
  const sought = narrowed(ctx, asked, await foundBy(ctx, asked.typed))
  const { total } = await ctx.db
    .selectFrom(
      sought
        .clearSelect()
        .select('outsideLines.id')
        .limit(Math.max(countedRows, asked.offset + asked.limit + 1))
        .as('counted'),
    )
    .select(({ fn }) => fn.countAll().as('total'))
    .executeTakeFirstOrThrow()
  const way = asked.state === 'open' || asked.state === 'late' ? 'asc' : 'desc'
  const found = await sought
    .orderBy('outsideLines.wantedOn', way)
    .orderBy('outsideLines.id', way)
    .limit(asked.limit)
    .offset(asked.offset)
    .execute()
  return { rows: await rowsOf(ctx, found), total: Number(total) }
}
