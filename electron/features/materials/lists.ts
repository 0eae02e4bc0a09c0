import type { z } from 'zod'
import type { materials, ProductList } from '../../../shared/materials.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Context } from '../../context.ts'

/** 材料表 of a product as it is now (duty 64). */
export const productList = async (ctx: Context, { productId }: { productId: number }): Promise<ProductList> => {
  const product = await ctx.db
    .selectFrom('products')
    .leftJoin('materialLists', 'materialLists.productId', 'products.id')
    .select(['products.code', 'products.name', 'products.unit', 'materialLists.version'])
    .where('products.id', '=', productId)
    .executeTakeFirstOrThrow()
  const rows = await ctx.db
    .selectFrom('productMaterials')
    .innerJoin('materials', 'materials.id', 'productMaterials.materialId')
    .leftJoin('processes', 'processes.id', 'productMaterials.processId')
    .select([
      'productMaterials.materialId',
      'materials.code',
      'materials.name',
      'materials.spec',
      'materials.unit',
      'materials.supplier',
      'materials.leadDays',
      'materials.step',
      'productMaterials.usageMicros',
      'productMaterials.lossBasisPoints',
      'productMaterials.processId',
      'processes.name as process',
    ])
    .where('productId', '=', productId)
    .orderBy('productMaterials.sequence')
    .execute()
  return {
    productId,
    code: product.code,
    name: product.name,
    unit: product.unit,
    rows: rows.map((row) => ({ ...row, process: row.process ?? '' })),
    version: product.version ?? 0,
  }
}

export const saveProductList = async (
  ctx: Context,
  { productId, version, rows }: z.output<typeof materials.saveProductList.input>,
): Promise<ProductList> => {
  const before = await productList(ctx, { productId })
  if (before.version !== version) throw refuse('app.stale')
  const twice = rows.findIndex(
    ({ materialId }, index) => rows.findIndex((other) => other.materialId === materialId) !== index,
  )
  if (twice >= 0) throw refuse('materials.twice', { line: twice + 1 }, `rows.${twice}.materialId`)
  await ctx.db
    .insertInto('materialLists')
    .values({ productId, version: 1 })
    .onConflict((clash) => clash.column('productId').doUpdateSet({ version: version + 1 }))
    .execute()
  await ctx.db.deleteFrom('productMaterials').where('productId', '=', productId).execute()
  if (rows.length > 0)
    await ctx.db
      .insertInto('productMaterials')
      .values(rows.map((row, index) => ({ ...row, productId, sequence: index + 1 })))
      .execute()
  ctx.record({ entity: 'productMaterials', id: productId, before: before.rows, after: rows })
  return productList(ctx, { productId })
}
