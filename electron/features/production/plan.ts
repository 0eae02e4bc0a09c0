import { sql } from 'kysely'
import type { Output } from '../../../shared/contract.ts'
import type { PlanRow, PlanSum } from '../../../shared/noticeProcedures.ts'
import type { production } from '../../../shared/production.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Context } from '../../context.ts'
import { noticeGoodsColumns, withGoods } from '../noticeGoods.ts'

type Filter = { month: string; workshop: string | null }

/**
 * The last process of each notice line in each workshop that is planned to finish in the month: what the workshop is
 * to hand on of it (duty 36). A line that passes two workshops is in the plan of both.
 */
const planned = (ctx: Context, { month, workshop }: Filter) =>
  ctx.db
    .selectFrom('operations')
    .innerJoin('noticeLines', 'noticeLines.id', 'operations.noticeLineId')
    .innerJoin('notices', 'notices.id', 'noticeLines.noticeId')
    .innerJoin('orders', 'orders.id', 'notices.orderId')
    .innerJoin('orderLines', 'orderLines.id', 'noticeLines.orderLineId')
    .where('operations.plannedFinish', '>=', `${month}-01`)
    .where('operations.plannedFinish', '<=', `${month}-31`)
    .where('notices.voidedAt', 'is', null)
    .where('operations.quantity', '>', 0)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('operations as later')
            .select('later.id')
            .whereRef('later.noticeLineId', '=', 'operations.noticeLineId')
            .whereRef('later.workshop', '=', 'operations.workshop')
            .whereRef('later.sequence', '>', 'operations.sequence'),
        ),
      ),
    )
    .$if(workshop !== null, (rows) => rows.where('operations.workshop', '=', workshop!))

/** The lines of 月生产计划, by workshop and day. */
export const planLines = async (
  ctx: Context,
  { offset, limit, ...filter }: Filter & { offset: number; limit: number },
): Promise<Output<typeof production.planLines>> => {
  const rows = await planned(ctx, filter)
    .innerJoin('customers', 'customers.id', 'orders.customerId')
    .select(({ selectFrom }) => [
      'noticeLines.id as noticeLineId',
      'notices.id as noticeId',
      'notices.number as noticeNumber',
      'orders.number as orderNumber',
      'customers.shortName',
      'customers.name as customerName',
      'customers.code as customerCode',
      'operations.workshop',
      'orderLines.code',
      ...noticeGoodsColumns,
      'orderLines.unit',
      'operations.quantity',
      'operations.good',
      'operations.plannedFinish',
      selectFrom('operations as first')
        .select(({ fn }) => fn.min('first.plannedStart').as('start'))
        .whereRef('first.noticeLineId', '=', 'operations.noticeLineId')
        .whereRef('first.workshop', '=', 'operations.workshop')
        .as('plannedStart'),
    ])
    .orderBy('operations.workshop')
    .orderBy('operations.plannedFinish')
    .orderBy('operations.id')
    .offset(offset)
    .limit(limit)
    .execute()
  const { total } = await planned(ctx, filter)
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  return {
    rows: rows.map(withGoods).map(({ shortName, customerName, plannedStart, ...row }) => ({
      ...row,
      customer: shortName || customerName,
      plannedStart: plannedStart ?? row.plannedFinish,
    })),
    total: Number(total),
  }
}

const byHand = (ctx: Context, { month, workshop }: Filter) =>
  ctx.db
    .selectFrom('planRows')
    .select(['id', 'month', 'workshop', 'description', 'unit', 'quantity', 'remark', 'version'])
    .where('month', '=', month)
    .$if(workshop !== null, (rows) => rows.where('workshop', '=', workshop!))
    .orderBy('workshop')
    .orderBy('id')
    .limit(200)
    .execute()

/** What the month comes to, by workshop and unit, and the rows written by hand beside the notices. */
export const planSums = async (ctx: Context, filter: Filter): Promise<Output<typeof production.planSums>> => {
  const found = await planned(ctx, filter)
    .select(({ fn }) => [
      'operations.workshop',
      'orderLines.unit',
      fn.count<number>('notices.id').distinct().as('notices'),
      fn.countAll<number>().as('lines'),
      fn.sum<number>('operations.quantity').as('quantity'),
      sql<number>`sum(case when "operations"."good" < "operations"."quantity" then "operations"."good" else "operations"."quantity" end)`.as(
        'good',
      ),
    ])
    .groupBy(['operations.workshop', 'orderLines.unit'])
    .execute()
  const rows = await byHand(ctx, filter)
  const sums = new Map<string, PlanSum>(
    found.map(({ workshop, unit, ...sum }) => [
      `${workshop}\t${unit}`,
      {
        workshop,
        unit,
        notices: Number(sum.notices),
        lines: Number(sum.lines),
        quantity: Number(sum.quantity),
        good: Number(sum.good),
        byHand: 0,
      },
    ]),
  )
  for (const { workshop, unit, quantity } of rows) {
    const key = `${workshop}\t${unit}`
    const known = sums.get(key) ?? { workshop, unit, notices: 0, lines: 0, quantity: 0, good: 0, byHand: 0 }
    sums.set(key, { ...known, byHand: known.byHand + quantity })
  }
  return {
    sums: [...sums.values()].toSorted(
      (one, other) => one.workshop.localeCompare(other.workshop) || one.unit.localeCompare(other.unit),
    ),
    rows,
  }
}

export const savePlanRow = async (
  ctx: Context,
  { id, version, ...draft }: Omit<PlanRow, 'id'> & { id: number | null },
): Promise<PlanRow> => {
  const { many } = await ctx.db
    .selectFrom('planRows')
    .select(({ fn }) => fn.countAll<number>().as('many'))
    .where('month', '=', draft.month)
    .executeTakeFirstOrThrow()
  if (id === null && Number(many) >= 200) throw refuse('notices.tooMany')
  const next = id === null ? 1 : version + 1
  const values = { ...draft, userId: ctx.user.id, at: ctx.now, version: next }
  const written =
    id === null
      ? await ctx.db.insertInto('planRows').values(values).returning('id').executeTakeFirst()
      : await ctx.db
          .updateTable('planRows')
          .set(values)
          .where('id', '=', id)
          .where('version', '=', version)
          .returning('id')
          .executeTakeFirst()
  if (!written) throw refuse('app.stale')
  ctx.record({ entity: 'planRows', id: written.id, after: values })
  return { ...draft, id: written.id, version: next }
}

export const removePlanRow = async (
  ctx: Context,
  { id, version }: { id: number; version: number },
): Promise<Record<string, never>> => {
  const before = await ctx.db.selectFrom('planRows').selectAll().where('id', '=', id).executeTakeFirst()
  if (!before) throw refuse('app.notFound')
  if (before.version !== version) throw refuse('app.stale')
  await ctx.db.deleteFrom('planRows').where('id', '=', id).execute()
  ctx.record({ entity: 'planRows', id, before, after: null })
  return {}
}
