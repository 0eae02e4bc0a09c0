import type { Selectable } from 'kysely'
import { may } from '../../shared/permissions.ts'
import { type Product, type ProductDraft, products } from '../../shared/products.ts'
import { countVerdicts } from '../../shared/imports.ts'
import { packVolumeOf } from '../../shared/loads.ts'
import { formatMicros } from '../../shared/money.ts'
import { refuse } from '../../shared/refusals.ts'
import type { Context, Handlers } from '../context.ts'
import type { ProductsTable } from '../db/schemaMasters.ts'
import { findByTerm, setSearchTerms } from '../db/search.ts'
import { initialsOf } from '../pinyin.ts'
import { previewOf } from './imports.ts'
import { refuseUnknownPictures } from './pictures.ts'
import { findProducts } from './products/find.ts'
import { planImport, writeImport } from './products/import.ts'
import { pricesFor } from './products/prices.ts'
import { productTerms } from './products/terms.ts'

const rowColumns = [
  'id',
  'code',
  'name',
  'spec',
  'series',
  'colours',
  'unit',
  'packs',
  'packUnits',
  'listPriceMicros',
  'active',
] as const

const cardOf = async (ctx: Context, row: Selectable<ProductsTable>): Promise<Product> => {
  const units = await ctx.db
    .selectFrom('productUnits')
    .select(['unit', 'factor'])
    .where('productId', '=', row.id)
    .orderBy('id')
    .execute()
  const route = await ctx.db
    .selectFrom('productRoutes')
    .select(['processId', 'standardDays', 'outside', 'unitsPerPiece', 'standardMinutes'])
    .where('productId', '=', row.id)
    .orderBy('sequence')
    .execute()
  const breaks = await ctx.db
    .selectFrom('productBreaks')
    .select(['minQuantity', 'priceMicros'])
    .where('productId', '=', row.id)
    .orderBy('minQuantity')
    .execute()
  // reckoned from the sizes: the card itself holds those
  const { packVolume: _, ...card } = pricesFor(ctx, row)
  return {
    ...card,
    active: row.active === 1,
    units,
    breaks: may(ctx.user.role, 'prices.read') ? breaks : [],
    route: route.map((step) => ({ ...step, outside: step.outside === 1 })),
  }
}

/** Writes what the card holds as rows: other units, breaks of the list price, the route. */
const writeTables = async (
  ctx: Context,
  productId: number,
  { units, breaks, route }: Pick<ProductDraft, 'units' | 'breaks' | 'route'>,
): Promise<void> => {
  await ctx.db.deleteFrom('productUnits').where('productId', '=', productId).execute()
  await ctx.db.deleteFrom('productBreaks').where('productId', '=', productId).execute()
  await ctx.db.deleteFrom('productRoutes').where('productId', '=', productId).execute()
  if (units.length > 0)
    await ctx.db
      .insertInto('productUnits')
      .values(units.map((unit) => ({ ...unit, productId })))
      .execute()
  if (breaks.length > 0)
    await ctx.db
      .insertInto('productBreaks')
      .values(breaks.map((step) => ({ ...step, productId })))
      .execute()
  if (route.length > 0)
    await ctx.db
      .insertInto('productRoutes')
      .values(
        route.map((step, index) => ({
          ...step,
          outside: step.outside ? (1 as const) : (0 as const),
          sequence: index + 1,
          productId,
        })),
      )
      .execute()
}

const save = async (
  ctx: Context,
  { id, active, version, units, breaks, route, ...draft }: ProductDraft,
): Promise<Product> => {
  const taken = await ctx.db.selectFrom('products').select('id').where('code', '=', draft.code).executeTakeFirst()
  if (taken && taken.id !== id) throw refuse('products.codeTaken', { value: draft.code }, 'code')
  const doubled = units.find(
    ({ unit }, index) => unit === draft.unit || units.findIndex((other) => other.unit === unit) !== index,
  )
  if (doubled) throw refuse('products.unitTwice', { unit: doubled.unit }, 'units')
  if (new Set(breaks.map(({ minQuantity }) => minQuantity)).size < breaks.length)
    throw refuse('products.breakTwice', {}, 'breaks')
  await refuseUnknownPictures(ctx, [draft])
  const values = {
    ...draft,
    initials: (draft.initials || initialsOf(draft.name)).toLowerCase(),
    packVolume: packVolumeOf(draft),
    active: active ? (1 as const) : (0 as const),
    version: version + 1,
  }
  const before =
    id === null ? undefined : await ctx.db.selectFrom('products').selectAll().where('id', '=', id).executeTakeFirst()
  if (before && values.floorPriceMicros < before.floorPriceMicros && !may(ctx.user.role, 'gates.override'))
    throw refuse('products.lowerFloor', { floor: formatMicros(before.floorPriceMicros) }, 'floorPriceMicros')
  const row =
    id === null
      ? await ctx.db.insertInto('products').values(values).returningAll().executeTakeFirstOrThrow()
      : await ctx.db
          .updateTable('products')
          .set(values)
          .where('id', '=', id)
          .where('version', '=', version)
          .returningAll()
          .executeTakeFirst()
  if (!row) throw refuse(before ? 'app.stale' : 'app.notFound')
  await writeTables(ctx, row.id, { units, breaks, route })
  await setSearchTerms(ctx, 'product', row.id, null, productTerms(row))
  ctx.record({ entity: 'products', id: row.id, before, after: { ...row, units, breaks, route } })
  return cardOf(ctx, row)
}

export const productsHandlers: Handlers<typeof products> = {
  async series(ctx) {
    const rows = await ctx.db
      .selectFrom('products')
      .select('series')
      .distinct()
      .where('active', '=', 1)
      .where('series', '<>', '')
      .orderBy('series')
      .limit(1000)
      .execute()
    return rows.map(({ series }) => series)
  },

  async list(ctx, { offset, limit, typed, inactive }) {
    const ids = typed === '' ? null : await findByTerm(ctx, 'product', typed, 200)
    let rows = ctx.db.selectFrom('products')
    if (!inactive) rows = rows.where('active', '=', 1)
    // a whole series as well as one product
    if (ids)
      rows = rows.where(({ or, eb }) => or([eb('id', 'in', ids.length > 0 ? ids : [0]), eb('series', '=', typed)]))
    const { total } = await rows.select(({ fn }) => fn.countAll().as('total')).executeTakeFirstOrThrow()
    const found = await rows.select(rowColumns).orderBy('code').limit(limit).offset(offset).execute()
    return {
      rows: found.map((row) => ({ ...pricesFor(ctx, row), active: row.active === 1 })),
      total: Number(total),
    }
  },

  find: findProducts,

  async read(ctx, { id }) {
    const row = await ctx.db.selectFrom('products').selectAll().where('id', '=', id).executeTakeFirst()
    if (!row) throw refuse('app.notFound')
    return cardOf(ctx, row)
  },
  save,
  importPreview: async (ctx, table) => previewOf(ctx, await planImport(ctx, table)),
  async import(ctx, { fileName, expected, ...table }) {
    const plan = await planImport(ctx, table)
    return writeImport(ctx, plan, fileName, expected, countVerdicts(plan))
  },
}
