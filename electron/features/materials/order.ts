import { balanceOf, needOf, usageText } from '../../../shared/materialNeeds.ts'
import type { OrderMaterial, OrderMaterials } from '../../../shared/materials.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Context } from '../../context.ts'
import { noticeGoodsColumns, withGoods } from '../noticeGoods.ts'
import { refuseSecondKeyer } from '../blindKeys.ts'
import { processesOf, processOf } from '../purchases/details.ts'
import { workCalendar } from '../settings.ts'
import { supplyColumns, supplyOf, supplyRows } from '../purchases/supply.ts'
import { listFor } from './needs.ts'

interface Summed {
  quantity: number
  lineUnit: string
  usageMicros: number
  lossBasisPoints: number
  step: number
  unit: string
}
/** `360 件 × 0.65 × 1.05 = 245.7 → 246 米`: how a need comes about; rounded only where the unit's step asks for it. */
export const needSum = ({ quantity, lineUnit, step, unit, ...use }: Summed): string => {
  const exact = needOf(quantity, use, 1)
  const rounded = needOf(quantity, use, step)
  const factor = use.lossBasisPoints === 0 ? '' : ` × ${usageText(1_000_000 + use.lossBasisPoints * 100)}`
  const result = exact === rounded ? '' : ` → ${formatQuantity(rounded)}`
  return `${formatQuantity(quantity)} ${lineUnit} × ${usageText(use.usageMicros)}${factor} = ${formatQuantity(exact)}${result} ${unit}`
}

const materialsOf = async (ctx: Context, ids: number[]) =>
  new Map(
    (ids.length === 0
      ? []
      : await ctx.db
          .selectFrom('materials')
          .select(['id', 'code', 'name', 'spec', 'unit', 'supplier', 'leadDays', 'step'])
          .where('id', 'in', ids)
          .execute()
    ).map((row) => [row.id, row]),
  )
type Known = Awaited<ReturnType<typeof materialsOf>> extends Map<number, infer Row> ? Row : never

const cardOf = ({ id, ...material }: Known) => ({ materialId: id, ...material })

const linesOf = (ctx: Context, orderId: number) =>
  ctx.db
    .selectFrom('noticeLines')
    .innerJoin('notices', 'notices.id', 'noticeLines.noticeId')
    .innerJoin('orderLines', 'orderLines.id', 'noticeLines.orderLineId')
    .select([
      'noticeLines.id as noticeLineId',
      'notices.number as notice',
      'noticeLines.quantity',
      'noticeLines.closedAt',
      ...noticeGoodsColumns,
      'orderLines.unit',
    ])
    .where('notices.orderId', '=', orderId)
    .where('notices.voidedAt', 'is', null)
    .orderBy('noticeLines.id')
    .execute()

/**
 * The sums behind each need of the released lines, by material, as `needSql` reckons it; a line whose process is through
 * needs no more, one with goods to be made again may need more than its list.
 */
const sumsOf = async (ctx: Context, orderId: number): Promise<Map<number, string[]>> => {
  const rows = await ctx.db
    .selectFrom('noticeMaterials')
    .innerJoin('noticeLines', 'noticeLines.id', 'noticeMaterials.noticeLineId')
    .innerJoin('notices', 'notices.id', 'noticeLines.noticeId')
    .innerJoin('orderLines', 'orderLines.id', 'noticeLines.orderLineId')
    .innerJoin('materials', 'materials.id', 'noticeMaterials.materialId')
    .leftJoin('operations', 'operations.id', 'noticeMaterials.operationId')
    .select([
      'noticeMaterials.materialId',
      'noticeMaterials.usageMicros',
      'noticeMaterials.lossBasisPoints',
      'noticeMaterials.step',
      'noticeMaterials.needed',
      'noticeLines.quantity',
      'orderLines.unit as lineUnit',
      'materials.unit',
      'operations.quantity as toWork',
      'operations.scrap',
    ])
    .where('notices.orderId', '=', orderId)
    .where('notices.voidedAt', 'is', null)
    .where('noticeLines.state', 'in', ['making', 'partly'])
    .where('operations.finishedOn', 'is', null)
    .orderBy('noticeLines.id')
    .execute()
  const sums = new Map<number, string[]>()
  for (const { materialId, needed, toWork, scrap, ...row } of rows) {
    if (row.usageMicros <= 0) continue
    const all = { ...row, quantity: Math.max(row.quantity, (toWork ?? 0) + (scrap ?? 0)), lossBasisPoints: 0 }
    const part = needOf(all.quantity, all, row.step) > needed ? all : row
    sums.set(materialId, [...(sums.get(materialId) ?? []), needSum(part)])
  }
  return sums
}

