import { needOf, usageInUnit } from '../../../shared/materialNeeds.ts'
import { factorOfUnit } from '../../../shared/units.ts'
import type { Context } from '../../context.ts'

type Reader = Pick<Context, 'db'>

/** Thousandths of the product's basic unit in one unit of the order line; a unit it does not know counts as one. */
const factorOf = async (ctx: Reader, productId: number, unit: string): Promise<number> => {
  const product = await ctx.db.selectFrom('products').select('unit').where('id', '=', productId).executeTakeFirst()
  const units = await ctx.db
    .selectFrom('productUnits')
    .select(['unit', 'factor'])
    .where('productId', '=', productId)
    .execute()
  return factorOfUnit(product?.unit ?? '', units, unit) ?? 1000
}

/** The list of a product for a line in `unit`: usage for one of that unit. */
export const listFor = async (ctx: Reader, productId: number | null, unit: string) => {
  if (productId === null) return []
  const rows = await ctx.db
    .selectFrom('productMaterials')
    .innerJoin('materials', 'materials.id', 'productMaterials.materialId')
    .select(['productMaterials.materialId', 'usageMicros', 'lossBasisPoints', 'processId', 'step', 'leadDays'])
    .where('productId', '=', productId)
    .orderBy('sequence')
    .execute()
  if (rows.length === 0) return []
  const factor = await factorOf(ctx, productId, unit)
  return rows.map((row) => ({ ...row, usageMicros: usageInUnit(row.usageMicros, factor) }))
}

/**
 * Writes down what a notice line needs by its product's list as it is now (duty 64): copied, so that a later list does
 * not change what was released. The processes of the line are planned before.
 */
export const copyNeeds = async (ctx: Context, noticeLineId: number): Promise<void> => {
  const line = await ctx.db
    .selectFrom('noticeLines')
    .innerJoin('orderLines', 'orderLines.id', 'noticeLines.orderLineId')
    .select(['noticeLines.quantity', 'orderLines.productId', 'orderLines.unit'])
    .where('noticeLines.id', '=', noticeLineId)
    .executeTakeFirstOrThrow()
  const list = await listFor(ctx, line.productId, line.unit)
  if (list.length === 0) return
  const operations = await ctx.db
    .selectFrom('operations')
    .select(['id', 'processId'])
    .where('noticeLineId', '=', noticeLineId)
    .orderBy('sequence')
    .execute()
  await ctx.db
    .insertInto('noticeMaterials')
    .values(
      list.map(({ processId, ...use }, index) => ({
        ...use,
        noticeLineId,
        sequence: index + 1,
        operationId: (operations.find((each) => each.processId === processId) ?? operations[0])?.id ?? null,
        needed: needOf(line.quantity, use, use.step),
      })),
    )
    .execute()
}

/** The quantities of these notice lines changed: so does what they need. */
export const refreshNeeds = async (ctx: Context, noticeLineIds: readonly number[]): Promise<void> => {
  if (noticeLineIds.length === 0) return
  const rows = await ctx.db
    .selectFrom('noticeMaterials')
    .innerJoin('noticeLines', 'noticeLines.id', 'noticeMaterials.noticeLineId')
    .select(['noticeMaterials.id', 'usageMicros', 'lossBasisPoints', 'step', 'needed', 'noticeLines.quantity'])
    .where('noticeLineId', 'in', [...noticeLineIds])
    .execute()
  for (const { id, quantity, needed, step, ...use } of rows) {
    const now = needOf(quantity, use, step)
    if (now !== needed) await ctx.db.updateTable('noticeMaterials').set({ needed: now }).where('id', '=', id).execute()
  }
}

/** Whether the workshop still holds material of a notice: it cannot be taken back before that is returned. */
export const holdsMaterial = async (ctx: Reader, noticeId: number): Promise<boolean> => {
  const row = await ctx.db
    .selectFrom('noticeMaterials')
    .innerJoin('noticeLines', 'noticeLines.id', 'noticeMaterials.noticeLineId')
    .select('noticeMaterials.id')
    .where('noticeLines.noticeId', '=', noticeId)
    .whereRef('issued', '>', 'returned')
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
