import { sql } from 'kysely'
import type { Output } from '../../../shared/contract.ts'
import { daysBetween } from '../../../shared/dates.ts'
import { buyBy, isPressing } from '../../../shared/materialNeeds.ts'
import { type purchases, type ShortageRow, type ShortageView, shortageViews } from '../../../shared/purchases.ts'
import type { Context } from '../../context.ts'
import { needSql } from '../materialNeeds.ts'
import { workCalendar } from '../settings.ts'
import { chasesOf, noChase, processesOf, processOf } from './details.ts'
import { supplyColumns, type SupplyFilter, supplyOf, supplyRows, viewOf } from './supply.ts'

const need = needSql({ row: 'noticeMaterials', line: 'noticeLines', process: 'operations' })

type Asked = { view: ShortageView; mine: boolean; orderId: number | null; offset: number; limit: number }

/** Not here by the process start, most urgent first; what nobody ordered goes by the day it had to be ordered. */
const pageOf = (ctx: Context, asked: SupplyFilter & { offset: number; limit: number }) =>
  supplyRows(ctx, asked)
    .innerJoin('customers', 'customers.id', 'orders.customerId')
    .innerJoin('users', 'users.id', 'orders.merchandiserId')
    .innerJoin('materials', 'materials.id', 'needs.materialId')
    .select(supplyColumns)
    .select([
      'orders.number as orderNumber',
      'customers.shortName',
      'customers.name as customerName',
      'users.name as merchandiser',
      'orders.dueOn',
      'orders.rush',
      'materials.code',
      'materials.name',
      'materials.spec',
      'materials.unit',
      'materials.supplier',
    ])
    .orderBy('needs.startOn')
    .orderBy('orders.rush', 'desc')
    .orderBy('needs.orderId')
    .orderBy('needs.materialId')
    .offset(asked.offset)
    .limit(asked.limit)
    .execute()
type Found = Awaited<ReturnType<typeof pageOf>>[number]

/** The open purchase of each order and material that comes last, one without a promise before all: what is chased. */
const openPurchases = async (ctx: Context, orderIds: number[]) => {
  if (orderIds.length === 0) return new Map<string, { id: number; supplier: string }>()
  const rows = await ctx.db
    .selectFrom('purchases')
    .select(['id', 'orderId', 'materialId', 'supplier', 'promisedOn'])
    .where('orderId', 'in', orderIds)
    .where('state', '=', 'open')
    .orderBy('id')
    .execute()
  const last = (one: string | null): string => one ?? '9999-99-99'
  return new Map(
    rows
      .toSorted((a, b) => (last(a.promisedOn) < last(b.promisedOn) ? -1 : 1))
      .map(({ id, orderId, materialId, supplier }) => [`${orderId} ${materialId}`, { id, supplier }]),
  )
}

const rowOf = (
  found: Found,
  { today, works }: { today: string; works: (day: string) => boolean },
  first: { process: string; startOn: string } | null,
  open: { id: number; supplier: string } | undefined,
): ShortageRow => {
  const { shortName, customerName, orderNumber, merchandiser, dueOn, rush, code, name, spec, unit, supplier } = found
  const { used: _, ...supply } = supplyOf(found, dueOn, today, works)
  const latest = buyBy(supply.startOn, supply.leadDays)
  return {
    ...supply,
    orderNumber,
    merchandiser,
    dueOn,
    code,
    name,
    spec,
    unit,
    customer: shortName || customerName,
    rush: rush === 1,
    supplier: open?.supplier || supplier,
    process: first?.process ?? '',
    buyBy: latest,
    buyLateDays: Math.max(0, daysBetween(latest, today)),
    afterStart: supply.promisedOn === null ? 0 : Math.max(0, daysBetween(supply.startOn, supply.promisedOn)),
    purchaseId: open?.id ?? null,
    ...noChase,
  }
}

/** How many rows each view has, in one reading. */
const countsOf = async (ctx: Context, filter: SupplyFilter): Promise<Record<ShortageView, number>> => {
  const of = (view: ShortageView) => sql<number>`sum(case when ${viewOf(view, ctx.today)} then 1 else 0 end)`.as(view)
  const row = await supplyRows(ctx, { ...filter, view: 'short' })
    .select(shortageViews.map(of))
    .executeTakeFirstOrThrow()
  const counts = row as unknown as Record<ShortageView, number | null>
  return { short: Number(counts.short ?? 0), unbought: Number(counts.unbought ?? 0), late: Number(counts.late ?? 0) }
}

/** The rows of 欠料表 and 漏定检查 without their counts (duties 65, 66). */
export const shortageRows = async (ctx: Context, asked: Asked): Promise<ShortageRow[]> => {
  const found = await pageOf(ctx, asked)
  const orderIds = [...new Set(found.map(({ orderId }) => orderId))]
  const first = await processesOf(ctx, orderIds)
  const open = await openPurchases(ctx, orderIds)
  const works = await workCalendar(ctx)
  const rows = found.map((row) =>
    rowOf(
      row,
      { today: ctx.today, works },
      processOf(first, row.orderId, row.materialId),
      open.get(`${row.orderId} ${row.materialId}`),
    ),
  )
  const chased = await chasesOf(
    ctx,
    rows.flatMap(({ purchaseId }) => purchaseId ?? []),
  )
  return rows.map((row) => ({
    ...row,
    ...(row.purchaseId === null ? noChase : (chased.get(row.purchaseId) ?? noChase)),
  }))
}

/** 欠料: by process start, with how many there are of each kind. */
export const shortages = async (ctx: Context, asked: Asked): Promise<Output<typeof purchases.shortages>> => {
  const counts = await countsOf(ctx, asked)
  return { rows: await shortageRows(ctx, asked), total: counts[asked.view], counts }
}

/**
 * 欠料 of notice lines, for the board (duty 65): the materials a line still has to be given and its order lacks. A line
 * that lacks nothing pressing is not in the map: what is on its way in time is no news.
 */
export const lackingOf = async (
  ctx: Context,
  lines: readonly { id: number; orderId: number }[],
): Promise<Map<number, string[]>> => {
  const lacking = new Map<number, string[]>()
  if (lines.length === 0) return lacking
  const short = await supplyRows(ctx, { orderIds: [...new Set(lines.map(({ orderId }) => orderId))], view: 'short' })
    .innerJoin('materials', 'materials.id', 'needs.materialId')
    .select(supplyColumns)
    .select(['materials.name', 'orders.dueOn'])
    .orderBy('needs.startOn')
    .execute()
  const works = await workCalendar(ctx)
  const pressing = short.filter((row) => isPressing(supplyOf(row, row.dueOn, ctx.today, works), ctx.today))
  if (pressing.length === 0) return lacking
  const wanted = await ctx.db
    .selectFrom('noticeMaterials')
    .innerJoin('noticeLines', 'noticeLines.id', 'noticeMaterials.noticeLineId')
    .leftJoin('operations', 'operations.id', 'noticeMaterials.operationId')
    .select(['noticeMaterials.noticeLineId', 'noticeMaterials.materialId'])
    .where(
      'noticeMaterials.noticeLineId',
      'in',
      lines.map(({ id }) => id),
    )
    .where(need.left, '>', 0)
    .whereRef(need.needed, '>', need.used)
    .execute()
  const own = new Set(wanted.map(({ noticeLineId, materialId }) => `${noticeLineId} ${materialId}`))
  for (const line of lines)
    for (const row of pressing)
      if (row.orderId === line.orderId && own.has(`${line.id} ${row.materialId}`))
        lacking.set(line.id, [...(lacking.get(line.id) ?? []), row.name])
  return lacking
}
