import { sql } from 'kysely'
import { type Goods, goodsKey, type GoodsRow, type Split, proposeSplit } from '../../../shared/allocations.ts'
import type { CustomerDraft } from '../../../shared/customers.ts'
import { plusDays } from '../../../shared/dates.ts'
import { refuse } from '../../../shared/refusals.ts'
import { goodsInWords, readSizeRun } from '../../../shared/sizeRuns.ts'
import type { Context } from '../../context.ts'
import { hereOf, hereOfAll, notedSql, standingFor, wantingLines, wantsOf } from '../allocations.ts'
import { forecastsOf } from '../operations/forecasts.ts'

/** Wants of the coming days are looked at until another day is asked for. */
const usualDays = 7

const wantedGoods = (ctx: Context, untilOn: string) =>
  wantingLines(ctx)
    .select(['orderLines.code', 'orderLines.colour', 'orderLines.unit'])
    .select(sql<string>`case when "orderLines"."code" = '' then "orderLines"."name" else '' end`.as('name'))
    .select(({ fn }) => [
      fn.max('orderLines.name').as('words'),
      fn.countAll().as('lines'),
      fn.count('orders.customerId').distinct().as('customers'),
      fn.min('orderLines.dueOn').as('firstDueOn'),
      sql<number>`sum("orderLines"."quantity" - "orderLines"."deliveredQuantity" - ${notedSql()})`.as('wanted'),
    ])
    .where('orderLines.dueOn', '<=', untilOn)
    .groupBy(['orderLines.code', 'orderLines.colour', 'orderLines.unit'])
    .groupBy(sql`case when "orderLines"."code" = '' then "orderLines"."name" else '' end`)
    .execute()

/** Splits that stand, by their goods. */
const standingSplits = async (ctx: Context): Promise<Map<string, { id: number; number: string }>> => {
  const rows = await ctx.db
    .selectFrom('allocations')
    .select(['id', 'number', 'code', 'name', 'colour', 'unit'])
    .where('voidedAt', 'is', null)
    .where('replacedBy', 'is', null)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('allocationLines')
          .innerJoin('orderLines', 'orderLines.id', 'allocationLines.orderLineId')
          .select('allocationLines.id')
          .whereRef('allocationLines.allocationId', '=', 'allocations.id')
          .where(
            sql<boolean>`"allocationLines"."quantity" > "orderLines"."deliveredQuantity" - "allocationLines"."deliveredBefore"`,
          ),
      ),
    )
    .orderBy('id')
    .execute()
  return new Map(rows.map((row) => [goodsKey(row), { id: row.id, number: row.number }]))
}

interface Asked {
  untilOn: string | null
  split: boolean
  offset: number
  limit: number
}

/** Goods by what is short of them up to a day (duty 94): the most short first. */
export const listGoods = async (
  ctx: Context,
  { untilOn: asked, split, offset, limit }: Asked,
): Promise<{ rows: GoodsRow[]; total: number; untilOn: string }> => {
  const untilOn = asked ?? plusDays(ctx.today, usualDays)
  const here = await hereOfAll(ctx)
  const standing = await standingSplits(ctx)
  const rows = (await wantedGoods(ctx, untilOn)).flatMap((row): GoodsRow[] => {
    const { words, ...goods } = row
    const [available, wanted] = [here.get(goodsKey(goods)) ?? 0, Number(goods.wanted)]
    const [lines, customers] = [Number(goods.lines), Number(goods.customers)]
    if (wanted <= available || (split && (available === 0 || lines < 2))) return []
    return [
      {
        ...goods,
        description: [words, goods.colour].filter(Boolean).join(' '),
        available,
        wanted,
        short: wanted - available,
        lines,
        customers,
        allocation: standing.get(goodsKey(goods)) ?? null,
      },
    ]
  })
  const sorted = rows.toSorted(
    (one, other) =>
      other.short - one.short || one.code.localeCompare(other.code) || one.colour.localeCompare(other.colour),
  )
  return { rows: sorted.slice(offset, offset + limit), total: sorted.length, untilOn }
}

/** The day the work of each order line will be done. */
const restDays = async (ctx: Context, orderLineIds: number[]): Promise<Map<number, string>> => {
  if (orderLineIds.length === 0) return new Map()
  const lines = await ctx.db
    .selectFrom('noticeLines')
    .innerJoin('notices', 'notices.id', 'noticeLines.noticeId')
    .select(['noticeLines.id', 'noticeLines.orderLineId'])
    .where('noticeLines.orderLineId', 'in', orderLineIds)
    .where('notices.voidedAt', 'is', null)
    .where('noticeLines.state', '<>', 'finished')
    .execute()
  const forecasts = await forecastsOf(
    ctx,
    lines.map(({ id }) => id),
  )
  const days = new Map<number, string>()
  for (const { id, orderLineId } of lines) {
    const [day, known] = [forecasts.get(id), days.get(orderLineId)]
    if (day !== undefined && (known === undefined || day > known)) days.set(orderLineId, day)
  }
  return days
}

/** Who wants some goods up to a day, what is there, and the split that is proposed. */
export const propose = async (ctx: Context, { untilOn, ...goods }: Goods & { untilOn: string }): Promise<Split> => {
  const found = await wantsOf(ctx, goods)
    .where('orderLines.dueOn', '<=', untilOn)
    .orderBy('orderLines.dueOn')
    .orderBy('orderLines.id')
    .limit(501)
    .execute()
  if (found.length === 0) throw refuse('allocations.nobodyWants')
  if (found.length > 500) throw refuse('allocations.tooMany')
  const { available, free, noted } = await hereOf(ctx, goods)
  // what stands on notes that have not left is spoken for
  const wants = found
    .map((line) => ({
      ...line,
      rush: line.rush === 1,
      noted: Number(line.noted),
      wanted: line.quantity - line.delivered - Number(line.noted),
    }))
    .filter(({ wanted }) => wanted > 0)
  if (wants.length === 0) throw refuse('allocations.allNoted')
  const proposed = proposeSplit(available, wants)
  const rest = await restDays(
    ctx,
    wants.map(({ orderLineId }) => orderLineId),
  )
  const byLine = new Map(wants.map((want) => [want.orderLineId, want]))
  const standing = await standingFor(ctx, goods)
  const { name, spec } = wants[0]!
  return {
    ...goods,
    // without the sizes of the first who wants them: they are not everybody's
    description: goodsInWords({ name, spec: readSizeRun(spec).rest, colour: goods.colour }),
    untilOn,
    available,
    free,
    noted,
    // in the order of the split: who is first in rank stands first
    lines: [...proposed].map(([orderLineId, given]) => {
      const want = byLine.get(orderLineId)!
      return {
        orderLineId,
        orderId: want.orderId,
        orderNumber: want.orderNumber,
        customerId: want.customerId,
        customer: want.shortName || want.customerName,
        grade: want.grade as CustomerDraft['grade'],
        rush: want.rush,
        dueOn: want.dueOn,
        wanted: want.wanted,
        noted: want.noted,
        finished: Math.max(0, Number(want.made) - want.delivered),
        proposed: given,
        restOn: rest.get(orderLineId) ?? null,
      }
    }),
    standing: standing ? { id: standing.id, number: standing.number } : null,
  }
}