const releasedRows = async (ctx: Context, orderId: number): Promise<OrderMaterial[]> => {
  const found = await supplyRows(ctx, { orderId })
    .select(supplyColumns)
    .select('orders.dueOn')
    .orderBy('needs.startOn')
    .orderBy('needs.materialId')
    .execute()
  const known = await materialsOf(
    ctx,
    found.map(({ materialId }) => materialId),
  )
  const first = await processesOf(ctx, [orderId])
  const sums = await sumsOf(ctx, orderId)
  const works = await workCalendar(ctx)
  return found.map((row) => {
    const { orderId: _, ...supply } = supplyOf(row, row.dueOn, ctx.today, works)
    return {
      ...cardOf(known.get(row.materialId)!),
      ...supply,
      left: Number(row.left),
      process: processOf(first, orderId, row.materialId)?.process ?? '',
      startOn: row.startOn,
      sums: sums.get(row.materialId) ?? [],
    }
  })
}

/** What would be needed for what no notice holds yet, by the lists as they are now: nothing of it is bought by name. */
const unreleasedRows = async (ctx: Context, orderId: number): Promise<OrderMaterial[]> => {
  const lines = await ctx.db
    .selectFrom('orderLines')
    .select(['id', 'productId', 'unit', 'quantity'])
    .where('orderId', '=', orderId)
    .where('cancelledAt', 'is', null)
    .orderBy('sequence')
    .execute()
  const held = await ctx.db
    .selectFrom('noticeLines')
    .innerJoin('notices', 'notices.id', 'noticeLines.noticeId')
    .select(({ fn }) => ['orderLineId', fn.sum<number>('noticeLines.quantity').as('quantity')])
    .where('notices.orderId', '=', orderId)
    .where('notices.voidedAt', 'is', null)
    .groupBy('orderLineId')
    .execute()
  const needs = new Map<number, { needed: number; parts: (Omit<Summed, 'unit'> & { quantity: number })[] }>()
  for (const line of lines) {
    const quantity = line.quantity - Number(held.find(({ orderLineId }) => orderLineId === line.id)?.quantity ?? 0)
    if (quantity <= 0) continue
    for (const { materialId, usageMicros, lossBasisPoints, step } of await listFor(ctx, line.productId, line.unit)) {
      const part = { quantity, lineUnit: line.unit, usageMicros, lossBasisPoints, step }
      const known = needs.get(materialId) ?? { needed: 0, parts: [] }
      needs.set(materialId, { needed: known.needed + needOf(quantity, part, step), parts: [...known.parts, part] })
    }
  }
  const known = await materialsOf(ctx, [...needs.keys()])
  return [...needs].map(([materialId, { needed, parts }]) => {
    const material = known.get(materialId)!
    const supply = { needed, bought: 0, arrived: 0 }
    return {
      ...cardOf(material),
      ...supply,
      ...balanceOf({ ...supply, left: needed }),
      left: needed,
      used: 0,
      process: '',
      startOn: null,
      promisedOn: null,
      // what is not released is to be ordered later
      state: needed > 0 ? 'toBuy' : 'enough',
      sums: parts.map((part) => needSum({ ...part, unit: material.unit })),
    }
  })
}

/** The materials of one order: what is released with its supply, and what the rest will take. */
export const orderMaterials = async (ctx: Context, { orderId }: { orderId: number }): Promise<OrderMaterials> => {
  await refuseSecondKeyer(ctx, orderId)
  const order = await ctx.db
    .selectFrom('orders')
    .innerJoin('customers', 'customers.id', 'orders.customerId')
    .select(['orders.number', 'orders.dueOn', 'orders.voidedAt', 'customers.shortName', 'customers.name'])
    .where('orders.id', '=', orderId)
    .executeTakeFirst()
  if (!order) throw refuse('app.notFound')
  const lines = await linesOf(ctx, orderId)
  return {
    orderId,
    orderNumber: order.number,
    customer: order.shortName || order.name,
    dueOn: order.dueOn,
    rows: await releasedRows(ctx, orderId),
    toRelease: order.voidedAt === null ? await unreleasedRows(ctx, orderId) : [],
    lines: lines.map(withGoods).map(({ closedAt, ...line }) => ({
      ...line,
      closed: closedAt !== null,
    })),
  }
}
