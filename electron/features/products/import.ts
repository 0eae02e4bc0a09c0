import type { z } from 'zod'
import { cellsOf, type ImportCounts, type RowPlan } from '../../../shared/imports.ts'
import { may } from '../../../shared/permissions.ts'
import { planProducts, type ProductBasics } from '../../../shared/productImport.ts'
import type { ProductField, products } from '../../../shared/products.ts'
import type { Context } from '../../context.ts'
import { insertMany } from '../../db/batches.ts'
import { setManySearchTerms } from '../../db/search.ts'
import { initialsOf } from '../../pinyin.ts'
import { cellsNamed, findInPieces, holdToExpected, recordImport } from '../imports.ts'
import { productTerms } from './terms.ts'

type Table = Pick<z.output<typeof products.import.input>, 'fields' | 'rows'>
type Plan = RowPlan<ProductField, ProductBasics>[]

/** What becomes of every row, against the products as they are now. */
export const planImport = async (ctx: Context, { fields, rows }: Table): Promise<Plan> => {
  const cells = cellsOf(fields, rows)
  const found = await findInPieces(cellsNamed(cells, 'code'), (codes) =>
    ctx.db.selectFrom('products').selectAll().where('code', 'in', codes).execute(),
  )
  return planProducts(cells, {
    products: found.map((row) => ({ ...row, active: row.active === 1 })),
    mayLowerFloor: may(ctx.user.role, 'gates.override'),
    initialsOf,
  })
}

/** Writes what the plan adds and changes; units and routes of known products stay as they are. */
export const writeImport = async (
  ctx: Context,
  plan: Plan,
  fileName: string,
  expected: { added: number; changed: number } | null,
  counts: ImportCounts,
): Promise<ImportCounts> => {
  holdToExpected(counts, expected)
  const rows = plan
    .flatMap(({ draft }) => (draft === null ? [] : [draft]))
    .map((draft) => ({
      ...draft,
      initials: draft.initials.toLowerCase(),
      active: draft.active ? (1 as const) : (0 as const),
      version: draft.version + 1,
    }))
  const fresh = rows.filter(({ id }) => id === null).map(({ id: _id, ...row }) => row)
  const known = rows.flatMap(({ id, ...row }) => (id === null ? [] : [{ ...row, id }]))
  const added = await insertMany(ctx.db, 'products', fresh, { returning: ['id', 'code'] })
  await insertMany(ctx.db, 'products', known, { replaceBy: 'id' })
  const ids = new Map(added.map(({ id, code }) => [String(code), Number(id)]))
  await setManySearchTerms(ctx, 'product', [
    ...fresh.map((row) => ({
      rowId: ids.get(row.code)!,
      customerId: null,
      fresh: true,
      terms: productTerms(row),
    })),
    ...known.map((row) => ({ rowId: row.id, customerId: null, terms: productTerms(row) })),
  ])
  recordImport(ctx, 'products', fileName, plan)
  return counts
}
